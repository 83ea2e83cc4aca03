// UTF-8: checked, repaired, measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/span.h"

namespace secondsource::text {

// Replaces each maximal invalid sequence (WHATWG: surrogates, overlong forms and what is beyond
// U+10FFFF included) by U+FFFD.  Returns how many there were; 0 leaves `text` untouched.
std::size_t repair_utf8(std::string& text);

bool valid_utf8(std::string_view text);

// From bytes to code points and back.  at_byte() costs the distance from the call before, or a
// constant where that is far; to_byte() the distance.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  std::uint32_t at_byte(std::uint32_t byte);        // code points before `byte`
  std::uint32_t to_byte(std::uint32_t code_point);  // byte where it begins; size() beyond the end
  CodePointSpan span(ByteSpan bytes);
  ByteSpan bytes(CodePointSpan span);

 private:
  std::string_view text_;
  std::uint32_t byte_ = 0, code_point_ = 0;
  std::vector<std::uint32_t> before_;  // code points before every kStep-th byte, made when needed
};

}  // namespace secondsource::text
