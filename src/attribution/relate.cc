#include "attribution/relate.h"

#include <algorithm>

#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

bool whole(const Scan& scan, const Node& node) {
  if (node.quotation == Scan::kNone) return false;
  const text::Quotation& q = scan.text->quotations[node.quotation];
  return q.first_word == node.words.first && q.end_word == node.words.end;
}

// Positions [first, end) of the nodes: whole quotations apart from the clauses around them only
// when they stand alone.
void add_content(const Scan& scan, const std::vector<Node>& nodes, std::size_t first,
                 std::size_t end, Relation& relation) {
  bool quotations = true;
  for (std::size_t n = first; n < end; ++n) quotations &= whole(scan, nodes[n]);
  if (!quotations) {
    relation.content.push_back({{nodes[first].words.first, nodes[end - 1].words.end}, Scan::kNone});
    return;
  }
  for (std::size_t n = first; n < end; ++n)
    relation.content.push_back({nodes[n].words, nodes[n].quotation});
}

// "Jeff Weaver, the campaign's manager" → "Jeff Weaver"; "the man who" → "the man"; "his recent
// [claims]" → "his".
Range head_of(const Scan& scan, Range source) {
  if (source.empty()) return source;
  if (scan.is(source.first, kPersonalPronoun) && scan.is(source.first, kDeterminer)) {
    const Range owned{source.first + 1, source.end};
    bool somebody = false;
    for (std::uint32_t i = owned.first; i < owned.end; ++i) {
      somebody |= scan.capital(i) || scan.is(i, kRole | kOrganisation | kTitle | kUnnamedSource);
    }
    if (!somebody) return {source.first, source.first + 1};
  }
  const NounPhrase phrase = noun_phrase_after(scan, source.first, source.end);
  if (phrase.head.empty()) return source;
  Range head = phrase.head;
  // "Valmoire state police chief Ann Reed": what could be a verb is none inside of a source.
  if (head.end + 1 < source.end && scan.is(head.end, kVerb) && !scan.gap(head.end, kBreak) &&
      !scan.gap(head.end + 1, kBreak)) {
    const Range rest = noun_phrase_after(scan, head.end + 1, source.end).head;
    bool person = false;
    for (std::uint32_t i = rest.first; i < rest.end; ++i)
      person |= scan.is(i, kRole | kTitle | kGivenName);
    if (person && scan.capital(rest.end - 1)) head.end = rest.end;
  }
  return head;
}

// "his apology for that comment": a thing, with its article or whose it is, and nothing said of it.
constexpr std::uint32_t kLongestThing = 6;  // words that "that" may begin
bool names_a_thing(const Scan& scan, const View& view, Range words) {
  if (!scan.is(words.first, kDeterminer) || words.size() < 2) return false;
  // "that comment", but not "that at the end of the day they need to step away".
  if (scan.is(words.first, kComplementiser) && words.size() > kLongestThing) return false;
  for (std::uint32_t i = words.first; i < words.end; ++i) {
    if (view.word[i].finite || scan.is(i, kAuxiliary) || scan.quote[i] != Scan::kNone) return false;
  }
  return true;
}

// Whether words were said: the cue is one of speech, or all of the content is quoted.
bool speech(const Scan& scan, const View& view, Range cue, const Relation& relation,
            const Relation* rule) {
  // "has written a comedy about …": a thing, and no clause.
  const Piece& first = relation.content.front();
  if (cue.size() > 1 && first.quotation == Scan::kNone && first.words.first >= cue.end &&
      scan.is(cue.end, kIndefinite)) {
    for (std::uint32_t i = cue.end + 1; i < std::min(cue.end + 5, first.words.end); ++i) {
      if (scan.is(i, kAuxiliary | kVerb)) break;
      if (scan.is(i, kPreposition)) return false;
    }
  }
  if (relation.content.size() == 1 && first.quotation == Scan::kNone &&
      names_a_thing(scan, view, first.words))
    return false;
  if (rule != nullptr) return rule->speech;
  for (std::uint32_t i = cue.first; i < cue.end; ++i) {
    if (scan.is(i, kThoughtVerb | kStanceVerb) && !scan.is(i, kSpeechVerb)) return false;
  }
  for (std::uint32_t i = cue.first; i < cue.end; ++i) {
    if (scan.mark(i).begins(kSpeechVerb | kQuotingVerb | kSourcePreposition)) return true;
  }
  return std::all_of(relation.content.begin(), relation.content.end(),
                     [](const Piece& piece) { return piece.quotation != Scan::kNone; });
}

}  // namespace

std::optional<Relation> relate(const Scan& scan, const View& view, Range cue, const Relation* rule,
                               const std::vector<Node>& nodes,
                               const std::vector<std::uint8_t>& labels) {
  Relation relation;
  relation.cue = cue;
  relation.verb = cue.first;
  for (std::uint32_t i = cue.first; i < cue.end; ++i) {
    if (scan.is(i, kVerb | kCueNoun)) relation.verb = i;
  }
  std::uint32_t distance = Scan::kNone;
  for (std::size_t n = 0; n < nodes.size();) {
    std::size_t end = n + 1;
    while (end < nodes.size() && labels[end] == labels[n]) ++end;
    const Range words{nodes[n].words.first, nodes[end - 1].words.end};
    if (labels[n] == kSourceWord) {
      const std::uint32_t far =
          words.first >= cue.end ? words.first - cue.end : cue.first - words.first;
      if (far < distance) {
        distance = far;
        relation.source = words;
      }
    } else if (labels[n] == kContentWord) {
      add_content(scan, nodes, n, end, relation);
    }
    n = end;
  }
  if (!relation.source.empty() && party_label(scan, relation.source.first)) {
    // "Sen. Ann Reed, R-Iowa": the name before is the source.
    const NounPhrase name =
        noun_phrase_before(scan, scan.clause(cue.first).first, relation.source.first);
    if (!name.words.empty()) relation.source.first = name.words.first;
  }
  if (!relation.source.empty() && !can_be_source(scan, relation.source)) relation.source = {};
  // The chain knows cues that are none: it finds nothing beside them.
  if (relation.content.empty() && relation.source.empty()) return std::nullopt;
  if (relation.content.empty()) {
    if (rule == nullptr) return std::nullopt;
    relation.content = rule->content;
  }
  const bool quoted =
      std::any_of(relation.content.begin(), relation.content.end(),
                  [](const Piece& piece) { return piece.quotation != Scan::kNone; });
  if (relation.source.empty() && rule != nullptr && (quoted || rule->inherits)) {
    relation.source = rule->source;
    relation.who = rule->who;
    relation.inherits = rule->inherits;
  } else if (rule != nullptr && rule->source == relation.source) {
    relation.who = rule->who;
  } else {
    relation.who = head_of(scan, relation.source);
  }
  relation.speech = speech(scan, view, cue, relation, rule);
  return relation;
}

}  // namespace secondsource::attribution
