#include "attribution/source.h"

#include <algorithm>
#include <optional>

namespace secondsource::attribution {
namespace {

// A source is seldom longer; what is longer is cut here, so that every look is bounded.
constexpr std::uint32_t kLongest = 40;
constexpr std::uint16_t kSourceBreak = kComma | kColon | kSemicolon | kDash | kParenthesis |
                                       kQuestion | kExclamation | kEllipsis | kNewline | kMark;

bool pronoun(const Scan& scan, std::uint32_t i) {
  return scan.is(i, kPersonalPronoun | kImpersonal) &&
         !(scan.is(i, kDeterminer) && i + 1 < scan.count() &&
           !scan.is(i + 1, kVerb | kAuxiliary | kAdverb) && !scan.gap(i + 1, kBreak));
}

bool particle_of_speech(const Scan& scan, std::uint32_t i) {
  if (scan.is(i, kTitle) && scan.capital(i)) return false;  // "M. Renard"
  return scan.is(i, kAuxiliary | kPreposition | kDeterminer | kSubordinator | kAdverb |
                        kPersonalPronoun | kPronounOther | kRelative) &&
         !scan.is(i, kClitic);
}

bool verb_use(const Scan& scan, std::uint32_t i) {
  return scan.is(i, kVerb) && !scan.capital(i) && !noun_use(scan, i);
}

bool noun_like(const Scan& scan, std::uint32_t i) {
  return !particle_of_speech(scan, i) && !verb_use(scan, i);
}

bool initial(const Scan& scan, std::uint32_t i) {
  return scan.capital(i) && scan.text->words[i].span.size() <= 2;
}

// The first word of what stands between `mark` and word `end`, without a break in it: "Marta Quill,
// | the harbour master"; nothing where that is all there is from `first` on, or too long.
std::optional<std::uint32_t> set_off(const Scan& scan, std::uint32_t first, std::uint32_t end,
                                     std::uint16_t mark) {
  const std::uint32_t floor = std::max(first, end > kLongest ? end - kLongest : 0);
  std::uint32_t open = end;
  do {
    --open;
  } while (open > floor && !scan.gap(open, kSourceBreak));
  return open > floor && scan.gap(open, mark) ? std::optional(open) : std::nullopt;
}

// The group without appositions that ends before `end`.
NounPhrase core_before(const Scan& scan, std::uint32_t first, std::uint32_t end) {
  NounPhrase out;
  if (end <= first) return out;
  if (pronoun(scan, end - 1)) {
    out.words = out.head = {end - 1, end};
    return out;
  }
  const std::uint32_t floor = std::max(first, end > kLongest ? end - kLongest : 0);
  // Whether a preposition at word `i` goes on with the noun before it, where a verb needs no
  // subject.
  const auto joins = [&](std::uint32_t i) {
    return scan.order().no_subject && scan.is(i, kPreposition) && i > floor &&
           noun_like(scan, i - 1) && !scan.is(i - 1, kDay | kComplementiser) &&
           !scan.gap(i, kSourceBreak);
  };
  std::uint32_t begin = end;
  while (begin > floor) {
    const std::uint32_t i = begin - 1;
    if (begin < end) {
      if (scan.gap(begin, kSourceBreak)) break;
      if (scan.gap(begin, kJoint)) {
        begin = i;
        continue;
      }
      if (scan.gap(begin, kStop) && !initial(scan, i) && !scan.is(i, kTitle) &&
          scan.text->words[i].span.size() > 4) {
        break;
      }
    }
    if (scan.is(i, kComplementiser)) break;
    if (scan.is(i, kDeterminer) && begin < end) {
      begin = i;
      // "the head | of the council": the preposition before goes on; a German genitive, too.
      if (i > floor && scan.is(i - 1, kLinkingPreposition) && !scan.gap(i, kSourceBreak) &&
          i - 1 > floor && noun_like(scan, i - 2) && !scan.is(i - 2, kDay) &&
          !scan.gap(i - 1, kSourceBreak)) {
        begin = i - 1;
        continue;
      }
      if (joins(i)) continue;  // "al interior de"
      if (i > floor && scan.is(i, kLinkingPreposition) && noun_like(scan, i - 1) &&
          !scan.gap(i, kSourceBreak)) {
        continue;
      }
      out.prepositional = i > first && scan.is(i - 1, kPreposition | kSourcePreposition) &&
                          !scan.gap(i, kSourceBreak);
      break;
    }
    if (begin < end && joins(i)) {
      begin = i;  // "una fuente | al interior de la Comisión"
      continue;
    }
    if (scan.is(i, kLinkingPreposition) && begin < end) {
      if (i > floor && noun_like(scan, i - 1) && !scan.is(i - 1, kDay) &&
          !scan.gap(i, kSourceBreak) && !scan.is(begin, kDay)) {
        begin = i;
        continue;
      }
      out.prepositional = true;
      break;
    }
    if (scan.is(i, kPreposition | kSourcePreposition) && !verb_use(scan, i)) {
      out.prepositional = true;
      break;
    }
    if (particle_of_speech(scan, i) || verb_use(scan, i)) break;
    if (scan.is(i, kDay) && !(begin < end && scan.is(begin, kClitic))) {
      // "On Tuesday | Smith"; "last week"
      break;
    }
    if (!scan.capital(i) && scan.adverb_like(i) && begin == end) break;
    begin = i;
  }
  if (begin == end) return out;
  out.words = out.head = {begin, end};
  if (!can_be_source(scan, out.words)) out.words = out.head = {};
  return out;
}

// Whether word `i` is a name's, not a role's or a body's.
bool names(const Scan& scan, std::uint32_t i) {
  return scan.capital(i) && !scan.is(i, kRole | kTitle | kOrganisation | kDeterminer) &&
         scan.order().names_last;
}

// Whether an outlet is named at word `i`: the listener of what is said.
bool listens(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  while (i < end && scan.is(i, kDeterminer) && !scan.gap(i, kBreak)) ++i;
  return i < end && scan.is(i, kOutletNoun | kOwnOutlet | kOutletWord);
}

// Whether the lower case of word `i` ends the group that a name before it ended: "Quill | bleibt".
bool ends_group(const Scan& scan, std::uint32_t i) {
  return !scan.capital(i) && !scan.gap(i, kJoint) && names(scan, i - 1) &&
         !scan.is(i, kClitic | kLinkingPreposition | kSubordinator) && !scan.text->words[i].number;
}

// Whether an apposition begins at word `i`: "the harbour master", "mayor of …", "42", "who …".
bool apposition_begins(const Scan& scan, std::uint32_t i) {
  if (scan.is(i, kComplementiser)) return false;  // "said officials, that …"
  if (scan.is(i, kDeterminer) || scan.text->words[i].number || party_label(scan, i)) return true;
  if (scan.is(i, kRelative)) return true;
  // "Quillan, conservatrice du musée"
  if (i > 0 && i + 1 < scan.count() && names(scan, i - 1) && !scan.capital(i) &&
      !particle_of_speech(scan, i) && !scan.is(i, kVerb) && !scan.adverb_like(i) &&
      scan.is(i + 1, kLinkingPreposition) && !scan.gap(i + 1, kBreak)) {
    return true;
  }
  // "a role without an article": within a few words, before anything that ends a group.
  for (std::uint32_t k = i; k < std::min(i + 5, scan.count()); ++k) {
    if (k > i && scan.gap(k, kSourceBreak)) return false;
    if (scan.is(k, kRole)) return true;
    if (particle_of_speech(scan, k) || scan.is(k, kVerb)) return false;
  }
  return false;
}

// Whether `words` between commas say where the person named before them comes from: "Marta Quill,
// Lund, said", "Marta Quill, Alt-Lund, said".
bool belongs_to_name(const Scan& scan, const NounPhrase& before, Range words) {
  if (before.words.empty() || before.prepositional || before.head.size() < 2) return false;
  const std::uint32_t last = before.head.end - 1;
  if (!scan.capital(last) || !scan.capital(last - 1) ||
      scan.is(last, kDay | kRole | kTitle | kOrganisation)) {
    return false;
  }
  const bool joined = words.size() == 2 && scan.gap(words.end - 1, kJoint) &&
                      scan.text->words[words.end - 1].joint == '-';
  return joined || words.size() == 1;
}

}  // namespace

bool can_be_source(const Scan& scan, Range words) {
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    if (scan.capital(i) || (scan.text->words[i].number && words.size() > 1)) return true;
    if (scan.is(i, kDeterminer | kRole | kOrganisation | kTitle | kUnnamedSource |
                       kPersonalPronoun | kPronounOther | kRelative)) {
      return true;
    }
  }
  const std::string_view last = scan.word(words.end - 1);
  return words.size() <= 3 && last.size() > 3 && last.ends_with('s') && !last.ends_with("ss");
}

