#include "attribution/features.h"

#include <algorithm>
#include <string_view>

#include "attribution/quotations.h"

namespace secondsource::attribution {
namespace {

std::uint8_t kind_of(const Scan& scan, std::uint32_t i) {
  const Mark& mark = scan.marks[i];
  constexpr std::pair<std::uint64_t, std::uint8_t> kKinds[] = {{kComplementiser, 1},
                                                               {kPronounM | kPronounF, 2},
                                                               {kPronounPlural, 3},
                                                               {kPronounFirst, 4},
                                                               {kImpersonal, 5},
                                                               {kRelative, 6},
                                                               {kPronounOther, 7},
                                                               {kDeterminer, 8},
                                                               {kPassive, 9},
                                                               {kAuxiliary, 10},
                                                               {kNegation, 11},
                                                               {kSubordinator, 12},
                                                               {kLinkingPreposition, 13},
                                                               {kPreposition, 14},
                                                               {kSpeechVerb, 15},
                                                               {kQuotingVerb, 16},
                                                               {kOrderingVerb, 17},
                                                               {kThoughtVerb, 18},
                                                               {kStanceVerb, 19},
                                                               {kCharacterisingVerb, 20},
                                                               {kCueNoun, 21},
                                                               {kRolePlural, 22},
                                                               {kRole, 23},
                                                               {kTitle, 24},
                                                               {kGivenName, 25},
                                                               {kDay, 26},
                                                               {kOrganisation, 27},
                                                               {kAdverb, 28}};
  if (scan.gap(i, kJoint) && mark.is(kClitic)) return 29;
  for (const auto& [flags, kind] : kKinds) {
    // A capitalised word is what the lexicon says only for closed classes and names.
    if (mark.is(flags)) return kind;
  }
  if (scan.capital(i)) return 30;
  if (scan.text->words[i].number) return 31;
  const std::string_view word = scan.word(i);
  if (scan.adverb_like(i)) return 32;
  if (scan.gerund_like(i)) return 33;
  if (word.ends_with("ed")) return 34;
  if (word.ends_with("ion") || word.ends_with("ment") || word.ends_with("ness")) return 35;
  if (word.ends_with("s")) return 36;
  return 37;
}

std::uint8_t gap_class(std::uint16_t gap) {
  const std::uint8_t mark = (gap & kMark) ? 8 : 0;
  if (gap & kNewline) return 7;
  if (gap & (kColon)) return static_cast<std::uint8_t>(1 + mark);
  if (gap & (kQuestion | kExclamation | kEllipsis | kStop))
    return static_cast<std::uint8_t>(2 + mark);
  if (gap & (kComma)) return static_cast<std::uint8_t>(3 + mark);
  if (gap & (kDash | kSemicolon)) return static_cast<std::uint8_t>(4 + mark);
  if (gap & (kParenthesis)) return static_cast<std::uint8_t>(5 + mark);
  if (gap & kJoint) return 6;
  return mark;
}

std::uint64_t tail(std::string_view word) {
  if (word.size() > 3) word.remove_prefix(word.size() - 3);
  std::uint64_t h = 0;
  for (const char c : word) h = h << 8 | static_cast<unsigned char>(c);
  return h;
}

}  // namespace

void view(const Scan& scan, const WordClasses& classes, const std::vector<Relation>& rules,
          View& out) {
  const std::uint32_t count = scan.count();
  out.kind.resize(count);
  out.gap.resize(count + 1);
  out.ending.resize(count);
  out.word.resize(count);
  out.rule_cue.assign(count, kNoCue);
  out.cue.assign(count, kNoCue);
  out.sure.assign(count, 0);
  out.relation.assign(count, Scan::kNone);
  constexpr std::uint32_t kAhead = 6;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i + kAhead < count) classes.expect(scan.text->words[i + kAhead].hash);
    out.kind[i] = kind_of(scan, i);
    out.ending[i] = static_cast<std::uint32_t>(tail(scan.word(i)));
    out.word[i] = classes.of(scan.text->words[i].hash);
  }
  for (std::uint32_t i = 0; i <= count; ++i) out.gap[i] = gap_class(scan.gaps[i]);
  constexpr std::uint32_t kLongestTitle = 10;
  out.titled.clear();
  for (const text::Quotation& quotation : scan.text->quotations) {
    const Range words{quotation.first_word, quotation.end_word};
    out.titled.push_back(words.size() <= kLongestTitle && attribution::titled(scan, words));
  }
  for (std::uint32_t r = 0; r < rules.size(); ++r) {
    for (std::uint32_t i = rules[r].cue.first; i < rules[r].cue.end; ++i) {
      out.rule_cue[i] = i == rules[r].cue.first ? kCueBegins : kCueGoesOn;
      out.relation[i] = r;
    }
  }
}

void View::mark_cue(Range words, float margin) {
  constexpr float kEven = 8;
  const auto rounded = static_cast<std::uint8_t>(std::clamp(margin * 2, -kEven, 12.0F) + kEven);
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    cue[i] = i == words.first ? kCueBegins : kCueGoesOn;
    sure[i] = rounded;
  }
}

const Relation* rule_of(const View& view, const std::vector<Relation>& rules, Range cue) {
  for (std::uint32_t i = cue.first; i < cue.end; ++i) {
    if (view.relation[i] != Scan::kNone) return &rules[view.relation[i]];
  }
  return nullptr;
}

std::uint32_t cue_head(const Scan& scan, Range cue) {
  for (std::uint32_t i = cue.first; i < cue.end; ++i) {
    if (scan.is(i, kVerb | kCueNoun)) return i;
  }
  return cue.end - 1;
}

}  // namespace secondsource::attribution
