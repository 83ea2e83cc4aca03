#include "attribution/clause.h"

#include <algorithm>
#include <optional>

#include "attribution/source.h"
#include "attribution/verb.h"

namespace secondsource::attribution {
namespace {

// Words of a clause that is said; what is longer is no sentence, and would cost each of its cues.
constexpr std::uint32_t kLongestClause = 300;
constexpr std::uint32_t kLeastTold = 3;  // words before "as Quill said"
constexpr std::uint16_t kEnd = kStop | kQuestion | kExclamation | kSemicolon | kNewline;

class Clauses {
 public:
  explicit Clauses(const Scan& scan) : scan_(scan) {}

  std::vector<Relation> find() {
    for (std::uint32_t i = 0; i < scan_.count(); ++i) {
      if (scan_.skipped[i]) continue;
      const Mark& mark = scan_.marks[i];
      if (mark.phrase & kSourcePreposition) {
        const std::size_t before = out_.size();
        by_preposition(i, mark.length);
        if (out_.size() > before) i += mark.length - 1u;  // "peut-on lire dans"
      } else if ((mark.is(kSourcePreposition) && !mark.is(kVerb)) ||
                 (mark.is(kFrontPreposition) && i == scan_.clause(i).first && somebody(i + 1))) {
        by_preposition(i, 1);
      } else if (mark.phrase & kSourcePostposition) {
        i += mark.length - 1u;  // "eigenen Angaben zufolge" names nobody
      } else if (mark.is(kSourcePostposition)) {
        by_postposition(i);
      } else if (mark.begins(kVerb | kSplitVerb)) {
        by_verb(i);
      }
    }
    return std::move(out_);
  }

 private:
  bool is(std::uint32_t i, std::uint64_t flags) const { return scan_.is(i, flags); }
  bool gap(std::uint32_t i, std::uint16_t any) const { return scan_.gap(i, any); }
  bool quoted(std::uint32_t i) const { return scan_.quote[i] != Scan::kNone; }

  // The quotation, one level deeper than word `i`, that begins (or ends) at word `at`.
  std::uint32_t quotation_at(std::uint32_t i, std::uint32_t at) const {
    if (at >= scan_.count()) return Scan::kNone;
    return quoted(i) ? scan_.inner[at] : scan_.quote[at];
  }

  // Whether a person, by role or name, is named at word `i`: "Para | el ministro".
  bool somebody(std::uint32_t i) const {
    if (i >= scan_.count()) return false;
    const NounPhrase source = noun_phrase_after(scan_, i, scan_.run_of(i).end);
    for (std::uint32_t k = source.head.first; k < source.head.end; ++k) {
      if (is(k, kLinkingPreposition | kPreposition)) break;  // "for the cream of | Dr. Quill"
      if (is(k, kRole | kTitle) || (is(k, kGivenName) && scan_.capital(k))) return true;
    }
    return false;
  }

  // Where a clause that began at `first` ends: its sentence's end, or before what another cue
  // takes.
  std::uint32_t clause_end(std::uint32_t first, std::uint32_t limit) const {
    limit = std::min(limit, first + kLongestClause);
    for (std::uint32_t i = first + 1; i < limit; ++i) {
      if (gap(i, kSemicolon)) return i;
      if (scan_.quote[i] != scan_.quote[first] && quoted(i)) continue;
      if (gap(i, kComma) && (is(i, kVerb) || scan_.mark(i).begins(kSourcePreposition)) &&
          !is(i, kBaseForm)) {
        // ", saying that …", ", according to …"
        if (!is(i, kVerb) || scan_.gerund_like(i)) return i;
      }
      if (is(i, kSubordinator) && !is(i, kComplementiser) && i + 1 < limit) {
        // "and added that", "but Jones said"
        std::uint32_t k = i + 1;
        while (k < limit && is(k, kAdverb)) ++k;
        if (k < limit && is(k, kSpeechVerb) && !noun_use(scan_, k) && !is(k, kBaseForm)) return i;
        if (gap(i, kComma)) {
          for (std::uint32_t m = k; m < std::min(limit, k + 8); ++m) {
            if (m > k && gap(m, kBreak)) break;
            if (is(m, kSpeechVerb) && !noun_use(scan_, m) && !is(m, kBaseForm) && m > k) return i;
          }
        }
      }
    }
    return limit;
  }

