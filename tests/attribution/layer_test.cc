#include "attribution/layer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kForms = 20;
constexpr float kWeightScale = 0.01F, kUnitScale = 0.05F, kOutputScale = 0.02F,
                kVectorScale = 0.03F;

template <typename T>
void append(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string some_bytes(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string out;
  for (std::size_t k = 0; k < count; ++k)
    out.push_back(static_cast<char>(static_cast<int>(random() % 201) - 100));
  return out;
}

std::string some_vectors() {
  std::string out = "SSVEC1\n";
  append(out, kForms);
  append(out, kVectorScale);
  out += some_bytes(kForms * kVectorSize, 1);
  for (std::uint32_t form = 0; form < kForms; ++form) out += "form" + std::to_string(form) + "\n";
  return out;
}

std::string some_layer(float unit_scale = kUnitScale) {
  std::string out;
  append(out, kWeightScale);
  append(out, unit_scale);
  append(out, kOutputScale);
  return out + some_bytes(Layer::kSize - Layer::kScales, 2);
}

std::vector<Sight> some_sights(std::size_t count) {
  std::mt19937 random(3);
  std::vector<Sight> out(count);
  for (Sight& sight : out) {
    const auto vector = static_cast<std::uint32_t>(random() % (kForms + 5));
    sight.vector = vector < kForms ? vector : kNoVector;
    sight.kind = static_cast<std::uint8_t>(random() % kKinds);
    sight.gap = static_cast<std::uint8_t>(random() % kGaps);
    sight.place = static_cast<std::uint8_t>(random() % kPlaces);
  }
  return out;
}

using Labels = std::array<float, 3>;

// The layer as its header describes it, in real numbers, one position and one unit at a time.
std::vector<Labels> slowly(std::string_view layer, std::string_view vectors,
                           const std::vector<Sight>& sights, std::uint32_t about) {
  const auto weight = [&](std::size_t at) {
    return static_cast<double>(static_cast<std::int8_t>(layer[Layer::kScales + at]));
  };
  const auto product = [&](std::uint32_t vector, std::size_t slot, std::size_t unit) {
    double sum = 0;
    for (std::size_t d = 0; d < kVectorSize; ++d) {
      const auto number = static_cast<std::int8_t>(vectors[15 + vector * kVectorSize + d]);
      sum += number * weight((slot * kVectorSize + d) * kUnits + unit);
    }
    const double units = sum * kWeightScale * kVectorScale / kUnitScale;
    return std::round(std::clamp(units, -127.0, 127.0));
  };
  const std::size_t kinds = Layer::kWordWeights, gaps = kinds + Layer::kKindWeights,
                    places = gaps + Layer::kGapWeights, outputs = places + Layer::kPlaceWeights;
  std::vector<Labels> out(sights.size());
  for (std::size_t i = 0; i < sights.size(); ++i) {
    for (std::size_t unit = 0; unit < kUnits; ++unit) {
      double sum = weight(places + sights[i].place * kUnits + unit);
      if (about != kNoVector) sum += product(about, kAround, unit);
      for (std::size_t slot = 0; slot < kAround; ++slot) {
        // Slot 0 of the word three behind, … slot 6 of the word three before.
        if (i + 3 < slot || i + 3 - slot >= sights.size()) continue;
        const Sight& other = sights[i + 3 - slot];
        if (other.vector != kNoVector) sum += product(other.vector, slot, unit);
        sum += weight(kinds + (other.kind * kAround + slot) * kUnits + unit);
        sum += weight(gaps + (other.gap * kAround + slot) * kUnits + unit);
      }
      for (std::size_t y = 0; y < 3; ++y) {
        out[i][y] += static_cast<float>(std::max(sum, 0.0) * kUnitScale * kOutputScale *
                                        weight(outputs + y * kUnits + unit));
      }
    }
  }
  return out;
}

Layer layer_of(std::string_view bytes, std::string_view vectors) {
  Layer out;
  EXPECT_TRUE(Layer::take(bytes, out));
  EXPECT_TRUE(bytes.empty());
  out.use(WordVectors::read(vectors));
  return out;
}

std::vector<Labels> read(const Layer& layer, const std::vector<Sight>& sights,
                         std::uint32_t about) {
  std::vector<Layer::Units> units;
  std::vector<Labels> out(sights.size());
  layer.read(sights, about, units, out);
  return out;
}

void expect_near(const std::vector<Labels>& ours, const std::vector<Labels>& theirs, float by) {
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    for (std::size_t y = 0; y < 3; ++y) EXPECT_NEAR(ours[i][y], theirs[i][y], by) << i;
  }
}

