#include "extract/dates.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "secondsource/data.h"

namespace secondsource::extract {
namespace {

const Months& months() {
  static const Months built(**Data::load());
  return built;
}

std::string read(std::string_view text, const DateStyle& style = {"en", true}) {
  const auto moment = parse_date(text, months(), style);
  return moment ? fmt::format("{:%Y-%m-%dT%H:%M:%S}", moment->time) : "none";
}

TEST(Dates, AreReadInTheStylesOfPages) {
  EXPECT_EQ(read("2026-11-19T10:20:30+01:00"), "2026-11-19T09:20:30");
  EXPECT_EQ(read("2026-11-19 10:20:30.123Z"), "2026-11-19T10:20:30");
  EXPECT_EQ(read("20261119T102030Z"), "2026-11-19T10:20:30");
  EXPECT_EQ(read("Thu, 19 Nov 2026 10:20:30 GMT"), "2026-11-19T10:20:30");
  EXPECT_EQ(read("November 19, 2026 at 10:20 p.m. ET"), "2026-11-20T03:20:00");
  EXPECT_EQ(read("Nov. 19th, 2026"), "2026-11-19T00:00:00");
  EXPECT_EQ(read("11/19/2026"), "2026-11-19T00:00:00");
  EXPECT_EQ(read("11/12/2026"), "2026-11-12T00:00:00");
  EXPECT_EQ(read("11/12/2026", {"fr", false}), "2026-12-11T00:00:00");
  EXPECT_EQ(read("1795083630"), "2026-11-19T10:20:30");
}

TEST(Dates, AreReadInManyLanguages) {
  EXPECT_EQ(read("19. November 2026, 10:20 Uhr", {"de", false}), "2026-11-19T10:20:00");
  EXPECT_EQ(read("Publié le 19 décembre 2026 à 10h20", {"fr", false}), "2026-12-19T10:20:00");
  EXPECT_EQ(read("19 de noviembre de 2026", {"es", false}), "2026-11-19T00:00:00");
  EXPECT_EQ(read("19 ноября 2026", {"ru", false}), "2026-11-19T00:00:00");
  EXPECT_EQ(read("19 listopada 2026", {"pl", false}), "2026-11-19T00:00:00");
  EXPECT_EQ(read("19 listopada 2026", {"hr", false}), "2026-10-19T00:00:00");
  EXPECT_EQ(read("2026年11月19日", {"ja", false}), "2026-11-19T00:00:00");
}

TEST(Dates, MayBeginWithTheYear) {
  EXPECT_EQ(read("2026. november 19., 10:20", {"hu", false}), read("19.11.2026 10:20"));
  EXPECT_EQ(read("2026 m. lapkričio 19 d.", {"lt", false}), read("19.11.2026"));
  EXPECT_EQ(read("2026. gada 19. novembris", {"lv", false}), read("19.11.2026"));
  EXPECT_EQ(read("In 2025. May 3, 2026"), read("2026-05-03"));
  EXPECT_EQ(read("in 2025 19 people"), "none");
}

TEST(Dates, MayHaveSpacesOfAnyKindAndBarsBetweenTheirNumbers) {
  const DateStyle german{"de", false};
  EXPECT_EQ(read("4.\u2009"
                 "2.\u2009"
                 "2026.",
                 german),
            "2026-02-04T00:00:00");
  EXPECT_EQ(read("26\u00A0\u202F|\u00A0"
                 "01 | 2026",
                 german),
            "2026-01-26T00:00:00");
  EXPECT_EQ(read("26 / 01 / 2026", german), "2026-01-26T00:00:00");
  EXPECT_EQ(read("3 | 4 | 5", german), "none");
  EXPECT_EQ(read("1 . Advent 2026", german), "none");
}

TEST(Dates, MayBeWrittenAsClocksOfProgramsDo) {
  EXPECT_EQ(read("Thu Nov 19 10:20:30 2026"), "2026-11-19T10:20:30");
  EXPECT_EQ(read("Thu Nov 19 10:20:30 +0100 2026"), "2026-11-19T09:20:30");
  EXPECT_EQ(read("Nov 19 10:20 2026"), "2026-11-19T10:20:00");
  EXPECT_EQ(read("Nov 19 10:20 2026people"), "2026-11-19T10:20:00");
  EXPECT_EQ(read("Nov 19 10:20 20261"), "none");
}

TEST(Dates, OfACalendarLeafMayHaveDayAndYearRunTogether) {
  EXPECT_EQ(read("Nov 192026"), "2026-11-19T00:00:00");
  EXPECT_EQ(read("Nov 52026"), "2026-11-05T00:00:00");
  EXPECT_EQ(read("Nov 195026"), "none");
}

TEST(Dates, HaveAYearOfTwoDigitsOnlyWhereNothingElseCanStandThere) {
  EXPECT_EQ(read("(Northmoor, 19 Nov 26)"), "2026-11-19T00:00:00");
  EXPECT_EQ(read("19 Nov 26"), "2026-11-19T00:00:00");
  EXPECT_EQ(read("19 Nov '26 in Northmoor"), "2026-11-19T00:00:00");
  EXPECT_EQ(read("On 19 November 26 people met"), "none");
  EXPECT_EQ(read("19 November 10:20"), "none");
}

TEST(Dates, OfOtherErasAreOursOrNone) {
  EXPECT_EQ(read("19 พฤศจิกายน 2569", {"th", false}), "2026-11-19T00:00:00");
  EXPECT_EQ(read("2026-11-19", {"th", false}), "2026-11-19T00:00:00");
  EXPECT_EQ(read("1405/08/28", {"fa", false}), "none");
  EXPECT_EQ(read("2026-11-19", {"fa", false}), "2026-11-19T00:00:00");
}

TEST(Dates, OfImpossibleDaysAndYearsAreNone) {
  EXPECT_EQ(read("2026-02-30"), "none");
  EXPECT_EQ(read("9999-01-01"), "none");
  EXPECT_EQ(read("version 1.2.3"), "none");
  EXPECT_EQ(read("no date"), "none");
}

TEST(Dates, StandInUrls) {
  for (const char* url :
       {"https://a.example/2026/11/19/mill", "https://a.example/2026-11-19-mill",
        "https://a.example/news/20261119-mill.html", "https://a.example/2026/1119/c1",
        "https://a.example/202611/19/mill", "https://a.example/t20261119_8.htm"}) {
    const auto moment = date_in_url(url);
    ASSERT_TRUE(moment.has_value()) << url;
    EXPECT_EQ(fmt::format("{:%F}", moment->time), "2026-11-19") << url;
  }
  for (const char* url :
       {"https://a.example/mill-2026", "https://a.example/2026/11-19",
        "https://a.example/202611190", "https://a.example/20261319", "https://a.example/2026111"}) {
    EXPECT_FALSE(date_in_url(url).has_value()) << url;
  }
}

TEST(Dates, AnyBytesAreSearchedInBounds) {
  std::mt19937_64 random(11);
  const std::string alphabet = "0123456789-/.: TZ+novJan,\xC3\xA9h";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 24; ++i) text += alphabet[random() % alphabet.size()];
    if (const auto moment = find_date(text, months(), {"en", false})) {
      ASSERT_LT(moment->begin, moment->end);
      ASSERT_LE(moment->end, text.size());
      ASSERT_TRUE(acceptable(moment->time));
    }
  }
}

}  // namespace
}  // namespace secondsource::extract
