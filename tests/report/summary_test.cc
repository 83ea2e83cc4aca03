#include <gtest/gtest.h>

#include "report/fixture.h"
#include "secondsource/report.h"

namespace secondsource {
namespace {

TEST(Summary, SaysHowManyHaveASecondOriginAndWhatTheRestRestOn) {
  EXPECT_EQ(fixture::bridge().summary,
            "1 of 4 statements has a second origin; 3 rest on Meridian alone, in 4 outlets; 1 may "
            "be told elsewhere in other words.");
}

TEST(Summary, AQuotationIsCalledOneWhereAllAre) {
  Report report = fixture::bridge();
  report.statements.resize(2);
  EXPECT_EQ(summarise(report),
            "1 of 2 quotations has a second origin; 1 rests on Meridian alone, in 3 outlets; 1 may "
            "be told elsewhere in other words.");
  report.statements[1].possible.clear();
  EXPECT_EQ(summarise(report),
            "1 of 2 quotations has a second origin; 1 rests on Meridian alone, in 3 outlets.");
}

TEST(Summary, SilenceAndIgnoranceDiffer) {
  Report report = fixture::bridge();
  report.statements.resize(2);
  report.statements.erase(report.statements.begin());
  Statement& alone = report.statements[0];
  alone.possible.clear();
  std::erase_if(alone.variants[0].mentions,
                [&](const Mention& mention) { return mention.article != report.article.id; });
  alone.origins = {{.name = "Harbor Ledger",
                    .kind = Origin::Kind::kOutlet,
                    .mentions = {alone.variants[0].mentions[0].id}}};
  EXPECT_EQ(summarise(report),
            "The one quotation does not have a second origin; it stands in no other outlet, though "
            "this library holds 8 other articles on the story, from 8 outlets.");
  report.stories.clear();
  EXPECT_EQ(
      summarise(report),
      "The one quotation does not have a second origin; it stands in no other outlet, and this "
      "library holds no other article on the story.");
}

TEST(Summary, AnUnknownOriginCountsAsNeither) {
  Report report = fixture::bridge();
  report.statements.resize(1);
  report.statements[0].origins[1].kind = Origin::Kind::kUnknown;
  report.statements[0].independent = 1;
  EXPECT_EQ(summarise(report),
            "The one quotation does not have a second origin; it rests on Meridian alone, in 7 "
            "outlets.");
  report.statements[0].origins.erase(report.statements[0].origins.begin());
  report.statements[0].independent = 0;
  EXPECT_EQ(summarise(report),
            "The one quotation does not have a second origin; where it comes from cannot be told.");
}

TEST(Summary, WhatOneArticleCreditsToSeveralIsNoSecondOrigin) {
  Report report = fixture::bridge();
  report.statements.resize(1);
  report.statements[0].independent = 1;
  EXPECT_EQ(summarise(report),
            "The one quotation does not have a second origin; it rests on one agency alone, in 7 "
            "outlets.");
}

TEST(Summary, AnArticleWithoutStatementsSaysWhatItShares) {
  Report report = fixture::bridge();
  report.statements.clear();
  EXPECT_EQ(summarise(report),
            "No statement of a speaker was found in this article; its text is shared by 5 articles "
            "in 5 outlets and credited to Meridian.");
}

}  // namespace
}  // namespace secondsource
