// A logistic model by Newton's method, for the benchmarks that learn one.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace secondsource::bench {

template <std::size_t kFactors>
struct Example {
  std::array<double, kFactors + 1> features{};  // the last is 1
  bool one = false;
};

template <std::size_t kSize>
double odds(const std::array<double, kSize>& factors, const std::array<double, kSize>& features) {
  double sum = 0;
  for (std::size_t k = 0; k < kSize; ++k) sum += factors[k] * features[k];
  return sum;
}

// By Gaussian elimination; `matrix` is positive definite.
template <std::size_t kSize>
std::array<double, kSize> solve(std::array<std::array<double, kSize>, kSize> matrix,
                                std::array<double, kSize> right) {
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = i + 1; j < kSize; ++j) {
      const double times = matrix[j][i] / matrix[i][i];
      for (std::size_t k = i; k < kSize; ++k) matrix[j][k] -= times * matrix[i][k];
      right[j] -= times * right[i];
    }
  }
  for (std::size_t i = kSize; i-- > 0;) {
    for (std::size_t k = i + 1; k < kSize; ++k) right[i] -= matrix[i][k] * right[k];
    right[i] /= matrix[i][i];
  }
  return right;
}

// The factors, the bias last: with a Gaussian prior on those of features of variance 1.
template <std::size_t kFactors>
std::array<double, kFactors + 1> learn(std::span<const Example<kFactors>> examples) {
  constexpr std::size_t kSize = kFactors + 1;
  using Row = std::array<double, kSize>;
  const auto count = static_cast<double>(examples.size());
  Row mean{}, variance{}, factors{};
  for (const auto& example : examples) {
    for (std::size_t k = 0; k < kFactors; ++k) {
      mean[k] += example.features[k];
      variance[k] += example.features[k] * example.features[k];
    }
  }
  for (std::size_t k = 0; k < kFactors; ++k)
    variance[k] = variance[k] / count - mean[k] * mean[k] / (count * count);
  for (int step = 0; step < 30; ++step) {
    Row gradient{};
    std::array<Row, kSize> curvature{};
    for (std::size_t k = 0; k < kFactors; ++k) {
      gradient[k] = -factors[k] * variance[k];
      curvature[k][k] = variance[k];
    }
    for (const auto& example : examples) {
      const double likely = 1 / (1 + std::exp(-odds(factors, example.features)));
      for (std::size_t k = 0; k < kSize; ++k) {
        gradient[k] += ((example.one ? 1 : 0) - likely) * example.features[k];
        for (std::size_t l = 0; l < kSize; ++l)
          curvature[k][l] += likely * (1 - likely) * example.features[k] * example.features[l];
      }
    }
    const Row by = solve(curvature, gradient);
    for (std::size_t k = 0; k < kSize; ++k) factors[k] += by[k];
  }
  return factors;
}

}  // namespace secondsource::bench
