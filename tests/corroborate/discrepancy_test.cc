#include "corroborate/discrepancy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class Desk {
 public:
  // Of an outlet of its own, unless it is named.
  Article& add(std::string text, int hour = 9, std::string title = "", std::string outlet = "") {
    if (outlet.empty()) outlet = "Outlet " + std::to_string(room_.articles().size());
    return room_.add({std::move(outlet), std::move(title), std::move(text), hour});
  }
  Fact& fact(const Article& article, Fact::Kind kind, std::string_view words, std::string value,
             std::string what = "", Field field = Field::kText) {
    Fact& fact = facts_[article.id].emplace_back();
    fact.article = article.id;
    fact.field = field;
    fact.kind = kind;
    fact.span = Newsroom::find(field == Field::kTitle ? article.title : article.text, words);
    fact.value = std::move(value);
    fact.what = std::move(what);
    return fact;
  }
  std::vector<Discrepancy> compare(std::mt19937_64* shuffle = nullptr) {
    std::map<std::string, std::vector<Fact>> flat;
    std::map<std::string, text::ArticleText> texts;
    std::vector<FactsOf> all;
    for (const Article& article : room_.articles()) {
      flat[article.id].assign(facts_[article.id].begin(), facts_[article.id].end());
      text::analyse(article, test_data().languages(), texts[article.id]);
      all.push_back({&article, flat[article.id], &texts[article.id]});
    }
    if (shuffle) std::shuffle(all.begin(), all.end(), *shuffle);
    return discrepancies(all, test_data());
  }

 private:
  Newsroom room_;
  std::map<std::string, std::deque<Fact>> facts_;
};

const std::string kBefore =
    "A crowded commuter ferry struck the granite pier of Solvang harbour, injuring ";
const std::string kAfter = " passengers, among them the captain's daughter and two firefighters.";

std::vector<Discrepancy> numbers(const std::string& a, Fact::Bound bound_a, int hour_a,
                                 const std::string& b, Fact::Bound bound_b, int hour_b,
                                 const std::string& unit = "people") {
  Desk desk;
  const Article& x = desk.add(kBefore + a + kAfter, hour_a);
  const Article& y = desk.add("Early on Monday. " + kBefore + b + kAfter, hour_b);
  Fact& first = desk.fact(x, Fact::Kind::kNumber, a, a, "injured");
  Fact& second = desk.fact(y, Fact::Kind::kNumber, b, b, "injured");
  first.bound = bound_a;
  second.bound = bound_b;
  first.unit = second.unit = unit;
  return desk.compare();
}

TEST(Discrepancies, TwoCountsOfOneThingDisagree) {
  const auto found = numbers("41", Fact::Bound::kExact, 9, "14", Fact::Bound::kExact, 10);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kNumber);
  EXPECT_EQ(found[0].sides[0].text, "41");
  EXPECT_EQ(found[0].sides[1].text, "14");
}

TEST(Discrepancies, ATollThatRoseWithTimeIsAnUpdate) {
  EXPECT_THAT(numbers("14", Fact::Bound::kExact, 9, "19", Fact::Bound::kExact, 11), IsEmpty());
}

TEST(Discrepancies, WhatDoesNotGrowIsNoUpdate) {
  EXPECT_THAT(numbers("14", Fact::Bound::kExact, 9, "19", Fact::Bound::kExact, 11, ""), SizeIs(1));
}

TEST(Discrepancies, WhatOneOutletPrintsAnHourLaterIsNoContradiction) {
  Desk desk;
  for (const char* count : {"41", "14"}) {
    const Article& article = desk.add(kBefore + count + kAfter, 9, "", "The Tern");
    desk.fact(article, Fact::Kind::kNumber, count, count, "injured");
  }
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, WhatEveryOutletGivesAnotherValueIsNotOneThing) {
  Desk desk;
  for (const char* count : {"41", "14", "33", "27", "55", "68"}) {
    const Article& article = desk.add(kBefore + count + kAfter);
    desk.fact(article, Fact::Kind::kNumber, count, count, "injured");
  }
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, SwappedDigitsAreNoRounding) {
  EXPECT_THAT(numbers("1140", Fact::Bound::kExact, 9, "1104", Fact::Bound::kExact, 9), SizeIs(1));
  EXPECT_THAT(numbers("1100", Fact::Bound::kExact, 9, "1104", Fact::Bound::kExact, 9), IsEmpty());
}

