// Families and their lineage.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "reuse/align.h"
#include "secondsource/family.h"
#include "secondsource/passage.h"

namespace secondsource::reuse {

// How much narrative two articles share, when it is enough to make them one family.
struct Link {
  double of_a = 0, of_b = 0;           // share of each one's narrative words, 0 to 1
  std::uint32_t words = 0;             // narrative words aligned
};

// Decided by the pair alone: quotations and furniture do not count.
std::optional<Link> link(const Side& a, const Side& b, std::span<const Passage> passages);

// The family of `members` (at least two, connected by links).  `passages`: between them, at least
// those of each linked pair.  The same for any order of members and passages.
Family lineage(std::span<const Side> members, std::span<const Passage> passages);

}  // namespace secondsource::reuse
