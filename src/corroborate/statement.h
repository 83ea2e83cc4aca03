// Statements: which mentions are one thing said by one speaker.
//
// Pairs for which one_statement() holds (retelling.h) make connected components; a component is a
// statement, or the several that pieces() finds in it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corroborate/keys.h"
#include "corroborate/speakers.h"
#include "corroborate/story.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/mention.h"
#include "text/text.h"

namespace secondsource::corroborate {

// Who a mention says has spoken.  Nobody where its words are their source's.
struct SpeakerProfile {
  Speaker::Kind kind = Speaker::Kind::kUnnamed;
  std::vector<std::uint64_t> words;  // folded, of the speaker's name, surname last
  std::uint32_t initial = 0;         // the first letter of that name
  std::uint32_t surname = 0;         // of a person, as it stands in MentionProfile::bag; 0 for none
  std::string letters;               // of the surname
  SpeakerName name() const { return {kind, words, initial, letters}; }
};

// What of a mention decides which statement it is of.  A plain value; its size is bounded by that
// of the content and of what says who speaks.
struct MentionProfile {
  std::string mention;   // Mention::id
  std::string article;   // Article::id
  std::string language;  // of the article
  Mention::Kind kind = Mention::Kind::kDirect;
  bool speech = true;  // a thought or a stance is of no statement: nothing below is filled in
  SpeakerProfile speaker;
  std::vector<std::uint64_t> source;   // meanings of the words that say who speaks, sorted
  std::vector<std::uint64_t> words;    // of the content, in order, insertions left out
  std::vector<float> weights;          // of each word: how rare it is
  std::vector<std::uint32_t> bag;      // half of each word, sorted
  std::vector<std::uint64_t> meaning;  // stems and names of the words that carry it, sorted
  std::vector<float> meaning_weights;  // of each of them
  // What else these words mean in English, sorted, and which of them: for other languages.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> other_meanings;
  std::vector<std::uint64_t> numbers;  // normalised numbers of the content, sorted
  Field field = Field::kText;
  ByteSpan extent;           // from the first piece of the content to the last
  std::vector<bool> spoken;  // of each word: whether it is quoted
};

SpeakerProfile speaker_profile(const Mention& mention, std::string_view language, const Data& data);

MentionProfile mention_profile(const Article& article, const text::ArticleText& text,
                               const Mention& mention, const Data& data);

// Keys of a mention (see Keys): bounded by the length of its content.  None where it is of no
// statement: it is no speech, or says nothing specific.
Keys mention_keys(const MentionProfile& mention, const StoryProfile& story);

// Of an article's mentions those that are compared with any: the first.  News has no more (a live
// page has two hundred), and pages of thousands in one vocabulary would cost the square of that.
inline constexpr std::size_t kMostMentions = 512;
inline std::span<const MentionProfile> compared(std::span<const MentionProfile> mentions) {
  return mentions.first(std::min(mentions.size(), kMostMentions));
}

// Whether they are known to be of two languages.
inline bool in_two_languages(const MentionProfile& a, const MentionProfile& b) {
  return !a.language.empty() && !b.language.empty() && a.language != b.language;
}

// Whether two articles are of one subject, whatever their time: less than one story.
bool related(const StoryProfile& a, const StoryProfile& b);

// Whether two articles are so many days apart that mentions of theirs whose speakers differ are no
// one statement, whatever is said.
bool far_apart(std::optional<Time> a, std::optional<Time> b);

// Decided by the two mentions and their articles alone.  Symmetric.
bool same_statement(const MentionProfile& a, const StoryProfile& story_of_a,
                    const MentionProfile& b, const StoryProfile& story_of_b);

}  // namespace secondsource::corroborate
