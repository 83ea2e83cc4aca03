// Who says what where no capitals tell a name: Chinese, Japanese, Arabic.  A quotation, a cue
// beside it, and between the cue and the next break the words that say who.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attribution/relation.h"
#include "attribution/scan.h"
#include "secondsource/mention.h"

namespace secondsource::attribution {

// In order of their cues.  Linear.
std::vector<Relation> find_relations_uncased(const Scan& scan);

// The people such a text names: by given names, by how names begin, and by what stands beside a
// role.  Built once an article; asked in order of the text.
class UncasedPeople {
 public:
  UncasedPeople(const Scan& scan, const std::vector<Relation>& relations);

  Speaker resolve(const Relation& relation) const;

 private:
  struct Person {
    std::string name, role;
    std::uint64_t gender = 0;
    std::uint32_t first = 0;  // the word where the name first stands
  };
  struct Occurrence {
    std::uint32_t word = 0, person = 0;
  };
  struct Parts {
    Range name, role;
  };

  Parts parts(Range source) const;
  std::optional<Range> name_at(std::uint32_t i) const;
  std::uint32_t enter(Range name, Range role);
  std::string printed(Range words) const;

  const Scan& scan_;
  std::vector<Person> people_;
  std::vector<Occurrence> occurrences_;  // in order
};

}  // namespace secondsource::attribution
