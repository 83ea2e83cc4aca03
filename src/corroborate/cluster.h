// Groups of what is linked in pairs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace secondsource::corroborate {

using Members = std::vector<std::size_t>;

// Agglomerative clustering (Sokal and Michener 1958) of 0 … size - 1: from the first link on, two
// groups that it connects become one where join(one, other) says so.  Returns the group of each,
// named by its first member.
template <typename Join>
std::vector<std::size_t> clustered(std::size_t size,
                                   std::span<const std::pair<std::size_t, std::size_t>> links,
                                   const Join& join) {
  std::vector<std::size_t> group(size);
  std::iota(group.begin(), group.end(), std::size_t{0});
  std::vector<Members> members(size);
  for (std::size_t i = 0; i < size; ++i) members[i] = {i};
  for (const auto& [i, j] : links) {
    const std::size_t a = std::min(group[i], group[j]), b = std::max(group[i], group[j]);
    if (a == b || !join(std::as_const(members[a]), std::as_const(members[b]))) continue;
    for (const std::size_t member : members[b]) group[member] = a;
    members[a].insert(members[a].end(), members[b].begin(), members[b].end());
    members[b] = {};
  }
  return group;
}

}  // namespace secondsource::corroborate
