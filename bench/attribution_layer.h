// The layer of src/attribution/layer.h while it is learnt.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "attribution/layer.h"

namespace secondsource::bench {

// A weight in steps of `scale`, cut where a byte ends.
inline char quantised(float weight, float scale) {
  return static_cast<char>(std::clamp(std::lround(weight / scale), -127L, 127L));
}

class LayerTrainer {
 public:
  using Labels = std::array<float, 3>;

  LayerTrainer(const attribution::WordVectors& vectors, float rate)
      : vectors_(vectors), rate_(rate), weights_(kEnd), gradient_(kEnd), squares_(kEnd) {
    for (std::size_t k = 0; k < kOutputs; ++k)
      weights_[k] = (static_cast<float>(random_() >> 40) / (1 << 23) - 1) * kFirst;
  }

  // Adds to the scores of each position; half of the units are left out, others each time.
  void forward(std::span<const attribution::Sight> sights, std::uint32_t about,
               std::vector<Labels>& scores) {
    units_.assign(sights.size(), {});
    dropped_.resize(sights.size());
    const Units all = about < vectors_.count() ? times(about, attribution::kAround) : Units{};
    for (std::size_t i = 0; i < sights.size(); ++i) {
      add(units_[i], all);
      add(units_[i], at(kPlaces + sights[i].place * attribution::kUnits));
      around(i, sights.size(), [&](std::size_t to, std::size_t slot) {
        if (sights[i].vector < vectors_.count()) add(units_[to], times(sights[i].vector, slot));
        add(units_[to], at(kind(sights[i].kind, slot)));
        add(units_[to], at(gap(sights[i].gap, slot)));
      });
    }
    for (std::size_t i = 0; i < sights.size(); ++i) {
      dropped_[i] = random_();
      for (std::size_t u = 0; u < attribution::kUnits; ++u) {
        if (dropped_[i] >> u & 1) units_[i][u] = 0;
        units_[i][u] = std::max(units_[i][u], 0.0F);
        for (std::size_t y = 0; y < 3; ++y)
          scores[i][y] += units_[i][u] * weights_[kOutputs + y * attribution::kUnits + u];
      }
    }
  }

  // After forward(): `gradients` of the scores.
  void backward(std::span<const attribution::Sight> sights, std::uint32_t about,
                const std::vector<Labels>& gradients) {
    Units all{};
    std::vector<Units>& back = back_;
    back.assign(sights.size(), {});
    active_.assign(sights.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < sights.size(); ++i) {
      float most = 0;
      for (const float g : gradients[i]) most = std::max(most, std::abs(g));
      if (most < 1e-3F) continue;
      active_[i] = 1;
      any = true;
      for (std::size_t u = 0; u < attribution::kUnits; ++u) {
        if (units_[i][u] <= 0) continue;
        for (std::size_t y = 0; y < 3; ++y) {
          const std::size_t output = kOutputs + y * attribution::kUnits + u;
          touched_[output / attribution::kUnits] = 1;
          gradient_[output] += units_[i][u] * gradients[i][y];
          back[i][u] += weights_[output] * gradients[i][y];
        }
      }
      add(all, back[i]);
      add_to(kPlaces + sights[i].place * attribution::kUnits, back[i]);
    }
    if (!any) return;
    for (std::size_t i = 0; i < sights.size(); ++i) {
      around(i, sights.size(), [&](std::size_t to, std::size_t slot) {
        if (!active_[to]) return;
        if (sights[i].vector < vectors_.count()) teach(sights[i].vector, slot, back[to]);
        add_to(kind(sights[i].kind, slot), back[to]);
        add_to(gap(sights[i].gap, slot), back[to]);
      });
    }
    if (about < vectors_.count()) teach(about, attribution::kAround, all);
    step();
  }

  // As in the file of a model.
  std::string bytes() const {
    using attribution::kUnits;
    const std::span<const float> all(weights_);
    const float weight = largest(all.subspan(kWords, kKinds)) / 127,
                output = largest(all.subspan(kOutputs)) / 127;
    float most = largest(all.subspan(kKinds, kOutputs - kKinds));
    for (std::uint32_t v = 0; v < std::min<std::size_t>(vectors_.count(), kCommon); ++v) {
      for (std::size_t slot = 0; slot < attribution::kSlots; ++slot)
        most = std::max(most, largest(times(v, slot)));
    }
    const float unit = most / 127;
    std::string out;
    for (const float scale : {weight, unit, output})
      out.append(reinterpret_cast<const char*>(&scale), sizeof scale);
    for (std::size_t k = 0; k < kEnd; ++k) {
      const float scale = k < kKinds ? weight : k < kOutputs ? unit : output;
      out.push_back(quantised(weights_[k], scale));
    }
    return out;
  }

