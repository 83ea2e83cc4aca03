#include "attribution/people.h"

#include <algorithm>

#include "attribution/names.h"

namespace secondsource::attribution {
namespace {

// By how much a pronoun's person must lead the next best: less, and nobody is named.
constexpr double kLeastLead = 0.8;
constexpr std::size_t kRecent = 24;  // people a pronoun may be

// "Quill's" is Quill.
Range without_clitic(const Scan& scan, Range words) {
  if (words.size() > 1 && scan.is(words.end - 1, kClitic) && scan.gap(words.end - 1, kJoint))
    --words.end;
  return words;
}

}  // namespace

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
      for (const Office& office : found->second) {
        const std::uint32_t person = office.person;
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
  const bool is_role = scan_.is(role, kRole) || ends_as_role(scan_, role);
  if (!is_role || scan_.is(role, kRolePlural)) return std::nullopt;
  for (std::uint32_t i = head.first; i < head.end; ++i) {
    if (scan_.mark(i).begins(kUnnamedSource) || scan_.is(i, kOrganisation)) {
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
    // "Quill criticised the mayor.  “…,” the mayor said."
    const Range unit = scan_.units[scan_.unit[recent.word]].words;
    for (std::uint32_t i = unit.first; !other && i < std::min(unit.end, head.first); ++i)
      other = scan_.text->words[i].hash == scan_.text->words[role].hash;
    if (other) continue;
    if (only) return std::nullopt;
    only = recent.person;
  }
  return only;
}

// The person of "Lund's lawyer" where somebody is called that: "A lawyer for Owen Lund, Marta
// Quill", "Lund's lawyer, Marta Quill".
std::optional<std::uint32_t> People::by_owner(std::uint32_t owner, std::uint32_t role) const {
  if (!scan_.capital(owner) || !scan_.is(role, kRole) || scan_.is(role, kRolePlural))
    return std::nullopt;
  const auto found = by_role_.find(scan_.text->words[role].hash);
  if (found == by_role_.end()) return std::nullopt;
  const std::string_view name = scan_.source(scan_.bytes({owner, owner + 1}));
  std::optional<std::uint32_t> only;
  for (const Office& office : found->second) {
    if (people_[office.person].role.find(name) == std::string::npos) continue;
    if (only && *only != office.person) return std::nullopt;
    only = office.person;
  }
  return only;
}

// The first occurrence that does not begin before `word`.
std::vector<Occurrence>::const_iterator People::first_from(std::uint32_t word) const {
  return std::ranges::lower_bound(occurrences_, word, {},
                                  [](const Occurrence& each) { return each.words.first; });
}

// The last occurrence that begins before `end` where it ends there, else null.
const Occurrence* People::ending_at(std::uint32_t end) const {
  const auto after = first_from(end);
  if (after == occurrences_.begin()) return nullptr;
  const Occurrence& last = *std::prev(after);
  return last.words.end == end ? &last : nullptr;
}

// The person in apposition to `who`, the words asked for: "Valmoire's chief hydrologist, Marta
// Quill".
std::optional<std::uint32_t> People::apposed(const Relation& relation, Range who) const {
  const Range run = scan_.run_of(who.first);
  if (who.end + 1 >= run.end || !scan_.gap(who.end, kComma)) return std::nullopt;
  const bool role = scan_.is(who.first, kDeterminer) && who.size() > 1 &&
                    !scan_.capital(who.first + 1) && scan_.order().names_last;
  // "A lawyer for Mr. Lund, Marta Quill", "the ambassador to the League, Marta Quill"
  bool office = false;
  for (std::uint32_t i = who.first; i < who.end && (i == who.first || !scan_.capital(i)); ++i)
    office |= scan_.is(i, kRole) && !scan_.is(i, kRolePlural);
  const bool person = role || office || scan_.is(who.end - 1, kRole) || !scan_.capital(who.end - 1);
  if (!person || (!office && scan_.is(who.end - 1, kOrganisation | kRolePlural))) {
    return std::nullopt;
  }
  const auto name = first_from(who.end);
  if (name == occurrences_.end() || name->words.first != who.end || name->words.size() < 2)
    return std::nullopt;
  std::uint32_t end = name->words.end;
  if (end < run.end && scan_.is(end, kPreposition | kLinkingPreposition) &&
      !scan_.gap(end, kBreak)) {
    // "A lawyer for Lund, Marta Quill of Vessen & Hest, said"
    std::uint32_t k = end + 1;
    while (k < run.end && !scan_.gap(k, kBreak) && (scan_.capital(k) || scan_.is(k, kDeterminer)))
      ++k;
    if (k > end + 1) end = k;
  }
  const bool closed = end >= run.end || end == relation.source.end || end == relation.cue.first ||
                      scan_.gap(end, kComma | kStop | kDash | kMark | kNewline);
  if (!closed || name->person == Scan::kNone) return std::nullopt;
  return name->person;
}

// The person named at the end of `whole` behind the words of an office, whose head is `head`:
// "Chair of the Board Jane Roe", "Secretary of State Rex Roe", "consultant and author Jane Roe".
std::optional<std::uint32_t> People::behind_office(Range head, Range who, Range whole) {
  if (head.end >= whole.end) return std::nullopt;
  const Occurrence* named = ending_at(whole.end);
  if (named == nullptr || named->words.first <= head.first || named->words.size() < 2 ||
      named->person == Scan::kNone) {
    return std::nullopt;
  }
  const std::uint32_t name = named->words.first;
  bool linked = false;
  for (std::uint32_t i = head.first + 1; i < name; ++i)  // "editor-in-chief" is one word
    linked |= scan_.is(i, kPreposition | kRelative | kDeterminer) && !scan_.gap(i, kJoint);
  // "University of Vessen professor Jane Roe", "Minister of Justice Jane Roe", but "spokesman for
  // Minister Jane Roe".
  const bool body = whole.end == who.end && scan_.is(head.end - 1, kOrganisation | kTitle) &&
                    !scan_.is(head.end - 1, kRolePlural) && !scan_.is(head.end + 1, kRole | kTitle);
  if ((!linked || body) && scan_.is(name - 1, kRole | kTitle)) return named->person;
  bool office = false;
  for (std::uint32_t i = head.first; i < head.end; ++i)
    office |= scan_.is(i, kRole | kTitle) && !scan_.is(i, kRolePlural);
  if (!office || scan_.is(who.first, kIndefinite) || !scan_.is(name, kGivenName) ||
      !scan_.capital(name - 1) || scan_.is(name - 1, kFunction) || role_word(name - 1)) {
    return std::nullopt;
  }
  give_role(named->person, {head.first, name});
  return named->person;
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
      if (who) {
        people_[*who].doubtful = false;
        touch(*who, he.who.first, true);
      }
      continue;
    }
    if (occurrence.person == Scan::kNone) {
      const std::uint64_t gender = title_gender(occurrence.words.first);
      const auto person = known(scan_, occurrence.words, gender);
      if (!person) continue;
      occurrence.person = *person;
      if (people_[*person].gender == 0) people_[*person].gender = gender;
    }
    touch(occurrence.person, occurrence.words.first, false);
  }
}

