#include "corroborate/quoted.h"

#include <algorithm>

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kRun = 6;        // words of a run, and of a headline at the least,
constexpr std::size_t kWindow = 3;     // of so many in a row one is kept:
constexpr double kTelling = 21;        // its weight, in bits; lighter ones are anybody's words
constexpr std::size_t kMostRuns = 24;  // of an article,
constexpr std::size_t kMostKeys = 4;   // and of them keys

}  // namespace

std::vector<std::uint64_t> quoted_runs(const Article& article, const text::Text& body,
                                       const text::Weights::Table& weights) {
  std::vector<std::uint64_t> runs;
  for (const text::Quotation& quotation : body.quotations) {
    if (quotation.depth > 0 || quotation.end_word - quotation.first_word < kRun + kWindow - 1 ||
        std::ranges::any_of(
            article.furniture,
            [&](const ByteSpan& furniture) { return furniture.contains(quotation.outer); })) {
      continue;
    }
    std::vector<std::uint64_t> hashes;
    for (std::size_t first = quotation.first_word; first + kRun <= quotation.end_word; ++first) {
      std::uint64_t hash = 7;
      double weight = 0;
      for (std::size_t i = first; i < first + kRun; ++i) {
        hash = mix(hash, body.words[i].hash);
        weight += weights.of(body.words[i].hash);
      }
      hashes.push_back(weight >= kTelling ? hash : UINT64_MAX);
    }
    for (auto window = hashes.begin(); hashes.end() - window >= std::ptrdiff_t{kWindow}; ++window) {
      const std::uint64_t least = *std::min_element(window, window + kWindow);
      if (least != UINT64_MAX) runs.push_back(least);
    }
  }
  std::ranges::sort(runs);
  const auto repeated = std::ranges::unique(runs);
  runs.erase(repeated.begin(), repeated.end());
  runs.resize(std::min(runs.size(), kMostRuns));
  return runs;
}

std::uint64_t headline_key(const text::Text& text, std::size_t begin, std::size_t end,
                           const text::Weights::Table& weights) {
  std::uint64_t hash = 9;
  double weight = 0;
  for (std::size_t i = begin; i < end; ++i) {
    hash = mix(hash, text.words[i].hash);
    weight += weights.of(text.words[i].hash);
  }
  return weight >= kTelling && begin + kRun <= end ? hash : 0;
}

void keep_quoted(Keys& keys, const std::vector<std::uint64_t>& runs, Time published) {
  for (std::size_t i = 0; i < std::min(runs.size(), kMostKeys); ++i) {
    keep_dated(keys, runs[i], published, kAllMarks);
  }
}

}  // namespace secondsource::corroborate
