#include "attribution/people.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_set>

#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

// By how much a pronoun's person must lead the next best: less, and nobody is named.
constexpr double kLeastLead = 0.6;
constexpr std::size_t kRecent = 24;       // people a pronoun may be
constexpr std::size_t kSameSurname = 16;  // people of one surname that are told apart
constexpr std::uint32_t kLongestName = 6;
constexpr std::uint32_t kLongestRole = 9;
constexpr std::uint32_t kLongestRoleBefore = 6;  // before a name
constexpr std::uint16_t kNameBreak = kBreak & ~kStop;
constexpr std::uint64_t kFunction = kDeterminer | kPreposition | kSubordinator | kAuxiliary |
                                    kAdverb | kPronounOther | kPersonalPronoun | kRelative;

std::string printed(const Scan& scan, Range words) {
  return std::string(scan.source(scan.bytes(words)));
}

// "Quill's" is Quill.
Range without_clitic(const Scan& scan, Range words) {
  if (words.size() > 1 && scan.is(words.end - 1, kClitic) && scan.gap(words.end - 1, kJoint))
    --words.end;
  return words;
}

// The hash by which a name's word is known, whatever its case: "Золотова" is "Золотов".
std::uint64_t name_key(const Scan& scan, std::uint32_t i) {
  constexpr std::size_t kShortest = 4;  // bytes that are left
  const std::string_view word = scan.word(i);
  for (const std::string& ending : scan.lexicon->name_endings()) {
    if (word.size() >= ending.size() + kShortest && word.ends_with(ending))
      return text::hash_of(word.substr(0, word.size() - ending.size()));
  }
  return scan.text->words[i].hash;
}

bool compatible(std::uint64_t a, std::uint64_t b) {
  const bool known = (a == kMale || a == kFemale) && (b == kMale || b == kFemale);
  return !known || a == b;
}

std::uint64_t gender_of(const Scan& scan, std::uint32_t i) {
  const std::uint64_t gender = scan.marks[i].flags & (kMale | kFemale);
  return gender == (kMale | kFemale) ? 0 : gender;
}

// What the lexicon knows of a given name from abroad: "Agnès" is one where "Agnes" is.
std::uint64_t given_name(const Scan& scan, std::uint32_t i) {
  if (scan.is(i, kGivenName)) return scan.marks[i].flags;
  const std::string_view word = scan.word(i);
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii || !scan.capital(i) || scan.marks[i].flags != 0 || word.size() > 64) return 0;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return 0;
  const icu::UnicodeString letters =
      decomposer->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                word.data(), static_cast<std::int32_t>(word.size()))),
                            error);
  icu::UnicodeString bare;
  for (std::int32_t k = 0; k < letters.length(); ++k) {
    if (u_charType(letters[k]) != U_NON_SPACING_MARK) bare.append(letters[k]);
  }
  std::string folded;
  bare.toUTF8String(folded);
  const std::uint64_t flags = scan.lexicon->flags(folded);
  return flags & kGivenName ? flags : 0;
}

}  // namespace

People::People(const Scan& scan, const std::vector<Relation>& relations) : scan_(scan) {
  collect(relations);
}

// A role no list has, by how it ends, before a name: "Fährmann Alois Huber", "hydrologist Jane
// Roe".
bool People::role_word(std::uint32_t i) const {
  if (scan_.is(i, kRole | kTitle)) return true;
  const Range run = scan_.run_of(i);
  if (i + 1 >= run.end || !scan_.capital(i + 1) || scan_.gap(i + 1, kNameBreak | kMark | kJoint))
    return false;
  if (scan_.is(i, kGivenName | kFunction | kOrganisation) || scan_.text->language == nullptr)
    return false;
  // A surname may end like an occupation: a given name or two capitals follow a noun.
  if (scan_.capital(i) && !scan_.is(i + 1, kGivenName) &&
      (i + 2 >= run.end || !scan_.capital(i + 2) || scan_.gap(i + 2, kNameBreak | kMark))) {
    return false;
  }
  const std::string_view word = scan_.word(i);
  for (const auto& line : scan_.text->language->section("role endings")) {
    for (const std::string& ending : line) {
      if (word.size() > ending.size() && word.ends_with(ending)) return true;
    }
  }
  return false;
}