 private:
  using Units = std::array<float, attribution::kUnits>;
  static constexpr std::size_t kWords = 0, kKinds = attribution::Layer::kWordWeights,
                               kGaps = kKinds + attribution::Layer::kKindWeights,
                               kPlaces = kGaps + attribution::Layer::kGapWeights,
                               kOutputs = kPlaces + attribution::Layer::kPlaceWeights,
                               kEnd = kOutputs + attribution::Layer::kOutputs;
  static constexpr float kFirst = 0.1F;           // weights begin below this
  static constexpr std::uint32_t kCommon = 5000;  // vectors whose products are not cut

  static float largest(std::span<const float> values) {
    float out = 1e-6F;
    for (const float value : values) out = std::max(out, std::abs(value));
    return out;
  }
  static std::size_t kind(std::size_t number, std::size_t slot) {
    return kKinds + (number * attribution::kAround + slot) * attribution::kUnits;
  }
  static std::size_t gap(std::size_t number, std::size_t slot) {
    return kGaps + (number * attribution::kAround + slot) * attribution::kUnits;
  }
  template <typename Do>
  static void around(std::size_t i, std::size_t count, Do act) {
    constexpr std::size_t kSide = attribution::kAround / 2;
    for (std::size_t slot = 0; slot < attribution::kAround; ++slot) {
      if (i + slot >= kSide && i + slot - kSide < count) act(i + slot - kSide, slot);
    }
  }
  static void add(Units& to, std::span<const float, attribution::kUnits> what) {
    for (std::size_t u = 0; u < attribution::kUnits; ++u) to[u] += what[u];
  }
  std::span<const float, attribution::kUnits> at(std::size_t place) const {
    return std::span<const float, attribution::kUnits>(&weights_[place], attribution::kUnits);
  }
  void add_to(std::size_t place, const Units& what) {
    touched_[place / attribution::kUnits] = 1;
    for (std::size_t u = 0; u < attribution::kUnits; ++u) gradient_[place + u] += what[u];
  }
  std::size_t word(std::size_t slot, std::size_t d) const {
    return kWords + (slot * attribution::kVectorSize + d) * attribution::kUnits;
  }
  float number(std::uint32_t vector, std::size_t d) const {
    return vectors_.scale *
           static_cast<float>(vectors_.numbers[vector * attribution::kVectorSize + d]);
  }
  Units times(std::uint32_t vector, std::size_t slot) const {
    Units out{};
    for (std::size_t d = 0; d < attribution::kVectorSize; ++d) {
      const float n = number(vector, d);
      const float* weights = &weights_[word(slot, d)];
      for (std::size_t u = 0; u < attribution::kUnits; ++u) out[u] += n * weights[u];
    }
    return out;
  }
  void teach(std::uint32_t vector, std::size_t slot, const Units& back) {
    for (std::size_t d = 0; d < attribution::kVectorSize; ++d) {
      const float n = number(vector, d);
      touched_[word(slot, d) / attribution::kUnits] = 1;
      float* gradient = &gradient_[word(slot, d)];
      for (std::size_t u = 0; u < attribution::kUnits; ++u) gradient[u] += n * back[u];
    }
  }

  void step() {
    for (std::size_t row = 0; row < touched_.size(); ++row) {
      if (!touched_[row]) continue;
      touched_[row] = 0;
      for (std::size_t k = row * attribution::kUnits; k < (row + 1) * attribution::kUnits; ++k) {
        const float g = gradient_[k];
        squares_[k] += g * g;
        weights_[k] -= rate_ * g / std::sqrt(squares_[k] + 1e-3F);
        gradient_[k] = 0;
      }
    }
  }

  attribution::WordVectors vectors_;
  float rate_;
  std::mt19937_64 random_{20260102};
  std::vector<float> weights_, gradient_, squares_;
  std::vector<std::uint8_t> touched_ = std::vector<std::uint8_t>(kEnd / attribution::kUnits);
  std::vector<Units> units_, back_;
  std::vector<std::uint64_t> dropped_;
  std::vector<std::uint8_t> active_;
};

}  // namespace secondsource::bench
