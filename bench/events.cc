// events FOLDER [--half tuning|held-out|both] [--stories N] [--bare]: how well stories are found.
//
// FOLDER holds events/basil.jsonl (52 events, each told by three outlets), and, to hide them among,
// newswire/reuters-21578.jsonl and attributions/ (metadata.tsv, */text/*.txt).  Articles are joined
// as a library joins them: pairs that share a key and are of one story, then connected components,
// divided.
// --bare: times and outlets are withheld, as in a folder of texts.
// Prints pairwise precision, recall and F1 over the pairs that hold an article of an event, beside
// what joining by a likeness of headlines finds, and the sizes of the largest stories.  Parameters
// of src/corroborate/story.cc were chosen on the tuning half, two of them later and on the sample.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corroborate/division.h"
#include "corroborate/sets.h"
#include "corroborate/story.h"
#include "facts/facts.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace {

using namespace secondsource;
namespace fs = std::filesystem;

// Beginnings of the ids of the events that parameters were chosen on.
constexpr std::array<std::string_view, 26> kTuning = {
    "005a2961", "01c59743", "08bb9bee", "0d10341a", "13792511", "1b96a5db", "2153fb3e",
    "33521e65", "45bd61bc", "47a209b0", "4f473faf", "59f2f47c", "65cb14cb", "6e502405",
    "74708dbf", "84678e18", "84b3c118", "86e6e27d", "87609973", "a4edca3f", "a4f1d515",
    "ae243a95", "b4dbeda7", "c21cb217", "dd1e6e3b", "ee05c9b3"};

struct Told {
  Article article;
  std::string event;  // "" for what the events are hidden among
};

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::optional<Time> day(int year, unsigned month, unsigned day_of_month) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day_of_month)};
  if (!date.ok()) return std::nullopt;
  return Time(std::chrono::sys_days(date));
}

// "2011-04-07".
std::optional<Time> iso_day(const std::string& date) {
  if (date.size() < 10) return std::nullopt;
  return day(std::atoi(date.c_str()), static_cast<unsigned>(std::atoi(date.c_str() + 5)),
             static_cast<unsigned>(std::atoi(date.c_str() + 8)));
}

// "26-FEB-1987 15:01:01.79", perhaps after a space.
std::optional<Time> wire_time(std::string date) {
  date.erase(0, date.find_first_not_of(' '));
  constexpr std::string_view kMonths = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  const std::size_t dash = date.find('-');
  if (dash == std::string::npos || date.size() < dash + 18) return std::nullopt;
  const std::size_t month = kMonths.find(date.substr(dash + 1, 3));
  if (month == std::string_view::npos) return std::nullopt;
  auto time = day(std::atoi(date.c_str() + dash + 5), static_cast<unsigned>(month / 3 + 1),
                  static_cast<unsigned>(std::atoi(date.c_str())));
  if (time) {
    *time += std::chrono::hours(std::atoi(date.c_str() + dash + 10)) +
             std::chrono::minutes(std::atoi(date.c_str() + dash + 13));
  }
  return time;
}

Told told(std::string id, std::string outlet, std::string title, std::string text,
          std::optional<Time> published, Precision precision, std::string event = "") {
  Told told;
  told.article.id = std::move(id);
  told.article.outlet.name = std::move(outlet);
  told.article.title = std::move(title);
  told.article.text = std::move(text);
  told.article.published = published;
  told.article.published_precision = precision;
  told.article.language = "en";
  told.event = std::move(event);
  return told;
}

std::string field(const simdjson::dom::element& record, std::string_view name) {
  std::string_view value;
  return record[name].get(value) == simdjson::SUCCESS ? std::string(value) : "";
}

