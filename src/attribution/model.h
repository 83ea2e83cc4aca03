// Relations as a model learnt from annotated news finds them, beside the rules (clause.h), whose
// findings are among its features.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attribution/chain.h"
#include "attribution/classes.h"
#include "attribution/relation.h"
#include "attribution/scan.h"
#include "attribution/source_choice.h"
#include "secondsource/data.h"
#include "text/language.h"

namespace secondsource::attribution {

// The two chains of one language: a tagger of cues, then one run for each cue over the words around
// it, for its source and content, and the choice of its source.  Views the file's bytes.
//
// File: "SSCRF2\n", the chains of cues and of arguments (chain.h), the weights of the choice
// (source_choice.h).
struct Model {
  Chain cues, arguments;
  SourceWeights sources;
  WordClasses words;

  // None for bytes that are no model.
  static std::optional<Model> read(std::string_view bytes);
};

// data/attribution/CODE.model; asked for with Data::derived().
class Models {
 public:
  explicit Models(const Data& data);
  const Model* of(const text::Language* language) const;  // nullptr when there is none

 private:
  std::unordered_map<const text::Language*, Model> models_;
};

// The cues that the tagger's labels say, added to `out`; `labels` are those of the words from
// `first`.
void cues_of(const std::vector<std::uint8_t>& labels, std::uint32_t first, std::vector<Range>& out);

// What the tagger is asked for; chosen on the train part under cross-validation.  It offers words
// that are rather no cue than one: the chain of arguments, which sees how sure it was, finds
// nothing beside most of those.
inline constexpr Wanted kCueWanted{.begin = 2.5F};
inline constexpr Wanted kCueTaught{.begin = 3};  // and when the chain of arguments is taught

// Scores of the chain of arguments are scaled, for together its features say more than they know;
// a relation is likelier than this to be one.
inline constexpr float kArgumentScale = 0.6F, kLeastRelation = 0.5F;

// The relations of a text: the model's, and those direct quotations that only the rules found.
// Linear.
std::vector<Relation> find_relations(const Scan& scan, const Model& model,
                                     std::vector<Relation> rules);

}  // namespace secondsource::attribution
