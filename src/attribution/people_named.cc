// Whom an article names, and what they are: filled once, before anybody is looked for (people.cc).
#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "attribution/names.h"
#include "attribution/people.h"
#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

constexpr std::size_t kSameSurname = 16;  // people of one surname that are told apart
constexpr std::uint32_t kLongestName = 6;
constexpr std::uint32_t kLongestRole = 9;
constexpr std::uint32_t kLongestRoleBefore = 6;  // before a name

// Where a word with a capital ends: "O'Neill", "Mark-Viverito"; at `i` where it has none.
std::uint32_t joined_end(const Scan& scan, std::uint32_t i) {
  if (!scan.capital(i)) return i;
  const std::uint32_t end = scan.run_of(i).end;
  for (++i; i < end && scan.gap(i, kJoint) && scan.text->words[i].joint != '.' &&
            !(scan.is(i, kClitic) && scan.text->words[i].joint == '\'');) {
    ++i;
  }
  return i;
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
  return ends_as_role(scan_, i);
}

// Of each unit whether it is a headline, or the like, where capitals tell no names: hardly a word
// is without one, and some have one that are no names.
std::vector<std::uint8_t> People::headlines() const {
  constexpr std::uint32_t kShort = 7;  // words
  constexpr std::uint8_t kMaybe = 1, kSure = 2;
  std::vector<std::uint8_t> out(scan_.units.size(), 0);
  if (scan_.order().participle_last) return out;
  // Of their words: whether they stand in small letters elsewhere.
  std::unordered_map<std::uint64_t, std::uint8_t> small;
  for (std::size_t u = 0; u < scan_.units.size(); ++u) {
    const Range words = scan_.units[u].words;
    std::uint32_t counted = 0, capitals = 0;
    for (std::uint32_t i = words.first; i < words.end; ++i) {
      if (scan_.is(i, kFunction) || scan_.gap(i, kJoint)) continue;
      ++counted;
      if (scan_.capital(i)) ++capitals;
    }
    const bool all = capitals == counted;
    if (counted < 3 || (counted < kShort ? !all : capitals * 20 <= counted * 17)) continue;
    out[u] = all && counted >= kShort ? kSure : kMaybe;
    for (std::uint32_t i = words.first; out[u] == kMaybe && i < words.end; ++i)
      small.try_emplace(scan_.text->words[i].hash, 0);
  }
  if (small.empty()) return out;
  for (std::uint32_t i = 0; i < scan_.count(); ++i) {
    if (scan_.capital(i)) continue;
    if (const auto word = small.find(scan_.text->words[i].hash); word != small.end())
      word->second = 1;
  }
  for (std::size_t u = 0; u < scan_.units.size(); ++u) {
    const Range words = scan_.units[u].words;
    std::uint32_t ordinary = 0;
    for (std::uint32_t i = words.first + 1; out[u] == kMaybe && i < words.end; ++i) {
      if (!scan_.capital(i) || scan_.is(i, kFunction | kRole | kTitle | kGivenName)) continue;
      if (scan_.is(i, kVerb) || small[scan_.text->words[i].hash] != 0) ++ordinary;
    }
    if (out[u] == kMaybe && ordinary < (words.size() < kShort ? 1u : 2u)) out[u] = 0;
  }
  return out;
}

// "the South Carolina Republican", "a Garden City": no given name follows an article.
bool People::behind_article(std::uint32_t i) const {
  const bool given = given_name(scan_, i) != 0;
  std::uint32_t front = i;
  while (!given && front > 0 && i - front < kLongestName && scan_.capital(front - 1) &&
         !scan_.gap(front, kNameBreak | kMark | kJoint) && given_name(scan_, front - 1) == 0 &&
         !scan_.is(front - 1, kFunction) && !role_word(front - 1)) {
    --front;
  }
  return front > 0 && !scan_.gap(front, kBreak | kMark | kJoint) &&
         scan_.is(front - 1, given ? kIndefinite : kDeterminer) &&
         !scan_.is(front - 1, kComplementiser | kSubordinator | kRelative | kPersonalPronoun);
}

