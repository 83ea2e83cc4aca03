// What news agencies send: NewsML-G2, NITF, ninjs.
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

std::string news_item(const std::string& content, const std::string& meta = "",
                      const std::string& guid = "urn:newsml:meridian.example:20261103:1") {
  return R"(<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid=")" + guid +
         R"(" version="2" standard="NewsML-G2" xml:lang="en-GB">
<rightsInfo><copyrightHolder literal="Meridian"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:MER"><name>Meridian</name></provider>
<versionCreated>2026-11-03T11:30:00+01:00</versionCreated>
<firstCreated>2026-11-03T09:10:00+01:00</firstCreated><pubStatus qcode="stat:usable"/>)" +
         meta + R"(</itemMeta>
<contentMeta><urgency>2</urgency><slugline>MILL-CLOSURE</slugline>
<headline role="hl:sub">Below it</headline><headline role="hl:main">Mill to close</headline>
<by>By Ann Lee</by><creditline>Meridian/Farwire</creditline><language tag="en"/></contentMeta>
<contentSet>)" +
         content + "</contentSet></newsItem>";
}

const char* const kNitf =
    R"(<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<body><body.head><hedline><hl1>Not this headline</hl1></hedline>
<dateline><location>NORTHMOOR</location>, Nov 3 (Reuters)</dateline></body.head>
<body.content><p>The last mill of the valley will close.</p><media><media-caption>The mill.</media-caption></media>
<hl2>What is next</hl2><p>“Nobody knew,” said <person>Karla Brandt</person> &amp; others.</p></body.content></body></nitf></inlineXML>)";

TEST(Newsml, AnItemIsAnArticleWithWhatItsAgencySaysOfIt) {
  const Article article = read_one("<?xml version='1.0'?>" + news_item(kNitf));
  EXPECT_EQ(article.input, "in");
  EXPECT_EQ(article.title, "Mill to close");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(article.outlet.name, "Meridian");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.published, sys_days{2026y / 11 / 3} + 8h + 10min);
  EXPECT_EQ(article.modified, sys_days{2026y / 11 / 3} + 10h + 30min);
  EXPECT_EQ(article.text,
            "NORTHMOOR, Nov 3 (Reuters) — The last mill of the valley will close.\nWhat is next\n"
            "“Nobody knew,” said Karla Brandt & others.");
  ASSERT_TRUE(article.dateline.has_value());
  EXPECT_EQ(article.dateline->place, "NORTHMOOR");
  EXPECT_EQ(article.dateline->agency, "Reuters");
  EXPECT_THAT(article.credits, Contains(testing::Field(&Credit::name, "Reuters")));
}

TEST(Newsml, TheSameGuidIsTheSameArticleInAnyVersion) {
  const std::string other =
      "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'>"
      "<head><title>No</title></head><body><p>Another text.</p></body></html></inlineXML>";
  const Article first = read_one(news_item(kNitf)), second = read_one(news_item(other));
  EXPECT_EQ(first.id, second.id);
  EXPECT_EQ(second.text, "Another text.");
}

TEST(Newsml, WithdrawnAndCorrectedItemsSaySo) {
  const std::string data = "<inlineData contenttype='text/plain'>A text.\nOf lines.</inlineData>";
  std::string canceled = news_item(data, "<edNote>Kill this &amp; all of it</edNote>");
  canceled.replace(canceled.find("stat:usable"), 11, "stat:canceled");
  const Article article = read_one(canceled);
  EXPECT_THAT(article.warnings, Contains("withdrawn by its agency"));
  EXPECT_THAT(article.warnings, Contains("note to editors: Kill this & all of it"));
  EXPECT_EQ(article.text, "A text.\nOf lines.");
  EXPECT_THAT(read_one(news_item(data,
                                 "<signal qcode='sig:correction'/>"
                                 "<embargoed>2026-11-04T00:00:00Z</embargoed>"))
                  .warnings,
              testing::AllOf(Contains("a correction of an earlier version"),
                             Contains("embargoed until 2026-11-04T00:00:00Z")));
}

