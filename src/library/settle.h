// Settling: which articles make families and stories and which mentions make statements, after some
// came and some went.
//
// Each of the three is a set of connected components: of the pairs that link (reuse::link), of the
// pairs of one story and of families (corroborate::same_story), of the pairs of mentions that are
// one statement (corroborate::same_statement).  A pair is decided by the pair alone, and by it
// alone whether it is looked at (corroborate::Keys), so the components are a function of the set of
// articles.  (What is several statements or several stories in one component, corroborate::pieces
// and corroborate::divided, is told when it is read.)
//
// No pairs are stored.  What comes can only join components: it is linked with its candidates, and
// a candidate stands for all of its component.  What goes may have been a bridge: its components
// are dissolved and their remaining members linked anew, as if they had just come.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "library/catalogue.h"
#include "library/index.h"
#include "library/link.h"
#include "secondsource/data.h"

namespace secondsource::library {

// What is to be linked anew: articles by number.
struct Unsettled {
  std::set<Number> families, stories, statements;
  std::map<std::string, std::vector<std::string>> dissolved;  // families: the ids of their members
  void add(Number number) {
    families.insert(number);
    stories.insert(number);
    statements.insert(number);
  }
  bool empty() const { return families.empty() && stories.empty() && statements.empty(); }
};

// Takes apart the components in which `numbers` are, and notes what else was in them.
void dissolve(Catalogue& catalogue, std::span<const Number> numbers, Unsettled& unsettled);

// Links what is unsettled and is still there.  `traits`: of articles, as far as they are known;
// what is needed once is taken out.
// `whole`: with the lineage of every family that has changed; without, it is computed when asked
// for.
void settle(const Surface& surface, const Data& data, unsigned threads, const Unsettled& unsettled,
            std::unordered_map<Number, Traits>& traits, bool whole);

}  // namespace secondsource::library
