#include "attribution/lexicon.h"

#include <algorithm>
#include <string>
#include <utility>

namespace secondsource::attribution {
namespace {

struct Section {
  std::string_view name;
  std::uint64_t flags;
  bool phrases;  // a line is one phrase, not a list of words
};

constexpr Section kSections[] = {
    {"speech verbs", kSpeechVerb, false},
    {"quoting verbs", kQuotingVerb, false},
    {"ordering verbs", kOrderingVerb, false},
    {"telling verbs", kTellingVerb, false},
    {"thought verbs", kThoughtVerb, false},
    {"stance verbs", kStanceVerb, false},
    {"characterising verbs", kCharacterisingVerb, false},
    {"cue nouns", kCueNoun, false},
    {"source prepositions", kSourcePreposition, true},
    {"source prepositions in front", kFrontPreposition, true},
    {"source postpositions", kSourcePostposition, true},
    {"complementisers", kComplementiser, false},
    {"negations", kNegation, false},
    {"auxiliaries", kAuxiliary, false},
    {"passive auxiliaries", kAuxiliary | kPassive, false},
    {"questioned", kQuestioned, false},
    {"agent prepositions", kAgent, false},
    {"auxiliaries before a final participle", kAuxiliary | kVerbSecond, false},
    {"adverbs", kAdverb, false},
    {"determiners", kDeterminer, false},
    {"subordinators", kSubordinator, false},
    {"infinitive particles", kInfinitive, false},
    {"relatives", kRelative, false},
    {"linking prepositions", kLinkingPreposition, false},
    {"prepositions", kPreposition, false},
    {"pronouns m", kPronounM, false},
    {"pronouns f", kPronounF, false},
    {"pronouns plural", kPronounPlural, false},
    {"pronouns first", kPronounFirst, false},
    {"pronouns other", kPronounOther, false},
    {"pronouns impersonal", kImpersonal, false},
    {"titles", kTitle, false},
    {"titles m", kTitle | kMale, false},
    {"titles f", kTitle | kFemale, false},
    {"roles", kRole, false},
    {"roles m", kRole | kMale, false},
    {"roles f", kRole | kFemale, false},
    {"given names m", kGivenName | kMale, false},
    {"given names f", kGivenName | kFemale, false},
    {"organisations", kOrganisation, false},
    {"unnamed sources", kUnnamedSource, true},
    {"outlet words", kOutletWord, false},
    {"outlet nouns", kOutletNoun, false},
    {"people of an outlet", kOutletNoun, false},
    {"own outlet", kOwnOutlet, true},
    {"interviews", kInterview, true},
    {"citing words", kCiting, true},
    {"words for what was said", kSaid, false},
    {"publishing verbs", kPublishing, false},
    {"indefinite articles", kDeterminer | kIndefinite, false},
    {"works", kWork, false},
    {"naming words", kNaming, false},
    {"term verbs", kTermVerb, false},
    {"insertion notes", kNote, false},
    {"days", kDay, false},
    {"weekdays", kDay, false},
    {"months", kDay | kMonth, false},
    {"acronyms", kAcronym, false},
    {"before titles", kBeforeTitle, false},
    {"clitics", kClitic, false},
    {"listener prepositions", kListener, false},
    {"media prepositions", kMedium, false},
    {"source particles", kParticle, false},
    {"surnames", kSurname, false},
};

constexpr std::pair<std::string_view, Occasion::Kind> kOccasions[] = {
    {"speech", Occasion::Kind::kSpeech},        {"post", Occasion::Kind::kPost},
    {"release", Occasion::Kind::kPressRelease}, {"conference", Occasion::Kind::kPressConference},
    {"interview", Occasion::Kind::kInterview},  {"filing", Occasion::Kind::kFiling},
    {"letter", Occasion::Kind::kLetter},
};

constexpr std::size_t kLongestPhrase = 8;

// The key of a phrase from that of its beginning and its next word.
std::uint64_t extend(std::uint64_t key, std::uint64_t word) {
  return (key ^ (word >> 7)) * 0x9E3779B97F4A7C15ull + word;
}

// The hashes of the words of an entry's text, as text::analyse() splits them.
std::vector<std::uint64_t> words_of(std::string entry, const text::Language& language) {
  std::replace(entry.begin(), entry.end(), '_', ' ');
  text::Text text;
  text::analyse(entry, {}, language, text);
  std::vector<std::uint64_t> hashes;
  for (const text::Word& word : text.words) hashes.push_back(word.hash);
  return hashes;
}

std::string joined(const text::Language::Entry& entry, std::size_t from) {
  std::string line;
  for (std::size_t i = from; i < entry.size(); ++i) line += (i > from ? " " : "") + entry[i];
  return line;
}

}  // namespace

Lexicon::Lexicon(const text::Language& language) {
  if (language.code().empty()) return;
  rehash(1024);
  const auto add = [&](const std::string& entry, std::uint64_t flags, Occasion::Kind occasion) {
    const std::vector<std::uint64_t> words = words_of(entry, language);
    if (words.empty() || words.size() > kLongestPhrase) return;
    std::uint64_t key = words[0];
    for (std::size_t i = 1; i < words.size(); ++i) key = extend(key, words[i]);
    Slot& slot = make(key);
    slot.flags |= flags;
    if (flags & kOccasion) slot.occasion = occasion;
    if (words.size() > 1) {
      Slot& first = make(words[0]);
      first.longest = std::max(first.longest, static_cast<std::uint8_t>(words.size()));
    }
  };
  const auto none = Occasion::Kind::kSpeech;
  for (const Section& section : kSections) {
    for (const auto& entry : language.section(section.name)) {
      if (section.phrases) {
        add(joined(entry, 0), section.flags, none);
        continue;
      }
      for (std::size_t i = 0; i < entry.size(); ++i) {
        std::uint64_t flags = section.flags;
        if ((flags & kVerb) && i == 0) flags |= kBaseForm;
        // A role's line is its singular and its plural; one with a single form is both or neither.
        if ((flags & kRole) && !(flags & kMale && flags & kFemale) && i > 0) flags |= kRolePlural;
        add(entry[i], flags, none);
      }
    }
  }
  for (const auto& entry : language.section("separable verbs")) {
    for (std::size_t i = 0; i < entry.size(); ++i) {
      add(entry[i], i == 0 ? kVerbParticle : kSplitVerb, none);
    }
  }
  const auto endings = [&](std::string_view section, std::vector<std::string>& out) {
    for (const auto& entry : language.section(section))
      out.insert(out.end(), entry.begin(), entry.end());
  };
  endings("endings of names", name_endings_);
  endings("endings of adverbs", adverb_endings_);
  endings("endings of gerunds", gerund_endings_);
  std::stable_sort(name_endings_.begin(), name_endings_.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const auto& entry : language.section("word order")) {
    const std::string line = joined(entry, 0);
    if (line == "names last") order_.names_last = true;
    if (line == "names modify") order_.names_modify = true;
    if (line == "no subject") order_.no_subject = true;
    if (line == "no capitals") order_.no_capitals = true;
    if (line == "verb first") order_.verb_first = true;
    if (line == "verb last") order_.verb_last = true;
  }
  order_.participle_last = !language.section("auxiliaries before a final participle").empty();
  order_.nouns_capitalised = !language.section("nouns are capitalised").empty();
  for (const auto& entry : language.section("occasions")) {
    if (entry.size() < 2) continue;
    for (const auto& [name, kind] : kOccasions) {
      if (entry[0] == name) add(joined(entry, 1), kOccasion, kind);
    }
  }
}

bool Lexicon::ends(std::string_view word, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return word.ends_with(ending); });
}

