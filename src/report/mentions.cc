#include "report/mentions.h"

#include <fmt/format.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "report/page.h"
#include "report/plain.h"
#include "report/view.h"
#include "report/wording.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::report {
namespace {

using Style = Piece::Style;

// A sign that stands in front of a byte of the text.
struct Sign {
  std::uint32_t at = 0;
  bool opens = true;
  std::uint32_t size = 0;  // of the span: outer ones open first and close last
  std::string words;
  Style style = Style::kPlain;
};

void mark(std::vector<Sign>& signs, ByteSpan span, std::string open, std::string close,
          Style style) {
  if (span.empty()) return;
  signs.push_back({span.begin, true, span.size(), std::move(open), style});
  signs.push_back({span.end, false, span.size(), std::move(close), style});
}

std::vector<Sign> signs_of(std::span<const Mention> mentions, Field field) {
  std::vector<Sign> signs;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& mention = mentions[i];
    if (mention.field != field) continue;
    for (const ByteSpan span : mention.content) {
      mark(signs, span, fmt::format("[{} ", i + 1), "]", Style::kMark);
    }
    if (mention.cue) mark(signs, *mention.cue, "‹", "›", Style::kCue);
    if (mention.speaker) mark(signs, mention.speaker->span, "{", "}", Style::kSpeaker);
  }
  std::ranges::sort(signs, {}, [](const Sign& sign) {
    // At one place, what closes comes first, the inner one before the outer one.
    return std::tuple(sign.at, sign.opens, sign.opens ? ~sign.size : sign.size, sign.words);
  });
  const auto same = [](const Sign& a, const Sign& b) {
    return std::tie(a.at, a.opens, a.size, a.words) == std::tie(b.at, b.opens, b.size, b.words);
  };
  signs.erase(std::ranges::unique(signs, same).begin(), signs.end());
  return signs;
}

// A part of the text as pieces, its signs put in; `next` is the first sign not yet used.
Pieces pieces_of(std::string_view text, ByteSpan part, const std::vector<Sign>& signs,
                 std::size_t& next) {
  Pieces pieces;
  std::uint32_t at = part.begin;
  const auto words = [&](std::uint32_t end) {
    if (end <= at) return;
    const std::string_view slice = text.substr(at, end - at);
    const std::string safe = plain(slice);
    pieces.push_back({fmt::format("{}{}{}", slice.front() == ' ' ? " " : "", safe,
                                  slice.back() == ' ' && !safe.empty() ? " " : ""),
                      Style::kPlain});
    at = end;
  };
  while (next < signs.size() && signs[next].at <= part.end) {
    const Sign& sign = signs[next];
    if (sign.at == part.end && sign.opens) break;
    words(std::max(at, sign.at));
    pieces.push_back({sign.words, sign.style});
    ++next;
  }
  words(part.end);
  return pieces;
}

void write_marked(const Article& article, std::span<const Mention> mentions, Page& page) {
  const auto title = signs_of(mentions, Field::kTitle);
  std::size_t next = 0;
  if (!article.title.empty()) {
    const ByteSpan whole{0, static_cast<std::uint32_t>(article.title.size())};
    page.paragraph(pieces_of(article.title, whole, title, next), 0, 0);
  }
  const auto body = signs_of(mentions, Field::kText);
  next = 0;
  for (const ByteSpan paragraph : article.paragraphs) {
    page.blank();
    page.paragraph(pieces_of(article.text, paragraph, body, next), 0, 0);
  }
}

std::size_t words_in(std::string_view words, const text::Language& language, text::Text& text) {
  text::analyse(words, {}, language, text);
  return text.words.size();
}

void write_speakers(const Article& article, std::span<const Mention> mentions, Page& page) {
  struct Said {
    std::size_t times = 0, words = 0;
    std::string role;
  };
  const text::Language none("", "");
  text::Text text;
  std::map<std::string, Said> speakers;
  std::size_t all = 0;
  for (const Mention& mention : mentions) {
    std::string name = "(no speaker)";
    if (mention.speaker) name = mention.speaker->name.empty() ? "(unnamed)" : mention.speaker->name;
    Said& said = speakers[name];
    ++said.times;
    if (mention.speaker && said.role.empty()) said.role = mention.speaker->role;
    const std::string_view source = mention.field == Field::kTitle ? article.title : article.text;
    for (const ByteSpan span : mention.content) {
      const std::size_t words = words_in(source.substr(span.begin, span.size()), none, text);
      said.words += words;
      all += words;
    }
  }
  page.heading("WHO SAYS HOW MUCH");
  if (speakers.empty()) page.paragraph("Nobody: no words of a speaker were found.", 2);
  std::vector<std::pair<std::string, Said>> sorted(speakers.begin(), speakers.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(),
                           [](const auto& entry) { return entry.second.words; });
  for (const auto& [name, said] : sorted) {
    const Piece right{plain(said.role.empty() ? name : name + ", " + said.role), Style::kSpeaker};
    page.row(2,
             {fmt::format("{:>5} words {:>3} %  {}×", said.words,
                          all == 0 ? 0 : (said.words * 100 + all / 2) / all, said.times),
              Style::kPlain},
             24, {&right, 1});
  }
}

icu::UnicodeString folded(std::string_view words) {
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(words.data(), static_cast<std::int32_t>(words.size())));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> fold(icu::Transliterator::createInstance(
      "NFD; [:Nonspacing Mark:] Remove; NFC", UTRANS_FORWARD, status));
  if (fold) fold->transliterate(text);
  return text.foldCase();
}

}  // namespace

std::string mentions_to_terminal(const Article& article, std::span<const Mention> mentions,
                                 const TerminalOptions& options) {
  std::string out;
  Page page(out, options);
  const ArticleSummary summary = summary_of(article);
  page.paragraph(
      fmt::format("{} · {} · {}", outlet_of(summary),
                  when(article.published, article.published_precision), plain(article.input)),
      0, Style::kQuiet);
  page.paragraph(Pieces{{"[1 words]", Style::kMark},
                        {" what is said, ", Style::kQuiet},
                        {"‹words›", Style::kCue},
                        {" the cue, ", Style::kQuiet},
                        {"{words}", Style::kSpeaker},
                        {" the speaker", Style::kQuiet}},
                 0, 0);
  page.blank();
  write_marked(article, mentions, page);
  write_speakers(article, mentions, page);
  return out;
}

bool holds_name(std::string_view name, std::string_view part) {
  return folded(name).indexOf(folded(part)) >= 0;
}

}  // namespace secondsource::report
