#include "text/quotations.h"

#include <algorithm>
#include <array>

#include "text/characters.h"
#include "text/language.h"

namespace secondsource::text {
namespace {

// Marks that pair with one another.
enum class Group : std::uint8_t {
  kNone,
  kDouble,
  kSingle,
  kGuillemet,
  kSmallGuillemet,
  kCorner,
  kWhiteCorner,
  kPrime
};

// What stands beside a mark.
enum class Side : std::uint8_t {
  kGap,     // white space, or the end of the paragraph
  kBefore,  // what stands before words: an opening bracket, a dash, a colon
  kWord,    // a letter, digit or sign of currency
  kAfter,   // what stands after words: a full stop, a comma, a closing bracket
};

struct Mark {
  std::uint32_t begin = 0, end = 0;
  char32_t c = 0;
  Group group = Group::kNone;
  Side left = Side::kGap, right = Side::kGap;
  bool dense = false;          // touches a character of a script without spaces
  bool lone_question = false;  // on its right stands a question mark before a word
  bool digit = false;          // a digit stands before it
  bool s = false;              // an s (or x, z) stands before it: perhaps a possessive
  bool closer_ahead = false;   // a single mark that can close comes before the next that can open
  bool real_ahead = false;     // one that is no possessive
};

enum class Act : std::uint8_t { kNothing, kOpen, kClose };

constexpr std::size_t kDeepest = 16;
constexpr char32_t kTwoStraight = 0x2033;  // '' is read as this
constexpr char32_t kTwoGrave = 0x2036;     // `` is read as this

Group group_of(char32_t c) {
  switch (c) {
    case '"':
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xFF02:
    case kTwoStraight:
    case kTwoGrave:
      return Group::kDouble;
    case '\'':
    case '`':
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
      return Group::kSingle;
    case 0xAB:
    case 0xBB:
      return Group::kGuillemet;
    case 0x2039:
    case 0x203A:
      return Group::kSmallGuillemet;
    case 0x300C:
    case 0x300D:
    case 0xFE41:
    case 0xFE42:
    case 0xFF62:
    case 0xFF63:
      return Group::kCorner;
    case 0x300E:
    case 0x300F:
    case 0xFE43:
    case 0xFE44:
      return Group::kWhiteCorner;
    case 0x301D:
    case 0x301E:
    case 0x301F:
      return Group::kPrime;
    default:
      return Group::kNone;
  }
}

bool stands_before_words(char32_t c) {
  switch (c) {
    case '(':
    case '[':
    case '{':
    case '<':
    case '=':
    case '/':
    case '-':
    case ':':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0xBF:
    case 0xA1:
      return true;
    default:
      return false;
  }
}

bool begins_words(char32_t c) {
  switch (c) {
    case '$':
    case 0x20AC:
    case 0xA3:
    case 0xA5:
    case '#':
    case '@':
    case '+':
    case '&':
    case '(':
    case '[':
    case 0xBF:
    case 0xA1:
    case 0x2026:
      return true;
    default:
      return false;
  }
}

constexpr std::array<bool, 256> kMayMark = [] {
  std::array<bool, 256> may{};
  for (int byte : {0x22, 0x27, 0x60, 0xC2, 0xE2, 0xE3, 0xEF}) {
    may[static_cast<std::size_t>(byte)] = true;
  }
  return may;
}();

bool can_open(const Mark& mark) { return mark.left <= Side::kBefore && mark.right == Side::kWord; }
bool can_close(const Mark& mark) { return mark.left >= Side::kWord && mark.right != Side::kWord; }

class Pairer {
 public:
  explicit Pairer(Text& out)
      : out_(out),
        source_(out.source),
        characters_(Characters::get()),
        elisions_(out.language->index("words with an apostrophe in front")) {}

