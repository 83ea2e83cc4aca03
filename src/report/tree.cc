#include "report/tree.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace secondsource::report {
namespace {
constexpr std::size_t kLevels = 16;
}

std::vector<TreeRow> tree_of(const Family& family) {
  std::map<std::string_view, const LineageEdge*> edge_to;
  for (const LineageEdge& edge : family.edges) edge_to.emplace(edge.to, &edge);
  std::map<std::string_view, std::vector<std::string_view>> children;
  std::vector<std::string_view> roots;
  for (const std::string& member : family.members) {
    const auto edge = edge_to.find(member);
    const bool has_parent =
        edge != edge_to.end() && edge->second->from && *edge->second->from != member;
    if (has_parent) {
      children[*edge->second->from].push_back(member);
    } else {
      roots.push_back(member);
    }
  }

  std::vector<TreeRow> rows;
  std::map<std::string_view, bool> placed;
  struct Visit {
    std::string_view id;
    std::size_t parent;
    bool last;
  };
  std::vector<Visit> stack;
  const auto draw_from = [&](std::string_view root) {
    stack.push_back({root, TreeRow::kNone, true});
    while (!stack.empty()) {
      const Visit visit = stack.back();
      stack.pop_back();
      if (!placed.emplace(visit.id, true).second) continue;
      TreeRow row{.id = std::string(visit.id), .parent = visit.parent, .last = visit.last};
      if (const auto edge = edge_to.find(visit.id); edge != edge_to.end()) row.edge = edge->second;
      if (visit.parent != TreeRow::kNone) {
        const TreeRow& parent = rows[visit.parent];
        row.depth = parent.depth + 1;
        row.open = parent.open;
        if (parent.depth > 0 && row.open.size() < kLevels) row.open.push_back(!parent.last);
      }
      const std::size_t at = rows.size();
      rows.push_back(std::move(row));
      if (const auto found = children.find(visit.id); found != children.end()) {
        for (std::size_t i = found->second.size(); i-- > 0;) {
          stack.push_back({found->second[i], at, i + 1 == found->second.size()});
        }
      }
    }
  };
  for (const std::string_view root : roots) draw_from(root);
  // Members whose parents form a circle, or are no members.
  for (const std::string& member : family.members) draw_from(member);
  return rows;
}

}  // namespace secondsource::report
