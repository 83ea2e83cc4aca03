// One telling against several: facts of one thing that stand in sentences that were worded freely.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "corroborate/context.h"
#include "corroborate/values.h"

namespace secondsource::corroborate {

// Pairs of facts, all of one kind, that are of one thing and differ, as places in `facts`.  Two
// reports that tell a story in their own words rarely share enough of them to say that "the ferries
// leave from Hest" and "ferries were diverted to Quill" are of one thing.  It is said where two
// outlets give one value in sentences that neither copied ("all ferries call at Hest") and the
// others give one other: where each has a rare word of the clause ("ferries") in this sentence
// alone and one such fact in it, and none tells both values.  Dates only of days to come.
// O(n log n); a word of more than 200 facts tells nothing.
std::vector<std::pair<std::size_t, std::size_t>> dissents(std::span<const Seen* const> facts,
                                                          const Told& told);

// Pairs of a number in a headline and the only one of its unit, or before its noun, in the text
// below it, of one magnitude: "48 kilometres, 32 months late" above "41 kilometres long".  Linear.
std::vector<std::pair<std::size_t, std::size_t>> headlines(std::span<const Seen* const> facts);

}  // namespace secondsource::corroborate
