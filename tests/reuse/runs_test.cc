#include "reuse/runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace secondsource::reuse {
namespace {

using Words = std::vector<std::uint64_t>;
using Runs = std::vector<secondsource::reuse::Run>;

Words generated(std::mt19937_64& random, std::size_t most, std::uint64_t kinds) {
  Words out(random() % (most + 1));
  for (std::uint64_t& word : out) word = (random() % kinds + 1) * 0x9E3779B97F4A7C15;
  return out;
}

Runs brute_force(const Words& a, const Words& b, std::uint32_t shortest) {
  Runs out;
  for (std::uint32_t j = 0; j < b.size(); ++j) {
    for (std::uint32_t i = 0; i < a.size(); ++i) {
      if (i > 0 && j > 0 && a[i - 1] == b[j - 1]) continue;
      std::uint32_t length = 0;
      while (i + length < a.size() && j + length < b.size() && a[i + length] == b[j + length])
        ++length;
      if (length >= shortest) out.push_back({i, j, length});
    }
  }
  return out;
}

TEST(RunFinder, FindsEveryMaximalRunOfTextsThatDoNotRepeatThemselves) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t kinds = 20 + random() % 200;
    const Words a = generated(random, 120, kinds);
    Words b = generated(random, 60, kinds);
    for (int copy = 0; copy < 3 && !a.empty(); ++copy) {
      const std::size_t begin = random() % a.size();
      const std::size_t length = random() % (a.size() - begin + 1);
      b.insert(b.begin() + long(random() % (b.size() + 1)), a.begin() + long(begin),
               a.begin() + long(begin + length));
    }
    RunFinder finder({});
    finder.index(a);
    Runs runs;
    Box repeated;
    finder.find(b, runs, repeated);
    std::ranges::sort(runs);
    Runs expected = brute_force(a, b, 5);
    std::ranges::sort(expected);
    ASSERT_EQ(runs, expected);
    ASSERT_TRUE(repeated.empty());
  }
}

TEST(RunFinder,
     EveryRunOfPromisedLengthIsFoundOrInTheRepeatedBoxHoweverOftenTextsRepeatThemselves) {
  std::mt19937_64 random(2);
  int boxes = 0;
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t kinds = 1 + random() % 4;
    Words a = generated(random, 200, kinds), b = generated(random, 200, kinds);
    const Words phrase = generated(random, 30, 1 + random() % 100);
    for (std::uint64_t i = random() % 30; i > 0; --i) {
      a.insert(a.begin() + long(random() % (a.size() + 1)), phrase.begin(), phrase.end());
      b.insert(b.begin() + long(random() % (b.size() + 1)), phrase.begin(), phrase.end());
    }
    const WinnowOptions options{1 + std::uint32_t(random() % 5), 6 + std::uint32_t(random() % 9)};
    RunFinder finder(options);
    finder.index(a);
    Runs runs;
    Box repeated;
    finder.find(b, runs, repeated);
    std::ranges::sort(runs);
    ASSERT_TRUE(std::ranges::adjacent_find(runs) == runs.end());
    boxes += !repeated.empty();
    for (const auto& run : brute_force(a, b, options.promise)) {
      ASSERT_TRUE(std::ranges::binary_search(runs, run) ||
                  repeated.contains({run.a, run.a_end(), run.b, run.b_end()}));
    }
  }
  EXPECT_GT(boxes, 100);
}

TEST(RunFinder, WhatIsIndexedStaysForManyOthers) {
  std::mt19937_64 random(3);
  const Words a = generated(random, 500, 100);
  RunFinder finder({});
  finder.index(a);
  Runs runs;
  Box repeated;
  for (int round = 0; round < 100; ++round) {
    finder.find(generated(random, 500, 3), runs, repeated);
    finder.find(a, runs, repeated);
    ASSERT_FALSE(runs.empty());
    ASSERT_EQ(runs.front().length, a.size());
  }
}

}  // namespace
}  // namespace secondsource::reuse
