// attribution_train DIR PART OUT [SILVER [TIMES [SEED]]]: learns a table from a part of PolNeAR and
// from what bench/attribution_silver.py wrote to SILVER, each article of PolNeAR so many times.
// attribution_train --mean TABLE... OUT: the mean of the weights of several tables, of which one
// may be named more than once; with the layers of the first.
//
// data/attribution/en.model is the mean of five (docs/measurements.md).
//
// Two linear-chain conditional random fields (src/attribution/chain.h), maximum likelihood by
// AdaGrad over a fixed number of epochs in a fixed order: the same bytes from every run.  The layer
// of each is learnt with it.  The chain of arguments is taught with cues as found by taggers that
// have not seen the article (four folds), many of them wrong, and with how sure the tagger was: it
// learns to find nothing beside those.  The choice of sources, in turn, is taught with what chains
// of arguments that have not seen the article find likely.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/chain.h"
#include "attribution/clause.h"
#include "attribution/features.h"
#include "attribution/lexicon.h"
#include "attribution/model.h"
#include "attribution/scan.h"
#include "attribution_layer.h"
#include "gold.h"
#include "library/parallel.h"
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
  float rate, drop, layer_rate;
  std::uint64_t seed = 0;
};

// Weights beyond 4 are rare; they lose less by being cut than the small ones by a coarser step.
float quantum(const std::vector<float>& weights) {
  float most = 0;
  for (const float w : weights) most = std::max(most, std::abs(w));
  return std::min(most, 3.0F) / 127;
}
class Trainer {
 public:
  Trainer(const Options& options, const WordVectors& vectors)
      : options_(options),
        layer_(vectors, options.layer_rate),
        emission_(std::size_t{options.emission_slots} * kLabels),
        transition_(std::size_t{options.transition_slots} * kPairs),
        emission_squares_(emission_.size()),
        transition_squares_(transition_.size()) {}

  void train(const std::vector<const Example*>& examples, const std::string& name) {
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937_64& random = random_;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      double loss = 0;
      for (const std::size_t i : order) {
        // A part of the features is left out each time, so that no rare one is trusted alone.
        thin(*examples[i]);
        loss += learn(thinned_);
      }
      fmt::print(stderr, "{} epoch {}: loss {:.0f}\n", name, epoch + 1, loss);
    }
  }

  // As in the file of a model.
  std::string bytes() const {
    std::string out;
    const auto append = [&](const void* bytes, std::size_t size) {
      out.append(static_cast<const char*>(bytes), size);
    };
    append(&options_.emission_slots, 4);
    append(&options_.transition_slots, 4);
    const float emission_scale = quantum(emission_), transition_scale = quantum(transition_);
    append(&emission_scale, 4);
    append(&transition_scale, 4);
    for (const float w : emission_) out.push_back(bench::quantised(w, emission_scale));
    for (const float w : transition_) out.push_back(bench::quantised(w, transition_scale));
    return out + layer_.bytes();
  }

 private:
  void thin(const Example& example) {
    const Lattice& from = example.lattice;
    thinned_.labels = example.labels;
    thinned_.lattice.clear();
    thinned_.lattice.about = from.about;
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
      thinned_.lattice.close(from.sights[i]);
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
    layer_.forward(lattice.sights, lattice.about, own_);
    gradients_.resize(count);
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
      std::array<float, kLabels>& own_gradient = gradients_[i];
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
    layer_.backward(lattice.sights, lattice.about, gradients_);
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
  bench::LayerTrainer layer_;
  std::mt19937_64 random_{20260101 + options_.seed};
  Example thinned_;
  std::vector<float> emission_, transition_, emission_squares_, transition_squares_;
  std::vector<std::array<float, kLabels>> own_, forward_, backward_, gradients_;
  std::vector<std::array<float, kPairs>> pair_;
};

Chain chain_of(std::string_view bytes, const WordVectors& vectors) {
  Chain out;
  Chain::take(bytes, out);
  out.use(vectors);
  return out;
}

