// A family's lineage in the order in which a tree is drawn.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "secondsource/family.h"

namespace secondsource::report {

struct TreeRow {
  std::string id;                     // Article::id
  const LineageEdge* edge = nullptr;  // to this member; none for one the family has no edge for
  std::size_t parent = kNone;         // row of the parent; kNone for a member without one
  std::size_t depth = 0;
  bool last = true;          // the last child of its parent
  std::vector<bool> open{};  // for each level above: do siblings follow further down?
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

// Parents before their children, siblings in order of `members`; each member once, whatever the
// edges are.  `open` is kept for the first 16 levels only, so the cost is linear.
std::vector<TreeRow> tree_of(const Family& family);

}  // namespace secondsource::report
