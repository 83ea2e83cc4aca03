#include "attribution/via.h"

#include <algorithm>
#include <string>
#include <vector>

#include "attribution/outlets.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kAdverbs = 2;  // between an outlet and its verb

Range window(const Scan& scan, const Relation& relation) {
  const Range around = relation.cue.empty() ? relation.content.front().words : relation.cue;
  const Range clause = scan.clause(around.first);
  const std::uint32_t first = around.first > kCueWindow ? around.first - kCueWindow : 0;
  return {std::max(clause.first, first), std::min(clause.end, around.end + kCueWindow)};
}

// What may be an outlet where one is told or cited that nobody knows.
std::optional<Via> some_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  if (std::optional<Via> via = unnamed_outlet(scan, i, end)) return via;
  return maybe_outlet(scan, i, end);
}

// "this newspaper", "us", but not "the US".
bool own_outlet(const Scan& scan, std::uint32_t i) {
  if (i >= scan.count()) return false;
  const Mark& mark = scan.mark(i);
  return mark.begins(kOwnOutlet) && !(mark.is(kAcronym) && acronym(scan, i));
}

// Whether the words behind "in an interview" say that another held or printed it: "… with police",
// "… broadcast on Sunday", "… on Japanese television".
bool held_elsewhere(const Scan& scan, std::uint32_t behind, std::uint32_t end) {
  constexpr std::uint32_t kMost = 5;
  for (std::uint32_t k = behind; k + 1 < std::min(end, behind + kMost); ++k) {
    if (scan.gap(k, kBreak | kMark)) return false;
    if (scan.is(k, kPublishing)) return true;
    if (scan.is(k, kListener) && !own_outlet(scan, k + 1) &&
        !(scan.is(k, kInfinitive) && !scan.is(k + 1, kDeterminer) && !scan.capital(k + 1))) {
      return true;
    }
    if (scan.is(k, kMedium) && unnamed_outlet(scan, k + 1, end)) return true;
  }
  return false;
}

// The outlet behind "on" or "in", where nothing else can stand there: one of data/, or a
// newspaper's name.  "Saturday's" and what it was ("a Harbor Ledger podcast") may stand around it.
std::optional<Via> medium_at(const Scan& scan, std::uint32_t i, std::uint32_t end,
                             const press::Press& press) {
  if (i + 2 < end && scan.is(i, kDay) && scan.gap(i + 1, kJoint)) i += 2;
  std::optional<Via> via = outlet_or_letters(scan, i, end, press);
  if (!via || press.outlet(via->name) != nullptr || press.agency(via->name) != nullptr) return via;
  const auto last = word_behind(scan, *via) - 1;
  return scan.is(last, kOutletWord) ? via : std::nullopt;
}

// Whether word `i` stands right behind the cue and who speaks, but for a day.
bool beside_cue(const Scan& scan, const Relation& relation, std::uint32_t i) {
  while (i > relation.cue.end && i != relation.source.end && scan.is(i - 1, kDay | kAdverb) &&
         !scan.gap(i, kBreak | kMark)) {
    --i;
  }
  return i == relation.cue.end || i == relation.source.end;
}

// Where what is said begins behind word `i`, `end` when it does not before: "told the BBC | firms
// were worried".
std::uint32_t until_content(const Relation& relation, std::uint32_t i, std::uint32_t end) {
  for (const Piece& piece : relation.content) {
    if (piece.words.first > i) end = std::min(end, piece.words.first);
  }
  return end;
}

std::uint32_t last_of(const Relation& relation) {
  std::uint32_t end = std::max(relation.cue.end, relation.source.end);
  for (const Piece& piece : relation.content) end = std::max(end, piece.words.end);
  return end - 1;
}

// "news", "agency": behind a name they say what it is.
bool outlet_itself(const Scan& scan, std::uint32_t i) {
  return scan.is(i, kOutletNoun) && !scan.is(i, kRole) && !scan.capital(i) &&
         !scan.text->language->index("people of an outlet").contains(scan.word(i));
}

