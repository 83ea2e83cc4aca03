#include "corroborate/origin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kNarrative =
    "The old iron bridge over the Lene was closed to all traffic on Monday after divers found a "
    "crack in its second pier, the harbour office of Hest Ferry announced.";
constexpr std::string_view kWords = "Nobody is to cross the bridge before spring";

std::string wire(std::string_view extra = "") {
  return std::string(kNarrative) + "\n\"" + std::string(kWords) + ",\" Anna Holt said. " +
         std::string(extra);
}

bool names(const Origin& origin, Rule rule) {
  return std::any_of(origin.evidence.begin(), origin.evidence.end(),
                     [&](const Evidence& evidence) { return evidence.rule == rule; });
}

TEST(Origins, CopiesOfOneAgencyAreOneOrigin) {
  Newsroom room;
  std::vector<const Article*> copies;
  for (const auto* outlet : {"Coastline Daily", "Vessen Standard", "Lowfield Post"}) {
    const int hour = 9 + static_cast<int>(copies.size());
    copies.push_back(
        &room.add({outlet, "Bridge closed", wire(), hour, "en", {room.credit("Tern Wire")}}));
    room.quote(*copies.back(), kWords, "Anna Holt");
  }
  room.family(copies, kNarrative);
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  const Origin& origin = statement.origins[0];
  EXPECT_EQ(origin.name, "Tern Wire");
  EXPECT_EQ(origin.kind, Origin::Kind::kAgency);
  EXPECT_THAT(origin.mentions, SizeIs(3));
  EXPECT_TRUE(origin.seen);
  EXPECT_EQ(origin.own_access, std::nullopt);
  EXPECT_TRUE(names(origin, Rule::kCredited));
  EXPECT_TRUE(names(origin, Rule::kCopied));
  EXPECT_THAT(statement.variants, SizeIs(1));
  EXPECT_EQ(statement.speaker, "Anna Holt");
}

TEST(Origins, ACopyThatDropsTheCreditBelongsToTheAgencyStill) {
  Newsroom room;
  const Article& credited =
      room.add({"Coastline Daily", "", wire(), 10, "en", {room.credit("Tern Wire")}});
  const Article& silent = room.add({"Vessen Standard", "", wire(), 9});
  room.quote(credited, kWords, "Anna Holt");
  room.quote(silent, kWords, "Anna Holt");
  room.family({&silent, &credited}, kNarrative);
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Tern Wire");
}

TEST(Origins, AQuotationGoesWithTheTextThatItsArticleWasMadeFrom) {
  const std::string shared =
      "The bridge over the Lene has carried coal, cattle and two circuses since it was opened by a "
      "king who never crossed it, and every spring the town paints its railings green again.";
  const std::string quoted = "\n\"" + std::string(kWords) + ",\" she said.\n";
  // A paragraph of background that both have is no copy of a report of several.
  for (const auto& [more, origins] : std::vector<std::pair<std::string, std::size_t>>{
           {"", 1},
           {"Divers went down at noon with lamps and a rope of forty metres.\n\nBy two they had "
            "found what they had been told to look for, a gap as wide as a hand.\n\nTrains were "
            "sent round by the coast, which takes them an hour more than it used to.\n\n",
            2}}) {
    Newsroom room;
    const Article& a =
        room.add({"Tern Wire", "", shared + "\n\nDivers went down at noon." + quoted + more, 8});
    const Article& b = room.add(
        {"Vessen Standard", "", more + shared + "\n\nThe mayor looked tired." + quoted, 9});
    room.quote(a, kWords, "Anna Holt");
    room.quote(b, kWords, "Anna Holt");
    room.family({&a, &b}, shared);
    EXPECT_THAT(room.weigh_all().origins, SizeIs(origins)) << more;
  }
}

TEST(Origins, TheRestOfAQuotationGoesWithTheCitationBesideIt) {
  Newsroom room;
  const Article& a = room.add(
      {"Vessen Standard", "",
       "\"The bridge stays closed\", Holt said, Tern Wire reported. \"nobody crosses it\"", 9});
  room.quote(a, "The bridge stays closed", "Anna Holt").via = {
      room.via(a, "Tern Wire", "Tern Wire")};
  room.quote(a, "nobody crosses it", "");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Tern Wire");
}

TEST(Origins, SharedQuotationsAloneKeepTwoReportersApart) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9});
  const Article& b = room.add({"Vessen Standard", "",
                               "At the town hall the mood was grim. \"" + std::string(kWords) +
                                   ",\" Anna Holt told a full room.",
                               11});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, kWords, "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(2));
  EXPECT_EQ(statement.origins[0].name, "Coastline Daily");
  EXPECT_EQ(statement.origins[1].name, "Vessen Standard");
}

TEST(Origins, ArticlesOfOneOutletAreOneOrigin) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9});
  const Article& b =
      room.add({"Coastline Daily", "", "Anna Holt repeated: \"" + std::string(kWords) + ".\"", 15});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, kWords, "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_TRUE(names(statement.origins[0], Rule::kSameOutlet));
}

