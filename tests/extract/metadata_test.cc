// Title, authors, time of publication and section, of whole pages.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "secondsource/read.h"

namespace secondsource {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A page with `head` in its head, `above` and `below` around three paragraphs.
Article read(const std::string& head, const std::string& above, const std::string& below = "") {
  static const std::shared_ptr<const Data> data = *Data::load();
  std::string body;
  for (int i = 0; i < 3; ++i) {
    body += fmt::format(
        "<p>Paragraph {} tells what the town council of Northmoor decided about the old mill, why "
        "it "
        "did so after years of dispute, and what those who live beside it make of that.</p>",
        i);
  }
  Reader::Document document;
  document.input = "page.html";
  document.bytes = "<!doctype html><html><head>" + head +
                   "</head><body><nav><a href=/>Home</a></nav>" + "<main><article>" + above + body +
                   below + "</article></main></body></html>";
  auto article = read_document(document, *data);
  EXPECT_TRUE(article.has_value()) << (article ? "" : article.error().line());
  return article.value_or(Article{});
}

TEST(Title, IsTheHeadingAboveTheTextNotTheNameOfTheSite) {
  EXPECT_EQ(read("<title>Mill to close | Harbor Ledger</title>",
                 "<h1>Harbor Ledger</h1><h2>Mill to close</h2>")
                .title,
            "Mill to close");
}

TEST(Title, IsWhatIsPrintedWhereThePageDeclaresAnother) {
  EXPECT_EQ(read("<title>Mill: the council decides - Harbor Ledger</title>"
                 "<meta property=og:title content='You will not believe this mill'>",
                 "<h1>Council votes to close the old mill</h1>")
                .title,
            "Council votes to close the old mill");
}

TEST(Title, LeavesOutTheKickerInsideTheHeading) {
  EXPECT_EQ(read("<title>Mill to close - Harbor Ledger</title>",
                 "<h1><span class=kicker>Northmoor</span> <span class=headline>Mill to "
                 "close</span></h1>")
                .title,
            "Mill to close");
}

TEST(Title, OfAPageWithoutHeadingsIsTheDeclaredOneWithoutTheSite) {
  EXPECT_EQ(read("<title>Mill to close | Harbor Ledger</title>"
                 "<meta property=og:site_name content='Harbor Ledger'>",
                 "")
                .title,
            "Mill to close");
}

TEST(Title, IsNotTheHeadingThatLeadsToTheFrontPage) {
  EXPECT_EQ(
      read("<title>Harbor Ledger » Archive » Mill to close</title>",
           "<h1><a href='https://harbor.example/'>Harbor Ledger</a></h1><h2>Mill to close</h2>")
          .title,
      "Mill to close");
}

TEST(Title, OfAHeadingInPiecesIsThePieceThePageDeclares) {
  EXPECT_EQ(read("<meta property=og:title content='Council votes to close the mill'>",
                 "<h1><span>Council votes to close the mill</span> <small>Northmoor waits for a "
                 "buyer</small></h1>")
                .title,
            "Council votes to close the mill");
}

TEST(Title, IsWholeWhereOnlyTheTitleOfTheWindowIsCut) {
  EXPECT_EQ(read("<meta property=og:site_name content='Ann Lee'>"
                 "<meta property=og:title content='“The mill” – a study by Bo Chan'>"
                 "<title>Ann Lee “The mill” – a study by Bo Chan | Ann Lee</title>",
                 "<h1>“The mill” – a study by Bo Chan</h1>")
                .title,
            "“The mill” – a study by Bo Chan");
}

TEST(Title, MayStandInAHeadingForScreenReaders) {
  EXPECT_EQ(read("<title>Council votes to close the mill - Harbor Ledger</title>",
                 "<nav><h1 class=visuallyhidden>Council votes to close the mill</h1></nav>"
                 "<h2>Northmoor: votes to close the mill</h2>")
                .title,
            "Council votes to close the mill");
}

TEST(Authors, AreReadFromBylinesOfManyLanguages) {
  for (const char* byline :
       {"By Ann Lee and Bo Chan", "Von Ann Lee und Bo Chan", "Par Ann Lee et Bo Chan",
        "Por Ann Lee y Bo Chan", "Di Ann Lee e Bo Chan", "Por Ann Lee e Bo Chan",
        "Door Ann Lee en Bo Chan", "Av Ann Lee och Bo Chan", "Autor: Ann Lee, Bo Chan",
        "Автор: Ann Lee, Bo Chan", "Oleh Ann Lee dan Bo Chan", "Yazan: Ann Lee ve Bo Chan"}) {
    EXPECT_THAT(read("", fmt::format("<h1>Mill to close</h1><p>{}</p>", byline)).authors,
                ElementsAre("Ann Lee", "Bo Chan"))
        << byline;
  }
}

TEST(Authors, HaveNeitherRoleNorDayNorOutletBehindThem) {
  const std::string head = "<meta property=og:site_name content='Harbor Ledger'>";
  const auto of = [&](const std::string& byline) {
    return read(head, "<h1>Mill to close</h1><div class=byline>" + byline + "</div>").authors;
  };
  EXPECT_THAT(of("By Ann Lee, Staff Writer"), ElementsAre("Ann Lee"));
  EXPECT_THAT(of("Von Ann Lee am Dienstag, 3. November 2026"), ElementsAre("Ann Lee"));
  EXPECT_THAT(of("Harbor Ledger - Ann Lee"), ElementsAre("Ann Lee"));
  EXPECT_THAT(of("By Ann Lee / Harbor Ledger"), ElementsAre("Ann Lee"));
  EXPECT_THAT(of("By millfan1984"), ElementsAre("millfan1984"));
}

TEST(Authors, AreNobodyWhereOnlyAnAccountIsNamed) {
  EXPECT_THAT(read("<meta name=author content=admin>", "<h1>Mill to close</h1>").authors,
              IsEmpty());
  EXPECT_THAT(read("", "<h1>Mill to close</h1><div class=byline>Posted on</div>").authors,
              IsEmpty());
}

TEST(Authors, StandBehindALabelOrALinkToTheirPage) {
  EXPECT_THAT(read("", "<h1>Mill to close</h1><div>Autor:</div><div>Ann Lee</div>").authors,
              ElementsAre("Ann Lee"));
  EXPECT_THAT(
      read("", "<h1>Mill to close</h1><div><a href='/autoren/lee'>Ann Lee</a></div>").authors,
      ElementsAre("Ann Lee"));
  EXPECT_THAT(read("<meta name=twitter:label1 content='Verfasst von'>"
                   "<meta name=twitter:data1 content='Ann Lee'>",
                   "<h1>Mill to close</h1>")
                  .authors,
              ElementsAre("Ann Lee"));
}

Time at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} +
         hours{hour} + minutes{minute};
}

