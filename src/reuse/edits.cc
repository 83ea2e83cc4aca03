#include "reuse/edits.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

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

namespace {

constexpr std::uint32_t kGram = 3, kContext = 2;

// The words of a side without its furniture.
struct Told {
  std::vector<std::uint32_t> places;  // in Text::words
  std::vector<std::uint64_t> words, grams;
  std::vector<bool> shared;  // of each word: it lies in a gram that the other has
};

Told told(const Side& side, std::span<const WordKind> kinds) {
  Told out;
  for (std::uint32_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] == WordKind::kFurniture) continue;
    out.places.push_back(i);
    out.words.push_back(side.text->words[i].hash);
  }
  hash_grams(out.words, kGram, out.grams);
  out.shared.assign(out.words.size(), false);
  return out;
}

void mark_shared(Told& side, const Told& other) {
  const std::unordered_set<std::uint64_t> grams(other.grams.begin(), other.grams.end());
  for (std::size_t i = 0; i < side.grams.size(); ++i) {
    if (!grams.contains(side.grams[i])) continue;
    for (std::size_t j = i; j < i + kGram; ++j) side.shared[j] = true;
  }
}

// Short stretches of words that are not shared, between words that are.
struct Stretch {
  std::size_t begin = 0, end = 0;
  std::uint64_t context = 0;  // of the words on both sides
};

std::vector<Stretch> stretches(const Told& side) {
  std::vector<Stretch> out;
  const std::size_t size = side.words.size();
  for (std::size_t begin = 0, end = 0; begin < size; begin = end) {
    end = begin + 1;
    if (side.shared[begin]) continue;
    while (end < size && !side.shared[end]) ++end;
    if (begin < kContext || end + kContext > size || end - begin > kEditWords) continue;
    std::uint64_t context = 0;
    for (std::size_t i = 1; i <= kContext; ++i) {
      context = (context ^ side.words[begin - i]) * 0x9E3779B97F4A7C15;
      context = (context ^ side.words[end + i - 1]) * 0xBF58476D1CE4E5B9;
    }
    out.push_back({begin, end, context});
  }
  return out;
}

std::string printed(const Side& side, const Told& told, const Stretch& stretch) {
  const std::uint32_t begin = side.text->words[told.places[stretch.begin]].span.begin;
  const std::uint32_t end = side.text->words[told.places[stretch.end - 1]].span.end;
  std::string out(side.text->source.substr(begin, end - begin));
  std::ranges::replace(out, '\n', ' ');
  return out;
}

}  // namespace

Difference difference(const Side& parent, std::span<const WordKind> parent_kinds, const Side& child,
                      std::span<const WordKind> child_kinds) {
  Told before = told(parent, parent_kinds), after = told(child, child_kinds);
  mark_shared(before, after);
  mark_shared(after, before);
  Difference out;
  out.cut = static_cast<std::uint32_t>(std::ranges::count(before.shared, false));
  out.added = static_cast<std::uint32_t>(std::ranges::count(after.shared, false));
  std::unordered_map<std::uint64_t, Stretch> old;
  for (const Stretch& each : stretches(before)) old.try_emplace(each.context, each);
  for (const Stretch& each : stretches(after)) {
    const auto found = old.find(each.context);
    if (found == old.end()) continue;
    out.edits.push_back({printed(parent, before, found->second), printed(child, after, each)});
    old.erase(found);
    if (out.edits.size() == kMostEdits) break;
  }
  return out;
}

}  // namespace secondsource::reuse