TEST(Origins, AnOutletWithAgencyCopyAndItsOwnReporterStandsInTwoOriginsAndJoinsThemNot) {
  Newsroom room;
  const Article& copy =
      room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  const Article& own = room.add(
      {"Coastline Daily", "", "Anna Holt told the council: \"" + std::string(kWords) + ".\"", 15});
  const Article& other =
      room.add({"Vessen Standard", "", wire(), 10, "en", {room.credit("Tern Wire")}});
  for (const Article* article : {&copy, &own, &other}) room.quote(*article, kWords, "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(2));
  EXPECT_THAT(statement.origins[0].mentions,
              ElementsAre("Coastline Daily-1:1", "Vessen Standard-3:1"));
  EXPECT_EQ(statement.origins[0].name, "Tern Wire");
  EXPECT_THAT(statement.origins[1].mentions, ElementsAre("Coastline Daily-2:1"));
}

// Two reports that quote one sentence, each with narrative of its own around it.
Statement with_narrative(const std::string& first, const std::string& second) {
  Newsroom room;
  const auto add = [&](const std::string& outlet, const std::string& narrative, int hour) {
    const Article& article =
        room.add({outlet, "", narrative + " \"" + std::string(kWords) + ",\" Holt said.", hour});
    room.quote(article, kWords, "Anna Holt");
  };
  add("Coastline Daily", first, 9);
  add("Vessen Standard", second, 11);
  return room.weigh_all();
}

TEST(Origins, ReportersWhoShareTheirOwnWordsAroundAQuotationHaveOneOrigin) {
  const std::string narrative =
      "Divers went down twice before dawn and found that the second pier had lost a third of its "
      "stones to the current since the floods of last spring.";
  const Statement statement = with_narrative(
      narrative,
      "In Hest, divers went down twice before dawn and found the second pier had lost a "
      "third of its stones to the current since last spring.");
  ASSERT_THAT(statement.origins, SizeIs(1));
  ASSERT_FALSE(statement.origins[0].evidence.empty());
  EXPECT_EQ(statement.origins[0].evidence[0].rule, Rule::kCopied);
  EXPECT_THAT(with_narrative(narrative,
                             "Divers found that the second pier had lost a third of its stones, "
                             "the harbour office announced when the morning was nearly over.")
                  .origins,
              SizeIs(2));
}

TEST(Origins, SeveralCreditsJoinNothing) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  const Article& b = room.add({"Vessen Standard",
                               "",
                               "\"" + std::string(kWords) + ",\" she said.",
                               10,
                               "en",
                               {room.credit("Osprey Press")}});
  const Article& both = room.add({"Lowfield Post",
                                  "",
                                  "Holt: \"" + std::string(kWords) + "\".",
                                  11,
                                  "en",
                                  {room.credit("Tern Wire"), room.credit("Osprey Press")}});
  for (const Article* article : {&a, &b, &both}) room.quote(*article, kWords, "Anna Holt");
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(2));
  EXPECT_THAT(statement.origins[0].mentions,
              ElementsAre("Coastline Daily-1:1", "Lowfield Post-3:1"));
  EXPECT_THAT(statement.origins[1].mentions,
              ElementsAre("Vessen Standard-2:1", "Lowfield Post-3:1"));
  EXPECT_EQ(statement.independent, 2u);
}

TEST(Origins, WhatOneArticleCreditsToSeveralNeedsOneOfThem) {
  Newsroom room;
  const auto quoting = [&](const std::string& outlet, int hour, std::vector<Credit> credits) {
    const Article& article =
        room.add({outlet, "", "Holt, says " + outlet + ": \"" + std::string(kWords) + "\".", hour,
                  "en", std::move(credits)});
    room.quote(article, kWords, "Anna Holt");
  };
  quoting("Lowfield Post", 9, {room.credit("Tern Wire"), room.credit("Osprey Press")});
  const Statement one = room.weigh_all();
  ASSERT_THAT(one.origins, SizeIs(2));
  EXPECT_EQ(one.independent, 1u);
  ASSERT_THAT(one.origins[1].evidence, SizeIs(1));
  EXPECT_THAT(one.origins[1].evidence[0].text, testing::HasSubstr(one.origins[1].name));

  // One of them has the words elsewhere, too; then a third, its own.
  quoting("Coastline Daily", 10, {room.credit("Osprey Press")});
  EXPECT_EQ(room.weigh_all().independent, 1u);
  quoting("Vessen Standard", 11, {});
  EXPECT_EQ(room.weigh_all().independent, 2u);
}

TEST(Origins, ACitationNamesAnOriginThatIsNotInTheLibrary) {
  Newsroom room;
  const Article& a = room.add(
      {"Coastline Daily", "", "\"" + std::string(kWords) + ",\" Holt told the Inland Courier.", 9});
  room.quote(a, kWords, "Anna Holt").via = {
      room.via(a, "the Inland Courier", "Inland Courier", Via::Manner::kTold, Via::Kind::kOutlet)};
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Inland Courier");
  EXPECT_FALSE(statement.origins[0].seen);
  EXPECT_TRUE(names(statement.origins[0], Rule::kCited));
}

