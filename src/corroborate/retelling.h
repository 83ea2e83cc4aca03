// Retellings: mentions in two articles that share too few words to be one statement by themselves,
// and are one by what stands around them.
//
// Two reports of one event tell what somebody said in words of their own.  What tells such a pair
// from two statements on one subject is how the words stand among others: a few quoted words are
// in both, what leads up to them is alike, and no other mention of the article is as like it.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "corroborate/statement.h"
#include "corroborate/story.h"

namespace secondsource::corroborate {

// Of an article so many mentions can be retellings, so that a hostile one cannot make this costly.
inline constexpr std::size_t kMostTold = 128;

// A mention among those of its article, in their order.
struct Told {
  const StoryProfile* story = nullptr;
  std::span<const MentionProfile> mentions;
  std::size_t at = 0;

  const MentionProfile& mention() const { return mentions[at]; }
};

// Whether any of their mentions are looked at: two outlets tell one thing in the same days.
bool may_retell(const StoryProfile& a, const StoryProfile& b);

// What speaks for it that two mentions are one, each from 0 on; the last one speaks against it.
struct Likeness {
  double quoted = 0;      // of the words quoted in the one with fewer: of the heaviest run in both
  double before = 0;      // cosine of the words that lead up to them
  double lead = 0;        // by how much of their meaning the next best mention has less of it
  double words = 0;       // that they share in order, up to kWords
  bool same_day = false;  // published within a day
  bool unnamed = false;   // one of them does not name its speaker

  static constexpr double kWords = 12;
  static constexpr std::size_t kFeatures = 6;
  std::array<double, kFeatures> features() const {
    return {quoted, before, lead, words, same_day ? 1.0 : 0.0, unnamed ? 1.0 : 0.0};
  }
};
Likeness likeness(const Told& a, const Told& b);

// Whether enough is common to two mentions to look at what stands around them: retells() needs it,
// and costs much more.  `near`: may_retell() of their articles, which is asked once for all of
// them.
bool worth_comparing(const Told& a, const Told& b, bool near);

// Decided by the two articles alone, of two outlets in one week; more is asked where not `near`,
// which is as above.  Symmetric.  Linear in the mentions of one article; never of what stands
// behind its first kMostTold.
bool retells(const Told& a, const Told& b, bool near);

}  // namespace secondsource::corroborate
