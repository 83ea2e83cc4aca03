#include "corroborate/silence.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corroborate/keys.h"
#include "corroborate/meaning.h"
#include "corroborate/order.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

// A passage tells much of a wording when in so many running words it has so much of the weight of
// what that tells, and two words of it or more.
constexpr std::size_t kPassage = 40;
constexpr double kPart = 0.4;
constexpr std::size_t kLeastTold = 2;
constexpr double kTelling = 2;         // bits of a word that tells something
constexpr std::size_t kWordings = 16;  // that are looked for, the earliest
constexpr std::size_t kGram = 4;       // running words of a quotation that show it was not cut
// A story that one in so many of the carriers of another belongs to is not where it was said.
constexpr std::size_t kStray = 2;

std::uint64_t gram(const std::uint64_t* words) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kGram; ++i) hash = mix(hash, words[i]);
  return hash;
}

// The runs of four words of quotations, to be looked for in many texts.
class Runs {
 public:
  explicit Runs(const std::set<std::vector<std::uint64_t>>& wordings) {
    for (const auto& words : wordings) {
      if (words.size() < kGram) continue;
      std::vector<std::uint64_t>& runs = runs_of_.emplace_back();
      for (std::size_t i = 0; i + kGram <= words.size(); ++i) {
        runs.push_back(gram(&words[i]));
        begins_.set(words[i] % begins_.size());
      }
      all_.insert(all_.end(), runs.begin(), runs.end());
    }
    std::sort(all_.begin(), all_.end());
    all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
  }

  // Whether half of the runs of one of the quotations stand in the text, though no mention of it
  // was found there.
  bool in(const text::Text& text) const {
    std::vector<bool> found(all_.size());
    std::array<std::uint64_t, kGram> words;
    for (std::size_t i = 0; i + kGram <= text.words.size(); ++i) {
      if (!begins_.test(text.words[i].hash % begins_.size())) continue;  // most words begin none
      for (std::size_t k = 0; k < kGram; ++k) words[k] = text.words[i + k].hash;
      const auto at = place(gram(words.data()));
      if (at) found[*at] = true;
    }
    return std::ranges::any_of(runs_of_, [&](const std::vector<std::uint64_t>& runs) {
      const auto here =
          std::ranges::count_if(runs, [&](std::uint64_t run) { return found[*place(run)]; });
      return static_cast<std::size_t>(here) * 2 >= runs.size();
    });
  }

 private:
  std::optional<std::size_t> place(std::uint64_t run) const {
    const auto at = std::lower_bound(all_.begin(), all_.end(), run);
    if (at == all_.end() || *at != run) return std::nullopt;
    return static_cast<std::size_t>(at - all_.begin());
  }

  std::vector<std::vector<std::uint64_t>> runs_of_;  // of each quotation
  std::vector<std::uint64_t> all_;                   // sorted
  std::bitset<4096> begins_;                         // the words that begin one, and others
};

// Where words are not weighed none tells more than another, and no passage is looked for.
bool tells(const text::Word& word, const text::Weights::Table& weights) {
  return word.folded_size > 2 && weights.of(word.hash) >= kTelling;
}

// Passages that tell much of what a wording tells, in whatever words and mouth: of a statement that
// was told again in other words that is what is left.
class Passages {
 public:
  Passages(std::span<const Carrier> carriers, const Data& data) {
    const Meanings& meanings = data.derived<Meanings>();
    std::set<std::span<const std::uint64_t>, Less> seen;
    for (const Carrier& carrier : carriers) {
      if (wordings_.size() == kWordings) break;
      if (!seen.insert(carrier.words).second) continue;
      const text::Weights::Table& weights = data.weights().table(carrier.article().language);
      if (!weights.weighs()) continue;
      Wording wording;
      wording.words = carrier.words.size();
      for (const std::uint32_t i : carrier.content.words) {
        const text::Word& word = carrier.text().words[i];
        if (!tells(word, weights)) continue;
        const std::uint64_t meaning =
            meanings.of(carrier.article().language, carrier.text().word(i));
        const double weight = weights.of(word.hash);
        if (!wording.weights.try_emplace(meaning, weight).second) continue;
        wording.weight += weight;
      }
      if (wording.weights.size() >= kLeastTold) wordings_.push_back(std::move(wording));
    }
    // A few words that are left of a sentence are found by chance.
    double most = 0;  // of what a passage can hold
    for (const Wording& wording : wordings_) {
      if (wording.words <= kPassage) most = std::max(most, wording.weight);
    }
    std::erase_if(wordings_, [&](const Wording& each) { return 3 * each.weight < 2 * most; });
  }

