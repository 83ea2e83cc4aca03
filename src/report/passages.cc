#include "report/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "report/difference.h"
#include "report/names.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/view.h"
#include "report/wording.h"

namespace secondsource::report {
namespace {

using Style = Piece::Style;

std::string_view slice(const std::string& text, ByteSpan span) {
  if (span.end > text.size() || span.empty()) return {};
  return std::string_view(text).substr(span.begin, span.size());
}

// One side of a comparison: what both have, and what this one has alone.
Pieces side_of(const Difference& difference, Edit::Kind alone) {
  Pieces pieces;
  for (const Edit& edit : difference.edits) {
    if (edit.kind == Edit::Kind::kSame) {
      pieces.push_back({plain(edit.words) + " ", Style::kPlain});
    } else if (edit.kind == alone) {
      pieces.push_back({fmt::format("[{}] ", plain(edit.words)),
                        alone == Edit::Kind::kRemoved ? Style::kRemoved : Style::kAdded});
    }
  }
  return pieces;
}

}  // namespace

std::string passages_to_terminal(const Article& a, const Article& b,
                                 std::span<const Passage> passages,
                                 const TerminalOptions& options) {
  std::string out;
  Page page(out, options);
  const ArticleSummary left = summary_of(a), right = summary_of(b);
  const auto head = [&](const ArticleSummary& of) {
    return Pieces{{outlet_of(of), Style::kStrong},
                  {" · " + when(of.published, of.published_precision), Style::kQuiet}};
  };
  page.beside(head(left), head(right));
  page.beside(Pieces{{plain(a.title), Style::kPlain}}, Pieces{{plain(b.title), Style::kPlain}});
  if (passages.empty()) {
    page.blank();
    page.paragraph("They share no passage.");
  }
  for (const Passage& passage : passages) {
    page.blank();
    page.paragraph(fmt::format("{}, {}, {:.0f} % the same{}", name_of(passage.kind),
                               counted(passage.words, "word"), passage.identity * 100,
                               passage.boilerplate ? ", printed under many articles" : ""),
                   0, Style::kHeading);
    const Difference difference =
        compare_words(slice(a.text, passage.a_span), slice(b.text, passage.b_span));
    page.beside(side_of(difference, Edit::Kind::kRemoved), side_of(difference, Edit::Kind::kAdded));
  }
  return out;
}

}  // namespace secondsource::report