TEST(Discrepancies, BoundsAndRoundedNumbersAgree) {
  EXPECT_THAT(numbers("14", Fact::Bound::kExact, 11, "12", Fact::Bound::kAtLeast, 9), IsEmpty());
  EXPECT_THAT(numbers("300", Fact::Bound::kExact, 9, "296", Fact::Bound::kExact, 10), IsEmpty());
  EXPECT_THAT(numbers("330", Fact::Bound::kAbout, 9, "296", Fact::Bound::kExact, 10), IsEmpty());
}

TEST(Discrepancies, CountsOfOtherThingsDoNotDisagree) {
  Desk desk;
  const Article& x = desk.add("Police arrested 12 people after the football match in Solvang.");
  const Article& y =
      desk.add("The election board of Quillon suspended 30 people over lost ballots.");
  desk.fact(x, Fact::Kind::kNumber, "12", "12", "people");
  desk.fact(y, Fact::Kind::kNumber, "30", "30", "people");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, AHeadlineAgainstItsBody) {
  Desk desk;
  const Article& x = desk.add(kBefore + "14" + kAfter, 9,
                              "Commuter ferry struck granite pier, injuring 41 passengers");
  desk.fact(x, Fact::Kind::kNumber, "41", "41", "passengers injured", Field::kTitle);
  desk.fact(x, Fact::Kind::kNumber, "14", "14", "passengers injured");
  ASSERT_THAT(desk.compare(), SizeIs(1));
}

TEST(Discrepancies, TwoDatesOfOneThing) {
  Desk desk;
  const Article& x =
      desk.add("The trial of the harbour pilot will open on Tuesday in the Vessen courthouse.");
  const Article& y =
      desk.add("The trial of the harbour pilot will open on Thursday in the Vessen courthouse.");
  desk.fact(x, Fact::Kind::kDate, "Tuesday", "2031-05-13", "trial open");
  desk.fact(y, Fact::Kind::kDate, "Thursday", "2031-05-15", "trial open");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kDate);
}

TEST(Discrepancies, OneWeekdayOfTwoWeeksIsOneDay) {
  Desk desk;
  const Article& x = desk.add("The trial of the harbour pilot opens on Tuesday in Vessen.");
  const Article& y = desk.add("The trial of the harbour pilot opens on Tuesday in Vessen.");
  desk.fact(x, Fact::Kind::kDate, "Tuesday", "2031-05-13", "opens");
  desk.fact(y, Fact::Kind::kDate, "Tuesday", "2031-05-06", "opens");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, ADayOrANumberInTheSameWords) {
  Desk desk;
  const std::string before = "It stands on the border since ", after = ", and has 40 pages.";
  const Article& x = desk.add(before + "Friday" + after);
  const Article& y = desk.add(before + "Monday" + after);
  const Article& z = desk.add("They sat in the old custom house of Hest until Monday.");
  const Article& u = desk.add("They sat in the old custom house of Hest until Friday.");
  desk.fact(x, Fact::Kind::kDate, "Friday", "2031-05-09");
  desk.fact(y, Fact::Kind::kDate, "Monday", "2031-05-12");
  desk.fact(z, Fact::Kind::kDate, "Monday", "2031-05-12");
  desk.fact(u, Fact::Kind::kDate, "Friday", "2031-05-09");
  EXPECT_THAT(desk.compare(), SizeIs(2));
}

