// What a library says is a function of the set of its articles.

#include <algorithm>

#include "library/news.h"
#include "library/printer.h"
#include "library/support.h"

namespace secondsource::library {
namespace {

std::string said_of(const std::vector<Article>& news) {
  const Folder folder;
  Library library = opened(folder.path(), {true, false, 1});
  put(library, news);
  return all_of(*library.snapshot());
}

TEST(Order, AnyOrderBatchesThreadsAndRemovalsSayTheSame) {
  std::mt19937_64 random(20260101);
  for (int round = 0; round < 24; ++round) {
    const std::vector<Article> news = generated_news(random(), 8 + random() % 30);
    // Some come, go, and may come again; what is left is `kept`.
    std::vector<Article> kept, gone;
    for (const Article& each : news) (random() % 4 == 0 ? gone : kept).push_back(each);
    std::vector<Article> coming = news;
    std::ranges::shuffle(coming, random);
    const Folder folder;
    Library library = opened(folder.path(), {true, false, 1 + static_cast<unsigned>(random() % 4)});
    for (std::size_t at = 0; at < coming.size();) {
      const std::size_t size = std::min<std::size_t>(1 + random() % 9, coming.size() - at);
      ASSERT_TRUE(library.add(std::span(coming).subspan(at, size)));
      at += size;
      if (random() % 2 == 0) {
        ASSERT_TRUE(library.settle());
      }
      if (!gone.empty() && random() % 3 == 0) {
        const std::vector<std::string> some = {gone[random() % gone.size()].id};
        ASSERT_TRUE(library.remove(some));
      }
      if (random() % 16 == 0) {
        ASSERT_TRUE(library.settle());
        library = Library::open(folder.path() + "2", data()).value();  // closes the first
        library = opened(folder.path());
      }
    }
    std::vector<std::string> ids;
    for (const Article& each : gone) ids.push_back(each.id);
    ASSERT_TRUE(library.settle());
    ASSERT_TRUE(library.remove(ids));
    EXPECT_EQ(all_of(*library.snapshot()), said_of(kept)) << "round " << round;
    const auto damage = library.verify();
    ASSERT_TRUE(damage) << damage.error().line();
    for (const Damage& each : *damage) ADD_FAILURE() << each.what << ": " << each.message;
  }
}

TEST(Order, RepairChangesNothingThatIsSaid) {
  const Folder folder;
  Library library = opened(folder.path());
  put(library, generated_news(3, 30));
  const std::string before = all_of(*library.snapshot());
  const auto lost = library.repair();
  ASSERT_TRUE(lost) << lost.error().line();
  EXPECT_TRUE(lost->empty());
  EXPECT_EQ(all_of(*library.snapshot()), before);
  EXPECT_TRUE(library.verify()->empty());
}

}  // namespace
}  // namespace secondsource::library
