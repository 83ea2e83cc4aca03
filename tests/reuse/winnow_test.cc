#include "reuse/winnow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "reuse/words.h"

namespace secondsource::reuse {
namespace {

std::vector<text::Word> words(std::initializer_list<std::uint64_t> hashes) {
  std::vector<text::Word> out;
  for (const std::uint64_t hash : hashes) out.emplace_back().hash = hash;
  return out;
}

std::vector<Fingerprint> fingerprints(std::span<const text::Word> of,
                                      const WinnowOptions& options = {}) {
  std::vector<Fingerprint> out;
  winnow(of, options, out);
  return out;
}

std::vector<std::uint64_t> grams_of(std::span<const text::Word> words, std::uint32_t k) {
  std::vector<std::uint64_t> of_words, out;
  hashes(words, of_words);
  hash_grams(of_words, k, out);
  return out;
}

TEST(Winnow, ATextOfFewerThanKWordsHasNone) {
  EXPECT_TRUE(fingerprints({}).empty());
  EXPECT_TRUE(fingerprints(words({1, 2, 3, 4})).empty());
}

TEST(Winnow, ATextOfKWordsHasOne) { EXPECT_EQ(fingerprints(words({1, 2, 3, 4, 5})).size(), 1u); }

TEST(Winnow, AGramHashesTheSameWhereverItStands) {
  std::mt19937_64 random(1);
  const std::string source = "a b c d e x a b c d e y z a b c d e";
  const text::Text text = words_of(source);
  const std::vector<std::uint64_t> grams = grams_of(text.words, 5);
  ASSERT_EQ(grams.size(), text.words.size() - 4);
  EXPECT_EQ(grams[0], grams[6]);
  EXPECT_EQ(grams[0], grams[13]);
  EXPECT_EQ(std::set<std::uint64_t>(grams.begin(), grams.end()).size(), grams.size() - 2);
}

TEST(Winnow, TheOrderOfWordsMatters) {
  EXPECT_NE(fingerprints(words({1, 2, 3, 4, 5}))[0].hash,
            fingerprints(words({2, 1, 3, 4, 5}))[0].hash);
}

// The definition, word for word.
std::vector<Fingerprint> by_definition(std::span<const text::Word> of,
                                       const WinnowOptions& options) {
  const std::vector<std::uint64_t> grams = grams_of(of, options.k);
  const std::size_t window = std::min<std::size_t>(options.promise - options.k + 1, grams.size());
  std::vector<Fingerprint> out;
  for (std::size_t begin = 0; window > 0 && begin + window <= grams.size(); ++begin) {
    const std::uint64_t least =
        *std::min_element(grams.begin() + long(begin), grams.begin() + long(begin + window));
    if (!out.empty() && out.back().word >= begin && out.back().hash == least) continue;
    std::size_t at = begin + window - 1;
    while (grams[at] != least) --at;
    out.push_back({least, std::uint32_t(at)});
  }
  return out;
}

TEST(Winnow, KeepsWhatTheDefinitionKeeps) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 3000; ++round) {
    const WinnowOptions options{1 + std::uint32_t(random() % 6), 6 + std::uint32_t(random() % 10)};
    const std::string source = prose(random, random() % 60, 1 + random() % 12);
    const text::Text text = words_of(source);
    ASSERT_EQ(fingerprints(text.words, options), by_definition(text.words, options));
  }
}

TEST(Winnow, ASharedRunOfTwelveWordsIsAlwaysFound) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 5000; ++round) {
    const std::uint64_t kinds = 2 + random() % 50;
    const std::string run = prose(random, 12, kinds);
    const std::string one =
        prose(random, random() % 40, kinds) + " " + run + " " + prose(random, random() % 40, kinds);
    const std::string two =
        prose(random, random() % 40, kinds) + " " + run + " " + prose(random, random() % 40, kinds);
    std::set<std::uint64_t> seen;
    for (const Fingerprint& f : fingerprints(words_of(one).words)) seen.insert(f.hash);
    const std::vector<Fingerprint> others = fingerprints(words_of(two).words);
    ASSERT_TRUE(
        std::ranges::any_of(others, [&](const Fingerprint& f) { return seen.contains(f.hash); }));
  }
}

TEST(Winnow, TheDensityIsTwoNinths) {
  std::mt19937_64 random(4);
  const std::string source = prose(random, 50000, 100000);
  EXPECT_NEAR(double(fingerprints(words_of(source).words).size()) / 50000, 2.0 / 9, 0.005);
}

TEST(Winnow, OneWordRepeatedGivesOneFingerprintAWindow) {
  std::vector<text::Word> same(100000);
  for (text::Word& word : same) word.hash = 77;
  EXPECT_LE(fingerprints(same).size(), 100000u / 8 + 1);
}

TEST(Winnow, DigestsTellWordSequencesApart) {
  EXPECT_EQ(digest(words({1, 2})), digest(words({1, 2})));
  EXPECT_NE(digest(words({1, 2})), digest(words({2, 1})));
  EXPECT_NE(digest(words({1, 2})), digest(words({1, 2, 2})));
}

}  // namespace
}  // namespace secondsource::reuse
