// What words mean as far as the files of languages tell: inflections of one word, and words of one
// meaning, within a language and between languages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "secondsource/data.h"
#include "text/language.h"

namespace secondsource::corroborate {

// Reads two sections of each language file:
//   [endings]   endings of inflected words, one or more a line
//   [meanings]  a name of a meaning, the same in all files, and the words that have it
// Made once for a Data (Data::derived).
class Meanings {
 public:
  explicit Meanings(const Data& data);

  // Equal for words of one meaning.  `folded_word` as in Text::folded.
  std::uint64_t of(std::string_view language, std::string_view folded_word) const;

  // Whether words of this language can be compared with those of others.
  bool across_languages(std::string_view language) const;

 private:
  struct Language {
    std::vector<std::string> endings;  // longest first
    std::unordered_map<std::string, std::uint64_t, text::StringHash, std::equal_to<>> meanings;
    std::string stem(std::string_view folded_word) const;
  };
  std::unordered_map<std::string, Language, text::StringHash, std::equal_to<>> languages_;
};

}  // namespace secondsource::corroborate
