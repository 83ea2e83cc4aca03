#include <algorithm>

#include "attribution/features.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kNear = 6;  // words in which a subject and a clause are looked for

bool closes(std::uint8_t gap) { return gap != 0 && gap != kJointGap; }

// What stands before the word as its subject might, and how far: a pronoun, a name, a role; else
// whether a verb or a comma comes first.
std::uint64_t subject_before(const View& view, Range words, std::uint32_t i) {
  constexpr std::uint64_t kSomebody = 40, kNobody = 41;
  constexpr std::uint8_t kGroup = 14, kPerson = 18;  // nouns
  for (std::uint32_t d = 1; d <= kNear && i >= words.first + d; ++d) {
    const std::uint8_t kind = view.kind[i - d];
    const std::uint64_t far = std::min<std::uint64_t>(d, 4);
    if ((kind >= kPronounKind && kind <= kOtherPronounKind) || kind == kRolesKind ||
        kind == kRoleKind || kind == kTitleKind || kind == kGivenNameKind ||
        kind == kOrganisationKind || kind == kCapitalKind) {
      return std::uint64_t{kind} << 4 | far;
    }
    if (view.word[i - d].noun == kPerson || view.word[i - d].noun == kGroup)
      return kSomebody << 4 | far;
    if (verb_kind(kind) || view.gap[i - d + 1] == kCommaGap) return kNobody << 4 | far;
  }
  return 0;
}

// What comes first after the word, and how far: "that", a quotation, punctuation, a verb.
std::uint64_t clause_after(const Scan& scan, const View& view, Range words, std::uint32_t i) {
  const bool quoted = scan.quote[i] != Scan::kNone;
  for (std::uint32_t d = 1; d <= kNear && i + d < words.end; ++d) {
    const std::uint8_t kind = view.kind[i + d];
    const std::uint64_t far = std::min<std::uint64_t>(d, 4);
    if (kind == kComplementiserKind) return 1 << 4 | far;
    if (scan.quote[i + d] != Scan::kNone && !quoted) return 2 << 4 | far;
    if (closes(view.gap[i + d])) return 3 << 4 | far;
    if (verb_kind(kind) || kind == kAuxiliaryKind) return 4 << 4 | far;
  }
  return 0;
}

// 2 when a quotation of more than three words stands among them, 1 for a shorter one.
std::uint64_t quotations_among(const Scan& scan, Range words) {
  std::uint64_t out = 0;
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    if (scan.quote[i] == Scan::kNone) continue;
    const text::Quotation& quotation = scan.text->quotations[scan.quote[i]];
    out = std::max<std::uint64_t>(out, quotation.end_word - quotation.first_word > 3 ? 2 : 1);
  }
  return out;
}

}  // namespace

