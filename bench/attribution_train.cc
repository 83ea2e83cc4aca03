// attribution_train DIR PART OUT: learns data/attribution/en.model from a part of PolNeAR.
//
// Two linear-chain conditional random fields (src/attribution/chain.h), maximum likelihood by
// AdaGrad over a fixed number of epochs in a fixed order: the same bytes from every run.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "attribution/chain.h"
#include "attribution/clause.h"
#include "attribution/features.h"
#include "attribution/lexicon.h"
#include "attribution/scan.h"
#include "gold.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace {

using namespace secondsource;
using namespace secondsource::attribution;
using bench::Gold;
using bench::GoldRelation;

constexpr std::size_t kPairs = kLabels * kLabels;

struct Example {
  Lattice lattice;
  std::vector<std::uint8_t> labels;
};

struct Options {
  std::uint32_t emission_slots, transition_slots;
  int epochs;
  float rate, drop;
};

class Trainer {
 public:
  explicit Trainer(const Options& options)
      : options_(options),
        emission_(std::size_t{options.emission_slots} * kLabels),
        transition_(std::size_t{options.transition_slots} * kPairs),
        emission_squares_(emission_.size()),
        transition_squares_(transition_.size()) {}

  void train(const std::vector<Example>& examples, const char* name) {
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937_64& random = random_;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      double loss = 0;
      for (const std::size_t i : order) {
        // A part of the features is left out each time, so that no rare one is trusted alone.
        thin(examples[i]);
        loss += learn(thinned_);
      }
      fmt::print(stderr, "{} epoch {}: loss {:.0f}\n", name, epoch + 1, loss);
    }
  }

  // Takes from the weight of label 0: the chain then finds more, less surely.
  void lean(float by) { emission_[slot(feature(0, 0), options_.emission_slots) * kLabels] -= by; }

  void write(std::string& out) const {
    const auto append = [&](const void* bytes, std::size_t size) {
      out.append(static_cast<const char*>(bytes), size);
    };
    append(&options_.emission_slots, 4);
    append(&options_.transition_slots, 4);
    const float emission_scale = scale(emission_), transition_scale = scale(transition_);
    append(&emission_scale, 4);
    append(&transition_scale, 4);
    for (const float w : emission_) out.push_back(quantised(w, emission_scale));
    for (const float w : transition_) out.push_back(quantised(w, transition_scale));
  }

 private:
  // Weights beyond 4 are rare; they lose less by being cut than the small ones by a coarser step.
  static float scale(const std::vector<float>& weights) {
    float most = 0;
    for (const float w : weights) most = std::max(most, std::abs(w));
    return std::min(most, 3.0F) / 127;
  }
  static char quantised(float w, float scale) {
    return static_cast<char>(
        static_cast<std::int8_t>(std::clamp(std::lround(w / scale), -127L, 127L)));
  }

  void thin(const Example& example) {
    const Lattice& from = example.lattice;
    thinned_.labels = example.labels;
    thinned_.lattice.clear();
    const auto keep = [&] {
      return (random_() >> 40) >= static_cast<std::uint64_t>(options_.drop * (1 << 24));
    };
    std::size_t e = 0, t = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
      for (; e < from.emission_end[i]; ++e) {
        if (keep()) thinned_.lattice.emission.push_back(from.emission[e]);
      }
      for (; t < from.transition_end[i]; ++t) {
        if (keep()) thinned_.lattice.transition.push_back(from.transition[t]);
      }
      thinned_.lattice.close();
    }
  }

  static float log_sum(const std::array<float, kLabels>& values) {
    const float most = *std::max_element(values.begin(), values.end());
    float sum = 0;
    for (const float v : values) sum += std::exp(v - most);
    return most + std::log(sum);
  }

  double learn(const Example& example) {
    const Lattice& lattice = example.lattice;
    const std::size_t count = lattice.size();
    if (count == 0) return 0;
    own_.assign(count, {});
    pair_.assign(count, {});
    forward_.assign(count, {});
    backward_.assign(count, {});
    std::size_t e = 0, t = 0;
    for (std::size_t i = 0; i < count; ++i) {
      for (; e < lattice.emission_end[i]; ++e) {
        const float* w = &emission_[slot(lattice.emission[e], options_.emission_slots) * kLabels];
        for (std::size_t y = 0; y < kLabels; ++y) own_[i][y] += w[y];
      }
      for (; t < lattice.transition_end[i]; ++t) {
        const float* w =
            &transition_[slot(lattice.transition[t], options_.transition_slots) * kPairs];
        for (std::size_t y = 0; y < kPairs; ++y) pair_[i][y] += w[y];
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t y = 0; y < kLabels; ++y) {
        if (i == 0) {
          forward_[0][y] = own_[0][y] + pair_[0][y];
          continue;
        }
        std::array<float, kLabels> paths;
        for (std::size_t p = 0; p < kLabels; ++p)
          paths[p] = forward_[i - 1][p] + pair_[i][p * kLabels + y];
        forward_[i][y] = log_sum(paths) + own_[i][y];
      }
    }
    for (std::size_t i = count - 1; i > 0; --i) {
      for (std::size_t p = 0; p < kLabels; ++p) {
        std::array<float, kLabels> paths;
        for (std::size_t y = 0; y < kLabels; ++y) {
          paths[y] = pair_[i][p * kLabels + y] + own_[i][y] + backward_[i][y];
        }
        backward_[i - 1][p] = log_sum(paths);
      }
    }
    const float total = log_sum(forward_[count - 1]);
    double loss = total;
    e = t = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t right = example.labels[i];
      const std::size_t before = i == 0 ? 0 : example.labels[i - 1];
      loss -= own_[i][right] + pair_[i][before * kLabels + right];
      std::array<float, kLabels> own_gradient;
      for (std::size_t y = 0; y < kLabels; ++y) {
        own_gradient[y] =
            std::exp(forward_[i][y] + backward_[i][y] - total) - (y == right ? 1.0F : 0.0F);
      }
      std::array<float, kPairs> pair_gradient{};
      for (std::size_t p = 0; p < kLabels; ++p) {
        for (std::size_t y = 0; y < kLabels; ++y) {
          if (i == 0) {
            if (p == 0) pair_gradient[y] = own_gradient[y];
            continue;
          }
          pair_gradient[p * kLabels + y] = std::exp(forward_[i - 1][p] + pair_[i][p * kLabels + y] +
                                                    own_[i][y] + backward_[i][y] - total) -
                                           (p == before && y == right ? 1.0F : 0.0F);
        }
      }
      float most = 0;
      for (const float g : own_gradient) most = std::max(most, std::abs(g));
      for (; e < lattice.emission_end[i]; ++e) {
        if (most < 1e-4F) continue;
        const std::size_t at = slot(lattice.emission[e], options_.emission_slots) * kLabels;
        for (std::size_t y = 0; y < kLabels; ++y)
          step(emission_[at + y], emission_squares_[at + y], own_gradient[y]);
      }
      most = 0;
      for (const float g : pair_gradient) most = std::max(most, std::abs(g));
      for (; t < lattice.transition_end[i]; ++t) {
        if (most < 1e-4F) continue;
        const std::size_t at = slot(lattice.transition[t], options_.transition_slots) * kPairs;
        for (std::size_t y = 0; y < kPairs; ++y)
          step(transition_[at + y], transition_squares_[at + y], pair_gradient[y]);
      }
    }
    return loss;
  }

  static std::size_t slot(std::uint32_t feature, std::uint32_t slots) {
    return feature & (slots - 1);
  }

  void step(float& weight, float& squares, float gradient) const {
    squares += gradient * gradient;
    weight -= options_.rate * gradient / std::sqrt(squares + 1e-3F);
  }

  Options options_;
  std::mt19937_64 random_{20260101};
  Example thinned_;
  std::vector<float> emission_, transition_, emission_squares_, transition_squares_;
  std::vector<std::array<float, kLabels>> own_, forward_, backward_;
  std::vector<std::array<float, kPairs>> pair_;
};