const Lexicon::Slot* Lexicon::find(std::uint64_t key) const {
  for (std::size_t i = key & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].key == key) return &slots_[i];
    if (slots_[i].key == 0) return nullptr;
  }
}

Lexicon::Slot& Lexicon::make(std::uint64_t key) {
  if (used_ * 2 >= slots_.size()) rehash(slots_.size() * 2);
  std::size_t i = key & (slots_.size() - 1);
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
  if (slots_[i].key == 0) {
    slots_[i].key = key;
    ++used_;
  }
  return slots_[i];
}

void Lexicon::rehash(std::size_t size) {
  std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(size));
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.key != 0) make(slot.key) = slot;
  }
}

void Lexicon::mark(const text::Text& text, std::vector<Mark>& out) const {
  const std::size_t count = text.words.size();
  out.assign(count, Mark{});
  if (!known()) return;
  // Of a role or a title of several words each is one: "porte-parole".
  constexpr std::uint64_t kOfEach = kRole | kRolePlural | kTitle | kMale | kFemale;
  for (std::size_t i = 0; i < count; ++i) {
    const Slot* slot = find(text.words[i].hash);
    if (slot == nullptr) continue;
    Mark& mark = out[i];
    mark.flags |= slot->flags;
    mark.occasion = slot->occasion;
    std::uint64_t key = text.words[i].hash;
    for (std::size_t n = 2; n <= slot->longest && i + n <= count; ++n) {
      key = extend(key, text.words[i + n - 1].hash);
      if (const Slot* phrase = find(key)) {
        if (phrase->flags == 0) continue;
        mark.phrase |= phrase->flags;
        mark.length = static_cast<std::uint8_t>(n);
        for (std::size_t k = i; k < i + n; ++k) out[k].flags |= phrase->flags & kOfEach;
        if (phrase->flags & kOccasion) mark.occasion = phrase->occasion;
      }
    }
  }
}

std::uint64_t Lexicon::flags(std::string_view folded) const {
  if (!known()) return 0;
  const Slot* slot = find(text::hash_of(folded));
  return slot == nullptr ? 0 : slot->flags;
}

Lexicons::Lexicons(const Data& data) : none_(data.languages().of("")) {
  for (const text::Language& language : data.languages().all()) {
    lexicons_.emplace(&language, Lexicon(language));
  }
}

const Lexicon& Lexicons::of(const text::Language* language) const {
  const auto found = lexicons_.find(language);
  return found == lexicons_.end() ? none_ : found->second;
}

}  // namespace secondsource::attribution
