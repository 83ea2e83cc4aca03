// A linear-chain conditional random field over three labels with hashed features (Lafferty,
// McCallum, Pereira, ICML 2001; hashing: Weinberger et al., ICML 2009).
//
// Each position has features; a feature weighs each label (emission) or each pair of the label
// before and this one (transition).  Weights are bytes, times one scale for each table.
//
// In the file of a model: emission slots and transition slots (uint32 little-endian,
// powers of two), emission scale and transition scale (float), emission weights (3 int8 a slot),
// transition weights (9 int8 a slot, label before × 3 + label), a layer (layer.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/layer.h"

namespace secondsource::attribution {

inline constexpr std::size_t kLabels = 3;

// The positions of one sequence with the hashes of their features and what the layer sees.
struct Lattice {
  std::vector<std::uint32_t> emission, transition;          // of all positions, one after another
  std::vector<std::uint32_t> emission_end, transition_end;  // where each position's end
  std::vector<Sight> sights;
  std::uint32_t about = kNoVector;  // the vector of the word that the sequence is about

  std::size_t size() const { return emission_end.size(); }
  void clear() {
    emission.clear();
    transition.clear();
    emission_end.clear();
    transition_end.clear();
    sights.clear();
    about = kNoVector;
  }
  void close(const Sight& sight) {
    sights.push_back(sight);
    emission_end.push_back(static_cast<std::uint32_t>(emission.size()));
    transition_end.push_back(static_cast<std::uint32_t>(transition.size()));
  }
};

// What is wanted of a sequence as a whole.
struct Wanted {
  float begin = 0;   // what each step from label 0 to label 1 gains
  float second = 0;  // what a sequence gains that has label 2 anywhere
};

// What the weights say of a sequence, and working space; reused from one to the next.
struct Scores {
  std::vector<std::array<float, kLabels>> own;             // of each label at each position
  std::vector<std::array<float, kLabels * kLabels>> pair;  // of each label before × 3 + label
  std::vector<std::array<std::uint8_t, 2 * kLabels>> back;
  std::vector<std::array<float, kLabels>> forward;
  std::vector<Layer::Units> units;
};

// Views weights that live elsewhere.
class Chain {
 public:
  // Takes one chain from the front of `bytes`; false when they hold none.
  static bool take(std::string_view& bytes, Chain& out);

  // The vectors of words that the layer sees.
  void use(const WordVectors& vectors) { layer_.use(vectors); }

  // Sets `out.own` and `out.pair`.
  void read(const Lattice& lattice, Scores& out) const;

 private:
  std::uint32_t emission_slots_ = 0, transition_slots_ = 0;
  float emission_scale_ = 0, transition_scale_ = 0;
  const std::int8_t* emission_ = nullptr;
  const std::int8_t* transition_ = nullptr;
  Layer layer_;
};

// The best labels, one a position (Viterbi).
void best_labels(Scores& scores, Wanted wanted, std::vector<std::uint8_t>& labels);

// Of each position: by how much the best labels with another than 0 there beat the best with 0.
void margins(Scores& scores, std::vector<float>& out);

// A longest stretch of positions with one label, and how probable it is that it is one.
struct Stretch {
  std::size_t first = 0, end = 0;
  float probability = 0;
};

// How probable the labels are, by all that is known of the sequence (backward, then forward): a
// Markov chain.  Free of exp(), whose last bit differs from library to library.
class Posterior {
 public:
  // `scale`: of the scores.  Weights learnt with a part of the features left out say too much when
  // all are there.
  void set(const Scores& scores, float scale);

  std::size_t size() const { return label_.size(); }
  // That the position has the label.
  float at(std::size_t position, std::size_t label) const { return label_[position][label]; }
  // That label 0 stands everywhere.
  float nothing() const;
  // That the label stands nowhere.
  float never(std::size_t label) const;
  // The `most` likeliest stretches of one label that are of a probability of `least` or more, the
  // most probable first.
  void likeliest(std::size_t label, float least, std::size_t most, std::vector<Stretch>& out) const;

 private:
  std::vector<std::array<float, kLabels * kLabels>> step_;  // of a label, given that before
  std::vector<std::array<float, kLabels>> label_;
};

inline constexpr std::string_view kModelMagic = "SSCRF2\n";

// A feature's hash from its template and what it sees.
inline std::uint32_t feature(std::uint32_t kind, std::uint64_t a, std::uint64_t b = 0) {
  std::uint64_t h = (a + 0x9E3779B97F4A7C15ull * (kind + 1)) * 0xBF58476D1CE4E5B9ull;
  h = (h ^ (h >> 29) ^ b) * 0x94D049BB133111EBull;
  return static_cast<std::uint32_t>(h ^ (h >> 32));
}

// Writes the features of one position behind those of others, each of a template of its own,
// without looking for room each time.
class FeatureWriter {
 public:
  static constexpr std::size_t kMost = 88, kMostPairs = 24;  // of one position, or more

  FeatureWriter(std::vector<std::uint32_t>& features, std::size_t most,
                std::uint32_t first_template)
      : features_(features), next_(first_template) {
    const std::size_t count = features.size();
    features.resize(count + most);
    at_ = features.data() + count;
  }
  [[gnu::always_inline]] void operator()(std::uint64_t a, std::uint64_t b = 0) {
    *at_++ = feature(next_++, a, b);
  }
  void go_on(std::uint32_t next_template) { next_ = next_template; }
  void close() { features_.resize(static_cast<std::size_t>(at_ - features_.data())); }

 private:
  std::vector<std::uint32_t>& features_;
  std::uint32_t* at_ = nullptr;
  std::uint32_t next_;
};

}  // namespace secondsource::attribution
