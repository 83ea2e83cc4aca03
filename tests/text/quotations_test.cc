#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "secondsource/data.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Each quotation as its words, behind a ">" for every level of depth, "+" when it goes on from the
// paragraph before, "…" after one that no mark closes.
std::vector<std::string> quotations(const std::string& source, const char* language = "en") {
  static const std::shared_ptr<const Data> data = Data::load().value();
  Text text;
  analyse(source, {}, data->languages().of(language), text);
  std::vector<std::string> out;
  for (const Quotation& quotation : text.quotations) {
    EXPECT_TRUE(quotation.outer.contains(quotation.inner));
    out.push_back(std::string(quotation.depth, '>') + (quotation.continues ? "+" : "") +
                  std::string(text.slice(quotation.inner)) + (quotation.closed ? "" : "…"));
  }
  return out;
}

TEST(Quotations, StandBetweenTheMarksOfEachLanguage) {
  EXPECT_THAT(quotations("“Go,” he said. “Now.”"), ElementsAre("Go,", "Now."));
  EXPECT_THAT(quotations("\"Go,\" he said. \"Now.\""), ElementsAre("Go,", "Now."));
  EXPECT_THAT(quotations("„Geh“, sagte er. „Jetzt.“", "de"), ElementsAre("Geh", "Jetzt."));
  EXPECT_THAT(quotations("„Geh”, powiedział. „Teraz”.", "pl"), ElementsAre("Geh", "Teraz"));
  EXPECT_THAT(quotations("»Geh«, sagte er. »Jetzt.«", "de"), ElementsAre("Geh", "Jetzt."));
  EXPECT_THAT(quotations("« Va », dit-il. «Oui.»", "fr"), ElementsAre("Va", "Oui."));
  EXPECT_THAT(quotations("”Gå”, sa han. ”Nu.”", "sv"), ElementsAre("Gå", "Nu."));
  EXPECT_THAT(quotations("»Gå», sa han. »Nu.»", "sv"), ElementsAre("Gå", "Nu."));
  EXPECT_THAT(quotations("‘Go,’ he said. ‘Now.’"), ElementsAre("Go,", "Now."));
  EXPECT_THAT(quotations("'Go,' he said. 'Now.'"), ElementsAre("Go,", "Now."));
  EXPECT_THAT(quotations("``Go,'' he said. ''Now.''"), ElementsAre("Go,", "Now."));
  EXPECT_THAT(quotations("「行く」と言った。『本』"), ElementsAre("行く", "本"));
  EXPECT_THAT(quotations("他说：“我去。”她说‘好’。"), ElementsAre("我去。", "好"));
  EXPECT_THAT(quotations("„Geh\", sagte er.", "de"), ElementsAre("Geh"));
  EXPECT_THAT(quotations("‚Geh‘, sagte er. ›Ja‹", "de"), ElementsAre("Geh", "Ja"));
}

TEST(Quotations, Nest) {
  EXPECT_THAT(quotations("“He said, ‘Go,’ and I went,” she said."),
              ElementsAre("He said, ‘Go,’ and I went,", ">Go,"));
  EXPECT_THAT(quotations("\"He said 'Go' and I went,\" she said."),
              ElementsAre("He said 'Go' and I went,", ">Go"));
  EXPECT_THAT(quotations("„Er sagte ‚Geh‘ und ging“", "de"),
              ElementsAre("Er sagte ‚Geh‘ und ging", ">Geh"));
  EXPECT_THAT(quotations("« Il a dit “va” et “oui” »", "fr"),
              ElementsAre("Il a dit “va” et “oui”", ">va", ">oui"));
  EXPECT_THAT(quotations("‘She said “Go” to me,’ he said."),
              ElementsAre("She said “Go” to me,", ">Go"));
  EXPECT_THAT(quotations("“She said, ‘Go.’”"), ElementsAre("She said, ‘Go.’", ">Go."));
  EXPECT_THAT(quotations("\"'Go,' she said.\" He left."), ElementsAre("'Go,' she said.", ">Go,"));
}

