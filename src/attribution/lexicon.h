// What a language's words can be to attribution: the sections of data/languages/CODE.txt, compiled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "secondsource/data.h"
#include "secondsource/mention.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::attribution {

// What a word, or a phrase that begins with it, can be.
enum Flag : std::uint64_t {
  kSpeechVerb = 1ull << 0,
  kQuotingVerb = 1ull << 1,
  kOrderingVerb = 1ull << 2,
  kTellingVerb = 1ull << 3,
  kThoughtVerb = 1ull << 4,
  kStanceVerb = 1ull << 5,
  kCharacterisingVerb = 1ull << 6,
  kSplitVerb = 1ull << 7,  // needs its second word: "teilte … mit"
  kVerbParticle = 1ull << 8,
  kCueNoun = 1ull << 9,
  kSourcePreposition = 1ull << 10,
  kSourcePostposition = 1ull << 11,
  kComplementiser = 1ull << 12,
  kNegation = 1ull << 13,
  kAuxiliary = 1ull << 14,
  kAdverb = 1ull << 15,
  kDeterminer = 1ull << 16,
  kSubordinator = 1ull << 17,
  kRelative = 1ull << 18,
  kLinkingPreposition = 1ull << 19,
  kPreposition = 1ull << 20,
  kPronounM = 1ull << 21,
  kPronounF = 1ull << 22,
  kPronounPlural = 1ull << 23,
  kPronounFirst = 1ull << 24,
  kPronounOther = 1ull << 25,
  kTitle = 1ull << 26,
  kRole = 1ull << 27,
  kRolePlural = 1ull << 28,
  kMale = 1ull << 29,  // of a title, role or given name
  kFemale = 1ull << 30,
  kGivenName = 1ull << 31,
  kOrganisation = 1ull << 32,
  kUnnamedSource = 1ull << 33,
  kOutletWord = 1ull << 34,
  kOwnOutlet = 1ull << 35,
  kInterview = 1ull << 36,
  kOccasion = 1ull << 37,
  kWork = 1ull << 38,
  kNaming = 1ull << 39,
  kNote = 1ull << 40,
  kDay = 1ull << 41,
  kClitic = 1ull << 42,
  kImpersonal = 1ull << 43,
  kBaseForm = 1ull << 44,  // the first form of a verb's line
  kOutletNoun = 1ull << 45,
  kPassive = 1ull << 46,           // an auxiliary of the passive
  kCiting = 1ull << 48,            // before an outlet: "citing"
  kIndefinite = 1ull << 49,        // an article that introduces
  kTermVerb = 1ull << 50,          // gives a name to something: "calls"
  kListener = 1ull << 51,          // a preposition before a listener: "told to"
  kSaid = 1ull << 56,              // what was said: "the remarks"
  kPublishing = 1ull << 57,        // what an outlet does with it
  kParticle = 1ull << 52,          // behind the one who speaks, in a script without capitals
  kFrontPreposition = 1ull << 54,  // has a source where it begins a sentence
  kSurname = 1ull << 53,           // how a name begins, there
  kInfinitive = 1ull << 55,        // before a verb that has no subject: "to"
  kMonth = 1ull << 58,
  kAcronym = 1ull << 59,      // in capitals a name, whatever it is in small letters: "US"
  kBeforeTitle = 1ull << 60,  // belongs to a title behind it: "First Minister"
  kQuestioned = 1ull << 61,   // a participle: of whom it is said is asked
  kAgent = 1ull << 62,        // a preposition before whoever does it: "warned by"
  kMedium = 1ull << 63,       // a preposition before what printed or sent it: "said on CNN"
  kVerbSecond = 1ull << 47,   // an auxiliary whose participle ends the clause: "hat … gesagt"
};

inline constexpr std::uint64_t kVerb =
    kSpeechVerb | kQuotingVerb | kOrderingVerb | kThoughtVerb | kStanceVerb | kCharacterisingVerb;
inline constexpr std::uint64_t kPersonalPronoun =
    kPronounM | kPronounF | kPronounPlural | kPronounFirst;

// How the words of a language stand: its section [word order].
struct WordOrder {
  bool names_last = false;       // what follows a name in lower case is no longer of its group
  bool names_modify = false;     // a noun behind a name is what is named: "the Reuters conference"
  bool no_subject = false;       // a verb may stand without its subject
  bool no_capitals = false;      // a name is told by the words around it
  bool verb_first = false;       // without capitals: the one who speaks stands behind the verb
  bool verb_last = false;        // … before the quotation, the verb behind it
  bool participle_last = false;  // a participle ends its clause
  bool nouns_capitalised = false;
};

struct Mark {
  std::uint64_t flags = 0;   // of the word alone
  std::uint64_t phrase = 0;  // of the phrases of two or more words that begin here
  std::uint8_t length = 0;   // words of the longest of them, 0 when there is none
  Occasion::Kind occasion = Occasion::Kind::kSpeech;  // where flags or phrase have kOccasion

  bool is(std::uint64_t any) const { return (flags & any) != 0; }
  // Whether the word is one of them, or a phrase that begins with it.
  bool begins(std::uint64_t any) const { return ((flags | phrase) & any) != 0; }
  // The words of that: of the phrase, or the one.
  std::uint32_t length_of(std::uint64_t any) const { return (phrase & any) != 0 ? length : 1u; }
};

// Immutable once built.
class Lexicon {
 public:
  explicit Lexicon(const text::Language& language);

  // The marks of every word of `text`; `out` is refilled.  Linear.
  void mark(const text::Text& text, std::vector<Mark>& out) const;

  // The flags of one folded word.
  std::uint64_t flags(std::string_view folded) const;

  // What names may end in by case, longest first.
  const std::vector<std::string>& name_endings() const { return name_endings_; }
  // Whether a folded word ends as adverbs do, or as verbs that say what goes on beside another.
  bool adverb_like(std::string_view word) const { return ends(word, adverb_endings_); }
  bool gerund_like(std::string_view word) const { return ends(word, gerund_endings_); }
  const WordOrder& order() const { return order_; }
  bool known() const { return !slots_.empty(); }

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0 is free
    std::uint64_t flags = 0;
    std::uint8_t longest = 0;  // words of the longest phrase that begins with this word
    Occasion::Kind occasion = Occasion::Kind::kSpeech;
  };
  static bool ends(std::string_view word, const std::vector<std::string>& endings);
  const Slot* find(std::uint64_t key) const;
  Slot& make(std::uint64_t key);
  void rehash(std::size_t size);

  std::vector<Slot> slots_;  // open addressing, a power of two
  std::size_t used_ = 0;
  WordOrder order_;
  std::vector<std::string> name_endings_, adverb_endings_, gerund_endings_;
};

// The lexicons of all languages; asked for with Data::derived().
class Lexicons {
 public:
  explicit Lexicons(const Data& data);
  // One without words for a language that has no file.
  const Lexicon& of(const text::Language* language) const;

 private:
  std::unordered_map<const text::Language*, Lexicon> lexicons_;
  Lexicon none_;
};

}  // namespace secondsource::attribution