// That of the title before a name at word `i`, 0 where there is none.
std::uint64_t People::title_gender(std::uint32_t i) const {
  const bool titled = i > 0 && scan_.is(i - 1, kTitle) && !scan_.gap(i, kNameBreak);
  return titled ? gender_of(scan_, i - 1) : 0;
}

// Somebody was spoken of at `word`.
void People::touch(std::uint32_t person, std::uint32_t word, bool pronoun) {
  Recent now;
  now.person = person;
  now.word = now.named = word;
  now.quoted = scan_.quote[word] != Scan::kNone;
  now.said = said_[word] != 0 && !now.quoted;
  now.pronoun = pronoun;
  now.oblique = word > 0 && scan_.is(word - 1, kPreposition) && !scan_.gap(word, kBreak);
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
  // "La delegada del partido, | Elvira Maldonado, ofreció"
  constexpr std::uint32_t kLongestOffice = 9;  // words
  bool office = word > unit.first && scan_.gap(word, kComma) &&
                word - unit.first <= kLongestOffice && scan_.is(unit.first, kDeterminer);
  bool role = false;
  for (std::uint32_t i = unit.first; office && i < word; ++i) {
    role |= scan_.is(i, kRole);
    office = i == unit.first || (!scan_.gap(i, kBreak) && !scan_.is(i, kAuxiliary) &&
                                 (!scan_.is(i, kVerb) || scan_.is(i, kRole)));
  }
  now.subject = start >= word || fronted || (office && role);
  recent_.push_back(now);
}

