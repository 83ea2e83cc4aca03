// HTML without a page around it, as feeds and agencies send it: all of it is the text.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "secondsource/article.h"
#include "secondsource/data.h"

namespace secondsource::extract {

// Sets text, paragraphs and, where the fragment says that it goes on elsewhere, completeness.  Left
// out: captions, forms, navigation, lines that only lead elsewhere, and at the end what names the
// title in a link ("The post … appeared first on …").  `html` is valid UTF-8.  Linear.
std::expected<void, std::string> take_fragment(std::string_view html, std::size_t nesting,
                                               const Data& data, Article& article);

}  // namespace secondsource::extract
