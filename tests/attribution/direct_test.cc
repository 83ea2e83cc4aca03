#include "attributed.h"

namespace secondsource::attribution {
namespace {

using Kind = Mention::Kind;

TEST(Direct, AQuotationBeforeItsCueHasItsSpeaker) {
  const Attributed a(
      "“The harbour will stay open,” Marta Quill, the harbour master, said on Monday.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "The harbour will stay open");
  EXPECT_EQ(a.cue(0), "said");
  EXPECT_EQ(a.beside(0), "Marta Quill, the harbour master");
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.role(0), "harbour master");
  EXPECT_EQ(a.mentions[0].kind, Kind::kDirect);
  EXPECT_TRUE(a.mentions[0].speech);
}

TEST(Direct, TheSpeakerMayStandAfterTheCue) {
  const Attributed a("\"We saw nothing at all,\" said Owen Tarrant, a pilot. The ferry sank.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "We saw nothing at all");
  EXPECT_EQ(a.name(0), "Owen Tarrant");
  EXPECT_EQ(a.role(0), "pilot");
}

TEST(Direct, AQuotationAfterAColonHasItsSpeaker) {
  const Attributed a("Marta Quill said: “The harbour will stay open.”");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "The harbour will stay open.");
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Direct, AnInterruptedQuotationIsOneMention) {
  const Attributed a("“We lost the boat,” Marta Quill said. “Nobody was hurt.”");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "We lost the boat | Nobody was hurt.");
}

TEST(Direct, AQuotationInterruptedInMidSentenceIsOneMention) {
  const Attributed a("“We lost the boat,” he said, “and nobody was hurt.”");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "We lost the boat | and nobody was hurt.");
}

TEST(Direct, AQuotationOfSeveralParagraphsIsOneMention) {
  const Attributed a(
      "“We lost the boat,” Marta Quill said. “It went down at noon.\n"
      "“Nobody was hurt. We are grateful.”\n"
      "The inquiry begins on Friday.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0),
            "We lost the boat | It went down at noon. | Nobody was hurt. We are grateful.");
}

TEST(Direct, AQuotationAloneInItsParagraphIsOfTheSpeakerBefore) {
  const Attributed a(
      "“We lost the boat,” Marta Quill said.\n"
      "“Nobody was hurt at all.”");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(1), "Marta Quill");
  EXPECT_FALSE(a.mentions[1].cue.has_value());
}

TEST(Direct, TwoSpeakersOfOneParagraphAreKeptApart) {
  const Attributed a(
      "“We lost the boat,” said Marta Quill. “That is not true,” said Owen Tarrant.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.content(0), "We lost the boat");
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.content(1), "That is not true");
  EXPECT_EQ(a.name(1), "Owen Tarrant");
}

TEST(Direct, AQuestionKeepsItsMarkAndItsSpeaker) {
  const Attributed a("“Who pays for this?” asked Marta Quill. “Nobody knows.”");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Who pays for this? | Nobody knows.");
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Direct, WordsToldToACouncilAreTheSpeakers) {
  const Attributed a("Owen Tarrant told the council: “The pier is not safe.”");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "The pier is not safe.");
  EXPECT_EQ(a.name(0), "Owen Tarrant");
}

TEST(Direct, ANestedQuotationBelongsToTheOuterSpeaker) {
  const Attributed a(
      "“My father said, ‘Never trust the tide,’ and he was right,” said Owen Tarrant.");
  const std::size_t outer = a.saying("My father said");
  ASSERT_LT(outer, a.size());
  EXPECT_EQ(a.name(outer), "Owen Tarrant");
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (i == outer) continue;
    EXPECT_EQ(a.mentions[i].outer, a.mentions[outer].id);
  }
}

TEST(Direct, TitlesOfWorksAreNoStatements) {
  EXPECT_EQ(Attributed("Her book “The Last Ferry Home” sold well.").size(), 0);
  EXPECT_EQ(Attributed("She sang in the musical “Beggars and Kings” last year.").size(), 0);
}

