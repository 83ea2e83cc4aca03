#include "report/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "report/fixture.h"
#include "report/view.h"
#include "secondsource/report.h"

namespace secondsource::report {
namespace {

using testing::HasSubstr;
using testing::Not;

// Every value of an attribute, in order.
std::vector<std::string> values(const std::string& html, const std::string& attribute) {
  std::vector<std::string> out;
  const std::string start = " " + attribute + "=\"";
  for (std::size_t at = html.find(start); at != std::string::npos; at = html.find(start, at)) {
    at += start.size();
    out.push_back(html.substr(at, html.find('"', at) - at));
  }
  return out;
}

TEST(Html, EveryLinkInsideThePageLeadsToAPlaceOfIt) {
  const std::string html = to_html(fixture::bridge());
  const std::vector<std::string> all = values(html, "id");
  const std::set<std::string> ids(all.begin(), all.end());
  EXPECT_EQ(ids.size(), all.size()) << "an id stands twice";
  for (const std::string& link : values(html, "href")) {
    if (link.starts_with("#")) {
      EXPECT_TRUE(ids.contains(link.substr(1))) << link;
    }
  }
  for (const std::string& id : values(html, "aria-labelledby")) EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Html, NothingIsFetchedAndNoScriptRuns) {
  const std::string html = to_html(fixture::bridge());
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'sha256-"));
  for (const std::string_view bad : {"<script", "<img", "<link", "<iframe", "@import", "url(",
                                     "javascript:", " src=", "onclick"}) {
    EXPECT_THAT(html, Not(HasSubstr(bad)));
  }
  EXPECT_TRUE(values(html, "style").empty()) << "the policy forbids style attributes";
}

TEST(Html, WhatMayBeItInOtherWordsIsShownInItsPlace) {
  const std::string html = to_html(fixture::bridge());
  EXPECT_THAT(html, HasSubstr("Perhaps in other words: 1 article"));
  EXPECT_THAT(html, HasSubstr(">perhaps in other words</span>")) << "in the table of coverage";
  EXPECT_THAT(html, HasSubstr("<mark>that being late was better than being sorry</mark>"));
}

// Every article gives the words to `name`.
void give_to(const std::string& name, Statement& statement) {
  statement.speaker = name;
  for (Variant& variant : statement.variants) {
    for (Mention& mention : variant.mentions) {
      if (mention.speaker) mention.speaker->name = name;
    }
  }
}

TEST(Html, TheStatementsOfOneSpeakerCanBeChosen) {
  Report report = fixture::bridge();
  ASSERT_GE(report.statements.size(), 2u);
  give_to("Mara Olsen", report.statements[0]);
  give_to("Owen <Tarrant>", report.statements[1]);
  const std::string html = to_html(report);
  EXPECT_THAT(html, HasSubstr("<fieldset class=\"speakers\">"));
  EXPECT_THAT(html, HasSubstr("id=\"by0\" checked"));
  EXPECT_THAT(html, HasSubstr("<bdi>Owen &lt;Tarrant&gt;</bdi>"));
  // Each choice has a rule of the style sheet, and hides what is not its own.
  for (const std::string& id : values(html, "id")) {
    if (!id.starts_with("by") || id == "by0") continue;
    EXPECT_THAT(html, HasSubstr("body:has(#" + id + ":checked) .by:not(." + id + ")"));
    EXPECT_THAT(html, HasSubstr("class=\"statement by " + id + "\""));
  }
}

TEST(Html, WhereOneSpeaksNobodyIsAskedToChoose) {
  Report report = fixture::bridge();
  for (Statement& statement : report.statements) give_to("Mara Olsen", statement);
  EXPECT_THAT(to_html(report), Not(HasSubstr("<fieldset")));
}

TEST(Html, ASpeakerIsNamedAsTheArticleNamesThem) {
  Report report = fixture::bridge();
  Statement& statement = report.statements[0];
  statement.speaker = "Mara K. Olsen";  // as another article has it
  const View view(report);
  EXPECT_EQ(view.statements()[0].speaker, "Mara Olsen");
}

TEST(Html, EveryStringIsEscaped) {
  Report report = fixture::bridge();
  const std::string evil = "<script>alert('x')</script>\"&<b onload=1>";
  report.article.title = report.article.outlet.name = report.article.input = evil;
  report.article.url = "https://e.example/\"><script>";
  report.version = report.summary = evil;
  report.family->agency = evil;
  report.family->edges[1].evidence = {evil};
  for (ArticleSummary& article : report.articles) {
    article.title = article.outlet.name = article.language = evil;
    article.url = "javascript:alert(1)";
  }
  for (Statement& statement : report.statements) {
    statement.speaker = evil;
    for (Variant& variant : statement.variants) variant.text = evil;
    for (Origin& origin : statement.origins) {
      origin.name = evil;
      for (Evidence& evidence : origin.evidence) evidence.text = evil;
    }
  }
  for (Discrepancy& discrepancy : report.discrepancies) {
    for (Discrepancy::Side& side : discrepancy.sides) side.text = evil;
  }
  const std::string html = to_html(report);
  for (const std::string_view bad : {"<script", "<b onload", "javascript:"}) {
    EXPECT_THAT(html, Not(HasSubstr(bad)));
  }
}

TEST(Html, TheTextOfTheArticleIsWholeAndItsStatementsAreMarked) {
  const Report report = fixture::bridge();
  const std::string html = to_html(report);
  EXPECT_THAT(html, HasSubstr("id=\"t1\""));
  EXPECT_THAT(html, HasSubstr("The bridge has to stay closed; nobody is to cross it before "
                              "spring</a>,” Mayor Mara Olsen told the city council."));
}

TEST(Html, HeadingsDescendOneLevelAtATime) {
  const std::string html = to_html(fixture::bridge());
  int before = 0;
  for (std::size_t at = 0; (at = html.find("<h", at)) != std::string::npos; ++at) {
    const char level = html[at + 2];
    if (level < '1' || level > '6') continue;
    EXPECT_LE(level - '0', before + 1) << html.substr(at, 60);
    before = level - '0';
  }
}

TEST(Html, AnyTextGivesBalancedTags) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    Report report = fixture::bridge();
    for (Statement& statement : report.statements) {
      for (Variant& variant : statement.variants) {
        for (Mention& mention : variant.mentions) {
          // Anywhere in the text, overlapping each other as they like.
          const auto begin = static_cast<std::uint32_t>(random() % 900);
          mention.content = {{begin, begin + static_cast<std::uint32_t>(random() % 300)}};
        }
      }
    }
    const std::string html = to_html(report);
    int open = 0;
    for (std::size_t at = 0; (at = html.find("<a ", at)) != std::string::npos; ++at) ++open;
    for (std::size_t at = 0; (at = html.find("</a>", at)) != std::string::npos; ++at) --open;
    ASSERT_EQ(open, 0);
  }
}

