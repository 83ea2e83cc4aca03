#include "report/tree.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace secondsource::report {
namespace {

TEST(Tree, ParentsStandBeforeTheirChildren) {
  const Family family{
      .id = "a",
      .members = {"a", "b", "c", "d"},
      .root = "a",
      .agency = "",
      .edges = {
          {std::nullopt, "a", 0, {}}, {"a", "b", 1, {}}, {"a", "c", 1, {}}, {"b", "d", 1, {}}}};
  std::string order;
  for (const TreeRow& row : tree_of(family)) order += row.id + std::to_string(row.depth);
  EXPECT_EQ(order, "a0b1d2c1");
}

TEST(Tree, EveryMemberStandsOnceWhateverTheEdgesAre) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 3000; ++round) {
    Family family;
    const std::size_t size = 1 + random() % 8;
    for (std::size_t i = 0; i < size; ++i)
      family.members.push_back(std::string(1, static_cast<char>('a' + i)));
    for (const std::string& member : family.members) {
      if (random() % 4 == 0) continue;
      std::optional<std::string> from;
      if (random() % 3 > 0) from = std::string(1, static_cast<char>('a' + random() % 9));
      family.edges.push_back({from, member, 0.5, {}});
    }
    const std::vector<TreeRow> rows = tree_of(family);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ids.insert(rows[i].id);
      if (rows[i].parent != TreeRow::kNone) {
        ASSERT_LT(rows[i].parent, i);
        ASSERT_EQ(rows[i].depth, rows[rows[i].parent].depth + 1);
      }
    }
    const std::set<std::string> members(family.members.begin(), family.members.end());
    for (const std::string& member : members) ASSERT_TRUE(ids.contains(member));
    ASSERT_EQ(ids.size(), rows.size());
  }
}

}  // namespace
}  // namespace secondsource::report
