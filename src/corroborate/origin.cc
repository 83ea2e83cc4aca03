#include "corroborate/origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "corroborate/access.h"
#include "corroborate/carriers.h"
#include "corroborate/copies.h"
#include "corroborate/keys.h"
#include "corroborate/lots.h"
#include "corroborate/sets.h"
#include "corroborate/silence.h"
#include "corroborate/wording.h"

namespace secondsource::corroborate {
namespace {

using Number = Sources::Number;

// Where a source that is cited has the words from itself, when its own articles say so: the chain
// "A citing B citing C" ends at C.
class Chain {
 public:
  Chain(std::span<const Lot> lots, std::span<const Carrier> carriers) {
    std::set<Number> own;
    for (const Lot& lot : lots) {
      if (lot.own) own.insert(lot.sources[0]);
    }
    for (const Lot& lot : lots) {
      if (lot.sources.size() != 1) continue;
      for (const std::size_t i : lot.carriers) {
        const Number publisher = carriers[i].publisher;
        if (!own.contains(publisher) && publisher != lot.sources[0]) {
          next_.try_emplace(publisher, lot.sources[0]);
        }
      }
    }
  }

  // Of sources that only cite one another: the lowest number.
  Number end(Number source) const {
    std::set<Number> seen;
    while (seen.insert(source).second) {
      const auto next = next_.find(source);
      if (next == next_.end()) return source;
      source = next->second;
    }
    Number lowest = source;
    for (Number at = next_.at(source); at != source; at = next_.at(at))
      lowest = std::min(lowest, at);
    return lowest;
  }

