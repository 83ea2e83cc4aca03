// Relations told from cues: verbs of speech and thought, "according to", with the clause or the
// quotation beside them.
#pragma once

#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// In order of their cues.  Linear: each cue looks at a bounded number of words around it.
std::vector<Relation> find_relations(const Scan& scan);

}  // namespace secondsource::attribution
