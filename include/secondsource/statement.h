// What corroboration finds: stories, statements, their origins, and what disagrees.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "secondsource/family.h"
#include "secondsource/mention.h"
#include "secondsource/span.h"
#include "secondsource/time.h"

namespace secondsource {

// Characters a line of a report rests on.  An empty span stands for the whole article (its credits
// or links, where those are outside of the text).
struct Place {
  std::string article;  // Article::id
  Field field = Field::kText;
  ByteSpan span;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Things that should agree and do not.
struct Discrepancy {
  enum class Kind : std::uint8_t { kWords, kSpeaker, kNumber, kDate, kPlace, kName };
  struct Side {
    std::string text;       // the wording, speaker or value of this side
    std::vector<Place> at;  // where it stands; earliest article first
  };
  Kind kind = Kind::kWords;
  std::vector<Side> sides;  // at least two; the one printed first comes first
};

// What an agency or outlet took back of its own text.
struct Correction {
  enum class Kind : std::uint8_t { kCorrection, kWithdrawal };
  Kind kind = Kind::kCorrection;
  std::string by;           // agency or outlet
  Place at;                 // the words of the notice
  std::vector<Edit> edits;  // what it changed, as far as its earlier version is in the library
  std::vector<std::string> still;  // Article::id of others that have the old words, earliest first
  std::vector<std::string> corrected;  // and of those that have the new ones
};

// The articles about one event, of any family.
struct Story {
  std::string id;                     // derives from the earliest article
  std::vector<std::string> articles;  // earliest first
  std::vector<std::string> families;  // Family::id
  std::vector<std::string> outlets;   // Outlet::key(), sorted
  std::optional<Time> first, last;
  std::vector<Discrepancy> discrepancies;  // of facts, between articles of the story
  std::vector<Correction> corrections;     // notices among its articles, earliest first
};

// Why two mentions share an origin (DESIGN: "When two mentions are not independent").
// kOwnAccess is the opposite: why an origin is said to have been there itself, or not.
enum class Rule : std::uint8_t { kSameOutlet, kCopied, kCredited, kCited, kReprinted, kOwnAccess };

struct Evidence {
  Rule rule = Rule::kCopied;
  std::vector<Place> at;
  std::string text;  // a plain sentence: "credits Meridian in its dateline"
};

// The place where reported words entered the news.
struct Origin {
  enum class Kind : std::uint8_t { kAgency, kOutlet, kUnknown };
  std::string name;  // agency or outlet; "" when unknown
  Kind kind = Kind::kUnknown;
  bool seen = true;  // false when it is only named, and nothing of it is in the library
  std::optional<bool> own_access;     // none when it cannot be told
  std::vector<std::string> mentions;  // Mention::id
  std::vector<Evidence> evidence;     // why these mentions are one origin, and of its own access
};

// One wording of a statement.
struct Variant {
  std::string text;               // without insertions
  std::vector<Mention> mentions;  // earliest article first
};

// How an utterance was made, if the words tell.
struct Utterance {
  Occasion::Kind kind = Occasion::Kind::kSpeech;
  std::vector<Place> evidence;
};

// A mention whose words hold several statements is a mention of each.
struct Statement {
  std::string id;       // derives from the earliest mention that says mostly this
  std::string speaker;  // fullest name; "" when unnamed
  std::optional<Utterance> utterance;
  std::vector<Variant> variants;  // the most mentioned first
  std::vector<Origin> origins;    // independent of each other as far as the library shows
  // How many of them, of unknown ones apart, stand behind the words at the least: a mention that
  // credits several ("AFP, dpa") is listed under each, but one would do.
  std::size_t independent = 0;
  // What other articles of its stories tell, and may be this in other words; counted nowhere.
  std::vector<Mention> possible;         // earliest article first
  std::vector<std::string> silent;       // Article::id
  std::vector<std::string> cannot_tell;  // Article::id
  std::vector<Discrepancy> discrepancies;
};

}  // namespace secondsource