TEST(Origins, TwoWhoCiteOneThirdShareAnOrigin) {
  Newsroom room;
  for (const auto* outlet : {"Coastline Daily", "Vessen Standard"}) {
    const Article& article =
        room.add({outlet, "",
                  "\"" + std::string(kWords) + ",\" Holt said, the Inland Courier reported.", 9});
    room.quote(article, kWords, "Anna Holt").via = {
        room.via(article, "the Inland Courier", "the Inland Courier", Via::Manner::kCited,
                 Via::Kind::kOutlet)};
  }
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_THAT(statement.origins[0].mentions, SizeIs(2));
}

TEST(Origins, AChainOfCitationsEndsAtItsLast) {
  Newsroom room;
  // A cites B; B, which is in the library, cites C, which is not.
  const Article& a =
      room.add({"Coastline Daily", "",
                "\"" + std::string(kWords) + ",\" Holt said, the Vessen Standard reported.", 12});
  const Article& b =
      room.add({"Vessen Standard", "",
                "\"" + std::string(kWords) + ",\" Holt said, according to Tern Wire.", 10});
  room.quote(a, kWords, "Anna Holt").via = {room.via(a, "the Vessen Standard", "Vessen Standard",
                                                     Via::Manner::kCited, Via::Kind::kOutlet)};
  room.quote(b, kWords, "Anna Holt").via = {room.via(b, "Tern Wire", "Tern Wire")};
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Tern Wire");
  EXPECT_FALSE(statement.origins[0].seen);
  EXPECT_THAT(statement.origins[0].mentions, SizeIs(2));
}

TEST(Origins, AChainNamedInOneSentenceEndsAtItsLast) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "",
                               "\"" + std::string(kWords) +
                                   ",\" Holt said, the Vessen Standard reported, citing Tern Wire.",
                               12});
  room.quote(a, kWords, "Anna Holt").via = {room.via(a, "the Vessen Standard", "Vessen Standard",
                                                     Via::Manner::kCited, Via::Kind::kOutlet),
                                            room.via(a, "Tern Wire", "Tern Wire")};
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Tern Wire");
  EXPECT_FALSE(statement.origins[0].seen);
}

TEST(Origins, ACitationCountsForItsSentencesNotForTheArticle) {
  constexpr std::string_view kOther = "The divers go down again at low water on Friday";
  Newsroom room;
  const Article& a =
      room.add({"Coastline Daily", "",
                "\"" + std::string(kWords) +
                    ",\" Holt said, according to Tern Wire.\nThe office was shut. \"" +
                    std::string(kOther) + ",\" Holt said.",
                12});
  Mention& cited = room.quote(a, kWords, "Anna Holt");
  cited.via = {room.via(a, "Tern Wire", "Tern Wire")};
  const Mention& own = room.quote(a, kOther, "Anna Holt");
  EXPECT_EQ(room.weigh_one(cited).origins.at(0).name, "Tern Wire");
  EXPECT_EQ(room.weigh_one(own).origins.at(0).name, "Coastline Daily");
}

TEST(Origins, AnOutletIsCitedByNameOrByADomainReadAsWords) {
  Newsroom room;
  Article& own = room.add({"", "", "Holt said: \"" + std::string(kWords) + ".\"", 8});
  own.outlet = {"harbor-ledger.example", "harbor-ledger.example", ""};
  const Article& a =
      room.add({"Coastline Daily", "",
                "\"" + std::string(kWords) + ",\" Holt said, the Harbor Ledger reported.", 12});
  room.quote(own, kWords, "Anna Holt");
  room.quote(a, kWords, "Anna Holt").via = {room.via(a, "the Harbor Ledger", "the Harbor Ledger",
                                                     Via::Manner::kCited, Via::Kind::kOutlet)};
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_TRUE(statement.origins[0].seen);
}

TEST(Origins, ACopyOfATextThatNobodyHasIsUnknown) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9});
  const Article& b = room.add({"Vessen Standard", "", wire(), 9});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, kWords, "Anna Holt");
  room.family({&a, &b}, kNarrative);
  room.last_family().root = std::nullopt;
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].kind, Origin::Kind::kUnknown);
  EXPECT_EQ(statement.origins[0].own_access, false);
}

TEST(OwnAccess, MoreWordsOfTheSameUtteranceShowIt) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  const std::string longer = std::string(kWords) + ", and I will stand there myself with a rope";
  const Article& b = room.add(
      {"Vessen Standard", "", "At the quay Anna Holt shook her head. \"" + longer + "!\"", 11});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, longer, "Anna Holt");
  const Statement statement = room.weigh_all();
  const Origin* own = origin_named(statement, "Vessen Standard");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->own_access, true);
  ASSERT_TRUE(names(*own, Rule::kOwnAccess));
  const Place place = own->evidence.back().at[0];
  EXPECT_EQ(b.text.substr(place.span.begin, place.span.size()),
            "and I will stand there myself with a rope");
  EXPECT_EQ(origin_named(statement, "Tern Wire")->own_access, std::nullopt);
}

TEST(OwnAccess, BeingFirstShowsNothing) {
  Newsroom room;
  const std::string longer = std::string(kWords) + ", and I will stand there myself with a rope";
  const Article& b =
      room.add({"Vessen Standard", "", "Anna Holt shook her head. \"" + longer + "!\"", 8});
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, longer, "Anna Holt");
  EXPECT_EQ(origin_named(room.weigh_all(), "Vessen Standard")->own_access, std::nullopt);
}

