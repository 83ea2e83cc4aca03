#include <algorithm>
#include <fstream>
#include <random>

#include "library/catalogue.h"
#include "library/encoding.h"
#include "library/news.h"
#include "library/printer.h"
#include "library/sqlite.h"
#include "library/support.h"

namespace secondsource::library {
namespace {

const std::string kBridge =
    "The old bridge over the Senn was closed on Tuesday after inspectors found cracks in two of "
    "its "
    "northern piers and warned that the spring flood could widen them further.\n"
    "The council will decide on Friday whether the ferry can run through the night until repairs "
    "are done, and who is to pay for the additional crews it would need.\n"
    "“Nobody is to cross that bridge before we have replaced every damaged pier,” said Marta "
    "Quell, "
    "the city engineer.";
const LibraryOptions kReading{true, true, 0}, kExisting{false, false, 0};
const std::string kMarket =
    "Stallholders at the covered market say rents have doubled within three years, and eleven of "
    "them intend to leave before the winter season begins in November.";

std::vector<std::string> ids_of(const Snapshot& snapshot, const Filter& filter = {}) {
  std::vector<std::string> ids;
  snapshot.articles(filter, [&](const Article& each) {
    ids.push_back(each.id);
    return true;
  });
  return ids;
}

TEST(Library, WhatIsAddedIsReadAsItWas) {
  const Folder folder;
  Library library = opened(folder.path());
  Article one = article(1, "ledger.example", kBridge);
  one.authors = {"A. Writer", "B. Writer"};
  one.credits = {{Credit::Kind::kAgency, "Meridian", Credit::Evidence::kByline, ByteSpan{0, 3}}};
  one.dateline = Dateline{"SENNBURG", "Nov. 3", "Meridian", {0, 7}};
  one.sha256 = std::string(64, 'a');
  one.warnings = {"two bytes were repaired"};
  one.modified = one.published;
  put(library, {one});
  const auto snapshot = library.snapshot();
  ASSERT_TRUE(snapshot) << snapshot.error().line();
  const auto read = snapshot->article(one.id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text, one.text);
  EXPECT_EQ(read->title, one.title);
  EXPECT_EQ(read->authors, one.authors);
  EXPECT_EQ(read->sha256, one.sha256);
  EXPECT_EQ(read->published, one.published);
  EXPECT_EQ(read->modified, one.modified);
  EXPECT_EQ(read->paragraphs, one.paragraphs);
  EXPECT_EQ(read->warnings, one.warnings);
  EXPECT_EQ(read->outlet.domain, "ledger.example");
  ASSERT_EQ(read->credits.size(), 1u);
  EXPECT_EQ(read->credits[0].span, one.credits[0].span);
  ASSERT_TRUE(read->dateline);
  EXPECT_EQ(read->dateline->agency, "Meridian");
  EXPECT_EQ(snapshot->article(one.input)->id, one.id);
  EXPECT_FALSE(snapshot->article("another"));
}

TEST(Library, TheSameArticleAgainIsUnchanged) {
  const Folder folder;
  Library library = opened(folder.path());
  const std::vector<Article> one = {article(1, "ledger.example", kBridge)};
  EXPECT_EQ(library.add(one)->front().status, AddStatus::kAdded);
  EXPECT_EQ(library.add(one)->front().status, AddStatus::kUnchanged);
  ASSERT_TRUE(library.settle());
  EXPECT_EQ(library.add(one)->front().status, AddStatus::kUnchanged);
  EXPECT_EQ(library.snapshot()->coverage().articles, 1u);
}

TEST(Library, AnotherTextOfOneIdIsARevisionAndTheOldOneIsKept) {
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {article(1, "ledger.example", kBridge)});
  const std::vector<Article> changed = {article(1, "ledger.example", kMarket)};
  EXPECT_EQ(library.add(changed)->front().status, AddStatus::kRevised);
  EXPECT_EQ(library.snapshot()->article(changed[0].id)->text, kBridge) << "not settled yet";
  ASSERT_TRUE(library.settle());
  EXPECT_EQ(library.snapshot()->article(changed[0].id)->text, kMarket);
  EXPECT_EQ(library.snapshot()->coverage().articles, 1u);
  Database catalogue(folder.path() + "/catalogue.sqlite", Database::Mode::kRead);
  EXPECT_EQ(catalogue.number("SELECT count(*) FROM revisions"), 1);
}

TEST(Library, AnOlderVersionDoesNotReplaceANewerOne) {
  const Folder folder;
  Library library = opened(folder.path());
  Article newer = article(1, "ledger.example", kBridge);
  newer.modified = *newer.published + std::chrono::hours(5);
  put(library, {newer});
  Article older = article(1, "ledger.example", kMarket);
  older.modified = *older.published + std::chrono::hours(1);
  EXPECT_EQ(library.add({&older, 1})->front().status, AddStatus::kRevised);
  ASSERT_TRUE(library.settle());
  EXPECT_EQ(library.snapshot()->article(newer.id)->text, kBridge);
  EXPECT_EQ(library.add({&older, 1})->front().status, AddStatus::kUnchanged);
}

// An article that was read from `bytes`.
Article read_from(const Reader::Document& document, unsigned n, const std::string& text) {
  Article made = article(n, "ledger.example", text);
  made.input = document.input;
  made.sha256 = fmt::format("{:064x}", hash_of(document.bytes));
  return made;
}

TEST(Library, AnOriginalComesBackToTheByteUntilItsArticleGoes) {
  const Folder folder;
  Library library = opened(folder.path());
  const Reader::Document page{"a.html", std::string("<p>\0\xff", 5) + kBridge,
                              Time(std::chrono::seconds(7)), "https://ledger.example/1", "latin1"};
  const Reader::Document other{"b.html", "<p>" + kMarket, {}, "", ""};
  const std::vector<Article> articles = {read_from(page, 1, kBridge), read_from(other, 2, kMarket)};
  ASSERT_TRUE(library.add(articles, std::vector<Reader::Document>{page, other}));
  ASSERT_TRUE(library.settle());
  EXPECT_EQ(library.originals()->size(), 2u);
  const auto kept = library.original(articles[0].id);
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->input, page.input);
  EXPECT_EQ((*kept)->bytes, page.bytes);
  EXPECT_EQ((*kept)->retrieved, page.retrieved);
  EXPECT_EQ((*kept)->url, page.url);
  EXPECT_EQ((*kept)->charset, page.charset);
  EXPECT_TRUE(library.verify()->empty());
  EXPECT_FALSE(library.add(articles, std::vector<Reader::Document>{page})) << "one for two";

