// A mention: one occurrence of something said, with who said it and the words that say so
// (source, cue and content in the literature on attribution relations).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "secondsource/span.h"

namespace secondsource {

struct Speaker {
  enum class Kind : std::uint8_t { kPerson, kOrganisation, kUnnamed };
  ByteSpan span;     // the words beside the cue: "he", "the minister"
  std::string name;  // who that is, in the fullest form of the article; "" when unnamed
  std::string role;  // "minister of transport", "" when the article gives none
  Kind kind = Kind::kUnnamed;
};

// Where the mention says it has the words from: "told Reuters", "RT reported, citing Interfax".
struct Via {
  enum class Kind : std::uint8_t { kAgency, kOutlet };
  enum class Manner : std::uint8_t {
    kTold,   // the speaker spoke to it: "told X", "in an interview with X"
    kCited,  // it reported the words: "according to X", "X reported"
    kOwn,    // the article's own outlet: "told this newspaper", "told us"
  };
  Kind kind = Kind::kOutlet;
  Manner manner = Manner::kCited;
  std::string name;  // canonical name from data/, else as printed; "" for kOwn and one not named
  ByteSpan span;
  // False: a name that stands where an outlet's may ("told Goalmouth"), of nobody known to be one.
  // It is one in a library that has an outlet of the name.
  bool certain = true;
};

// The occasion of the words, where the article names it.
struct Occasion {
  enum class Kind : std::uint8_t {
    kSpeech,
    kPost,
    kPressRelease,
    kPressConference,
    kInterview,
    kFiling,
    kLetter,
  };
  Kind kind = Kind::kSpeech;
  ByteSpan span;
};

struct Mention {
  enum class Kind : std::uint8_t { kDirect, kIndirect, kMixed };

  std::string id;              // "ARTICLE:N", N from 1 in order of appearance, titles first
  std::string article;         // Article::id
  Field field = Field::kText;  // which text all spans below are in
  Kind kind = Kind::kDirect;
  std::vector<ByteSpan>
      content;  // in order; without the outer quotation marks; several when interrupted
  std::optional<ByteSpan> cue;
  std::optional<Speaker> speaker;
  std::vector<Via> via;
  std::optional<Occasion> occasion;
  std::vector<ByteSpan> insertions;  // inside `content`, not the speaker's words: "[the minister]"
  std::optional<std::string> outer;  // id of the mention whose content this one lies in
  // False when the cue is a thought or a stance ("believes", "supports"), or the content only what
  // was spoken of ("the mosque remarks").
  bool speech = true;
};

}  // namespace secondsource
