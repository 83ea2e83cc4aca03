// The words of a source beside its cue: a name, a role, a pronoun, with what is said of them.
#pragma once

#include <cstdint>

#include "attribution/scan.h"

namespace secondsource::attribution {

// A group of words that can be the source of others, empty when there is none.
struct NounPhrase {
  Range words;                 // with appositions: "Marta Quill, the harbour master"
  Range head;                  // without: "Marta Quill"
  bool prepositional = false;  // a preposition stands before it: "on Monday the mayor"
};

// The one that ends right before word `end`, looked for down to word `first`.
NounPhrase noun_phrase_before(const Scan& scan, std::uint32_t first, std::uint32_t end);

// The one that begins at word `begin` and ends at or before `end`.
NounPhrase noun_phrase_after(const Scan& scan, std::uint32_t begin, std::uint32_t end);

// The subject of the sentence whose words are `clause`: its first group that is no adverbial's.
NounPhrase clause_subject(const Scan& scan, Range clause);

// Whether the words can stand for somebody: a name, a pronoun, a role, "the company", "critics";
// not "recent".
bool can_be_source(const Scan& scan, Range words);

// Whether a party and a place begin at the word, as printed behind a name: "R-Iowa", "D-Calif.".
bool party_label(const Scan& scan, std::uint32_t word);

// A cue verb's form that stands for a noun here: "the report", "his claims".
bool noun_use(const Scan& scan, std::uint32_t word);

}  // namespace secondsource::attribution
