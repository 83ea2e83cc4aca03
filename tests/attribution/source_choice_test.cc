#include "attribution/source_choice.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace secondsource::attribution {
namespace {

// Four slots, weights of one to four halves.
std::string some_weights() {
  const std::uint32_t slots = 4;
  const float scale = 0.5F;
  std::string out(reinterpret_cast<const char*>(&slots), 4);
  out.append(reinterpret_cast<const char*>(&scale), 4);
  return out + std::string("\1\2\3\4", 4);
}

// Two stretches of the features 0 and 3, then none with the features 4 and 5.
SourceChoice some_choice() {
  SourceChoice out;
  out.stretches = {{0, 1, 0.6F}, {0, 2, 0.3F}};
  out.features = {0, 3, 4, 5};
  out.ends = {1, 2, 4};
  return out;
}

TEST(SourceChoice, TheBestIsThatOfMostWeight) {
  const std::string bytes = some_weights();
  std::string_view left = bytes;
  SourceWeights weights;
  ASSERT_TRUE(SourceWeights::take(left, weights));
  EXPECT_TRUE(left.empty());
  const SourceChoice choice = some_choice();
  EXPECT_EQ(weights.best(choice, 0), 1);  // 2 of 0.5, 2 and 1.5
  EXPECT_EQ(weights.best(choice, 1), choice.none());
  EXPECT_EQ(weights.best(choice, -1), 1);
}

TEST(SourceChoice, WhereNothingIsLikelyThereIsNone) {
  const std::string bytes = some_weights();
  std::string_view left = bytes;
  SourceWeights weights;
  ASSERT_TRUE(SourceWeights::take(left, weights));
  SourceChoice choice;
  choice.features = {0};
  choice.ends = {1};
  EXPECT_EQ(weights.best(choice, -100), choice.none());
}

TEST(SourceChoice, BytesThatHoldNoWeightsAreRefused) {
  const std::string bytes = some_weights();
  SourceWeights weights;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    std::string_view few = std::string_view(bytes).substr(0, size);
    EXPECT_FALSE(SourceWeights::take(few, weights));
  }
  for (const char slots : {'\0', '\3', '\10'}) {
    std::string wrong = bytes;
    wrong[0] = slots;
    std::string_view all = wrong;
    EXPECT_FALSE(SourceWeights::take(all, weights));
  }
}

}  // namespace
}  // namespace secondsource::attribution
