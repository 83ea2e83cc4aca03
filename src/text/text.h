// Words, sentences and quotation stretches of one text: computed once, used by all stages.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/span.h"

namespace secondsource::text {

class Language;
class Languages;

// A run of letters, digits and combining marks after NFKC and case folding; in scripts without
// spaces (Han, kana, Thai, Lao, Khmer, Myanmar) one of ICU's words.  So "don't" and "U.S." are two
// words each: `joint` says what holds them together, and Text::phrase(i, i + 2) is "don't".  Never
// longer than 1,024 bytes of the source: a longer run is cut.
struct Word {
  std::uint64_t hash = 0;    // of the normalised form: XXH3, 64 bits
  ByteSpan span;             // in the source
  std::uint32_t folded = 0;  // where the normalised form begins in Text::folded
  std::uint16_t folded_size = 0;
  bool capitalised : 1 = false;  // begins with an upper- or title-case letter
  bool number : 1 = false;       // begins with a digit
  // What stands between the word before and this one: '\'' (any apostrophe), '.', '-' (any hyphen),
  // ',' , '/', '&', ':' when it is nothing but that one character, '\0' when nothing does, else '
  // '.
  char joint = ' ';
};

struct Sentence {
  ByteSpan span;
  std::uint32_t first_word = 0, end_word = 0;  // words [first, end)
  std::uint32_t paragraph = 0;
};

// A stretch between quotation marks, as far as the marks tell: whether it is speech, a title or a
// scare quote is for attribution to say.
struct Quotation {
  ByteSpan outer;                              // with its marks
  ByteSpan inner;                              // without
  std::uint32_t first_word = 0, end_word = 0;  // words of `inner`
  std::uint32_t paragraph = 0;
  std::uint32_t depth = 0;  // 0 for an outermost one
  // False when no mark closes it: it then ends with its paragraph, or before the next mark of its
  // kind that opens one.
  bool closed = true;
  bool continues = false;  // reopened here after the paragraph before ended inside it
};

// Reusable: analyse() clears and refills it, so a caller with a loop allocates once.
struct Text {
  std::string_view source;  // what was analysed; must outlive this value
  const Language* language = nullptr;
  std::vector<Word> words;
  std::vector<Sentence> sentences;    // in order; cover all words, cross no paragraph
  std::vector<ByteSpan> paragraphs;   // those given, or the lines of the source
  std::vector<Quotation> quotations;  // in order of outer.begin
  std::string folded;                 // normalised forms of the words, each after its joint

  std::string_view word(std::size_t i) const {
    return std::string_view(folded).substr(words[i].folded, words[i].folded_size);
  }
  // The normalised words [first, end) with their joints: "don't know", "1,200", "co-operate".
  std::string_view phrase(std::size_t first, std::size_t end) const {
    if (first >= end) return {};
    const Word& last = words[end - 1];
    return std::string_view(folded).substr(words[first].folded,
                                           last.folded + last.folded_size - words[first].folded);
  }
  std::string_view slice(ByteSpan span) const { return source.substr(span.begin, span.size()); }
  // The first word that begins at or after `byte`; words.size() when there is none.  O(log n).
  std::size_t word_at(std::uint32_t byte) const;
  // The sentence that holds word `i`.  O(log n).
  std::size_t sentence_of(std::size_t i) const;
};

// `source` is valid UTF-8 (see utf8.h).  `paragraphs` may be empty: then each line is one;
// they cut no word.
// Linear in the size of `source`, whatever it holds.
void analyse(std::string_view source, std::span<const ByteSpan> paragraphs,
             const Language& language, Text& out);

// One word's or name's normalised form, as in Text::folded: NFKC, case folded.
std::string fold(std::string_view word);
// The hash that a Word of this normalised form has.
std::uint64_t hash_of(std::string_view folded_word);

// Both texts of an article.  Refers to the article, which must outlive it.
struct ArticleText {
  Text title, body;
};
void analyse(const Article& article, const Languages& languages, ArticleText& out);

}  // namespace secondsource::text
