#include "attributed.h"

namespace secondsource::attribution {
namespace {

TEST(Speakers, ASurnameIsTheFullName) {
  const Attributed a("Marta Quill runs the port. “The pier is safe,” Quill said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Speakers, ATitleAndSurnameAreTheFullName) {
  const Attributed a("Marta Quill runs the port. “The pier is safe,” Ms. Quill said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Speakers, ARoleIsThePersonWhoHasIt) {
  const Attributed a(
      "Harbour master Marta Quill closed the pier. Ships left. “It is not safe,” the harbour "
      "master said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.role(0), "Harbour master");
  const Attributed b(
      "Harbour master Marta Quill met Owen Tarrant. The harbour master said that it was safe.");
  ASSERT_EQ(b.size(), 1);
  EXPECT_EQ(b.name(0), "Marta Quill");
}

TEST(Speakers, ARoleIsLearntFromAnywhereInTheArticle) {
  const Attributed a("“It is not safe,” Marta Quill said. Quill is the harbour master of Vessen.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.role(0), "harbour master of Vessen");
}

TEST(Speakers, PronounsFollowGender) {
  const Attributed a(
      "Marta Quill met Owen Tarrant in Vessen. “It is not safe,” he said. “I disagree with that,” "
      "she said.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Owen Tarrant");
  EXPECT_EQ(a.name(1), "Marta Quill");
}

TEST(Speakers, ANameWithAParticleBetweenCommasIsWhoHasTheRole) {
  const Attributed a(
      "President Odo Varga came. “Ships wait,” the president of Hest Ports, Iva de Quill, said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Iva de Quill");
}

TEST(Speakers, ATitleOfSeveralCapitalsIsNoPartOfTheName) {
  const Attributed a(
      "Harbor Master Oren Pellick walked to the boat. “There was nothing to do,” Pellick said. "
      "Economy Minister Jonas Lindqvar said that the pier was safe.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Oren Pellick");
  EXPECT_EQ(a.role(0), "Harbor Master");
  EXPECT_EQ(a.name(1), "Jonas Lindqvar");
  EXPECT_EQ(a.role(1), "Economy Minister");
  EXPECT_EQ(Attributed("Prime Minister Yasuhiro Onada said that ships came.").name(0),
            "Yasuhiro Onada");
}

TEST(Speakers, AnOccupationIsKnownByItsEndingAndIsNoPartOfTheName) {
  const Attributed a(
      "„Der Fluss war vor dem Vertrag da“, sagte der Fährmann Aloys Winterbrand dem Boten.", "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Aloys Winterbrand");
  EXPECT_EQ(a.role(0), "Fährmann");
  EXPECT_EQ(Attributed("„Der Kai ist sicher“, sagte Uwe Zimmermann am Montag.", "de").name(0),
            "Uwe Zimmermann");
}

TEST(Speakers, ARoleWithoutANameBesideItIsTheOnlyPersonNamedBefore) {
  const Attributed a(
      "Edith Vansel looked at nobody. “This was the coldest sum,” the chief executive said. "
      "“We cannot carry it on,” the chief executive said.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Edith Vansel");
  EXPECT_EQ(a.role(0), "chief executive");
  EXPECT_EQ(a.name(1), "Edith Vansel");
  const Attributed b(
      "Edith Vansel told Vessen that the mill was finished. “It is over,” said the Brack Hollen "
      "boss, reading.");
  ASSERT_EQ(b.size(), 2);
  EXPECT_EQ(b.name(1), "Edith Vansel");
  const Attributed c(
      "Kurt Reidlich wirkt müde. „Ich kenne den Fluss“, sagte Reidlich. „Regen kann ich nicht "
      "zusagen“, "
      "sagte der Minister.",
      "de");
  ASSERT_EQ(c.size(), 2);
  EXPECT_EQ(c.name(1), "Kurt Reidlich");
}

TEST(Speakers, ARoleOfSomebodyElseOrOfOneOfSeveralStaysUnnamed) {
  EXPECT_EQ(Attributed("Edith Vansel met a curator. “It is gone,” the curator said.").name(0), "");
  EXPECT_EQ(Attributed("Edith Vansel met Owen Tarrant. “It is gone,” the curator said.").name(0),
            "");
  EXPECT_EQ(Attributed("Mayor Edith Vansel came. “It is gone,” the curator said.").name(0), "");
  EXPECT_EQ(Attributed("Edith Vansel came. “It is gone,” the Vansel adviser said.").name(0), "");
}

TEST(Speakers, ARoleBeforeACommaIsTheNameBehindIt) {
  const Attributed a(
      "“It has been reading low,” said Marlonie’s chief hydrologist, Paul Desvarre. Ships came.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Paul Desvarre");
  EXPECT_EQ(a.role(0), "Marlonie’s chief hydrologist");
}

TEST(Speakers, WhoseLawyerSomebodyIsIsToldElsewhere) {
  const Attributed a(
      "Rep. Owen Lund's attorney confirmed that the pier was closed. “It is safe,” said a note "
      "from Lund's attorney, Marta Quill. The congressman's attorney, Paul Dane, did not answer. "
      "“I did,” the congressman said.");
  ASSERT_EQ(a.size(), 3);
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.role(0), "Lund's attorney");
  EXPECT_NE(a.name(2), "Paul Dane");
  const Attributed b(
      "A lawyer for Mr. Lund, Marta Quill of Vessen Hest, confirmed that the pier was closed. "
      "Dane’s lawyer said that it was not.");
  ASSERT_EQ(b.size(), 2);
  EXPECT_EQ(b.name(0), "Marta Quill");
  EXPECT_EQ(b.name(1), "");
}

TEST(Speakers, AFrenchPronounIsWhoseAgeWasTold) {
  const Attributed a(
      "L'alarme a sonné chez le sacristain, Fulbert Lacaze, 84 ans. « Je n'entends pas la cloche "
      "», a-t-il soupiré.",
      "fr");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Fulbert Lacaze");
}

TEST(Speakers, AGivenNameFromAbroadIsKnownWithoutItsAccents) {
  const Attributed a(
      "VESSEN — Inès Morvan opens the crypt with a key. “They took it,” the curator told the "
      "Vessen Mail.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Inès Morvan");
}

TEST(Speakers, AnotherWordForARoleIsThePersonWhoHasIt) {
  const Attributed a(
      "Edith Vansel, chief executive of Brack Hollen, met Owen Tarrant, head of the Vessen port. "
      "“It is over,” said the Brack Hollen boss.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Edith Vansel");
  EXPECT_EQ(
      Attributed(
          "Edith Vansel, chief executive of Brack Hollen, met Owen Tarrant, head of the port. "
          "“It is over,” said the boss.")
          .name(0),
      "");
}

TEST(Speakers, TwoPeopleOfOneSurnameAreKeptApart) {
  const Attributed a(
      "Owen Tarrant and his wife Julia Tarrant came. “We saw it,” said Owen Tarrant. "
      "“I did not see it,” said Mrs. Tarrant.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Owen Tarrant");
  EXPECT_EQ(a.name(1), "Julia Tarrant");
}

TEST(Speakers, ASurnameIsThatOfTheFirstNamed) {
  const Attributed a(
      "Owen Tarrant runs the port. His son Paul Tarrant said that it was safe. “It is not,” "
      "Tarrant said.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Paul Tarrant");
  EXPECT_EQ(a.name(1), "Owen Tarrant");
}

TEST(Speakers, ATitleAndASurnameAreANameOfWhichTheGivenOneIsUnknown) {
  const Attributed a(
      "Oda was there, with Uzra Quill of the port authority. “The pier is safe,” Mr. Quill said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Uzra Quill");
}

TEST(Speakers, ATitleAndTheFirstOfTwoNamesAreThatPerson) {
  const Attributed a(
      "Qiu Zhanlan, a school teacher, came late. “The pier is safe,” Ms. Qiu said by telephone.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Qiu Zhanlan");
}

TEST(Speakers, FatherAndSonAreToldApartByJuniorWhichIsNoSurname) {
  const Attributed a(
      "Owen Tarrant Jr. runs the port. “The pier is safe,” Mr. Tarrant said. Paul Quill met Paul "
      "Quill Jr. there. “It is not,” Paul Quill Jr. said. “It is,” Paul Quill said.");
  ASSERT_EQ(a.size(), 3);
  EXPECT_EQ(a.name(0), "Owen Tarrant Jr");
  EXPECT_EQ(a.name(1), "Paul Quill Jr");
  EXPECT_EQ(a.name(2), "Paul Quill");
}

TEST(Speakers, AListOfNamesIsNoHeadline) {
  const Attributed a(
      "Owen Tarrant met Marta Quill, Paul Renard and Ines Dane. “The pier is safe,” Renard said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Paul Renard");
}

TEST(Speakers, AShortHeadlineHasNoNameOfItsVerb) {
  const Attributed a(
      "Quill Calls Pier Unsafe\n\nMarta Quill closed the pier. She calls it old. “It is unsafe,” "
      "Quill said.");
  ASSERT_GT(a.size(), 0);
  EXPECT_EQ(a.name(a.size() - 1), "Marta Quill");
}

TEST(Speakers, AnInitialIsPartOfAName) {
  const Attributed a(
      "A mill founded by Owen A. Tarrant grew. “The pier is safe,” Mr. Tarrant said. The P.B.I. "
      "director, Paul I. Quill, said that it was not.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Owen A. Tarrant");
  EXPECT_EQ(a.name(1), "Paul I. Quill");
}

TEST(Speakers, ParticlesJoinAGivenNameAndASurname) {
  const Attributed a(
      "Omar al-Tarrant met Maria von der Quill. “It is safe,” Al-Tarrant said. “It is not,” Quill "
      "said.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Omar al-Tarrant");
  EXPECT_EQ(a.name(1), "Maria von der Quill");
}

TEST(Speakers, ACompoundIsOneWord) {
  const Attributed body("BPL-QRO said that the pier was safe.");
  ASSERT_EQ(body.size(), 1);
  EXPECT_EQ(body.mentions[0].speaker->kind, Speaker::Kind::kOrganisation);
  const Attributed a("Melissa Mark-Quillon came. “It is safe,” Mark-Quillon said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Melissa Mark-Quillon");
}

TEST(Speakers, AShowIsNoPartOfAName) {
  const Attributed a("It came up on “The Marta Quill Show” on Monday. Quill asked: “Is it safe?”");
  ASSERT_GT(a.size(), 0);
  EXPECT_EQ(a.name(a.size() - 1), "Marta Quill");
  EXPECT_EQ(Attributed("It was at an Owen Tarrant rally. “It is safe,” Tarrant said.").name(0),
            "Owen Tarrant");
}

TEST(Speakers, WhatASentenceBeginsWithIsNoName) {
  const Attributed a(
      "Marta Quill closed the pier. Following Quill on the stage, Owen Tarrant left. “It is safe,” "
      "Quill said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Marta Quill");
}

TEST(Speakers, ANameIsPrintedOnOneLine) {
  EXPECT_EQ(Attributed::paragraph("“It is safe,” said Marta\nQuill on Monday.").name(0),
            "Marta Quill");
}

TEST(Speakers, AnOrganisationSpeaks) {
  const Attributed a("The White House said that the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "White House");
  EXPECT_EQ(a.mentions[0].speaker->kind, Speaker::Kind::kOrganisation);
}

TEST(Speakers, ALoneNameIsAPersonWhereAPronounMeansIt) {
  const Attributed a("Tarrant said that the pier was safe. He said that ships might land.");
  ASSERT_EQ(a.size(), 2);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(a.name(i), "Tarrant");
    EXPECT_EQ(a.mentions[i].speaker->kind, Speaker::Kind::kPerson);
  }
  const Attributed b("Vessen said that the pier was safe. It said that ships might land.");
  EXPECT_EQ(b.mentions[0].speaker->kind, Speaker::Kind::kOrganisation);
}

TEST(Speakers, WhatAnArticleStandsBeforeIsNoPersonsName) {
  const Attributed a(
      "Owen Tarrant closed the pier. The North Vessen Liberal said that ships left. “It is not "
      "safe,” he said.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_NE(a.mentions[0].speaker->kind, Speaker::Kind::kPerson);
  EXPECT_EQ(a.name(1), "Owen Tarrant");
}

TEST(Speakers, AnUnnamedOfficialHasARoleAndNoName) {
  const Attributed a("“It is not safe,” said a senior official who asked not to be named.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "");
  EXPECT_EQ(a.mentions[0].speaker->kind, Speaker::Kind::kUnnamed);
  EXPECT_NE(a.role(0).find("senior official"), std::string::npos);
}

TEST(Speakers, GermanPronounsFollowGender) {
  const Attributed a(
      "Die Hafenmeisterin Marta Quill traf Hans Weber. „Der Kai ist nicht sicher“, sagte er. "
      "„Das stimmt nicht“, sagte sie.",
      "de");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Hans Weber");
  EXPECT_EQ(a.name(1), "Marta Quill");
}

TEST(Speakers, ARoleWithANameOfUnknownWordsInAppositionIsThatPerson) {
  const Attributed a(
      "It was closed, said Captain Luke Ferrand.\nThe prosecutor, Ysoldë Garrant, refused to say "
      "whether "
      "it would open. “We will not comment on an open case,” she told reporters.");
  const std::size_t i = a.saying("We will not comment");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.name(i), "Ysoldë Garrant");
}

TEST(Speakers, APronounIsOfTheOneWhoSpeaksNotOfWhomHeSpeaksOf) {
  const Attributed a(
      "Marta Quill met the council.\nHarold Tarrant said that Owen Brandt wanted the pier closed. "
      "“It is too old,” he said.");
  EXPECT_EQ(a.name(a.saying("It is too old")), "Harold Tarrant");
}

TEST(Speakers, AnswersNobodyWhereTwoAreAsNear) {
  const Attributed a("Harold Tarrant met Harold Brandt and Peter Moll. “It is too old,” he said.");
  EXPECT_EQ(a.beside(a.saying("It is too old")), "he");
}

TEST(Speakers, AGivenNameAloneIsThePersonOfThatName) {
  const Attributed a(
      "Anna Quill grew up on the pier. “I sold fish,” Anna said. Her brother Owen Quill did "
      "not.");
  EXPECT_EQ(a.name(0), "Anna Quill");
}

TEST(Speakers, WhereSomebodyComesFromIsNobody) {
  const Attributed a(
      "Harbour committee chairman Owen Tarrant, D-Vessen, said the pier was safe. Marta Quill, "
      "R-Lund., said it was not. The minister, Paul Renard, said nobody knew.");
  ASSERT_EQ(a.size(), 3);
  EXPECT_EQ(a.name(0), "Owen Tarrant");
  EXPECT_EQ(a.name(1), "Marta Quill");
  EXPECT_EQ(a.name(2), "Paul Renard");
}

TEST(Speakers, WhoCameAlongIsNoRole) {
  const Attributed a(
      "Owen Tarrant, his mother and several brothers and sisters came to the pier. Mr. Tarrant "
      "said that it was safe to walk on.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Owen Tarrant");
  EXPECT_EQ(a.role(0), "");
}

TEST(Speakers, WhatIsSaidIsNoApposition) {
  const Attributed a("It was the first time, said officials, that the pier had been closed.");
  ASSERT_GE(a.size(), 1);
  EXPECT_EQ(a.role(0), "officials");
}

TEST(Speakers, OneOfManyKeepsItsFirstWord) {
  const Attributed a("One of Mr. Tarrant’s friends said that the pier had been closed.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_NE(a.name(0), "of Mr. Tarrant’s friends");
}

TEST(Speakers, APartyAndItsStateBehindANameAreNoSpeaker) {
  const Attributed a(
      "“The pier is not safe for the winter,” said Sen. Marta Quill, R-Iowa. Rep. Owen Tarrant, "
      "D-Calif., said that the ferry would run again. “We disagree with that report,” he said.");
  ASSERT_EQ(a.size(), 3);
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.name(1), "Owen Tarrant");
  EXPECT_EQ(a.name(2), "Owen Tarrant");
}

TEST(Speakers, APartyBehindALeadersNameIsNoName) {
  const Attributed a(
      "“We will vote on the pier before the winter,” Majority Leader Owen Tarrant, R-Ky., said.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Owen Tarrant");
}

TEST(Speakers, WhoStandsBetweenAQuotationAndItsCueIsNotSaid) {
  for (const char* who :
       {"Marta Quill", "transport minister Marta Quill", "Marta Quill, the transport minister,"}) {
    const Attributed a("The trams stopped.\n\n“I own a telephone and no whip at all,” " +
                       std::string(who) + " was quoted as saying by the Harbor Ledger.");
    const std::size_t i = a.saying("I own a telephone");
    ASSERT_LT(i, a.size()) << who;
    EXPECT_EQ(a.content(i), "I own a telephone and no whip at all") << who;
    EXPECT_EQ(a.name(i), "Marta Quill") << who;
    EXPECT_EQ(a.via(i), "cited:Harbor Ledger") << who;
  }
}

TEST(Speakers, ARoleWithAHyphenIsOne) {
  const Attributed a(
      "Les trams sont arrêtés. Le porte-parole des usagers Baptiste Lacrobrun a affirmé : « Nous "
      "avons de la patience pour les conducteurs ».",
      "fr");
  const std::size_t i = a.saying("avons de la patience");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.name(i), "Baptiste Lacrobrun");
  EXPECT_EQ(a.role(i), "porte-parole des usagers");
}

TEST(Speakers, AWordThatBeginsASentenceIsNoName) {
  for (const char* word : {"Few", "Everyone", "Nobody", "Half"}) {
    const Attributed a("Marta Quill runs the port. " + std::string(word) +
                       " expect to see it open. “We will appeal before spring,” she said.");
    const std::size_t i = a.saying("We will appeal");
    ASSERT_LT(i, a.size());
    EXPECT_EQ(a.name(i), "Marta Quill") << word;
  }
}

TEST(Speakers, AGivenNameMayBeAMonths) {
  for (const char* text : {"„De brug blijft dicht tot het voorjaar”, zei burgemeester Jan de Boer.",
                           "„De brug blijft dicht tot het voorjaar”, aldus de burgemeester van "
                           "Vessen, Jan de Boer."}) {
    const Attributed a(text, "nl");
    ASSERT_EQ(a.size(), 1) << text;
    EXPECT_EQ(a.name(0), "Jan de Boer") << text;
  }
}

TEST(Speakers, ANounBehindItsArticleIsNoName) {
  const Attributed a("„Alles war befohlen, und nichts geschah“, so die Chefermittlerin.", "de");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "");
  EXPECT_EQ(a.role(0), "Chefermittlerin");
}

TEST(Speakers, WhoseOfficeGoesOnBehindItsHead) {
  const Attributed a(
      "\"A ponte fecha hoje\", afirmou a ministra regional pelo Interior, Beatriz Olmedo.", "pt");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Beatriz Olmedo");
  const Attributed b(
      "“We keep the kilns burning,” the court-appointed administrator, Bernd Kestner, said.");
  ASSERT_EQ(b.size(), 1);
  EXPECT_EQ(b.name(0), "Bernd Kestner");
}

TEST(Speakers, WhomASentenceCriticisesIsNotWhoItNames) {
  const Attributed a("Marta Quill criticised the mayor. “We did nothing wrong,” the mayor said.");
  EXPECT_EQ(a.name(a.saying("We did nothing wrong")), "");
}

TEST(Speakers, WhereTheVerbIsAloneItIsWhoTheSentenceBeforeIsOf) {
  const Attributed a(
      "«El muelle es seguro», dijo Julián Oro.\n\nLa delegada del puerto, Marta Vidal, ofreció "
      "otra versión. «Nadie preguntó a los pescadores», explicó.",
      "es");
  EXPECT_EQ(a.name(a.saying("Nadie preguntó")), "Marta Vidal");
}

}  // namespace
}  // namespace secondsource::attribution
