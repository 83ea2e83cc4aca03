#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "attributed.h"

namespace secondsource::attribution {
namespace {

TEST(Via, ToldAnAgency) {
  const Attributed a("“The pier is safe,” Marta Quill told Reuters.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.via(0), "told:Reuters");
}

TEST(Via, ToldAnOutletThatNoListHas) {
  const Attributed a("Marta Quill told the Harbor Ledger that the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.via(0), "told:Harbor Ledger");
  EXPECT_EQ(a.content(0), "that the pier was safe");
}

TEST(Via, ToldThisNewspaper) {
  const Attributed a("“The pier is safe,” Marta Quill told this newspaper.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.via(0), "own:");
}

TEST(Via, AnInterviewWithAnOutlet) {
  const Attributed a("In an interview with the Harbor Ledger, Marta Quill said the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.via(0), "told:Harbor Ledger");
  ASSERT_TRUE(a.mentions[0].occasion.has_value());
  EXPECT_EQ(a.mentions[0].occasion->kind, Occasion::Kind::kInterview);
}

TEST(Via, AnInterviewWithAnUnknownNameIsNotThisOutlets) {
  const Attributed a("Marta Quill said in an interview with WKVL that the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.via(0), "told:WKVL");
  const Attributed b("In an interview with Mr. Quill, the engineer said that the pier was safe.");
  ASSERT_EQ(b.size(), 1);
  EXPECT_EQ(b.via(0), "told?:");
}

TEST(Via, AnOutletThatReportedIsSpeakerAndVia) {
  const Attributed a("Reuters reported that the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Reuters");
  EXPECT_EQ(a.mentions[0].speaker->kind, Speaker::Kind::kOrganisation);
  EXPECT_EQ(a.via(0), "cited:Reuters");
}

TEST(Via, AChainNamesBoth) {
  const Attributed a("Two ships sank, Reuters reported, citing the Harbor Ledger.");
  const std::size_t i = a.saying("Two ships sank");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.name(i), "Reuters");
  EXPECT_EQ(a.via(i), "cited:Reuters cited:Harbor Ledger");
}

TEST(Via, AccordingToAnOutletTheSpeakerSaid) {
  const Attributed a("According to the Harbor Ledger, Marta Quill said that the pier was safe.");
  const std::size_t i = a.saying("that the pier was safe");
  bool found = false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    found |= a.name(k) == "Marta Quill" && a.via(k) == "cited:Harbor Ledger";
  }
  EXPECT_LT(i, a.size());
  EXPECT_TRUE(found);
}

TEST(Via, AnOutletIsKnownByTheNewspaperBehindTheComma) {
  const Attributed a(
      "“I swam across it,” Kurt Reidlich, 66, has since boasted to the Vessener Bote, a newspaper "
      "in his home town.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Kurt Reidlich");
  EXPECT_EQ(a.via(0), "told:Vessener Bote");
}

TEST(Via, AWordOfTheOutletsOwnNameIsTheOutlet) {
  const Attributed a("„Der Fluss war schon da“, sagte der Fährmann Aloys Winterbrand dem Boten.",
                     "de", "", "Vessener Bote");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.via(0), "own:");
}

TEST(Via, ThatNewspaperIsTheOneNamedBefore) {
  const Attributed a(
      "According to the Vessen Sentinel, ships sank. “Nobody asked what they cost,” Orson Vane "
      "told that newspaper.");
  const std::size_t i = a.saying("Nobody asked");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.via(i), "told:Vessen Sentinel");
}

TEST(Via, AnOutletThatReportedBehindTheSpeaker) {
  const Attributed a(
      "“Nobody asked what they cost,” said Orson Vane, the Vessen Sentinel reported on Saturday.");
  const std::size_t i = a.saying("Nobody asked");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.name(i), "Orson Vane");
  EXPECT_EQ(a.via(i), "cited:Vessen Sentinel");
}

TEST(Via, EachOfSeveralAgenciesIsNamed) {
  const Attributed a(
      "“They locked the gate at nine,” Gareth Moll said, according to Halden Press and Zenith.");
  const std::size_t i = a.saying("They locked");
  ASSERT_LT(i, a.size());
  EXPECT_EQ(a.via(i), "cited:Halden Press cited:Zenith");
  const Attributed b("“They locked the gate at nine,” Gareth Moll told Reuters and TASS.");
  ASSERT_EQ(b.size(), 1);
  EXPECT_EQ(b.via(0), "told:Reuters told:TASS");
}

TEST(Via, AnAgencyNamedBehindTheSpeakerIsNoSpeaker) {
  const Attributed a(
      "“They left the lamps and took a crate of pears,” said Marta Quill, the grocer, according to "
      "Reuters. “Whoever it was had been here before.”");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.via(0), "cited:Reuters");
  EXPECT_EQ(a.content(0),
            "They left the lamps and took a crate of pears | Whoever it was had been here before.");
}

// Who the words "The pier will stay shut until the spring flood" are from, and which outlet has
// them.
void expect_cited(const std::string& paragraph, const std::string& via) {
  const Attributed a("The pier has been shut since the storm.\n\n" + paragraph);
  std::size_t innermost = a.size();
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a.content(i).find("The pier will stay") != std::string::npos) innermost = i;
  }
  ASSERT_LT(innermost, a.size()) << paragraph;
  EXPECT_EQ(a.name(innermost), "Marta Quill") << paragraph;
  EXPECT_EQ(a.via(innermost), via) << paragraph;
}

