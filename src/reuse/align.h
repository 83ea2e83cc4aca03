// Passages between two texts: shared fingerprints are extended, chained and aligned.
#pragma once

#include <span>
#include <vector>

#include "reuse/winnow.h"
#include "secondsource/article.h"
#include "secondsource/passage.h"
#include "text/text.h"

namespace secondsource::reuse {

// One of the two articles.  Refers to what must outlive it.
struct Side {
  const Article* article = nullptr;
  const text::Text* text = nullptr;  // of article->text
};

// Every passage between two texts, in order of a_span; `a` of the result is the one published first
// (without times, or with equal ones: the one with the smaller id), whichever way they are given.
// Identical word sequences give one passage of kind kIdentical.  Every run of at least
// options.promise shared words lies inside a passage.
std::vector<Passage> align(const Side& one, const Side& other, const WinnowOptions& options = {});

}  // namespace secondsource::reuse
