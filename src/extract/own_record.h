// What `read --json` writes of an article beyond what records of other tools have, read back: so
// that an article is the same whether its page or its record is added.
#pragma once

#include <simdjson.h>

#include "secondsource/article.h"

namespace secondsource::extract {

// Precision and zone of the time of publication, which must be set.
void take_own_times(const simdjson::dom::object& record, Article& article);

// Credits that rest on no words of the text (bylines, canonical links, syndication marks), added to
// those that were found.
void take_own_credits(const simdjson::dom::object& record, Article& article);

}  // namespace secondsource::extract
