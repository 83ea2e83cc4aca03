// The stories of articles that are linked to one another.
//
// Of two reports of a summit and one of the trade dispute that it was about, each pair may well
// look like one event; a chain of such pairs leads from any affair of the week to any other.  So a
// component of links is divided where it is held together by few of them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "corroborate/story.h"

namespace secondsource::corroborate {

// The stories of articles that join (StoryProfile::joins()), as indices in rising order; of one
// article where nobody else tells of its event.  `copies`: a number for each article; those
// of one number are of one story whatever is in them, and go where the first of them goes.  Groups
// are joined from the surest pair on as long as one in ten of the pairs of two groups is of one
// event (agglomerative clustering, average linkage: Sokal and Michener 1958).  The same for any
// order of the articles.  The cost is that of the pairs that are within kStoryWindow.
std::vector<std::vector<std::size_t>> divided(std::span<const StoryProfile* const> articles,
                                              std::span<const std::size_t> copies);

}  // namespace secondsource::corroborate
