// What stands beside, between and below the paragraphs of an article stays out of its text, in
// pages that name it and in pages that do not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "extract/reading.h"
#include "secondsource/read.h"

namespace secondsource {
namespace {

const std::string kFirst =
    "The lock at Ostermere was closed to boats on Monday after a gate came off its hinge, the "
    "canal "
    "company said, and nobody could tell when it would open again.";
const std::string kSecond =
    "Eleven barges were waiting below it by the evening. Their skippers had moored along the "
    "towpath, "
    "played cards and eaten what the village shop had left.";
const std::string kThird =
    "“We have been promised a crane for Thursday, and I have been promised many things,” said Brun "
    "Teller, whose barge carries gravel to the city.";
const std::string kLast =
    "The gate is from 1911. A new one has been ordered twice, the company admitted, and paid for "
    "once, "
    "but it has not been seen by anybody on this side of the sea.";

std::string text_of(const std::string& page) {
  static const std::shared_ptr<const Data> data = *Data::load();
  const auto article = read_document(
      {"page.html", "<!doctype html><html lang=en><title>Lock closed</title><body>" + page, {}},
      *data);
  return article ? article->text : article.error().line();
}

std::string paragraphs(const std::string& between = "") {
  return "<p>" + kFirst + "</p><p>" + kSecond + "</p>" + between + "<p>" + kThird + "</p><p>" +
         kLast + "</p>";
}

void expect_whole(const std::string& text) {
  for (const std::string& each : {kFirst, kSecond, kThird, kLast}) {
    EXPECT_NE(text.find(each), std::string::npos) << each;
  }
}

TEST(Body, IsReadFromLinkedDataWhereOnlyAScriptWouldShowIt) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += fmt::format(
        "{}. The council of Northmoor voted to close the old mill in autumn, it "
        "said on Monday.\\n",
        i);
  }
  const Article article = read_one(
      "<!doctype html><title>Mill to close</title><script type=application/ld+json>"
      "{\"@type\":\"NewsArticle\",\"headline\":\"Mill to close\",\"articleBody\":\"" +
      text + "\"}</script><div id=app></div>");
  EXPECT_EQ(article.title, "Mill to close");
  EXPECT_EQ(article.paragraphs.size(), 8u);
}

TEST(Body, IsReadFromWhatStandsThereWithoutScripts) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += "<p>The council of Northmoor voted to close the old mill, it said on Monday.</p>";
  }
  EXPECT_EQ(read_one("<!doctype html><h1>Mill to close</h1><noscript><p>Scripts are off.</noscript>"
                     "<div><script type=text/template>" +
                     text + "</script><noscript>" + text + "</noscript></div>")
                .paragraphs.size(),
            8u);
}

TEST(Body, CaptionsAndOffersStayOut) {
  const std::string text = text_of(
      "<h1>Lock closed</h1><div class=article-body>" +
      paragraphs(
          "<div class=media><span class=caption>A barge below the lock, in a picture of last "
          "summer.</span></div><div class=newsletter-signup><h3>Have the canal news sent to you "
          "every Friday morning, and cancel whenever you like.</h3></div>") +
      "</div>");
  expect_whole(text);
  EXPECT_EQ(text.find("last summer"), std::string::npos) << text;
  EXPECT_EQ(text.find("every Friday"), std::string::npos) << text;
}

TEST(Body, TeasersThatBreakOffStayOut) {
  std::string teasers;
  for (const std::string place : {"Halm", "Orve", "Sell", "Tarn"}) {
    teasers += "<li><a href=/" + place + ">Ferry to " + place +
               " cancelled</a> <span>The ferry to " + place +
               " will not sail before the weekend, its owners said on Sunday, because the captain "
               "and both of the mates have gone to a wedding...</span></li>";
  }
  const std::string text = text_of("<div class=latest><ul>" + teasers +
                                   "</ul></div><div><h1>Lock "
                                   "closed</h1>" +
                                   paragraphs() + "</div>");
  expect_whole(text);
  EXPECT_EQ(text.find("wedding"), std::string::npos) << text;
}

TEST(Body, WhatABoxAtTheFootOfThePageSaysIsNoneOfAShortItem) {
  const std::string text = text_of(
      "<div><h1>Lock closed</h1><div class=story><p>" + kSecond +
      "</p></div></div><div class=footer-text>Questions about the canal and its locks are answered "
      "by the customer service of the company from eight in the morning, at the counter in "
      "Ostermere "
      "or by letter. Boats are measured at the quay. The company is not liable for cargo that "
      "spoils, "
      "and keeps its own timetable, which hangs beside the door of the counter.</div>");
  EXPECT_EQ(text, kSecond);
}

