// How rare words are: data/words/CODE.tsv, from which decisions about pairs take their weights, so
// that they do not depend on what a library happens to hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/language.h"

namespace secondsource::text {

class Weights {
 public:
  // Inverse document frequency, log2(articles / articles with the word), of a normalised word's
  // hash: 0 for one that stands in every article, at most kRarest.  A word that the table lacks
  // weighs what the table gives for "*", else kRarest.  A language without a table gets kRarest / 2
  // for all.
  double of(std::string_view language, std::uint64_t word_hash) const;

  static constexpr double kRarest = 14;

  void add(std::string_view language, std::string_view word, double weight);

 private:
  struct Table {
    std::unordered_map<std::uint64_t, float> words;
    float others = static_cast<float>(kRarest);
  };
  std::unordered_map<std::string, Table, StringHash, std::equal_to<>> languages_;
};

}  // namespace secondsource::text
