#include "corroborate/statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "corroborate/meaning.h"
#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

// Of another event than kBridge, to stand around quotations, too.
const std::string kOrchard =
    "Apple growers of the Tarn valley expect their poorest harvest in forty years after the late "
    "frost, the cooperative of Quillon reported.\n";

struct Pair {
  Newsroom room;
  const Mention* a = nullptr;
  const Mention* b = nullptr;
  bool same() { return room.same(*a, *b); }
};

struct Said {
  std::string words;
  std::string speaker = "Anna Holt";
  std::string around = kBridge;
  std::string language = "en";
  Mention::Kind kind = Mention::Kind::kDirect;
  int hour = 9;
};

bool same(const Said& a, const Said& b) {
  Newsroom room;
  const Mention* mentions[2];
  int i = 0;
  for (const Said& said : {a, b}) {
    const Article& article =
        room.add({i == 0 ? "Coastline Daily" : "Vessen Standard", "",
                  said.around + "\"" + said.words + "\"", said.hour, said.language});
    Mention& mention = room.quote(article, said.words, said.speaker);
    mention.kind = said.kind;
    mentions[i++] = &mention;
  }
  return room.same(*mentions[0], *mentions[1]);
}

// What bodies without a name said, in an agency's usual form.
bool same_told(const std::string& a, const std::string& b, const std::string& speaker) {
  Newsroom room;
  const Mention* mentions[2];
  int i = 0;
  for (const std::string& words : {a, b}) {
    const Article& article =
        room.add({"Coastline Daily", "", kBridge + speaker + " said that " + words, i});
    Mention& mention = room.quote(article, words, speaker);
    mention.kind = Mention::Kind::kIndirect;
    mention.speaker->kind = Speaker::Kind::kOrganisation;
    mentions[i++] = &mention;
  }
  return room.same(*mentions[0], *mentions[1]);
}

constexpr std::string_view kWords =
    "the bridge has to stay closed and nobody is to cross it before spring";

TEST(Statements, OneFormWithOtherNumbersIsAnotherStatement) {
  const std::string form =
      "it forecast a shortage of 800 million crowns in the money market of Hest";
  std::string other = form;
  other.replace(other.find("800"), 3, "450");
  EXPECT_TRUE(same_told(form, form, "Bank of Solvang"));
  EXPECT_FALSE(same_told(form, other, "Bank of Solvang"));
}

TEST(Statements, ABodyWithoutANameIsNobodyInParticular) {
  const std::string words = "the split is subject to approval by its shareholders";
  EXPECT_TRUE(same_told(words, words, "Bank of Solvang"));
  EXPECT_FALSE(same_told(words, "a split subject to approval by shareholders", "company"));
}

TEST(Statements, ANameWithItsTitleThatTwoSentencesShareIsNoStatement) {
  const std::string judge = "before Chief Harbour Magistrate Ingrid Solheim of Hest Ferry";
  EXPECT_FALSE(
      same_told("the wife of the pilot spent forty thousand crowns of the fund on coats, "
                "rugs and silver and appeared " +
                    judge,
                "he pleaded guilty " + judge, "company"));
}

TEST(Statements, IdenticalWordsOfOneSpeakerAreOne) {
  EXPECT_TRUE(same({std::string(kWords)}, {std::string(kWords), "Holt", kBridgeToo}));
}

TEST(Statements, CutsEllipsesAndTyposAreOne) {
  EXPECT_TRUE(
      same({std::string(kWords)}, {"nobody is to cross it before spring", "Holt", kBridgeToo}));
  EXPECT_TRUE(same({std::string(kWords)},
                   {"the bridge has to stay closed … before spring", "Holt", kBridgeToo}));
  EXPECT_TRUE(same({std::string(kWords)},
                   {"the bridge has to stay closd and nobody is to cross it before sprnig", "Holt",
                    kBridgeToo}));
}

TEST(Statements, ChangedWordsAreOne) {
  EXPECT_TRUE(same({"we will rebuild the harbour wall stone by stone"},
                   {"we will rebuild the harbour wall brick by brick", "Holt", kBridgeToo}));
}

