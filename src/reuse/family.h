// Families: which articles are one text and what was made from it, and which was made from which.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "press/press.h"
#include "reuse/align.h"
#include "secondsource/family.h"
#include "secondsource/passage.h"

namespace secondsource::reuse {

// How much narrative two articles share, when it is enough to make them one family.
struct Link {
  double of_a = 0, of_b = 0;  // share of each one's narrative words, 0 to 1
  std::uint32_t words = 0;    // narrative words aligned
};

// Decided by the pair alone: quotations and furniture do not count.  `passages`: all of align(a,
// b), and no others.  `a` and `b` in any order: of_a is of the one given as `a`.
std::optional<Link> link(const Side& a, const Side& b, std::span<const Passage> passages);

// The family of `members` (at least two, connected by links).  `passages`: between members, at
// least all of each linked pair that was aligned.  Of identical members it is enough to give the
// passages of one, and a kIdentical passage between it and each of the others.  The same for any
// order of members and passages.  Near-linear in both.
Family lineage(std::span<const Side> members, std::span<const Passage> passages,
               const press::Press& press);

}  // namespace secondsource::reuse
