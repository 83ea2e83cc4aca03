#include "reuse/align.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

#include "reuse/words.h"

namespace secondsource::reuse {
namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Words made(std::mt19937_64& random, std::size_t count, std::uint64_t kinds) {
  Words out(count);
  for (std::string& word : out) word = reuse::word('w', random() % kinds);
  return out;
}

void add(Words& to, const Words& more) { to.insert(to.end(), more.begin(), more.end()); }

// An article and its words, which stay where they are.
struct Given {
  Article article;
  text::Text text;
  Given(std::string id, std::string source) {
    article.id = std::move(id);
    article.text = std::move(source);
    text = words_of(article.text);
  }
  Given(const Given&) = delete;
  Side side() const { return {&article, &text}; }
  // Words whose span the passage's span holds.
  std::pair<std::size_t, std::size_t> words(ByteSpan span) const {
    std::size_t first = 0, end = 0;
    while (first < text.words.size() && text.words[first].span.begin < span.begin) ++first;
    for (end = first; end < text.words.size() && text.words[end].span.end <= span.end;) ++end;
    return {first, end};
  }
};

auto tied(const Passage& p) {
  return std::tuple(p.a, p.b, p.a_span, p.b_span, p.kind, p.words, p.identity, p.boilerplate);
}

TEST(Align, TextsThatShareNothingHaveNoPassage) {
  const Given a(
      "a", "the mayor opened the new harbour bridge on monday before a large crowd of residents");
  const Given b(
      "b", "rain fell over the northern valleys and farmers moved their herds to higher ground");
  EXPECT_TRUE(align(a.side(), b.side()).empty());
}

TEST(Align, AnEmptyTextHasNoPassage) {
  const Given a("a", ""), b("b", ""), c("c", "one two three");
  EXPECT_TRUE(align(a.side(), b.side()).empty());
  EXPECT_TRUE(align(a.side(), c.side()).empty());
}

TEST(Align, IdenticalWordsAreOnePassageWhateverStandsBetweenThem) {
  const Given a("a", "the mayor, opened the bridge."), b("b", "the mayor opened\nthe bridge");
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 1u);
  EXPECT_EQ(passages[0].kind, Passage::Kind::kIdentical);
  EXPECT_EQ(passages[0].words, 5u);
  EXPECT_EQ(passages[0].identity, 1);
  EXPECT_EQ(passages[0].a_span, (ByteSpan{0, 28}));
}

TEST(Align, AIsTheOnePublishedFirst) {
  std::mt19937_64 random(1);
  const std::string shared = prose(random, 40, 1000);
  Given x("x", shared + " and more"), y("y", shared);
  EXPECT_EQ(align(y.side(), x.side()).at(0).a, "x");
  y.article.published = Time(std::chrono::seconds(100));
  EXPECT_EQ(align(x.side(), y.side()).at(0).a, "y");
  x.article.published = Time(std::chrono::seconds(50));
  EXPECT_EQ(align(x.side(), y.side()).at(0).a, "x");
}

TEST(Align, ASharedRunOfTwelveWordsIsAlwaysInsideAPassage) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 2500; ++round) {
    const std::uint64_t kinds = round % 4 == 0 ? 2 + random() % 6 : 20 + random() % 2000;
    const Words run = made(random, 12 + random() % 10, kinds);
    Words one = made(random, random() % 60, kinds), two = made(random, random() % 60, kinds);
    const std::size_t a_at = one.size(), b_at = two.size();
    add(one, run);
    add(two, run);
    add(one, made(random, random() % 60, kinds));
    add(two, made(random, random() % 60, kinds));
    const Given a("a", joined(one)), b("b", joined(two));
    const auto passages = align(a.side(), b.side());
    ASSERT_TRUE(std::ranges::any_of(passages,
                                    [&](const Passage& p) {
                                      const auto [a_first, a_end] = a.words(p.a_span);
                                      const auto [b_first, b_end] = b.words(p.b_span);
                                      return a_first <= a_at && a_at + run.size() <= a_end &&
                                             b_first <= b_at && b_at + run.size() <= b_end;
                                    }))
        << joined(one) << "\n"
        << joined(two);
  }
}

