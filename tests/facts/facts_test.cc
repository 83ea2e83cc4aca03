#include "facts/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "text/utf8.h"

namespace secondsource::facts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const Data& data() {
  static const std::shared_ptr<const Data> loaded = Data::load().value();
  return *loaded;
}

struct Source {
  std::string text = "";
  std::string title = "";
  std::string language = "en";
  // Wednesday
  std::optional<Time> published = std::chrono::sys_days(std::chrono::year(2026) / 11 / 11);
};

std::vector<Fact> facts_of(const Source& source) {
  Article article;
  article.id = "a";
  article.title = source.title;
  article.text = source.text;
  article.language = source.language;
  article.published = source.published;
  text::ArticleText text;
  text::analyse(article, data().languages(), text);
  return find(article, text, data());
}

// "VALUE unit: what", with the bound before it.
std::vector<std::string> numbers(const Source& source) {
  std::vector<std::string> out;
  for (const Fact& fact : facts_of(source)) {
    if (fact.kind != Fact::Kind::kNumber) continue;
    const char* bound[] = {"", ">=", "<=", "~"};
    std::string line = bound[static_cast<int>(fact.bound)] + fact.value;
    if (!fact.unit.empty()) line += " " + fact.unit;
    if (!fact.what.empty()) line += ": " + fact.what;
    out.push_back(line);
  }
  return out;
}

std::vector<std::string> values(const Source& source, Fact::Kind kind) {
  std::vector<std::string> out;
  for (const Fact& fact : facts_of(source)) {
    if (fact.kind == kind) out.push_back(fact.value);
  }
  return out;
}
std::vector<std::string> dates(const Source& source) { return values(source, Fact::Kind::kDate); }

TEST(Numbers, OfTheInjuredCompareHoweverTheyAreTold) {
  for (const char* text :
       {"The crash happened at noon and 14 people were injured.", "It left 14 injured.",
        "A train crashed, injuring 14 people.", "A train crashed, injuring 14.",
        "Fourteen people were seriously injured.", "14 passengers injured in tram crash",
        "Officials said 14 residents had been hurt."}) {
    EXPECT_THAT(numbers({text}), ElementsAre("14 people: injured")) << text;
  }
  EXPECT_THAT(numbers({"Bei dem Unfall wurden 14 Menschen verletzt.", "", "de"}),
              ElementsAre("14 people: injured"));
  EXPECT_THAT(numbers({"Es gab 14 Verletzte.", "", "de"}), ElementsAre("14 people: injured"));
  EXPECT_THAT(numbers({"Quatorze personnes ont été blessées.", "", "fr"}),
              ElementsAre("14 people: injured"));
  EXPECT_THAT(numbers({"L'accident a fait 14 blessés.", "", "fr"}),
              ElementsAre("14 people: injured"));
}

TEST(Numbers, OfDifferentThingsDoNotCompare) {
  EXPECT_THAT(numbers({"The fire killed three people and injured 14."}),
              ElementsAre("3 people: killed", "14 people: injured"));
  EXPECT_THAT(numbers({"12 houses were destroyed and 30 houses were damaged."}),
              ElementsAre("12: houses destroyed", "30: houses damaged"));
  EXPECT_THAT(numbers({"Some 40 firefighters fought the blaze."}),
              Contains(testing::StartsWith("~40: firefighters")));
}

TEST(Numbers, KnowTheirBounds) {
  EXPECT_THAT(numbers({"At least 14 people were killed."}), ElementsAre(">=14 people: killed"));
  EXPECT_THAT(numbers({"Killing at least 14."}), ElementsAre(">=14 people: killed"));
  EXPECT_THAT(numbers({"As many as 200 people were missing."}),
              ElementsAre("<=200 people: missing"));
  EXPECT_THAT(numbers({"About 300 people were evacuated."}), ElementsAre("~300 people: evacuated"));
  EXPECT_THAT(numbers({"Mindestens 14 Menschen wurden getötet.", "", "de"}),
              ElementsAre(">=14 people: killed"));
  EXPECT_THAT(numbers({"Au moins 14 personnes ont été tuées.", "", "fr"}),
              ElementsAre(">=14 people: killed"));
  EXPECT_THAT(numbers({"Between them 10 to 15 people were injured."}),
              ElementsAre(">=10 people: injured", "<=15 people: injured"));
  EXPECT_THAT(numbers({"Two dozen people were injured."}), ElementsAre("~24 people: injured"));
}

