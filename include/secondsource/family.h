// A family: articles connected by narrative reuse, one text and what was made from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace secondsource {

// A few words that stand for a few others in a copy.
struct Edit {
  std::string before, after;  // as the parent and as the child print them
};

// An edge of the lineage: `to` was made from `from`.
struct LineageEdge {
  std::optional<std::string> from;  // parent's Article::id; none when it is not in the library
  std::string to;                   // Article::id
  double reuse = 0;  // share of the child's narrative words aligned to the parent, 0 to 1
  std::vector<std::string>
      evidence;  // plain sentences, one a reason: "published 40 minutes later", …
  // What the child lacks of the parent's words, and has beside them; furniture is not counted.
  std::uint32_t cut = 0, added = 0;
  std::vector<Edit> edits;  // the first few of those that are short, in order of the text
};

struct Family {
  std::string id;                    // derives from the earliest member
  std::vector<std::string> members;  // Article::id, earliest first
  std::optional<std::string> root;   // the version the others go back to, if it is in the library
  std::string agency;                // the agency whose copy this is, "" when none is credited
  std::vector<LineageEdge> edges;    // one a member, in order of `members`
};

}  // namespace secondsource
