#include "reuse/arborescence.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

namespace secondsource::reuse {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

// Leftist heaps of arcs, to which an amount can be added as a whole: merging recurses no deeper
// than the logarithm of their size.
class Heaps {
 public:
  explicit Heaps(std::span<const Arc> arcs) {
    nodes_.reserve(arcs.size());
    for (const Arc& arc : arcs) nodes_.push_back({arc});
  }

  std::uint32_t merge(std::uint32_t x, std::uint32_t y) {
    if (x == kNone) return y;
    if (y == kNone) return x;
    push_down(x);
    push_down(y);
    if (key(y) < key(x)) std::swap(x, y);
    const std::uint32_t right = merge(nodes_[x].right, y);
    Node& node = nodes_[x];
    node.right = right;
    if (rank(node.left) < rank(node.right)) std::swap(node.left, node.right);
    node.rank = rank(node.right) + 1;
    return x;
  }
  Arc top(std::uint32_t x) {
    push_down(x);
    return nodes_[x].arc;
  }
  std::uint32_t pop(std::uint32_t x) {
    push_down(x);
    return merge(nodes_[x].left, nodes_[x].right);
  }
  void add(std::uint32_t x, std::int64_t amount) {
    if (x != kNone) nodes_[x].added += amount;
  }

 private:
  struct Node {
    Arc arc;
    std::uint32_t left = kNone, right = kNone, rank = 1;
    std::int64_t added = 0;
  };
  std::uint32_t rank(std::uint32_t x) const { return x == kNone ? 0 : nodes_[x].rank; }
  std::tuple<std::int64_t, std::uint32_t, std::uint32_t> key(std::uint32_t x) const {
    const Arc& arc = nodes_[x].arc;
    return {arc.cost, arc.from, arc.to};
  }
  void push_down(std::uint32_t x) {
    Node& node = nodes_[x];
    if (node.added == 0) return;
    node.arc.cost += node.added;
    add(node.left, node.added);
    add(node.right, node.added);
    node.added = 0;
  }
  std::vector<Node> nodes_;
};

// Disjoint sets whose unions can be taken back.
class Sets {
 public:
  explicit Sets(std::uint32_t size) : parent_(size, -1) {}
  std::uint32_t find(std::uint32_t x) const {
    while (parent_[x] >= 0) x = std::uint32_t(parent_[x]);
    return x;
  }
  bool join(std::uint32_t x, std::uint32_t y) {
    x = find(x);
    y = find(y);
    if (x == y) return false;
    if (parent_[x] > parent_[y]) std::swap(x, y);  // the larger set has the smaller number
    changes_.emplace_back(x, parent_[x]);
    changes_.emplace_back(y, parent_[y]);
    parent_[x] += parent_[y];
    parent_[y] = std::int64_t(x);
    return true;
  }
  std::size_t time() const { return changes_.size(); }
  void back_to(std::size_t time) {
    while (changes_.size() > time) {
      parent_[changes_.back().first] = changes_.back().second;
      changes_.pop_back();
    }
  }

 private:
  std::vector<std::int64_t> parent_;  // or, of a set's representative, the size below zero
  std::vector<std::pair<std::uint32_t, std::int64_t>> changes_;
};

struct Cycle {
  std::uint32_t node = 0;  // what it was contracted to
  std::size_t time = 0;    // of the sets, before
  std::vector<Arc> arcs;
};

}  // namespace

std::vector<std::uint32_t> arborescence(std::uint32_t nodes, std::uint32_t root,
                                        std::span<const Arc> arcs) {
  Heaps heaps(arcs);
  std::vector<std::uint32_t> heap(nodes, kNone);
  for (std::uint32_t i = 0; i < arcs.size(); ++i) {
    heap[arcs[i].to] = heaps.merge(heap[arcs[i].to], i);
  }
  Sets sets(nodes);
  std::vector<std::uint32_t> seen(nodes, kNone), path;
  seen[root] = root;
  std::vector<Arc> taken, into(nodes, Arc{kNone, kNone, 0});
  std::vector<Cycle> cycles;
  for (std::uint32_t start = 0; start < nodes; ++start) {
    path.clear();
    taken.clear();
    // Goes back along the cheapest arcs to what is reached already; a cycle becomes one node.
    for (std::uint32_t node = sets.find(start); seen[node] == kNone;) {
      assert(heap[node] != kNone);
      const Arc arc = heaps.top(heap[node]);
      heaps.add(heap[node], -arc.cost);
      heap[node] = heaps.pop(heap[node]);
      taken.push_back(arc);
      path.push_back(node);
      seen[node] = start;
      node = sets.find(arc.from);
      if (seen[node] != start) continue;
      std::uint32_t merged = kNone;
      Cycle cycle{0, sets.time(), {}};
      for (bool more = true; more;) {
        merged = heaps.merge(merged, heap[path.back()]);
        cycle.arcs.push_back(taken.back());
        more = sets.join(node, path.back());
        path.pop_back();
        taken.pop_back();
      }
      node = sets.find(node);
      heap[node] = merged;
      seen[node] = kNone;
      cycle.node = node;
      cycles.push_back(std::move(cycle));
    }
    for (const Arc& arc : taken) into[sets.find(arc.to)] = arc;
  }
  for (auto cycle = cycles.rbegin(); cycle != cycles.rend(); ++cycle) {
    sets.back_to(cycle->time);
    const Arc entry = into[cycle->node];
    for (const Arc& arc : cycle->arcs) into[sets.find(arc.to)] = arc;
    into[sets.find(entry.to)] = entry;
  }
  std::vector<std::uint32_t> parents(nodes, kNoParent);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (node != root) parents[node] = into[node].from;
  }
  return parents;
}

}  // namespace secondsource::reuse
