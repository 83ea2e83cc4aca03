#include "reuse/edits.h"

#include <algorithm>
#include <iterator>

namespace secondsource::reuse {

Grams grams_of(const Side& side, std::span<const WordKind> kinds) {
  std::vector<std::uint64_t> words, hashes;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] != WordKind::kFurniture) words.push_back(side.text->words[i].hash);
  }
  hash_grams(words, 3, hashes);
  Grams out;
  out.words = static_cast<std::uint32_t>(words.size());
  out.count = static_cast<std::uint32_t>(hashes.size());
  out.sorted.reserve(hashes.size());
  for (std::uint32_t i = 0; i < out.count; ++i) out.sorted.emplace_back(hashes[i], i);
  std::ranges::sort(out.sorted);
  return out;
}

std::vector<bool> present(const Grams& version, const Grams& other) {
  std::vector<bool> out(version.count, false);
  auto at = other.sorted.begin();
  for (const auto& [hash, place] : version.sorted) {
    while (at != other.sorted.end() && at->first < hash) ++at;
    if (at == other.sorted.end()) break;
    out[place] = at->first == hash;
  }
  return out;
}

std::uint32_t written(const Grams& parent, const Grams& child) {
  return static_cast<std::uint32_t>(std::ranges::count(present(child, parent), false));
}

std::uint32_t inherited(const Grams& before, const Grams& parent, const Grams& child) {
  const std::vector<bool> in_parent = present(child, parent), in_before = present(child, before);
  std::uint32_t places = 0;
  bool inside = false;
  for (std::size_t i = 0; i < in_parent.size(); ++i) {
    const bool is = in_parent[i] && !in_before[i];
    places += is && !inside;
    inside = is;
  }
  return places;
}

}  // namespace secondsource::reuse