  ASSERT_TRUE(library.remove(std::vector<std::string>{articles[0].id}));
  EXPECT_FALSE(*library.original(articles[0].id));
  const std::vector<Article> revised = {article(2, "ledger.example", kBridge)};
  ASSERT_TRUE(library.add(revised));
  EXPECT_TRUE(library.originals()->empty()) << "that of an earlier version is none of this one";
}

TEST(Library, AnOriginalOfAnArticleThatIsHereAlreadyIsKept) {
  const Folder folder;
  Library library = opened(folder.path());
  const Reader::Document page{"a.html", "<p>" + kBridge, {}, "", ""};
  put(library, {read_from(page, 1, kBridge)});
  const std::vector<Article> again = {read_from(page, 1, kBridge)};
  EXPECT_EQ(library.add(again, {&page, 1})->front().status, AddStatus::kUnchanged);
  EXPECT_TRUE(*library.original(again[0].id));
  Article elsewhere = again[0];  // the same words in a page that has changed around them
  elsewhere.sha256 = std::string(64, '0');
  const Reader::Document changed{"a.html", "<p>Menu<p>" + kBridge, {}, "", ""};
  ASSERT_TRUE(library.add({&elsewhere, 1}, {&changed, 1}));
  EXPECT_EQ((*library.original(again[0].id))->bytes, page.bytes);
}