// The name that begins at word `i`: capitalised words, the first a given name or (`weak`) any.
std::optional<Range> People::name_at(std::uint32_t i, bool weak) const {
  if (!scan_.capital(i) || scan_.is(i, kFunction | kDay | kOrganisation)) return std::nullopt;
  if (!scan_.is(i, kGivenName) && role_word(i)) return std::nullopt;
  if (!weak && given_name(scan_, i) == 0) return std::nullopt;
  if (party_label(scan_, i)) return std::nullopt;
  const Range run = scan_.run_of(i);
  std::uint32_t end = i + 1;
  std::uint32_t names = 1;
  while (end < run.end && end - i < kLongestName) {
    if (scan_.gap(end, kNameBreak | kMark)) break;
    // "Smith. The": a stop inside of a name follows an initial or a short form.
    if (scan_.gap(end, kStop) && scan_.text->words[end - 1].span.size() > 2) break;
    if (scan_.gap(end, kJoint) && scan_.text->words[end].joint != '.') {
      if (scan_.is(end, kClitic) && scan_.text->words[end].joint == '\'') break;
      ++end;
      continue;
    }
    if (scan_.capital(end)) {
      if (scan_.is(end, kDay) || (scan_.is(end, kFunction) && !scan_.is(end, kGivenName))) break;
      if (scan_.is(end, kOrganisation | kOutletWord) && !scan_.is(end, kGivenName) && names > 0 &&
          scan_.is(end, kOrganisation)) {
        return std::nullopt;  // "Howard University"
      }
      // "Harbour Master Owen Tarrant": the name begins behind the title.
      if (scan_.is(end, kTitle | kRole) && !scan_.is(i, kGivenName) && end + 1 < run.end &&
          scan_.capital(end + 1) && !scan_.gap(end + 1, kNameBreak | kMark | kJoint)) {
        return std::nullopt;
      }
      ++names;
      ++end;
      continue;
    }
    // "van der Berg": short particles between capitals.
    std::uint32_t k = end;
    while (k < run.end && k - end < 2 && !scan_.capital(k) &&
           scan_.text->words[k].span.size() <= 3 && scan_.is(k, kDeterminer | kPreposition) &&
           !scan_.gap(k, kBreak) &&
           (scan_.word(k) == "van" || scan_.word(k) == "von" || scan_.word(k) == "der" ||
            scan_.word(k) == "de" || scan_.word(k) == "du" || scan_.word(k) == "la" ||
            scan_.word(k) == "den" || scan_.word(k) == "le")) {
      ++k;
    }
    if (k > end && k < run.end && scan_.capital(k) && !scan_.gap(k, kBreak) &&
        scan_.is(i, kGivenName) && names == 1) {
      end = k;
      continue;
    }
    break;
  }
  if (names < 2 && end - i < 2) return std::nullopt;
  // "Democrat | Hillary Clinton": the name begins with the given one.
  if (given_name(scan_, i) == 0 && names > 2 && given_name(scan_, i + 1) != 0 &&
      !scan_.gap(i + 1, kJoint)) {
    return std::nullopt;
  }
  if (names > 4) return std::nullopt;
  return Range{i, end};
}

std::optional<std::uint32_t> People::known(const Scan& scan, Range name,
                                           std::uint64_t gender) const {
  const auto found = by_surname_.find(name_key(scan, name.end - 1));
  if (found == by_surname_.end()) return std::nullopt;
  std::optional<std::uint32_t> best;
  std::size_t best_rank = 0;
  for (const std::uint32_t person : found->second) {
    const Person& candidate = people_[person];
    if (!compatible(candidate.gender, gender)) continue;
    // Every given name printed here must be one of his, or begin one.
    bool fits = true;
    for (std::uint32_t i = name.first; i + 1 < name.end; ++i) {
      const std::uint64_t hash = name_key(scan, i);
      const bool initial = scan.text->words[i].span.size() <= 2;
      if (!initial &&
          std::find(candidate.names.begin(), candidate.names.end(), hash) ==
              candidate.names.end() &&
          candidate.names.size() > 1) {
        fits = false;
      }
    }
    if (!fits) continue;
    // Of several of one surname: the one mentioned last.
    std::size_t rank = 1;
    for (std::size_t r = 0; r < recent_.size(); ++r) {
      if (recent_[r].person == person) rank = r + 2;
    }
    if (!best || rank > best_rank) {
      best = person;
      best_rank = rank;
    }
  }
  return best;
}

std::uint32_t People::enter(const Scan& scan, Range name, std::uint64_t gender) {
  if (const auto person = known(scan, name, gender)) {
    Person& old = people_[*person];
    if (name.size() > old.names.size()) {
      old.name = printed(scan, name);
      old.names.clear();
      for (std::uint32_t i = name.first; i < name.end; ++i) old.names.push_back(name_key(scan, i));
    }
    if (old.gender == 0) old.gender = gender;
    return *person;
  }
  Person person;
  person.name = printed(scan, name);
  person.gender = gender;
  for (std::uint32_t i = name.first; i < name.end; ++i) person.names.push_back(name_key(scan, i));
  const auto number = static_cast<std::uint32_t>(people_.size());
  auto& same = by_surname_[person.names.back()];
  if (same.size() < kSameSurname) same.push_back(number);
  if (person.names.size() > 1) {
    const auto [given, first] = by_given_.try_emplace(person.names.front(), number);
    if (!first) given->second = Scan::kNone;
  }
  people_.push_back(std::move(person));
  return number;
}

