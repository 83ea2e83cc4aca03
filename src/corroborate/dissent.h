// One telling against several: facts of one thing that stand in sentences that were worded freely.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "corroborate/context.h"
#include "corroborate/values.h"

namespace secondsource::corroborate {

// Pairs of facts, all of one kind, that are of one thing and differ, as places in `facts`: two
// outlets give one value in sentences that neither copied, the others give one other, and none
// tells both.  They are of one thing where each article tells one of its sort: one day that has
// just been, one of some weeks to come, one number of a unit or before a noun, one hospital; then
// one outlet against one is enough for a measure ("1,903 feet"), in the first sentences of both,
// and where the clauses share words. And where each has a rare word of the clause in this sentence
// alone and one such fact in it, as "ferries" in "the ferries leave from Hest" and "ferries were
// diverted to Quill": what two reports in words of their own share is rarely more. O(n log n); a
// word of more than 200 facts tells nothing.
std::vector<std::pair<std::size_t, std::size_t>> dissents(std::span<const Seen* const> facts,
                                                          const Told& told);

// Pairs of a number in a headline and the only one of its unit, or before its noun, in the text
// below it, of one magnitude: "48 kilometres, 32 months late" above "41 kilometres long".  Linear.
std::vector<std::pair<std::size_t, std::size_t>> headlines(std::span<const Seen* const> facts);

}  // namespace secondsource::corroborate
