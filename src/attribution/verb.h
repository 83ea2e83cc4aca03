// A verb that may be a cue, and what stands beside it: its auxiliaries, its subject, listeners and
// adverbials.
#pragma once

#include <cstdint>
#include <optional>

#include "attribution/scan.h"

namespace secondsource::attribution {

// How far from its cue a quotation or a complementiser is looked for, in words.
inline constexpr std::uint32_t kNear = 18;

struct Verb {
  Range words;  // the verb alone
  Range group;  // with its auxiliaries, adverbs and negation
  std::uint64_t flags = 0;
  bool participle = false;           // "saying"
  std::uint32_t subject_before = 0;  // the source ends before this word …
  std::uint32_t subject_after = 0;   // … or begins at this one
};

struct Subject {
  Range words, who;
  bool after = false;  // it stands after the verb
  bool inherits = false;
};

// "says" from the words at `i`; none when they are no verb here.
std::optional<Verb> verb_at(const Scan& scan, std::uint32_t i);

// The subject printed beside the verb, or the one it shares with the verb before it.
Subject subject_of(const Scan& scan, const Verb& verb);

// The end of a source after its verb with what is said of somebody unnamed: "an official | who
// asked not to be named", "a source, wishing to stay anonymous".
std::uint32_t with_anonymity(const Scan& scan, Range source, Range run);

// Whether only adverbials ("on Monday", "in a statement") stand in [first, end).
bool only_adverbials(const Scan& scan, std::uint32_t first, std::uint32_t end);

// Where the clause that is said begins after a verb and its listener and adverbials.
std::uint32_t skip_adverbials(const Scan& scan, const Verb& verb, std::uint32_t i,
                              std::uint32_t end);

}  // namespace secondsource::attribution
