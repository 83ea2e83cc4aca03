// UTF-8: checked, repaired, measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "secondsource/span.h"

namespace secondsource::text {

// Replaces each maximal invalid sequence (WHATWG: surrogates, overlong forms and what is beyond
// U+10FFFF included) by U+FFFD.  Returns how many there were; 0 leaves `text` untouched.
std::size_t repair_utf8(std::string& text);

bool valid_utf8(std::string_view text);

// From bytes to code points and back, in order: each call costs the distance from the one before
// when spans rise, so a pass over sorted spans is linear.
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
};

}  // namespace secondsource::text