// The words that lie in a span.
Range words_in(const text::Text& text, ByteSpan span) {
  Range words;
  words.first = static_cast<std::uint32_t>(text.word_at(span.begin));
  words.end = words.first;
  while (words.end < text.words.size() && text.words[words.end].span.end <= span.end) ++words.end;
  return words;
}

// An annotated article as the models see it.
struct Document {
  Gold gold;
  text::Text text;
  Scan scan;
  std::vector<Relation> rules;
  View view;
  std::vector<Range> cues;           // of each relation of the gold, empty where it has none
  std::vector<std::uint8_t> labels;  // CueLabel of each word
};

std::unique_ptr<Document> document(Gold gold, const Data& data, const WordClasses& classes) {
  auto out = std::make_unique<Document>();
  out->gold = std::move(gold);
  const text::Language& language = data.languages().of("en");
  text::analyse(out->gold.text, {}, language, out->text);
  out->scan = attribution::scan(out->text, data.derived<Lexicons>().of(&language), {});
  out->rules = find_relations(out->scan);
  attribution::view(out->scan, classes, out->rules, out->view);
  out->labels.assign(out->text.words.size(), kNoCue);
  for (const GoldRelation& relation : out->gold.relations) {
    Range cue;
    for (const ByteSpan& span : relation.cue) {
      const Range words = words_in(out->text, span);
      for (std::uint32_t i = words.first; i < words.end; ++i) {
        if (i == words.first)
          out->labels[i] = kCueBegins;
        else if (out->labels[i] == kNoCue)
          out->labels[i] = kCueGoesOn;
      }
      if (cue.empty()) cue = words;
    }
    out->cues.push_back(cue);
  }
  return out;
}

std::vector<Example> cue_examples(const Document& document) {
  std::vector<Example> out;
  for (const Unit& unit : document.scan.units) {
    Example example;
    cue_lattice(document.scan, document.view, unit.words, example.lattice);
    example.labels.assign(document.labels.begin() + unit.words.first,
                          document.labels.begin() + unit.words.end);
    out.push_back(std::move(example));
  }
  return out;
}

struct FoundCue {
  Range words;
  float margin;
};

std::vector<FoundCue> found_cues(const Document& document, const std::vector<Example>& sentences,
                                 const Chain& chain) {
  std::vector<FoundCue> out;
  std::vector<std::uint8_t> labels;
  std::vector<float> sure;
  std::vector<Range> cues;
  Scores scores;
  for (std::size_t u = 0; u < sentences.size(); ++u) {
    const std::uint32_t first = document.scan.units[u].words.first;
    chain.read(sentences[u].lattice, scores);
    best_labels(scores, kCueTaught, labels);
    margins(scores, sure);
    cues.clear();
    cues_of(labels, first, cues);
    for (const Range& cue : cues) out.push_back({cue, sure[cue.first - first]});
  }
  return out;
}

// The relation of the gold, if any, whose cue shares most words with `cue`.
const GoldRelation* relation_of(const Document& document, Range cue) {
  const GoldRelation* best = nullptr;
  std::uint32_t most = 0;
  for (std::size_t r = 0; r < document.cues.size(); ++r) {
    const Range theirs = document.cues[r];
    const std::uint32_t first = std::max(theirs.first, cue.first),
                        end = std::min(theirs.end, cue.end);
    if (end > first && end - first > most) {
      most = end - first;
      best = &document.gold.relations[r];
    }
  }
  return best;
}

// A choice of a source with the right one; none where there is no relation to choose for, or the
// right one is not among them.
struct TaughtChoice {
  SourceChoice choice;
  std::size_t right = 0;
};