TEST(Published, KeepsItsTimeZone) {
  const Article article =
      read("<meta property=article:published_time content='2026-11-03T23:30:00-05:00'>", "");
  EXPECT_EQ(article.published, at(2026, 11, 4, 4, 30));
  EXPECT_EQ(article.published_zone, -300);
}

TEST(Published, TakesTheZoneOfAnotherTimeWhereItIsGivenInUtc) {
  const Article by_zone = read(
      "<meta property=article:published_time content='2026-11-04T04:30:00Z'>"
      "<meta property=og:updated_time content='2026-11-03T23:40:00-05:00'>",
      "");
  EXPECT_EQ(by_zone.published, at(2026, 11, 4, 4, 30));
  EXPECT_EQ(by_zone.published_zone, -300);
  const Article by_clock =
      read("<meta property=article:published_time content='2026-11-04T04:30:00Z'>",
           "<h1>Mill to close</h1><time datetime='2026-11-03 23:30'>Tuesday</time>");
  EXPECT_EQ(by_clock.published_zone, -300);
}

TEST(Published, IsADayWhereTheClockShowsMidnight) {
  const Article article =
      read("<meta property=article:published_time content='2026-11-03T00:00:00+01:00'>", "");
  EXPECT_EQ(article.published, at(2026, 11, 3));
  EXPECT_EQ(article.published_precision, Precision::kDay);
}

