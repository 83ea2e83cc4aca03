// What two mentions have in common.
#pragma once

#include <cstddef>

#include "corroborate/speakers.h"
#include "corroborate/statement.h"

namespace secondsource::corroborate {

Agreement compare_speakers(const MentionProfile& a, const MentionProfile& b);

// Both tell numbers, and none is in both.
bool numbers_disagree(const MentionProfile& a, const MentionProfile& b);

// In order: a longest common subsequence of their words.
struct Words {
  std::size_t shared = 0;
  std::size_t run = 0;    // the longest run of them without a gap on either side
  double run_weight = 0;  // of the heaviest such run
  double in_runs = 0;     // of all words that stand in runs of two and more
  double weight = 0;
  double of_shorter = 0;  // share of the lighter mention's weight,
  double of_longer = 0;   // and of the heavier one's
};

// Several subsequences may be the longest: which is taken depends on the order of the two.
Words compare_words(const MentionProfile& a, const MentionProfile& b);

// In any order and form: their stems and meanings.  Symmetric within a language; between two each
// word goes with one of the other that shares a meaning, and which does may depend on the order of
// the two.
struct Meaning {
  std::size_t shared = 0;
  double weight = 0;
  double of_shorter = 0, of_longer = 0;  // shares of the lighter and the heavier one's weight
};

Meaning compare_meaning(const MentionProfile& a, const MentionProfile& b);

}  // namespace secondsource::corroborate
