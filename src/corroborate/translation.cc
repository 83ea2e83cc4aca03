#include "corroborate/translation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "corroborate/overlap.h"
#include "corroborate/shared.h"

namespace secondsource::corroborate {
namespace {

// Learnt by bench/translations.
constexpr std::array<double, kTranslationFeatures> kFactors = {1.495,  -2.188, 7.808, -3.303,
                                                               -2.198, 1.495,  1.726, 3.719};
constexpr double kBias = 9.792;
constexpr double kThreshold = 0.5;         // log odds that are enough of one speaker,
constexpr double kUnnamedThreshold = 1.5;  // and where one names nobody

}  // namespace

std::array<double, kTranslationFeatures> translation_features(const MentionProfile& a,
                                                              const MentionProfile& b) {
  // Which words go with which may depend on the order of the two.
  const bool in_order = std::tie(a.words, a.language) <= std::tie(b.words, b.language);
  const Meaning meaning = in_order ? compare_meaning(a, b) : compare_meaning(b, a);
  const auto [shorter, longer] = std::minmax({a.words.size(), b.words.size()});
  return {std::log1p(meaning.weight),
          meaning.of_shorter,
          meaning.of_longer,
          std::log(static_cast<double>(std::max<std::size_t>(1, shorter))),
          std::log(static_cast<double>(std::max<std::size_t>(1, longer))),
          meaning.shared >= 2 ? 1.0 : 0.0,
          meaning.shared >= 3 ? 1.0 : 0.0,
          shared(a.numbers, b.numbers) > 0 ? 1.0 : 0.0};
}

bool translates(const MentionProfile& a, const MentionProfile& b) {
  if (!in_two_languages(a, b) || numbers_disagree(a, b)) return false;
  const Agreement speakers = compare_speakers(a, b);
  if (speakers == Agreement::kDiffer) return false;
  const auto features = translation_features(a, b);
  const double odds = std::inner_product(features.begin(), features.end(), kFactors.begin(), kBias);
  const bool told = speakers == Agreement::kAgree || shared(a.source, b.source) > 0;
  return odds >= (told ? kThreshold : kUnnamedThreshold);
}

}  // namespace secondsource::corroborate
