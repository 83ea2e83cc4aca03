// OPML 1.0 and 2.0: lists of feeds.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::extract {

// The addresses of the feeds (http, https) in the order in which they stand, each once.  An error
// for what is no OPML.  No DTD is read.  Linear.
std::expected<std::vector<std::string>, std::string> read_opml(std::string_view text,
                                                               std::size_t nesting);

}  // namespace secondsource::extract
