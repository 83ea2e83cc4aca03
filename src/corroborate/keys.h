// Keys under which stories and statements find their like in an index.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/time.h"

namespace secondsource::corroborate {

// Under which keys a value is kept in an index, and under which its partners are looked up.  Two
// values are compared (same_story, attaches, same_statement) when one's `sought` holds a key that
// the other has `kept`, which then holds the other way round too.  `kept` is part of `sought`; both
// are sorted, without repetitions, and bounded.
//
// A key may hold many values: an index that compares each with a bounded number of its neighbours
// in the order of time and id stays linear, and its answer a function of what it holds.
struct Keys {
  std::vector<std::uint64_t> kept;
  std::vector<std::uint64_t> sought;
};

// Articles about one event are published within this time of each other.
inline constexpr auto kStoryWindow = std::chrono::days(3);

// A key made of two.
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

// Keeps `key` with the stretch of `window` that holds `time`, and seeks it in those beside it.
void keep_dated(Keys& keys, std::uint64_t key, Time time, std::chrono::days window = kStoryWindow);

// Sorts both lists, and adds what is kept to what is sought.
void finish(Keys& keys);

// An id that derives from another: 32 hexadecimal digits.
std::string derived_id(std::string_view kind, std::string_view id);

}  // namespace secondsource::corroborate