TEST(Align, EveryPassageHoldsTwelveSharedWordsOrTwentyFiveAtSevenTenths) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t kinds = 30 + random() % 300;
    Words one = made(random, 20 + random() % 150, kinds), two = one;
    for (std::string& word : two) {
      if (int(random() % 100) < 5 + round % 30) word = reuse::word('x', random() % kinds);
    }
    add(two, made(random, random() % 50, kinds));
    const Given a("a", joined(one)), b("b", joined(two));
    for (const Passage& p : align(a.side(), b.side())) {
      const auto [a_first, a_end] = a.words(p.a_span);
      const auto [b_first, b_end] = b.words(p.b_span);
      ASSERT_EQ(p.words, a_end - a_first);
      std::size_t longest = 0;
      for (std::size_t i = a_first; i < a_end; ++i) {
        for (std::size_t j = b_first; j < b_end; ++j) {
          std::size_t length = 0;
          while (i + length < a_end && j + length < b_end &&
                 a.text.words[i + length].hash == b.text.words[j + length].hash) {
            ++length;
          }
          longest = std::max(longest, length);
        }
      }
      const double equal = p.identity * double(std::max(a_end - a_first, b_end - b_first));
      ASSERT_TRUE(longest >= 12 || (equal >= 24.99 && p.identity >= 0.7));
    }
  }
}

TEST(Align, APassageWithATenthOfItsWordsChangedIsFoundWhole) {
  std::mt19937_64 random(4);
  int whole = 0;
  for (int round = 0; round < 500; ++round) {
    const Words text = made(random, 150, 5000);
    Words changed = text;
    for (int i = 0; i < 15; ++i) changed[random() % changed.size()] = word('x', random());
    Words one = made(random, 100, 5000), two = made(random, 80, 5000);
    add(one, text);
    add(two, changed);
    add(one, made(random, 70, 5000));
    add(two, made(random, 90, 5000));
    const Given a("a", joined(one)), b("b", joined(two));
    const auto passages = align(a.side(), b.side());
    ASSERT_FALSE(passages.empty());
    whole += passages.size() == 1 && passages[0].words >= 140 && passages[0].words <= 156;
  }
  EXPECT_GE(whole, 490);
}

TEST(Align, AMovedParagraphIsFoundWhereItWent) {
  std::mt19937_64 random(5);
  const std::string one = prose(random, 60, 5000), two = prose(random, 60, 5000),
                    three = prose(random, 60, 5000);
  const Given a("a", one + "\n" + two + "\n" + three), b("b", three + "\n" + one + "\n" + two);
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 2u);
  EXPECT_EQ(passages[0].words, 120u);
  EXPECT_EQ(passages[1].words, 60u);
  EXPECT_EQ(passages[1].b_span.begin, 0u);
}

TEST(Align, ASentenceCutOutDoesNotTearAPassage) {
  std::mt19937_64 random(6);
  const std::string one = prose(random, 60, 5000), cut = prose(random, 20, 5000),
                    two = prose(random, 60, 5000);
  const Given a("a", one + " " + cut + " " + two), b("b", one + " " + two);
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 1u);
  EXPECT_NEAR(passages[0].identity, 120.0 / 140, 1e-9);
}

TEST(Align, AStockPhraseIsNoPassage) {
  const Given a(
      "a", "the company did not immediately respond to a request for comment after shares fell");
  const Given b(
      "b", "a spokesman said the company did not immediately respond to a query from reporters");
  EXPECT_TRUE(align(a.side(), b.side()).empty());
}

TEST(Align, NarrativeAndQuotationAreApart) {
  std::mt19937_64 random(7);
  const std::string told = prose(random, 30, 5000), said = prose(random, 20, 5000);
  const Given a("a", told + " “" + said + "” " + prose(random, 30, 5000));
  const Given b("b", told + " “" + said + "” " + prose(random, 30, 5000));
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 2u);
  EXPECT_EQ(passages[0].kind, Passage::Kind::kNarrative);
  EXPECT_EQ(passages[0].words, 30u);
  EXPECT_EQ(passages[1].kind, Passage::Kind::kQuotation);
  EXPECT_EQ(passages[1].words, 20u);
}

