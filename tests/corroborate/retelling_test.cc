#include "corroborate/retelling.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

struct Report {
  std::string outlet;
  std::string around;
  std::string told;                   // in words of the reporter's,
  std::string quoted = "";            // of which these are quoted
  std::string speaker = "Anna Holt";  // who said it
  std::string other = "";             // said in the next sentence
  int hour = 9;
};

struct Compared {
  bool retold = false, possible = false;
  Likeness likeness;
};

Compared compared(const Report& a, const Report& b) {
  Newsroom room;
  StoryProfile stories[2];
  std::vector<MentionProfile> mentions[2];
  int i = 0;
  for (const Report& report : {a, b}) {
    std::string told = report.told;
    if (!report.quoted.empty()) {
      told.replace(told.find(report.quoted), report.quoted.size(), "\"" + report.quoted + "\"");
    }
    const Article& article =
        room.add({report.outlet, "",
                  "She said " + told + ".\n" + report.other + "\n" + report.around, report.hour});
    Mention& mention = room.quote(article, told, report.speaker);
    mention.kind = report.quoted.empty() ? Mention::Kind::kIndirect : Mention::Kind::kMixed;
    mentions[i].push_back(room.profile(mention));
    if (!report.other.empty()) {
      Mention& next = room.quote(article, report.other, report.speaker);
      next.kind = Mention::Kind::kIndirect;
      mentions[i].push_back(room.profile(next));
    }
    stories[i++] = room.profile(article);
  }
  const Told x{&stories[0], mentions[0], 0}, y{&stories[1], mentions[1], 0};
  EXPECT_FALSE(same_statement(x.mention(), stories[0], y.mention(), stories[1]))
      << "one without what stands around";
  const bool near = may_retell(stories[0], stories[1]);
  EXPECT_EQ(near, may_retell(stories[1], stories[0])) << "not symmetric";
  EXPECT_EQ(retells(x, y, near), retells(y, x, near)) << "not symmetric";
  EXPECT_EQ(may_be_one(x, y, near), may_be_one(y, x, near)) << "not symmetric";
  return {retells(x, y, near), may_be_one(x, y, near), likeness(x, y)};
}

// Whether what two articles tell is one thing in other words.
bool retold(const Report& a, const Report& b) { return compared(a, b).retold; }

const std::string kOne =
    "that the inspectors had been extremely careless with the divers' first warning, and nobody "
    "had read it";
const std::string kOther =
    "the handling of that first warning was extremely careless, though no engineer ought to lose a "
    "licence over it";
const std::string kAlike = "the way in which the divers had been treated was extremely careless";

TEST(Retelling, AFewQuotedWordsOfOneSpeakerAreRetold) {
  EXPECT_TRUE(retold({"Coastline Daily", kBridge, kOne, "extremely careless"},
                     {"Vessen Standard", kBridgeToo, kOther, "extremely careless"}));
  EXPECT_FALSE(retold({"Coastline Daily", kBridge, kOne}, {"Vessen Standard", kBridgeToo, kOther}));
}

TEST(Retelling, WhatIsLessSureIsLeftToAReader) {
  const Report one = {"Coastline Daily", kBridge, kOne, "extremely careless"};
  const Report other = {"Vessen Standard", kBridgeToo, kOther, "extremely careless"};
  EXPECT_TRUE(compared(one, other).possible);
  // The same without marks.
  const Report told = {"Coastline Daily", kBridge, kOne},
               retold = {"Vessen Standard", kBridgeToo, kOther};
  EXPECT_FALSE(compared(told, retold).retold);
  EXPECT_TRUE(compared(told, retold).possible);
  // By somebody else it is not even that.
  Report by_another = retold;
  by_another.speaker = "Ruben Sade";
  EXPECT_FALSE(compared(told, by_another).possible);
}

TEST(Retelling, WhoIsNotNamedMayBeTheOtherInReportsOfOneDayOnly) {
  const Report one = {"Coastline Daily", kBridge, kOne, "extremely careless"};
  Report other = {"Vessen Standard", kBridgeToo, kAlike, "extremely careless", ""};
  EXPECT_TRUE(retold(one, other));
  other.hour += 24 * 5;
  EXPECT_FALSE(retold(one, other));
}

TEST(Retelling, AFewPlainWordsThatBothQuoteAreEnoughInReportsOfOneEvent) {
  const std::string one = "the whole plan, she said, had been well over the line";
  const std::string other = "what came after it was well over the line";
  EXPECT_TRUE(retold({"Coastline Daily", kBridge, one, "well over the line"},
                     {"Vessen Standard", kBridgeToo, other, "well over the line"}));
  EXPECT_FALSE(retold({"Coastline Daily", kBridge, one}, {"Vessen Standard", kBridgeToo, other}));
  EXPECT_FALSE(retold({"Coastline Daily", kBridge, one, "over the"},
                      {"Vessen Standard", kBridgeToo, other, "over the"}));
}