TEST(Discrepancies, ADateIsOfWhatStandsRightBeforeIt) {
  Desk desk;
  const Article& x = desk.add("A new quay was promised. The hearings resume on May 13.");
  const Article& y = desk.add("Nobody came to lunch. The hearings resume on May 15.");
  const Article& z = desk.add("A quarry shut. The excavations resume on May 17.");
  desk.fact(x, Fact::Kind::kDate, "May 13", "2031-05-13", "resume");
  desk.fact(y, Fact::Kind::kDate, "May 15", "2031-05-15", "resume");
  desk.fact(z, Fact::Kind::kDate, "May 17", "2031-05-17", "resume");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].sides, SizeIs(2));
}

TEST(Discrepancies, TwoPlacesInTheSameWords) {
  Desk desk;
  const Article& x =
      desk.add("A wall of the old brewery in Solvang collapsed during the night shift.");
  const Article& y =
      desk.add("A wall of the old brewery in Quillon collapsed during the night shift.");
  desk.fact(x, Fact::Kind::kPlace, "Solvang", "Solvang");
  desk.fact(y, Fact::Kind::kPlace, "Quillon", "Quillon");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kPlace);
}

TEST(Discrepancies, TwoSpellingsOfOneName) {
  Desk desk;
  const Article& x = desk.add("The mayor, Ingrid Solheim, resigned.");
  const Article& y = desk.add("The mayor, Ingrid Solhiem, resigned.");
  desk.fact(x, Fact::Kind::kName, "Ingrid Solheim", "Ingrid Solheim");
  desk.fact(y, Fact::Kind::kName, "Ingrid Solhiem", "Ingrid Solhiem");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kName);
}

TEST(Discrepancies, TwoPeopleInOneArticleAreNoMisspelling) {
  Desk desk;
  const Article& x = desk.add("Jon Lindqvist and his brother Jan Lindqvist resigned.");
  desk.fact(x, Fact::Kind::kName, "Jon Lindqvist", "Jon Lindqvist");
  desk.fact(x, Fact::Kind::kName, "Jan Lindqvist", "Jan Lindqvist");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, AFigureThatCountsNothingIsComparedInTheSameSentence) {
  Desk desk;
  desk.add("Snow closed the pass, and those driving on Interstate 15 west of Solvang turned back.");
  desk.add("Snow closed the pass, and those driving on Interstate 11 west of Solvang turned back.");
  desk.add("Solvang has 15 wells, and Interstate 40 was open.");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kNumber);
  EXPECT_EQ(found[0].sides[0].text, "15");
  EXPECT_EQ(found[0].sides[1].text, "11");
}

TEST(Discrepancies, ACopyThatChangedAWordBesideTheNumberIsTheSameSentence) {
  Desk desk;
  desk.add("The mill will decide within the next 30 days whether to stay in the valley or to go.");
  desk.add("The mill must decide within the next 23 days whether to stay in the county or to go.");
  EXPECT_THAT(desk.compare(), SizeIs(1));
}

TEST(Discrepancies, AFigureWithoutItsUnitIsTheSameFigure) {
  Desk desk;
  const Article& x = desk.add("The harbour board of Solvang owes 1.1 billion crowns to the bank.");
  desk.add("The harbour board of Solvang owes 1.1 paper crowns to the bank.");
  desk.fact(x, Fact::Kind::kNumber, "1.1 billion", "1100000000");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, OneMeetingToldInOtherWords) {
  Desk desk;
  const Article& x = desk.add("A meeting of the Solvang wage commission is set for Monday.");
  const Article& y = desk.add("The Solvang wage commission meets on Friday in Quillon.");
  const Article& z =
      desk.add("The Solvang wage commission meets on Sunday, not on Monday, in Hest.");
  desk.fact(x, Fact::Kind::kDate, "Monday", "2031-05-12", "set");
  desk.fact(y, Fact::Kind::kDate, "Friday", "2031-05-16", "meets");
  desk.fact(z, Fact::Kind::kDate, "Sunday", "2031-05-18");  // two dates: which of them is meant?
  desk.fact(z, Fact::Kind::kDate, "Monday", "2031-05-12");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].sides, SizeIs(2));
}

