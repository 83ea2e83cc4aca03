#include "facts/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "facts/dates.h"
#include "facts/lexicon.h"
#include "facts/names.h"
#include "facts/numbers.h"
#include "text/language.h"

namespace secondsource::facts {

namespace {

Page page_of(const Article& article, Field field, const text::Text& text, const Lexicon& lexicon) {
  return {article, field, text, lexicon, std::vector<bool>(text.words.size())};
}

}  // namespace

std::vector<Fact> dates(const Article& article, const text::ArticleText& text) {
  const Lexicon lexicon(*text.body.language);
  std::vector<Fact> found;
  for (const auto& [field, of] :
       {std::pair(Field::kTitle, &text.title), {Field::kText, &text.body}}) {
    Page page = page_of(article, field, *of, lexicon);
    find_dates(page, found);
  }
  return found;
}

std::vector<Fact> find(const Article& article, const text::ArticleText& text, const Data& data) {
  const Lexicon lexicon(*text.body.language);
  Page title = page_of(article, Field::kTitle, text.title, lexicon);
  Page body = page_of(article, Field::kText, text.body, lexicon);
  std::vector<Fact> facts;
  for (Page* page : {&title, &body}) {
    find_dates(*page, facts);
    find_numbers(*page, facts);
  }
  find_names(title, body, data.weights(), facts);
  std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    const auto rank = [](const Fact& fact) {
      return std::tuple(fact.field == Field::kText, fact.span, fact.kind);
    };
    return rank(a) < rank(b);
  });
  return facts;
}

std::string value_of(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace secondsource::facts
