#include "attribution/outlets.h"

#include <algorithm>
#include <string>

#include "attribution/names.h"
#include "text/characters.h"

namespace secondsource::attribution {
namespace {

// A newspaper's last word, or a compound that ends in one ("Hafenkurier").
bool outlet_word(const Scan& scan, std::uint32_t i) {
  if (scan.is(i, kOutletWord)) return true;
  const std::string_view word = scan.word(i);
  for (std::size_t size = 4; size + 2 < word.size(); ++size) {
    const std::size_t at = word.size() - size;
    if ((static_cast<unsigned char>(word[at]) & 0xC0) == 0x80) continue;
    if (scan.lexicon->flags(word.substr(at)) & kOutletWord) return true;
  }
  return false;
}

// Whether a noun follows a name, which ends before `end`, and so what is named is no outlet:
// "the Reuters | conference", "the Post Office | inquiry".  Who works there and what it prints
// stand for it: "a Reuters reporter", "a Harbor Ledger interview".
// Behind a bare name it does so only where the object ends: "told CNN viewers.", but "told Reuters
// minutes before the vote".
bool only_says_which(const Scan& scan, ByteSpan name, std::uint32_t end) {
  if (!scan.order().names_modify) return false;
  const auto first = static_cast<std::uint32_t>(scan.text->word_at(name.begin));
  auto next = static_cast<std::uint32_t>(scan.text->word_at(name.end));
  const bool determined =
      scan.is(first, kDeterminer) || (first > 0 && scan.is(first - 1, kDeterminer));
  if (next + 1 < end && scan.gap(next, kJoint) && scan.word(next) == "s") ++next;
  if (next >= end || (scan.gaps[next] & ~kJoint) != 0 || scan.capital(next)) return false;
  if (scan.gap(next, kJoint) && scan.text->words[next].joint == '-') return false;
  const Mark& mark = scan.mark(next);
  if (mark.is(kOutletNoun | kSaid | kFunction | kComplementiser | kNegation | kInfinitive | kDay |
              kSourcePreposition | kCiting | kPublishing) ||
      (mark.phrase & (kOccasion | kInterview | kSourcePreposition)) || scan.adverb_like(next)) {
    return mark.is(kBaseForm) && !mark.is(kFunction);  // "a Reuters report"
  }
  if (mark.is(kVerb)) return mark.is(kBaseForm);
  const char letter = scan.source(scan.bytes({next, next + 1})).front();
  if (letter < 'a' || letter > 'z' ||
      scan.text->language->index("behind an outlet").contains(scan.word(next))) {
    return false;
  }
  // "told the BBC | firms were worried": what was told begins.
  if (scan.gaps[next + 1] == 0 && scan.is(next + 1, kAuxiliary)) return false;
  return determined || next + 1 >= end || scan.gap(next + 1, kBreak | kMark) ||
         scan.is(next + 1, kComplementiser);
}

Via outlet(const Scan& scan, Range words) {
  const ByteSpan span = scan.bytes(words);
  return {Via::Kind::kOutlet, Via::Manner::kCited, std::string(scan.source(span)), span, true};
}

// Where a run of words with capitals, and small ones that link them, ends: "Correo | de | Vessen".
std::uint32_t name_end(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  const std::uint32_t limit = std::min(end, i + kLongestOutlet);
  std::uint32_t k = i;
  while (k < limit && (k == i || (scan.gaps[k] & ~kJoint) == 0)) {
    // A determiner before a noun of German begins what was told, or to whom.
    const bool small =
        k > i && k + 1 < limit && scan.capital(k + 1) && !scan.is(k + 1, kDay) &&
        (scan.is(k, kPreposition) ||
         (scan.is(k, kLinkingPreposition | kDeterminer) && !scan.order().participle_last));
    const bool number = k > i && scan.text->words[k].number && scan.gaps[k] == 0 &&
                        scan.text->words[k].span.size() <= 2;  // "Europe 1", "October 2015"
    if (!scan.capital(k) && !small && !number) break;
    if (scan.is(k, kDay) && k > i) break;
    ++k;
  }
  return k;
}

// The name of data/ that begins at word `i`.
std::optional<Via> known_at(const Scan& scan, std::uint32_t i, std::uint32_t end,
                            const press::Press& press) {
  if (i >= end) return std::nullopt;
  const ByteSpan bytes = scan.bytes({i, std::min(end, i + kLongestOutlet)});
  const std::optional<press::Named> named = press.begins(scan.source(bytes));
  if (!named) return std::nullopt;
  const auto next = static_cast<std::uint32_t>(scan.text->word_at(bytes.begin + named->end));
  // "Reuters Plaza" is no agency, "El Correo Minero" not El Correo; but "a EFE | Rocío Vidal".
  const bool somebody =
      scan.order().names_last && next < end &&
      (named->kind == press::Named::Kind::kAgency || scan.is(next, kGivenName | kTitle | kRole));
  if (next < end && scan.gaps[next] == 0 && scan.capital(next) && !scan.is(next, kDay) &&
      !outlet_word(scan, next) && !somebody) {
    return std::nullopt;
  }
  // Nor is "El País de Vessen" El País.
  const bool linked = next + 1 < end && scan.gaps[next] == 0 && scan.gaps[next + 1] == 0 &&
                      scan.is(next, kLinkingPreposition) && !scan.capital(next) &&
                      scan.capital(next + 1) && !scan.is(next + 1, kDay);
  if (linked && named->kind == press::Named::Kind::kOutlet &&
      (scan.order().names_last || !scan.is(next, kPreposition))) {
    return std::nullopt;
  }
  return Via{named->kind == press::Named::Kind::kAgency ? Via::Kind::kAgency : Via::Kind::kOutlet,
             Via::Manner::kCited,
             std::string(named->name),
             {bytes.begin, bytes.begin + named->end},
             true};
}

// The outlet's noun in what is said of an outlet, from word `i` on: "the | Danish newspaper",
// "state news agency"; `end` when there is none.
std::uint32_t noun_in(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kMostBefore = 4;
  for (std::uint32_t k = i; k < std::min(end, i + kMostBefore); ++k) {
    if (k > i && (scan.gaps[k] & ~kJoint) != 0) break;
    if (scan.is(k, kOutletNoun) && !scan.is(k, kRole) &&
        (!scan.capital(k) || scan.order().participle_last)) {
      return k;
    }
    // "state news agency", "state-run television"
    const bool adjective = scan.is(k, kBaseForm) || scan.gap(k, kJoint);
    if (scan.is(k, kFunction & ~kAdverb) || (scan.is(k, kVerb) && !adjective) ||
        scan.is(k, kDay | kTitle | kRole)) {
      break;
    }
  }
  return end;
}

// The same of a name that nothing else tells to be one: "Goalmouth | in Vessen".
std::uint32_t plain_name_end(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  std::uint32_t k = i;
  for (const std::uint32_t whole = name_end(scan, i, end); k < whole; ++k) {
    const bool links = scan.order().names_last
                           ? scan.is(k, kLinkingPreposition | kDeterminer)
                           : scan.is(k, kLinkingPreposition) && !scan.is(k, kPreposition);
    if (!scan.capital(k) && !links) break;
  }
  while (k > i + 1 && !scan.capital(k - 1)) --k;
  return k;
}

// "the Danish newspaper | Nordhavn Avis", "al quotidiano locale | Il Carso".
std::optional<Via> described_at(const Scan& scan, std::uint32_t i, std::uint32_t end,
                                const press::Press& press) {
  constexpr std::uint32_t kMostBehind = 3;  // words between the noun and the name
  while (i < end && scan.is(i, kDeterminer)) ++i;
  const std::uint32_t noun = noun_in(scan, i, end);
  if (noun == end) return std::nullopt;
  std::uint32_t name = noun + 1;
  std::optional<Via> known = known_at(scan, name, end, press);
  while (!known && name < std::min(end, noun + kMostBehind) && !scan.capital(name) &&
         scan.gaps[name] == 0 &&
         (scan.is(name, kOutletNoun | kDeterminer) ||
          (scan.order().names_last && !scan.is(name, kFunction | kVerb)))) {
    known = known_at(scan, ++name, end, press);  // "the German news agency dpa"
  }
  if (name >= end || (scan.gaps[name] & ~kMark) != 0) return std::nullopt;
  if (known) return known;
  if (!scan.capital(name)) return std::nullopt;
  const std::uint32_t behind = plain_name_end(scan, name, end);
  // "the news agency Pontus", but "told the newspaper | Marta Quill"
  const bool somebody = scan.is(name, kGivenName) && behind > name + 1;
  if (somebody || scan.is(name, kTitle | kRole | kDay) ||
      (behind < end && scan.gaps[behind] == 0 && scan.is(behind, kVerb | kAuxiliary))) {
    return std::nullopt;  // "told the newspaper Quill had left"
  }
  return outlet(scan, {name, behind});
}

// A name that ends, or begins, as newspapers' names do.
std::optional<Via> named_as_outlets(const Scan& scan, std::uint32_t begin, std::uint32_t end,
                                    const press::Press& press) {
  std::uint32_t i = begin;
  while (i < end && i < begin + 4 && scan.is(i, kDeterminer | kOutletNoun) && !scan.capital(i)) ++i;
  // "Broadcaster CNN", a German noun; but "Radio Vessen" is a name.
  while (i + 1 < end && i < begin + 4 && scan.is(i, kOutletNoun) && !scan.is(i, kOutletWord) &&
         scan.capital(i + 1)) {
    ++i;
  }
  if (i >= end || !scan.capital(i)) return std::nullopt;
  const std::uint32_t k = name_end(scan, i, end);
  if (scan.is(i, kGivenName)) {  // "Bill Quill of | the Harbor Ledger"
    std::uint32_t of = i;
    while (of < k && !scan.is(of, kPreposition)) ++of;
    if (of < k) return outlet_at(scan, of + 1, end, press);
  }
  std::uint32_t last = i;
  bool ends = false;
  for (std::uint32_t n = i; n < k; ++n) {
    if (!outlet_word(scan, n) || (n == i && scan.is(n, kOutletWord))) continue;
    ends = true;
    last = n;
  }
  // "Le Monde", "Radio Vessen": one word of the trade and another capital.
  if (!ends && k > i + 1 && scan.is(i, kOutletWord) && !scan.is(i, kRole) &&
      !scan.is(i + 1, kGivenName)) {
    ends = true;
    last = k - 1;
  }
  // "Europe 1 radio": a station's number, and its noun.
  if (!ends && k > i + 1 && k < end && scan.text->words[k - 1].number && scan.gaps[k] == 0 &&
      scan.is(k, kOutletNoun) && !scan.is(k, kRole)) {
    return outlet(scan, {i, k});
  }
  // "the Vessener Bote, a newspaper in his home town"
  if (!ends && k + 1 < end && scan.gap(k, kComma) && scan.is(k, kIndefinite)) {
    for (std::uint32_t n = k + 1; n < std::min(end, k + 4) && !scan.gap(n, kBreak); ++n) {
      if (scan.is(n, kOutletNoun)) return outlet(scan, {i, k});
    }
  }
  // "laut Hafenkurier": a compound of one word is a name where nouns are put together.
  if (!ends || (last == i && begin == i && !scan.order().participle_last)) return std::nullopt;
  // "Corvid Press Service"
  const auto& endings = scan.text->language->index("outlet endings");
  while (last + 1 < k && scan.capital(last + 1) && scan.gaps[last + 1] == 0 &&
         endings.contains(scan.word(last + 1))) {
    ++last;
  }
  // "El Correo Minero", but "El Correo | Marta Vidal"
  while (scan.order().names_last && !scan.order().participle_last && last + 1 < k &&
         scan.capital(last + 1) && !scan.is(last + 1, kGivenName | kTitle)) {
    ++last;
  }
  // "Le Phare de Vessen"
  if (last + 2 < end && scan.is(last + 1, kLinkingPreposition) &&
      (scan.order().names_last || !scan.is(last + 1, kPreposition)) && scan.capital(last + 2) &&
      !scan.gap(last + 1, kBreak | kMark)) {
    last += 2;
  }
  return outlet(scan, {i, last + 1});
}

// "harborledger.com", in small letters: the outlet by its domain.
std::optional<Via> domain_at(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  const auto joined = [&](std::uint32_t k) {
    return k < end && scan.gap(k, kJoint) && scan.text->words[k].joint == '.';
  };
  if (i >= end || scan.capital(i) || joined(i) || !joined(i + 1)) return std::nullopt;
  std::uint32_t behind = i + 1;
  while (joined(behind) ||
         (behind < end && scan.gap(behind, kJoint) && scan.text->words[behind].joint == '-')) {
    ++behind;
  }
  const std::uint32_t last = behind - 1;
  if (scan.capital(last) || scan.text->words[last].number || scan.is(last, kFunction | kVerb)) {
    return std::nullopt;
  }
  const ByteSpan span = scan.bytes({i, behind});
  if (scan.text->source.substr(span.end).starts_with('/')) return std::nullopt;  // an address
  if (press::registrable_domain(scan.source(span)).empty()) return std::nullopt;
  return outlet(scan, {i, behind});
}

}  // namespace

std::optional<Via> outlet_at(const Scan& scan, std::uint32_t i, std::uint32_t end,
                             const press::Press& press) {
  // "the Guardian" is one by its article, "au | Monde" by what is left of it, "The Harbor Ledger"
  // for all of its own.
  std::optional<Via> via = known_at(scan, i, end, press);
  if (!via && i > 0 && scan.is(i - 1, kListener | kPreposition) && scan.gaps[i] == 0) {
    via = known_at(scan, i - 1, end, press);
  }
  if (!via && i < end && scan.is(i, kDeterminer)) via = known_at(scan, i + 1, end, press);
  if (!via) via = described_at(scan, i, end, press);
  if (!via) via = named_as_outlets(scan, i, end, press);
  if (!via) via = domain_at(scan, i, end);
  if (via && only_says_which(scan, via->span, end)) return std::nullopt;
  return via;
}

std::optional<Via> outlet_or_letters(const Scan& scan, std::uint32_t i, std::uint32_t end,
                                     const press::Press& press) {
  if (std::optional<Via> via = outlet_at(scan, i, end, press)) return via;
  if (i < end && scan.is(i, kDeterminer)) ++i;
  if (i >= end || !acronym(scan, i)) return std::nullopt;
  const ByteSpan span = scan.bytes({i, i + 1});
  if (only_says_which(scan, span, end)) return std::nullopt;
  if (const press::Agency* agency = press.agency(scan.source(span))) {
    return Via{Via::Kind::kAgency, Via::Manner::kCited, agency->name, span, true};
  }
  const press::Outlet* station = press.outlet(scan.source(span));
  if (station == nullptr) return std::nullopt;
  return Via{Via::Kind::kOutlet, Via::Manner::kCited, station->name, span, true};
}

std::optional<Via> listed_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kLongestListed = 3;
  std::uint32_t k = i;
  while (k < end && k - i < kLongestListed && scan.capital(k) && (k == i || scan.gaps[k] == 0) &&
         !scan.is(k, kDay | kDeterminer | kTitle | kRole | kGivenName)) {
    ++k;
  }
  const bool closed =
      k == end || scan.gap(k, kBreak | kMark) || scan.is(k, kSubordinator | kComplementiser);
  if (k == i || !closed) return std::nullopt;
  return outlet(scan, {i, k});
}