TEST(OwnAccess, EqualTimesShowNothing) {
  Newsroom room;
  const std::string longer = std::string(kWords) + ", and I will stand there myself with a rope";
  Article& b =
      room.add({"Vessen Standard", "", "Anna Holt shook her head. \"" + longer + "!\"", 0});
  b.published_precision = Precision::kDay;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, longer, "Anna Holt");
  EXPECT_EQ(origin_named(room.weigh_all(), "Vessen Standard")->own_access, std::nullopt);
}

TEST(OwnAccess, OneChangedWordShowsNothing) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  const Article& b = room.add(
      {"Vessen Standard", "", "Anna Holt: \"Nobody is to cross this bridge before spring\".", 11});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, "Nobody is to cross this bridge before spring", "Anna Holt");
  const Statement statement = room.weigh_all();
  EXPECT_EQ(origin_named(statement, "Vessen Standard")->own_access, std::nullopt);
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_EQ(statement.discrepancies[0].kind, Discrepancy::Kind::kWords);
  EXPECT_EQ(statement.discrepancies[0].sides[0].text, "is to cross the bridge before spring");
  EXPECT_EQ(statement.discrepancies[0].sides[1].text, "is to cross this bridge before spring");
}

TEST(OwnAccess, AnotherTranslationShowsNothing) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  const std::string other = "We shall let no one over there until the ice has gone";
  const Article& b = room.add({"Vessen Standard", "", "Anna Holt: \"" + other + "\".", 11});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, other, "Anna Holt");
  EXPECT_EQ(origin_named(room.weigh_all(), "Vessen Standard")->own_access, std::nullopt);
}

TEST(OwnAccess, AReportersOwnWordsShowNothing) {
  Newsroom room;
  const Article& a = room.add({"Coastline Daily", "", wire(), 9, "en", {room.credit("Tern Wire")}});
  const std::string mixed =
      "after the long and bitter night at the quay nobody “is to cross the bridge before spring”";
  const Article& b = room.add({"Vessen Standard", "", "Anna Holt said " + mixed + ".", 11});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, mixed, "Anna Holt").kind = Mention::Kind::kMixed;
  EXPECT_EQ(origin_named(room.weigh_all(), "Vessen Standard")->own_access, std::nullopt);
}

TEST(OwnAccess, ToldThisNewspaperShowsIt) {
  Newsroom room;
  const Article& a = room.add(
      {"Coastline Daily", "", "\"" + std::string(kWords) + ",\" Holt told this newspaper.", 9});
  room.quote(a, kWords, "Anna Holt").via = {
      room.via(a, "told this newspaper", "", Via::Manner::kOwn, Via::Kind::kOutlet)};
  const Statement statement = room.weigh_all();
  EXPECT_EQ(statement.origins[0].own_access, true);
}

// Agency copy with an interview of its outlet's own.
std::string asked(std::string_view of_whom) {
  return std::string(kNarrative) + "\n\"" + std::string(kWords) + ",\" Holt told " +
         std::string(of_whom) + ".";
}

Mention& told_itself(Newsroom& room, const Article& article) {
  Mention& mention = room.quote(article, kWords, "Anna Holt");
  mention.via = {room.via(article, "this newspaper", "", Via::Manner::kOwn, Via::Kind::kOutlet)};
  return mention;
}

TEST(OwnAccess, AnOutletThatAsksItselfLeavesTheTextToTheAgency) {
  for (const int hour : {8, 10, 12}) {
    Newsroom room;
    const Article& credited =
        room.add({"Lowfield Post", "", wire(), 9, "en", {room.credit("Tern Wire")}});
    const Article& dropped = room.add({"Vessen Standard", "", wire(), 11});
    const Article& mixed = room.add({"Coastline Daily",
                                     std::string(kWords),
                                     asked("this newspaper"),
                                     hour,
                                     "en",
                                     {room.credit("Tern Wire")}});
    room.quote(credited, kWords, "Anna Holt");
    room.quote(dropped, kWords, "Anna Holt");
    room.quote(mixed, kWords, "Anna Holt", Field::kTitle);
    told_itself(room, mixed);
    room.family({&mixed, &dropped, &credited}, kNarrative);
    const Statement statement = room.weigh_all();
    ASSERT_THAT(statement.origins, SizeIs(2)) << hour;
    const Origin* agency = origin_named(statement, "Tern Wire");
    const Origin* own = origin_named(statement, "Coastline Daily");
    ASSERT_TRUE(agency && own);
    EXPECT_THAT(agency->mentions, ElementsAre("Lowfield Post-1:1", "Vessen Standard-2:1"));
    EXPECT_EQ(agency->own_access, std::nullopt);
    EXPECT_THAT(own->mentions, ElementsAre("Coastline Daily-3:1", "Coastline Daily-3:2"));
    EXPECT_EQ(own->own_access, true);
    EXPECT_FALSE(names(*own, Rule::kCredited));
  }
}

