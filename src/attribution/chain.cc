#include "attribution/chain.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace secondsource::attribution {
namespace {

// e to the power of x ≤ 0, to four digits; nothing smaller than e^-36, so that no product of what
// is known of one position vanishes.
float exponential(float x) {
  const float power = std::max(x, -36.0F) * 1.44269504F;  // of 2
  const auto whole = static_cast<std::int32_t>(power);
  const float y = (power - static_cast<float>(whole)) * 0.693147181F;
  const float rest =
      1 + y * (1 + y * (1.0F / 2 + y * (1.0F / 6 + y * (1.0F / 24 + y * (1.0F / 120 + y / 720)))));
  return std::bit_cast<float>((whole + 127) << 23) * rest;
}

// Of each score beside the greatest.
template <std::size_t N>
std::array<float, N> exponentials(const std::array<float, N>& scores, float scale) {
  std::array<float, N> out;
  const float most = *std::max_element(scores.begin(), scores.end());
  for (std::size_t k = 0; k < N; ++k) out[k] = exponential((scores[k] - most) * scale);
  return out;
}

// Sums of weights side by side: 258 of a byte fit, more than any position has features.
using Sums = std::int16_t __attribute__((vector_size(16)));

template <std::size_t N>
Sums weights(const std::int8_t* at) {
  using Bytes = std::int8_t __attribute__((vector_size(8)));
  Bytes bytes{};
  std::memcpy(&bytes, at, N);
  return __builtin_convertvector(bytes, Sums);
}

}  // namespace

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
  return Layer::take(bytes, out.layer_);
}

void Chain::read(const Lattice& lattice, Scores& out) const {
  const std::size_t count = lattice.size();
  out.own.resize(count);
  out.pair.resize(count);
  std::size_t e = 0, t = 0;
  // Weights lie far apart: ask for them ahead of time.
  constexpr std::size_t kEmissionsAhead = 48, kTransitionsAhead = 16;
  const auto emission_at = [&](std::size_t at) {
    return emission_ + std::size_t{lattice.emission[at] & (emission_slots_ - 1)} * kLabels;
  };
  const auto transition_at = [&](std::size_t at) {
    return transition_ +
           std::size_t{lattice.transition[at] & (transition_slots_ - 1)} * kLabels * kLabels;
  };
  for (std::size_t i = 0; i < count; ++i) {
    Sums emission{};
    for (; e < lattice.emission_end[i]; ++e) {
      if (e + kEmissionsAhead < lattice.emission.size()) {
        __builtin_prefetch(emission_at(e + kEmissionsAhead));
      }
      emission += weights<kLabels + 1>(emission_at(e));  // the last is of what lies behind
    }
    Sums transition{};
    std::int32_t last = 0;
    for (; t < lattice.transition_end[i]; ++t) {
      if (t + kTransitionsAhead < lattice.transition.size()) {
        __builtin_prefetch(transition_at(t + kTransitionsAhead));
      }
      const std::int8_t* w = transition_at(t);
      transition += weights<kLabels * kLabels - 1>(w);
      last += w[kLabels * kLabels - 1];
    }
    for (std::size_t y = 0; y < kLabels; ++y)
      out.own[i][y] = emission_scale_ * static_cast<float>(emission[y]);
    for (std::size_t y = 0; y < kLabels * kLabels - 1; ++y)
      out.pair[i][y] = transition_scale_ * static_cast<float>(transition[y]);
    out.pair[i].back() = transition_scale_ * static_cast<float>(last);
  }
  layer_.read(lattice.sights, lattice.about, out.units, out.own);
}

