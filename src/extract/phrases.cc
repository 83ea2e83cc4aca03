#include "extract/phrases.h"

#include <algorithm>
#include <stdexcept>

#include "data/files.h"
#include "extract/clean.h"
#include "secondsource/data.h"

namespace secondsource::extract {
namespace {

constexpr std::string_view kNames[] = {
    "byline",      "and",       "source",    "contribution", "contributed", "first published",
    "syndication", "copyright", "continues", "live",         "roundup",     "modified",
    "dated",       "day",       "nobody",    "role",         "furniture"};
static_assert(std::size(kNames) == static_cast<std::size_t>(Phrases::Kind::kCount));

bool word_byte(char c) {
  return (c & 0x80) != 0 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// Of a script without spaces: lead bytes from U+3000.
bool dense(char c) { return static_cast<unsigned char>(c) >= 0xE3; }

// A boundary matters only where both sides are letters: "©2026", "Quelle:dpa", "来源：新华社".
bool boundary(std::string_view text, std::size_t at) {
  return at == 0 || (at < text.size() && dense(text[at])) || (at >= 3 && dense(text[at - 3])) ||
         at >= text.size() || !word_byte(text[at - 1]) || !word_byte(text[at]) ||
         (static_cast<unsigned char>(text[at - 1]) == 0xA9 && at >= 2 &&
          static_cast<unsigned char>(text[at - 2]) == 0xC2);
}

}  // namespace

Phrases::Phrases(const Data& data) {
  for (const std::string& file : data.files("phrases.tsv")) {
    const auto table = data::parse_table(file, "phrases.tsv");
    if (!table) throw std::runtime_error(table.error().line());
    for (const std::vector<std::string>& row : table->rows) {
      const auto kind = std::find(std::begin(kNames), std::end(kNames), row[0]);
      if (kind == std::end(kNames) || row.size() < 2) continue;
      phrases_[kind - std::begin(kNames)].push_back(lower_case(row[1]));
    }
  }
  for (std::vector<std::string>& list : phrases_) {
    std::sort(list.begin(), list.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
  }
  const std::vector<std::string>& furniture = of(Kind::kFurniture);
  furniture_.insert(furniture.begin(), furniture.end());
}

ByteSpan Phrases::find(Kind kind, std::string_view folded, std::size_t from) const {
  ByteSpan best;
  for (const std::string& phrase : of(kind)) {
    for (std::size_t at = folded.find(phrase, from); at != std::string_view::npos;
         at = folded.find(phrase, at + 1)) {
      if (!boundary(folded, at) || !boundary(folded, at + phrase.size())) continue;
      if (best.empty() || at < best.begin) {
        best = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase.size())};
      }
      break;
    }
  }
  return best;
}

std::size_t Phrases::prefix(Kind kind, std::string_view folded) const {
  for (const std::string& phrase : of(kind)) {
    if (folded.starts_with(phrase) && boundary(folded, phrase.size())) return phrase.size();
  }
  return 0;
}

}  // namespace secondsource::extract
