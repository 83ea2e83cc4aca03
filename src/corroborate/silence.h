// Who covered the story of a statement and does not carry it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "corroborate/carriers.h"

namespace secondsource::corroborate {

struct Silence {
  std::vector<std::string> silent;  // in order of ids
  std::vector<std::string> cannot_tell;
};

// Of the articles in the stories of the carriers that are no carriers: silent is one that certainly
// was published after the first of them, is an article of its own (no live page, roundup or
// summary), complete, in a language of a carrier, and without the words.
Silence silence_of(std::span<const Carrier> carriers, const Surroundings& surroundings);

}  // namespace secondsource::corroborate
