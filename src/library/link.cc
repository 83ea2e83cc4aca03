#include "library/link.h"

#include <algorithm>

#include "corroborate/retelling.h"
#include "library/parted.h"
#include "reuse/family.h"

namespace secondsource::library {

using corroborate::kMarkBits;

namespace {

// One article for each way the candidates' texts are seen by reuse, but the asker's; in their
// order.
std::vector<Number> fellows(const Surface& surface, const Asker& asker,
                            std::span<const reuse::Candidate> candidates) {
  std::vector<Number> numbers;
  const auto take = [&](const Folds& folds) {
    for (const auto& [number, fold] : folds) {
      if (fold != asker.fold) numbers.push_back(number);
    }
  };
  const std::scoped_lock held(surface.lock);
  for (const reuse::Candidate& candidate : candidates) {
    if (surface.folds != nullptr) {
      if (const auto known = surface.folds->find(candidate.document);
          known != surface.folds->end()) {
        take(known->second);
        continue;
      }
    }
    Folds folds;
    Query query = surface.catalogue.database().query(
        "SELECT min(number), fold FROM articles"
        " WHERE text = ? AND waiting = 0 AND number <> ? GROUP BY fold");
    query.bind(candidate.document).bind(surface.without);
    while (query.step()) {
      folds.emplace_back(query.integer(0), static_cast<std::uint64_t>(query.integer(1)));
    }
    take(folds);
    if (surface.folds != nullptr) surface.folds->emplace(candidate.document, std::move(folds));
  }
  return numbers;
}

// Calls `linked` for those of `others` that link, in their order.  What is known by a link before
// is dropped from a few at a time: from all of them it would cost the square of their number.
template <typename Other, typename Links, typename Linked>
void link_each(std::span<const Other> others,
               const std::function<void(std::vector<Other>&)>& drop_known, const Links& links,
               const Linked& linked) {
  constexpr std::size_t kFew = 64;
  for (std::size_t begin = 0; begin < others.size(); begin += kFew) {
    const auto some = others.subspan(begin, std::min(kFew, others.size() - begin));
    std::vector<Other> few(some.begin(), some.end());
    while (!few.empty()) {
      drop_known(few);
      const auto found = std::ranges::find_if(few, links);
      if (found == few.end()) break;
      linked(*found);
      few.erase(few.begin(), found + 1);
    }
  }
}

}  // namespace

std::vector<Standing> standings(const Surface& surface, std::span<const Number> numbers) {
  std::vector<Standing> all(numbers.size());
  const std::scoped_lock held(surface.lock);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] == surface.without) continue;
    if (surface.standings != nullptr) {
      const auto known = surface.standings->find(numbers[i]);
      if (known != surface.standings->end()) {
        all[i] = known->second;
        continue;
      }
    }
    Query query = surface.catalogue.database().query(
        "SELECT published FROM articles WHERE number = ? AND waiting = 0");
    if (query.bind(numbers[i]).step()) all[i] = {true, query.time(0)};
    if (surface.standings != nullptr) surface.standings->emplace(numbers[i], all[i]);
  }
  return all;
}

void keep_shown(const Surface& surface, std::vector<Number>& numbers) {
  const std::vector<Standing> all = standings(surface, numbers);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (all[i].shown) numbers[kept++] = numbers[i];
  }
  numbers.resize(kept);
}

FamilyCandidates family_candidates(const Surface& surface,
                                   std::span<const reuse::Prints* const> askers, unsigned threads) {
  FamilyCandidates out;
  struct Asked {
    std::uint64_t key = 0;
    std::uint32_t asker = 0;
    auto operator<=>(const Asked&) const = default;
  };
  std::size_t all = 0;
  for (const reuse::Prints* prints : askers) all += prints->narrative.size();
  Parted<Asked> asked = in_parts<Asked>(all, 64, [&](const auto& use) {
    for (std::size_t i = 0; i < askers.size(); ++i) {
      for (const std::uint64_t key : askers[i]->narrative) {
        use({key, static_cast<std::uint32_t>(i)});
      }
    }
  });
  sort_parts<Asked>({&asked, 1}, threads);
  std::vector<std::uint64_t> keys;
  out.lists_of.resize(askers.size());
  for (const Asked& each : asked.values) {
    if (keys.empty() || keys.back() != each.key) keys.push_back(each.key);
    out.lists_of[each.asker].push_back(static_cast<std::uint32_t>(keys.size() - 1));
  }
  out.lists =
      surface.index.lists(Kind::kFingerprints, keys, reuse::CandidateOptions().postings, threads);
  return out;
}

std::vector<reuse::Candidate> FamilyCandidates::of(std::size_t asker) const {
  std::vector<reuse::PostingList> mine;
  for (const std::uint32_t list : lists_of[asker]) mine.push_back(lists.of(list));
  std::vector<reuse::Candidate> out = reuse::candidates(mine);
  std::erase_if(out, [&](const reuse::Candidate& candidate) {
    return !reuse::may_link(candidate.shared, mine.size(),
                            static_cast<reuse::SizeClass>(candidate.size));
  });
  return out;
}