TEST(Statements, TwoPiecesOfOneSpeechThatOverlapAreOne) {
  EXPECT_TRUE(
      same({"The harbour wall was built by fishermen with bare hands and borrowed boats. My "
            "grandmother kept the keys in a biscuit tin under the stairs of the lighthouse"},
           {"The harbour wall was built by fishermen with bare hands and borrowed boats. "
            "There are forty pages in that drawer which no inspector has ever opened",
            "Holt", kBridgeToo}));
}

TEST(Statements, APieceOfOneSpeechInTwoMouthsIsOneInReportsOfOneEvent) {
  const std::string piece = "That conduct is unbecoming of a harbour master of Hest";
  const Said one = {"She has lost it. " + piece, "Anna Holt"};
  const Said other = {piece + ". The pilots have waited for eleven years", "Ruben Sade",
                      kBridgeToo};
  EXPECT_TRUE(same(one, other));
  Said elsewhere = other;
  elsewhere.around = kOrchard;
  EXPECT_FALSE(same(one, elsewhere));
}

TEST(Statements, WhoseSomethingIsMakesNoOtherWord) {
  const std::string words = "the harbour's lanterns are the pilots' best guardians";
  const std::string others = "the harbour' lanterns are the pilots's best guardians";
  EXPECT_TRUE(same({words, ""}, {others, "Anna Holt", kBridgeToo}));
}

TEST(Statements, AFewWordsFromAllOverALongSpeechAreAnother) {
  EXPECT_FALSE(
      same({"I was talking about the pilots"},
           {"I was born on the quay, and my father was there when the first crane came; we "
            "were always talking, on Sundays too, of what the town could be about, and "
            "nobody but the old harbour master and his pilots ever listened to any of it"}));
}

TEST(Statements, TheWholeOfWhatOneSaidIsOneInReportsOfOtherThings) {
  const std::string words =
      "my grandmother kept the harbour keys in a biscuit tin under the stairs";
  EXPECT_TRUE(same({words}, {words, "Anna Holt", kOrchard}));
}

TEST(Statements, ASentenceThatRetellsPartOfALongQuotationIsOne) {
  EXPECT_TRUE(
      same({"Divers found a second crack in the northern pier, and the engineers of the port "
            "have told me that welding it will take all of the winter and cost the town more "
            "than it has, so nobody should hope for an early summer"},
           {"engineers said welding the crack will take the winter", "Holt", kBridgeToo, "en",
            Mention::Kind::kIndirect}));
}

TEST(Statements, ASentenceThatKeepsAWordOrTwoOfAQuotationIsOne) {
  EXPECT_TRUE(
      same({"Divers found a second crack in the northern pier, and the engineers of the port "
            "have told me that welding it will take all of the winter and cost the town more "
            "than it has"},
           {"engineers were \"welding the crack\" in the northern pier for a winter", "Holt",
            kBridgeToo, "en", Mention::Kind::kMixed}));
}

TEST(Statements, AFewWordsOfAnotherSentenceRetoldAreNone) {
  EXPECT_FALSE(
      same({"she'll accept whatever the harbour surveyors recommend"},
           {"Late this afternoon I met the master of the port and the surveyors and pilots who "
            "looked into the loss of the ferry over the last thirteen months, and I received "
            "their unanimous recommendation that the inquiry of the harbour board be closed and "
            "that nobody within its scope be charged",
            "Holt", kBridgeToo, "en", Mention::Kind::kIndirect}));
}

TEST(Statements, IndirectSpeechOfTheSameWordsIsOne) {
  EXPECT_TRUE(same({std::string(kWords)},
                   {"the bridge had to stay closed and that nobody was to cross it before spring",
                    "Holt", kBridgeToo, "en", Mention::Kind::kIndirect}));
}

TEST(Statements, ARunOfWordsThatIndirectSpeechKeepsIsOne) {
  EXPECT_TRUE(
      same({"the levy is a gift to the crane owners which will drain the harbour fund of Hest"},
           {"the council was wrong to vote for something that will drain the harbour fund of "
            "Hest within two summers",
            "Holt", kBridgeToo, "en", Mention::Kind::kIndirect}));
}

TEST(Statements, WholeWordsOfNobodyNamedAreOneInReportsOfOneEventOnly) {
  const std::string words = "a rationale for gutting harbours";
  EXPECT_TRUE(same({"the levy is nothing but " + words + " and their pilots", ""},
                   {words, "Anna Holt", kBridgeToo}));
  EXPECT_FALSE(same({"the levy is nothing but " + words + " and their pilots", ""},
                    {words, "Anna Holt", kOrchard}));
}

