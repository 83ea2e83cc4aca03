// word_classes CLASSES CORPUS...: puts words that stand between the same words into one class;
// prints "word<TAB>class<TAB>times seen", most frequent first.
//
// A CORPUS is a file of JSON Lines with a `body` or `text`, or a folder of those or of .txt files.
// Exchange algorithm on the likelihood of a bigram class model (Kneser, Ney, Eurospeech 1993;
// Martin, Liermann, Ney, Speech Communication 24, 1998).  The same bytes from every run.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "real_articles.h"
#include "secondsource/data.h"
#include "text/language.h"
#include "text/text.h"

namespace {

using namespace secondsource;

constexpr std::uint32_t kFewest = 4;  // times a word is seen to have a class of its own
constexpr int kRounds = 12;

using Counts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // (word, times)

// n · log n
double entropy(std::int64_t n) {
  static std::vector<double> table(1 << 16, -1);
  if (n < static_cast<std::int64_t>(table.size())) {
    double& value = table[static_cast<std::size_t>(n)];
    if (value < 0) value = n == 0 ? 0 : static_cast<double>(n) * std::log(static_cast<double>(n));
    return value;
  }
  return static_cast<double>(n) * std::log(static_cast<double>(n));
}

class Clusters {
 public:
  Clusters(std::uint32_t classes, std::vector<Counts> before, std::vector<Counts> after,
           std::vector<std::uint32_t> times)
      : classes_(classes),
        before_(std::move(before)),
        after_(std::move(after)),
        times_(std::move(times)),
        of_(times_.size()),
        pairs_(std::size_t{classes} * classes, 0),
        total_(classes, 0),
        left_(classes, 0),
        right_(classes, 0) {
    // Word 0 is the end of a sentence, word 1 all rare words: they stay alone.
    for (std::uint32_t w = 0; w < of_.size(); ++w) of_[w] = w < classes ? w : 2 + w % (classes - 2);
    for (std::uint32_t w = 0; w < of_.size(); ++w) {
      total_[of_[w]] += times_[w];
      for (const auto& [v, n] : after_[w]) pairs_[at(of_[w], of_[v])] += n;
    }
  }

  std::size_t round() {
    std::size_t moved = 0;
    for (std::uint32_t w = 2; w < of_.size(); ++w) moved += place(w);
    return moved;
  }

  std::uint32_t of(std::uint32_t word) const { return of_[word]; }

 private:
  std::size_t at(std::uint32_t a, std::uint32_t b) const { return std::size_t{a} * classes_ + b; }

  void gather(const Counts& counts, std::uint32_t word, std::vector<std::int64_t>& sums,
              std::vector<std::uint32_t>& seen) const {
    seen.clear();
    for (const auto& [v, n] : counts) {
      if (v == word) continue;
      if (sums[of_[v]] == 0) seen.push_back(of_[v]);
      sums[of_[v]] += n;
    }
  }

  void shift(std::uint32_t c, std::uint32_t word, std::int64_t sign) {
    for (const std::uint32_t d : seen_left_) pairs_[at(d, c)] += sign * left_[d];
    for (const std::uint32_t d : seen_right_) pairs_[at(c, d)] += sign * right_[d];
    pairs_[at(c, c)] += sign * self_;
    total_[c] += sign * times_[word];
  }

  // What class `c` gains by having the word, which is in none.
  double gain(std::uint32_t c, std::uint32_t word) const {
    double sum = 0;
    for (const std::uint32_t d : seen_left_) {
      if (d != c) sum += entropy(pairs_[at(d, c)] + left_[d]) - entropy(pairs_[at(d, c)]);
    }
    for (const std::uint32_t d : seen_right_) {
      if (d != c) sum += entropy(pairs_[at(c, d)] + right_[d]) - entropy(pairs_[at(c, d)]);
    }
    const std::int64_t own = pairs_[at(c, c)];
    sum += entropy(own + left_[c] + right_[c] + self_) - entropy(own);
    return sum - 2 * (entropy(total_[c] + times_[word]) - entropy(total_[c]));
  }

