#include "reuse/candidates.h"

#include <algorithm>
#include <utility>

namespace secondsource::reuse {

void choose_keys(const CandidateOptions& options, std::vector<KeyCount>& keys) {
  std::erase_if(keys, [](const KeyCount& key) { return key.postings == 0; });
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys, {}, &KeyCount::key);
  keys.erase(repeated.begin(), repeated.end());
  std::ranges::sort(keys, [](const KeyCount& x, const KeyCount& y) {
    return std::pair(x.postings, x.key) < std::pair(y.postings, y.key);
  });
  std::uint64_t read = 0;
  std::size_t chosen = 0;
  while (chosen < keys.size() &&
         (chosen == 0 || keys[chosen].postings <= options.postings - read)) {
    read = std::min(options.postings, read + keys[chosen].postings);
    ++chosen;
  }
  keys.resize(chosen);
  std::ranges::sort(keys);
}

std::vector<Candidate> candidates(
    std::span<const Posting> postings, const CandidateOptions& options,
    const std::function<bool(std::uint32_t, std::uint32_t)>& earlier) {
  std::vector<std::pair<std::uint32_t, std::uint64_t>> found;  // document, key
  found.reserve(postings.size());
  for (const Posting& posting : postings) found.emplace_back(posting.document, posting.key);
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());

  std::vector<Candidate> all;
  for (const auto& [document, key] : found) {
    if (all.empty() || all.back().document != document) all.push_back({document, 0});
    ++all.back().shared;
  }
  const auto nearer = [&](const Candidate& x, const Candidate& y) {
    return x.shared != y.shared ? x.shared > y.shared : earlier(x.document, y.document);
  };
  if (all.size() <= options.candidates) {
    std::ranges::sort(all, nearer);
    return all;
  }
  const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(i); };
  const std::size_t nearest = options.candidates - options.candidates / 4;
  std::ranges::partial_sort(all, at(nearest), nearer);
  const std::uint32_t half = (all.front().shared + 1) / 2;
  const auto rest = std::ranges::partition(at(nearest), all.end(), [&](const Candidate& candidate) {
                      return candidate.shared >= half;
                    }).begin();
  const std::size_t wanted =
      std::min(options.candidates, static_cast<std::size_t>(rest - all.begin()));
  std::ranges::partial_sort(
      at(nearest), at(wanted), rest,
      [&](const Candidate& x, const Candidate& y) { return earlier(x.document, y.document); });
  all.resize(wanted);
  std::ranges::sort(all, nearer);
  return all;
}

}  // namespace secondsource::reuse
