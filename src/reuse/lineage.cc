// Lineage: the tree that explains the versions of a text at the least cost.
//
// Every parent that a version may have costs what has to be explained: words the version has and
// the parent has not, a time before the parent's, a credit that names another.  What a copy
// inherits from its parent alone (the common errors of textual criticism: Maas, "Textkritik", 1927)
// thus costs nothing there, and is paid for under any other parent.  The cheapest tree as a whole
// is taken, so that one false time is outvoted by the texts around it.  An agency or outlet that
// versions credit and the library has no version of is a node of its own, of which nothing is
// known but that.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "reuse/arborescence.h"
#include "reuse/comparison.h"
#include "reuse/credits.h"
#include "reuse/edits.h"
#include "reuse/family.h"

namespace secondsource::reuse {
namespace {

// What explanations cost, in three-word grams written anew: a changed word is three.
constexpr double kBefore = 15;       // dated before the parent
constexpr double kUndated = 3;       // who came first cannot be told from the dates
constexpr double kNotCredited = 5;   // credits another, and the parent does not
constexpr double kSibling = 4;       // the same, where that other is not in the library
constexpr double kOtherOutlet = 30;  // names another outlet of the family as its source
constexpr double kCreditsParent = -2, kNamesParent = -60;
// A gram of the parent that is cut explains itself; but of two parents that explain a version
// equally well the one that lacks what it lacks is its source.
constexpr double kCut = 0.001;
constexpr double kAbsent = 6;      // made from a version that is not in the library
constexpr double kRootWord = 0.9;  // a word of a root: cuts are commoner than additions
constexpr double kRoot = 1e6;      // as few roots as possible
constexpr double kRootCredits = 12, kRootAgency = -24, kRootAlone = 7;

struct Member {
  Side side;
  std::vector<WordKind> kinds;
  Grams grams;
  Credited credited;
  std::string agency;              // that it is the own version of
  std::vector<std::string> names;  // canonical, of its outlet and agency
  std::uint32_t version = 0;       // index of the earliest with the same words

  const Article& article() const { return *side.article; }
  bool is(const std::string& name) const { return std::ranges::find(names, name) != names.end(); }
  std::string shown() const {
    const Outlet& outlet = article().outlet;
    return !outlet.name.empty() ? outlet.name : !outlet.domain.empty() ? outlet.domain : "it";
  }
};

// Two versions that share passages; `x` is the earlier of the two in the order of members.
struct Pair {
  std::uint32_t x = 0, y = 0;
  Comparison comparison;                       // a is x
  std::uint32_t written_x = 0, written_y = 0;  // if the other is the parent

  const Portion& of(std::uint32_t version) const {
    return version == x ? comparison.a : comparison.b;
  }
  std::uint32_t other(std::uint32_t version) const { return version == x ? y : x; }
  // What has to be explained in the words of `child`, when it was made from the other.
  double text_cost(std::uint32_t child) const { return child == x ? written_x : written_y; }
  double distance() const { return text_cost(x) + text_cost(y); }
};

// -1: x is dated before y; 1: after it; 0: the dates do not tell.
int dated(const Article& x, const Article& y) {
  if (!x.published || !y.published) return 0;
  const Precision precision = std::min(x.published_precision, y.published_precision);
  const auto rounded = [&](Time time) -> Time {
    if (precision == Precision::kDay) return std::chrono::floor<std::chrono::days>(time);
    if (precision == Precision::kMinute) return std::chrono::floor<std::chrono::minutes>(time);
    return time;
  };
  const Time first = rounded(*x.published), second = rounded(*y.published);
  return first < second ? -1 : second < first ? 1 : 0;
}

std::string duration(std::chrono::seconds time) {
  const auto count = [](std::int64_t number, std::string_view unit) {
    return fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
  };
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  const std::int64_t seconds = std::abs(time.count());
  if (seconds < kMinute) return count(seconds, "second");
  if (seconds < 2 * kHour) return count(seconds / kMinute, "minute");
  if (seconds < 2 * kDay) return count(seconds / kHour, "hour");
  return count(seconds / kDay, "day");
}

class Lineage {
 public:
  Lineage(std::span<const Side> sides, std::span<const Passage> passages,
          const press::Press& press);
  Family family();