TEST(Via, AnOutletIsCitedInManyForms) {
  const std::string before = " “The pier will stay shut until the spring flood.”";
  const std::string after = "“The pier will stay shut until the spring flood,” ";
  const std::string ledger = "cited:Harbor Ledger", at_start = "cited:The Harbor Ledger";
  for (const auto& [paragraph, via] : std::vector<std::pair<std::string, std::string>>{
           {"Marta Quill, the mayor, was quoted as saying by the Harbor Ledger:" + before, ledger},
           {"Marta Quill was quoted in the Harbor Ledger as saying:" + before, ledger},
           {after + "Marta Quill, the mayor, was quoted as saying in the Harbor Ledger.", ledger},
           {"According to the Harbor Ledger, Marta Quill, the mayor, said:" + before, ledger},
           {"As first reported by the Harbor Ledger, Marta Quill, the mayor, said:" + before,
            ledger},
           {"As the Harbor Ledger first reported, Marta Quill, the mayor, said:" + before, ledger},
           {"The Harbor Ledger reported that Marta Quill, the mayor, said:" + before, at_start},
           {"The Harbor Ledger reported that Marta Quill, the mayor, had warned:" + before,
            at_start},
           {"The Harbor Ledger quoted Marta Quill, the mayor, as saying:" + before, at_start},
           {"Marta Quill, the mayor, said, according to the Harbor Ledger:" + before, ledger},
           {"In the Harbor Ledger, Marta Quill, the mayor, said:" + before, ledger},
           {after + "TASS quoted the mayor, Marta Quill, as saying.", "cited:TASS"},
           {"Tass news agency quoted Marta Quill as saying:" + before, "cited:TASS"},
           {after + "Interfax reported, citing Marta Quill.", "cited:Interfax"},
           {after + "Marta Quill told Vessen 1 radio.", "told:Vessen 1"},
           {after + "Marta Quill told harborledger.com.", "told:harborledger.com"},
           {after + "said Marta Quill, the mayor, in comments published by the Harbor Ledger.",
            ledger},
       }) {
    expect_cited(paragraph, via);
  }
}