// Where such words from `i` on end: "Interfax | news agency | reported".
std::uint32_t past_nouns(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  while (i < end && outlet_itself(scan, i)) ++i;
  return i;
}

// The outlet that is the subject of the verb at `verb`: "The Harbor Ledger first | reported".
std::optional<Via> subject_of(const Scan& scan, std::uint32_t verb, std::uint32_t begin,
                              const press::Press& press) {
  std::uint32_t end = verb;
  while (end > begin && verb - end < kAdverbs && scan.adverb(end - 1) &&
         !scan.gap(end, kBreak | kMark)) {
    --end;
  }
  // "Interfax news agency reported"
  while (end > begin + 1 && outlet_itself(scan, end - 1) && scan.gaps[end] == 0) {
    --end;
  }
  if (end == begin || scan.gap(end, kBreak | kMark)) return std::nullopt;
  if (!scan.capital(end - 1) && !scan.text->words[end - 1].number &&
      press.agency(scan.source(scan.bytes({end - 1, end}))) == nullptr) {  // "dpa"
    return std::nullopt;
  }
  for (std::uint32_t i = end - std::min(end - begin, kLongestOutlet + 1); i < end; ++i) {
    if (scan.is(i, kSubordinator | kPreposition)) continue;
    std::optional<Via> via = outlet_or_letters(scan, i, verb, press);
    if (via && word_behind(scan, *via) >= end) return via;
  }
  return std::nullopt;
}

// The outlet, no speaker itself, that has the words by its verb at `verb`, before the cue or the
// cue itself: "… reported that", "As … first reported,", "… quoted Quill as saying".
std::optional<Via> cited_before(const Scan& scan, const Relation& relation, std::uint32_t verb,
                                std::uint32_t begin, const press::Press& press) {
  const std::optional<Via> via = subject_of(scan, verb, begin, press);
  if (!via) return via;
  const ByteSpan speaker = scan.bytes(relation.source.empty() ? relation.cue : relation.source);
  if (speaker.overlaps(via->span)) return std::nullopt;
  auto name = static_cast<std::uint32_t>(scan.text->word_at(via->span.begin));
  if (name > begin && scan.is(name - 1, kDeterminer)) --name;
  const bool as = name > begin && scan.is(name - 1, kSubordinator) && scan.gap(verb + 1, kComma);
  const bool quotes =
      scan.is(verb, kQuotingVerb) && scan.is(relation.cue.first - 1, kSubordinator | kRelative);
  const bool cites =
      verb == relation.cue.first || scan.is(verb + 1, kComplementiser) || quotes || as;
  return cites ? via : std::nullopt;
}

// Looks for whom one relation names.
class Finder {
 public:
  Finder(const Scan& scan, const Relation& relation, const press::Press& press,
         std::string_view own, const Via* before)
      : scan_(scan),
        relation_(relation),
        press_(press),
        own_(own),
        before_(before),
        around_(window(scan, relation)) {}

  std::vector<Via> find() {
    in_source();
    prefixed();
    for (std::uint32_t i = around_.first; i < around_.end; ++i) {
      if (relation_.narrative(scan_, i)) at(i);
    }
    if (elsewhere_ && std::ranges::all_of(
                          out_, [](const Via& via) { return via.manner == Via::Manner::kCited; })) {
      add(Via{Via::Kind::kOutlet, Via::Manner::kTold, "", *elsewhere_, false}, Via::Manner::kTold);
    }
    if (out_.empty() && relation_.quotes()) behind();
    std::sort(out_.begin(), out_.end(), [](const Via& a, const Via& b) { return a.span < b.span; });
    return std::move(out_);
  }

 private:
  bool is(std::uint32_t i, std::uint64_t flags) const { return scan_.is(i, flags); }
  const Mark& mark(std::uint32_t i) const { return scan_.mark(i); }