TEST(Discrepancies, OneCostInAnotherOrderOfWords) {
  Desk desk;
  const Article& x = desk.add("The ferry program will cost $231 million over three years.");
  const Article& y = desk.add("Over three years the ferry program will cost $224 million.");
  const Article& z = desk.add("The lighthouse repair will cost $218 million over three years.");
  for (const auto& [article, words, value] : {std::tuple(&x, "$231 million", "231000000"),
                                              {&y, "$224 million", "224000000"},
                                              {&z, "$218 million", "218000000"}}) {
    desk.fact(*article, Fact::Kind::kNumber, words, value).unit = "USD";
  }
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].sides, SizeIs(2));
}

TEST(Discrepancies, WhoGivesBothNumbersMeansTwoThings) {
  Desk desk;
  const Article& x = desk.add("The ferry program will cost $231 million over three years.");
  const Article& y = desk.add(
      "Over three years the ferry program will cost $224 million. With the pier it is $231 "
      "million.");
  desk.fact(x, Fact::Kind::kNumber, "$231 million", "231000000").unit = "USD";
  desk.fact(y, Fact::Kind::kNumber, "$224 million", "224000000").unit = "USD";
  desk.fact(y, Fact::Kind::kNumber, "$231 million", "231000000").unit = "USD";
  EXPECT_THAT(desk.compare(), IsEmpty());
}

// Two tellings of how many were injured, with nothing else in common.
std::vector<Discrepancy> tolls(const std::string& a, int hour_a, const std::string& b, int hour_b,
                               const std::string& what, const std::string& where = "") {
  Desk desk;
  const Article& x = desk.add(
      "The incident left " + a + " people injured" + where + ", the council says.", hour_a);
  const Article& y = desk.add("Hospital staff in Quillon counted " + b + " injured.", hour_b);
  desk.fact(x, Fact::Kind::kNumber, a, a, what).unit = "people";
  desk.fact(y, Fact::Kind::kNumber, b, b, what).unit = "people";
  return desk.compare();
}

TEST(Discrepancies, OneTollInOtherWords) {
  EXPECT_THAT(tolls("57", 9, "53", 10, "injured"), SizeIs(1));
  EXPECT_THAT(tolls("53", 9, "57", 10, "injured"), IsEmpty());  // it rose
  EXPECT_THAT(tolls("57", 9, "12", 10, "injured"), IsEmpty());
  EXPECT_THAT(tolls("57", 9, "53", 10, "young"), IsEmpty());
  EXPECT_THAT(tolls("57", 9, "53", 10, "injured", " in Hest"), IsEmpty());
}

TEST(Discrepancies, AVerbIsTheSameInAnotherForm) {
  Desk desk;
  const Article& x = desk.add("The Vessen assembly will meet on Monday.");
  const Article& y = desk.add("The Vessen assembly meets on Friday in Solvang.");
  const Article& z = desk.add("The Quillon board meets on Sunday in Hest Ferry.");
  desk.fact(x, Fact::Kind::kDate, "Monday", "2031-05-12", "meet");
  desk.fact(y, Fact::Kind::kDate, "Friday", "2031-05-16", "meets");
  desk.fact(z, Fact::Kind::kDate, "Sunday", "2031-05-18", "meets");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].sides, SizeIs(2));
}

