// Kills, full disks and flipped bytes.

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <thread>

#include "library/news.h"
#include "library/printer.h"
#include "library/sqlite.h"
#include "library/support.h"

namespace secondsource::library {
namespace {

std::string said(const Library& library) { return all_of(*library.snapshot()); }

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::filesystem::path> segments_of(const std::string& folder) {
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/segments")) {
    all.push_back(entry.path());
  }
  std::ranges::sort(all);
  return all;
}

// A child adds articles one by one and says each that is acknowledged through a pipe.
TEST(Damage, NothingAcknowledgedIsLostByAKill) {
  std::mt19937_64 random(41);
  const std::vector<Article> news = generated_news(9, 60);
  const Folder folder;
  std::set<std::string> acknowledged;
  data();  // loaded once, not in every child
  for (int round = 0; round < 12; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto library = Library::open(folder.path(), data());
      if (!library) ::_exit(2);
      for (std::uint8_t i = 0; i < news.size(); ++i) {
        if (!library->add(std::span(news).subspan(i, 1))) ::_exit(3);
        if (::write(pipe_ends[1], &i, 1) != 1) ::_exit(4);
        if (i % 7 == 6 && !library->settle()) ::_exit(5);
      }
      ::_exit(0);
    }
    ::close(pipe_ends[1]);
    std::uint8_t i = 0;
    for (std::uint64_t left = random() % 40; left > 0 && ::read(pipe_ends[0], &i, 1) == 1; --left) {
      acknowledged.insert(news[i].id);
    }
    ::usleep(static_cast<unsigned>(random() % 3'000));
    ::kill(child, SIGKILL);
    while (::read(pipe_ends[0], &i, 1) == 1) acknowledged.insert(news[i].id);
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << WEXITSTATUS(status);
    Library library = opened(folder.path());
    ASSERT_TRUE(library.settle());
    const auto snapshot = library.snapshot();
    ASSERT_TRUE(snapshot) << snapshot.error().line();
    for (const std::string& id : acknowledged) EXPECT_TRUE(snapshot->article(id)) << id;
    if (round % 4 == 3) {
      const auto damage = library.verify();
      ASSERT_TRUE(damage) << damage.error().line();
      for (const Damage& each : *damage) ADD_FAILURE() << each.what << ": " << each.message;
    }
  }
}

TEST(Damage, ABatchThatDoesNotFitIsNotStoredAndTheLibraryLivesOn) {
  const Folder folder;
  const std::vector<Article> news = generated_news(5, 40);
  {
    Library library = opened(folder.path());
    put(library, {news.begin(), news.begin() + 20});
  }
  // As on a full disk, no file may grow any further.
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    auto library = Library::open(folder.path(), data());
    if (!library) ::_exit(2);
    const rlimit limit{4'096, 4'096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto added = library->add(std::span(news).subspan(20));
    ::_exit(added ? 3 : added.error().message.empty() ? 4 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  Library library = opened(folder.path());
  EXPECT_EQ(library.snapshot()->coverage().articles, 20u);
  put(library, {news.begin() + 20, news.end()});
  EXPECT_EQ(library.snapshot()->coverage().articles, 40u);
  EXPECT_TRUE(library.verify()->empty());
}

TEST(Damage, AFlippedByteOfASegmentIsFoundAndMended) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(11, 30));
  }
  const std::string before = said(opened(folder.path()));
  std::mt19937_64 random(2);
  for (int round = 0; round < 8; ++round) {
    const auto all = segments_of(folder.path());
    ASSERT_FALSE(all.empty());
    const auto& path = all[random() % all.size()];
    std::string bytes = read_file(path);
    bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    write_file(path, bytes);
    Library library = opened(folder.path());
    const auto damage = library.verify();
    ASSERT_TRUE(damage) << damage.error().line();
    EXPECT_FALSE(damage->empty());
    ASSERT_TRUE(library.repair());
    EXPECT_TRUE(library.verify()->empty());
    EXPECT_EQ(said(library), before);
  }
}

TEST(Damage, AMissingSegmentCostsARebuildAndNoArticle) {
  const Folder folder;
  const std::vector<Article> news = generated_news(12, 21);
  {
    Library library = opened(folder.path());
    put(library, {news.begin(), news.begin() + 20});
  }
  const std::string before = said(opened(folder.path()));
  std::filesystem::remove(segments_of(folder.path()).front());
  {
    const Library reader = opened(folder.path(), {true, true, 0});
    const auto snapshot = reader.snapshot();
    ASSERT_FALSE(snapshot);
    EXPECT_NE(snapshot.error().message.find("repair"), std::string::npos);
    EXPECT_FALSE(reader.verify()->empty());
  }
  Library library = opened(folder.path());
  put(library, {news[20]});
  ASSERT_TRUE(library.remove(std::vector<std::string>{news[20].id}));
  EXPECT_EQ(said(library), before);
}

TEST(Damage, AFileThatIsNotListedIsDeletedByTheNextWriter) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(13, 5));
  }
  write_file(folder.path() + "/segments/fingerprints-99.seg", "left over");
  write_file(folder.path() + "/segments/fingerprints-100.seg.new", "half");
  opened(folder.path());
  for (const auto& path : segments_of(folder.path())) {
    EXPECT_EQ(path.filename().string().find("99"), std::string::npos);
    EXPECT_EQ(path.extension(), ".seg");
  }
}