  void add(std::optional<Via> via, Via::Manner manner) {
    if (!via) return;
    via->manner = manner;
    const bool old = std::any_of(out_.begin(), out_.end(),
                                 [&](const Via& v) { return v.span.overlaps(via->span); });
    if (!old) out_.push_back(std::move(*via));
  }

  // "Interfax and TASS": each of several.
  void add_all(std::uint32_t at, std::uint32_t end, Via::Manner manner) {
    for (int names = 0; names < 4 && at < end; ++names) {
      std::optional<Via> via = outlet_or_letters(scan_, at, end, press_);
      if (!via && names == 0 && manner == Via::Manner::kCited) via = some_outlet(scan_, at, end);
      // Behind a comma alone who speaks may stand: "according to the Harbor Ledger, Marta Quill".
      if (!via && names > 0 && !scan_.gap(at, kComma)) via = listed_outlet(scan_, at, end);
      if (!via) break;
      at = word_behind(scan_, *via);
      const bool certain = via->certain;
      add(std::move(via), manner);
      if (at >= end || !certain) break;
      if (is(at, kSubordinator) && !scan_.gap(at, kComma))
        ++at;
      else if (!scan_.gap(at, kComma) || !scan_.capital(at))
        break;
    }
  }

  void add_own(Range words) {
    add(Via{Via::Kind::kOutlet, Via::Manner::kOwn, "", scan_.bytes(words)}, Via::Manner::kOwn);
  }

  // "that newspaper": the outlet named last.
  std::optional<Via> named_before(std::uint32_t i, std::uint32_t end) const {
    if (!refers_back(scan_, i, end)) return std::nullopt;
    std::optional<Via> last;
    if (before_ != nullptr) last = *before_;
    constexpr std::uint32_t kBack = 100;  // words
    for (std::uint32_t k = i; k > 0 && i - k < kBack; --k) {
      if (!scan_.capital(k - 1) || scan_.quote[k - 1] != Scan::kNone) continue;
      std::optional<Via> named = outlet_or_letters(scan_, k - 1, i, press_);
      if (!named || named->name.empty()) continue;
      // From where all of its capitals begin: "the Quillon Daily News".
      for (std::uint32_t at = k - 1; at > 0 && scan_.capital(at - 1) && scan_.gaps[at] == 0; --at) {
        std::optional<Via> longer = outlet_or_letters(scan_, at - 1, i, press_);
        if (longer && longer->span.end == named->span.end) named = std::move(longer);
      }
      last = std::move(named);
      break;
    }
    if (!last) return last;
    return Via{last->kind, Via::Manner::kTold, last->name, scan_.bytes({i, i + 2}), last->certain};
  }

  // "Turkey's official | Anadolu news agency": the outlet at the end of what is said of it.
  std::optional<Via> described(Range source) const {
    bool noun = false;
    for (std::uint32_t i = source.first; i < source.end; ++i) noun |= outlet_itself(scan_, i);
    for (std::uint32_t i = source.first + 1; noun && i < source.end; ++i) {
      // Its head is no outlet.
      if (is(i - 1, kTitle | kPreposition | kLinkingPreposition)) break;
      if (!scan_.capital(i) || scan_.gap(i, kBreak | kMark)) continue;
      std::optional<Via> via = outlet_or_letters(scan_, i, source.end, press_);
      if (!via) continue;
      if (past_nouns(scan_, word_behind(scan_, *via), source.end) == source.end) return via;
    }
    return std::nullopt;
  }