// Its role, from the words before and after the name: "the harbour master, Marta Quill", "Marta
// Quill, the harbour master", "Mayor John Smith", "Marta Quill is the harbour master".
void People::learn_role(std::uint32_t number, Range name) {
  Person& person = people_[number];
  const auto take = [&](std::uint32_t first, std::uint32_t end) {
    while (first < end && scan_.is(first, kDeterminer)) ++first;
    if (first >= end || end - first > kLongestRole) return;
    // "Quill, his mother and several brothers": others who came along.
    for (std::uint32_t i = first + 1; i < end; ++i) {
      if (scan_.is(i, kRolePlural) && scan_.is(i, kRole) && !scan_.is(i - 1, kLinkingPreposition) &&
          std::any_of(&scan_.marks[first], &scan_.marks[i],
                      [](const Mark& mark) { return mark.is(kSubordinator); })) {
        return;
      }
    }
    Range role{first, end};
    bool has = false;
    for (std::uint32_t i = first; i < end; ++i) {
      if (!role_word(i) || scan_.is(i, kRolePlural)) continue;
      if (scan_.is(i, kTitle) && !scan_.is(i, kRole) && scan_.text->words[i].span.size() < 5)
        continue;
      has = true;
      const std::uint64_t hash = scan_.text->words[i].hash;
      if (std::find(person.roles.begin(), person.roles.end(), hash) == person.roles.end()) {
        person.roles.push_back(hash);
        auto& list = by_role_[hash];
        if (list.size() < 64) list.push_back(number);
      }
      if (person.gender == 0) person.gender = gender_of(scan_, i);
    }
    if (has && person.role.empty()) person.role = printed(scan_, role);
  };
  const Range run = scan_.run_of(name.first);
  // Before it.
  std::uint32_t begin = name.first;
  bool capitals = false;
  while (begin > run.first && name.first - begin < kLongestRoleBefore) {
    const std::uint32_t k = begin - 1;
    // "Oneida Nation leader Ray Halbritter": lower case before capitals is the sentence's.
    if (capitals && !scan_.capital(k)) break;
    if (scan_.capital(k) && !scan_.is(k, kRole | kTitle)) capitals = true;
    if (scan_.is(k, kGivenName) && scan_.capital(k)) break;
    if (scan_.gap(begin, kNameBreak | kMark)) break;
    if (scan_.is(k, kFunction) && !scan_.gap(begin, kJoint)) {
      // "secretary of state John Kerry"
      const bool links = scan_.is(k, kLinkingPreposition) && begin < name.first && k > run.first &&
                         scan_.is(k - 1, kRole | kTitle);
      if (!links) break;
    }
    if (scan_.is(k, kClitic | kVerb) && !scan_.is(k, kRole | kTitle)) break;
    if (scan_.is(k, kDay)) break;
    begin = k;
  }
  if (begin < name.first && role_word(name.first - 1)) {
    take(begin, name.first);
  } else if (name.first > run.first && scan_.gap(name.first, kComma)) {
    // "The harbour master, Marta Quill, said"
    const std::uint32_t floor =
        std::max(run.first, name.first > kLongestRole ? name.first - kLongestRole : 0);
    std::uint32_t k = name.first - 1;
    while (k > floor && !scan_.gap(k, kBreak) &&
           (!scan_.is(k, kDeterminer) ||
            (scan_.is(k, kLinkingPreposition) && !scan_.is(k - 1, kFunction)))) {
      --k;
    }
    const bool determined = scan_.is(k, kDeterminer);
    const bool closed = name.end >= run.end || scan_.gap(name.end, kComma | kStop | kDash | kMark);
    if (determined && closed && !scan_.is(k + 1, kRolePlural)) {
      bool role = false;
      for (std::uint32_t i = k; i < name.first; ++i) role |= scan_.is(i, kRole);
      if (role) take(k, name.first);
    }
  }
  // After it.
  std::uint32_t after = name.end;
  if (after >= run.end) return;
  const bool copula = scan_.is(after, kAuxiliary) && after + 1 < run.end &&
                      scan_.is(after + 1, kDeterminer) && !scan_.gap(after, kBreak);
  if (scan_.gap(after, kComma) || copula) {
    if (copula) ++after;
    if (scan_.text->words[after].number && after + 1 < run.end && scan_.gap(after + 1, kComma))
      ++after;
    std::uint32_t k = after;
    bool role = false;
    while (k < run.end && k - after < kLongestRole) {
      if (k > after && scan_.gap(k, kNameBreak | kMark)) break;
      if (k > after && scan_.gap(k, kStop) && !scan_.is(k - 1, kTitle)) break;
      if (scan_.is(k, kAuxiliary | kRelative | kPersonalPronoun) && !scan_.is(k, kDeterminer))
        break;
      if (scan_.is(k, kVerb) && !scan_.is(k, kRole | kTitle)) break;
      if (scan_.is(k, kSubordinator) && !role) break;
      if (scan_.is(k, kDay)) break;
      if (scan_.is(k, kRole) && !scan_.is(k, kRolePlural)) role = true;
      if (scan_.is(k, kPreposition) && !role && !scan_.is(k, kLinkingPreposition)) break;
      // "Smith, Mayor Jones and …": another person's
      if (role && k > after && scan_.is(k, kGivenName) && scan_.capital(k)) return;
      ++k;
    }
    while (k > after &&
           (scan_.is(k - 1, kFunction) || (scan_.is(k - 1, kTitle) && !scan_.is(k - 1, kRole)))) {
      --k;
    }
    if (role) take(after, k);
  }
}

// The role of somebody of whom none was told where the name stands.
void People::give_role(std::uint32_t number, Range role) {
  while (role.size() > 1 && scan_.is(role.first, kDeterminer)) ++role.first;
  Person& person = people_[number];
  if (!person.role.empty() || role.empty() || role.size() > kLongestRole) return;
  person.role = printed(scan_, role);
  auto& list = by_role_[scan_.text->words[role.end - 1].hash];
  if (list.size() < 64) list.push_back(number);
}

