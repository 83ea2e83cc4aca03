// The shipped tables of agencies and outlets hold what a wrong record would cost: two witnesses
// folded into one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "data/files.h"
#include "press/press.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace secondsource {
namespace {

data::Table table(const std::string& path) {
  const auto files = data::load_files({});
  return data::parse_table(files->at(path).front(), path).value();
}

const press::Press& press() {
  static const std::shared_ptr<const Data> data = Data::load().value();
  return data->press();
}

TEST(Tables, EveryRecordSaysWhatItRestsOnAndWhen) {
  for (const char* path : {"agencies.tsv", "outlets.tsv"}) {
    const data::Table records = table(path);
    const std::size_t columns = records.columns.size();
    ASSERT_EQ(records.columns[columns - 2], "source");
    ASSERT_EQ(records.columns[columns - 1], "as_of");
    for (const auto& row : records.rows) {
      EXPECT_FALSE(row[0].empty());
      EXPECT_FALSE(row[columns - 2].empty()) << row[0];
      EXPECT_THAT(row[columns - 1], testing::MatchesRegex("20[0-9][0-9]-[0-9][0-9]")) << row[0];
    }
  }
}

TEST(Tables, NoNameOrDomainStandsForTwo) {
  const auto once = [](const auto& records) {
    std::map<std::string, std::string> of;
    for (const auto& record : records) {
      std::set<std::string> names(record.cited_as.begin(), record.cited_as.end());
      names.insert(record.name);
      names.insert(record.domains.begin(), record.domains.end());
      if constexpr (requires { record.abbreviations; }) {
        names.insert(record.abbreviations.begin(), record.abbreviations.end());
      }
      for (const std::string& name : names) {
        const auto [place, fresh] = of.emplace(name, record.name);
        EXPECT_TRUE(fresh) << name << " stands for " << place->second << " and " << record.name;
      }
    }
  };
  once(press().agencies());
  once(press().outlets());
}

TEST(Tables, DomainsAreRegistrableOrBelowOne) {
  for (const press::Agency& agency : press().agencies()) {
    for (const std::string& domain : agency.domains) {
      EXPECT_EQ(press::registrable_domain(domain), domain) << agency.name;
    }
  }
  for (const press::Outlet& outlet : press().outlets()) {
    for (const std::string& domain : outlet.domains) {
      const std::vector<std::string> domains = press::domains_of(domain);
      ASSERT_FALSE(domains.empty()) << outlet.name << ": " << domain;
      EXPECT_EQ(domains.front(), domain) << outlet.name;
    }
  }
}

TEST(Tables, AnOwnerIsSpelledOneWayAndOwnsNotItself) {
  std::map<std::string, std::string> spelled;
  std::map<std::string, std::string> owner_of;
  for (const press::Outlet& outlet : press().outlets()) {
    if (outlet.owner.empty()) continue;
    std::string key;
    for (const char c : text::fold(outlet.owner)) {
      if (c != ' ' && c != '.' && c != ',') key += c;
    }
    EXPECT_EQ(spelled.emplace(key, outlet.owner).first->second, outlet.owner);
    owner_of[outlet.name] = outlet.owner;
  }
  for (const auto& [name, owner] : owner_of) {
    std::set<std::string> seen{name};
    for (std::string at = owner; owner_of.contains(at); at = owner_of[at]) {
      ASSERT_TRUE(seen.insert(at).second) << name << " owns itself";
    }
  }
}

TEST(Tables, ASharedNewsroomHasOneOwner) {
  std::map<std::string, std::set<std::string>> owners;
  for (const press::Outlet& outlet : press().outlets()) {
    if (!outlet.newsroom.empty()) owners[outlet.newsroom].insert(outlet.owner);
  }
  for (const auto& [newsroom, names] : owners) EXPECT_EQ(names.size(), 1u) << newsroom;
}

TEST(Tables, CommonWordsAreNoOutlets) {
  for (const char* text :
       {"It is high time. Time will tell.", "The Sun rises in the east.",
        "Die Zeit drängt, die Welt schaut zu.", "Sie fuhr mit der Metro nach Hause.",
        "Staff at the Independent Police Office", "He was lost in the Atlantic.",
        "El Tiempo será soleado.", "La Repubblica italiana", "CCTV cameras saw him",
        "Mayor Michael Bloomberg spoke", "the Guardian Council of Iran",
        "The American Academy of Pediatrics (AAP) and the AAP said", "Scranton, PA is a city"}) {
    const auto found = press().find(text);
    EXPECT_TRUE(found.empty()) << text << ": " << (found.empty() ? "" : found[0].name);
  }
}

TEST(Tables, WhatReportersWriteIsFound) {
  const auto first = [](std::string_view text) {
    const auto found = press().find(text);
    return found.empty() ? std::string() : std::string(found.front().name);
  };
  EXPECT_EQ(first("he told the AP on Monday"), "Associated Press");
  EXPECT_EQ(first("sagte er der dpa."), "Deutsche Presse-Agentur");
  EXPECT_EQ(first("the Guardian reported on Tuesday"), "The Guardian");
  EXPECT_EQ(first("she told Bloomberg in an interview"), "Bloomberg News");
  EXPECT_EQ(first("the New York Times has learned"), "The New York Times");
  EXPECT_EQ(first("selon l’AFP"), "Agence France-Presse");
  EXPECT_EQ(first("сообщает ТАСС"), "TASS");
  EXPECT_EQ(first("据新华社报道"), "Xinhua News Agency");
}

}  // namespace
}  // namespace secondsource
