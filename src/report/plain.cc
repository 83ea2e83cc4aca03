#include "report/plain.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/characters.h"
#include "text/utf8.h"

namespace secondsource::report {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) {
  // Interlinear annotations and tags hide text just as control characters do.
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x2028 ||
         c == 0x2029 || u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const text::Decoded decoded = text::decode(text, at);
  at += decoded.size;
  return decoded.c;
}

std::size_t code_point_boundary(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::string plain(std::string_view words) {
  std::string repaired;
  if (!text::valid_utf8(words)) {
    repaired = words;
    text::repair_utf8(repaired);
    words = repaired;
  }
  std::string out;
  out.reserve(words.size());
  bool space = false;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(words, at);
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (c == 0xAD) continue;  // a soft hyphen
    if (space && !out.empty()) out += ' ';
    space = false;
    if (is_control(c) || turns_direction(c)) {
      out += kReplacement;
    } else {
      out.append(words, begin, at - begin);
    }
  }
  return out;
}

std::string shortened(std::string_view words, std::size_t columns) {
  std::string out = plain(words);
  std::size_t used = 0, kept = 0;  // kept: bytes that fit beside "…"
  for (std::size_t at = 0; at < out.size();) {
    used += columns_of(next_code_point(out, at));
    if (used > columns) {
      while (kept > 0 && out[kept - 1] == ' ') --kept;
      out.resize(kept);
      return out += "…";
    }
    if (used < columns) kept = at;
  }
  return out;
}

std::size_t columns_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (c < 0x300) return 1;
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns_of(std::string_view words) {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < words.size();) sum += columns_of(next_code_point(words, at));
  return sum;
}

}  // namespace secondsource::report
