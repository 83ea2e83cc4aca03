// An attribution relation in words: what a mention is made from.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/scan.h"

namespace secondsource::attribution {

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
  bool standalone = false;           // no words of its own beside the quotation
  std::uint32_t verb = Scan::kNone;  // the word of the cue that stands for it
};

}  // namespace secondsource::attribution
