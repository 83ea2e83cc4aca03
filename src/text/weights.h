// How rare words are: data/words/CODE.tsv, from which decisions about pairs take their weights, so
// that they do not depend on what a library happens to hold.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/language.h"

namespace secondsource::text {

class Weights {
 public:
  static constexpr double kRarest = 14;

  // Of one language: looked up once where many words are asked for.
  class Table {
   public:
    double of(std::uint64_t word_hash) const;
    // Whether words of the language are weighed: else they weigh alike.
    bool weighs() const { return others_ > kRarest / 2; }
    void add(std::string_view word, double weight);

   private:
    friend class Weights;
    struct Slot {
      std::uint64_t word = 0;
      float weight = -1;  // an empty one's
    };
    void set(std::uint64_t word_hash, float weight);

    std::vector<Slot> slots_;  // a power of two, at most half of them full; probed in order
    std::size_t full_ = 0;
    float others_ = static_cast<float>(kRarest);
  };

  // Inverse document frequency, log2(articles / articles with the word), of a normalised word's
  // hash: 0 for one that stands in every article, at most kRarest.  A word that the table lacks
  // weighs what the table gives for "*", else kRarest.  A language without a table gets kRarest / 2
  // for all.  Safe from any number of threads.
  double of(std::string_view language, std::uint64_t word_hash) const {
    return table(language).of(word_hash);
  }
  const Table& table(std::string_view language) const;

  // `load` is called once, when the language is first asked for; what it throws is passed on.
  void add(const std::string& language, std::function<Table()> load);

 private:
  struct Lazy {
    std::function<Table()> load;
    std::once_flag once;
    Table table;
  };
  std::unordered_map<std::string, std::unique_ptr<Lazy>, StringHash, std::equal_to<>> languages_;
};

}  // namespace secondsource::text
