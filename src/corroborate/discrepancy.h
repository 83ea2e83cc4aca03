// Facts that do not agree: between the articles of a story, and inside one article.
#pragma once

#include <span>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "secondsource/statement.h"
#include "text/text.h"

namespace secondsource::corroborate {

struct FactsOf {
  const Article* article = nullptr;
  std::span<const Fact> facts;  // all of that article
  const text::ArticleText* text = nullptr;
};

// Numbers, dates, places and spellings of names that count or name one thing and differ, between
// the articles of a story or, given one article, inside it (headline against body).  Rounded
// numbers, other units, "at least 12" beside "12", and figures that rose with time are none.  The
// same for any order of articles.  O(n log n) in the number of facts.
std::vector<Discrepancy> discrepancies(std::span<const FactsOf> story, const Data& data);

}  // namespace secondsource::corroborate