  // An outlet that is the source, or whom the source's words say she told.
  void in_source() {
    const Range source = relation_.source;
    if (source.empty()) return;
    add(outlet_at(scan_, source.first, source.end, press_), Via::Manner::kCited);
    if (out_.empty()) add(described(source), Via::Manner::kCited);
    // A person of the outlet ("Reuters reporter Jane Roe") is not the outlet.
    if (!out_.empty() && out_.back().span.end != scan_.bytes(source).end) {
      const auto next = word_behind(scan_, out_.back());
      const bool list = next + 1 < source.end && is(next, kSubordinator);
      if (past_nouns(scan_, next, source.end) == source.end && scan_.gaps[next] == 0) return;
      if (list)
        add_all(next + 1, source.end, Via::Manner::kCited);
      else if (next < source.end && !scan_.gap(next, kComma))
        out_.clear();
    }
    // "sagte Martha Quill | der dpa": behind a full name it is nobody's, but whom she told.  So it
    // may be behind a surname: "sagte Quill | der Castellan".
    for (std::uint32_t i = source.first + 1; i < source.end; ++i) {
      const auto name = [&](std::uint32_t k) {
        return scan_.capital(k) && !is(k, kRole | kTitle | kDeterminer) && scan_.gaps[k + 1] == 0;
      };
      // "…, portavoce dei passeggeri, | alla Gazzetta del Golfo"
      const bool apart =
          scan_.gap(i, kComma) &&
          (is(i, kListener) || (is(i, kDeterminer) && scan_.order().participle_last));
      const bool named = is(i, kDeterminer) && name(i - 1);
      const bool full = named && i >= source.first + 2 && name(i - 2);
      if (!apart && !named) continue;
      const std::uint32_t at = is(i, kListener) ? i + 1 : i;
      std::optional<Via> via;
      if (apart || full) via = outlet_or_letters(scan_, at, source.end, press_);
      if (!via && named) via = maybe_outlet(scan_, at, source.end);
      if (via && via->span.end == scan_.bytes(source).end) add(std::move(via), Via::Manner::kTold);
    }
  }

  // "14:31 – Reuters: …", before all that a sentence says.
  void prefixed() {
    constexpr std::uint32_t kMostBefore = 4;  // words
    const std::uint32_t first = relation_.content.front().words.first;
    const Range unit = scan_.units[scan_.unit[first]].words;
    for (std::uint32_t i = unit.first; i < std::min(first, unit.first + kMostBefore); ++i) {
      if (i > unit.first && !scan_.gap(i, kDash)) continue;
      std::optional<Via> via = outlet_or_letters(scan_, i, first, press_);
      if (!via || !scan_.gap(word_behind(scan_, *via), kColon)) continue;
      // "The Harbor Ledger: “…”" speaks for itself.
      if (word_behind(scan_, *via) < first) add(std::move(via), Via::Manner::kCited);
      return;
    }
  }

  // What begins at one word of the writer's.
  void at(std::uint32_t i) {
    const Mark& here = mark(i);
    if (here.phrase & (kInterview | kCiting | kSourcePreposition)) phrase_end_ = i + here.length;
    if (own_outlet(scan_, i)) return this_newspaper(i);
    if (const std::uint32_t behind = own_name(i); behind > i) return add_own({i, behind});
    interview(i);
    cited(i);
    if (relation_.says(i) || relation_.cue.empty()) return;
    reported(i);
    told(i);
    reported_behind(i);
    quoted_name(i);
  }

  // "ha detto Marta Quill a | Cronache di Vessen", in the Cronache di Vessen: behind its name as
  // its pages give it, `i` where it is not told there.
  std::uint32_t own_name(std::uint32_t i) const {
    if (own_.empty() || i <= around_.first || relation_.cue.empty() || relation_.says(i) ||
        !close_behind_cue(i) || !is(i - 1, kListener | kPreposition | kTellingVerb)) {
      return i;
    }
    const ByteSpan span = scan_.bytes({i, i + 1});
    if (!std::string_view(scan_.text->source).substr(span.begin).starts_with(own_)) return i;
    std::uint32_t behind = i;
    while (behind < around_.end && scan_.bytes({i, behind + 1}).size() <= own_.size()) ++behind;
    return scan_.bytes({i, behind}).size() == own_.size() ? behind : i;
  }

