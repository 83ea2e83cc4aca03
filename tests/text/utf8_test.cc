#include "text/utf8.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace secondsource::text {
namespace {

std::string repaired(std::string text) {
  repair_utf8(text);
  return text;
}

TEST(Repair, LeavesValidTextAlone) {
  std::string text = "abc é € \U0001F600 \xEF\xBF\xBD\xED\x9F\xBF\xF4\x8F\xBF\xBF";
  const std::string before = text;
  EXPECT_EQ(repair_utf8(text), 0u);
  EXPECT_EQ(text, before);
}

// https://encoding.spec.whatwg.org/#utf-8-decoder, as the Unicode standard's table 3-8 has it.
TEST(Repair, ReplacesEachMaximalInvalidSequenceOnce) {
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(repaired("a\xFFz"), "a" + r + "z");
  EXPECT_EQ(repaired("\xE2\x82"), r);
  EXPECT_EQ(repaired("\xE2\x82z"), r + "z");
  EXPECT_EQ(repaired("\xC0\xAF"), r + r);                  // overlong
  EXPECT_EQ(repaired("\xE0\x80\xBF"), r + r + r);          // overlong
  EXPECT_EQ(repaired("\xED\xA0\x80"), r + r + r);          // a surrogate
  EXPECT_EQ(repaired("\xF4\x91\x92\x93"), r + r + r + r);  // beyond U+10FFFF
  EXPECT_EQ(repaired("\xF0\x80\x80\x41"), r + r + r + "A");
  EXPECT_EQ(repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), r + r + r + r + "A");
  std::string text = "\x80\x80";
  EXPECT_EQ(repair_utf8(text), 2u);
}

std::string random_bytes(std::mt19937_64& random, std::size_t size) {
  static const std::vector<std::string> parts = {"a", " ", "é", "€", "\U0001F600", "\xED\xA0\x80"};
  std::string text;
  while (text.size() < size) {
    if (random() % 2 != 0) {
      text += parts[random() % parts.size()];
    } else {
      text += static_cast<char>(random() % 256);
    }
  }
  return text;
}

TEST(Repair, AlwaysLeavesValidText) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string text = random_bytes(random, random() % 40);
    const bool valid = valid_utf8(text);
    EXPECT_EQ(repair_utf8(text) == 0, valid);
    ASSERT_TRUE(valid_utf8(text));
    EXPECT_EQ(repair_utf8(text), 0u);
  }
}

TEST(CodePoints, MapThereAndBackInAnyOrder) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string text = random_bytes(random, random() % 60);
    repair_utf8(text);
    std::vector<std::uint32_t> begins;  // the byte of each code point
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) begins.push_back(i);
    }
    begins.push_back(static_cast<std::uint32_t>(text.size()));
    CodePoints points(text);
    for (int i = 0; i < 20; ++i) {
      const auto n = static_cast<std::uint32_t>(random() % begins.size());
      ASSERT_EQ(points.at_byte(begins[n]), n);
      const auto m = static_cast<std::uint32_t>(random() % begins.size());
      ASSERT_EQ(points.to_byte(m), begins[m]);
    }
    ASSERT_EQ(points.to_byte(1000000), text.size());
  }
}

TEST(CodePoints, MapSpans) {
  CodePoints points("aé€b");
  EXPECT_EQ(points.span({1, 6}), (CodePointSpan{1, 3}));
  EXPECT_EQ(points.bytes({1, 3}), (ByteSpan{1, 6}));
  EXPECT_EQ(points.span({0, 1}), (CodePointSpan{0, 1}));
}

}  // namespace
}  // namespace secondsource::text