// The words that lie in a span.
Range words_in(const text::Text& text, ByteSpan span) {
  Range words;
  words.first = static_cast<std::uint32_t>(text.word_at(span.begin));
  words.end = words.first;
  while (words.end < text.words.size() && text.words[words.end].span.end <= span.end) ++words.end;
  return words;
}

void examples_of(const Gold& gold, const Data& data, std::vector<Example>& cues,
                 std::vector<Example>& arguments) {
  const text::Language& language = data.languages().of("en");
  text::Text text;
  text::analyse(gold.text, {}, language, text);
  const Scan scan = attribution::scan(text, data.derived<Lexicons>().of(&language), {});
  const std::vector<Relation> rules = find_relations(scan);
  View view;
  attribution::view(scan, rules, view);
  std::vector<std::uint8_t> labels(text.words.size(), kNoCue);
  std::vector<Node> nodes;
  for (const GoldRelation& relation : gold.relations) {
    Range cue;
    for (const ByteSpan& span : relation.cue) {
      const Range words = words_in(text, span);
      for (std::uint32_t i = words.first; i < words.end; ++i) {
        if (i == words.first)
          labels[i] = kCueBegins;
        else if (labels[i] == kNoCue)
          labels[i] = kCueGoesOn;
      }
      if (cue.empty()) cue = words;
    }
    if (cue.empty()) continue;
    Example example;
    argument_nodes(scan, cue, nodes);
    const Relation* rule = nullptr;
    for (std::uint32_t i = cue.first; i < cue.end && rule == nullptr; ++i) {
      if (view.relation[i] != Scan::kNone) rule = &rules[view.relation[i]];
    }
    argument_lattice(scan, view, cue, rule, nodes, example.lattice);
    const auto within = [](const std::vector<ByteSpan>& spans, ByteSpan word) {
      return std::any_of(spans.begin(), spans.end(),
                         [&](const ByteSpan& s) { return s.contains(word); });
    };
    for (const Node& node : nodes) {
      const ByteSpan word = text.words[node.words.first].span;
      std::uint8_t label = kNeither;
      if (!cue.contains(node.words.first)) {
        if (within(relation.content, word)) label = kContentWord;
        if (within(relation.source, word)) label = kSourceWord;
      }
      example.labels.push_back(label);
    }
    arguments.push_back(std::move(example));
  }
  for (const Unit& unit : scan.units) {
    Example example;
    cue_lattice(scan, view, unit.words, example.lattice);
    example.labels.assign(labels.begin() + unit.words.first, labels.begin() + unit.words.end);
    cues.push_back(std::move(example));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: attribution_train DIR PART OUT\n");
    return 2;
  }
  const auto data = Data::load();
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 1;
  }
  std::vector<Example> cues, arguments;
  for (const Gold& gold : bench::load_gold(argv[1], argv[2]))
    examples_of(gold, **data, cues, arguments);
  fmt::print(stderr, "{} sentences, {} cues\n", cues.size(), arguments.size());
  // Chosen on the dev part.
  constexpr int kEpochs = 6;
  constexpr float kRate = 0.02F, kDrop = 0.3F, kLean = 0.45F;
  Trainer cue_trainer({1u << 18, 1u << 14, kEpochs, kRate, kDrop});
  Trainer argument_trainer({1u << 19, 1u << 14, kEpochs, kRate, kDrop});
  std::thread other([&] { cue_trainer.train(cues, "cues"); });
  argument_trainer.train(arguments, "arguments");
  other.join();
  cue_trainer.lean(kLean);
  std::string out(kModelMagic);
  cue_trainer.write(out);
  argument_trainer.write(out);
  std::ofstream(argv[3], std::ios::binary) << out;
  fmt::print(stderr, "{} bytes\n", out.size());
  return 0;
}
