// The lineage of a family whose members are known by number.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "library/link.h"
#include "secondsource/data.h"
#include "secondsource/family.h"

namespace secondsource::library {

// `guest`: a member that is not in the library, or null.  Every pair of texts is aligned in a
// family of few; in one of many each text with the kNearest that share the most fingerprints with
// it, which the members alone decide.
inline constexpr std::size_t kAllPairs = 25;  // texts, at most
inline constexpr std::size_t kNearest = 10;
inline constexpr std::size_t kWholeTree = 64;  // members, at most: see lineage_with()
Family lineage_of(const Surface& surface, const Data& data, unsigned threads,
                  std::span<const Number> members, std::shared_ptr<const Document> guest = nullptr);

// A member as its row says.
struct FamilyMember {
  Number number = 0, text = 0;
  std::optional<Time> published;
  std::string id;
};

// The family that `tree` is of, with a guest in it, where looking at the whole of it would take
// long: the guest's parent is found among the root and the kNearest texts that share the most
// fingerprints with it, and the others keep theirs.  `members`: of the tree, in the order of time
// and id.  Nothing where the guest has no parent among those: it may be what the others were made
// from.
std::optional<Family> lineage_with(const Surface& surface, const Data& data, unsigned threads,
                                   Family tree, std::span<const FamilyMember> members,
                                   std::shared_ptr<const Document> guest);

}  // namespace secondsource::library