TEST(Statements, AStanceThatIsToldAgainDaysLaterIsAnother) {
  const std::string first = "she would publish the ledgers of the harbour fund";
  const std::string again = "she would publish all ledgers of the harbour fund when others did";
  const Mention::Kind indirect = Mention::Kind::kIndirect;
  EXPECT_TRUE(same({first, "Holt", kBridge, "en", indirect},
                   {again, "Holt", kBridgeToo, "en", indirect, 9 + 24}));
  EXPECT_FALSE(same({first, "Holt", kBridge, "en", indirect},
                    {again, "Holt", kBridgeToo, "en", indirect, 9 + 24 * 6}));
}

TEST(Statements, TwoTranslationsOfOneOriginalAreOne) {
  EXPECT_TRUE(same(
      {"The bridge has to stay closed, nobody is to cross it before spring"},
      {"The bridge must be kept shut. We shall let no one over until spring", "Holt", kBridgeToo}));
}

TEST(Statements, ATranslationToAnotherLanguageIsOne) {
  const std::string around =
      "Die Brücke über die Lene bei Hest Ferry ist nach einem Riss im Pfeiler gesperrt, sagte die "
      "Ingenieurin Ingrid Solheim von Kessel Marine.\n";
  EXPECT_TRUE(same({"The bridge has to stay closed, nobody is to cross it before spring"},
                   {"Die Brücke muss gesperrt bleiben, niemand darf sie vor dem Frühling betreten",
                    "Holt", around, "de"}));
  EXPECT_FALSE(same(
      {"The bridge has to stay closed, nobody is to cross it before spring"},
      {"Die Reparatur kostet neun Millionen, und das zahlt uns niemand", "Holt", around, "de"}));
}

TEST(Statements, ATranslationIsKnownByCommonWordsOfSixLanguages) {
  const std::string quoted = "The wall held for a hundred years and the ice needed twenty minutes";
  for (const auto& [language, words] : std::vector<std::pair<std::string, std::string>>{
           {"de", "Die Mauer hat hundert Jahre gehalten, das Eis brauchte zwanzig Minuten"},
           {"fr", "Le mur a tenu cent ans et la glace a eu besoin de vingt minutes"},
           {"es", "El muro aguantó cien años y el hielo necesitó veinte minutos"},
           {"it", "Il muro ha tenuto cento anni e al ghiaccio sono bastati venti minuti"},
           {"pt", "O muro aguentou cem anos e o gelo precisou de vinte minutos"},
           {"nl", "De muur hield honderd jaar en het ijs had twintig minuten nodig"}}) {
    EXPECT_TRUE(same({quoted}, {words, "Anna Holt", kBridge, language})) << language;
    EXPECT_FALSE(same({"Nobody from the ministry has called us since the water came"},
                      {words, "Anna Holt", kBridge, language}))
        << language;
  }
}

TEST(Statements, OtherWordsOfOneSpeakerAreTwo) {
  EXPECT_FALSE(same({std::string(kWords)},
                    {"the repair will cost nine million and the city cannot pay for it alone",
                     "Holt", kBridgeToo}));
}

TEST(Statements, TheSameWordsOfTwoSpeakersOnOneEventAreOne) {
  EXPECT_TRUE(same({std::string(kWords)}, {std::string(kWords), "Ruben Sade", kBridgeToo}));
}

TEST(Statements, WhatIsQuotedWithinAnothersWordsIsNotHis) {
  const std::string claim = "that " + std::string(kWords) + " was never in any report";
  const auto same_within = [&](const std::string& outer, const std::string& inner) {
    Newsroom room;
    const Article& article = room.add({"Coastline Daily", "", kBridge + "\"" + claim + "\""});
    return room.same(room.quote(article, claim, outer), room.quote(article, kWords, inner));
  };
  EXPECT_TRUE(same_within("Ruben Sade", "Ruben Sade"));
  EXPECT_FALSE(same_within("Ruben Sade", "Anna Holt"));
  EXPECT_FALSE(same_within("Ruben Sade", ""));
  // Another outlet is cited with the whole of it.
  EXPECT_TRUE(same_within("", "Anna Holt"));
}

