#include "reuse/narrative.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace secondsource::reuse {

void word_kinds(const Side& side, std::vector<WordKind>& out) {
  const text::Text& text = *side.text;
  out.assign(text.words.size(), WordKind::kNarrative);
  const auto fill = [&](std::size_t first, std::size_t end, WordKind kind) {
    end = std::min(end, out.size());
    if (first < end) {
      std::fill(out.begin() + std::ptrdiff_t(first), out.begin() + std::ptrdiff_t(end), kind);
    }
  };
  for (auto at = text.quotations.begin(); at != text.quotations.end(); ++at) {
    if (at->depth > 0 || at->end_word < at->first_word + kQuotedWords) continue;
    if (!at->closed) {
      const auto next = std::find_if(std::next(at), text.quotations.end(),
                                     [](const text::Quotation& q) { return q.depth == 0; });
      if (next == text.quotations.end() || !next->continues) continue;
    }
    fill(at->first_word, at->end_word, WordKind::kQuotation);
  }
  for (const ByteSpan& span : side.article->furniture) {
    const auto first = std::ranges::lower_bound(text.words, span.begin, {},
                                                [](const text::Word& w) { return w.span.begin; });
    const auto last = std::ranges::upper_bound(text.words, span.end, {},
                                               [](const text::Word& w) { return w.span.end; });
    fill(std::size_t(first - text.words.begin()), std::size_t(last - text.words.begin()),
         WordKind::kFurniture);
  }
}

}  // namespace secondsource::reuse