TEST(Layer, SaysWhatItsWeightsSay) {
  const std::string bytes = some_layer(), vectors = some_vectors();
  const Layer layer = layer_of(bytes, vectors);
  for (const std::size_t count : {0, 1, 2, 5, 40}) {
    const std::vector<Sight> sights = some_sights(count);
    for (const std::uint32_t about : {kNoVector, 0u, kForms - 1})
      expect_near(read(layer, sights, about), slowly(bytes, vectors, sights, about), 0.5F);
  }
}

TEST(Layer, AWordMetBeforeSaysTheSame) {
  const std::string bytes = some_layer(), vectors = some_vectors();
  const std::vector<Sight> sights = some_sights(40);
  const Layer layer = layer_of(bytes, vectors);
  const std::vector<Labels> first = read(layer, sights, 3);
  EXPECT_EQ(read(layer, sights, 3), first);
  EXPECT_EQ(read(layer_of(bytes, vectors), sights, 3), first);
}

TEST(Layer, ThreadsMayMeetAWordAtOnce) {
  const std::string bytes = some_layer(), vectors = some_vectors();
  const std::vector<Sight> sights = some_sights(40);
  const std::vector<Labels> alone = read(layer_of(bytes, vectors), sights, 3);
  const Layer layer = layer_of(bytes, vectors);
  std::vector<std::thread> threads;
  for (int k = 0; k < 4; ++k)
    threads.emplace_back([&] { EXPECT_EQ(read(layer, sights, 3), alone); });
  for (std::thread& thread : threads) thread.join();
}

TEST(Layer, SeesKindsWhereThereAreNoVectors) {
  const std::string bytes = some_layer();
  const Layer layer = layer_of(bytes, "");
  std::vector<Sight> sights = some_sights(10);
  const std::vector<Labels> with = read(layer, sights, 5);
  for (Sight& sight : sights) sight.vector = kNoVector;
  EXPECT_EQ(with, read(layer, sights, kNoVector));
}

TEST(Layer, BytesThatHoldNoneAreRefused) {
  const std::string bytes = some_layer();
  std::string_view few(bytes.data(), bytes.size() - 1);
  Layer layer;
  EXPECT_FALSE(Layer::take(few, layer));
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN(),
                  kInfinite = std::numeric_limits<float>::infinity();
  for (const float scale : {0.0F, -1.0F, kNan, kInfinite}) {
    const std::string wrong = some_layer(scale);
    std::string_view all = wrong;
    EXPECT_FALSE(Layer::take(all, layer));
  }
}

TEST(WordVectors, BytesThatHoldNoneAreNone) {
  const std::string bytes = some_vectors();
  EXPECT_EQ(WordVectors::read(bytes).count(), kForms);
  EXPECT_TRUE(WordVectors::read(bytes).forms.starts_with("form0\nform1\n"));
  for (const std::size_t size : {0, 3, 10, 14, 200})
    EXPECT_EQ(WordVectors::read(std::string_view(bytes).substr(0, size)).count(), 0);
  std::string many = bytes;
  const std::uint32_t count = 0xFFFFFFFF;
  std::memcpy(many.data() + 7, &count, sizeof count);
  EXPECT_EQ(WordVectors::read(many).count(), 0);
}

}  // namespace
}  // namespace secondsource::attribution
