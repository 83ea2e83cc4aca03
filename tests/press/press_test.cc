#include "press/press.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/utf8.h"

namespace secondsource::press {
namespace {

Press fictional() {
  return Press(
      {{"Meridian Press", {"MP", "(MPA)"}, {"Meridian News*"}, {"meridian.example"}, "en", "XX"}},
      {{"Time", {"Time magazine"}, {"time.example"}, "", "", "en", "XX"},
       {"Harbor Ledger", {"Harbor Ledger", "Ledger"}, {"harbor.example"}, "", "", "en", "XX"},
       {"Harbor Ledger Weekly", {"Harbor Ledger Weekly"}, {}, "", "", "en", "XX"}});
}

std::vector<std::string> names(std::string_view text) {
  static const Press press = fictional();
  std::vector<std::string> out;
  for (const Named& named : press.find(text)) {
    out.push_back(std::string(text.substr(named.begin, named.end - named.begin)) + "=" +
                  std::string(named.name));
  }
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Find, TakesTheLongestNameAtEachPlace) {
  EXPECT_THAT(
      names("as the Harbor Ledger Weekly and the Harbor Ledger wrote"),
      ElementsAre("Harbor Ledger Weekly=Harbor Ledger Weekly", "Harbor Ledger=Harbor Ledger"));
}

TEST(Find, KeepsToWordBoundariesAndCase) {
  EXPECT_THAT(names("MPs sat; ledger; XMP; MP-led"), ElementsAre("MP=Meridian Press"));
  EXPECT_THAT(names("(MP)"), ElementsAre("MP=Meridian Press"));
}

TEST(Find, LeavesAnOutletsNameToItsListOfSafeNames) {
  EXPECT_THAT(names("Time flies"), IsEmpty());
  EXPECT_THAT(names("told Time magazine"), ElementsAre("Time magazine=Time"));
}

TEST(Find, LeavesNamesInParenthesesToDatelinesAndCredits) {
  EXPECT_THAT(names("the MPA said"), IsEmpty());
  EXPECT_EQ(fictional().agency("MPA")->name, "Meridian Press");
}

TEST(Find, TakesAStarredNameOnlyAlone) {
  EXPECT_THAT(names("told Meridian News on Monday"), ElementsAre("Meridian News=Meridian Press"));
  EXPECT_THAT(names("told Old Meridian News"), IsEmpty());
  EXPECT_THAT(names("told Meridian News Group"), IsEmpty());
}

TEST(LookUp, KnowsNamesAbbreviationsDomainsAndUrls) {
  const Press press = fictional();
  EXPECT_EQ(press.agency("MP")->name, "Meridian Press");
  EXPECT_EQ(press.agency("MERIDIAN PRESS")->name, "Meridian Press");
  EXPECT_EQ(press.agency("mp"), nullptr);
  EXPECT_EQ(press.outlet("harbor.example")->name, "Harbor Ledger");
  EXPECT_EQ(press.outlet("https://www.harbor.example/a/b")->name, "Harbor Ledger");
  EXPECT_EQ(press.outlet("Time")->name, "Time");
  EXPECT_EQ(press.outlet("nobody.example"), nullptr);
  EXPECT_EQ(press.outlet(""), nullptr);
}

TEST(Find, StaysInBoundsOnAnyText) {
  const Press press = fictional();
  std::mt19937_64 random(7);
  const std::vector<std::string> parts = {"MP", "Harbor", " ",    "Ledger",   "Weekly", "\xE6",
                                          "新", ".",      "Time", "magazine", "\xFF",   "é"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t n = random() % 20; n-- > 0;) text += parts[random() % parts.size()];
    text::repair_utf8(text);
    std::uint32_t end = 0;
    for (const Named& named : press.find(text)) {
      ASSERT_LE(end, named.begin);
      ASSERT_LT(named.begin, named.end);
      ASSERT_LE(named.end, text.size());
      end = named.end;
    }
  }
}

TEST(LookUp, KnowsAHostBesideOthersOfOneDomain) {
  const Press press({}, {{"Pier News", {}, {"piernews.portal.example"}, "", "", "en", "XX"},
                         {"Portal", {}, {"portal.example"}, "", "", "en", "XX"}});
  EXPECT_EQ(press.outlet("https://www.piernews.portal.example/a")->name, "Pier News");
  EXPECT_EQ(press.outlet("https://boats.portal.example/a")->name, "Portal");
  EXPECT_EQ(press.domain("https://www.piernews.portal.example/a"), "piernews.portal.example");
  EXPECT_EQ(press.domain("https://boats.portal.example/a"), "portal.example");
  EXPECT_EQ(press.domain("https://www.harbor.co.uk/a"), "harbor.co.uk");
  EXPECT_EQ(press.domain("no address"), "");
}

TEST(DomainsOf, BeginsWithTheHostAndEndsWithTheRegistrableDomain) {
  EXPECT_THAT(domains_of("https://a.news.harbor.co.uk/x"),
              ElementsAre("a.news.harbor.co.uk", "news.harbor.co.uk", "harbor.co.uk"));
  EXPECT_THAT(domains_of("harbor.co.uk"), ElementsAre("harbor.co.uk"));
  EXPECT_THAT(domains_of("co.uk"), IsEmpty());
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "a.";
  EXPECT_LE(domains_of(deep + "harbor.example").size(), 5u);
  EXPECT_EQ(domains_of(deep + "harbor.example").back(), "harbor.example");
}

TEST(RegistrableDomain, FollowsThePublicSuffixList) {
  EXPECT_EQ(registrable_domain("https://news.harbor.co.uk/x"), "harbor.co.uk");
  EXPECT_EQ(registrable_domain("http://www.example.com"), "example.com");
  EXPECT_EQ(registrable_domain("www.example.com/path"), "example.com");
  EXPECT_EQ(registrable_domain("//cdn.example.org/x"), "example.org");
  EXPECT_EQ(registrable_domain("https://EXAMPLE.Com.:443/"), "example.com");
  EXPECT_EQ(registrable_domain("https://ledger.example/"), "ledger.example");
}

TEST(RegistrableDomain, HasNoneForAddressesAndSuffixes) {
  for (const char* url : {"", "https://", "https://co.uk/", "http://127.0.0.1/x", "http://[::1]/",
                          "http://0x7f.1/", "localhost", "https://.../", "https://a..b.com/",
                          "https://ex ample.com/", "mailto:", "file:///etc/passwd", "com"}) {
    EXPECT_EQ(registrable_domain(url), "") << url;
  }
}

TEST(RegistrableDomain, IsNotFooledByUserInfo) {
  EXPECT_EQ(registrable_domain("https://bbc.co.uk@evil.example/"), "evil.example");
  EXPECT_EQ(registrable_domain("https://bbc.co.uk:pass@evil.example:8080/"), "evil.example");
  EXPECT_EQ(registrable_domain("https://evil.example\\@bbc.co.uk/"), "evil.example");
  EXPECT_EQ(registrable_domain("https://evil.example/?x=https://bbc.co.uk/"), "evil.example");
  EXPECT_EQ(registrable_domain("https://evil.example#@bbc.co.uk"), "evil.example");
}

TEST(RegistrableDomain, WritesInternationalNamesOneWay) {
  EXPECT_EQ(registrable_domain("https://www.bücher.example/"), "xn--bcher-kva.example");
  EXPECT_EQ(registrable_domain("https://www.xn--bcher-kva.example/"), "xn--bcher-kva.example");
  EXPECT_EQ(registrable_domain("https://www.BÜCHER.example/"), "xn--bcher-kva.example");
}

TEST(RegistrableDomain, TakesAnyBytes) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 5000; ++round) {
    std::string url = round % 2 != 0 ? "https://" : "";
    for (std::size_t n = random() % 40; n-- > 0;) {
      url += random() % 3 != 0 ? static_cast<char>(random() % 256) : ".:/@[]a1"[random() % 8];
    }
    const std::string domain = registrable_domain(url);
    EXPECT_EQ(registrable_domain(domain), domain);
  }
  EXPECT_EQ(registrable_domain("https://" + std::string(1000000, 'a')), "");
}

}  // namespace
}  // namespace secondsource::press
