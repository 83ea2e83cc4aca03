#include "corroborate/pieces.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "corroborate/cluster.h"
#include "corroborate/overlap.h"

namespace secondsource::corroborate {
namespace {

constexpr double kInRuns = 0.3;       // of the shorter wording: in order, in runs of words, or
constexpr double kInMeaning = 0.6;    // of its meaning, in any order,
constexpr std::size_t kMeanings = 3;  // by so many words
constexpr double kLinked = 0.2;       // how alike two are that have little in common

// How much of the longer of two wordings they share; 0 where they have too little in common.
double alike(const MentionProfile& a, const MentionProfile& b) {
  const Words words = compare_words(a, b);
  const Meaning meaning = compare_meaning(a, b);
  const bool in_order =
      words.weight > 0 && words.of_shorter * words.in_runs / words.weight >= kInRuns;
  const bool in_meaning = meaning.shared >= kMeanings && meaning.of_shorter >= kInMeaning;
  if (!in_order && !in_meaning) return 0;
  return std::max(words.of_longer, meaning.of_longer);
}

// Whether the whole of a wording stands in a longer one, without a gap.
bool holds(const MentionProfile& longer, const MentionProfile& shorter) {
  return shorter.words.size() < longer.words.size() &&
         compare_words(longer, shorter).run == shorter.words.size();
}

}  // namespace

std::vector<Piece> pieces(std::span<const MentionProfile* const> mentions, const Linked& linked) {
  std::map<std::pair<std::vector<std::uint64_t>, std::string>, std::vector<std::size_t>> by_words;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    by_words[{mentions[i]->words, mentions[i]->language}].push_back(i);
  }
  std::vector<std::vector<std::size_t>> wordings;
  for (auto& [words, members] : by_words) {
    std::ranges::sort(members, {},
                      [&](std::size_t i) { return std::string_view(mentions[i]->mention); });
    wordings.push_back(std::move(members));
  }
  // Equally frequent ones stay in the order of their words.
  std::ranges::stable_sort(wordings, std::greater(), &std::vector<std::size_t>::size);

  const std::size_t size = std::min(kWordings, wordings.size());
  const auto profile = [&](std::size_t wording) -> const MentionProfile& {
    return *mentions[wordings[wording].front()];
  };
  const auto are_linked = [&](std::size_t a, std::size_t b) {
    return linked(wordings[a].front(), wordings[b].front());
  };
  const auto alike_or_linked = [&](std::size_t a, std::size_t b) {
    const double in_words = alike(profile(a), profile(b));
    return in_words > 0 || !are_linked(a, b) ? in_words : kLinked;
  };
  std::vector<double> likeness(size * size, 1);  // two are linked, else they were not here
  for (std::size_t a = 0; size > 2 && a < size; ++a) {
    for (std::size_t b = a + 1; b < size; ++b) {
      likeness[a * size + b] = likeness[b * size + a] = alike_or_linked(a, b);
    }
  }
  // Of a wording the article, where one alone has it.
  std::vector<std::string_view> only(wordings.size());
  for (std::size_t i = 0; i < wordings.size(); ++i) {
    const bool one = std::ranges::all_of(wordings[i], [&](std::size_t mention) {
      return mentions[mention]->article == profile(i).article;
    });
    if (one) only[i] = profile(i).article;
  }
  // A headline goes with what it sums up: the first it is linked to of its own article's text.
  std::vector<std::size_t> sums_up(wordings.size(), wordings.size());
  const auto is_headline = [&](std::size_t wording) {
    return wording < size && sums_up[wording] < wordings.size();
  };
  for (std::size_t i = 0; i < size; ++i) {
    if (only[i].empty() || profile(i).field != Field::kTitle) continue;
    for (std::size_t j = 0; j < size && !is_headline(i); ++j) {
      const bool text = only[j] == only[i] && profile(j).field == Field::kText;
      if (text && are_linked(i, j)) sums_up[i] = j;
    }
  }
  const auto apart = [&](std::size_t a, std::size_t b) {
    return !is_headline(a) && !is_headline(b) && (only[a].empty() || only[a] != only[b]);
  };
  // That of two languages nothing is known to be in common says nothing.
  const auto comparable = [&](std::size_t a, std::size_t b) {
    return !in_two_languages(profile(a), profile(b));
  };
  const auto alike_of = [&](std::size_t a, std::size_t b) {
    return is_headline(a) || is_headline(b) ? 0 : likeness[a * size + b];
  };
  std::vector<std::pair<std::size_t, std::size_t>> links;
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = a + 1; b < size; ++b) {
      if (alike_of(a, b) > 0) links.emplace_back(a, b);
    }
  }
  std::ranges::stable_sort(links, std::greater(),
                           [&](const auto& link) { return alike_of(link.first, link.second); });
  Clusters clusters(size);
  const auto join = [&](std::size_t into, std::size_t from) {
    std::size_t pairs = 0, in_common = 0, cut = 0;  // cut: two pieces of one article
    for (const std::size_t i : clusters.members(into)) {
      for (const std::size_t j : clusters.members(from)) {
        const bool alike = alike_of(i, j) > 0;
        if (!alike && !comparable(i, j)) continue;
        pairs += apart(i, j);
        in_common += apart(i, j) && alike;
        cut += !apart(i, j) && !is_headline(i) && !is_headline(j) && !alike;
      }
    }
    // What one article cuts in two speaks against it only where others do.
    return in_common == pairs || 2 * in_common > pairs + cut;
  };
  for (const auto& [a, b] : links) clusters.link(a, b, join);
  std::vector<std::size_t> group;
  for (std::size_t i = 0; i < size; ++i) group.push_back(clusters.group(i));
  for (std::size_t i = 0; i < size; ++i) {
    if (is_headline(i)) group[i] = group[sums_up[i]];
  }
  for (std::size_t i = size; i < wordings.size(); ++i) {
    std::vector<double> to(size);
    for (std::size_t j = 0; j < size; ++j) to[j] = alike_or_linked(j, i);
    const auto most = std::ranges::max_element(to);
    group.push_back(*most > 0 ? group[static_cast<std::size_t>(most - to.begin())] : i);
  }
  std::map<std::size_t, Piece> found;
  for (std::size_t i = 0; i < wordings.size(); ++i) {
    std::ranges::copy(wordings[i], std::back_inserter(found[group[i]].own));
  }
  for (std::size_t i = 0; found.size() > 1 && i < wordings.size(); ++i) {
    std::map<std::size_t, std::ptrdiff_t> balance;  // of other groups: wordings linked, less others
    for (std::size_t j = 0; j < size; ++j) {
      if (group[i] == group[j] || !apart(i, j)) continue;
      if (!are_linked(i, j)) {
        if (comparable(i, j)) --balance[group[j]];
      } else {
        balance[group[j]] += holds(profile(i), profile(j)) ? std::ssize(wordings) : 1;
      }
    }
    for (const auto& [of, linked_more] : balance) {
      if (linked_more > 0) std::ranges::copy(wordings[i], std::back_inserter(found[of].also));
    }
  }
  std::vector<Piece> pieces;
  for (auto& [name, piece] : found) {
    std::ranges::sort(piece.own);
    std::ranges::sort(piece.also);
    pieces.push_back(std::move(piece));
  }
  std::ranges::sort(pieces, {}, &Piece::own);
  return pieces;
}

}  // namespace secondsource::corroborate