 private:
  void compare_pairs(std::span<const Passage> passages);
  void find_absent();
  void count_own();
  const Pair* pair(std::uint32_t x, std::uint32_t y) const;
  double credit_cost(std::uint32_t parent, std::uint32_t child) const;
  double arc_cost(const Pair& pair, std::uint32_t child) const;
  double absent_cost(std::uint32_t child) const;
  double root_cost(std::uint32_t version) const;
  bool credits(std::uint32_t version, const std::string& name) const;
  void plant();
  LineageEdge edge(std::uint32_t member) const;
  std::vector<std::string> evidence_of_root(std::uint32_t member) const;
  std::string evidence_of_time(std::uint32_t parent, std::uint32_t child) const;
  std::string agency() const;

  std::vector<Member> members_;                       // in order of age
  std::vector<Pair> pairs_;                           // linked ones
  std::vector<std::vector<std::uint32_t>> pairs_of_;  // of each version: indices of pairs_
  std::unordered_map<std::uint64_t, std::uint32_t> pair_at_;
  std::vector<std::string> absent_;     // credited, and not in the library
  std::vector<std::uint32_t> own_;      // of each version, where any is absent: grams no other has
  std::vector<std::uint32_t> parents_;  // of each version; members_.size() + i is absent_[i]
};

Lineage::Lineage(std::span<const Side> sides, std::span<const Passage> passages,
                 const press::Press& press) {
  members_.reserve(sides.size());
  for (const Side& side : sides) {
    Member member;
    member.side = side;
    word_kinds(side, member.kinds);
    member.grams = grams_of(side, member.kinds);
    member.credited = credited(press, *side.article);
    member.agency = own_agency(press, *side.article);
    for (const std::string& name : {member.agency, canonical(press, side.article->outlet.domain),
                                    canonical(press, side.article->outlet.name)}) {
      if (!name.empty()) member.names.push_back(name);
    }
    members_.push_back(std::move(member));
  }
  std::ranges::sort(
      members_, [](const Member& x, const Member& y) { return earlier(x.article(), y.article()); });
  std::map<Digest, std::uint32_t> first;
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    members_[i].version = first.try_emplace(digest(members_[i].side.text->words), i).first->second;
  }
  compare_pairs(passages);
  find_absent();
  plant();
}

void Lineage::compare_pairs(std::span<const Passage> passages) {
  std::unordered_map<std::string_view, std::uint32_t> number;
  for (std::uint32_t i = 0; i < members_.size(); ++i) number.emplace(members_[i].article().id, i);
  // Passages by versions, then by the members they are between: one pair speaks for its versions.
  struct Between {
    std::uint32_t x, y, x_member, y_member;
    const Passage* passage;
    auto key() const { return std::tie(x, y, x_member, y_member); }
    auto order() const {
      return std::tie(x, y, x_member, y_member, passage->a_span, passage->b_span);
    }
  };
  std::vector<Between> between;
  for (const Passage& passage : passages) {
    const auto a = number.find(passage.a), b = number.find(passage.b);
    if (a == number.end() || b == number.end()) continue;
    std::uint32_t x = a->second, y = b->second;
    if (members_[x].version > members_[y].version) std::swap(x, y);
    if (members_[x].version == members_[y].version) continue;
    between.push_back({members_[x].version, members_[y].version, x, y, &passage});
  }
  std::ranges::sort(between,
                    [](const Between& x, const Between& y) { return x.order() < y.order(); });
  pairs_of_.resize(members_.size());
  std::vector<Passage> of_pair;
  for (std::size_t at = 0; at < between.size();) {
    const Between& first = between[at];
    of_pair.clear();
    for (; at < between.size() &&
           std::tie(between[at].x, between[at].y) == std::tie(first.x, first.y);
         ++at) {
      if (between[at].key() == first.key()) of_pair.push_back(*between[at].passage);
    }
    Member& x = members_[first.x_member];
    Member& y = members_[first.y_member];
    Pair pair{first.x, first.y, compare(x.side, x.kinds, y.side, y.kinds, of_pair)};
    if (!linked(x.article(), y.article(), pair.comparison)) continue;
    pair.written_x = written(y.grams, x.grams);
    pair.written_y = written(x.grams, y.grams);
    const auto index = static_cast<std::uint32_t>(pairs_.size());
    pairs_of_[pair.x].push_back(index);
    pairs_of_[pair.y].push_back(index);
    pair_at_.emplace(std::uint64_t(pair.x) << 32 | pair.y, index);
    pairs_.push_back(pair);
  }
}

const Pair* Lineage::pair(std::uint32_t x, std::uint32_t y) const {
  const auto at = pair_at_.find(std::uint64_t(std::min(x, y)) << 32 | std::max(x, y));
  return at == pair_at_.end() ? nullptr : &pairs_[at->second];
}

bool Lineage::credits(std::uint32_t version, const std::string& name) const {
  const Credited& credited = members_[version].credited;
  return credited.agencies.contains(name) || credited.outlets.contains(name);
}

void Lineage::find_absent() {
  std::set<std::string> names;
  for (const Member& member : members_) {
    names.insert(member.credited.agencies.begin(), member.credited.agencies.end());
    names.insert(member.credited.outlets.begin(), member.credited.outlets.end());
  }
  for (const Member& member : members_) {
    for (const std::string& name : member.names) names.erase(name);
  }
  absent_.assign(names.begin(), names.end());
  if (!absent_.empty()) count_own();
}

void Lineage::count_own() {
  std::unordered_map<std::uint64_t, std::uint32_t> versions;
  const auto is_first = [](const auto& grams, std::size_t at) {
    return at == 0 || grams[at].first != grams[at - 1].first;
  };
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    const auto& grams = members_[i].grams.sorted;
    for (std::size_t at = 0; members_[i].version == i && at < grams.size(); ++at) {
      if (is_first(grams, at)) ++versions[grams[at].first];
    }
  }
  for (const Member& member : members_) {
    own_.push_back(static_cast<std::uint32_t>(std::ranges::count_if(
        member.grams.sorted, [&](const auto& gram) { return versions.at(gram.first) == 1; })));
  }
}

