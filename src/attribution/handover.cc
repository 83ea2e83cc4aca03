#include "attribution/handover.h"

#include <algorithm>
#include <map>
#include <optional>

#include "attribution/outlets.h"
#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kLongestQuoted = 8;  // words of who is "quoted … as saying"

// Whether the source that begins with an outlet, which ends before `behind`, is the outlet, or goes
// on with somebody else: "the Harbor Ledger, Marta Quill, the mayor", but not "Reuters reporter".
bool is_outlet_alone(const Scan& scan, const Relation& relation, std::uint32_t behind) {
  if (behind >= relation.source.end || scan.gap(behind, kComma)) return true;
  std::uint32_t next = behind;
  while (next < std::min(relation.source.end, behind + kCueWindow) && scan.adverb(next)) ++next;
  return next >= relation.source.end ||
         scan.is(next, kSpeechVerb | kQuotingVerb | kSourcePostposition);
}

// "“…,” the transport minister, Marta Quill, | was quoted as saying by the Harbor Ledger": who
// stands between a quotation and its cue is its source, and was taken for a part of what is said.
void take_source_out(const Scan& scan, const press::Press& press, Relation& relation) {
  if (relation.cue.empty() || relation.content.size() != 1) return;
  const Piece& piece = relation.content.front();
  if (piece.quotation != Scan::kNone || piece.words.end != relation.cue.first) return;
  // The quotation itself may be a part of the piece, or lie before it.
  std::uint32_t q = scan.quote[piece.words.first];
  const bool before = q == Scan::kNone && piece.words.first > 0;
  if (before) q = scan.quote[piece.words.first - 1];
  if (q == Scan::kNone) return;
  const text::Quotation& quotation = scan.text->quotations[q];
  const Range between{quotation.end_word, relation.cue.first};
  if ((before ? quotation.end_word : quotation.first_word) != piece.words.first ||
      between.empty() || between.size() > kCueWindow || !scan.gap(between.first, kComma)) {
    return;
  }
  if (!relation.source.empty() &&
      !outlet_or_letters(scan, relation.source.first, relation.source.end, press)) {
    return;
  }
  const NounPhrase source = noun_phrase_after(scan, between.first, between.end);
  if (source.words.empty() || !can_be_source(scan, source.head)) return;
  relation.content = {{{quotation.first_word, quotation.end_word}, q}};
  relation.source = between;
  relation.who = source.head;
}

// "Tass quoted Peskov as | saying that …", "“…,” Tass quoted Peskov as | saying": who is quoted is
// the source, and the verb behind "as" the cue.  A relation of which nothing is left, for what it
// reports is another's, loses its content.  `by_verb`: which of them has its verb at a word.
void hand_on(const Scan& scan, std::vector<Relation>& relations, std::size_t which,
             const std::map<std::uint32_t, std::size_t>& by_verb) {
  Relation& relation = relations[which];
  if (relation.cue.empty()) return;
  const Range run = scan.run_of(relation.verb);
  std::uint32_t quoting = relation.verb;
  if (!scan.is(quoting, kQuotingVerb)) {
    // Behind the words the cue may be "as saying" alone, or "quoted her as saying".
    if (relation.content.front().words.end > relation.cue.first || quoting <= run.first ||
        !scan.is(quoting - 1, kSubordinator) || !scan.gerund_like(quoting)) {
      return;
    }
    const std::uint32_t floor = std::max(run.first, quoting - std::min(quoting, kLongestQuoted));
    while (quoting > floor && !scan.is(quoting, kQuotingVerb)) --quoting;
    if (!scan.is(quoting, kQuotingVerb)) return;
  }
  const std::uint32_t begin = quoting == relation.verb ? relation.cue.end : quoting + 1;
  const std::uint32_t end = std::min(run.end, begin + kCueWindow);
  std::uint32_t as = begin + 1;
  while (as + 1 < end && !(scan.is(as, kSubordinator) && scan.is(as + 1, kSpeechVerb) &&
                           scan.gerund_like(as + 1))) {
    ++as;
  }
  if (as + 1 >= end) return;
  NounPhrase who = noun_phrase_after(scan, begin, as);
  const bool him = as == begin + 1 && scan.is(begin, kPronounOther);
  if (him || scan.is(begin, kPersonalPronoun | kPronounM | kPronounF))
    who.words = who.head = {begin, begin + 1};
  if (who.words.empty() || who.words.first != begin) return;
  // "the former ambassador to Hest, Marta Quill, as saying"
  for (std::uint32_t i = as; i-- > who.words.end;) {
    if (!scan.gap(i, kComma)) continue;
    const NounPhrase name = noun_phrase_after(scan, i, as);
    const bool named = !name.words.empty() && scan.capital(name.words.first) &&
                       !scan.is(name.words.first, kRole | kTitle | kDeterminer);
    if (named && !scan.capital(who.head.first)) who.head = name.head;
    break;
  }
  const auto hand = [&](Relation& to) {
    to.source = him ? Range() : Range{begin, as};
    to.who = him ? Range() : who.head;
    to.cue = {as + 1, as + 2};
    to.verb = as + 1;
    to.inherits = false;
    to.dropped = him;  // whoever was spoken of last
  };
  const auto other = by_verb.find(as + 1);
  if (other != by_verb.end()) hand(relations[other->second]);
  const bool before = relation.content.front().words.end <= relation.cue.first;
  if (!before) {
    relation.content.clear();
    const std::uint32_t stop = scan.clause(as).end;
    if (other != by_verb.end() || stop < as + 4) return;
    relation.content = {{{as + 2, stop}}};
  }
  hand(relation);
}

