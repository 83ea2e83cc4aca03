// A passage: a maximal aligned pair of spans between two articles.
#pragma once

#include <cstdint>
#include <string>

#include "secondsource/span.h"

namespace secondsource {

struct Passage {
  enum class Kind : std::uint8_t { kNarrative, kQuotation, kIdentical };
  std::string a, b;  // Article::id; `a` was published first (then: the smaller id)
  ByteSpan a_span, b_span;
  Kind kind = Kind::kNarrative;
  std::uint32_t words = 0;   // of a_span
  double identity = 0;       // longest common subsequence of words over the longer span, 0 to 1
  bool boilerplate = false;  // lies in furniture of both articles
};

}  // namespace secondsource
