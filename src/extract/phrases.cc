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
    "dated",       "day",       "nobody",    "role",         "reply",       "agency",
    "furniture"};
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
  for (std::size_t kind = 0; kind < std::size(phrases_); ++kind) {
    for (const std::string& phrase : phrases_[kind]) {
      if (!phrase.empty()) by_byte_[kind][static_cast<unsigned char>(phrase[0])].push_back(phrase);
    }
  }
  const std::vector<std::string>& furniture = of(Kind::kFurniture);
  furniture_.insert(furniture.begin(), furniture.end());
}

ByteSpan Phrases::find(Kind kind, std::string_view folded, std::size_t from) const {
  const auto& by_byte = by_byte_[static_cast<std::size_t>(kind)];
  for (std::size_t at = from; at < folded.size(); ++at) {
    const auto& phrases = by_byte[static_cast<unsigned char>(folded[at])];
    if (phrases.empty() || !boundary(folded, at)) continue;
    for (const std::string_view phrase : phrases) {
      if (!folded.substr(at).starts_with(phrase) || !boundary(folded, at + phrase.size())) continue;
      return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase.size())};
    }
  }
  return {};
}

std::size_t Phrases::prefix(Kind kind, std::string_view folded) const {
  if (folded.empty()) return 0;
  const auto& by_byte = by_byte_[static_cast<std::size_t>(kind)];
  for (const std::string_view phrase : by_byte[static_cast<unsigned char>(folded.front())]) {
    if (folded.starts_with(phrase) && boundary(folded, phrase.size())) return phrase.size();
  }
  return 0;
}

}  // namespace secondsource::extract
