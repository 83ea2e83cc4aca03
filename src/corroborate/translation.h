// Translations: mentions in two languages whose known words mean the same.
//
// Of what is said a table of common words knows a part (meaning.h), so that how much two wordings
// share is a matter of odds: a logistic model of what they have in common and how long they are.
#pragma once

#include <array>
#include <cstddef>

#include "corroborate/statement.h"

namespace secondsource::corroborate {

// What the model of bench/translations is of.
inline constexpr std::size_t kTranslationFeatures = 8;
std::array<double, kTranslationFeatures> translation_features(const MentionProfile& a,
                                                              const MentionProfile& b);

// Whether two mentions in two languages, whose speakers do not differ, say the same: more is asked
// where one is not named and what says who it is ("the judge") has no word of the other's.
// Numbers that both tell must agree.  Symmetric.
bool translates(const MentionProfile& a, const MentionProfile& b);

}  // namespace secondsource::corroborate