// "“…,” TASS reported, citing | Peskov": whom an outlet cites that is none itself.
NounPhrase cited_behind(const Scan& scan, const Relation& relation, const press::Press& press) {
  const std::uint32_t end = scan.run_of(relation.cue.first).end;
  for (std::uint32_t i = relation.cue.end; i < end; ++i) {
    if (!scan.mark(i).begins(kCiting) || scan.gap(i, kStop)) continue;
    const std::uint32_t at = i + scan.mark(i).length_of(kCiting);
    const NounPhrase cited = noun_phrase_after(scan, at, end);
    const bool somebody = !cited.words.empty() && can_be_source(scan, cited.head) &&
                          !outlet_or_letters(scan, at, end, press);
    return somebody ? cited : NounPhrase();
  }
  return {};
}

struct Speaking {
  Range who;
  std::uint32_t verb = 0;
};

// The last verb of speech in `range`, of which the last kCueWindow words are looked at, and the
// first name before it; where no outlet is cited yet, behind another such verb.  Else the name
// right behind that verb: "laut Hafenkurier sagte Marta Quill", "the Harbor Ledger cited Marta
// Quill".
std::optional<Speaking> speaking_in(const Scan& scan, const Relation& relation, Range range,
                                    bool cited) {
  if (range.empty()) return std::nullopt;
  range.first = std::max(range.first, range.end - std::min(range.end, kCueWindow));
  const auto verb_at = [&](std::uint32_t i) {
    return relation.narrative(scan, i) && scan.is(i, kSpeechVerb | kQuotingVerb);
  };
  const auto name_at = [&](std::uint32_t first, std::uint32_t end) {
    Range name{first, first + 1};
    while (name.end < end && scan.capital(name.end) && scan.gaps[name.end] == 0) ++name.end;
    return name;
  };
  std::uint32_t verb = range.end - 1;
  while (verb > range.first && !verb_at(verb)) --verb;
  for (std::uint32_t i = range.first; i < verb; ++i) {
    cited |= scan.is(i, kSpeechVerb | kQuotingVerb | kSourcePostposition);
    if (!cited || !scan.capital(i) || scan.is(i, kDay | kDeterminer) ||
        !relation.narrative(scan, i)) {
      continue;
    }
    return Speaking{name_at(i, verb), verb};
  }
  std::uint32_t behind = verb + 1;
  while (behind < range.end && scan.is(behind, kDeterminer) && !scan.gap(behind, kBreak)) ++behind;
  if (!verb_at(verb) || !(cited || scan.mark(verb).is(kCiting)) || behind >= range.end ||
      scan.gap(behind, kBreak | kMark) || !scan.capital(behind) || scan.is(behind, kDay)) {
    return std::nullopt;
  }
  return Speaking{name_at(behind, range.end), verb};
}

// Whether an outlet is what the source is, behind the verb of "según publicó El Faro".
bool of_outlet(const Scan& scan, const press::Press& press, Range source) {
  while (!source.empty() && scan.is(source.first, kPublishing | kSpeechVerb)) ++source.first;
  return outlet_or_letters(scan, source.first, source.end, press) ||
         maybe_outlet(scan, source.first, source.end);
}

}  // namespace