  bool in(std::span<const std::uint64_t> text) const {
    return std::ranges::any_of(wordings_, [&](const Wording& wording) { return wording.in(text); });
  }

 private:
  struct Less {
    bool operator()(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) const {
      return std::ranges::lexicographical_compare(a, b);
    }
  };
  struct Wording {
    std::unordered_map<std::uint64_t, double> weights;  // of meanings
    double weight = 0;                                  // of all
    std::size_t words = 0;

    bool in(std::span<const std::uint64_t> text) const {
      struct Hit {
        std::size_t at;
        std::uint64_t meaning;
        double weight;
      };
      std::deque<Hit> window;
      std::unordered_map<std::uint64_t, std::size_t> times;
      double here = 0;
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == 0) continue;
        const auto found = weights.find(text[i]);
        if (found == weights.end()) continue;
        window.push_back({i, found->first, found->second});
        if (times[found->first]++ == 0) here += found->second;
        while (window.front().at + kPassage <= i) {
          const auto gone = times.find(window.front().meaning);
          if (--gone->second == 0) {
            here -= window.front().weight;
            times.erase(gone);
          }
          window.pop_front();
        }
        if (times.size() >= kLeastTold && here >= kPart * weight) return true;
      }
      return false;
    }
  };
  std::vector<Wording> wordings_;
};

bool is_loose(const Article& article) {
  return article.form == Article::Form::kLive || article.form == Article::Form::kRoundup;
}

}  // namespace

std::vector<std::uint64_t> told_by(const text::Text& text, const std::string& language,
                                   const Data& data) {
  const Meanings& meanings = data.derived<Meanings>();
  const text::Weights::Table& weights = data.weights().table(language);
  std::vector<std::uint64_t> told(text.words.size());
  if (!weights.weighs()) return told;
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (tells(text.words[i], weights)) told[i] = meanings.of(language, text.word(i));
  }
  return told;
}

Silence silence_of(std::span<const Carrier> carriers, const Surroundings& surroundings,
                   const Data& data) {
  Silence silence;
  std::set<std::string_view> carrying;
  std::set<std::string_view> joining;  // of them: a live page touches stories that are not this one
  std::set<std::string_view> languages;
  std::set<std::vector<std::uint64_t>> wordings;
  for (const Carrier& carrier : carriers) {
    carrying.insert(carrier.article().id);
    if (!is_loose(carrier.article())) joining.insert(carrier.article().id);
    languages.insert(carrier.article().language);
    wordings.insert(carrier.words);
  }
  const Runs runs(wordings);
  std::optional<Passages> passages;  // made when one is looked for: few articles come so far
  const auto retold = [&](const Surroundings::Around& around) {
    if (!passages) passages.emplace(carriers, data);
    return passages->in(around.told);
  };
  std::set<std::string_view> near(surroundings.akin.begin(), surroundings.akin.end());
  for (const Mention& mention : surroundings.possible) near.insert(mention.article);
  const auto carriers_in = [&](const std::vector<std::string>& story) {
    return static_cast<std::size_t>(std::count_if(
        story.begin(), story.end(), [&](const std::string& id) { return joining.contains(id); }));
  };
  std::size_t most = 0;
  for (const auto& story : surroundings.stories) most = std::max(most, carriers_in(story));
  std::set<std::string_view> others, theirs;  // of stories that it is surely of, and of all
  for (const auto& story : surroundings.stories) {
    const std::size_t here = carriers_in(story);
    if (here == 0) continue;
    theirs.insert(story.begin(), story.end());
    if (here * kStray >= most) others.insert(story.begin(), story.end());
  }
  const Article& first = carriers.front().article();
  for (const std::string_view id : theirs) {
    const auto around = surroundings.articles.find(std::string(id));
    if (carrying.contains(id) || around == surroundings.articles.end()) continue;
    const Article& article = *around->second.article;
    const bool told = others.contains(id) && certainly_before(first, article) && article.complete &&
                      article.form == Article::Form::kArticle &&
                      languages.contains(article.language) && !near.contains(id) &&
                      !runs.in(around->second.text->body) && !retold(around->second);
    (told ? silence.silent : silence.cannot_tell).emplace_back(id);
  }
  return silence;
}

}  // namespace secondsource::corroborate
