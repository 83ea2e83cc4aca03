// The words of a text.
#pragma once

#include "text/text.h"

namespace secondsource::text {

// Fills out.words and out.folded from out.source.
void find_words(Text& out);

}  // namespace secondsource::text
