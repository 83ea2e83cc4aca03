// What the models see: the features of words as parts of a cue, and of words as source or content
// of a given cue.  Training (bench/attribution_train.cc) and reading share this code.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/chain.h"
#include "attribution/classes.h"
#include "attribution/relation.h"
#include "attribution/scan.h"

namespace secondsource::attribution {

// Labels of the tagger of cues, and of the chain of one cue's arguments.
enum CueLabel : std::uint8_t { kNoCue, kCueBegins, kCueGoesOn };
enum ArgumentLabel : std::uint8_t { kNeither, kSourceWord, kContentWord };

// Classes of words by lexicon and shape that features ask for by name, of those in View::kind.
inline constexpr std::uint8_t kComplementiserKind = 1, kPronounKind = 2, kOtherPronounKind = 7,
                              kAuxiliaryKind = 10, kFirstVerbKind = 15, kLastVerbKind = 20,
                              kRolesKind = 22, kRoleKind = 23, kTitleKind = 24, kGivenNameKind = 25,
                              kOrganisationKind = 27, kCapitalKind = 30;
inline bool verb_kind(std::uint8_t kind) { return kind >= kFirstVerbKind && kind <= kLastVerbKind; }
// And of what stands between words, of those in View::gap.
inline constexpr std::uint8_t kCommaGap = 3, kJointGap = 6;

// What of each word the features use, computed once a text.
struct View {
  std::vector<std::uint8_t> kind;      // class of the word by lexicon and shape
  std::vector<std::uint8_t> gap;       // class of what stands before it; one more at the end
  std::vector<std::uint32_t> ending;   // hash of its last three bytes
  std::vector<std::uint8_t> rule_cue;  // CueLabel that the rules give it
  std::vector<WordClass> word;
  std::vector<std::uint8_t> cue;        // CueLabel: those found so far
  std::vector<std::uint8_t> sure;       // of words of those: how sure the tagger is
  std::vector<std::uint8_t> titled;     // of each quotation: it is capitalised as a title is
  std::vector<std::uint32_t> relation;  // the rules' relation whose cue it is of, or kNone

  // `margin`: of the tagger, at the first word.
  void mark_cue(Range words, float margin);
};
void view(const Scan& scan, const WordClasses& classes, const std::vector<Relation>& rules,
          View& out);

// The rules' relation that shares a word with the cue, nullptr when there is none.
const Relation* rule_of(const View& view, const std::vector<Relation>& rules, Range cue);

// The cue's word that stands for it: its first verb or noun, else its last word.
std::uint32_t cue_head(const Scan& scan, Range cue);

// A distance or a length, the coarser the larger: 0 … 9.
inline std::uint32_t bucket(std::uint32_t number) {
  if (number <= 5) return number;
  return number <= 8 ? 6 : number <= 15 ? 7 : number <= 30 ? 8 : 9;
}

// The words [words.first, words.end) as a sequence for the tagger.
void cue_lattice(const Scan& scan, const View& view, Range words, Lattice& out);

// A position of the chain of a cue: one word, or a whole quotation.
struct Node {
  Range words;
  std::uint32_t quotation = Scan::kNone;
};

// The positions around `cue`: its unit, a bounded number on each side, quotations beside the cue
// folded to one position each.
void argument_nodes(const Scan& scan, Range cue, std::vector<Node>& out);

// `rule`: the rules' relation of this cue, nullptr when they have none.
void argument_lattice(const Scan& scan, const View& view, Range cue, const Relation* rule,
                      const std::vector<Node>& nodes, Lattice& out);

}  // namespace secondsource::attribution
