// Two wordings compared word by word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace secondsource::report {

struct Edit {
  enum class Kind : unsigned char { kSame, kRemoved, kAdded };
  Kind kind = Kind::kSame;
  std::string words;  // with the spaces and marks between them
};

// From `before` to `after`.  The words of kSame and kAdded in order are those of `after`, of kSame
// and kRemoved those of `before`; case and punctuation are no difference.  A longest common
// subsequence of words; texts whose lengths multiply beyond a million words are compared by their
// common beginning and end only, so the cost is bounded.
struct Difference {
  std::vector<Edit> edits;
  double kept = 0;  // share of the longer text's words that both have in common, 0 to 1
};
Difference compare_words(std::string_view before, std::string_view after);

}  // namespace secondsource::report