Speaker People::speaker(std::uint32_t number, ByteSpan span) const {
  const Person& person = people_[number];
  return {span, person.name, person.role, Speaker::Kind::kPerson};
}

// Who is named in what is said, a bounded number: of "he said that Quill left" he is not Quill.
std::vector<std::uint32_t> People::named_in(const std::vector<Piece>& content) const {
  constexpr std::size_t kMost = 32;  // names looked at
  std::vector<std::uint32_t> named;
  std::size_t looked = 0;
  for (const Piece& piece : content) {
    for (auto at = first_from(piece.words.first);
         at != occurrences_.end() && at->words.first < piece.words.end && looked < kMost; ++at) {
      if (at->pronoun) continue;
      ++looked;
      std::optional<std::uint32_t> who;
      if (at->person != Scan::kNone) who = at->person;
      if (!who) who = known(scan_, at->words, title_gender(at->words.first));
      if (who) named.push_back(*who);
    }
  }
  return named;
}

// The person that "who" at word `at` goes back to: "Quill, who said", "Quill, a baker of Hest who
// said".
std::optional<std::uint32_t> People::by_relative(std::uint32_t at) const {
  constexpr std::uint32_t kFar = 12;  // words of what stands in apposition
  const Range run = scan_.run_of(at);
  const auto named_before = [&](std::uint32_t end) -> std::optional<std::uint32_t> {
    const Occurrence* last = ending_at(end);
    if (last == nullptr || last->pronoun || last->person == Scan::kNone) return std::nullopt;
    if (people_[last->person].doubtful) return std::nullopt;
    return last->person;
  };
  if (at == run.first || scan_.gap(at, kBreak & ~kComma)) return std::nullopt;
  if (const auto person = named_before(at)) return person;
  if (scan_.gap(at, kComma)) return std::nullopt;
  std::uint32_t begin = at - 1;
  while (begin > run.first && at - begin < kFar && !scan_.gap(begin, kBreak)) --begin;
  const bool apposed = scan_.gap(begin, kComma) && !scan_.gap(begin, kBreak & ~kComma) &&
                       (scan_.is(begin, kDeterminer) || role_word(begin));
  return apposed ? named_before(begin) : std::nullopt;
}