std::optional<Via> maybe_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  const bool determined = i < end && scan.is(i, kDeterminer) && !scan.is(i, kIndefinite);
  // With its article ("the Ledger"), but for one in which a preposition is ("alla", "au").
  const std::uint32_t begin = determined && scan.is(i, kPreposition | kListener) ? i + 1 : i;
  if (determined) ++i;
  if (i >= end || !scan.capital(i) || (determined && scan.gap(i, kBreak | kMark))) {
    return std::nullopt;
  }
  if (scan.is(i, kTitle | kRole | kDay | kGivenName | kPersonalPronoun)) return std::nullopt;
  const std::uint32_t behind = plain_name_end(scan, i, end);
  Via via = outlet(scan, {begin, behind});
  if (only_says_which(scan, via.span, end)) return std::nullopt;
  via.certain = false;
  return via;
}

std::optional<Via> unnamed_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  const std::uint32_t begin = i;
  if (i < end && scan.is(i, kDeterminer)) {
    if (!scan.is(i, kIndefinite)) return std::nullopt;
    ++i;
  }
  const std::uint32_t noun = noun_in(scan, i, end);
  // "a rescue team", "network executives" are none; "a newspaper", "a TV station" are.
  if (noun == end || noun == begin) return std::nullopt;
  const bool outlets_alone =
      scan.text->language->index("outlets without a name").contains(scan.word(noun));
  if (!outlets_alone && !scan.is(noun - 1, kOutletNoun | kOutletWord)) return std::nullopt;
  if (only_says_which(scan, scan.bytes({noun, noun + 1}), end)) return std::nullopt;
  if (noun + 1 < end && (scan.gaps[noun + 1] & ~kMark) == 0 &&
      (scan.capital(noun + 1) || scan.is(noun + 1, kLinkingPreposition))) {
    return std::nullopt;
  }
  if (acronym(scan, i)) return outlet(scan, {i, i + 1});  // "RBC television channel"
  return Via{Via::Kind::kOutlet, Via::Manner::kCited, "", scan.bytes({begin, noun + 1}), true};
}

