#include "reuse/runs.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace secondsource::reuse {

std::uint32_t RunFinder::slot_of(std::uint64_t gram) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = gram & mask;
  while (slots_[at].count > 0 && slots_[at].gram != gram) at = (at + 1) & mask;
  return static_cast<std::uint32_t>(at);
}

void RunFinder::index(std::span<const std::uint64_t> words) {
  words_.assign(words.begin(), words.end());
  hash_grams(words_, options_.k, grams_);
  slots_.assign(std::bit_ceil(2 * grams_.size() + 2), Slot{});
  maybe_.assign(std::bit_ceil(grams_.size() / 4 + 1), 0);
  slot_.resize(grams_.size());
  next_.resize(grams_.size());
  for (std::size_t i = grams_.size(); i-- > 0;) {
    const std::uint32_t at = slot_of(grams_[i]);
    Slot& slot = slots_[at];
    slot.gram = grams_[i];
    slot_[i] = at;
    next_[i] = slot.first;
    slot.first = static_cast<std::uint32_t>(i);
    ++slot.count;
    const std::uint64_t bit = bit_of(grams_[i]);
    maybe_[bit / 64] |= 1ULL << (bit % 64);
  }
}

void RunFinder::find(std::span<const std::uint64_t> other, std::vector<Run>& runs, Box& repeated) {
  runs.clear();
  repeated = {};
  hash_grams(other, options_.k, other_grams_);
  other_slot_.assign(other_grams_.size(), kNone);
  bool shared = false, frequently = false;
  for (std::size_t j = 0; j < other_grams_.size(); ++j) {
    // Most grams are not shared: one bit of a small table says so.
    const std::uint64_t bit = bit_of(other_grams_[j]);
    if ((maybe_[bit / 64] >> (bit % 64) & 1) == 0) continue;
    const std::uint32_t at = slot_of(other_grams_[j]);
    if (slots_[at].count == 0) continue;
    other_slot_[j] = at;
    ++slots_[at].others;
    shared = true;
  }
  if (!shared) return;
  seeds_.clear();
  for (std::size_t j = 0; j < other_grams_.size(); ++j) {
    if (other_slot_[j] == kNone) continue;
    const Slot& slot = slots_[other_slot_[j]];
    if (frequent(slot)) {
      frequently = true;
      continue;
    }
    for (std::uint32_t i = slot.first; i != kNone; i = next_[i]) {
      seeds_.emplace_back(static_cast<std::uint32_t>(j), i);
    }
  }
  if (frequently) {
    find_repeated(seeds_, repeated);
    std::ranges::sort(seeds_);
  }
  for (const std::uint32_t at : other_slot_) {
    if (at != kNone) slots_[at].others = 0;
  }
  // Seeds come in order of b: one that lies before the end of the last run on its diagonal lies in
  // it.
  diagonal_.assign(words_.size() + other.size(), 0);
  for (const auto& [b, a] : seeds_) {
    std::uint32_t& end = diagonal_[a + other.size() - b];
    if (b < end) continue;
    std::uint32_t before = 0, length = options_.k;
    while (before < a && before < b && words_[a - before - 1] == other[b - before - 1]) ++before;
    while (a + length < words_.size() && b + length < other.size() &&
           words_[a + length] == other[b + length]) {
      ++length;
    }
    end = b + length;
    runs.push_back({a - before, b - before, length + before});
  }
}

void RunFinder::find_repeated(std::vector<std::pair<std::uint32_t, std::uint32_t>>& seeds,
                              Box& repeated) {
  // Hashes of the grams of promised length that consist of frequent k-grams alone, by position.
  using Grams = std::vector<std::pair<std::uint64_t, std::uint32_t>>;
  const std::size_t within = options_.promise - options_.k + 1;  // k-grams of a promised gram
  const auto promised = [&](std::span<const std::uint32_t> slots) {
    Grams out;
    std::size_t frequent_before = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const bool is = slots[i] != kNone && frequent(slots_[slots[i]]);
      frequent_before = is ? frequent_before + 1 : 0;
      if (frequent_before < within) continue;
      std::uint64_t hash = 0;
      for (std::size_t gram = i + 1 - within; gram <= i; gram += options_.k) {
        hash = (hash ^ slots_[slots[gram]].gram) * 0x9E3779B97F4A7C15;
      }
      hash = (hash ^ slots_[slots[i]].gram) * 0x9E3779B97F4A7C15;
      out.emplace_back(hash, static_cast<std::uint32_t>(i + 1 - within));
    }
    std::ranges::sort(out);
    return out;
  };
  const Grams ours = promised(slot_), theirs = promised(other_slot_);
  for (auto a = ours.begin(), b = theirs.begin(); a != ours.end() && b != theirs.end();) {
    if (a->first != b->first) {
      a->first < b->first ? ++a : ++b;
      continue;
    }
    const auto same = [&](const auto& gram) { return gram.first == a->first; };
    const auto a_end = std::find_if_not(a, ours.end(), same);
    const auto b_end = std::find_if_not(b, theirs.end(), same);
    if (std::uint64_t(a_end - a) * std::uint64_t(b_end - b) <= kPromisedPairs) {
      for (auto x = a; x != a_end; ++x) {
        for (auto y = b; y != b_end; ++y) seeds.emplace_back(y->second, x->second);
      }
    } else {
      const Box box{a->second, std::prev(a_end)->second + options_.promise, b->second,
                    std::prev(b_end)->second + options_.promise};
      if (repeated.empty()) repeated = box;
      repeated = {std::min(repeated.a_begin, box.a_begin), std::max(repeated.a_end, box.a_end),
                  std::min(repeated.b_begin, box.b_begin), std::max(repeated.b_end, box.b_end)};
    }
    a = a_end;
    b = b_end;
  }
}

}  // namespace secondsource::reuse
