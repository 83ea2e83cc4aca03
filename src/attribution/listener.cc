#include "attribution/listener.h"

#include <algorithm>

#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kAuxiliaries = 4;  // words between the subject and the verb, adverbs too
constexpr std::uint32_t kAgentWords = 16;

// The participle of a cue that says what its subject is told or asked, Scan::kNone when none does.
std::uint32_t passive_of(const Scan& scan, const Relation& relation) {
  for (std::uint32_t v = relation.cue.first; v < relation.cue.end; ++v) {
    if (!scan.is(v, kTellingVerb | kQuestioned) || scan.gerund_like(v)) continue;
    for (std::uint32_t i = v; i > relation.source.end && v - i < kAuxiliaries; --i) {
      if (scan.is(i - 1, kPassive)) return v;
      if (!scan.is(i - 1, kAuxiliary | kNegation | kAdverb) && !scan.adverb_like(i - 1)) break;
    }
  }
  return Scan::kNone;
}

}  // namespace

void drop_listeners(const Scan& scan, std::vector<Relation>& relations) {
  for (Relation& relation : relations) {
    if (relation.cue.empty() || relation.source.empty() ||
        relation.source.end > relation.cue.first) {
      continue;
    }
    const std::uint32_t verb = passive_of(scan, relation);
    if (verb == Scan::kNone) continue;
    relation.source = relation.who = {};
    const std::uint32_t end = std::min(scan.clause(verb).end, verb + kAgentWords);
    if (verb + 2 > end || !scan.is(verb + 1, kAgent)) continue;
    const NounPhrase agent = noun_phrase_after(scan, verb + 2, end);
    if (agent.words.empty() || !can_be_source(scan, agent.head)) continue;
    relation.source = agent.words;
    relation.who = agent.head;
  }
}

}  // namespace secondsource::attribution