TEST(Damage, ChangedRowsOfEveryDerivedTableAreFoundAndMended) {
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"articles", "UPDATE articles SET loose = 1 - loose WHERE number = 3"},
      {"families",
       "UPDATE families SET lineage = x'0001' WHERE number ="
       " (SELECT min(number) FROM families)"},
      {"stories",
       "UPDATE articles SET story = NULL WHERE number ="
       " (SELECT min(number) FROM articles WHERE story IS NOT NULL)"},
      {"search", "INSERT INTO search(rowid, words) SELECT min(number), 'unheard' FROM articles"},
      {"segments/fingerprints", "DELETE FROM segments WHERE kind = 'fingerprints'"},
      {"article", "UPDATE contents SET derived_sum = derived_sum + 1 WHERE number = 5"},
  };
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(14, 30));
  }
  const std::string before = said(opened(folder.path()));
  for (const auto& [what, sql] : changes) {
    // Numbers change with every repair: those of this one begin where the last ended.
    {
      Database catalogue(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite);
      const std::int64_t first = catalogue.number("SELECT min(number) FROM articles") - 1;
      std::string shifted = sql;
      for (const char* number : {"3", "4", "5"}) {
        const std::string marker = std::string("number = ").append(number);
        if (const auto at = shifted.find(marker); at != std::string::npos) {
          shifted = shifted.substr(0, at + 9) +
                    std::to_string(first + static_cast<std::int64_t>(*number - '0')) +
                    shifted.substr(at + marker.size());
        }
      }
      catalogue.execute(shifted);
      ASSERT_GT(catalogue.changes(), 0) << sql;
    }
    Library library = opened(folder.path());
    const auto damage = library.verify();
    ASSERT_TRUE(damage) << damage.error().line();
    EXPECT_TRUE(std::ranges::any_of(*damage, [&](const Damage& each) {
      return each.what.starts_with(what);
    })) << what;
    const auto lost = library.repair();
    ASSERT_TRUE(lost) << lost.error().line();
    EXPECT_TRUE(lost->empty());
    EXPECT_TRUE(library.verify()->empty()) << what;
    EXPECT_EQ(said(library), before) << what;
  }
}

TEST(Damage, ADamagedOriginalIsNamedAndCostsNoArticle) {
  const Folder folder;
  Library library = opened(folder.path());
  const std::vector<Article> articles = generated_news(19, 3);
  std::vector<Reader::Document> originals;
  for (const Article& each : articles) originals.push_back({each.input, each.text, {}, "", ""});
  ASSERT_TRUE(library.add(articles, originals));
  ASSERT_TRUE(library.settle());
  const std::string before = said(library);
  for (const std::string change :
       {"packed = substr(packed, 1, 9)", "sum = sum + 1", "id = randomblob(16)"}) {
    Database(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite)
        .execute("UPDATE originals SET " + change + " WHERE id = (SELECT min(id) FROM originals)");
    const auto damage = library.verify();
    ASSERT_TRUE(damage);
    ASSERT_EQ(damage->size(), 1u) << change;
    EXPECT_EQ(damage->front().what, "originals");
    ASSERT_EQ(library.repair()->size(), 1u) << change;
    EXPECT_TRUE(library.verify()->empty());
    EXPECT_EQ(said(library), before);
  }
  EXPECT_TRUE(library.originals()->empty());
}

