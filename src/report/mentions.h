// One article's mentions on a terminal.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "secondsource/article.h"
#include "secondsource/mention.h"
#include "secondsource/report.h"

namespace secondsource::report {

// The article's text with content, cue and speaker marked, then who said how much.  Marks are signs
// beside colour: [1 content], ‹cue›, {speaker}.
std::string mentions_to_terminal(const Article& article, std::span<const Mention> mentions,
                                 const TerminalOptions& options = {});

// Whether `name` holds `part`, case and diacritics apart.
bool holds_name(std::string_view name, std::string_view part);

}  // namespace secondsource::report
