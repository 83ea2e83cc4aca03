#include "attribution/verb.h"

#include <algorithm>

#include "attribution/source.h"

namespace secondsource::attribution {

std::optional<Verb> verb_at(const Scan& scan, std::uint32_t i) {
  const Mark& mark = scan.marks[i];
  Verb verb;
  verb.flags = mark.flags;
  std::uint32_t end = i + 1;
  if (mark.phrase & kVerb) {
    verb.flags = mark.phrase;
    end = i + mark.length;
  }
  const Range run = scan.run_of(i);
  if (end > run.end) return std::nullopt;
  if (!(verb.flags & kVerb) || (verb.flags & kSplitVerb)) {
    // "teilte … mit": the second word ends the clause.
    bool found = false;
    for (std::uint32_t k = end; k < std::min(run.end, end + 30); ++k) {
      if (scan.is(k, kVerbParticle) && (k + 1 == run.end || scan.gap(k + 1, kBreak | kMark))) {
        found = true;
        break;
      }
    }
    if (found) {
      verb.flags |= kSpeechVerb;
    } else if (!(verb.flags & kVerb)) {
      return std::nullopt;
    }
  }
  if (scan.capital(i) && i != run.first) return std::nullopt;
  if (noun_use(scan, i)) return std::nullopt;
  // "well-known", "so-called", "self-described"
  if ((i > run.first && scan.gap(i, kJoint)) && scan.text->words[i].joint == '-' &&
      !scan.is(i - 1, kPersonalPronoun | kClitic)) {
    return std::nullopt;
  }
  verb.words = {i, end};
  verb.participle = scan.gerund_like(i);
  std::uint32_t begin = i;
  bool passive = false, infinitive = false, auxiliary = false;
  while (begin > run.first && !scan.gap(begin, kBreak | kMark)) {
    const std::uint32_t k = begin - 1;
    const bool clitic = k > run.first && scan.gap(k, kJoint) && scan.text->words[k].joint == '\'';
    const std::uint32_t whole = clitic ? k - 1 : k;
    const std::uint64_t flags = clitic ? scan.marks[whole].phrase : scan.marks[k].flags;
    const bool adverb = (flags & kAdverb) || (!clitic && !scan.capital(k) && scan.adverb_like(k));
    // "a-t-il déclaré": a pronoun tied to its auxiliary stands inside.
    const bool tied = scan.is(k, kPersonalPronoun) && scan.text->words[k].joint == '-';
    // "has since said"
    const bool since = begin == i && k > run.first && scan.is(k, kSubordinator) &&
                       scan.is(k, kPreposition) && scan.is(k - 1, kAuxiliary) &&
                       !scan.gap(k, kBreak | kMark) && !scan.capital(k);
    if (!(flags & (kAuxiliary | kNegation)) && !adverb && !tied && !since &&
        !(clitic && scan.is(k, kClitic) && scan.is(k - 1, kPersonalPronoun))) {
      break;
    }
    if (flags & kAuxiliary) auxiliary = true;
    if (flags & kPassive) passive = true;
    begin = clitic && !(flags & (kAuxiliary | kNegation)) ? k : whole;
  }
  if (begin > run.first && scan.is(begin - 1, kInfinitive) && !scan.gap(begin, kBreak))
    infinitive = true;
  if (passive && !verb.participle) return std::nullopt;
  if (infinitive) return std::nullopt;
  verb.group = {begin, end};
  verb.subject_before = begin;
  verb.subject_after = end;
  // "hat … gesagt": the participle ends the clause, its auxiliary stands where the verb does.
  if (!auxiliary && (end == run.end || scan.gap(end, kBreak | kMark))) {
    for (std::uint32_t k = i; k > run.first && i - k < kNear && !scan.gap(k, kBreak | kMark); --k) {
      if (scan.is(k - 1, kVerbSecond)) {
        verb.subject_before = k - 1;
        verb.subject_after = k;
        break;
      }
    }
  }
  return verb;
}

namespace {

// Where an outlet named at word `i` ends: "à | Le Phare de Vessen | Anne Martin"; `i` when none
// is.
std::uint32_t listener_end(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kLongestListener = 8;  // words
  std::uint32_t found = i;
  for (std::uint32_t k = i; k < std::min(end, i + 6); ++k) {
    if (k > i && scan.gap(k, kBreak | kMark)) break;
    if (scan.is(k, kOutletWord) && scan.capital(k)) {
      found = k + 1;
    } else if (!scan.capital(k) && !scan.is(k, kDeterminer | kOutletNoun | kClitic)) {
      break;
    }
  }
  // "contó al Diario Montañés del Sur | la ganadera Marta Vidal": all of a name before who speaks.
  std::uint32_t name = i;
  while (name < end && scan.is(name, kDeterminer)) ++name;
  if (name < end && scan.capital(name) && !scan.is(name, kGivenName | kTitle | kRole)) {
    std::uint32_t k = name + 1;
    while (k < std::min(end, i + kLongestListener) && !scan.gap(k, kBreak | kMark)) {
      if (scan.capital(k) && !scan.is(k, kGivenName | kTitle)) {
        ++k;
      } else if (k + 1 < end && scan.is(k, kLinkingPreposition) && scan.capital(k + 1)) {
        k += 2;
      } else {
        break;
      }
    }
    if (k < end && scan.order().names_last && scan.is(k, kDeterminer) && !scan.capital(k)) return k;
  }
  const bool place = found > i && found + 1 < end && scan.is(found, kLinkingPreposition) &&
                     scan.capital(found + 1) && !scan.gap(found, kBreak);
  return place ? found + 2 : found;
}

// The subject after an inverted verb, past days and a listener: "a déclaré lundi à l'AFP Anne
// Martin".
NounPhrase subject_after(const Scan& scan, const Verb& verb, std::uint32_t end) {
  std::uint32_t i = verb.subject_after;
  bool phrase = false;  // what stands before is a preposition's, and "del …" goes on with it
  for (int adverbials = 0;
       adverbials < 3 && i < end && (i == verb.subject_after || !scan.gap(i, kBreak));
       ++adverbials) {
    if (!phrase || !scan.is(i, kLinkingPreposition)) {
      const NounPhrase subject = noun_phrase_after(scan, i, end);
      if (!subject.words.empty()) return subject;
    }
    const bool preposition = scan.is(i, kPreposition);
    if (scan.is(i, kDay | kAdverb)) {
      ++i;
    } else if (scan.is(i, kPreposition)) {
      const std::uint32_t outlet = scan.is(i, kListener) ? listener_end(scan, i + 1, end) : i;
      ++i;
      while (i < end && scan.is(i, kDeterminer) && !scan.gap(i, kBreak)) ++i;
      i = std::max(i + 1, outlet);
    } else {
      break;
    }
    phrase = preposition && !scan.capital(i - 1);
  }
  return {};
}

}  // namespace

Subject subject_of(const Scan& scan, const Verb& verb) {
  const Range run = scan.run_of(verb.words.first);
  const std::uint32_t before = verb.subject_before;
  // Tied to it: "dit-il", "a-t-elle déclaré".
  for (std::uint32_t k = verb.group.first; k < std::min(run.end, verb.words.end + 2); ++k) {
    if (k > run.first && scan.is(k, kPersonalPronoun) && scan.text->words[k].joint == '-') {
      return {{k, k + 1}, {k, k + 1}, k >= verb.words.end, false};
    }
  }
  const bool starts = before == run.first;
  const bool after_comma = !starts && scan.gap(before, kComma | kDash | kMark);
  if (starts || after_comma) {
    if (verb.participle && !starts) return {{}, {}, false, true};
    if (after_comma && scan.gap(before, kDash) && !verb.participle && scan.order().names_last) {
      // "«A – scrivono gli attivisti – B»"
      const NounPhrase right = subject_after(scan, verb, run.end);
      if (!right.words.empty()) return {right.words, right.head, true, false};
    }
    if (after_comma) {
      const NounPhrase left = noun_phrase_before(scan, run.first, before);
      if (!left.words.empty()) return {left.words, left.head, false, false};
    }
    const NounPhrase right = subject_after(scan, verb, run.end);
    if (!right.words.empty() && !verb.participle) return {right.words, right.head, true, false};
    return {{}, {}, false, !starts || verb.participle};
  }
  const std::uint32_t last = before - 1;
  if (scan.is(last, kSourcePreposition) && !verb.participle) {
    // "según informó el Diario"
    const NounPhrase right = noun_phrase_after(scan, verb.subject_after, run.end);
    if (!right.words.empty()) return {right.words, right.head, true, false};
  }
  if (scan.is(last, kRelative) && !scan.is(last, kComplementiser)) {
    const std::uint32_t head_end = last;
    const std::uint32_t floor = run.first;
    const NounPhrase head = noun_phrase_before(scan, floor, head_end);
    if (scan.gap(head_end, kComma)) {
      // "Smith, who said": what stands before the comma.
      const std::uint32_t from = head_end > 12 ? std::max(floor, head_end - 12) : floor;
      std::uint32_t begin = head_end;
      while (begin > from &&
             !scan.is(begin - 1, kAuxiliary | kSubordinator | kVerb | kPreposition) &&
             (begin == head_end || !scan.gap(begin, kBreak & ~kStop))) {
        --begin;
      }
      return {{last, last + 1}, {begin, head_end}, false, false};
    }
    return {{last, last + 1}, head.head, false, false};
  }
  if (scan.is(last, kSubordinator) && !scan.is(last, kPersonalPronoun)) {
    if (!verb.participle) {
      const NounPhrase right = noun_phrase_after(scan, verb.subject_after, run.end);
      const bool as_said =
          scan.word(last) == "as" || scan.word(last) == "wie" || scan.word(last) == "comme";
      if (as_said && !right.words.empty()) return {right.words, right.head, true, false};
    }
    return {{}, {}, false, true};
  }
  const NounPhrase left = noun_phrase_before(scan, run.first, before);
  if (left.words.empty()) return {{}, {}, false, verb.participle};
  if (left.prepositional) {
    const NounPhrase right = noun_phrase_after(scan, verb.subject_after, run.end);
    if (scan.order().participle_last) {
      if (!right.words.empty()) return {right.words, right.head, true, false};
      // "Die Ministerin für Verkehr sagte": what stands before the verb is one group.
      const NounPhrase front = clause_subject(scan, {run.first, before});
      if (!front.words.empty()) return {front.words, front.head, false, false};
      return {{}, {}, false, verb.participle};
    }
  }
  return {left.words, left.head, false, false};
}

std::uint32_t with_anonymity(const Scan& scan, Range source, Range run) {
  const std::uint32_t end = source.end;
  if (end >= run.end) return end;
  for (std::uint32_t k = source.first; k < end; ++k) {
    const Mark& mark = scan.marks[k];
    if ((mark.phrase & kUnnamedSource) && k + mark.length > end)
      return std::min(run.end, k + mark.length);
  }
  std::uint32_t last = end;
  bool unnamed = false;
  for (std::uint32_t k = end; k < std::min(run.end, end + kNear); ++k) {
    if (k > end && scan.gap(k, kBreak)) break;
    if (scan.gap(k, kSemicolon | kColon | kDash)) break;
    const Mark& mark = scan.marks[k];
    if (mark.begins(kUnnamedSource)) {
      unnamed = true;
      last = std::max(last, k + mark.length_of(kUnnamedSource));
    }
    last = std::max(last, k + 1);
  }
  const bool clause = scan.is(end, kRelative) || (scan.marks[end].phrase & kUnnamedSource);
  return unnamed && clause ? std::min(last, run.end) : end;
}

bool only_adverbials(const Scan& scan, std::uint32_t first, std::uint32_t end) {
  if (end > first + kNear) return false;
  for (std::uint32_t i = first; i < end; ++i) {
    if (scan.is(i, kAuxiliary | kVerb | kPersonalPronoun) && !scan.is(i, kAdverb | kDeterminer) &&
        !noun_use(scan, i))
      return false;
    if (scan.is(i, kComplementiser | kSubordinator) && scan.word(i) != "as" &&
        scan.word(i) != "than") {
      return i > first;  // "… , said Smith, as the crowd left"
    }
  }
  return true;
}

std::uint32_t skip_adverbials(const Scan& scan, const Verb& verb, std::uint32_t i,
                              std::uint32_t end) {
  bool listener = (verb.flags & kTellingVerb) != 0;
  while (i < end) {
    if (i > verb.words.end && scan.gap(i, kBreak)) break;
    const Mark& mark = scan.marks[i];
    if (mark.phrase & (kOccasion | kInterview)) {
      i += mark.length;
      continue;
    }
    if (scan.is(i, kDay) && !scan.is(i, kAuxiliary)) {
      ++i;
      continue;
    }
    if (scan.is(i, kPreposition) && i + 1 < end &&
        (scan.is(i + 1, kDay) ||
         (i + 2 < end && scan.is(i + 2, kDay) && scan.is(i + 1, kDeterminer)))) {
      i += scan.is(i + 1, kDay) ? 2 : 3;
      continue;
    }
    if (scan.is(i, kVerbParticle) && i > verb.words.first) {
      ++i;
      continue;
    }
    if (scan.is(i, kAdverb) && !scan.is(i, kDeterminer | kNegation)) {
      ++i;
      continue;
    }
    if (listener) {
      listener = false;
      if (scan.is(i, kPersonalPronoun | kPronounOther)) {
        ++i;
        continue;
      }
      const std::uint32_t begin = i;
      while (i < end && (i == begin || !scan.gap(i, kBreak)) &&
             (scan.capital(i) || (i > begin && scan.gap(i, kJoint)))) {
        ++i;
      }
      if (i > begin) continue;
      if (scan.is(i, kDeterminer)) {
        ++i;
        while (i < end && !scan.gap(i, kBreak) &&
               !scan.is(i, kDeterminer | kComplementiser | kPersonalPronoun | kPreposition |
                               kAuxiliary)) {
          if (scan.capital(i) && i > begin + 1 && !scan.capital(i - 1)) break;
          ++i;
        }
        continue;
      }
      if (!scan.is(i, kComplementiser)) ++i;  // "told reporters"
      continue;
    }
    if (scan.is(i, kListener) && i + 1 < end && !scan.gap(i + 1, kBreak)) {
      const NounPhrase to = noun_phrase_after(scan, i + 1, std::min(end, i + 6));
      if (!to.words.empty()) {
        i = to.head.end;
        continue;
      }
    }
    break;
  }
  return i;
}

}  // namespace secondsource::attribution