bool party_label(const Scan& scan, std::uint32_t word) {
  return word > 0 && word + 1 < scan.count() && scan.capital(word) && scan.capital(word + 1) &&
         scan.text->words[word].span.size() == 1 && scan.text->words[word + 1].joint == '-' &&
         scan.gap(word, kComma | kParenthesis);
}

bool noun_use(const Scan& scan, std::uint32_t word) {
  const Range run = scan.run_of(word);
  if (word == run.first || scan.gap(word, kBreak)) return false;
  // "Das sagte Quill": a noun would have a capital.
  if (scan.order().nouns_capitalised && !scan.capital(word)) return false;
  const std::uint32_t before = word - 1;
  if (scan.is(before, kPersonalPronoun)) return false;
  // "has since said"
  const bool since = scan.is(before, kSubordinator) && scan.is(before, kPreposition) &&
                     before > run.first && scan.is(before - 1, kAuxiliary) &&
                     !scan.gap(before, kBreak);
  if (scan.is(before, kDeterminer | kPreposition) && !since) return true;
  return scan.gap(before, kJoint) && scan.word(before) == "s";  // "the mayor's claims"
}

NounPhrase clause_subject(const Scan& scan, Range clause) {
  std::uint32_t first = clause.first;
  for (int adverbials = 0; adverbials < 3 && first < clause.end; ++adverbials) {
    while (first < clause.end && scan.is(first, kSubordinator) && first < clause.first + 1 &&
           !scan.gap(first + 1, kBreak) && scan.word(first).size() <= 4 &&
           !scan.is(first, kComplementiser)) {
      ++first;  // "But Quill"
    }
    const bool adverbial = scan.is(first, kPreposition | kSubordinator | kAdverb | kDay) ||
                           scan.adverb_like(first) || scan.gerund_like(first);
    std::uint32_t comma = first + 1;
    while (comma < std::min(clause.end, first + 20) && !scan.gap(comma, kComma)) ++comma;
    const bool fronted = comma < clause.end && scan.gap(comma, kComma);
    if (!adverbial) {
      NounPhrase subject = noun_phrase_after(scan, first, clause.end);
      // "Consultado por un periodista, Quill …": a participle before its comma.
      const bool participle = fronted && first == clause.first && scan.order().names_last &&
                              subject.words.size() == 1 && first + 1 < comma &&
                              !scan.is(first, kDeterminer | kRole | kTitle | kOrganisation |
                                                  kGivenName | kPersonalPronoun) &&
                              scan.is(first + 1, kPreposition | kDeterminer);
      if (participle) subject = {};
      // "Hours later, Quill": a group that a comma ends, without an apposition after it.
      const bool time = !subject.words.empty() && fronted && subject.words.end == comma &&
                        subject.words == subject.head && !scan.capital(subject.words.first + 1);
      if (!subject.words.empty() && !time && !scan.is(first, kPronounOther)) return subject;
    }
    if (!fronted) return {};
    first = comma;
  }
  return {};
}

