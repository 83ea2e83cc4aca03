#include "library/encoding.h"

#include <gtest/gtest.h>

namespace secondsource::library {
namespace {

TEST(Encoding, ASpanBeyondEveryTextIsNoBlobAndNoOverflow) {
  // One span: (213, 0), then one whose distance is the largest of 64 bits.
  std::string blob = {'\x02', '\xAA', '\x03', '\x00'};
  blob += "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
  blob += '\0';
  std::vector<ByteSpan> spans;
  EXPECT_FALSE(decode_spans(blob, spans));
  blob[4] = '\xFF';  // the smallest
  EXPECT_FALSE(decode_spans(blob, spans));
}

TEST(Encoding, SpansComeBackInAnyOrder) {
  const std::vector<ByteSpan> spans = {{5, 9}, {0, 4'294'967'295}, {7, 7}, {100, 101}};
  std::vector<ByteSpan> again;
  ASSERT_TRUE(decode_spans(encode_spans(spans), again));
  EXPECT_EQ(again, spans);
}

}  // namespace
}  // namespace secondsource::library
