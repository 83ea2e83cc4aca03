#include "corroborate/division.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "corroborate/cluster.h"

namespace secondsource::corroborate {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

// A full profile of one day: `first` … `first + 63` are its terms, every third a name.
StoryProfile told(std::string name, std::uint64_t first, int day = 0) {
  StoryProfile profile;
  profile.article = std::move(name);
  profile.language = "en";
  profile.published = Time(std::chrono::days(20'000 + day));
  const float weight = 1 / std::sqrt(static_cast<float>(StoryProfile::kTerms));
  for (std::uint64_t i = 0; i < StoryProfile::kTerms; ++i) {
    const bool is_name = (first + i) % 3 == 0;
    profile.terms.push_back({first + i, weight, is_name, false});
    profile.names += is_name ? weight * weight : 0;
  }
  profile.names = std::sqrt(profile.names);
  return profile;
}

using Families = std::vector<std::optional<std::int64_t>>;

std::vector<std::vector<std::string>> stories(const std::vector<StoryProfile>& articles,
                                              Families families = {}) {
  std::vector<const StoryProfile*> all;
  for (const StoryProfile& article : articles) all.push_back(&article);
  families.resize(all.size());
  std::vector<std::vector<std::string>> named;
  for (const auto& story : divided(all, families)) {
    auto& names = named.emplace_back();
    for (const std::size_t i : story) names.push_back(articles[i].article);
    std::ranges::sort(names);
  }
  return named;
}

TEST(Division, AChainOfLikeArticlesIsSeveralStories) {
  // Neighbours share three terms in four, those four steps apart none.
  std::vector<StoryProfile> chain;
  for (std::uint64_t i = 0; i < 40; ++i) chain.push_back(told(std::to_string(i), 15 * i));
  ASSERT_TRUE(same_story(chain[0], chain[1]));
  ASSERT_FALSE(same_story(chain[0], chain[5]));
  const auto found = stories(chain);
  EXPECT_GE(found.size(), 2);
  EXPECT_LE(found.size(), 10);
  for (const auto& story : found) {
    EXPECT_FALSE(std::ranges::count(story, "0") == 1 && std::ranges::count(story, "39") == 1);
  }
}

TEST(Division, TwoStoriesWithOneLikePairBetweenThemAreTwo) {
  std::vector<StoryProfile> articles;
  for (std::uint64_t i = 0; i < 12; ++i)
    articles.push_back(told(std::string("a") + static_cast<char>('a' + i), 3 * i));
  for (std::uint64_t i = 0; i < 12; ++i)
    articles.push_back(told(std::string("b") + static_cast<char>('a' + i), 300 + 3 * i));
  EXPECT_EQ(stories(articles).size(), 2);
  // What both tell a half of goes with one of them, and joins them not.
  StoryProfile both = told("c", 0);
  for (std::size_t i = 32; i < both.terms.size(); ++i) both.terms[i] = articles[12].terms[i];
  articles.push_back(both);
  ASSERT_TRUE(same_story(both, articles[0]));
  ASSERT_TRUE(same_story(both, articles[12]));
  EXPECT_EQ(stories(articles).size(), 2);
}

TEST(Division, WhatHalfOfAStoryIsLinkedWithBelongsToIt) {
  EXPECT_THAT(stories({told("a", 0), told("b", 30), told("c", 60)}),
              ElementsAre(ElementsAre("a", "b", "c")));
}

TEST(Division, AnArticleThatNobodyElseTellsOfIsAlone) {
  EXPECT_THAT(stories({told("a", 0), told("b", 500), told("c", 10)}),
              UnorderedElementsAre(ElementsAre("a", "c"), ElementsAre("b")));
}

TEST(Division, CopiesGoWhereTheFirstOfThemGoes) {
  EXPECT_THAT(stories({told("a", 0), told("b", 10), told("c", 900, 1)}, {0, 1, 0}),
              ElementsAre(ElementsAre("a", "b", "c")));
}

TEST(Division, ARoundupIsOfEachStoryItAttachesToAndJoinsNone) {
  StoryProfile roundup = told("r", 0);
  for (std::size_t i = 32; i < roundup.terms.size(); ++i) {
    roundup.terms[i] = told("b", 300).terms[i];
  }
  roundup.form = Article::Form::kRoundup;
  EXPECT_THAT(
      stories({roundup, told("a", 0), told("aa", 3), told("b", 300), told("c", 900)}),
      UnorderedElementsAre(ElementsAre("a", "aa", "r"), ElementsAre("b", "r"), ElementsAre("c")));
}

TEST(Division, ManyCopiesAndLargeComponentsAreDivided) {
  std::vector<StoryProfile> articles;
  Families families;
  for (std::size_t i = 0; i < 9000; ++i) {
    articles.push_back(told(std::to_string(i), i % 2 * 500, static_cast<int>(i % 2)));
    families.push_back(i % 2);
  }
  EXPECT_EQ(stories(articles, families).size(), 2);
  articles.clear();
  for (std::size_t i = 0; i < 4500; ++i) {
    articles.push_back(told(std::to_string(i), i * 64, static_cast<int>(i / 10)));
  }
  EXPECT_EQ(stories(articles).size(), 4500);
}

TEST(Division, AWeekLaterIsAnotherStory) {
  EXPECT_THAT(stories({told("a", 0), told("b", 5), told("c", 0, 7), told("d", 5, 7)}),
              UnorderedElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
}

TEST(Division, IsTheSameForAnyOrder) {
  std::vector<StoryProfile> articles;
  for (int i = 0; i < 40; ++i) {
    articles.push_back(told(std::to_string(i), static_cast<std::uint64_t>(i * 23 % 400), i % 4));
  }
  articles[7].published = std::nullopt;
  auto expected = stories(articles);
  std::ranges::sort(expected);
  std::mt19937 random(1);
  for (int round = 0; round < 5; ++round) {
    std::ranges::shuffle(articles, random);
    auto found = stories(articles);
    std::ranges::sort(found);
    EXPECT_EQ(found, expected);
  }
}

TEST(Clusters, JoinWholeGroups) {
  const auto groups = [](const auto& join) {
    Clusters clusters(6);
    for (const auto& [a, b] : {std::pair(3, 4), {1, 2}, {2, 4}, {0, 5}}) {
      clusters.link(static_cast<std::size_t>(a), static_cast<std::size_t>(b),
                    [&](std::size_t into, std::size_t from) {
                      return join(clusters.members(into).size() + clusters.members(from).size());
                    });
    }
    std::vector<Members> all;
    for (std::size_t i = 0; i < 6; ++i) {
      Members members = clusters.members(clusters.group(i));
      std::ranges::sort(members);
      all.push_back(members);
    }
    return all;
  };
  EXPECT_THAT(groups([](std::size_t) { return true; }),
              ElementsAre(Members{0, 5}, Members{1, 2, 3, 4}, Members{1, 2, 3, 4},
                          Members{1, 2, 3, 4}, Members{1, 2, 3, 4}, Members{0, 5}));
  EXPECT_THAT(groups([](std::size_t size) { return size <= 2; }),
              ElementsAre(Members{0, 5}, Members{1, 2}, Members{1, 2}, Members{3, 4}, Members{3, 4},
                          Members{0, 5}));
}

}  // namespace
}  // namespace secondsource::corroborate