TEST(Discrepancies, ADateOfThePastIsNotThatOfWhatFollowedFromIt) {
  Desk desk;
  const Article& x = desk.add("Families of sailors drowned on May 2 may sue the Vessen harbour.");
  const Article& y = desk.add(
      "Judges ruled Friday that families of drowned sailors may sue the "
      "Vessen harbour.");
  desk.fact(x, Fact::Kind::kDate, "May 2", "2031-05-02", "drowned");
  desk.fact(y, Fact::Kind::kDate, "Friday", "2031-05-09", "ruled");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, MeasuresAreComparedWhereTheirSentencesTellOneThing) {
  const auto measured = [](const std::string& unit) {
    Desk desk;
    const Article& x = desk.add(
        "During the leak 39 barrels were spilled in Vessen, according to the Solvang authorities.");
    const Article& y = desk.add(
        "In Vessen 34 barrels were spilled on the first night of the leak, Solvang's authorities "
        "said.");
    const Article& z = desk.add("The Vessen refinery bought 52 barrels of Quillon crude.");
    desk.fact(x, Fact::Kind::kNumber, "39 barrels", "39").unit = unit;
    desk.fact(y, Fact::Kind::kNumber, "34 barrels", "34").unit = unit;
    desk.fact(z, Fact::Kind::kNumber, "52 barrels", "52").unit = unit;
    return desk.compare();
  };
  const auto found = measured("bbl");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].sides, SizeIs(2));
  EXPECT_THAT(measured("%"), IsEmpty());
  EXPECT_THAT(measured("EUR"), SizeIs(1));
}

TEST(Discrepancies, OneDayInAShortSentence) {
  Desk desk;
  const Article& x = desk.add("The next hearing in the case is set for January 9 in Aldervik.");
  const Article& y = desk.add("The next hearing was set for January 10, a clerk in Aldervik said.");
  const Article& z = desk.add("The regatta in Aldervik was put off, and will be on January 12.");
  desk.fact(x, Fact::Kind::kDate, "January 9", "2031-01-09", "set");
  desk.fact(y, Fact::Kind::kDate, "January 10", "2031-01-10", "set");
  desk.fact(z, Fact::Kind::kDate, "January 12", "2031-01-12");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].sides, SizeIs(2));
}

TEST(Discrepancies, TwoMeetingsInTwoTowns) {
  Desk desk;
  const Article& x = desk.add("The meeting of the school board in Hest took place on Thursday.");
  const Article& y = desk.add("The meeting of the school board in Quillon took place on Tuesday.");
  desk.fact(x, Fact::Kind::kDate, "Thursday", "2031-05-15");
  desk.fact(y, Fact::Kind::kDate, "Tuesday", "2031-05-13");
  desk.fact(x, Fact::Kind::kPlace, "Hest", "Hest");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, ANameAloneIsNotWhatHappenedThere) {
  Desk desk;
  const Article& x = desk.add("The debate in Castle Aldervik went on on Thursday.");
  const Article& y = desk.add("The hearing will be on Tuesday in Castle Aldervik.");
  desk.fact(x, Fact::Kind::kDate, "Thursday", "2031-05-15");
  desk.fact(y, Fact::Kind::kDate, "Tuesday", "2031-05-13");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

// The words beside the two dates are of other things, however alike the sentences are.
TEST(Discrepancies, ADateInAnotherPartOfTheSentence) {
  Desk desk;
  const Article& x = desk.add(
      "The council voted on Wednesday to let the families of victims of the ferry disaster sue the "
      "harbour of Solvang.");
  const Article& y = desk.add(
      "The council will let the families of victims of the ferry disaster sue the harbour of "
      "Solvang "
      "for what burst there on March 3.");
  desk.fact(x, Fact::Kind::kDate, "Wednesday", "2031-05-14", "voted");
  desk.fact(y, Fact::Kind::kDate, "March 3", "2031-03-03", "burst");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, OnePlaceInOtherWords) {
  for (const std::string more : {"", " Nobody in Eastvik slept."}) {
    Desk desk;
    const Article& x = desk.add("The stolen tram was found in Eastvik on the edge of the county.");
    const Article& y = desk.add("Searchers found the stolen tram in Westvik, a clerk said." + more);
    desk.fact(x, Fact::Kind::kPlace, "Eastvik", "Eastvik");
    desk.fact(y, Fact::Kind::kPlace, "Westvik", "Westvik");
    if (!more.empty()) desk.fact(y, Fact::Kind::kPlace, "Eastvik", "Eastvik");
    // Who names both means two places.
    EXPECT_THAT(desk.compare(), SizeIs(more.empty() ? 1 : 0));
  }
}

TEST(Discrepancies, ADatelineIsNotWhatIsTold) {
  Desk desk;
  for (const auto& [words, value] : {std::pair("May 12", "2031-05-12"), {"May 13", "2031-05-13"}}) {
    Article& article = desk.add("SOLVANG, " + std::string(words) +
                                " — During the long strike 40 workers were dismissed here.");
    article.dateline = Dateline{"SOLVANG", words, "",
                                Newsroom::find(article.text, "SOLVANG, " + std::string(words))};
    desk.fact(article, Fact::Kind::kDate, words, value);
  }
  EXPECT_THAT(desk.compare(), IsEmpty());
}

TEST(Discrepancies, TwoRoughNumbersAgreeWhereOneIsRounded) {
  EXPECT_THAT(numbers("90", Fact::Bound::kAbout, 9, "86", Fact::Bound::kAbout, 9), IsEmpty());
  EXPECT_THAT(numbers("35", Fact::Bound::kAbout, 9, "32", Fact::Bound::kAbout, 9), SizeIs(1));
}

TEST(Discrepancies, AreTheSameForAnyOrder) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 300; ++round) {
    Desk desk;
    for (std::size_t i = 0, n = 2 + random() % 4; i < n; ++i) {
      const std::string value = std::to_string(11 + random() % 3);
      const Article& article = desk.add(kBefore + value + kAfter, static_cast<int>(random() % 4));
      desk.fact(article, Fact::Kind::kNumber, value, value, "passengers injured");
    }
    const auto text = [](const std::vector<Discrepancy>& found) {
      std::string all;
      for (const Discrepancy& one : found) {
        for (const auto& side : one.sides) {
          all += side.text + ":";
          for (const Place& at : side.at) all += at.article + ",";
        }
      }
      return all;
    };
    const std::string first = text(desk.compare());
    EXPECT_EQ(first, text(desk.compare(&random)));
  }
}

