// Chains of runs: what an edit has torn apart is put together again.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reuse/runs.h"

namespace secondsource::reuse {

// Words of `box` aligned to each other: `runs` are equal words, ascending in both texts, not
// overlapping, and no longer maximal.
struct Alignment {
  Box box;
  Box core;  // from the first maximal run to the last
  std::vector<Run> runs;
  std::uint32_t longest = 0;  // the longest maximal run inside
};

struct ChainOptions {
  std::uint32_t promise = 12;  // a run of this many words makes an alignment
  // So do this many equal words, where they are this share of the longer side.
  std::uint32_t words = 25;
  double identity = 0.7;
};

// Chains `runs` (maximal ones, in any order; they are sorted) over gaps of at most kGap words,
// aligns the words in the gaps and those beyond the ends, and gives what satisfies the options:
// every run of options.promise words lies in the box of one.  Runs are joined only where both sides
// of a gap outweigh what differs in it.  Linear in the number of runs.
class Chainer {
 public:
  explicit Chainer(const ChainOptions& options) : options_(options) {}

  void chain(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
             std::vector<Run>& runs, std::vector<Alignment>& out);

  static constexpr std::uint32_t kGap = 40;

 private:
  // A stretch of a chain: what it weighs is equal words less different ones.
  struct Part {
    Alignment alignment;
    std::int64_t weight = 0;
  };

  void score(std::span<const Run> runs);
  void assemble(std::span<const Run> runs);  // of chain_, into parts_
  void extend(Part& part) const;
  bool satisfies(const Alignment& alignment) const;
  std::uint32_t align_gap(const Box& gap, std::vector<Run>& out);

  ChainOptions options_;
  std::span<const std::uint64_t> a_, b_;
  std::vector<std::int64_t> score_;    // of the best chain that ends in a run
  std::vector<std::uint32_t> before_;  // the run before it there
  std::vector<std::uint32_t> order_, chain_;
  std::vector<bool> used_;
  std::vector<Part> parts_;
};

}  // namespace secondsource::reuse