  static bool add(Relation& relation, Range words, std::uint32_t quotation = Scan::kNone) {
    if (words.empty()) return false;
    // The end that lies away from the cue is cut.
    if (quotation == Scan::kNone && words.size() > kLongestClause) {
      if (words.first >= relation.cue.end)
        words.end = words.first + kLongestClause;
      else
        words.first = words.end - kLongestClause;
    }
    relation.content.push_back({words, quotation});
    return true;
  }

  Range quoted_words(std::uint32_t quotation) const {
    const text::Quotation& q = scan_.text->quotations[quotation];
    return {q.first_word, q.end_word};
  }

  // Of what `who` said by a verb at word `i`, with no content yet.
  static Relation spoken(const Verb& verb, std::uint32_t i, const NounPhrase& who) {
    Relation relation;
    relation.cue = verb.group;
    relation.verb = i;
    relation.source = who.words;
    relation.who = who.head;
    relation.speech = true;
    return relation;
  }

  // "Alle sind in Sicherheit. Das teilte die Polizei am Montag mit.": the sentence before is what
  // was said, where nobody is its source already.  Whether the verb is such a one.
  bool sums_up(const Verb& verb, std::uint32_t i, Range clause) {
    const std::uint32_t unit = scan_.unit[i];
    if (!scan_.order().participle_last || verb.subject_before != clause.first + 1 ||
        !is(clause.first, kPronounOther) || !is(i, kSpeechVerb | kSplitVerb) || unit == 0 ||
        scan_.units[unit].words.first != clause.first ||
        scan_.units[unit - 1].paragraph != scan_.units[unit].paragraph) {
      return false;
    }
    const Range said = scan_.units[unit - 1].words;
    const NounPhrase who = noun_phrase_after(scan_, verb.subject_after, clause.end);
    if (who.words.empty() || said.size() < 3 || is(who.words.first, kPersonalPronoun)) return false;
    for (std::uint32_t k = said.first; k < said.end; ++k) {
      if (quoted(k)) return false;
    }
    // "Das erklärte Ziel der Stadt ist …"
    for (std::uint32_t k = who.words.end; k < clause.end && !gap(k, kComma); ++k) {
      if (is(k, kAuxiliary)) return false;
    }
    const bool another = !out_.empty() && scan_.unit[out_.back().cue.first] >= unit - 1;
    if (another) return true;
    Relation relation = spoken(verb, i, who);
    add(relation, said);
    push(relation, true);
    return true;
  }

  // "Der Hafen bleibt zu, | wie Marta Quill sagte", "come ha detto Marta Quill": what stands before
  // is what was said.  Whether the verb is of such a clause.
  bool refers_back(const Verb& verb, std::uint32_t i, Range run) {
    const text::Language::Index& as = scan_.text->language->index("as");
    if (!(verb.flags & (kSpeechVerb | kQuotingVerb))) return false;
    std::uint32_t at = verb.group.first;
    while (at > run.first && verb.group.first - at < kNear && !gap(at, kBreak)) --at;
    if (at >= verb.group.first || !as.contains(scan_.word(at))) return false;
    NounPhrase who = noun_phrase_after(scan_, at + 1, verb.group.first);
    // "comme l'a dit Marta Quill", "según confirmó ayer la alcaldesa"
    if (who.words.empty() || is(who.words.end - 1, kAuxiliary))
      who =
          noun_phrase_after(scan_, skip_adverbials(scan_, verb, verb.words.end, run.end), run.end);
    if (who.words.empty() || !can_be_source(scan_, who.head) ||
        is(who.words.first, kImpersonal | kPronounFirst)) {
      return false;
    }
    Relation relation = spoken(verb, i, who);
    const std::uint32_t left = at > 0 ? quotation_at(i, at - 1) : Scan::kNone;
    if (left != Scan::kNone && quoted_words(left).end == at) {
      add(relation, quoted_words(left), left);
    } else if (gap(at, kComma) && at > run.first + kLeastTold &&
               run.first == scan_.units[scan_.unit[i]].words.first) {
      add(relation, {content_start(run, at), at});
    } else {
      return false;
    }
    push(relation, true);
    return true;
  }

