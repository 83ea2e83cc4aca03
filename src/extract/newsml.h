// News agencies' formats → records: IPTC NewsML-G2 (with NITF, XHTML, HTML or text inside), NITF
// alone, and ninjs 1 to 3.
//
// An item that was withdrawn, withheld, embargoed or corrected keeps its text, and a notice says
// so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "extract/feed.h"
#include "extract/passed.h"

namespace secondsource::extract {

// Of a newsItem, or of all in a newsMessage.  `passed`: how many items of which kind hold no text
// ("packageItem", "remote content").  `text`: valid UTF-8.  Linear.
std::expected<void, std::string> read_newsml(std::string_view text, std::size_t nesting,
                                             const TakeRecord& take, PassedOver& passed);

// The record of a ninjs object; "" when it is none.  `json`: valid UTF-8, a JSON object.
std::string record_of_ninjs(std::string_view json, std::size_t nesting);

}  // namespace secondsource::extract
