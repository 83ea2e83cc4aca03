#include "corroborate/silence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kWords = "Nobody is to cross the bridge before spring";

std::string wire() {
  return "The old iron bridge over the Lene was closed to all traffic on Monday after divers found "
         "a crack in its second pier, the harbour office of Hest Ferry announced.\n\"" +
         std::string(kWords) + ",\" Anna Holt said. ";
}

TEST(Silence, CountsWhoPublishedLaterInFullAndInTheLanguage) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9});
  room.quote(a, kWords, "Anna Holt");
  const std::string without = "The bridge over the Lene is closed. Ferries run instead.";
  const std::string later = room.add({"Later", "", without, 12}).id;
  const std::string before = room.add({"Before", "", without, 7}).id;
  Article& cut = room.add({"Cut", "", without, 12});
  cut.complete = false;
  const std::string foreign = room.add({"Foreign", "", without, 12, "de"}).id;
  const std::string live =
      room.add({"Live", "", without, 12, "en", {}, {}, Article::Form::kLive}).id;
  const std::string unread = room.add({"Unread", "", wire(), 12}).id;
  room.story();
  const Statement statement = room.weigh_all();
  EXPECT_THAT(statement.silent, ElementsAre(later));
  EXPECT_THAT(statement.cannot_tell,
              testing::UnorderedElementsAre(before, cut.id, foreign, live, unread));
}

TEST(Silence, IsNotOfAStoryWhereOneOfManyCarriersIs) {
  Newsroom room;
  std::vector<const Article*> carriers;
  for (int i = 0; i < 8; ++i) {
    carriers.push_back(&room.add({"Daily " + std::to_string(i), "", wire(), 9 + i}));
    room.quote(*carriers.back(), kWords, "Anna Holt");
  }
  const std::string without = "The bridge over the Lene is closed. Ferries run instead.";
  const Article& silent = room.add({"Later", "", without, 20});
  const Article& elsewhere = room.add({"Elsewhere", "", "Oysters are small this year.", 20});
  const Article& stray = *carriers.back();
  carriers.pop_back();
  carriers.push_back(&silent);
  room.story(carriers);
  room.story({&stray, &elsewhere});
  const Statement statement = room.weigh_all();
  EXPECT_THAT(statement.silent, ElementsAre(silent.id));
  EXPECT_THAT(statement.cannot_tell, ElementsAre(elsewhere.id));
}

TEST(Silence, IsNotOfTheOtherStoriesThatALivePageTouches) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9});
  const Article& live = room.add({"Live", "", wire(), 10, "en", {}, {}, Article::Form::kLive});
  room.quote(a, kWords, "Anna Holt");
  room.quote(live, kWords, "Anna Holt");
  room.story({&a, &live});
  const Article& other = room.add({"Vessen Standard", "", "Oysters are small this year.", 12});
  room.story({&other, &live});
  const Statement statement = room.weigh_all();
  EXPECT_THAT(statement.silent, IsEmpty());
  EXPECT_THAT(statement.cannot_tell, IsEmpty());
}

// Of an article of the story that prints `told` the day after `said` was printed: what it is
// called.
std::string called(const std::string& said, const std::string& told, bool possible = false) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", "Anna Holt said: \"" + said + "\".", 9});
  room.quote(a, said, "Anna Holt");
  const Article& later = room.add({"Vessen Standard", "", told, 33});
  room.story();
  Surroundings around = room.surroundings();
  const std::vector<Mention> mentions = room.all_mentions();
  Mention retold;
  retold.id = later.id + ":1";
  retold.article = later.id;
  if (possible) around.possible = {retold};
  const Statement statement = weigh(mentions, around, test_data());
  EXPECT_EQ(statement.silent.size() + statement.cannot_tell.size(), 1u);
  EXPECT_EQ(statement.possible.size(), possible ? 1u : 0u);
  return statement.silent.empty() ? "cannot tell" : "silent";
}

TEST(Silence, IsNotOfWhoMayTellItInOtherWords) {
  const std::string told = "Ferries run instead, and the oysters are small this year.";
  EXPECT_EQ(called(std::string(kWords), told), "silent");
  EXPECT_EQ(called(std::string(kWords), told, /*possible=*/true), "cannot tell");
}

TEST(Silence, IsNotOfAPassageThatTellsMuchOfIt) {
  const std::string said =
      "We will balance the budget without raising the ferry tariffs in January";
  // Whoever says it, and in whatever forms of the words.
  EXPECT_EQ(called(said,
                   "The plan balances the budget and raises no tariff of the ferries, the "
                   "opposition conceded on Tuesday."),
            "cannot tell");
  // One word of it, or a few that lie far apart, tell of other things.
  EXPECT_EQ(called(said, "Ferries run instead, and the oysters are small this year."), "silent");
  std::string apart = "The budget of the harbour was late. ";
  for (int i = 0; i < 20; ++i) apart += "Oysters and lamps were sold on the quay. ";
  EXPECT_EQ(called(said, apart + "Ferries were late, too."), "silent");
  EXPECT_EQ(called(said, apart + "Tariffs were not spoken of."), "silent");
}

TEST(Silence, OfAStatementOfOneTellingWordIsByThatWordNotDecided) {
  EXPECT_EQ(called("It is the tariffs", "Tariffs were not spoken of on the quay."), "silent");
}

TEST(Silence, WhatIsToldIsEmptyForWordsOfGrammar) {
  Newsroom room;
  const Article& article = room.add({"Coastline Daily", "", "She said that the tariffs rose."});
  const std::vector<std::uint64_t> told =
      told_by(room.text(article).body, article.language, test_data());
  ASSERT_EQ(told.size(), 6u);
  EXPECT_EQ(told[2], 0u);
  EXPECT_EQ(told[3], 0u);
  EXPECT_NE(told[4], 0u);
}

}  // namespace
}  // namespace secondsource::corroborate
