// The quotation stretches of a text, as far as the marks tell.
//
// Marks are paired in one pass over each paragraph with a stack.  What a mark is (one that opens,
// one that closes, an apostrophe, an inch) is decided by the mark itself where it says so (« „ 「),
// by what stands on both sides of it, and by what is open.  Marks of one group may pair whatever
// their shape, since editors mix them: “ with ", „ with ”.
#pragma once

#include "text/text.h"

namespace secondsource::text {

// Fills out.quotations; out.words and out.paragraphs are there.
void find_quotations(Text& out);

}  // namespace secondsource::text