void drop_credits(const Scan& scan, const press::Press& press, std::vector<Relation>& relations) {
  // "…,” said X, the Courier reported": the words before are those of another cue.
  struct Cue {
    std::uint32_t first = 0, words = 0;  // with those of its source
  };
  std::vector<Cue> with_sources;
  for (const Relation& relation : relations) {
    if (!relation.cue.empty())
      with_sources.push_back({relation.cue.first, relation.cue.size() + relation.source.size()});
  }
  std::ranges::sort(with_sources, {}, &Cue::first);
  std::erase_if(relations, [&](const Relation& relation) {
    if (relation.cue.empty() || relation.content.size() != 1 ||
        relation.content[0].quotation != Scan::kNone) {
      return false;
    }
    const Range words = relation.content[0].words;
    const auto other = std::ranges::lower_bound(with_sources, words.first, {}, &Cue::first);
    return other != with_sources.end() && other->first < words.end &&
           other->first != relation.cue.first && other->words >= words.size();
  });
  // "“…,” Marta Quill, the mayor, said, | the Harbor Ledger reported": of what the outlet is taken
  // to say the end is another's cue.
  std::map<std::uint32_t, std::uint32_t> speaking;  // where their cues begin, by where they end
  for (const Relation& relation : relations) {
    if (!relation.cue.empty())
      speaking.emplace(std::max(relation.cue.end, relation.source.end), relation.cue.first);
  }
  std::erase_if(relations, [&](const Relation& relation) {
    if (relation.cue.empty() || relation.content.size() != 1 ||
        relation.content[0].quotation != Scan::kNone) {
      return false;
    }
    const Range words = relation.content[0].words;
    const auto other = speaking.find(words.end);
    return words.end <= relation.cue.first && other != speaking.end() &&
           other->second >= words.first && of_outlet(scan, press, relation.source);
  });
  std::vector<std::uint32_t> cues;
  for (const Relation& relation : relations) {
    if (!relation.cue.empty()) cues.push_back(relation.cue.first);
  }
  std::sort(cues.begin(), cues.end());
  std::erase_if(relations, [&](const Relation& relation) {
    if (relation.cue.empty() || relation.source.empty()) return false;
    const Mark& cue = scan.mark(relation.cue.first);
    return cue.begins(kSourcePreposition) && of_outlet(scan, press, relation.source) &&
           std::any_of(relation.content.begin(), relation.content.end(), [&](const Piece& piece) {
             const auto inner = std::lower_bound(cues.begin(), cues.end(), piece.words.first);
             const bool behind = inner != cues.begin() && *(inner - 1) != relation.cue.first &&
                                 scan.unit[*(inner - 1)] == scan.unit[piece.words.first];
             const bool scrap = piece.quotation == Scan::kNone && piece.words.size() < 4;
             return (scrap && behind) || (inner != cues.end() && *inner < piece.words.end);
           });
  });
}

void hand_over(const Scan& scan, const press::Press& press, std::vector<Relation>& relations) {
  std::map<std::uint32_t, std::size_t> by_verb;
  for (std::size_t i = 0; i < relations.size(); ++i) by_verb.emplace(relations[i].verb, i);
  for (std::size_t i = 0; i < relations.size(); ++i) hand_on(scan, relations, i, by_verb);
  std::erase_if(relations, [](const Relation& relation) { return relation.content.empty(); });
  for (Relation& relation : relations) {
    take_source_out(scan, press, relation);
    if (relation.source.empty() || relation.cue.empty() || !relation.quotes()) continue;
    const std::optional<Via> outlet =
        outlet_or_letters(scan, relation.source.first, relation.source.end, press);
    if (!outlet) continue;
    const auto behind = word_behind(scan, *outlet);
    if (!is_outlet_alone(scan, relation, behind)) continue;
    if (const NounPhrase cited = cited_behind(scan, relation, press); !cited.words.empty()) {
      relation.source = cited.words;
      relation.who = cited.head;
    }
    if (relation.who.first > behind) continue;
    // Before "…, according to the Harbor Ledger:", or behind "The Harbor Ledger reported that …".
    const Mark& cue = scan.mark(relation.cue.first);
    const bool front = relation.cue.first < relation.source.first;
    const bool according = cue.begins(kSourcePreposition | kSourcePostposition);
    const Range between = according && front
                              ? Range{scan.clause(relation.cue.first).first, relation.cue.first}
                              : Range{behind, relation.content.front().words.first};
    if (const std::optional<Speaking> found =
            speaking_in(scan, relation, between, front || according)) {
      relation.source = relation.who = found->who;
      relation.cue = {found->verb, found->verb + 1};
      relation.verb = found->verb;
    }
  }
}

}  // namespace secondsource::attribution