// The name that begins at word `i`: capitalised words, the first a given name or (`weak`) any.
std::optional<Range> People::name_at(std::uint32_t i, bool weak) const {
  const auto acronym = [&](std::uint32_t k) { return scan_.mark(k).begins(kAcronym); };
  if (!scan_.capital(i) || scan_.is(i, kFunction | kDay | kOrganisation)) return std::nullopt;
  if (acronym(i) || scan_.text->words[i].joint == '.') return std::nullopt;  // "US Ambassador"
  if (!scan_.is(i, kGivenName) && role_word(i)) return std::nullopt;
  const bool given = given_name(scan_, i) != 0;
  if (!weak && !given) return std::nullopt;
  // "U.S. Central Command"
  const std::uint32_t before = i > 1 && scan_.text->words[i - 1].joint == '.' ? i - 2 : i - 1;
  if (!given && i > 0 && scan_.run_of(i).contains(before) && acronym(before) &&
      !scan_.gap(i, kNameBreak)) {
    return std::nullopt;
  }
  // "Stated Quill, …": the sentence begins with its verb.
  if (!given && scan_.is(i, kVerb) && i == scan_.run_of(i).first) return std::nullopt;
  if (!given && opens_sentence(scan_, i)) return std::nullopt;
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
      if (acronym(end)) return std::nullopt;  // "Strained US-Russian"
      // "Owen A. Tarrant"
      const bool initial = scan_.text->words[end].span.size() == 1 && end + 1 < run.end &&
                           scan_.capital(end + 1) && scan_.gap(end + 1, kStop);
      if (scan_.is(end, kDay)) break;
      if (scan_.is(end, kFunction) && !scan_.is(end, kGivenName) && !initial) break;
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
    // "van der Berg", "al-Hariri"
    std::uint32_t k = end;
    while (k < run.end && k - end < 2 && !scan_.capital(k) && !scan_.gap(k, kBreak) &&
           name_particle(scan_.word(k))) {
      ++k;
    }
    // "Abdel Fattah al-Hariri": a hyphen needs no given name before it.
    const bool joined = k == end + 1 && k < run.end && scan_.gap(k, kJoint);
    if (k > end && k < run.end && scan_.capital(k) && !scan_.gap(k, kBreak) &&
        (joined || (scan_.is(i, kGivenName) && names == 1))) {
      ++names;
      end = k + 1;
      continue;
    }
    break;
  }
  // "AFL-CIO", "Mark-Viverito": one word.
  if (names < 2) return std::nullopt;
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
  const Range bare = without_suffix(scan, name);
  const std::uint64_t suffix = bare == name ? 0 : name_key(scan, bare.end);
  const auto found = by_surname_.find(name_key(scan, bare.end - 1));
  if (found == by_surname_.end()) return std::nullopt;
  for (const std::uint32_t person : found->second) {
    const Person& candidate = people_[person];
    if (!compatible(candidate.gender, gender)) continue;
    // Every given name printed here must be one of his, or begin one; father and son have one name.
    bool fits = bare.size() < 2 || candidate.names.size() < 2 || candidate.suffix == suffix;
    for (std::uint32_t i = bare.first; i + 1 < bare.end; ++i) {
      const std::uint64_t hash = name_key(scan, i);
      const bool initial = scan.text->words[i].span.size() <= 2;
      if (!initial &&
          std::find(candidate.names.begin(), candidate.names.end(), hash) ==
              candidate.names.end() &&
          candidate.names.size() > 1) {
        fits = false;
      }
    }
    // Of several of one surname the first named: the others have their given names printed.
    if (fits) return person;
  }
  return std::nullopt;
}