TEST(Discrepancies, APlaceInACopiedSentence) {
  Desk desk;
  desk.add("Trains stopped. The ferries leave from Ulham instead.");
  desk.add("Trains stopped. The ferries leave from Kesmouth instead.");
  desk.add("Trains stopped. The ferries leave from Ulham instead.");
  const auto found = desk.compare();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kPlace);
  EXPECT_THAT(found[0].sides, SizeIs(2));
}

TEST(Discrepancies, APlaceInOtherSentencesIsNone) {
  Desk desk;
  desk.add("The ferries leave from Ulham instead of trains.");
  desk.add("The ferries leave from Kesmouth in the morning.");
  desk.add("He came from Hest.");
  desk.add("He came from Solvang.");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

// Three reports in words of their own, of which the first two tell one harbour; and a fourth.
std::vector<Discrepancy> of_ferries(const std::string& second, const std::string& fourth) {
  Desk desk;
  desk.add("A freighter has stuck fast in the narrows. All ferries now call at Birchmouth.");
  desk.add("Salvage crews arrived by helicopter this morning. " + second);
  desk.add("Timber floated as far as the lighthouse, the coastguard said. " + fourth);
  return desk.compare();
}

TEST(Discrepancies, OneTellingAgainstSeveral) {
  const auto found = of_ferries("For the time being the ferries use the quay at Birchmouth.",
                                "The ferries leave from Hollowgate instead.");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Discrepancy::Kind::kPlace);
  EXPECT_EQ(found[0].sides[0].text, "Birchmouth");
  EXPECT_THAT(found[0].sides[0].at, SizeIs(2));
  EXPECT_EQ(found[0].sides[1].text, "Hollowgate");
}

TEST(Discrepancies, OneTellingAgainstOneOrItsCopiesIsNone) {
  EXPECT_THAT(of_ferries("Nobody was hurt.", "The ferries leave from Hollowgate instead."),
              IsEmpty());
  EXPECT_THAT(of_ferries("All ferries now call at Birchmouth.",
                         "The ferries leave from Hollowgate instead."),
              IsEmpty());
}