TEST(Numbers, AreReadAsTheLanguageWritesThem) {
  EXPECT_THAT(numbers({"It sold 1,200 tickets."}), ElementsAre("1200: tickets"));
  EXPECT_THAT(numbers({"Es wurden 1.200 Karten verkauft.", "", "de"}),
              Contains(testing::StartsWith("1200")));
  EXPECT_THAT(numbers({"Il a vendu 1 200 billets.", "", "fr"}), ElementsAre("1200: billets"));
  EXPECT_THAT(numbers({"It grew 3.5 percent."}), ElementsAre("3.5 %"));
  EXPECT_THAT(numbers({"Sie stieg um 3,5 Prozent.", "", "de"}), ElementsAre("3.5 %"));
  EXPECT_THAT(numbers({"Elle a augmenté de 3,5 %.", "", "fr"}), ElementsAre("3.5 %"));
  EXPECT_THAT(numbers({"Two hundred and five people were injured."}),
              ElementsAre("205 people: injured"));
  EXPECT_THAT(numbers({"Twenty-four people were injured."}), ElementsAre("24 people: injured"));
  EXPECT_THAT(numbers({"Vierundzwanzig Menschen wurden verletzt.", "", "de"}),
              ElementsAre("24 people: injured"));
  EXPECT_THAT(numbers({"Quatre-vingt-dix-sept personnes ont été blessées.", "", "fr"}),
              ElementsAre("97 people: injured"));
  EXPECT_THAT(numbers({"Vingt et une personnes ont été blessées.", "", "fr"}),
              ElementsAre("21 people: injured"));
}

TEST(Numbers, HaveUnits) {
  EXPECT_THAT(numbers({"It costs $1.2 million."}), ElementsAre("1200000 USD"));
  EXPECT_THAT(numbers({"It costs €2.5bn and £3m."}), ElementsAre("2500000000 EUR", "3000000 GBP"));
  EXPECT_THAT(numbers({"Das kostet 1,2 Millionen Euro.", "", "de"}), ElementsAre("1200000 EUR"));
  EXPECT_THAT(numbers({"It is 12 km away, 30 miles off."}), ElementsAre("12 km", "30 mi"));
  EXPECT_THAT(numbers({"a 12-percent rise"}), ElementsAre("12 %: rise"));
  EXPECT_THAT(numbers({"Sales rose 12% to 5m."}), ElementsAre("12 %"));
}

TEST(Numbers, BehindAPlaceCountWhatFollows) {
  EXPECT_THAT(numbers({"In Solvang 62 houses were flooded."}), ElementsAre("62: houses"));
  EXPECT_THAT(numbers({"HEST, May 12 (Tern) — In Solvang 62 houses were flooded."}),
              ElementsAre("62: houses"));
  EXPECT_THAT(numbers({"They sleep in Boeing 737 jets."}), ElementsAre());
}

TEST(Numbers, AreNoYearsAgesTimesScoresOrLabels) {
  for (const char* text : {"In 2019 voters stayed away.",
                           "Smith, 45, lives there.",
                           "They met at 10:30 a.m.",
                           "It ended 3-2 after extra time.",
                           "Flight 370 vanished.",
                           "the 14-year-old boy",
                           "covid-19 spread",
                           "back in the '90s",
                           "He waited 14 years.",
                           "the 2015-16 season",
                           "No. 5 is alive",
                           "1. Foo bar",
                           "call 555-1234 now",
                           "two of them left",
                           "one of us",
                           "14 more were injured",
                           "Article 5 says so",
                           "version 1.2.3 is out",
                           "the 20th century",
                           "Boeing 737 jets",
                           "the 2020 election",
                           "read part 2 here",
                           "12345 Hestvik",
                           "one house burned",
                           "in the 1868 war"}) {
    EXPECT_THAT(numbers({text}), IsEmpty()) << text;
  }
}

