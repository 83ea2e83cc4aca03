// Which words of an article are its own telling, which are quoted, and which are its outlet's
// furniture.
#pragma once

#include <cstdint>
#include <vector>

#include "reuse/align.h"

namespace secondsource::reuse {

enum class WordKind : std::uint8_t { kNarrative, kQuotation, kFurniture };

// Of each word of side.text.  Quotations of fewer than kQuotedWords words (titles, scare quotes)
// are narrative, and so is what follows a mark that nothing closes.  Linear.
void word_kinds(const Side& side, std::vector<WordKind>& out);

inline constexpr std::uint32_t kQuotedWords = 4;

// Of two words beside each other: words that one side quotes are quoted words, even where the other
// has lost the marks; furniture has to be so on both sides.
constexpr WordKind both(WordKind a, WordKind b) {
  if (a == b) return a;
  return a == WordKind::kQuotation || b == WordKind::kQuotation ? WordKind::kQuotation
                                                                : WordKind::kNarrative;
}

}  // namespace secondsource::reuse