std::optional<TaughtChoice> taught_choice(const Document& document, Range cue,
                                          const Example& example, const Chain& chain) {
  Scores scores;
  chain.read(example.lattice, scores);
  Posterior posterior;
  posterior.set(scores, kArgumentScale);
  if (posterior.nothing() > 1 - kLeastRelation) return std::nullopt;
  std::vector<Node> nodes;
  argument_nodes(document.scan, cue, nodes);
  TaughtChoice out;
  source_choice(document.scan, document.view, cue, rule_of(document.view, document.rules, cue),
                nodes, posterior, out.choice);
  out.right = out.choice.none();
  const GoldRelation* relation = relation_of(document, cue);
  if (relation == nullptr || relation->source.empty()) return out;
  for (std::size_t k = 0; k < out.choice.stretches.size(); ++k) {
    const Stretch& stretch = out.choice.stretches[k];
    const Range words{nodes[stretch.first].words.first, nodes[stretch.end - 1].words.end};
    for (const ByteSpan& span : relation->source) {
      if (words == words_in(document.text, span)) {
        out.right = k;
        return out;
      }
    }
  }
  return std::nullopt;
}

// A log-linear model of the choices, learnt as the chains are.
std::string source_weights(const std::vector<TaughtChoice>& taught) {
  constexpr std::uint32_t kSlots = 1u << 16;
  constexpr int kEpochs = 8;
  constexpr float kRate = 0.05F;
  std::vector<float> weights(kSlots), squares(kSlots), scores;
  std::vector<std::uint8_t> kept;
  std::mt19937_64 random(20260103);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    double loss = 0;
    std::size_t right = 0;
    for (const TaughtChoice& one : taught) {
      const SourceChoice& choice = one.choice;
      kept.resize(choice.features.size());
      for (std::uint8_t& keep : kept) keep = static_cast<std::uint8_t>(random() >> 63);
      scores.assign(choice.ends.size(), 0);
      std::size_t at = 0;
      for (std::size_t k = 0; k < scores.size(); ++k) {
        for (; at < choice.ends[k]; ++at) {
          if (kept[at]) scores[k] += weights[choice.features[at] & (kSlots - 1)];
        }
      }
      const auto most = std::max_element(scores.begin(), scores.end());
      right += static_cast<std::size_t>(most - scores.begin()) == one.right;
      const float top = *most;
      float total = 0;
      for (float& score : scores) total += score = std::exp(score - top);
      loss -= std::log(scores[one.right] / total);
      at = 0;
      for (std::size_t k = 0; k < scores.size(); ++k) {
        const float gradient = scores[k] / total - (k == one.right ? 1.0F : 0.0F);
        for (; at < choice.ends[k]; ++at) {
          if (!kept[at]) continue;
          const std::size_t slot = choice.features[at] & (kSlots - 1);
          squares[slot] += gradient * gradient;
          weights[slot] -= kRate * gradient / std::sqrt(squares[slot] + 1e-3F);
        }
      }
    }
    fmt::print(stderr, "sources epoch {}: loss {:.0f}, {} of {} right\n", epoch + 1, loss, right,
               taught.size());
  }
  std::string out(reinterpret_cast<const char*>(&kSlots), 4);
  const float scale = quantum(weights);
  out.append(reinterpret_cast<const char*>(&scale), 4);
  for (const float w : weights) out.push_back(bench::quantised(w, scale));
  return out;
}

Example argument_example(const Document& document, Range cue, const GoldRelation* relation) {
  Example example;
  std::vector<Node> nodes;
  argument_nodes(document.scan, cue, nodes);
  argument_lattice(document.scan, document.view, cue, rule_of(document.view, document.rules, cue),
                   nodes, example.lattice);
  const auto within = [](const std::vector<ByteSpan>& spans, ByteSpan word) {
    return std::any_of(spans.begin(), spans.end(),
                       [&](const ByteSpan& s) { return s.contains(word); });
  };
  for (const Node& node : nodes) {
    const ByteSpan word = document.text.words[node.words.first].span;
    std::uint8_t label = kNeither;
    if (relation != nullptr && !cue.contains(node.words.first)) {
      if (within(relation->content, word)) label = kContentWord;
      if (within(relation->source, word)) label = kSourceWord;
    }
    example.labels.push_back(label);
  }
  return example;
}