std::uint32_t People::enter(const Scan& scan, Range name, std::uint64_t gender) {
  const Range bare = without_suffix(scan, name);
  const auto write = [&](Person& person) {
    person.name = printed(scan, name);
    person.names.clear();
    for (std::uint32_t i = bare.first; i < bare.end; ++i) person.names.push_back(name_key(scan, i));
    person.suffix = bare == name ? 0 : name_key(scan, bare.end);
  };
  if (const auto person = known(scan, name, gender)) {
    Person& old = people_[*person];
    if (bare.size() > old.names.size()) write(old);
    if (old.gender == 0) old.gender = gender;
    return *person;
  }
  Person person;
  write(person);
  person.gender = gender;
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

// Where the words of an office begin that end before a name at word `i`: "| ambassador to the U.S.
// Marta Quill", "| Secretary of State Marta Quill"; `i` where there are none.
std::uint32_t People::office_before(std::uint32_t i) const {
  const std::uint32_t floor =
      std::max(scan_.run_of(i).first, i > kLongestRole ? i - kLongestRole : 0);
  if (i <= floor || !scan_.is(i, kGivenName) || !scan_.capital(i - 1) ||
      scan_.is(i - 1, kFunction | kDay) || scan_.gap(i, kNameBreak | kMark)) {
    return i;
  }
  std::uint32_t k = i - 1;
  while (k > floor && !scan_.gap(k, kNameBreak | kMark) &&
         (scan_.capital(k - 1) || scan_.is(k - 1, kDeterminer)) &&
         !scan_.is(k - 1, kRole | kTitle)) {
    --k;
  }
  if (k < floor + 2 || scan_.gap(k, kNameBreak | kMark) || !scan_.is(k - 1, kPreposition) ||
      scan_.gap(k - 1, kBreak) || !scan_.is(k - 2, kRole | kTitle) ||
      scan_.is(k - 2, kRolePlural)) {
    return i;
  }
  std::uint32_t first = k - 2;
  while (first > floor && !scan_.gap(first, kBreak) && !scan_.is(first - 1, kFunction | kVerb) &&
         scan_.capital(first - 1)) {
    --first;
  }
  return first;
}

// Its role, from the words before and after the name: "the harbour master, Marta Quill", "Marta
// Quill, the harbour master", "Mayor John Smith", "Marta Quill is the harbour master".
void People::learn_role(std::uint32_t number, Range name) {
  Person& person = people_[number];
  // `head`: behind whose role it is.
  const auto take = [&](std::uint32_t first, std::uint32_t end, std::uint32_t head) {
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
    for (std::uint32_t i = std::max(first, head); i < end; ++i) {
      if (!role_word(i) || scan_.is(i, kRolePlural)) continue;
      if (scan_.is(i, kTitle) && !scan_.is(i, kRole) && scan_.text->words[i].span.size() < 5)
        continue;
      has = true;
      keep_office(number, i);
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
    take(begin, name.first, begin);
  } else if (const std::uint32_t office = office_before(name.first); office < name.first) {
    take(office, name.first, office);
  } else if (name.first > run.first && scan_.gap(name.first, kComma)) {
    // "The harbour master, Marta Quill, said"
    const std::uint32_t floor =
        std::max(run.first, name.first > kLongestRole ? name.first - kLongestRole : 0);
    const auto clitic = [&](std::uint32_t i) {
      return scan_.is(i, kClitic) && scan_.gap(i, kJoint);
    };
    std::uint32_t k = name.first - 1;
    bool role = scan_.is(k, kRole);
    while (k > floor && !scan_.gap(k, kBreak) && !(role && clitic(k)) &&
           (!scan_.is(k, kDeterminer) ||
            (scan_.is(k, kLinkingPreposition) && !scan_.is(k - 1, kFunction)))) {
      --k;
      role |= scan_.is(k, kRole);
    }
    // "Lund's lawyer, Marta Quill, said"
    const bool owned = k > run.first && clitic(k);
    std::uint32_t first = owned ? k - 1 : k;
    while (owned && first > run.first && scan_.capital(first) && scan_.capital(first - 1) &&
           !scan_.gap(first, kBreak | kMark | kJoint) && !scan_.is(first - 1, kFunction | kTitle)) {
      --first;
    }
    const bool closed = name.end >= run.end || scan_.gap(name.end, kComma | kStop | kDash | kMark);
    if (role && (owned || scan_.is(k, kDeterminer)) && closed && !scan_.is(k + 1, kRolePlural))
      take(first, name.first, owned ? k + 1 : first);
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
    if (role) take(after, k, after);
  }
}

// The role of somebody of whom none was told where the name stands.
void People::give_role(std::uint32_t number, Range role) {
  while (role.size() > 1 && scan_.is(role.first, kDeterminer)) ++role.first;
  Person& person = people_[number];
  if (!person.role.empty() || role.empty() || role.size() > kLongestRole) return;
  person.role = printed(scan_, role);
  for (std::uint32_t i = role.first; i < role.end; ++i) {
    if (scan_.is(i, kRole | kTitle) && !scan_.is(i, kRolePlural)) keep_office(number, i);
  }
}

void People::keep_office(std::uint32_t person, std::uint32_t role) {
  constexpr std::size_t kMost = 64;  // people of one role
  auto& offices = by_role_[scan_.text->words[role].hash];
  const Office office{person, rank_of(scan_, role, scan_.run_of(role).first)};
  if (offices.size() < kMost && std::ranges::find(offices, office) == offices.end())
    offices.push_back(office);
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
    Range name = relation.who;
    while (name.size() > 1 && scan_.is(name.first, kTitle | kRole) && scan_.capital(name.first))
      ++name.first;
    if (!name.empty() && name.end == joined_end(scan_, name.first) &&
        !scan_.is(name.first, kFunction | kRole | kOrganisation) &&
        !opens_sentence(scan_, name.first)) {
      surnames.insert(name_key(scan_, name.end - 1));
    }
  }
  // Those that stand behind a given name, too.
  std::unordered_set<std::uint64_t> full;
  for (std::uint32_t i = 1; i < scan_.count(); ++i) {
    if (!scan_.is(i - 1, kGivenName) || !scan_.capital(i - 1) || !scan_.capital(i)) continue;
    if (!scan_.gap(i, kNameBreak | kMark) && surnames.contains(name_key(scan_, i)))
      full.insert(name_key(scan_, i));
  }
  // "dijo el alcalde de Almoradiel, | Tadeo Torresandino": in apposition to whom a verb makes
  // speak.
  const auto follows_office = [&](Range name) {
    constexpr std::uint32_t kLongestOffice = 8;
    const Range run = scan_.run_of(name.first);
    const bool closed = name.end >= run.end || scan_.gap(name.end, kBreak | kMark);
    if (!scan_.order().names_last || name.size() < 2 || !closed || name.first < run.first + 3 ||
        !scan_.gap(name.first, kComma)) {
      return false;
    }
    for (std::uint32_t k = name.first - 1;
         k > run.first && name.first - k < kLongestOffice && !scan_.gap(k, kBreak | kMark); --k) {
      if (scan_.is(k, kDeterminer) && scan_.is(k - 1, kSpeechVerb)) return true;
    }
    return false;
  };
  // Whether a name of unknown words is followed by what only follows people: "Jay Carney, a former
  // …".
  const auto introduced = [&](Range name) {
    const Range run = scan_.run_of(name.first);
    const std::uint64_t surname = name_key(scan_, without_suffix(scan_, name).end - 1);
    // "Following Quill, …": a sentence begins before her.
    const bool begins = name.first == scan_.units[scan_.unit[name.first]].words.first;
    if (surnames.contains(surname) && !(begins && full.contains(surname))) return true;
    // "The public prosecutor, Ysolde Garrant, refused": in apposition to a role, whose last word
    // may be another's ("la porte-parole des usagers").
    const auto head = [&](std::uint32_t i) {
      return !scan_.is(i, kRolePlural) ||
             (i >= run.first + 2 && scan_.is(i - 1, kLinkingPreposition) &&
              !scan_.is(i - 2, kFunction | kVerb));
    };
    if (name.first > run.first && scan_.gap(name.first, kComma) &&
        scan_.is(name.first - 1, kRole) && head(name.first - 1) &&
        (name.end >= run.end || scan_.gap(name.end, kComma | kDash))) {
      return true;
    }
    if (follows_office(name)) return true;
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
  const std::vector<std::uint8_t> headline = headlines();
  // First whole names, then what refers to them: a surname may stand before its full name.
  std::vector<Occurrence> found;
  struct Lone {
    Range name;
    std::uint64_t gender = 0;
  };
  std::vector<Lone> lone;
  for (std::uint32_t i = 0; i < scan_.count();) {
    if (scan_.skipped[i] || !scan_.capital(i)) {
      ++i;
      continue;
    }
    const bool titled = i > 0 && !scan_.gap(i, kNameBreak | kMark | kJoint) && role_word(i - 1) &&
                        !scan_.is(i - 1, kRolePlural) && scan_.unit[i] == scan_.unit[i - 1];
    if (headline[scan_.unit[i]]) {
      ++i;
      continue;
    }
    std::optional<Range> name = name_at(i, titled || weak[i] != 0);
    if (!name) {
      name = name_at(i, true);
      if (name && !introduced(*name)) name.reset();
    }
    // "at an Owen Tarrant rally", where Tarrant speaks, too.
    if (name && behind_article(i) &&
        !(scan_.is(i, kGivenName) && surnames.contains(name_key(scan_, name->end - 1)))) {
      name.reset();
    }
    // "the Roake Hallam boss": a body's name, unless a given name begins it.
    if (name && !titled && !scan_.is(i, kGivenName) && name->end < scan_.run_of(i).end &&
        scan_.is(name->end, kRole) && !scan_.capital(name->end) &&
        !scan_.gap(name->end, kBreak | kMark | kJoint)) {
      i = name->end;
      continue;
    }
    // "The Owen Tarrant Show": the name ends with the surname that speaks.
    if (name && scan_.is(name->end - 1, kWork | kOutletWord)) {
      for (std::uint32_t k = name->first + 1; k + 1 < name->end; ++k) {
        if (surnames.contains(name_key(scan_, k))) name->end = k + 1;
      }
    }
    std::uint64_t gender = 0;
    if (titled) gender = gender_of(scan_, i - 1);
    // "his brother Freddy": a given name is whose it turns out to be.
    const bool given =
        titled && scan_.is(i, kGivenName) && !(scan_.is(i - 1, kTitle) && scan_.capital(i - 1));
    if (!name) {
      const Range word{i, joined_end(scan_, i)};
      const bool speaks = weak[i] != 0 && word.size() > 1 && given_name(scan_, i) != 0;
      if (speaks || (titled && !given &&
                     !scan_.is(i, kFunction | kOrganisation | kTitle | kRole | kDay | kAcronym))) {
        lone.push_back({word, gender});
        i = word.end;
        continue;
      }
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
  // "Ms. Quill", "Mr. Gao" of Gao Junlan, or of nobody whose full name is told.
  for (const Lone& each : lone) {
    const auto given = by_given_.find(name_key(scan_, each.name.first));
    const bool first = given != by_given_.end() && given->second != Scan::kNone &&
                       !scan_.is(each.name.first, kGivenName);
    if (!first) enter(scan_, each.name, each.gender);
  }
  // "Quill said … he": a lone name that speaks may be a person's.
  for (const Relation& relation : relations) {
    const std::uint32_t i = relation.who.first;
    if (relation.who.size() != 1 || !surnames.contains(name_key(scan_, i)) ||
        by_surname_.contains(name_key(scan_, i)) || by_given_.contains(name_key(scan_, i)) ||
        scan_.is(i, kTitle | kDay | kOutletWord | kAcronym)) {
      continue;
    }
    people_[enter(scan_, relation.who, 0)].doubtful = true;
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
      // In a headline, and where "an" stands before it, a whole name is found like this, too.
      const bool whole = scan_.is(i, kGivenName) && i + 1 < scan_.count() && scan_.capital(i + 1) &&
                         !scan_.gap(i + 1, kBreak | kMark | kJoint) &&
                         !scan_.is(i + 1, kFunction) &&
                         by_surname_.contains(name_key(scan_, i + 1));
      if (whole || by_surname_.contains(name_key(scan_, i))) {
        occurrences_.push_back({{i, whole ? i + 2 : i + 1}, Scan::kNone});
        if (whole) ++i;
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
    for (std::uint32_t k = i; k > scan_.run_of(i).first && i - k < 6 && !scan_.gap(k, kBreak);
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

}  // namespace secondsource::attribution
