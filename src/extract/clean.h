// Strings from pages made fit to show: no control characters, white space folded, http(s) URLs
// only.
#pragma once

#include <string>
#include <string_view>

namespace secondsource::extract {

// White space and control characters folded to single spaces, none at the ends; bidirectional
// controls and zero-width spaces removed.
std::string clean_line(std::string_view text);

// The URL without fragment and tracking parameters, scheme and host in lower case; resolved against
// `base` where it is relative; "" when it is not http or https, or has no host.
std::string clean_url(std::string_view url, std::string_view base = {});

// "https://www.harbor.example:80/x" → "www.harbor.example".
std::string_view host_of(std::string_view url);

// Lower case by simple folding of every code point; as many bytes as the text unless a letter's
// lower case has another length.
std::string lower_case(std::string_view text);

// Letters and digits only, lower case: what two spellings of one name or title share.
std::string skeleton(std::string_view text);

}  // namespace secondsource::extract
