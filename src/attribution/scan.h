// One text as attribution reads it: its words with what the lexicon knows of them, the punctuation
// between them, the quotation each stands in, and units: stretches of a paragraph that end where a
// sentence ends outside of a quotation.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "attribution/lexicon.h"
#include "secondsource/span.h"
#include "text/text.h"

namespace secondsource::attribution {

// Words [first, end).
struct Range {
  std::uint32_t first = 0, end = 0;
  std::uint32_t size() const { return end > first ? end - first : 0; }
  bool empty() const { return end <= first; }
  bool contains(std::uint32_t word) const { return first <= word && word < end; }
  bool contains(Range other) const { return first <= other.first && other.end <= end; }
  friend bool operator==(const Range&, const Range&) = default;
};

// What stands between two words.
enum Gap : std::uint16_t {
  kComma = 1 << 0,
  kStop = 1 << 1,
  kColon = 1 << 2,
  kSemicolon = 1 << 3,
  kDash = 1 << 4,
  kParenthesis = 1 << 5,  // or a bracket
  kQuestion = 1 << 6,
  kExclamation = 1 << 7,
  kEllipsis = 1 << 8,
  kNewline = 1 << 9,
  kMark = 1 << 10,   // a quotation mark, an apostrophe between spaces
  kJoint = 1 << 11,  // nothing but an apostrophe, hyphen or stop between letters
  kOther = 1 << 12,
};
inline constexpr std::uint16_t kBreak = kComma | kStop | kColon | kSemicolon | kDash |
                                        kParenthesis | kQuestion | kExclamation | kEllipsis |
                                        kNewline;

struct Unit {
  Range words;
  std::uint32_t paragraph = 0;
};

// "von", "de la": between a given name and a surname, in whatever language.
bool name_particle(std::string_view word);

struct Scan {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  const text::Text* text = nullptr;
  const Lexicon* lexicon = nullptr;
  std::vector<Mark> marks;           // one a word
  std::vector<std::uint16_t> gaps;   // gaps[i] before word i, gaps[count] after the last
  std::vector<std::uint32_t> quote;  // outermost quotation of the word, an index, or kNone
  std::vector<std::uint32_t> inner;  // quotation of depth 1 of the word, or kNone
  std::vector<std::uint32_t> unit;   // index in `units`
  std::vector<Unit> units;
  std::vector<std::uint32_t> run;  // index in `runs`
  std::vector<Range> runs;  // longest stretches of one unit, one quotation and, in it, one sentence
  std::vector<Range> sentences;       // of words in quotations: their sentence's part of it
  std::vector<std::uint8_t> skipped;  // the word lies in furniture or the dateline

  const WordOrder& order() const { return lexicon->order(); }
  std::uint32_t count() const { return static_cast<std::uint32_t>(marks.size()); }
  const Mark& mark(std::uint32_t i) const { return marks[i]; }
  bool is(std::uint32_t i, std::uint64_t flags) const { return i < count() && marks[i].is(flags); }
  bool gap(std::uint32_t i, std::uint16_t any) const { return (gaps[i] & any) != 0; }
  bool capital(std::uint32_t i) const { return text->words[i].capitalised; }
  std::string_view word(std::uint32_t i) const { return text->word(i); }
  bool adverb_like(std::uint32_t i) const { return lexicon->adverb_like(word(i)); }
  bool adverb(std::uint32_t i) const { return is(i, kAdverb) || adverb_like(i); }
  bool gerund_like(std::uint32_t i) const { return lexicon->gerund_like(word(i)); }
  std::string_view source(ByteSpan span) const { return text->slice(span); }

  // The bytes of words, punctuation between them included, none before or after.
  ByteSpan bytes(Range range) const {
    return {text->words[range.first].span.begin, text->words[range.end - 1].span.end};
  }
  // The same with what belongs to the first and last word: "$15", "3%", "(D-Vt.)", "Ariz.".
  ByteSpan dressed(Range range) const;
  Range run_of(std::uint32_t i) const { return runs[run[i]]; }
  // The words around `i` in which its sentence's relations are looked for: its unit, or within a
  // quotation the part of its sentence that lies in it.
  Range clause(std::uint32_t i) const {
    return quote[i] == kNone ? units[unit[i]].words : sentences[i];
  }
};

// `skipped`: spans, in order; a sentence that begins with one begins behind it.  Linear.
Scan scan(const text::Text& text, const Lexicon& lexicon, std::span<const ByteSpan> skipped);

}  // namespace secondsource::attribution
