// Furniture: which paragraphs an outlet has taught to be of no article.
//
// A paragraph of at least kWords words is furniture of an outlet when three of the outlet's
// articles hold it that have little else in common: pairwise, no more than half of the paragraphs
// of the shorter one.  So the disclaimer under every article is furniture, and a paragraph of a
// wire story that was printed again, corrected or updated, is not.
//
// More articles can only make more paragraphs furniture, which is what makes learning cheap: once
// one article of a paragraph is known to hold furniture, the next needs no second look.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "library/link.h"
#include "secondsource/article.h"
#include "text/text.h"

namespace secondsource::library {

// A paragraph as its outlet's articles share it.
struct OutletParagraph {
  std::uint64_t key = 0;  // of the outlet and the paragraph's words
  ByteSpan span;          // in Article::text
  bool long_enough = false;
};
std::vector<OutletParagraph> outlet_paragraphs(const Article& article, const text::Text& body);

class Furnisher {
 public:
  // `known`: paragraphs that are furniture, if any are known.
  explicit Furnisher(const Surface& surface, const std::set<std::uint64_t>& known = {})
      : surface_(surface) {
    for (const std::uint64_t key : known) known_[key] = true;
  }

  // The furniture of an article that is shown; or, for a `guest`, that it would have if it were.
  std::vector<ByteSpan> furniture(const Article& article, const text::Text& body, bool guest);

  // Articles that hold one of these paragraphs and whose furniture is not what is stored, after
  // `arrived` came or others, that held them, went.  `furnished`: those of `arrived` that are
  // stored with any.  Those of `keys` that are furniture are added to `found`.
  std::vector<Number> changed(std::vector<std::uint64_t> keys, const std::set<Number>& arrived,
                              const std::set<Number>& furnished, std::set<std::uint64_t>& found);

 private:
  using Keys = std::vector<std::uint64_t>;  // of an article's paragraphs, sorted
  void look_up(std::span<const std::uint64_t> keys);
  std::vector<Number> posted(std::uint64_t key) const;  // sorted; not all of them are shown
  const Keys& keys_of(Number number);
  bool is_furniture(std::uint64_t key, const Keys* guest);

  Surface surface_;
  std::map<Number, Keys> keys_;
  std::map<std::uint64_t, bool> known_;
  std::unordered_map<std::uint64_t, std::vector<Number>> looked_up_;
};

}  // namespace secondsource::library
