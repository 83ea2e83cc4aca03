#include "corroborate/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

const std::string kBridge =
    "HEST FERRY — Divers found a crack in the second pier of the old Lene bridge at Hest Ferry on "
    "Monday, and engineer Ingrid Solheim of Kessel Marine closed it to all traffic. Some 4,300 "
    "commuters now take the Solvang ferry.";
const std::string kBridgeToo =
    "Commuters queued for the Solvang ferry on Tuesday, a day after the Lene bridge was closed. "
    "Ingrid Solheim, the engineer of Kessel Marine who inspected Hest Ferry's crossing, said the "
    "crack runs through the second pier. About 4,300 people crossed it daily.";
const std::string kBridgeGerman =
    "Die Brücke über die Lene bei Hest Ferry ist gesperrt. Ein Riss im Pfeiler, sagte die "
    "Ingenieurin Ingrid Solheim von Kessel Marine. Täglich fuhren 4.300 Pendler darüber, jetzt "
    "nehmen sie die Fähre nach Solvang.";
const std::string kOrchard =
    "QUILLON — Apple growers of the Tarn valley expect their poorest harvest in forty years after "
    "a late frost, Odo Varga of the growers' cooperative said on Monday. Some 900 farms lost "
    "blossoms.";

TEST(Stories, TwoReportsOfOneEventAreOneWithoutSharedText) {
  Newsroom room;
  const StoryProfile a = room.profile(room.add({"A", "Crack closes Lene bridge", kBridge}));
  const StoryProfile b =
      room.profile(room.add({"B", "Ferry queues after bridge is shut", kBridgeToo, 33}));
  EXPECT_TRUE(same_story(a, b));
  EXPECT_TRUE(same_story(b, a));
}

TEST(Stories, TwoEventsAreTwo) {
  Newsroom room;
  EXPECT_FALSE(same_story(room.profile(room.add({"A", "Crack closes Lene bridge", kBridge})),
                          room.profile(room.add({"B", "Frost takes the apples", kOrchard}))));
}

TEST(Stories, TheSameWordsAWeekLaterAreAnother) {
  Newsroom room;
  EXPECT_FALSE(same_story(room.profile(room.add({"A", "Crack closes Lene bridge", kBridge})),
                          room.profile(room.add({"B", "Lene bridge", kBridgeToo, 24 * 8}))));
}