std::vector<Hits> story_candidates(const Surface& surface,
                                   std::span<const std::shared_ptr<const Profiles>> profiles,
                                   unsigned threads) {
  std::vector<std::vector<std::uint64_t>> keys(profiles.size());
  in_parallel(profiles.size(), threads, [&](std::size_t i, unsigned) {
    if (profiles[i] != nullptr) keys[i] = corroborate::story_keys(profiles[i]->story).sought;
  });
  const std::vector<std::span<const std::uint64_t>> sought(keys.begin(), keys.end());
  return surface.index.find_all(Kind::kStories, sought, threads);
}

std::vector<std::vector<MentionCandidates>> statement_candidates(
    const Surface& surface, std::vector<std::vector<corroborate::Keys>> keys, unsigned threads) {
  std::vector<std::vector<MentionCandidates>> all(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (corroborate::Keys& each : keys[i]) all[i].push_back({std::move(each), {}});
  }
  std::vector<std::span<const std::uint64_t>> sought;  // of one mention after another
  for (const std::vector<MentionCandidates>& each : all) {
    for (const MentionCandidates& mention : each) sought.emplace_back(mention.keys.sought);
  }
  std::vector<Hits> hits = surface.index.find_all(Kind::kMentions, sought, threads);
  std::size_t next = 0;
  for (std::vector<MentionCandidates>& each : all) {
    for (MentionCandidates& mention : each) mention.hits = std::move(hits[next++]);
  }
  return all;
}

void link_family(const Surface& surface, const Asker& asker,
                 std::span<const reuse::Candidate> candidates, reuse::Aligner& aligner,
                 const std::function<void(std::vector<Number>&)>& drop_known,
                 const std::function<void(Number)>& linked) {
  std::vector<Number> others = fellows(surface, asker, candidates);
  std::shared_ptr<const Document> document;
  const auto links = [&](Number number) {
    const auto other = surface.documents.get(number);
    if (other == nullptr) return false;
    if (document == nullptr) document = asker.document();
    return document != nullptr &&
           reuse::may_link(
               *asker.prints,
               reuse::prints_of(side_of(*other), winnow_options(surface.documents.scope()))) &&
           reuse::link(side_of(*document), side_of(*other),
                       aligner.align(side_of(*document), side_of(*other)));
  };
  link_each<Number>(others, drop_known, links, linked);
}

bool links_to_itself(const Document& document, reuse::Aligner& aligner) {
  // Alignment tells articles apart by their ids.
  Article copy = document.stored.article;
  copy.id += "'";
  const reuse::Side other{&copy, &document.text.body};
  return reuse::link(side_of(document), other, aligner.align(side_of(document), other)).has_value();
}

void link_story(const Surface& surface, Number self, const Profiles& profiles,
                const Hits& candidates, const std::function<void(std::vector<Number>&)>& drop_known,
                const std::function<void(Number)>& linked,
                const std::function<void(Number loose, Number member)>& attached) {
  const bool joins = profiles.story.joins();
  std::vector<Number> others;
  for (const Index::Hit& candidate : candidates) {
    const Number number = candidate.document;
    if (number != self && !surface.asked_by_other(self, number)) others.push_back(number);
  }
  keep_shown(surface, others);
  const auto links = [&](Number number) {
    const auto other = surface.documents.profiles(number);
    if (other == nullptr) return false;
    if (joins && other->story.joins()) {
      return corroborate::same_story(profiles.story, other->story);
    }
    if (joins) {
      if (corroborate::attaches(other->story, profiles.story)) attached(number, self);
    } else if (other->story.joins()) {
      if (corroborate::attaches(profiles.story, other->story)) attached(self, number);
    }
    return false;
  };
  link_each<Number>(others, drop_known, links, linked);
}

namespace {

// Pairs of mentions of the asker with those of one other article, or of its own, in order.
struct Fellow {
  Number article = 0;
  std::span<const MentionPair> pairs;
  std::shared_ptr<const Profiles> profiles;
  bool near = false;  // its article and the asker's may retell one another
};

// Pairs that share a key, each once.
std::vector<MentionPair> pairs_of(const Surface& surface, Number self,
                                  std::span<const MentionCandidates> candidates) {
  std::vector<MentionPair> pairs;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> kept;  // keys of own mentions
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    for (const std::uint64_t key : candidates[i].keys.kept) kept.emplace_back(key >> kMarkBits, i);
  }
  std::ranges::sort(kept);
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    for (const std::uint64_t key : candidates[i].keys.sought) {
      for (auto at = std::ranges::lower_bound(kept, std::pair(key >> kMarkBits, 0u));
           at != kept.end() && at->first == key >> kMarkBits && at->second < i; ++at) {
        pairs.push_back({{self, at->second}, i});
      }
    }
    for (const Index::Hit& hit : candidates[i].hits) {
      if (hit.document != self && !surface.asked_by_other(self, hit.document)) {
        pairs.push_back({{hit.document, hit.position}, i});
      }
    }
  }
  std::ranges::sort(pairs);
  const auto repeated = std::ranges::unique(pairs);
  pairs.erase(repeated.begin(), repeated.end());
  return pairs;
}

