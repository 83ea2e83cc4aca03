#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "report/fixture.h"
#include "report/mentions.h"
#include "report/page.h"
#include "report/passages.h"
#include "report/plain.h"
#include "secondsource/report.h"

namespace secondsource::report {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t widest(const std::string& text) {
  std::istringstream lines(text);
  std::size_t most = 0;
  for (std::string line; std::getline(lines, line);) most = std::max(most, columns_of(line));
  return most;
}

TEST(Terminal, TheAnswerStandsInTheFirstLine) {
  const Report report = fixture::bridge();
  EXPECT_THAT(to_terminal(report, {.columns = 200}), testing::StartsWith(report.summary));
}

TEST(Terminal, EachStatementSaysItsOriginsAndTheWordsThatProveThem) {
  const std::string out = to_terminal(fixture::bridge());
  EXPECT_THAT(out,
              HasSubstr("2 origins, 1 with own access — separate as far as this library shows"));
  EXPECT_THAT(out, HasSubstr("»wie Meridian meldet«"));
  EXPECT_THAT(out, HasSubstr("[closed; → shut;]"));
  EXPECT_THAT(out, HasSubstr("Silent: 1 article, on the story"));
}

TEST(Terminal, WhatMayBeItInOtherWordsIsShownAndNotCounted) {
  Report report = fixture::bridge();
  const std::string out = to_terminal(report, {.columns = 120});
  EXPECT_THAT(out, HasSubstr("Perhaps in other words, for a reader to judge; not counted:\n"
                             "     Island Radio: Mayor Olsen said »that being late was better than "
                             "being sorry«"));
  EXPECT_THAT(out, HasSubstr(" 2  1 origin: Meridian, perhaps more  “We would rather"));
  EXPECT_THAT(out, HasSubstr("Cannot tell: 1 article, may tell it in other words: Island Radio"));
  Statement& sorry = report.statements[1];
  sorry.possible.assign(5, sorry.possible.front());
  EXPECT_THAT(to_terminal(report), HasSubstr("     … and 2 more\n"));
}

TEST(Terminal, WhatWasTakenBackIsTold) {
  Report report = fixture::bridge();
  const std::string other = report.articles.front().id;
  Correction& correction = report.corrections.emplace_back();
  correction.by = "Meridian";
  correction.at.article = other;
  correction.at.span = {0, 4};
  correction.edits.push_back({"41", "14"});
  correction.still.push_back(report.article.id);
  const std::string out = to_terminal(report);
  EXPECT_THAT(out, HasSubstr("WHAT WAS TAKEN BACK"));
  EXPECT_THAT(out, HasSubstr("Meridian corrected its text: “14” for “41”"));
  EXPECT_THAT(out, HasSubstr("Still so in 1 article"));
  EXPECT_THAT(to_html(report), HasSubstr("Meridian corrected its text: “14” for “41”"));
  EXPECT_THAT(to_json(report), HasSubstr("\"corrections\":[{\"article\":\"" + other +
                                         "\",\"kind\":\"correction\",\"by\":\"Meridian\""));
}

TEST(Terminal, StatementsThatRestOnTheSameEvidenceStandTogether) {
  Report report = fixture::bridge();
  const Statement* alone = nullptr;
  for (const Statement& statement : report.statements) {
    if (statement.variants.size() == 1 && statement.discrepancies.empty()) alone = &statement;
  }
  ASSERT_NE(alone, nullptr);
  const auto origins = [](const std::string& shown) {
    std::size_t lines = 0;
    for (std::size_t at = 0; (at = shown.find("\n   A  ", at)) != shown.npos; ++at) ++lines;
    return lines;
  };
  const std::size_t before = origins(to_terminal(report));
  report.statements.push_back(*alone);
  report.statements.back().id += "x";
  EXPECT_EQ(origins(to_terminal(report)), before);
  report.statements.back().silent.clear();
  report.statements.back().cannot_tell = {report.articles.front().id};
  EXPECT_EQ(origins(to_terminal(report)), before + 1);
}

TEST(Terminal, OriginsThatAnArticleCreditsTogetherAreShownAsOne) {
  Report report = fixture::bridge();
  Statement& statement = report.statements.front();
  Origin osprey = statement.origins.front();
  osprey.name = "Osprey Press";
  osprey.own_access = statement.origins.front().own_access = std::nullopt;
  statement.origins.push_back(osprey);
  const std::string shown = to_terminal(report);
  EXPECT_THAT(shown, HasSubstr("   A  Meridian or Osprey Press"));
  EXPECT_THAT(shown, HasSubstr("2 origins, 1 with own access — separate"));
  EXPECT_THAT(shown, Not(HasSubstr("   C  ")));
}

TEST(Terminal, WhyAnArticleIsNotCalledSilent) {
  Report report = fixture::bridge();
  const std::string& id = report.statements[1].cannot_tell.back();
  const auto unclear = std::ranges::find(report.articles, id, &ArticleSummary::id);
  ASSERT_NE(unclear, report.articles.end());
  const auto shown = [&] { return to_terminal(report); };
  unclear->complete = false;
  EXPECT_THAT(shown(), HasSubstr("Cannot tell: 1 article, cut off"));
  unclear->complete = true;
  unclear->published.reset();
  EXPECT_THAT(shown(), HasSubstr("Cannot tell: 1 article, undated"));
  unclear->published = fixture::at(1, 9, 0);
  EXPECT_THAT(shown(), HasSubstr("Cannot tell: 1 article, published earlier"));
  unclear->language = "tr";
  EXPECT_THAT(shown(), HasSubstr("Cannot tell: 1 article, in another language"));
  unclear->form = Article::Form::kLive;
  EXPECT_THAT(shown(), HasSubstr("Cannot tell: 1 article, a live page"));
}

TEST(Terminal, NoLineIsWiderThanThePage) {
  for (const int columns : {40, 60, 80, 120}) {
    EXPECT_LE(widest(to_terminal(fixture::bridge(), {.columns = columns})), columns);
  }
}

TEST(Terminal, ColourChangesNoWord) {
  std::string colour = to_terminal(fixture::bridge(), {.colour = true});
  EXPECT_THAT(colour, HasSubstr("\x1b["));
  std::string without;
  for (std::size_t at = 0; at < colour.size(); ++at) {
    if (colour[at] == '\x1b') {
      at = colour.find('m', at);
    } else {
      without += colour[at];
    }
  }
  EXPECT_EQ(without, to_terminal(fixture::bridge()));
}

TEST(Terminal, HostileWordsCannotSteerTheTerminal) {
  Report report = fixture::bridge();
  const std::string evil = "\x1b[2J\x07\u202Eevil\u2066\x9b\r\n31m";
  report.article.title = evil;
  report.article.outlet.name = evil;
  report.statements[0].speaker = evil;
  report.statements[0].origins[0].name = evil;
  report.statements[0].origins[0].evidence[0].text = evil;
  report.statements[0].variants[1].text = evil;
  for (ArticleSummary& article : report.articles) article.outlet.name = evil;
  report.summary = summarise(report);
  const std::string out = to_terminal(report);
  for (const std::string_view bad : {"\x1b", "\x07", "\r", "\u202E", "\u2066"}) {
    EXPECT_EQ(out.find(bad), std::string::npos);
  }
}

TEST(Terminal, AReportWithNothingInItIsStillAReport) {
  Report report;
  report.summary = summarise(report);
  EXPECT_THAT(to_terminal(report), HasSubstr("No statement of a speaker was found"));
  EXPECT_THAT(to_html(report), HasSubstr("</html>"));
}

TEST(Page, WideAndCombiningCharactersAreMeasured) {
  EXPECT_EQ(columns_of("橋は閉鎖"), 8u);
  EXPECT_EQ(columns_of("Bru\u0308cke"), 6u);
  EXPECT_EQ(shortened("橋は閉鎖された", 7), "橋は閉…");
}

TEST(Page, WordsWithoutSpacesAreBroken) {
  std::string out;
  Page(out, {.columns = 20}).paragraph(std::string(50, 'x') + " " + std::string(5, 'y'));
  EXPECT_EQ(out, std::string(20, 'x') + "\n" + std::string(20, 'x') + "\n" + std::string(10, 'x') +
                     " yyyyy\n");
}

TEST(Page, NoTextOverflowsWhateverItHolds) {
  std::mt19937_64 random(11);
  const std::string_view parts[] = {"a", "wort", " ", "  ", "橋", "u\u0308", "\u200d", "…", "x-y"};
  for (int round = 0; round < 3000; ++round) {
    std::string words;
    for (std::size_t n = random() % 60; n > 0; --n) words += parts[random() % std::size(parts)];
    std::string out;
    const int columns = 20 + static_cast<int>(random() % 60);
    const Piece piece{plain(words), Piece::Style::kPlain};
    Page(out, {.columns = columns}).paragraph({&piece, 1}, random() % 8, random() % 8);
    ASSERT_LE(widest(out), columns) << words;
    const auto letters = [](std::string text) {
      std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
      return text;
    };
    ASSERT_EQ(letters(out), letters(plain(words)));
  }
}

TEST(Mentions, ContentCueAndSpeakerAreMarkedAndCounted) {
  Article article;
  article.text = "“We close it now,” Mara Olsen said.";
  article.paragraphs = fixture::lines_of(article.text);
  Mention mention;
  mention.content = {fixture::span_of(article.text, "We close it now")};
  mention.cue = fixture::span_of(article.text, "said");
  mention.speaker = Speaker{fixture::span_of(article.text, "Mara Olsen"), "Mara Olsen", "mayor",
                            Speaker::Kind::kPerson};
  const std::string out = mentions_to_terminal(article, {&mention, 1});
  EXPECT_THAT(out, HasSubstr("“[1 We close it now],” {Mara Olsen} ‹said›."));
  EXPECT_THAT(out, HasSubstr("4 words 100 %  1×"));
}

TEST(Mentions, AMentionInsideAnotherIsMarkedInsideIt) {
  Article article;
  article.text = "He said she said no.";
  article.paragraphs = fixture::lines_of(article.text);
  Mention outer, inner;
  outer.content = {fixture::span_of(article.text, "she said no")};
  inner.content = {fixture::span_of(article.text, "no")};
  const Mention all[] = {outer, inner};
  EXPECT_THAT(mentions_to_terminal(article, all), HasSubstr("He said [1 she said [2 no]]."));
}

TEST(Mentions, NamesAreFoundWithoutCaseAndMarks) {
  EXPECT_TRUE(holds_name("Łukasz Müller", "muller"));
  EXPECT_TRUE(holds_name("Mara Olsen", "OLSEN"));
  EXPECT_FALSE(holds_name("Mara Olsen", "Olson"));
}

TEST(Passages, StandSideBySideWithTheirDifferencesMarked) {
  Article a, b;
  a.id = "a";
  b.id = "b";
  a.outlet.name = "Harbor Ledger";
  b.outlet.name = "Port News";
  a.text = "the bridge has to stay closed for now";
  b.text = "the bridge has to stay shut for now";
  const auto whole = [](const Article& of) {
    return ByteSpan{0, static_cast<std::uint32_t>(of.text.size())};
  };
  const Passage passage{
      .a = "a", .b = "b", .a_span = whole(a), .b_span = whole(b), .words = 8, .identity = 7.0 / 8};
  const std::string out = passages_to_terminal(a, b, {&passage, 1});
  EXPECT_THAT(out, HasSubstr("narrative, 8 words, 88 % the same"));
  EXPECT_THAT(out, HasSubstr("[closed]"));
  EXPECT_THAT(out, HasSubstr("[shut]"));
  EXPECT_LE(widest(out), 80u);
}

}  // namespace
}  // namespace secondsource::report