  // "El fuego, | dijo, | no lo apaga el agua": who was spoken of last.  Whether the verb stands so.
  bool set_off(const Verb& verb, std::uint32_t i, Range run, Range clause) {
    const std::uint32_t first = verb.group.first, behind = verb.words.end;
    if (!scan_.order().no_subject || verb.participle || !(verb.flags & kSpeechVerb) ||
        first < run.first + 2 || behind + 1 >= run.end || !gap(first, kComma) ||
        !gap(behind, kComma)) {
      return false;
    }
    Relation relation = spoken(verb, i, {});
    relation.dropped = true;
    add(relation, {content_start(run, first), first});
    add(relation, {behind, clause_end(behind, clause.end)});
    push(relation, true);
    return true;
  }

  void by_verb(std::uint32_t i) {
    const std::optional<Verb> verb = verb_at(scan_, i);
    if (!verb) return;
    const Range run = scan_.run_of(i);
    Range clause = scan_.clause(i);
    if (sums_up(*verb, i, clause) || refers_back(*verb, i, run) || set_off(*verb, i, run, clause)) {
      return;
    }
    Subject subject = subject_of(scan_, *verb);
    if (subject.inherits && (out_.empty() || scan_.unit[out_.back().cue.first] != scan_.unit[i])) {
      // The verb before is no cue: the subject is what the sentence begins with.
      const NounPhrase first = clause_subject(scan_, {run.first, verb->group.first});
      if (first.words.empty()) {
        if (verb->participle) return;
        subject.inherits = false;
      } else {
        subject = {first.words, first.head, false, false};
      }
    }
    if (!subject.words.empty() && subject.words.size() == 1 &&
        is(subject.words.first, kImpersonal) && !is(subject.words.first, kPronounM)) {
      return;
    }
    // A bare plural's verb ("officials say") or a pronoun's: a base form after anything else is a
    // noun.
    if ((verb->flags & kBaseForm) && !is(i, kSpeechVerb) && subject.words.empty()) return;
    // An infinitive, where a verb needs no subject.
    if ((verb->flags & kBaseForm) && scan_.order().no_subject) return;

    Relation relation;
    relation.cue = verb->group;
    relation.verb = i;
    relation.source = subject.words;
    relation.who = subject.who;
    relation.inherits = subject.inherits;
    relation.speech =
        (verb->flags & (kSpeechVerb | kQuotingVerb | kOrderingVerb | kCharacterisingVerb)) != 0;
    relation.dropped =
        scan_.order().no_subject && subject.words.empty() && !subject.inherits && !verb->participle;
    bool has_subject = !subject.words.empty() || subject.inherits || relation.dropped;

    const std::uint32_t begin = std::min(
        verb->subject_before, subject.words.empty() ? verb->group.first : subject.words.first);
    if (subject.after)
      relation.source.end = subject.words.end = with_anonymity(scan_, subject.words, run);
    const std::uint32_t end =
        std::max(verb->words.end, subject.words.empty() ? 0 : subject.words.end);

    // A quotation that ends right before the cue's words; one that begins after them.
    std::uint32_t left = Scan::kNone, right = Scan::kNone;
    if (begin == run.first && begin > clause.first) left = quotation_at(i, begin - 1);
    if (begin == run.first && begin > 0 && left == Scan::kNone && begin == clause.first &&
        !scan_.text->paragraphs.empty() &&
        scan_.units[scan_.unit[begin]].paragraph == scan_.units[scan_.unit[begin - 1]].paragraph) {
      left = quotation_at(i, begin - 1);  // the sentence before is the quotation
      if (left != Scan::kNone && quoted_words(left).end != begin) left = Scan::kNone;
    }
    if (dialogue(relation, subject, {begin, end})) return;
    if (left != Scan::kNone && subject.words.empty() && scan_.order().verb_last) {
      // Quill, “…” dedi: the one who speaks stands before the quotation.
      const std::uint32_t quotation = quoted_words(left).first;
      if (quotation > clause.first && !quoted(quotation - 1)) {
        const NounPhrase first = clause_subject(scan_, scan_.run_of(quotation - 1));
        relation.source = first.words;
        relation.who = first.head;
        has_subject |= !first.words.empty();
      }
    }
    std::uint32_t that = Scan::kNone;
    std::uint32_t colon = Scan::kNone;
    for (std::uint32_t k = end; k < std::min(run.end, end + kNear); ++k) {
      if (gap(k, kColon)) {
        colon = k;
        break;
      }
      if (k > end && gap(k, kEnd | kDash)) break;
      if (is(k, kComplementiser) && only_adverbials_or_listener(*verb, end, k)) {
        that = k;
        break;
      }
      if (k > end && is(k, kSpeechVerb) && !noun_use(scan_, k)) break;
    }
    if (colon == Scan::kNone && run.end < scan_.count() && gap(run.end, kColon)) colon = run.end;
    const bool right_near = run.end <= end + kNear && run.end < scan_.count();
    if (right_near && that == Scan::kNone) {
      right = quotation_at(i, run.end);
      if (right != Scan::kNone && quoted_words(right).first != run.end) right = Scan::kNone;
      // A quotation of another paragraph follows only a colon.
      if (right != Scan::kNone && scan_.unit[run.end] != scan_.unit[i] && !gap(run.end, kColon)) {
        right = Scan::kNone;
      }
    }

    // sagte dem „Hafenkurier“, er sei …: a quoted name is the listener.
    std::uint32_t listener = Scan::kNone;
    if (right != Scan::kNone && left == Scan::kNone && run.end > end && colon == Scan::kNone) {
      const Range words = quoted_words(right);
      if (words.size() <= 3 && is(run.end - 1, kDeterminer | kOutletNoun | kPreposition) &&
          scan_.capital(words.first) && words.end + 2 < clause.end && gap(words.end, kComma)) {
        listener = words.end;
        right = Scan::kNone;
        that = is(listener, kComplementiser) ? listener : that;
      }
    }
    if (left != Scan::kNone && right != Scan::kNone && run.end == end &&
        quoted_words(left).size() < 3 && quoted_words(right).size() > 3 &&
        !gap(run.end, kComma | kEnd | kDash | kEllipsis)) {
      left = Scan::kNone;  // In “On Piers”, writes Quill “a pier is …”: a title
    }
    if (left != Scan::kNone) {
      // "…," he said.  After a stop the words before belong to somebody else, unless nothing is
      // said here.
      const Range words = quoted_words(left);
      const bool first_here = out_.empty() || scan_.unit[out_.back().cue.first] != scan_.unit[i];
      if (!quoted(i) && words.first > clause.first + 1 && first_here && !scan_.order().verb_last &&
          scan_.unit[words.first] == scan_.unit[i] && !gap(words.first, kColon | kComma | kStop)) {
        // The plan was “a disgrace”, he said: the sentence before is the content.
        add(relation, {clause.first, words.end});
      } else {
        add(relation, words, left);
      }
      if (right != Scan::kNone && gap(run.end, kComma | kStop | kColon | kDash | kEllipsis |
                                                   kSemicolon | kQuestion | kExclamation)) {
        add(relation, quoted_words(right), right);
      }
      // "…“, sagte Quill, wie Reuters berichtet": who has it, no second content.
      std::uint32_t last = std::min(run.end, that == Scan::kNone ? 0 : that + kNear);
      for (std::uint32_t k = that; k != Scan::kNone && k + 1 < last; ++k) {
        if (gap(k + 1, kBreak)) last = k + 1;
      }
      bool named = false;
      for (std::uint32_t k = that; k != Scan::kNone && k + 1 < last; ++k) named |= scan_.capital(k);
      const bool has_it = last > 0 && that + 1 < last && gap(that, kComma) &&
                          ((is(last - 1, kSpeechVerb) && named) || is(last - 1, kOutletNoun));
      // "«…», dijo Vidal, según el Diario, que cita …" goes on with the outlet.
      const bool apart = that != Scan::kNone && gap(that, kComma) && !scan_.order().participle_last;
      const bool more = that != Scan::kNone && that + 2 < run.end && !has_it && !apart;
      if (more) {
        // "A," he said that …: two contents; the clause after is the sentence's own.
        relation.content.clear();
        add(relation, {that, clause_end(that, clause.end)});
      }
      push(relation, has_subject);
      return;
    }
    if (colon != Scan::kNone && right != Scan::kNone) {
      add(relation, quoted_words(right), right);
      push(relation, has_subject);
      return;
    }
    if (right != Scan::kNone && direct_lead(*verb, end, run.end)) {
      add(relation, quoted_words(right), right);
      // He said "it was over" for the town: the sentence goes on, so its clause is the content.
      const Range words = quoted_words(right);
      if (!gap(run.end, kComma | kColon) && words.end < clause.end &&
          !gap(words.end, kComma | kEnd)) {
        relation.content.clear();
        add(relation, {words.first, clause_end(words.first, clause.end)});
      }
      push(relation, has_subject);
      return;
    }
    if (that != Scan::kNone) {
      if (!(verb->flags & (kSpeechVerb | kThoughtVerb | kOrderingVerb))) return;
      const std::uint32_t stop = clause_end(that, clause.end);
      if (stop > that + 1) add(relation, {that, stop});
      push(relation, has_subject);
      return;
    }
    if (colon != Scan::kNone && colon < clause.end) {
      add(relation, {colon, clause.end});
      push(relation, has_subject);
      return;
    }
    if (!(verb->flags & (kSpeechVerb | kThoughtVerb | kStanceVerb | kCharacterisingVerb)) &&
        !(gap(begin, kComma))) {
      return;
    }
    if (listener != Scan::kNone) {
      add(relation, {listener, clause_end(listener, clause.end)});
      push(relation, has_subject);
      return;
    }
    // No "that", no quotation beside it: the words before, around or after.
    const bool commas = scan_.order().participle_last;  // begin what is said
    const std::uint32_t rest =
        commas && gap(end, kComma) ? end : skip_adverbials(scan_, *verb, end, run.end);
    const bool comma_before = begin > run.first && gap(begin, kComma) && begin > run.first + 1;
    const bool comma_after = rest < clause.end && gap(rest, kComma);
    const bool nothing_after =
        rest >= clause.end || (only_adverbials(scan_, end, clause.end) && comma_before &&
                               (subject.after || !comma_after));
    const bool participle_after = rest < run.end && scan_.gerund_like(rest) && is(rest, kVerb);
    if (!(verb->flags & (kSpeechVerb | kThoughtVerb))) {
      if (right == Scan::kNone && !characterised(clause, rest)) return;
      add(relation, {rest, clause_end(rest, clause.end)});
      push(relation, has_subject);
      return;
    }
    if (comma_before && (nothing_after || (comma_after && participle_after) ||
                         (subject.after && begin > run.first + 3))) {
      add(relation, {content_start(run, begin), begin});
      push(relation, has_subject && begin > run.first + 2);
      return;
    }
    if (comma_before && comma_after && !verb->participle && !subject.inherits) {
      add(relation, {content_start(run, begin), begin});
      add(relation, {rest, clause_end(rest, clause.end)});
      push(relation, has_subject);
      return;
    }
    if (rest + 1 < clause.end) {
      // "spoke in Vessen": an adverbial alone says nothing, but "sagte, in Vessen lache man" is a
      // clause.
      if (is(rest, kPreposition) && !(commas && comma_after) && !has_auxiliary(rest, clause.end)) {
        return;
      }
      const bool object_only = (verb->flags & kThoughtVerb) && !clause_follows(rest, clause.end);
      if (object_only || !has_subject) return;
      // A comma before the clause: German says it so; in English the verb then has no clause.
      if (comma_after && rest == end && !commas) return;
      // German puts one before every clause that is said, and none before what is asked for.
      if (commas && !comma_after && !(verb->flags & kOrderingVerb)) return;
      add(relation, {rest, clause_end(rest, clause.end)});
      push(relation, has_subject && relation.content.back().words.size() > 1);
    }
  }

