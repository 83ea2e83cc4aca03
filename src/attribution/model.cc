#include "attribution/model.h"

#include <algorithm>
#include <string>
#include <utility>

#include "attribution/features.h"
#include "attribution/relate.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kLongestSequence = 400;  // words the tagger takes at once
// Chosen on the train part under cross-validation.  Hardly any relation has no content; a source is
// worth the risk when it is a little less likely than none.
constexpr Wanted kContent{.second = 5};
constexpr float kForNone = -0.5F;
constexpr std::uint32_t kTrailed = 4;      // words of a sentence before who said it
constexpr std::uint32_t kSpeechWords = 5;  // quoted inside a clause: fewer are a term of it

class Reading {
 public:
  Reading(const Scan& scan, const Model& model, std::vector<Relation> rules)
      : scan_(scan), model_(model), rules_(std::move(rules)), used_(rules_.size(), 0) {}

  std::vector<Relation> find() {
    view(scan_, model_.words, rules_, view_);
    for (const Unit& unit : scan_.units) {
      if (scan_.skipped[unit.words.first]) continue;
      for (std::uint32_t first = unit.words.first; first < unit.words.end;
           first += kLongestSequence) {
        tag({first, std::min(unit.words.end, first + kLongestSequence)});
      }
    }
    keep_rules();
    std::stable_sort(out_.begin(), out_.end(), [](const Relation& a, const Relation& b) {
      return a.cue.first < b.cue.first;
    });
    for (std::size_t k = 1; k < out_.size(); ++k) {
      for (std::size_t j = k; j > 0 && k - j < 3; --j) end_before(out_[j - 1], out_[k]);
    }
    return std::move(out_);
  }

 private:
  void tag(Range words) {
    cue_lattice(scan_, view_, words, lattice_);
    model_.cues.read(lattice_, scores_);
    best_labels(scores_, kCueWanted, labels_);
    cues_.clear();
    cues_of(labels_, words.first, cues_);
    margins(scores_, margins_);
    for (const Range& cue : cues_) view_.mark_cue(cue, margins_[cue.first - words.first]);
    for (const Range& cue : cues_) relate(cue);
  }

  void relate(Range cue) {
    const Relation* rule = rule_of(view_, rules_, cue);
    argument_nodes(scan_, cue, nodes_);
    argument_lattice(scan_, view_, cue, rule, nodes_, lattice_);
    model_.arguments.read(lattice_, scores_);
    posterior_.set(scores_, kArgumentScale);
    if (posterior_.nothing() > 1 - kLeastRelation) return;
    source_choice(scan_, view_, cue, rule, nodes_, posterior_, choice_);
    const std::size_t source = model_.sources.best(choice_, kForNone);
    constexpr float kNever = -1e6F;
    for (auto& own : scores_.own) own[kSourceWord] = kNever;
    if (source != choice_.none()) {
      const Stretch& stretch = choice_.stretches[source];
      for (std::size_t n = stretch.first; n < stretch.end; ++n)
        scores_.own[n] = {kNever, 0, kNever};
    }
    best_labels(scores_, kContent, labels_);
    std::optional<Relation> relation =
        attribution::relate(scan_, view_, cue, rule, nodes_, labels_);
    if (!relation || (rule != nullptr && contradicts(*relation, *rule))) return;
    for (std::uint32_t i = cue.first; i < cue.end; ++i) {
      if (view_.relation[i] != Scan::kNone) used_[view_.relation[i]] = 1;
    }
    out_.push_back(std::move(*relation));
  }

  static bool meets(Range words, const std::vector<Piece>& content) {
    return std::any_of(content.begin(), content.end(), [&](const Piece& piece) {
      return piece.words.first < words.end && words.first < piece.words.end;
    });
  }

  // Whether the relation takes for content what is the rules' source, and leaves a quotation out
  // that the rules found beside a cue of speech: "said a man who asked not to be named".
  static bool contradicts(const Relation& relation, const Relation& rule) {
    return rule.speech && meets(rule.source, relation.content) &&
           std::any_of(rule.content.begin(), rule.content.end(), [&](const Piece& piece) {
             return piece.quotation != Scan::kNone && !meets(piece.words, relation.content);
           });
  }

  // "said that A and added that B": the clause of the cue before ends where its speaker's next
  // begins.
  void end_before(Relation& relation, const Relation& next) const {
    const std::uint32_t begin = next.cue.first;
    const bool shared = next.inherits || (!next.source.empty() && next.source == relation.source);
    if (!shared || begin == 0 || !scan_.is(begin - 1, kSubordinator)) return;
    for (Piece& piece : relation.content) {
      if (piece.quotation != Scan::kNone || begin <= piece.words.first + 1 ||
          !piece.words.contains(begin))
        continue;
      piece.words.end = begin - 1;
    }
  }

