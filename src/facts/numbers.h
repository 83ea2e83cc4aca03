// Numbers with what they count.
//
// A number is a fact only where the words say what it counts or in which unit it measures: years,
// ages, times of day, scores, labels ("Flight 370") and list numbers are none.  What is counted is
// written in one form, so that "14 people were injured", "14 injured" and "injuring 14" compare.
#pragma once

#include <vector>

#include "facts/lexicon.h"

namespace secondsource::facts {

// Appends the numbers of a page; words that dates took are left alone.
void find_numbers(Page& page, std::vector<Fact>& out);

}  // namespace secondsource::facts
