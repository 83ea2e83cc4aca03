// Who speaks where an outlet that reports the words was taken for their speaker.
#pragma once

#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"
#include "press/press.h"

namespace secondsource::attribution {

// "…, said X, according to Reuters": the agency is where X's words are from, found by find_via(),
// and no speaker.  Drops the relation that would make it one: another stands in its content, or
// only a scrap of a sentence ("the grocer").
void drop_credits(const Scan& scan, const press::Press& press, std::vector<Relation>& relations);

// "The Harbor Ledger reported that Marta Quill said: “…”", "Marta Quill said, according to the
// Harbor Ledger: “…”": where the outlet was taken for the speaker of a quotation, whoever stands
// between its verb and the last one before the quotation is.
void hand_over(const Scan& scan, const press::Press& press, std::vector<Relation>& relations);

}  // namespace secondsource::attribution
