// What one version of a text has and another lacks, wherever it stands.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "reuse/narrative.h"
#include "secondsource/family.h"

namespace secondsource::reuse {

// The three-word grams of a version, furniture left out.  One changed word is three grams, an
// inserted block about as many as it has words, a moved one next to none.
struct Grams {
  std::uint32_t words = 0;
  std::uint32_t count = 0;                                      // of grams, in order of the text
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;  // hash, place among them
};
Grams grams_of(const Side& side, std::span<const WordKind> kinds);

// Of each gram of `version`, in order, whether `other` has it.  Linear.
std::vector<bool> present(const Grams& version, const Grams& other);

// How many grams of `child` the `parent` lacks: what was written anew.
std::uint32_t written(const Grams& parent, const Grams& child);

// At how many places `child` has what `parent` has and `before` lacks.
std::uint32_t inherited(const Grams& before, const Grams& parent, const Grams& child);

// What became of the parent's words in the child: what is cut and added lies in no three-word gram
// of the other side.  Moving is neither.  Linear.
struct Difference {
  std::uint32_t cut = 0, added = 0;  // words
  std::vector<Edit> edits;
};
inline constexpr std::size_t kMostEdits = 3, kEditWords = 4;
Difference difference(const Side& parent, std::span<const WordKind> parent_kinds, const Side& child,
                      std::span<const WordKind> child_kinds);

}  // namespace secondsource::reuse