TEST(Via, ASentenceBehindSaysWhoPublishedTheRemarks) {
  const std::string said = "“The pier will stay shut until the spring flood,” said Marta Quill. ";
  expect_cited(said + "The remarks were first reported by the Harbor Ledger.",
               "cited:Harbor Ledger");
  expect_cited(said + "The Harbor Ledger first published the comments.", "cited:The Harbor Ledger");
  expect_cited(said + "Her comments appeared in the Harbor Ledger.", "cited:Harbor Ledger");
  expect_cited(said + "Her comments appeared to anger the council.", "");
  expect_cited(said + "The Harbor Ledger published a cartoon of the pier last week.", "");
  expect_cited(said + "\n\nThe Harbor Ledger first published the comments.", "");
  expect_cited("„The pier“ is shut. " + said, "");
}

TEST(Via, ASentenceAnywhereSaysWhoPublishedSomebodysRemarks) {
  const Attributed a(
      "“The pier will stay shut,” said Marta Quill. “Nobody minds,” said Odo Varga.\n\nThe museum "
      "is free.\n\nMs Quill's remarks were first reported by the Harbor Ledger.");
  EXPECT_EQ(a.via(a.saying("The pier will stay shut")), "cited:Harbor Ledger");
  EXPECT_EQ(a.via(a.saying("Nobody minds")), "");
}

TEST(Via, WhatIsSaidOfAnOutletStandsBeforeItsName) {
  for (const char* text : {"Russian state-run news agency Tass reported that the pier was safe.",
                           "State news agency Tass said that the pier was safe.",
                           "Russia's official Tass news agency reported that the pier was safe."}) {
    const Attributed a(text);
    ASSERT_EQ(a.size(), 1) << text;
    EXPECT_EQ(a.via(0), "cited:TASS") << text;
    EXPECT_EQ(a.name(0), "TASS") << text;
  }
  const Attributed head("The head of the Tass news agency said that the pier was safe.");
  EXPECT_EQ(head.via(0), "");
}

TEST(Via, WhomAnOutletHasItFromGoesOn) {
  const std::string reported = "According to the Harbor Ledger, the harvest was poor. ";
  const Attributed a("Marta Quill counts eels. " + reported + "“I counted nine,” she said.");
  EXPECT_EQ(a.via(a.saying("I counted nine")), "cited:Harbor Ledger");
  const Attributed b("Marta Quill counts eels. " + reported + "“I counted nine,” Odo Varga said.");
  EXPECT_EQ(b.via(b.saying("I counted nine")), "");
}