TEST(Library, WhatABetterReaderFindsInTheSameBytesIsNoRevision) {
  const Reader::Document page{"a.html", "<p>" + kBridge, {}, "", ""};
  for (const bool settled : {true, false}) {
    const Folder folder;
    Library library = opened(folder.path());
    const std::vector<Article> first = {read_from(page, 1, "Menu Login\n" + kBridge)};
    ASSERT_TRUE(library.add(first, {&page, 1}));
    if (settled) put(library, {});
    Article better = read_from(page, 1, kBridge);
    better.published = *better.published - std::chrono::hours(9);
    EXPECT_EQ(library.add({&better, 1}, {&page, 1})->front().status, AddStatus::kRevised);
    ASSERT_TRUE(library.settle());
    EXPECT_EQ(library.snapshot()->article(better.id)->text, kBridge);
    Database catalogue(folder.path() + "/catalogue.sqlite", Database::Mode::kRead);
    EXPECT_EQ(catalogue.number("SELECT count(*) FROM revisions"), 0);
  }
}

TEST(Library, ASnapshotDoesNotChangeWhileItIsHeld) {
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {article(1, "ledger.example", kBridge)});
  const auto before = library.snapshot();
  put(library, {article(2, "tide.example", kMarket)});
  EXPECT_EQ(ids_of(*before).size(), 1u);
  EXPECT_EQ(ids_of(*library.snapshot()).size(), 2u);
}

TEST(Library, CopiesMakeAFamilyAndRemovalTakesItApart) {
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {article(1, "ledger.example", kBridge), article(2, "tide.example", kBridge),
                article(3, "courier.example", kMarket)});
  std::vector<Family> families;
  const auto collect = [&families](const Snapshot& snapshot) {
    families.clear();
    snapshot.families({}, [&](const Family& family) {
      families.push_back(family);
      return true;
    });
  };
  collect(*library.snapshot());
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].members.size(), 2u);
  const std::vector<std::string> gone = {families[0].members[0], "no such id"};
  EXPECT_EQ(library.remove(gone), 1u);
  collect(*library.snapshot());
  EXPECT_TRUE(families.empty());
  EXPECT_EQ(ids_of(*library.snapshot()).size(), 2u);
}

std::vector<std::string> changes_of(const Library& library) {
  std::vector<std::string> all;
  library.snapshot()->family_changes([&](const FamilyChange& change) {
    all.push_back(fmt::format("{} {} {}", static_cast<int>(change.kind), change.family,
                              change.others.size()));
    return true;
  });
  return all;
}

