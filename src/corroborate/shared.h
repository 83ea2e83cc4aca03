// What two ordered lists have in common.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace secondsource::corroborate {

// Calls use(i, j) for each a[i] and b[j] of one key, in order; one that stands n times in both is
// met n times.  Steps without branches: which of two lists goes on cannot be foretold.
template <typename Value, typename Use, typename Key = std::identity>
void each_shared(const std::vector<Value>& a, const std::vector<Value>& b, const Use& use,
                 const Key& key = {}) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto of_a = std::invoke(key, a[i]), of_b = std::invoke(key, b[j]);
    if (of_a == of_b) use(i, j);
    i += static_cast<std::size_t>(of_a <= of_b);
    j += static_cast<std::size_t>(of_b <= of_a);
  }
}

// How many members they share; one that stands n times in both counts n times.
template <typename Value>
std::size_t shared(const std::vector<Value>& a, const std::vector<Value>& b) {
  std::size_t count = 0;
  each_shared(a, b, [&](std::size_t, std::size_t) { ++count; });
  return count;
}

}  // namespace secondsource::corroborate
