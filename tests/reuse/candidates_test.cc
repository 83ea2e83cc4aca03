#include "reuse/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reuse/words.h"

namespace secondsource::reuse {
namespace {

using Lists = std::vector<std::vector<std::uint32_t>>;

std::vector<Candidate> chosen(const Lists& lists, const CandidateOptions& options = {}) {
  std::vector<std::vector<Place>> holders;
  for (const auto& list : lists) {
    holders.emplace_back();
    for (const std::uint32_t document : list) holders.back().push_back({document, 3});
  }
  return candidates(std::vector<PostingList>(holders.begin(), holders.end()), options);
}

TEST(Candidates, TheMostSharedComeFirstTheSmallerNumberAmongEquals) {
  EXPECT_EQ(chosen({{4, 7}, {7, 9}, {2, 4, 9}, {}}),
            (std::vector<Candidate>{{4, 2, 3}, {7, 2, 3}, {9, 2, 3}, {2, 1, 3}}));
}

TEST(Candidates, NoOneSharesNothing) { EXPECT_TRUE(chosen({}).empty()); }

TEST(Candidates, OfTheLongestListsTheBeginningsAreReadWhereAllAreTooMany) {
  const Lists lists = {{1, 2, 3, 4, 5}, {5, 6}, {6}, {2, 3, 4}};
  EXPECT_EQ(chosen(lists, {.postings = 3, .beginning = 2}),
            (std::vector<Candidate>{{6, 4, 3}, {2, 2, 3}, {1, 1, 3}, {3, 1, 3}, {5, 1, 3}}));
  EXPECT_EQ(chosen(lists, {.postings = 3, .beginning = 2, .first = 1}),
            (std::vector<Candidate>{{6, 4, 3}, {2, 2, 3}, {5, 1, 3}}));
}

TEST(Candidates, AreAsManyAndReadAsMuchHoweverLongTheListsAre) {
  Lists lists(90);
  for (std::uint32_t document = 0; document < 5'000; ++document) {
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (i % 10 != document % 10) lists[i].push_back(document);
    }
  }
  EXPECT_EQ(chosen(lists).size(), CandidateOptions().first);
}

TEST(Prints, WhatStandsInQuotationsAndFurnitureAloneIsNoNarrative) {
  Article article;
  const std::string told =
      "the ferry to the outer islands stopped running on monday morning after its engine failed "
      "for "
      "the third time this year and nobody could say when it would be mended or by whom";
  const std::string said =
      "“we have waited for this new bridge since before my children were born”";
  const std::string block = "subscribe to our letter and read every story before all the others do";
  article.text = told + ". " + said + ". " + block + ".";
  const text::Text text = words_of(article.text);
  const std::size_t many = prints_of({&article, &text}, {}).narrative.size();
  const auto begin = static_cast<std::uint32_t>(article.text.find(block));
  article.furniture = {{begin, static_cast<std::uint32_t>(begin + block.size())}};
  const Prints prints = prints_of({&article, &text}, {});
  EXPECT_GT(prints.narrative.size(), 0u);
  EXPECT_LT(prints.narrative.size(), many);
  EXPECT_LT(many, prints.all.size());
  EXPECT_EQ(prints.size, size_class(many));
  EXPECT_TRUE(std::ranges::includes(prints.all, prints.narrative));
}

TEST(MayLink, AShortTextNeedsOneSharedFingerprintALongOneSix) {
  EXPECT_FALSE(may_link(0, 5, 5));
  EXPECT_TRUE(may_link(1, 13, 5));
  EXPECT_TRUE(may_link(1, 400, 0));
  EXPECT_FALSE(may_link(1, 14, 5));
  EXPECT_FALSE(may_link(5, 400, 5));
  EXPECT_TRUE(may_link(6, 400, 5));
}

TEST(MayLink, ADisclaimerUnderTwoArticlesIsNotEnoughAndNeitherSideDecidesAlone) {
  Prints x, y;
  for (std::uint64_t i = 0; i < 100; ++i) x.all.push_back(i), y.all.push_back(i < 5 ? i : i + 1000);
  x.narrative = x.all;
  y.narrative = y.all;
  x.size = y.size = size_class(100);
  EXPECT_FALSE(may_link(x, y));
  for (std::uint64_t i = 5; i < 7; ++i) y.all[i] = y.narrative[i] = i;
  EXPECT_TRUE(may_link(x, y));
  EXPECT_TRUE(may_link(y, x));
  y.narrative.erase(y.narrative.begin(), y.narrative.begin() + 7);  // they are quoted there
  EXPECT_FALSE(may_link(x, y));
  EXPECT_FALSE(may_link(y, x));
}

}  // namespace
}  // namespace secondsource::reuse
