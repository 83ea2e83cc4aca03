// An answer of HTTP/1 as it was on the wire.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace secondsource::extract {

struct HttpAnswer {
  int status = 0;
  std::string body;     // its transfer and content codings undone
  std::string charset;  // of Content-Type, "" when it names none
};

// Codings that a header names and the body does not have are taken as undone already: many archives
// keep the header and store the plain body.  A chunked or compressed body that breaks off is an
// error.  `limit`, `expansion`: see ReadLimits.  Linear.
std::expected<HttpAnswer, std::string> read_http(std::string_view message, std::size_t expansion,
                                                 std::size_t limit);

// "text/html; charset=UTF-8" → "UTF-8".
std::string charset_of(std::string_view content_type);

// Where the header lines that `text` begins with end, at or after `from`, and what follows their
// blank line begins.
struct HeaderEnd {
  std::size_t end = 0, next = 0;
};
std::optional<HeaderEnd> end_of_headers(std::string_view text, std::size_t from = 0);

// The value of a header in `lines`, white space trimmed; names match in any case; the first one.
std::string_view header_of(std::string_view lines, std::string_view name);

}  // namespace secondsource::extract
