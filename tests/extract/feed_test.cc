#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/reading.h"

namespace secondsource {
namespace {

using namespace std::chrono;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const char* const kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbor Ledger</title><link>https://ledger.example/</link><language>en-gb</language>
<item><title>Mill to close &amp;amp; 214 lose work</title><link>https://ledger.example/mill?utm_source=rss</link>
<guid isPermaLink="false">mill-1</guid><pubDate>Tue, 03 Nov 2026 09:10:00 +0100</pubDate>
<dc:creator>Ann Lee</dc:creator>
<description>The last mill of the valley closes.</description>
<content:encoded><![CDATA[<figure><img src="x"><figcaption>The mill.</figcaption></figure>
<p>NORTHMOOR, Nov 3 (Reuters) - The last mill of the valley will close.</p><p>Nobody&nbsp;knew.</p>
<p>The post <a href="https://ledger.example/mill">Mill to close & 214 lose work</a> appeared first on <a href="/">The Harbor Ledger</a>.</p>]]></content:encoded></item>
<item><title>Only a teaser</title><link>/teaser</link><author>desk@ledger.example (Bo Chan)</author>
<description>&lt;p&gt;What it is about &amp;hellip;&lt;/p&gt;</description>
<source url="https://far.example/feed">Far Water Times</source></item>
</channel></rss>)";

TEST(Feed, AnRssItemWithItsContentIsAnArticle) {
  const ReadAll read = read_all(kRss);
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_THAT(read.errors, IsEmpty());
  const Article& article = read.articles[0];
  EXPECT_EQ(article.input, "in#1");
  EXPECT_EQ(article.form, Article::Form::kArticle);
  EXPECT_EQ(article.url, "https://ledger.example/mill");
  EXPECT_EQ(article.title, "Mill to close & 214 lose work");
  EXPECT_EQ(article.outlet.name, "The Harbor Ledger");
  EXPECT_EQ(article.outlet.domain, "ledger.example");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(article.published, sys_days{2026y / 11 / 3} + 8h + 10min);
  EXPECT_EQ(article.published_evidence, "feed");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.text,
            "NORTHMOOR, Nov 3 (Reuters) - The last mill of the valley will close.\nNobody knew.");
  ASSERT_EQ(article.paragraphs.size(), 2u);
  ASSERT_TRUE(article.dateline.has_value());
  EXPECT_EQ(article.dateline->agency, "Reuters");
}

TEST(Feed, AnRssItemWithoutItsContentIsASummaryAndNeverAnArticle) {
  const ReadAll read = read_all(kRss);
  ASSERT_EQ(read.articles.size(), 2u);
  const Article& article = read.articles[1];
  EXPECT_EQ(article.form, Article::Form::kSummary);
  EXPECT_FALSE(article.complete);
  EXPECT_EQ(article.text, "What it is about …");
  EXPECT_EQ(article.url, "https://ledger.example/teaser");
  EXPECT_THAT(article.authors, ElementsAre("Bo Chan"));
  EXPECT_THAT(article.warnings, Contains(HasSubstr("a summary")));
  ASSERT_EQ(article.credits.size(), 1u);
  EXPECT_EQ(article.credits[0].name, "far.example");
  EXPECT_EQ(article.credits[0].evidence, Credit::Evidence::kSyndication);
}

TEST(Feed, AnRssItemWithoutALinkIsCompleteInItself) {
  const Article article = read_one(
      "<rss version='0.92'><channel><title>Notes</title><item><description>All there is to say."
      "</description></item></channel></rss>");
  EXPECT_EQ(article.form, Article::Form::kArticle);
  EXPECT_EQ(article.text, "All there is to say.");
}

TEST(Feed, Rss1HasItsItemsBesideTheChannel) {
  const ReadAll read = read_all(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://a.example/"><title>A</title><link>https://a.example/</link></channel>
<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
<dc:date>2026-11-03T10:00:00Z</dc:date><c:encoded>&lt;p&gt;First text.&lt;/p&gt;</c:encoded></item>
<item><title>Two</title><link>https://a.example/2</link></item></rdf:RDF>)");
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[0].text, "First text.");
  EXPECT_EQ(read.articles[0].published, sys_days{2026y / 11 / 3} + 10h);
  EXPECT_EQ(read.articles[1].form, Article::Form::kSummary);
  EXPECT_EQ(read.articles[1].text, "Two");
}