TEST(Align, WordsThatOneSideQuotesAreQuoted) {
  std::mt19937_64 random(8);
  const std::string said = prose(random, 20, 5000);
  const Given a("a", prose(random, 30, 5000) + " “" + said + "” "),
      b("b", said + " " + prose(random, 30, 5000));
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 1u);
  EXPECT_EQ(passages[0].kind, Passage::Kind::kQuotation);
}

TEST(Align, AScareQuoteDoesNotTearAPassage) {
  std::mt19937_64 random(9);
  const std::string one = prose(random, 30, 5000), two = prose(random, 30, 5000);
  const std::string source = one + " “so called” " + two;
  const Given a("a", source + " x"), b("b", source + " y");
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 1u);
  EXPECT_EQ(passages[0].kind, Passage::Kind::kNarrative);
  EXPECT_EQ(passages[0].words, 62u);
}

TEST(Align, FurnitureOfBothIsBoilerplate) {
  std::mt19937_64 random(10);
  const std::string told = prose(random, 30, 5000), disclaimer = prose(random, 20, 5000);
  Given a("a", told + "\n" + disclaimer),
      b("b", prose(random, 9, 99) + "\n" + told + "\n" + disclaimer);
  a.article.furniture = {a.text.paragraphs[1]};
  EXPECT_EQ(align(a.side(), b.side()).size(), 1u);  // of one alone is none
  b.article.furniture = {b.text.paragraphs[2]};
  const auto passages = align(a.side(), b.side());
  ASSERT_EQ(passages.size(), 2u);
  EXPECT_FALSE(passages[0].boilerplate);
  EXPECT_EQ(passages[0].words, 30u);
  EXPECT_TRUE(passages[1].boilerplate);
  EXPECT_EQ(passages[1].words, 20u);
}

TEST(Align, IsTheSameWhicheverWayAPairIsGivenAndWhateverWasAlignedBefore) {
  std::mt19937_64 random(11);
  Aligner kept;
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t kinds = round % 3 == 0 ? 3 : 300;
    const Words base = made(random, random() % 120, kinds);
    Words one = made(random, random() % 40, kinds), two = base;
    add(one, base);
    for (std::size_t i = random() % 10; i > 0 && !two.empty(); --i)
      two[random() % two.size()] = "x";
    add(two, made(random, random() % 40, kinds));
    const Given a("a", joined(one)), b("b", joined(two));
    const auto there = align(a.side(), b.side()), back = kept.align(b.side(), a.side()),
               again = kept.align(a.side(), b.side());
    ASSERT_EQ(there.size(), back.size());
    ASSERT_EQ(there.size(), again.size());
    for (std::size_t i = 0; i < there.size(); ++i) {
      ASSERT_EQ(tied(there[i]), tied(back[i]));
      ASSERT_EQ(tied(there[i]), tied(again[i]));
      ASSERT_LE(there[i].identity, 1);
      ASSERT_LE(there[i].a_span.end, a.article.text.size());
      ASSERT_LE(there[i].b_span.end, b.article.text.size());
    }
  }
}

TEST(Align, OneWordAHundredThousandTimesIsAlignedInBoundedTime) {
  std::string one, two;
  for (int i = 0; i < 100000; ++i) one += "no ", two += i == 50000 ? "yes " : "no ";
  const Given a("a", one), b("b", two);
  const auto passages = align(a.side(), b.side());
  ASSERT_FALSE(passages.empty());
  EXPECT_EQ(passages.back().b_span.end, two.size() - 1);
}

TEST(Align, AVerseRepeatedAThousandTimesIsAlignedInBoundedTime) {
  std::mt19937_64 random(12);
  const std::string verse = prose(random, 50, 5000), other = prose(random, 50, 5000);
  std::string one, two;
  for (int i = 0; i < 1000; ++i)
    one += verse + " " + word('w', std::uint64_t(i)) + " ", two += other + " " + verse + " ";
  const Given a("a", one), b("b", two);
  EXPECT_FALSE(align(a.side(), b.side()).empty());
}

}  // namespace
}  // namespace secondsource::reuse
