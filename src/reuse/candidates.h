// Candidates: which of the articles that share fingerprints with one are worth aligning when it is
// added.
//
// A story that ten thousand outlets print must cost no more an article than one that two print, so
// the choice is bounded; and it must not depend on the order in which articles came, so it is made
// by what the set holds alone: the lengths of posting lists, the number of fingerprints shared, and
// an order of articles that the caller derives from their times and ids.  Nothing is dropped for
// being frequent: of lists too long to read all, the shortest are read, and they say who is
// nearest.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "reuse/segment.h"

namespace secondsource::reuse {

// A fingerprint of the article and how many postings it has (of documents other than the article).
struct KeyCount {
  std::uint64_t key = 0;
  std::uint64_t postings = 0;
  friend auto operator<=>(const KeyCount&, const KeyCount&) = default;
};

struct CandidateOptions {
  std::uint64_t postings = 1 << 15;  // to be read for one article, but at least its shortest list
  std::size_t candidates = 32;       // at most
};

// Leaves in `keys` those to be read: each once, sorted, those without postings left out, the
// longest lists left out where all together exceed options.postings.
void choose_keys(const CandidateOptions& options, std::vector<KeyCount>& keys);

struct Candidate {
  std::uint32_t document = 0;
  std::uint32_t shared = 0;  // distinct keys shared
};

// The candidates among the documents of `postings` (in any order, of the chosen keys): three
// quarters of them for those that share the most keys, the rest for the earliest that share at
// least half as many as the best; the most shared first, the earlier first among equals.
// `earlier(x, y)` orders documents strictly.
std::vector<Candidate> candidates(std::span<const Posting> postings,
                                  const CandidateOptions& options,
                                  const std::function<bool(std::uint32_t, std::uint32_t)>& earlier);

}  // namespace secondsource::reuse
