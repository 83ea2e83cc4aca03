// Numbers, dates, places and names of one article, each with what it counts or names.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "text/text.h"

namespace secondsource::facts {

// In order of appearance, titles first.  What lies in `article.furniture` is skipped.  Linear.
std::vector<Fact> find(const Article& article, const text::ArticleText& text, const Data& data);

// A day as the value of a date has it: "2031-05-16".
std::string value_of(std::chrono::year_month_day day);

// The dates alone, for which nothing else need be looked for.  Titles first.
std::vector<Fact> dates(const Article& article, const text::ArticleText& text);

}  // namespace secondsource::facts
