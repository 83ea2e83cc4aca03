#include "corroborate/dissent.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "corroborate/keys.h"
#include "corroborate/shared.h"
#include "facts/facts.h"
#include "text/text.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kMost = 200;  // facts beside one word: beyond, it says nothing

using Places = std::vector<std::size_t>;  // in `facts`

bool worth_holding(const Seen& seen) {
  if (seen.fact->field != Field::kText) return false;
  switch (seen.fact->kind) {
    case Fact::Kind::kPlace:
    case Fact::Kind::kNumber:
    case Fact::Kind::kDate:
      return true;
    case Fact::Kind::kName:
      return seen.kind_of_place != 0;
  }
  return false;
}

// Whether a day may be that of what a report tells: its own or the one before, or one of some weeks
// to come; not one on which somebody spoke.
bool of_event(const Seen& seen) {
  constexpr std::chrono::days kBack(1), kAhead(40);
  if (!seen.article->published || seen.of_saying) return false;
  const auto today = std::chrono::floor<std::chrono::days>(*seen.article->published);
  const std::string& value = seen.fact->value;
  return value >= facts::value_of(today - kBack) && value <= facts::value_of(today + kAhead);
}

// What an article tells one of: a day, a measure, a hospital; 0 where that says nothing.
std::uint64_t sort_of(const Seen& seen) {
  const Fact& fact = *seen.fact;
  switch (fact.kind) {
    case Fact::Kind::kDate:
      return mix(3, seen.to_come);
    case Fact::Kind::kNumber:
      if (!fact.unit.empty() && fact.unit != "people") return mix(4, text::hash_of(fact.unit));
      return seen.counted == 0 ? 0 : mix(6, seen.counted);
    case Fact::Kind::kPlace:
    case Fact::Kind::kName:
      return seen.kind_of_place == 0 ? 0 : mix(5, seen.kind_of_place);
  }
  return 0;
}

// The sorts that each article tells one value of.
std::set<std::pair<std::string_view, std::uint64_t>> told_once(std::span<const Seen* const> facts) {
  std::map<std::pair<std::string_view, std::uint64_t>, std::set<std::string_view>> values;
  for (const Seen* seen : facts) {
    if (const std::uint64_t sort = sort_of(*seen)) {
      values[{seen->article->id, sort}].insert(seen->fact->value);
    }
  }
  std::set<std::pair<std::string_view, std::uint64_t>> once;
  for (const auto& [sort, of] : values) {
    if (of.size() == 1) once.insert(sort);
  }
  return once;
}

// Whether neither of two days lies behind the other's article: a follow-up tells of its own day.
bool could_both_tell(const Seen& a, const Seen& b) {
  if (a.to_come && b.to_come) return true;
  return !to_come(*a.article, *b.fact) && !to_come(*b.article, *a.fact);
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

// Whether two tellings of what each article tells one of are of one thing, though no third outlet
// has either: a measure ("1,903 feet"), a number of both leads, or what stands among the same
// words.
bool alone_of_one_thing(const Seen& a, const Seen& b) {
  constexpr std::size_t kShared = 2, kSharedByDates = 3;  // meanings between the commas around them
  constexpr std::uint32_t kLead = 4;                      // sentences
  std::size_t words = 0, names = 0;
  each_shared(
      a.clause, b.clause,
      [&](std::size_t i, std::size_t j) {
        ++words;
        names += a.clause[i].name && b.clause[j].name;
      },
      &Weighed::meaning);
  // "The meeting in Hest", "the meeting in Quillon".
  if (names == 0 && std::ranges::any_of(a.clause, &Weighed::name) &&
      std::ranges::any_of(b.clause, &Weighed::name)) {
    return false;
  }
  const std::string& unit = a.fact->unit;
  const bool number = a.fact->kind == Fact::Kind::kNumber;
  const bool measure = number && !unit.empty() && unit != "people" && unit != "%";
  const bool lead = number && std::max(a.sentence_number, b.sentence_number) < kLead;
  return measure || lead || words >= (a.fact->kind == Fact::Kind::kDate ? kSharedByDates : kShared);
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> headlines(std::span<const Seen* const> facts) {
  struct Fields {
    Places title, text;
  };
  std::map<std::pair<std::string_view, std::uint64_t>, Fields> by_sort;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i]->fact->kind != Fact::Kind::kNumber) continue;
    const std::uint64_t sort = sort_of(*facts[i]);
    if (sort == 0) continue;
    Fields& fields = by_sort[{facts[i]->article->id, sort}];
    (facts[i]->fact->field == Field::kTitle ? fields.title : fields.text).push_back(i);
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [sort, fields] : by_sort) {
    if (fields.title.size() != 1 || fields.text.empty()) continue;
    const Seen &title = *facts[fields.title.front()], &text = *facts[fields.text.front()];
    const bool one = std::ranges::all_of(
        fields.text, [&](std::size_t i) { return facts[i]->fact->value == text.fact->value; });
    if (one && of_one_size(*title.fact, *text.fact)) {
      pairs.emplace_back(fields.title.front(), fields.text.front());
    }
  }
  return pairs;
}