// Two halves of a long text are strangers until the whole of it comes, and again when it goes.
TEST(Library, FamiliesThatMergeAndSplitAreLogged) {
  const Folder folder;
  Library library = opened(folder.path());
  std::mt19937_64 random(3);
  const auto words = [&random] {
    std::string made;
    for (int i = 0; i < 60; ++i) made += fmt::format("w{} ", random() % 5'000);
    return made;
  };
  const std::string first = words(), second = words();
  put(library, {article(1, "a.example", first), article(2, "b.example", first + "and more"),
                article(3, "c.example", second), article(4, "d.example", second + "and more")});
  EXPECT_TRUE(changes_of(library).empty());
  const Article whole = article(5, "e.example", first + second);
  put(library, {whole});
  const std::string one = article(1, "", "").id, three = article(3, "", "").id;
  EXPECT_EQ(changes_of(library), (std::vector<std::string>{fmt::format("0 {} 2", one)}));
  ASSERT_TRUE(library.remove(std::vector<std::string>{whole.id}));
  EXPECT_EQ(changes_of(library),
            (std::vector<std::string>{fmt::format("0 {} 2", one), fmt::format("1 {} 2", one)}));
  ASSERT_TRUE(library.remove(std::vector<std::string>{article(4, "", "").id}));
  EXPECT_EQ(changes_of(library).back(), fmt::format("3 {} 0", three));
}

TEST(Library, OneThatWasMadeToTraceCopiesKeepsNothingElse) {
  const Folder folder;
  const Scope scope{.statements = false, .search = false, .promise = 8};
  const std::string text =
      "“The pier is gone for good,” harbor master Ada Quell said today.\n"
      "It cost 40 million dollars.";
  const std::vector<Article> news = {article(1, "a.example", text), article(2, "b.example", text)};
  {
    Library library = opened(folder.path(), {.scope = scope});
    put(library, news);
    EXPECT_TRUE(library.verify()->empty());
  }
  EXPECT_FALSE(Library::open(folder.path(), data(), {.scope = Scope()}));
  const Library library = opened(folder.path());
  EXPECT_EQ(library.scope(), scope);
  const auto snapshot = library.snapshot();
  EXPECT_TRUE(snapshot->mentions_of(news[0].id).empty());
  EXPECT_TRUE(snapshot->facts_of(news[0].id).empty());
  EXPECT_FALSE(snapshot->search("pier", 5));
  std::size_t families = 0;
  snapshot->families({}, [&](const Family&) { return ++families; });
  EXPECT_EQ(families, 1u);
}

// Of eight shared words the usual promise says nothing; this one does.
TEST(Library, APromiseOfEightWordsFindsEveryRunOfEight) {
  std::mt19937_64 random(8);
  const auto words = [&random](std::size_t n) {
    std::string made;
    for (std::size_t i = 0; i < n; ++i) made += fmt::format("w{} ", random() % 100'000);
    return made;
  };
  const Folder folder;
  Library library = opened(folder.path(), {.scope = Scope{.statements = false, .promise = 8}});
  std::vector<Article> news;
  for (unsigned i = 0; i < 40; i += 2) {
    const std::string shared = words(8);
    news.push_back(article(i + 1, "a.example", words(random() % 60) + shared + words(30)));
    news.push_back(article(i + 2, "b.example", words(random() % 60) + shared + words(30)));
  }
  put(library, news);
  std::size_t found = 0;
  library.snapshot()->passages({}, [&](const Passage& passage) {
    EXPECT_GE(passage.words, 8u);
    return ++found;
  });
  EXPECT_EQ(found, 20u);
}

TEST(Library, AnOutletIsRemovedByItsDomainOrItsName) {
  const Folder folder;
  Library library = opened(folder.path());
  Article named = article(2, "tide.example", kMarket);
  named.outlet = {"", "The Tide", ""};
  put(library, {article(1, "ledger.example", kBridge), named});
  EXPECT_EQ(library.remove_outlet("the tide"), 1u);
  EXPECT_EQ(library.remove_outlet("Ledger.Example"), 1u);
  EXPECT_EQ(library.snapshot()->coverage().articles, 0u);
}

TEST(Library, TheDestructorSettles) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    const std::vector<Article> one = {article(1, "ledger.example", kBridge)};
    ASSERT_TRUE(library.add(one));
    EXPECT_EQ(library.snapshot()->coverage().articles, 0u);
  }
  EXPECT_EQ(opened(folder.path()).snapshot()->coverage().articles, 1u);
}

TEST(Library, SearchFindsWordsPhrasesAndMarksThem) {
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {article(1, "ledger.example", kBridge), article(2, "tide.example", kMarket),
                article(3, "tide.example", "Ein Café in Zürich bleibt geöffnet.")});
  const auto snapshot = library.snapshot();
  const auto found = snapshot->search("CRACKS", 10);
  ASSERT_TRUE(found) << found.error().line();
  ASSERT_EQ(found->size(), 1u);
  EXPECT_NE((*found)[0].snippet.find("\2cracks\3"), std::string::npos);
  EXPECT_EQ(snapshot->search("\"covered market\"", 10)->size(), 1u);
  EXPECT_EQ(snapshot->search("\"market covered\"", 10)->size(), 0u);
  EXPECT_EQ(snapshot->search("zurich cafe", 10)->size(), 1u);
  EXPECT_EQ(snapshot->search("report", 10)->size(), 3u) << "titles are searched";
  EXPECT_EQ(snapshot->search("report", 2)->size(), 2u);
  EXPECT_FALSE(snapshot->search("\"open", 10));
  EXPECT_FALSE(snapshot->search("  ", 10));
  EXPECT_TRUE(snapshot->search("NOT AND ( * ^", 10)) << "no operator of the index gets through";
}