TEST(Newsml, AMessageGivesItsTextsAndCountsTheRest) {
  const ReadAll read = read_all(
      "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>" +
      news_item(kNitf, "", "urn:1") +
      news_item("<remoteContent href='a.jpg' contenttype='image/jpeg'/>", "", "urn:2") +
      "<packageItem guid='urn:3'><groupSet root='G'/></packageItem>" +
      news_item(
          "<inlineData contenttype='text/html'>&lt;p&gt;Second &lt;b&gt;text&lt;/b&gt;.&lt;/p&gt;"
          "</inlineData>",
          "", "urn:4") +
      "</itemSet></newsMessage>");
  EXPECT_THAT(read.errors, IsEmpty());
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[0].input, "in#1");
  EXPECT_EQ(read.articles[1].input, "in#2");
  EXPECT_EQ(read.articles[1].text, "Second text.");
  EXPECT_THAT(read.notes, ElementsAre("in: passed over 2 items: 1 packageItem, 1 remote content"));
}

TEST(Newsml, NitfAloneIsReadToo) {
  const Article article = read_one(
      "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf-3-5.dtd'><nitf><head><docdata>"
      "<doc-id id-string='x7'/><date.release norm='20261103T101500Z'/></docdata></head><body>"
      "<body.head><hedline><hl1>Mill to close</hl1></hedline><byline>By Ann "
      "Lee</byline></body.head>"
      "<body.content><p>The last mill.</p></body.content></body></nitf>");
  EXPECT_EQ(article.title, "Mill to close");
  EXPECT_EQ(article.text, "The last mill.");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(article.published, sys_days{2026y / 11 / 3} + 10h + 15min);
  EXPECT_THAT(read_all("<nitf><body/></nitf>").errors, ElementsAre("in: NewsML without a text"));
}

TEST(Ninjs, VersionOneNamesItsTextsByPattern) {
  const Article article = read_one(
      R"({"uri":"http://ninjs.example/items/1","type":"text","versioncreated":"2026-11-03T10:37:00Z",
"firstcreated":"2026-11-03T10:00:00Z","copyrightholder":"Meridian","language":"en","pubstatus":"usable",
"byline":"By Ann Lee and Bo Chan","headline_main":"Mill to close","located":"Northmoor",
"body_main":"The last mill. Nobody knew.","body_richtext":"<p>The last mill.</p> <p>Nobody knew.</p>"})");
  EXPECT_EQ(article.title, "Mill to close");
  EXPECT_EQ(article.text, "The last mill.\nNobody knew.");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee", "Bo Chan"));
  EXPECT_EQ(article.published, sys_days{2026y / 11 / 3} + 10h);
  EXPECT_EQ(article.modified, sys_days{2026y / 11 / 3} + 10h + 37min);
}

TEST(Ninjs, VersionsTwoAndThreeHaveListsWithRoles) {
  for (const char* text :
       {R"({"uri":"urn:x:1","standard":{"name":"ninjs","version":"2.1"},"type":"text",
"pubstatus":"canceled","versioncreated":"2026-11-03T10:00:00Z","infosources":[{"name":"Reuters"}],
"copyrightholder":"Meridian","headlines":[{"role":"sub","value":"No"},{"role":"main","value":"Mill to close"}],
"bodies":[{"role":"text","contenttype":"text/plain","value":"The last mill. Nobody knew."},
{"role":"html","contenttype":"text/html","value":"<section><p>The last mill.</p><p>Nobody knew.</p></section>"}],
"by":"Von Ann Lee"})",
        R"({"uri":"urn:x:1","standard":{"name":"ninjs","version":"3.0"},"type":"text",
"pubStatus":"canceled","versionCreated":"2026-11-03T10:00:00Z","infoSources":[{"name":"Reuters"}],
"copyrightHolder":"Meridian","headlines":[{"role":"main","value":"Mill to close"}],
"bodies":[{"role":"html","contentType":"text/html","value":"<section><p>The last mill.</p><p>Nobody knew.</p></section>"}],
"by":"Von Ann Lee"})"}) {
    const Article article = read_one(text);
    EXPECT_EQ(article.title, "Mill to close");
    EXPECT_EQ(article.text, "The last mill.\nNobody knew.");
    EXPECT_EQ(article.outlet.name, "Meridian");
    EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
    EXPECT_EQ(article.published, sys_days{2026y / 11 / 3} + 10h);
    EXPECT_THAT(article.warnings, Contains("withdrawn by its agency"));
    ASSERT_EQ(article.credits.size(), 1u);
    EXPECT_EQ(article.credits[0].name, "Reuters");
  }
}

TEST(Ninjs, APictureHasNoText) {
  EXPECT_THAT(read_all(R"({"uri":"urn:x:1","type":"picture","pubstatus":"usable",
"versioncreated":"2026-11-03T10:00:00Z","headlines":[{"value":"A mill"}]})")
                  .errors,
              ElementsAre("in: the record has no text"));
}

}  // namespace
}  // namespace secondsource
