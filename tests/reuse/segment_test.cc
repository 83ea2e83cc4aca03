#include "reuse/segment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace secondsource::reuse {
namespace {

using Bytes = std::vector<std::byte>;

SegmentSink into(Bytes& bytes) {
  return [&bytes](std::span<const std::byte> more) -> std::expected<void, Error> {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return {};
  };
}

Bytes built(std::vector<Posting> postings) {
  std::ranges::sort(postings);
  Bytes bytes;
  SegmentBuilder builder(into(bytes));
  for (const Posting& posting : postings) EXPECT_TRUE(builder.add(posting));
  EXPECT_TRUE(builder.finish());
  return bytes;
}

std::vector<Posting> read(const Segment& segment) {
  std::vector<Posting> postings;
  SegmentCursor at(segment);
  for (; at.valid(); at.next()) postings.push_back(at.posting());
  EXPECT_EQ(at.error(), nullptr);
  return postings;
}

std::vector<Posting> generated(std::mt19937_64& random, std::size_t most) {
  std::vector<Posting> postings(random() % (most + 1));
  const std::uint64_t key_bits = 1 + random() % 64, document_bits = 1 + random() % 32,
                      position_bits = random() % 33;
  const std::uint64_t base = random();
  for (Posting& posting : postings) {
    posting.key = (random() % 10 == 0 ? random() : base + (random() >> (64 - key_bits)));
    posting.document = std::uint32_t(random() & ((1ULL << document_bits) - 1));
    posting.position = std::uint32_t(random() & ((1ULL << position_bits) - 1));
  }
  std::ranges::sort(postings);
  const auto repeated = std::ranges::unique(postings);
  postings.erase(repeated.begin(), repeated.end());
  return postings;
}

TEST(Segment, HoldsNothing) {
  const Bytes bytes = built({});
  const auto segment = Segment::open(bytes);
  ASSERT_TRUE(segment);
  EXPECT_EQ(segment->size(), 0u);
  EXPECT_TRUE(read(*segment).empty());
  std::vector<Posting> found;
  EXPECT_TRUE(segment->find(7, found));
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(segment->count(UINT64_MAX), 0u);
  EXPECT_TRUE(segment->verify());
}

TEST(Segment, HoldsTheSmallestAndTheLargestNumbers) {
  const std::vector<Posting> postings = {{0, 0, 0},          {0, 0, UINT32_MAX},
                                         {0, UINT32_MAX, 0}, {1, 0, 0},
                                         {UINT64_MAX, 0, 0}, {UINT64_MAX, UINT32_MAX, UINT32_MAX}};
  const Bytes bytes = built(postings);
  const auto segment = Segment::open(bytes);
  ASSERT_TRUE(segment);
  EXPECT_EQ(read(*segment), postings);
  EXPECT_EQ(segment->count(0), 3u);
  EXPECT_EQ(segment->count(UINT64_MAX), 2u);
}

TEST(Segment, APostingGivenTwiceIsHeldOnce) {
  Bytes bytes;
  SegmentBuilder builder(into(bytes));
  for (int i = 0; i < 600; ++i) ASSERT_TRUE(builder.add({5, 6, std::uint32_t(i / 2)}));
  EXPECT_EQ(builder.finish(), 300u);
  EXPECT_EQ(Segment::open(bytes)->size(), 300u);
}

TEST(Segment, GivesBackWhatItWasBuiltFrom) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 30; ++round) {
    const std::vector<Posting> postings = generated(random, 1500);
    const Bytes bytes = built(postings);
    const auto segment = Segment::open(bytes);
    ASSERT_TRUE(segment);
    ASSERT_EQ(segment->size(), postings.size());
    ASSERT_EQ(read(*segment), postings);
    std::map<std::uint64_t, std::vector<Posting>> of_key;
    for (const Posting& posting : postings) of_key[posting.key].push_back(posting);
    for (const auto& [key, expected] : of_key) {
      std::vector<Posting> found;
      ASSERT_TRUE(segment->find(key, found));
      ASSERT_EQ(found, expected);
      ASSERT_EQ(segment->count(key), expected.size());
      if (!of_key.contains(key + 1)) {
        ASSERT_EQ(segment->count(key + 1), 0u);
      }
    }
  }
}

TEST(Segment, LargeStepsBetweenSmallOnesAreHeld) {
  std::vector<Posting> postings;
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    // Steps of one, and now and then one that is many times their mean, of any length.
    const std::uint64_t leap = i % 100 == 99 ? std::uint64_t{1} << (i / 100 * 6) : 1;
    const Posting last = postings.empty() ? Posting{0, 0, 0} : postings.back();
    postings.push_back({last.key + leap, i % 7, i % 3});
    for (std::uint32_t j = 1; j < i % 5; ++j) {
      const std::uint32_t document = postings.back().document;
      postings.push_back({last.key + leap,
                          document + (i % 50 != 3 ? 1
                                      : i < 500   ? 45
                                                  : 1'000'000),
                          i % 2});
    }
  }
  const Bytes bytes = built(postings);
  const auto segment = Segment::open(bytes);
  ASSERT_TRUE(segment);
  EXPECT_EQ(read(*segment), postings);
}