  void run() {
    for (std::uint32_t i = 0; i < out_.paragraphs.size(); ++i) {
      const std::size_t first = out_.quotations.size();
      read_marks(out_.paragraphs[i]);
      const Group following = i + 1 < out_.paragraphs.size() ? first_group(i + 1) : Group::kNone;
      look_ahead(following);
      pair(i, following);
      settle(first);
    }
  }

 private:
  struct Open {
    std::size_t quotation = 0;
    Group group = Group::kNone;
    char32_t c = 0;
    std::uint32_t again = 0;  // where another of the group opened inside it; 0: nowhere
  };

  void read_marks(ByteSpan paragraph) {
    marks_.clear();
    paragraph_ = paragraph;
    for (std::size_t at = paragraph.begin; at < paragraph.end;) {
      if (word_ < out_.words.size() && out_.words[word_].span.begin <= at) {
        at = std::max<std::size_t>(at, out_.words[word_++].span.end);
        continue;
      }
      if (!kMayMark[static_cast<unsigned char>(source_[at])]) {
        ++at;
        continue;
      }
      Mark mark = mark_at(at);
      if (mark.group != Group::kNone) {
        mark.left = left_of(at, mark);
        marks_.push_back(mark);
      }
      at = mark.end;
    }
    for (std::size_t i = marks_.size(); i-- > 0;) {
      const Mark* next = i + 1 < marks_.size() ? &marks_[i + 1] : nullptr;
      marks_[i].right = right_of(marks_[i], next);
    }
  }

  Mark mark_at(std::size_t at) const {
    const Decoded first = decode(source_, at);
    Mark mark;
    mark.c = first.c;
    mark.begin = static_cast<std::uint32_t>(at);
    mark.end = static_cast<std::uint32_t>(at + first.size);
    const bool twice = mark.end < paragraph_.end && source_[mark.end] == source_[at];
    if (first.c == '\'' && twice) mark.c = kTwoStraight, ++mark.end;
    if (first.c == '`' && twice) mark.c = kTwoGrave, ++mark.end;
    // A real double prime after a digit is a unit.
    mark.group = first.c == kTwoStraight || first.c == kTwoGrave ? Group::kNone : group_of(mark.c);
    return mark;
  }

  // A mark that touches the one before has on its left what that one has.
  Side left_of(std::size_t at, Mark& mark) const {
    if (at == paragraph_.begin) return Side::kGap;
    if (!marks_.empty() && marks_.back().end == at) return marks_.back().left;
    const Decoded before = decode_before(source_, at);
    const std::uint32_t flags = characters_[before.c];
    if ((flags & Characters::kSpace) != 0) return Side::kGap;
    if (stands_before_words(before.c)) return Side::kBefore;
    mark.dense = (flags & Characters::kDense) != 0;
    mark.digit = (flags & Characters::kDigit) != 0;
    const char32_t lower = before.c | 0x20;
    mark.s = lower == 's' || lower == 'x' || lower == 'z';
    return (flags & Characters::kWord) != 0 ? Side::kWord : Side::kAfter;
  }

  Side right_of(Mark& mark, const Mark* next_mark) const {
    if (mark.end >= paragraph_.end) return Side::kGap;
    if (next_mark != nullptr && next_mark->begin == mark.end) return next_mark->right;
    const Decoded next = decode(source_, mark.end);
    const std::uint32_t flags = characters_[next.c];
    if ((flags & Characters::kSpace) != 0) return Side::kGap;
    mark.dense = mark.dense || (flags & Characters::kDense) != 0;
    if ((flags & Characters::kWord) != 0 || begins_words(next.c)) return Side::kWord;
    if (next.c == '.' && source_.substr(mark.end, 3) == "...") return Side::kWord;
    const std::size_t after = mark.end + next.size;
    mark.lone_question = next.c == '?' && after < paragraph_.end &&
                         (characters_[decode(source_, after).c] & Characters::kWord) != 0;
    return Side::kAfter;
  }

