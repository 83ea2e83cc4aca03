#include "extract/opml.h"

#include <set>

#include "extract/clean.h"
#include "extract/encoding.h"
#include "extract/xml.h"

namespace secondsource::extract {

std::expected<std::vector<std::string>, std::string> read_opml(std::string_view bytes,
                                                               std::size_t nesting) {
  std::vector<std::string> feeds;
  std::set<std::string> known;
  bool opml = false;
  const auto visit = [&](const Xml& xml, std::uint32_t node) {
    opml = opml || xml.is(0, Space::kNone, "opml");
    if (xml.is(node, Space::kNone, "body")) {
      for (std::uint32_t i = node; i < xml.nodes[node].end; ++i) {
        if (!xml.is(i, Space::kNone, "outline")) continue;
        std::string feed = clean_url(xml.attribute(i, "xmlUrl"));
        if (!feed.empty() && known.insert(feed).second) feeds.push_back(std::move(feed));
      }
    }
    return false;
  };
  if (auto read = read_xml(decode_xml(bytes).text, nesting, visit); !read) {
    return std::unexpected(std::move(read.error()));
  }
  if (!opml) return std::unexpected("is no OPML, a list of feeds");
  return feeds;
}

}  // namespace secondsource::extract
