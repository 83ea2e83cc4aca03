// Bytes that mean harm, or that nobody meant: bounded time and memory, one clear line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/reading.h"
#include "text/utf8.h"

namespace secondsource {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string page(const std::string& head, const std::string& inside) {
  return "<html><head>" + head +
         "<title>Mill to close</title></head><body><article><h1>Mill to close</h1><p>" + inside +
         " The last mill of the valley will close at the end of the year, its owner said on "
         "Tuesday, and 214 people will lose their work.</p><p>The town has lived from it for a "
         "hundred and forty years, and its mayor asked for help.</p></article></body></html>";
}

TEST(Hostile, AMillionAttributesAreReadInTime) {
  std::string attributes;
  for (int i = 0; i < 1'000'000; ++i) attributes += fmt::format(" a{}=b", i);
  EXPECT_THAT(read_one(page("", "<span" + attributes + ">Spanned.</span>")).text,
              HasSubstr("Spanned. The last mill"));
}

TEST(Hostile, CommentsInThousandsOfElementsAreReadInTime) {
  std::string deep;
  for (int i = 0; i < 3'000; ++i) deep += "<div class=comment>";
  for (int i = 0; i < 20'000; ++i) {
    deep += fmt::format("<p>Reader {} said that the mill was never loved by anybody, ever.</p>", i);
  }
  for (int i = 0; i < 3'000; ++i) deep += "</div>";
  EXPECT_THAT(read_one(page("", "</p>" + deep + "<p>")).text, Not(HasSubstr("never loved")));
}

TEST(Hostile, AHeadingAroundDeepElementsIsReadInTime) {
  constexpr int kDeep = 90'000, kBlocks = 190'000;
  std::string html = "<html><title>Another title</title><h1>";
  for (int i = 0; i < kDeep; ++i) html += "<div>";
  for (int i = 0; i < kBlocks; ++i) html += fmt::format("<div>text {}</div>", i);
  for (int i = 0; i < kDeep; ++i) html += "</div>";
  EXPECT_EQ(read_all(html + "</h1>" + page("", "A paragraph.")).articles.size(), 1u);
}

TEST(Hostile, APageOfMillionsOfElementsIsRefusedByTheirNumber) {
  std::string html = "<html>";
  for (int i = 0; i < 5'000'000; ++i) html += "<p>x";
  EXPECT_THAT(read_all(html).errors, ElementsAre(HasSubstr("elements and texts on one page")));
}

TEST(Hostile, PullQuotesBesideALongBlockLikeThemAreReadInTime) {
  std::string quotes;
  for (int i = 0; i < 64; ++i) {
    quotes += "<blockquote>" + std::string(200, 'a') + fmt::format("b{}</blockquote>", i);
  }
  for (int i = 0; i < 300; ++i) {
    quotes += "<p>" + std::string(190, 'a') + fmt::format(" was what line {} said.</p>", i);
  }
  quotes += "<p>" + std::string(16u << 20, 'a') + ".</p>";
  EXPECT_EQ(read_all(page("", "</p>" + quotes + "<p>")).articles.size(), 1u);
}

TEST(Hostile, ALongBlockLikeAllOthersIsReadInTime) {
  std::string paragraphs;
  for (int i = 0; i < 300; ++i) {
    paragraphs += "<p>" + std::string(70, 'a') + fmt::format(" was what line {} said.</p>", i);
  }
  paragraphs += "<p>" + std::string(10u << 20, 'a') + ".</p>";
  EXPECT_EQ(read_all(page("", "</p>" + paragraphs + "<p>")).articles.size(), 1u);
}

TEST(Hostile, AHundredMegabytesOnOneLineAreRefusedByTheirSize) {
  const std::string line(100u << 20, 'x');
  EXPECT_THAT(read_all(line).errors, ElementsAre(HasSubstr("ReadLimits::document_bytes")));
  EXPECT_THAT(read_all("<html>" + line).errors,
              ElementsAre(HasSubstr("ReadLimits::document_bytes")));
  EXPECT_THAT(read_all("{\"text\":\"" + line).errors,
              ElementsAre(HasSubstr("ReadLimits::document_bytes")));
}

TEST(Hostile, SixtyMegabytesOfWhiteSpaceAreReadOnce) {
  EXPECT_THAT(read_all(std::string(60u << 20, ' ')).errors, ElementsAre(HasSubstr("no text")));
}

TEST(Hostile, Utf7StaysWhatItIs) {
  const Article article =
      read_one(page("<meta charset=utf-7>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"));
  EXPECT_THAT(article.text, HasSubstr("+ADw-script+AD4-alert(1)"));
  EXPECT_THAT(article.text, Not(HasSubstr("<script>")));
}

TEST(Hostile, MixedEncodingsAreRepairedWithAWarning) {
  const Article article = read_one(page("<meta charset=utf-8>", "Käthe and K\xE4the met „today“."));
  EXPECT_THAT(article.text, HasSubstr("Käthe and K\xEF\xBF\xBDthe met „today“."));
  EXPECT_THAT(article.warnings, testing::Contains(HasSubstr("invalid UTF-8")));
}

TEST(Hostile, LoneSurrogatesAreReplaced) {
  // As UTF-8 of its own (CESU), and as an escape of JSON.
  const Article bytes = read_one(page("<meta charset=utf-8>", "A \xED\xA0\x80 surrogate."));
  EXPECT_TRUE(text::valid_utf8(bytes.text));
  const Article escaped = read_one(
      R"({"text":"A \uD800 high, a \udc00 low, a pair \uD83D\uDE00, no escape \\uD800.","title":"\uD800"})");
  EXPECT_EQ(escaped.text,
            "A \xEF\xBF\xBD high, a \xEF\xBF\xBD low, a pair \xF0\x9F\x98\x80, no escape \\uD800.");
  EXPECT_THAT(escaped.warnings, testing::Contains(HasSubstr("surrogates")));
}

TEST(Hostile, ARecordOfAMillionAuthorsIsReadInTime) {
  std::string authors = "\"Ann Lee\"";
  for (int i = 0; i < 1'000'000; ++i) authors += fmt::format(",\"Ann Lee{}\"", i);
  EXPECT_EQ(read_one("{\"text\":\"The mill closes.\",\"authors\":[" + authors + "]}").authors[0],
            "Ann Lee");
}

TEST(Hostile, JsonThatNestsWithoutEndIsRefused) {
  std::string deep = "{\"text\":\"a\",\"b\":";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  EXPECT_THAT(read_all(deep).errors, ElementsAre(HasSubstr("not valid JSON")));
  std::string list = "[{\"text\":";
  for (int i = 0; i < 1'000'000; ++i) list += "[";
  EXPECT_EQ(read_all(list).errors.size(), 1u);
}

TEST(Hostile, AFeedOfAHundredThousandEntriesIsReadInTime) {
  std::string feed = "<rss><channel>";
  for (int i = 0; i < 100'000; ++i) {
    feed += fmt::format("<item><title>{}</title><link>https://a.example/{}</link></item>", i, i);
  }
  EXPECT_EQ(read_all(feed + "</channel></rss>").articles.size(), 100'000u);
}

}  // namespace
}  // namespace secondsource
