// What `read --json` writes of a page is the same article when it is read again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>
#include <string>

#include "shell.h"

namespace secondsource::cli {
namespace {

class RoundTrip : public ProgramTest {
 protected:
  // The fields of the first line of `json`, as printed, without those that name the input.
  static std::map<std::string, std::string> fields_of(const std::string& json) {
    simdjson::dom::parser parser;
    const simdjson::dom::object record = parser.parse(json.substr(0, json.find('\n')));
    std::map<std::string, std::string> fields;
    for (const auto& [name, value] : record) fields[std::string(name)] = simdjson::minify(value);
    for (const char* own : {"input", "sha256", "retrieved"}) fields.erase(own);
    return fields;
  }

  void expect_same(const std::string& page) {
    write("page.html", page);
    const std::string written = run("$P read --json page.html").out;
    ASSERT_FALSE(written.empty());
    write("article.jsonl", written);
    const std::string again = run("$P read --json article.jsonl").out;
    ASSERT_FALSE(again.empty());
    EXPECT_EQ(fields_of(written), fields_of(again));
  }
};

constexpr const char* kText =
    "<h1>Ferry stays in port</h1><p>The ferry to Halm stayed in port on Monday because its captain "
    "had gone to a wedding, the harbour office said, and nobody else is allowed to steer it.</p>"
    "<p>Forty passengers waited on the quay until the evening, when a fishing boat took the first "
    "of "
    "them across for the price of a dinner and a song.</p>";

TEST_F(RoundTrip, ZoneSectionAndACreditOutsideTheTextAreReadBack) {
  expect_same(std::string("<!doctype html><html lang=en><head><title>Ferry stays in port</title>"
                          "<link rel=canonical href=https://othertown.example/ferry>"
                          "<meta property=og:url content=https://harborledger.example/ferry>"
                          "<meta property=article:published_time content=2026-03-02T21:30:00-05:00>"
                          "<meta property=article:section content=Harbour></head><body>") +
              kText);
}

TEST_F(RoundTrip, ADayStaysADayWithoutAZone) {
  expect_same(
      std::string("<!doctype html><html lang=en><head><title>Ferry stays in port</title>"
                  "<meta property=og:url content=https://harborledger.example/ferry>"
                  "<meta property=article:published_time content=2026-03-02></head><body>") +
      kText);
}

TEST_F(RoundTrip, ATimeWithoutAZoneKeepsItsWarning) {
  expect_same(
      std::string(
          "<!doctype html><html lang=en><head><title>Ferry stays in port</title>"
          "<meta property=og:url content=https://harborledger.example/ferry>"
          "<meta property=article:published_time content=2026-03-02T21:30:00></head><body>") +
      kText);
}

}  // namespace
}  // namespace secondsource::cli
