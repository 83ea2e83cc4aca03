#include "reuse/lcs.h"

#include <algorithm>
#include <bit>

namespace secondsource::reuse {

std::uint32_t CommonSubsequence::length(std::span<const std::uint64_t> a,
                                        std::span<const std::uint64_t> b) {
  // What both begin or end with is in some longest common subsequence.
  std::size_t before = 0, after = 0;
  while (before < a.size() && before < b.size() && a[before] == b[before]) ++before;
  a = a.subspan(before);
  b = b.subspan(before);
  while (after < a.size() && after < b.size() &&
         a[a.size() - after - 1] == b[b.size() - after - 1]) {
    ++after;
  }
  a = a.first(a.size() - after);
  b = b.first(b.size() - after);
  const std::uint32_t same = static_cast<std::uint32_t>(before + after);
  if (a.empty() || b.empty()) return same;

  order_.clear();
  for (std::size_t i = 0; i < a.size(); ++i) {
    order_.emplace_back(a[i], static_cast<std::uint32_t>(i));
  }
  std::ranges::sort(order_);
  const std::size_t blocks = (a.size() + 63) / 64;
  distinct_.clear();
  masks_.clear();
  for (const auto& [word, place] : order_) {
    if (distinct_.empty() || distinct_.back() != word) {
      distinct_.push_back(word);
      masks_.resize(masks_.size() + blocks);
    }
    masks_[masks_.size() - blocks + place / 64] |= 1ULL << (place % 64);
  }
  // A zero bit of the row stands where the length rises.
  row_.assign(blocks, ~0ULL);
  for (const std::uint64_t word : b) {
    const auto found = std::ranges::lower_bound(distinct_, word);
    if (found == distinct_.end() || *found != word) continue;
    const std::uint64_t* mask =
        &masks_[static_cast<std::size_t>(found - distinct_.begin()) * blocks];
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < blocks; ++i) {
      const std::uint64_t row = row_[i], matches = row & mask[i];
      const std::uint64_t sum = row + matches, total = sum + carry;
      carry = (sum < row) | (total < sum);
      row_[i] = total | (row & ~mask[i]);
    }
  }
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::uint64_t beyond =
        i + 1 == blocks && a.size() % 64 != 0 ? ~0ULL << (a.size() % 64) : 0;
    length += static_cast<std::uint32_t>(std::popcount(~(row_[i] | beyond)));
  }
  return same + length;
}

}  // namespace secondsource::reuse
