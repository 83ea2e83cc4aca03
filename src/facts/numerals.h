// How a number is written: digits with their marks, number words, multipliers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "facts/lexicon.h"

namespace secondsource::facts {

struct Numeral {
  double value = 0;
  std::size_t begin = 0, end = 0;  // words
  bool digits = false;             // written in digits
  bool year_like = false;          // four digits from 1500 to 2100, as a year is written
  bool bare = false;               // in digits without any mark, and not multiplied
  bool rounded = false;            // "two dozen"
  std::string suffix;              // letters that touch the last digit: "km", "m", "bn"
};

// The numeral that begins with word `i` of a sentence that ends before word `end`; nullopt when
// there is none.  `malformed_end`, when nullopt comes back, is where to go on: behind digits that
// make no number ("1.2.3"), or i + 1.
std::optional<Numeral> numeral_at(const Page& page, std::size_t i, std::size_t end,
                                  std::size_t& malformed_end);

// "14", "2.5", "1200000".
std::string decimal(double value);

}  // namespace secondsource::facts
