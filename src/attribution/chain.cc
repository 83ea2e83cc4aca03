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

void Chain::decode(const Lattice& lattice, std::vector<std::uint8_t>& labels,
                   std::vector<std::uint8_t>& back) const {
  const std::size_t count = lattice.size();
  labels.assign(count, 0);
  if (count == 0) return;
  back.assign(count * kLabels, 0);
  float before[kLabels] = {0, 0, 0};
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
    float now[kLabels];
    for (std::size_t y = 0; y < kLabels; ++y) {
      const float own = emission_scale_ * static_cast<float>(emission[y]);
      if (i == 0) {
        now[y] = own + transition_scale_ * static_cast<float>(transition[y]);  // before: label 0
        continue;
      }
      std::size_t best = 0;
      float best_score = -1e30F;
      for (std::size_t p = 0; p < kLabels; ++p) {
        const float score =
            before[p] + transition_scale_ * static_cast<float>(transition[p * kLabels + y]);
        if (score > best_score) {
          best_score = score;
          best = p;
        }
      }
      now[y] = best_score + own;
      back[i * kLabels + y] = static_cast<std::uint8_t>(best);
    }
    std::copy(now, now + kLabels, before);
  }
  std::size_t y = 0;
  for (std::size_t k = 1; k < kLabels; ++k) {
    if (before[k] > before[y]) y = k;
  }
  for (std::size_t i = count; i > 0; --i) {
    labels[i - 1] = static_cast<std::uint8_t>(y);
    y = back[(i - 1) * kLabels + y];
  }
}

}  // namespace secondsource::attribution
