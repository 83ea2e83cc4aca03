// Who else's work an article, or a part of it, is said to be.
#pragma once

#include <string>
#include <vector>

#include "extract/phrases.h"
#include "press/press.h"
#include "secondsource/article.h"

namespace secondsource::extract {

// What stands outside of the text and may credit somebody.
struct CreditSources {
  std::string canonical;                 // the canonical URL, where it is of another domain
  std::vector<std::string> bylines;      // authors, as printed
  std::vector<std::string> syndication;  // <meta name=syndication-source> and the like
  std::vector<std::string> notes;        // short lines near the text that are no part of it
};

// Of an article whose text, paragraphs, outlet, authors and dateline are set.  One for each name
// and evidence, in order of the spans, those without one last.  Linear.
std::vector<Credit> find_credits(const Article& article, const CreditSources& sources,
                                 const Phrases& phrases, const press::Press& press);

}  // namespace secondsource::extract