  // Words whose speaker dashes tell: «We leave, — said Quill. — Go home», or a paragraph that
  // begins with one.  `cue`: the words of the cue and of its subject.
  bool dialogue(Relation& relation, const Subject& subject, Range cue) {
    const std::uint32_t i = relation.verb;
    if (!subject.after && !relation.dropped) return false;
    if (!is(i, kSpeechVerb | kQuotingVerb)) return false;
    Range region;
    if (quoted(i)) {
      if (scan_.inner[i] != Scan::kNone || !gap(cue.first, kDash)) return false;
      region = quoted_words(scan_.quote[i]);
    } else {
      const ByteSpan paragraph = scan_.text->paragraphs[scan_.units[scan_.unit[i]].paragraph];
      region = {static_cast<std::uint32_t>(scan_.text->word_at(paragraph.begin)),
                static_cast<std::uint32_t>(scan_.text->word_at(paragraph.end))};
      if (!gap(region.first, kDash) || quoted(region.first)) return false;
      if (!gap(cue.first, kDash | kComma)) return false;
    }
    if (cue.first <= region.first) return false;
    if (!out_.empty() && out_.back().content.back().spoken &&
        region.contains(out_.back().content.front().words)) {
      return true;  // a second cue of the same words
    }
    relation.content.push_back({{region.first, cue.first}, Scan::kNone, true});
    for (std::uint32_t k = cue.end; k < std::min(region.end, cue.end + kNear); ++k) {
      if (!gap(k, kDash)) continue;
      relation.content.push_back({{k, region.end}, Scan::kNone, true});
      break;
    }
    out_.push_back(std::move(relation));
    return true;
  }

