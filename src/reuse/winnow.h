// Winnowed fingerprints of one text (Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for
// document fingerprinting", SIGMOD 2003; the robust form).
//
// Of every `window` consecutive k-gram hashes the smallest is kept: the one kept for the window
// before where that is as small, else the rightmost.  Two texts that share a run of at least
// k + window - 1 words therefore share a fingerprint's hash, wherever the run stands.  Expected
// density: 2 / (window + 1).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/text.h"

namespace secondsource::reuse {

struct Fingerprint {
  std::uint64_t hash = 0;  // of k normalised words
  std::uint32_t word = 0;  // index of the first of them in Text::words
  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

struct WinnowOptions {
  std::uint32_t k = 5;         // words of a k-gram, at least 1
  std::uint32_t promise = 12;  // a shared run of this many words is always found; at least k
};

// Fingerprints of `words` in order of position.  Empty when there are fewer than k words; a text of
// k words or more has at least one.  `out` is cleared and reused.  Linear.
void winnow(std::span<const text::Word> words, const WinnowOptions& options,
            std::vector<Fingerprint>& out);

// The hash of every k-gram of word hashes, in order: out[i] is that of words [i, i + k).  Linear.
void hash_grams(std::span<const std::uint64_t> words, std::uint32_t k,
                std::vector<std::uint64_t>& out);

// The hashes of words.
void hashes(std::span<const text::Word> words, std::vector<std::uint64_t>& out);

// What tells word sequences apart: texts of equal digests are identical.  128 bits of XXH3.
struct Digest {
  std::uint64_t high = 0, low = 0;
  friend auto operator<=>(const Digest&, const Digest&) = default;
};
Digest digest(std::span<const text::Word> words);

}  // namespace secondsource::reuse