std::vector<Told> read_all(const fs::path& folder) {
  std::vector<Told> all;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream records;
  const std::string events = contents(folder / "events/basil.jsonl");
  if (parser.parse_many(events).get(records) == simdjson::SUCCESS) {
    for (const simdjson::dom::element record : records) {
      all.push_back(told(fmt::format("event-{}", all.size()), field(record, "outlet"),
                         field(record, "title"), field(record, "body"),
                         iso_day(field(record, "date")), Precision::kDay, field(record, "event")));
    }
  }
  const std::string wire = contents(folder / "newswire/reuters-21578.jsonl");
  if (parser.parse_many(wire).get(records) == simdjson::SUCCESS) {
    for (const simdjson::dom::element record : records) {
      all.push_back(told(fmt::format("wire-{}", all.size()), "reuters", field(record, "title"),
                         field(record, "body"), wire_time(field(record, "date")),
                         Precision::kMinute));
    }
  }
  std::map<std::string, std::vector<std::string>> metadata;
  std::istringstream lines(contents(folder / "attributions/metadata.tsv"));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream cell(line);
    for (std::string part; std::getline(cell, part, '\t');) cells.push_back(part);
    if (cells.size() > 7) metadata[cells[1]] = cells;
  }
  std::vector<fs::path> texts;
  for (const auto* part : {"train", "dev"}) {
    std::error_code error;
    for (const auto& entry :
         fs::directory_iterator(folder / "attributions" / part / "text", error)) {
      texts.push_back(entry.path());
    }
  }
  std::sort(texts.begin(), texts.end());
  for (const fs::path& path : texts) {
    const auto known = metadata.find(path.stem().string());
    if (known == metadata.end()) continue;
    all.push_back(told(path.stem().string(), known->second[4], known->second[7], contents(path),
                       iso_day(known->second[5]), Precision::kDay));
  }
  return all;
}

// Pairs with an article of an event: how many the components make, and how many of them are right.
struct Score {
  std::size_t made = 0, right = 0, wanted = 0;
  double precision() const {
    return made ? static_cast<double>(right) / static_cast<double>(made) : 0;
  }
  double recall() const {
    return wanted ? static_cast<double>(right) / static_cast<double>(wanted) : 0;
  }
  double f1() const {
    return made + wanted ? 2.0 * static_cast<double>(right) / static_cast<double>(made + wanted)
                         : 0;
  }
};

std::vector<std::vector<std::size_t>> components(corroborate::Sets& sets, std::size_t size) {
  std::map<std::size_t, std::vector<std::size_t>> by_name;
  for (std::size_t i = 0; i < size; ++i) by_name[sets.find(i)].push_back(i);
  std::vector<std::vector<std::size_t>> all;
  for (auto& [name, members] : by_name) all.push_back(std::move(members));
  return all;
}

Score score(const std::vector<std::vector<std::size_t>>& stories, const std::vector<Told>& all) {
  Score score;
  std::map<std::string, std::size_t> sizes;
  for (const Told& one : all) {
    if (!one.event.empty()) score.wanted += sizes[one.event]++;
  }
  for (const std::vector<std::size_t>& story : stories) {
    std::map<std::string, std::size_t> of_event;
    std::size_t others = 0, events = 0;
    for (const std::size_t i : story) {
      if (all[i].event.empty()) {
        ++others;
      } else {
        score.right += of_event[all[i].event]++;
        ++events;
      }
    }
    score.made += events * (events - 1) / 2 + events * others;
  }
  return score;
}