TEST(Direct, ScareQuotesAndSingleWordsAreNoStatements) {
  EXPECT_EQ(Attributed("The “free” port costs money. The so-called “blue zone” is empty.").size(),
            0);
}

TEST(Direct, ATermThatSomebodyUsesIsNoStatement) {
  EXPECT_EQ(
      Attributed("What Brack Hollen calls the “sunrise programme” runs to eleven pages.").size(),
      0);
  EXPECT_EQ(Attributed("Was die Firma das „Sonnenprogramm“ nennt, hat elf Seiten.", "de").size(),
            0);
  EXPECT_EQ(Attributed("Marta Quill called the plan “a disgrace for the town”.").size(), 1);
}

TEST(Direct, AQuotationOfSeveralParagraphsMayHaveItsCueInTheLast) {
  const Attributed a(
      "Mayor Tess Ashgrove walked up to the gate.\n"
      "“My father went through that gate.\n"
      "“So I did not expect a call. I would have liked one,” Ashgrove said.\n"
      "The council meets on Friday.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(
      a.content(0),
      "My father went through that gate. | So I did not expect a call. I would have liked one");
  EXPECT_EQ(a.name(0), "Tess Ashgrove");
}

TEST(Direct, AMixedQuotationIsItsWholeClause) {
  const Attributed a("Marta Quill said the plan was “a disaster for the town” and its people.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "the plan was “a disaster for the town” and its people");
  EXPECT_EQ(a.mentions[0].kind, Kind::kMixed);
}

TEST(Direct, InsertionsAreMarkedInsideTheContent) {
  const Attributed a(
      "“He [the minister] knew (the ferry was late – MERIDIAN) and … did nothing (laughs),” said "
      "Marta Quill.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.insertions(0), "[the minister] | (the ferry was late – MERIDIAN) | … | (laughs)");
}

TEST(Direct, TheSpeakersOwnParenthesesAreNoInsertion) {
  const Attributed a("“We paid (and paid again) for it,” said Marta Quill.");
  EXPECT_EQ(a.insertions(0), "");
}

TEST(Direct, AnUnclosedQuotationCostsOneParagraph) {
  const Attributed a(
      "“We lost the boat, Marta Quill said.\n"
      "“Nobody was hurt,” said Owen Tarrant.");
  const std::size_t i = a.saying("Nobody was hurt");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.name(i), "Owen Tarrant");
}

TEST(Direct, GermanQuotationsHaveTheirSpeakers) {
  const Attributed a(
      "„Der Hafen bleibt offen“, sagte Hafenmeisterin Marta Quill am Montag. „Niemand wurde "
      "verletzt.“",
      "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Der Hafen bleibt offen | Niemand wurde verletzt.");
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.role(0), "Hafenmeisterin");
}

TEST(Direct, AGermanColonLeadsToItsQuotation) {
  const Attributed a("Bürgermeister Hans Weber erklärte: „Wir haben nichts gewusst.“", "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Wir haben nichts gewusst.");
  EXPECT_EQ(a.name(0), "Hans Weber");
  EXPECT_EQ(a.role(0), "Bürgermeister");
}

TEST(Direct, AGermanVerbInTwoPartsIsACue) {
  const Attributed a("„Der Kran steht still“, teilte die Polizei am Abend mit.", "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Polizei");
  EXPECT_EQ(a.mentions[0].speaker->kind, Speaker::Kind::kOrganisation);
}

TEST(Direct, FrenchQuotationsHaveTheirSpeakers) {
  const Attributed a("« Le port restera ouvert », a déclaré Anne Martin, la maire de Vessen.",
                     "fr");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Le port restera ouvert");
  EXPECT_EQ(a.name(0), "Anne Martin");
  EXPECT_EQ(a.role(0), "maire de Vessen");
}

TEST(Direct, AFrenchPronounTiedToTheVerbIsTheSpeaker) {
  const Attributed a(
      "Anne Martin a visité le port. « Nous ne savions rien de cela », a-t-elle ajouté. « C'est "
      "fini. »",
      "fr");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.beside(0), "elle");
  EXPECT_EQ(a.name(0), "Anne Martin");
}

}  // namespace
}  // namespace secondsource::attribution
