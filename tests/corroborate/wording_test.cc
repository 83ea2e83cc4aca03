#include "corroborate/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(Words, AMereCutIsNoDiscrepancy) {
  Newsroom room;
  const Article& a = room.add(
      {"A", "",
       "\"We have asked for help, and help is on its way from the city of Vessen\", she said.", 9});
  const Article& b =
      room.add({"B", "", "\"We have asked for help … from the city of Vessen\", she said.", 10});
  const Article& c =
      room.add({"C", "", "\"help is on its way from the city of Vessen\", she said.", 11});
  room.quote(a, "We have asked for help, and help is on its way from the city of Vessen",
             "Anna Holt");
  room.quote(b, "We have asked for help … from the city of Vessen", "Anna Holt");
  room.quote(c, "help is on its way from the city of Vessen", "Anna Holt");
  EXPECT_THAT(room.weigh_all().discrepancies, IsEmpty());
}

TEST(Words, ADroppedNotIsADiscrepancy) {
  Newsroom room;
  const Article& a =
      room.add({"A", "", "\"The council will not close the school this year\", she said.", 9});
  const Article& b =
      room.add({"B", "", "\"The council will close the school this year\", she said.", 10});
  room.quote(a, "The council will not close the school this year", "Anna Holt");
  room.quote(b, "The council will close the school this year", "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_EQ(statement.discrepancies[0].sides[0].text, "The council will not close the school this");
  EXPECT_EQ(statement.discrepancies[0].sides[1].text, "The council will close the school this");
}

TEST(Words, AHeadlineWithOtherWordsStandsBesideItsText) {
  Newsroom room;
  const Article& a =
      room.add({"A", "\"We cannot carry the mill for another year\"",
                "\"We carried it for six years, and cannot for a seventh\", she said."});
  room.quote(a, "We cannot carry the mill for another year", "Anna Holt", Field::kTitle);
  room.quote(a, "We carried it for six years, and cannot for a seventh", "Anna Holt");
  const Article& b =
      room.add({"B", "\"We carried it\"",
                "\"We carried it for six years, and cannot for a seventh\", she said."});
  room.quote(b, "We carried it", "Anna Holt", Field::kTitle);
  room.quote(b, "We carried it for six years, and cannot for a seventh", "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_EQ(statement.discrepancies[0].sides[0].text, "We cannot carry the mill for another year");
  EXPECT_EQ(statement.discrepancies[0].sides[0].at[0].field, Field::kTitle);
}

TEST(Words, SpellingAndContractionsAreNoDiscrepancy) {
  Newsroom room;
  const Article& a = room.add(
      {"A", "", "\"We don't organise the harbour centre any more, not at all\", she said.", 9});
  const Article& b = room.add(
      {"B", "", "\"We do not organize the harbor center any more, not at all\", she said.", 10});
  room.quote(a, "We don't organise the harbour centre any more, not at all", "Anna Holt");
  room.quote(b, "We do not organize the harbor center any more, not at all", "Anna Holt");
  EXPECT_THAT(room.weigh_all().discrepancies, IsEmpty());
}

TEST(Words, InsertionsAreLeftOut) {
  Newsroom room;
  const Article& a =
      room.add({"A", "", "\"He [the mayor] will answer for this in court\", she said.", 9});
  const Article& b = room.add({"B", "", "\"He will answer for this in court\", she said.", 10});
  room.quote(a, "He [the mayor] will answer for this in court", "Anna Holt").insertions = {
      room.find(a.text, "[the mayor]")};
  room.quote(b, "He will answer for this in court", "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.variants, SizeIs(1));
  EXPECT_EQ(statement.variants[0].text, "He will answer for this in court");
  EXPECT_THAT(statement.discrepancies, IsEmpty());
}

const std::string kBegins = "The bridge stays closed and nobody is to cross it";

void print(Newsroom& room, const char* outlet, const std::string& words, int hour) {
  const Article& article = room.add({outlet, "", "\"" + words + ",\" Anna Holt said.", hour});
  room.quote(article, words, "Anna Holt");
}

TEST(Words, AWordIsChangedBehindTheEndOfTheCommonestWording) {
  Newsroom room;
  print(room, "Coastline Daily", kBegins, 9);
  print(room, "Vessen Standard", kBegins, 10);
  print(room, "Harbor Ledger", kBegins + " before the divers have looked at every pier", 11);
  print(room, "Kessel Times", kBegins + " before the divers have looked at another pier", 12);
  const Statement statement = room.weigh_all();
  EXPECT_THAT(statement.variants, SizeIs(3));
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_EQ(statement.discrepancies[0].sides[0].text, "have looked at every pier");
  EXPECT_EQ(statement.discrepancies[0].sides[1].text, "have looked at another pier");
}

TEST(Words, AWordThatTwoReferencesHaveIsToldOnce) {
  Newsroom room;
  const std::string changed = "The bridge stays shut and nobody is to cross it";
  const std::string more = " before the divers have looked at every pier";
  print(room, "Coastline Daily", kBegins, 9);
  print(room, "Vessen Standard", kBegins, 10);
  print(room, "Harbor Ledger", kBegins + more, 11);
  print(room, "Kessel Times", changed + more, 12);
  EXPECT_THAT(room.weigh_all().discrepancies, SizeIs(1));
}

TEST(Words, AnotherWordBeforeSheSaidIsADiscrepancy) {
  Newsroom room;
  const auto tell = [&](const std::string& outlet, const std::string& first, int hour) {
    const std::string second = "and this time the story lay in silver under the old mill";
    const Article& article =
        room.add({outlet, "", "\"" + first + ",\" Holt said, \"" + second + ".\"", hour});
    Mention& mention = room.quote(article, first, "Anna Holt");
    mention.content.push_back(Newsroom::find(article.text, second));
  };
  tell("A", "We do not dig for silver, we dig for the story", 9);
  tell("B", "We do not dig for silver, we dig for the people", 10);
  tell("C", "We do not dig for silver", 11);  // cut
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_THAT(statement.discrepancies[0].sides, SizeIs(2));
}

}  // namespace
}  // namespace secondsource::corroborate
