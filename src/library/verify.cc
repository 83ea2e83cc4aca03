#include "library/verify.h"

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "library/encoding.h"
#include "library/writer.h"

namespace secondsource::library {

namespace {

// What is derived from, or with, one article: a hash for each table.
constexpr std::array<std::string_view, 9> kTables = {"articles",
                                                     "families",
                                                     "stories",
                                                     "statements",
                                                     "search",
                                                     "segments/fingerprints",
                                                     "segments/stories",
                                                     "segments/mentions",
                                                     "segments/paragraphs"};
constexpr std::uint64_t kUnsettled = 2;
using Digest = std::array<std::uint64_t, kTables.size()>;
using Digests = std::map<std::string, Digest>;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const std::array<std::uint64_t, 2> both = {a, b};
  return hash_of({reinterpret_cast<const char*>(both.data()), sizeof both});
}

class Digester {
 public:
  Digester(Catalogue& catalogue, const Index* index)
      : catalogue_(catalogue), database_(catalogue.database()), index_(index) {}

  Digests all();

 private:
  std::string id_of(Number number) const {
    const auto found = ids_.find(number);
    return found == ids_.end() ? "" : found->second;
  }
  // A hash of a component: of the ids of its members, in their order.
  template <typename Members>
  std::uint64_t component(std::map<Number, std::uint64_t>& known, Number number,
                          const Members& members) {
    const auto [found, fresh] = known.try_emplace(number);
    if (fresh) {
      std::vector<std::string> all = members();
      std::ranges::sort(all);
      for (const std::string& each : all) found->second = hash_of(each, found->second + 1);
    }
    return found->second;
  }
  void article(Number number, Digest& out);
  void search(std::unordered_map<Number, std::uint64_t>& sums);

  Catalogue& catalogue_;
  Database& database_;
  const Index* index_;
  std::unordered_map<Number, std::string> ids_;  // of what is shown
  std::map<Number, std::uint64_t> stories_, statements_;
};

void Digester::article(Number number, Digest& out) {
  const auto row = catalogue_.row(number);
  if (!row) return;
  try {
    const Stored stored = catalogue_.decode(*row);
    std::uint64_t hash = hash_of(encode_spans(stored.article.furniture));
    hash = hash_of(encode_mentions(stored.mentions), hash);
    Query query = database_.query("SELECT published, input FROM articles WHERE number = ?");
    query.bind(number).step();
    hash = mix(hash, static_cast<std::uint64_t>(query.maybe(0).value_or(INT64_MIN)));
    hash = mix(hash, static_cast<std::uint64_t>(query.integer(1)));
    out[0] = mix(mix(hash, stored.fold), stored.words * 2 + stored.loose);
  } catch (const Failure&) {
    out[0] = 0;  // told apart where checksums are checked
  }
  const auto ids = [this](std::string_view sql, Number key, std::vector<std::string>& all) {
    Query query = database_.query(sql);
    query.bind(key);
    while (query.step()) all.push_back(id_of(query.integer(0)));
  };
  Query own = database_.query("SELECT family, story FROM articles WHERE number = ?");
  own.bind(number).step();
  if (const auto family = own.maybe(0)) {
    Query query = database_.query("SELECT lineage FROM families WHERE number = ?");
    // One that is not settled yet is computed whenever it is asked for.
    const bool there = query.bind(*family).step();
    out[1] = !there ? 1 : query.bytes(0).empty() ? kUnsettled : hash_of(query.bytes(0));
  }
  std::vector<Number> stories;
  if (const auto story = own.maybe(1)) stories.push_back(*story);
  {
    Query query = database_.query("SELECT story FROM guests WHERE article = ?");
    query.bind(number);
    while (query.step()) stories.push_back(query.integer(0));
  }
  for (const Number story : stories) {
    out[2] += component(stories_, story, [&] {
      std::vector<std::string> all;
      ids("SELECT number FROM articles WHERE story = ?", story, all);
      ids("SELECT article FROM guests WHERE story = ?", story, all);
      return all;
    });
  }
  Query mentions = database_.query(
      "SELECT mention, statement FROM statement_mentions WHERE article = ? ORDER BY mention");
  mentions.bind(number);
  while (mentions.step()) {
    const std::uint64_t statement = component(statements_, mentions.integer(1), [&] {
      std::vector<std::string> all;
      Query query =
          database_.query("SELECT article, mention FROM statement_mentions WHERE statement = ?");
      query.bind(mentions.integer(1));
      while (query.step()) {
        all.push_back(id_of(query.integer(0)) + ":" + std::to_string(query.integer(1)));
      }
      return all;
    });
    out[3] = mix(mix(out[3], statement), static_cast<std::uint64_t>(mentions.integer(0)));
  }
}

void Digester::search(std::unordered_map<Number, std::uint64_t>& sums) {
  database_.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, instance)");
  {
    Query query = database_.query("SELECT term, doc FROM temp.terms");
    while (query.step()) sums[query.integer(1)] += hash_of(query.bytes(0));
  }
}

