// The relation that the labels of one cue's chain spell out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "attribution/features.h"
#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// `labels`: ArgumentLabel of each of `nodes`.  `rule`: the rules' relation of this cue, nullptr
// when they have none; its parts stand in for those that the labels lack.  None when nothing is
// found beside the cue.
std::optional<Relation> relate(const Scan& scan, const View& view, Range cue, const Relation* rule,
                               const std::vector<Node>& nodes,
                               const std::vector<std::uint8_t>& labels);

}  // namespace secondsource::attribution
