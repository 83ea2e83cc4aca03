#include "reuse/winnow.h"

#include <xxhash.h>

#include <algorithm>
#include <cassert>

namespace secondsource::reuse {
namespace {

// Of a polynomial rolling hash; odd, so that no power of it is zero.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15;

// Spreads what is rolled over all bits, so that the smallest is a random one (the finaliser of
// MurmurHash3).
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCD;
  x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53;
  return x ^ (x >> 33);
}

}  // namespace

void hashes(std::span<const text::Word> words, std::vector<std::uint64_t>& out) {
  out.resize(words.size());
  std::ranges::transform(words, out.begin(), &text::Word::hash);
}

void hash_grams(std::span<const std::uint64_t> words, std::uint32_t k,
                std::vector<std::uint64_t>& out) {
  assert(k >= 1);
  out.clear();
  if (words.size() < k) return;
  out.reserve(words.size() - k + 1);
  std::uint64_t leaving = 1;  // kBase to the power of k
  for (std::uint32_t i = 0; i < k; ++i) leaving *= kBase;
  std::uint64_t rolled = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    rolled = rolled * kBase + words[i];
    if (i >= k) rolled -= words[i - k] * leaving;
    if (i + 1 >= k) out.push_back(mix(rolled));
  }
}

void winnow(std::span<const text::Word> words, const WinnowOptions& options,
            std::vector<Fingerprint>& out) {
  assert(options.promise >= options.k);
  out.clear();
  std::vector<std::uint64_t> of_words, grams;
  hashes(words, of_words);
  hash_grams(of_words, options.k, grams);
  const std::size_t window = std::min<std::size_t>(options.promise - options.k + 1, grams.size());
  if (window == 0) return;
  std::size_t least = grams.size();  // the one kept for the window before; none yet
  for (std::size_t end = window; end <= grams.size(); ++end) {
    const std::size_t begin = end - window;
    if (least < grams.size() && least >= begin) {
      if (grams[end - 1] >= grams[least]) continue;
      least = end - 1;
    } else {
      // For hashes, once in half a window.
      least = begin;
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (grams[i] <= grams[least]) least = i;
      }
    }
    out.push_back({grams[least], static_cast<std::uint32_t>(least)});
  }
}

Digest digest(std::span<const text::Word> words) {
  std::vector<std::uint64_t> of_words;
  hashes(words, of_words);
  const XXH128_hash_t hash = XXH3_128bits(of_words.data(), of_words.size() * sizeof of_words[0]);
  return {hash.high64, hash.low64};
}

}  // namespace secondsource::reuse
