#include "attribution/scan.h"

#include <algorithm>
#include <array>

namespace secondsource::attribution {
namespace {

// The punctuation of `between`, what stands between two words (or a text's ends).
std::uint16_t gap_of(std::string_view between) {
  std::uint16_t gap = 0;
  std::size_t hyphens = 0;
  for (std::size_t i = 0; i < between.size(); ++i) {
    const auto c = static_cast<unsigned char>(between[i]);
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
        break;
      case ',':
        gap |= kComma;
        break;
      case '.':
        gap |= between.substr(i).starts_with("..") ? kEllipsis : kStop;
        while (i + 1 < between.size() && between[i + 1] == '.') ++i;
        break;
      case ':':
        gap |= kColon;
        break;
      case ';':
        gap |= kSemicolon;
        break;
      case '-':
        ++hyphens;
        break;
      case '(':
      case ')':
      case '[':
      case ']':
        gap |= kParenthesis;
        break;
      case '?':
        gap |= kQuestion;
        break;
      case '!':
        gap |= kExclamation;
        break;
      case '\n':
        gap |= kNewline;
        break;
      case '"':
      case '\'':
      case '`':
        gap |= kMark;
        break;
      default: {
        const std::string_view rest = between.substr(i);
        if (rest.starts_with("\xE2\x80")) {
          const auto last = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0;
          if (last >= 0x90 && last <= 0x91)
            ++hyphens;
          else if (last >= 0x92 && last <= 0x95)
            gap |= kDash;
          else if ((last >= 0x98 && last <= 0x9F) || last == 0xB9 || last == 0xBA)
            gap |= kMark;
          else if (last == 0xA6)
            gap |= kEllipsis;
          else if (last != 0x89 && last != 0xAF && last != 0x8B)
            gap |= kOther;
          i += 2;
        } else if (rest.starts_with("\xC2\xAB") || rest.starts_with("\xC2\xBB")) {
          gap |= kMark;
          ++i;
        } else if (rest.starts_with("\xC2\xA0")) {
          ++i;
        } else if (rest.starts_with("\xE3\x80")) {  // CJK punctuation
          const auto last = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0;
          gap |= last == 0x81 ? kComma : last == 0x82 ? kStop : last >= 0x8C ? kMark : kOther;
          i += 2;
        } else if (rest.starts_with("\xEF\xBC")) {  // of full width
          const auto last = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0;
          gap |= last == 0x8C                   ? kComma
                 : last == 0x8E                 ? kStop
                 : last == 0x9A                 ? kColon
                 : last == 0x9B                 ? kSemicolon
                 : last == 0x81                 ? kExclamation
                 : last == 0x9F                 ? kQuestion
                 : last == 0x88 || last == 0x89 ? kParenthesis
                                                : kOther;
          i += 2;
        } else if (rest.starts_with("\xD8\x8C") || rest.starts_with("\xD8\x9B") ||
                   rest.starts_with("\xD8\x9F")) {  // of Arabic
          gap |= rest[1] == '\x8C' ? kComma : rest[1] == '\x9B' ? kSemicolon : kQuestion;
          ++i;
        } else {
          gap |= kOther;
        }
      }
    }
  }
  if (hyphens > 0 && between.size() > hyphens) gap |= kDash;  // " - ", " -- "
  if (hyphens > 1) gap |= kDash;
  return gap;
}

// What is no part of a name, in small letters.
constexpr std::uint64_t kNoName = kDay | kAuxiliary | kNegation | kAdverb | kSubordinator |
                                  kPreposition | kPersonalPronoun | kPronounOther | kRelative;

bool all_capitals(const text::Text& text, std::uint32_t i) {
  const std::string_view word = text.slice(text.words[i].span);
  return word.size() > 1 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Takes from words with a capital what the lexicon knows of them in small letters: "the US",
// "Theresa May", "First Minister".  Linear.
void read_capitals(Scan& scan) {
  const text::Text& text = *scan.text;
  const std::uint32_t count = scan.count();
  const auto take = [&](std::uint32_t i) { scan.marks[i].flags &= ~kNoName; };
  // Whether a space and nothing else stands before word `i`.
  const auto beside = [&](std::uint32_t i) {
    return i > 0 && i < count && text.words[i].span.begin == text.words[i - 1].span.end + 1 &&
           text.source[text.words[i - 1].span.end] == ' ';
  };
  const auto in = [&](std::uint32_t i, std::uint64_t flags) {
    return scan.is(i, flags) && scan.capital(i);
  };
  std::vector<std::uint64_t> names;  // months that are surnames here, each once
  for (std::uint32_t i = 0; i < count; ++i) {
    // "U.S."
    if (scan.is(i, kClitic) && text.words[i].joint == '.') {
      scan.marks[i].flags &= ~static_cast<std::uint64_t>(kClitic);
    }
    if (scan.is(i, kAcronym)) {
      // In a line that shouts they are what they are in small letters.
      const bool shouted = (i == 0 || all_capitals(text, i - 1)) &&
                           (i + 1 == count || all_capitals(text, i + 1)) && count > 1;
      if (all_capitals(text, i) && !shouted) {
        take(i);
      } else {
        scan.marks[i].flags &= ~static_cast<std::uint64_t>(kAcronym);
      }
      continue;
    }
    if (!in(i, kNoName)) continue;
    // "Марта Квилина", "Jan de Boer"; "First Minister".
    if (scan.is(i, kGivenName)) {
      std::uint32_t next = i + 1;
      while (next <= i + 2 && beside(next) && name_particle(scan.word(next))) ++next;
      if (beside(next) && scan.capital(next)) take(i);
    }
    if (scan.is(i, kBeforeTitle) && beside(i + 1) && in(i + 1, kTitle | kRole)) take(i);
    // "Theresa May", "Mrs May", and no date: "Paris May 3".
    if (beside(i) && in(i - 1, kGivenName | kTitle) && scan.is(i, kMonth) &&
        !(i + 1 < count && text.words[i + 1].number)) {
      take(i);
      const bool known = std::ranges::find(names, text.words[i].hash) != names.end();
      if (scan.is(i - 1, kGivenName) && !known) names.push_back(text.words[i].hash);
    }
  }
  // The surname alone.
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!in(i, kMonth)) continue;
    // "…, May warned": within a sentence, whether or not a given name stands elsewhere.
    const bool speaks = scan.is(i, kAuxiliary) && beside(i + 1) && scan.is(i + 1, kVerb) &&
                        !scan.is(i + 1, kBaseForm) && !scan.capital(i + 1) && i > 0 &&
                        text.sentence_of(i) == text.sentence_of(i - 1);
    if (!speaks && std::ranges::find(names, text.words[i].hash) == names.end()) continue;
    const bool dated =
        (i + 1 < count && text.words[i + 1].number) ||
        (beside(i) && (text.words[i - 1].number || scan.is(i - 1, kPreposition | kDay)));
    if (!dated) take(i);
  }
}