TEST(Published, IsReadFromTheLineBelowTheHeadline) {
  for (const char* line :
       {"3.11.2026", "November 3, 2026", "3 novembre 2026", "3 de noviembre de 2026",
        "2026年11月3日", "3 ноября 2026", "Ann Lee3.11.2026", "3 Kasım 2026", "3. marraskuuta 2026",
        "2026년 11월 3일"}) {
    const Article article = read("", fmt::format("<h1>Mill to close</h1><div>{}</div>", line));
    EXPECT_EQ(article.published, at(2026, 11, 3)) << line;
    EXPECT_EQ(article.published_evidence, "text") << line;
  }
}

TEST(Published, IsNotTheTimeOfAChange) {
  for (const char* line : {"Last updated: November 5, 2026. Published on: November 3, 2026",
                           "Letzte Änderung: 05.11.2026, erschienen am: 03.11.2026",
                           "Mis à jour le 05.11.2026, publié le 03.11.2026",
                           "Actualizado: 05.11.2026. Publicado el 03.11.2026"}) {
    EXPECT_EQ(read("", fmt::format("<h1>Mill to close</h1><div>{}</div>", line)).published,
              at(2026, 11, 3))
        << line;
  }
}

TEST(Published, IsTheTimeOfTheLastChangeWhereNothingElseIsPrinted) {
  const Article article = read("", "<h1>Mill to close</h1><p>Last edited 2026-11-20 13:28</p>");
  ASSERT_TRUE(article.published.has_value());
  EXPECT_EQ(article.published, article.modified);
  EXPECT_THAT(article.warnings, testing::Contains("only the time of the last change is known"));
}

TEST(Published, TrustsAMarkedTimeMoreThanAMetaOfTheFile) {
  EXPECT_EQ(read("<meta name=date content='2026-11-05'>",
                 "<h1>Mill to close</h1><time datetime='2026-11-03T10:00:00Z'>3 November</time>")
                .published,
            at(2026, 11, 3, 10, 0));
}

// The page as it was fetched from `url`.
Article read_at(const std::string& url, const std::string& head) {
  return read("<link rel=canonical href='" + url + "'>" + head, "<h1>Mill to close</h1>");
}

TEST(Published, IsDatedByTheClocksOfTheOutletsCountryWhereItIsGivenInUtc) {
  const std::string head = "<meta property=article:published_time content='2026-11-03T23:30:00Z'>";
  const Article german = read_at("https://harbor-example.de/mill", head);
  EXPECT_EQ(german.published, at(2026, 11, 3, 23, 30));
  EXPECT_EQ(german.published_zone, 60);
  EXPECT_EQ(read_at("https://harbor-example.co.jp/mill", head).published_zone, 540);
  EXPECT_EQ(read_at("https://harbor.example/mill", head).published_zone, 0);
  const Article summer =
      read_at("https://harbor-example.de/mill",
              "<meta property=article:published_time content='2026-07-03T23:30:00Z'>");
  EXPECT_EQ(summer.published_zone, 120);
}

TEST(Published, IsADayWhereTheClocksOfTheOutletsCountryShowMidnight) {
  const Article article =
      read_at("https://harbor-example.de/mill",
              "<meta property=article:published_time content='2026-11-03T23:00:00.000Z'>");
  EXPECT_EQ(article.published, at(2026, 11, 4));
  EXPECT_EQ(article.published_precision, Precision::kDay);
}

