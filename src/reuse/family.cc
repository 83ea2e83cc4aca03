#include "reuse/family.h"

#include <algorithm>

#include "reuse/comparison.h"
#include "reuse/narrative.h"

namespace secondsource::reuse {
std::optional<Link> link(const Side& a, const Side& b, std::span<const Passage> passages) {
  std::vector<WordKind> a_kinds, b_kinds;
  word_kinds(a, a_kinds);
  word_kinds(b, b_kinds);
  if (passages.size() == 1 && passages[0].kind == Passage::Kind::kIdentical) {
    return Link{1, 1, passages[0].words};
  }
  const Comparison pair = compare(a, a_kinds, b, b_kinds, passages);
  if (!linked(*a.article, *b.article, pair)) return std::nullopt;
  return Link{pair.a.share(), pair.b.share(),
              static_cast<std::uint32_t>(std::min(pair.a.reused, pair.b.reused))};
}

}  // namespace secondsource::reuse
