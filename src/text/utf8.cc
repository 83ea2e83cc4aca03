#include "text/utf8.h"

#include <algorithm>
#include <cstring>

namespace secondsource::text {
namespace {

// How many bytes from `begin` are one code point (valid), or one maximal part of a malformed one,
// which becomes one U+FFFD ("maximal subpart" of the Unicode standard, as WHATWG decodes).
struct Sequence {
  std::size_t size;
  bool valid;
};

Sequence sequence_at(std::string_view text, std::size_t begin) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(begin);
  if (lead < 0x80) return {1, true};
  std::size_t size = 0;
  unsigned char low = 0x80, high = 0xBF;  // what the second byte may be
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {1, false};
  }
  for (std::size_t i = 1; i < size; ++i) {
    if (begin + i >= text.size() || byte(begin + i) < low || byte(begin + i) > high) {
      return {i, false};
    }
    low = 0x80;
    high = 0xBF;
  }
  return {size, true};
}

// The end of the ASCII run that begins at `begin`.
std::size_t ascii_end(std::string_view text, std::size_t begin) {
  while (begin + 8 <= text.size()) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + begin, 8);
    if ((eight & 0x8080808080808080u) != 0) break;
    begin += 8;
  }
  while (begin < text.size() && static_cast<unsigned char>(text[begin]) < 0x80) ++begin;
  return begin;
}

// The first byte of a malformed sequence at or after `begin`; size() when there is none.
std::size_t first_malformed(std::string_view text, std::size_t begin) {
  while ((begin = ascii_end(text, begin)) < text.size()) {
    const Sequence sequence = sequence_at(text, begin);
    if (!sequence.valid) return begin;
    begin += sequence.size;
  }
  return text.size();
}

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

bool valid_utf8(std::string_view text) { return first_malformed(text, 0) == text.size(); }

std::size_t repair_utf8(std::string& text) {
  std::size_t malformed = first_malformed(text, 0);
  if (malformed == text.size()) return 0;
  std::string repaired;
  repaired.reserve(text.size() + 64);
  std::size_t count = 0, begin = 0;
  while (malformed < text.size()) {
    repaired.append(text, begin, malformed - begin);
    repaired.append("\xEF\xBF\xBD");
    ++count;
    begin = malformed + sequence_at(text, malformed).size;
    malformed = first_malformed(text, begin);
  }
  repaired.append(text, begin);
  text = std::move(repaired);
  return count;
}

std::uint32_t CodePoints::at_byte(std::uint32_t byte) {
  byte = std::min<std::uint32_t>(byte, static_cast<std::uint32_t>(text_.size()));
  constexpr std::uint32_t kStep = 4096;
  const std::uint32_t distance = byte > byte_ ? byte - byte_ : byte_ - byte;
  if (distance > kStep) {
    if (before_.empty()) {
      std::uint32_t count = 0;
      for (std::uint32_t i = 0; i < text_.size(); ++i) {
        if (i % kStep == 0) before_.push_back(count);
        count += !continues(text_[i]);
      }
      before_.push_back(count);
    }
    byte_ = byte / kStep * kStep;
    code_point_ = before_[byte / kStep];
  }
  for (; byte_ < byte; ++byte_) code_point_ += !continues(text_[byte_]);
  for (; byte_ > byte; --byte_) code_point_ -= !continues(text_[byte_ - 1]);
  return code_point_;
}

std::uint32_t CodePoints::to_byte(std::uint32_t code_point) {
  if (code_point < code_point_ && code_point < code_point_ - code_point) byte_ = code_point_ = 0;
  while (code_point_ > code_point) code_point_ -= !continues(text_[--byte_]);
  while (byte_ < text_.size() && (code_point_ < code_point || continues(text_[byte_]))) {
    code_point_ += !continues(text_[byte_]);
    ++byte_;
    while (byte_ < text_.size() && continues(text_[byte_])) ++byte_;
  }
  return byte_;
}

CodePointSpan CodePoints::span(ByteSpan bytes) {
  const std::uint32_t begin = at_byte(bytes.begin);
  return {begin, at_byte(bytes.end)};
}

ByteSpan CodePoints::bytes(CodePointSpan span) {
  const std::uint32_t begin = to_byte(span.begin);
  return {begin, to_byte(span.end)};
}

}  // namespace secondsource::text