TEST(OwnAccess, IsThatOfWhoPrintsItsWordsFirst) {
  Newsroom room;
  const Article& credited =
      room.add({"Lowfield Post", "", wire(), 8, "en", {room.credit("Tern Wire")}});
  const Article& mixed = room.add({"Coastline Daily", "", asked("this newspaper"), 9});
  const Article& copy = room.add({"Vessen Standard", "", asked("this newspaper"), 10});
  const Article& named = room.add({"Northbank Echo", "", asked("the Coastline Daily"), 11});
  room.quote(credited, kWords, "Anna Holt");
  told_itself(room, mixed);
  told_itself(room, copy);
  room.quote(named, kWords, "Anna Holt").via = {room.via(
      named, "the Coastline Daily", "Coastline Daily", Via::Manner::kTold, Via::Kind::kOutlet)};
  room.family({&credited, &mixed, &copy, &named}, kNarrative);
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(2));
  EXPECT_THAT(origin_named(statement, "Tern Wire")->mentions, SizeIs(1));
  EXPECT_THAT(origin_named(statement, "Coastline Daily")->mentions, SizeIs(3));
}

TEST(OwnAccess, OfTwoWhoPutTheirInterviewsUnderOneTextIsEachItsOwn) {
  Newsroom room;
  const std::string told = "\"" + std::string(kWords) + ",\" Anna Holt told this newspaper.";
  const std::string text = std::string(kNarrative) + "\n\n";
  const Article& a =
      room.add({"Coastline Daily",
                "",
                text + "Her office was dark but for one lamp.\n\n" + told + "\n\nThen she left.",
                9,
                "en",
                {room.credit("Tern Wire")}});
  const Article& b = room.add({"Vessen Standard",
                               "",
                               text + "Late at night she answered her telephone.\n\n" + told +
                                   "\n\nAnother telephone rang.",
                               10,
                               "en",
                               {room.credit("Tern Wire")}});
  told_itself(room, a);
  told_itself(room, b);
  room.family({&a, &b}, kNarrative);
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(2));
  EXPECT_EQ(statement.origins[0].own_access, true);
  EXPECT_EQ(statement.origins[1].own_access, true);
}

TEST(OwnAccess, CopiesOfAnInterviewBelongToWhoLedIt) {
  Newsroom room;
  const Article& interview = room.add({"Coastline Daily", "", asked("this newspaper"), 9});
  const Article& copy = room.add({"Vessen Standard", "", asked("this newspaper"), 10});
  const Article& cut = room.add({"Northbank Echo", "", wire(), 11});
  told_itself(room, interview);
  told_itself(room, copy);
  room.quote(cut, kWords, "Anna Holt");
  room.family({&interview, &copy, &cut}, kNarrative);
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Coastline Daily");
}

TEST(OwnAccess, ADatelineWithAnOwnBylineAtThePlaceShowsIt) {
  Newsroom room;
  Article& a = room.add({"Coastline Daily",
                         "",
                         "HEST FERRY — \"" + std::string(kWords) + ",\" Holt said.",
                         9,
                         "en",
                         {},
                         {"Mara Lind"}});
  a.dateline = Dateline{"Hest Ferry", "", "", room.find(a.text, "HEST FERRY —")};
  const Article& b = room.add(
      {"Vessen Standard", "", "In Hest Ferry, Holt said: \"" + std::string(kWords) + "\".", 10});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, kWords, "Anna Holt");
  const Statement statement = room.weigh_all();
  EXPECT_EQ(origin_named(statement, "Coastline Daily")->own_access, true);
  EXPECT_EQ(origin_named(statement, "Vessen Standard")->own_access, std::nullopt);
}

TEST(OwnAccess, AReporterWhoWasSentShowsIt) {
  for (const auto& [language, head] : std::vector<std::pair<std::string, std::string>>{
           {"en", "By Mara Lind, our special correspondent in Hest Ferry\n\n"},
           {"fr", "Par Mara Lind, envoyée spéciale à Hest-le-Bac\n\n"},
           {"it", "Di Mara Lind, inviata a Hest\n\n"}}) {
    Newsroom room;
    const Article& a = room.add(
        {"Coastline Daily", "", head + "\"" + std::string(kWords) + ",\" Holt said.", 9, language});
    const Article& b =
        room.add({"Vessen Standard", "",
                  "A special correspondent said: \"" + std::string(kWords) + "\".", 10, language});
    room.quote(a, kWords, "Anna Holt");
    room.quote(b, kWords, "Anna Holt");
    const Statement statement = room.weigh_all();
    EXPECT_EQ(origin_named(statement, "Coastline Daily")->own_access, true) << language;
    EXPECT_EQ(origin_named(statement, "Vessen Standard")->own_access, std::nullopt) << language;
  }
}