TEST(Retelling, WhoeverTellsOfTheSpeakerByNameIsAnother) {
  const Report one = {"Coastline Daily", kBridge, kOne, "extremely careless"};
  Report other = {"Vessen Standard", kBridgeToo, kAlike, "extremely careless", ""};
  EXPECT_TRUE(retold(one, other));
  other.told += ", as Holt had claimed";
  EXPECT_FALSE(retold(one, other));
}

TEST(Retelling, SpeakersWhoDifferAreTwo) {
  EXPECT_FALSE(retold({"Coastline Daily", kBridge, kOne, "extremely careless"},
                      {"Vessen Standard", kBridgeToo, kOther, "extremely careless", "Ruben Sade"}));
}

TEST(Retelling, OneOutletTellsTheNextEventInTheWordsOfTheOneBefore) {
  EXPECT_FALSE(retold({"Coastline Daily", kBridge, kOne, "extremely careless"},
                      {"Coastline Daily", kBridgeToo, kOther, "extremely careless"}));
}

TEST(Retelling, DaysLaterItIsToldOfAnotherOccasion) {
  EXPECT_FALSE(retold(
      {"Coastline Daily", kBridge, kOne, "extremely careless"},
      {"Vessen Standard", kBridgeToo, kOther, "extremely careless", "Anna Holt", "", 9 + 24 * 5}));
}

TEST(Retelling, WordsThatOtherMentionsHaveTooTellLess) {
  const Report one = {"Coastline Daily", kBridge, kOne};
  Report other = {"Vessen Standard", kBridgeToo, kOther};
  const Likeness before = compared(one, other).likeness;
  EXPECT_DOUBLE_EQ(before.own, before.weight) << "one mention of either article has them";
  other.other = "The inspectors were extremely careless with a warning that nobody had read";
  const Likeness after = compared(one, other).likeness;
  EXPECT_DOUBLE_EQ(after.weight, before.weight);
  EXPECT_LT(after.own, before.own);
}

TEST(Retelling, WhatTheShorterLacksAndTheLongerAdds) {
  const Report one = {"Coastline Daily", kBridge, kOne};
  Report other = {"Vessen Standard", kBridgeToo, kOther};
  const Likeness before = compared(one, other).likeness;
  EXPECT_GT(before.missing, 0);
  EXPECT_GE(before.longer, before.weight + before.missing);
  other.told += " in the old harbour of the town";
  const Likeness after = compared(one, other).likeness;
  EXPECT_GT(after.longer, before.longer);
  EXPECT_DOUBLE_EQ(after.shorter, before.shorter);
  EXPECT_GE(after.words, before.words);
  EXPECT_LE(after.words, Likeness::kWords);
}

TEST(Retelling, ANumberInBothSpeaksForIt) {
  Report one = {"Coastline Daily", kBridge, kOne};
  Report other = {"Vessen Standard", kBridgeToo, kOther};
  one.told += ", not one of the 17";
  EXPECT_FALSE(compared(one, other).likeness.number);
  other.told += ", all 17 of them";
  EXPECT_TRUE(compared(one, other).likeness.number);
}

TEST(Retelling, OneWordInMarksIsQuotedToo) {
  Newsroom room;
  const auto told = [&](const char* outlet, const std::string& words, const std::string& around) {
    const Article& article = room.add({outlet, "", "Holt: " + words + ".\n" + around, 9});
    Mention& mention = room.quote(article, words, "Anna Holt");
    mention.kind = Mention::Kind::kIndirect;
    return std::pair(room.profile(article), std::vector{room.profile(mention)});
  };
  const auto one = told("Coastline Daily", "the visit would be “destructive” to all", kBridge);
  const auto other = told("Vessen Standard", "visit ‘destructive’ to ties with Hest", kBridgeToo);
  const auto plain = told("Harbor Ledger", "visit destructive to ties with Hest", kBridgeToo);
  EXPECT_EQ(likeness({&one.first, one.second, 0}, {&other.first, other.second, 0}).quoted, 1);
  EXPECT_EQ(likeness({&one.first, one.second, 0}, {&plain.first, plain.second, 0}).quoted, 0);
}

