// Origins: how many independent places the mentions of a statement come from, and on what evidence.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/family.h"
#include "secondsource/mention.h"
#include "secondsource/passage.h"
#include "secondsource/statement.h"
#include "text/text.h"

namespace secondsource::corroborate {

// What is known around a statement: values only, which must outlive the call.
struct Surroundings {
  struct Around {
    const Article* article = nullptr;
    const text::ArticleText* text = nullptr;  // of that article
    std::span<const Mention> mentions;        // all of that article
    std::span<const std::uint64_t> told;      // told_by() its body
  };
  // By Article::id: those that carry the statement, and all others of their stories.
  std::map<std::string, Around> articles;
  // Of those articles; others do no harm.
  std::vector<const Family*> families;
  std::vector<std::vector<std::string>> stories;  // Article::ids of each, the carriers' included
  // Between articles that carry the statement: for each that is in a family, at least those with
  // its parent in the lineage and with the family's earliest article that carries the statement.
  // Others do no harm.
  std::vector<Passage> passages;
  // Of those articles that do not carry it: what may be the statement in other words.
  std::vector<Mention> possible;
  // Article::ids of those in which its speaker says something akin to it, be it that or not.
  std::vector<std::string> akin;
};

// The statement of `mentions` (at least one, each of an article in `surroundings`): variants,
// utterance, origins, own access, silence, discrepancies.  The same for any order of what is given.
Statement weigh(std::span<const Mention> mentions, const Surroundings& surroundings,
                const Data& data);

// The statement's id: derives from its earliest mention (by the article's time, then ids).
std::string statement_id(std::span<const Mention> mentions, const Surroundings& surroundings);

}  // namespace secondsource::corroborate
