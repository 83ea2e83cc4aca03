// What the words of a page's markup tell: data/markup.tsv.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource {
class Data;
}

namespace secondsource::extract {

// What an element's class, id or name of a property hints at: bits of State::own.
enum Hint : std::uint32_t {
  kHintContent = 1u << 0,
  kHintBody = 1u << 1,  // "article-body", "entry-content", itemprop=articleBody, …
  kHintComment = 1u << 2,
  kHintShare = 1u << 3,
  kHintRelated = 1u << 4,
  kHintNavigation = 1u << 5,
  kHintSidebar = 1u << 6,
  kHintAdvertisement = 1u << 7,
  kHintMeta = 1u << 8,
  kHintCaption = 1u << 9,
  kHintSubscribe = 1u << 10,
  kHintFooter = 1u << 11,
  kHintHeader = 1u << 12,
  kHintTitle = 1u << 13,
  kHintLead = 1u << 14,
  kHintQuote = 1u << 15,
  kHintHidden = 1u << 16,
  kHintBiography = 1u << 17,
  kHintBox = 1u << 18,
  kHintList = 1u << 19,
  kHintEmbed = 1u << 20,
};
constexpr int kHints = 21;

// "content", "body", … of the bits from the lowest.
std::string_view hint_name(int bit);

// Immutable once built.
class Markup {
 public:
  explicit Markup(const Data& data);

  // The hints of one class, id or itemprop value.  O(length).
  std::uint32_t hints_of(std::string_view names) const;
  // "author", "post-author", "byline__name".
  bool names_author(std::string_view classes) const;
  // "/author/ann-lee", "https://harbor.example/autoren/ann-lee".
  bool leads_to_author(std::string_view href) const;
  // "dateModified", "updated".
  bool marks_modified(std::string_view names) const;

 private:
  struct Slot {
    std::string word;
    std::uint32_t hints = 0;
  };
  void add(std::string_view word, std::uint32_t hint);
  std::uint32_t hint_of_word(std::string_view word) const;

  std::vector<Slot> slots_;  // open addressing; a power of two, at most a half of them taken
  std::size_t taken_ = 0;
  std::vector<std::string> bylines_, author_folders_, modified_;
};

}  // namespace secondsource::extract