  // The group of the mark with which a paragraph begins.
  Group first_group(std::uint32_t paragraph) const {
    const ByteSpan span = out_.paragraphs[paragraph];
    std::size_t at = span.begin;
    while (at < span.end) {
      const Decoded next = decode(source_, at);
      if ((characters_[next.c] & Characters::kSpace) == 0) {
        const bool twice = next.c == '\'' && at + 1 < span.end && source_[at + 1] == '\'';
        return twice ? Group::kDouble : group_of(next.c);
      }
      at += next.size;
    }
    return Group::kNone;
  }

  // A single mark opens only where another may close it: it is far oftener an apostrophe.
  void look_ahead(Group following) {
    bool closer = following == Group::kSingle, real = closer;
    for (std::size_t i = marks_.size(); i-- > 0;) {
      Mark& mark = marks_[i];
      if (mark.group != Group::kSingle) continue;
      mark.closer_ahead = closer;
      mark.real_ahead = real;
      if (can_open(mark) && !is_elision(mark)) {
        closer = real = false;
      } else if (can_close(mark) || mark.dense) {
        closer = true;
        real = real || !mark.s || mark.right == Side::kAfter;
      }
    }
  }

  // "'90s", "rock 'n' roll", "'t".
  bool is_elision(const Mark& mark) const {
    if (mark.c != '\'' && mark.c != 0x2018 && mark.c != 0x2019) return false;
    std::size_t end = mark.end;
    bool digits = true;
    while (end < paragraph_.end && end - mark.end < 16) {
      const Decoded next = decode(source_, end);
      const std::uint32_t flags = characters_[next.c];
      if ((flags & Characters::kWord) == 0) break;
      if (end - mark.end < 2) digits = digits && (flags & Characters::kDigit) != 0;
      end += next.size;
    }
    const std::string_view word = source_.substr(mark.end, end - mark.end);
    if (digits && (word.size() == 2 || (word.size() == 3 && word[2] == 's'))) return true;
    return !word.empty() && elisions_.contains(word);
  }

  // The place in the stack of the innermost open one of a group; kDeepest when none is open.
  std::size_t innermost(Group group) const {
    for (std::size_t i = depth_; i-- > 0;) {
      if (stack_[i].group == group) return i;
    }
    return kDeepest;
  }

  Act decide(const Mark& mark) const {
    const std::size_t open = innermost(mark.group);
    const char32_t opener = open == kDeepest ? 0 : stack_[open].c;
    switch (mark.group) {
      case Group::kDouble:
        return decide_double(mark, opener);
      case Group::kSingle:
        return decide_single(mark, opener);
      case Group::kGuillemet:
        return decide_guillemet(mark, opener, mark.c == 0xAB, 0xAB);
      case Group::kSmallGuillemet:
        return decide_guillemet(mark, opener, mark.c == 0x2039, 0x2039);
      default:
        break;
    }
    switch (mark.c) {
      case 0x300C:
      case 0xFE41:
      case 0xFF62:
      case 0x300E:
      case 0xFE43:
      case 0x301D:
        return Act::kOpen;
      default:
        return opener != 0 ? Act::kClose : Act::kNothing;
    }
  }

  static Act decide_double(const Mark& mark, char32_t opener) {
    switch (mark.c) {
      case 0x201E:
      case 0x201F:
      case kTwoGrave:
        return Act::kOpen;
      case 0x201C:  // “ opens in English, closes in German
        if (opener == 0x201E && mark.left != Side::kGap) return Act::kClose;
        return opener != 0 && can_close(mark) && !mark.dense ? Act::kClose : Act::kOpen;
      case 0x201D:  // ” closes, and opens in Swedish
        if (opener == 0x201D && can_open(mark)) return Act::kOpen;
        if (opener != 0) return Act::kClose;
        return can_open(mark) ? Act::kOpen : Act::kNothing;
      default:
        break;
    }
    if (can_open(mark)) return Act::kOpen;
    if (mark.left == Side::kGap && mark.lone_question)
      return Act::kNothing;  // what was a dash: "Mosul "?by"
    if (can_close(mark)) {
      return opener != 0 ? Act::kClose : Act::kNothing;
    }
    if (opener != 0) return Act::kClose;
    // Between two letters it is Hebrew's gershayim or a lost space; at the end it opens nothing.
    return mark.left == Side::kWord && !mark.dense ? Act::kNothing : Act::kOpen;
  }

