#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/language.h"
#include "text/text.h"

namespace secondsource::text {
namespace {

using testing::ElementsAre;

std::vector<std::string> words(std::string_view source) {
  const Language none("", "");
  Text text;
  analyse(source, {}, none, text);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.words.size(); ++i) out.emplace_back(text.word(i));
  return out;
}

TEST(Words, AreRunsOfLettersDigitsAndMarks) {
  EXPECT_THAT(words("Don't, 3.5 well-known U.S. A1b2"),
              ElementsAre("don", "t", "3", "5", "well", "known", "u", "s", "a1b2"));
  EXPECT_THAT(words(""), ElementsAre());
  EXPECT_THAT(words(" \t\n-- …"), ElementsAre());
}

TEST(Words, AreNormalisedAndCaseFolded) {
  EXPECT_THAT(words("STRASSE Straße ﬁn Ｆull"), ElementsAre("strasse", "strasse", "fin", "full"));
  EXPECT_THAT(words("cafe\u0301 CAFÉ"), ElementsAre("café", "café"));
  EXPECT_THAT(words("ΣΊΣΥΦΟΣ Σίσυφος"), ElementsAre("σίσυφοσ", "σίσυφοσ"));
  EXPECT_THAT(words("МОСКВА İstanbul"), ElementsAre("москва", "i̇stanbul"));
  EXPECT_THAT(words("co\u00ADoperate"), ElementsAre("cooperate"));
}

TEST(Words, OfEqualNormalFormHaveEqualHashes) {
  const Language none("", "");
  Text text;
  analyse("Straße STRASSE Café cafe\u0301 ｆｕｌｌ full", {}, none, text);
  for (std::size_t i = 0; i < 6; i += 2) EXPECT_EQ(text.words[i].hash, text.words[i + 1].hash);
  EXPECT_EQ(text.words[0].hash, hash_of(fold("STRASSE")));
}

TEST(Words, OfScriptsWithoutSpacesAreCutByDictionary) {
  EXPECT_THAT(words("東京都に住む"), ElementsAre("東京", "都", "に", "住む"));
  EXPECT_THAT(words("2026年11月"), ElementsAre("2026", "年", "11", "月"));
  EXPECT_GE(words("สวัสดีชาวโลก").size(), 2u);
}

TEST(Words, KnowWhatJoinsThem) {
  const Language none("", "");
  Text text;
  analyse("Don’t co-operate in the U.S. with 1,200 men. He", {}, none, text);
  const auto phrase_of = [&](std::string_view from, std::size_t n) {
    for (std::size_t i = 0; i < text.words.size(); ++i) {
      if (text.slice(text.words[i].span) == from) return std::string(text.phrase(i, i + n));
    }
    return std::string("?");
  };
  EXPECT_EQ(phrase_of("Don", 2), "don't");
  EXPECT_EQ(phrase_of("co", 2), "co-operate");
  EXPECT_EQ(phrase_of("in", 4), "in the u.s");
  EXPECT_EQ(phrase_of("1", 3), "1,200 men");
  EXPECT_EQ(phrase_of("men", 2), "men he");
  EXPECT_EQ(text.words[1].joint, '\'');
  EXPECT_EQ(text.words[0].joint, ' ');
}

TEST(Words, TellCapitalsAndNumbers) {
  const Language none("", "");
  Text text;
  analyse("Élan vital 3rd ǅ", {}, none, text);
  EXPECT_TRUE(text.words[0].capitalised);
  EXPECT_FALSE(text.words[1].capitalised);
  EXPECT_TRUE(text.words[2].number);
  EXPECT_TRUE(text.words[3].capitalised);
}

TEST(Words, AreFoundByPlace) {
  const Language none("", "");
  Text text;
  analyse("One two. Three four.\nFive", {}, none, text);
  EXPECT_EQ(text.word_at(0), 0u);
  EXPECT_EQ(text.word_at(1), 1u);
  EXPECT_EQ(text.word_at(4), 1u);
  EXPECT_EQ(text.word_at(100), 5u);
  EXPECT_EQ(text.sentence_of(0), 0u);
  EXPECT_EQ(text.sentence_of(4), text.sentences.size() - 1);
}

}  // namespace
}  // namespace secondsource::text
