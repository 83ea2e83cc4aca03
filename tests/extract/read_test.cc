#include "secondsource/read.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace secondsource {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::shared_ptr<const Data>& data() {
  static const std::shared_ptr<const Data> loaded = *Data::load();
  return loaded;
}

std::string replaced(const std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(from, at), text.size());
    out.append(text, at, end - at);
    if (end < text.size()) out.append(to);
    at = end + from.size();
  }
  return out;
}

class Read : public testing::Test {
 protected:
  Read() : folder_(fs::temp_directory_path() / fmt::format("read_test_{}", ::getpid())) {
    fs::create_directories(folder_);
  }
  ~Read() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  static std::vector<std::expected<Article, Error>> all(const std::string& input,
                                                        ReadOptions options = {}) {
    std::vector<std::expected<Article, Error>> out;
    Reader reader(input, data(), std::move(options));
    while (auto next = reader.next()) out.push_back(std::move(*next));
    return out;
  }

  static Article one(const std::string& input) {
    auto read = all(input);
    EXPECT_EQ(read.size(), 1u);
    if (read.empty()) return {};
    EXPECT_TRUE(read[0].has_value()) << read[0].error().line();
    return read[0].value_or(Article{});
  }

  static std::string error(const std::string& input, ReadOptions options = {}) {
    auto read = all(input, std::move(options));
    EXPECT_EQ(read.size(), 1u);
    if (read.empty() || read[0].has_value()) return "";
    EXPECT_EQ(read[0].error().input, input);
    return read[0].error().message;
  }

  fs::path folder_;
};

const char* const kPage = R"(<!doctype html><html lang="en"><head>
<title>Mill to close in Northmoor | The Harbor Ledger</title>
<meta property="og:site_name" content="The Harbor Ledger">
<link rel="canonical" href="https://www.ledger.example/2026/mill?utm_source=x#top">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mill to close in Northmoor",
"datePublished":"2026-11-03T09:10:00+01:00","author":[{"@type":"Person","name":"By Ann Lee"}],}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Mill to close in Northmoor</h1>
<figure><img src="x.jpg"><figcaption>The mill, seen from the bridge last spring, before the fire.</figcaption></figure>
<p>NORTHMOOR, Nov 3 (Reuters) - The last mill of the valley will close at the end of the year, its owner said on Tuesday, and 214 people will lose their work.</p>
<p>“We have tried everything, and it was not enough,” said Karla Brandt, who has led the mill since 2011. “I am sorry for every one of them.”</p>
<p>The town has lived from paper for a hundred and forty years. Its mayor asked the government for help, but a spokesman said that no decision had been made.</p>
<blockquote><p>“Nobody told us anything before this morning,” a worker wrote in an open letter.</p></blockquote>
<p>A meeting of the workers is to be held on Friday in the town hall, where the union will present its plan to keep at least one machine running.</p>
</article></main>
<div class="comments"><p>I always said that this would happen, and nobody ever listened to me, did they.</p></div>
<footer><p>All rights reserved. No part of this site may be reproduced without permission.</p></footer>
<script>var text = "never shown";</script></body></html>)";

TEST_F(Read, APageGivesItsArticleAndNothingElse) {
  const Article article = one(write("page.html", kPage));
  EXPECT_EQ(article.title, "Mill to close in Northmoor");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(article.url, "https://www.ledger.example/2026/mill");
  EXPECT_EQ(article.outlet.name, "The Harbor Ledger");
  EXPECT_EQ(article.language, "en");
  using namespace std::chrono;
  EXPECT_EQ(article.published, sys_days{2026y / 11 / 3} + 8h + 10min);
  EXPECT_EQ(article.published_evidence, "json-ld");
  EXPECT_THAT(article.text, HasSubstr("The last mill of the valley"));
  EXPECT_THAT(article.text, HasSubstr("Nobody told us anything"));
  EXPECT_THAT(article.text, HasSubstr("A meeting of the workers"));
  for (const char* other :
       {"seen from the bridge", "Home", "nobody ever listened", "All rights", "never shown"}) {
    EXPECT_THAT(article.text, Not(HasSubstr(other)));
  }
  EXPECT_EQ(article.sha256.size(), 64u);
  EXPECT_EQ(article.id.size(), 32u);
}

TEST_F(Read, ADatelineAndItsCreditPointToTheirWords) {
  const Article article = one(write("page.html", kPage));
  ASSERT_TRUE(article.dateline.has_value());
  EXPECT_EQ(article.dateline->place, "NORTHMOOR");
  EXPECT_EQ(article.dateline->date, "Nov 3");
  EXPECT_EQ(article.dateline->agency, "Reuters");
  EXPECT_EQ(article.text.substr(article.dateline->span.begin, article.dateline->span.size()),
            "NORTHMOOR, Nov 3 (Reuters) - ");
  ASSERT_FALSE(article.credits.empty());
  EXPECT_EQ(article.credits[0].name, "Reuters");
  EXPECT_EQ(article.credits[0].evidence, Credit::Evidence::kDateline);
}

