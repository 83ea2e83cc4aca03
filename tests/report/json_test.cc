#include "report/json.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <random>

#include "report/fixture.h"
#include "report/json_writer.h"
#include "text/utf8.h"

namespace secondsource::report {
namespace {

Article article() {
  Article article;
  article.id = "a";
  article.input = "café.html";
  article.title = "Brücke zu";
  article.text = "Ä “über” alles";
  return article;
}

Mention mention_of(std::string_view words, const Article& article) {
  Mention mention;
  mention.id = article.id + ":1";
  mention.article = article.id;
  mention.content = {fixture::span_of(article.text, words)};
  return mention;
}

TEST(Json, SpansAreInCodePoints) {
  const Article of = article();
  const std::string json = to_json(mention_of("über", of), source_of(of));
  EXPECT_NE(json.find(R"("content":[[3,7]])"), std::string::npos) << json;
}

TEST(Json, MentionsOfOneArticleAreALineEach) {
  const Article of = article();
  const std::vector<Mention> two = {mention_of("über", of), mention_of("alles", of)};
  EXPECT_EQ(to_json_lines(two, source_of(of)),
            to_json(two[0], source_of(of)) + "\n" + to_json(two[1], source_of(of)) + "\n");
  EXPECT_EQ(to_json_lines({}, source_of(of)), "");
}

TEST(Json, WhatIsAbsentIsNullAndNeverEmpty) {
  Article empty;
  empty.id = "x";
  const std::string json = to_json(empty);
  EXPECT_EQ(
      json,
      R"({"id":"x","input":null,"sha256":null,"retrieved":null,"extractor":null,"url":null,)"
      R"("outlet":{"domain":null,"name":null,"owner":null},"title":null,"authors":[],)"
      R"("published":null,"published_precision":null,"published_evidence":null,)"
      R"("published_zone":null,"modified":null,"section":null,"language":null,"dateline":null,"credits":[],"text":"",)"
      R"("paragraphs":[],"furniture":[],"warnings":[],"form":"article","complete":true})");
}

TEST(Json, AMentionHasTheKeysOfTheDesignInTheirOrder) {
  const Article of = article();
  Mention mention = mention_of("über", of);
  mention.cue = fixture::span_of(of.text, "alles");
  mention.speaker = Speaker{fixture::span_of(of.text, "Ä"), "Ä", "", Speaker::Kind::kPerson};
  mention.via = {{Via::Kind::kAgency, Via::Manner::kTold, "Meridian", {0, 2}}};
  mention.occasion = Occasion{Occasion::Kind::kPressConference, {0, 2}};
  EXPECT_EQ(to_json(mention, source_of(of)),
            R"({"id":"a:1","article":"a","input":"café.html","field":"text","kind":"direct",)"
            R"("content":[[3,7]],"cue":[9,14],"speaker":{"span":[0,1],"name":"Ä","role":null,)"
            R"("kind":"person"},"via":[{"agency":"Meridian","span":[0,1],"manner":"told"}],)"
            R"("occasion":{"kind":"press-conference","span":[0,1]},"insertions":[],"outer":null,)"
            R"("speech":true})");
}

TEST(Json, SpansOfATitleAreCountedInTheTitle) {
  const Article of = article();
  Mention mention = mention_of("Ä", of);
  mention.field = Field::kTitle;
  mention.content = {fixture::span_of(of.title, "zu")};
  EXPECT_NE(to_json(mention, source_of(of)).find(R"("content":[[7,9]])"), std::string::npos);
}

TEST(Json, TimesAreInUtcWithSeconds) {
  EXPECT_EQ(rfc3339(fixture::at(3, 14, 5)), "2026-11-03T14:05:00Z");
}

TEST(Json, APlaceThatIsTheWholeArticleHasNoSpan) {
  Statement statement;
  statement.id = "s";
  statement.origins = {{.name = "Meridian",
                        .kind = Origin::Kind::kAgency,
                        .evidence = {{Rule::kReprinted, {{"a", Field::kText, {}}}, "says so"}}}};
  const std::string json = to_json(statement, [](const std::string&) { return Source{}; });
  EXPECT_NE(json.find(R"("at":[{"article":"a","field":"text","span":null}],"text":"says so")"),
            std::string::npos)
      << json;
}

TEST(Json, AFamilyWhoseRootIsMissingSaysNull) {
  const Family family{.id = "f",
                      .members = {"a", "b"},
                      .root = std::nullopt,
                      .agency = "Meridian",
                      .edges = {{std::nullopt, "a", 0, {}},
                                {"a", "b", 1.0 / 3, {"later"}, 7, 2, {{"shut", "closed"}}}}};
  EXPECT_EQ(
      to_json(family),
      R"({"id":"f","members":["a","b"],"root":{"article":null,"agency":"Meridian"},)"
      R"("edges":[{"from":null,"to":"a","reuse":0,"evidence":[],"cut":0,"added":0,"edits":[]},)"
      R"({"from":"a","to":"b","reuse":0.3333,"evidence":["later"],"cut":7,"added":2,)"
      R"("edits":[{"before":"shut","after":"closed"}]}]})");
}

TEST(Json, ARepeatedSpanAndOneBeforeItAreCountedRight) {
  const Article of = article();
  Mention mention = mention_of("alles", of);
  mention.content.push_back(fixture::span_of(of.text, "über"));
  mention.content.push_back(fixture::span_of(of.text, "alles"));
  EXPECT_NE(to_json(mention, source_of(of)).find("[[9,14],[3,7],[9,14]]"), std::string::npos);
}

TEST(Json, ASpanBeyondItsTextIsCutToIt) {
  const Article of = article();
  Mention mention = mention_of("alles", of);
  mention.content = {{2, 4'000'000}};
  EXPECT_NE(to_json(mention, source_of(of)).find("[[1,14]]"), std::string::npos);
}

TEST(Json, AnyBytesGiveValidJson) {
  std::mt19937_64 random(7);
  simdjson::dom::parser parser;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 256);
    std::string json;
    JsonWriter(json).begin_object().key(bytes).string(bytes).end_object();
    ASSERT_TRUE(text::valid_utf8(json));
    ASSERT_EQ(json.find('\n'), std::string::npos);
    ASSERT_EQ(parser.parse(json).error(), simdjson::SUCCESS) << json;
    std::string repaired = bytes;
    text::repair_utf8(repaired);
    std::string_view read;
    ASSERT_EQ(parser.parse(json).at_key(repaired).get_string().get(read), simdjson::SUCCESS);
    ASSERT_EQ(read, repaired);
  }
}

TEST(Json, TheReportIsOneValidLine) {
  const std::string json = to_json(fixture::bridge());
  simdjson::dom::parser parser;
  simdjson::dom::element report;
  ASSERT_EQ(parser.parse(json).get(report), simdjson::SUCCESS);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  std::vector<std::string_view> keys;
  for (const auto field : report.get_object()) keys.push_back(field.key);
  EXPECT_EQ(keys, (std::vector<std::string_view>{"summary", "article", "family", "statements",
                                                 "discrepancies", "stories", "library", "version",
                                                 "in_library", "articles", "corrections"}));
  EXPECT_EQ(report["statements"].at(0)["origins"].at(1)["own_access"].get_bool().value(), true);
  EXPECT_TRUE(report["statements"].at(0)["origins"].at(0)["own_access"].is_null());
  EXPECT_EQ(report["statements"].at(0)["possible"].get_array().size(), 0u);
  EXPECT_EQ(report["statements"].at(1)["possible"].at(0)["kind"].get_string().value(), "indirect");
}

}  // namespace
}  // namespace secondsource::report