  Act decide_single(const Mark& mark, char32_t opener) const {
    const bool inside = mark.left == Side::kWord && mark.right == Side::kWord;
    if (mark.c == 0x201A) return can_open(mark) ? Act::kOpen : Act::kNothing;
    if (inside && !mark.dense) return Act::kNothing;
    if (mark.c == 0x2018 && opener == 0x201A && mark.left != Side::kGap) return Act::kClose;
    if (mark.c == 0x2018 && mark.dense) return mark.closer_ahead ? Act::kOpen : Act::kNothing;
    if (mark.c == 0x2019 && mark.dense) return opener != 0 ? Act::kClose : Act::kNothing;
    if (can_open(mark) && mark.c != 0x2019) {
      return mark.closer_ahead && !is_elision(mark) ? Act::kOpen : Act::kNothing;
    }
    if (opener == 0 || !can_close(mark)) return Act::kNothing;
    const bool possessive =
        mark.s && mark.left == Side::kWord && mark.right == Side::kGap && mark.real_ahead;
    return possessive ? Act::kNothing : Act::kClose;
  }

  static Act decide_guillemet(const Mark& mark, char32_t opener, bool left_pointing,
                              char32_t left) {
    if (left_pointing) {
      if (opener != 0 && opener != left && mark.left != Side::kGap) return Act::kClose;
      return opener == 0 && can_close(mark) && !mark.dense ? Act::kNothing : Act::kOpen;
    }
    if (opener == left) return Act::kClose;
    if (can_open(mark)) return Act::kOpen;
    return opener != 0 ? Act::kClose : Act::kNothing;
  }

  void pair(std::uint32_t paragraph, Group following) {
    depth_ = 0;
    std::size_t continued = 0;
    std::size_t skip = paragraph_.end;  // the end of an elision written 'n'
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const Mark& mark = marks_[i];
      if (mark.begin == skip) continue;
      if (mark.group == Group::kSingle && mark.left <= Side::kBefore && is_elision(mark)) {
        skip = mark.end + 1;  // 'n'
      }
      // A paragraph that begins with the marks that were open goes on with what they opened.
      if (continued == i && continued < pending_.size() && mark.group == pending_[i] &&
          mark.left == Side::kGap) {
        push(mark, paragraph, true);
        ++continued;
        continue;
      }
      switch (decide(mark)) {
        case Act::kNothing:
          break;
        case Act::kOpen:
          push(mark, paragraph, false);
          break;
        case Act::kClose:
          close(mark);
          break;
      }
    }
    finish(following);
  }

  void push(const Mark& mark, std::uint32_t paragraph, bool continues) {
    if (depth_ == kDeepest) return;
    if (const std::size_t open = innermost(mark.group); open != kDeepest) {
      if (stack_[open].again == 0) stack_[open].again = mark.begin;
    }
    stack_[depth_++] = {out_.quotations.size(), mark.group, mark.c, 0};
    Quotation& quotation = out_.quotations.emplace_back();
    quotation.outer = {mark.begin, mark.end};
    quotation.inner = {mark.end, mark.end};
    quotation.paragraph = paragraph;
    quotation.closed = false;
    quotation.continues = continues;
  }

