// The wordings of a statement, and where they disagree.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "corroborate/carriers.h"
#include "secondsource/statement.h"
#include "text/weights.h"

namespace secondsource::corroborate {

// Carriers of identical words, in order.
using Wordings = std::vector<std::vector<std::size_t>>;

// The carriers grouped by their words: the most frequent wording first, then the earliest.
Wordings wordings_of(std::span<const Carrier> carriers);

// Words that stand for each other in two quoted wordings, and words of at most three that one of
// them lacks in its middle.  Cuts, ellipses, insertions, spelling variants and contractions are
// none; nor are translations of one original, whose words differ throughout.
std::vector<Discrepancy> word_discrepancies(const Wordings& wordings,
                                            std::span<const Carrier> carriers);

// Who is said to have spoken.
struct Speakers {
  std::string name;                        // the fullest form of who most carriers name
  std::optional<Discrepancy> discrepancy;  // when they name different persons or organisations
};
Speakers speakers_of(std::span<const Carrier> carriers, const text::Weights& weights);

}  // namespace secondsource::corroborate