TEST(Segment, ALongListOfOneKeyIsCountedAndFoundAcrossBlocks) {
  std::vector<Posting> postings = {{3, 1, 0}, {9, 1, 0}};
  for (std::uint32_t i = 0; i < 10000; ++i) postings.push_back({7, i * 3, i % 5});
  const Bytes bytes = built(postings);
  const auto segment = Segment::open(bytes);
  ASSERT_TRUE(segment);
  EXPECT_EQ(segment->count(7), 10000u);
  std::vector<Posting> found;
  ASSERT_TRUE(segment->find(7, found));
  EXPECT_EQ(found.size(), 10000u);
  EXPECT_LT(bytes.size(), 10000u * 2);  // a step of three and a position of three bits
}

TEST(Segment, AHashKeyOfFortyBitsCostsAboutFiveBytes) {
  std::mt19937_64 random(2);
  std::vector<Posting> postings(1 << 20);
  for (Posting& posting : postings) {
    posting = {random() >> 30, std::uint32_t(random() % 20000), 0};  // as dense as 2^26 of 40 bits
  }
  EXPECT_LT(double(built(postings).size()), 5.0 * (1 << 20));
}

TEST(Segment, SeekGoesToTheFirstKeyNotLess) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 30; ++round) {
    const std::vector<Posting> postings = generated(random, 2000);
    const Bytes bytes = built(postings);
    const auto segment = Segment::open(bytes);
    ASSERT_TRUE(segment);
    std::vector<std::uint64_t> keys;
    for (int i = 0; i < 20; ++i) {
      keys.push_back(postings.empty() || i % 3 == 0 ? random()
                                                    : postings[random() % postings.size()].key);
    }
    std::ranges::sort(keys);
    SegmentCursor at(*segment);
    for (const std::uint64_t key : keys) {
      at.seek(key);
      const auto expected = std::ranges::lower_bound(postings, key, {}, &Posting::key);
      ASSERT_EQ(at.valid(), expected != postings.end());
      if (at.valid()) {
        ASSERT_EQ(at.posting(), *expected);
      }
    }
  }
}

TEST(Segment, MergingGivesWhatAllHoldWithoutWhatIsNotKept) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 30; ++round) {
    std::vector<Bytes> parts;
    std::vector<Posting> expected;
    for (std::size_t i = 0; i < random() % 5; ++i) {
      const std::vector<Posting> postings = generated(random, 700);
      parts.push_back(built(postings));
      for (const Posting& posting : postings) {
        if (posting.document % 3 != 0) expected.push_back(posting);
      }
    }
    std::vector<Segment> segments;
    for (const Bytes& part : parts) segments.push_back(*Segment::open(part));
    Bytes bytes;
    const auto merged =
        merge(segments, [](std::uint32_t document) { return document % 3 != 0; }, into(bytes));
    ASSERT_TRUE(merged);
    std::ranges::sort(expected);
    const auto repeated = std::ranges::unique(expected);
    expected.erase(repeated.begin(), repeated.end());
    ASSERT_EQ(*merged, expected.size());
    ASSERT_EQ(read(*Segment::open(bytes)), expected);
    ASSERT_EQ(bytes, built(expected));  // the bytes depend on the postings alone
  }
}

TEST(Segment, AFlipInAnyByteIsFound) {
  std::mt19937_64 random(5);
  Bytes bytes = built(generated(random, 900));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::byte right = bytes[i];
    bytes[i] ^= std::byte(1u << (random() % 8));
    const auto segment = Segment::open(bytes);
    ASSERT_TRUE(!segment || !segment->verify()) << "byte " << i;
    bytes[i] = right;
  }
  ASSERT_TRUE(Segment::open(bytes)->verify());
}

TEST(Segment, ACutAnywhereIsFound) {
  std::mt19937_64 random(6);
  const Bytes bytes = built(generated(random, 900));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_FALSE(Segment::open(std::span(bytes).first(size)));
  }
}

TEST(Segment, DamageInOneBlockLeavesTheOthersReadable) {
  std::vector<Posting> postings;
  for (std::uint32_t i = 0; i < 1000; ++i) postings.push_back({i, 1, 1});
  Bytes bytes = built(postings);
  bytes[8 + 20] ^= std::byte(4);  // in the first block
  const auto segment = Segment::open(bytes);
  ASSERT_TRUE(segment);
  std::vector<Posting> found;
  EXPECT_FALSE(segment->find(100, found));
  EXPECT_FALSE(segment->count(100));
  EXPECT_TRUE(segment->find(900, found));
  EXPECT_EQ(found.size(), 1u);
  SegmentCursor at(*segment);
  EXPECT_FALSE(at.valid());
  ASSERT_NE(at.error(), nullptr);
  EXPECT_EQ(at.error()->message, "damaged segment: wrong checksum of block 0 at byte 8");
}

TEST(Segment, WhatASinkCannotTakeIsAnError) {
  SegmentBuilder builder([](std::span<const std::byte>) -> std::expected<void, Error> {
    return std::unexpected(Error{"x", "no space left"});
  });
  ASSERT_TRUE(builder.add({1, 1, 1}));
  const auto finished = builder.finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().message, "no space left");
}

}  // namespace
}  // namespace secondsource::reuse
