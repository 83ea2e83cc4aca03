// The stories of articles that are linked to one another.
//
// Of two reports of a summit and one of the trade dispute that it was about, each pair may well
// look like one event; a chain of such pairs leads from any affair of the week to any other.  So a
// component of links is divided where it is held together by few of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "corroborate/story.h"

namespace secondsource::corroborate {

// The stories of articles, as indices in rising order; of one article where nobody else tells of
// its event.  `families`: of each article, where it is of any; what is of one family and telling is
// of one story whatever is in it, and goes where the first few go.  Two groups become one, from the
// surest pair on, where one in ten of the pairs between them is of one event (single-link
// clustering with a veto).  What joins none (StoryProfile::joins()) is of each story it attaches
// to.  The same for any order of the articles.
//
// Compared are pairs within kStoryWindow, of 4,096 articles at a time in the order of time: linear,
// at the price that a story of a larger component may be cut in two there.
std::vector<std::vector<std::size_t>> divided(
    std::span<const StoryProfile* const> articles,
    std::span<const std::optional<std::int64_t>> families);

}  // namespace secondsource::corroborate
