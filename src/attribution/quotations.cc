#include "attribution/quotations.h"

#include <algorithm>

#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

// Quoted words within a sentence of the writer's: fewer are a term or a scare quote.
constexpr std::uint32_t kSpeechWords = 5;
// Quoted words on their own, as a sentence.
constexpr std::uint32_t kSentenceWords = 3;

class Attachment {
 public:
  Attachment(const Scan& scan, std::vector<Relation>& relations)
      : scan_(scan), relations_(relations), owner_(scan.text->quotations.size(), Scan::kNone) {}

  void run() {
    std::erase_if(relations_, [&](const Relation& relation) { return names_a_term(relation); });
    settle();
    reach_back();
    const auto& quotations = scan_.text->quotations;
    // The relation that spoke last, by unit, while units go by.
    const std::size_t cued = relations_.size();
    std::size_t next = 0;
    std::uint32_t last = Scan::kNone;
    std::uint32_t previous = Scan::kNone;  // the outermost quotation before
    for (std::uint32_t q = 0; q < quotations.size(); ++q) {
      const text::Quotation& quotation = quotations[q];
      if (quotation.depth != 0 || quotation.first_word >= quotation.end_word) continue;
      const std::uint32_t at = quotation.first_word;
      while (next < cued && position(relations_[next]) < at) {
        if (scan_.quote[relations_[next].cue.first] == Scan::kNone)
          last = static_cast<std::uint32_t>(next);
        ++next;
      }
      if (!scan_.skipped[at]) attach(q, last, previous);
      if (owner_[q] != Scan::kNone) last = owner_[q];
      previous = q;
    }
    for (Relation& relation : relations_) {
      std::sort(relation.content.begin(), relation.content.end(),
                [](const Piece& a, const Piece& b) { return a.words.first < b.words.first; });
    }
    std::erase_if(relations_, [](const Relation& relation) { return relation.content.empty(); });
    std::stable_sort(relations_.begin(), relations_.end(),
                     [](const Relation& a, const Relation& b) { return begin(a) < begin(b); });
  }

 private:
  static std::uint32_t position(const Relation& relation) { return relation.cue.first; }
  static std::uint32_t begin(const Relation& relation) {
    std::uint32_t first = relation.content.front().words.first;
    if (!relation.cue.empty()) first = std::min(first, relation.cue.first);
    if (!relation.source.empty()) first = std::min(first, relation.source.first);
    return first;
  }

  // One owner a quotation: "X said: “A.” “B,” said Y" gives B to Y.
  void settle() {
    for (std::uint32_t r = 0; r < relations_.size(); ++r) {
      auto& content = relations_[r].content;
      for (std::size_t p = 0; p < content.size(); ++p) {
        const std::uint32_t q = content[p].quotation;
        if (q == Scan::kNone) continue;
        const std::uint32_t before = owner_[q];
        if (before == Scan::kNone || before == r) {
          owner_[q] = r;
          continue;
        }
        const text::Quotation& quotation = scan_.text->quotations[q];
        const bool led = scan_.gap(quotation.first_word, kColon);
        const bool same = scan_.unit[relations_[r].cue.first] == scan_.unit[quotation.end_word - 1];
        const std::uint32_t loser = led || !same ? r : before;
        if (loser == before) owner_[q] = r;
        std::erase_if(relations_[loser].content,
                      [&](const Piece& piece) { return piece.quotation == q; });
        if (loser == r) --p;
      }
    }
    // A quotation inside of a clause that is said is part of it.
    for (std::uint32_t r = 0; r < relations_.size(); ++r) {
      for (const Piece& piece : relations_[r].content) {
        if (piece.quotation != Scan::kNone) continue;
        for (std::uint32_t i = piece.words.first; i < piece.words.end;) {
          const std::uint32_t q = scan_.quote[i];
          if (q == Scan::kNone) {
            i = scan_.run_of(i).end;
            continue;
          }
          const text::Quotation& quotation = scan_.text->quotations[q];
          // A cue inside of a quotation says nothing of whose that is, unless dashes set it apart.
          const std::uint32_t cue =
              relations_[r].cue.empty() ? Scan::kNone : relations_[r].cue.first;
          const bool inside = !piece.spoken && quotation.closed && cue != Scan::kNone &&
                              cue >= quotation.first_word && cue < quotation.end_word;
          const bool begins = !inside && quotation.first_word >= piece.words.first;
          if (begins && owner_[q] == Scan::kNone) owner_[q] = r;
          i = std::max(i + 1, scan_.text->quotations[q].end_word);
        }
      }
    }
  }

