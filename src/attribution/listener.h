// "The mayor was told that …": in the passive of a telling verb the subject is who listens.
#pragma once

#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// Takes who listens for no source: where such a verb's subject stands as one, whoever is named
// behind it is, where the language has [agent prepositions] ("was warned by Marta Quill that …"),
// else nobody.  Linear in the words of cues.
void drop_listeners(const Scan& scan, std::vector<Relation>& relations);

}  // namespace secondsource::attribution
