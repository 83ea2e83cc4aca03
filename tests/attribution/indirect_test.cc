#include "attributed.h"

namespace secondsource::attribution {
namespace {

using Kind = Mention::Kind;

TEST(Indirect, AThatClauseIsTheContent) {
  const Attributed a("Marta Quill said that the harbour would stay open. Ships came in.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "that the harbour would stay open");
  EXPECT_EQ(a.mentions[0].kind, Kind::kIndirect);
}

TEST(Indirect, AClauseWithoutThatIsTheContent) {
  const Attributed a("The minister said on Tuesday the harbour would stay open.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "the harbour would stay open");
  EXPECT_EQ(a.beside(0), "The minister");
}

TEST(Indirect, ASourceAfterAccordingToIsTheSpeaker) {
  const Attributed a("The harbour will stay open, according to Marta Quill. Ships came in.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "The harbour will stay open");
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Indirect, AStopBehindAWebAddressIsNotPartOfIt) {
  const Attributed a(
      "The pier will be closed, said Marta Quill of harbourledger.com. Ships came in.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.beside(0), "Marta Quill of harbourledger.com");
}

TEST(Indirect, AFrontedAccordingToTakesTheClauseAfterIt) {
  const Attributed a("According to the harbour office, two ships were damaged.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "two ships were damaged");
  EXPECT_EQ(a.name(0), "harbour office");
}

TEST(Indirect, ACueAtTheEndTakesTheClauseBeforeIt) {
  const Attributed a("Two ships were damaged in the storm, Marta Quill said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Two ships were damaged in the storm");
}

TEST(Indirect, AnInfixedCueHasAContentOfTwoPieces) {
  const Attributed a("The pier, Marta Quill said, was not safe for ships.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "The pier | was not safe for ships");
}

TEST(Indirect, ANegatedCueKeepsItsNegation) {
  const Attributed a("The minister did not say that the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.cue(0), "did not say");
  EXPECT_EQ(a.content(0), "that the pier was safe");
}

TEST(Indirect, WhatIsDeniedIsTheContent) {
  const Attributed a("Marta Quill denied that the pier was closed.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.cue(0), "denied");
  EXPECT_EQ(a.content(0), "that the pier was closed");
}

TEST(Indirect, AThoughtIsNoSpeech) {
  const Attributed a("Marta Quill believes that the pier is safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_FALSE(a.mentions[0].speech);
}

TEST(Indirect, WhatNobodySaysOrWhoWritesIsNoStatement) {
  const Attributed none("There has been no claim of responsibility for the fire at the pier.");
  for (const Mention& mention : none.mentions) EXPECT_FALSE(mention.speech);
  const std::string asked = "The Harbor Ledger has asked the city council for comment.";
  const Attributed own(asked, "en", "", "Harbor Ledger"), another(asked);
  ASSERT_EQ(own.size(), 1);
  EXPECT_FALSE(own.mentions[0].speech);
  ASSERT_EQ(another.size(), 1);
  EXPECT_TRUE(another.mentions[0].speech);
}

TEST(Indirect, AThingOfWhichNothingIsSaidIsNoStatement) {
  for (const char* text : {"Marta Quill repeated her apology for the old remark.",
                           "Marta Quill criticized the new harbour with its tall crane."}) {
    const Attributed a(text);
    ASSERT_EQ(a.size(), 1) << text;
    EXPECT_FALSE(a.mentions[0].speech) << text;
  }
  const Attributed a("Marta Quill repeated that the pier was safe for ships.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_TRUE(a.mentions[0].speech);
}

TEST(Indirect, ASecondVerbSharesTheSpeaker) {
  const Attributed a("Marta Quill said that the pier was safe and added that ships could return.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.content(0), "that the pier was safe");
  EXPECT_EQ(a.content(1), "that ships could return");
  EXPECT_EQ(a.name(1), "Marta Quill");
}

TEST(Indirect, NounsThatLookLikeCuesAreNone) {
  EXPECT_EQ(Attributed("The report was long. His claims were many. A state of alarm held.").size(),
            0);
}

TEST(Indirect, GermanSubjunctiveAfterACueIsItsContent) {
  const Attributed a("Marta Quill sagte, der Hafen bleibe offen. Schiffe kamen.", "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "der Hafen bleibe offen");
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Indirect, GermanLautNamesTheSpeaker) {
  const Attributed a("Laut Bürgermeister Hans Weber wurden zwei Schiffe beschädigt.", "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "wurden zwei Schiffe beschädigt");
  EXPECT_EQ(a.name(0), "Hans Weber");
}

TEST(Indirect, FrenchQueClausesAreContent) {
  const Attributed a("Anne Martin a déclaré que le port resterait ouvert.", "fr");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "que le port resterait ouvert");
  EXPECT_EQ(a.cue(0), "a déclaré");
  EXPECT_EQ(a.name(0), "Anne Martin");
}

TEST(Indirect, FrenchSelonNamesTheSpeaker) {
  const Attributed a("Selon la maire Anne Martin, le port restera ouvert.", "fr");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "le port restera ouvert");
  EXPECT_EQ(a.name(0), "Anne Martin");
}

TEST(Headline, ANameBeforeAColonIsTheSpeaker) {
  const Attributed a("Marta Quill, the harbour master, spoke in Vessen.", "en",
                     "Quill: Harbour will stay open");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.mentions[0].field, Field::kTitle);
  EXPECT_EQ(a.content(0), "Harbour will stay open");
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Headline, ANameAfterADashIsTheSpeaker) {
  const Attributed a("Marta Quill, the harbour master, spoke in Vessen.", "en",
                     "Harbour will stay open — Quill");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Harbour will stay open");
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Headline, WordsThatSayWhatSomebodyDidAreNoSpeaker) {
  for (const char* title : {"Marta Quill Closes Pier: Two Ships Leave the Harbour",
                            "Mayor Breaks Her Silence: No Ships",
                            "Court Papers Released: Two Ships Left the Harbour"}) {
    const Attributed a("Marta Quill, the mayor, closed the pier.", "en", title);
    EXPECT_EQ(a.size(), 0) << title;
  }
}

TEST(Headline, AKindOfTextIsNoSpeaker) {
  EXPECT_EQ(Attributed("A storm came.", "en", "Analysis: Why the harbour stays open").size(), 0);
}

TEST(Indirect, AFewQuotedWordsInsideAClauseAreNoStatementOfTheirOwn) {
  const Attributed a(
      "The ministry said on Monday that it would “closely review” the plan before the winter.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.mentions[0].content.size(), 1U);
}

TEST(Indirect, AClauseBehindThatIsSaidThoughItsVerbsAreNouns) {
  const Attributed a(
      "Marta Quill told Reuters that at the end of the day, they need to step away from the plan.");
  ASSERT_EQ(a.size(), 1u);
  EXPECT_TRUE(a.mentions[0].speech);
}

TEST(Indirect, WhoIsToldOrAskedDoesNotSpeak) {
  const auto speaker_of = [](const std::string& sentence) -> std::string {
    const Attributed a("Marta Quill, the harbour master, spoke in Vessen.\n" + sentence);
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a.content(i).find("pier") != std::string::npos) return a.name(i);
    }
    return "(nothing)";
  };
  EXPECT_EQ(speaker_of("Quill was repeatedly pressed on whether the pier had been safe in winter."),
            "");
  EXPECT_EQ(speaker_of("Quill was asked whether she would close the pier before the vote."), "");
  EXPECT_EQ(speaker_of("Quill has been informed that the pier is cracked in two places."), "");
  EXPECT_EQ(speaker_of("Quill had not been told that the pier was cracked in two places."), "");
  EXPECT_EQ(speaker_of("Quill was warned by Ruben Sade that the pier would fall within the year."),
            "Ruben Sade");
  // But these do.
  EXPECT_EQ(speaker_of("Quill was asking whether the pier had been safe in winter."),
            "Marta Quill");
  EXPECT_EQ(speaker_of("Quill had warned that the pier would fall within the year."),
            "Marta Quill");
  EXPECT_EQ(speaker_of("Quill was quoted as saying that the pier would fall within the year."),
            "Marta Quill");
  EXPECT_EQ(speaker_of("Asked whether the council knew, Quill said that the pier was safe."),
            "Marta Quill");
}

}  // namespace
}  // namespace secondsource::attribution