TEST(Library, FiltersLetPassWhatTheySay) {
  const Folder folder;
  Library library = opened(folder.path());
  Article undated = article(3, "tide.example", kMarket + " Later.");
  undated.published.reset();
  put(library,
      {article(1, "ledger.example", kBridge), article(2, "tide.example", kMarket), undated});
  const auto snapshot = library.snapshot();
  const auto count = [&](const auto& set) {
    Filter filter;
    set(filter);
    return ids_of(*snapshot, filter).size();
  };
  const auto noon = article(2, "", "").published;
  EXPECT_EQ(count([](Filter& filter) { filter.outlet = "TIDE.example"; }), 2u);
  EXPECT_EQ(count([&](Filter& filter) { filter.since = noon; }), 1u);
  EXPECT_EQ(count([&](Filter& filter) { filter.until = noon; }), 1u);
  EXPECT_EQ(count([](Filter& filter) { filter.article = "news/2.html"; }), 1u);
  EXPECT_EQ(count([](Filter& filter) { filter.article = "https://x.example/none"; }), 0u);
}

TEST(Library, GatheringBeforeAddingSaysWhatGatheringAfterwardsSays) {
  const std::vector<Article> news = generated_news(7, 24);
  for (std::size_t left = 0; left < news.size(); left += 3) {
    const Folder folder;
    Library library = opened(folder.path());
    std::vector<Article> rest = news;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left));
    put(library, rest);
    const Report before = library.snapshot()->gather(news[left]);
    EXPECT_FALSE(before.in_library);
    put(library, {news[left]});
    const Report after = library.snapshot()->gather(news[left]);
    EXPECT_TRUE(after.in_library);
    EXPECT_EQ(text_of(before), text_of(after));
  }
}

std::string unlike(unsigned n) { return generated_news(1'000 + n, 1).front().text; }

std::size_t furniture_of(const Library& library, unsigned n) {
  return library.snapshot()->article(article(n, "", "").id)->furniture.size();
}

std::string lines(const Family& family) {
  Printer printer;
  printer.print(family);
  return printer.take();
}

TEST(Library, OneMoreCopyOfAHundredFindsItsParentAndLeavesTheOthersTheirs) {
  const Folder folder;
  Newsroom newsroom(7);
  std::string original = newsroom.sentence(14);
  for (int i = 0; i < 12; ++i) original += "\n" + newsroom.sentence(14);
  std::vector<Article> copies;
  for (unsigned n = 0; n < 100; ++n) {
    // Each has a sentence of its own, and every third what one before it added.
    const std::string& from = n > 10 && n % 3 == 0 ? copies[n - 7].text : original;
    copies.push_back(article(n, fmt::format("outlet{}.example", n),
                             n == 0 ? original : from + "\n" + newsroom.sentence(20)));
  }
  Library library = opened(folder.path(), {.scope = Scope{.statements = false}});
  put(library, copies);
  const auto before = library.snapshot();
  ASSERT_TRUE(before);
  const Article guest = article(500, "guest.example", copies[50].text + "\nIt is closed for good.");
  const Report report = before->gather(guest);
  ASSERT_TRUE(report.family);
  ASSERT_EQ(report.family->members.size(), 101);
  EXPECT_EQ(report.articles.size(), 100);
  EXPECT_TRUE(std::ranges::is_sorted(report.articles, {}, &ArticleSummary::id));
  EXPECT_EQ(report.family->members.back(), guest.id);
  EXPECT_EQ(report.family->edges.back().from, copies[50].id);
  const Report earlier = before->gather(copies[10]);
  Family others = *report.family;
  others.members.pop_back();
  others.edges.pop_back();
  ASSERT_TRUE(earlier.family);
  EXPECT_EQ(lines(others), lines(*earlier.family));

  put(library, {guest});
  const Report after = library.snapshot()->gather(guest);
  ASSERT_TRUE(after.family);
  EXPECT_EQ(lines(*after.family), lines(*report.family));
}

TEST(Library, AnOutletTeachesItsFurnitureAndForgetsIt) {
  const std::string notice =
      "\nThe Ledger belongs to the people who work for it and to nobody else in this town.";
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {article(1, "ledger.example", unlike(1) + notice),
                article(2, "ledger.example", unlike(2) + notice)});
  EXPECT_EQ(furniture_of(library, 1), 0u) << "two articles are no habit";
  const Article third = article(3, "ledger.example", unlike(3) + notice);
  EXPECT_EQ(library.snapshot()->gather(third).article.furniture.size(), 1u);
  put(library, {third, article(4, "tide.example", unlike(4) + notice)});
  for (const unsigned n : {1u, 2u, 3u}) {
    ASSERT_EQ(furniture_of(library, n), 1u);
    const auto read = library.snapshot()->article(article(n, "", "").id);
    const ByteSpan span = read->furniture.front();
    EXPECT_EQ("\n" + read->text.substr(span.begin, span.size()), notice);
  }
  EXPECT_EQ(furniture_of(library, 4), 0u) << "another outlet's";
  ASSERT_TRUE(library.remove(std::vector<std::string>{third.id}));
  EXPECT_EQ(furniture_of(library, 1), 0u);
}

TEST(Library, AParagraphOfAStoryThatIsPrintedAgainIsNoFurniture) {
  const Folder folder;
  Library library = opened(folder.path());
  const std::string story = unlike(5);
  std::vector<Article> versions;
  for (unsigned n = 1; n <= 6; ++n) {
    versions.push_back(article(n, "ledger.example", story + "\nUpdate " + std::to_string(n) + "."));
  }
  put(library, versions);
  for (unsigned n = 1; n <= 6; ++n) EXPECT_EQ(furniture_of(library, n), 0u);
}

TEST(Library, ASecondWriterIsToldAtOnce) {
  const Folder folder;
  const Library first = opened(folder.path());
  const auto second = Library::open(folder.path(), data());
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().line().find(folder.path()), std::string::npos);
  EXPECT_TRUE(Library::open(folder.path(), data(), kReading));
}

