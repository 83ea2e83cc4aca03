// Speakers as they are compared between articles.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/mention.h"
#include "text/weights.h"

namespace secondsource::corroborate {

struct SpeakerName {
  Speaker::Kind kind = Speaker::Kind::kUnnamed;
  std::span<const std::uint64_t> words;  // hashes of the name's words, surname last; may be empty
  std::uint32_t initial = 0;
  std::string_view surname;  // folded, without marks
};

enum class Agreement : std::uint8_t { kAgree, kUnknown, kDiffer };

// Persons agree in surname and, where both are given, in first name or its initial; in a first name
// and a surname off by a letter or two; organisations when one name is part of the other.  A person
// and an organisation ("the ministry") may be one.
Agreement compare(const SpeakerName& a, const SpeakerName& b);

// A name's last word but for a "Jr.".
std::string surname_of(std::string_view name);

// The hashes of a name's words but for a "Jr.", and its initial.
std::vector<std::uint64_t> speaker_words(std::string_view name, std::uint32_t& initial);

// "The company", "dealers": a body that many articles have, and none of them means the same one.  A
// capital behind the first word shows a name: "Bank of England".
bool names_nobody(const Speaker& speaker, std::string_view language, const text::Weights& weights);

// Whether the words beside the cue name the speaker, rather than "he" or "the minister", whom two
// copies of a text that were cut in other places may take for two people.
bool prints_name(const Mention& mention, std::string_view text_of_field);

// Whether who is named as speaking is who the words are from: "…, the Harbor Ledger reported". Then
// nobody is said to have spoken.
bool speaker_is_source(const Mention& mention);

}  // namespace secondsource::corroborate
