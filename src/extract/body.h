// Which blocks of a page are its article.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks.h"
#include "extract/model.h"
#include "extract/page.h"
#include "extract/phrases.h"

namespace secondsource::extract {

// Indices of Blocks::blocks, in order; empty when the page has no article.  `scores` and `features`
// are workspace.
std::vector<std::uint32_t> choose_body(const Tree& tree, const Blocks& blocks, const Page& page,
                                       const BlockModel& model, const Phrases& phrases,
                                       std::vector<float>& features);

// The same, of given scores: one for each block, in log-odds.
std::vector<std::uint32_t> choose_blocks(const Tree& tree, const Blocks& blocks,
                                         const Phrases& phrases, const std::vector<float>& features,
                                         const std::vector<float>& scores);

}  // namespace secondsource::extract
