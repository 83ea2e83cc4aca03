// What words mean as far as the files of languages tell: inflections of one word, and words of one
// meaning, within a language and between languages.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "secondsource/data.h"
#include "text/language.h"

namespace secondsource::corroborate {

// Reads of each language file
//   [endings]             endings of inflected words, one or more a line
//   [meanings]            a name of a meaning, and the words that have it
//   [stemmer]             Snowball's algorithm (Porter 2001), for words not found by their ending
//   [participle marks]    what stands before a verb in some forms of it: "ge|bremst",
//   [separable prefixes]  or behind one of these: "zurück|ge|treten",
//   [participle endings]  what an infinitive ends in, and what stands there in those forms
//   [compounds]           the letters of the least part of a word that is written of two
// and meanings/CODE.tsv: of other languages than English what they have for an English word, of
// English the words that may stand for one where it is translated to.
// Made once for a Data (Data::derived), which it must not outlive.  Safe from any number of
// threads. Throws std::runtime_error for a table that cannot be read.
class Meanings {
 public:
  explicit Meanings(const Data& data);

  struct Meaning {
    std::uint64_t key = 0;  // equal for words of one meaning
    // Of the English word, in bits (text::Weights); 0 of grammar; less than 0: not known.
    float weight = -1;
  };
  // `folded_word` as in Text::folded.  `others`: where it is asked for, what else the word means by
  // its table ("colère" is anger, and rage), and what the two words mean that an unknown one is
  // written of ("Polizei|sprecher"); few, none for English.
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
    std::vector<std::string> marks, prefixes, participles;
    std::string stemmer;
    std::size_t least_part = 0;  // of a compound, in bytes; 0: nothing is taken for one
    // By stem, and by root (of those in the table).
    std::unordered_map<std::string, Meaning, text::StringHash, std::equal_to<>> meanings;
    std::unordered_map<std::string, std::vector<Meaning>, text::StringHash, std::equal_to<>> others;
    std::unordered_set<std::string, text::StringHash, std::equal_to<>> grammar;  // no meaning
    const std::string* table = nullptr;  // of meanings/, which is read when it is first asked for
    std::once_flag once;
    std::string stem(std::string_view folded_word) const;
    std::string root(std::string_view folded_word) const;  // never a stem; empty without a stemmer
    // The form of it that `meanings` knows; its stem where none.
    std::string form(std::string_view folded_word) const;
    void give(const std::string& form, Meaning meaning);  // one more, where it has one
    // All that is known of a word by its stem, or else its root.
    std::vector<Meaning> all(std::string_view folded_word) const;
    std::vector<Meaning> of_parts(std::string_view folded_word) const;  // of a compound's
  };
  // The language of a code with its table read, null where none is known.
  const Language* language(std::string_view code) const;
  void read_table(const std::string& code, Language& into) const;

  // What the English word of a table means, and the words that may stand for it.
  std::vector<Meaning> meanings_of_english(const std::string& folded_word) const;

  const Data& data_;
  const std::string* others_of_english_ = nullptr;  // the table
  mutable std::once_flag once_;
  mutable std::unordered_map<std::string, std::vector<std::string>> others_;  // in it
  mutable std::unordered_map<std::string, Language, text::StringHash, std::equal_to<>> languages_;
};

}  // namespace secondsource::corroborate
