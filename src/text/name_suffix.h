// What stands behind a surname and is no part of it: "Jr.".
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace secondsource::text {

inline bool is_name_suffix(std::string_view folded_word) {
  constexpr std::array<std::string_view, 5> kSuffixes = {"jr", "sr", "ii", "iii", "iv"};
  return std::ranges::find(kSuffixes, folded_word) != kSuffixes.end();
}

}  // namespace secondsource::text
