#include "corroborate/translation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corroborate/meaning.h"
#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

std::vector<std::uint64_t> meanings_of(std::string_view language, std::string_view word) {
  const auto& meanings = test_data().derived<Meanings>();
  std::vector<Meanings::Meaning> others;
  std::vector<std::uint64_t> keys{meanings.meaning(language, word, &others).key};
  for (const Meanings::Meaning& other : others) keys.push_back(other.key);
  return keys;
}

std::uint64_t english(std::string_view word) {
  return test_data().derived<Meanings>().of("en", word);
}

struct Said {
  std::string language, words, speaker;
  Mention::Kind kind = Mention::Kind::kDirect;
};

bool translated(const Said& a, const Said& b) {
  Newsroom room;
  std::vector<MentionProfile> profiles;
  for (const Said& said : {a, b}) {
    const Article& article =
        room.add({"Coastline Daily", "", "\"" + said.words + "\"", 9, said.language});
    Mention& mention = room.quote(article, said.words, said.speaker);
    mention.kind = said.kind;
    profiles.push_back(room.profile(mention));
  }
  const bool one = translates(profiles[0], profiles[1]);
  EXPECT_EQ(one, translates(profiles[1], profiles[0])) << "not symmetric";
  return one;
}

TEST(Meanings, AFormThatNoTableHasIsKnownByItsRoot) {
  EXPECT_THAT(meanings_of("it", "frenato"), testing::Contains(english("brake")));
  EXPECT_THAT(meanings_of("de", "gebremst"), testing::Contains(english("brake")));
  EXPECT_THAT(meanings_of("de", "brücken"), testing::Contains(english("bridge")));
}

TEST(Meanings, AnotherTranslatorsWordCounts) {
  EXPECT_THAT(meanings_of("fr", "camion"),
              testing::IsSupersetOf({english("truck"), english("lorry")}));
  EXPECT_THAT(meanings_of("es", "ascensor"),
              testing::IsSupersetOf({english("elevator"), english("lift")}));
}

TEST(Meanings, AWordWrittenOfTwoMeansWhatTheyMean) {
  EXPECT_THAT(meanings_of("de", "hafenbrücke"),
              testing::IsSupersetOf({english("harbour"), english("bridge")}));
  EXPECT_THAT(meanings_of("nl", "brugwachters"), testing::Contains(english("bridge")));
  // As one word of its own language it is another than "brücke".
  EXPECT_NE(meanings_of("de", "hafenbrücke").front(), meanings_of("de", "brücke").front());
  EXPECT_THAT(meanings_of("fr", "portepont"), testing::SizeIs(1));
}

TEST(Meanings, WhatHoldsASentenceTogetherMeansNothing) {
  const auto& meanings = test_data().derived<Meanings>();
  EXPECT_EQ(meanings.meaning("es", "habían").weight, 0);
  EXPECT_EQ(meanings.meaning("fr", "avons").weight, 0);
  EXPECT_LT(meanings.meaning("fr", "brelandine").weight, 0);
}

TEST(Translations, AFreeOneIsKnownWhereOneSpeakerIsNamed) {
  const Said german{"de", "Der Fahrer hat gebremst, lange bevor er den Lastwagen sehen konnte",
                    "Jörg Nothnagel"};
  const Said english{"en", "The driver braked long before he could have seen the lorry",
                     "Jörg Nothnagel"};
  const Said italian{"it", "Il conducente ha frenato molto prima di poter vedere il camion",
                     "Jörg Nothnagel"};
  EXPECT_TRUE(translated(german, english));
  EXPECT_TRUE(translated(german, italian));
  EXPECT_TRUE(translated(english, italian));
  for (const Said& other :
       {Said{"en", "Nobody from the ministry has called us since the water came", "Jörg Nothnagel"},
        Said{"fr", "Nous ne savons pas encore pourquoi la barrière était ouverte hier soir",
             "Jörg Nothnagel"}}) {
    EXPECT_FALSE(translated(german, other)) << other.words;
    EXPECT_FALSE(translated(italian, other)) << other.words;
  }
}

TEST(Translations, OfAnotherSpeakerOrWithOtherNumbersAreNone) {
  const Said german{"de", "Der Fahrer hat gebremst, lange bevor er den Lastwagen sehen konnte",
                    "Jörg Nothnagel"};
  EXPECT_FALSE(translated(
      german, {"en", "The driver braked long before he could have seen the lorry", "Marta Quill"}));
  EXPECT_FALSE(translated({"de", "Die Brücke bleibt 14 Wochen für alle Lastwagen gesperrt", "Holt"},
                          {"en", "The bridge stays closed to all lorries for 40 weeks", "Holt"}));
  EXPECT_TRUE(translated({"de", "Die Brücke bleibt 14 Wochen für alle Lastwagen gesperrt", "Holt"},
                         {"en", "The bridge stays closed to all lorries for 14 weeks", "Holt"}));
}

TEST(Translations, WhereOneNamesNobodyMoreIsAsked) {
  const Said named{"en", "Satellites scratch the picture like a child with a nail",
                   "Jimena Olmedo"};
  const Said unnamed{"it", "I satelliti graffiano l'immagine come un bambino con un chiodo", ""};
  EXPECT_TRUE(translated(named, unnamed));
  const Said little{"it", "Un bambino ha perso la scarpa ieri sera, davanti alla chiesa vecchia",
                    ""};
  EXPECT_FALSE(translated(named, little));
}

TEST(Translations, OfOneLanguageAreNone) {
  const Said said{"en", "The driver braked long before he could have seen the lorry", "Holt"};
  EXPECT_FALSE(translated(said, said));
}

}  // namespace
}  // namespace secondsource::corroborate
