// An attribution relation in words: what a mention is made from.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "attribution/scan.h"

namespace secondsource::attribution {

inline constexpr std::uint32_t kCueWindow = 24;  // words around a cue that are looked at

// A piece of content: words, and the quotation they are when they are a whole one.
struct Piece {
  Range words;
  std::uint32_t quotation = Scan::kNone;
  bool spoken = false;  // the speaker's own words, shown by dashes: "— We leave, — he said."
};

struct Relation {
  Range cue;     // empty where none is printed
  Range source;  // empty where none is printed
  Range who;     // the words that say who the source is: the source's, or what it refers back to
  std::vector<Piece> content;
  bool speech = true;
  bool inherits = false;             // the speaker is that of the relation before
  bool dropped = false;              // the verb stands without its subject: "Dijo que …"
  std::uint32_t verb = Scan::kNone;  // the word of the cue that stands for it

  // Whether the word is of what is said.
  bool says(std::uint32_t word) const {
    return std::ranges::any_of(content,
                               [word](const Piece& piece) { return piece.words.contains(word); });
  }
  // Whether any of it is a whole quotation.
  bool quotes() const {
    return std::ranges::any_of(content,
                               [](const Piece& piece) { return piece.quotation != Scan::kNone; });
  }
  // Whether the word is the writer's, at the level of the cue.
  bool narrative(const Scan& scan, std::uint32_t word) const {
    if (cue.empty()) return scan.quote[word] == Scan::kNone;
    return scan.quote[word] == scan.quote[cue.first] && scan.inner[word] == scan.inner[cue.first];
  }
};

}  // namespace secondsource::attribution
