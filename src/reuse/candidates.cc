#include "reuse/candidates.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "reuse/narrative.h"

namespace secondsource::reuse {

namespace {

constexpr std::size_t kOneOf = 13, kClasses = 6;
constexpr std::size_t kTranscript = 3;  // times its narrative

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
    // A transcript is nearly all quotation, and is looked for by that.
    if (kTranscript * out.size() < prints.all.size()) out = prints.all;
    return out;
  };
  prints.narrative = narrative(side);
  std::size_t told = prints.narrative.size();
  if (!side.article->furniture.empty()) {
    const Article bare;
    told = narrative({&bare, side.text}).size();
  }
  prints.size = size_class(told);
  return prints;
}

SizeClass size_class(std::size_t narrative) {
  return static_cast<SizeClass>(
      std::min((std::max<std::size_t>(narrative, 1) - 1) / kOneOf, kClasses - 1));
}

bool may_link(std::size_t shared, std::size_t narrative, SizeClass size) {
  return shared > std::min(size_class(narrative), size);
}

bool may_link(const Prints& x, const Prints& y) {
  return may_link(shared_by(x.narrative, y.all), x.narrative.size(), y.size) &&
         may_link(shared_by(y.narrative, x.all), y.narrative.size(), x.size);
}

Candidates candidates(std::span<const PostingList> lists, const CandidateOptions& options) {
  std::vector<PostingList> read;
  for (const PostingList& list : lists) {
    if (!list.empty()) read.push_back(list);
  }
  std::ranges::stable_sort(read, {}, [](const PostingList& list) { return list.size(); });
  Candidates out;
  std::vector<Place> holders;
  for (const PostingList& list : read) {
    if (!holders.empty() && holders.size() + list.size() > options.postings) {
      break;
    }
    ++out.read;
    holders.insert(holders.end(), list.begin(), list.end());
  }
  std::ranges::sort(holders);
  for (const auto& [document, size] : holders) {
    if (out.found.empty() || out.found.back().document != document) {
      out.found.push_back({document, 0, size});
    }
    ++out.found.back().shared;
  }
  std::ranges::stable_sort(out.found, std::ranges::greater{}, &Candidate::shared);
  return out;
}

}  // namespace secondsource::reuse