  void this_newspaper(std::uint32_t i) {
    const bool phrase = (mark(i).phrase & kOwnOutlet) != 0;
    // "nous dit-elle", "ci ha detto": with the verb, which is another's.
    const bool object = relation_.cue.contains(i) && i + 1 < relation_.cue.end &&
                        !relation_.source.empty() && !is(relation_.source.first, kImpersonal);
    if (object) return add_own({i, i + mark(i).length_of(kOwnOutlet)});
    const bool told =
        i > around_.first && !relation_.says(i) &&
        (is(i - 1, kTellingVerb | kListener) || (phrase && is(i - 1, kVerb | kPreposition)) ||
         (phrase && scan_.run_of(i - 1).contains(relation_.cue.end - 1)));
    if (told) add_own({i, i + mark(i).length_of(kOwnOutlet)});
  }

  // "in an interview with the Harbor Ledger"
  void interview(std::uint32_t i) {
    const std::uint32_t with = i + mark(i).length_of(kInterview);
    if (mark(i).begins(kInterview) && !own_outlet(scan_, with)) {
      const std::uint32_t end = until_content(relation_, i, around_.end);
      std::optional<Via> via = outlet_at(scan_, with, end, press_);
      // "der Agentur | Castellan": the noun before it makes it one.
      if (!via && is(with - 1, kOutletNoun)) via = outlet_at(scan_, with - 1, end, press_);
      // "in an interview with WVLK": whoever that is, it is not this outlet.
      if (!via && with < end && acronym(scan_, with)) via = listed_outlet(scan_, with, end);
      if (!via) via = named_before(with, end);
      if (!via) via = some_outlet(scan_, with, end);
      add(std::move(via), Via::Manner::kTold);
    }
    if (mark(i).begins(kOccasion) && mark(i).occasion == Occasion::Kind::kInterview) {
      const std::uint32_t behind = i + mark(i).length_of(kOccasion);
      const bool with_in_it = is(behind - 1, kListener);  // "in an interview with" is a phrase
      if (held_elsewhere(scan_, with_in_it ? behind - 1 : behind, around_.end)) {
        elsewhere_ = scan_.bytes({i, behind});
      }
    }
  }

  // "citing Interfax", "according to the Harbor Ledger", "dem Hafenkurier zufolge"
  void cited(std::uint32_t i) {
    if (mark(i).begins(kCiting)) {
      add_all(i + mark(i).length_of(kCiting), around_.end, Via::Manner::kCited);
    }
    // "according to AGENCY, X said": the content of one relation is the clause of the other.
    if (mark(i).begins(kSourcePreposition) && !relation_.cue.contains(i) &&
        (i < relation_.cue.first || !relation_.says(i))) {
      const std::uint32_t behind = i + mark(i).length_of(kSourcePreposition);
      // "según informó el Diario"
      const bool verb = behind < around_.end && is(behind, kSpeechVerb);
      add_all(behind + (verb ? 1 : 0), around_.end, Via::Manner::kCited);
    }
    if (mark(i).begins(kSourcePostposition)) {
      add(subject_of(scan_, i, around_.first, press_), Via::Manner::kCited);
    }
  }

  // "The Harbor Ledger reported that Quill said", "As the Harbor Ledger first reported, Quill
  // said", "The Harbor Ledger quoted Quill as saying", "In the Harbor Ledger, Quill said"
  void reported(std::uint32_t i) {
    if (i <= relation_.cue.first && is(i, kSpeechVerb | kQuotingVerb) && !is(i, kBaseForm)) {
      add(cited_before(scan_, relation_, i, around_.first, press_), Via::Manner::kCited);
    }
    if (i == around_.first && i < relation_.cue.first && is(i, kPreposition)) {
      std::optional<Via> via = outlet_at(scan_, i + 1, relation_.cue.first, press_);
      if (via && scan_.gap(word_behind(scan_, *via), kComma)) {
        add(std::move(via), Via::Manner::kCited);
      }
    }
  }

