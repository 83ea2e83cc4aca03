// What holds for the analysis of any text.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "secondsource/data.h"
#include "text/language.h"
#include "text/text.h"
#include "text/utf8.h"

namespace secondsource::text {
namespace {

const Languages& languages() {
  static const std::shared_ptr<const Data> data = Data::load().value();
  return data->languages();
}

std::string random_text(std::mt19937_64& random) {
  static const std::vector<std::string> parts = {
      "\"", "'",  "“",    "”",  "‘",      "’",   "„",          "«",      "»",      "「",    "」",
      "``", "''", " ",    " ",  " ",      "\n",  ".",          ". ",     "?",      "...",   "…",
      ",",  "—",  "(",    ")",  "Mr.",    "U.S", "He",         "said",   "s",      "don't", "5",
      "é",  "ß",  "Ａ",   "新", "聞",     "ﬁ",   "\u0301",     "\u00AD", "\u200B", "です",  "ไทย",
      "。", "\r", "\xFF", "Ж",  "\u00A0", "½",   "\U0001F600", "n",      "90s",    "3.5",   "İ"};
  std::string text;
  for (std::size_t n = random() % 60; n-- > 0;) text += parts[random() % parts.size()];
  repair_utf8(text);
  return text;
}

bool on_boundary(std::string_view text, std::uint32_t at) {
  return at <= text.size() &&
         (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

void expect_span(const Text& text, ByteSpan span) {
  ASSERT_LE(span.begin, span.end);
  ASSERT_TRUE(on_boundary(text.source, span.begin)) << text.source;
  ASSERT_TRUE(on_boundary(text.source, span.end)) << text.source;
}

void expect_sound(const Text& text) {
  std::uint32_t end = 0;
  std::size_t folded = 0;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const Word& word = text.words[i];
    expect_span(text, word.span);
    ASSERT_LT(word.span.begin, word.span.end);
    ASSERT_LE(end, word.span.begin);
    end = word.span.end;
    ASSERT_FALSE(text.word(i).empty()) << text.source;
    ASSERT_EQ(word.folded, folded + (i != 0 && word.joint != '\0' ? 1 : 0));
    folded = word.folded + word.folded_size;
    ASSERT_EQ(word.hash, hash_of(text.word(i)));
    ASSERT_EQ(text.word_at(word.span.begin), i);
  }
  ASSERT_EQ(folded, text.folded.size());

  std::size_t next_word = 0;
  for (const Sentence& sentence : text.sentences) {
    expect_span(text, sentence.span);
    ASSERT_EQ(sentence.first_word, next_word) << text.source;
    ASSERT_LT(sentence.first_word, sentence.end_word);
    next_word = sentence.end_word;
    ASSERT_LE(sentence.span.begin, text.words[sentence.first_word].span.begin);
    ASSERT_GE(sentence.span.end, text.words[sentence.end_word - 1].span.end);
    ASSERT_LT(sentence.paragraph, std::max<std::size_t>(text.paragraphs.size(), 1));
  }
  ASSERT_EQ(next_word, text.words.size()) << text.source;

  for (std::size_t i = 0; i < text.quotations.size(); ++i) {
    const Quotation& quotation = text.quotations[i];
    expect_span(text, quotation.outer);
    expect_span(text, quotation.inner);
    ASSERT_TRUE(quotation.outer.contains(quotation.inner)) << text.source;
    ASSERT_TRUE(text.paragraphs[quotation.paragraph].contains(quotation.outer)) << text.source;
    ASSERT_LT(quotation.first_word, quotation.end_word);
    std::uint32_t around = 0;
    for (std::size_t j = 0; j < i; ++j) {
      ASSERT_LT(text.quotations[j].outer.begin, quotation.outer.begin);
      const bool contains = text.quotations[j].outer.contains(quotation.outer);
      ASSERT_TRUE(contains || !text.quotations[j].outer.overlaps(quotation.outer)) << text.source;
      around += contains ? 1 : 0;
    }
    ASSERT_EQ(quotation.depth, around) << text.source;
  }
}

TEST(Analysis, IsSoundForAnyText) {
  std::mt19937_64 random(3);
  const char* tags[] = {"en", "de", "fr", "ja", ""};
  Text text;
  for (int round = 0; round < 20000; ++round) {
    const std::string source = random_text(random);
    analyse(source, {}, languages().of(tags[random() % 5]), text);
    expect_sound(text);
    if (HasFatalFailure()) FAIL() << source;
  }
}

TEST(Analysis, IsSoundForAnyParagraphs) {
  std::mt19937_64 random(4);
  Text text;
  for (int round = 0; round < 5000; ++round) {
    const std::string source = random_text(random);
    std::vector<ByteSpan> paragraphs;
    std::uint32_t begin = 0;
    for (std::uint32_t at = 0; at < source.size(); ++at) {
      const bool gap = source[at] == ' ' || source[at] == '\n';
      if (!gap || random() % 3 != 0) continue;
      if (random() % 4 != 0) paragraphs.push_back({begin, at});
      begin = at + 1;
    }
    analyse(source, paragraphs, languages().of("en"), text);
    expect_sound(text);
    if (HasFatalFailure()) FAIL() << source;
  }
}

// Words do not depend on what stands in the other lines of a text.
TEST(Analysis, OfLinesIsThatOfEachLine) {
  std::mt19937_64 random(5);
  Text whole, part;
  for (int round = 0; round < 3000; ++round) {
    const std::vector<std::string> lines = {random_text(random), random_text(random)};
    const std::string source = lines[0] + "\n" + lines[1];
    analyse(source, {}, languages().of("en"), whole);
    std::size_t word = 0, sentence = 0;
    for (const std::string& line : lines) {
      analyse(line, {}, languages().of("en"), part);
      for (const Word& expected : part.words) {
        ASSERT_EQ(whole.words[word++].hash, expected.hash);
      }
      for (const Sentence& expected : part.sentences) {
        ASSERT_EQ(whole.slice(whole.sentences[sentence++].span), part.slice(expected.span));
      }
    }
    ASSERT_EQ(word, whole.words.size());
    ASSERT_EQ(sentence, whole.sentences.size());
  }
}

TEST(Analysis, OfAReusedValueIsThatOfAFreshOne) {
  std::mt19937_64 random(6);
  Text reused;
  for (int round = 0; round < 1000; ++round) {
    const std::string source = random_text(random);
    Text fresh;
    analyse(source, {}, languages().of("en"), fresh);
    analyse(source, {}, languages().of("en"), reused);
    ASSERT_EQ(reused.folded, fresh.folded);
    ASSERT_EQ(reused.words.size(), fresh.words.size());
    ASSERT_EQ(reused.quotations.size(), fresh.quotations.size());
  }
}

// Each of these once could have cost the square of its length; at this size that would not end.
TEST(Analysis, OfHostileTextEnds) {
  const auto repeat = [](std::string_view part, std::size_t size = 500'000) {
    std::string text;
    text.reserve(size + part.size());
    while (text.size() < size) text += part;
    return text;
  };
  Text text;
  for (const std::string& source : {repeat("\""),           repeat("“"),
                                    repeat("' "),           repeat(" 'a"),
                                    repeat("\"a "),         repeat("„a "),
                                    repeat("a' "),          repeat("a"),
                                    repeat("a "),           repeat("a. "),
                                    repeat("a.\" "),        repeat("."),
                                    repeat(". ("),          repeat("e\u0301\u0323"),
                                    repeat("\u0301\u0323"), repeat("\u00AD"),
                                    repeat("a\u00AD"),      repeat("\u202E"),
                                    repeat("\n"),           repeat("«a"),
                                    repeat("「"),           repeat("“a\n"),
                                    repeat("新"),           repeat("ไ", 300'000),
                                    repeat("1."),           repeat("A."),
                                    repeat("``''")}) {
    analyse(source, {}, languages().of("en"), text);
    ASSERT_LE(text.words.size(), source.size());
  }
}

}  // namespace
}  // namespace secondsource::text
