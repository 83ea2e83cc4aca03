// Whether what two articles tell of one thing agrees.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corroborate/context.h"
#include "secondsource/fact.h"

namespace secondsource::corroborate {

// Whether two values say the same: rounded or cut to fewer digits, within "about" or "at least",
// a day and its month, one name as a part of the other.
bool values_agree(const Fact& a, const Fact& b);

bool full_date(const Fact& fact);

// Numbers of one magnitude: 14 and 19, not 14 and 1,900.
bool of_one_size(const Fact& a, const Fact& b);

// Such counts, where they are too large to be alike by chance.
bool comparable(const Fact& a, const Fact& b);

// "Monday" of two articles, which each took for another week's; a figure whose unit a copy lost:
// "1.1 billion" and "1.1".
bool in_one_word(const Seen& a, const Seen& b);

// A toll that rose with time: all of the lower one stand before all of the higher one.
bool an_update(const std::vector<const Seen*>& a, const std::vector<const Seen*>& b);

// Whether the two sides can contradict each other: what one outlet prints in two articles is news
// of two hours or a table of two weeks; headline and text of one article can.
bool opposed(const std::vector<const Seen*>& a, const std::vector<const Seen*>& b);

// What each article of a story tells, by its values.
class Told {
 public:
  explicit Told(const std::vector<Seen>& facts);
  // Who gives both values means two things.
  bool by_one(const Seen& a, const Seen& b) const;

 private:
  static std::uint64_t key(const Article& article, std::string_view value);
  std::vector<std::uint64_t> keys_;  // in order
};

}  // namespace secondsource::corroborate
