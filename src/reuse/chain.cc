#include "reuse/chain.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace secondsource::reuse {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::size_t kPredecessors = 64;  // runs looked back at for the one before
constexpr std::uint32_t kBeyond = 24;      // words looked at beyond an end at a time

std::uint32_t words_of(std::span<const Run> runs) {
  std::uint32_t words = 0;
  for (const Run& run : runs) words += run.length;
  return words;
}

// Adds an equal pair of words, which ascend.
void add_pair(std::vector<Run>& runs, std::uint32_t a, std::uint32_t b) {
  if (!runs.empty() && runs.back().a_end() == a && runs.back().b_end() == b) {
    ++runs.back().length;
  } else {
    runs.push_back({a, b, 1});
  }
}

// What `run` still adds after `before`.
Run after(const Run& before, Run run) {
  const std::uint32_t overlap = std::max(before.a_end() > run.a ? before.a_end() - run.a : 0,
                                         before.b_end() > run.b ? before.b_end() - run.b : 0);
  if (overlap >= run.length) return {run.a_end(), run.b_end(), 0};
  return {run.a + overlap, run.b + overlap, run.length - overlap};
}

}  // namespace

void Chainer::score(std::span<const Run> runs) {
  score_.resize(runs.size());
  before_.assign(runs.size(), kNone);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    score_[i] = 2 * std::int64_t(runs[i].length);
    for (std::size_t j = i; j-- > 0 && j + kPredecessors >= i;) {
      if (runs[j].a >= runs[i].a || runs[j].b >= runs[i].b) continue;
      const Run rest = after(runs[j], runs[i]);
      if (rest.length == 0) continue;
      const std::int64_t a_gap = std::int64_t(rest.a) - runs[j].a_end();
      const std::int64_t b_gap = std::int64_t(rest.b) - runs[j].b_end();
      if (std::max(a_gap, b_gap) > kGap) continue;
      const std::int64_t cost = std::max(a_gap, b_gap) + std::abs(a_gap - b_gap);
      const std::int64_t score = score_[j] - cost + 2 * std::int64_t(rest.length);
      if (score > score_[i]) {
        score_[i] = score;
        before_[i] = static_cast<std::uint32_t>(j);
      }
    }
  }
}

