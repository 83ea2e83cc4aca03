// A hidden layer beside the features of a chain (Collobert et al., JMLR 2011): rectified units that
// see the vectors of the seven words around a position, what kinds of words they are and what
// stands between them; what they say adds to the scores of the labels.
//
// All numbers are bytes, sums have 16 bits.  What a word adds to the units around it is the product
// of its vector with the weights; it is computed when the word is first met, and kept.
//
// File of vectors: "SSVEC1\n", the number of forms (uint32 little-endian), scale (float), a vector
// of 50 int8 for each form, then the forms, a line each, the commonest first.
//
// Layer in the file of a model: scales of the weights, of the units and of the outputs (float);
// weights (int8) of words [slot][number of the vector][unit], of kinds and of gaps
// [kind or gap][slot but the last][unit], of places [place][unit]; outputs [label][unit].  Slot s
// of a word speaks to the position s - 3 behind it, the last to all positions of a sequence.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace secondsource::attribution {

inline constexpr std::size_t kVectorSize = 50, kUnits = 48;
inline constexpr std::size_t kAround = 7, kSlots = kAround + 1;  // words around, and one for all
inline constexpr std::size_t kKinds = 64, kGaps = 32, kPlaces = 96;
inline constexpr std::uint32_t kNoVector = 0xFFFFFFFF;

// What the layer sees of a position.
struct Sight {
  std::uint32_t vector = kNoVector;  // of its word
  std::uint8_t kind = 0, gap = 0;    // what it is, what stands before it
  std::uint8_t place = 0;            // where it is, seen by its own units only
};

// Views the bytes of a file.
struct WordVectors {
  std::span<const std::int8_t> numbers;  // kVectorSize of each form
  float scale = 0;
  std::string_view forms;

  std::size_t count() const { return numbers.size() / kVectorSize; }
  // No vectors for bytes that hold none.
  static WordVectors read(std::string_view bytes);
};

// Views weights and vectors that live elsewhere.  Any number of threads may read with one.
class Layer {
 public:
  using Units = std::array<std::int16_t, kUnits>;
  // Bytes of a layer's weights.
  static constexpr std::size_t kScales = 3 * sizeof(float),
                               kWordWeights = kSlots * kVectorSize * kUnits,
                               kKindWeights = kKinds * kAround * kUnits,
                               kGapWeights = kGaps * kAround * kUnits,
                               kPlaceWeights = kPlaces * kUnits, kOutputs = kUnits * 3,
                               kSize = kScales + kWordWeights + kKindWeights + kGapWeights +
                                       kPlaceWeights + kOutputs;

  // Takes a layer from the front of `bytes`; false when they hold none.
  static bool take(std::string_view& bytes, Layer& out);

  // The vectors that Sight::vector counts.
  void use(const WordVectors& vectors);

  // Adds to the scores of the labels at each position.  `about`: the vector that all see.
  // `units` is working space.
  void read(std::span<const Sight> sights, std::uint32_t about, std::vector<Units>& units,
            std::vector<std::array<float, 3>>& scores) const;

 private:
  using Product = std::array<std::int8_t, kSlots * kUnits>;

  const std::int8_t* product(std::uint32_t vector, Product& space) const;
  void multiply(std::uint32_t vector, std::int8_t* out) const;

  float weight_scale_ = 0, unit_scale_ = 0, output_scale_ = 0;
  const std::int8_t* words_ = nullptr;
  const std::int8_t* kinds_ = nullptr;
  const std::int8_t* gaps_ = nullptr;
  const std::int8_t* places_ = nullptr;
  const std::int8_t* outputs_ = nullptr;
  WordVectors vectors_;
  // The products met so far; one is there when its state says so.
  enum State : std::uint8_t { kUnknown, kBeingMade, kThere };
  struct Free {
    void operator()(std::int8_t* bytes) const { std::free(bytes); }
  };
  std::unique_ptr<std::int8_t[], Free> products_;  // in large pages, where the system has any
  std::unique_ptr<std::atomic<std::uint8_t>[]> states_;
};

}  // namespace secondsource::attribution
