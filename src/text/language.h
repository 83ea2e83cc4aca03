// Languages as data: data/languages/CODE.txt.
//
// A file of sections; a journalist can read and extend it:
//
//   # a comment
//   [cue verbs]
//   say says said saying
//   announce announces announced announcing
//   [quotation marks]
//   “ ”
//
// A line of a section is an entry; what its words mean is said by the stage that reads the section
// and by a comment in the file.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace secondsource::text {

// Lets a map of strings be asked with a string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

class Language {
 public:
  using Entry = std::vector<std::string>;  // the words of a line

  const std::string& code() const { return code_; }

  // The entries of a section, in order; empty when the file has no such section.
  const std::vector<Entry>& section(std::string_view name) const;

  // Each word that stands in a section, as written there → the number of its (first) entry.
  class Index {
   public:
    using Map = std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>>;
    Map::const_iterator find(std::string_view word) const {
      return may_hold(word) ? words_.find(word) : words_.end();
    }
    bool contains(std::string_view word) const { return find(word) != words_.end(); }
    Map::const_iterator begin() const { return words_.begin(); }
    Map::const_iterator end() const { return words_.end(); }
    bool empty() const { return words_.empty(); }
    // Keeps the number of a word that is there already.
    void add(const std::string& word, std::uint32_t entry) {
      words_.emplace(word, entry);
      shapes_.set(shape(word));
    }

   private:
    // Most words that are asked for stand in no section: their size and ends tell without a hash.
    static constexpr std::size_t kShapes = 4096;
    static std::size_t shape(std::string_view word) {
      if (word.empty()) return 0;
      const auto first = static_cast<unsigned char>(word.front());
      const auto last = static_cast<unsigned char>(word.back());
      return (word.size() * 613 + first * std::size_t{37} + last) % kShapes;
    }
    bool may_hold(std::string_view word) const { return shapes_[shape(word)]; }

    Map words_;
    std::bitset<kShapes> shapes_;
  };
  const Index& index(std::string_view section) const;

  Language(std::string code, std::string_view file);

 private:
  struct Section {
    std::vector<Entry> entries;
    Index index;
  };
  const Section& find(std::string_view name) const;

  std::string code_;
  std::unordered_map<std::string, Section, StringHash, std::equal_to<>> sections_;
  Section none_;
};

class Languages {
 public:
  // Of a BCP 47 tag ("de-AT").  A language without a file gets one without entries, code "".
  const Language& of(std::string_view tag) const;

  explicit Languages(std::vector<Language> languages);

  // In order of code.
  const std::vector<Language>& all() const { return languages_; }

 private:
  std::vector<Language> languages_;
  std::unique_ptr<Language> none_;
};

}  // namespace secondsource::text