void print(std::string_view name, const Score& score) {
  fmt::print("{:<34} precision {:.3f}  recall {:.3f}  F1 {:.3f}\n", name, score.precision(),
             score.recall(), score.f1());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr,
               "usage: events FOLDER [--half tuning|held-out|both] [--stories N] [--bare]\n");
    return 2;
  }
  std::string half = "held-out";
  std::size_t shown = 0;
  bool bare = false;
  for (int i = 2; i < argc; ++i) {
    const std::string_view option = argv[i];
    bare |= option == "--bare";
    if (i + 1 == argc) continue;
    if (option == "--half") half = argv[i + 1];
    if (option == "--stories") shown = std::strtoul(argv[i + 1], nullptr, 10);
  }
  const auto data = Data::load();
  if (!data) {
    fmt::print(stderr, "events: {}\n", data.error().line());
    return 1;
  }
  std::vector<Told> all = read_all(argv[1]);
  if (bare) {
    for (Told& one : all) {
      one.article.outlet = {};
      one.article.published = std::nullopt;
    }
  }
  std::erase_if(all, [&](const Told& one) {
    const bool tuning =
        std::find(kTuning.begin(), kTuning.end(), one.event.substr(0, 8)) != kTuning.end();
    return !one.event.empty() && half != "both" && tuning != (half == "tuning");
  });

  std::vector<corroborate::StoryProfile> profiles;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> index;
  std::vector<corroborate::Keys> keys;
  text::ArticleText text;
  double seconds = 0;
  std::size_t kept = 0;
  for (const Told& one : all) {
    text::analyse(one.article, (*data)->languages(), text);
    const std::vector<Fact> dates = facts::dates(one.article, text);
    const auto begin = std::chrono::steady_clock::now();
    profiles.push_back(corroborate::story_profile(one.article, text, dates, **data));
    keys.push_back(corroborate::story_keys(profiles.back()));
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    for (const std::uint64_t key : keys.back().kept) index[key].push_back(profiles.size() - 1);
    kept += keys.back().kept.size();
  }

  std::size_t compared = 0;
  corroborate::Sets sets(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::set<std::size_t> candidates;
    for (const std::uint64_t key : keys[i].sought) {
      const auto found = index.find(key);
      if (found == index.end()) continue;
      for (const std::size_t j : found->second) {
        if (j < i) candidates.insert(j);
      }
    }
    compared += candidates.size();
    for (const std::size_t j : candidates) {
      if (corroborate::same_story(profiles[i], profiles[j])) sets.join(i, j);
    }
  }
  std::vector<std::vector<std::size_t>> stories;
  for (const std::vector<std::size_t>& component : components(sets, all.size())) {
    std::vector<const corroborate::StoryProfile*> members;
    const std::vector<std::optional<std::int64_t>> families(component.size());
    for (const std::size_t i : component) members.push_back(&profiles[i]);
    for (const std::vector<std::size_t>& group : corroborate::divided(members, families)) {
      std::vector<std::size_t>& story = stories.emplace_back();
      for (const std::size_t i : group) story.push_back(component[i]);
    }
  }
  print(fmt::format("stories ({} half)", half), score(stories, all));

  // For scale: articles whose headlines share half of their words, within three days.
  corroborate::Sets headlines(all.size());
  std::vector<std::set<std::uint64_t>> titles;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_word;
  for (const Told& one : all) {
    text::analyse(one.article, (*data)->languages(), text);
    std::set<std::uint64_t>& words = titles.emplace_back();
    for (const text::Word& word : text.title.words) words.insert(word.hash);
    std::map<std::size_t, std::size_t> shared;
    for (const std::uint64_t word : words) {
      for (const std::size_t j : by_word[word]) ++shared[j];
      by_word[word].push_back(titles.size() - 1);
    }
    for (const auto& [j, count] : shared) {
      const auto& a = one.article.published;
      const auto& b = all[j].article.published;
      if (a && b && std::chrono::abs(*a - *b) <= corroborate::kStoryWindow &&
          count * 2 >= words.size() + titles[j].size() - count) {
        headlines.join(titles.size() - 1, j);
      }
    }
  }
  print("headlines share half of their words", score(components(headlines, all.size()), all));

  std::sort(stories.begin(), stories.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < std::min<std::size_t>(8, stories.size()); ++i) {
    sizes.push_back(stories[i].size());
  }
  fmt::print(
      "{} articles; largest stories {}; {:.1f} keys and {:.1f} comparisons an article; {:.0f} µs a "
      "profile\n",
      all.size(), fmt::join(sizes, " "),
      static_cast<double>(kept) / static_cast<double>(all.size()),
      static_cast<double>(compared) / static_cast<double>(all.size()),
      seconds * 1e6 / static_cast<double>(all.size()));
  for (std::size_t i = 0; i < std::min(shown, stories.size()); ++i) {
    fmt::print("\n");
    for (const std::size_t member : stories[i]) fmt::print("  {}\n", all[member].article.title);
  }
  return 0;
}
