#include "reuse/lcs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace secondsource::reuse {
namespace {

using Words = std::vector<std::uint64_t>;

std::uint32_t by_table(const Words& a, const Words& b) {
  std::vector<std::vector<std::uint32_t>> table(a.size() + 1,
                                                std::vector<std::uint32_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                         : std::max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.size()][b.size()];
}

TEST(CommonSubsequence, IsAsLongAsTheTextbooks) {
  std::mt19937_64 random(1);
  CommonSubsequence common;
  for (int round = 0; round < 3000; ++round) {
    const std::uint64_t kinds = 1 + random() % 60;
    Words a(random() % 200), b(random() % 200);
    for (std::uint64_t& word : a) word = random() % kinds;
    for (std::uint64_t& word : b) word = random() % kinds;
    if (round % 3 == 0) b = a;
    for (std::size_t i = random() % 30; i > 0 && !b.empty(); --i)
      b[random() % b.size()] = random() % kinds;
    ASSERT_EQ(common.length(a, b), by_table(a, b));
  }
}

}  // namespace
}  // namespace secondsource::reuse