TEST(Dates, AreFoundInTheOrderOfTheLanguage) {
  EXPECT_THAT(dates({"on Nov. 3, 2026, and May 4"}), ElementsAre("2026-11-03", "--05-04"));
  EXPECT_THAT(dates({"on 3 November and the 4th of May 2025"}),
              ElementsAre("2026-11-03", "2025-05-04"));
  EXPECT_THAT(dates({"am 3. November 2026, am 4.5.2026", "", "de"}),
              ElementsAre("2026-11-03", "2026-05-04"));
  EXPECT_THAT(dates({"le 1er novembre, le 3/11/2026", "", "fr"}),
              ElementsAre("2026-11-01", "2026-11-03"));
  EXPECT_THAT(dates({"2026-11-03"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"You may 3 times; in May 2026; 3/4/2026"}), IsEmpty());
  EXPECT_THAT(dates({"Feb. 30, 2026"}), IsEmpty());
}

TEST(Dates, WithoutAYearAreTheNearestIfOneIsNear) {
  EXPECT_THAT(dates({"on Jan. 5 and Dec. 24"}), ElementsAre("2027-01-05", "2026-12-24"));
  EXPECT_THAT(dates({"on Jan. 5", "", "en", std::nullopt}), ElementsAre("--01-05"));
}

TEST(Dates, OfWeekdaysAreTheLastBeforePublicationUnlessTheyAreToCome) {
  EXPECT_THAT(dates({"It collapsed on Tuesday."}), ElementsAre("2026-11-10"));
  EXPECT_THAT(dates({"It collapsed on Wednesday."}), ElementsAre("2026-11-11"));
  EXPECT_THAT(dates({"They will meet on Tuesday."}), ElementsAre("2026-11-17"));
  EXPECT_THAT(dates({"It collapsed last Tuesday."}), ElementsAre("weekday:2"));
  EXPECT_THAT(dates({"It collapsed on Tuesday.", "", "en", std::nullopt}),
              ElementsAre("weekday:2"));
  EXPECT_THAT(dates({"Am Dienstagabend brach sie ein.", "", "de"}), ElementsAre("2026-11-10"));
  EXPECT_THAT(dates({"Il est tombé mardi.", "", "fr"}), ElementsAre("2026-11-10"));
  EXPECT_THAT(dates({"on Tuesday, Nov. 3"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"shops open on Black Friday"}), IsEmpty());
}

TEST(Dates, AreReadInTheOtherLanguages) {
  EXPECT_THAT(dates({"el martes 3 de noviembre de 2026", "", "es"}), Not(IsEmpty()));
  EXPECT_THAT(dates({"na terça-feira, pela segunda vez", "", "pt"}), ElementsAre("2026-11-10"));
  EXPECT_THAT(dates({"martedì 3 novembre 2026", "", "it"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"op 3 november", "", "nl"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"we wtorek 3 listopada", "", "pl"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"3 Kasım 2026", "", "tr"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"во вторник, 3 ноября", "", "ru"}), ElementsAre("2026-11-03"));
  EXPECT_THAT(dates({"у вівторок, 3 листопада 2026 року", "", "uk"}), ElementsAre("2026-11-03"));
}

