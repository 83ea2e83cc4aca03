// What a site's robots.txt lets us fetch (RFC 9309).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace secondsource::fetch {

class Robots {
 public:
  // The rules of the groups that name `agent` (a product token: "secondsource"), else those of the
  // groups for "*".  Never fails: lines that are not understood are passed over.  Only the first
  // 500 KiB are read.  Linear.
  static Robots parse(std::string_view text, std::string_view agent);

  // `path`: with its query, as it stands in the URL.  The longest rule that matches decides; of two
  // as long the one that allows.  O(rules · path).
  bool allows(std::string_view path) const;

 private:
  struct Rule {
    std::string pattern;  // with "*" and a last "$"
    bool allow = false;
  };
  std::vector<Rule> rules_;
};

}  // namespace secondsource::fetch
