#include "corroborate/correction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::optional<Correction::Kind> kind_of(std::string title, std::string text,
                                        std::string language = "en") {
  Newsroom room;
  const Article& article =
      room.add({"Meridian", std::move(title), std::move(text), 9, std::move(language)});
  text::ArticleText words;
  text::analyse(article, test_data().languages(), words);
  const auto notice = notice_of(article, words, test_data());
  return notice ? std::optional(notice->kind) : std::nullopt;
}

constexpr auto kCorrection = Correction::Kind::kCorrection;
constexpr auto kWithdrawal = Correction::Kind::kWithdrawal;

TEST(Notices, SayThatTheyCorrectInEachLanguage) {
  EXPECT_EQ(kind_of("CORRECTION: Ferry hits pier", "Text."), kCorrection);
  EXPECT_EQ(kind_of("CORRECTED-Ferry hits pier", "Text."), kCorrection);
  EXPECT_EQ(kind_of("Ferry hits pier", "A ferry hit a pier.\n\n(Corrects number of injured.)"),
            kCorrection);
  EXPECT_EQ(kind_of("Fähre rammt Mole", "Berichtigung: Es waren 14 Verletzte.", "de"), kCorrection);
  EXPECT_EQ(kind_of("Rectificatif: un ferry heurte la jetée", "Texte.", "fr"), kCorrection);
  EXPECT_EQ(kind_of("Corrección: un ferry choca", "Texto.", "es"), kCorrection);
}

TEST(Notices, SayThatTheyWithdraw) {
  EXPECT_EQ(kind_of("KILL: Ferry hits pier", "Editors, please kill the story."), kWithdrawal);
  EXPECT_EQ(kind_of("Ferry", "A ferry.\n\nThis story has been withdrawn."), kWithdrawal);
  EXPECT_EQ(kind_of("Annulation: un ferry heurte la jetée", "Texte.", "fr"), kWithdrawal);
}

TEST(Notices, AreNotArticlesAboutCorrectionsAndKills) {
  EXPECT_EQ(kind_of("Correction officers strike", "They walked out."), std::nullopt);
  EXPECT_EQ(kind_of("Kill the bill, protesters say", "They marched."), std::nullopt);
  EXPECT_EQ(kind_of("Frost", "Frost kills vines. A correction: it was hail."), std::nullopt);
  EXPECT_EQ(kind_of("Markets", "Stocks fell.\n\nCorrections of prices were expected."),
            std::nullopt);
}

std::string wire(std::string_view injured, std::string_view head = "") {
  return std::string(head) +
         "A crowded commuter ferry struck the granite pier of Solvang harbour, injuring " +
         std::string(injured) + " passengers, among them the captain's daughter.";
}

class Desk {
 public:
  const Article& add(std::string outlet, std::string title, std::string text, int hour,
                     std::string agency = "") {
    std::vector<Credit> credits;
    if (!agency.empty()) credits.push_back(Newsroom::credit(agency));
    return room_.add({std::move(outlet), std::move(title), std::move(text), hour, "en", credits});
  }
  void made(const Article& from, const Article& to, std::vector<Edit> edits = {}) {
    LineageEdge edge;
    edge.from = from.id;
    edge.to = to.id;
    edge.edits = std::move(edits);
    family_.edges.push_back(std::move(edge));
    for (const Article* article : {&from, &to}) {
      if (std::ranges::find(family_.members, article->id) == family_.members.end()) {
        family_.members.push_back(article->id);
      }
    }
  }
  std::vector<Correction> find(bool reversed = false) {
    texts_.clear();
    std::vector<FactsOf> members;
    for (const Article& article : room_.articles()) {
      text::analyse(article, test_data().languages(), texts_[article.id]);
      members.push_back({&article, {}, &texts_[article.id]});
    }
    if (reversed) std::ranges::reverse(members);
    const Family* families[] = {&family_};
    return corrections(members, families, test_data());
  }

 private:
  Newsroom room_;
  Family family_{"f", {}, std::nullopt, "", {}};
  std::map<std::string, text::ArticleText> texts_;
};

TEST(Corrections, NameTheCopiesThatHaveTheOldWordsStill) {
  Desk desk;
  const Article& first = desk.add("Meridian", "Ferry hits pier", wire("41"), 8);
  const Article& old = desk.add("Old Tern", "Ferry hits pier", wire("41"), 9, "Meridian");
  const Article& corrected = desk.add("Meridian", "CORRECTION: Ferry hits pier", wire("14"), 10);
  const Article& late = desk.add("Late Tern", "Pier hit", wire("41", "Reported here: "), 12);
  const Article& good = desk.add("Good Tern", "Ferry hits pier", wire("14"), 12, "Meridian");
  desk.add("Other Tern", "Council meets", "The council of Solvang met on 41 streets.", 12);
  desk.made(first, old);
  desk.made(first, corrected, {{"41", "14"}});
  desk.made(old, late);
  desk.made(corrected, good);
  for (const bool reversed : {false, true}) {
    const auto found = desk.find(reversed);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].kind, kCorrection);
    EXPECT_EQ(found[0].by, "Meridian");
    EXPECT_EQ(found[0].at.article, corrected.id);
    ASSERT_THAT(found[0].edits, SizeIs(1));
    EXPECT_EQ(found[0].edits[0].before, "41");
    EXPECT_THAT(found[0].still, ElementsAre(old.id, late.id));
    EXPECT_THAT(found[0].corrected, ElementsAre(good.id));
  }
}

