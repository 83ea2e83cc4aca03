#include "reuse/candidates.h"

#include <algorithm>
#include <iterator>
#include <limits>
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

// Places as numbers, which sort faster.
void append(std::vector<std::uint64_t>& holders, PostingList list) {
  for (const auto& [document, size] : list) holders.push_back(std::uint64_t{document} << 32 | size);
}

// Sorts `holders`.
std::vector<Candidate> counted(std::vector<std::uint64_t>& holders) {
  std::vector<Candidate> found;
  std::ranges::sort(holders);
  for (const std::uint64_t holder : holders) {
    const auto document = static_cast<std::uint32_t>(holder >> 32);
    if (found.empty() || found.back().document != document) {
      found.push_back({document, 0, static_cast<std::uint32_t>(holder)});
    }
    ++found.back().shared;
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Candidate::shared);
  return found;
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

std::vector<Candidate> candidates(std::span<const PostingList> lists,
                                  const CandidateOptions& options) {
  std::vector<PostingList> filled;
  for (const PostingList& list : lists) {
    if (!list.empty()) filled.push_back(list);
  }
  std::ranges::stable_sort(filled, {}, [](const PostingList& list) { return list.size(); });
  std::vector<std::uint64_t> holders, first;
  std::size_t read = 0;
  for (; read < filled.size() && holders.size() + filled[read].size() <= options.postings; ++read) {
    append(holders, filled[read]);
  }
  std::vector<Candidate> found = counted(holders);
  if (read == filled.size()) return found;
  // What is in the lists that are not read whole is as likely shared as the rest; of a single one
  // that says nothing.
  const std::size_t left_out = filled.size() - read;
  for (Candidate& each : found) {
    if (each.shared == 1) continue;
    each.shared = static_cast<std::uint32_t>(each.shared * lists.size() /
                                             std::max<std::size_t>(1, lists.size() - left_out));
  }
  for (const PostingList& list : std::span(filled).subspan(read)) {
    append(first, list.first(std::min(list.size(), options.beginning)));
  }
  std::vector<Candidate> met = counted(first);
  met.resize(std::min(met.size(), options.first));
  found.insert(found.end(), met.begin(), met.end());
  std::ranges::sort(found, {}, [](const Candidate& each) {
    return std::pair(each.document, std::numeric_limits<std::uint32_t>::max() - each.shared);
  });
  const auto again = std::ranges::unique(found, {}, &Candidate::document);
  found.erase(again.begin(), again.end());
  std::ranges::stable_sort(found, std::ranges::greater{}, &Candidate::shared);
  return found;
}

}  // namespace secondsource::reuse
