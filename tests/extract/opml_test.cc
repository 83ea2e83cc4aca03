#include "extract/opml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace secondsource::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Opml, FeedsOfAnyDepthAreListedOnce) {
  const auto feeds = read_opml(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><opml version=\"1.0\"><head><title>Mine</title>"
      "</head><body><outline text=\"Press\"><outline text=\"North\"><outline type=\"rss\" "
      "xmlUrl=\"https://a.example/feed?x=1&amp;y=2\" htmlUrl=\"https://a.example/\"/></outline>"
      "<outline xmlUrl=\"https://b.example/atom\"/></outline>"
      "<outline xmlUrl=\"https://a.example/feed?x=1&amp;y=2\"/>"
      "<outline xmlUrl=\"file:///etc/passwd\"/></body></opml>",
      100);
  ASSERT_TRUE(feeds.has_value()) << feeds.error();
  EXPECT_THAT(*feeds, ElementsAre("https://a.example/feed?x=1&y=2", "https://b.example/atom"));
}

TEST(Opml, AnEmptyListIsOneAndOtherXmlIsNone) {
  EXPECT_THAT(read_opml("<opml><body/></opml>", 100).value(), IsEmpty());
  EXPECT_FALSE(read_opml("<rss><channel/></rss>", 100).has_value());
  EXPECT_FALSE(read_opml("not XML", 100).has_value());
  EXPECT_FALSE(read_opml("<opml><body>", 100).has_value());
}

}  // namespace
}  // namespace secondsource::extract
