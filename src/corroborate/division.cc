#include "corroborate/division.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "corroborate/cluster.h"

namespace secondsource::corroborate {
namespace {

// Of so many pairs of two groups one must be of one event.  Chosen, as what story_odds() asks for,
// on the tuning half of bench/stories.tsv and on two newsrooms of bench/origins_cited.py.
constexpr std::size_t kPairs = 10;
constexpr std::size_t kCopies = 8;  // of an article that are looked at

}  // namespace

std::vector<std::vector<std::size_t>> divided(std::span<const StoryProfile* const> articles,
                                              std::span<const std::size_t> copies) {
  // By time, those without any at the end, then by name.
  std::vector<std::size_t> order(articles.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const StoryProfile& article = *articles[i];
    return std::tuple(!article.published, article.published, std::string_view(article.article));
  });
  // Of copies the first few are looked at; the others go with them.
  std::vector<std::size_t> seen;                                     // in that order
  std::unordered_map<std::size_t, std::vector<std::size_t>> places;  // in it, of each number
  for (const std::size_t i : order) {
    std::vector<std::size_t>& of_copies = places[copies[i]];
    if (of_copies.size() == kCopies) continue;
    of_copies.push_back(seen.size());
    seen.push_back(i);
  }

  struct Link {
    double odds = 0;
    std::size_t a = 0, b = 0;
  };
  std::vector<Link> links;
  std::vector<std::vector<std::size_t>> linked(seen.size());
  const auto link = [&](double odds, std::size_t a, std::size_t b) {
    links.push_back({odds, a, b});
    linked[a].push_back(b);
    linked[b].push_back(a);
  };
  for (const auto& [number, of_copies] : places) {
    for (std::size_t i = 1; i < of_copies.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        link(std::numeric_limits<double>::infinity(), of_copies[j], of_copies[i]);
      }
    }
  }
  const auto undated = static_cast<std::size_t>(std::ranges::count_if(
      seen, [&](std::size_t i) { return articles[i]->published.has_value(); }));
  for (std::size_t a = 0; a < seen.size(); ++a) {
    const StoryProfile& one = *articles[seen[a]];
    for (std::size_t b = a + 1; b < seen.size(); ++b) {
      const StoryProfile& other = *articles[seen[b]];
      if (b < undated && *other.published - *one.published > kStoryWindow) {
        b = undated - 1;
      } else if (copies[seen[a]] != copies[seen[b]]) {
        const double odds = story_odds(one, other);
        if (odds >= 0) link(odds, a, b);
      }
    }
  }
  std::ranges::sort(links, [](const Link& x, const Link& y) {
    return std::tie(y.odds, x.a, x.b) < std::tie(x.odds, y.a, y.b);
  });
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const Link& each : links) pairs.emplace_back(each.a, each.b);
  std::vector<std::size_t> asked(seen.size());  // when it was of the larger group, last
  std::size_t now = 0;
  const std::vector<std::size_t> group =
      clustered(seen.size(), pairs, [&](const Members& one, const Members& other) {
        ++now;
        const bool larger = other.size() < one.size();
        for (const std::size_t i : larger ? one : other) asked[i] = now;
        std::size_t together = 0;
        for (const std::size_t i : larger ? other : one) {
          for (const std::size_t neighbour : linked[i]) together += asked[neighbour] == now;
        }
        return kPairs * together >= one.size() * other.size();
      });

  std::map<std::size_t, std::vector<std::size_t>> stories;
  for (const std::size_t i : order) stories[group[places.at(copies[i]).front()]].push_back(i);
  std::vector<std::vector<std::size_t>> all;
  for (auto& [name, members] : stories) {
    std::ranges::sort(members);
    all.push_back(std::move(members));
  }
  return all;
}

}  // namespace secondsource::corroborate