TEST(Body, APullQuoteIsNotSaidTwice) {
  const std::string text = text_of(
      "<h1>Lock closed</h1><article>" +
      paragraphs("<aside class=quote><p>We have been promised a crane for Thursday, and I have "
                 "been promised many things</p></aside>") +
      "</article>");
  expect_whole(text);
  const std::size_t first = text.find("promised a crane");
  EXPECT_EQ(text.find("promised a crane", first + 1), std::string::npos) << text;
}

TEST(Body, WhatStandsBehindTheElementOfTheTextIsNoneOfIt) {
  const std::string text =
      text_of("<h1>Lock closed</h1><div class=c7><div itemprop=articleBody>" + paragraphs() +
              "</div></div><div class=k2><div>Most read</div><div>1 A heron has been seen on the "
              "roof of the "
              "town hall again this week.</div><div>2 Seven bakeries that still bake at night, and "
              "one that "
              "has stopped.</div></div>");
  expect_whole(text);
  EXPECT_EQ(text.find("heron"), std::string::npos) << text;
  EXPECT_EQ(text.find("bakeries"), std::string::npos) << text;
}

TEST(Body, WhatStandsBelowARuleAndIsLittleIsNoneOfIt) {
  const std::string text =
      text_of("<table><tr><td><b>Lock closed</b><p>" + kFirst + "<br><br>" + kSecond + "<br><br>" +
              kThird + "<br><br>" + kLast +
              "</p><hr><font size=2><b>otter77</b>: They said the same when the bridge "
              "came down, and look at it now.</font></td></tr></table>");
  expect_whole(text);
  EXPECT_EQ(text.find("look at it now"), std::string::npos) << text;
}

TEST(Body, CommentsAreNoneOfItHoweverMuchTheySay) {
  std::string comments;
  for (int i = 0; i < 40; ++i) {
    comments += fmt::format(
        "<p class=comment>I have waited at that lock {0} times, and in all those years nobody ever "
        "came to tell me why, or when it would open again.</p>",
        i);
  }
  const std::string text =
      text_of("<div class=content><h1>Lock closed</h1><div>" + paragraphs() +
              "</div><div class=comments><h3>Comments</h3>" + comments + "</div></div>");
  expect_whole(text);
  EXPECT_EQ(text.find("I have waited"), std::string::npos) << text;
}

TEST(Body, WhatReadersMayAnswerIsNoneOfItHoweverItIsNamed) {
  std::string comments;
  for (int i = 0; i < 40; ++i) {
    comments += fmt::format(
        "<div class=q7><b>Skipper {0}</b><p>I have waited at that lock {0} times, and in all those "
        "years nobody ever came to tell me why, or when it would open again.</p><div>"
        "<a href=#>Antworten</a> <a href=#>Melden</a></div></div>",
        i);
  }
  const std::string text = text_of("<div><h1>Lock closed</h1><div>" + paragraphs() + "</div><div>" +
                                   comments + "</div></div>");
  expect_whole(text);
  EXPECT_EQ(text.find("I have waited"), std::string::npos) << text;
}

TEST(Body, FurtherArticlesBelowAreNoneOfIt) {
  const auto article = [](const std::string& title, const std::string& body) {
    return "<div class=story><header><h1 class=headline>" + title +
           "</h1><span class=byline>Ann Lee</span></header><div class=text>" + body +
           "</div></div>";
  };
  std::string other;
  for (int i = 0; i < 6; ++i) {
    other += fmt::format(
        "<p>In week {} the fair of Ostermere counted its visitors twice, the mayor said, since "
        "nobody believed the first number, and the second was higher still.</p>",
        i);
  }
  const std::string text = text_of("<main>" + article("Lock closed", paragraphs()) +
                                   article("A fair without an end", other) + "</main>");
  expect_whole(text);
  EXPECT_EQ(text.find("counted its visitors"), std::string::npos) << text;
}

TEST(Body, IsNotSaidAgainInOnePiece) {
  const std::string text = text_of("<h1>Lock closed</h1><div>" + paragraphs() + "</div><p>" +
                                   kFirst + " " + kSecond + " " + kThird + " " + kLast + "</p>");
  expect_whole(text);
  EXPECT_EQ(text.find(kSecond), text.rfind(kSecond)) << text;
}

}  // namespace
}  // namespace secondsource
