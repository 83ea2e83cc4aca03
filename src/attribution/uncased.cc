#include "attribution/uncased.h"

#include <algorithm>

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kNear = 16;            // words between a cue and its quotation
constexpr std::uint32_t kLongestSource = 14;   // in words
constexpr std::uint32_t kLongestClause = 300;  // what is longer is no sentence
constexpr std::size_t kMostPeople = 256;
constexpr std::size_t kLongestName = 6;  // letters of a name without spaces
constexpr std::uint16_t kEnd = kStop | kQuestion | kExclamation | kSemicolon | kNewline;

std::size_t letters(const Scan& scan, Range words) {
  std::size_t out = 0;
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    for (const char c : scan.word(i)) out += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }
  return out;
}

class Uncased {
 public:
  explicit Uncased(const Scan& scan) : scan_(scan), used_(scan.text->quotations.size(), false) {}

  std::vector<Relation> find() {
    for (std::uint32_t i = 0; i < scan_.count();) {
      const std::uint32_t before = i;
      if (!scan_.skipped[i] && scan_.quote[i] == Scan::kNone) {
        const Mark& mark = scan_.mark(i);
        if (mark.begins(kSourcePreposition))
          i = by_preposition(i);
        else if (mark.begins(kSourcePostposition))
          i = by_postposition(i);
        else if (mark.begins(kSpeechVerb))
          i = by_verb(i);
      }
      i = std::max(i, before + 1);
    }
    return std::move(out_);
  }

 private:
  Range unit(std::uint32_t i) const { return scan_.units[scan_.unit[i]].words; }
  Range words(std::uint32_t quotation) const {
    return {scan_.text->quotations[quotation].first_word,
            scan_.text->quotations[quotation].end_word};
  }

  // The words of [first, end) that say who: without the days, adverbs and particles around them.
  Range source(Range region) const {
    const std::uint64_t aside = kAdverb | kDay | kSubordinator | kParticle | kComplementiser;
    const auto other = [&](std::uint32_t i) {
      return !scan_.mark(i).begins(kUnnamedSource) &&
             (scan_.is(i, aside) || scan_.text->words[i].number ||
              (scan_.is(i, kPreposition) && !scan_.is(i, kRole)));
    };
    while (!region.empty() && other(region.first)) ++region.first;
    std::uint32_t end = region.first;
    while (end < region.end && (end == region.first || !scan_.gap(end, kBreak | kMark))) {
      if (scan_.mark(end).begins(kUnnamedSource)) {
        end += scan_.mark(end).length_of(kUnnamedSource);
        continue;
      }
      if (other(end)) break;
      ++end;
    }
    region.end = std::min(end, region.end);
    return region.size() > kLongestSource ? Range{} : region;
  }

  // The last break at or before word `i`, no earlier than `first`.
  std::uint32_t clause_start(std::uint32_t first, std::uint32_t i) const {
    std::uint32_t start = i;
    first = std::max(first, i > kLongestClause ? i - kLongestClause : 0);
    while (start > first && !scan_.gap(start, kBreak | kMark) &&
           scan_.quote[start - 1] == Scan::kNone) {
      --start;
    }
    return start;
  }

  // The quotation that ends before the cue at `i`, in its unit or right before it.
  std::uint32_t left_of(std::uint32_t i) const {
    const Range all_words = unit(i);
    const std::uint32_t floor = i > kNear ? i - kNear : 0;
    for (std::uint32_t k = i; k > std::max(all_words.first, floor); --k) {
      if (scan_.quote[k - 1] != Scan::kNone) return scan_.quote[k - 1];
      const bool quoted = k > 1 && scan_.quote[k - 2] != Scan::kNone;
      if (!quoted && scan_.gap(k - 1, kEnd)) return Scan::kNone;
    }
    const std::uint32_t first = all_words.first;
    if (first < floor || first == 0 || scan_.quote[first - 1] == Scan::kNone) return Scan::kNone;
    const bool same =
        scan_.units[scan_.unit[first]].paragraph == scan_.units[scan_.unit[first - 1]].paragraph;
    return same && words(scan_.quote[first - 1]).end == first ? scan_.quote[first - 1]
                                                              : Scan::kNone;
  }

  // The quotation that begins behind the cue that ends at `end`.
  std::uint32_t right_of(std::uint32_t i, std::uint32_t end) const {
    const std::uint32_t limit =
        std::min(scan_.count(), end + (scan_.order().verb_first ? kNear : 1));
    for (std::uint32_t k = end; k < limit; ++k) {
      if (k > end && scan_.gap(k, kEnd)) break;
      if (scan_.quote[k] == Scan::kNone) continue;
      const bool near = scan_.unit[k] == scan_.unit[i] || scan_.gap(k, kColon);
      return near && words(scan_.quote[k]).first == k ? scan_.quote[k] : Scan::kNone;
    }
    return Scan::kNone;
  }

