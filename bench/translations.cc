// translations PAIRS.tsv [FOLDER]: learns the model of src/corroborate/translation.cc.
//
//   bench/translations.py PAIRS.tsv FOLDER --news NEWSARTICLES.csv
//   translations PAIRS.tsv FOLDER
//
// A line is a set, 1 where two mentions are one statement and 0 else, and the language and the
// words of each.  Learnt is from the sets whose names begin with "learn"; prints how many of each
// set reach so many log odds, and the numbers of the model.  FOLDER is of data, as --data takes it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "bench/logistic.h"
#include "corroborate/overlap.h"
#include "corroborate/statement.h"
#include "corroborate/translation.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace {

using namespace secondsource;
using Example = bench::Example<corroborate::kTranslationFeatures>;

// What a mention that is all of `words` says.
corroborate::MentionProfile profile(const std::string& language, const std::string& words,
                                    const Data& data) {
  Article article;
  article.language = language;
  article.text = words;
  text::ArticleText text;
  text::analyse(article, data.languages(), text);
  Mention mention;
  mention.content = {{0, static_cast<std::uint32_t>(words.size())}};
  return corroborate::mention_profile(article, text, mention, data);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr, "usage: translations PAIRS.tsv [FOLDER]\n");
    return 2;
  }
  const auto data = Data::load(std::vector<std::string>(argv + 2, argv + argc));
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 1;
  }
  std::map<std::string, std::vector<Example>> sets;
  std::vector<Example> learnt_from;
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    std::array<std::string, 6> cells;
    std::istringstream cut(line);
    for (std::string& cell : cells) std::getline(cut, cell, '\t');
    const auto& [set, answer, language_a, words_a, language_b, words_b] = cells;
    const auto a = profile(language_a, words_a, **data), b = profile(language_b, words_b, **data);
    if (corroborate::numbers_disagree(a, b)) continue;  // never one
    Example example;
    std::ranges::copy(corroborate::translation_features(a, b), example.features.begin());
    example.features.back() = 1;
    example.one = answer == "1";
    sets[set].push_back(example);
    if (set.starts_with("learn")) learnt_from.push_back(example);
  }
  if (learnt_from.empty()) {
    fmt::print(stderr, "translations: no pair of {} is to be learnt from\n", argv[1]);
    return 1;
  }
  const auto factors = bench::learn<corroborate::kTranslationFeatures>(learnt_from);
  for (const auto& [set, examples] : sets) {
    const auto ones = std::ranges::count(examples, true, &Example::one);
    fmt::print("{}: {} of {} pairs are one\n", set, ones, examples.size());
    for (const double least : {-0.5, 0.0, 0.5, 1.0}) {
      std::array<std::size_t, 2> reach{};
      for (const Example& example : examples) {
        reach[example.one ? 1 : 0] += bench::odds(factors, example.features) >= least;
      }
      fmt::print("  log odds {:4}: {} of them, {} of the others\n", least, reach[1], reach[0]);
    }
  }
  fmt::print("factors {:.4g}, bias {:.4g}\n", fmt::join(factors.begin(), factors.end() - 1, ", "),
             factors.back());
  return 0;
}