std::vector<std::pair<std::size_t, std::size_t>> dissents(std::span<const Seen* const> facts,
                                                          const Told& told) {
  const auto sentence_of = [](const Seen& seen) {
    return std::tuple(std::string_view(seen.article->id), seen.fact->field, seen.sentence_number,
                      std::string_view(seen.fact->unit));
  };
  std::map<decltype(sentence_of(*facts[0])), std::size_t> in_sentence;
  for (const Seen* seen : facts) ++in_sentence[sentence_of(*seen)];
  const auto once = told_once(facts);
  std::map<std::uint64_t, Places> beside;
  std::set<std::uint64_t> sorts;  // of its keys
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Seen& seen = *facts[i];
    if (!worth_holding(seen)) continue;
    const bool date = seen.fact->kind == Fact::Kind::kDate;
    const std::uint64_t sort = sort_of(seen);
    if (once.contains({seen.article->id, sort}) && (!date || of_event(seen))) {
      beside[sort].push_back(i);
      sorts.insert(sort);
    }
    const bool only_so =
        (date && !seen.to_come) || (seen.fact->kind == Fact::Kind::kNumber && seen.only_copied);
    if (only_so || in_sentence[sentence_of(seen)] > 1) continue;
    const auto hold = [&](std::uint64_t key) {
      key = mix(key, text::hash_of(seen.fact->unit));
      beside[key].push_back(i);
    };
    for (const std::uint64_t word : seen.lone) hold(mix(1, word));
    if (seen.fact->kind == Fact::Kind::kNumber && seen.what != 0) hold(mix(2, seen.what));
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [word, all] : beside) {
    if (all.size() > kMost) continue;
    std::map<std::string_view, Places> sides;
    for (const std::size_t i : all) sides[facts[i]->fact->value].push_back(i);
    if (sides.size() != 2) continue;
    const Places &a = sides.begin()->second, &b = sides.rbegin()->second;
    const auto of_one_thing = [&] {
      return std::ranges::any_of(a, [&](std::size_t i) {
        return std::ranges::any_of(
            b, [&](std::size_t j) { return alone_of_one_thing(*facts[i], *facts[j]); });
      });
    };
    if (!agreed(facts, a) && !agreed(facts, b) && !(sorts.contains(word) && of_one_thing())) {
      continue;
    }
    const bool apart = std::all_of(a.begin(), a.end(), [&](std::size_t i) {
      return std::all_of(b.begin(), b.end(), [&](std::size_t j) {
        const Seen &x = *facts[i], &y = *facts[j];
        return x.article != y.article && !told.by_one(x, y) &&
               (x.fact->kind != Fact::Kind::kNumber || of_one_size(*x.fact, *y.fact)) &&
               (x.fact->kind != Fact::Kind::kDate || could_both_tell(x, y));
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
