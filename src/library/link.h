// Which articles and mentions of a library belong with those of one document: candidates from the
// indexes, each decided by the pair alone.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "library/catalogue.h"
#include "library/document.h"
#include "library/index.h"
#include "reuse/align.h"
#include "reuse/candidates.h"

namespace secondsource::library {

// A set of articles that is asked often: their numbers are mostly one after another.
class Pass {
 public:
  explicit Pass(const std::set<Number>& numbers)
      : first_(numbers.empty() ? 0 : *numbers.begin()),
        has_(numbers.empty() ? 0 : static_cast<std::size_t>(*numbers.rbegin() - first_ + 1)) {
    for (const Number number : numbers) has_[static_cast<std::size_t>(number - first_)] = true;
  }
  bool contains(Number number) const {
    return number >= first_ && static_cast<std::size_t>(number - first_) < has_.size() &&
           has_[static_cast<std::size_t>(number - first_)];
  }

 private:
  Number first_;
  std::vector<bool> has_;
};

// Articles, one for each way their text is seen by reuse, with a hash of that.
using Folds = std::vector<std::pair<Number, std::uint64_t>>;

// What of an article is known without reading it.
struct Standing {
  bool shown = false;
  std::optional<Time> published;
};

// What threads that link share.
struct Surface {
  Catalogue& catalogue;
  std::mutex& lock;  // of the catalogue
  const Index& index;
  Documents& documents;
  Number without = 0;  // an article that counts as not there
  // Articles that are all linked in one pass, where there is one: all are shown, and of two of them
  // the later one asks.
  const Pass* pass = nullptr;
  // Of texts and articles that were looked up, where none comes or goes meanwhile; guarded by
  // `lock`.
  std::unordered_map<Number, Folds>* folds = nullptr;
  std::unordered_map<Number, Standing>* standings = nullptr;

  bool asked_by_other(Number self, Number other) const {
    return pass != nullptr && other > self && pass->contains(other);
  }
};

// One mention of one article, in a number: the order is that of articles, then of mentions.
struct MentionNumber {
  Number article = 0;
  std::uint32_t mention = 0;  // from 0
  friend auto operator<=>(const MentionNumber&, const MentionNumber&) = default;
};

// Where the candidates of a batch of articles stand: texts, articles, and mentions of articles by
// the mentions of the batch.
using Hits = std::vector<Index::Hit>;
// Of each asker: the texts that may link to it, the nearest first.
struct FamilyCandidates {
  Index::Lists lists;
  std::vector<std::vector<std::uint32_t>> lists_of;  // of each asker: those of its keys, by place

  std::vector<reuse::Candidate> of(std::size_t asker) const;
};
FamilyCandidates family_candidates(const Surface& surface,
                                   std::span<const reuse::Prints* const> askers, unsigned threads);
std::vector<Hits> story_candidates(const Surface& surface,
                                   std::span<const std::shared_ptr<const Profiles>> profiles,
                                   unsigned threads);
// Of one mention: its keys, and the mentions that are kept under one of them.
struct MentionCandidates {
  corroborate::Keys keys;
  Hits hits;
};
std::vector<std::vector<MentionCandidates>> statement_candidates(
    const Surface& surface, std::vector<std::vector<corroborate::Keys>> keys, unsigned threads);

// Calls `linked` for an article of each fold that links to the asker, the nearest first, but for
// those that are known to be of its family: `drop_known` takes them out of a list, and is asked
// again after each that was linked.  Articles of the asker's own fold are left out.
// `document`: gives the asker's when it is needed.
struct Asker {
  std::uint64_t fold = 0;
  const reuse::Prints* prints = nullptr;
  std::function<std::shared_ptr<const Document>()> document;
};
void link_family(const Surface& surface, const Asker& asker,
                 std::span<const reuse::Candidate> candidates, reuse::Aligner& aligner,
                 const std::function<void(std::vector<Number>&)>& drop_known,
                 const std::function<void(Number)>& linked);

// Whether two articles of the document's fold are of one family.
bool links_to_itself(const Document& document, reuse::Aligner& aligner);

// Calls `linked` for articles of one story with `self`, where both join it, and `attached` where
// one belongs to the other's story without joining it; but for those that `drop_known` takes out.
void link_story(const Surface& surface, Number self, const Profiles& profiles,
                const Hits& candidates, const std::function<void(std::vector<Number>&)>& drop_known,
                const std::function<void(Number)>& linked,
                const std::function<void(Number loose, Number member)>& attached);

// Calls `linked` for mentions of one statement with those of `self`, its own among them, but for
// those that `drop_known` takes out of a list.
struct MentionPair {
  MentionNumber other;
  std::uint32_t own = 0;
  friend auto operator<=>(const MentionPair&, const MentionPair&) = default;
};
void link_statements(const Surface& surface, Number self, const Profiles& profiles,
                     std::span<const MentionCandidates> candidates,
                     const std::function<void(std::vector<MentionPair>&)>& drop_known,
                     const std::function<void(const MentionPair&)>& linked);

std::vector<Standing> standings(const Surface& surface, std::span<const Number> numbers);
// Takes out those that are not shown.
void keep_shown(const Surface& surface, std::vector<Number>& numbers);

// The articles that are shown and have one text and one fold.
std::vector<Number> articles_of(const Surface& surface, Number text, std::uint64_t fold);

}  // namespace secondsource::library