TEST(Retelling, WhoSaidItCountsWhereNobodyIsNamed) {
  Newsroom room;
  const auto told = [&](const char* outlet, const std::string& who, const std::string& words,
                        const std::string& around) {
    const Article& article = room.add({outlet, "", who + " said " + words + ".\n" + around, 9});
    Mention& mention = room.quote(article, words, "");
    mention.kind = Mention::Kind::kIndirect;
    mention.speaker =
        Speaker{{0, static_cast<std::uint32_t>(who.size())}, "", who, Speaker::Kind::kUnnamed};
    return std::pair(room.profile(article), std::vector{room.profile(mention)});
  };
  const auto one = told("Coastline Daily", "Two senior officials", kOne, kBridge);
  const auto same = told("Vessen Standard", "An official", kOther, kBridgeToo);
  const auto other = told("Harbor Ledger", "The divers", kOther, kBridgeToo);
  const auto nobody = told("Hest Herald", "They", kOther, kBridgeToo);
  const auto like = [&](const auto& a, const auto& b) {
    return likeness({&a.first, a.second, 0}, {&b.first, b.second, 0});
  };
  EXPECT_TRUE(like(one, same).same_source);
  EXPECT_FALSE(like(one, same).other_source);
  EXPECT_TRUE(like(one, other).other_source);
  EXPECT_FALSE(like(one, nobody).same_source);
  EXPECT_FALSE(like(one, nobody).other_source);
  EXPECT_GT(like(one, same).odds(), like(one, nobody).odds());
  EXPECT_LT(like(one, other).odds(), like(one, nobody).odds());
}

// Four words that a long quotation has among much else.
TEST(OneStatement, WhatTheWordsJoinIsApartWhereAllElseMakesItUnlikely) {
  const std::string lamps = "the lamps of the eastern breakwater ";
  const std::string much =
      "have burned since my grandmother lit them, and whoever sells oil, rope, herring, ballast or "
      "bunk beds in this harbour knows which captain owes what to whom, why the dredger sank, how "
      "many widows signed the petition against the fish market, and that no minister, surveyor or "
      "auctioneer ever paid for a single candle, a bucket of paint or a night watchman's supper, "
      "let alone for anchors, pulleys, tar, canvas, lanterns, whistles, buoys or gravestones";
  Newsroom room;
  const auto said = [&](const char* outlet, const std::string& words, const std::string& around,
                        bool quoted) {
    const std::string mark = quoted ? "\"" : "";
    const Article& article =
        room.add({outlet, "", mark + words + mark + ", Anna Holt said.\n" + around, 9});
    Mention& mention = room.quote(article, words, "Anna Holt");
    if (!quoted) mention.kind = Mention::Kind::kIndirect;
    return std::pair(room.profile(article), std::vector{room.profile(mention)});
  };
  const auto one = said("Coastline Daily", lamps + much, kBridge, true);
  const auto whole = said("Vessen Standard", lamps + much + " at all", kBridgeToo, true);
  const auto other = said("Harbor Ledger", lamps + "cost four crowns", kBridgeToo, false);
  const auto told = [](const auto& report) { return Told{&report.first, report.second, 0}; };
  const auto by_words = [&](const auto& a, const auto& b) {
    return same_statement(a.second[0], a.first, b.second[0], b.first);
  };
  EXPECT_TRUE(by_words(one, whole));
  EXPECT_TRUE(one_statement(told(one), told(whole)));
  ASSERT_TRUE(by_words(one, other));
  EXPECT_LT(likeness(told(one), told(other)).odds(), -1.5);
  EXPECT_FALSE(one_statement(told(one), told(other)));
  EXPECT_FALSE(one_statement(told(other), told(one)));
}

TEST(OneStatement, AStockPhraseOfTwoEventsIsTwo) {
  Newsroom room;
  const auto said = [&](const char* outlet, const std::string& words, const std::string& around) {
    const Article& article =
        room.add({outlet, "", "\"" + words + "\", a spokesman said.\n" + around, 9});
    Mention& mention = room.quote(article, words, "");
    mention.speaker = Speaker{{}, "", "spokesman", Speaker::Kind::kUnnamed};
    return std::pair(room.profile(article), std::vector{room.profile(mention)});
  };
  const std::string phrase = "We take the security of our customers very seriously";
  const auto theft =
      said("Coastline Daily", phrase,
           "Thieves copied the records of 40,000 patients from a hospital in Hallam.");
  const auto coaster = said("Vessen Standard", phrase,
                            "Visitors to Funland in Trent hung by their straps for nine minutes.");
  const auto told = [](const auto& report) { return Told{&report.first, report.second, 0}; };
  EXPECT_FALSE(one_statement(told(theft), told(coaster)));
  EXPECT_FALSE(one_statement(told(theft), told(coaster), true));
}

}  // namespace
}  // namespace secondsource::corroborate