// Gives the fellows their profiles; those that have none to be compared with are taken out.
void look_up(const Surface& surface, Number self, const Profiles& profiles,
             std::vector<Fellow>& fellows) {
  std::vector<Number> numbers;
  for (const Fellow& fellow : fellows) numbers.push_back(fellow.article);
  const std::vector<Standing> standing = standings(surface, numbers);
  const auto kept = surface.documents.kept_profiles(numbers);
  // What is not in memory is mostly of other days, and there of other speakers.
  const auto speakers_differ = [&](std::span<const corroborate::SpeakerProfile> speakers,
                                   std::span<const MentionPair> some) {
    return std::ranges::all_of(some, [&](const MentionPair& pair) {
      if (pair.other.mention >= speakers.size()) return true;
      const corroborate::MentionProfile& own = profiles.mentions[pair.own];
      return corroborate::compare(own.speaker.name(), speakers[pair.other.mention].name()) ==
             corroborate::Agreement::kDiffer;
    });
  };
  for (std::size_t i = 0; i < fellows.size(); ++i) {
    Fellow& fellow = fellows[i];
    if (fellow.article == self) {
      fellow.profiles = {std::shared_ptr<const Profiles>(), &profiles};
    } else if (!standing[i].shown) {
      continue;
    } else if (kept[i] != nullptr) {
      fellow.profiles = kept[i];
    } else if (!corroborate::far_apart(profiles.story.published, standing[i].published) ||
               !speakers_differ(surface.documents.speakers(fellow.article), fellow.pairs)) {
      fellow.profiles = surface.documents.profiles(fellow.article);
    }
  }
  std::erase_if(fellows, [](const Fellow& fellow) { return fellow.profiles == nullptr; });
}

}  // namespace

void link_statements(const Surface& surface, Number self, const Profiles& profiles,
                     std::span<const MentionCandidates> candidates,
                     const std::function<void(std::vector<MentionPair>&)>& drop_known,
                     const std::function<void(const MentionPair&)>& linked) {
  constexpr std::size_t kTogether = 256;  // fellows whose profiles are held at a time
  const std::vector<MentionPair> pairs = pairs_of(surface, self, candidates);
  const auto told = [](const Profiles& of, std::uint32_t mention) {
    return corroborate::Told{&of.story, of.mentions, mention};
  };
  const auto most = [](const Profiles& of) {
    return static_cast<std::uint32_t>(std::min(of.mentions.size(), corroborate::kMostTold));
  };
  for (auto at = pairs.begin(); at != pairs.end();) {
    std::vector<Fellow> fellows;
    while (at != pairs.end() && fellows.size() < kTogether) {
      const auto end = std::ranges::find_if(at, pairs.end(), [&](const MentionPair& pair) {
        return pair.other.article != at->other.article;
      });
      fellows.push_back({at->other.article, {at, end}, nullptr, false});
      at = end;
    }
    look_up(surface, self, profiles, fellows);
    // What shares a key, and what shares none, told in other words.
    std::vector<MentionPair> unknown, retold;
    for (Fellow& fellow : fellows) {
      const Profiles& other = *fellow.profiles;
      fellow.near = corroborate::may_retell(profiles.story, other.story);
      for (const MentionPair& pair : fellow.pairs) {
        if (pair.other.mention < other.mentions.size()) unknown.push_back(pair);
      }
      if (fellow.article == self || !fellow.near) continue;
      for (std::uint32_t i = 0; i < most(profiles); ++i) {
        for (std::uint32_t j = 0; j < most(other); ++j) {
          const MentionPair pair{{fellow.article, j}, i};
          if (corroborate::worth_comparing(told(profiles, i), told(other, j), true) &&
              !std::ranges::binary_search(fellow.pairs, pair)) {
            retold.push_back(pair);
          }
        }
      }
    }
    unknown.insert(unknown.end(), retold.begin(), retold.end());
    link_each<MentionPair>(
        unknown, drop_known,
        [&](const MentionPair& pair) {
          const Fellow& fellow =
              *std::ranges::lower_bound(fellows, pair.other.article, {}, &Fellow::article);
          return corroborate::one_statement(
              told(profiles, pair.own), told(*fellow.profiles, pair.other.mention), fellow.near);
        },
        linked);
  }
}

std::vector<Number> articles_of(const Surface& surface, Number text, std::uint64_t fold) {
  const std::scoped_lock held(surface.lock);
  std::vector<Number> numbers;
  Query query = surface.catalogue.database().query(
      "SELECT number FROM articles WHERE text = ? AND fold = ? AND waiting = 0 AND number <> ?");
  query.bind(text).bind(static_cast<std::int64_t>(fold)).bind(surface.without);
  while (query.step()) numbers.push_back(query.integer(0));
  return numbers;
}

}  // namespace secondsource::library