TEST(Library, AForeignFolderIsNotWrittenTo) {
  const Folder folder;
  std::filesystem::create_directory(folder.path());
  std::ofstream(folder.path() + "/thesis.txt") << "mine";
  EXPECT_FALSE(Library::open(folder.path(), data()));
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/catalogue.sqlite"));
  EXPECT_FALSE(Library::open(folder.path() + "/thesis.txt", data()));
}

TEST(Library, AForeignCatalogueIsRefused) {
  const Folder folder;
  std::filesystem::create_directory(folder.path());
  Database(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite)
      .execute("CREATE TABLE recipes(name TEXT)");
  const auto library = Library::open(folder.path(), data());
  ASSERT_FALSE(library);
  EXPECT_NE(library.error().message.find("not that of a library"), std::string::npos);
}

TEST(Library, ALibraryOfANewerVersionIsRefused) {
  const Folder folder;
  opened(folder.path());
  Database(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite)
      .execute("PRAGMA user_version = 99");
  const auto library = Library::open(folder.path(), data());
  ASSERT_FALSE(library);
  EXPECT_NE(library.error().message.find("newer version"), std::string::npos);
}

// Makes a library of what this version wrote one of format 4, which had a blob for each text, head
// and what was derived.  A dictionary, if any, is that of texts and of records.
void take_back_tapes(const std::string& folder, const std::string& dictionary) {
  auto catalogue = Catalogue::open(folder, Catalogue::Access::kWrite).value();
  Database& database = catalogue->database();
  Dictionaries dictionaries;
  const std::int64_t number = dictionary.empty() ? 0 : Dictionaries::kFirst;
  if (number != 0) dictionaries.add(number, dictionary);
  database.execute(
      "CREATE TABLE fourth_texts(number INTEGER PRIMARY KEY AUTOINCREMENT, hash INTEGER,"
      " words INTEGER, packed BLOB);"
      "CREATE TABLE fourth_contents(number INTEGER PRIMARY KEY, head BLOB, head_sum INTEGER,"
      " derived BLOB, derived_sum INTEGER);");
  std::vector<Number> all;
  for (Query query = database.query("SELECT number FROM articles"); query.step();) {
    all.push_back(query.integer(0));
  }
  for (const Number each : all) {
    const Stored stored = catalogue->read(each).value();
    const std::string id = pack_id(stored.article.id);
    const Record record = encode_record(stored);
    const RecordParts parts = split_record(record.bytes).value();
    const std::string text = dictionaries.pack(stored.article.text, number);
    const std::string head = dictionaries.pack(parts.head, number);
    const std::string derived = dictionaries.pack(parts.derived, number);
    database.query("INSERT OR IGNORE INTO fourth_texts VALUES(?, ?, ?, ?)")
        .bind(stored.text)
        .bind(static_cast<std::int64_t>(hash_of(stored.article.text)))
        .bind(static_cast<std::int64_t>(stored.words))
        .blob(text)
        .run();
    database.query("INSERT INTO fourth_contents VALUES(?, ?, ?, ?, ?)")
        .bind(each)
        .blob(head)
        .bind(std::int64_t{sum_of(id, parts.head)})
        .blob(derived)
        .bind(std::int64_t{sum_of(id, parts.derived)})
        .run();
    database.query("UPDATE articles SET input = ? WHERE number = ?")
        .bind(static_cast<std::int64_t>(hash_of(stored.article.input)))
        .bind(each)
        .run();
  }
  if (number != 0) {
    std::int64_t next = number;
    for (const std::string use : {"text", "head", "derived"}) {
      database.query("INSERT INTO dictionaries(number, use, bytes) VALUES(?, ?, ?)")
          .bind(next++)
          .text(use)
          .blob(dictionary)
          .run();
    }
  }
  database.execute(
      "DROP TABLE texts; DROP TABLE contents; DROP TABLE text_blocks; DROP TABLE record_blocks;"
      "ALTER TABLE fourth_texts RENAME TO texts; ALTER TABLE fourth_contents RENAME TO contents;"
      "CREATE INDEX texts_hash ON texts(hash); DROP INDEX articles_text;"
      "CREATE INDEX articles_text ON articles(text, fold); PRAGMA user_version = 4;");
}

