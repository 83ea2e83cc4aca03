// Outlets and agencies where they are named in running words.  One need not be one of data/: a
// capitalised name that ends as newspapers' names do is one, or one called "the newspaper".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "attribution/scan.h"
#include "press/press.h"
#include "secondsource/mention.h"

namespace secondsource::attribution {

inline constexpr std::uint32_t kLongestOutlet = 7;  // words of a name

// The outlet or agency whose name begins at word `i`, an article and what is said of it ("the
// Danish newspaper") before it allowed; `end` bounds it and the words that are looked at.
std::optional<Via> outlet_at(const Scan& scan, std::uint32_t i, std::uint32_t end,
                             const press::Press& press);

// The same, or the letters of an agency that stand for other things elsewhere: "told UPI".
std::optional<Via> outlet_or_letters(const Scan& scan, std::uint32_t i, std::uint32_t end,
                                     const press::Press& press);

// A name where only an outlet's can stand, as in the rest of a list that began with one: "Halden
// Press and | Zenith".
std::optional<Via> listed_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end);

// A name at word `i` that is an outlet's where the library has one of the name, and else
// somebody's: "told | Goalmouth", "told | the Ledger".  Not certain.
std::optional<Via> maybe_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end);

// The word behind an outlet's name.
inline std::uint32_t word_behind(const Scan& scan, const Via& via) {
  return static_cast<std::uint32_t>(scan.text->word_at(via.span.end));
}

// An outlet that is not named, with its words: "a French newspaper", "local radio".
std::optional<Via> unnamed_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end);

// "that newspaper", "der Zeitung": an outlet's noun without its name.
bool refers_back(const Scan& scan, std::uint32_t i, std::uint32_t end);

// Whether the word is what is left of the outlet's own name, a case ending allowed: "dem | Boten"
// in the Vessener Bote.
bool short_for(const Scan& scan, std::uint32_t i, std::string_view outlet);

// A name of capitals alone among other words, as stations and agencies have: "WVLK".
bool acronym(const Scan& scan, std::uint32_t i);

}  // namespace secondsource::attribution
