#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "secondsource/data.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::text {
namespace {

// The sentences of `marked` must end where "|" stands, and nowhere else.
void expect_cuts(const char* language, const std::string& marked) {
  static const std::shared_ptr<const Data> data = Data::load().value();
  std::string source;
  for (const char c : marked) {
    if (c != '|') source += c;
  }
  Text text;
  analyse(source, {}, data->languages().of(language), text);
  std::string cut;
  for (const Sentence& sentence : text.sentences) {
    if (!cut.empty()) cut += "|";
    cut += text.slice(sentence.span);
  }
  std::string expected;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '\n') continue;
    expected += marked[i];
    if (marked[i] == '|') {
      while (i + 1 < marked.size() && (marked[i + 1] == ' ' || marked[i + 1] == '\n')) ++i;
    }
  }
  EXPECT_EQ(cut, expected);
}

TEST(Sentences, EndAtFullStopsQuestionsAndExclamations) {
  expect_cuts("en", "He left.| She stayed?| They sang!| It rained");
  expect_cuts("en", "One line\n| another line");
}

TEST(Sentences, DoNotEndAtAbbreviations) {
  expect_cuts("en", "Mr. Smith met Gov. Jones and Dr. Brown on Jan. 5.| They spoke.");
  expect_cuts("en", "The U.S. Senate met.| It voted.");
  expect_cuts("en", "He lives in the U.S.| The others left at 5 p.m.| They were late.");
  expect_cuts("en", "Acme Inc. Chairman Lee resigned from Acme Inc.| He was 60.");
  expect_cuts("en", "See No. 5.| He said no.| They left.");
  expect_cuts("de", "Dr. Meyer traf u. a. Prof. Schulz, d. h. beide.| Sie sprachen.");
  expect_cuts("de", "Das kostet ca. 3 Mio. Euro.| Mehr nicht.");
  expect_cuts("fr", "M. Dupont a vu Mme Durand et Me. Roux.| Ils ont parlé.");
}

TEST(Sentences, DoNotEndAtTheAbbreviationsOfOtherLanguages) {
  expect_cuts("es", "El Sr. Ruiz vive en EE.UU.| La Sra. Gil, no.");
  expect_cuts("it", "Il Sig. Rossi arriva.| Il Prof. Bianchi no.");
  expect_cuts("pt", "O Sr. Silva chegou.| A Dra. Lima não.");
  expect_cuts("pl", "Prof. Nowak, tzw. Ekspert, odszedł w 2026 r.| To koniec.");
  expect_cuts("ru", "На ул. Ленина в 2026 г. Москва ждала.| Он ушел в 2026 г.| Это всё.");
}

TEST(Sentences, DoNotEndAtInitialsOrDecimals) {
  expect_cuts("en", "George W. Bush and J. K. Rowling met.| It cost 3.5 million.| All paid.");
  expect_cuts("en", "They were in group B.| The winner left.");
}

TEST(Sentences, DoNotEndAtGermanOrdinals) {
  expect_cuts("de", "Am 3. Oktober kamen sie.| Der 2. Spieltag fiel aus.| Er wurde 19.| Sie ging.");
}

TEST(Sentences, EndAfterTheMarksThatCloseThem) {
  expect_cuts("en", "\"I will go.\"| He left.");
  expect_cuts("en", "“I will go.”| He left.| (It rained.)| She sat.");
  expect_cuts("en", "“Will you go?” he asked.| “No!” she said.");
  expect_cuts("en", "‘I will go.’| He left.");
  expect_cuts("de", "„Ich gehe.“| Er ging.| »Halt!«, rief sie.| »Nein.«| Sie blieb.");
  expect_cuts("fr", "« Je pars. »| Il est parti.| « Non ! » a-t-elle dit.| Elle reste.");
}

TEST(Sentences, GoOnAfterAnEllipsisBeforeASmallLetter) {
  expect_cuts("en", "I ... do not know.| Well... yes.| Wait...| He ran.");
  expect_cuts("en", "Yahoo! shares rose.| They fell.");
}

TEST(Sentences, EndAtTheStopsOfOtherScripts) {
  expect_cuts("ja", "彼は行く。|彼女も行く！|そう");
  expect_cuts("zh", "他说：“我去。”|“好。”");
  expect_cuts("ja", "「行く。」と彼は言った。|雨だ。");
  expect_cuts("ar", "هل ذهب؟| نعم.| لا");
  expect_cuts("hi", "वह गया।| वह आया।");
}

TEST(Sentences, CrossNoParagraphAndKnowTheirs) {
  const Language none("", "");
  const std::string source = "One two three. Four\nfive six";
  const std::vector<ByteSpan> paragraphs = {{0, 7}, {8, 19}, {20, 28}};
  Text text;
  analyse(source, paragraphs, none, text);
  ASSERT_EQ(text.sentences.size(), 4u);
  EXPECT_EQ(text.slice(text.sentences[1].span), "three.");
  EXPECT_EQ(text.sentences[1].paragraph, 1u);
  EXPECT_EQ(text.sentences[3].paragraph, 2u);
}

TEST(Sentences, RunOverTheLinesOfAWrappedParagraph) {
  const Language none("", "");
  const std::string source = "The harbour\nmaster spoke. Nobody\nheard him.\n\nHe left";
  const std::vector<ByteSpan> paragraphs = {{0, 43}, {45, 52}};
  Text text;
  analyse(source, paragraphs, none, text);
  ASSERT_EQ(text.sentences.size(), 3u);
  EXPECT_EQ(text.slice(text.sentences[1].span), "Nobody\nheard him.");
}

}  // namespace
}  // namespace secondsource::text