// Of all documents but every `of`-th, beginning with the one numbered `without`; of the first
// `gold` ones `times` times.
struct Taught {
  std::size_t gold = 0;
  int times = 1;

  std::vector<const Example*> pointers(const std::vector<std::vector<Example>>& examples,
                                       std::size_t without, std::size_t of) const {
    std::vector<const Example*> out;
    for (std::size_t d = 0; d < examples.size(); ++d) {
      if (of > 0 && d % of == without) continue;
      for (int time = 0; time < (d < gold ? times : 1); ++time) {
        for (const Example& example : examples[d]) out.push_back(&example);
      }
    }
    return out;
  }
};

// One number of a scale and the bytes that it scales, of each table where `at` stands.
void append_mean(std::string& out, const std::vector<std::string>& tables, std::size_t scale,
                 std::size_t at, std::size_t size) {
  std::vector<float> mean(size);
  for (const std::string& table : tables) {
    float step = 0;
    std::memcpy(&step, &table[scale], 4);
    for (std::size_t i = 0; i < size; ++i)
      mean[i] += step * static_cast<float>(static_cast<std::int8_t>(table[at + i]));
  }
  for (float& weight : mean) weight /= static_cast<float>(tables.size());
  const float step = quantum(mean);
  std::memcpy(&out[scale], &step, 4);
  for (std::size_t i = 0; i < size; ++i) out[at + i] = bench::quantised(mean[i], step);
}

