// retellings ARTICLES.jsonl PAIRS.tsv: learns the model of src/corroborate/retelling.cc.
//
//   bench/stories.py NEWSARTICLES.csv --articles ARTICLES.jsonl
//   retellings ARTICLES.jsonl bench/retellings.tsv
//
// Prints how it does on each week when it is learnt from the others, and the numbers of the model:
// a logistic one of Likeness::features() (logistic.h).  Pairs that the model does not decide are
// left out, those of the weeks kHeldOut, too: the statements of those are for testing.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "bench/logistic.h"
#include "corroborate/retelling.h"
#include "library/document.h"
#include "secondsource/data.h"
#include "secondsource/read.h"
#include "text/utf8.h"

namespace {

using namespace secondsource;
using corroborate::Likeness;

// The Mondays they begin with.
using std::chrono::sys_days;
constexpr std::array kHeldOut = {sys_days(std::chrono::February / 13 / 2017),
                                 sys_days(std::chrono::March / 6 / 2017),
                                 sys_days(std::chrono::March / 27 / 2017)};

sys_days monday(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

constexpr std::size_t kFactors = Likeness::kFeatures;
using Row = std::array<double, kFactors + 1>;

struct Judged : bench::Example<kFactors> {
  sys_days week;
};

struct Reported {
  library::Document document;
  std::shared_ptr<const library::Profiles> profiles;
};
using Articles = std::map<std::string, std::unique_ptr<Reported>, std::less<>>;

Articles read(const std::string& path, const std::shared_ptr<const Data>& data) {
  Articles articles;
  Reader reader(path, data);
  while (auto next = reader.next()) {
    if (!*next) continue;
    auto& reported = articles[(*next)->url];
    reported = std::make_unique<Reported>();
    reported->profiles = library::derive(
        **next, [](const Article&, const text::Text&) { return std::vector<ByteSpan>(); }, *data,
        Scope(), reported->document);
  }
  return articles;
}

// The mention whose content overlaps a span, in code points, by half of the longer one and most.
const Mention* find(const Reported& reported, std::string_view field, double begin, double end) {
  const Article& article = reported.document.stored.article;
  const Field where = field == "title" ? Field::kTitle : Field::kText;
  text::CodePoints points(where == Field::kTitle ? article.title : article.text);
  const Mention* best = nullptr;
  double most = 0.5;
  for (const Mention& mention : reported.document.stored.mentions) {
    if (mention.field != where || mention.content.empty()) continue;
    const double b = points.at_byte(mention.content.front().begin);
    const double e = points.at_byte(mention.content.back().end);
    const double shared =
        (std::min(e, end) - std::max(b, begin)) / std::max({e - b, end - begin, 1.0});
    if (shared < most || (best != nullptr && shared == most)) continue;
    best = &mention;
    most = shared;
  }
  return best;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
  return cells;
}

void read_pairs(const std::string& path, const Articles& articles, std::vector<Judged>& out) {
  std::ifstream in(path);
  std::vector<std::string> names;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#")) continue;
    const std::vector<std::string> cells = cells_of(line);
    if (names.empty()) {
      names = cells;
      continue;
    }
    const auto cell = [&](std::string_view name) -> std::string {
      const auto at = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
      return at < cells.size() ? cells[at] : "";
    };
    std::array<corroborate::Told, 2> told;
    bool found = true, held_out = false;
    sys_days week{};
    for (const std::size_t side : {0u, 1u}) {
      const std::string name(1, side == 0 ? 'a' : 'b');
      const auto number = [&](const char* what) { return std::atof(cell(what + name).c_str()); };
      const auto article = articles.find(cell(name));
      const Mention* mention =
          article == articles.end()
              ? nullptr
              : find(*article->second, cell("field_" + name), number("begin_"), number("end_"));
      if (mention == nullptr || !article->second->profiles->story.published) {
        found = false;
        break;
      }
      const auto& mentions = article->second->document.stored.mentions;
      told[side] = {&article->second->profiles->story, article->second->profiles->mentions,
                    static_cast<std::size_t>(mention - mentions.data())};
      week = monday(*told[side].story->published);
      held_out |= std::ranges::find(kHeldOut, week) != kHeldOut.end();
    }
    if (!found || held_out) continue;
    const bool near = corroborate::may_retell(*told[0].story, *told[1].story);
    if (!corroborate::worth_comparing(told[0], told[1], near) ||
        corroborate::same_statement(told[0].mention(), *told[0].story, told[1].mention(),
                                    *told[1].story)) {
      continue;
    }
    Judged judged;
    const auto features = corroborate::likeness(told[0], told[1]).features();
    std::ranges::copy(features, judged.features.begin());
    judged.features.back() = 1;
    judged.one = cell("answer") != "0";
    judged.week = week;
    out.push_back(judged);
  }
}

// From those of all weeks but one.
Row learn(const std::vector<Judged>& judged, sys_days without) {
  std::vector<bench::Example<kFactors>> examples;
  for (const Judged& each : judged) {
    if (each.week != without) examples.push_back(each);
  }
  return bench::learn<kFactors>(examples);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: retellings ARTICLES.jsonl PAIRS.tsv\n");
    return 2;
  }
  const auto data = Data::load();
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 1;
  }
  const Articles articles = read(argv[1], *data);
  std::vector<Judged> judged;
  read_pairs(argv[2], articles, judged);
  if (judged.empty()) {
    fmt::print(stderr, "retellings: no pair of {} is judged\n", argv[1]);
    return 1;
  }
  std::map<sys_days, Row> by_week;
  for (const Judged& each : judged) by_week.try_emplace(each.week);
  for (auto& [week, factors] : by_week) factors = learn(judged, week);
  std::size_t ones = 0;
  for (const Judged& each : judged) ones += each.one;
  fmt::print("{} pairs of {} weeks, {} are one statement; each week by the others:\n",
             judged.size(), by_week.size(), ones);
  for (const double threshold : {0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0}) {
    std::size_t joined = 0, right = 0;
    for (const Judged& each : judged) {
      if (bench::odds(by_week[each.week], each.features) < threshold) continue;
      ++joined;
      right += each.one;
    }
    fmt::print(
        "log odds {:4}: precision {:5.1f} %, recall {:5.1f} %\n", threshold,
        100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(joined, 1)),
        100.0 * static_cast<double>(right) / static_cast<double>(ones));
  }
  const Row factors = learn(judged, {});
  fmt::print("factors {:.3g}, bias {:.3g}\n", fmt::join(factors.begin(), factors.end() - 1, ", "),
             factors.back());
  return 0;
}
