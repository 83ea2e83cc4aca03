#include "corroborate/values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "corroborate/fold.h"
#include "corroborate/keys.h"
#include "corroborate/order.h"

namespace secondsource::corroborate {
namespace {

constexpr double kCounted = 10;     // beyond this, counts of one magnitude are telling too
constexpr double kRounding = 0.05;  // a number within this of a rounder one is the same
constexpr double kAbout = 0.15;     // and within this of one that is "about" it

std::optional<double> number_of(const Fact& fact) {
  double number = 0;
  const char* end = fact.value.data() + fact.value.size();
  const auto [at, error] = std::from_chars(fact.value.data(), end, number);
  return error == std::errc() && at == end ? std::optional(number) : std::nullopt;
}

// What the last digit of a number that is printed as such counts: 10 of 1,140, 0.1 of 2.4.
double last_place(std::string_view value) {
  const std::size_t point = value.find('.');
  if (point != std::string_view::npos) {
    return std::pow(10.0, -static_cast<double>(value.size() - point - 1));
  }
  double place = 1;
  for (; value.size() > 1 && value.ends_with('0'); value.remove_suffix(1)) place *= 10;
  return place;
}

bool numbers_agree(const Fact& a, const Fact& b) {
  const std::optional<double> x = number_of(a), y = number_of(b);
  if (!x || !y || *x == *y) return true;
  const auto bounds = [](const Fact& one, double value, double other) {
    return (one.bound == Fact::Bound::kAtLeast && other >= value) ||
           (one.bound == Fact::Bound::kAtMost && other <= value);
  };
  if (bounds(a, *x, *y) || bounds(b, *y, *x)) return true;
  const double difference = std::abs(*x - *y) / std::max(std::abs(*x), std::abs(*y));
  const double coarse = std::max(last_place(a.value), last_place(b.value));
  if (a.bound == Fact::Bound::kAbout && b.bound == Fact::Bound::kAbout) {
    return std::abs(*x - *y) <= coarse / 2;
  }
  if (a.bound == Fact::Bound::kAbout || b.bound == Fact::Bound::kAbout) return difference <= kAbout;
  // One is the other, rounded or cut to fewer digits.
  return difference <= kRounding && last_place(a.value) != last_place(b.value) &&
         std::abs(*x - *y) < coarse;
}

}  // namespace

bool of_one_size(const Fact& a, const Fact& b) {
  const double x = std::abs(number_of(a).value_or(0)), y = std::abs(number_of(b).value_or(0));
  return std::max(x, y) <= 2 * std::min(x, y);
}

bool comparable(const Fact& a, const Fact& b) {
  return a.kind == Fact::Kind::kNumber && of_one_size(a, b) &&
         std::min(std::abs(number_of(a).value_or(0)), std::abs(number_of(b).value_or(0))) >=
             kCounted;
}

bool full_date(const Fact& fact) { return fact.value.size() == 10 && fact.value[4] == '-'; }

bool in_one_word(const Seen& a, const Seen& b) {
  if (a.fact->kind == Fact::Kind::kDate) return a.slice() == b.slice();
  const std::string_view x = a.slice(), y = b.slice();
  const auto begins = [](std::string_view longer, std::string_view shorter) {
    return longer.starts_with(shorter) && longer.substr(shorter.size()).starts_with(' ');
  };
  return a.fact->kind == Fact::Kind::kNumber && (begins(x, y) || begins(y, x));
}

bool values_agree(const Fact& a, const Fact& b) {
  if (a.value == b.value) return true;
  switch (a.kind) {
    case Fact::Kind::kNumber:
      return numbers_agree(a, b);
    case Fact::Kind::kDate:
      return !full_date(a) || !full_date(b);
    case Fact::Kind::kPlace:
    case Fact::Kind::kName:
      break;
  }
  // One name may be part of the other: "Hest" and "Hest Ferry".
  const std::string x = letters_of(a.value), y = letters_of(b.value);
  return x.find(y) != std::string::npos || y.find(x) != std::string::npos;
}

bool an_update(const std::vector<const Seen*>& a, const std::vector<const Seen*>& b) {
  if (a.front()->fact->kind != Fact::Kind::kNumber || a.front()->fact->unit != "people")
    return false;
  const auto value = [](const Seen* seen) { return number_of(*seen->fact).value_or(0); };
  const auto& lower = value(a.front()) < value(b.front()) ? a : b;
  const auto& higher = &lower == &a ? b : a;
  return std::all_of(lower.begin(), lower.end(), [&](const Seen* early) {
    return std::all_of(higher.begin(), higher.end(), [&](const Seen* late) {
      return certainly_before(*early->article, *late->article);
    });
  });
}

bool opposed(const std::vector<const Seen*>& a, const std::vector<const Seen*>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Seen* x) {
    return std::any_of(b.begin(), b.end(), [&](const Seen* y) {
      return x->article == y->article || x->article->outlet.key().empty() ||
             x->article->outlet.key() != y->article->outlet.key();
    });
  });
}

Told::Told(const std::vector<Seen>& facts) {
  for (const Seen& seen : facts) keys_.push_back(key(*seen.article, seen.fact->value));
  std::sort(keys_.begin(), keys_.end());
}

std::uint64_t Told::key(const Article& article, std::string_view value) {
  return mix(text::hash_of(article.id), text::hash_of(value));
}

bool Told::by_one(const Seen& a, const Seen& b) const {
  const auto tells = [&](const Seen& who, const Seen& what) {
    return std::binary_search(keys_.begin(), keys_.end(), key(*who.article, what.fact->value));
  };
  return a.fact->value != b.fact->value && (tells(a, b) || tells(b, a));
}

}  // namespace secondsource::corroborate
