#include "text/sentences.h"

#include <algorithm>

#include "text/characters.h"
#include "text/language.h"

namespace secondsource::text {
namespace {

constexpr std::size_t kLongestAbbreviation = 24;  // bytes

enum class Stop : std::uint8_t { kNone, kFull, kStrong, kEllipsis, kDense };

Stop stop_of(char32_t c) {
  switch (c) {
    case '.':
      return Stop::kFull;
    case '!':
    case '?':
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061F:
    case 0x06D4:
    case 0x0964:
    case 0x0965:
    case 0x055C:
    case 0x055E:
    case 0x0589:
      return Stop::kStrong;
    case 0x2026:
      return Stop::kEllipsis;
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0xFF61:
      return Stop::kDense;
    default:
      return Stop::kNone;
  }
}

// Marks that close what they touch from the right: quotation marks of any kind, brackets.
bool closes(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0xAB:
    case 0x2019:
    case 0x2018:
    case 0x201C:
    case 0x201D:
    case 0x203A:
    case 0x2039:
    case 0x300D:
    case 0x300F:
    case 0x300B:
    case 0x3009:
    case 0x3011:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0xFF09:
    case 0xFF63:
      return true;
    default:
      return false;
  }
}

bool opens(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '(':
    case '[':
    case '{':
    case '`':
    case 0xAB:
    case 0xBB:
    case 0x2018:
    case 0x201A:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2039:
    case 0x203A:
    case 0x300C:
    case 0x300E:
    case 0xBF:
    case 0xA1:
    case 0x2013:
    case 0x2014:
    case '-':
      return true;
    default:
      return false;
  }
}

// Bytes with which a stop may begin.
constexpr std::array<bool, 256> kMayStop = [] {
  std::array<bool, 256> may{};
  for (unsigned char byte : {'.', '!', '?'}) may[byte] = true;
  for (int byte : {0xE2, 0xD8, 0xDB, 0xE0, 0xD5, 0xD6, 0xE3, 0xEF}) {
    may[static_cast<std::size_t>(byte)] = true;
  }
  return may;
}();

class Splitter {
 public:
  explicit Splitter(Text& out)
      : out_(out),
        source_(out.source),
        characters_(Characters::get()),
        never_(out.language->index("abbreviations")),
        numbered_(out.language->index("abbreviations before a number")),
        sometimes_(out.language->index("abbreviations that may end a sentence")),
        openers_(out.language->index("sentence openers")),
        before_ordinals_(out.language->index("before ordinals")),
        months_(out.language->index("months")) {}