// "Too dear for anyone, the coins will be melted, …": words that begin a sentence and name nobody.
bool only_opens(const Scan& scan, Range words) {
  if (words.size() < 3 || scan.units[scan.unit[words.first]].words.first != words.first) {
    return false;
  }
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    if ((i > words.first && scan.capital(i)) || scan.text->words[i].number ||
        scan.is(i, kDeterminer | kRole | kTitle | kOrganisation | kGivenName | kOutletNoun) ||
        scan.mark(i).begins(kUnnamedSource)) {
      return false;
    }
  }
  return true;
}

NounPhrase noun_phrase_before(const Scan& scan, std::uint32_t first, std::uint32_t end) {
  if (end <= first) return {};
  if (scan.gap(end, kParenthesis)) {
    // "Marta Quill (SPD) said": a party, an age or a short name stands in brackets behind it.
    if (const auto open = set_off(scan, first, end, kParenthesis)) {
      const NounPhrase out = core_before(scan, first, *open);
      if (!out.words.empty()) return out;
    }
  }
  if (!scan.gap(end, kComma)) return core_before(scan, first, end);
  // "Marta Quill, the harbour master, said": what stands between the commas is an apposition.
  std::uint32_t close = end;
  for (int appositions = 0; appositions < 3; ++appositions) {
    const auto apposition = set_off(scan, first, close, kComma);
    if (!apposition) return {};
    const std::uint32_t open = *apposition;
    NounPhrase out = core_before(scan, first, open);
    if (!apposition_begins(scan, open)) {
      const text::Language::Index& particles = scan.text->language->index("name particles");
      for (std::uint32_t i = open; i < close; ++i) {
        const bool within = i > open && i + 1 < close && particles.contains(scan.word(i));
        if (!scan.capital(i) && !scan.gap(i, kJoint) && !within) return {};
      }
      if (belongs_to_name(scan, out, {open, close})) {
        out.words.end = end;
        return out;
      }
      // "The minister, Paul Renard, said": the name is the apposition.
      bool role = false;
      for (std::uint32_t i = out.words.first; i < out.words.end; ++i) role |= scan.is(i, kRole);
      const std::uint32_t begin = role ? out.words.first : open;
      return {{begin, end}, {open, close}, false};
    }
    if (out.words.empty() || only_opens(scan, out.words)) return {};
    if (scan.text->words[out.head.first].number ||
        (scan.gap(out.words.first, kComma) && out.words.first > first &&
         apposition_begins(scan, out.words.first))) {
      close = open;
      continue;
    }
    if (scan.is(out.words.first, kPersonalPronoun)) return {};
    out.words.end = end;
    return out;
  }
  return {};
}

