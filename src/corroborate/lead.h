// What the lead of an article tells: by it two reports of one event are known that share nothing
// else.
//
// A report begins with what is new, in a sentence that says who or where, and what.  Two leads tell
// the same when a sentence of either shares two rare names, three more words and nearly half of its
// weight with one of the other, and one of the two articles begins with it: what both bring in
// further down is background, and of many events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "corroborate/keys.h"
#include "secondsource/article.h"
#include "secondsource/time.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {

struct LeadSentence {
  enum class Kind : std::uint8_t {
    kName,
    kWord,
    kOther
  };  // rare; of no name, or a figure; neither
  struct Word {
    std::uint32_t key = 0;  // of how it begins: "collision", "collisions"
    float weight = 0;       // in bits
    Kind kind = Kind::kOther;
  };
  std::vector<Word> words;  // those that say anything, by key, each once
  float weight = 0;         // of all of them
  std::uint64_t names = 0;  // a bit for each name
  bool opens = false;       // the article begins with it, or with one before it
};

// The sentences of the lead that could be shared, in their order.  Names that stand beside each
// other are one ("Holm, Solheim and Co").  `common`: whether a word of the body is written small
// somewhere, and so is no name.
std::vector<LeadSentence> lead_of(const Article& article, const text::Text& body,
                                  const text::Weights::Table& weights,
                                  const std::function<bool(std::size_t word)>& common);

// Symmetric.
bool tell_the_same(std::span<const LeadSentence> a, std::span<const LeadSentence> b);

// Keys under which leads that tell the same are found: pairs of rare names.  A few at most.
void keep_lead(Keys& keys, std::span<const LeadSentence> lead, Time published);

}  // namespace secondsource::corroborate
