// The words of names: how they are known again, and of whom they can be.
#pragma once

#include <cstdint>
#include <string>

#include "attribution/scan.h"

namespace secondsource::attribution {

// What ends a name or a role.
inline constexpr std::uint16_t kNameBreak = kBreak & ~kStop;
// Words that are no part of a name.
inline constexpr std::uint64_t kFunction = kDeterminer | kPreposition | kSubordinator | kAuxiliary |
                                           kAdverb | kPronounOther | kPersonalPronoun | kRelative;

// The words as they are printed, on one line.
std::string printed(const Scan& scan, Range words);

// A name without its "Jr.".
Range without_suffix(const Scan& scan, Range name);

// The hash by which a name's word is known, whatever its case: "Золотова" is "Золотов".
std::uint64_t name_key(const Scan& scan, std::uint32_t i);

// Whether two genders, of kMale, kFemale, both or neither, can be one person's.
bool compatible(std::uint64_t a, std::uint64_t b);

// That of the word, 0 where it can be both.
std::uint64_t gender_of(const Scan& scan, std::uint32_t i);

// Of the words from `floor` on before a role at word `i` that make another of it ("vice",
// "former"): a hash, 0 where there are none.
std::uint64_t rank_of(const Scan& scan, std::uint32_t i, std::uint32_t floor);

// What the lexicon knows of a given name, 0 of other words, even of one from abroad: "Agnès" is one
// where "Agnes" is.
std::uint64_t given_name(const Scan& scan, std::uint32_t i);

// Whether a word has its capital for it begins a sentence, as few names do: "Few expect …", "Asked
// about it, …"
bool opens_sentence(const Scan& scan, std::uint32_t i);

// Whether a word ends as roles do that no list has: "Fährmann", "hydrologist".
bool ends_as_role(const Scan& scan, std::uint32_t i);

}  // namespace secondsource::attribution
