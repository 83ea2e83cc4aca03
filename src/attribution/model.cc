#include "attribution/model.h"

#include <algorithm>
#include <string>
#include <utility>

#include "attribution/features.h"
#include "attribution/source.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kLongestSequence = 400;  // words the tagger takes at once
constexpr std::uint32_t kSpeechWords = 5;        // quoted inside a clause: fewer are a term of it

// What finding a source is worth; chosen on the dev part.
constexpr Wanted kSource{.label = 2, .once = true};

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
    model_.cues.decode(lattice_, {}, labels_, back_);
    // The arguments' chain reuses the buffers: note the cues first.
    cues_.clear();
    cues_of(labels_, words.first, cues_);
    for (const Range& cue : cues_) view_.mark_cue(cue);
    for (const Range& cue : cues_) relate(cue);
  }

  // The rules' relation that shares a word with the cue.
  const Relation* rule_of(Range cue) {
    for (std::uint32_t i = cue.first; i < cue.end; ++i) {
      if (view_.relation[i] == Scan::kNone) continue;
      used_[view_.relation[i]] = 1;
      return &rules_[view_.relation[i]];
    }
    return nullptr;
  }

  void relate(Range cue) {
    const Relation* rule = rule_of(cue);
    argument_nodes(scan_, cue, nodes_);
    argument_lattice(scan_, view_, cue, rule, nodes_, lattice_);
    model_.arguments.decode(lattice_, kSource, labels_, back_);

    Relation relation;
    relation.cue = cue;
    relation.verb = cue.first;
    for (std::uint32_t i = cue.first; i < cue.end; ++i) {
      if (scan_.is(i, kVerb | kCueNoun)) relation.verb = i;
    }
    std::uint32_t distance = Scan::kNone;
    for (std::size_t n = 0; n < nodes_.size();) {
      std::size_t end = n + 1;
      while (end < nodes_.size() && labels_[end] == labels_[n]) ++end;
      const Range words{nodes_[n].words.first, nodes_[end - 1].words.end};
      if (labels_[n] == kSourceWord) {
        const std::uint32_t far =
            words.first >= cue.end ? words.first - cue.end : cue.first - words.first;
        if (far < distance) {
          distance = far;
          relation.source = words;
        }
      } else if (labels_[n] == kContentWord) {
        add_content(relation, n, end);
      }
      n = end;
    }
    // "Kiedis said his band | wrote": no source holds another cue.
    for (const Range& other : cues_) {
      if (other == cue || !relation.source.contains(other)) continue;
      if (relation.source.end <= cue.first)
        relation.source.first = other.end;
      else
        relation.source.end = other.first;
      while (!relation.source.empty() && scan_.is(relation.source.first, kComplementiser))
        ++relation.source.first;
      if (relation.source.empty()) relation.source = {};
    }
    if (!relation.source.empty() && party_label(scan_, relation.source.first)) {
      // "Sen. Ann Reed, R-Iowa": the name before is the source.
      const NounPhrase name =
          noun_phrase_before(scan_, scan_.clause(cue.first).first, relation.source.first);
      if (!name.words.empty()) relation.source.first = name.words.first;
    }
    if (!relation.source.empty() && !can_be_source(scan_, relation.source)) relation.source = {};
    // The chain knows cues that are none: it finds nothing beside them.
    if (relation.content.empty() && relation.source.empty()) {
      if (rule != nullptr) used_[static_cast<std::size_t>(rule - rules_.data())] = 0;
      return;
    }
    if (relation.content.empty()) {
      if (rule == nullptr) return;
      relation.content = rule->content;
    }
    if (relation.source.empty() && rule != nullptr) {
      relation.source = rule->source;
      relation.who = rule->who;
      relation.inherits = rule->inherits;
    } else if (rule != nullptr && rule->source == relation.source) {
      relation.who = rule->who;
    } else {
      relation.who = head_of(relation.source);
    }
    relation.speech = speech(cue, relation, rule);
    out_.push_back(std::move(relation));
  }

  // Positions [first, end) of the nodes: whole quotations apart from the clauses around them only
  // when they stand alone.
  void add_content(Relation& relation, std::size_t first, std::size_t end) {
    bool quotations = true;
    for (std::size_t n = first; n < end; ++n) quotations &= whole(nodes_[n]);
    if (!quotations) {
      relation.content.push_back(
          {{nodes_[first].words.first, nodes_[end - 1].words.end}, Scan::kNone});
      return;
    }
    for (std::size_t n = first; n < end; ++n)
      relation.content.push_back({nodes_[n].words, nodes_[n].quotation});
  }

  bool whole(const Node& node) const {
    if (node.quotation == Scan::kNone) return false;
    const text::Quotation& q = scan_.text->quotations[node.quotation];
    return q.first_word == node.words.first && q.end_word == node.words.end;
  }

  // "Jeff Weaver, the campaign's manager" → "Jeff Weaver"; "the man who" → "the man"; "his recent
  // [claims]" → "his".
  Range head_of(Range source) const {
    if (source.empty()) return source;
    if (scan_.is(source.first, kPersonalPronoun) && scan_.is(source.first, kDeterminer)) {
      const Range owned{source.first + 1, source.end};
      bool somebody = false;
      for (std::uint32_t i = owned.first; i < owned.end; ++i) {
        somebody |=
            scan_.capital(i) || scan_.is(i, kRole | kOrganisation | kTitle | kUnnamedSource);
      }
      if (!somebody) return {source.first, source.first + 1};
    }
    const NounPhrase phrase = noun_phrase_after(scan_, source.first, source.end);
    return phrase.head.empty() ? source : phrase.head;
  }

  // Whether words were said: the cue is one of speech, or all of the content is quoted.
  bool speech(Range cue, const Relation& relation, const Relation* rule) const {
    // "has written a comedy about …": a thing, and no clause.
    const Piece& first = relation.content.front();
    if (cue.size() > 1 && first.quotation == Scan::kNone && first.words.first == cue.end &&
        scan_.is(first.words.first, kIndefinite)) {
      for (std::uint32_t i = cue.end + 1; i < std::min(cue.end + 5, first.words.end); ++i) {
        if (scan_.is(i, kAuxiliary | kVerb)) break;
        if (scan_.is(i, kPreposition)) return false;
      }
    }
    if (rule != nullptr) return rule->speech;
    for (std::uint32_t i = cue.first; i < cue.end; ++i) {
      if (scan_.is(i, kThoughtVerb | kStanceVerb) && !scan_.is(i, kSpeechVerb)) return false;
    }
    for (std::uint32_t i = cue.first; i < cue.end; ++i) {
      if (scan_.is(i, kSpeechVerb | kQuotingVerb | kSourcePreposition) ||
          (scan_.marks[i].phrase & (kSpeechVerb | kQuotingVerb | kSourcePreposition))) {
        return true;
      }
    }
    return std::all_of(relation.content.begin(), relation.content.end(),
                       [](const Piece& piece) { return piece.quotation != Scan::kNone; });
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
    for (const Relation& relation : out_) {
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
      if (left) out_.push_back(std::move(rules_[r]));
    }
  }

  const Scan& scan_;
  const Model& model_;
  std::vector<Relation> rules_;
  std::vector<std::uint8_t> used_;
  std::vector<Relation> out_;
  View view_;
  Lattice lattice_;
  std::vector<std::uint8_t> labels_, back_, taken_;
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
  if (!Chain::take(bytes, model.cues) || !Chain::take(bytes, model.arguments)) return std::nullopt;
  return model;
}

Models::Models(const Data& data) {
  for (const text::Language& language : data.languages().all()) {
    const std::string* file = data.file("attribution/" + language.code() + ".model");
    if (file == nullptr) continue;
    std::optional<Model> model = Model::read(*file);
    if (!model) continue;
    if (const std::string* words = data.file("attribution/" + language.code() + ".words"))
      model->words = WordClasses(*words);
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
