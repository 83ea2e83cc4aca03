// Candidates: which of the articles that share fingerprints with one are worth aligning when it is
// added.
//
// A story that ten thousand outlets print must cost no more an article than one that two print, so
// the choice is bounded; and it must not depend on the order in which articles came, so it is made
// by what the set holds alone: all that is found in the lists that are read is looked at.  Nothing
// is dropped for being frequent: of lists too long to read all, the shortest are read, and they say
// who is nearest.
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

// Of `narrative` fingerprints `shared` are in a text of `size`: whether that is enough for a link,
// as far as one side can say.  A text of which 0.4 is taken over with a tenth of its words changed
// keeps about 0.15 of its fingerprints; one in 13 of the smaller are wanted, and six at most.
bool may_link(std::size_t shared, std::size_t narrative, SizeClass size);
// The same by both sides: a link needs it.  Decided by the pair alone.
bool may_link(const Prints& x, const Prints& y);

struct CandidateOptions {
  std::size_t postings = 1'024;  // counted for one article, but at least its shortest list
};

// Where a fingerprint stands: documents, and as `position` their SizeClass; in any order.
using PostingList = std::span<const Place>;

struct Candidate {
  std::uint32_t document = 0;
  std::uint32_t shared = 0;  // fingerprints
  std::uint32_t size = 0;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// The documents of the lists, the most shared first, then the smaller number.  Where all lists
// together are longer than options.postings the longest are left out; `read` lists are not.
struct Candidates {
  std::vector<Candidate> found;
  std::size_t read = 0;  // lists
};
Candidates candidates(std::span<const PostingList> lists, const CandidateOptions& options = {});

}  // namespace secondsource::reuse