void People::collect(const std::vector<Relation>& relations) {
  said_.assign(scan_.count(), 0);
  for (const Relation& relation : relations) {
    for (const Piece& piece : relation.content) {
      if (piece.quotation != Scan::kNone) continue;
      for (std::uint32_t i = piece.words.first; i < piece.words.end; ++i) said_[i] = 1;
    }
  }
  // Words in which a name may stand without other evidence: heads of sources.
  std::vector<std::uint8_t> weak(scan_.count(), 0);
  for (const Relation& relation : relations) {
    for (std::uint32_t i = relation.who.first; i < relation.who.end; ++i) weak[i] = 1;
  }
  // Surnames that stand alone as sources: they tell which unknown words are names.
  std::unordered_set<std::uint64_t> surnames;
  for (const Relation& relation : relations) {
    if (relation.who.size() == 1 && scan_.capital(relation.who.first) &&
        !scan_.is(relation.who.first, kFunction | kRole | kOrganisation)) {
      surnames.insert(name_key(scan_, relation.who.first));
    }
  }
  // Whether a name of unknown words is followed by what only follows people: "Jay Carney, a former
  // …".
  const auto introduced = [&](Range name) {
    const Range run = scan_.run_of(name.first);
    if (surnames.contains(name_key(scan_, name.end - 1))) return true;
    // "The public prosecutor, Ysolde Garrant, refused": in apposition to a role.
    if (name.first > run.first && scan_.gap(name.first, kComma) &&
        scan_.is(name.first - 1, kRole) && !scan_.is(name.first - 1, kRolePlural) &&
        (name.end >= run.end || scan_.gap(name.end, kComma | kDash))) {
      return true;
    }
    if (name.end >= run.end || !scan_.gap(name.end, kComma)) return false;
    // "Firmin Lacombe, 84 ans.": an age.
    const text::Word& age = scan_.text->words[name.end];
    if (age.number && age.span.size() == 2) {
      for (std::uint32_t k = name.end + 1; k <= std::min(run.end, name.end + 2); ++k) {
        if (scan_.gap(k, kComma | kStop | kNewline)) return true;
      }
    }
    for (std::uint32_t k = name.end; k < std::min(run.end, name.end + 7); ++k) {
      if (k > name.end && scan_.gap(k, kBreak)) return false;
      if (scan_.is(k, kRole) && !scan_.is(k, kRolePlural)) return true;
    }
    return false;
  };
  // Headlines and the like: every word has a capital, so capitals tell no names.
  std::vector<std::uint8_t> shouted(scan_.units.size(), 0);
  for (std::size_t u = 0; u < scan_.units.size() && !scan_.order().participle_last; ++u) {
    const Range words = scan_.units[u].words;
    std::uint32_t counted = 0, capitals = 0;
    for (std::uint32_t i = words.first; i < words.end; ++i) {
      if (scan_.is(i, kFunction) || scan_.gap(i, kJoint)) continue;
      ++counted;
      if (scan_.capital(i)) ++capitals;
    }
    shouted[u] = counted >= 7 && capitals * 20 > counted * 17;
  }
  // First whole names, then what refers to them: a surname may stand before its full name.
  std::vector<Occurrence> found;
  for (std::uint32_t i = 0; i < scan_.count();) {
    if (scan_.skipped[i] || !scan_.capital(i)) {
      ++i;
      continue;
    }
    const bool titled = i > 0 && !scan_.gap(i, kNameBreak | kMark | kJoint) && role_word(i - 1) &&
                        !scan_.is(i - 1, kRolePlural) && scan_.unit[i] == scan_.unit[i - 1];
    if (shouted[scan_.unit[i]]) {
      ++i;
      continue;
    }
    std::optional<Range> name = name_at(i, titled || weak[i] != 0);
    if (!name) {
      name = name_at(i, true);
      if (name && !introduced(*name)) name.reset();
    }
    // "the Roake Hallam boss": a body's name, unless a given name begins it.
    if (name && !titled && !scan_.is(i, kGivenName) && name->end < scan_.run_of(i).end &&
        scan_.is(name->end, kRole) && !scan_.capital(name->end) &&
        !scan_.gap(name->end, kBreak | kMark | kJoint)) {
      i = name->end;
      continue;
    }
    std::uint64_t gender = 0;
    if (titled) gender = gender_of(scan_, i - 1);
    // "his brother Freddy": a given name is whose it turns out to be.
    const bool given = titled && scan_.is(i, kGivenName) && !scan_.is(i - 1, kTitle);
    if (!name && titled && !given &&
        !scan_.is(i, kFunction | kOrganisation | kTitle | kRole | kDay))
      name = Range{i, i + 1};
    if (!name) {
      ++i;
      continue;
    }
    if (gender == 0) {
      gender = given_name(scan_, i) & (kMale | kFemale);
      if (gender == (kMale | kFemale)) gender = 0;
    }
    found.push_back({*name, 0});
    const std::uint32_t person = enter(scan_, *name, gender);
    found.back().person = person;
    i = name->end;
  }
  // Surnames alone, in order with the whole names.
  std::size_t f = 0;
  for (std::uint32_t i = 0; i < scan_.count();) {
    if (f < found.size() && found[f].words.first == i) {
      occurrences_.push_back(found[f]);
      learn_role(found[f].person, found[f].words);
      i = found[f++].words.end;
      continue;
    }
    if (!scan_.skipped[i] && scan_.capital(i) && !scan_.is(i, kFunction)) {
      const auto same = by_surname_.find(name_key(scan_, i));
      if (same != by_surname_.end()) {
        occurrences_.push_back({{i, i + 1}, Scan::kNone});
      } else if (const auto given = by_given_.find(name_key(scan_, i));
                 given != by_given_.end() && given->second != Scan::kNone) {
        occurrences_.push_back(
            {{i, i + 1}, given->second});  // "Freddy", once Freddy Quill is named
      }
    } else if (!scan_.skipped[i] && scan_.quote[i] == Scan::kNone &&
               (scan_.is(i, kPronounM) != scan_.is(i, kPronounF)) &&
               !scan_.is(i, kPronounPlural | kImpersonal)) {
      occurrences_.push_back({{i, i + 1}, Scan::kNone, true});
    }
    ++i;
  }
  // Which of several of one surname a bare one is follows from who was named last.
  recent_.clear();
  for (next_ = 0; next_ < occurrences_.size();) {
    const Occurrence& occurrence = occurrences_[next_];
    advance(occurrence.words.first + 1);
    if (occurrence.words.size() == 1 && occurrence.person != Scan::kNone && !occurrence.pronoun) {
      learn_role(occurrence.person, occurrence.words);
    }
  }
  next_ = 0;
  recent_.clear();
  // Roles of somebody unnamed: "a curator of the museum".
  for (std::uint32_t i = 1; i < scan_.count(); ++i) {
    if (!scan_.is(i, kRole) || scan_.is(i, kRolePlural) || scan_.skipped[i]) continue;
    for (std::uint32_t k = i; k > scan_.run_of(i).first && i - k < 4 && !scan_.gap(k, kBreak);
         --k) {
      if (!scan_.is(k - 1, kDeterminer)) continue;
      if (scan_.is(k - 1, kIndefinite)) unnamed_roles_.try_emplace(scan_.text->words[i].hash, i);
      break;
    }
  }
  // Bodies: "Harbor City Council", so that "the council" has a name.
  for (std::uint32_t i = 0; i < scan_.count(); ++i) {
    if (groups_.size() >= 256) break;
    if (!scan_.capital(i) || !scan_.is(i, kOrganisation) || scan_.skipped[i]) continue;
    std::uint32_t begin = i;
    while (begin > scan_.run_of(i).first && i - begin < kLongestName && scan_.capital(begin - 1) &&
           !scan_.gap(begin, kNameBreak | kMark) && !scan_.is(begin - 1, kFunction)) {
      --begin;
    }
    if (begin == i) continue;
    const std::uint64_t head = scan_.text->words[i].hash;
    const bool old =
        std::any_of(groups_.begin(), groups_.end(), [&](const Group& g) { return g.head == head; });
    if (!old) groups_.push_back({printed(scan_, {begin, i + 1}), head});
  }
}