 private:
  std::map<Number, Number> next_;
};

std::vector<Group> groups_of(std::span<const Lot> lots, std::span<const Carrier> carriers) {
  const Chain chain(lots, carriers);
  std::map<Number, Group> groups;
  for (const Lot& lot : lots) {
    for (const Number source : lot.sources) {
      const Number end = chain.end(source);
      Group& group = groups[end];
      group.source = end;
      group.carriers.insert(group.carriers.end(), lot.carriers.begin(), lot.carriers.end());
      if (lot.sources.size() > 1) continue;
      for (const std::size_t i : lot.carriers) {
        // A copy tells what its origin did as long as it credits it; one that cites does not.
        const bool copy = !carriers[i].claims.empty() &&
                          carriers[i].claims[0].rule == Rule::kCredited &&
                          carriers[i].claims[0].source == end;
        if ((lot.own && carriers[i].publisher == end) || copy) group.own.push_back(i);
      }
    }
  }
  std::vector<Group> ordered;
  for (auto& [source, group] : groups) {
    for (std::vector<std::size_t>* list : {&group.carriers, &group.own}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    ordered.push_back(std::move(group));
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const Group& a, const Group& b) {
    return a.carriers.front() < b.carriers.front();
  });
  return ordered;
}

// What evidence says in words.

std::string outlet_name(const Article& article) {
  if (!article.outlet.name.empty()) return article.outlet.name;
  return article.outlet.domain.empty() ? "an article without an outlet" : article.outlet.domain;
}

std::string_view where(Credit::Evidence evidence) {
  switch (evidence) {
    case Credit::Evidence::kDateline:
      return " in its dateline";
    case Credit::Evidence::kByline:
      return " in its byline";
    case Credit::Evidence::kSource:
      return " as its source";
    case Credit::Evidence::kContribution:
      return " for a part";
    case Credit::Evidence::kCopyright:
      return " in its copyright line";
    case Credit::Evidence::kCanonical:
      return " by its canonical link";
    case Credit::Evidence::kFirstPublished:
      return " as where it was first published";
    case Credit::Evidence::kSyndication:
      return " by a mark of syndication";
  }
  return "";
}

Evidence claim_evidence(const Carrier& carrier, const Claim& claim, const Sources& sources) {
  const std::string outlet = outlet_name(carrier.article());
  const std::string& known = sources[claim.source].name;
  const std::string name = known.empty() ? "an outlet that it does not name" : known;
  std::string text;
  if (claim.rule == Rule::kReprinted) {
    text = fmt::format("{} is a reprint: it names {}{}", outlet, name, where(*claim.credit));
  } else if (claim.credit) {
    text = fmt::format("{} credits {}{}", outlet, name, where(*claim.credit));
  } else if (claim.told) {
    text = fmt::format("{} says that the words were spoken to {}", outlet, name);
  } else {
    text = fmt::format("{} names {} as where it has the words from", outlet, name);
  }
  return {claim.rule, {claim.place}, std::move(text)};
}

Evidence copy_evidence(const Copy& copy, std::span<const Carrier> carriers) {
  const std::string earlier = outlet_name(carriers[copy.earlier].article());
  const std::string later = outlet_name(carriers[copy.later].article());
  std::string text;
  switch (copy.kind) {
    case Copy::Kind::kHeadline:
      text = fmt::format("the headline of {} goes with its text", later);
      break;
    case Copy::Kind::kIdentical:
      text = fmt::format("{} and {} print the same text", earlier, later);
      break;
    case Copy::Kind::kNarrative:
      text = fmt::format("{} and {} share {} words of narrative around these words", earlier, later,
                         copy.words);
      break;
    case Copy::Kind::kText:
      text = fmt::format("{} and {} share {} words of narrative and have the same words here",
                         earlier, later, copy.words);
      break;
  }
  return {Rule::kCopied, {copy.at_earlier, copy.at_later}, std::move(text)};
}

std::vector<Evidence> evidence_of(const Group& group, std::span<const Carrier> carriers,
                                  std::span<const Copy> copies, const Sources& sources) {
  std::vector<Evidence> evidence;
  std::set<std::string_view> credited;  // articles whose credit is named already
  for (const std::size_t i : group.carriers) {
    const Carrier& carrier = carriers[i];
    const bool own = std::ranges::any_of(carrier.claims, [&](const Claim& claim) {
      return claim.credit && claim.source == group.source;
    });
    for (const Claim& claim : carrier.claims) {
      if (claim.credit && carrier.publisher == group.source) continue;  // it has more than that
      // Of several that it credits each is shown under its own name.
      if (own && claim.credit && claim.source != group.source) continue;
      if (claim.credit && !credited.insert(carrier.article().id).second) continue;
      evidence.push_back(claim_evidence(carrier, claim, sources));
    }
    const bool known =
        carrier.reprint &&
        std::any_of(group.carriers.begin(), group.carriers.end(), [&](std::size_t other) {
          return carriers[other].publisher == carrier.reprint->source;
        });
    if (known && credited.insert(carrier.article().id).second) {
      evidence.push_back(claim_evidence(carrier, *carrier.reprint, sources));
    }
  }
  for (const Copy& copy : copies) {
    if (std::binary_search(group.carriers.begin(), group.carriers.end(), copy.earlier) &&
        std::binary_search(group.carriers.begin(), group.carriers.end(), copy.later)) {
      evidence.push_back(copy_evidence(copy, carriers));
    }
  }
  Evidence same{Rule::kSameOutlet, {}, ""};
  std::set<std::string> outlets, articles;
  for (const std::size_t i : group.own) {
    if (carriers[i].publisher != group.source || !carriers[i].claims.empty()) continue;
    if (!articles.insert(carriers[i].article().id).second) continue;
    outlets.insert(outlet_name(carriers[i].article()));
    same.at.push_back(carriers[i].place());
  }
  if (same.at.size() > 1) {
    same.text =
        outlets.size() > 1
            ? fmt::format("{} share one newsroom", fmt::join(outlets, " and "))
            : fmt::format("{} articles of {}'s own reporting", same.at.size(), *outlets.begin());
    evidence.push_back(std::move(same));
  }
  return evidence;
}

// Whether anything of the source itself is among the articles: its own, or a copy that credits it.
bool is_seen(const Group& group, std::span<const Carrier> carriers) {
  return std::ranges::any_of(group.carriers, [&](std::size_t i) {
    return carriers[i].publisher == group.source ||
           std::ranges::find(carriers[i].credited, group.source) != carriers[i].credited.end();
  });
}

Origin origin_of(std::size_t which, std::span<const Group> groups,
                 std::span<const Carrier> carriers, std::span<const Copy> copies,
                 const Surroundings& surroundings, Sources& sources, const Data& data) {
  const Group& group = groups[which];
  Origin origin;
  origin.name = sources[group.source].name;
  origin.kind = sources[group.source].kind;
  origin.seen = origin.kind == Origin::Kind::kUnknown || is_seen(group, carriers);
  for (const std::size_t i : group.carriers) origin.mentions.push_back(carriers[i].mention->id);
  origin.evidence = evidence_of(group, carriers, copies, sources);
  if (auto access = access_evidence(which, groups, carriers, surroundings, sources, data)) {
    origin.own_access = true;
    origin.evidence.push_back(std::move(*access));
  } else if (origin.kind == Origin::Kind::kUnknown && group.carriers.size() > 1) {
    origin.own_access = false;  // copies of what nobody names
  }
  return origin;
}

// How many origins of known kind the words need at the least: those that have a mention of their
// own, and one for mentions that credit several none of which has, however many.
std::size_t needed(std::span<const Group> groups, std::size_t carriers, const Sources& sources) {
  std::vector<std::vector<std::size_t>> groups_of(carriers);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (sources[groups[i].source].kind == Origin::Kind::kUnknown) continue;
    for (const std::size_t carrier : groups[i].carriers) groups_of[carrier].push_back(i);
  }
  std::set<std::size_t> own;
  for (const std::vector<std::size_t>& of : groups_of) {
    if (of.size() == 1) own.insert(of.front());
  }
  Sets sets(groups.size());
  std::set<std::size_t> shared;
  for (const std::vector<std::size_t>& of : groups_of) {
    if (std::ranges::any_of(of, [&](std::size_t i) { return own.contains(i); })) continue;
    for (const std::size_t i : of) sets.join(of.front(), i);
    shared.insert(of.begin(), of.end());
  }
  std::set<std::size_t> joined;
  for (const std::size_t i : shared) joined.insert(sets.find(i));
  return own.size() + joined.size();
}

std::optional<Utterance> utterance_of(std::span<const Carrier> carriers) {
  std::map<Occasion::Kind, std::vector<Place>> occasions;
  for (const Carrier& carrier : carriers) {
    if (!carrier.mention->occasion) continue;
    occasions[carrier.mention->occasion->kind].push_back(
        {carrier.article().id, carrier.mention->field, carrier.mention->occasion->span});
  }
  if (occasions.empty()) return std::nullopt;
  const auto most = std::max_element(
      occasions.begin(), occasions.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  return Utterance{most->first, most->second};
}

}  // namespace

Statement weigh(std::span<const Mention> mentions, const Surroundings& surroundings,
                const Data& data) {
  Statement statement;
  Sources sources(surroundings, data);
  const std::vector<Carrier> carriers = carriers_of(mentions, surroundings, sources);
  if (carriers.empty()) return statement;
  statement.id = derived_id("statement", carriers.front().mention->id);

  Speakers speakers = speakers_of(carriers, data.weights());
  statement.speaker = std::move(speakers.name);
  statement.utterance = utterance_of(carriers);

  const Wordings wordings = wordings_of(carriers);
  for (const std::vector<std::size_t>& wording : wordings) {
    Variant& variant = statement.variants.emplace_back();
    const Carrier& first = carriers[wording.front()];
    variant.text = wording_of(first.text(), *first.mention);
    for (const std::size_t i : wording) variant.mentions.push_back(*carriers[i].mention);
  }

  const std::vector<Copy> copies = copies_of(carriers, surroundings);
  const std::vector<Lot> lots = lots_of(carriers, copies, surroundings, sources);
  const std::vector<Group> groups = groups_of(lots, carriers);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    statement.origins.push_back(
        origin_of(i, groups, carriers, copies, surroundings, sources, data));
  }
  statement.independent = needed(groups, carriers.size(), sources);

  statement.possible = surroundings.possible;
  std::ranges::sort(statement.possible, [&](const Mention& a, const Mention& b) {
    return comes_before(a, *surroundings.articles.at(a.article).article, b,
                        *surroundings.articles.at(b.article).article);
  });
  Silence silence = silence_of(carriers, surroundings, data);
  statement.silent = std::move(silence.silent);
  statement.cannot_tell = std::move(silence.cannot_tell);
  statement.discrepancies = word_discrepancies(wordings, carriers);
  if (speakers.discrepancy) statement.discrepancies.push_back(std::move(*speakers.discrepancy));
  return statement;
}

std::string statement_id(std::span<const Mention> mentions, const Surroundings& surroundings) {
  const Mention* first = nullptr;
  const Article* article_of_first = nullptr;
  for (const Mention& mention : mentions) {
    const auto around = surroundings.articles.find(mention.article);
    if (around == surroundings.articles.end()) continue;
    if (first && !comes_before(mention, *around->second.article, *first, *article_of_first))
      continue;
    first = &mention;
    article_of_first = around->second.article;
  }
  return first ? derived_id("statement", first->id) : std::string();
}

}  // namespace secondsource::corroborate
