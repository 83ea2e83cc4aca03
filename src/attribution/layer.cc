#include "attribution/layer.h"

#include <sys/mman.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

namespace secondsource::attribution {
namespace {

constexpr std::string_view kVectorsMagic = "SSVEC1\n";
constexpr std::size_t kProduct = kSlots * kUnits, kSpread = kAround * kUnits;

std::int16_t sum(std::int16_t a, std::int8_t b) { return static_cast<std::int16_t>(a + b); }

}  // namespace

WordVectors WordVectors::read(std::string_view bytes) {
  constexpr std::size_t kHeader = 8;
  WordVectors out;
  if (!bytes.starts_with(kVectorsMagic)) return out;
  bytes.remove_prefix(kVectorsMagic.size());
  if (bytes.size() < kHeader) return out;
  std::uint32_t count = 0;
  std::memcpy(&count, bytes.data(), 4);
  std::memcpy(&out.scale, bytes.data() + 4, 4);
  bytes.remove_prefix(kHeader);
  const std::size_t size = std::size_t{count} * kVectorSize;
  if (bytes.size() < size) return out;
  out.numbers = {reinterpret_cast<const std::int8_t*>(bytes.data()), size};
  out.forms = bytes.substr(size);
  return out;
}

bool Layer::take(std::string_view& bytes, Layer& out) {
  if (bytes.size() < kSize) return false;
  std::memcpy(&out.weight_scale_, bytes.data(), 4);
  std::memcpy(&out.unit_scale_, bytes.data() + 4, 4);
  std::memcpy(&out.output_scale_, bytes.data() + 8, 4);
  out.words_ = reinterpret_cast<const std::int8_t*>(bytes.data() + kScales);
  out.kinds_ = out.words_ + kWordWeights;
  out.gaps_ = out.kinds_ + kKindWeights;
  out.places_ = out.gaps_ + kGapWeights;
  out.outputs_ = out.places_ + kPlaceWeights;
  bytes.remove_prefix(kSize);
  return std::isfinite(out.weight_scale_) && std::isnormal(out.unit_scale_) &&
         out.unit_scale_ > 0 && std::isfinite(out.output_scale_);
}

void Layer::use(const WordVectors& vectors) {
  vectors_ = vectors;
  // Each word is looked up in another place of it, and finding small pages takes as long as
  // reading.
  constexpr std::size_t kPage = std::size_t{1} << 21;
  const std::size_t size = (vectors.count() * kProduct + kPage) / kPage * kPage;
  products_.reset(static_cast<std::int8_t*>(std::aligned_alloc(kPage, size)));
  if (products_ == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  ::madvise(products_.get(), size, MADV_HUGEPAGE);
#endif
  states_ = std::make_unique<std::atomic<std::uint8_t>[]>(vectors.count());
}

void Layer::multiply(std::uint32_t vector, std::int8_t* out) const {
  const std::int8_t* numbers = &vectors_.numbers[vector * kVectorSize];
  const float scale = weight_scale_ * vectors_.scale / unit_scale_;
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    std::array<std::int32_t, kUnits> sums{};
    for (std::size_t d = 0; d < kVectorSize; ++d) {
      const std::int8_t* weights = words_ + (slot * kVectorSize + d) * kUnits;
      const auto number = static_cast<std::int16_t>(numbers[d]);
      for (std::size_t u = 0; u < kUnits; ++u)
        sums[u] += static_cast<std::int16_t>(number * std::int16_t{weights[u]});
    }
    for (std::size_t u = 0; u < kUnits; ++u) {
      const float value =
          std::max(-127.0F, std::min(127.0F, static_cast<float>(sums[u]) * scale));  // no NaN
      out[slot * kUnits + u] = static_cast<std::int8_t>(value + (value < 0 ? -0.5F : 0.5F));
    }
  }
}

const std::int8_t* Layer::product(std::uint32_t vector, Product& space) const {
  std::int8_t* kept = &products_[vector * kProduct];
  std::atomic<std::uint8_t>& state = states_[vector];
  if (state.load(std::memory_order_acquire) == kThere) return kept;
  std::uint8_t unknown = kUnknown;
  if (!state.compare_exchange_strong(unknown, kBeingMade, std::memory_order_relaxed)) {
    multiply(vector, space.data());  // another thread is at it
    return space.data();
  }
  multiply(vector, kept);
  state.store(kThere, std::memory_order_release);
  return kept;
}

void Layer::read(std::span<const Sight> sights, std::uint32_t about, std::vector<Units>& units,
                 std::vector<std::array<float, 3>>& scores) const {
  constexpr std::size_t kSide = kAround / 2;
  constexpr std::size_t kAhead = 4;
  const std::size_t count = sights.size();
  Product space;
  units.resize(count + 2 * kSide);
  Units all{};
  if (about < vectors_.count()) {
    const std::int8_t* product_of = product(about, space) + kSpread;
    for (std::size_t u = 0; u < kUnits; ++u) all[u] = product_of[u];
  }
  std::fill(units.begin(), units.end(), all);
  static constexpr Product kNothing{};
  for (std::size_t i = 0; i < count; ++i) {
    const Sight& sight = sights[i];
    if (i + kAhead < count && sights[i + kAhead].vector < vectors_.count()) {
      const std::int8_t* next = &products_[sights[i + kAhead].vector * kProduct];
      for (std::size_t line = 0; line < kProduct; line += 64) __builtin_prefetch(next + line);
    }
    const std::int8_t* word =
        sight.vector < vectors_.count() ? product(sight.vector, space) : kNothing.data();
    const std::int8_t* kind = kinds_ + (sight.kind % kKinds) * kSpread;
    const std::int8_t* gap = gaps_ + (sight.gap % kGaps) * kSpread;
    std::int16_t* around = units[i].data();
    for (std::size_t k = 0; k < kSpread; ++k)
      around[k] = sum(sum(sum(around[k], word[k]), kind[k]), gap[k]);
  }
  const float scale = unit_scale_ * output_scale_;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int8_t* place = places_ + (sights[i].place % kPlaces) * kUnits;
    const Units& sums = units[i + kSide];
    std::array<std::int32_t, 3> labels{};
    Units rectified;
    for (std::size_t u = 0; u < kUnits; ++u)
      rectified[u] = std::max<std::int16_t>(sum(sums[u], place[u]), 0);
    for (std::size_t y = 0; y < 3; ++y) {
      for (std::size_t u = 0; u < kUnits; ++u)
        labels[y] += rectified[u] * std::int16_t{outputs_[y * kUnits + u]};
    }
    for (std::size_t y = 0; y < 3; ++y) scores[i][y] += scale * static_cast<float>(labels[y]);
  }
}

}  // namespace secondsource::attribution