TEST(Quotations, AreNotOpenedByApostrophes) {
  EXPECT_THAT(quotations("The dogs' bowls, the players’ rights and rock 'n' roll of the '90s."),
              IsEmpty());
  EXPECT_THAT(quotations("It’s the Joneses’ house; don't tell 'em. O'Brien's"), IsEmpty());
  EXPECT_THAT(quotations("L'homme d'État qu'il n'a pas vu aujourd'hui.", "fr"), IsEmpty());
  EXPECT_THAT(quotations("Hans' Auto und Max’ Rad", "de"), IsEmpty());
  EXPECT_THAT(quotations("back in the ‘90s and ’tis"), IsEmpty());
}

TEST(Quotations, AreNotClosedByApostrophes) {
  EXPECT_THAT(quotations("‘The dogs’ bowls don’t matter,’ he said."),
              ElementsAre("The dogs’ bowls don’t matter,"));
  EXPECT_THAT(quotations("'It's the players' choice,' he said."),
              ElementsAre("It's the players' choice,"));
  EXPECT_THAT(quotations("He liked the ‘king of pop’ and his sons’ music."),
              ElementsAre("king of pop"));
  EXPECT_THAT(quotations("‘Rock ’n’ roll lives,’ he said."), ElementsAre("Rock ’n’ roll lives,"));
}

TEST(Quotations, AreNotMadeOfInches) {
  EXPECT_THAT(quotations("He is 6'2\" tall and has a 5\" scar."), IsEmpty());
}

TEST(Quotations, DoNotBeginWithWhatEndsWords) {
  EXPECT_THAT(quotations("HEST \"?The pier \"?of stone \"?is safe. \"It is,\" he said."),
              ElementsAre("It is,"));
  EXPECT_THAT(quotations("He said: \"...and then it fell.\""), ElementsAre("...and then it fell."));
}

TEST(Quotations, GoOnInTheNextParagraph) {
  EXPECT_THAT(quotations("“One.\n“Two.\n“Three,” he said."),
              ElementsAre("One.…", "+Two.…", "+Three,"));
  EXPECT_THAT(quotations("\"One.\n\"Two,\" he said. \"Three.\""),
              ElementsAre("One.…", "+Two,", "Three."));
  EXPECT_THAT(quotations("‘One.\n‘Two,’ he said."), ElementsAre("One.…", "+Two,"));
  EXPECT_THAT(quotations("« Un.\n» Deux », dit-il.", "fr"), ElementsAre("Un.…", "+Deux"));
}

TEST(Quotations, WithoutAClosingMarkCostOneParagraph) {
  EXPECT_THAT(quotations("“One, he said.\nTwo.\n“Three,” he said."),
              ElementsAre("One, he said.…", "Three,"));
  EXPECT_THAT(quotations("\"One, he said. \"Two,\" she said."),
              ElementsAre("One, he said.…", "Two,"));
  EXPECT_THAT(quotations("A stray” mark. “Yes,” he said."), ElementsAre("Yes,"));
}

TEST(Quotations, PairMarksThatEditorsMixed) {
  EXPECT_THAT(quotations("“Go,\" he said. \"Now,” she said."), ElementsAre("Go,", "Now,"));
  EXPECT_THAT(quotations("“Go,“ he said. “Now.“"), ElementsAre("Go,", "Now."));
  EXPECT_THAT(quotations("\" Go \", he said."), ElementsAre("Go"));
}

TEST(Quotations, KnowTheirWords) {
  const Language none("", "");
  Text text;
  analyse("He said “go away now” twice.", {}, none, text);
  ASSERT_EQ(text.quotations.size(), 1u);
  EXPECT_EQ(text.phrase(text.quotations[0].first_word, text.quotations[0].end_word), "go away now");
  EXPECT_EQ(text.slice(text.quotations[0].outer), "“go away now”");
}

}  // namespace
}  // namespace secondsource::text
