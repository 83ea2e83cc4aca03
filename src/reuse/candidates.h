// Candidates: which of the articles that share fingerprints with one are worth aligning when it is
// added.
//
// A story that ten thousand outlets print must cost no more an article than one that two print, so
// the choice is bounded; and it must not depend on the order in which articles came, so it is made
// by what the set holds alone.  Nothing is dropped for being frequent: of lists too long to read
// all, the shortest are read, and they say who is nearest.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reuse/align.h"

namespace secondsource::reuse {

// The fingerprints of an article, each hash once, sorted.
struct Prints {
  std::vector<std::uint64_t> all;
  std::vector<std::uint64_t> narrative;  // those that stand in its narrative somewhere
  std::uint32_t told = 0;                // how many would, if it had no furniture
};
Prints prints_of(const Side& side, const WinnowOptions& options);

// Of `narrative` fingerprints `shared` are in a text of which `told` are: whether that is enough
// for a link, as far as one side can say.  A text of which 0.4 is taken over with a tenth of its
// words changed keeps about 0.15 of its fingerprints; the bound is 0.06 of the smaller, and one.
bool may_link(std::size_t shared, std::size_t narrative, std::uint32_t told);
// The same by both sides: a link needs it.  Decided by the pair alone.
bool may_link(const Prints& x, const Prints& y);

struct CandidateOptions {
  std::size_t postings = 4'096;  // counted for one article, but at least its shortest list
  std::size_t candidates = 32;   // aligned for one article, at most, that make no link
};

// The postings of one fingerprint: documents, in any order.
using PostingList = std::span<const std::uint32_t>;

struct Candidate {
  std::uint32_t document = 0;
  std::uint32_t shared = 0;  // fingerprints
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// The documents of the lists, the most shared first, then the smaller number.  Where all lists
// together are longer than options.postings the longest are left out, and `all` is false.
struct Candidates {
  std::vector<Candidate> found;
  bool all = true;
};
Candidates candidates(std::span<const PostingList> lists, const CandidateOptions& options = {});

}  // namespace secondsource::reuse
