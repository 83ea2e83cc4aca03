// Attributions of headlines: "Name: …", "… — Name", "“…” — Name".
#pragma once

#include <vector>

#include "attribution/people.h"
#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// Relations of a title that have no cue but a colon or a dash.  The source must be somebody the
// article knows (`people`), a role or a body, so that "Analysis: …" is none.
std::vector<Relation> find_headline(const Scan& title, const People& people);

}  // namespace secondsource::attribution