  void add(Relation& relation, std::uint32_t quotation) {
    relation.content.push_back({words(quotation), quotation});
    used_[quotation] = true;
  }

  // Who says it, for a cue [i, end): as the language orders its words.
  Range who(std::uint32_t i, std::uint32_t end, std::uint32_t left) const {
    const Range sentence = unit(i);
    if (scan_.order().verb_first) {
      std::uint32_t stop = end;
      while (stop < std::min(sentence.end, end + kNear) && scan_.quote[stop] == Scan::kNone &&
             !scan_.is(stop, kComplementiser) && (stop == end || !scan_.gap(stop, kBreak))) {
        ++stop;
      }
      if (end < scan_.count() && scan_.gap(end, kColon)) stop = end;
      return source({end, stop});
    }
    const std::uint32_t from =
        left != Scan::kNone ? words(left).end : clause_start(sentence.first, i);
    if (!scan_.order().verb_last) return source({from, i});
    // Japanese: before a particle, behind the quotation or before it.
    const auto marked = [&](Range region) -> Range {
      for (std::uint32_t k = region.first; k < region.end; ++k) {
        if (scan_.is(k, kParticle) && k > region.first)
          return source({clause_start(region.first, k), k});
      }
      return {};
    };
    const std::uint32_t first = std::max(sentence.first, i > 200 ? i - 200 : 0);
    if (left == Scan::kNone) return marked({first, i});
    const Range behind = marked({std::min(from + 1, i), i});
    if (!behind.empty()) return behind;
    return marked({first, std::max(first, words(left).first)});
  }

  std::uint32_t by_verb(std::uint32_t i) {
    const std::uint32_t end = i + scan_.mark(i).length_of(kSpeechVerb);
    const Range sentence = unit(i);
    if (end > sentence.end) return end;
    std::uint32_t left = left_of(i), right = right_of(i, end);
    if (left != Scan::kNone && used_[left]) left = Scan::kNone;
    if (right != Scan::kNone &&
        (scan_.gap(words(right).first, kColon) || scan_.order().verb_first)) {
      left = Scan::kNone;
    }
    if (left != Scan::kNone && scan_.order().verb_last) {
      const std::uint32_t behind = words(left).end;
      if (behind >= i || !scan_.is(behind, kComplementiser)) return end;
      right = Scan::kNone;
    }
    if (left != Scan::kNone && scan_.order().verb_first && words(left).end != i) left = Scan::kNone;
    Relation relation;
    relation.cue = {i, end};
    relation.verb = i;
    relation.source = relation.who = who(i, end, left);
    if (left != Scan::kNone) add(relation, left);
    if (right != Scan::kNone && !used_[right]) add(relation, right);
    if (relation.content.empty()) {
      const Range words_said = clause(i, end, relation.source);
      if (words_said.empty() || relation.source.empty()) return end;
      relation.content.push_back({words_said, Scan::kNone});
    }
    out_.push_back(std::move(relation));
    return end;
  }

  // The words [first, end), as far as they can be a clause.
  static Range said(std::uint32_t first, std::uint32_t end) {
    return {first, std::min(end, first + kLongestClause)};
  }

  // What is said without marks.
  Range clause(std::uint32_t i, std::uint32_t end, Range source) const {
    const Range sentence = unit(i);
    if (scan_.order().verb_first) {
      for (std::uint32_t k = std::max(end, source.end); k < std::min(sentence.end, end + kNear);
           ++k) {
        if (scan_.gap(k, kBreak) && k > end) return {};
        if (scan_.is(k, kComplementiser)) return said(k, sentence.end);
      }
      return {};
    }
    if (scan_.order().verb_last) {
      const bool that = i > source.end + 2 && scan_.is(i - 1, kComplementiser);
      return that && !source.empty() ? said(source.end + 1, i - 1) : Range{};
    }
    return end < sentence.end && scan_.gap(end, kComma | kColon) ? said(end, sentence.end)
                                                                 : Range{};
  }