double Lineage::credit_cost(std::uint32_t parent, std::uint32_t child) const {
  const Member& from = members_[parent];
  const Credited& credited = members_[child].credited;
  double cost = 0;
  const auto absent = [&](const std::string& name) {
    return std::ranges::binary_search(absent_, name);
  };
  for (const std::string& name : credited.outlets) {
    if (from.is(name)) return kNamesParent;
    cost += absent(name) ? kSibling : kOtherOutlet;
  }
  for (const std::string& name : credited.agencies) {
    if (from.is(name)) return kCreditsParent;
    const bool alike = credits(parent, name);
    if (!alike)
      cost += kNotCredited;
    else if (absent(name))
      cost += kSibling;
  }
  return cost;
}

double Lineage::arc_cost(const Pair& pair, std::uint32_t child) const {
  const std::uint32_t parent = pair.other(child);
  const int order = dated(members_[parent].article(), members_[child].article());
  return pair.text_cost(child) + kCut * pair.text_cost(parent) + credit_cost(parent, child) +
         (order > 0    ? kBefore
          : order == 0 ? kUndated
                       : 0);
}

// Of a version that is not in the library more is not known than what those made from it have in
// common: what a version shares with any other may have stood there.  So another one is its source
// only where that has nearly all of this, too.
double Lineage::absent_cost(std::uint32_t child) const { return kAbsent + own_[child]; }

// A version that all others resemble less than they do its nearest relative is at the end of a
// branch: the more they are, the less likely is it that none of them was made from the first.
double Lineage::root_cost(std::uint32_t version) const {
  double cost = kRootWord * members_[version].grams.words;
  if (members_[version].credited.any()) cost += kRootCredits;
  if (!members_[version].agency.empty()) cost += kRootAgency;
  const Pair* nearest = nullptr;
  for (const std::uint32_t index : pairs_of_[version]) {
    if (nearest == nullptr || pairs_[index].distance() < nearest->distance())
      nearest = &pairs_[index];
  }
  if (nearest == nullptr) return cost;
  std::uint32_t others = 0;
  for (const std::uint32_t index : pairs_of_[version]) {
    const std::uint32_t third = pairs_[index].other(version);
    const Pair* to_nearest = pair(third, nearest->other(version));
    if (&pairs_[index] == nearest || to_nearest == nullptr) continue;
    if (to_nearest->distance() >= pairs_[index].distance()) return cost;
    ++others;
  }
  return cost + kRootAlone * std::log1p(others);
}

void Lineage::plant() {
  const auto size = static_cast<std::uint32_t>(members_.size());
  const auto root = static_cast<std::uint32_t>(size + absent_.size());
  const auto rounded = [](double cost) { return std::llround(cost * 1024); };
  std::vector<Arc> arcs;
  for (std::uint32_t i = 0; i < size; ++i) {
    // Those with the words of another stand where it stands.
    if (members_[i].version != i) {
      arcs.push_back({members_[i].version, i, 0});
      continue;
    }
    arcs.push_back({root, i, rounded(kRoot + root_cost(i))});
    for (std::size_t name = 0; name < absent_.size(); ++name) {
      if (credits(i, absent_[name])) {
        arcs.push_back({std::uint32_t(size + name), i, rounded(absent_cost(i))});
      }
    }
  }
  for (std::size_t name = 0; name < absent_.size(); ++name) {
    arcs.push_back({root, std::uint32_t(size + name), rounded(kRoot)});
  }
  for (const Pair& pair : pairs_) {
    arcs.push_back({pair.x, pair.y, rounded(arc_cost(pair, pair.y))});
    arcs.push_back({pair.y, pair.x, rounded(arc_cost(pair, pair.x))});
  }
  parents_ = arborescence(root + 1, root, arcs);
}

