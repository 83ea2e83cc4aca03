#include "corroborate/silence.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>

#include "corroborate/keys.h"
#include "corroborate/order.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kGram = 4;  // running words of a quotation that show it was not cut
// A story that one in so many of the carriers of another belongs to is not where it was said.
constexpr std::size_t kStray = 5;

std::uint64_t gram(const std::uint64_t* words) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kGram; ++i) hash = mix(hash, words[i]);
  return hash;
}

// Whether half of the runs of four words of a quotation stand in the text, though no mention of it
// was found there.
bool holds_words(const text::Text& text, std::span<const std::vector<std::uint64_t>> wordings) {
  std::unordered_set<std::uint64_t> wanted, found;
  for (const auto& words : wordings) {
    for (std::size_t i = 0; i + kGram <= words.size(); ++i) wanted.insert(gram(&words[i]));
  }
  std::vector<std::uint64_t> words;
  for (const text::Word& word : text.words) words.push_back(word.hash);
  for (std::size_t i = 0; i + kGram <= words.size(); ++i) {
    const std::uint64_t hash = gram(&words[i]);
    if (wanted.contains(hash)) found.insert(hash);
  }
  return std::any_of(wordings.begin(), wordings.end(), [&](const auto& wording) {
    std::size_t runs = 0, here = 0;
    for (std::size_t i = 0; i + kGram <= wording.size(); ++i, ++runs) {
      here += found.contains(gram(&wording[i]));
    }
    return runs > 0 && here * 2 >= runs;
  });
}

bool is_loose(const Article& article) {
  return article.form == Article::Form::kLive || article.form == Article::Form::kRoundup;
}

}  // namespace

Silence silence_of(std::span<const Carrier> carriers, const Surroundings& surroundings) {
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
  const std::vector<std::vector<std::uint64_t>> distinct(wordings.begin(), wordings.end());
  const auto carriers_in = [&](const Story* story) {
    return static_cast<std::size_t>(
        std::count_if(story->articles.begin(), story->articles.end(),
                      [&](const std::string& id) { return joining.contains(id); }));
  };
  std::size_t most = 0;
  for (const Story* story : surroundings.stories) most = std::max(most, carriers_in(story));
  std::set<std::string_view> others, theirs;  // of stories that it is surely of, and of all
  for (const Story* story : surroundings.stories) {
    const std::size_t here = carriers_in(story);
    if (here == 0) continue;
    theirs.insert(story->articles.begin(), story->articles.end());
    if (here * kStray >= most) others.insert(story->articles.begin(), story->articles.end());
  }
  const Article& first = carriers.front().article();
  for (const std::string_view id : theirs) {
    const auto around = surroundings.articles.find(std::string(id));
    if (carrying.contains(id) || around == surroundings.articles.end()) continue;
    const Article& article = *around->second.article;
    const bool told = others.contains(id) && certainly_before(first, article) && article.complete &&
                      article.form == Article::Form::kArticle &&
                      languages.contains(article.language) &&
                      !holds_words(around->second.text->body, distinct);
    (told ? silence.silent : silence.cannot_tell).emplace_back(id);
  }
  return silence;
}

}  // namespace secondsource::corroborate