// Aligns the words between two runs (both sides at most kGap words); returns how many are equal.
std::uint32_t Chainer::align_gap(const Box& gap, std::vector<Run>& out) {
  const std::uint32_t n = gap.a_end - gap.a_begin, m = gap.b_end - gap.b_begin;
  if (n == 0 || m == 0) return 0;
  const std::uint64_t* a = &a_[gap.a_begin];
  const std::uint64_t* b = &b_[gap.b_begin];
  std::array<std::array<std::uint8_t, kGap + 1>, kGap + 1> common;  // of what follows i and j
  for (std::uint32_t j = 0; j <= m; ++j) common[n][j] = 0;
  for (std::uint32_t i = n; i-- > 0;) {
    common[i][m] = 0;
    for (std::uint32_t j = m; j-- > 0;) {
      common[i][j] = a[i] == b[j] ? std::uint8_t(common[i + 1][j + 1] + 1)
                                  : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  for (std::uint32_t i = 0, j = 0; common[i][j] > 0;) {
    if (a[i] == b[j]) {
      add_pair(out, gap.a_begin + i++, gap.b_begin + j++);
    } else if (common[i + 1][j] >= common[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common[0][0];
}

void Chainer::assemble(std::span<const Run> runs) {
  parts_.clear();
  for (const std::uint32_t index : chain_) {
    const Run& run = runs[index];
    Part part{{{run.a, run.a_end(), run.b, run.b_end()}, {}, {run}, run.length},
              std::int64_t(run.length)};
    parts_.push_back(std::move(part));
    // Every new weight on the right may outweigh the gap before it.
    while (parts_.size() > 1) {
      Part& right = parts_.back();
      Part& left = parts_[parts_.size() - 2];
      const Run first = after(left.alignment.runs.back(), right.alignment.runs.front());
      if (first.length == 0) break;
      const Box gap{left.alignment.box.a_end, first.a, left.alignment.box.b_end, first.b};
      const std::uint32_t wide = std::max(gap.a_end - gap.a_begin, gap.b_end - gap.b_begin);
      if (wide > kGap) break;
      std::vector<Run> equal;
      const std::uint32_t shared = align_gap(gap, equal);
      const std::int64_t different = wide - shared;
      if (different > std::min(left.weight, right.weight) + shared) break;
      right.alignment.runs.front() = first;
      auto& joined = left.alignment.runs;
      joined.insert(joined.end(), equal.begin(), equal.end());
      joined.insert(joined.end(), right.alignment.runs.begin(), right.alignment.runs.end());
      left.alignment.box.a_end = right.alignment.box.a_end;
      left.alignment.box.b_end = right.alignment.box.b_end;
      left.alignment.longest = std::max(left.alignment.longest, right.alignment.longest);
      left.weight += right.weight + shared - different;
      parts_.pop_back();
    }
  }
}

// Takes in words beyond both ends as long as more of them are equal than not.
void Chainer::extend(Part& part) const {
  Box& box = part.alignment.box;
  std::vector<Run>& runs = part.alignment.runs;
  std::array<std::array<std::int8_t, kBeyond + 1>, kBeyond + 1> weight;
  // `a_at(i)` is the i-th word beyond the end.  Returns the best end, (0, 0) when there is none.
  const auto best = [&](std::uint32_t n, std::uint32_t m, auto a_at, auto b_at) {
    std::pair<std::uint32_t, std::uint32_t> end{0, 0};
    int most = 0;
    for (std::uint32_t j = 0; j <= m; ++j) weight[0][j] = std::int8_t(-int(j));
    for (std::uint32_t i = 1; i <= n; ++i) {
      weight[i][0] = std::int8_t(-int(i));
      for (std::uint32_t j = 1; j <= m; ++j) {
        const int pair = weight[i - 1][j - 1] + (a_at(i - 1) == b_at(j - 1) ? 1 : -1);
        const int value = std::max({pair, weight[i - 1][j] - 1, weight[i][j - 1] - 1});
        weight[i][j] = std::int8_t(value);
        if (value > most) {
          most = value;
          end = {i, j};
        }
      }
    }
    return end;
  };
  // Calls `pair(i, j)` for each equal pair on the way back from `end`.
  const auto trace = [&](std::pair<std::uint32_t, std::uint32_t> end, auto a_at, auto b_at,
                         auto pair) {
    for (auto [i, j] = end; i > 0 && j > 0;) {
      const bool equal = a_at(i - 1) == b_at(j - 1);
      if (weight[i][j] == weight[i - 1][j - 1] + (equal ? 1 : -1)) {
        --i, --j;
        if (equal) pair(i, j);
      } else if (weight[i][j] == weight[i - 1][j] - 1) {
        --i;
      } else {
        --j;
      }
    }
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  while (true) {
    const auto a_at = [&](std::uint32_t i) { return a_[box.a_end + i]; };
    const auto b_at = [&](std::uint32_t j) { return b_[box.b_end + j]; };
    const auto end =
        best(std::min<std::uint32_t>(kBeyond, std::uint32_t(a_.size()) - box.a_end),
             std::min<std::uint32_t>(kBeyond, std::uint32_t(b_.size()) - box.b_end), a_at, b_at);
    if (end.first == 0) break;
    pairs.clear();
    trace(end, a_at, b_at, [&](std::uint32_t i, std::uint32_t j) { pairs.emplace_back(i, j); });
    for (auto at = pairs.rbegin(); at != pairs.rend(); ++at) {
      add_pair(runs, box.a_end + at->first, box.b_end + at->second);
    }
    box.a_end += end.first;
    box.b_end += end.second;
  }
  std::vector<Run> before;
  while (true) {
    const auto a_at = [&](std::uint32_t i) { return a_[box.a_begin - 1 - i]; };
    const auto b_at = [&](std::uint32_t j) { return b_[box.b_begin - 1 - j]; };
    const auto end =
        best(std::min(kBeyond, box.a_begin), std::min(kBeyond, box.b_begin), a_at, b_at);
    if (end.first == 0) break;
    before.clear();
    trace(end, a_at, b_at, [&](std::uint32_t i, std::uint32_t j) {
      add_pair(before, box.a_begin - 1 - i, box.b_begin - 1 - j);
    });
    runs.insert(runs.begin(), before.begin(), before.end());
    box.a_begin -= end.first;
    box.b_begin -= end.second;
  }
}

bool Chainer::satisfies(const Alignment& alignment) const {
  if (alignment.longest >= options_.promise) return true;
  const std::uint32_t words = words_of(alignment.runs);
  const Box& box = alignment.box;
  const std::uint32_t longer = std::max(box.a_end - box.a_begin, box.b_end - box.b_begin);
  return words >= options_.words && words >= options_.identity * longer;
}

void Chainer::chain(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                    std::vector<Run>& runs, std::vector<Alignment>& out) {
  a_ = a;
  b_ = b;
  out.clear();
  std::ranges::sort(runs);
  score(runs);
  order_.resize(runs.size());
  for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
  std::ranges::sort(order_, [&](std::uint32_t x, std::uint32_t y) {
    return score_[x] != score_[y] ? score_[x] > score_[y] : x < y;
  });
  used_.assign(runs.size(), false);
  for (const std::uint32_t end : order_) {
    if (used_[end]) continue;
    chain_.clear();
    for (std::uint32_t i = end; i != kNone && !used_[i]; i = before_[i]) {
      used_[i] = true;
      chain_.push_back(i);
    }
    std::ranges::reverse(chain_);
    assemble(runs);
    for (Part& part : parts_) {
      // Too little to become enough by what stands beyond its ends.
      if (part.alignment.longest < options_.promise &&
          words_of(part.alignment.runs) < options_.words / 2) {
        continue;
      }
      part.alignment.core = part.alignment.box;
      extend(part);
      if (satisfies(part.alignment)) out.push_back(std::move(part.alignment));
    }
  }
}

}  // namespace secondsource::reuse
