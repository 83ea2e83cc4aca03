#include "extract/furniture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "extract/reading.h"
#include "text/language.h"

namespace secondsource::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kDisclaimer = "The Ledger is not responsible for the content of external sites.";

Article article(const std::string& domain, const std::vector<std::string>& paragraphs) {
  Article out;
  out.outlet.domain = domain;
  out.language = "en";
  for (const std::string& each : paragraphs) {
    if (!out.text.empty()) out.text += '\n';
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += each;
    out.paragraphs.push_back({begin, static_cast<std::uint32_t>(out.text.size())});
  }
  return out;
}

std::string own(int i) {
  return "Paragraph " + std::to_string(i) + " is of this one story and stands in no other text.";
}

// What is furniture of each, by its words.
std::vector<std::vector<std::string>> furniture_of(const std::vector<Article>& articles) {
  OutletFurniture furniture;
  text::ArticleText text;
  for (const Article& each : articles) {
    text::analyse(each, data()->languages(), text);
    furniture.learn(each, text.body);
  }
  std::vector<std::vector<std::string>> out;
  for (const Article& each : articles) {
    text::analyse(each, data()->languages(), text);
    out.emplace_back();
    for (const ByteSpan span : furniture.furniture(each, text.body)) {
      out.back().push_back(each.text.substr(span.begin, span.size()));
    }
  }
  return out;
}

TEST(OutletFurniture, WhatThreeDifferentArticlesOfAnOutletHoldIsFurniture) {
  const auto found = furniture_of({article("a.example", {own(1), own(2), kDisclaimer}),
                                   article("a.example", {own(3), own(4), kDisclaimer}),
                                   article("a.example", {kDisclaimer, own(5), own(6)}),
                                   article("b.example", {own(7), own(8), kDisclaimer})});
  for (int i : {0, 1, 2}) EXPECT_THAT(found[i], ElementsAre(kDisclaimer));
  EXPECT_THAT(found[3], IsEmpty()) << "another outlet's";
}

TEST(OutletFurniture, AStoryThatIsPrintedAgainKeepsItsParagraphs) {
  const auto found =
      furniture_of({article("a.example", {own(1), own(2), own(3), own(4)}),
                    article("a.example", {own(1), own(2), own(3), "Corrected on Tuesday."}),
                    article("a.example", {own(1), own(2), own(3), own(9)}),
                    article("a.example", {own(1), own(2), own(3), own(4)}),
                    // A wire story's first paragraph that two other articles quote.
                    article("a.example", {own(20), own(21), own(1)})});
  for (const auto& each : found) EXPECT_THAT(each, IsEmpty());
}

TEST(OutletFurniture, ARowOfFiguresThatComesAgainIsNone) {
  const std::string row = "Quarterly dividend 10 cents against 10 cents in 1986 and 1985";
  for (const auto& each : furniture_of({article("a.example", {own(1), own(2), row}),
                                        article("a.example", {own(3), own(4), row}),
                                        article("a.example", {own(5), own(6), row})})) {
    EXPECT_THAT(each, IsEmpty());
  }
}

TEST(OutletFurniture, TheOrderOfArticlesIsNothing) {
  std::vector<Article> articles;
  for (int i = 0; i < 7; ++i) {
    articles.push_back(article("a.example", {own(i % 5), own(10 + i), own(i % 2), kDisclaimer}));
  }
  std::map<std::string, std::vector<std::string>> first;
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5, 6};
  int rounds = 0;
  do {
    std::vector<Article> now;
    for (const std::size_t i : order) now.push_back(articles[i]);
    const auto found = furniture_of(now);
    for (std::size_t i = 0; i < now.size(); ++i) {
      const auto [at, fresh] = first.try_emplace(now[i].text, found[i]);
      EXPECT_EQ(at->second, found[i]);
    }
  } while (std::ranges::next_permutation(order).found && ++rounds < 200);
}

}  // namespace
}  // namespace secondsource::extract