TEST(Discrepancies, OneTellingOfWhatOthersTellTooIsNone) {
  EXPECT_THAT(of_ferries("For the time being the ferries use the quay at Birchmouth.",
                         "The ferries leave from Hollowgate. Birchmouth is full, they say in "
                         "Birchmouth."),
              IsEmpty());
  EXPECT_THAT(of_ferries("For the time being the ferries use the quay at Birchmouth.",
                         "The ferries leave from Hollowgate instead. No ferries were hit."),
              IsEmpty());
  EXPECT_THAT(of_ferries("For the time being the ferries use the quay at Birchmouth.",
                         "The ferries leave from Hollowgate for the islands in Sandsund."),
              IsEmpty());
}

TEST(Discrepancies, ADayToComeStandsBeforeItsSentence) {
  Desk desk;
  const Article& x =
      desk.add("On May 20, with the tide, tugs will tow the stranded freighter off.");
  const Article& y = desk.add("Tugs will tow the stranded freighter off on May 22.");
  desk.fact(x, Fact::Kind::kDate, "May 20", "2031-05-20");
  desk.fact(y, Fact::Kind::kDate, "May 22", "2031-05-22");
  EXPECT_THAT(desk.compare(), SizeIs(1));
}

TEST(Discrepancies, WhatHappenedOnTwoDaysBeforeTheirSentencesIsNone) {
  Desk desk;
  const Article& x = desk.add("On Monday, Holt dismissed the inquiry into the bridge repairs.");
  const Article& y = desk.add("The inquiry into the bridge repairs heard Holt on Tuesday.");
  desk.fact(x, Fact::Kind::kDate, "Monday", "2031-05-05");
  desk.fact(y, Fact::Kind::kDate, "Tuesday", "2031-05-06");
  EXPECT_THAT(desk.compare(), IsEmpty());
}

// Four reports in words of their own: what the first two tell, and the third otherwise.
std::vector<Discrepancy> of_four(const std::vector<std::string>& texts, Fact::Kind kind,
                                 const std::vector<std::string>& words,
                                 const std::vector<std::string>& values,
                                 const std::string& unit = "") {
  Desk desk;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Article& article = desk.add(texts[i]);
    if (!words[i].empty()) desk.fact(article, kind, words[i], values[i]).unit = unit;
  }
  return desk.compare();
}

TEST(Discrepancies, TheOnlyDayOfThreeReportsIsThatOfTheEvent) {
  const std::vector<std::string> texts = {
      "The roof of the mill fell in on Monday. Embers drifted as far as the lock.",
      "It burned from end to end. Monday brought no wind, which saved the houses.",
      "All fifty workers left the mill unhurt on Sunday, owing to a drill in spring."};
  const std::vector<std::string> days = {"Monday", "Monday", "Sunday"};
  EXPECT_THAT(of_four(texts, Fact::Kind::kDate, days, {"2031-05-12", "2031-05-12", "2031-05-11"}),
              SizeIs(1));
  // A day on which somebody spoke is that of no event.
  EXPECT_THAT(of_four({texts[0], texts[1], "Nobody was hurt, the owner said on Sunday."},
                      Fact::Kind::kDate, days, {"2031-05-12", "2031-05-12", "2031-05-11"}),
              IsEmpty());
  // Nor is one long before.
  EXPECT_THAT(of_four(texts, Fact::Kind::kDate, days, {"2031-05-12", "2031-05-12", "2031-05-04"}),
              IsEmpty());
}

TEST(Discrepancies, OneMeasureOfThreeReports) {
  const std::vector<std::string> texts = {
      "Thieves needed 15 minutes to empty the case. Nobody saw them.",
      "They were gone after 15 minutes, by the clock of the station.",
      "In 19 minutes they passed two other paintings. A van was found burnt out."};
  EXPECT_THAT(of_four(texts, Fact::Kind::kNumber, {"", "", ""}, {"", "", ""}), SizeIs(1));
  // Of what is told twice nobody knows which is meant.
  EXPECT_THAT(of_four({texts[0], texts[1], texts[2] + " The alarm rang for 15 minutes."},
                      Fact::Kind::kNumber, {"", "", ""}, {"", "", ""}),
              IsEmpty());
}