TEST_F(Read, ParagraphsAreLinesOfTheText) {
  const Article article = one(write("page.html", kPage));
  std::uint32_t at = 0;
  for (const ByteSpan span : article.paragraphs) {
    EXPECT_EQ(span.begin, at);
    EXPECT_EQ(article.text.substr(span.begin, span.size()).find('\n'), std::string::npos);
    at = span.end + 1;
  }
  EXPECT_EQ(at, article.text.size() + 1);
}

TEST_F(Read, APlainTextStaysAsItIs) {
  const std::string text = "First paragraph,\twith a tab.\r\n\r\nSecond one.\n";
  const Article article = one(write("a.txt", text));
  EXPECT_EQ(article.text, text);
  ASSERT_EQ(article.paragraphs.size(), 2u);
  EXPECT_EQ(article.text.substr(article.paragraphs[1].begin, article.paragraphs[1].size()),
            "Second one.");
}

TEST_F(Read, ATextThatEndsWhereASubscriptionIsOfferedIsCut) {
  const std::string begun = "The last mill of the valley closes at the end of the year.\n";
  for (const std::string offer :
       {"Subscribe to continue reading.", "Already a subscriber? Log in.", "Jetzt weiterlesen"}) {
    const Article article = one(write("a.txt", begun + offer));
    EXPECT_FALSE(article.complete) << offer;
    EXPECT_EQ(article.text, begun + offer);
    EXPECT_THAT(article.warnings, Contains(HasSubstr("subscription")));
  }
  const Article record =
      one(write("a.json", R"({"text":"The mill closes.\nTo continue reading, please log in."})"));
  EXPECT_FALSE(record.complete);
  EXPECT_TRUE(one(write("a.txt", "Subscribe to continue reading.\n" + begun)).complete);
  const std::string told = "The union asked the readers of its paper to continue reading it, and ";
  EXPECT_TRUE(one(write("a.txt", begun + told + told + told + "to pay for it.")).complete);
}

TEST_F(Read, WrappedLinesAreOneParagraph) {
  const Article article = one(write("a.txt",
                                    "The last mill of the valley will close at the end of\n"
                                    "the year, its owner said on Tuesday, and 214 people\n"
                                    "will lose their work.\n\nThe town has lived from it.\n"));
  EXPECT_EQ(article.paragraphs.size(), 2u);
}

TEST_F(Read, ParagraphsOfWrappedLinesMayBeIndentedOrEndShort) {
  const Article indented = one(write("a.txt",
                                     "CALDER, March 6 - The port has called a tender\n"
                                     "for two cranes, dealers here said.\n"
                                     "    The first is to come in May.\n"
                                     "    Asked for a price, the harbour master said it\n"
                                     "would be for the town to name one when all of the\n"
                                     "offers are in.\n Agency\n"));
  EXPECT_EQ(indented.paragraphs.size(), 4u);
  const Article flush = one(write("b.txt",
                                  "The port has called a tender for two of the cranes\n"
                                  "that dealers asked for.\n"
                                  "The harbour master, whose office opened the tender\n"
                                  "on Monday, has not said what the cranes may cost or\n"
                                  "from where they come.\n"
                                  "Asked for a price, the harbour master said it would\n"
                                  "be for the town to name one when the offers are in.\n"));
  EXPECT_EQ(flush.paragraphs.size(), 3u);
}

TEST_F(Read, ShortParagraphsOfOneLineEachAreNotWrapped) {
  const Article article = one(write("a.txt",
                                    "The port has called a tender for two cranes.\n"
                                    "Nobody objects.\n"
                                    "The first of the cranes is to come in May or in June.\n"
                                    "Dealers will see.\n"
                                    "The harbour master named no price when he was asked.\n"));
  EXPECT_EQ(article.paragraphs.size(), 5u);
}

TEST_F(Read, RecordsAreNumberedAndABadOneDoesNotStopTheOthers) {
  const std::string path = write("a.jsonl",
                                 "{\"text\":\"One is here.\",\"url\":\"https://a.example/1\"}\n"
                                 "42\n\n"
                                 "{\"text\":\n"
                                 "{\"maintext\":\"Four is here.\",\"date_publish\":\"2026-11-03 "
                                 "10:00:00\"}\n"
                                 "{\"title\":\"no text\"}\n"
                                 "{\"body\":\"Six\",\"published\":\"9999-01-01\"}\n");
  const auto read = all(path);
  ASSERT_EQ(read.size(), 6u);
  EXPECT_EQ(read[0].value().input, path + "#1");
  EXPECT_EQ(read[0].value().text, "One is here.");
  EXPECT_EQ(read[1].error().line(), path + "#2: JSON that is not an object");
  EXPECT_THAT(read[2].error().line(), HasSubstr("#3: not valid JSON"));
  EXPECT_EQ(read[3].value().input, path + "#4");
  EXPECT_TRUE(read[3].value().published.has_value());
  EXPECT_THAT(read[4].error().message, HasSubstr("no text"));
  EXPECT_THAT(read[5].error().message, HasSubstr("9999"));
}