  // "What the company calls the “sunset programme”": a short quotation behind the article is a
  // term.
  bool names_a_term(const Relation& relation) const {
    if (relation.cue.empty() || !scan_.is(relation.cue.end - 1, kTermVerb)) return false;
    const std::uint32_t end = relation.cue.end;
    const auto term = [&](std::uint32_t at, std::uint32_t determiner) {
      const std::uint32_t q = at < scan_.count() ? scan_.quote[at] : Scan::kNone;
      if (q == Scan::kNone || q == scan_.quote[end - 1]) return false;
      const text::Quotation& quotation = scan_.text->quotations[q];
      return quotation.end_word - quotation.first_word < kSpeechWords &&
             scan_.is(determiner, kDeterminer) && !scan_.is(determiner, kIndefinite);
    };
    if (term(end + 1, end)) return true;
    // "was die Firma das „Sonnenprogramm“ nennt"
    const std::uint32_t cue = relation.cue.first;
    const std::uint32_t before = cue > 0 ? scan_.quote[cue - 1] : Scan::kNone;
    if (before == Scan::kNone || before == scan_.quote[cue]) return false;
    const std::uint32_t first = scan_.text->quotations[before].first_word;
    return first > 0 && term(first, first - 1);
  }

  // A quotation that goes on in the next paragraph is of the one whose cue stands there.
  void reach_back() {
    const auto& quotations = scan_.text->quotations;
    std::uint32_t next = Scan::kNone;
    for (auto q = static_cast<std::uint32_t>(quotations.size()); q > 0; --q) {
      const text::Quotation& quotation = quotations[q - 1];
      if (quotation.depth != 0 || quotation.first_word >= quotation.end_word) continue;
      if (next != Scan::kNone && quotations[next].continues && owner_[next] != Scan::kNone &&
          owner_[q - 1] == Scan::kNone && !scan_.skipped[quotation.first_word] &&
          !ends_in_cue(quotation)) {
        owner_[q - 1] = owner_[next];
        relations_[owner_[next]].content.push_back(
            {{quotation.first_word, quotation.end_word}, q - 1});
      }
      next = q - 1;
    }
  }

  // "“We lost the boat, Quill said.": the mark that closes it was forgotten.
  bool ends_in_cue(const text::Quotation& quotation) const {
    const std::uint32_t end = quotation.end_word;
    for (std::uint32_t i = end > quotation.first_word + 4 ? end - 4 : quotation.first_word; i < end;
         ++i) {
      if (i > quotation.first_word && scan_.is(i, kSpeechVerb | kTellingVerb) &&
          scan_.capital(i - 1))
        return true;
    }
    return false;
  }

  // "le thème du « village de la lune »": what an article or a preposition stands before is a term.
  bool modifies(Range words) const {
    constexpr std::uint32_t kLongest = 12;
    const Range unit = scan_.units[scan_.unit[words.first]].words;
    if (words.first == unit.first || words.size() > kLongest) return false;
    return !scan_.gap(words.first, kBreak) && scan_.is(words.first - 1, kDeterminer | kPreposition);
  }

  // "Minister Renard: “…”", "Marta Quill, head of the port: “…”": no title of what follows.
  bool names_somebody(Range words) const {
    std::uint32_t capitals = 0;
    for (std::uint32_t i = words.first; i < words.end; ++i) {
      if (scan_.is(i, kTitle | kRole | kGivenName)) return true;
      if (scan_.capital(i) && !scan_.is(i, kDeterminer | kOrganisation)) ++capitals;
    }
    return capitals >= 2 && !scan_.is(words.first, kDeterminer);
  }

  // "“…” – Marta Quill": a paragraph of a quotation and, behind a dash, a name.
  Range signed_by(Range words) const {
    constexpr std::uint32_t kLongest = 4;
    const Unit& unit = scan_.units[scan_.unit[words.first]];
    std::uint32_t end = unit.words.end;
    std::uint32_t number = scan_.unit[words.first];
    if (words.first != unit.words.first) return {};
    if (words.end == end && number + 1 < scan_.units.size() &&
        scan_.units[number + 1].paragraph == unit.paragraph) {
      end = scan_.units[++number].words.end;
    }
    if (words.end >= end || end - words.end > kLongest) return {};
    if (!scan_.gap(words.end, kDash) || scan_.quote[words.end] != Scan::kNone) return {};
    const bool last =
        number + 1 == scan_.units.size() || scan_.units[number + 1].paragraph != unit.paragraph;
    Range name{words.end, words.end};
    while (
        name.end < end && (name.empty() || !scan_.gap(name.end, kBreak)) &&
        !scan_.is(name.end, kVerb | kAuxiliary | kDeterminer | kPreposition | kPersonalPronoun)) {
      ++name.end;
    }
    const bool whole = name.end == end || scan_.gap(name.end, kComma);
    return last && whole ? name : Range{};
  }

  bool title(const text::Quotation& quotation) const {
    const std::uint32_t at = quotation.first_word;
    const std::uint32_t size = quotation.end_word - at;
    const Range run = at > 0 ? scan_.run_of(at - 1) : Range{};
    for (std::uint32_t k = at; k > run.first && at - k < 3; --k) {
      if (scan_.is(k - 1, kNaming)) return size <= 10;
      if (scan_.is(k - 1, kWork)) return size <= 15;
    }
    if (size > 10) return false;
    return !scan_.order().participle_last && titled(scan_, {at, quotation.end_word});
  }