// The person whose role is another word for this one: "the Brack Hollen boss" is the chief
// executive of Brack Hollen.  A body named beside it must be named in the role, too.
std::optional<std::uint32_t> People::by_synonym(Range head) const {
  if (scan_.text->language == nullptr || scan_.is(head.end - 1, kRolePlural)) return std::nullopt;
  const std::string_view role = scan_.word(head.end - 1);
  std::optional<std::uint32_t> only;
  for (const auto& line : scan_.text->language->section("roles of one meaning")) {
    if (line.empty() || line.front() != role) continue;
    for (std::size_t w = 1; w < line.size(); ++w) {
      const auto found = by_role_.find(text::hash_of(line[w]));
      if (found == by_role_.end()) continue;
      for (const std::uint32_t person : found->second) {
        bool fits = true;
        for (std::uint32_t i = head.first; i + 1 < head.end; ++i) {
          fits &=
              !scan_.capital(i) || scan_.is(i, kDeterminer) ||
              people_[person].role.find(scan_.source(scan_.bytes({i, i + 1}))) != std::string::npos;
        }
        if (!fits || only == person) continue;
        if (only) return std::nullopt;
        only = person;
      }
    }
  }
  return only;
}

// The person of "the chief executive" where no name stands beside the role in the whole article:
// the only one named before, of whom no other role is told.  A role that somebody unnamed has ("a
// curator") is his.
std::optional<std::uint32_t> People::by_office(const Relation& relation, Range head) const {
  const std::uint32_t role = head.end - 1;
  if (!scan_.is(role, kRole) || scan_.is(role, kRolePlural)) return std::nullopt;
  for (std::uint32_t i = head.first; i < head.end; ++i) {
    if (scan_.is(i, kUnnamedSource) || (scan_.marks[i].phrase & kUnnamedSource) ||
        scan_.is(i, kOrganisation)) {
      return std::nullopt;
    }
  }
  const auto unnamed = unnamed_roles_.find(scan_.text->words[role].hash);
  if (unnamed != unnamed_roles_.end() && unnamed->second < head.first) return std::nullopt;
  std::optional<std::uint32_t> only;
  for (const Recent& recent : recent_) {
    const Person& person = people_[recent.person];
    bool other = recent.quoted || !person.role.empty() || person.names.size() < 2 ||
                 !compatible(person.gender, gender_of(scan_, role));
    for (const Piece& piece : relation.content) other |= piece.words.contains(recent.word);
    for (std::uint32_t i = head.first; i < head.end; ++i) {
      other |= person.names.back() == name_key(scan_, i);  // "the Quill adviser"
    }
    if (other) continue;
    if (only) return std::nullopt;
    only = recent.person;
  }
  return only;
}

