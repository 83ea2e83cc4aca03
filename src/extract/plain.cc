// What a text tells by itself.
// clang-format off
#include <cstdio>  // before CLD2's header, which forgets it
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
// clang-format on

#include <algorithm>

#include "extract/clean.h"
#include "extract/credits.h"
#include "extract/dateline.h"
#include "extract/document.h"

namespace secondsource::extract {
namespace {

ByteSpan trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && (text[begin] == ' ' || text[begin] == '\t' || text[begin] == '\r')) ++begin;
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r' ||
                         text[end - 1] == '\n')) {
    --end;
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string primary(std::string_view tag) {
  std::string code = lower_case(tag.substr(0, tag.find_first_of("-_")));
  const bool letters =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (code.size() < 2 || code.size() > 3 || !letters) return {};
  if (code == "iw") return "he";
  if (code == "no") return "nb";
  return code;
}

std::size_t columns_of(std::string_view line) {
  return std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
}

// One line of a text that is not blank.
struct Line {
  ByteSpan span;            // trimmed
  std::size_t columns = 0;  // code points of it
  std::size_t first = 0;    // code points of its first word
  std::size_t indent = 0;   // characters before the span
  bool after_blank = false;
};

// visit(before, line): `before` is empty for the first.
template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
  Line before;
  bool after_blank = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const ByteSpan span = trimmed(text, begin, end);
    if (!span.empty()) {
      const std::string_view words = text.substr(span.begin, span.size());
      const std::size_t indent = span.begin - begin;
      const Line line{span, columns_of(words), columns_of(words.substr(0, words.find(' '))), indent,
                      after_blank};
      visit(before, line);
      before = line;
    }
    after_blank = span.empty();
    begin = end + 1;
  }
}

}  // namespace

std::vector<ByteSpan> paragraphs_of(std::string_view text) {
  // Wrapped at a column is a text in whose lines the first word of the next would not have fitted.
  // A line in which it would ends its paragraph.
  constexpr std::size_t kNarrowest = 40, kWidest = 100, kRagged = 8, kFits = 16;
  std::size_t width = 0, followed = 0, full = 0;
  std::size_t margin = text.size();
  for_each_line(text, [&](const Line&, const Line& line) {
    width = std::max(width, line.columns);
    margin = std::min(margin, line.indent);
  });
  const auto starts = [&](const Line& line) { return line.after_blank || line.indent > margin; };
  const auto fits = [&](const Line& line, const Line& next, std::size_t spare) {
    return line.columns + 1 + next.first + spare <= width;
  };
  for_each_line(text, [&](const Line& before, const Line& line) {
    if (starts(line)) return;
    ++followed;
    if (!fits(before, line, kRagged)) ++full;
  });
  const bool wrapped =
      width >= kNarrowest && width <= kWidest && followed > 1 && full * 10 >= followed * 6;
  std::vector<ByteSpan> out;
  for_each_line(text, [&](const Line& before, const Line& line) {
    if (wrapped && !starts(line) && !fits(before, line, kFits)) {
      out.back().end = line.span.end;
    } else {
      out.push_back(line.span);
    }
  });
  return out;
}

std::string language_of(std::string_view text, std::string_view declared) {
  constexpr std::size_t kEnough = 2'000, kLeast = 60;
  std::size_t size = std::min(text.size(), kEnough);
  while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80) --size;
  const std::string_view head = text.substr(0, size);
  if (head.size() >= kLeast) {
    CLD2::Language top[3];
    int percent[3], bytes = 0;
    bool reliable = false;
    const CLD2::Language likely = CLD2::ExtDetectLanguageSummary(
        head.data(), static_cast<int>(head.size()), true, nullptr, CLD2::UNKNOWN_ENCODING,
        CLD2::UNKNOWN_LANGUAGE, top, percent, &bytes, &reliable);
    if (reliable && likely != CLD2::UNKNOWN_LANGUAGE) {
      const std::string code = primary(CLD2::LanguageCode(likely));
      if (!code.empty()) return code;
    }
  }
  return primary(declared);
}

bool month_first(std::string_view language, std::string_view declared, std::string_view domain) {
  if (language != "en" && !language.empty()) return false;
  const std::string tag = lower_case(declared);
  if (tag.size() > 3 && tag.starts_with("en")) return tag.ends_with("us") || tag.ends_with("ph");
  for (const std::string_view suffix :
       {".uk", ".au", ".nz", ".in", ".ie", ".za", ".ng", ".ke", ".pk", ".sg", ".my", ".hk", ".lk",
        ".bd", ".gh", ".eu", ".jm"}) {
    if (domain.ends_with(suffix)) return false;
  }
  return language == "en";
}

void finish_text(Article& article, const Data& data) {
  const DateStyle style{article.language, false};
  // Past a kicker or a byline the dateline may stand in the second or third paragraph.
  constexpr std::size_t kFirst = 3;
  constexpr std::size_t kLongestOffer = 200;  // bytes of "Subscribe to continue reading."
  for (std::size_t i = 0; i < std::min(article.paragraphs.size(), kFirst) && !article.dateline;
       ++i) {
    const ByteSpan span = article.paragraphs[i];
    article.dateline = find_dateline(std::string_view(article.text).substr(span.begin, span.size()),
                                     span.begin, data.press(), data.derived<Months>(), style);
  }
  if (article.paragraphs.empty()) return;
  const ByteSpan last = article.paragraphs.back();
  std::string_view end = std::string_view(article.text).substr(last.begin, last.size());
  if (end.ends_with("…") || end.ends_with("...") || end.ends_with("[…]") ||
      end.ends_with("[...]")) {
    if (article.complete) article.warnings.push_back("the text breaks off");
    article.complete = false;
  } else if (article.complete && end.size() <= kLongestOffer &&
             !data.derived<Phrases>().find(Phrases::Kind::kContinues, lower_case(end)).empty()) {
    article.warnings.push_back("the text ends where a subscription is offered");
    article.complete = false;
  }
}

}  // namespace secondsource::extract
