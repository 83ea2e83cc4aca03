// What words mean as far as the files of languages tell: inflections of one word, and words of one
// meaning, within a language and between languages.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "secondsource/data.h"
#include "text/language.h"

namespace secondsource::corroborate {

// Reads two sections of each language file,
//   [endings]   endings of inflected words, one or more a line
//   [meanings]  a name of a meaning, and the words that have it
// and of other languages than English meanings/CODE.tsv: an English word, and what it is in theirs.
// Made once for a Data (Data::derived), which it must not outlive.  Safe from any number of
// threads. Throws std::runtime_error for a table that cannot be read.
class Meanings {
 public:
  explicit Meanings(const Data& data);

  struct Meaning {
    std::uint64_t key = 0;  // equal for words of one meaning
    float weight = -1;      // of the English word, in bits (text::Weights); less than 0: not known
  };
  // `folded_word` as in Text::folded.  `others`: where it is asked for, what else the word means by
  // its table ("colère" is anger, and rage); few, none for English.
  Meaning meaning(std::string_view code, std::string_view folded_word,
                  std::vector<Meaning>* others = nullptr) const;
  std::uint64_t of(std::string_view code, std::string_view folded_word) const {
    return meaning(code, folded_word).key;
  }

  // Whether words of this language can be compared with those of others.
  bool across_languages(std::string_view code) const;

 private:
  struct Language {
    std::vector<std::string> endings;  // longest first
    std::unordered_map<std::string, Meaning, text::StringHash, std::equal_to<>> meanings;
    std::unordered_map<std::string, std::vector<Meaning>, text::StringHash, std::equal_to<>> others;
    const std::string* table = nullptr;  // of meanings/, which is read when it is first asked for
    std::once_flag once;
    std::string stem(std::string_view folded_word) const;
    void give(std::string_view word, Meaning meaning);  // one more, where it has one
  };
  // The language of a code with its table read, null where none is known.
  const Language* language(std::string_view code) const;
  void read_table(const std::string& code, Language& into) const;

  const Data& data_;
  mutable std::unordered_map<std::string, Language, text::StringHash, std::equal_to<>> languages_;
};

}  // namespace secondsource::corroborate
