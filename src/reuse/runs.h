// Maximal shared runs: the exact matches from which passages grow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reuse/winnow.h"

namespace secondsource::reuse {

// `length` words are equal from word `a` of one text and word `b` of the other, and neither the
// words before nor those after are.
struct Run {
  std::uint32_t a = 0, b = 0, length = 0;
  std::uint32_t a_end() const { return a + length; }
  std::uint32_t b_end() const { return b + length; }
  friend auto operator<=>(const Run&, const Run&) = default;
};

// Words [a_begin, a_end) of one text beside [b_begin, b_end) of the other.
struct Box {
  std::uint32_t a_begin = 0, a_end = 0, b_begin = 0, b_end = 0;
  bool empty() const { return a_begin >= a_end; }
  bool contains(const Box& other) const {
    return a_begin <= other.a_begin && other.a_end <= a_end && b_begin <= other.b_begin &&
           other.b_end <= b_end;
  }
};

// Finds the runs between one text and many.
//
// A text that repeats itself shares quadratically many runs with another of its kind.  A k-gram
// that makes more than kPairs pairs is therefore not followed; where nothing but such k-grams makes
// up a run of promised length, its grams of that length are, up to kPromisedPairs; and what repeats
// even more often is covered by one box that holds all of it.  Time and memory are linear in the
// lengths.
class RunFinder {
 public:
  explicit RunFinder(const WinnowOptions& options) : options_(options) {}

  // Word hashes of the one text, from now on.
  void index(std::span<const std::uint64_t> words);

  // Runs of at least options.k words, each once, ordered by (b, a), `a` counting in the indexed
  // text. Every one of at least options.promise words is in `runs` or inside `repeated`.
  void find(std::span<const std::uint64_t> other, std::vector<Run>& runs, Box& repeated);

 private:
  struct Slot {
    std::uint64_t gram = 0;
    std::uint32_t first = kNone;  // position in the indexed text, each leading to the next
    std::uint32_t count = 0;      // of positions
    std::uint32_t others = 0;     // positions in the other text, while find() runs
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint64_t kPairs = 64, kPromisedPairs = 256;

  bool frequent(const Slot& slot) const { return std::uint64_t(slot.count) * slot.others > kPairs; }
  std::uint32_t slot_of(std::uint64_t gram) const;  // where it is, or would be
  std::uint64_t bit_of(std::uint64_t gram) const { return gram >> 32 & (64 * maybe_.size() - 1); }
  void find_repeated(std::vector<std::pair<std::uint32_t, std::uint32_t>>& seeds, Box& repeated);

  WinnowOptions options_;
  std::vector<std::uint64_t> words_, grams_, other_grams_;
  std::vector<Slot> slots_;
  std::vector<std::uint64_t> maybe_;  // a bit for each gram that has a slot, by its upper bits
  std::vector<std::uint32_t> slot_, next_;  // of each position of the indexed text
  std::vector<std::uint32_t> other_slot_;   // of each of the other, kNone where not shared
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seeds_;  // (b, a)
  std::vector<std::uint32_t> diagonal_;  // end in the other text of the last run on it
};

}  // namespace secondsource::reuse
