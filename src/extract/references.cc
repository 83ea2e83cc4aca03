// Character references, as the WHATWG rules resolve them.
//
// The names stand in data/html-entities.txt: lines "NAME CHARACTERS" in order of their bytes, the
// ";" part of the name, so that a binary search needs no index.
#include <algorithm>
#include <cstring>

#include "data/embedded.h"
#include "extract/tree.h"
#include "text/characters.h"

namespace secondsource::extract {
namespace {

std::string_view entities() {
  for (std::size_t i = 0; i < data::kEmbeddedCount; ++i) {
    const data::EmbeddedFile& file = data::kEmbedded[i];
    if (file.path == "html-entities.txt") {
      return {file.bytes.begin, static_cast<std::size_t>(file.bytes.end - file.bytes.begin)};
    }
  }
  return {};
}

// The characters of a name with its ";", or of one that needs none; "" when there is no such name.
std::string_view lookup(std::string_view name) {
  static const std::string_view table = entities();
  std::size_t low = 0, high = table.size();
  while (low < high) {
    std::size_t line = low + (high - low) / 2;
    while (line > low && table[line - 1] != '\n') --line;
    const std::size_t end = std::min(table.find('\n', line), table.size());
    const std::string_view row = table.substr(line, end - line);
    const std::size_t space = row.find(' ');
    const int order = row.substr(0, space).compare(name);
    if (order == 0) return row.substr(space + 1);
    if (order < 0) {
      low = end + 1;
    } else {
      high = line;
    }
  }
  return {};
}

bool alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Numbers 0x80 to 0x9F mean Windows-1252, whatever the page's encoding.
constexpr std::uint16_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

// The length of the numeric reference at the beginning of `text` ("&#…"), 0 when it is none.
std::size_t decode_number(std::string_view text, std::string& out) {
  std::size_t i = 2;
  const bool hexadecimal = i < text.size() && (text[i] | 0x20) == 'x';
  if (hexadecimal) ++i;
  const std::size_t digits = i;
  std::uint32_t value = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    std::uint32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      digit = static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      break;
    }
    value = std::min<std::uint32_t>(value * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  if (i == digits) return 0;
  if (i < text.size() && text[i] == ';') ++i;
  if (value >= 0x80 && value < 0xA0) value = kWindows1252[value - 0x80];
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  if (value < 0x20 || value == 0x7F) value = ' ';
  text::encode(value, out);
  return i;
}

std::size_t decode_name(std::string_view text, bool in_attribute, std::string& out) {
  constexpr std::size_t kLongest = 33, kLongestWithoutSemicolon = 6;
  std::size_t end = 1;
  while (end < text.size() && end < kLongest && alphanumeric(text[end])) ++end;
  if (end == 1) return 0;
  if (end < text.size() && text[end] == ';') {
    const std::string_view found = lookup(text.substr(1, end));
    if (!found.empty()) {
      out += found;
      return end + 1;
    }
  }
  for (std::size_t size = std::min(end - 1, kLongestWithoutSemicolon); size >= 2; --size) {
    const std::string_view found = lookup(text.substr(1, size));
    if (found.empty()) continue;
    const char next = size + 1 < text.size() ? text[size + 1] : '\0';
    if (in_attribute && (next == '=' || alphanumeric(next))) return 0;
    out += found;
    return size + 1;
  }
  return 0;
}

}  // namespace

void decode_references(std::string_view text, bool in_attribute, std::string& out) {
  while (!text.empty()) {
    const std::size_t ampersand = std::min(text.find('&'), text.size());
    out += text.substr(0, ampersand);
    text.remove_prefix(ampersand);
    if (text.empty()) return;
    const std::size_t used = text.size() > 2 && text[1] == '#'
                                 ? decode_number(text, out)
                                 : decode_name(text, in_attribute, out);
    if (used == 0) out += '&';
    text.remove_prefix(std::max<std::size_t>(used, 1));
  }
}

}  // namespace secondsource::extract