TEST(Damage, ADamagedTextIsNamedAndTheOthersLive) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(15, 10));
  }
  {
    Database catalogue(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite);
    catalogue.execute("UPDATE texts SET place = place + 1 WHERE number = 4");
  }
  Library library = opened(folder.path());
  const auto damage = library.verify();
  ASSERT_TRUE(damage) << damage.error().line();
  EXPECT_EQ(std::ranges::count_if(*damage, [](const Damage& each) { return !each.repairable; }), 1);
  const auto lost = library.repair();
  ASSERT_TRUE(lost) << lost.error().line();
  EXPECT_EQ(lost->size(), 1u);
  EXPECT_EQ(library.snapshot()->coverage().articles, 9u);
  EXPECT_TRUE(library.verify()->empty());
}

TEST(Damage, ADamagedBlockIsOneLineThatNamesTheLibraryAndCostsOnlyWhatItHeld) {
  for (const std::string table : {"text_blocks", "record_blocks"}) {
    const Folder folder;
    const std::vector<Article> news = generated_news(21, 80);
    {
      Library library = opened(folder.path());
      put(library, news);
    }
    {
      Database catalogue(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite);
      catalogue.execute("UPDATE " + table +
                        " SET packed = substr(packed, 1, 100)"
                        " WHERE place = (SELECT max(place) FROM " +
                        table + ")");
    }
    Library library = opened(folder.path());
    const auto damage = library.verify();
    ASSERT_TRUE(damage) << damage.error().line();
    EXPECT_FALSE(damage->empty());
    // Every article is written again when the analysis has changed: said, and nothing is lost yet.
    Database(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite)
        .execute("UPDATE meta SET value = 'another' WHERE name = 'analysis'");
    const auto settled = library.settle();
    ASSERT_FALSE(settled);
    EXPECT_TRUE(settled.error().line().starts_with(folder.path()));
    EXPECT_EQ(settled.error().line().find('\n'), std::string::npos);
    EXPECT_EQ(library.snapshot()->coverage().articles, news.size());
    const auto lost = library.repair();
    ASSERT_TRUE(lost) << lost.error().line();
    EXPECT_FALSE(lost->empty());
    EXPECT_LT(lost->size(), news.size());
    EXPECT_EQ(library.snapshot()->coverage().articles, news.size() - lost->size());
    EXPECT_TRUE(library.verify()->empty());
  }
}

TEST(Damage, AFlippedByteOfALiveTextOrRecordIsFound) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(22, 30));
  }
  const std::string path = folder.path() + "/catalogue.sqlite";
  std::mt19937_64 random(6);
  for (int round = 0; round < 12; ++round) {
    const std::string table = round % 2 == 0 ? "text_blocks" : "record_blocks";
    Database catalogue(path, Database::Mode::kWrite);
    std::string packed;
    std::int64_t place = 0;
    const std::string sql = "SELECT place, packed FROM " + table + " ORDER BY place";
    {
      Query query = catalogue.query(sql);
      ASSERT_TRUE(query.step());
      place = query.integer(0);
      packed = query.bytes(1);
    }
    std::string flipped = packed;
    // Not the head of the frame, of which some bits say nothing.
    flipped[16 + random() % (flipped.size() - 32)] ^= static_cast<char>(1 << random() % 8);
    const std::string write = "UPDATE " + table + " SET packed = ? WHERE place = ?";
    catalogue.query(write).blob(flipped).bind(place).run();
    EXPECT_FALSE(opened(folder.path(), {true, true, 0}).verify()->empty()) << table << round;
    catalogue.query(write).blob(packed).bind(place).run();
  }
  EXPECT_TRUE(opened(folder.path()).verify()->empty());
}

TEST(Damage, ADamagedCatalogueIsAnErrorAndNeverACrash) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(16, 12));
  }
  const std::string before = said(opened(folder.path()));
  const std::string path = folder.path() + "/catalogue.sqlite";
  const std::string whole = read_file(path);
  std::mt19937_64 random(77);
  for (int round = 0; round < 40; ++round) {
    std::string bytes = whole;
    const std::size_t page = 8'192 * (random() % (bytes.size() / 8'192));
    for (std::size_t i = 0; i < 64; ++i)
      bytes[page + random() % 8'192] = static_cast<char>(random());
    write_file(path, bytes);
    std::filesystem::remove(path + "-wal");
    std::filesystem::remove(path + "-shm");
    auto library = Library::open(folder.path(), data());
    if (!library) continue;  // said so
    const auto damage = library->verify();
    if (damage && damage->empty()) {
      // A page that nothing stands in.
      EXPECT_EQ(said(*library), before) << "page at " << page;
    }
  }
}

}  // namespace
}  // namespace secondsource::library