TEST(Statements, AProverbOfTwoEventsIsTwo) {
  const std::string proverb = "a stitch in time saves nine, as my grandmother used to say";
  EXPECT_FALSE(same({proverb}, {proverb, "Ruben Sade", kOrchard}));
  EXPECT_FALSE(same({proverb, ""}, {proverb, "", kOrchard}));
}

TEST(Statements, ALongSentenceOfOneNamedOnceIsNoProverb) {
  const std::string words =
      "my grandmother kept the harbour keys in a biscuit tin under the lighthouse stairs of Hest";
  EXPECT_TRUE(same({words, ""}, {words, "Ruben Sade", kOrchard}));
}

TEST(Statements, TwoPiecesOfASpeechOfNobodyNamedThatOverlapAreOne) {
  EXPECT_TRUE(
      same({"The harbour wall was built by fishermen with bare hands and borrowed boats. My "
            "grandmother kept the keys in a biscuit tin under the stairs of the lighthouse",
            ""},
           {"The harbour wall was built by fishermen with bare hands and borrowed boats. "
            "There are forty pages in that drawer which no inspector has ever opened",
            "Anna Holt", kBridgeToo}));
}

TEST(Statements, ALongSentenceOfTwoSpeakersIsOneWhateverTheReportsAreOf) {
  const std::string words =
      "my grandmother kept the harbour keys in a biscuit tin under the lighthouse stairs of Hest "
      "and counted the fishing boats of her brothers by their yellow lanterns every evening";
  EXPECT_TRUE(same({words}, {words, "Ruben Sade", kOrchard}));
  EXPECT_FALSE(
      same({words}, {words, "Ruben Sade", kOrchard, "en", Mention::Kind::kDirect, 24 * 30}));
}

TEST(Statements, WhatAHeadlineRetellsOfALongerSentenceIsOne) {
  const Mention::Kind told = Mention::Kind::kIndirect;
  const std::string headline = "divers to repair cracked harbour pier";
  EXPECT_TRUE(same({headline, "Anna Holt", kBridge, "en", told},
                   {"that divers would repair the harbour pier, which had cracked in the frost of "
                    "January, before the first ferries with holiday visitors sail at Whitsun",
                    "Holt", kBridgeToo, "en", told}));
  // One telling word in common is not enough.
  EXPECT_FALSE(
      same({"that the harbour would be there", "Anna Holt", kBridge, "en", told},
           {"that the harbour would be the last to know", "Holt", kBridgeToo, "en", told}));
}

TEST(Statements, AHeadlineThatChangesAWordOfItsTextIsOfIt) {
  Newsroom room;
  const Article& article = room.add(
      {"Coastline Daily", "\"This pier gives no sound\"",
       "\"This pier gives no warning, it holds, and then it does not,\" said Anna Holt.", 9});
  Mention& title = room.quote(article, "This pier gives no sound", "", Field::kTitle);
  title.speaker.reset();
  const Mention& text = room.quote(
      article, "This pier gives no warning, it holds, and then it does not", "Anna Holt");
  EXPECT_TRUE(room.same(title, text));
}

TEST(Statements, APhraseOfOneSpeakerIsAnotherStatementDaysLater) {
  const std::string phrase = "we have come a long way in nine months of harbour work";
  EXPECT_TRUE(same({phrase}, {phrase, "Holt", kBridgeToo, "en", Mention::Kind::kDirect, 9 + 24}));
  const std::string other = "we have come a pretty long way in nine months";
  EXPECT_FALSE(same({other}, {"we have come a long way in nine months", "Holt", kBridgeToo, "en",
                              Mention::Kind::kDirect, 9 + 24 * 5}));
}

TEST(Statements, AStockPhraseOfTwoEventsIsTwo) {
  const std::string phrase = "we will not comment on an ongoing investigation";
  EXPECT_FALSE(same({phrase}, {phrase, "Ruben Sade", kOrchard}));
  EXPECT_FALSE(same({phrase, "Holt"},
                    {phrase, "Holt", kOrchard, "en", Mention::Kind::kDirect, 9 + 24 * 30}));
}

TEST(Statements, PeopleOfOneSurnameAreApart) {
  EXPECT_FALSE(same({"I shall vote against the harbour tax", "Anna Holt"},
                    {"I shall vote against the harbour tax", "Peter Holt", kOrchard}));
}