TEST(Speakers, TheSameWordsOfTwoSpeakersAreADiscrepancy) {
  Newsroom room;
  const Article& a = room.add({"A", "", wire(), 9});
  const Article& b = room.add({"B", "", wire(), 10});
  const Article& c = room.add({"C", "", wire(), 11});
  room.quote(a, kWords, "Anna Holt");
  room.quote(b, kWords, "Ruben Sade");
  room.quote(c, kWords, "Holt");
  const Statement statement = room.weigh_all();
  EXPECT_EQ(statement.speaker, "Anna Holt");
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_EQ(statement.discrepancies[0].kind, Discrepancy::Kind::kSpeaker);
  EXPECT_EQ(statement.discrepancies[0].sides[0].text, "Anna Holt");
  EXPECT_THAT(statement.discrepancies[0].sides[0].at, SizeIs(2));
  EXPECT_EQ(statement.discrepancies[0].sides[1].text, "Ruben Sade");
}

TEST(Speakers, WhoReportsTheWordsDidNotSpeakThem) {
  Newsroom room;
  const Article& a = room.add({"A", "", wire(), 9});
  const Article& b =
      room.add({"B", "", "\"" + std::string(kWords) + "\", the Harbor Ledger reported.", 10});
  room.quote(a, kWords, "Anna Holt");
  Mention& reported = room.quote(b, kWords, "Harbor Ledger");
  reported.speaker->kind = Speaker::Kind::kOrganisation;
  reported.speaker->span = room.find(b.text, "the Harbor Ledger");
  reported.via = {
      room.via(b, "the Harbor Ledger", "Harbor Ledger", Via::Manner::kCited, Via::Kind::kOutlet)};
  const Statement statement = room.weigh_all();
  EXPECT_EQ(statement.speaker, "Anna Holt");
  EXPECT_THAT(statement.discrepancies, IsEmpty());
}

TEST(Speakers, APronounContradictsNobody) {
  Newsroom room;
  const Article& a = room.add({"A", "", "\"" + std::string(kWords) + "\", Anna Holt said.", 9});
  const Article& b = room.add({"B", "", "\"" + std::string(kWords) + "\", he said.", 10});
  room.quote(a, kWords, "Anna Holt").speaker->span = room.find(a.text, "Anna Holt");
  Mention& other = room.quote(b, kWords, "Ruben Sade");
  other.speaker->span = room.find(b.text, "he said");
  EXPECT_THAT(room.weigh_all().discrepancies, IsEmpty());
}

TEST(Speakers, TwoWhoAreKnownToHaveSaidItTogetherDoNotDiffer) {
  Newsroom room;
  const std::string words = "\"" + std::string(kWords) + "\", ";
  const Article& a = room.add({"A", "", words + "Anna Holt wrote.", 9});
  const Article& b = room.add({"B", "", words + "Ruben Sade wrote.", 10});
  room.quote(a, kWords, "Anna Holt").speaker->span = room.find(a.text, "Anna Holt");
  room.quote(b, kWords, "Ruben Sade").speaker->span = room.find(b.text, "Ruben Sade");
  EXPECT_THAT(room.weigh_all().discrepancies, SizeIs(1));
  const Article& c = room.add({"C", "", words + "Anna Holt and Ruben Sade wrote.", 11});
  room.quote(c, kWords, "Anna Holt").speaker->span = room.find(c.text, "Anna Holt and Ruben Sade");
  EXPECT_THAT(room.weigh_all().discrepancies, IsEmpty());
}

TEST(Utterances, TheOccasionIsKeptApartFromTheOrigins) {
  Newsroom room;
  const Article& a =
      room.add({"A", "", "In a tweet, Holt said: \"" + std::string(kWords) + "\".", 9});
  const Article& b = room.add({"B", "", "Holt tweeted: \"" + std::string(kWords) + "\".", 10});
  room.quote(a, kWords, "Anna Holt").occasion =
      Occasion{Occasion::Kind::kPost, room.find(a.text, "In a tweet")};
  room.quote(b, kWords, "Anna Holt").occasion =
      Occasion{Occasion::Kind::kPost, room.find(b.text, "tweeted")};
  const Statement statement = room.weigh_all();
  ASSERT_TRUE(statement.utterance);
  EXPECT_EQ(statement.utterance->kind, Occasion::Kind::kPost);
  EXPECT_THAT(statement.utterance->evidence, SizeIs(2));
  EXPECT_THAT(statement.origins, SizeIs(2));
}

// Everything a statement holds, as one string.
std::string whole(const Statement& statement) {
  std::string all = statement.id + "|" + statement.speaker;
  const auto place = [&](const Place& at) {
    all +=
        at.article + "/" + std::to_string(at.span.begin) + "-" + std::to_string(at.span.end) + ",";
  };
  for (const Variant& variant : statement.variants) {
    all += "\nvariant " + variant.text;
    for (const Mention& mention : variant.mentions) all += " " + mention.id;
  }
  for (const Origin& origin : statement.origins) {
    all += "\norigin " + origin.name + (origin.seen ? " seen" : "") +
           (origin.own_access ? (*origin.own_access ? " own" : " not own") : "");
    for (const std::string& id : origin.mentions) all += " " + id;
    for (const Evidence& evidence : origin.evidence) {
      all += "\n  " + evidence.text + " ";
      for (const Place& at : evidence.at) place(at);
    }
  }
  for (const Mention& mention : statement.possible) all += "\npossible " + mention.id;
  for (const std::string& id : statement.silent) all += "\nsilent " + id;
  for (const Discrepancy& discrepancy : statement.discrepancies) {
    for (const Discrepancy::Side& side : discrepancy.sides) {
      all += "\nside " + side.text + " ";
      for (const Place& at : side.at) place(at);
    }
  }
  return all;
}