std::optional<std::uint32_t> People::by_pronoun(const Relation& relation,
                                                std::uint64_t gender) const {
  const std::uint32_t at = relation.who.first;
  const std::uint32_t unit = scan_.unit[at];
  std::optional<std::uint32_t> best;
  double best_score = -1e9, second = -1e9;
  const std::vector<std::uint32_t> named = named_in(relation.content);
  // "Elvira Maldonado ofreció otra versión. «…», explicó": she, not who spoke before.
  const auto paragraph = [&](std::uint32_t word) {
    return scan_.units[scan_.unit[word]].paragraph;
  };
  const auto last = std::ranges::find_if(
      recent_, [&](const Recent& recent) { return last_person_ == recent.person; });
  const bool another = relation.dropped && last != recent_.end() &&
                       std::ranges::any_of(recent_, [&](const Recent& recent) {
                         return recent.subject && !recent.quoted && !recent.said &&
                                recent.word > last->word && paragraph(recent.word) == paragraph(at);
                       });
  for (const Recent& recent : recent_) {
    const Person& person = people_[recent.person];
    if (!compatible(person.gender, gender)) continue;
    bool own = std::ranges::find(named, recent.person) != named.end();
    for (const Piece& piece : relation.content) own |= piece.words.contains(recent.named);
    const std::uint32_t distance = unit - std::min(unit, scan_.unit[recent.word]);
    if (distance > 12) continue;
    double score = -3.5 * distance;
    if (person.gender == gender) score += 0.5;
    if (person.doubtful) score -= 1.5;
    if (recent.subject) score += 0.8;
    if (recent.pronoun) score += 0.7;
    if (recent.oblique) score -= 1.5;
    const std::uint32_t quotation = scan_.quote[relation.who.first];
    if (quotation != Scan::kNone && scan_.quote[recent.word] == quotation)
      score += 3;
    else if (recent.quoted)
      score -= 4.5;
    if (recent.said) score -= 1.5;
    if (own) score -= 4;
    if (last_person_ && *last_person_ == recent.person)
      score += another ? 0 : relation.dropped ? 5 : 2.5;
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
    // "The president" is a vice president only where nobody is called a president.
    const std::uint64_t rank = rank_of(scan, i - 1, head.first);
    std::vector<std::uint32_t> people;
    for (const Office& office : found->second) {
      if (office.rank == rank) people.push_back(office.person);
    }
    if (people.empty() && rank != 0) return std::nullopt;
    if (people.empty()) {
      for (const Office& office : found->second) people.push_back(office.person);
    }
    // The one named last; before any was named, the first of the article.
    std::optional<std::uint32_t> best;
    for (const Recent& recent : recent_) {
      if (std::ranges::find(people, recent.person) != people.end()) best = recent.person;
    }
    return best ? *best : people.front();
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
  // "die Chefermittlerin": a noun has a capital, and is no name behind its article.
  const bool noun = scan.order().participle_last && words.first > head.first;
  words = without_clitic(scan, words);
  bool role = false, plural = false, organisation = false, unnamed = false, capital = false;
  std::uint32_t stop = words.end;
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    if (i > words.first && scan.is(i, kPreposition | kRelative)) {
      stop = std::min(stop, i);
    }
    unnamed |= scan.mark(i).begins(kUnnamedSource);
    if (i >= stop) continue;
    const bool last =
        i + 1 == stop || (i + 1 < words.end && scan.is(i + 1, kPreposition | kRelative));
    role = role ? !last || scan.is(i, kRole) : scan.is(i, kRole);
    if (noun && words.size() == 1 && ends_as_role(scan, i)) role = true;
    if (scan.is(i, kRole) && scan.is(i, kRolePlural)) plural = true;
    // "court-appointed": what says more of somebody is no body.
    const bool joined =
        i + 1 < words.end && scan.gap(i + 1, kJoint) && scan.text->words[i + 1].joint == '-';
    if (scan.is(i, kOrganisation) && !joined) organisation = true;
    if (scan.capital(i) && !scan.is(i, kFunction | kRole | kTitle | kDay) &&
        !opens_sentence(scan, i)) {
      capital = true;
    }
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
    const auto person = known(scan, {first, i}, 0);
    if (person && !people_[*person].doubtful) return speaker(*person, scan.bytes(words));
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
  if (shown.size() == 1 && scan_.is(shown.first, kRelative)) {
    if (const auto person = by_relative(shown.first))
      return remember(speaker(*person, span), person);
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
  for (auto it = first_from(first); it != occurrences_.end() && it->words.first < end; ++it) {
    // "the Smith campaign" is none of Smith's words.
    const std::uint32_t next = it->words.end;
    const bool owns = next + 1 == end && scan_.is(next, kClitic) && scan_.gap(next, kJoint);
    const bool modifies =
        next < end && !owns && !scan_.gap(next, kBreak) && !scan_.is(next, kFunction);
    if (!modifies && !it->pronoun && it->person != Scan::kNone && !people_[it->person].doubtful)
      person = it->person;
  }
  // What the source goes on with: "The ambassador | to the UN, Jane Roe".
  Range whole = who;
  if (relation.source.contains(who)) {
    while (whole.end < relation.source.end && !scan_.gap(whole.end, kBreak) &&
           !scan_.is(whole.end, kRelative)) {
      ++whole.end;
    }
  }
  if (!person) person = behind_office({first, end}, who, whole);
  if (!person) {
    person = apposed(relation, whole);
    if (person) give_role(*person, {first, whole.end});
  }
  if (!person && first > who.first + 1 && end == first + 1) person = by_owner(first - 2, first);
  if (person) return remember(speaker(*person, span), person);
  const bool definite = scan_.is(who.first, kDeterminer) && !scan_.is(who.first, kIndefinite);
  if (definite) {
    bool belongs = false;
    for (std::uint32_t i = who.first; i < end; ++i)
      belongs |= scan_.capital(i) && !scan_.is(i, kRole | kTitle | kDeterminer);
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