  // Whether quoted words stand in the clause after `rest`: "called the plan “a disgrace”".
  bool characterised(Range clause, std::uint32_t rest) const {
    for (std::uint32_t k = rest; k < std::min(clause.end, rest + kNear); ++k) {
      if (scan_.quote[k] != Scan::kNone && scan_.quote[rest] == Scan::kNone) {
        return quoted_words(scan_.quote[k]).size() >= 3;
      }
      if (gap(k, kEnd) && k > rest) return false;
    }
    return false;
  }

  bool has_auxiliary(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t k = first; k < std::min(end, first + 3 * kNear); ++k) {
      if (scan_.mark(k).begins(kAuxiliary)) return true;
    }
    return false;
  }

  // Whether a clause with a verb of its own follows.
  bool clause_follows(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t k = first + 1; k < std::min(end, first + kNear); ++k) {
      if (scan_.mark(k).begins(kAuxiliary)) return true;
      if (gap(k, kBreak)) return false;
    }
    return is(first, kPersonalPronoun);
  }

  // "told the council, “", "said in a statement “": nothing but listeners and adverbials between.
  bool direct_lead(const Verb& verb, std::uint32_t end, std::uint32_t at) const {
    if (gap(at, kComma | kColon)) return only_adverbials_or_listener(verb, end, at);
    if (at == end) return true;
    return (verb.flags & (kSpeechVerb | kQuotingVerb)) &&
           skip_adverbials(scan_, verb, end, at) >= at;
  }

