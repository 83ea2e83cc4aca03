#include "corroborate/overlap.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "corroborate/content.h"
#include "corroborate/shared.h"

namespace secondsource::corroborate {
namespace {

double sum(const std::vector<float>& weights) {
  double total = 0;
  for (const float weight : weights) total += weight;
  return total;
}

// Words of two languages that some meaning of both makes one, each with one other, but for those
// whose first meanings are one.
void share_others(const MentionProfile& a, const MentionProfile& b, Meaning& meaning) {
  std::vector<bool> in_a(a.meaning.size()), in_b(b.meaning.size());
  each_shared(a.meaning, b.meaning,
              [&](std::size_t i, std::size_t j) { in_a[i] = in_b[j] = true; });
  const auto pair = [&](std::size_t i, std::size_t j) {
    if (in_a[i] || in_b[j]) return;
    in_a[i] = in_b[j] = true;
    ++meaning.shared;
    meaning.weight += std::min(a.meaning_weights[i], b.meaning_weights[j]);
  };
  for (const auto& [key, i] : a.other_meanings) {
    const auto first = std::ranges::lower_bound(b.meaning, key);
    if (first != b.meaning.end() && *first == key) {
      pair(i, static_cast<std::size_t>(first - b.meaning.begin()));
    }
    const auto by_key = [](const auto& other) { return other.first; };
    for (const auto& [other, j] : std::ranges::equal_range(b.other_meanings, key, {}, by_key)) {
      pair(i, j);
    }
  }
  for (const auto& [key, j] : b.other_meanings) {
    const auto first = std::ranges::lower_bound(a.meaning, key);
    if (first != a.meaning.end() && *first == key) {
      pair(static_cast<std::size_t>(first - a.meaning.begin()), j);
    }
  }
}

}  // namespace

Agreement compare_speakers(const MentionProfile& a, const MentionProfile& b) {
  return compare(a.speaker.name(), b.speaker.name());
}

bool numbers_disagree(const MentionProfile& a, const MentionProfile& b) {
  if (a.numbers.empty() || b.numbers.empty()) return false;
  return std::none_of(a.numbers.begin(), a.numbers.end(), [&](std::uint64_t number) {
    return std::binary_search(b.numbers.begin(), b.numbers.end(), number);
  });
}

Words compare_words(const MentionProfile& a, const MentionProfile& b) {
  Words words;
  std::size_t run = 0;
  double run_weight = 0;
  std::pair<std::uint32_t, std::uint32_t> before{0, 0};
  for (const auto& [i, j] : align_words(a.words, b.words)) {
    const bool goes_on = words.shared > 0 && i == before.first + 1 && j == before.second + 1;
    run = goes_on ? run + 1 : 1;
    run_weight = (goes_on ? run_weight : 0) + a.weights[i];
    before = {i, j};
    words.run = std::max(words.run, run);
    words.run_weight = std::max(words.run_weight, run_weight);
    if (run > 1) words.in_runs += run == 2 ? run_weight : a.weights[i];
    words.weight += a.weights[i];
    ++words.shared;
  }
  const auto [lighter, heavier] = std::minmax({sum(a.weights), sum(b.weights)});
  words.of_shorter = lighter > 0 ? std::min(1.0, words.weight / lighter) : 0;
  words.of_longer = heavier > 0 ? words.weight / heavier : 0;
  return words;
}

Meaning compare_meaning(const MentionProfile& a, const MentionProfile& b) {
  Meaning meaning;
  each_shared(a.meaning, b.meaning, [&](std::size_t i, std::size_t j) {
    ++meaning.shared;
    meaning.weight += std::min(a.meaning_weights[i], b.meaning_weights[j]);
  });
  if (in_two_languages(a, b) && !(a.other_meanings.empty() && b.other_meanings.empty())) {
    share_others(a, b, meaning);
  }
  if (meaning.shared == 0) return meaning;
  const double of_a = sum(a.meaning_weights), of_b = sum(b.meaning_weights);
  const double lighter = std::min(of_a, of_b), heavier = std::max(of_a, of_b);
  meaning.of_shorter = lighter > 0 ? meaning.weight / lighter : 0;
  meaning.of_longer = heavier > 0 ? meaning.weight / heavier : 0;
  return meaning;
}

}  // namespace secondsource::corroborate
