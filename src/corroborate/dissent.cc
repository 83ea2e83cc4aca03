#include "corroborate/dissent.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "corroborate/keys.h"
#include "corroborate/shared.h"
#include "text/text.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kMost = 200;  // facts beside one word: beyond, it says nothing

using Places = std::vector<std::size_t>;  // in `facts`

bool worth_holding(const Seen& seen) {
  if (seen.fact->field != Field::kText) return false;
  switch (seen.fact->kind) {
    case Fact::Kind::kPlace:
      return true;
    case Fact::Kind::kNumber:
      return !seen.only_copied;
    case Fact::Kind::kDate:
      return seen.to_come;
    case Fact::Kind::kName:
      break;
  }
  return false;
}

// Whether two sentences are one, copied or edited.
bool of_one_wording(const Seen& a, const Seen& b) {
  constexpr std::size_t kBeside = 3;  // words
  return same_place(a, b) || same_words(a.before, b.before, kBeside) ||
         same_words(a.after, b.after, kBeside) ||
         2 * shared(a.telling, b.telling) > std::max(a.telling.size(), b.telling.size());
}

// Whether two outlets give one value, each in its own words.
bool agreed(std::span<const Seen* const> facts, const Places& side) {
  return std::any_of(side.begin(), side.end(), [&](std::size_t i) {
    return std::any_of(side.begin(), side.end(), [&](std::size_t j) {
      const Seen &a = *facts[i], &b = *facts[j];
      return a.article->outlet.key() != b.article->outlet.key() && !of_one_wording(a, b);
    });
  });
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> dissents(std::span<const Seen* const> facts,
                                                          const Told& told) {
  const auto sentence_of = [](const Seen& seen) {
    return std::tuple(std::string_view(seen.article->id), seen.fact->field, seen.sentence_number,
                      std::string_view(seen.fact->unit));
  };
  std::map<decltype(sentence_of(*facts[0])), std::size_t> in_sentence;
  for (const Seen* seen : facts) ++in_sentence[sentence_of(*seen)];
  std::map<std::uint64_t, Places> beside;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Seen& seen = *facts[i];
    if (!worth_holding(seen) || in_sentence[sentence_of(seen)] > 1) continue;
    const auto hold = [&](std::uint64_t key) {
      key = mix(mix(key, text::hash_of(seen.fact->unit)), text::hash_of(seen.article->language));
      beside[key].push_back(i);
    };
    for (const std::uint64_t word : seen.lone) hold(mix(1, word));
    if (seen.fact->kind == Fact::Kind::kNumber && seen.what != 0) hold(mix(2, seen.what));
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [word, all] : beside) {
    if (all.size() < 3 || all.size() > kMost) continue;
    std::map<std::string_view, Places> values;
    for (const std::size_t i : all) values[facts[i]->fact->value].push_back(i);
    if (values.size() != 2) continue;
    const Places &a = values.begin()->second, &b = values.rbegin()->second;
    if (!agreed(facts, a) && !agreed(facts, b)) continue;
    const bool apart = std::all_of(a.begin(), a.end(), [&](std::size_t i) {
      return std::all_of(b.begin(), b.end(), [&](std::size_t j) {
        const Seen &x = *facts[i], &y = *facts[j];
        return x.article != y.article && !told.by_one(x, y) &&
               (x.fact->kind != Fact::Kind::kNumber || of_one_size(*x.fact, *y.fact));
      });
    });
    if (!apart) continue;
    for (const std::size_t i : all) {
      if (i != all.front()) pairs.emplace_back(all.front(), i);
    }
  }
  return pairs;
}

}  // namespace secondsource::corroborate