  std::size_t place(std::uint32_t word) {
    self_ = 0;
    for (const auto& [v, n] : after_[word]) {
      if (v == word) self_ = n;
    }
    gather(before_[word], word, left_, seen_left_);
    gather(after_[word], word, right_, seen_right_);
    const std::uint32_t from = of_[word];
    shift(from, word, -1);
    std::uint32_t best = from;
    double most = gain(from, word) + 1e-6;
    for (std::uint32_t c = 2; c < classes_; ++c) {
      if (c == from) continue;
      const double g = gain(c, word);
      if (g > most) {
        most = g;
        best = c;
      }
    }
    shift(best, word, 1);
    of_[word] = best;
    for (const std::uint32_t d : seen_left_) left_[d] = 0;
    for (const std::uint32_t d : seen_right_) right_[d] = 0;
    return best != from;
  }

  std::uint32_t classes_;
  std::vector<Counts> before_, after_;  // of each word
  std::vector<std::uint32_t> times_;
  std::vector<std::uint32_t> of_;
  std::vector<std::int64_t> pairs_, total_;
  std::vector<std::int64_t> left_, right_;  // of the word being placed, by class
  std::vector<std::uint32_t> seen_left_, seen_right_;
  std::int64_t self_ = 0;
};

std::vector<Counts> counted(std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs,
                            std::size_t words) {
  std::sort(pairs.begin(), pairs.end());
  std::vector<Counts> out(words);
  for (std::size_t i = 0; i < pairs.size();) {
    std::size_t end = i;
    while (end < pairs.size() && pairs[end] == pairs[i]) ++end;
    out[pairs[i].first].push_back({pairs[i].second, static_cast<std::uint32_t>(end - i)});
    i = end;
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const int classes = argc > 2 ? std::atoi(argv[1]) : 0;
  if (classes < 4) {
    fmt::print(stderr, "usage: word_classes CLASSES CORPUS...\n");
    return 2;
  }
  const auto data = Data::load();
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 1;
  }
  std::vector<std::string> names;
  std::unordered_map<std::string, std::uint32_t> ids;
  std::vector<std::uint32_t> times, sequence;
  text::Text text;
  for (int k = 2; k < argc; ++k) {
    for (const std::string& article : bench::real_articles(argv[k])) {
      text::analyse(article, {}, (*data)->languages().of("en"), text);
      for (const text::Sentence& sentence : text.sentences) {
        for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
          std::string word(text.words[i].number ? std::string_view("#") : text.word(i));
          const auto [found, fresh] = ids.try_emplace(word, names.size());
          if (fresh) {
            names.push_back(word);
            times.push_back(0);
          }
          ++times[found->second];
          sequence.push_back(found->second);
        }
        sequence.push_back(0xFFFFFFFF);
      }
    }
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (times[i] >= kFewest) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return times[a] != times[b] ? times[a] > times[b] : names[a] < names[b];
  });
  std::vector<std::uint32_t> rank(names.size(), 1);
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i + 2;
  std::vector<std::uint32_t> seen(order.size() + 2, 0);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> after, before;
  std::uint32_t last = 0;
  for (const std::uint32_t id : sequence) {
    const std::uint32_t word = id == 0xFFFFFFFF ? 0 : rank[id];
    ++seen[word];
    after.push_back({last, word});
    before.push_back({word, last});
    last = word;
  }
  fmt::print(stderr, "{} words, {} of them with a class\n", sequence.size(), order.size());
  const std::size_t words = seen.size();
  Clusters clusters(static_cast<std::uint32_t>(classes), counted(std::move(before), words),
                    counted(std::move(after), words), std::move(seen));
  for (int round = 1; round <= kRounds; ++round) {
    const std::size_t moved = clusters.round();
    fmt::print(stderr, "round {}: {} moved\n", round, moved);
    if (moved == 0) break;
  }
  for (std::uint32_t i = 0; i < order.size(); ++i)
    fmt::print("{}\t{}\t{}\n", names[order[i]], clusters.of(i + 2), times[order[i]]);
  return 0;
}
