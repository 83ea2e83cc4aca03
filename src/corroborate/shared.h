// What two ordered lists have in common.
#pragma once

#include <cstddef>
#include <vector>

namespace secondsource::corroborate {

// How many members they share; one that stands n times in both counts n times.
template <typename Value>
std::size_t shared(const std::vector<Value>& a, const std::vector<Value>& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++count, ++i, ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return count;
}

}  // namespace secondsource::corroborate
