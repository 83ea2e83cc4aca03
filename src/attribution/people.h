// The people and bodies an article names, and who a source is: surname, role or pronoun → one of
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"
#include "secondsource/mention.h"

namespace secondsource::attribution {

struct Person {
  std::string name;                  // fullest form in the article
  std::string role;                  // "" when none is given
  std::uint64_t gender = 0;          // kMale, kFemale, both or neither
  bool doubtful = false;             // a body, unless a pronoun means it: "Quill said", "Lund said"
  std::vector<std::uint64_t> names;  // of the folded words of `name`, surname last
  std::uint64_t suffix = 0;          // of "Jr." behind them
};

// An occurrence of a person's name in the text.
struct Occurrence {
  Range words;
  std::uint32_t person = 0;
  bool pronoun = false;  // "he", of whoever was spoken of
};

// Who stands where.  Built once an article; then asked in order of the text.
class People {
 public:
  // `sources`: words beside cues, where a name may stand that nothing else shows to be one.
  People(const Scan& scan, const std::vector<Relation>& relations);

  // Who `words` are, at their place in the text.  Calls go forward through the text.  `content`:
  // what is said, whose names are not the speaker's.
  Speaker resolve(const Relation& relation);

  // Of words of another text (the title).
  std::optional<Speaker> find(const Scan& scan, Range words) const;

 private:
  struct Group {
    std::string name;
    std::uint64_t head = 0;  // hash of the last word
  };

  void collect(const std::vector<Relation>& relations);
  std::vector<std::uint8_t> headlines() const;
  bool role_word(std::uint32_t i) const;
  bool behind_article(std::uint32_t i) const;
  std::optional<Range> name_at(std::uint32_t i, bool weak) const;
  std::uint32_t enter(const Scan& scan, Range name, std::uint64_t gender);
  std::optional<std::uint32_t> known(const Scan& scan, Range name, std::uint64_t gender) const;
  void learn_role(std::uint32_t person, Range name);
  void give_role(std::uint32_t person, Range role);
  void keep_office(std::uint32_t person, std::uint32_t role);
  std::uint32_t office_before(std::uint32_t i) const;
  void advance(std::uint32_t word);
  std::uint64_t title_gender(std::uint32_t i) const;
  void touch(std::uint32_t person, std::uint32_t word, bool pronoun);
  Speaker speaker(std::uint32_t person, ByteSpan span) const;
  std::vector<std::uint32_t> named_in(const std::vector<Piece>& content) const;
  std::vector<Occurrence>::const_iterator first_from(std::uint32_t word) const;
  const Occurrence* ending_at(std::uint32_t end) const;
  std::optional<std::uint32_t> by_pronoun(const Relation& relation, std::uint64_t gender) const;
  std::optional<std::uint32_t> by_relative(std::uint32_t at) const;
  std::optional<std::uint32_t> by_role(const Scan& scan, Range head) const;
  std::optional<std::uint32_t> by_synonym(Range head) const;
  std::optional<std::uint32_t> by_office(const Relation& relation, Range head) const;
  std::optional<std::uint32_t> by_owner(std::uint32_t owner, std::uint32_t role) const;
  std::optional<std::uint32_t> apposed(const Relation& relation, Range who) const;
  std::optional<std::uint32_t> behind_office(Range head, Range who, Range whole);
  Speaker describe(const Scan& scan, Range head, ByteSpan span) const;

  const Scan& scan_;
  std::vector<Person> people_;
  std::vector<Group> groups_;
  std::vector<Occurrence> occurrences_;  // in order
  std::vector<std::uint8_t> said_;       // the word is of a content without marks
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_surname_;
  struct Office {
    std::uint32_t person = 0;
    std::uint64_t rank = 0;  // of the word before it: "vice president" is not "the president"
    friend bool operator==(const Office&, const Office&) = default;
  };
  std::unordered_map<std::uint64_t, std::vector<Office>> by_role_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_given_;  // kNone where several have it
  std::unordered_map<std::uint64_t, std::uint32_t>
      unnamed_roles_;  // where "a curator" first stands

  std::size_t next_ = 0;  // of occurrences_: those before are in recent_
  struct Recent {
    std::uint32_t person = 0;
    std::uint32_t word = 0;   // the last occurrence
    std::uint32_t named = 0;  // the last that is a name
    bool subject = false;     // it begins its sentence
    bool quoted = false;
    bool said = false;     // it stands in what somebody said
    bool pronoun = false;  // the last occurrence is one
    bool oblique = false;  // a preposition stands before it
  };
  std::vector<Recent> recent_;  // most recent last, each person once, a bounded number
  std::unordered_map<std::uint32_t, Speaker> resolved_;  // by the first of the words asked for
  std::optional<std::uint32_t> last_person_;
  std::optional<Speaker> last_group_;
};

}  // namespace secondsource::attribution
