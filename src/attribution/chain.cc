#include "attribution/chain.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace secondsource::attribution {

bool Chain::take(std::string_view& bytes, Chain& out) {
  constexpr std::size_t kHeader = 16;
  if (bytes.size() < kHeader) return false;
  std::memcpy(&out.emission_slots_, bytes.data(), 4);
  std::memcpy(&out.transition_slots_, bytes.data() + 4, 4);
  std::memcpy(&out.emission_scale_, bytes.data() + 8, 4);
  std::memcpy(&out.transition_scale_, bytes.data() + 12, 4);
  const std::size_t emission = std::size_t{out.emission_slots_} * kLabels;
  const std::size_t transition = std::size_t{out.transition_slots_} * kLabels * kLabels;
  if (!std::has_single_bit(out.emission_slots_) || !std::has_single_bit(out.transition_slots_) ||
      bytes.size() - kHeader < emission + transition) {
    return false;
  }
  out.emission_ = reinterpret_cast<const std::int8_t*>(bytes.data() + kHeader);
  out.transition_ = out.emission_ + emission;
  bytes.remove_prefix(kHeader + emission + transition);
  return true;
}

void Chain::read(const Lattice& lattice, Scores& out) const {
  const std::size_t count = lattice.size();
  out.own.resize(count);
  out.pair.resize(count);
  std::size_t e = 0, t = 0;
  // Weights lie far apart: ask for them ahead of time.
  constexpr std::size_t kAhead = 24;
  for (std::size_t i = 0; i < count; ++i) {
    std::int32_t emission[kLabels] = {0, 0, 0};
    for (; e < lattice.emission_end[i]; ++e) {
      if (e + kAhead < lattice.emission.size()) {
        __builtin_prefetch(emission_ +
                           std::size_t{lattice.emission[e + kAhead] & (emission_slots_ - 1)} *
                               kLabels);
      }
      const std::int8_t* w =
          emission_ + std::size_t{lattice.emission[e] & (emission_slots_ - 1)} * kLabels;
      for (std::size_t y = 0; y < kLabels; ++y) emission[y] += w[y];
    }
    std::int32_t transition[kLabels * kLabels] = {};
    for (; t < lattice.transition_end[i]; ++t) {
      const std::int8_t* w =
          transition_ +
          std::size_t{lattice.transition[t] & (transition_slots_ - 1)} * kLabels * kLabels;
      for (std::size_t y = 0; y < kLabels * kLabels; ++y) transition[y] += w[y];
    }
    for (std::size_t y = 0; y < kLabels; ++y)
      out.own[i][y] = emission_scale_ * static_cast<float>(emission[y]);
    for (std::size_t y = 0; y < kLabels * kLabels; ++y)
      out.pair[i][y] = transition_scale_ * static_cast<float>(transition[y]);
  }
}

void best_labels(Scores& scores, Wanted wanted, std::vector<std::uint8_t>& labels) {
  const std::size_t count = scores.own.size();
  labels.assign(count, 0);
  if (count == 0) return;
  // A state is a label and whether label 1 has been seen: seen × kLabels + label.
  constexpr std::size_t kStates = 2 * kLabels;
  constexpr float kNever = -1e30F;
  const std::size_t seen_end = wanted.label != 0 || wanted.once ? 2 : 1;
  scores.back.assign(count, {});
  float before[kStates], now[kStates];
  for (std::size_t i = 0; i < count; ++i) {
    const auto& own = scores.own[i];
    auto pair = scores.pair[i];
    pair[1] += wanted.begin;
    std::fill(now, now + kStates, kNever);
    for (std::size_t seen = 0; seen < seen_end; ++seen) {
      for (std::size_t y = 0; y < kLabels; ++y) {
        const std::size_t to = (seen_end == 2 && (seen == 1 || y == 1) ? kLabels : 0) + y;
        if (i == 0) {
          if (seen == 0) now[to] = own[y] + pair[y];  // before: label 0
          continue;
        }
        for (std::size_t p = 0; p < kLabels; ++p) {
          if (wanted.once && seen == 1 && y == 1 && p != 1) continue;
          const std::size_t from = seen * kLabels + p;
          const float score = before[from] + own[y] + pair[p * kLabels + y];
          if (score > now[to]) {
            now[to] = score;
            scores.back[i][to] = static_cast<std::uint8_t>(from);
          }
        }
      }
    }
    std::copy(now, now + kStates, before);
  }
  std::size_t state = 0;
  float best = kNever;
  for (std::size_t k = 0; k < seen_end * kLabels; ++k) {
    const float score = before[k] + (k >= kLabels ? wanted.label : 0);
    if (score > best) {
      best = score;
      state = k;
    }
  }
  for (std::size_t i = count; i > 0; --i) {
    labels[i - 1] = static_cast<std::uint8_t>(state % kLabels);
    state = scores.back[i - 1][state];
  }
}

void margins(Scores& scores, std::vector<float>& out) {
  const std::size_t count = scores.own.size();
  out.resize(count);
  scores.forward.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t y = 0; y < kLabels; ++y) {
      float best = scores.pair[i][y];
      if (i > 0) {
        best += scores.forward[i - 1][0];
        for (std::size_t p = 1; p < kLabels; ++p)
          best = std::max(best, scores.forward[i - 1][p] + scores.pair[i][p * kLabels + y]);
      }
      scores.forward[i][y] = best + scores.own[i][y];
    }
  }
  std::array<float, kLabels> after{};
  for (std::size_t i = count; i-- > 0;) {
    float some = scores.forward[i][1] + after[1];
    for (std::size_t y = 2; y < kLabels; ++y)
      some = std::max(some, scores.forward[i][y] + after[y]);
    out[i] = some - (scores.forward[i][0] + after[0]);
    std::array<float, kLabels> before;
    for (std::size_t p = 0; p < kLabels; ++p) {
      before[p] = -1e30F;
      for (std::size_t y = 0; y < kLabels; ++y) {
        before[p] =
            std::max(before[p], scores.pair[i][p * kLabels + y] + scores.own[i][y] + after[y]);
      }
    }
    after = before;
  }
}

}  // namespace secondsource::attribution
