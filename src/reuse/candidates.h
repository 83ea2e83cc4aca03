// Candidates: which of the articles that share fingerprints with one are worth aligning when it is
// added.
//
// A story that ten thousand outlets print must cost no more an article than one that two print, so
// the choice is bounded.  Nothing is dropped for being frequent: of lists too long to read all, the
// shortest are read whole, which say who is nearest, and the beginnings of the others.  What begins
// a long list begins those beside it too, so that all that hold such a text meet the same few.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reuse/align.h"
#include "reuse/segment.h"

namespace secondsource::reuse {

// How many narrative fingerprints a text has: 0 up to 13, 1 up to 26, …, 5 for more than 65.
using SizeClass = std::uint8_t;
SizeClass size_class(std::size_t narrative);

// The fingerprints of an article, each hash once, sorted.
struct Prints {
  std::vector<std::uint64_t> all;
  // Those that stand in its narrative somewhere; all where these are less than a third.
  std::vector<std::uint64_t> narrative;
  SizeClass size = 0;  // of its text, as if it had no furniture
};
Prints prints_of(const Side& side, const WinnowOptions& options);

// How many hashes are in both, which are sorted and each there once.
std::size_t shared_by(std::span<const std::uint64_t> x, std::span<const std::uint64_t> y);

// Of `narrative` fingerprints `shared` are in a text of `size`: whether that is enough for a link,
// as far as one side can say.  A text of which 0.4 is taken over with a tenth of its words changed
// keeps about 0.15 of its fingerprints; one in 13 of the smaller are wanted, and six at most.
bool may_link(std::size_t shared, std::size_t narrative, SizeClass size);
// The same by both sides: a link needs it.  Decided by the pair alone.
bool may_link(const Prints& x, const Prints& y);

struct CandidateOptions {
  std::size_t postings = 1'024;  // in lists that are read whole
  std::size_t beginning = 24;    // postings of each of the others
  std::size_t first = 16;        // documents that are found in those
};

// Where a fingerprint stands: documents in ascending order, and as `position` their SizeClass.
using PostingList = std::span<const Place>;

struct Candidate {
  std::uint32_t document = 0;
  std::uint32_t shared = 0;  // fingerprints, about
  std::uint32_t size = 0;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// The documents of the lists (of all the asker's fingerprints, empty ones too), the most shared
// first, then the smaller number.
std::vector<Candidate> candidates(std::span<const PostingList> lists,
                                  const CandidateOptions& options = {});

}  // namespace secondsource::reuse
