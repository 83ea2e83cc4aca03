// Records as other tools write them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/reading.h"

namespace secondsource {
namespace {

using namespace std::chrono;
using testing::ElementsAre;

constexpr auto kTenth = sys_days{2026y / 11 / 3} + 10h;

TEST(Records, OfTrafilatura) {
  const Article article = read_one(
      R"({"title":"Mill to close","author":"Ann Lee; Bo Chan","hostname":"ledger.example",
"date":"2026-11-03","fingerprint":"f","id":null,"license":null,"comments":"","raw_text":"x",
"text":"The last mill.\nNobody knew.","language":"en","image":null,"pagetype":"article",
"filedate":"2026-11-05","source":"https://ledger.example/mill","source-hostname":"The Ledger",
"excerpt":"E","categories":"","tags":""})");
  EXPECT_EQ(article.url, "https://ledger.example/mill");
  EXPECT_EQ(article.text, "The last mill.\nNobody knew.");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee", "Bo Chan"));
  EXPECT_EQ(article.published, sys_days{2026y / 11 / 3});
  EXPECT_EQ(article.published_precision, Precision::kDay);
  EXPECT_EQ(article.retrieved, sys_days{2026y / 11 / 5});
  EXPECT_FALSE(article.modified.has_value());
}

TEST(Records, OfNewspaper) {
  const Article article = read_one(
      R"({"url":"https://ledger.example/mill","source_url":"https://ledger.example",
"title":"Mill to close","text":"The last mill.\n\nNobody knew.","authors":["Ann Lee","Bo Chan"],
"publish_date":"2026-11-03 10:00:00+00:00","top_image":"","keywords":[],"summary":"S","canonical_link":""})");
  EXPECT_EQ(article.url, "https://ledger.example/mill");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee", "Bo Chan"));
  EXPECT_EQ(article.published, kTenth);
}

TEST(Records, OfNewsPlease) {
  const Article article = read_one(
      R"({"authors":["Ann Lee"],"date_download":"2026-11-05 12:00:00","date_modify":"2026-11-04 12:00:00",
"date_publish":"2026-11-03 10:00:00","description":"D","filename":"x.json","image_url":null,"language":"en",
"localpath":null,"maintext":"The last mill.","source_domain":"ledger.example","title":"Mill to close",
"title_page":null,"title_rss":null,"url":"https://ledger.example/mill"})");
  EXPECT_EQ(article.text, "The last mill.");
  EXPECT_EQ(article.published, kTenth);
  EXPECT_EQ(article.modified, sys_days{2026y / 11 / 4} + 12h);
  EXPECT_EQ(article.retrieved, sys_days{2026y / 11 / 5} + 12h);
  EXPECT_EQ(article.outlet.domain, "ledger.example");
}

TEST(Records, OfFundus) {
  const Article article = read_one(
      R"({"title":"Mill to close","authors":["Ann Lee"],"publishing_date":"2026-11-03 10:00:00+00:00",
"free_access":true,"topics":[],"body":{"summary":["It closes."],"sections":[
{"headline":[],"paragraphs":["The last mill.","Nobody knew."]},{"headline":["Next"],"paragraphs":["A plan."]}]}})");
  EXPECT_EQ(article.text, "It closes.\nThe last mill.\nNobody knew.\nNext\nA plan.");
  EXPECT_EQ(article.published, kTenth);
}

TEST(Records, OfMediaCloud) {
  const Article api = read_one(
      R"({"id":"a1","media_name":"ledger.example","media_url":"ledger.example","title":"Mill to close",
"publish_date":"2026-11-03","url":"https://ledger.example/mill","language":"en",
"indexed_date":"2026-11-04T03:00:00","text":"The last mill."})");
  EXPECT_EQ(api.outlet.domain, "ledger.example");
  EXPECT_EQ(api.published, sys_days{2026y / 11 / 3});
  const Article indexer = read_one(
      R"({"original_url":"https://ledger.example/mill?a","canonical_url":"https://ledger.example/mill",
"canonical_domain":"ledger.example","publication_date":"2026-11-03","article_title":"Mill to close",
"text_content":"The last mill.","language":"en"})");
  EXPECT_EQ(indexer.url, "https://ledger.example/mill");
  EXPECT_EQ(indexer.title, "Mill to close");
  EXPECT_EQ(indexer.text, "The last mill.");
}

TEST(Records, OfOurOwnReader) {
  const Article article = read_one(
      R"({"id":"x","input":"a.html","url":"https://ledger.example/mill","outlet":{"domain":"ledger.example",
"name":"The Ledger","owner":null},"title":"Mill to close","authors":["Ann Lee"],
"published":"2026-11-03T10:00:00Z","retrieved":"2026-11-05T12:00:00Z","text":"The last mill.","form":"live"})");
  EXPECT_EQ(article.outlet.name, "The Ledger");
  EXPECT_EQ(article.form, Article::Form::kLive);
  EXPECT_EQ(article.retrieved, sys_days{2026y / 11 / 5} + 12h);
}

}  // namespace
}  // namespace secondsource
