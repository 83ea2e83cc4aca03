// What one long quotation joins although it is several things said.
//
// same_statement() joins a sentence to a long quotation that holds it.  Where that quotation holds
// another sentence too, which others quote, the two would be one statement through it alone.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "corroborate/statement.h"

namespace secondsource::corroborate {

// The statements among mentions that are connected by pairs of same_statement(): as indices, each
// group and the groups in rising order.  Wordings are joined from the most alike on (agglomerative
// clustering, average linkage: Sokal and Michener 1958) as long as more than half of the pairs of
// two groups have words in common, those within one article left out; a mention that holds several
// goes with the one that it is most of.  The same groups for any order of the mentions.  Linear in
// mentions: beyond the first kWordings wordings, the most frequent, each goes where the one of
// those is that it is most like.
//
// `retold` says of two of the mentions whether one is the other in other words (retells()): then
// they are alike whatever words they have in common.
inline constexpr std::size_t kWordings = 48;
using Retold = std::function<bool(std::size_t, std::size_t)>;
std::vector<std::vector<std::size_t>> pieces(std::span<const MentionProfile* const> mentions,
                                             const Retold& retold);

}  // namespace secondsource::corroborate