TEST(Feed, AtomGivesTextHtmlAndXhtml) {
  const ReadAll read = read_all(
      R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://b.example/x/">
<a:title type="html">Der &amp;lt;Bote&amp;gt;</a:title><a:author><a:name>Eva Maurer</a:name></a:author>
<a:entry><a:title>Eins</a:title><a:id>urn:1</a:id><a:link href="eins"/><a:link rel="self" href="no"/>
<a:published>2026-11-03T10:00:00+01:00</a:published><a:updated>2026-11-04T10:00:00Z</a:updated>
<a:content type="html">&lt;p&gt;Ein Absatz.&lt;/p&gt;&lt;p&gt;Noch einer.&lt;/p&gt;</a:content></a:entry>
<a:entry><a:title>Zwei</a:title><a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Er sagte: <q>5 &lt; 6</q>.</p><p>Dann <b>ging</b> er.</p></div></a:content></a:entry>
<a:entry><a:title>Drei</a:title><a:content>Zeile &lt;1&gt;
Zeile 2</a:content><a:author><a:name>Uwe Kern</a:name></a:author></a:entry>
<a:entry><a:title>Vier</a:title><a:content src="https://b.example/4" type="text/html"/>
<a:summary>Worum es geht.</a:summary></a:entry></a:feed>)");
  EXPECT_THAT(read.errors, IsEmpty());
  ASSERT_EQ(read.articles.size(), 4u);
  EXPECT_EQ(read.articles[0].text, "Ein Absatz.\nNoch einer.");
  EXPECT_EQ(read.articles[0].url, "https://b.example/x/eins");
  EXPECT_EQ(read.articles[0].language, "de");
  EXPECT_EQ(read.articles[0].modified, sys_days{2026y / 11 / 4} + 10h);
  EXPECT_THAT(read.articles[0].authors, ElementsAre("Eva Maurer"));
  EXPECT_EQ(read.articles[1].text, "Er sagte: 5 < 6.\nDann ging er.");
  EXPECT_EQ(read.articles[2].text, "Zeile <1>\nZeile 2");
  EXPECT_THAT(read.articles[2].authors, ElementsAre("Uwe Kern"));
  EXPECT_EQ(read.articles[3].form, Article::Form::kSummary);
  EXPECT_EQ(read.articles[3].text, "Worum es geht.");
}

TEST(Feed, AJsonFeedIsAFeed) {
  const ReadAll read = read_all(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"The Ledger","language":"en",
"home_page_url":"https://ledger.example/","authors":[{"name":"Ann Lee"}],"items":[
{"id":"1","url":"/1","title":"One","content_html":"<p>First.</p><p>Second.</p>",
"date_published":"2026-11-03T10:00:00Z"},
{"id":2,"url":"https://ledger.example/2","title":"Two","summary":"About two.","authors":[{"name":"Bo Chan"}]},
17,{"id":"https://ledger.example/3","content_text":"Third."}]})");
  ASSERT_EQ(read.articles.size(), 3u);
  ASSERT_EQ(read.errors.size(), 1u);
  EXPECT_THAT(read.errors[0], HasSubstr("in#3: JSON that is not an object"));
  EXPECT_EQ(read.articles[0].text, "First.\nSecond.");
  EXPECT_EQ(read.articles[0].url, "https://ledger.example/1");
  EXPECT_EQ(read.articles[0].outlet.name, "The Ledger");
  EXPECT_THAT(read.articles[0].authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(read.articles[1].form, Article::Form::kSummary);
  EXPECT_THAT(read.articles[1].authors, ElementsAre("Bo Chan"));
  EXPECT_EQ(read.articles[2].form, Article::Form::kArticle);
  EXPECT_EQ(read.articles[2].url, "https://ledger.example/3");
  EXPECT_EQ(
      read_one(
          R"({"version":"https:\/\/jsonfeed.org\/version\/1","items":[{"content_text":"A."}]})")
          .text,
      "A.");
}