TEST(Stories, ATextPrintedAgainAWeekLaterTellsOfAnotherEvent) {
  const auto at = [](int day) { return std::optional(Time(std::chrono::days(20'000 + day))); };
  using Days = std::vector<std::optional<Time>>;
  EXPECT_EQ(tellings(Days{at(40), at(0), at(5), at(33)}), (std::vector<std::size_t>{2, 0, 0, 1}));
  EXPECT_EQ(tellings(Days{at(0), at(5), at(10)}), (std::vector<std::size_t>{0, 0, 0}));
  EXPECT_EQ(tellings(Days{at(0), std::nullopt, at(40)}), (std::vector<std::size_t>{0, 0, 0}));
  EXPECT_TRUE(tellings({}).empty());
}

TEST(Stories, AnotherLanguageSharesNamesPlacesAndNumbers) {
  Newsroom room;
  const StoryProfile german =
      room.profile(room.add({"C", "Lene-Brücke gesperrt", kBridgeGerman, 12, "de"}));
  EXPECT_TRUE(
      same_story(room.profile(room.add({"A", "Crack closes Lene bridge", kBridge})), german));
  EXPECT_FALSE(
      same_story(room.profile(room.add({"B", "Frost takes the apples", kOrchard})), german));
}

TEST(Stories, ALivePageAttachesAndJoinsNone) {
  Newsroom room;
  const StoryProfile a = room.profile(room.add({"A", "Crack closes Lene bridge", kBridge}));
  const StoryProfile live = room.profile(
      room.add({"B", "Live: bridge", kBridgeToo, 12, "en", {}, {}, Article::Form::kLive}));
  EXPECT_FALSE(same_story(a, live));
  EXPECT_TRUE(attaches(live, a));
  EXPECT_FALSE(attaches(a, live));
}

TEST(Stories, ARoundupAttachesAndJoinsNone) {
  Newsroom room;
  const StoryProfile a = room.profile(room.add({"A", "Crack closes Lene bridge", kBridge}));
  const StoryProfile roundup = room.profile(
      room.add({"B", "The week", kBridgeToo, 12, "en", {}, {}, Article::Form::kRoundup}));
  EXPECT_FALSE(same_story(a, roundup));
  EXPECT_TRUE(attaches(roundup, a));
}

TEST(Stories, AnEmptyArticleIsOfNone) {
  Newsroom room;
  const StoryProfile empty = room.profile(room.add({"A", "", ""}));
  EXPECT_FALSE(same_story(empty, empty));
  EXPECT_TRUE(story_keys(empty).kept.empty());
}

// Sentences of words that stand nowhere else, so that articles share nothing but what is added.
std::string narrative(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string text;
  for (std::size_t i = 0; i < 240; ++i) {
    text += i % 12 == 0 ? 'Q' : 'q';
    for (int k = 0; k < 6; ++k) text += static_cast<char>('a' + random() % 26);
    text += i % 12 == 11 ? ". " : " ";
  }
  return text;
}

const std::string kRiot = "In Velkholm 84 cars were burnt during the riot, Orsted police said. ";
const std::string kRiotToo =
    "Orsted police in Velkholm counted 79 cars that had been burnt in the night of the riot. ";

bool same(const std::string& a, const std::string& b, int hour = 12, const std::string& to = "B") {
  Newsroom room;
  return same_story(room.profile(room.add({"A", "", a, 9})),
                    room.profile(room.add({to, "", b, hour})));
}

TEST(Stories, TwoLeadsThatTellOneFactMakeOneStoryWhateverFollows) {
  EXPECT_TRUE(same(kRiot + narrative(1), kRiotToo + narrative(2)));
  EXPECT_TRUE(same(kRiotToo + narrative(1), kRiot + narrative(2)));
  EXPECT_FALSE(same(narrative(1), narrative(2)));
}

TEST(Stories, OneOutletsLeadsAndThoseOfOtherDaysTellOtherEvents) {
  EXPECT_FALSE(same(kRiot + narrative(1), kRiotToo + narrative(2), 12, "A"));
  EXPECT_FALSE(same(kRiot + narrative(1), kRiotToo + narrative(2), 9 + 49));
}

TEST(Stories, AFactThatNeitherOpensWithIsBackground) {
  constexpr std::size_t kFourSentences = 4 * (12 * 8 + 1);
  const std::string before = narrative(3).substr(0, kFourSentences);
  EXPECT_TRUE(same(kRiot + narrative(1), before + kRiotToo + narrative(2)));
  EXPECT_FALSE(same(narrative(4).substr(0, kFourSentences) + kRiot + narrative(1),
                    before + kRiotToo + narrative(2)));
}

TEST(Stories, NamesBesideEachOtherAreOne) {
  EXPECT_FALSE(same(
      "Velkholm Orsted and Co offered new bonds and shares on the market. " + narrative(1),
      "New bonds are offered on the market with shares, said Velkholm Orsted. " + narrative(2)));
}

TEST(Stories, LeadsThatTellOneFactShareAKey) {
  Newsroom room;
  const Keys a = story_keys(room.profile(room.add({"A", "", kRiot + narrative(1)})));
  const Keys b = story_keys(room.profile(room.add({"B", "", kRiotToo + narrative(2), 30})));
  std::vector<std::uint64_t> both;
  std::ranges::set_intersection(a.kept, b.sought, std::back_inserter(both));
  EXPECT_THAT(both, testing::Not(testing::IsEmpty()));
}

// Two reports of what a baker said, which share nothing else.
std::pair<StoryProfile, StoryProfile> quoting(const std::string& first, const std::string& second,
                                              int hours) {
  Newsroom room;
  const StoryProfile a = room.profile(room.add(
      {"A", "Ovens stay cold",
       "Nobody had slept in Quillon. \"" + first + "\", said Odo Varga, and locked the shop."}));
  const StoryProfile b = room.profile(room.add({"B", "Bread runs short",
                                                "Shelves were bare by noon, a spokeswoman for the "
                                                "retailers admitted. A baker told them: \"" +
                                                    second + "\"",
                                                hours}));
  return {a, b};
}

TEST(Stories, WhoQuotesTheSameTellsOfOneEvent) {
  const std::string words =
      "we kneaded dough by candlelight until the mayor's own generator arrived";
  const auto [a, b] = quoting(words, "In Tarn " + words + " from Hest.", 12);
  EXPECT_TRUE(same_story(a, b));
  EXPECT_TRUE(same_story(b, a));
  std::vector<std::uint64_t> common;
  const Keys kept = story_keys(a), sought = story_keys(b);
  std::ranges::set_intersection(kept.kept, sought.sought, std::back_inserter(common));
  EXPECT_FALSE(common.empty());
}

TEST(Stories, QuotingTheSameDaysLaterOrInFewOrAnybodysWordsDoesNot) {
  const std::string words =
      "we kneaded dough by candlelight until the mayor's own generator arrived";
  for (const auto& [second, hours] :
       {std::pair(words, 24 * 3), {std::string("the mayor's own generator arrived"), 12}}) {
    const auto [a, b] = quoting(words, second, hours);
    EXPECT_FALSE(same_story(a, b)) << second;
  }
  const std::string stock = "we do not comment on this and we have nothing more to say about it";
  const auto [a, b] = quoting(stock, stock, 12);
  EXPECT_FALSE(same_story(a, b));
}

TEST(Stories, ProfilesAreBoundedSortedAndOfLengthOne) {
  std::mt19937_64 random(5);
  Newsroom room;
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (std::size_t i = 0, n = 1 + random() % 300; i < n; ++i) {
      text += static_cast<char>('A' + random() % 26);
      for (int k = 0; k < 3; ++k) text += static_cast<char>('a' + random() % 26);
      text += random() % 12 == 0 ? ". " : " ";
    }
    const StoryProfile profile = room.profile(room.add({"A", "", text}));
    double length = 0;
    for (const StoryProfile::Term& term : profile.terms) length += term.weight * term.weight;
    EXPECT_NEAR(length, 1, 1e-4);
    EXPECT_LE(profile.terms.size(), StoryProfile::kTerms);
    EXPECT_TRUE(std::is_sorted(profile.terms.begin(), profile.terms.end(),
                               [](const auto& a, const auto& b) { return a.key < b.key; }));
    const Keys keys = story_keys(profile);
    EXPECT_LE(keys.kept.size(), 18u);
    EXPECT_TRUE(
        std::includes(keys.sought.begin(), keys.sought.end(), keys.kept.begin(), keys.kept.end()));
  }
}

TEST(Stories, TheirValueIsTheSameForAnyOrder) {
  Newsroom room;
  room.add({"A", "Crack closes Lene bridge", kBridge, 12});
  room.add({"B", "Ferry queues", kBridgeToo, 9});
  room.add({"B", "Live", kBridgeToo, 8, "en", {}, {}, Article::Form::kLive});
  Family family{"f", {"A-1"}, std::nullopt, "", {}};
  Family other{"g", {"X-9"}, std::nullopt, "", {}};
  const Family* families[] = {&other, &family};
  std::vector<FactsOf> members;
  for (const Article& article : room.articles()) members.push_back({&article, {}, nullptr});
  const Story story = make_story(members, families, test_data());
  EXPECT_THAT(story.articles, testing::ElementsAre("B-3", "B-2", "A-1"));
  EXPECT_THAT(story.outlets, testing::ElementsAre("A", "B"));
  EXPECT_THAT(story.families, testing::ElementsAre("f"));
  EXPECT_EQ(story.first, hours(8));
  std::reverse(members.begin(), members.end());
  EXPECT_EQ(make_story(members, families, test_data()).id, story.id);
}

}  // namespace
}  // namespace secondsource::corroborate
