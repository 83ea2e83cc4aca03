// What kind of word a form is, learnt from news and dictionaries: data/attribution/CODE.words,
// and which have vectors: data/attribution/CODE.vectors.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "attribution/layer.h"

namespace secondsource::attribution {

// For a word that is not known, all zero but the vector.
struct WordClass {
  std::uint64_t key = 0;             // hash of the folded form; 0 is free
  std::uint32_t lemma = 0;           // hash
  std::uint8_t tag = 0;              // its commonest part of speech, hashed
  bool finite = false;               // that is a verb's, and no gerund's
  std::uint8_t verb = 0;             // what the verb's first sense is about
  std::uint8_t says = 0;             // whether it can be saying: 3 by its first sense … 0 by none
  std::uint8_t noun = 0;             // what the noun is about
  std::uint8_t fine = 0;             // words that stand between the same words
  std::uint8_t coarse = 0;           // the same in fewer classes
  std::uint32_t vector = kNoVector;  // its place among the vectors of words
};

// Immutable once built.
class WordClasses {
 public:
  WordClasses() = default;
  // `forms`: those that have vectors, a line each.
  explicit WordClasses(std::string_view file, std::string_view forms = {});
  WordClass of(std::uint64_t hash) const;
  // Has it at hand when of() will be asked.
  void expect(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }

 private:
  WordClass& slot(std::uint64_t key);

  std::vector<WordClass> slots_;  // open addressing, a power of two
};

}  // namespace secondsource::attribution