  bool only_adverbials_or_listener(const Verb& verb, std::uint32_t first, std::uint32_t end) const {
    std::uint32_t from = first;
    if (verb.flags & kTellingVerb) from = std::min(end, skip_adverbials(scan_, verb, first, end));
    return only_adverbials(scan_, from, end);
  }

  // "But the plan is dead, he said": conjunctions before the clause are not of it.
  std::uint32_t content_start(Range run, std::uint32_t end) const {
    std::uint32_t first = run.first;
    for (std::uint32_t k = end - 1; k > run.first; --k) {
      if (gap(k, kSemicolon)) {
        first = k;
        break;
      }
      if (end - k > 60) break;
    }
    if (first + 2 < end && is(first, kSubordinator) && !gap(first + 1, kBreak) &&
        (scan_.word(first) == "but" || scan_.word(first) == "and" || scan_.word(first) == "aber" ||
         scan_.word(first) == "mais" || scan_.word(first) == "und" || scan_.word(first) == "et")) {
      ++first;
    }
    return first;
  }

  // Whether words without marks may be what `relation` reports.
  bool reported(const Relation& relation) const {
    const std::uint32_t first = relation.content.front().words.first;
    // "the many who call | and do nothing": the sentence goes on.
    if (first >= relation.cue.end && is(first, kSubordinator) && !is(first, kComplementiser) &&
        !gap(first, kBreak | kMark)) {
      return false;
    }
    if (relation.source.empty() || quoted(relation.cue.first)) return true;
    const std::uint32_t who = relation.source.first;
    if (!is(who, kPersonalPronoun | kPronounFirst)) return true;
    // What the writer says is the article's own; a pronoun's capital inside a sentence addresses
    // the reader: "bestätigen Sie".
    if (relation.source.size() == 1 && is(who, kPronounFirst)) return false;
    return !scan_.capital(who) || who == scan_.run_of(who).first || gap(who, kBreak | kMark);
  }

