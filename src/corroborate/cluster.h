// Groups of what is linked in pairs.
#pragma once

#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace secondsource::corroborate {

using Members = std::vector<std::size_t>;

// Groups of 0 … size - 1, as of single-link clustering with a veto: from the first link on, the two
// groups that it connects become one where join(into, from) says so; these are their names, and
// members(name) what they hold.  Each group is named by one of its members.
class Clusters {
 public:
  explicit Clusters(std::size_t size) : group_(size), members_(size) {
    std::iota(group_.begin(), group_.end(), std::size_t{0});
    for (std::size_t i = 0; i < size; ++i) members_[i] = {i};
  }

  template <typename Join>
  void link(std::size_t i, std::size_t j, const Join& join) {
    std::size_t into = group_[i], from = group_[j];
    if (into == from) return;
    if (members_[into].size() < members_[from].size()) std::swap(into, from);
    if (!join(into, from)) return;
    for (const std::size_t member : members_[from]) group_[member] = into;
    members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
    members_[from] = Members();
  }

  std::size_t group(std::size_t i) const { return group_[i]; }
  const Members& members(std::size_t name) const { return members_[name]; }

 private:
  std::vector<std::size_t> group_;
  std::vector<Members> members_;
};

}  // namespace secondsource::corroborate
