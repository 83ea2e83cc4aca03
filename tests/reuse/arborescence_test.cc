#include "reuse/arborescence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>

namespace secondsource::reuse {
namespace {

// The cost of a choice of arcs into each node, where it is a tree.
std::optional<std::int64_t> cost_of(std::uint32_t nodes, std::uint32_t root,
                                    const std::vector<Arc>& into) {
  std::int64_t cost = 0;
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (node == root) continue;
    cost += into[node].cost;
    std::uint32_t at = node;
    for (std::uint32_t steps = 0; at != root; ++steps, at = into[at].from) {
      if (steps > nodes) return std::nullopt;
    }
  }
  return cost;
}

std::int64_t by_trying_all(std::uint32_t nodes, std::uint32_t root, const std::vector<Arc>& arcs) {
  std::vector<std::vector<Arc>> into(nodes);
  for (const Arc& arc : arcs) into[arc.to].push_back(arc);
  into[root] = {Arc{root, root, 0}};
  std::vector<std::size_t> choice(nodes, 0);
  std::int64_t best = INT64_MAX;
  while (true) {
    std::vector<Arc> chosen;
    for (std::uint32_t node = 0; node < nodes; ++node) chosen.push_back(into[node][choice[node]]);
    if (const auto cost = cost_of(nodes, root, chosen)) best = std::min(best, *cost);
    std::uint32_t node = 0;
    while (node < nodes && ++choice[node] == into[node].size()) choice[node++] = 0;
    if (node == nodes) return best;
  }
}

std::int64_t cost_of(std::uint32_t nodes, std::uint32_t root, const std::vector<Arc>& arcs,
                     const std::vector<std::uint32_t>& parents) {
  std::vector<Arc> into(nodes);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (node == root) continue;
    std::int64_t least = INT64_MAX;
    for (const Arc& arc : arcs) {
      if (arc.from == parents[node] && arc.to == node) least = std::min(least, arc.cost);
    }
    EXPECT_NE(least, INT64_MAX);
    into[node] = {parents[node], node, least};
  }
  const auto cost = cost_of(nodes, root, into);
  EXPECT_TRUE(cost);
  return cost.value_or(-1);
}

TEST(Arborescence, IsAsCheapAsTheCheapestOfAllTreesWhateverTheOrderOfArcs) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const auto nodes = std::uint32_t(1 + random() % 6), root = std::uint32_t(random() % nodes);
    std::vector<Arc> arcs;
    for (std::uint32_t node = 0; node < nodes; ++node) {
      if (node != root) arcs.push_back({root, node, std::int64_t(random() % 20)});
      for (std::uint64_t i = random() % 4; i > 0; --i) {
        const auto from = std::uint32_t(random() % nodes);
        if (from != node && node != root)
          arcs.push_back({from, node, std::int64_t(random() % 20) - 3});
      }
    }
    const auto parents = arborescence(nodes, root, arcs);
    ASSERT_EQ(parents[root], kNoParent);
    ASSERT_EQ(cost_of(nodes, root, arcs, parents), by_trying_all(nodes, root, arcs));
    std::ranges::shuffle(arcs, random);
    ASSERT_EQ(arborescence(nodes, root, arcs), parents);
  }
}

TEST(Arborescence, AChainOfManyNodesNeedsNoDeepStack) {
  std::vector<Arc> arcs;
  const std::uint32_t nodes = 100000;
  for (std::uint32_t i = 1; i < nodes; ++i) {
    arcs.push_back({i - 1, i, 2});
    arcs.push_back({i, i - 1, 1});
  }
  const auto parents = arborescence(nodes, 0, arcs);
  EXPECT_EQ(parents[nodes - 1], nodes - 2);
  EXPECT_EQ(parents[1], 0u);
}

}  // namespace
}  // namespace secondsource::reuse