void best_labels(Scores& scores, Wanted wanted, std::vector<std::uint8_t>& labels) {
  const std::size_t count = scores.own.size();
  labels.assign(count, 0);
  if (count == 0) return;
  // A state is a label and whether label 2 has been seen: seen × kLabels + label.
  constexpr std::size_t kStates = 2 * kLabels;
  constexpr float kNever = -1e30F;
  scores.back.assign(count, {});
  float before[kStates], now[kStates];
  for (std::size_t i = 0; i < count; ++i) {
    const auto& own = scores.own[i];
    auto pair = scores.pair[i];
    pair[1] += wanted.begin;
    std::fill(now, now + kStates, kNever);
    for (std::size_t seen = 0; seen < 2; ++seen) {
      for (std::size_t y = 0; y < kLabels; ++y) {
        const std::size_t to = (seen == 1 || y == 2 ? kLabels : 0) + y;
        if (i == 0) {
          if (seen == 0) now[to] = own[y] + pair[y];  // before: label 0
          continue;
        }
        for (std::size_t p = 0; p < kLabels; ++p) {
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
  for (std::size_t k = 0; k < kStates; ++k) {
    const float score = before[k] + (k >= kLabels ? wanted.second : 0);
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

void Posterior::set(const Scores& scores, float scale) {
  const std::size_t count = scores.own.size();
  step_.resize(count);
  label_.resize(count);
  // Backward: what follows a label, up to a factor.
  std::array<float, kLabels> after{1, 1, 1};
  for (std::size_t i = count; i-- > 0;) {
    const std::array<float, kLabels> own = exponentials(scores.own[i], scale);
    std::array<float, kLabels> ahead;
    for (std::size_t y = 0; y < kLabels; ++y) ahead[y] = own[y] * after[y];
    std::array<float, kLabels * kLabels> step = exponentials(scores.pair[i], scale);
    float total = 0;
    for (std::size_t p = 0; p < kLabels; ++p) {
      float sum = 0;
      for (std::size_t y = 0; y < kLabels; ++y) sum += step[p * kLabels + y] *= ahead[y];
      for (std::size_t y = 0; y < kLabels; ++y) step[p * kLabels + y] /= sum;
      after[p] = sum;
      total += sum;
    }
    for (float& value : after) value /= total;
    step_[i] = step;
  }
  std::array<float, kLabels> before{1, 0, 0};
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t y = 0; y < kLabels; ++y) {
      label_[i][y] = 0;
      for (std::size_t p = 0; p < kLabels; ++p)
        label_[i][y] += before[p] * step_[i][p * kLabels + y];
    }
    before = label_[i];
  }
}

float Posterior::nothing() const {
  float out = 1;
  for (const auto& step : step_) out *= step[0];
  return out;
}

float Posterior::never(std::size_t label) const {
  std::array<float, kLabels> before{1, 0, 0};
  for (const auto& step : step_) {
    std::array<float, kLabels> now{};
    for (std::size_t y = 0; y < kLabels; ++y) {
      if (y == label) continue;
      for (std::size_t p = 0; p < kLabels; ++p) now[y] += before[p] * step[p * kLabels + y];
    }
    before = now;
  }
  return before[0] + before[1] + before[2];
}

void Posterior::likeliest(std::size_t label, float least, std::size_t most,
                          std::vector<Stretch>& out) const {
  out.clear();
  for (std::size_t first = 0; first < size(); ++first) {
    if (label_[first][label] < least) continue;
    float mass = 0;
    for (std::size_t before = 0; before < kLabels; ++before) {
      if (before == label) continue;
      const float there = first == 0 ? (before == 0 ? 1.0F : 0.0F) : label_[first - 1][before];
      mass += there * step_[first][before * kLabels + label];
    }
    for (std::size_t end = first + 1; end <= size() && mass >= least; ++end) {
      const float more = end == size() ? 0 : step_[end][label * kLabels + label];
      if (const float probability = mass * (1 - more); probability >= least)
        out.push_back({first, end, probability});
      mass *= more;
    }
  }
  std::sort(out.begin(), out.end(), [](const Stretch& a, const Stretch& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    return a.first != b.first ? a.first < b.first : a.end < b.end;
  });
  if (out.size() > most) out.resize(most);
}

}  // namespace secondsource::attribution
