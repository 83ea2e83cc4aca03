// Where a mention has its words from, and the occasion they were said on.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"
#include "press/press.h"
#include "secondsource/mention.h"

namespace secondsource::attribution {

// "told Reuters", "in an interview with this newspaper", "Reuters reported", "citing Interfax".
// Looks at a bounded number of words around the cue, and at a short sentence behind it that says
// who published "the remarks".  An outlet need not be one of data/: a
// capitalised name that ends as newspapers' names do is one, or one called "a newspaper" behind a
// comma.  `own`: the name of the article's outlet; `before`: the outlet named last, which "that
// newspaper" is; may be null.
std::vector<Via> find_via(const Scan& scan, const Relation& relation, const press::Press& press,
                          std::string_view own = {}, const Via* before = nullptr);

// "Quill's remarks were first reported by the Harbor Ledger.": the outlet that a short sentence
// says to have published what somebody said.
std::optional<Via> published_by(const Scan& scan, Range sentence, const press::Press& press);

std::optional<Occasion> find_occasion(const Scan& scan, const Relation& relation);

}  // namespace secondsource::attribution
