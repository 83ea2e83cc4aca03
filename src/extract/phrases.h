// What pages print around articles in fixed words: data/phrases.tsv.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "secondsource/span.h"

namespace secondsource {
class Data;
}

namespace secondsource::extract {

class Phrases {
 public:
  enum class Kind : std::uint8_t {
    kByline,          // "by", "von": before the names of authors
    kAnd,             // between the names of authors
    kSource,          // "source:": before who the text is from
    kContribution,    // "with reporting by": before who did a part of it
    kContributed,     // "contributed to this report": after who did
    kFirstPublished,  // "first appeared in": before where
    kSyndication,     // "republished from", "provided by": before from whom
    kCopyright,       // "©"
    kContinues,       // "subscribe to continue reading": text is missing
    kLive,            // "live updates": in titles of pages that follow an event as it goes
    kRoundup,         // "morning briefing": in titles of pages of many stories
    kModified,        // "updated": before or behind the time of a change
    kDated,           // "published on": before the time of publication
    kDay,             // "on": between a name and a day
    kNobody,          // "admin": in place of an author's name
    kRole,            // "correspondent": what a part of a byline that is no name ends with
    kReply,           // "reply": the button below a reader's comment
    kAgency,          // "news", "wire": what agencies' names begin or end with
    kFurniture,       // "newsletter", "cookies": single words of what is not the article
    kCount
  };

  explicit Phrases(const Data& data);

  // Where the first phrase of a kind stands on word boundaries; an empty span when none does.
  // `folded` is lower_case() of the text.  O(length × phrases of one first letter).
  ByteSpan find(Kind kind, std::string_view folded, std::size_t from = 0) const;
  // The length of the longest phrase of a kind that `folded` begins with, as whole words; 0.
  std::size_t prefix(Kind kind, std::string_view folded) const;

  // Whether `folded` is a phrase of the kind and nothing else.
  bool is(Kind kind, std::string_view folded) const {
    return !folded.empty() && prefix(kind, folded) == folded.size();
  }
  // Whether a word (lower case) is one of kFurniture.  O(length).
  bool furniture(std::string_view word) const { return furniture_.contains(word); }

  const std::vector<std::string>& of(Kind kind) const {
    return phrases_[static_cast<std::size_t>(kind)];
  }

 private:
  std::vector<std::string> phrases_[static_cast<std::size_t>(Kind::kCount)];  // lower case
  // Of each kind and first byte: its phrases, longest first.
  std::vector<std::string_view> by_byte_[static_cast<std::size_t>(Kind::kCount)][256];
  std::unordered_set<std::string_view> furniture_;  // of phrases_
};

}  // namespace secondsource::extract
