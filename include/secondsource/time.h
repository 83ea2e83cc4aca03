// Times of publication.
#pragma once

#include <chrono>
#include <cstdint>

namespace secondsource {

// An instant in UTC, in whole seconds.  Readers accept the years 1400 to 2200 and refuse others.
using Time = std::chrono::sys_seconds;

// How much of a time is known.  A time of precision kDay is the first second of that day (UTC).
enum class Precision : std::uint8_t { kDay, kMinute, kSecond };

}  // namespace secondsource