TEST(Origins, AreTheSameForAnyOrderOfWhatIsGiven) {
  std::mt19937_64 random(11);
  const std::vector<std::string> outlets = {"Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"};
  const std::vector<std::string> agencies = {"Tern Wire", "Osprey Press"};
  const std::vector<std::string> words = {
      "Nobody is to cross the bridge before spring", "Nobody is to cross this bridge before spring",
      "Nobody is to cross the bridge before spring, and that is the end of the matter for us all"};
  for (int round = 0; round < 1000; ++round) {
    Newsroom room;
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    std::vector<const Article*> copies;
    for (std::size_t i = 0, n = 2 + pick(6); i < n; ++i) {
      const std::string& said = words[pick(words.size())];
      const bool copy = pick(2) == 0;
      Newsroom::Draft draft{outlets[pick(outlets.size())], "",
                            (copy ? std::string(kNarrative) + "\n" : std::string("Elsewhere.\n")) +
                                "\"" + said + ",\" Anna Holt said, Tern Wire reported.",
                            static_cast<int>(pick(5))};
      if (pick(3) == 0) draft.credits.push_back(room.credit(agencies[pick(2)]));
      if (pick(6) == 0) draft.credits.push_back(room.credit(agencies[pick(2)]));
      const Article& article = room.add(draft);
      if (copy) copies.push_back(&article);
      Mention& mention = room.quote(article, said, pick(5) == 0 ? "Ruben Sade" : "Anna Holt");
      if (pick(4) == 0) mention.via = {room.via(article, "Tern Wire", agencies[pick(2)])};
    }
    if (copies.size() > 1) room.family(copies, kNarrative);
    room.story();
    Surroundings around = room.surroundings();
    std::vector<Mention> mentions = room.all_mentions();
    for (int i = 0; i < 3; ++i) {
      const Article& article = room.add({"Retold", "", "She would shut it, she said.", i});
      around.possible.push_back(room.quote(article, "She would shut it", "Anna Holt"));
    }
    around.articles = room.surroundings().articles;
    const Statement first = weigh(mentions, around, test_data());
    std::size_t total = 0;
    for (const Origin& origin : first.origins) total += origin.mentions.size();
    EXPECT_GE(total, mentions.size());  // no mention is lost
    EXPECT_EQ(first.id, statement_id(mentions, around));
    for (int shuffle = 0; shuffle < 3; ++shuffle) {
      std::shuffle(mentions.begin(), mentions.end(), random);
      std::shuffle(around.passages.begin(), around.passages.end(), random);
      std::shuffle(around.possible.begin(), around.possible.end(), random);
      ASSERT_EQ(whole(first), whole(weigh(mentions, around, test_data())));
    }
  }
}

TEST(Origins, ANameThatMayBeAnOutletsIsOneWhereThereIsOneOfTheName) {
  const auto origins = [](const std::string& outlet, const std::string& told) {
    Newsroom room;
    const Article& a = room.add({outlet, "", "\"" + std::string(kWords) + ",\" Holt said.", 9});
    room.quote(a, kWords, "Anna Holt");
    const Article& b = room.add(
        {"Coastline Daily", "", "\"" + std::string(kWords) + ",\" Holt told " + told + ".", 11});
    Via via = room.via(b, told, told, Via::Manner::kTold, Via::Kind::kOutlet);
    via.certain = false;
    room.quote(b, kWords, "Anna Holt").via = {via};
    return room.weigh_all().origins.size();
  };
  EXPECT_EQ(origins("Goalmouth", "Goalmouth"), 1u);
  EXPECT_EQ(origins("The Lowdown", "Lowdown"), 1u);
  EXPECT_EQ(origins("Harbor Ledger", "the Ledger"), 1u);  // its last word, where one alone has it
  EXPECT_EQ(origins("Times of India", "India"), 2u);
  EXPECT_EQ(origins("BZ", "BZ"), 1u);
  EXPECT_EQ(origins("Goalmouth", "Quill"), 2u);
  EXPECT_EQ(origins("Harbor Ledger", "Harbor"), 2u);
}

TEST(OwnAccess, AnInterviewWithSomebodyElseShowsNone) {
  for (const bool elsewhere : {false, true}) {
    Newsroom room;
    const Article& a = room.add(
        {"Coastline Daily", "", "\"" + std::string(kWords) + ",\" Holt said in an interview.", 9});
    Mention& mention = room.quote(a, kWords, "Anna Holt");
    mention.occasion =
        Occasion{Occasion::Kind::kInterview, Newsroom::find(a.text, "in an interview")};
    if (elsewhere) {
      Via via = room.via(a, "interview", "", Via::Manner::kTold, Via::Kind::kOutlet);
      via.certain = false;
      mention.via = {via};
    }
    const Statement statement = room.weigh_all();
    ASSERT_THAT(statement.origins, SizeIs(1));
    EXPECT_EQ(statement.origins[0].own_access,
              elsewhere ? std::nullopt : std::optional<bool>(true));
  }
}