NounPhrase noun_phrase_after(const Scan& scan, std::uint32_t begin, std::uint32_t end) {
  NounPhrase out;
  if (begin >= end) return out;
  if (pronoun(scan, begin)) {
    out.words = out.head = {begin, begin + 1};
    return out;
  }
  const std::uint32_t ceiling = std::min(end, begin + kLongest);
  // "alla fine del sopralluogo": a preposition that an article is part of.
  if (scan.is(begin, kPreposition) && (!scan.is(begin, kDeterminer) || scan.is(begin, kListener))) {
    return out;
  }
  // "an official who asked not to be named", said before who it is.
  const bool unnamed = (scan.mark(begin).phrase & kUnnamedSource) != 0;
  const std::uint32_t told = unnamed ? std::min(ceiling, begin + scan.mark(begin).length) : begin;
  std::uint32_t i = told;
  while (i < ceiling) {
    if (i > begin && scan.gap(i, kSourceBreak)) break;
    if (i > begin && scan.gap(i, kJoint)) {
      ++i;
      continue;
    }
    if (scan.is(i, kDeterminer) && !scan.is(i, kPreposition)) {
      if (i > told && !scan.is(i - 1, kPreposition | kDeterminer) &&
          !scan.is(i, kLinkingPreposition))
        break;
      // "sagte Quill | der Zeitung": a listener, no genitive.
      if (i > begin && i + 1 < ceiling && scan.is(i + 1, kOutletNoun | kOwnOutlet | kOutletWord))
        break;
      ++i;
      continue;
    }
    if (i > begin && scan.is(i, kListener) && (names(scan, i - 1) || listens(scan, i + 1, ceiling)))
      break;
    if (scan.is(i, kLinkingPreposition) || scan.is(i, kPreposition)) {
      const bool links = scan.is(i, kLinkingPreposition) && i > begin && i + 1 < ceiling &&
                         !scan.is(i + 1, kDay) && !scan.mark(i).is(kSourcePreposition) &&
                         (scan.mark(i).phrase & (kOccasion | kInterview | kSourcePreposition)) == 0;
      if (!links && i > begin) break;
      ++i;
      continue;
    }
    const bool role_too = scan.order().names_last && i + 1 < ceiling && scan.is(i + 1, kRole) &&
                          scan.is(begin, kDeterminer);
    const bool coordinates = scan.is(i, kSubordinator) && i > begin && i + 1 < ceiling &&
                             (role_too || (scan.capital(i + 1) && scan.capital(i - 1))) &&
                             !scan.is(i + 1, kPersonalPronoun | kPronounOther) &&
                             !scan.is(i, kComplementiser);
    if (coordinates) {
      ++i;
      continue;
    }
    if (particle_of_speech(scan, i) ||
        (scan.is(i, kVerb) && !scan.capital(i) && i > begin && !noun_use(scan, i)))
      break;
    if (scan.is(i, kDay)) break;
    if (i > begin && ends_group(scan, i)) break;
    if (scan.is(i, kVerbParticle) && i > begin) break;
    ++i;
  }
  if (i == begin) return out;
  // A preposition or article at the end belongs to what follows.
  while (i > begin && scan.is(i - 1, kPreposition | kDeterminer) && !scan.capital(i - 1)) --i;
  if (i == begin) return out;
  out.words = out.head = {begin, i};
  if (!can_be_source(scan, out.words)) return {};
  for (int appositions = 0; appositions < 3 && i < ceiling && scan.gap(i, kComma) &&
                            !scan.gap(i, kSourceBreak & ~kComma) && apposition_begins(scan, i);
       ++appositions) {
    std::uint32_t k = i + 1;
    bool clause = false;
    while (k < ceiling && !scan.gap(k, kSourceBreak) && !scan.is(k, kDay) &&
           (scan.mark(k).phrase & kOccasion) == 0) {
      clause = clause || scan.is(k, kAuxiliary);
      ++k;
    }
    // "sagte Quill, der Hafen sei zu": a clause, no apposition.
    if (clause && scan.is(i, kDeterminer) && !scan.is(i + 1, kAuxiliary) &&
        scan.order().names_last) {
      break;
    }
    // "said Quill, the Courier reported": the subject of another verb.
    if (scan.is(i, kDeterminer) && k > i + 1 && scan.is(k - 1, kSpeechVerb) &&
        scan.capital(k - 2) && !noun_use(scan, k - 1)) {
      break;
    }
    while (k > i + 1 && scan.is(k - 1, kPreposition | kSubordinator)) --k;
    i = k;
    out.words.end = i;
  }
  // "leur délégué, Loïc Quillan.": the name of whom a noun tells of.
  if (scan.order().names_last && out.words.end == out.head.end && scan.is(begin, kDeterminer) &&
      i + 1 < end && scan.gap(i, kComma) && !scan.gap(i, kSourceBreak & ~kComma)) {
    std::uint32_t k = i;
    while (k < end && scan.capital(k) && !scan.is(k, kDay | kDeterminer) &&
           (k == i || scan.gaps[k] == 0 || scan.gap(k, kJoint))) {
      ++k;
    }
    bool named = k < i + 2 || (k < end && !scan.gap(k, kBreak));
    for (std::uint32_t n = begin; n < i; ++n) named |= scan.capital(n) || scan.is(n, kRole);
    if (!named) {
      out.words.end = k;
      out.head = {i, k};
    }
  }
  return out;
}

}  // namespace secondsource::attribution