TEST(Library, AnOlderFormatIsRefusedToReadersAndBroughtUpToDateByTheNextWriter) {
  const std::vector<Article> news = generated_news(17, 20);
  const Folder folder;
  std::string before;
  {
    Library library = opened(folder.path());
    put(library, news);
    before = all_of(*library.snapshot());
  }
  for (const char* older : {
           // What format 4 has over 1, 2 and 3, taken back.
           "",
           "DROP TABLE originals; DROP TABLE families;"
           "CREATE TABLE families(number INTEGER PRIMARY KEY AUTOINCREMENT, lineage BLOB);"
           "DROP INDEX articles_id; DROP INDEX articles_id_waiting; DROP INDEX articles_input;"
           "CREATE UNIQUE INDEX articles_id ON articles(id, waiting);"
           "CREATE INDEX articles_input ON articles(input);"
           "CREATE INDEX texts_words ON texts(words);"
           "UPDATE contents SET derived = x'00', derived_sum = 0;"
           "UPDATE meta SET value = '1' WHERE name = 'analysis'; PRAGMA user_version = 1;",
           "DROP TABLE originals; UPDATE contents SET derived = x'00', derived_sum = 0;"
           "UPDATE meta SET value = '3' WHERE name = 'analysis'; PRAGMA user_version = 2;",
           "DROP TABLE originals; PRAGMA user_version = 3;",
       }) {
    take_back_tapes(folder.path(), "");
    Database(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite).execute(older);
    const auto reader =
        Library::open(folder.path(), data(), {.create = false, .read_only = true, .threads = 1});
    ASSERT_FALSE(reader);
    EXPECT_NE(reader.error().message.find("older format"), std::string::npos);
    Library library = opened(folder.path());
    ASSERT_TRUE(library.settle());
    EXPECT_EQ(all_of(*library.snapshot()), before);
    EXPECT_TRUE(library.verify()->empty());
  }
}

TEST(Library, WhatFormat4PackedWithADictionaryIsRead) {
  const std::vector<Article> news = generated_news(18, 20);
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, news);
    ASSERT_TRUE(library.remove(std::vector<std::string>{news.back().id}));
  }
  const std::string before = all_of(*opened(folder.path()).snapshot());
  const std::string dictionary = news[3].text + news[5].text;
  take_back_tapes(folder.path(), dictionary);
  {
    Library library = opened(folder.path());
    EXPECT_EQ(all_of(*library.snapshot()), before);
    EXPECT_TRUE(library.verify()->empty());
  }
  const Library again = opened(folder.path());  // with dictionaries as they now lie there
  EXPECT_EQ(all_of(*again.snapshot()), before);
}