TEST(Origins, WhoeverIsToldIsUnknownWhereNobodyNamesIt) {
  Newsroom room;
  const Article& a = room.add(
      {"Coastline Daily", "", "\"" + std::string(kWords) + ",\" Holt told a French paper.", 9});
  room.quote(a, kWords, "Anna Holt").via = {
      room.via(a, "a French paper", "", Via::Manner::kTold, Via::Kind::kOutlet)};
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].kind, Origin::Kind::kUnknown);
}

Credit mark(std::string_view name, Credit::Evidence evidence = Credit::Evidence::kByline) {
  Credit credit = Newsroom::credit(name, evidence);
  credit.certain = false;
  return credit;
}

TEST(Origins, ANameWhereAgenciesStandIsOneThatSomethingElseShows) {
  const auto origins = [](std::vector<Credit> first, std::vector<Credit> second, bool cited) {
    Newsroom room;
    const Article& a = room.add({"A", "", wire(), 9, "en", std::move(first)});
    const std::string other = "\"" + std::string(kWords) + "\", Holt told Castellan in the hall.";
    const Article& b = room.add({"B", "", other, 10, "en", std::move(second)});
    room.quote(a, kWords, "Anna Holt");
    Mention& mention = room.quote(b, kWords, "Anna Holt");
    if (cited) mention.via = {Newsroom::via(b, "Castellan", "Castellan", Via::Manner::kTold)};
    std::vector<std::string> names;
    for (const Origin& origin : room.weigh_all().origins) names.push_back(origin.name);
    return names;
  };
  using enum Credit::Evidence;
  EXPECT_THAT(origins({mark("Castellan", kSource)}, {mark("Castellan")}, false),
              ElementsAre("Castellan"));
  EXPECT_THAT(origins({mark("Castellan")}, {}, true), ElementsAre("Castellan"));
  // Two papers whose bylines say "Redaktion" are no copies of each other.
  EXPECT_THAT(origins({mark("Redaktion")}, {mark("Redaktion")}, false), ElementsAre("A", "B"));
  EXPECT_THAT(origins({mark("Castellan", kCopyright)}, {}, false), ElementsAre("A", "B"));
}

TEST(Origins, MaterialOfAnAgencyWhoseCopyHasTheWordsIsNoOriginOfItsOwn) {
  Newsroom room;
  const auto material = Newsroom::credit("Tern Wire", Credit::Evidence::kContribution);
  const Article& copy = room.add({"A", "", wire(), 9, "en", {Newsroom::credit("Tern Wire")}});
  const Article& own = room.add({"B", "", kBridgeToo + wire(), 10, "en", {material}});
  room.quote(copy, kWords, "Anna Holt");
  Mention& mention = room.quote(own, kWords, "Anna Holt");
  EXPECT_THAT(room.weigh_all().origins, SizeIs(1));
  // Whom she told is not the agency.
  mention.via = {Newsroom::via(own, "Anna Holt", "", Via::Manner::kOwn)};
  EXPECT_THAT(room.weigh_all().origins, SizeIs(2));
}

TEST(Origins, WhoReportsWhatASentenceHasFromAnotherIsNone) {
  Newsroom room;
  const std::string text =
      "\"" + std::string(kWords) + ",\" Holt told the Ledger, the Courier reported.";
  const Article& article = room.add({"A", "", text});
  Mention& inner = room.quote(article, kWords, "Anna Holt");
  inner.via = {Newsroom::via(article, "Ledger", "Harbor Ledger", Via::Manner::kTold),
               Newsroom::via(article, "Courier", "Courier")};
  Mention& outer = room.quote(article, "\"" + std::string(kWords) + ",\" Holt told the Ledger", "");
  outer.kind = Mention::Kind::kMixed;
  outer.via = {Newsroom::via(article, "Courier", "Courier")};
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.origins, SizeIs(1));
  EXPECT_EQ(statement.origins[0].name, "Harbor Ledger");
}

TEST(Speakers, AMisspeltNameIsOneSpeakers) {
  Newsroom room;
  for (const auto* speaker : {"Graham Tolliver", "Graham Tolliter", "Nora Varga"}) {
    const Article& article = room.add({std::string("Of ") + speaker, "", wire()});
    room.quote(article, kWords, speaker);
  }
  const Statement statement = room.weigh_all();
  ASSERT_THAT(statement.discrepancies, SizeIs(1));
  EXPECT_THAT(statement.discrepancies[0].sides, SizeIs(2));
}

TEST(Speakers, ANameBehindItsOfficeIsPrinted) {
  Newsroom room;
  const auto tell = [&](const std::string& outlet, const std::string& who,
                        const std::string& office) {
    const Article& article =
        room.add({outlet, "", "\"" + std::string(kWords) + "\", dit " + office + ", " + who + "."});
    Mention& mention = room.quote(article, kWords, who);
    mention.speaker->span = Newsroom::find(article.text, office);
  };
  tell("A", "Nora Varga", "la procureure");
  tell("B", "Florent Quillan", "le directeur");
  EXPECT_THAT(room.weigh_all().discrepancies, SizeIs(1));
}

}  // namespace
}  // namespace secondsource::corroborate
