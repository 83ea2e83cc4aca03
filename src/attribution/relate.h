// The relation that the labels of one cue's chain spell out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "attribution/features.h"
#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// `labels`: ArgumentLabel of each of `nodes`.  `cues`: those near, `cue` among them.  `rule`: the
// rules' relation of this cue, nullptr when they have none; its parts stand in for those that the
// labels lack.  None when nothing is found beside the cue.
std::optional<Relation> relate(const Scan& scan, const View& view, Range cue,
                               std::span<const Range> cues, const Relation* rule,
                               const std::vector<Node>& nodes,
                               const std::vector<std::uint8_t>& labels);

}  // namespace secondsource::attribution
