// What stands inside a quotation and is not its speaker's.
#pragma once

#include <vector>

#include "attribution/scan.h"
#include "press/press.h"
#include "secondsource/span.h"

namespace secondsource::attribution {

// Inside `content`: [brackets], an agency's parentheses "(… – AGENCY)", notes such as "(laughs)"
// and "(sic)", ellipses.  In order, not overlapping.  Linear.
void find_insertions(const Scan& scan, ByteSpan content, const press::Press& press,
                     std::vector<ByteSpan>& out);

}  // namespace secondsource::attribution
