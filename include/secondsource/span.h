// Places in a text.
#pragma once

#include <compare>
#include <cstdint>

namespace secondsource {

// The bytes [begin, end) of a UTF-8 text of at most 4 GiB.  Both ends stand between code points.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(ByteSpan other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(ByteSpan other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const ByteSpan&, const ByteSpan&) = default;
};

// The code points [begin, end) of the same text: what JSON and Python show.
struct CodePointSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend constexpr auto operator<=>(const CodePointSpan&, const CodePointSpan&) = default;
};

// Which of an article's two texts a span lies in.
enum class Field : std::uint8_t { kText, kTitle };

}  // namespace secondsource
