// Origins: how many independent places the mentions of a statement come from, and on what evidence.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "secondsource/family.h"
#include "secondsource/mention.h"
#include "secondsource/passage.h"
#include "secondsource/statement.h"

namespace secondsource::corroborate {

// What is known around a statement; values only.
struct Surroundings {
  std::map<std::string, const Article*> articles;             // by id: those of the mentions and of their stories
  std::map<std::string, std::span<const Mention>> mentions;   // by article id: all of its mentions
  std::vector<const Family*> families;                        // of those articles
  std::vector<Passage> passages;    // between articles of one family that both carry the statement
  std::vector<const Story*> stories;                          // of those articles
};

// The statement of `mentions` (at least one): variants, origins, own access, silence,
// discrepancies.  The same for any order of mentions.
Statement weigh(std::span<const Mention> mentions, const Surroundings& surroundings,
                const Data& data);

}  // namespace secondsource::corroborate
