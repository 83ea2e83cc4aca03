// Who said what: the attribution relations of one article (source, cue, content).
#pragma once

#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/mention.h"
#include "text/text.h"

namespace secondsource::attribution {

// The mentions of an article's title and text, in order of appearance, titles first; ids set.
// What lies in `article.furniture` or its dateline is skipped.  Linear in the length of the
// article.
std::vector<Mention> attribute(const Article& article, const text::ArticleText& text,
                               const Data& data);

}  // namespace secondsource::attribution