  void run() {
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < out_.paragraphs.size(); ++i) {
      const ByteSpan paragraph = out_.paragraphs[i];
      if (at < paragraph.begin) split({at, paragraph.begin}, i == 0 ? 0 : i - 1);
      split(paragraph, i);
      at = paragraph.end;
    }
    const auto size = static_cast<std::uint32_t>(source_.size());
    const auto last = static_cast<std::uint32_t>(out_.paragraphs.size());
    if (at < size) split({at, size}, last == 0 ? 0 : last - 1);
  }

 private:
  // What follows a stop: where the sentence would end, and where the next one would begin.
  struct Following {
    std::size_t end = 0, next = 0;
    bool closed = false;  // marks close right after the stop
  };

  void split(ByteSpan range, std::uint32_t paragraph) {
    std::size_t begin = range.begin;
    std::size_t at = range.begin;
    std::size_t word = word_;
    while (at < range.end) {
      if (word < out_.words.size() && out_.words[word].span.begin <= at) {
        at = std::max<std::size_t>(at, out_.words[word++].span.end);
        continue;
      }
      const auto byte = static_cast<unsigned char>(source_[at]);
      if (!kMayStop[byte]) {
        ++at;
        continue;
      }
      const Decoded first = decode(source_, at);
      Stop stop = stop_of(first.c);
      if (stop == Stop::kNone) {
        at += first.size;
        continue;
      }
      std::size_t after = at + first.size;
      while (after < range.end) {  // "?!", "..."
        const Decoded more = decode(source_, after);
        const Stop kind = stop_of(more.c);
        if (kind == Stop::kNone) break;
        stop = kind == Stop::kFull && stop == Stop::kFull ? Stop::kEllipsis : std::max(stop, kind);
        if (kind == Stop::kStrong || kind == Stop::kDense) stop = kind;
        after += more.size;
      }
      const Following following = follow(stop, after, range.end);
      if (ends(stop, begin, at, following, range.end)) {
        emit(begin, following.end, paragraph);
        begin = following.next;
      }
      at = following.end;
    }
    emit(begin, range.end, paragraph);
  }

  Following follow(Stop stop, std::size_t after, std::size_t limit) const {
    Following following{after, after, false};
    skip_closing(following, limit, stop == Stop::kDense);
    following.next = skip_space(following.end, limit);
    // « Non. » : a closing mark after a space, known by what follows it.
    if (following.next < limit && following.next > following.end) {
      const Decoded mark = decode(source_, following.next);
      if (mark.c == 0xBB || mark.c == 0x203A) {
        const std::size_t behind = following.next + mark.size;
        if (behind >= limit || !is(behind, Characters::kWord)) {
          following.end = behind;
          following.closed = true;
          skip_closing(following, limit, false);
          following.next = skip_space(following.end, limit);
        }
      }
    }
    return following;
  }

  // “ and ‘ close in German; after ” and in Chinese they open the next sentence.
  void skip_closing(Following& following, std::size_t limit, bool high_opens) const {
    while (following.end < limit) {
      const Decoded mark = decode(source_, following.end);
      if (!closes(mark.c)) return;
      if (high_opens && (mark.c == 0x201C || mark.c == 0x2018)) return;
      high_opens = high_opens || mark.c == 0x201D;
      following.end += mark.size;
      following.closed = true;
    }
  }

  std::size_t skip_space(std::size_t at, std::size_t limit) const {
    while (at < limit) {
      const Decoded next = decode(source_, at);
      if ((characters_[next.c] & Characters::kSpace) == 0) break;
      at += next.size;
    }
    return at;
  }

  bool is(std::size_t at, std::uint32_t flag) const {
    return (characters_[decode(source_, at).c] & flag) != 0;
  }

  bool ends(Stop stop, std::size_t begin, std::size_t at, const Following& following,
            std::size_t limit) const {
    if (following.next >= limit) return true;
    if (stop == Stop::kDense) return !following.closed || !is(following.end, Characters::kWord);
    if (following.next == following.end) {
      return stop == Stop::kStrong && is(following.next, Characters::kDense);
    }
    std::size_t next = following.next;
    while (next < limit && opens(decode(source_, next).c)) next += decode(source_, next).size;
    if (next >= limit) return true;
    if (is(next, Characters::kLower)) return false;
    if (stop == Stop::kStrong) return true;
    if (stop == Stop::kEllipsis) return at > begin && !is_space_before(at);
    return !abbreviates(begin, at, next, next > following.next, limit);
  }

  bool is_space_before(std::size_t at) const {
    return (characters_[decode_before(source_, at).c] & Characters::kSpace) != 0;
  }

  // Whether the full stop at `at` belongs to an abbreviation, initial or ordinal and ends nothing.
  bool abbreviates(std::size_t begin, std::size_t at, std::size_t next, bool marked,
                   std::size_t limit) const {
    std::size_t from = at;
    while (from > begin && at - from < kLongestAbbreviation && !is_space_before(from)) {
      from -= decode_before(source_, from).size;
    }
    while (from < at && opens(decode(source_, from).c)) from += decode(source_, from).size;
    const std::string_view token = source_.substr(from, at - from);
    if (token.empty()) return false;
    const std::string_view with_stop = source_.substr(from, at + 1 - from);
    if (never_.contains(with_stop)) return true;
    if (is(next, Characters::kDigit) && numbered_.contains(with_stop)) return true;
    const std::string_view word = word_from(next, limit);
    const bool opener = marked || openers_.contains(word);
    if (sometimes_.contains(with_stop) || is_acronym(token)) return !opener;
    const Decoded first = decode(source_, from);
    if (first.size == token.size() && is(from, Characters::kLetter)) {
      // An initial, "J. Smith", unless "in group B. The".
      return !(opener && (from == begin || !is_capitalised_before(begin, from)));
    }
    if (token.size() <= 2 && is(from, Characters::kDigit) && is(at - 1, Characters::kDigit)) {
      return from == begin || months_.contains(word) ||
             before_ordinals_.contains(word_before(begin, from));
    }
    return false;
  }

  // "U.S", "p.m", "z.B": single letters between full stops.
  bool is_acronym(std::string_view token) const {
    bool letter = false, stopped = false;
    for (std::size_t i = 0; i < token.size();) {
      const Decoded next = decode(token, i);
      const bool is_letter = (characters_[next.c] & Characters::kLetter) != 0;
      if (is_letter == letter || (!is_letter && next.c != '.')) return false;
      stopped = stopped || !is_letter;
      letter = is_letter;
      i += next.size;
    }
    return letter && stopped;
  }

  std::string_view word_from(std::size_t at, std::size_t limit) const {
    std::size_t end = at;
    while (end < limit && end - at < 64) {
      const Decoded next = decode(source_, end);
      if ((characters_[next.c] & Characters::kWord) == 0) break;
      end += next.size;
    }
    return source_.substr(at, end - at);
  }

  std::string_view word_before(std::size_t begin, std::size_t at) const {
    while (at > begin && is_space_before(at)) at -= decode_before(source_, at).size;
    std::size_t from = at;
    while (from > begin && at - from < 64 && !is_space_before(from)) {
      from -= decode_before(source_, from).size;
    }
    return source_.substr(from, at - from);
  }

  bool is_capitalised_before(std::size_t begin, std::size_t at) const {
    const std::string_view word = word_before(begin, at);
    return !word.empty() && (characters_[decode(word, 0).c] & Characters::kUpper) != 0;
  }

  void emit(std::size_t begin, std::size_t end, std::uint32_t paragraph) {
    const auto first = static_cast<std::uint32_t>(word_);
    while (word_ < out_.words.size() && out_.words[word_].span.begin < end) ++word_;
    if (word_ == first) return;
    while (begin < end && is(begin, Characters::kSpace)) begin += decode(source_, begin).size;
    while (end > begin && is_space_before(end)) end -= decode_before(source_, end).size;
    out_.sentences.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                              first,
                              static_cast<std::uint32_t>(word_),
                              paragraph});
  }

  Text& out_;
  std::string_view source_;
  const Characters& characters_;
  const Language::Index& never_;
  const Language::Index& numbered_;
  const Language::Index& sometimes_;
  const Language::Index& openers_;
  const Language::Index& before_ordinals_;
  const Language::Index& months_;
  std::size_t word_ = 0;  // the first word that no sentence has yet
};

}  // namespace

void find_sentences(Text& out) {
  out.sentences.clear();
  Splitter(out).run();
}

}  // namespace secondsource::text
