#include "text/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "secondsource/data.h"

namespace secondsource::text {
namespace {

using testing::ElementsAre;

TEST(Language, HasTheEntriesOfASectionInOrder) {
  const Language language(
      "xx", "# comment\r\n[cue verbs]\nsay says  said\n\n# more\ntell\ttold\r\n[empty]\n");
  EXPECT_THAT(language.section("cue verbs"),
              ElementsAre(ElementsAre("say", "says", "said"), ElementsAre("tell", "told")));
  EXPECT_TRUE(language.section("empty").empty());
  EXPECT_TRUE(language.section("nothing").empty());
  EXPECT_EQ(language.index("cue verbs").find("told")->second, 1u);
  EXPECT_FALSE(language.index("cue verbs").contains("asks"));
}

TEST(Language, MayBeSplitIntoSeveralSectionsOfOneName) {
  const Language language("xx", "[a]\n1\n[b]\n2\n[a]\n3\n");
  EXPECT_THAT(language.section("a"), ElementsAre(ElementsAre("1"), ElementsAre("3")));
}

TEST(Languages, AreFoundByTheirTag) {
  std::vector<Language> files;
  files.emplace_back("fr", "[name]\nFrench\n");
  files.emplace_back("de", "[name]\nGerman\n");
  const Languages languages(std::move(files));
  EXPECT_EQ(languages.of("de-AT").code(), "de");
  EXPECT_EQ(languages.of("FR_ca").code(), "fr");
  EXPECT_EQ(languages.of("").code(), "");
  EXPECT_EQ(languages.of("eo").code(), "");
}

// Whoever extends a file sees at once which section is missing or which line has slipped.
TEST(Languages, EveryFileHasTheSectionsOfText) {
  const auto data = Data::load();
  ASSERT_TRUE(data);
  ASSERT_GE((*data)->languages().all().size(), 3u);
  for (const Language& language : (*data)->languages().all()) {
    SCOPED_TRACE(language.code());
    EXPECT_EQ(language.section("name").size(), 1u);
    EXPECT_EQ(language.section("months").size(), 12u);
    EXPECT_EQ(language.section("weekdays").size(), 7u);
    EXPECT_FALSE(language.section("quotation marks").empty());
    for (const auto& marks : language.section("quotation marks")) EXPECT_EQ(marks.size(), 2u);
    EXPECT_TRUE(language.section("").empty()) << "a line stands before the first section";
  }
}

}  // namespace
}  // namespace secondsource::text
