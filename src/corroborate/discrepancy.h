// Facts that do not agree: between the articles of a story, and inside one article.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "secondsource/statement.h"

namespace secondsource::corroborate {

struct FactsOf {
  const Article* article = nullptr;
  std::span<const Fact> facts;
};

// Rounded numbers, other units, "at least 12" beside "12", and figures that rose with time are none.
std::vector<Discrepancy> discrepancies(std::span<const FactsOf> story, const Data& data);

}  // namespace secondsource::corroborate
