// What a library says is a function of the set of its articles.

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

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

// Two relatives that share few fingerprints, for every eighth word was changed, each beside more
// articles than a bound could hold that share more with it, a paragraph of background, and are
// none.
std::vector<Article> relatives_among_equals(std::mt19937_64& random, unsigned equals) {
  const auto words = [&random](std::size_t n) {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < n; ++i) made.push_back(fmt::format("w{:05}", random() % 90'000));
    return made;
  };
  const auto text = [](std::initializer_list<std::vector<std::string>> paragraphs) {
    std::string made;
    for (const std::vector<std::string>& each : paragraphs) {
      made += fmt::format("{}{}.", made.empty() ? "" : "\n", fmt::join(each, " "));
    }
    return made;
  };
  const std::vector<std::string> first = words(180);
  std::vector<std::string> second = first;
  for (std::size_t i = random() % 8; i < second.size(); i += 8) second[i] = words(1).front();
  const std::vector<std::string> backgrounds[] = {words(100), words(100)};
  std::vector<Article> news = {
      article(1, "one.example", text({first, backgrounds[0]})),
      article(2, "two.example", text({second, backgrounds[1]})),
  };
  for (unsigned i = 0; i < 2 * equals; ++i) {
    news.push_back(article(3 + i, fmt::format("o{}.example", i),
                           text({words(150), backgrounds[i % 2], words(150)})));
  }
  return news;
}

TEST(Order, RelativesAreFoundHoweverManyOthersShareAsMuch) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2; ++round) {
    std::vector<Article> news = relatives_among_equals(random, 40);
    std::set<std::string> said;
    for (const std::size_t batch : {news.size(), std::size_t{9}}) {
      const Folder folder;
      Library library = opened(
          folder.path(), {.threads = 1, .scope = Scope{.statements = false, .search = false}});
      for (std::size_t at = 0; at < news.size(); at += batch) {
        put(library,
            {news.begin() + static_cast<std::ptrdiff_t>(at),
             news.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch, news.size()))});
      }
      const Snapshot snapshot = *library.snapshot();
      std::size_t families = 0;
      snapshot.families({}, [&](const Family&) { return ++families > 0; });
      EXPECT_EQ(families, 1u) << "round " << round << ", batches of " << batch;
      said.insert(all_of(snapshot));
      std::ranges::shuffle(news, random);
    }
    EXPECT_EQ(said.size(), 1u) << "round " << round;
  }
}

TEST(Order, AStoryInMoreOutletsThanAreComparedIsOneFamilyWithOneTree) {
  std::mt19937_64 random(11);
  const auto word = [&random] { return fmt::format("w{:05}", random() % 90'000); };
  std::vector<std::string> story(120);
  std::ranges::generate(story, word);
  std::vector<Article> news;
  for (unsigned n = 0; n < 1'200; ++n) {
    std::vector<std::string> copy(story.begin(),
                                  story.end() - static_cast<std::ptrdiff_t>(random() % 60));
    for (int edits = 0; edits < 2; ++edits) copy[random() % copy.size()] = word();
    news.push_back(
        article(n, fmt::format("o{}.example", n), fmt::format("{}.", fmt::join(copy, " "))));
  }
  std::set<std::string> said;
  for (const std::size_t batch : {news.size(), std::size_t{500}}) {
    const Folder folder;
    Library library =
        opened(folder.path(), {.threads = 2, .scope = Scope{.statements = false, .search = false}});
    for (std::size_t at = 0; at < news.size(); at += batch) {
      put(library, {news.begin() + static_cast<std::ptrdiff_t>(at),
                    news.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch, news.size()))});
    }
    Printer printer;
    library.snapshot()->families({}, [&](const Family& family) {
      EXPECT_EQ(family.members.size(), news.size()) << "batches of " << batch;
      printer.print(family);
      return true;
    });
    said.insert(printer.take());
    std::ranges::shuffle(news, random);
  }
  EXPECT_EQ(said.size(), 1u);
}

}  // namespace
}  // namespace secondsource::library
