// A fact: a number, date, place or name with what it counts or names.
#pragma once

#include <cstdint>
#include <string>

#include "secondsource/span.h"

namespace secondsource {

struct Fact {
  enum class Kind : std::uint8_t { kNumber, kDate, kPlace, kName };
  // How a number bounds what it counts: "14", "at least 14", "up to 14", "about 14".
  enum class Bound : std::uint8_t { kExact, kAtLeast, kAtMost, kAbout };

  std::string article;  // Article::id
  Field field = Field::kText;
  ByteSpan span;
  Kind kind = Kind::kNumber;
  // kNumber: decimal number ("14", "2.5", "1200000").  kDate: "2026-11-03", "--11-03" without a
  // year, or "weekday:2" (Monday is 1), resolved to a full date where the time of publication
  // allows.  kPlace, kName: the fullest form in the article.
  std::string value;
  std::string unit;  // "%", "EUR", "km", "people", …: in a normal form; "" when none
  std::string what;  // folded words of what is counted, or of what the date dates; "" when unclear
  Bound bound = Bound::kExact;
};

}  // namespace secondsource