  // "据 X 介绍，…", "بحسب X": returns where to go on.
  std::uint32_t by_preposition(std::uint32_t i) {
    const std::uint32_t begin = i + scan_.mark(i).length_of(kSourcePreposition);
    const Range sentence = unit(i);
    std::uint32_t end = begin;
    while (end < std::min(sentence.end, begin + kNear) && scan_.quote[end] == Scan::kNone &&
           (end == begin || !scan_.gap(end, kBreak)) && !scan_.mark(end).begins(kSpeechVerb)) {
      ++end;
    }
    Relation relation;
    relation.cue = {i, begin};
    relation.verb = i;
    relation.source = relation.who = source({begin, end});
    if (relation.source.empty()) return begin;
    std::uint32_t comma = end;
    while (comma < std::min(sentence.end, end + 4) && !scan_.gap(comma, kBreak)) ++comma;
    const std::uint32_t left = left_of(i);
    if (left != Scan::kNone && words(left).end == i && !used_[left]) {
      add(relation, left);
    } else if (comma < sentence.end && scan_.gap(comma, kComma) &&
               scan_.quote[comma] == Scan::kNone) {
      relation.content.push_back({said(comma, sentence.end), Scan::kNone});
      end = comma;
    } else if (comma < sentence.end && scan_.quote[comma] != Scan::kNone) {
      add(relation, scan_.quote[comma]);
    } else if (const std::uint32_t start = clause_start(sentence.first, i); start + 2 < i) {
      relation.content.push_back({{start, i}, Scan::kNone});
    } else {
      return begin;
    }
    out_.push_back(std::move(relation));
    return std::max(begin, end);
  }

  std::uint32_t by_postposition(std::uint32_t i) {
    const std::uint32_t end = i + scan_.mark(i).length_of(kSourcePostposition);
    const Range sentence = unit(i);
    Relation relation;
    relation.cue = {i, end};
    relation.verb = i;
    relation.source = relation.who = source({clause_start(sentence.first, i), i});
    if (relation.source.empty() || end + 1 >= sentence.end) return end;
    relation.content.push_back({said(end, sentence.end), Scan::kNone});
    out_.push_back(std::move(relation));
    return end;
  }

