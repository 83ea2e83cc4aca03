// What two articles share, side by side on a terminal.
#pragma once

#include <span>
#include <string>

#include "secondsource/article.h"
#include "secondsource/passage.h"
#include "secondsource/report.h"

namespace secondsource::report {

// `passages` between `a` and `b`, in order of a_span.
std::string passages_to_terminal(const Article& a, const Article& b,
                                 std::span<const Passage> passages,
                                 const TerminalOptions& options = {});

}  // namespace secondsource::report
