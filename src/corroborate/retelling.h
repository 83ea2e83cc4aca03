// Retellings: mentions in two articles that share too few words to be one statement by the rules of
// same_statement(), and by numbers learnt from readers' answers are one.
//
// Two reports of one event tell what somebody said in words of their own.  What tells such a pair
// from two statements on one subject is how much of either the shared words are, how few other
// mentions of the two articles have them, and how surely the articles are of one event.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
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

// What two mentions have in common and what not.  The shorter one is that whose telling words weigh
// less; weights are in bits.
struct Likeness {
  double quoted = 0;   // of the words quoted in the one with fewer: of the heaviest run in both
  double words = 0;    // that they share in order, up to kWords
  double weight = 0;   // of the meanings that they share,
  double own = 0;      // and the same, that of each divided among the mentions that have it
  double missing = 0;  // of the meanings of the shorter that the longer lacks
  double longer = 0;   // of all meanings of the longer
  double shorter = 0;  // words of the shorter
  double event = 0;    // log odds of one event of their articles (story_odds()), at most kMostEvent
  bool number = false;        // they share one
  bool unnamed = false;       // one of them does not name its speaker,
  bool same_source = false;   // and the words that say who speaks share one ("two officials"),
  bool other_source = false;  // or, where both have such words, none
  std::size_t headlines = 0;  // of the two

  static constexpr double kWords = 12;
  static constexpr double kMostEvent = 6;  // and no less than as many below 0
  static constexpr std::size_t kFeatures = 13;
  static constexpr std::size_t kEvent = 7;  // among the features
  std::array<double, kFeatures> features() const;
  double odds() const;  // log odds that they are one statement, by the model
};
Likeness likeness(const Told& a, const Told& b);

// Whether enough is common to two mentions to look at what stands around them: retells() needs it,
// and costs much more.  `near`: may_retell() of their articles, which is asked once for all of
// them.
bool worth_comparing(const Told& a, const Told& b, bool near);

// Decided by the two articles alone, of two outlets in one week; more is asked where not `near`,
// which is as above.  Symmetric.  Linear in the mentions of both articles; never of what stands
// behind their first kMostTold.
bool retells(const Told& a, const Told& b, bool near);

// Whether they may be one statement, which a reader has to judge: as retells(), by fewer odds.
bool may_be_one(const Told& a, const Told& b, bool near);

// Whether one named speaker says both, with a telling word or two in common or in two languages: of
// an article that has such a mention nobody can say that it leaves the other out.
bool akin(const MentionProfile& a, const MentionProfile& b);

// Whether they are one statement: same_statement(), unless the same likeness makes that most
// unlikely, or retells().  As retells() otherwise; `near` is asked for when it is not known.
bool one_statement(const Told& a, const Told& b, std::optional<bool> near = {});

}  // namespace secondsource::corroborate