TEST(Numbers, AreReadInTheOtherLanguages) {
  EXPECT_THAT(numbers({"Al menos 14 personas resultaron heridas.", "", "es"}),
              ElementsAre(">=14 people: injured"));
  EXPECT_THAT(numbers({"Almeno 14 persone sono rimaste ferite.", "", "it"}),
              ElementsAre(">=14 people: injured"));
  EXPECT_THAT(numbers({"Pelo menos 14 pessoas ficaram feridas.", "", "pt"}),
              ElementsAre(">=14 people: injured"));
  EXPECT_THAT(numbers({"Zeker 14 mensen raakten gewond.", "", "nl"}),
              ElementsAre(">=14 people: injured"));
  EXPECT_THAT(numbers({"Пострадали 14 человек.", "", "ru"}), ElementsAre("14 people: injured"));
}

TEST(Dates, SayWhatTheyDateWhereTheWordsDo) {
  const auto what = [](const char* text) {
    const auto facts = facts_of({text});
    return facts.empty() ? "none" : facts.back().what;
  };
  EXPECT_EQ(what("The bridge collapsed late on Tuesday."), "collapsed");
  EXPECT_EQ(what("The bridge collapsed Tuesday."), "collapsed");
  EXPECT_EQ(what("The hearings resume on Tuesday, May 13."), "resume");
  EXPECT_EQ(facts_of({"The barn burnt in the night from Monday to Tuesday."}).front().what,
            "night");
  EXPECT_EQ(what("She said on Tuesday."), "");
  EXPECT_EQ(what("She held a meeting Tuesday."), "");
}

TEST(Names, AreJoinedToTheFullestForm) {
  const Source source{
      "Officials praised Ingrid Solheim. Later Solheim left. The mayor thanked Solheim."};
  EXPECT_THAT(values(source, Fact::Kind::kName), ElementsAre("Ingrid Solheim"));
}

TEST(Names, OfTwoPeopleOfOneSurnameStayApart) {
  const Source source{"He met Anna Berg and Karl Berg. Then Mr. Berg left with Berg."};
  EXPECT_THAT(values(source, Fact::Kind::kName), ElementsAre("Anna Berg", "Karl Berg", "Berg"));
}

TEST(Names, KeepInitialsAndParticles) {
  const Source source{"They saw George W. Harbin and Ursula von der Heide there."};
  EXPECT_THAT(values(source, Fact::Kind::kName),
              ElementsAre("George W. Harbin", "Ursula von der Heide"));
}

TEST(Names, LeaveTitlesOut) {
  const Source source{
      "They met Vice President Anna Harbin, Secretary of State Karl Moen and Vermont Sen. Eli Roe "
      "of Meridian Press at the Bank of Hestvik."};
  EXPECT_THAT(values(source, Fact::Kind::kName),
              ElementsAre("Anna Harbin", "Karl Moen", "Vermont", "Eli Roe", "Meridian Press",
                          "Bank of Hestvik"));
}

TEST(Names, OfGermanPeopleAreToldFromNouns) {
  const Source source{"Der Händler Ralf Tomsen traf Professor Wera Quast beim Bau der Brücke Nord.",
                      "", "de"};
  EXPECT_THAT(values(source, Fact::Kind::kName), ElementsAre("Ralf Tomsen", "Wera Quast"));
}

TEST(Names, AreNotReadOffHeadlinesInTheText) {
  const Source source{"Solheim Blames Angry Critics For Every Failure\nHe left."};
  EXPECT_THAT(values(source, Fact::Kind::kName), IsEmpty());
}

TEST(Names, AreNoWordsThatOpenSentencesAndNoDays) {
  const Source source{"Nobody came. Yesterday they left. On Tuesday It rained. Bread is cheap."};
  EXPECT_THAT(values(source, Fact::Kind::kName), Not(Contains("Nobody")));
  EXPECT_THAT(values(source, Fact::Kind::kName), Not(Contains("Bread")));
  EXPECT_THAT(values(source, Fact::Kind::kName), Not(Contains("Tuesday")));
}