// The person in apposition to the words asked for: "Valmoire's chief hydrologist, Marta Quill".
std::optional<std::uint32_t> People::apposed(const Relation& relation) const {
  const Range who = relation.who;
  const Range run = scan_.run_of(who.first);
  if (who.end + 1 >= run.end || !scan_.gap(who.end, kComma)) return std::nullopt;
  const bool role = scan_.is(who.first, kDeterminer) && who.size() > 1 &&
                    !scan_.capital(who.first + 1) && scan_.order().names_last;
  const bool person = role || scan_.is(who.end - 1, kRole) || !scan_.capital(who.end - 1);
  if (!person || scan_.is(who.end - 1, kRolePlural | kOrganisation)) return std::nullopt;
  const auto name = std::lower_bound(
      occurrences_.begin(), occurrences_.end(), who.end,
      [](const Occurrence& o, std::uint32_t word) { return o.words.first < word; });
  if (name == occurrences_.end() || name->words.first != who.end || name->words.size() < 2)
    return std::nullopt;
  const std::uint32_t end = name->words.end;
  const bool closed = end >= run.end || end == relation.source.end || end == relation.cue.first ||
                      scan_.gap(end, kComma | kStop | kDash | kMark | kNewline);
  if (!closed || name->person == Scan::kNone) return std::nullopt;
  return name->person;
}

// Takes the occurrences before `word` into account.
void People::advance(std::uint32_t word) {
  while (next_ < occurrences_.size() && occurrences_[next_].words.first < word) {
    Occurrence& occurrence = occurrences_[next_++];
    if (occurrence.pronoun) {
      Relation he;
      he.who = occurrence.words;
      const std::uint64_t gender = scan_.is(he.who.first, kPronounM) ? kMale : kFemale;
      const std::optional<std::uint32_t> who = occurrence.person == Scan::kNone
                                                   ? by_pronoun(he, gender)
                                                   : std::optional(occurrence.person);
      if (who) touch(*who, he.who.first, true);
      continue;
    }
    if (occurrence.person == Scan::kNone) {
      const std::uint32_t i = occurrence.words.first;
      const bool titled = i > 0 && scan_.is(i - 1, kTitle) && !scan_.gap(i, kNameBreak);
      const auto person = known(scan_, occurrence.words, titled ? gender_of(scan_, i - 1) : 0);
      if (!person) continue;
      occurrence.person = *person;
    }
    touch(occurrence.person, occurrence.words.first, false);
  }
}

// Somebody was spoken of at `word`.
void People::touch(std::uint32_t person, std::uint32_t word, bool pronoun) {
  Recent now;
  now.person = person;
  now.word = now.named = word;
  now.quoted = scan_.quote[word] != Scan::kNone;
  now.said = said_[word] != 0 && !now.quoted;
  const auto old = std::find_if(recent_.begin(), recent_.end(),
                                [&](const Recent& recent) { return recent.person == person; });
  if (old != recent_.end()) {
    if (pronoun) now.named = old->named;
    recent_.erase(old);
  }
  if (recent_.size() >= kRecent) recent_.erase(recent_.begin());
  const Range unit = scan_.units[scan_.unit[word]].words;
  std::uint32_t start = unit.first;
  while (start < word && start < unit.first + 4 &&
         (scan_.is(start, kDeterminer | kTitle | kRole | kSubordinator | kAdverb) ||
          scan_.capital(start))) {
    ++start;
  }
  // "In a statement, Quill said"; "Charismatic and soulful, Mr. Quill was …"
  const std::uint32_t first = word > unit.first && scan_.is(word - 1, kTitle) ? word - 1 : word;
  const bool fronted = first > unit.first && scan_.gap(first, kComma) && word + 1 < unit.end &&
                       scan_.is(word + 1, kAuxiliary | kVerb) && !scan_.gap(word + 1, kBreak);
  now.subject = start >= word || fronted;
  recent_.push_back(now);
}

Speaker People::speaker(std::uint32_t number, ByteSpan span) const {
  const Person& person = people_[number];
  return {span, person.name, person.role, Speaker::Kind::kPerson};
}

