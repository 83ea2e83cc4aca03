// Winnowed fingerprints of one text (Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for
// document fingerprinting", SIGMOD 2003).
//
// Of every `window` consecutive k-gram hashes the smallest is kept, the rightmost on ties.  Two
// texts that share a run of at least k + window - 1 words therefore share a fingerprint, wherever
// the run stands.  Expected density: 2 / (window + 1).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/text.h"

namespace secondsource::reuse {

struct Fingerprint {
  std::uint64_t hash = 0;  // of k normalised words
  std::uint32_t word = 0;  // index of the first of them in Text::words
};

struct WinnowOptions {
  std::uint32_t k = 5;         // words of a k-gram
  std::uint32_t promise = 12;  // a shared run of this many words is always found; at least k
};

// Fingerprints of `words` in order of position.  Empty when there are fewer than k words; a text of
// k words or more has at least one.  `out` is cleared and reused.  Linear.
void winnow(std::span<const text::Word> words, const WinnowOptions& options,
            std::vector<Fingerprint>& out);

}  // namespace secondsource::reuse