  // The quotation that the piece is, or those in its words that are no speech of their own.
  void take(const Piece& piece) {
    if (piece.quotation != Scan::kNone) {
      taken_[piece.quotation] = 1;
      return;
    }
    for (std::uint32_t i = piece.words.first; i < piece.words.end;) {
      const std::uint32_t q = scan_.quote[i];
      if (q == Scan::kNone) {
        ++i;
        continue;
      }
      const text::Quotation& quotation = scan_.text->quotations[q];
      if (quotation.first_word >= piece.words.first &&
          quotation.end_word - quotation.first_word < kSpeechWords) {
        taken_[q] = 1;
      }
      i = std::max(i + 1, quotation.end_word);
    }
  }

  // Direct quotations beside a cue of speech, which the model left to nobody, are certain enough.
  void keep_rules() {
    taken_.assign(scan_.text->quotations.size(), 0);
    read_.assign(scan_.units.size(), 0);
    for (const Relation& relation : out_) {
      read_[unit_of(relation)] = 1;
      for (const Piece& piece : relation.content) {
        take(piece);
      }
    }
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      if (used_[r] || !rules_[r].speech) continue;
      const bool left =
          std::any_of(rules_[r].content.begin(), rules_[r].content.end(), [&](const Piece& piece) {
            return piece.quotation != Scan::kNone && taken_[piece.quotation] == 0;
          });
      if (!left && !trails(rules_[r])) continue;
      read_[unit_of(rules_[r])] = 1;
      out_.push_back(std::move(rules_[r]));
    }
  }

  std::uint32_t unit_of(const Relation& relation) const {
    return scan_.unit[relation.cue.empty() ? relation.content[0].words.first : relation.cue.first];
  }

  // "The harvest was poor, Marta Quill had told the council": a whole sentence before who said it,
  // of which the model has nothing.
  bool trails(const Relation& rule) const {
    if (rule.content.size() != 1 || rule.source.empty() || rule.cue.empty()) return false;
    const Range words = rule.content[0].words;
    return rule.content[0].quotation == Scan::kNone && words.size() >= kTrailed &&
           words.end == std::min(rule.cue.first, rule.source.first) &&
           scan_.gap(words.end, kComma) && read_[unit_of(rule)] == 0;
  }

  const Scan& scan_;
  const Model& model_;
  std::vector<Relation> rules_;
  std::vector<std::uint8_t> used_;
  std::vector<Relation> out_;
  View view_;
  Lattice lattice_;
  Scores scores_;
  std::vector<float> margins_;
  Posterior posterior_;
  SourceChoice choice_;
  std::vector<std::uint8_t> labels_, taken_;
  std::vector<std::uint8_t> read_;  // of each unit: whether a relation is found in it
  std::vector<Range> cues_;
  std::vector<Node> nodes_;
};

}  // namespace

void cues_of(const std::vector<std::uint8_t>& labels, std::uint32_t first,
             std::vector<Range>& out) {
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == kNoCue) continue;
    std::uint32_t end = i + 1;
    while (end < labels.size() && labels[end] == kCueGoesOn) ++end;
    out.push_back({first + i, first + end});
    i = end - 1;
  }
}

std::optional<Model> Model::read(std::string_view bytes) {
  if (!bytes.starts_with(kModelMagic)) return std::nullopt;
  bytes.remove_prefix(kModelMagic.size());
  Model model;
  if (!Chain::take(bytes, model.cues) || !Chain::take(bytes, model.arguments) ||
      !SourceWeights::take(bytes, model.sources)) {
    return std::nullopt;
  }
  return model;
}

Models::Models(const Data& data) {
  for (const text::Language& language : data.languages().all()) {
    const std::string* file = data.file("attribution/" + language.code() + ".model");
    if (file == nullptr) continue;
    std::optional<Model> model = Model::read(*file);
    if (!model) continue;
    WordVectors vectors;
    if (const std::string* bytes = data.file("attribution/" + language.code() + ".vectors"))
      vectors = WordVectors::read(*bytes);
    model->cues.use(vectors);
    model->arguments.use(vectors);
    if (const std::string* words = data.file("attribution/" + language.code() + ".words"))
      model->words = WordClasses(*words, vectors.forms);
    models_.emplace(&language, std::move(*model));
  }
}

const Model* Models::of(const text::Language* language) const {
  const auto found = models_.find(language);
  return found == models_.end() ? nullptr : &found->second;
}

std::vector<Relation> find_relations(const Scan& scan, const Model& model,
                                     std::vector<Relation> rules) {
  return Reading(scan, model, std::move(rules)).find();
}

}  // namespace secondsource::attribution
