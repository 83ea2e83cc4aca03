// Connected components that grow (union by size, path halving).
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace secondsource::library {

// Nodes are numbers of the caller's choice; each is alone until it is joined.
class Components {
 public:
  using Node = std::int64_t;

  void insert(Node node) { parents_.try_emplace(node, node, 1); }

  void join(Node a, Node b) {
    insert(a);
    insert(b);
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (parents_.at(a).size < parents_.at(b).size) std::swap(a, b);
    parents_.at(b).parent = a;
    parents_.at(a).size += parents_.at(b).size;
  }

  // The node that stands for the component of `node`, until it is joined to another.
  Node root_of(Node node) { return parents_.contains(node) ? root(node) : node; }
  bool joined(Node a, Node b) { return a == b || root_of(a) == root_of(b); }

  // The components, each with its nodes in order, in the order of their first nodes.
  std::vector<std::vector<Node>> all() {
    std::vector<Node> nodes;
    nodes.reserve(parents_.size());
    for (const auto& [node, entry] : parents_) nodes.push_back(node);
    std::ranges::sort(nodes);
    std::unordered_map<Node, std::size_t> at;
    std::vector<std::vector<Node>> components;
    for (const Node node : nodes) {
      const auto [found, fresh] = at.try_emplace(root(node), components.size());
      if (fresh) components.emplace_back();
      components[found->second].push_back(node);
    }
    return components;
  }

 private:
  struct Entry {
    Entry(Node p, std::int64_t s) : parent(p), size(s) {}
    Node parent;
    std::int64_t size;
  };
  Node root(Node node) {
    while (true) {
      Entry& entry = parents_.at(node);
      if (entry.parent == node) return node;
      entry.parent = parents_.at(entry.parent).parent;
      node = entry.parent;
    }
  }
  std::unordered_map<Node, Entry> parents_;
};

}  // namespace secondsource::library
