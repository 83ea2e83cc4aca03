#include "facts/lexicon.h"

#include <algorithm>

namespace secondsource::facts {
namespace {

bool begins_small(const text::Language& language) {
  const auto& months = language.section("months");
  return !months.empty() && !months[0].empty() &&
         !(months[0][0][0] >= 'A' && months[0][0][0] <= 'Z');
}

}  // namespace

Lexicon::Lexicon(const text::Language& language)
    : months(language.index("months")),
      weekdays(language.index("weekdays")),
      numbers(language.index("number words")),
      multipliers(language.index("multipliers")),
      units(language.index("units")),
      states(language.index("counted states")),
      people(language.index("people")),
      number_entries(language.section("number words")),
      multiplier_entries(language.section("multipliers")),
      unit_entries(language.section("units")),
      state_entries(language.section("counted states")),
      between(language.index("between a count and its state")),
      others(language.index("others")),
      ends(language.index("ends of a count")),
      before_years(language.index("before a year")),
      times(language.index("times")),
      labels(language.index("labels")),
      name_links(language.index("name links")),
      before_titles(language.index("before titles")),
      happenings(language.index("happenings")),
      before_places(language.index("before places")),
      before_dates(language.index("before dates")),
      future(language.index("future")),
      other_weeks(language.index("other weeks")),
      particles(language.index("name particles")),
      not_names(language.index("not names")),
      openers(language.index("sentence openers")),
      speech(language.index("speech verbs")),
      titles(language.index("titles")),
      titles_m(language.index("titles m")),
      titles_f(language.index("titles f")),
      roles(language.index("roles")),
      roles_m(language.index("roles m")),
      roles_f(language.index("roles f")),
      places(language.index("places")),
      given_m(language.index("given names m")),
      given_f(language.index("given names f")),
      at_least(language.section("at least")),
      at_most(language.section("at most")),
      about(language.section("about")),
      noun_endings(language.section("endings of common nouns")),
      happening_endings(language.section("endings of happenings")),
      small_months(begins_small(language)),
      nouns_capitalised(!language.section("nouns are capitalised").empty()) {
  const Entries& marks = language.section("number marks");
  if (marks.empty()) return;
  decimal = marks[0][0][0];
  for (std::size_t i = 1; i < marks[0].size(); ++i) {
    thousands_ += marks[0][i] == "space" ? ' ' : marks[0][i][0];
  }
  thousands = thousands_;
}

bool Page::adjoins(std::size_t i) const {
  if (text.words[i].joint == '-' || text.words[i].joint == '\'') return true;
  const std::string_view between = gap(i);
  return between == " " || between == "\u00A0" || between == "\u202F" || between == "\n";
}

Fact Page::fact(Fact::Kind kind, ByteSpan span) const {
  Fact out;
  out.article = article.id;
  out.field = field;
  out.span = span;
  out.kind = kind;
  return out;
}

bool is_furniture(const Page& page, ByteSpan span) {
  if (page.field != Field::kText || page.article.furniture.empty()) return false;
  const auto& furniture = page.article.furniture;
  const auto after =
      std::upper_bound(furniture.begin(), furniture.end(), span.begin,
                       [](std::uint32_t at, const ByteSpan& block) { return at < block.end; });
  return after != furniture.end() && after->overlaps(span);
}

}  // namespace secondsource::facts
