// The cheapest tree that leads from a root to every node of a directed graph.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace secondsource::reuse {

struct Arc {
  std::uint32_t from = 0, to = 0;
  std::int64_t cost = 0;
  friend auto operator<=>(const Arc&, const Arc&) = default;
};

inline constexpr std::uint32_t kNoParent = UINT32_MAX;

// The parent of each of `nodes` nodes in the minimum spanning arborescence (Chu, Liu 1965; Edmonds
// 1967; in the form of Gabow, Galil, Spencer and Tarjan, Combinatorica 1986).  The root has none.
// Every node can be reached from the root.  The same for any order of arcs.  O(arcs log nodes).
std::vector<std::uint32_t> arborescence(std::uint32_t nodes, std::uint32_t root,
                                        std::span<const Arc> arcs);

}  // namespace secondsource::reuse
