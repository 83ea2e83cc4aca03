#include "extract/markup.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "data/files.h"
#include "extract/clean.h"
#include "secondsource/data.h"

namespace secondsource::extract {
namespace {

constexpr std::string_view kNames[] = {
    "content",       "body",  "comment", "share",     "related", "navigation", "sidebar",
    "advertisement", "meta",  "caption", "subscribe", "footer",  "header",     "title",
    "lead",          "quote", "hidden",  "biography", "box",     "list",       "embed"};
static_assert(std::size(kNames) == kHints);

constexpr std::size_t kLongest = 16;  // letters of a word

std::uint32_t hash(std::string_view word) {
  std::uint32_t h = 2166136261u;
  for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h ^ (h >> 15);
}

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

bool holds_one_of(std::string_view text, const std::vector<std::string>& parts) {
  return std::ranges::any_of(parts, [&](const std::string& part) { return text.contains(part); });
}

}  // namespace

std::string_view hint_name(int bit) { return kNames[bit]; }

Markup::Markup(const Data& data) : slots_(1024) {
  for (const std::string& file : data.files("markup.tsv")) {
    const auto table = data::parse_table(file, "markup.tsv");
    if (!table) throw std::runtime_error(table.error().line());
    for (const std::vector<std::string>& row : table->rows) {
      const std::string_view kind = row[0];
      const auto hint = std::ranges::find(kNames, kind);
      std::vector<std::string>* list = kind == "byline"     ? &bylines_
                                       : kind == "author"   ? &author_folders_
                                       : kind == "modified" ? &modified_
                                                            : nullptr;
      if (row.size() < 2 || (list == nullptr && hint == std::end(kNames))) {
        throw std::runtime_error("markup.tsv: an unknown kind: " + row[0]);
      }
      for (std::string_view words = row[1]; !words.empty();) {
        const std::size_t end = std::min(words.find(' '), words.size());
        const std::string_view word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        if (word.empty()) continue;
        if (list == nullptr) {
          add(word, 1u << (hint - std::begin(kNames)));
        } else {
          list->push_back(kind == "author" ? '/' + std::string(word) + '/' : std::string(word));
        }
      }
    }
  }
}

void Markup::add(std::string_view word, std::uint32_t hint) {
  if (2 * ++taken_ > slots_.size()) {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    taken_ = 1;
    for (const Slot& slot : before) {
      if (!slot.word.empty()) add(slot.word, slot.hints);
    }
  }
  std::size_t at = hash(word) % slots_.size();
  while (!slots_[at].word.empty() && slots_[at].word != word) at = (at + 1) % slots_.size();
  slots_[at].word = word;
  slots_[at].hints |= hint;
}

std::uint32_t Markup::hint_of_word(std::string_view word) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash(word) & mask; !slots_[at].word.empty(); at = (at + 1) & mask) {
    if (slots_[at].word == word) return slots_[at].hints;
  }
  return 0;
}

std::uint32_t Markup::hints_of(std::string_view names) const {
  char word[kLongest];
  std::uint32_t hints = 0;
  int content_words = 0;  // of the name at hand
  std::size_t i = 0;
  while (i < names.size()) {
    const char c = names[i];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') content_words = 0;
    if (!upper(c) && !lower(c)) {
      ++i;
      continue;
    }
    // A word: letters, ended by a change from lower to upper case ("articleBody").
    std::size_t size = 0;
    bool fell = false;
    while (i < names.size() && (lower(names[i]) || (upper(names[i]) && !fell))) {
      fell = fell || lower(names[i]);
      if (size < kLongest) word[size] = static_cast<char>(names[i] | 0x20);
      ++size;
      ++i;
    }
    if (size > kLongest) continue;
    const std::uint32_t found = hint_of_word({word, size});
    hints |= found;
    if (found & kHintContent) {
      if (++content_words >= 2 || size >= 11) hints |= kHintBody;
    }
  }
  return hints;
}

bool Markup::names_author(std::string_view classes) const {
  return holds_one_of(classes, bylines_);
}

bool Markup::leads_to_author(std::string_view href) const {
  if (const std::size_t scheme = href.find("://"); scheme != std::string_view::npos) {
    href.remove_prefix(scheme + 3);
  }
  return std::ranges::any_of(author_folders_, [&](const std::string& folder) {
    const std::size_t at = href.find(folder);
    return at != std::string_view::npos && at + folder.size() < href.size();
  });
}

bool Markup::marks_modified(std::string_view names) const {
  return holds_one_of(lower_case(names), modified_);
}

}  // namespace secondsource::extract