TEST(Flatten, TheInnermostStatementWins) {
  const auto out = flatten({{{0, 10}, 0}, {{4, 6}, 1}});
  ASSERT_EQ(out.size(), 3u);
  EXPECT_EQ(out[0].span, (ByteSpan{0, 4}));
  EXPECT_EQ(out[1].span, (ByteSpan{4, 6}));
  EXPECT_EQ(out[1].statement, 1u);
  EXPECT_EQ(out[2].span, (ByteSpan{6, 10}));
}

TEST(Flatten, PiecesLieApartInOrderAndCoverTheSame) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 5000; ++round) {
    std::vector<Marked> spans;
    for (std::size_t n = random() % 6; n > 0; --n) {
      const auto begin = static_cast<std::uint32_t>(random() % 30);
      spans.push_back({{begin, begin + static_cast<std::uint32_t>(random() % 12)}, random() % 4});
    }
    const auto out = flatten(spans);
    std::uint32_t end = 0;
    std::map<std::uint32_t, int> covered;
    for (const Marked& piece : out) {
      ASSERT_GE(piece.span.begin, end);
      ASSERT_FALSE(piece.span.empty());
      end = piece.span.end;
      for (std::uint32_t i = piece.span.begin; i < piece.span.end; ++i) covered[i] = 1;
    }
    for (std::uint32_t i = 0; i < 50; ++i) {
      const bool wanted = std::ranges::any_of(
          spans, [&](const Marked& mark) { return mark.span.begin <= i && i < mark.span.end; });
      ASSERT_EQ(covered.contains(i), wanted);
    }
  }
}

}  // namespace
}  // namespace secondsource::report
