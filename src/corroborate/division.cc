#include "corroborate/division.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "corroborate/cluster.h"

namespace secondsource::corroborate {
namespace {

// Of so many pairs of two groups one must be of one event.  Chosen, as what story_odds() asks for,
// on the tuning half of bench/stories.tsv and on two newsrooms of bench/origins_cited.py.
constexpr std::size_t kPairs = 10;
constexpr std::size_t kCopies = 8;       // of an article that are looked at
constexpr std::size_t kTogether = 4096;  // articles that are divided at a time

struct Link {
  double odds = 0;
  std::uint32_t a = 0, b = 0;
};

class Slice {
 public:
  // `copies`: of each article.
  Slice(std::span<const StoryProfile* const> articles, std::span<const std::size_t> copies)
      : clusters_(articles.size()), between_(articles.size()) {
    std::unordered_map<std::size_t, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < copies.size(); ++i) {
      for (const std::size_t other : places[copies[i]]) {
        add(std::numeric_limits<double>::infinity(), other, i);
      }
      places[copies[i]].push_back(i);
    }
    const auto first_undated = static_cast<std::size_t>(std::ranges::count_if(
        articles, [](const StoryProfile* article) { return article->published.has_value(); }));
    for (std::size_t a = 0; a < articles.size(); ++a) {
      for (std::size_t b = a + 1; b < articles.size(); ++b) {
        if (b < first_undated && *articles[b]->published - *articles[a]->published > kStoryWindow) {
          b = first_undated - 1;
        } else if (copies[a] != copies[b]) {
          const double odds = story_odds(*articles[a], *articles[b]);
          if (odds >= 0) add(odds, a, b);
        }
      }
    }
    std::ranges::sort(links_, [](const Link& x, const Link& y) {
      return std::tie(y.odds, x.a, x.b) < std::tie(x.odds, y.a, y.b);
    });
    for (const Link& link : links_) {
      clusters_.link(link.a, link.b,
                     [this](std::size_t into, std::size_t from) { return join(into, from); });
    }
  }
  std::size_t group(std::size_t i) const { return clusters_.group(i); }

 private:
  void add(double odds, std::size_t a, std::size_t b) {
    links_.push_back({odds, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
    ++between_[a][b];
    ++between_[b][a];
  }

  bool join(std::size_t into, std::size_t from) {
    const std::size_t pairs = clusters_.members(into).size() * clusters_.members(from).size();
    if (kPairs * between_[into].at(from) < pairs) return false;
    for (const auto& [other, links] : between_[from]) {
      between_[other].erase(from);
      if (other == into) continue;
      between_[into][other] += links;
      between_[other][into] += links;
    }
    between_[from].clear();
    return true;
  }

  std::vector<Link> links_;
  Clusters clusters_;
  // How many links there are between a group and each other one.
  std::vector<std::unordered_map<std::size_t, std::size_t>> between_;
};

// A number for each of `all`, the same for those of one family and telling.
std::vector<std::size_t> copies_among(std::span<const std::size_t> all,
                                      std::span<const StoryProfile* const> articles,
                                      std::span<const std::optional<std::int64_t>> families) {
  std::vector<std::size_t> copies(articles.size());
  std::map<std::int64_t, std::vector<std::size_t>> members;
  for (const std::size_t i : all) {
    copies[i] = i;
    if (families[i]) members[*families[i]].push_back(i);
  }
  for (const auto& [family, of_family] : members) {
    std::vector<std::optional<Time>> published;
    for (const std::size_t i : of_family) published.push_back(articles[i]->published);
    const std::vector<std::size_t> telling = tellings(published);
    std::map<std::size_t, std::size_t> firsts;
    for (std::size_t i = 0; i < of_family.size(); ++i) {
      copies[of_family[i]] = firsts.try_emplace(telling[i], of_family[i]).first->second;
    }
  }
  return copies;
}

}  // namespace

std::vector<std::vector<std::size_t>> divided(
    std::span<const StoryProfile* const> articles,
    std::span<const std::optional<std::int64_t>> families) {
  std::vector<std::size_t> order, loose;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    (articles[i]->joins() ? order : loose).push_back(i);
  }
  const std::vector<std::size_t> copies = copies_among(order, articles, families);
  // By time, those without any at the end, then by name.
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const StoryProfile& article = *articles[i];
    return std::tuple(!article.published, article.published, std::string_view(article.article));
  });
  std::unordered_map<std::size_t, std::size_t> seen;   // of each number of copies
  std::unordered_map<std::size_t, std::size_t> story;  // and where those go
  for (std::size_t at = 0, names = 0; at < order.size(); names += kTogether) {
    std::vector<const StoryProfile*> some;
    std::vector<std::size_t> numbers;
    for (; at < order.size() && some.size() < kTogether; ++at) {
      const std::size_t number = copies[order[at]];
      if (story.contains(number) || seen[number]++ >= kCopies) continue;
      some.push_back(articles[order[at]]);
      numbers.push_back(number);
    }
    const Slice slice(some, numbers);
    for (std::size_t i = 0; i < some.size(); ++i) {
      story.try_emplace(numbers[i], names + slice.group(i));
    }
  }
  std::map<std::size_t, std::vector<std::size_t>> stories;
  for (const std::size_t i : order) stories[story.at(copies[i])].push_back(i);
  std::vector<std::vector<std::size_t>> all;
  for (const auto& [name, members] : stories) {
    std::vector<std::size_t>& whole = all.emplace_back(members);
    for (const std::size_t i : loose) {
      const auto member_of = [&](std::size_t j) { return attaches(*articles[i], *articles[j]); };
      if (std::ranges::any_of(members, member_of)) whole.push_back(i);
    }
    std::ranges::sort(whole);
  }
  return all;
}

}  // namespace secondsource::corroborate
