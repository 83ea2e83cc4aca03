// The lineage of a family whose members are known by number.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "library/link.h"
#include "secondsource/data.h"
#include "secondsource/family.h"

namespace secondsource::library {

// `guest`: a member that is not in the library, or null.  Every pair of texts is aligned in a
// family of few; in one of many each text with the kNearest that share the most fingerprints with
// it, which the members alone decide.
inline constexpr std::size_t kNearest = 24;
Family lineage_of(const Surface& surface, const Data& data, unsigned threads,
                  std::span<const Number> members, std::shared_ptr<const Document> guest = nullptr);

}  // namespace secondsource::library
