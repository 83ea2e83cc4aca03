// bench/corpus: the generated body of news.
//
//   corpus N [SEED]          N articles as JSON Lines on standard output
//   corpus --rates FILE...   what decides the cost of an article, in these real articles and in as
//                            many generated ones, side by side
#include <fmt/core.h>
#include <zstd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "attribution/attribution.h"
#include "bench/newsroom.h"
#include "reuse/winnow.h"
#include "secondsource/read.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::bench {
namespace {

struct Rates {
  double words = 0, direct = 0, indirect = 0, repeated = 0, exact = 0, edited = 0,
         last_paragraph = 0;
  double compressed_alone = 0, compressed_together = 0;
};

std::size_t compressed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  return ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
}

Rates measure(const std::vector<Article>& articles, const Data& data) {
  Rates rates;
  std::unordered_map<std::uint64_t, std::uint32_t> first_article;  // of a 6-gram
  std::unordered_map<std::uint64_t, std::uint32_t> fingerprint_of;
  std::unordered_set<std::string> texts, last;
  std::size_t grams = 0, repeated = 0, bytes = 0, alone = 0;
  std::string all;
  text::ArticleText text;
  std::vector<reuse::Fingerprint> fingerprints;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    const Article& article = articles[i];
    text::analyse(article, data.languages(), text);
    const auto& words = text.body.words;
    rates.words += static_cast<double>(words.size());
    for (const Mention& mention : attribution::attribute(article, text, data))
      (mention.kind == Mention::Kind::kIndirect ? rates.indirect : rates.direct) += 1;
    for (std::size_t w = 0; w + 6 <= words.size(); ++w) {
      std::uint64_t hash = 0;
      for (std::size_t k = 0; k < 6; ++k) hash = (hash ^ words[w + k].hash) * 0x9e3779b97f4a7c15u;
      ++grams;
      const auto [at, fresh] = first_article.try_emplace(hash, i);
      repeated += !fresh && at->second != i;
    }
    reuse::winnow(words, {}, fingerprints);
    std::unordered_map<std::uint32_t, std::size_t> shared;
    for (const auto& fingerprint : fingerprints) {
      const auto [at, fresh] = fingerprint_of.try_emplace(fingerprint.hash, i);
      if (!fresh && at->second != i) ++shared[at->second];
    }
    const bool exact = !texts.insert(article.text).second;
    rates.exact += exact;
    std::size_t most = 0;
    for (const auto& [other, n] : shared) most = std::max(most, n);
    rates.edited += !exact && most * 2 >= fingerprints.size() && most >= 4;
    const std::size_t end = article.text.find_last_not_of('\n');
    const std::size_t begin = article.text.rfind('\n', end);
    if (begin != std::string::npos)
      rates.last_paragraph += !exact && !last.insert(article.text.substr(begin + 1)).second;
    bytes += article.text.size();
    alone += compressed(article.text);
    all += article.text;
  }
  const double n = static_cast<double>(articles.size());
  const double thousands = rates.words / 1000;
  rates.words /= n;
  rates.direct /= thousands;
  rates.indirect /= thousands;
  rates.repeated =
      static_cast<double>(repeated) / static_cast<double>(std::max<std::size_t>(grams, 1));
  rates.exact /= n;
  rates.edited /= n;
  rates.last_paragraph /= n;
  rates.compressed_alone = static_cast<double>(alone) / static_cast<double>(bytes);
  rates.compressed_together = static_cast<double>(compressed(all)) / static_cast<double>(bytes);
  return rates;
}

int print_rates(const std::vector<std::string>& inputs) {
  const auto data = Data::load();
  if (!data) return 1;
  std::vector<Article> real, generated;
  for (const auto& input : inputs) {
    Reader reader(input, *data);
    while (auto next = reader.next()) {
      if (*next) real.push_back(std::move(**next));
    }
  }
  const Rates a = measure(real, **data);
  NewsroomOptions options;
  options.words = a.words;  // the rates of long articles and of short ones are not the same
  Newsroom newsroom(options);
  while (generated.size() < real.size()) generated.push_back(newsroom.next());
  const Rates b = measure(generated, **data);
  const auto row = [](const char* what, double x, double y) {
    fmt::print("{:44}{:>10.3f}{:>12.3f}\n", what, x, y);
  };
  fmt::print("{:44}{:>10}{:>12}\n", fmt::format("of {} articles", real.size()), "real",
             "generated");
  row("words an article", a.words, b.words);
  row("direct and mixed mentions, 1,000 words", a.direct, b.direct);
  row("indirect mentions, 1,000 words", a.indirect, b.indirect);
  row("6-grams seen in an earlier article, share", a.repeated, b.repeated);
  row("word for word as an earlier one, share", a.exact, b.exact);
  row("half its fingerprints in one earlier, share", a.edited, b.edited);
  row("last paragraph as an earlier one, share", a.last_paragraph, b.last_paragraph);
  row("zstd -3, one by one, share of bytes", a.compressed_alone, b.compressed_alone);
  row("zstd -3, all together, share of bytes", a.compressed_together, b.compressed_together);
  return 0;
}

}  // namespace
}  // namespace secondsource::bench

int main(int argc, char** argv) {
  using namespace secondsource::bench;
  if (argc > 2 && std::strcmp(argv[1], "--rates") == 0) return print_rates({argv + 2, argv + argc});
  if (argc < 2) {
    fmt::print(stderr, "usage: corpus N [SEED] | corpus --rates FILE...\n");
    return 2;
  }
  NewsroomOptions options;
  if (argc > 2) options.seed = std::strtoull(argv[2], nullptr, 10);
  Newsroom newsroom(options);
  for (long n = std::strtol(argv[1], nullptr, 10); n > 0; --n) {
    const std::string line = to_json_line(newsroom.next());
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
  }
  return 0;
}
