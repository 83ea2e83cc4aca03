// How much of what real articles share is found: every passage of every pair, against brute force.
//
//   reuse_recall PATH…     JSON Lines or folders of plain text
//
// Brute force knows neither fingerprints nor segments nor chains: it lists every maximal run of at
// least twelve words between texts that differ, by the places of each twelve-word gram.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <unordered_map>

#include "bench/real_articles.h"
#include "data/embedded.h"
#include "reuse/align.h"
#include "reuse/segment.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource {
namespace {

constexpr std::uint32_t kPromise = 12;

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

struct Given {
  Article article;
  text::Text text;
};

struct SharedRun {
  std::uint32_t a, b, a_word, b_word, words;
};

using PairKey = std::uint64_t;
PairKey pair_key(std::uint32_t x, std::uint32_t y) {
  return std::uint64_t(std::min(x, y)) << 32 | std::max(x, y);
}

std::vector<SharedRun> brute_force(const std::vector<std::unique_ptr<Given>>& given) {
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> places;
  const auto hash_at = [&](std::uint32_t document, std::uint32_t word) {
    std::uint64_t hash = 0;
    for (std::uint32_t i = 0; i < kPromise; ++i) {
      hash = (hash ^ given[document]->text.words[word + i].hash) * 0x9E3779B97F4A7C15;
      hash ^= hash >> 32;
    }
    return hash;
  };
  for (std::uint32_t d = 0; d < given.size(); ++d) {
    const std::size_t words = given[d]->text.words.size();
    for (std::uint32_t i = 0; i + kPromise <= words; ++i) places[hash_at(d, i)].emplace_back(d, i);
  }
  std::vector<SharedRun> out;
  for (const auto& [hash, all] : places) {
    for (std::size_t x = 0; x < all.size(); ++x) {
      for (std::size_t y = x + 1; y < all.size(); ++y) {
        const auto [a, a_word] = all[x];
        const auto [b, b_word] = all[y];
        if (a == b) continue;
        const auto& a_words = given[a]->text.words;
        const auto& b_words = given[b]->text.words;
        if (a_word > 0 && b_word > 0 && a_words[a_word - 1].hash == b_words[b_word - 1].hash)
          continue;
        std::uint32_t words = 0;
        while (a_word + words < a_words.size() && b_word + words < b_words.size() &&
               a_words[a_word + words].hash == b_words[b_word + words].hash) {
          ++words;
        }
        if (words >= kPromise) out.push_back({a, b, a_word, b_word, words});
      }
    }
  }
  return out;
}

ByteSpan span_of(const text::Text& text, std::uint32_t word, std::uint32_t words) {
  return {text.words[word].span.begin, text.words[word + words - 1].span.end};
}

// How many bytes of `whole` the union of `parts` covers.
std::uint32_t covered(ByteSpan whole, std::vector<ByteSpan> parts) {
  std::ranges::sort(parts);
  std::uint32_t bytes = 0, at = whole.begin;
  for (const ByteSpan part : parts) {
    const std::uint32_t begin = std::max(at, part.begin), end = std::min(whole.end, part.end);
    if (begin < end) {
      bytes += end - begin;
      at = end;
    }
  }
  return bytes;
}

std::uint32_t longest_run(std::span<const text::Word> a, std::span<const text::Word> b) {
  std::vector<std::uint32_t> row(b.size() + 1, 0);
  std::uint32_t longest = 0;
  for (const text::Word& word : a) {
    for (std::size_t j = b.size(); j > 0; --j) {
      row[j] = word.hash == b[j - 1].hash ? row[j - 1] + 1 : 0;
      longest = std::max(longest, row[j]);
    }
  }
  return longest;
}

std::span<const text::Word> words_in(const text::Text& text, ByteSpan span) {
  const std::size_t first = text.word_at(span.begin), end = text.word_at(span.end);
  return std::span(text.words).subspan(first, end - first);
}

int run(std::span<char*> paths) {
  const text::Languages languages({});
  Clock reading;
  std::vector<std::unique_ptr<Given>> given;
  std::map<reuse::Digest, std::size_t> seen;
  std::size_t all = 0, words = 0;
  for (const char* path : paths) {
    for (std::string& source : bench::real_articles(path)) {
      auto article = std::make_unique<Given>();
      article->article.text = std::move(source);
      article->article.id = fmt::format("{:08}", all++);
      text::analyse(article->article.text, {}, languages.of("en"), article->text);
      words += article->text.words.size();
      if (seen.try_emplace(reuse::digest(article->text.words), given.size()).second) {
        given.push_back(std::move(article));
      }
    }
  }
  fmt::print("{} articles, {} different, {} words: read in {:.2f} s\n", all, given.size(), words,
             reading.seconds());

  Clock total, fingerprinting;
  std::vector<reuse::Posting> postings;
  std::vector<reuse::Fingerprint> fingerprints;
  for (std::uint32_t d = 0; d < given.size(); ++d) {
    reuse::winnow(given[d]->text.words, {}, fingerprints);
    for (const reuse::Fingerprint& f : fingerprints) postings.push_back({f.hash >> 24, d, 0});
  }
  std::ranges::sort(postings);
  fmt::print("fingerprints: {} ({:.1f} an article), {:.2f} s\n", postings.size(),
             double(postings.size()) / double(given.size()), fingerprinting.seconds());

  Clock building;
  std::vector<std::byte> bytes;
  reuse::SegmentBuilder builder([&](std::span<const std::byte> more) -> std::expected<void, Error> {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return {};
  });
  for (const reuse::Posting& posting : postings) {
    if (auto added = builder.add(posting); !added) return 1;
  }
  if (!builder.finish()) return 1;
  const auto segment = reuse::Segment::open(bytes);
  if (!segment) return 1;
  fmt::print("segment: {} bytes, {:.2f} a posting, {:.2f} s\n", bytes.size(),
             double(bytes.size()) / double(segment->size()), building.seconds());

  Clock pairing;
  std::vector<PairKey> pairs;
  std::vector<std::uint32_t> documents;
  for (reuse::SegmentCursor at(*segment); at.valid();) {
    const std::uint64_t key = at.posting().key;
    documents.clear();
    for (; at.valid() && at.posting().key == key; at.next()) {
      for (const std::uint32_t other : documents)
        pairs.push_back(pair_key(other, at.posting().document));
      documents.push_back(at.posting().document);
    }
  }
  std::ranges::sort(pairs);
  const auto repeated = std::ranges::unique(pairs);
  pairs.erase(repeated.begin(), repeated.end());
  fmt::print("candidate pairs: {}, {:.2f} s\n", pairs.size(), pairing.seconds());

  Clock aligning;
  reuse::Aligner aligner;
  std::unordered_map<PairKey, std::vector<Passage>> passages;
  std::size_t count = 0;
  for (const PairKey key : pairs) {
    const Given& x = *given[key >> 32];
    const Given& y = *given[key & UINT32_MAX];
    auto found = aligner.align({&x.article, &x.text}, {&y.article, &y.text});
    count += found.size();
    if (!found.empty()) passages.emplace(key, std::move(found));
  }
  fmt::print("aligned: {} passages of {} pairs, {:.2f} s, {:.2f} us a pair\n", count,
             passages.size(), aligning.seconds(),
             1e6 * aligning.seconds() / double(std::max<std::size_t>(1, pairs.size())));
  fmt::print("all pairs with passages: {:.2f} s\n", total.seconds());

  Clock brute;
  std::vector<SharedRun> runs = brute_force(given);
  fmt::print("brute force: {} runs of {} words or more, {:.2f} s\n", runs.size(), kPromise,
             brute.seconds());
  std::size_t found = 0, nine_tenths = 0, whole = 0;
  for (const SharedRun& run : runs) {
    const ByteSpan a = span_of(given[run.a]->text, run.a_word, run.words);
    const ByteSpan b = span_of(given[run.b]->text, run.b_word, run.words);
    const auto of_pair = passages.find(pair_key(run.a, run.b));
    if (of_pair == passages.end()) continue;
    const bool straight = of_pair->second[0].a == given[run.a]->article.id;
    std::vector<ByteSpan> a_parts, b_parts;
    bool inside = false;
    for (const Passage& passage : of_pair->second) {
      const ByteSpan pa = straight ? passage.a_span : passage.b_span;
      const ByteSpan pb = straight ? passage.b_span : passage.a_span;
      if (!pa.overlaps(a) || !pb.overlaps(b)) continue;
      a_parts.push_back(pa);
      b_parts.push_back(pb);
      inside |= pa.contains(a) && pb.contains(b);
    }
    found += !a_parts.empty();
    whole += inside;
    nine_tenths +=
        10 * covered(a, a_parts) >= 9 * a.size() && 10 * covered(b, b_parts) >= 9 * b.size();
  }
  const double n = double(std::max<std::size_t>(1, runs.size()));
  fmt::print(
      "recall: {:.4f} %; nine tenths of it inside passages: {:.4f} %; inside one: {:.2f} %\n",
      100 * double(found) / n, 100 * double(nine_tenths) / n, 100 * double(whole) / n);

  std::size_t precise = 0, by_run = 0;
  for (const auto& [key, of_pair] : passages) {
    const Given& x = *given[key >> 32];
    const Given& y = *given[key & UINT32_MAX];
    for (const Passage& passage : of_pair) {
      const bool straight = passage.a == x.article.id;
      const auto a = words_in(x.text, straight ? passage.a_span : passage.b_span);
      const auto b = words_in(y.text, straight ? passage.b_span : passage.a_span);
      const bool run_inside = longest_run(a, b) >= kPromise;
      const double shared = passage.identity * double(std::max(a.size(), b.size()));
      by_run += run_inside;
      precise += run_inside || (shared > 24.99 && passage.identity >= 0.7);
    }
  }
  fmt::print("precision: {:.3f} % of {} passages; {:.1f} % hold a run of {} words\n",
             100 * double(precise) / double(std::max<std::size_t>(1, count)), count,
             100 * double(by_run) / double(std::max<std::size_t>(1, count)), kPromise);
  return 0;
}

}  // namespace
}  // namespace secondsource

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: reuse_recall PATH...\n");
    return 2;
  }
  return secondsource::run(std::span(argv + 1, argv + argc));
}
