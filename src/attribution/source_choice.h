// Which words are a relation's source: a log-linear choice among the stretches that the chain of
// arguments finds likeliest, and none (reranking: Collins and Koo, Computational Linguistics 2005).
// The chain sees a position and the label before it; the choice sees a stretch as a whole, and by
// which words it differs from the likeliest.
//
// In the file of a model: slots (uint32 little-endian, a power of two), scale (float), an int8 a
// slot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "attribution/chain.h"
#include "attribution/features.h"

namespace secondsource::attribution {

// A choice to make: likely stretches of a cue's nodes, the likeliest first, and none behind them,
// with the hashes of their features.
struct SourceChoice {
  std::vector<Stretch> stretches;
  std::vector<std::uint32_t> features;  // of all, one after another
  std::vector<std::uint32_t> ends;      // where each one's end; one more than stretches

  std::size_t none() const { return stretches.size(); }
};

// `rule`: as for argument_lattice().
void source_choice(const Scan& scan, const View& view, Range cue, const Relation* rule,
                   const std::vector<Node>& nodes, const Posterior& posterior, SourceChoice& out);

// Views weights that live elsewhere.
class SourceWeights {
 public:
  // Takes the weights from the front of `bytes`; false when they hold none.
  static bool take(std::string_view& bytes, SourceWeights& out);

  // The best of the choice, none() included; `for_none` is added to that.
  std::size_t best(const SourceChoice& choice, float for_none) const;

 private:
  std::uint32_t slots_ = 0;
  float scale_ = 0;
  const std::int8_t* weights_ = nullptr;
};

}  // namespace secondsource::attribution
