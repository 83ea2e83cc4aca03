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

// One of the statements among mentions that are linked, as indices in rising order.
struct Piece {
  std::vector<std::size_t> own;   // what they say is mostly this; each mention is one piece's own
  std::vector<std::size_t> also;  // they say this too, beside what they are another piece's own for
};

// The statements among mentions that are connected by pairs of one_statement(), in
// the order of what is their own.  Wordings are joined from the most alike on (single-link
// clustering with a veto: cluster.h) as long as more than half of the pairs of two groups have
// words in common.  Pairs within one article count only against it, and only where another pair has
// nothing in common; pairs of two languages count only for it.  A mention that holds several is own
// where it is most of, and carries the others too where it is linked with more than half of their
// wordings, or holds the whole of one. The same for any order of the mentions.  Linear in mentions:
// beyond the first kWordings wordings, the most frequent, each goes where the one of those is that
// it is most like.
//
// `linked` says of two of the mentions whether such a pair is of them: then they are alike whatever
// words they have in common.
inline constexpr std::size_t kWordings = 48;
using Linked = std::function<bool(std::size_t, std::size_t)>;
std::vector<Piece> pieces(std::span<const MentionProfile* const> mentions, const Linked& linked);

}  // namespace secondsource::corroborate
