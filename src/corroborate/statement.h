// Statements: which mentions are one thing said by one speaker.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "corroborate/story.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/mention.h"
#include "text/text.h"

namespace secondsource::corroborate {

// What of a mention decides which statement it is of.
struct MentionProfile {
  std::string mention;                // Mention::id
  std::vector<std::uint64_t> words;   // of the content, in order, insertions left out
  std::vector<float> weights;         // of each word
  std::vector<std::uint64_t> speaker; // folded words of the speaker's name, surname last
  Mention::Kind kind = Mention::Kind::kDirect;
  std::string language;
};

MentionProfile mention_profile(const Article& article, const text::ArticleText& text,
                               const Mention& mention, const Data& data);

// Keys under which a mention is indexed: mentions of one statement share at least one.  Bounded by
// the length of the content.
std::vector<std::uint64_t> mention_keys(const MentionProfile& mention, const StoryProfile& story);

// Decided by the two mentions and their articles alone.
bool same_statement(const MentionProfile& a, const StoryProfile& story_of_a,
                    const MentionProfile& b, const StoryProfile& story_of_b);

}  // namespace secondsource::corroborate
