#include "attribution/chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace secondsource::attribution {
namespace {

constexpr std::size_t kCount = 6;
using Labels = std::array<std::uint8_t, kCount>;

Scores some_scores(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto score = [&] { return static_cast<float>(random() % 2001) / 250 - 4; };
  Scores out;
  out.own.resize(kCount);
  out.pair.resize(kCount);
  for (auto& own : out.own) {
    for (float& value : own) value = score();
  }
  for (auto& pair : out.pair) {
    for (float& value : pair) value = score();
  }
  return out;
}

double score_of(const Scores& scores, const Labels& labels) {
  double out = 0;
  std::size_t before = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    out += scores.own[i][labels[i]] + scores.pair[i][before * kLabels + labels[i]];
    before = labels[i];
  }
  return out;
}

std::vector<Labels> all_labels() {
  std::vector<Labels> out{{}};
  for (std::size_t i = 0; i < kCount; ++i) {
    std::vector<Labels> more;
    for (Labels labels : out) {
      for (std::uint8_t y = 0; y < kLabels; ++y) {
        labels[i] = y;
        more.push_back(labels);
      }
    }
    out = std::move(more);
  }
  return out;
}

// The share of those labels that `holds` is true of, by all labels one after another.
template <typename Holds>
double share(const Scores& scores, double scale, Holds holds) {
  double some = 0, all = 0;
  for (const Labels& labels : all_labels()) {
    const double weight = std::exp(scale * score_of(scores, labels));
    all += weight;
    if (holds(labels)) some += weight;
  }
  return some / all;
}

// Whether the positions are a longest stretch of the label.
bool is_stretch(const Labels& labels, std::size_t first, std::size_t end, std::size_t label) {
  return std::all_of(labels.begin() + first, labels.begin() + end,
                     [&](std::size_t one) { return one == label; }) &&
         (first == 0 || labels[first - 1] != label) && (end == kCount || labels[end] != label);
}

constexpr double kNear = 2e-5;

TEST(Chain, WhatIsProbableIsWhatAllLabelsTogetherSay) {
  for (std::uint32_t seed = 0; seed < 8; ++seed) {
    const Scores scores = some_scores(seed);
    constexpr float kScale = 0.6F;
    Posterior posterior;
    posterior.set(scores, kScale);
    EXPECT_NEAR(posterior.nothing(),
                share(scores, kScale, [](const Labels& labels) { return labels == Labels{}; }),
                kNear);
    for (std::size_t y = 0; y < kLabels; ++y) {
      const auto never = [&](const Labels& labels) {
        return std::find(labels.begin(), labels.end(), y) == labels.end();
      };
      EXPECT_NEAR(posterior.never(y), share(scores, kScale, never), kNear);
      for (std::size_t i = 0; i < kCount; ++i) {
        const auto here = [&](const Labels& labels) { return labels[i] == y; };
        EXPECT_NEAR(posterior.at(i, y), share(scores, kScale, here), kNear);
      }
    }
  }
}

TEST(Chain, TheLikeliestStretchesAreThoseOfAll) {
  constexpr float kLeast = 0.02F;
  for (std::uint32_t seed = 0; seed < 8; ++seed) {
    const Scores scores = some_scores(seed);
    Posterior posterior;
    posterior.set(scores, 0.6F);
    for (std::size_t label = 1; label < kLabels; ++label) {
      std::vector<double> shares;
      for (std::size_t first = 0; first < kCount; ++first) {
        for (std::size_t end = first + 1; end <= kCount; ++end) {
          shares.push_back(share(scores, 0.6F, [&](const Labels& labels) {
            return is_stretch(labels, first, end, label);
          }));
        }
      }
      std::sort(shares.rbegin(), shares.rend());
      for (const std::size_t most : {1, 3, 100}) {
        std::vector<Stretch> found;
        posterior.likeliest(label, kLeast, most, found);
        EXPECT_LE(found.size(), most);
        for (std::size_t k = 0; k < found.size(); ++k)
          EXPECT_NEAR(found[k].probability, shares[k], kNear);
        if (found.size() < most) {
          EXPECT_LT(shares[found.size()], kLeast + kNear);
        }
      }
    }
  }
}

TEST(Chain, WhatIsGainedByALabelIsPaidForItAndNoMore) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    Scores scores = some_scores(seed);
    constexpr float kGain = 3;
    std::vector<std::uint8_t> found;
    best_labels(scores, {.second = kGain}, found);
    const auto with_gain = [&](const Labels& labels) {
      const bool second = std::find(labels.begin(), labels.end(), 2) != labels.end();
      return score_of(scores, labels) + (second ? kGain : 0);
    };
    double best = -1e9;
    for (const Labels& labels : all_labels()) best = std::max(best, with_gain(labels));
    Labels ours{};
    std::copy(found.begin(), found.end(), ours.begin());
    EXPECT_NEAR(with_gain(ours), best, 1e-4);
  }
}

TEST(Chain, ScoresOfAnySizeGiveProbabilities) {
  Scores scores = some_scores(1);
  for (std::size_t i = 0; i < kCount; ++i) scores.own[i] = {-1e6F, i % 2 == 0 ? 1e6F : -1e6F, 0};
  Posterior posterior;
  posterior.set(scores, 1);
  for (std::size_t i = 0; i < kCount; ++i) {
    float sum = 0;
    for (std::size_t y = 0; y < kLabels; ++y) sum += posterior.at(i, y);
    EXPECT_NEAR(sum, 1, kNear);
  }
}

}  // namespace
}  // namespace secondsource::attribution
