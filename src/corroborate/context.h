// A fact in its place: the words around it tell what it is of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corroborate/meaning.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "secondsource/statement.h"
#include "text/text.h"

namespace secondsource::corroborate {

// A meaning, and how rare its word is.
struct Weighed {
  std::uint64_t meaning = 0;
  double weight = 0;
  bool name = false;  // capitalised within a sentence, where that makes a name
};

struct Seen {
  const Article* article = nullptr;
  const Fact* fact = nullptr;
  std::vector<std::uint64_t> before, after;  // words around it in its paragraph, nearest first
  // Meanings, in order, of the rare words: of those around it and of the few right before it.
  std::vector<std::uint64_t> telling, subject;
  // Of the words between the commas around it, where it is the only fact of its sort in its
  // sentence.
  std::vector<Weighed> clause;
  // Meanings of rare words between these commas that stand in no other sentence of its text.
  std::vector<std::uint64_t> lone;
  // Of all other words of its sentence and where it stands in it; 0 where they tell too little.
  std::uint64_t frame = 0;
  std::uint64_t what = 0;           // meaning of Fact::what, 0 when that is unclear
  std::uint64_t counted = 0;        // meaning of the word behind a number, 0 where it says little
  std::uint64_t kind_of_place = 0;  // "hospital" of a place, where its name ends in one
  std::uint32_t sentence_number = 0;
  bool to_come = false;      // a day after that on which its article was published
  bool of_saying = false;    // a day on which something was said: "told reporters on Monday"
  bool toll = false;         // a number of people to whom something happened: "57 were injured"
  bool only_copied = false;  // it says nothing but in a copied sentence

  Place place() const { return {article->id, fact->field, fact->span}; }
  std::string_view whole() const {
    return fact->field == Field::kTitle ? article->title : article->text;
  }
  std::string_view slice() const { return whole().substr(fact->span.begin, fact->span.size()); }
};

// Whether a fact is of a day after that on which the article was published.
bool to_come(const Article& article, const Fact& fact);

// "hospital" of "St Anne's Hospital", 0 where a name says nothing of the kind.
std::uint64_t kind_of_place(const Fact& fact, const text::Language& language);

// The rare words of a text, by the sentence that each stands in alone.
class LoneWords {
 public:
  LoneWords(const text::Text& text, const Data& data, const std::string& language);
  bool contains(std::uint64_t meaning) const;

 private:
  std::unordered_map<std::uint64_t, std::size_t> sentences_;
};

// Fills in what stands around `seen.fact` in the text of its field, of which `lone` are words.
void read_context(const text::Text& text, const Data& data, const LoneWords& lone, Seen& seen);

// What says nothing by itself, but in a copied sentence, as facts: the numbers in digits of a text
// that overlap none of its facts ("Interstate 15"), without a unit; words behind "from" or "in"
// that may be places.
void find_figures(const Article& article, const text::Text& text, Field field,
                  std::vector<Fact>& facts);
void find_places(const Article& article, const text::Text& text, Field field,
                 std::vector<Fact>& facts);

// Whether two runs of words begin with the same `count`.
bool same_words(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
                std::size_t count);

// Whether the two stand in one sentence that was copied: all of its other words are the same, or
// three on either side, or nearly all of six; on one side alone where a paragraph begins or ends.
bool same_place(const Seen& a, const Seen& b);

// What facts in one place have in common: one of these at the least.
std::vector<std::uint64_t> place_keys(const Seen& seen);

}  // namespace secondsource::corroborate
