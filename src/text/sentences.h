// The sentences of a text.
//
// Rules of our own, not ICU's, since news is full of what those break at: abbreviations (from the
// language's file), initials, ordinals, stops inside quotation marks.  A paragraph ends
// one; a newline inside a paragraph does not.
#pragma once

#include "text/text.h"

namespace secondsource::text {

// Fills out.sentences; out.words and out.paragraphs are there.
void find_sentences(Text& out);

}  // namespace secondsource::text
