// What a page says about its article in JSON-LD (schema.org).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::extract {

struct LinkedData {
  std::string type;  // "NewsArticle", "BlogPosting", …; "" when the page describes no article
  std::string headline, body, url, publisher, section, language;
  std::string published, modified;  // as printed
  std::vector<std::string> authors;
  std::string copyright_holder, source_organisation;
  std::optional<bool> free;  // isAccessibleForFree
  bool live = false;         // LiveBlogPosting
  std::string site;          // name of a WebSite
};

// `scripts`: contents of <script type="application/ld+json">.  What cannot be parsed is repaired as
// far as people's usual mistakes go (line breaks in strings, trailing commas), else passed over.
LinkedData read_linked_data(const std::vector<std::string_view>& scripts);

}  // namespace secondsource::extract