TEST(Names, OfTitlesAreThoseOfTheBody) {
  const Source source{"The mayor, Ingrid Solheim, resigned in Hestvik.",
                      "Solheim Quits As Hestvik Mayor"};
  std::vector<std::string> found;
  for (const Fact& fact : facts_of(source)) {
    if (fact.field == Field::kTitle) found.push_back(fact.value);
  }
  EXPECT_THAT(found, ElementsAre("Ingrid Solheim", "Hestvik"));
}

TEST(Places, StandAfterTheirPrepositions) {
  const auto places = [](const Source& source) { return values(source, Fact::Kind::kPlace); };
  EXPECT_THAT(places({"It happened in Hestvik on Tuesday, near New Harbor."}),
              ElementsAre("Hestvik", "New Harbor"));
  EXPECT_THAT(places({"In English, in March, in Republican circles, in Hest's port, in NATO."}),
              IsEmpty());
  EXPECT_THAT(places({"Das geschah in Hestvik, in Haft und in Schulen.", "", "de"}),
              ElementsAre("Hestvik"));
  EXPECT_THAT(places({"Cela s'est passé à Hestvik.", "", "fr"}), ElementsAre("Hestvik"));
}

TEST(Places, IncludeTheDateline) {
  Article article;
  article.text = "HESTVIK, Nov 3 (MP) - A bridge fell.";
  article.language = "en";
  article.dateline = Dateline{"HESTVIK", "Nov 3", "MP", {0, 21}};
  text::ArticleText text;
  text::analyse(article, data().languages(), text);
  const auto facts = find(article, text, data());
  ASSERT_FALSE(facts.empty());
  EXPECT_EQ(facts[0].kind, Fact::Kind::kPlace);
  EXPECT_EQ(facts[0].span, (ByteSpan{0, 7}));
}

TEST(Facts, OfFurnitureAreNone) {
  Article article;
  article.text = "Read on: 14 people were injured in Hestvik on Tuesday.\n12 people were killed.";
  article.language = "en";
  article.furniture = {{0, 54}};
  text::ArticleText text;
  text::analyse(article, data().languages(), text);
  const auto facts = find(article, text, data());
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].value, "12");
}

TEST(Facts, SpansAreInBoundsAndInOrderForAnyText) {
  std::mt19937_64 random(9);
  const std::vector<std::string> parts = {
      "14",   "1,200", "3.5",     "people",  "were",    "injured",  "Nov.",    "3",   ",",
      "2026", "on",    "Tuesday", "in",      "Hestvik", "Ingrid",   "Solheim", "von", "der",
      ".",    "-",     "twenty",  "million", "$",       "€",        "%",       "at",  "least",
      "to",   "–",     "é",       "新",      "\n",      "’s",       "killed",  "une", "vingt",
      "et",   "cent",  "mardi",   "und",     "zwei",    "Menschen", "1er",     "May", "/"};
  for (int round = 0; round < 5000; ++round) {
    Source source;
    const auto text = [&] {
      std::string out;
      for (std::size_t n = random() % 30; n-- > 0;) {
        out += parts[random() % parts.size()];
        if (random() % 4 != 0) out += " ";
      }
      return out;
    };
    source.text = text();
    source.title = text();
    source.language = std::array{"en", "de", "fr", "", "ja"}[random() % 5];
    std::pair<bool, ByteSpan> last{false, {0, 0}};
    for (const Fact& fact : facts_of(source)) {
      const std::string& whole = fact.field == Field::kTitle ? source.title : source.text;
      ASSERT_LT(fact.span.begin, fact.span.end);
      ASSERT_LE(fact.span.end, whole.size());
      ASSERT_TRUE(
          text::valid_utf8(std::string_view(whole).substr(fact.span.begin, fact.span.size())));
      ASSERT_FALSE(fact.value.empty());
      const std::pair place{fact.field == Field::kText, fact.span};
      ASSERT_LE(last, place) << source.text;
      last = place;
    }
  }
}

}  // namespace
}  // namespace secondsource::facts