  bool close_behind_cue(std::uint32_t i) const {
    constexpr std::uint32_t kNear = 12;
    if (i >= relation_.cue.end) return i < relation_.cue.end + kNear;
    // "hat Quill dem Hafenkurier gesagt"
    return scan_.order().participle_last && !relation_.source.empty() &&
           i >= relation_.source.end && relation_.cue.first < i + kNear;
  }

  // "told Reuters", "said to the Harbor Ledger", "sagte der Zeitung"; "said on the BBC", "said in
  // Saturday's Harbor Ledger"
  void told(std::uint32_t i) {
    if (!close_behind_cue(i)) return;
    if (i > phrase_end_ && !relation_.source.contains(i) && is_told(i)) tell(i);
    if (beside_cue(scan_, relation_, i) && is(i, kMedium)) {
      add(medium_at(scan_, i + 1, around_.end, press_), Via::Manner::kCited);
    }
  }

  // Whether who is told may begin at the word.
  bool is_told(std::uint32_t i) const {
    const bool beside = relation_.cue.end == i || relation_.source.end == i;
    if (i <= around_.first || !(beside || is(i - 1, kTellingVerb | kListener | kAgent)))
      return false;
    if (is(i - 1, kListener) || is(relation_.verb, kTellingVerb)) return true;
    // A comma ends what is said of the speaker: "…, die Direktorin, der Zeitung".
    const bool closed = !scan_.gap(i, kComma) || (scan_.order().participle_last &&
                                                  relation_.source.size() > relation_.who.size());
    return beside && is(i, kDeterminer | kOutletNoun) && closed &&
           !is(relation_.cue.first, kSourcePreposition);
  }

  void tell(std::uint32_t i) {
    const std::size_t found = out_.size();
    const std::uint32_t end = until_content(relation_, i, around_.end);
    // "que cita a EFE": by another verb it is no listener.
    const bool told = i < 2 || !is(i - 2, kVerb) || relation_.cue.contains(i - 2);
    add_all(i, end, told ? Via::Manner::kTold : Via::Manner::kCited);
    if (out_.size() > found) return;
    const std::uint32_t name = is(i, kDeterminer) ? i + 1 : i;
    if (name < end && short_for(scan_, name, own_)) return add_own({i, name + 1});
    std::optional<Via> via = named_before(i, end);
    if (!via) via = some_outlet(scan_, i, end);
    add(std::move(via), Via::Manner::kTold);
  }

  // "…,” said X, the Harbor Ledger reported", "…», dijo X, informó el Diario de Quillón"
  void reported_behind(std::uint32_t i) {
    if (i < relation_.cue.end || !scan_.gap(i, kComma)) return;
    if (is(i, kSpeechVerb) && !is(i, kTellingVerb)) {
      add(outlet_or_letters(scan_, i + 1, around_.end, press_), Via::Manner::kCited);
    } else {
      // "as the Ledger first reported"
      const bool as = is(i, kSubordinator) && i + 1 < around_.end && !scan_.gap(i + 1, kBreak);
      if (as) ++i;
      std::optional<Via> via = outlet_or_letters(scan_, i, around_.end, press_);
      if (!via && as) via = maybe_outlet(scan_, i, around_.end);
      std::uint32_t verb = via ? word_behind(scan_, *via) : around_.end;
      for (std::uint32_t k = 0; k < kAdverbs && verb < around_.end && scan_.adverb(verb); ++k) {
        ++verb;
      }
      if (verb < around_.end && is(verb, kSpeechVerb) && !scan_.gap(verb, kBreak | kMark)) {
        add(via, Via::Manner::kCited);
      }
    }
  }

