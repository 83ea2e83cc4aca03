// Passages between two texts: shared k-grams are grown to maximal runs, chained over edits, and
// split where narrative and quotation meet.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "reuse/winnow.h"
#include "secondsource/article.h"
#include "secondsource/passage.h"
#include "text/text.h"

namespace secondsource::reuse {

// One of the two articles.  Refers to what must outlive it.
struct Side {
  const Article* article = nullptr;
  const text::Text* text = nullptr;  // of article->text
};

// Whether `x` stands before `y` wherever articles are ordered by age: published earlier; without a
// time after all that have one; then the smaller id.
bool earlier(const Article& x, const Article& y);

// Aligns pairs; keeps its buffers from one to the next, and what it prepared of `one` while the
// same text is given again, so a loop over the candidates of one article costs least.  Not thread
// safe: one a thread.
class Aligner {
 public:
  explicit Aligner(const WinnowOptions& options = {});
  ~Aligner();
  Aligner(Aligner&&) noexcept;
  Aligner& operator=(Aligner&&) noexcept;

  // Every passage between two texts, in order of a_span; `a` of each is the earlier() one,
  // whichever way they are given.  Identical word sequences give one passage of kind kIdentical.
  //
  // Every run of at least options.promise shared words lies inside a passage, or inside neighbours
  // where marks of quotation divide it.  Every passage, before that division, holds such a run, or
  // 25 shared words at an identity of 0.7.  Time and memory are bounded by the lengths of the
  // texts, whatever they repeat: there, passages are coarse.
  std::vector<Passage> align(const Side& one, const Side& other);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same for one pair.
std::vector<Passage> align(const Side& one, const Side& other, const WinnowOptions& options = {});

}  // namespace secondsource::reuse