// Tables of one size; empty where they are not.
std::string mean_of(const std::vector<std::string>& tables) {
  std::string out = tables.front();
  for (const std::string& table : tables) {
    if (table.size() != out.size() || !table.starts_with(kModelMagic)) return {};
  }
  std::size_t at = kModelMagic.size();
  for (int chain = 0; chain < 2; ++chain) {
    std::uint32_t emission = 0, transition = 0;
    std::memcpy(&emission, &out[at], 4);
    std::memcpy(&transition, &out[at + 4], 4);
    const std::size_t emissions = emission * kLabels, transitions = transition * kPairs;
    append_mean(out, tables, at + 8, at + 16, emissions);
    append_mean(out, tables, at + 12, at + 16 + emissions, transitions);
    at += 16 + emissions + transitions + Layer::kSize;
  }
  append_mean(out, tables, at + 4, at + 8, out.size() - at - 8);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr,
               "usage: attribution_train DIR PART OUT [SILVER [TIMES [SEED]]]\n"
               "       attribution_train --mean TABLE... OUT\n");
    return 2;
  }
  if (argv[1] == std::string_view("--mean")) {
    std::vector<std::string> tables;
    for (int i = 2; i + 1 < argc; ++i) tables.push_back(bench::read_file(argv[i]));
    const std::string mean = mean_of(tables);
    if (mean.empty()) {
      fmt::print(stderr, "attribution_train: not all are tables, of one size\n");
      return 1;
    }
    std::ofstream(argv[argc - 1], std::ios::binary) << mean;
    return 0;
  }
  const auto data = Data::load();
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 1;
  }
  WordClasses classes;
  WordVectors vectors;
  if (const std::string* file = (*data)->file("attribution/en.vectors"))
    vectors = WordVectors::read(*file);
  if (const std::string* file = (*data)->file("attribution/en.words"))
    classes = WordClasses(*file, vectors.forms);
  std::vector<std::unique_ptr<Document>> documents;
  std::vector<std::vector<Example>> cues;
  std::vector<Gold> annotated = bench::load_gold(argv[1], argv[2]);
  const Taught taught_from{annotated.size(), argc > 5 ? std::atoi(argv[5]) : 1};
  const std::uint64_t seed = argc > 6 ? std::strtoull(argv[6], nullptr, 10) : 0;
  if (argc > 4) {
    for (Gold& silver : bench::load_gold(argv[4], "")) annotated.push_back(std::move(silver));
  }
  for (Gold& gold : annotated) {
    documents.push_back(document(std::move(gold), **data, classes));
    cues.push_back(cue_examples(*documents.back()));
  }
  // Chosen on the dev part.
  constexpr float kRate = 0.02F, kDrop = 0.5F, kLayerRate = 0.02F;
  const Options kCues{1u << 19, 1u << 15, 12, kRate, kDrop, kLayerRate, seed};
  const Options kFold{1u << 19, 1u << 15, 6, kRate, kDrop, kLayerRate, seed};
  const Options kArguments{1u << 19, 1u << 15, 10, kRate, kDrop, kLayerRate, seed};
  const Options kArgumentFold{1u << 19, 1u << 15, 6, kRate, kDrop, kLayerRate, seed};
  constexpr std::size_t kFolds = 4;
  std::vector<std::vector<FoundCue>> found(documents.size());
  const auto fold = [&](std::size_t f, unsigned) {
    Trainer trainer(kFold, vectors);
    trainer.train(taught_from.pointers(cues, f, kFolds), fmt::format("fold {}", f + 1));
    const std::string bytes = trainer.bytes();
    const Chain chain = chain_of(bytes, vectors);
    for (std::size_t d = f; d < documents.size(); d += kFolds)
      found[d] = found_cues(*documents[d], cues[d], chain);
  };
  library::in_parallel(kFolds, 2, fold);
  std::vector<std::vector<Example>> arguments(documents.size());
  std::size_t right = 0, all = 0;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    Document& document = *documents[d];
    for (const FoundCue& cue : found[d]) document.view.mark_cue(cue.words, cue.margin);
    for (const FoundCue& cue : found[d]) {
      const GoldRelation* relation = relation_of(document, cue.words);
      ++all;
      right += relation != nullptr;
      arguments[d].push_back(argument_example(document, cue.words, relation));
    }
    // Those it missed are taught, too.
    for (std::size_t r = 0; r < document.cues.size(); ++r) {
      const Range cue = document.cues[r];
      if (cue.empty() || std::any_of(found[d].begin(), found[d].end(),
                                     [&](const FoundCue& f) { return f.words == cue; }))
        continue;
      arguments[d].push_back(argument_example(document, cue, &document.gold.relations[r]));
    }
  }
  fmt::print(stderr, "{} cues found, {} of them near one of the gold\n", all, right);
  // The choice of sources is taught by chains that have not seen the article.
  std::vector<std::vector<TaughtChoice>> choices(documents.size());
  const auto argument_fold = [&](std::size_t f) {
    Trainer trainer(kArgumentFold, vectors);
    trainer.train(taught_from.pointers(arguments, f, kFolds),
                  fmt::format("arguments fold {}", f + 1));
    const std::string bytes = trainer.bytes();
    const Chain chain = chain_of(bytes, vectors);
    for (std::size_t d = f; d < documents.size(); d += kFolds) {
      for (std::size_t k = 0; k < found[d].size(); ++k) {
        auto choice = taught_choice(*documents[d], found[d][k].words, arguments[d][k], chain);
        if (choice) choices[d].push_back(std::move(*choice));
      }
    }
  };
  std::string cue_part, argument_part;
  library::in_parallel(kFolds + 2, 2, [&](std::size_t task, unsigned) {
    if (task >= 2) return argument_fold(task - 2);
    Trainer trainer(task == 0 ? kCues : kArguments, vectors);
    trainer.train(taught_from.pointers(task == 0 ? cues : arguments, 0, 0),
                  task == 0 ? "cues" : "arguments");
    (task == 0 ? cue_part : argument_part) = trainer.bytes();
  });
  std::vector<TaughtChoice> taught;
  for (std::vector<TaughtChoice>& of_one : choices)
    std::move(of_one.begin(), of_one.end(), std::back_inserter(taught));
  const std::string source_part = source_weights(taught);
  const std::string out = std::string(kModelMagic) + cue_part + argument_part + source_part;
  std::ofstream(argv[3], std::ios::binary) << out;
  fmt::print(stderr, "{} bytes\n", out.size());
  return 0;
}