void cue_lattice(const Scan& scan, const View& view, Range words, Lattice& out) {
  out.clear();
  const auto& text = scan.text->words;
  const auto word = [&](std::uint32_t i, int offset) -> std::uint64_t {
    const std::int64_t k = std::int64_t{i} + offset;
    return k < words.first ? 1 : k >= words.end ? 2 : text[static_cast<std::size_t>(k)].hash;
  };
  const auto kind = [&](std::uint32_t i, int offset) -> std::uint64_t {
    const std::int64_t k = std::int64_t{i} + offset;
    return k < words.first ? 60 : k >= words.end ? 61 : view.kind[static_cast<std::size_t>(k)];
  };
  const auto gap = [&](std::uint32_t i) -> std::uint64_t { return view.gap[i]; };
  static const WordClass kNothing;
  const auto at = [&](std::uint32_t i, int offset) -> const WordClass& {
    const std::int64_t k = std::int64_t{i} + offset;
    return k < words.first || k >= words.end ? kNothing : view.word[static_cast<std::size_t>(k)];
  };
  const std::uint64_t quotes = quotations_among(scan, words);
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    const std::uint64_t w = word(i, 0), before = word(i, -1), after = word(i, 1);
    const std::uint64_t k = kind(i, 0), kb = kind(i, -1), ka = kind(i, 1);
    const std::uint64_t quoted = scan.quote[i] == Scan::kNone ? 0 : 1 + view.titled[scan.quote[i]];
    const std::uint64_t gb = gap(i), ga = gap(i + 1);
    FeatureWriter add(out.emission, FeatureWriter::kMost, 0);
    add(0);
    add(w);
    add(before);
    add(after);
    add(word(i, -2));
    add(word(i, 2));
    add(before, w * 3);
    add(w, after * 3);
    add(k);
    add(kb << 16 | k << 8 | ka);
    add(kb, w);
    add(ka, w);
    add(view.ending[i], k);
    add(view.ending[i], kb << 8 | gb);
    add(gb << 8 | k, w);
    add(ga << 8 | k, w);
    add(view.rule_cue[i], k);
    add(view.rule_cue[i], w);
    add(quoted << 8 | k);
    add(quoted, w);
    add(kind(i, -2) << 16 | kb << 8 | k);
    add(k << 16 | ka << 8 | kind(i, 2));
    add(gb << 24 | ga << 16 | kb << 8 | k, ka);
    add(before * 5 + after, w * 3);
    add(w * 7 + after, word(i, 2) * 3);
    add(word(i, -2) * 7 + before, w * 3);
    add(kind(i, -2) << 24 | kb << 16 | k << 8 | ka, kind(i, 2));
    add(view.ending[i], ka << 8 | ga);
    add(gb << 8 | ga, quoted);
    const WordClass& c = at(i, 0);
    const WordClass& cb = at(i, -1);
    const WordClass& ca = at(i, 1);
    const WordClass& cbb = at(i, -2);
    const WordClass& caa = at(i, 2);
    add.go_on(40);
    add(c.tag, k);
    add(cb.tag << 8 | c.tag, gb);
    add(c.tag << 8 | ca.tag, ga);
    add(cb.tag << 16 | c.tag << 8 | ca.tag);
    add(cbb.tag << 16 | cb.tag << 8 | c.tag);
    add(c.tag << 16 | ca.tag << 8 | caa.tag);
    // What the word is about, by a dictionary.
    const std::uint64_t sense = std::uint64_t{c.tag} << 16 | std::uint64_t{c.verb} << 8 | c.says;
    add.go_on(50);
    add(sense, k);
    add(sense, cb.tag << 8 | kb);
    add(sense, ca.tag << 8 | ka);
    add(sense, ga << 8 | gb);
    add(sense, view.rule_cue[i]);
    add(c.noun << 8 | c.tag, kb << 8 | ka);
    add(std::uint64_t{c.verb} << 8 | c.noun, quoted);
    // All forms of the word together.
    const std::uint64_t lemma = c.lemma != 0 ? c.lemma : w;
    add.go_on(60);
    add(lemma);
    add(lemma, c.tag);
    add(lemma, kb << 8 | gb);
    add(lemma, ka << 8 | ga);
    add(lemma, after);
    add(lemma, before);
    // Words that stand between the same words.
    add.go_on(70);
    add(c.fine);
    add(c.fine, kb << 8 | gb);
    add(c.fine, ka << 8 | ga);
    add(cb.fine);
    add(ca.fine);
    add(cb.coarse << 16 | c.coarse << 8 | ca.coarse, 1);
    add(cb.fine << 8 | c.fine, 2);
    add(c.fine << 8 | ca.fine, 3);
    add(lemma, cb.fine);
    add(lemma, ca.fine);
    add(cbb.coarse << 16 | cb.coarse << 8 | c.coarse, 4);
    add(c.coarse << 16 | ca.coarse << 8 | caa.coarse, 5);
    // A few words around.
    const std::uint64_t subject = subject_before(view, words, i),
                        clause = clause_after(scan, view, words, i);
    add.go_on(90);
    add(subject, sense);
    add(clause, sense);
    add(subject << 16 | clause, sense);
    add(subject, lemma);
    add(clause, lemma);
    add(subject << 16 | clause, c.fine);
    add(quotes, sense);
    add(quotes, lemma);
    add(quotes, w);
    add(std::min<std::uint64_t>(i - words.first, 3) << 8 |
            std::min<std::uint64_t>(words.end - i, 3),
        sense);
    add.close();
    FeatureWriter pair(out.transition, FeatureWriter::kMostPairs, 0);
    pair(0);
    pair(kb << 8 | k, gb);
    pair(w);
    pair(before);
    pair(before, w);
    pair(gb);
    pair.close();
    out.close({c.vector, view.kind[i],
               static_cast<std::uint8_t>(gb | std::min<std::uint64_t>(quoted, 1) << 4),
               static_cast<std::uint8_t>((view.rule_cue[i] * 3 + quotes) * 3 + quoted)});
  }
}

}  // namespace secondsource::attribution