TEST_F(Read, ARecordOfManyTimedEntriesUnderALiveTitleIsALivePage) {
  const std::string title = "{\"title\":\"Live: the storm at Hest\",\"text\":\"";
  const std::string entries =
      "14:05\\n\\nA roof is gone.\\n\\n13.40\\n\\nThe quay is under "
      "water.\\n\\n12:10 It rains.\"}";
  EXPECT_EQ(one(write("a.json", title + entries)).form, Article::Form::kLive);
  EXPECT_EQ(one(write("b.json", title + "A roof is gone.\\n\\n13.40 it was.\"}")).form,
            Article::Form::kArticle);
}

TEST_F(Read, OneObjectAndAnArrayAreRecordsToo) {
  EXPECT_EQ(one(write("a.json",
                      "{\n \"content\": \"All of it.\",\n \"link\": \"https://b.example/x\"\n}\n"))
                .outlet.domain,
            "b.example");
  const std::string path = write("b.json", "[{\"text\":\"a, ] b\"}, 7, {\"text\":\"c\"}]");
  const auto read = all(path);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].value().text, "a, ] b");
  EXPECT_FALSE(read[1].has_value());
  EXPECT_EQ(read[2].value().input, path + "#3");
}

TEST_F(Read, AFolderIsReadInOrderOfPathsWithoutHiddenFiles) {
  write("f/b.txt", "Second.");
  write("f/a/z.txt", "First.");
  write("f/.hidden", "Never.");
  fs::create_symlink("nowhere", folder_ / "f" / "c.txt");
  const auto read = all((folder_ / "f").string());
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].value().text, "First.");
  EXPECT_EQ(read[1].value().text, "Second.");
  EXPECT_THAT(read[2].error().message, HasSubstr("link to a file that does not exist"));
}

TEST_F(Read, WhatCannotBeReadIsOneErrorThatNamesIt) {
  EXPECT_THAT(error((folder_ / "gone.html").string()), HasSubstr("cannot be read"));
  EXPECT_THAT(error(write("empty.txt", " \n")), HasSubstr("no text"));
  EXPECT_THAT(error(write("none.html", "<html><body><nav><a href=/>Home</a></nav></body></html>")),
              HasSubstr("no article"));
  EXPECT_THAT(error(write("binary", std::string("\x7f"
                                                "ELF\0\0\0",
                                                7))),
              HasSubstr("neither"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  EXPECT_THAT(error(write("deep.html", deep)), HasSubstr("nest deeper"));
  std::string crowded;
  for (int i = 0; i < 200'001; ++i) crowded += "<p>a";
  EXPECT_THAT(error(write("crowded.html", crowded)), HasSubstr("blocks of text"));
  ReadOptions small;
  small.limits.document_bytes = 1000;
  EXPECT_THAT(error(write("large.txt", std::string(2000, 'a')), small),
              HasSubstr("larger than 1000 bytes"));
  fs::create_directories(folder_ / "void");
  EXPECT_THAT(error((folder_ / "void").string()), HasSubstr("without files"));
}

TEST_F(Read, InvalidUtf8IsRepairedWithAWarning) {
  const Article article = one(write("a.txt", "A good line with one \xFF bad byte in it."));
  EXPECT_EQ(article.text, "A good line with one \xEF\xBF\xBD bad byte in it.");
  EXPECT_THAT(article.warnings, testing::Contains(HasSubstr("invalid UTF-8")));
}

TEST_F(Read, EncodingsAreReadAsBrowsersDo) {
  // Typographic marks would make it UTF-8.
  std::string page(kPage);
  page = replaced(page, "<title>", "<meta charset=iso-8859-1><title>");
  page = replaced(page, "Karla", "K\xE4the\x80");
  page = replaced(replaced(page, "“", "'"), "”", "'");
  EXPECT_THAT(one(write("latin.html", page)).text, HasSubstr("Käthe€ Brandt"));
}

TEST(ArticleId, FollowsTheUrlThenTheGivenIdThenTheText) {
  EXPECT_EQ(article_id("https://a.example/1", "7", "x", "t"),
            article_id("https://a.example/1", "8", "y", "u"));
  EXPECT_EQ(article_id("", "7", "x#1", "t"), article_id("", "7", "x#2", "u"));
  EXPECT_NE(article_id("", "7", "x", "t"), article_id("", "7", "y", "t"));
  EXPECT_EQ(article_id("", "", "x", "t"), article_id("", "", "y", "t"));
  EXPECT_NE(article_id("", "", "x", "t"), article_id("", "", "x", "u"));
}

}  // namespace
}  // namespace secondsource
