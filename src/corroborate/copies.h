// The rule "copied": which carriers of a statement lie in or beside narrative that one article took
// from another.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "corroborate/carriers.h"

namespace secondsource::corroborate {

struct Copy {
  // Narrative beside the words, the same articles, articles of which one was made from the other,
  // a headline that goes with its article's text.
  enum class Kind { kNarrative, kIdentical, kText, kHeadline };
  std::size_t earlier = 0, later = 0;  // carriers
  Kind kind = Kind::kNarrative;
  std::size_t words = 0;  // of narrative that both have
  Place at_earlier, at_later;
};

// Articles of one family, by their passages; and others in whose sentences beside the mention the
// reporters have so many words in common that one wrote them, or an agency that neither names.
// Enough pairs to connect all carriers that are copies of one another, in order of carriers.
// Quotations alone connect nothing: two reporters at one press conference share them.
std::vector<Copy> copies_of(std::span<const Carrier> carriers, const Surroundings& surroundings);

}  // namespace secondsource::corroborate
