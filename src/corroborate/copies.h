// The rule "copied": which carriers of a statement lie in or beside narrative that one article took
// from another.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "corroborate/carriers.h"

namespace secondsource::corroborate {

struct Copy {
  std::size_t earlier = 0, later = 0;  // carriers
  const Passage* passage = nullptr;    // none for a headline, which goes with its article's text
  Place at_earlier, at_later;
};

// Enough pairs to connect all carriers that are copies of one another, in order of carriers.
// Quotations alone connect nothing: two reporters at one press conference share them.
std::vector<Copy> copies_of(std::span<const Carrier> carriers, const Surroundings& surroundings);

}  // namespace secondsource::corroborate
