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
// values are compared (same_story, attaches, same_statement) when one's `sought` holds two keys
// that the other has `kept`, or one and the marks of both (see Marks), which then holds the other
// way round too.  `kept` is part of `sought`; both are sorted, without repetitions, and bounded.
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

// The lowest bits of a key are not part of it, but say what makes sharing it alone worth a look.
// Where every mark stands on one of the two values or the other, it is.
using Marks = std::uint64_t;
inline constexpr Marks kNoMark = 0;
inline constexpr Marks kShort = 1;    // it has few keys
inline constexpr Marks kUnnamed = 2;  // who speaks is not named, or may be another there
inline constexpr Marks kAllMarks = kShort | kUnnamed;
inline constexpr unsigned kMarkBits = 2;

void keep(Keys& keys, std::uint64_t key, Marks marks);
// Keeps `key` with the stretch of `window` that holds `time`, and seeks it in those beside it.
void keep_dated(Keys& keys, std::uint64_t key, Time time, Marks marks,
                std::chrono::days window = kStoryWindow);

// Sorts both lists, and adds what is kept to what is sought.
void finish(Keys& keys);

// An id that derives from another: 32 hexadecimal digits.
std::string derived_id(std::string_view kind, std::string_view id);

}  // namespace secondsource::corroborate
