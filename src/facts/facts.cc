#include "facts/facts.h"

#include <algorithm>
#include <tuple>

#include "facts/dates.h"
#include "facts/lexicon.h"
#include "facts/names.h"
#include "facts/numbers.h"
#include "text/language.h"

namespace secondsource::facts {

std::vector<Fact> find(const Article& article, const text::ArticleText& text, const Data& data) {
  const Lexicon lexicon(*text.body.language);
  Page title{article, Field::kTitle, text.title, lexicon,
             std::vector<bool>(text.title.words.size())};
  Page body{article, Field::kText, text.body, lexicon, std::vector<bool>(text.body.words.size())};
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

}  // namespace secondsource::facts
