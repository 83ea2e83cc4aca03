// Names as they are compared: across spellings, marks and transliterations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::corroborate {

// A folded word (text::fold) without its diacritics: "zürich" → "zurich", "łódź" → "lodz".
std::string without_marks(std::string_view folded_word);

// What the spellings and transliterations of one name have in common: "Zelensky", "Zelenskiy" and
// "Zelenskyy" → "zelenski", "Schröder" and "Schroeder" → "schroder".
std::string skeleton(std::string_view folded_word);

// What the spellings of one common word have in common: "organise" and "organize", "colour" and
// "color", "centre" and "center".
std::string spelling(std::string_view folded_word);

// The folded words of a name, without marks: "The Harbor Ledger" → {"the", "harbor", "ledger"}.
std::vector<std::string> name_words(std::string_view name);

// Whether one word of a name is another's, off by a letter or two: "Solheim" and "Solhiem", but not
// "labour" and "labor".
bool misspelt(std::string_view a, std::string_view b);

// All letters and digits of a name: "Harbor-Ledger" → "harborledger".
std::string letters_of(std::string_view name);

}  // namespace secondsource::corroborate