bool refers_back(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  if (i + 1 >= end || !scan.is(i, kDeterminer) || scan.is(i, kIndefinite)) return false;
  if (!scan.is(i + 1, kOutletNoun) || scan.is(i + 1, kRole) || scan.gap(i + 1, kBreak | kMark) ||
      only_says_which(scan, scan.bytes({i, i + 2}), end)) {
    return false;
  }
  return i + 2 >= end || !scan.capital(i + 2) || scan.gap(i + 2, kBreak | kMark);
}

bool short_for(const Scan& scan, std::uint32_t i, std::string_view outlet) {
  constexpr std::size_t kLongestEnding = 2;
  const std::string_view name = scan.source(scan.bytes({i, i + 1}));
  if (name.size() < 4) return false;
  // "told Vessen" is not the Vessen Courier.
  if (outlet.find(' ') != std::string_view::npos && !outlet_word(scan, i)) return false;
  while (!outlet.empty()) {
    const std::size_t space = std::min(outlet.find(' '), outlet.size());
    const std::string_view word = outlet.substr(0, space);
    if (word.size() >= 4 && name.starts_with(word) && name.size() - word.size() <= kLongestEnding) {
      return true;
    }
    outlet.remove_prefix(std::min(outlet.size(), space + 1));
  }
  return false;
}

bool acronym(const Scan& scan, std::uint32_t i) {
  const auto capitals = [&](std::uint32_t k) {
    const std::string_view word = scan.source(scan.bytes({k, k + 1}));
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size(); ++letters) {
      const text::Decoded decoded = text::decode(word, at);
      if (!(text::Characters::get()[decoded.c] & text::Characters::kUpper)) return false;
      at += decoded.size;
    }
    return letters >= 2;
  };
  return capitals(i) && (i == 0 || !capitals(i - 1));
}

}  // namespace secondsource::attribution