TEST(Via, WhoQuotesIsNoSpeakerWhereAnotherIsQuotedAsSaying) {
  const Attributed a("Interfax quoted the mayor, Marta Quill, as saying that the pier was safe.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.content(0), "that the pier was safe");
  EXPECT_EQ(a.via(0), "cited:Interfax");
}

TEST(Via, TheLettersOfAnAgencyAreItselfWhereOnlyAnOutletCanStand) {
  const std::string said = "“The pier will stay shut until the spring flood,” Marta Quill ";
  expect_cited(said + "told UPI.", "told:United Press International");
  expect_cited(said + "said, according to UPI.", "cited:United Press International");
  expect_cited(said + "said at the UPI.", "");
}

TEST(Via, AnOutletIsCitedInOtherLanguagesToo) {
  struct Case {
    const char *language, *text, *name, *via;
  };
  for (const Case& c : std::vector<Case>{
           {"de", "„Der Hafen bleibt zu“, sagte Marta Quill der dpa.", "Marta Quill",
            "told:Deutsche Presse-Agentur"},
           {"de", "„Der Hafen bleibt zu“, sagte Marta Quill der Deutschen Presse-Agentur.",
            "Marta Quill", "told:Deutsche Presse-Agentur"},
           {"de", "„Der Hafen bleibt zu“, sagte Marta Quill laut Hafenkurier.", "Marta Quill",
            "cited:Hafenkurier"},
           {"de", "Wie der Hafenkurier berichtet, sagte Marta Quill: „Der Hafen bleibt zu.“",
            "Marta Quill", "cited:Hafenkurier"},
           {"de", "Dem Hafenkurier zufolge sagte Marta Quill: „Der Hafen bleibt zu.“",
            "Marta Quill", "cited:Dem Hafenkurier"},
           {"de", "„Der Hafen bleibt zu“, hatte Marta Quill dem Hafenkurier gesagt.", "Marta Quill",
            "told:Hafenkurier"},
           {"de", "„Der Hafen bleibt zu“, so Marta Quill im Interview mit dem Hafenkurier.",
            "Marta Quill", "told:Hafenkurier"},
           {"fr", "« Le port reste fermé », nous a confié Marthe Quillan.", "Marthe Quillan",
            "own:"},
           {"fr", "« Le port reste fermé », répète Marthe Quillan à notre micro.", "Marthe Quillan",
            "own:"},
           {"fr",
            "Le Courrier de Vessen l'a vue. « Le port reste fermé », prévient Marthe Quillan dans "
            "les colonnes du quotidien.",
            "Marthe Quillan", "told:Le Courrier de Vessen"},
           {"it", "«Il porto resta chiuso», ci ha detto Marta Vidali.", "Marta Vidali", "own:"},
           {"es", "«El puerto sigue cerrado», dijo Marta Vidal, informó el Diario de Quillón.",
            "Marta Vidal", "cited:Diario de Quillón"},
           {"it", "«Il porto resta chiuso», ha detto Marta Vidali, citata dal Corriere di Vessen.",
            "Marta Vidali", "cited:Corriere di Vessen"},
       }) {
    const Attributed a(c.text, c.language);
    const std::size_t i = a.size() - 1;
    ASSERT_GT(a.size(), 0u) << c.text;
    EXPECT_EQ(a.name(i), c.name) << c.text;
    EXPECT_EQ(a.via(i), c.via) << c.text;
  }
}

TEST(Via, AnOutletThatAsksSomebodyElseHasNotTheWords) {
  expect_cited(
      "When the Harbor Ledger asked the ferrymen about it, Marta Quill said: “The pier will "
      "stay shut until the spring flood.”",
      "");
}

TEST(Via, ToldReportersIsNoCitation) {
  for (const char* text : {"“The pier is safe,” Marta Quill told reporters.",
                           "“The pier is safe,” Marta Quill told journalists in Solvang."}) {
    const Attributed a(text);
    EXPECT_TRUE(a.mentions.at(0).via.empty()) << text;
  }
}

TEST(Occasions, AStatementAndATweetAreNamed) {
  const Attributed a("“The pier is safe,” Marta Quill said in a statement.");
  ASSERT_TRUE(a.mentions.at(0).occasion.has_value());
  EXPECT_EQ(a.mentions[0].occasion->kind, Occasion::Kind::kPressRelease);
  const Attributed b("“The pier is safe,” Marta Quill wrote in a tweet.");
  ASSERT_TRUE(b.mentions.at(0).occasion.has_value());
  EXPECT_EQ(b.mentions[0].occasion->kind, Occasion::Kind::kPost);
}

TEST(Via, AChainIsKeptToItsEnd) {
  const Attributed a(
      "Two ships sank on Monday, the Harbor Ledger reported, citing Halden Press, which quoted the "
      "Vessen Courier.");
  const std::size_t i = a.saying("Two ships sank on Monday");
  EXPECT_EQ(a.via(i), "cited:Harbor Ledger cited:Halden Press cited:Vessen Courier");
  const Attributed b(
      "„Der Hafen ist zu“, sagte Marta Quill dem Hafenkurier, wie der Vessener Bote berichtet.",
      "de");
  ASSERT_EQ(b.size(), 1u);
  EXPECT_EQ(b.content(0), "Der Hafen ist zu");
  EXPECT_EQ(b.name(0), "Marta Quill");
  EXPECT_EQ(b.via(0), "told:Hafenkurier cited:Vessener Bote");
  const Attributed c(
      "El puerto está cerrado, dijo Marta Vidal al Correo de Vessen, según informó el Diario de "
      "Quillón.",
      "es");
  EXPECT_EQ(c.via(0), "told:Correo de Vessen cited:Diario de Quillón");
}

TEST(Via, AnAgencyInFrontIsNoSpeaker) {
  const Attributed a("Laut dem Hafenkurier sagte Marta Quill, der Hafen sei geschlossen.", "de");
  ASSERT_EQ(a.size(), 1u);
  EXPECT_EQ(a.name(0), "Marta Quill");
  EXPECT_EQ(a.content(0), "der Hafen sei geschlossen");
  EXPECT_EQ(a.via(0), "cited:Hafenkurier");
}

// Of a quotation by Marta Quill; "" in front of it is nothing.
void expect_via(const std::string& language, const std::string& text, const std::string& said,
                const std::string& via) {
  const Attributed a(text, language, "", "Calder Courier");
  const std::size_t i = a.saying(said);
  ASSERT_LT(i, a.size()) << text;
  EXPECT_EQ(a.via(i), via) << text;
}

TEST(Via, ANounSaysThatANameIsAnOutlets) {
  const std::string said = "“The pier will stay shut until spring,” Marta Quill ";
  for (const auto& [rest, via] : std::vector<std::pair<std::string, std::string>>{
           {"told the Danish newspaper Nordhavn Avis.", "told:Nordhavn Avis"},
           {"told the Calder-based newspaper Vessen Times.", "told:Vessen Times"},
           {"told the website Goalmouth.", "told:Goalmouth"},
           {"said in an interview with public broadcaster NRK.", "told:NRK"},
           {"said, according to the German weekly Der Spiegel.", "cited:Der Spiegel"},
           {"said in an interview with RBC television channel.", "told:RBC"},
           {"told a French newspaper.", "told:"},
           {"said in an interview with local radio.", "told:"},
           {"told the newspaper Quill had read.", ""},
       }) {
    expect_via("en", said + rest, "The pier will stay shut", via);
  }
}

TEST(Via, ANameThatNobodyKnowsMayBeAnOutlets) {
  const std::string said = "“The pier will stay shut until spring,” Marta Quill ";
  expect_via("en", said + "told Goalmouth.", "The pier will", "told?:Goalmouth");
  expect_via("en", said + "told the Ledger.", "The pier will", "told?:the Ledger");
  expect_via("en", said + "said in an interview with Goalmouth in Vessen.", "The pier will",
             "told?:Goalmouth");
  expect_via("en", said + "told Mayor Owen Tarrant.", "The pier will", "");
  expect_via("en", said + "told the Courier.", "The pier will", "own:");
  expect_via("en", said + "told Calder.", "The pier will", "told?:Calder");
  expect_via("it", "«Il porto resta chiuso», ha detto Marta Vidali alla Cronaca Padana.",
             "Il porto", "told?:Cronaca Padana");
  expect_via("fr", "« Le port reste fermé », a déclaré Marta Vidal au Petit Charentais.", "Le port",
             "told?:Petit Charentais");
}

TEST(Via, ANounBehindANameMakesItNoOutlet) {
  const std::string said = "“The pier will stay shut until spring,” Marta Quill ";
  for (const char* rest :
       {"told the Post Office inquiry.", "told a Reuters conference.",
        "told readers of the Harbor Ledger.", "told the Harbor Ledger's annual dinner.",
        "said, adding that a Reuters report was wrong.", "said in Sun Valley."}) {
    expect_via("en", said + rest, "The pier will stay shut", "");
  }
  for (const char* rest :
       {"told a Reuters reporter.", "told two Reuters reporters.",
        "told Reuters ahead of the vote.", "told Reuters minutes before the vote.",
        "told Reuters late on Thursday."}) {
    expect_via("en", said + rest, "The pier will", "told:Reuters");
  }
  expect_via("en", said + "told CNN viewers.", "The pier will", "");
  expect_via("en", said + "told the CNN audience.", "The pier will", "");
  expect_via("en", said + "told a rescue team.", "The pier will", "");
  expect_via("en", said + "told the Harbor Ledger newspaper.", "The pier will",
             "told:Harbor Ledger");
  expect_via("en", "Marta Quill told the BBC firms were worried about the new pier.",
             "were worried", "told:BBC");
}

TEST(Via, WhatPrintedOrSentTheWordsIsCited) {
  const std::string said = "“The pier will stay shut until spring,” Marta Quill ";
  expect_via("en", said + "said on the BBC.", "The pier will", "cited:BBC");
  expect_via("en", said + "said in Saturday's Harbor Ledger.", "The pier will",
             "cited:Harbor Ledger");
  expect_via("de", "„Der Hafen bleibt bis zum Frühjahr zu“, sagte Marta Quill im ZDF.",
             "Der Hafen bleibt", "cited:ZDF");
  expect_via("fr",
             "« Le port reste fermé jusqu'au printemps », a déclaré Marta Quill sur France "
             "Inter.",
             "Le port reste", "cited:Radio France");
}

TEST(Via, AnInterviewThatOthersHeldIsNotThisOutlets) {
  const std::string said =
      "“The pier will stay shut until spring,” Marta Quill said in an interview ";
  expect_via("en", said + "on Tuesday.", "The pier will", "");
  expect_via("en", said + "to mark the anniversary.", "The pier will", "");
  expect_via("en", said + "with this newspaper.", "The pier will", "own:");
  for (const char* rest : {"published on Sunday.", "with police.", "on Japanese television."}) {
    const Attributed a(said + rest);
    ASSERT_EQ(a.size(), 1u) << rest;
    EXPECT_TRUE(std::ranges::any_of(a.mentions[0].via, [](const Via& via) {
      return via.manner == Via::Manner::kTold && via.name.empty();
    })) << rest;
  }
}

TEST(Via, WhatTheSpeakerGoesOnToSayWasToldThereToo) {
  const std::string told = "Marta Quill told the Harbor Ledger that she was tired. ";
  expect_via("en", told + "“The pier will stay shut until spring,” she said.", "The pier will",
             "told:Harbor Ledger");
  expect_via("en", told + "\n\n“The pier will stay shut until spring,” Quill said.",
             "The pier will", "told:Harbor Ledger");
  expect_via("en", told + "“The pier will stay shut until spring,” she told the paper.",
             "The pier will", "told:Harbor Ledger");
  for (const char* rest :
       {"“The pier will stay shut until spring,” Owen Tarrant said.",
        "“The pier will stay shut until spring,” she told police.",
        "“The pier will stay shut until spring,” she told the inquiry.",
        "“The pier will stay shut until spring,” she said outside court.",
        "In her book, Quill said: “The pier will stay shut until spring.”",
        "“The pier will stay shut until spring,” she said on Friday.",
        "“The pier will stay shut until spring,” she said at a news conference.",
        "\n\nThe pier is old.\n\n“The pier will stay shut until spring,” she said."}) {
    expect_via("en", told + rest, "The pier will stay shut", "");
  }
  expect_via("en",
             "The pier will close, two sources told Reuters. “It will stay shut until spring,” one "
             "of the sources said.",
             "It will stay shut", "told:Reuters");
}

TEST(Via, TheUnitedStatesAreNotUs) {
  expect_via("en", "After US president Marta Quill declared that the pier was closed, ships left.",
             "the pier was closed", "");
}

TEST(Via, AnOutletStandsBehindWhatIsSaidOfTheSpeaker) {
  for (const auto& [language, text, via] : std::vector<std::array<std::string, 3>>{
           {"de",
            "„Wir warten seit neun Tagen“, sagte Marta Quill, die Direktorin der Bahn, der "
            "Süddeutschen Zeitung.",
            "told:Süddeutsche Zeitung"},
           {"de",
            "„Wir warten seit neun Tagen“, sagte Direktorin Marta Quill der Süddeutschen Zeitung.",
            "told:Süddeutsche Zeitung"},
           {"de", "„Wir warten seit neun Tagen“, zitiert die Agentur dpa Marta Quill.",
            "cited:Deutsche Presse-Agentur"},
           {"it",
            "«Wir warten da nove giorni», ha detto Marta Vidali, portavoce dei passeggeri, alla "
            "Gazzetta del Golfo.",
            "told:Gazzetta del Golfo"},
           {"es", "«Wir warten desde hace nueve días», declaró a la agencia EFE Marta Vidal.",
            "told:EFE"},
           {"es", "«Wir warten desde hace nueve días», dijo Marta Vidal a El Correo Minero.",
            "told:El Correo Minero"},
           {"es",
            "«Wir warten desde hace nueve días», dijo Marta Vidal, según el Diario de Vessen, que "
            "cita a EFE.",
            "cited:Diario de Vessen cited:EFE"},
           {"fr", "« Wir warten depuis neuf jours », a déclaré Marta Vidal au Monde.",
            "told:Le Monde"},
           {"de", "„Wir warten seit neun Tagen“, sagte Quill der Nachrichtenagentur Castellan.",
            "told:Castellan"},
           {"de", "„Wir warten seit neun Tagen“, sagte Quill der Castellan.",
            "told?:der Castellan"},
           {"en",
            "“Wir warten for nine days,” Marta Quill said, as the Corriere di Oglina first "
            "reported.",
            "cited?:the Corriere di Oglina"},
           {"en", "“Wir warten for nine days,” Marta Quill told El País de Moguer.",
            "told?:El País de Moguer"},
       }) {
    expect_via(language, text, "Wir warten", via);
  }
}

TEST(Via, TheWholeNameOfAServiceIsCited) {
  const std::string words = "The pier will stay shut until spring";
  for (const auto& [text, via] : std::vector<std::pair<std::string, std::string>>{
           {"“" + words + ",” said Marta Quill, according to Corvid Press Service.",
            "cited:Corvid Press Service"},
           {"Corvid Press Service quoted Marta Quill as saying: “" + words + ".”",
            "cited:Corvid Press Service"},
           {"The port is shut. dpa quoted Marta Quill as saying: “" + words + ".”",
            "cited:Deutsche Presse-Agentur"},
           {"“" + words + ",” said Marta Quill, as the Harbor Ledger first reported.",
            "cited:Harbor Ledger"},
           {"“" + words + ",” said Marta Quill, the mayor, as the village slept.", ""},
           {"“" + words + ",” Marta Quill, the mayor, said, the Harbor Ledger reported.",
            "cited:Harbor Ledger"}}) {
    expect_via("en", text, words, via);
  }
}

TEST(Via, AnAgencyBeforeAColonHasWhatFollows) {
  for (const auto& [language, text] : std::vector<std::pair<std::string, std::string>>{
           {"en",
            "Reuters: Marta Quill, head of the port, on the strike: “It is the cheapest peace.”"},
           {"en", "14:31 – Reuters: Marta Quill says: “It is the cheapest peace.”"},
           {"es", "EFE: la consejera Rocío Olmedo sobre la huelga: «It is the cheapest peace.»"}}) {
    const Attributed a(text, language);
    const std::size_t i = a.saying("It is the cheapest");
    ASSERT_LT(i, a.size()) << text;
    EXPECT_EQ(a.via(i), language == "en" ? "cited:Reuters" : "cited:EFE") << text;
    EXPECT_EQ(a.name(i), language == "en" ? "Marta Quill" : "Rocío Olmedo") << text;
  }
}

}  // namespace
}  // namespace secondsource::attribution
