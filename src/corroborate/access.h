// Own access: whether an origin was there itself, as far as its words show.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "corroborate/carriers.h"
#include "secondsource/statement.h"

namespace secondsource::corroborate {

// Carriers of one origin, in order.
struct Group {
  Sources::Number source = 0;
  std::vector<std::size_t> carriers;
  std::vector<std::size_t> own;  // of them, those that say so themselves: neither cited nor listed
};

// Evidence that groups[which] has its words first hand; none when nothing shows it.
//   - It carries at least five running words of the utterance that no other origin printed earlier,
//     and others printed the statement before.
//   - Words of access: "told this newspaper", an interview of its own, "our special correspondent in
//     Vessen" at its head, a dateline with its own byline at a place that others of the story name.
std::optional<Evidence> access_evidence(std::size_t which, std::span<const Group> groups,
                                        std::span<const Carrier> carriers,
                                        const Surroundings& surroundings, const Sources& sources,
                                        const Data& data);

}  // namespace secondsource::corroborate
