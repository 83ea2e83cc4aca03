// Who covered the story of a statement and does not carry it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "corroborate/carriers.h"
#include "secondsource/data.h"

namespace secondsource::corroborate {

struct Silence {
  std::vector<std::string> silent;  // in order of ids
  std::vector<std::string> cannot_tell;
};

// Of the articles in the stories of the carriers that are no carriers: silent is one that certainly
// was published after the first of them, is an article of its own (no live page, roundup or
// summary), complete, in a language of a carrier, without the words, without a mention that may be
// the statement in others or is akin to it, and without a passage that has much of what it tells.
Silence silence_of(std::span<const Carrier> carriers, const Surroundings& surroundings,
                   const Data& data);

// What such passages are looked for by: the meaning of each word of a text, 0 where it tells
// little.
std::vector<std::uint64_t> told_by(const text::Text& text, const std::string& language,
                                   const Data& data);

}  // namespace secondsource::corroborate