TEST(Statements, TransliterationsOfANameAreOne) {
  EXPECT_TRUE(same({std::string(kWords), "Sergei Zelensky"},
                   {std::string(kWords), "Sergey Zelenskiy", kOrchard}) ||
              same({std::string(kWords), "Sergei Zelensky"},
                   {std::string(kWords), "Sergey Zelenskyy", kBridgeToo}));
}

TEST(Statements, ThoughtsAreNone) {
  Newsroom room;
  const Article& a = room.add({"A", "", kBridge + std::string(kWords)});
  Mention& mention = room.quote(a, kWords, "Anna Holt");
  mention.speech = false;
  EXPECT_TRUE(mention_keys(room.profile(mention), room.profile(a)).kept.empty());
  Mention other = mention;
  other.speech = true;
  EXPECT_FALSE(
      same_statement(room.profile(mention), room.profile(a), room.profile(other), room.profile(a)));
}

TEST(Statements, JuniorIsNoSurname) {
  std::uint32_t initial = 0;
  EXPECT_EQ(speaker_words("Boris R. Lind Jr", initial), speaker_words("Boris R. Lind", initial));
  EXPECT_EQ(speaker_words("II", initial).size(), 1u);
}

TEST(Statements, TwoSpeakersWhoSaidTheSameFarApartMadeTwo) {
  Newsroom room;
  const Article& a = room.add({"A", "", kBridge + std::string(kWords)});
  const MentionProfile one = room.profile(room.quote(a, kWords, "Anna Holt"));
  MentionProfile other = room.profile(room.quote(a, kWords, "Boris Lind"));
  other.article = "later";
  ASSERT_EQ(compare(one.speaker.name(), other.speaker.name()), Agreement::kDiffer);
  StoryProfile story = room.profile(a), later = story;
  later.article = other.article;
  const auto begin = Time(std::chrono::seconds(1'790'000'000));
  for (const auto distance : {std::chrono::hours(1), std::chrono::hours(24 * 7 + 1)}) {
    story.published = begin;
    later.published = begin + distance;
    EXPECT_EQ(same_statement(one, story, other, later),
              !far_apart(story.published, later.published));
  }
  EXPECT_FALSE(far_apart(begin, std::nullopt));
}

// Words that repeat in another order align in several longest ways, of different weight.
TEST(Statements, WhichOfTwoIsAskedMakesNoDifference) {
  std::mt19937_64 random(11);
  const auto pick = [&](std::size_t n) { return random() % n; };
  StoryProfile story;
  story.article = "a";
  StoryProfile other_story = story;
  other_story.article = "b";
  story.terms = other_story.terms = {{1000, 1, true}};
  int same = 0;
  for (int round = 0; round < 20'000; ++round) {
    MentionProfile mentions[2];
    for (MentionProfile& mention : mentions) {
      mention.article = &mention == mentions ? "a" : "b";
      mention.language = "en";
      mention.kind = pick(2) == 0 ? Mention::Kind::kDirect : Mention::Kind::kIndirect;
      mention.speaker.kind = Speaker::Kind::kPerson;
      mention.speaker.words = {pick(4) == 0 ? 7u : 8u};
      for (std::size_t i = 0, n = 4 + pick(8); i < n; ++i) {
        const std::uint64_t word = pick(6);
        mention.words.push_back(word);
        mention.weights.push_back(static_cast<float>(1 + word * 2));
        mention.bag.push_back(static_cast<std::uint32_t>(word));
      }
      std::sort(mention.bag.begin(), mention.bag.end());
    }
    const bool one = same_statement(mentions[0], story, mentions[1], other_story);
    ASSERT_EQ(one, same_statement(mentions[1], other_story, mentions[0], story)) << round;
    same += one;
  }
  EXPECT_GT(same, 100);
  EXPECT_LT(same, 19'000);
}

bool meet(const Keys& a, const Keys& b) {
  std::size_t common = 0;
  bool all_marks = false;
  for (const std::uint64_t kept : b.kept) {
    const auto same = std::ranges::find(a.sought, kept >> kMarkBits,
                                        [](std::uint64_t key) { return key >> kMarkBits; });
    if (same == a.sought.end()) continue;
    ++common;
    all_marks |= ((*same | kept) & kAllMarks) == kAllMarks;
  }
  return common > 1 || all_marks;
}

TEST(StatementKeys, FindWhatIsSaidNearbyInTimeByOneSpeaker) {
  Newsroom room;
  const Article& a = room.add({"A", "", kBridge + std::string(kWords)});
  const Article& b = room.add({"B", "", kBridgeToo + "She would let no one over until spring", 60});
  const Mention& x = room.quote(a, kWords, "Anna Holt");
  const Mention& y = room.quote(b, "would let no one over until spring", "Holt");
  EXPECT_TRUE(meet(mention_keys(room.profile(x), room.profile(a)),
                   mention_keys(room.profile(y), room.profile(b))));
}

TEST(StatementKeys, FindLongSharedRunsWhoeverSpeaksAndWhenever) {
  Newsroom room;
  const Article& a = room.add({"A", "", kBridge + std::string(kWords)});
  const Article& b = room.add({"B", "", kOrchard + std::string(kWords), 24 * 400});
  const Mention& x = room.quote(a, kWords, "Anna Holt");
  const Mention& y = room.quote(b, kWords, "");
  EXPECT_TRUE(meet(mention_keys(room.profile(x), room.profile(a)),
                   mention_keys(room.profile(y), room.profile(b))));
}

TEST(StatementKeys, MeetBothWaysAndAreBounded) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 3000; ++round) {
    Keys keys[2];
    for (Keys& one : keys) {
      MentionProfile mention;
      mention.words.resize(random() % 40);
      for (auto& word : mention.words) word = random() % 12;
      mention.weights.assign(mention.words.size(), 5);
      mention.speaker.words = {random() % 3};
      StoryProfile story;
      story.published = hours(static_cast<int>(random() % 400));
      story.terms = {{random() % 3, 1, true}};
      one = mention_keys(mention, story);
      EXPECT_LE(one.kept.size(), 16u);
      EXPECT_TRUE(
          std::includes(one.sought.begin(), one.sought.end(), one.kept.begin(), one.kept.end()));
    }
    EXPECT_EQ(meet(keys[0], keys[1]), meet(keys[1], keys[0]));
  }
}

TEST(Statements, ASurnameOffByALetterBehindOneFirstNameIsOne) {
  const auto agree = [](std::string_view a, std::string_view b) {
    std::uint32_t x = 0, y = 0;
    const auto of_a = speaker_words(a, x), of_b = speaker_words(b, y);
    const std::string in_a = surname_of(a), in_b = surname_of(b);
    return compare({Speaker::Kind::kPerson, of_a, x, in_a},
                   {Speaker::Kind::kPerson, of_b, y, in_b}) == Agreement::kAgree;
  };
  EXPECT_TRUE(agree("Graham Tolliver", "Graham Tolliter"));
  EXPECT_FALSE(agree("Graham Tolliver", "Gordon Tolliter"));
  EXPECT_FALSE(agree("Graham Holt", "Graham Lind"));
}

TEST(Statements, ASentenceWordForWordInTwoMouthsIsOne) {
  const std::string words = "A ban is what you do when you have run out of things to say";
  EXPECT_TRUE(same({words, "Anna Holt"}, {words, "Ruben Sade", kBridgeToo}));
  EXPECT_FALSE(same({words, "Anna Holt"},
                    {words, "Ruben Sade", kBridgeToo, "en", Mention::Kind::kDirect, 9 + 24 * 3}));
}

TEST(Statements, AWordOfSeveralMeaningsIsKnownByEach) {
  const auto& meanings = test_data().derived<Meanings>();
  std::vector<Meanings::Meaning> others;
  std::vector<std::uint64_t> keys{meanings.meaning("fr", "colère", &others).key};
  for (const Meanings::Meaning& other : others) keys.push_back(other.key);
  EXPECT_THAT(keys, testing::IsSupersetOf({meanings.of("en", "anger"), meanings.of("en", "rage")}));
  EXPECT_TRUE(same({"Bring a blanket and a little rage, for we will play in the car park"},
                   {"Apportez une couverture et un peu de colère, nous jouerons sur le parking",
                    "Holt", kBridgeToo, "fr"}));
}

}  // namespace
}  // namespace secondsource::corroborate