TEST(Library, WhatWasDamagedInFormat4StillIs) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, generated_news(19, 12));
  }
  take_back_tapes(folder.path(), "");
  Database(folder.path() + "/catalogue.sqlite", Database::Mode::kWrite)
      .execute(
          "UPDATE texts SET packed = x'0162' WHERE number = 2;"
          "UPDATE contents SET head = x'00' WHERE number = 5;"
          "UPDATE contents SET derived = x'0001' WHERE number = 7;");
  Library library = opened(folder.path());
  const auto damage = library.verify();
  ASSERT_TRUE(damage) << damage.error().line();
  EXPECT_EQ(std::ranges::count_if(*damage, [](const Damage& each) { return !each.repairable; }), 2);
  EXPECT_EQ(library.repair()->size(), 2u);
  EXPECT_TRUE(library.verify()->empty());
  EXPECT_EQ(library.snapshot()->coverage().articles, 10u);
}

TEST(Library, ATextThatNoArticleHasIsGoneFromTheFile) {
  const Folder folder;
  Library library = opened(folder.path());
  std::vector<Article> news = generated_news(20, 8);
  news[3].text += "\nThe zanzibarine lighthouse keeper spoke.";
  put(library, news);
  const auto lies_there = [&] {
    auto catalogue = Catalogue::open(folder.path(), Catalogue::Access::kRead).value();
    for (Query query = catalogue->database().query("SELECT packed FROM text_blocks");
         query.step();) {
      const auto bytes = Dictionaries().unpack(query.bytes(0), Tape::kLargestBlock);
      if (bytes && bytes->find("zanzibarine") != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(lies_there());
  ASSERT_TRUE(library.remove(std::vector<std::string>{news[3].id}));
  EXPECT_FALSE(lies_there());
  EXPECT_TRUE(library.verify()->empty());
}

TEST(Library, NothingIsMadeWhereNothingIsToBeMade) {
  const Folder folder;
  EXPECT_FALSE(Library::open(folder.path(), data(), kExisting));
  EXPECT_FALSE(Library::open(folder.path(), data(), kReading));
  EXPECT_FALSE(std::filesystem::exists(folder.path()));
}

TEST(Library, AReadOnlyLibraryRefusesToChange) {
  const Folder folder;
  opened(folder.path());
  Library library = opened(folder.path(), kReading);
  const std::vector<Article> one = {article(1, "ledger.example", kBridge)};
  EXPECT_FALSE(library.add(one));
  EXPECT_FALSE(library.settle());
  EXPECT_FALSE(library.remove_outlet("ledger.example"));
  EXPECT_FALSE(library.repair());
}

TEST(Library, AFolderThatCannotBeWrittenToIsRead) {
  const Folder folder;
  {
    Library library = opened(folder.path());
    put(library, {article(1, "ledger.example", kBridge)});
  }
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  const Library library = opened(folder.path(), kReading);
  EXPECT_EQ(library.snapshot()->coverage().articles, 1u);
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
}

TEST(Library, AnArticleThatBreaksItsPromisesIsRefusedWithItsWholeBatch) {
  const Folder folder;
  Library library = opened(folder.path());
  std::vector<Article> batch = {article(1, "ledger.example", kBridge),
                                article(2, "ledger.example", "broken \xff text")};
  const auto added = library.add(batch);
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().message.find("news/2.html"), std::string::npos);
  batch[1] = article(2, "ledger.example", kMarket);
  batch[1].paragraphs = {{0, 100'000}};
  EXPECT_FALSE(library.add(batch));
  ASSERT_TRUE(library.settle());
  EXPECT_EQ(library.snapshot()->coverage().articles, 0u);
}

TEST(Library, AnEmptyTextIsAnArticle) {
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {article(1, "ledger.example", ""), article(2, "tide.example", "")});
  EXPECT_EQ(ids_of(*library.snapshot()).size(), 2u);
  EXPECT_EQ(library.snapshot()->gather(article(1, "ledger.example", "")).in_library, true);
}

}  // namespace
}  // namespace secondsource::library
