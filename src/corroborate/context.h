// A fact in its place: the words around it tell what it is of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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
  std::uint64_t what = 0;  // meaning of Fact::what, 0 when that is unclear
  std::uint32_t sentence_number = 0;
  bool toll = false;  // a number of people to whom something happened: "57 were injured"

  Place place() const { return {article->id, fact->field, fact->span}; }
  std::string_view whole() const {
    return fact->field == Field::kTitle ? article->title : article->text;
  }
  std::string_view slice() const { return whole().substr(fact->span.begin, fact->span.size()); }
};

// Fills in what stands around `seen.fact` in the text of its field.
void read_context(const text::Text& text, const Data& data, Seen& seen);

// The numbers in digits of a text that overlap none of its facts ("Interstate 15"), as facts of a
// number without unit: they say nothing by themselves, but in a copied sentence.
void find_figures(const Article& article, const text::Text& text, Field field,
                  std::vector<Fact>& facts);

// Whether it is such a number.
bool counts_nothing(const Fact& fact);

// Whether the two stand in one sentence that was copied: the same three words on either side, or
// nearly all of six; on one side alone where a paragraph begins or ends.
bool same_place(const Seen& a, const Seen& b);

// What facts in one place have in common: one of these at the least.
std::vector<std::uint64_t> place_keys(const Seen& seen);

}  // namespace secondsource::corroborate
