// What an agency or an outlet took back of its own text, and who still prints it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "corroborate/discrepancy.h"
#include "secondsource/family.h"
#include "secondsource/statement.h"
#include "text/text.h"

namespace secondsource::corroborate {

// Whether an article says of itself that it is a correction, or that it withdraws another, by a
// phrase of [corrections] or [withdrawals] of its language that begins its title or one of its
// first or last two paragraphs and is set off by a mark ("CORRECTION: ", "(Corrects …"), or by what
// a feed says of it.
struct Notice {
  Correction::Kind kind = Correction::Kind::kCorrection;
  Place at;
};
std::optional<Notice> notice_of(const Article& article, const text::ArticleText& text,
                                const Data& data);

// Words of a text that are a headline.
struct Headline {
  const text::Text* text = nullptr;
  std::size_t first = 0, end = 0;
};
// The article's own, behind what makes it a notice ("KILL: | Ferry sinks off Hest"), and what a
// notice quotes, which may be one.
std::vector<Headline> headlines_of(const text::ArticleText& text,
                                   const std::optional<Notice>& notice);

// The notices among the articles of a story, earliest first, each with the articles that have the
// old wording still: of a correction those where the words stand that it changed in its parent, or
// copies that have the number or name that the notice itself says was wrong; of a withdrawal those
// of its family, or of that of the headline that it names, and those that credit the same agency.
// A notice that is a copy of another one is not repeated.  The same for any order.
std::vector<Correction> corrections(std::span<const FactsOf> story,
                                    std::span<const Family* const> families, const Data& data);

}  // namespace secondsource::corroborate