TEST(Published, IsDatedByTheClocksOfItsLanguageOnlyWhereItsUrlHasTheirDay) {
  const auto zone = [](const std::string& url) {
    Reader::Document document;
    document.input = "page.html";
    document.bytes =
        "<!doctype html><html lang=de><head><link rel=canonical href='" + url +
        "'><meta property=article:published_time content='2026-11-03T23:30:00Z'></head><body>"
        "<h1>Die Mühle schließt</h1>";
    for (int i = 0; i < 3; ++i) {
      document.bytes += fmt::format(
          "<p>Absatz {}: Der Rat der Stadt hat nach langem Streit beschlossen, dass die alte Mühle "
          "am Fluss geschlossen wird, und die Nachbarn haben das schon lange erwartet.</p>",
          i);
    }
    static const std::shared_ptr<const Data> data = *Data::load();
    const auto article = read_document(document, *data);
    return article ? article->published_zone.value_or(-1) : -2;
  };
  EXPECT_EQ(zone("https://harbor.example/2026/11/04/mill"), 60);
  EXPECT_EQ(zone("https://harbor.example/2026/11/03/mill"), 0);
  EXPECT_EQ(zone("https://harbor.example/2026/11/02/mill"), 0);
  EXPECT_EQ(zone("https://harbor.example/mill"), 0);
}

TEST(Published, IsReadWhereItIsNamedFarBelowTheText) {
  std::string links;
  for (int i = 0; i < 12; ++i) links += fmt::format("<div><a href=/{}>Subject {}</a></div>", i, i);
  EXPECT_EQ(
      read("", "<h1>Mill to close</h1>", links + "<p>Published on: 3 November 2026</p>").published,
      at(2026, 11, 3));
  const Article changed =
      read("", "<h1>Mill to close</h1>", links + "<p>Last updated: 5 November 2026</p>");
  EXPECT_EQ(changed.published, at(2026, 11, 5));
  EXPECT_THAT(changed.warnings, testing::Contains("only the time of the last change is known"));
  EXPECT_FALSE(read("", "<h1>Mill to close</h1>",
                    links + "<div><b>Open day</b>, 3 November 2026</div>" + links)
                   .published.has_value());
}

TEST(Published, IsReadFromWhatMicroformatsAndRdfaMark) {
  for (const char* mark :
       {"<abbr class=published title='2026-11-03T10:00:00Z'>last week</abbr>",
        "<span property='schema:dateCreated' content='2026-11-03T10:00:00Z'>last week</span>",
        "<span property='dc:date dc:created' content='2026-11-03T10:00:00Z'>last week</span>"}) {
    EXPECT_EQ(read("", fmt::format("<h1>Mill to close</h1><div>{}</div>", mark)).published,
              at(2026, 11, 3, 10, 0))
        << mark;
  }
}

TEST(Published, IsFoundBesideTheHeadlineOfAPageWhoseTextComesFromAScript) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text +=
        "<p>The town council of Northmoor decided about the old mill after years of dispute, "
        "and those who live beside it make of that what they can.</p>";
  }
  Reader::Document document;
  document.input = "page.html";
  document.bytes =
      "<!doctype html><title>Mill to close</title><body><div class=widget><h2>Mill to close</h2>"
      "<span itemprop=datePublished> November 3, 2026 </span><noscript>" +
      text + "</noscript></div>";
  static const std::shared_ptr<const Data> data = *Data::load();
  const auto article = read_document(document, *data);
  ASSERT_TRUE(article.has_value()) << article.error().line();
  EXPECT_EQ(article->published, at(2026, 11, 3));
}

TEST(Published, IsNotTheFirstSecondThatProgramsCount) {
  EXPECT_EQ(read("<meta property=article:published_time content='1970-01-01T00:00:00Z'>"
                 "<meta name=pubdate content='2026-11-03'>",
                 "")
                .published,
            at(2026, 11, 3));
  EXPECT_EQ(read("<meta property=article:published_time content='0'>", "").published, std::nullopt);
}

TEST(Section, IsWhatThePageCallsIt) {
  EXPECT_EQ(read("<meta property=article:section content='Local'>", "").section, "Local");
}

}  // namespace
}  // namespace secondsource
