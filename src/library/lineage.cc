#include "library/lineage.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

#include "reuse/candidates.h"
#include "reuse/family.h"

namespace secondsource::library {

namespace {

// To say which texts are nearest to one so many postings are read, and so many texts compared.
constexpr std::size_t kPostings = 4'096;
constexpr std::size_t kCompared = 64;

// Which of the texts are aligned with which: pairs (i, j), i < j.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(
    std::span<const std::shared_ptr<const Document>> texts, const Scope& scope, unsigned threads) {
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  if (texts.size() <= kAllPairs) {
    for (std::size_t j = 0; j < texts.size(); ++j) {
      for (std::size_t i = 0; i < j; ++i) pairs.emplace(i, j);
    }
    return {pairs.begin(), pairs.end()};
  }
  std::unordered_map<std::uint64_t, std::vector<reuse::Place>> holders;
  std::vector<std::vector<std::uint64_t>> keys;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    keys.push_back(fingerprints_of(*texts[i], scope));
    for (const std::uint64_t key : keys.back()) {
      holders[key].push_back({static_cast<std::uint32_t>(i), 0});
    }
  }
  std::vector<std::vector<reuse::Candidate>> nearest(texts.size());
  in_parallel(texts.size(), threads, [&](std::size_t i, unsigned) {
    std::vector<reuse::PostingList> lists;
    for (const std::uint64_t key : keys[i]) lists.emplace_back(holders.at(key));
    std::vector<reuse::Candidate>& found = nearest[i];
    found = reuse::candidates(lists, {.postings = kPostings});
    std::erase_if(found, [i](const auto& each) { return each.document == i; });
    found.resize(std::min(found.size(), kCompared));
    for (reuse::Candidate& each : found) {
      each.shared = static_cast<std::uint32_t>(reuse::shared_by(keys[i], keys[each.document]));
    }
    std::ranges::sort(found, {}, [](const reuse::Candidate& each) {
      return std::pair(std::numeric_limits<std::uint32_t>::max() - each.shared, each.document);
    });
    found.resize(std::min(found.size(), kNearest));
  });
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const reuse::Candidate& each : nearest[i]) {
      pairs.emplace(std::minmax(i, std::size_t{each.document}));
    }
  }
  return {pairs.begin(), pairs.end()};
}

}  // namespace

Family lineage_of(const Surface& surface, const Data& data, unsigned threads,
                  std::span<const Number> members, std::shared_ptr<const Document> guest) {
  // One document for each fold is analysed; of the others the article is enough.
  struct Fold {
    std::shared_ptr<const Document> document;
    std::vector<std::shared_ptr<const Stored>> copies;
  };
  std::map<std::uint64_t, Fold> folds;
  if (guest != nullptr) {
    Fold& fold = folds[guest->stored.fold];
    fold.document = std::move(guest);
  }
  for (const Number number : members) {
    std::optional<Row> row;
    {
      const std::scoped_lock held(surface.lock);
      row = surface.catalogue.row(number);
    }
    if (!row) continue;
    Fold& fold = folds[row->fold];
    if (fold.document == nullptr) {
      fold.document = surface.documents.get(number);
    } else {
      fold.copies.push_back(std::make_shared<const Stored>(surface.catalogue.decode(*row)));
    }
  }
  std::vector<Fold> texts;
  for (auto& [hash, fold] : folds) {
    if (fold.document != nullptr) texts.push_back(std::move(fold));
  }
  // Whichever of them was analysed: a fold is as old as its earliest article.
  const auto first = [](const Fold& fold) -> const Article& {
    const Article* earliest = &fold.document->stored.article;
    for (const auto& copy : fold.copies) {
      if (reuse::earlier(copy->article, *earliest)) earliest = &copy->article;
    }
    return *earliest;
  };
  std::ranges::sort(
      texts, [&](const Fold& x, const Fold& y) { return reuse::earlier(first(x), first(y)); });

  std::vector<reuse::Side> sides;
  std::vector<std::shared_ptr<const Document>> documents;
  std::vector<reuse::Side> representatives;
  for (const Fold& fold : texts) {
    documents.push_back(fold.document);
    const text::Text* text = &fold.document->text.body;
    representatives.push_back({&first(fold), text});
    sides.push_back({&fold.document->stored.article, text});
    for (const auto& copy : fold.copies) sides.push_back({&copy->article, text});
  }
  std::vector<std::pair<reuse::Side, reuse::Side>> pairs;
  for (const auto& [i, j] : pairs_of(documents, surface.documents.scope(), threads)) {
    pairs.emplace_back(representatives[i], representatives[j]);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const reuse::Side& representative = representatives[i];
    const auto copy_of = [&](const Article& article) {
      if (&article != representative.article) {
        pairs.emplace_back(representative, reuse::Side{&article, representative.text});
      }
    };
    copy_of(texts[i].document->stored.article);
    for (const auto& copy : texts[i].copies) copy_of(copy->article);
  }
  std::vector<reuse::Aligner> aligners;
  for (unsigned i = 0; i < workers(threads); ++i) {
    aligners.emplace_back(winnow_options(surface.documents.scope()));
  }
  std::vector<std::vector<Passage>> aligned(pairs.size());
  in_parallel(pairs.size(), threads, [&](std::size_t i, unsigned worker) {
    aligned[i] = aligners[worker].align(pairs[i].first, pairs[i].second);
  });
  std::vector<Passage> passages;
  for (std::vector<Passage>& some : aligned) {
    std::ranges::move(some, std::back_inserter(passages));
  }
  return reuse::lineage(sides, passages, data.press());
}

std::optional<Family> lineage_with(const Surface& surface, const Data& data, unsigned threads,
                                   Family tree, std::span<const FamilyMember> members,
                                   std::shared_ptr<const Document> guest) {
  // A text's earliest member stands for it: they come in that order.
  struct Nearest {
    std::uint32_t shared = 0;
    Number number = 0;
  };
  std::unordered_map<Number, std::size_t> place;
  std::vector<Nearest> texts;
  std::vector<Number> chosen;
  for (const FamilyMember& member : members) {
    if (place.try_emplace(member.text, texts.size()).second) texts.push_back({0, member.number});
    if (member.id == tree.root) chosen.push_back(member.number);
  }
  Postings holders;
  for (const std::uint64_t key : fingerprints_of(*guest, surface.documents.scope())) {
    surface.index.find(Kind::kFingerprints, key, holders);
    for (const reuse::Posting& holder : holders) {
      if (const auto found = place.find(holder.document); found != place.end()) {
        ++texts[found->second].shared;
      }
    }
  }
  std::ranges::stable_sort(texts, std::ranges::greater{}, &Nearest::shared);
  for (const Nearest& text : std::span(texts).first(std::min(texts.size(), kNearest))) {
    if (std::ranges::find(chosen, text.number) == chosen.end()) chosen.push_back(text.number);
  }
  const Article& article = guest->stored.article;
  const Family part = lineage_of(surface, data, threads, chosen, guest);
  const auto edge = std::ranges::find(part.edges, article.id, &LineageEdge::to);
  if (edge == part.edges.end() || !edge->from) return std::nullopt;

  const auto at = std::ranges::partition_point(members, [&](const FamilyMember& member) {
    Article other;
    other.id = member.id;
    other.published = member.published;
    return reuse::earlier(other, article);
  });
  const auto before = at - members.begin();
  tree.members.insert(tree.members.begin() + before, article.id);
  tree.edges.insert(tree.edges.begin() + before, *edge);
  tree.id = tree.members.front();
  return tree;
}

}  // namespace secondsource::library
