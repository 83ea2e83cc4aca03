#include "reuse/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace secondsource::reuse {
namespace {

bool by_number(std::uint32_t x, std::uint32_t y) { return x < y; }

std::vector<std::uint32_t> documents(const std::vector<Candidate>& all) {
  std::vector<std::uint32_t> out;
  for (const Candidate& candidate : all) out.push_back(candidate.document);
  return out;
}

TEST(Candidates, TheMostSharedComeFirstTheEarlierAmongEquals) {
  const std::vector<Posting> found = {{1, 9, 0}, {2, 9, 0}, {1, 4, 0}, {3, 2, 0}, {3, 2, 8}};
  const std::vector<Candidate> chosen = candidates(found, {}, by_number);
  EXPECT_EQ(documents(chosen), (std::vector<std::uint32_t>{9, 2, 4}));
  EXPECT_EQ(chosen[0].shared, 2u);
  EXPECT_EQ(chosen[1].shared, 1u);  // one key at two positions is one
}

TEST(Candidates, NoOneSharesNothing) { EXPECT_TRUE(candidates({}, {}, by_number).empty()); }

TEST(Candidates, AQuarterOfTheBoundIsForTheEarliestThatShareHalfAsMuch) {
  std::vector<Posting> found;
  for (std::uint32_t document = 0; document < 100; ++document) {
    const std::uint32_t shared = document < 10 ? 2 : document < 20 ? 5 : 10;
    for (std::uint32_t key = 0; key < shared; ++key) found.push_back({key, document, 0});
  }
  CandidateOptions options;
  options.candidates = 8;
  EXPECT_EQ(documents(candidates(found, options, by_number)),
            (std::vector<std::uint32_t>{20, 21, 22, 23, 24, 25, 10, 11}));
}

TEST(Candidates, DoNotDependOnTheOrderOfPostings) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 1000; ++round) {
    std::vector<Posting> found(random() % 300);
    for (Posting& posting : found) posting = {random() % 20, std::uint32_t(random() % 80), 0};
    CandidateOptions options;
    options.candidates = 1 + random() % 40;
    const auto before = documents(candidates(found, options, by_number));
    EXPECT_LE(before.size(), options.candidates);
    std::ranges::shuffle(found, random);
    ASSERT_EQ(documents(candidates(found, options, by_number)), before);
  }
}

TEST(ChooseKeys, LeavesOutTheLongestListsWhereAllAreTooMany) {
  CandidateOptions options;
  options.postings = 100;
  std::vector<KeyCount> keys = {{5, 90}, {1, 60}, {2, 0}, {3, 30}, {3, 30}, {4, 10}};
  choose_keys(options, keys);
  EXPECT_EQ(keys, (std::vector<KeyCount>{{1, 60}, {3, 30}, {4, 10}}));
}

TEST(ChooseKeys, TheShortestListIsReadHoweverLong) {
  CandidateOptions options;
  options.postings = 100;
  std::vector<KeyCount> keys = {{5, 9000}, {1, 8000}};
  choose_keys(options, keys);
  EXPECT_EQ(keys, (std::vector<KeyCount>{{1, 8000}}));
}

}  // namespace
}  // namespace secondsource::reuse