std::string_view slice_end(std::string_view text, std::size_t most) {
  return text.size() > most ? text.substr(text.size() - most) : text;
}

}  // namespace

bool name_particle(std::string_view word) {
  static constexpr auto kParticles =
      std::to_array<std::string_view>({"van", "von", "der", "den", "de", "del", "della", "di", "da",
                                       "dos", "du", "la", "le", "al", "el", "bin", "bint", "ibn"});
  return std::ranges::find(kParticles, word) != kParticles.end();
}

ByteSpan Scan::dressed(Range range) const {
  ByteSpan span = bytes(range);
  const std::string_view all = text->source;
  const auto before = [&](std::string_view sign) {
    if (!all.substr(0, span.begin).ends_with(sign)) return false;
    span.begin -= static_cast<std::uint32_t>(sign.size());
    return true;
  };
  for (const std::string_view sign : {"$", "€", "£", "@", "#"}) {
    if (before(sign)) break;
  }
  constexpr std::uint32_t kLongest = 400;  // bytes in which an open parenthesis is looked for
  const std::string_view last = slice_end(all.substr(span.begin, span.size()), kLongest);
  const std::size_t open = last.rfind('(');
  const bool opens =
      open != std::string_view::npos && last.find(')', open) == std::string_view::npos;
  // A stop after which its sentence goes on belongs to a short form: "Ariz. said", "U.S.",
  // "(D-Vt.)", and not "example.com.".
  const std::uint32_t next = range.end;
  const bool goes_on =
      next < count() && unit[next] == unit[range.end - 1] && quote[next] == quote[range.end - 1];
  const text::Word& ends = text->words[range.end - 1];
  const bool initials = range.size() > 1 && ends.joint == '.' && ends.span.size() <= 2;
  const std::string_view rest = all.substr(span.end);
  if (rest.starts_with('.') && !rest.starts_with("..") &&
      (goes_on || initials || (opens && rest.starts_with(".)")))) {
    ++span.end;
  }
  if (span.end < all.size() && all[span.end] == '%') ++span.end;
  if (span.end < all.size() && all[span.end] == ')' && opens) ++span.end;
  // The marks of a title that more words stand beside: “Evening Call” host Ann Reed.
  for (const std::uint32_t q : {quote[range.first], quote[range.end - 1]}) {
    if (q == kNone) continue;
    const text::Quotation& title = text->quotations[q];
    if (!title.closed || title.first_word < range.first || title.end_word > range.end) continue;
    if (title.end_word - title.first_word == range.size()) continue;
    if (title.first_word == range.first) span.begin = title.outer.begin;
    if (title.end_word == range.end) span.end = std::max(span.end, title.outer.end);
  }
  return span;
}

