// The longest common subsequence of two word sequences.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace secondsource::reuse {

// Keeps its buffers from one call to the next.
class CommonSubsequence {
 public:
  // Its length; exact.  64 words of `a` at a time (Hyyrö: "Bit-parallel LCS-length computation
  // revisited", 2004): O(|a| |b| / 64), and memory for |a| squared bits, so callers cut what is
  // longer than kLongest first.
  std::uint32_t length(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

  static constexpr std::uint32_t kLongest = 4096;

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order_;  // words of a with their places
  std::vector<std::uint64_t> distinct_;
  std::vector<std::uint64_t> masks_;  // of each distinct word: where it stands
  std::vector<std::uint64_t> row_;
};

}  // namespace secondsource::reuse