std::string Lineage::evidence_of_time(std::uint32_t parent, std::uint32_t child) const {
  const Article& from = members_[parent].article();
  const Article& to = members_[child].article();
  if (!from.published || !to.published) {
    return !from.published && !to.published ? "neither has a date"
           : to.published                   ? "its source has no date"
                                            : "it has no date";
  }
  const int order = dated(from, to);
  const std::string apart = duration(*to.published - *from.published);
  if (order < 0) return fmt::format("published {} later", apart);
  if (order > 0) return fmt::format("dated {} before its source, which the texts outweigh", apart);
  return to.published == from.published ? "dated the same"
                                        : "dates too coarse to tell which came first";
}

std::vector<std::string> Lineage::evidence_of_root(std::uint32_t member) const {
  const std::uint32_t parent = parents_[member];
  if (parent < members_.size() + absent_.size()) {
    return {fmt::format("credits {}, whose own version is not in the library",
                        absent_[parent - members_.size()])};
  }
  std::vector<std::string> out;
  if (!members_[member].agency.empty()) {
    out.push_back(fmt::format("the own version of {}", members_[member].agency));
  }
  const auto before = std::ranges::find_if(members_, [&](const Member& other) {
    return dated(other.article(), members_[member].article()) < 0;
  });
  out.push_back(before == members_.end()
                    ? "no version in the library is dated earlier"
                    : fmt::format("what {} dates earlier was made from it", before->shown()));
  return out;
}

LineageEdge Lineage::edge(std::uint32_t member) const {
  LineageEdge out;
  out.to = members_[member].article().id;
  const std::uint32_t parent = parents_[member];
  if (parent >= members_.size()) {
    out.evidence = evidence_of_root(member);
    return out;
  }
  const Member& from = members_[parent];
  out.from = from.article().id;
  out.evidence.push_back(evidence_of_time(parent, member));
  if (members_[member].version == parent) {
    out.reuse = 1;
    out.evidence.push_back("identical word for word");
  } else {
    const Pair& shared = *pair(parent, member);
    Difference changed =
        difference(from.side, from.kinds, members_[member].side, members_[member].kinds);
    out.cut = changed.cut;
    out.added = changed.added;
    out.edits = std::move(changed.edits);
    out.reuse = std::min(1.0, shared.of(member).share());
    out.evidence.push_back(fmt::format("{:.0f} % of its narrative stands in {}'s text",
                                       std::floor(100 * out.reuse), from.shown()));
    const std::uint32_t before = parents_[parent];
    if (before < members_.size()) {
      const std::uint32_t places =
          inherited(members_[before].grams, from.grams, members_[member].grams);
      if (places > 0) {
        out.evidence.push_back(fmt::format("shares {} edit{} with it that {} does not have", places,
                                           places == 1 ? "" : "s", members_[before].shown()));
      }
    }
  }
  const Credited& credited = members_[member].credited;
  for (const std::string& name : from.names) {
    if (credited.agencies.contains(name) || credited.outlets.contains(name)) {
      out.evidence.push_back(fmt::format("credits {}", name));
      break;
    }
  }
  return out;
}

// The agency whose own version is in the family, else the one credited most often.
std::string Lineage::agency() const {
  std::map<std::string, std::uint32_t> credited;
  for (const Member& member : members_) {
    if (!member.agency.empty() && parents_[member.version] >= members_.size()) return member.agency;
    for (const std::string& name : member.credited.agencies) ++credited[name];
  }
  const auto most =
      std::ranges::max_element(credited, {}, [](const auto& entry) { return entry.second; });
  return most == credited.end() ? "" : most->first;
}

Family Lineage::family() {
  Family out;
  std::size_t without_parent = 0;
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    out.members.push_back(members_[i].article().id);
    out.edges.push_back(edge(i));
    if (parents_[i] >= members_.size()) {
      ++without_parent;
      out.root = out.members.back();
    }
  }
  if (without_parent != 1) out.root.reset();
  out.id = out.members.front();
  out.agency = agency();
  return out;
}

}  // namespace

Family lineage(std::span<const Side> members, std::span<const Passage> passages,
               const press::Press& press) {
  return Lineage(members, passages, press).family();
}

}  // namespace secondsource::reuse