  void push(Relation& relation, bool has_subject) {
    if (relation.content.empty() || !has_subject) return;
    if (relation.content.front().quotation == Scan::kNone && !reported(relation)) return;
    if (relation.inherits && relation.who.empty()) {
      // The one before at the same level.
      for (std::size_t k = out_.size(); k > 0 && out_.size() - k < 4 && relation.who.empty(); --k) {
        const Relation& before = out_[k - 1];
        if (scan_.quote[before.cue.first] == scan_.quote[relation.cue.first])
          relation.who = before.who;
      }
      if (relation.who.empty()) return;
    }
    // What a speaker says of himself is not a statement of its own; thoughts in quotations neither.
    if (quoted(relation.cue.first)) {
      if (!relation.speech || is(relation.who.first, kPronounFirst)) return;
    }
    out_.push_back(std::move(relation));
  }

  void by_preposition(std::uint32_t i, std::uint32_t length) {
    const Range run = scan_.run_of(i);
    const Range clause = scan_.clause(i);
    if (i + length >= run.end) return;
    if (length == 1 && i > run.first && !gap(i, kBreak | kMark) &&
        is(i - 1, kAuxiliary | kPreposition))
      return;
    // A word that is an adverb, too: "…“, so Quill", not "und so die Stadt".
    const bool adverb = length == 1 && is(i, kAdverb);
    if (adverb && !gap(i, kBreak | kMark)) return;
    const NounPhrase source = noun_phrase_after(scan_, i + length, run.end);
    if (source.words.empty()) return;
    // "“…“, so Quill am Montag" says it by the quotation before, "so Quill und seine Mitarbeiter
    // gingen" does not.
    const bool behind_quotation = i == run.first && i > 0 && quotation_at(i, i - 1) != Scan::kNone;
    if (adverb && !behind_quotation && source.words.end < run.end &&
        !gap(source.words.end, kBreak | kMark)) {
      return;
    }
    // "so genannte Mittel", "so sprechen wir": no speaker stands there.
    if (adverb && !scan_.capital(source.words.first) &&
        !is(source.words.first,
            kDeterminer | kRole | kTitle | kOrganisation | kUnnamedSource | kPersonalPronoun)) {
      return;
    }
    Relation relation;
    relation.cue = {i, i + length};
    relation.verb = i;
    relation.source = source.words;
    relation.who = source.head;
    std::uint32_t end = source.words.end;
    if (end < run.end && is(end, kRelative) && !gap(end, kBreak)) {
      // "according to an official who asked not to be named, …"
      std::uint32_t comma = end;
      while (comma < std::min(run.end, end + kNear) && !gap(comma, kBreak)) ++comma;
      if (comma < run.end && gap(comma, kComma)) relation.source.end = end = comma;
    } else if (end + 1 < run.end && is(end, kRelative) && gap(end, kComma) &&
               source.words.end == source.head.end) {
      // "According to Reuters, which cited AFP, …"
      std::uint32_t comma = end + 1;
      while (comma < std::min(run.end, end + kNear) && !gap(comma, kBreak)) ++comma;
      if (comma < run.end && gap(comma, kComma)) end = comma;
    }
    while (end < run.end && !gap(end, kBreak) && end < i + kNear &&
           only_adverbials(scan_, end, end + 1) && is(end, kDay | kAdverb | kPreposition)) {
      ++end;
    }
    const bool first = i == run.first && (i == clause.first || !quoted(i - 1));
    if (i == clause.first || (first && i == clause.first)) {
      // "According to X, …"; German goes on with the verb.
      // The comma that ends the source may look like that of an apposition.
      if (source.words.end > source.head.end && !(end + 2 < clause.end && gap(end, kComma))) {
        end = source.head.end;
        relation.source = source.head;
      }
      const bool comma = end < clause.end && gap(end, kComma);
      const bool name_ends = scan_.order().names_last && scan_.capital(end - 1);
      if (!comma && !name_ends && !scan_.order().participle_last) return;
      add(relation, {end, clause_end(end, clause.end)});
    } else {
      const std::uint32_t left = i == run.first ? quotation_at(i, i - 1) : Scan::kNone;
      if (left != Scan::kNone) {
        add(relation, quoted_words(left), left);
        // "“…“, so Quill, „weil …“": what was interrupted goes on.
        const std::uint32_t goes_on =
            end == run.end && end < scan_.count() ? quotation_at(i, end) : Scan::kNone;
        if (goes_on != Scan::kNone && quoted_words(goes_on).first == end &&
            scan_.unit[end] == scan_.unit[i] && gap(end, kComma | kStop | kDash)) {
          add(relation, quoted_words(goes_on), goes_on);
        }
      } else {
        const std::uint32_t from = content_start(run, i);
        add(relation, {left_content(clause, run, from), i});
        // "…, according to Quill, …"; "Die Stadt will nach Angaben des Bürgermeisters …"
        const bool set_off = gap(i, kComma) && gap(end, kComma);
        const bool within =
            scan_.order().participle_last && !adverb && !gap(i, kBreak) && !gap(end, kBreak);
        const bool goes_on = end + 2 < clause.end && !gap(end, kEnd) && (set_off || within);
        const std::uint32_t right =
            end < scan_.count() && gap(end, kColon) ? quotation_at(i, end) : Scan::kNone;
        if (right != Scan::kNone && quoted_words(right).first == end)
          add(relation, quoted_words(right), right);
        if (goes_on && !is(end, kSubordinator | kRelative))
          add(relation, {end, clause_end(end, clause.end)});
      }
    }
    push(relation, true);
  }

  // The clause to the left may hold quotations of its own: then it begins with the sentence.
  std::uint32_t left_content(Range clause, Range run, std::uint32_t from) const {
    return from == run.first && run.first > clause.first ? clause.first : from;
  }

  void by_postposition(std::uint32_t i) {
    const Range run = scan_.run_of(i);
    const Range clause = scan_.clause(i);
    const NounPhrase source = noun_phrase_before(scan_, run.first, i);
    if (source.words.empty()) return;
    Relation relation;
    relation.cue = {i, i + 1};
    relation.verb = i;
    relation.source = source.words;
    relation.who = source.head;
    if (source.words.first == clause.first) {
      if (i + 1 < clause.end) add(relation, {i + 1, clause.end});
    } else {
      add(relation, {clause.first, source.words.first});
      if (i + 1 < clause.end) add(relation, {i + 1, clause.end});
    }
    push(relation, true);
  }

  const Scan& scan_;
  std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> find_relations(const Scan& scan) { return Clauses(scan).find(); }

}  // namespace secondsource::attribution