TEST(Discrepancies, OneReportAgainstOneInAMeasureOrInTheLead) {
  const auto of = [](const std::string& a, const std::string& b, const std::string& unit,
                     const std::string& before = "", const std::string& before_b = "") {
    Desk desk;
    const Article& x = desk.add(before + a);
    const Article& y = desk.add(before_b + b);
    desk.fact(x, Fact::Kind::kNumber, "133", "133", "flights").unit = unit;
    desk.fact(y, Fact::Kind::kNumber, "106", "106", "flights").unit = unit;
    return desk.compare();
  };
  EXPECT_THAT(of("The drill went through 133 feet.", "It was 106 feet thick, he says.", "ft"),
              SizeIs(1));
  const std::string a = "133 flights were called off.",
                    b = "Nothing has left, and 106 flights wait.";
  EXPECT_THAT(of(a, b, ""), SizeIs(1));
  // Further down it may be of anything.
  EXPECT_THAT(of(a, b, "", "Fog came. It stayed. It grew. Nobody saw it go. ",
                 "We sat. We ate. Some slept. A child sang. "),
              IsEmpty());
}

TEST(Discrepancies, OneHospitalOfThreeReports) {
  const std::vector<std::string> texts = {"Beds at Larch Hospital were filling. Nurses came back.",
                                          "Past the glass doors of Larch Hospital nothing is slow.",
                                          "Fifteen children are being treated at Corn Hospital."};
  const std::vector<std::string> names = {"Larch Hospital", "Larch Hospital", "Corn Hospital"};
  EXPECT_THAT(of_four(texts, Fact::Kind::kName, names, names), SizeIs(1));
  EXPECT_THAT(of_four({texts[0], "Nurses came back.", texts[2]}, Fact::Kind::kName,
                      {"Larch Hospital", "", "Corn Hospital"}, names),
              IsEmpty());
}

TEST(Discrepancies, OneMeasureIsComparedAcrossLanguages) {
  Desk desk;
  desk.fact(desk.add("The line, 41 kilometres long, will open late."), Fact::Kind::kNumber,
            "41 kilometres", "41")
      .unit = "km";
  desk.fact(desk.add("It looked simple: 41 kilometres, level and straight."), Fact::Kind::kNumber,
            "41 kilometres", "41")
      .unit = "km";
  Article& german = desk.add("Die Strecke ist 48 Kilometer lang.");
  german.language = "de";
  desk.fact(german, Fact::Kind::kNumber, "48 Kilometer", "48").unit = "km";
  EXPECT_THAT(desk.compare(), SizeIs(1));
}

TEST(Discrepancies, AHeadlinesNumberStandsAgainstTheOnlyOneOfItsNounBelow) {
  const auto of = [](const std::string& title, const std::string& text) {
    Desk desk;
    desk.add(text, 9, title);
    return desk.compare();
  };
  EXPECT_THAT(of("Ferry with 61 passengers hits pier",
                 "A ferry with 54 passengers on board hit the pier, injuring 29 people."),
              SizeIs(1));
  EXPECT_THAT(of("Ferry with 61 passengers hits pier",
                 "Of 61 passengers 7 were hurt; 54 passengers walked ashore."),
              IsEmpty());
}

TEST(Discrepancies, ADoubledLetterIsAnotherSpellingOfAName) {
  Desk desk;
  desk.fact(desk.add("The judge met Piers Ingram twice."), Fact::Kind::kName, "Piers Ingram",
            "Piers Ingram");
  desk.fact(desk.add("Piers Inngram went in with a folder."), Fact::Kind::kName, "Piers Inngram",
            "Piers Inngram");
  EXPECT_THAT(desk.compare(), SizeIs(1));
}

}  // namespace
}  // namespace secondsource::corroborate