std::optional<std::uint32_t> People::by_pronoun(const Relation& relation,
                                                std::uint64_t gender) const {
  const std::uint32_t at = relation.who.first;
  const std::uint32_t unit = scan_.unit[at];
  std::optional<std::uint32_t> best;
  double best_score = -1e9, second = -1e9;
  for (const Recent& recent : recent_) {
    const Person& person = people_[recent.person];
    if (!compatible(person.gender, gender)) continue;
    bool own = false;
    for (const Piece& piece : relation.content) own |= piece.words.contains(recent.named);
    const std::uint32_t distance = unit - std::min(unit, scan_.unit[recent.word]);
    if (distance > 12) continue;
    double score = -2.0 * distance;
    if (person.gender == gender) score += 2;
    if (recent.subject) score += 1.5;
    const std::uint32_t quotation = scan_.quote[relation.who.first];
    if (quotation != Scan::kNone && scan_.quote[recent.word] == quotation)
      score += 3;
    else if (recent.quoted)
      score -= 3;
    if (recent.said) score -= 1.5;
    if (own) score -= 4;
    if (last_person_ && *last_person_ == recent.person) score += relation.dropped ? 5 : 2.5;
    score += 0.001 * recent.word / (1.0 + at);  // later of two equals
    if (score > best_score) {
      second = best_score;
      best_score = score;
      best = recent.person;
    } else {
      second = std::max(second, score);
    }
  }
  if (best_score - second < kLeastLead) return std::nullopt;
  return best;
}

std::optional<std::uint32_t> People::by_role(const Scan& scan, Range head) const {
  for (std::uint32_t i = head.end; i > head.first; --i) {
    const auto found = by_role_.find(scan.text->words[i - 1].hash);
    if (found == by_role_.end()) {
      if (scan.is(i - 1, kRole | kTitle) && !scan.is(i - 1, kRolePlural)) return std::nullopt;
      continue;
    }
    if (scan.is(i - 1, kRolePlural)) continue;
    // The one named last; before any was named, the first of the article.
    std::optional<std::uint32_t> best;
    for (const Recent& recent : recent_) {
      if (std::find(found->second.begin(), found->second.end(), recent.person) !=
          found->second.end()) {
        best = recent.person;
      }
    }
    return best ? *best : found->second.front();
  }
  return std::nullopt;
}

// A source that is no person of the article: a body, or somebody unnamed.
Speaker People::describe(const Scan& scan, Range head, ByteSpan span) const {
  Speaker out;
  out.span = span;
  Range words = head;
  while (words.size() > 1 && scan.is(words.first, kDeterminer | kAdverb) &&
         !scan.is(words.first + 1, kPreposition)) {  // "one of her friends"
    ++words.first;
  }
  words = without_clitic(scan, words);
  bool role = false, plural = false, organisation = false, unnamed = false, capital = false;
  std::uint32_t stop = words.end;
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    if (i > words.first && scan.is(i, kPreposition | kRelative)) {
      stop = std::min(stop, i);
    }
    unnamed |= scan.is(i, kUnnamedSource) || (scan.marks[i].phrase & kUnnamedSource) != 0;
    if (i >= stop) continue;
    const bool last =
        i + 1 == stop || (i + 1 < words.end && scan.is(i + 1, kPreposition | kRelative));
    role = role ? !last || scan.is(i, kRole) : scan.is(i, kRole);
    if (scan.is(i, kRole) && scan.is(i, kRolePlural)) plural = true;
    if (scan.is(i, kOrganisation)) organisation = true;
    if (scan.capital(i) && !scan.is(i, kRole | kTitle | kDay)) capital = true;
  }
  // "The company": the body of that name, where the article names it.
  if (organisation && !role) {
    out.kind = Speaker::Kind::kOrganisation;
    out.name = printed(scan, {words.first, std::max(words.first + 1, words.end)});
    if (!capital) {
      for (const Group& group : groups_) {
        if (group.head == scan.text->words[stop - 1].hash) out.name = group.name;
      }
    }
    return out;
  }
  if (role || plural || unnamed) {
    out.kind = Speaker::Kind::kUnnamed;
    out.role = printed(scan, words);
    return out;
  }
  if (capital) {
    out.kind = Speaker::Kind::kOrganisation;
    out.name = printed(scan, words);
    return out;
  }
  // A lone word that is none of these is no role: "the plain [truth]", "the data".
  if (words.size() > 1 || scan.word(words.first).ends_with('s')) out.role = printed(scan, words);
  return out;
}

std::optional<Speaker> People::find(const Scan& scan, Range words) const {
  for (std::uint32_t i = words.end; i > words.first; --i) {
    if (!scan.capital(i - 1)) continue;
    // "the Quill camp" is none of Quill's words.
    if (i < words.end && !scan.gap(i, kBreak | kJoint) && !scan.is(i, kFunction)) continue;
    std::uint32_t first = i - 1;
    while (first > words.first && scan.capital(first - 1) && !scan.gap(first, kNameBreak) &&
           !scan.is(first - 1, kTitle | kRole)) {
      --first;
    }
    if (const auto person = known(scan, {first, i}, 0)) return speaker(*person, scan.bytes(words));
  }
  bool role = false, organisation = false;
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    role |= scan.is(i, kRole | kTitle);
    organisation |= scan.is(i, kOrganisation);
  }
  if (role) {
    if (const auto person = by_role(scan, words)) return speaker(*person, scan.bytes(words));
  }
  if (role || organisation) return describe(scan, words, scan.bytes(words));
  return std::nullopt;
}

