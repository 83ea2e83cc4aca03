// How much of their narrative two articles share: counted from their passages.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reuse/align.h"
#include "reuse/narrative.h"
#include "secondsource/passage.h"

namespace secondsource::reuse {

// One side of a pair.  Furniture counts nowhere.
struct Portion {
  std::uint32_t narrative = 0;          // narrative words of the article
  double reused = 0;                    // of those, aligned to narrative words of the other
  double opening = 0;                   // share of the first kOpening narrative words that is
  double all = 0;                       // share of all words, quoted ones too, that are aligned
  std::uint32_t paragraphs = 0;         // with narrative
  std::uint32_t reused_paragraphs = 0;  // of those, with a few words of it reused

  double share() const { return narrative == 0 ? 0 : reused / narrative; }
};

struct Comparison {
  Portion a, b;
};

inline constexpr std::uint32_t kOpening = 30;

// `passages`: all between the two; whichever is their `a`.  `a_kinds`, `b_kinds`: see word_kinds().
// Linear in the words of both.
Comparison compare(const Side& a, std::span<const WordKind> a_kinds, const Side& b,
                   std::span<const WordKind> b_kinds, std::span<const Passage> passages);

// Whether that is enough to make them one family.
bool linked(const Article& a, const Article& b, const Comparison& pair);

}  // namespace secondsource::reuse
