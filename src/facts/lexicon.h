// What a language's file says about numbers, dates, places and names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/fact.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::facts {

// Refers to the Language, which must outlive it.  Cheap to make: it copies nothing.
struct Lexicon {
  using Index = text::Language::Index;
  using Entries = std::vector<text::Language::Entry>;

  explicit Lexicon(const text::Language &language);

  const Index &months, &weekdays;  // as written
  const Index &numbers, &multipliers, &units, &states, &people;
  const Entries &number_entries, &multiplier_entries, &unit_entries, &state_entries;
  const Index &between, &others, &ends, &before_years, &times;
  const Index &labels, &name_links, &before_titles, &happenings;
  const Index &before_places, &before_dates, &future, &other_weeks, &particles;
  const Index &not_names, &openers, &speech, &titles, &titles_m, &titles_f, &roles, &roles_m,
      &roles_f, &places, &given_m, &given_f;
  const Entries &at_least, &at_most, &about, &noun_endings, &happening_endings;

  char decimal = '.';
  std::string_view thousands = ",";  // ' ' stands for any space
  bool small_months = false;         // "3 novembre"
  bool nouns_capitalised = false;    // as in German

 private:
  std::string thousands_;
};

// One of the two texts of an article, as the finders of facts see it.
struct Page {
  const Article &article;
  Field field;
  const text::Text &text;
  const Lexicon &lexicon;
  std::vector<bool> taken;  // words that are part of a fact already

  std::string_view slice(std::size_t word) const { return text.slice(text.words[word].span); }
  // What stands between word i - 1 and word i.
  std::string_view gap(std::size_t i) const {
    return text.slice({text.words[i - 1].span.end, text.words[i].span.begin});
  }
  // One space, or a hyphen or apostrophe, and nothing else.
  bool adjoins(std::size_t i) const;
  bool has(const Lexicon::Index &index, std::size_t word) const {
    return index.contains(text.word(word));
  }
  Fact fact(Fact::Kind kind, ByteSpan span) const;
};

// Whether a span of the article's text is furniture.
bool is_furniture(const Page &page, ByteSpan span);

}  // namespace secondsource::facts