  // sagte dem „Hafenkurier“, laut „Hafenkurier“
  void quoted_name(std::uint32_t i) {
    constexpr std::uint32_t kLongest = 3;
    const std::uint32_t next = i + 1;
    const bool by = is(i, kSourcePreposition | kCiting);
    if (!close_behind_cue(i) || next >= around_.end || !(by || is(i, kDeterminer | kOutletNoun)) ||
        scan_.quote[next] == Scan::kNone || scan_.quote[next] == scan_.quote[i] ||
        relation_.says(next) || !scan_.capital(next)) {
      return;
    }
    const text::Quotation& q = scan_.text->quotations[scan_.quote[next]];
    if (q.first_word != next || q.end_word - next > kLongest) return;
    const ByteSpan span = scan_.bytes({q.first_word, q.end_word});
    std::optional<Via> via = outlet_at(scan_, next, q.end_word, press_);
    if (!via) {
      via = Via{Via::Kind::kOutlet, Via::Manner::kTold, std::string(scan_.source(span)), span};
    }
    add(std::move(via), by ? Via::Manner::kCited : Via::Manner::kTold);
  }

  // "The remarks were first reported by the Harbor Ledger.", in the sentence behind.
  void behind() {
    const std::uint32_t unit = scan_.unit[last_of(relation_)] + 1;
    if (unit < scan_.units.size() &&
        scan_.units[unit].paragraph == scan_.units[unit - 1].paragraph) {
      add(published_by(scan_, scan_.units[unit].words, press_), Via::Manner::kCited);
    }
  }

  const Scan& scan_;
  const Relation& relation_;
  const press::Press& press_;
  std::string_view own_;  // the name of the article's outlet
  const Via* before_;     // the outlet named last, or null
  Range around_;
  std::vector<Via> out_;
  std::optional<ByteSpan> elsewhere_;  // an interview that another held
  std::uint32_t phrase_end_ = 0;  // of the last that says what stands behind it: "according to"
};

}  // namespace

std::optional<Via> published_by(const Scan& scan, Range sentence, const press::Press& press) {
  constexpr std::uint32_t kLongest = 20;
  if (sentence.size() > kLongest) return std::nullopt;
  bool said = false, published = false;
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    if (scan.quote[i] != Scan::kNone) return std::nullopt;
    // "the comments", "Quill's remarks"
    const bool whose = i > sentence.first + 1 && scan.gap(i - 1, kJoint) && scan.capital(i - 2);
    said |= i > sentence.first && scan.is(i, kSaid) && !scan.is(i - 1, kIndefinite) &&
            (whose || scan.is(i - 1, kDeterminer));
    published |= scan.is(i, kPublishing);
  }
  if (!said || !published) return std::nullopt;
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    if (!scan.capital(i) && !scan.is(i, kDeterminer)) continue;
    if (std::optional<Via> outlet = outlet_or_letters(scan, i, sentence.end, press)) return outlet;
  }
  return std::nullopt;
}

std::vector<Via> find_via(const Scan& scan, const Relation& relation, const press::Press& press,
                          std::string_view own, const Via* before) {
  return Finder(scan, relation, press, own, before).find();
}

std::optional<Occasion> find_occasion(const Scan& scan, const Relation& relation) {
  const Range around = window(scan, relation);
  std::optional<Occasion> best;
  std::uint32_t best_distance = Scan::kNone;
  const std::uint32_t at = relation.cue.empty() ? around.first : relation.cue.first;
  for (std::uint32_t i = around.first; i < around.end; ++i) {
    if (!relation.narrative(scan, i)) continue;
    const Mark& mark = scan.marks[i];
    if (!mark.begins(kOccasion)) continue;
    const std::uint32_t distance = i > at ? i - at : at - i;
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = Occasion{mark.occasion, scan.bytes({i, i + mark.length_of(kOccasion)})};
  }
  return best;
}

}  // namespace secondsource::attribution