Speaker People::resolve(const Relation& relation) {
  if (relation.who.empty() && relation.dropped) {
    // The verb's ending is all that says who: the one spoken of last.
    advance(relation.cue.first);
    Relation verb = relation;
    verb.who = relation.cue;
    const ByteSpan span = scan_.bytes(relation.cue);
    if (const auto person = by_pronoun(verb, 0)) return speaker(*person, span);
    return {span, "", "", Speaker::Kind::kUnnamed};
  }
  const Range shown = relation.source.empty() ? relation.who : relation.source;
  const Range who = relation.who.empty() ? relation.source : relation.who;
  if (who.empty()) return {};
  const ByteSpan span = scan_.dressed(shown);
  const bool pronoun = who.size() == 1 && scan_.is(who.first, kPersonalPronoun | kRelative);
  advance(pronoun ? who.first : who.end);
  const auto remember = [&](const Speaker& speaker, std::optional<std::uint32_t> person) {
    resolved_.emplace(who.first, speaker);
    // Somebody who is spoken of in what another says does not speak.
    const bool told = !relation.cue.empty() && said_[relation.cue.first] != 0 &&
                      scan_.quote[relation.cue.first] == Scan::kNone;
    if (told && last_person_) return speaker;
    last_person_ = person;
    if (!person) last_group_ = speaker;
    return speaker;
  };
  // Words asked for again (a speaker who goes on) are who they were.
  if (const auto known = resolved_.find(who.first); known != resolved_.end()) {
    Speaker again = known->second;
    if (!relation.source.empty()) again.span = span;
    return again;
  }
  if (pronoun) {
    const Mark& mark = scan_.marks[who.first];
    // German "sie" is she or they: one person where one fits.
    std::uint64_t gender = 0;
    if (mark.is(kPronounM)) gender = kMale;
    if (mark.is(kPronounF)) gender = kFemale;
    if (mark.is(kPronounM) && mark.is(kPronounF)) gender = 0;
    if (gender != 0) {
      if (const auto person = by_pronoun(relation, gender)) {
        if (next_ < occurrences_.size() && occurrences_[next_].words.first == who.first)
          occurrences_[next_].person = *person;
        return remember(speaker(*person, span), person);
      }
    }
    if (mark.is(kPronounPlural) && last_group_) {
      Speaker again = *last_group_;
      again.span = span;
      return again;
    }
    Speaker out;
    out.span = span;
    return out;
  }
  // The name in the head of the group: not one that only belongs to it ("Quill's spokesman").
  std::uint32_t first = who.first, end = who.end;
  for (std::uint32_t i = who.first + 1; i < who.end; ++i) {
    if (scan_.is(i, kClitic) && scan_.gap(i, kJoint) && i + 1 < who.end) first = i + 1;
  }
  for (std::uint32_t i = first; i < end; ++i) {
    if (i > first && scan_.is(i, kPreposition | kRelative) && !scan_.capital(i)) {
      // "the mayor of Quill": what follows is no head, unless a name comes last: "mayor of X, Y".
      end = i;
      break;
    }
  }
  std::optional<std::uint32_t> person;
  const auto from = std::lower_bound(
      occurrences_.begin(), occurrences_.end(), first,
      [](const Occurrence& o, std::uint32_t word) { return o.words.first < word; });
  for (auto it = from; it != occurrences_.end() && it->words.first < end; ++it) {
    // "the Smith campaign" is none of Smith's words.
    const std::uint32_t next = it->words.end;
    const bool owns = next + 1 == end && scan_.is(next, kClitic) && scan_.gap(next, kJoint);
    const bool modifies =
        next < end && !owns && !scan_.gap(next, kBreak) && !scan_.is(next, kFunction);
    if (!modifies && !it->pronoun && it->person != Scan::kNone) person = it->person;
  }
  // "Fed Chair of the Board Jane Roe": a name after a linked role.
  if (!person && end < who.end) {
    for (auto it = from; it != occurrences_.end() && it->words.first < who.end; ++it) {
      if (it->words.end == who.end && it->words.size() > 1 && it->person != Scan::kNone &&
          scan_.is(it->words.first - 1, kRole | kTitle)) {
        person = it->person;
      }
    }
  }
  if (!person) {
    person = apposed(relation);
    if (person) give_role(*person, {first, who.end});
  }
  if (person) return remember(speaker(*person, span), person);
  const bool definite = scan_.is(who.first, kDeterminer) && !scan_.is(who.first, kIndefinite);
  if (definite) {
    bool belongs = false;
    for (std::uint32_t i = who.first; i < end; ++i)
      belongs |= scan_.capital(i) && !scan_.is(i, kRole | kTitle);
    const bool german = scan_.is(who.end - 1, kRole) && who.size() == 2;
    if (!belongs || german) {
      if (const auto found = by_role(scan_, {first, end}))
        return remember(speaker(*found, span), found);
    }
    if (const auto found = by_synonym({who.first, end}))
      return remember(speaker(*found, span), found);
    if (const auto found = by_office(relation, {who.first, end})) {
      give_role(*found, {who.first, end});
      return remember(speaker(*found, span), found);
    }
  }
  return remember(describe(scan_, who, span), std::nullopt);
}

}  // namespace secondsource::attribution
