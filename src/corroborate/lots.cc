#include "corroborate/lots.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "corroborate/order.h"
#include "corroborate/sets.h"
#include "text/text.h"

namespace secondsource::corroborate {
namespace {

using Number = Sources::Number;

// The source most often claimed alone; of equals the one claimed first.
template <class Counts>
std::optional<Number> most_claimed(const Lot& lot, std::span<const Carrier> carriers,
                                   const Counts& counts) {
  std::vector<std::pair<Number, std::size_t>> claimed;
  for (const std::size_t i : lot.carriers) {
    if (carriers[i].claims.size() != 1 || !counts(carriers[i].claims[0])) continue;
    const Number source = carriers[i].claims[0].source;
    const auto known = std::find_if(claimed.begin(), claimed.end(),
                                    [&](const auto& entry) { return entry.first == source; });
    if (known == claimed.end()) {
      claimed.emplace_back(source, 1);
    } else {
      ++known->second;
    }
  }
  if (claimed.empty()) return std::nullopt;
  return std::max_element(claimed.begin(), claimed.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

const Family* family_of(const Article& article, const Surroundings& surroundings) {
  const Family* found = nullptr;
  for (const Family* family : surroundings.families) {
    if (std::find(family->members.begin(), family->members.end(), article.id) !=
            family->members.end() &&
        (!found || family->id < found->id)) {
      found = family;
    }
  }
  return found;
}

// Whether the first of a lot of copies may itself be a copy: of a text that is not in the library,
// or of one that was published no later.
bool first_unknown(const Lot& lot, std::span<const Carrier> carriers, const Family* family) {
  const Carrier& first = carriers[lot.carriers.front()];
  const bool copied = std::any_of(lot.carriers.begin(), lot.carriers.end(), [&](std::size_t i) {
    return carriers[i].publisher != first.publisher;
  });
  if (!copied) return false;
  if (family && !family->root) return true;
  return std::any_of(lot.carriers.begin(), lot.carriers.end(), [&](std::size_t i) {
    return carriers[i].publisher != first.publisher &&
           !certainly_before(first.article(), carriers[i].article());
  });
}

void find_sources(Lot& lot, std::span<const Carrier> carriers, const Surroundings& surroundings,
                  Sources& sources) {
  const Carrier& first = carriers[lot.carriers.front()];
  const auto claimed = [&](bool cited) {
    return most_claimed(lot, carriers,
                        [&](const Claim& claim) { return (claim.rule == Rule::kCited) == cited; });
  };
  if (const auto cited = claimed(true)) {
    lot.sources = {*cited};
  } else if (first.own_words && first.claims.empty()) {
    lot.sources = {first.publisher};
    lot.own = true;
  } else if (const auto credited = claimed(false)) {
    lot.sources = {*credited};
  } else if (!first.claims.empty()) {
    for (const Claim& claim : first.claims) lot.sources.push_back(claim.source);
  } else {
    const Family* family = family_of(first.article(), surroundings);
    if (lot.carriers.size() > 1 && family && !family->agency.empty()) {
      lot.sources = {sources.named(Origin::Kind::kAgency, family->agency)};
    } else if (first_unknown(lot, carriers, family)) {
      lot.sources = {sources.unknown()};
    } else {
      lot.sources = {first.publisher};
      lot.own = true;
    }
  }
  if (lot.sources.size() == 1 && lot.sources[0] == first.publisher) lot.own = true;
}

bool has_access(const Carrier& carrier) { return carrier.own_words && carrier.claims.empty(); }

// Whether others of a lot have the text from elsewhere than from the publisher of `carrier`: they
// printed it before, are an agency, or credit another.
bool printed_without(const Lot& lot, const Carrier& carrier, std::span<const Carrier> carriers,
                     const Sources& sources) {
  return std::any_of(lot.carriers.begin(), lot.carriers.end(), [&](std::size_t i) {
    const Carrier& other = carriers[i];
    if (other.publisher == carrier.publisher || has_access(other)) return false;
    return certainly_before(other.article(), carrier.article()) ||
           sources[other.publisher].kind == Origin::Kind::kAgency ||
           std::any_of(other.claims.begin(), other.claims.end(),
                       [&](const Claim& claim) { return claim.source != carrier.publisher; });
  });
}

// Takes those out of a lot that print another's text with words of their own access ("told this
// newspaper"), a lot for each publisher.  With them go who prints those words after them, with
// what stands beside them (`beside`), or cites them, and their headlines.
std::vector<Lot> take_own_access(Lot& lot, std::span<const Carrier> carriers,
                                 const Sources& sources, Sets& beside) {
  std::vector<Lot> taken;
  std::map<Number, std::size_t> taken_of;
  // Of words of access, and carriers that share what stands beside them: who has them first.
  std::map<std::pair<std::string, std::size_t>, Number> first_with;
  std::map<std::size_t, std::size_t> goes_to;
  std::map<std::size_t, Number> accessed;
  std::set<Number> accessing;
  for (const std::size_t i : lot.carriers) {
    if (!has_access(carriers[i])) continue;
    std::pair words(text::fold(carriers[i].text().slice(carriers[i].own_words->span)),
                    beside.find(i));
    const Number source =
        first_with.try_emplace(std::move(words), carriers[i].publisher).first->second;
    accessed.emplace(i, source);
    accessing.insert(source);
  }
  for (const auto& [i, source] : accessed) {
    if (!taken_of.contains(source)) {
      if (source != carriers[i].publisher ||
          (accessing.size() == 1 && !printed_without(lot, carriers[i], carriers, sources))) {
        continue;
      }
      taken_of.emplace(source, taken.size());
      Lot& own = taken.emplace_back();
      own.sources = {source};
      own.own = true;
    }
    goes_to.emplace(i, taken_of.at(source));
  }
  if (taken.empty()) return taken;
  for (const std::size_t i : lot.carriers) {
    const std::vector<Claim>& claims = carriers[i].claims;
    if (claims.size() != 1 || claims[0].rule != Rule::kCited) continue;
    const auto cited = taken_of.find(claims[0].source);
    if (cited != taken_of.end()) goes_to.emplace(i, cited->second);
  }
  std::map<std::string_view, std::size_t> text_of;  // of an article: the first in its text
  for (const std::size_t i : lot.carriers) {
    const Mention& mention = *carriers[i].mention;
    if (mention.field == Field::kText) text_of.try_emplace(mention.article, i);
  }
  for (const std::size_t i : lot.carriers) {
    const Mention& mention = *carriers[i].mention;
    const auto text = text_of.find(mention.article);
    if (mention.field == Field::kText || text == text_of.end()) continue;
    const auto with = goes_to.find(text->second);
    if (with != goes_to.end()) goes_to.emplace(i, with->second);
  }
  for (const auto& [i, which] : goes_to) taken[which].carriers.push_back(i);
  std::erase_if(lot.carriers, [&](std::size_t i) { return goes_to.contains(i); });
  return taken;
}

}  // namespace

std::vector<Lot> lots_of(std::span<const Carrier> carriers, std::span<const Copy> copies,
                         const Surroundings& surroundings, Sources& sources) {
  Sets sets(carriers.size()), beside(carriers.size());
  for (const Copy& copy : copies) {
    sets.join(copy.earlier, copy.later);
    if (copy.kind != Copy::Kind::kText) beside.join(copy.earlier, copy.later);
  }
  std::vector<Lot> lots;
  std::map<std::size_t, std::size_t> lot_of;
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    const auto [at, added] = lot_of.try_emplace(sets.find(i), lots.size());
    if (added) lots.emplace_back();
    lots[at->second].carriers.push_back(i);
  }
  for (std::size_t i = 0, end = lots.size(); i < end; ++i) {
    std::vector<Lot> taken = take_own_access(lots[i], carriers, sources, beside);
    std::move(taken.begin(), taken.end(), std::back_inserter(lots));
  }
  std::erase_if(lots, [](const Lot& lot) { return lot.carriers.empty(); });
  for (Lot& lot : lots) {
    if (lot.sources.empty()) find_sources(lot, carriers, surroundings, sources);
  }
  return lots;
}

}  // namespace secondsource::corroborate