  const Scan& scan_;
  std::vector<bool> used_;  // quotations
  std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> find_relations_uncased(const Scan& scan) { return Uncased(scan).find(); }

UncasedPeople::UncasedPeople(const Scan& scan, const std::vector<Relation>& relations)
    : scan_(scan) {
  std::size_t next = 0;
  std::vector<Range> sources;
  for (const Relation& relation : relations) {
    if (!relation.who.empty()) sources.push_back(relation.who);
  }
  std::sort(sources.begin(), sources.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  for (std::uint32_t i = 0; i < scan_.count() && people_.size() < kMostPeople;) {
    while (next < sources.size() && sources[next].first < i) ++next;
    if (next < sources.size() && sources[next].first == i) {
      const Parts found = parts(sources[next]);
      if (!found.name.empty()) occurrences_.push_back({i, enter(found.name, found.role)});
      i = std::max(i + 1, sources[next].end);
      continue;
    }
    if (const std::optional<Range> name = name_at(i)) {
      occurrences_.push_back({i, enter(*name, {})});
      i = name->end;
      continue;
    }
    ++i;
  }
}

std::string UncasedPeople::printed(Range words) const {
  return words.empty() ? "" : std::string(scan_.source(scan_.bytes(words)));
}

// A name that nothing but itself shows: a given name and what follows it; a word that begins names,
// at the beginning of a sentence or behind a role, and what follows it.
std::optional<Range> UncasedPeople::name_at(std::uint32_t i) const {
  if (scan_.skipped[i]) return std::nullopt;
  const Range run = scan_.run_of(i);
  constexpr std::uint64_t kNoName = kAdverb | kDay | kParticle | kComplementiser | kSpeechVerb |
                                    kPreposition | kSubordinator | kRole | kTitle;
  const auto follows = [&](std::uint32_t k) {
    return k < run.end && !scan_.gap(k, kBreak | kMark) && !scan_.is(k, kNoName) &&
           !scan_.text->words[k].number;
  };
  if (scan_.is(i, kGivenName) && follows(i + 1)) return Range{i, i + 2};
  if (!scan_.is(i, kSurname)) return std::nullopt;
  const bool starts = i == run.first || scan_.gap(i, kBreak | kMark) || scan_.is(i - 1, kRole);
  if (!starts || !follows(i + 1)) return std::nullopt;
  std::uint32_t end = i + 2;
  // One or two characters behind a surname of one; a word behind a longer one.
  const bool single = letters(scan_, {i + 1, i + 2}) == 1;
  if (single && follows(end) && letters(scan_, {end, end + 1}) == 1) ++end;
  if (letters(scan_, {i, end}) > kLongestName - 2) return std::nullopt;
  return Range{i, end};
}

// The name and the role in the words that say who.
UncasedPeople::Parts UncasedPeople::parts(Range source) const {
  Parts out;
  constexpr std::uint64_t kOther = kRole | kTitle | kOrganisation | kUnnamedSource;
  std::uint32_t role_first = source.end, role_end = source.first;
  bool body = false;
  for (std::uint32_t i = source.first; i < source.end; ++i) {
    if (scan_.is(i, kPersonalPronoun)) return out;
    if (scan_.mark(i).begins(kUnnamedSource)) return {{}, source};
    if (!scan_.mark(i).begins(kOther)) continue;
    body = body || (scan_.is(i, kOrganisation) && !scan_.is(i, kRole));
    role_first = std::min(role_first, i);
    role_end = std::max(role_end, std::min(source.end, i + scan_.mark(i).length_of(kOther)));
  }
  const bool role = role_first < source.end;
  for (std::uint32_t i = source.first; i < source.end && out.name.empty(); ++i) {
    if (scan_.is(i, kGivenName) && i + 1 < source.end && i + 4 >= source.end) {
      out.name = {i, source.end};
      out.role = {source.first, i};
    }
  }
  for (std::uint32_t i = source.first; i < source.end && out.name.empty(); ++i) {
    if (!scan_.is(i, kSurname)) continue;
    std::uint32_t end = i + 1;
    while (end < source.end && !scan_.mark(end).begins(kOther)) ++end;
    const std::size_t size = letters(scan_, {i, end});
    const bool behind = role && role_end <= i;
    if (size < 2 || size > kLongestName || (i > source.first && !behind)) continue;
    out.name = {i, end};
    if (behind) out.role = {source.first, i};
    if (end < source.end) out.role = {end, source.end};
  }
  if (!out.name.empty() || body) return out;
  if (!role) {
    const bool spaced = scan_.order().verb_first;
    const bool short_one = spaced ? source.size() <= 4 : letters(scan_, source) <= kLongestName;
    if (short_one) out.name = source;
  } else if (role_end == source.end && role_first > source.first && !scan_.order().verb_first &&
             scan_.order().verb_last) {
    out.name = {source.first, role_first};  // 三崎市長
    out.role = {role_first, source.end};
  } else if (role_end < source.end && role_first == source.first) {
    const std::uint32_t last = scan_.order().verb_first ? 2 : 4;
    out.name = {source.size() > last + 1 ? source.end - last : role_end, source.end};
    out.role = {source.first, out.name.first};
  }
  return out;
}

std::uint32_t UncasedPeople::enter(Range name, Range role) {
  const std::string text = printed(name);
  bool title = true;
  std::uint64_t gender = 0;
  for (std::uint32_t i = role.first; i < role.end; ++i) title = title && scan_.is(i, kTitle);
  for (std::uint32_t i = std::min(name.first, role.empty() ? name.first : role.first); i < name.end;
       ++i) {
    const std::uint64_t flags = scan_.marks[i].flags & (kMale | kFemale);
    if (gender == 0 && flags != (kMale | kFemale)) gender = flags;
  }
  for (std::uint32_t p = 0; p < people_.size(); ++p) {
    Person& person = people_[p];
    // The surname alone: how a name begins where it begins with it, or its last word.
    const bool begins = person.name.starts_with(text) && scan_.is(name.first, kSurname);
    const bool ends = person.name.ends_with(" " + text);
    if (person.name != text && !begins && !ends) continue;
    if (person.role.empty() && !title) person.role = printed(role);
    if (person.gender == 0) person.gender = gender;
    return p;
  }
  people_.push_back({text, title ? "" : printed(role), gender, name.first});
  return static_cast<std::uint32_t>(people_.size() - 1);
}

Speaker UncasedPeople::resolve(const Relation& relation) const {
  Speaker out;
  if (relation.who.empty()) return out;
  out.span = scan_.bytes(relation.who);
  const auto after =
      std::upper_bound(occurrences_.begin(), occurrences_.end(), relation.who.first,
                       [](std::uint32_t word, const Occurrence& o) { return word < o.word; });
  const auto person = [&](std::uint32_t number) {
    out.kind = Speaker::Kind::kPerson;
    out.name = people_[number].name;
    out.role = people_[number].role;
    return out;
  };
  if (after != occurrences_.begin() && (after - 1)->word == relation.who.first)
    return person((after - 1)->person);
  if (relation.who.size() == 1 && scan_.is(relation.who.first, kPronounM | kPronounF)) {
    const std::uint64_t gender = scan_.is(relation.who.first, kPronounM) ? kMale : kFemale;
    for (auto it = after; it != occurrences_.begin();) {
      --it;
      const std::uint64_t known = people_[it->person].gender;
      if (known == 0 || known == gender) return person(it->person);
    }
    return out;
  }
  bool body = false;
  for (std::uint32_t i = relation.who.first; i < relation.who.end; ++i) {
    if (scan_.mark(i).begins(kUnnamedSource)) {
      out.role = printed(relation.who);
      return out;
    }
    body = body || (scan_.is(i, kOrganisation) && !scan_.is(i, kRole));
  }
  if (body) {
    out.kind = Speaker::Kind::kOrganisation;
    out.name = printed(relation.who);
  } else {
    out.role = printed(relation.who);
  }
  return out;
}

}  // namespace secondsource::attribution
