// Which paragraphs of a library's articles are furniture (extract/furniture.h).
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
#include <vector>

#include "extract/furniture.h"
#include "library/link.h"
#include "secondsource/article.h"
#include "text/text.h"

namespace secondsource::library {

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
  using Keys = extract::ParagraphKeys;
  void look_up(std::span<const std::uint64_t> keys);
  std::vector<Number> posted(std::uint64_t key) const;  // sorted; not all of them are shown
  const Keys& keys_of(Number number);
  bool is_furniture(std::uint64_t key, const Keys* guest);

  Surface surface_;
  std::map<Number, Keys> keys_;
  std::map<std::uint64_t, bool> known_;
  std::vector<std::uint64_t> sought_;  // sorted
  Index::Lists found_;                 // of each of them
};

}  // namespace secondsource::library
