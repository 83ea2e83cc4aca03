// What a code point is to words, looked up instead of asked of ICU.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace secondsource::text {

// Built from ICU's properties once; immutable.
class Characters {
 public:
  enum Flag : std::uint32_t {
    kWord = 1u << 16,  // a letter, digit or combining mark, after NFKC and case folding
    kLetter = 1u << 17,
    kDigit = 1u << 18,  // a decimal digit
    kUpper = 1u << 19,  // an upper- or title-case letter
    kLower = 1u << 20,
    kDense = 1u << 21,    // of a script that is written without spaces
    kIgnored = 1u << 22,  // removed by normalisation: it neither makes nor ends a word
    kHard = 1u << 23,     // its normal form depends on its neighbours or is not one code point
    kSpace = 1u << 24,    // white space
  };

  static const Characters& get();

  // Flags, and in the lower 16 bits the normal form of a word's character that is not kHard.
  std::uint32_t operator[](char32_t c) const { return c < 0x10000 ? table_[c] : beyond(c); }

 private:
  Characters();
  static std::uint32_t beyond(char32_t c);

  std::array<std::uint32_t, 0x10000> table_{};
};

// The code point that begins at text[at], and how many bytes it has.  `text` is valid UTF-8; what
// is not is read as U+FFFD, a byte at a time.
struct Decoded {
  char32_t c = 0;
  std::uint32_t size = 0;
};

inline Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const char32_t lead = byte(0);
  const std::size_t left = text.size() - at;
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0 && lead >= 0xC0 && left >= 2) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (lead < 0xF0 && lead >= 0xE0 && left >= 3) {
    return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  if (lead >= 0xF0 && lead < 0xF8 && left >= 4) {
    return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
            4};
  }
  return {0xFFFD, 1};
}

// Appends the code point in UTF-8.
inline void encode(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// The code point that ends before text[at]; at > 0.
inline Decoded decode_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) {
    --begin;
  }
  const Decoded decoded = decode(text, begin);
  return decoded.size == at - begin ? decoded : Decoded{0xFFFD, 1};
}

}  // namespace secondsource::text
