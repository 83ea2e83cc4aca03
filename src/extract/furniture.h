// Furniture: which paragraphs an outlet has taught to be of no article.
//
// A paragraph of at least eight words that are no figures is furniture of an outlet when three of
// the outlet's articles hold it that have little else in common: pairwise, no more than half of the
// paragraphs of the shorter one.  So the disclaimer under every article is furniture, and a
// paragraph of a wire story that was printed again, corrected or updated, is not.  Rows of figures
// ("Qtly div 10 cts vs 10 cts prior") come again by chance.
//
// What is furniture is a function of the set of articles, whatever their order.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "secondsource/article.h"
#include "text/text.h"

namespace secondsource::extract {

// A paragraph as its outlet's articles share it.
struct OutletParagraph {
  std::uint64_t key = 0;  // of the outlet and the paragraph's words
  ByteSpan span;          // in Article::text
  bool long_enough = false;
};
// None of an article without an outlet.
std::vector<OutletParagraph> outlet_paragraphs(const Article& article, const text::Text& body);

using ParagraphKeys = std::vector<std::uint64_t>;  // of an article's paragraphs, sorted
ParagraphKeys keys_of(const std::vector<OutletParagraph>& paragraphs);

// The articles that hold one paragraph, one after another, until it is known to be furniture.
class Holders {
 public:
  static constexpr std::size_t kNeeded = 3;

  // True once three are strangers to each other.  Articles alike in all paragraphs count once.
  bool add(const ParagraphKeys& keys);

 private:
  std::vector<ParagraphKeys> different_;
};

// Learns from articles that can be read twice: first all are learnt, in any order, then each is
// asked for.  Keeps eight bytes for a paragraph, and sixteen more for a long one.  Not thread safe.
class OutletFurniture {
 public:
  void learn(const Article& article, const text::Text& body);
  // The furniture of an article that was learnt, in order.
  std::vector<ByteSpan> furniture(const Article& article, const text::Text& body);

 private:
  bool is_furniture(std::uint64_t key);

  std::vector<ParagraphKeys> articles_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> holders_;  // key, article
  std::size_t sorted_ = 0;
};

}  // namespace secondsource::extract
