// Names and places.
#pragma once

#include <vector>

#include "facts/lexicon.h"
#include "text/weights.h"

namespace secondsource::facts {

// Appends names (where each stands first) and places (wherever they stand) of an article: of
// `body`, and of `title` as far as the body knows them, since headlines capitalise what they like.
void find_names(Page& title, Page& body, const text::Weights& weights, std::vector<Fact>& out);

}  // namespace secondsource::facts
