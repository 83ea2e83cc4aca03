// Disjoint sets (union-find, Tarjan 1975), with the smallest member of each as its name.
#pragma once

#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace secondsource::corroborate {

class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  // False when they were one already.
  bool join(std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    if (a == b) return false;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    return true;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace secondsource::corroborate
