// Words of articles made safe to print, and measured in columns of a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace secondsource::report {

// `words` on one line: runs of white space become one space, control characters and marks that turn
// the direction of the text around them (bidirectional overrides, embeddings, isolates) become
// U+FFFD, as do invalid bytes.  Soft hyphens are dropped.  Nothing else changes.
std::string plain(std::string_view words);

// The same, and at most `columns` wide: what is beyond them is cut with "…".
std::string shortened(std::string_view words, std::size_t columns);

// Columns that a terminal takes for one code point: 0 for combining marks, 2 for wide characters.
std::size_t columns_of(char32_t code_point);
std::size_t columns_of(std::string_view words);

// The code point at `at` of valid UTF-8; `at` moves behind it.
char32_t next_code_point(std::string_view text, std::size_t& at);

// The boundary between code points at or before `at`.
std::size_t code_point_boundary(std::string_view text, std::size_t at);

}  // namespace secondsource::report