  // Closes the innermost of the mark's group; what was opened inside it and never closed is noise.
  void close(const Mark& mark) {
    const std::size_t open = innermost(mark.group);
    for (std::size_t i = open + 1; i < depth_; ++i) drop(stack_[i]);
    Quotation& quotation = out_.quotations[stack_[open].quotation];
    quotation.outer.end = mark.end;
    quotation.inner.end = mark.begin;
    quotation.closed = true;
    depth_ = open;
  }

  void drop(const Open& open) {
    Quotation& quotation = out_.quotations[open.quotation];
    quotation.outer.end = quotation.outer.begin;
  }

  // What is still open at the end of the paragraph.
  void finish(Group following) {
    pending_.clear();
    for (std::size_t i = 0; i < depth_; ++i) {
      const bool cut = stack_[i].again != 0;
      const std::uint32_t end = cut ? stack_[i].again : paragraph_.end;
      if (stack_[i].group == Group::kSingle && (cut || following != Group::kSingle)) {
        drop(stack_[i]);
        continue;
      }
      Quotation& quotation = out_.quotations[stack_[i].quotation];
      quotation.outer.end = quotation.inner.end = end;
      if (!cut) pending_.push_back(stack_[i].group);
    }
  }

  // Trims, counts words and depths of the paragraph's quotations; leaves out those without words.
  void settle(std::size_t first) {
    end_before_crossings(first);
    std::array<std::uint32_t, kDeepest + 1> ends{};
    std::uint32_t depth = 0;
    std::size_t kept = first;
    for (std::size_t i = first; i < out_.quotations.size(); ++i) {
      Quotation quotation = out_.quotations[i];
      if (quotation.outer.empty()) continue;
      trim(quotation.inner);
      if (!quotation.closed) quotation.outer.end = quotation.inner.end;
      quotation.first_word = static_cast<std::uint32_t>(out_.word_at(quotation.inner.begin));
      quotation.end_word = static_cast<std::uint32_t>(out_.word_at(quotation.inner.end));
      if (quotation.first_word >= quotation.end_word) continue;
      while (depth > 0 && ends[depth - 1] <= quotation.outer.begin) --depth;
      quotation.depth = depth;
      if (depth < ends.size()) ends[depth++] = quotation.outer.end;
      out_.quotations[kept++] = quotation;
    }
    out_.quotations.resize(kept);
  }

  // One that no mark closes ends before whatever would reach beyond its end.
  void end_before_crossings(std::size_t first) {
    std::array<std::size_t, kDeepest + 1> around{};
    std::size_t depth = 0;
    for (std::size_t i = first; i < out_.quotations.size(); ++i) {
      const ByteSpan outer = out_.quotations[i].outer;
      if (outer.empty()) continue;
      while (depth > 0) {
        Quotation& above = out_.quotations[around[depth - 1]];
        if (above.outer.end >= outer.end) break;
        if (above.outer.end > outer.begin) above.outer.end = above.inner.end = outer.begin;
        --depth;
      }
      if (depth < around.size()) around[depth++] = i;
    }
  }

  void trim(ByteSpan& span) const {
    const auto is_space = [&](char32_t c) { return (characters_[c] & Characters::kSpace) != 0; };
    while (!span.empty() && is_space(decode(source_, span.begin).c)) {
      span.begin += decode(source_, span.begin).size;
    }
    while (!span.empty() && is_space(decode_before(source_, span.end).c)) {
      span.end -= decode_before(source_, span.end).size;
    }
  }

  Text& out_;
  std::string_view source_;
  const Characters& characters_;
  const Language::Index& elisions_;
  ByteSpan paragraph_;
  std::size_t word_ = 0;  // the first word that was not passed: marks stand between words
  std::vector<Mark> marks_;
  std::array<Open, kDeepest> stack_{};
  std::size_t depth_ = 0;
  std::vector<Group> pending_;  // groups left open by the paragraph before, outermost first
};

}  // namespace

void find_quotations(Text& out) {
  out.quotations.clear();
  Pairer(out).run();
}

}  // namespace secondsource::text
