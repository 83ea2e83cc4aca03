#include "reuse/candidates.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "reuse/narrative.h"

namespace secondsource::reuse {

namespace {

constexpr double kShared = 0.06;  // of the fingerprints of the smaller

void make_set(std::vector<std::uint64_t>& values) {
  std::ranges::sort(values);
  const auto repeated = std::ranges::unique(values);
  values.erase(repeated.begin(), repeated.end());
}

std::size_t shared_by(std::span<const std::uint64_t> x, std::span<const std::uint64_t> y) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    shared += x[i] == y[j];
    const bool first = x[i] <= y[j], second = y[j] <= x[i];
    i += first;
    j += second;
  }
  return shared;
}

}  // namespace

Prints prints_of(const Side& side, const WinnowOptions& options) {
  std::vector<Fingerprint> fingerprints;
  winnow(side.text->words, options, fingerprints);
  Prints prints;
  prints.all.reserve(fingerprints.size());
  for (const Fingerprint& each : fingerprints) prints.all.push_back(each.hash);
  make_set(prints.all);
  std::vector<WordKind> kinds;
  const auto narrative = [&](const Side& of) {
    word_kinds(of, kinds);
    std::vector<std::uint32_t> others(kinds.size() + 1);  // words before that are no narrative
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      others[i + 1] = others[i] + (kinds[i] != WordKind::kNarrative);
    }
    std::vector<std::uint64_t> out;
    for (const Fingerprint& each : fingerprints) {
      const std::size_t end = std::min<std::size_t>(each.word + options.k, kinds.size());
      if (others[end] == others[each.word]) out.push_back(each.hash);
    }
    make_set(out);
    return out;
  };
  prints.narrative = narrative(side);
  prints.told = static_cast<std::uint32_t>(prints.narrative.size());
  if (!side.article->furniture.empty()) {
    const Article bare;
    prints.told = static_cast<std::uint32_t>(narrative({&bare, side.text}).size());
  }
  return prints;
}

bool may_link(std::size_t shared, std::size_t narrative, std::uint32_t told) {
  const auto smaller = static_cast<double>(std::min<std::size_t>(narrative, told));
  return shared > 0 && static_cast<double>(shared) >= kShared * smaller;
}

bool may_link(const Prints& x, const Prints& y) {
  return may_link(shared_by(x.narrative, y.all), x.narrative.size(), y.told) &&
         may_link(shared_by(y.narrative, x.all), y.narrative.size(), x.told);
}

Candidates candidates(std::span<const PostingList> lists, const CandidateOptions& options) {
  std::vector<PostingList> read;
  for (const PostingList& list : lists) {
    if (!list.empty()) read.push_back(list);
  }
  std::ranges::stable_sort(read, {}, [](const PostingList& list) { return list.size(); });
  Candidates out;
  std::vector<std::uint32_t> documents;
  for (const PostingList& list : read) {
    if (!documents.empty() && documents.size() + list.size() > options.postings) {
      out.all = false;
      break;
    }
    documents.insert(documents.end(), list.begin(), list.end());
  }
  std::ranges::sort(documents);
  for (const std::uint32_t document : documents) {
    if (out.found.empty() || out.found.back().document != document) {
      out.found.push_back({document, 0});
    }
    ++out.found.back().shared;
  }
  std::ranges::stable_sort(out.found, std::ranges::greater{}, &Candidate::shared);
  return out;
}

}  // namespace secondsource::reuse
