// Quotations that no cue took: continued ones, those that stand alone, and those that are no
// speech.
#pragma once

#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// Settles which relation a quotation two cues reach for is of, adds to relations the pieces that
// continue them, and makes relations without a cue for what is left and is speech.  Titles of
// works, names, scare quotes and single words stay out.  Linear.
void attach_quotations(const Scan& scan, std::vector<Relation>& relations);

// Whether the words that count are capitalised, as in a title, two at least.
bool titled(const Scan& scan, Range words);

}  // namespace secondsource::attribution
