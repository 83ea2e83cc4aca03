// Dates and weekdays.
#pragma once

#include <vector>

#include "facts/lexicon.h"

namespace secondsource::facts {

// Appends the dates of a page, and marks their words as taken.
void find_dates(Page& page, std::vector<Fact>& out);

}  // namespace secondsource::facts
