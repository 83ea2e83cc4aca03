#include "extract/passed.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace secondsource::extract {

std::string passed_over(const PassedOver& counts, std::string_view what) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted,
                           [](const auto& a, const auto& b) { return a.second > b.second; });
  std::uint64_t all = 0;
  std::string list;
  for (const auto& [kind, count] : sorted) {
    all += count;
    list += fmt::format("{}{} {}", list.empty() ? "" : ", ", count, kind);
  }
  if (all == 0) return {};
  return fmt::format("passed over {} {}{}: {}", all, what, all == 1 ? "" : "s", list);
}

}  // namespace secondsource::extract