Digests Digester::all() {
  std::unordered_map<Number, Number> text_of;
  {
    Query query = database_.query("SELECT number, id, text FROM articles WHERE waiting = 0");
    while (query.step()) {
      ids_[query.integer(0)] = unpack_id(query.bytes(1));
      text_of[query.integer(0)] = query.integer(2);
    }
  }
  std::unordered_map<Number, std::uint64_t> words;
  search(words);
  std::array<std::unordered_map<Number, std::uint64_t>, kKinds.size()> postings;
  if (index_ != nullptr) {
    for (const Kind kind : kKinds) {
      index_->each(kind, [&](const reuse::Posting& posting) {
        postings[static_cast<std::size_t>(kind)][posting.document] +=
            mix(posting.key, posting.position);
      });
    }
  }
  Digests digests;
  for (const auto& [number, id] : ids_) {
    Digest& digest = digests[id];
    article(number, digest);
    digest[4] = words[number];
    for (const Kind kind : kKinds) {
      const auto at = static_cast<std::size_t>(kind);
      digest[5 + at] = postings[at][kind == Kind::kFingerprints ? text_of[number] : number];
    }
  }
  return digests;
}

// A folder that goes with all it holds.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "secondsource-verify-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) {
      throw Failure(0, "cannot make a folder for temporary files");
    }
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void check_pages(Database& database, std::vector<Damage>& found) {
  Query query = database.query("PRAGMA integrity_check");
  while (query.step()) {
    const std::string line(query.bytes(0));
    if (line != "ok") found.push_back({"catalogue", line});
  }
}

void check_revisions(Catalogue& catalogue, std::vector<Damage>& found) {
  Query query = catalogue.database().query("SELECT number FROM revisions");
  while (query.step()) {
    if (!catalogue.revision_is_whole(query.integer(0))) {
      found.push_back({"revisions", "an old version is damaged", /*repairable=*/false});
    }
  }
}

}  // namespace

std::vector<Damage> verify(const std::string& folder, std::shared_ptr<const Data> data,
                           unsigned threads) {
  std::vector<Damage> found;
  auto opened = Catalogue::open(folder, Catalogue::Access::kRead);
  if (!opened) throw Failure(0, opened.error().message);
  Catalogue& catalogue = **opened;
  Database& database = catalogue.database();
  database.execute("BEGIN");
  const auto scope = scope_of(catalogue, Catalogue::Access::kRead, {});
  if (!scope) throw Failure(0, scope.error().message);
  check_pages(database, found);
  std::optional<Index> index;
  if (auto segments = Index::open(folder, database)) {
    index = std::move(*segments);
    for (auto& [name, message] : index->damaged()) found.push_back({name, message});
  } else {
    found.push_back({segments.error().input, segments.error().message});
  }
  check_revisions(catalogue, found);
  for (const auto& [id, message] : catalogue.damaged_originals()) {
    found.push_back({"originals", message, /*repairable=*/false});
  }
  if (catalogue.meta("analysis") != analysis_of(*data)) {
    found.push_back({"analysis", "was made by another version, or with other data files"});
    return found;
  }

  const TemporaryFolder temporary;
  {
    auto made =
        Library::open(temporary.path() + "/library", std::move(data),
                      {.create = true, .read_only = false, .threads = threads, .scope = *scope});
    if (!made) throw Failure(0, made.error().line());
    std::vector<Article> batch;
    const auto add = [&] {
      if (auto added = made->add(batch); !added) throw Failure(0, added.error().line());
      batch.clear();
    };
    Query query = database.query("SELECT number FROM articles WHERE waiting = 0 ORDER BY number");
    while (query.step()) {
      const Number number = query.integer(0);
      const auto row = catalogue.row(number);
      if (!row) {
        found.push_back({"article number " + std::to_string(number),
                         "its text or its record is missing", /*repairable=*/false});
        continue;
      }
      try {
        Stored stored = catalogue.decode(*row, /*derived=*/false);
        batch.push_back(std::move(stored.article));
      } catch (const Failure& failure) {
        found.push_back({"article " + unpack_id(row->id), failure.what(), /*repairable=*/false});
        continue;
      }
      try {
        catalogue.decode(*row);
      } catch (const Failure& failure) {
        found.push_back({"article " + unpack_id(row->id), failure.what()});
      }
      if (batch.size() == 512) add();
    }
    add();
    if (auto settled = made->settle(); !settled) throw Failure(0, settled.error().line());
  }
  auto fresh = Catalogue::open(temporary.path() + "/library", Catalogue::Access::kRead);
  if (!fresh) throw Failure(0, fresh.error().line());
  auto fresh_index = Index::open(temporary.path() + "/library", (*fresh)->database());
  if (!fresh_index) throw Failure(0, fresh_index.error().line());
  const Digests expected = Digester(**fresh, &*fresh_index).all();
  const Digests actual = Digester(catalogue, index ? &*index : nullptr).all();
  for (std::size_t table = 0; table < kTables.size(); ++table) {
    std::size_t wrong = 0;
    std::string first;
    for (const auto& [id, digest] : expected) {
      const auto other = actual.find(id);
      if (other != actual.end() &&
          (other->second[table] == digest[table] ||
           (kTables[table] == "families" && other->second[table] == kUnsettled && digest[table]))) {
        continue;
      }
      if (wrong++ == 0) first = id;
    }
    if (wrong != 0) {
      found.push_back({std::string(kTables[table]), "is not what the articles give, for " +
                                                        std::to_string(wrong) +
                                                        " of them; the first is " + first});
    }
  }
  return found;
}

}  // namespace secondsource::library