TEST(Corrections, WhatIsNotHereIsReadFromWhatWasPrintedBefore) {
  Desk desk;
  const Article& old = desk.add("Old Tern", "Ferry hits pier", wire("41"), 9, "Meridian");
  const Article& corrected = desk.add("Meridian", "CORRECTION: Ferry hits pier", wire("14"), 13);
  const Article& good = desk.add("Good Tern", "Ferry hits pier", wire("14"), 14, "Meridian");
  desk.made(corrected, good, {{"harbour", "harbor"}});
  desk.made(corrected, old, {{"14", "41"}});
  const auto found = desk.find();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_THAT(found[0].edits, SizeIs(1));
  EXPECT_EQ(found[0].edits[0].before, "41");
  EXPECT_EQ(found[0].edits[0].after, "14");
  EXPECT_THAT(found[0].still, ElementsAre(old.id));
  EXPECT_THAT(found[0].corrected, ElementsAre(good.id));
}

TEST(Corrections, ACopyOfTheNoticeIsNoSecondOne) {
  Desk desk;
  const Article& first = desk.add("Meridian", "Ferry hits pier", wire("41"), 8);
  const Article& notice = desk.add("Meridian", "CORRECTION: Ferry hits pier", wire("14"), 10);
  const Article& copy = desk.add("Tern", "CORRECTION: Ferry hits pier", wire("14"), 11, "Meridian");
  desk.made(first, notice, {{"41", "14"}});
  desk.made(notice, copy);
  EXPECT_THAT(desk.find(), SizeIs(1));
}

TEST(Corrections, AWithdrawalNamesWhoCreditsTheAgencyAndWhoCopied) {
  Desk desk;
  const Article& first = desk.add("Meridian", "Ferry hits pier", wire("41"), 8);
  const Article& credited = desk.add("Old Tern", "Ferry", "A ferry hit a pier.", 9, "Meridian");
  const Article& copy = desk.add("Late Tern", "Pier hit", wire("41"), 9);
  desk.add("Own Tern", "I was there", "I saw the ferry come in.", 9);
  const Article& kill =
      desk.add("Meridian", "KILL: Ferry hits pier", wire("41", "Editors, do not use: "), 10);
  desk.made(first, copy);
  desk.made(first, kill);
  const auto found = desk.find();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, kWithdrawal);
  EXPECT_THAT(found[0].still, testing::UnorderedElementsAre(credited.id, copy.id));
  EXPECT_THAT(found[0].corrected, IsEmpty());
}

TEST(Corrections, TheNoticeItselfSaysWhatWasWrong) {
  Desk desk;
  const Article& old = desk.add("Old Tern", "Ferry hits pier", wire("41,500"), 9, "Meridian");
  const Article& corrected = desk.add(
      "Meridian", "CORRECTED: Ferry hits pier",
      wire("14,500", "(Corrects paragraph 4 to read 14,500 passengers, not 41,500.)\n\n"), 13);
  const Article& good = desk.add("Good Tern", "Ferry hits pier", wire("14,500"), 14, "Meridian");
  desk.add("Own Tern", "Elsewhere", "A harbour that counts 41,500 gulls saw no ferry.", 9);
  const auto found = desk.find();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_THAT(found[0].edits, SizeIs(1));
  EXPECT_EQ(found[0].edits[0].before, "41,500");
  EXPECT_EQ(found[0].edits[0].after, "14,500");
  EXPECT_THAT(found[0].still, ElementsAre(old.id));
  EXPECT_THAT(found[0].corrected, ElementsAre(good.id));
  EXPECT_EQ(found[0].at.article, corrected.id);
}

TEST(Corrections, AWithdrawalNamesTheHeadlineOfWhatItWithdraws) {
  for (const std::string text : {"Editors: the story will not be replaced.",
                                 "Please kill the story headlined “Ferry hits pier in Solvang”."}) {
    Desk desk;
    const Article& first = desk.add("Meridian", "Ferry hits pier in Solvang", wire("41"), 8);
    const Article& copy = desk.add("Late Tern", "Pier hit", wire("41"), 9);
    desk.add("Own Tern", "I was there", "I saw the ferry come in.", 9);
    const bool in_title = text.find("“") == std::string::npos;
    desk.add("Meridian", in_title ? "KILL: Ferry hits pier in Solvang" : "KILL", text, 10);
    desk.made(first, copy);
    const auto found = desk.find();
    ASSERT_THAT(found, SizeIs(1)) << text;
    EXPECT_THAT(found[0].still, ElementsAre(copy.id)) << text;
  }
}

}  // namespace
}  // namespace secondsource::corroborate
