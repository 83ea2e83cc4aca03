// The words of a mention, and how those of two mentions line up.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "secondsource/mention.h"
#include "text/text.h"

namespace secondsource::corroborate {

inline const text::Text& field_of(const text::ArticleText& text, Field field) {
  return field == Field::kTitle ? text.title : text.body;
}

// The speaker's words of a mention, in order, its insertions left out.
struct Content {
  std::vector<std::uint32_t> words;  // indices into Text::words
  // For each word, whether something may have been cut before it: a piece begins, or an ellipsis or
  // an insertion stands there.
  std::vector<bool> cut;
  // And whether nothing but the beginning of a piece, behind "she said", says so.
  std::vector<bool> seam;
  // For each word, whether it stands as spoken: not in a reporter's own words, as indirect speech
  // does but for a word of it in marks, and what surrounds the quoted words of a mixed one.
  std::vector<bool> spoken;
};
Content content_of(const text::Text& text, const Mention& mention);

// What a reader sees of that content: its pieces without insertions, white space folded.
std::string wording_of(const text::Text& text, const Mention& mention);

// Pairs (i, j) of equal words, rising in both: a longest common subsequence (Wagner & Fischer 1974)
// of the first kAlignedWords of each, what is equal at both ends taken as it is.
inline constexpr std::size_t kAlignedWords = 512;
std::vector<std::pair<std::uint32_t, std::uint32_t>> align_words(std::span<const std::uint64_t> a,
                                                                 std::span<const std::uint64_t> b);

}  // namespace secondsource::corroborate
