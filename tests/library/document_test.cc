#include "library/document.h"

#include <map>

#include "library/support.h"

namespace secondsource::library {
namespace {

TEST(DocumentKeys, OfAPageInOneFormAKeyHasTheFirstMentionsOnly) {
  std::string page;
  for (int i = 0; i < 100; ++i) {
    page += fmt::format("“The harbor wall will hold against storm {},” Ida Holm said.\n", i);
  }
  page += "“Our ferry will run through every frosty night,” Jonas Verbeek said.\n";
  Document document;
  const auto profiles = derive(
      article(1, "tide.example", page),
      [](const Article&, const text::Text&) { return std::vector<ByteSpan>(); }, *data(), Scope(),
      document);
  const std::vector<corroborate::Keys> keys = mention_keys_of(*profiles);
  ASSERT_GT(keys.size(), 100u);
  std::map<std::uint64_t, std::size_t> holders;
  for (const corroborate::Keys& each : keys) {
    for (const std::uint64_t key : each.kept) ++holders[key >> corroborate::kMarkBits];
  }
  std::size_t most = 0;
  for (const auto& [key, count] : holders) most = std::max(most, count);
  EXPECT_EQ(most, kMostHolders);
  EXPECT_FALSE(keys.front().kept.empty());
  EXPECT_FALSE(keys.back().kept.empty()) << "what is said once on a page";
}

}  // namespace
}  // namespace secondsource::library
