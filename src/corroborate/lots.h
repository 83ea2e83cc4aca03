// Copies of one text among what carries a statement, and where they have its words from.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "corroborate/carriers.h"
#include "corroborate/copies.h"
#include "corroborate/origin.h"
#include "corroborate/sources.h"

namespace secondsource::corroborate {

struct Lot {
  std::vector<std::size_t> carriers;     // in order
  std::vector<Sources::Number> sources;  // one; several when all of them credit the same several
  bool own = false;                      // the source is the publisher of one of them
};

// Every carrier is in one lot.  Who prints another's text with words of its own access to the
// speaker is in a lot of its own.
std::vector<Lot> lots_of(std::span<const Carrier> carriers, std::span<const Copy> copies,
                         const Surroundings& surroundings, Sources& sources);

}  // namespace secondsource::corroborate