TEST(Feed, OneThatBreaksOffGivesWhatStoodBefore) {
  const std::string feed(kRss);
  const ReadAll read = read_all(feed.substr(0, feed.find("Only a teaser")));
  EXPECT_EQ(read.articles.size(), 1u);
  ASSERT_EQ(read.errors.size(), 1u);
  EXPECT_THAT(read.errors[0], HasSubstr("in: not well-formed XML: line "));
}

TEST(Feed, OneThatIsNotQuiteXmlIsReadNevertheless) {
  const Article article = read_one(
      "\xEF\xBB\xBF\n<!-- made by hand --><!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD "
      "RSS "
      "0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">\n"
      "<rss version='0.91'><channel><title>Fish & Chips</title><item><title>Caf&eacute; &amp; "
      "Bar\x0B</title><link>https://a.example/?a=1&b=2</link><description>A&nbsp;B &unknown; "
      "&#1; &#x41;</description></item></channel></rss>");
  EXPECT_EQ(article.title, "Café & Bar");
  EXPECT_EQ(article.outlet.name, "Fish & Chips");
  EXPECT_EQ(article.url, "https://a.example/?a=1&b=2");
  EXPECT_EQ(article.text, "A B &unknown; A");
}

TEST(Feed, EncodingsAreThoseOfTheDeclarationOrOfHttp) {
  const std::string body =
      "<rss><channel><item><title>\xC4rger</title><description>F\xFCr</description></item>"
      "</channel></rss>";
  EXPECT_EQ(read_one("<?xml version='1.0' encoding='ISO-8859-1'?>" + body).title, "Ärger");
  const ReadAll read =
      read_all(Reader::Document{.input = "in", .bytes = body, .charset = "windows-1251"});
  ASSERT_EQ(read.articles.size(), 1u);
  EXPECT_EQ(read.articles[0].title, "Дrger");
}

TEST(Feed, EntitiesThatMultiplyAreNotExpanded) {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a0 \"lol\">";
  for (int i = 1; i < 30; ++i) {
    bomb += fmt::format("<!ENTITY a{} \"&a{};&a{};&a{};&a{};\">", i, i - 1, i - 1, i - 1, i - 1);
  }
  bomb +=
      "<!ENTITY file SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"http://127.0.0.1/x\"> "
      "%p;]>"
      "<rss><channel><item><title>T</title><description>x &a29; &file; y</description></item>"
      "</channel></rss>";
  const Article article = read_one(bomb);
  EXPECT_EQ(article.text, "x &a29; &file; y");
}

TEST(Feed, DeepAndWideXmlIsRefusedOrReadInTime) {
  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  EXPECT_THAT(read_all(deep).errors, ElementsAre(HasSubstr("ReadLimits::nesting")));
  std::string wide = "<rss><channel><item";
  for (int i = 0; i < 1'000'000; ++i) wide += fmt::format(" a{}=''", i);
  wide += "><description>Read.</description></item></channel></rss>";
  EXPECT_EQ(read_one(wide).text, "Read.");
  std::string many = "<rss><channel>";
  for (int i = 0; i < 200'000; ++i) many += "<x/><x/><x/><x/><x/><x/><x/><x/><x/><x/><x/>";
  EXPECT_THAT(read_all(many).errors, ElementsAre(HasSubstr("elements in one entry")));
  EXPECT_THAT(read_all("<rss><channel></channel></rss>").errors,
              ElementsAre("in: a feed without entries"));
}

TEST(Feed, OtherXmlIsNoArticle) {
  for (const char* text :
       {"<?xml version='1.0'?><urlset xmlns='x'><url/></urlset>", "<svg><text>A</text></svg>",
        "<?xml version='1.0'?><catalogue><book>Words of it</book></catalogue>"}) {
    EXPECT_THAT(read_all(text).errors, ElementsAre("in: XML, not an article")) << text;
  }
}

}  // namespace
}  // namespace secondsource