  void attach(std::uint32_t q, std::uint32_t last, std::uint32_t previous) {
    if (owner_[q] != Scan::kNone) return;
    const text::Quotation& quotation = scan_.text->quotations[q];
    const Range words{quotation.first_word, quotation.end_word};
    const Unit& unit = scan_.units[scan_.unit[words.first]];
    const auto continue_with = [&](std::uint32_t relation) {
      relations_[relation].content.push_back({words, q});
      owner_[q] = relation;
    };
    if (quotation.continues && previous != Scan::kNone && owner_[previous] != Scan::kNone) {
      return continue_with(owner_[previous]);
    }
    const bool whole = words.first == unit.words.first && words.end == unit.words.end;
    if (scan_.gap(words.first, kColon) && words.first > 0 && words.size() >= kSentenceWords &&
        !scan_.skipped[words.first - 1] && scan_.quote[words.first - 1] == Scan::kNone) {
      // "Jared Potts echoed:", with a verb that no list has; "Reuters: Jared Potts on the strike:"
      const Range frame = scan_.run_of(words.first - 1);
      NounPhrase source = clause_subject(scan_, frame);
      for (std::uint32_t i = words.first - 1; i > frame.first; --i) {
        if (!scan_.gap(i, kColon)) continue;
        const NounPhrase named = clause_subject(scan_, {i, frame.end});
        if (!named.words.empty() && names_somebody(named.head)) source = named;
        break;
      }
      if (!source.words.empty() &&
          (source.words.end < words.first || names_somebody(source.head)) && !title(quotation)) {
        Relation relation;
        relation.content.push_back({words, q});
        relation.source = source.words;
        relation.who = source.head;
        relations_.push_back(std::move(relation));
        owner_[q] = static_cast<std::uint32_t>(relations_.size() - 1);
        return;
      }
    }
    if (const Range name = signed_by(words); !name.empty() && words.size() >= kSentenceWords) {
      Relation relation;
      relation.content.push_back({words, q});
      relation.source = relation.who = name;
      relations_.push_back(std::move(relation));
      owner_[q] = static_cast<std::uint32_t>(relations_.size() - 1);
      return;
    }
    if (!whole) {
      if (words.size() < kSpeechWords || title(quotation) || modifies(words)) return;
      Relation relation;
      relation.content.push_back({words, q});
      relations_.push_back(std::move(relation));
      owner_[q] = static_cast<std::uint32_t>(relations_.size() - 1);
      return;
    }
    const std::uint32_t number = scan_.unit[words.first];
    const bool opens = number == 0 || scan_.units[number - 1].paragraph != unit.paragraph;
    const bool before = last != Scan::kNone && number > 0;
    if (before && !opens) {
      // The sentence before was this speaker's: a direct quotation goes on.
      const std::uint32_t end = last_word(relations_[last]);
      const bool adjacent = end > 0 && scan_.unit[end - 1] + 1 == number;
      if (adjacent && relations_[last].content.front().quotation != Scan::kNone) {
        return continue_with(last);
      }
    }
    if (words.size() < kSentenceWords || title(quotation)) return;
    Relation relation;
    relation.content.push_back({words, q});
    if (before) {
      const std::uint32_t end = last_word(relations_[last]);
      const std::uint32_t paragraph = scan_.units[scan_.unit[end - 1]].paragraph;
      if (paragraph + 1 >= unit.paragraph) {
        relation.inherits = true;
        relation.who = relations_[last].who;
      }
    }
    relations_.push_back(std::move(relation));
    owner_[q] = static_cast<std::uint32_t>(relations_.size() - 1);
  }

  static std::uint32_t last_word(const Relation& relation) {
    std::uint32_t end = std::max(relation.cue.end, relation.source.end);
    return relation.content.empty() ? end : std::max(end, relation.content.back().words.end);
  }

  const Scan& scan_;
  std::vector<Relation>& relations_;
  std::vector<std::uint32_t> owner_;  // of each quotation: a relation, or kNone
};

}  // namespace

bool titled(const Scan& scan, Range words) {
  std::uint32_t capitals = 0, counted = 0;
  for (std::uint32_t k = words.first; k < words.end; ++k) {
    if (scan.gap(k, kJoint) && k > words.first) continue;
    if (scan.is(k, kDeterminer | kPreposition | kSubordinator) && k > words.first &&
        !scan.capital(k))
      continue;
    ++counted;
    if (scan.capital(k) || scan.text->words[k].number) ++capitals;
  }
  return counted >= 2 && capitals == counted;
}

void attach_quotations(const Scan& scan, std::vector<Relation>& relations) {
  Attachment(scan, relations).run();
}

}  // namespace secondsource::attribution