Scan scan(const text::Text& text, const Lexicon& lexicon, std::span<const ByteSpan> skipped) {
  Scan out;
  out.text = &text;
  out.lexicon = &lexicon;
  lexicon.mark(text, out.marks);
  const std::uint32_t count = out.count();
  read_capitals(out);

  out.gaps.resize(count + 1);
  for (std::uint32_t i = 0; i <= count; ++i) {
    const std::uint32_t begin = i == 0 ? 0 : text.words[i - 1].span.end;
    const auto end =
        i == count ? static_cast<std::uint32_t>(text.source.size()) : text.words[i].span.begin;
    const char joint = i == 0 || i == count ? ' ' : text.words[i].joint;
    if (joint == '\'' || joint == '-' || joint == '.' || joint == '\0') {
      out.gaps[i] = kJoint;
    } else if (end != begin + 1 || text.source[begin] != ' ') {
      out.gaps[i] = gap_of(text.source.substr(begin, end - begin));
    }
  }

  out.quote.assign(count, Scan::kNone);
  out.inner.assign(count, Scan::kNone);
  for (std::uint32_t q = 0; q < text.quotations.size(); ++q) {
    const text::Quotation& quotation = text.quotations[q];
    if (quotation.depth > 1) continue;
    auto& where = quotation.depth == 0 ? out.quote : out.inner;
    for (std::uint32_t i = quotation.first_word; i < quotation.end_word && i < count; ++i)
      where[i] = q;
  }

  out.skipped.assign(count, 0);
  std::size_t f = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    while (f < skipped.size() && skipped[f].end <= text.words[i].span.begin) ++f;
    out.skipped[i] = f < skipped.size() && skipped[f].begin <= text.words[i].span.begin;
  }

  out.unit.assign(count, 0);
  for (const text::Sentence& sentence : text.sentences) {
    if (sentence.first_word >= sentence.end_word) continue;
    std::uint32_t first = sentence.first_word;
    // "LONDON (Reuters) - | The ministry said": the sentence begins behind what is skipped.
    std::uint32_t shown = first;
    while (shown < sentence.end_word && out.skipped[shown]) ++shown;
    if (shown > first && shown < sentence.end_word) {
      const auto number = static_cast<std::uint32_t>(out.units.size());
      out.units.push_back({{first, shown}, sentence.paragraph});
      for (; first < shown; ++first) out.unit[first] = number;
    }
    const bool cut = first > sentence.first_word;
    const bool same_paragraph =
        !out.units.empty() && out.units.back().paragraph == sentence.paragraph;
    // Inside a paragraph a line is only wrapped.
    for (std::uint32_t i = same_paragraph ? first : first + 1; i < sentence.end_word; ++i)
      out.gaps[i] &= static_cast<std::uint16_t>(~kNewline);
    const bool inside =
        first > 0 && out.quote[first] != Scan::kNone && out.quote[first] == out.quote[first - 1];
    // "Really?" he asked: the sentence goes on in lower case after a quotation.
    const bool goes_on = first > 0 && out.quote[first] == Scan::kNone &&
                         out.quote[first - 1] != Scan::kNone && !out.capital(first) &&
                         !text.words[first].number;
    if (same_paragraph && !cut && (inside || goes_on)) {
      out.units.back().words.end = sentence.end_word;
    } else {
      out.units.push_back({{first, sentence.end_word}, sentence.paragraph});
    }
    const auto number = static_cast<std::uint32_t>(out.units.size() - 1);
    for (std::uint32_t i = first; i < sentence.end_word; ++i) out.unit[i] = number;
  }

  out.sentences.resize(count);
  out.run.resize(count);
  for (const text::Sentence& sentence : text.sentences) {
    for (std::uint32_t i = sentence.first_word; i < sentence.end_word;) {
      std::uint32_t end = i + 1;
      while (end < sentence.end_word && out.quote[end] == out.quote[i]) ++end;
      for (std::uint32_t j = i; j < end; ++j) out.sentences[j] = {i, end};
      i = end;
    }
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const bool same = i > 0 && out.unit[i] == out.unit[i - 1] && out.quote[i] == out.quote[i - 1] &&
                      out.inner[i] == out.inner[i - 1] &&
                      (out.quote[i] == Scan::kNone || out.sentences[i] == out.sentences[i - 1]);
    if (!same) out.runs.push_back({i, i});
    out.runs.back().end = i + 1;
    out.run[i] = static_cast<std::uint32_t>(out.runs.size() - 1);
  }
  return out;
}

}  // namespace secondsource::attribution
