#include "library/catalogue.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "library/encoding.h"
#include "library/files.h"
#include "library/schema.h"

namespace secondsource::library {

namespace {

constexpr std::size_t kLargestDictionary = 1u << 20;

// Blocks to a page: the fewer, the better they are packed and the more is unpacked to read one
// text.
constexpr std::size_t kTextShare = 1, kRecordShare = 4;

[[noreturn]] void damaged(const std::string& what, const Stored& stored) {
  throw Failure(0,
                what + " of article " + stored.article.id + " is damaged; run `verify --repair`");
}

}  // namespace

std::int64_t input_key(std::string_view name) {
  return static_cast<std::int64_t>(hash_of(name) & 0x7fffffff);
}

std::uint64_t fold_of(const Article& article) {
  std::uint64_t hash = hash_of(article.language);
  hash = hash_of(encode_spans(article.paragraphs), hash);
  hash = hash_of(encode_spans(article.furniture), hash);
  return hash_of(article.text, hash);
}

Catalogue::Catalogue(const std::string& folder, Database::Mode mode)
    : folder_(folder),
      database_(folder + "/catalogue.sqlite", mode),
      texts_(database_, dictionaries_, "text_blocks", kPage, kTextShare),
      records_(database_, dictionaries_, "record_blocks", kPage, kRecordShare) {}

std::expected<std::unique_ptr<Catalogue>, Error> Catalogue::open(const std::string& folder,
                                                                 Access access) {
  const auto attempt =
      [&](Database::Mode mode) -> std::expected<std::unique_ptr<Catalogue>, Error> {
    std::unique_ptr<Catalogue> catalogue(new Catalogue(folder, mode));
    if (auto ready = catalogue->prepare(access); !ready) return std::unexpected(ready.error());
    return catalogue;
  };
  try {
    try {
      return attempt(access == Access::kRead ? Database::Mode::kRead : Database::Mode::kWrite);
    } catch (const Failure& failure) {
      // A folder that nobody can write to has no room for SQLite's index of its log; and no log.
      const int code = failure.code() & 0xff;
      struct stat log{};
      const bool logged =
          ::stat((folder + "/catalogue.sqlite-wal").c_str(), &log) == 0 && log.st_size > 0;
      if (access != Access::kRead || logged ||
          (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)) {
        throw;
      }
      return attempt(Database::Mode::kImmutable);
    }
  } catch (const Failure& failure) {
    return std::unexpected(Error{folder, failure.what()});
  }
}

std::expected<void, Error> Catalogue::prepare(Access access) {
  database_.execute(
      "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
  // What is mapped counts as memory of a process that adds for an hour and reads all of it once.
  if (access == Access::kRead) database_.execute("PRAGMA mmap_size = 1073741824");
  const std::int64_t application = database_.number("PRAGMA application_id");
  const std::int64_t format = database_.number("PRAGMA user_version");
  const bool empty = database_.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (application == 0 && format == 0 && empty) {
    if (access != Access::kCreate) return std::unexpected(Error{folder_, "is no library"});
    database_.execute("PRAGMA page_size = " + std::to_string(kPage) +
                      "; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;");
    Transaction transaction(database_);
    database_.execute(kSchema);
    database_.execute(kTapes);
    database_.execute(kOriginals);
    // A batch makes one part of the full text index, however large it is.
    database_.execute("INSERT INTO search(search, rank) VALUES('hashsize', 67108864)");
    database_.execute("PRAGMA application_id = " + std::to_string(kApplication) +
                      "; PRAGMA user_version = " + std::to_string(kFormat));
    transaction.commit();
  } else if (application != kApplication) {
    return std::unexpected(Error{folder_, "catalogue.sqlite is not that of a library"});
  } else if (format < kFormat) {
    if (access == Access::kRead) {
      return std::unexpected(Error{
          folder_, "the library is of an older format, which `verify --repair` brings up to date"});
    }
    Transaction transaction(database_);
    convert(format);
    database_.execute("PRAGMA user_version = " + std::to_string(kFormat));
    transaction.commit();
  } else if (format > kFormat) {
    return std::unexpected(
        Error{folder_, "the library is of format " + std::to_string(format) +
                           ", made by a newer version; this one reads formats up to " +
                           std::to_string(kFormat)});
  }
  if (access != Access::kRead) {
    // FULL syncs the log at every commit: what add() acknowledged survives a loss of power too.
    database_.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864;"
        "PRAGMA cache_size = -262144;");
  }
  load_dictionaries(/*packed=*/true);
  return {};
}

void Catalogue::load_dictionaries(bool packed) {
  Query query = database_.query("SELECT number, use, bytes FROM dictionaries ORDER BY number");
  while (query.step()) {
    const std::int64_t number = query.integer(0);
    const std::string_view use = query.bytes(1);
    // In format 4, heads had one and what is derived another.
    if (use != "derived") (use == "text" ? text_dictionary_ : record_dictionary_) = number;
    // Without one that is damaged nothing that was made with it can be read.
    const auto bytes = packed ? dictionaries_.unpack(query.bytes(2), kLargestDictionary)
                              : std::string(query.bytes(2));
    if (bytes) dictionaries_.add(number, *bytes);
  }
  texts_.use(text_dictionary_);
  records_.use(record_dictionary_);
}

std::optional<std::string> Catalogue::meta(std::string_view name) {
  Query query = database_.query("SELECT value FROM meta WHERE name = ?");
  if (!query.text(name).step()) return std::nullopt;
  return std::string(query.bytes(0));
}

void Catalogue::set_meta(std::string_view name, std::string_view value) {
  database_.query("INSERT OR REPLACE INTO meta VALUES(?, ?)").text(name).blob(value).run();
}

std::optional<Row> Catalogue::row(Number number) {
  Query query = database_.query(
      "SELECT a.id, a.text, a.fold, a.loose, o.domain, o.name, o.owner, t.hash, t.words, t.place,"
      " t.size, c.place, c.size, c.head_sum, c.derived_sum"
      " FROM articles a JOIN texts t ON t.number = a.text JOIN contents c ON c.number = a.number"
      " JOIN outlets o ON o.number = a.outlet WHERE a.number = ?");
  if (!query.bind(number).step()) return std::nullopt;
  Row row;
  row.number = number;
  row.id = query.bytes(0);
  row.text = query.integer(1);
  row.fold = static_cast<std::uint64_t>(query.integer(2));
  row.loose = query.integer(3) != 0;
  row.domain = query.bytes(4);
  row.name = query.bytes(5);
  row.owner = query.bytes(6);
  row.text_hash = static_cast<std::uint64_t>(query.integer(7));
  row.words = static_cast<std::uint64_t>(query.integer(8));
  row.text_cut = texts_.cut(query.integer(9), query.integer(10));
  row.record_cut = records_.cut(query.integer(11), query.integer(12));
  row.head_sum = static_cast<std::uint32_t>(query.integer(13));
  row.derived_sum = static_cast<std::uint32_t>(query.integer(14));
  return row;
}

std::optional<Row> Catalogue::record(Number number) {
  Query query = database_.query(
      "SELECT a.id, c.place, c.size, c.head_sum, c.derived_sum"
      " FROM articles a JOIN contents c ON c.number = a.number WHERE a.number = ?");
  if (!query.bind(number).step()) return std::nullopt;
  Row row;
  row.number = number;
  row.id = query.bytes(0);
  row.record_cut = records_.cut(query.integer(1), query.integer(2));
  row.head_sum = static_cast<std::uint32_t>(query.integer(3));
  row.derived_sum = static_cast<std::uint32_t>(query.integer(4));
  return row;
}

Stored Catalogue::decode_record(const Row& row, bool derived) const {
  Stored stored;
  stored.number = row.number;
  stored.text = row.text;
  stored.words = row.words;
  stored.fold = row.fold;
  stored.loose = row.loose;
  stored.article.id = unpack_id(row.id);
  const auto bytes = join(row.record_cut, dictionaries_);
  const auto parts = bytes ? split_record(*bytes) : std::nullopt;
  if (!parts || sum_of(row.id, parts->head) != row.head_sum ||
      !decode_head(parts->head, stored.article)) {
    damaged("the record", stored);
  }
  if (!derived) return stored;
  if (derived_sum_of(row.id, parts->derived) != row.derived_sum ||
      !decode_derived(parts->derived, stored)) {
    damaged("what was derived", stored);
  }
  return stored;
}

Stored Catalogue::decode(const Row& row, bool derived) const {
  Stored stored = decode_record(row, derived);
  stored.article.outlet = {row.domain, row.name, row.owner};
  auto text = join(row.text_cut, dictionaries_);
  if (!text || hash_of(*text) != row.text_hash) damaged("the text", stored);
  stored.article.text = std::move(*text);
  return stored;
}

std::optional<Stored> Catalogue::read(Number number) {
  const auto found = row(number);
  if (!found) return std::nullopt;
  return decode(*found);
}

std::optional<Number> Catalogue::number_of(std::string_view id, bool waiting) {
  const std::string packed = pack_id(id);
  Query query = waiting
                    ? database_.query("SELECT number FROM articles WHERE id = ? AND waiting = 1")
                    : database_.query("SELECT number FROM articles WHERE id = ? AND waiting = 0");
  if (!query.blob(packed).step()) return std::nullopt;
  return query.integer(0);
}

std::optional<Number> Catalogue::text_of(std::string_view text) {
  Query query = database_.query(
      "SELECT number, place, size FROM texts t WHERE hash & 2147483647 = ?"
      " AND EXISTS (SELECT 1 FROM articles a WHERE a.text = t.number)");
  query.bind(static_cast<std::int64_t>(hash_of(text) & 0x7fffffff));
  while (query.step()) {
    if (join(texts_.cut(query.integer(1), query.integer(2)), dictionaries_) == text) {
      return query.integer(0);
    }
  }
  return std::nullopt;
}

Number Catalogue::insert_text(const Stored& stored) {
  const std::string& text = stored.article.text;
  database_.query("INSERT INTO texts(hash, words, place, size) VALUES(?, ?, ?, ?)")
      .bind(static_cast<std::int64_t>(hash_of(text)))
      .bind(static_cast<std::int64_t>(stored.words))
      .bind(texts_.put(text))
      .bind(static_cast<std::int64_t>(text.size()))
      .run();
  return database_.last_row();
}

Number Catalogue::outlet(const Outlet& outlet) {
  Query find =
      database_.query("SELECT number FROM outlets WHERE domain = ? AND name = ? AND owner = ?");
  if (find.text(outlet.domain).text(outlet.name).text(outlet.owner).step()) return find.integer(0);
  database_.query("INSERT INTO outlets(domain, name, owner) VALUES(?, ?, ?)")
      .text(outlet.domain)
      .text(outlet.name)
      .text(outlet.owner)
      .run();
  return database_.last_row();
}

Number Catalogue::insert(const Stored& stored, const Record& record, bool waiting) {
  const Article& article = stored.article;
  const std::string id = pack_id(article.id);
  std::optional<std::int64_t> published;
  if (article.published) published = article.published->time_since_epoch().count();
  database_
      .query(
          "INSERT INTO articles(id, waiting, text, fold, outlet, published, input, loose)"
          " VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
      .blob(id)
      .bind(std::int64_t{waiting})
      .bind(stored.text)
      .bind(static_cast<std::int64_t>(stored.fold))
      .bind(outlet(article.outlet))
      .bind(published)
      .bind(input_key(article.input))
      .bind(std::int64_t{stored.loose})
      .run();
  const Number number = database_.last_row();
  put_record(number, record);
  return number;
}

void Catalogue::put_record(Number number, const Record& record) {
  database_.query("INSERT INTO contents VALUES(?, ?, ?, ?, ?)")
      .bind(number)
      .bind(records_.put(record.bytes))
      .bind(static_cast<std::int64_t>(record.bytes.size()))
      .bind(std::int64_t{static_cast<std::int32_t>(record.head_sum)})
      .bind(std::int64_t{static_cast<std::int32_t>(record.derived_sum)})
      .run();
}

// Only what is whole is taken off: a place that is damaged is that of other texts.
void Catalogue::take_off_text(const Query& found) {
  const Cut cut = texts_.cut(found.integer(0), found.integer(1));
  const auto text = join(cut, dictionaries_);
  if (text && hash_of(*text) == static_cast<std::uint64_t>(found.integer(2))) {
    texts_.take_off(cut.place, cut.size);
  }
}

void Catalogue::take_off_record(Number number) {
  const auto row = record(number);
  if (!row) return;
  const auto bytes = join(row->record_cut, dictionaries_);
  const auto parts = bytes ? split_record(*bytes) : std::nullopt;
  if (parts && sum_of(row->id, parts->head) == row->head_sum &&
      derived_sum_of(row->id, parts->derived) == row->derived_sum) {
    records_.take_off(row->record_cut.place, row->record_cut.size);
  }
}

void Catalogue::erase(Number number) {
  Query find = database_.query("SELECT text FROM articles WHERE number = ?");
  if (!find.bind(number).step()) return;
  const Number text = find.integer(0);
  take_off_record(number);
  database_.query("DELETE FROM articles WHERE number = ?").bind(number).run();
  database_.query("DELETE FROM contents WHERE number = ?").bind(number).run();
  Query unused = database_.query(
      "DELETE FROM texts WHERE number = ?1"
      " AND NOT EXISTS (SELECT 1 FROM articles WHERE text = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM revisions WHERE text = ?1) RETURNING place, size, hash");
  unused.bind(text);
  while (unused.step()) take_off_text(unused);
}

void Catalogue::erase_unused_texts() {
  Query unused = database_.query(
      "DELETE FROM texts WHERE number NOT IN (SELECT text FROM articles)"
      " AND number NOT IN (SELECT text FROM revisions) RETURNING place, size, hash");
  while (unused.step()) take_off_text(unused);
}

void Catalogue::finish() {
  texts_.finish();
  records_.finish();
}

void Catalogue::keep_revision(const Stored& stored) {
  const std::string id = pack_id(stored.article.id);
  const std::string head = encode_head(stored.article);
  const std::string packed = dictionaries_.pack(head, record_dictionary_);
  database_.query("INSERT INTO revisions(id, outlet, text, head, head_sum) VALUES(?, ?, ?, ?, ?)")
      .blob(id)
      .bind(outlet(stored.article.outlet))
      .bind(stored.text)
      .blob(packed)
      .bind(std::int64_t{sum_of(id, head)})
      .run();
}

Original Catalogue::pack(const Reader::Document& document, std::string_view article) const {
  const std::string encoded = encode_document(document);
  return {dictionaries_.pack(encoded, 0), sum_of(pack_id(article), encoded)};
}

void Catalogue::keep_original(std::string_view article, const Original& original) {
  const std::string id = pack_id(article);
  database_.query("INSERT OR REPLACE INTO originals VALUES(?, ?, ?)")
      .blob(id)
      .blob(original.packed)
      .bind(std::int64_t{original.sum})
      .run();
}

void Catalogue::drop_original(std::string_view article) {
  const std::string id = pack_id(article);
  database_.query("DELETE FROM originals WHERE id = ?").blob(id).run();
}

std::optional<Reader::Document> Catalogue::original(std::string_view article) {
  const std::string id = pack_id(article);
  Query query = database_.query("SELECT packed, sum FROM originals WHERE id = ?");
  if (!query.blob(id).step()) return std::nullopt;
  const auto encoded = dictionaries_.unpack(query.bytes(0), kLargestOriginal);
  Reader::Document document;
  if (!encoded || sum_of(id, *encoded) != static_cast<std::uint32_t>(query.integer(1)) ||
      !decode_document(*encoded, document)) {
    throw Failure(0, "the original of article " + std::string(article) + " is damaged");
  }
  return document;
}

std::vector<std::string> Catalogue::originals() {
  std::vector<std::string> ids;
  Query query = database_.query("SELECT id FROM originals ORDER BY id");
  while (query.step()) ids.push_back(unpack_id(query.bytes(0)));
  return ids;
}

std::vector<std::pair<std::string, std::string>> Catalogue::damaged_originals() {
  std::vector<std::pair<std::string, std::string>> damaged;
  for (std::string& id : originals()) {
    try {
      original(id);
      if (number_of(id, /*waiting=*/false) || number_of(id, /*waiting=*/true)) continue;
      damaged.emplace_back(id, "the original of article " + id + " has no article");
    } catch (const Failure& failure) {
      damaged.emplace_back(id, failure.what());
    }
  }
  return damaged;
}

bool Catalogue::revision_is_whole(Number number) {
  Query query = database_.query(
      "SELECT r.id, r.head, r.head_sum, t.place, t.size, t.hash FROM revisions r"
      " LEFT JOIN texts t ON t.number = r.text WHERE r.number = ?");
  if (!query.bind(number).step()) return false;
  const auto head = dictionaries_.unpack(query.bytes(1), kLargestText);
  const auto text = join(texts_.cut(query.integer(3), query.integer(4)), dictionaries_);
  return head && text &&
         sum_of(query.bytes(0), *head) == static_cast<std::uint32_t>(query.integer(2)) &&
         hash_of(*text) == static_cast<std::uint64_t>(query.integer(5));
}

void Catalogue::shrink() {
  constexpr std::int64_t kFew = 32;  // one page in so many may lie free
  const std::int64_t pages = database_.number("PRAGMA page_count");
  if (database_.number("PRAGMA freelist_count") * kFew > pages) {
    database_.execute("PRAGMA incremental_vacuum");
  }
}

void Catalogue::train() {
  constexpr std::int64_t kEnough = 1'000;
  constexpr std::size_t kSize = 112'640;  // zstd's own default
  constexpr std::size_t kLearnt = 4'096;  // texts, or records
  if (text_dictionary_ != 0 || database_.number("SELECT count(*) FROM (SELECT 1 FROM texts LIMIT "
                                                "1000)") < kEnough) {
    return;
  }
  finish();
  const auto learn = [&](Tape& tape, std::int64_t& dictionary, std::string_view use,
                         std::string_view places, std::string_view move) {
    if (dictionary != 0) return;
    std::vector<std::pair<Number, std::optional<std::string>>> all;
    for (Query query = database_.query(places); query.step();) {
      all.emplace_back(query.integer(0),
                       join(tape.cut(query.integer(1), query.integer(2)), dictionaries_));
    }
    std::vector<std::string> samples;
    for (const auto& [number, bytes] : std::span(all).first(std::min(kLearnt, all.size()))) {
      if (bytes) samples.push_back(*bytes);
    }
    const std::string bytes = train_dictionary(samples, kSize);
    if (bytes.empty()) return;
    database_.query("INSERT INTO dictionaries(number, use, bytes) VALUES(?, ?, ?)")
        .bind(dictionary = std::max(Dictionaries::kFirst,
                                    database_.number("SELECT max(number) + 1 FROM dictionaries")))
        .text(use)
        .blob(dictionaries_.pack(bytes, 0))
        .run();
    dictionaries_.add(dictionary, bytes);
    tape.use(dictionary);
    tape.clear();
    for (const auto& [number, kept] : all) {
      database_.query(move).bind(kept ? tape.put(*kept) : kNowhere).bind(number).run();
    }
    tape.finish();
  };
  learn(texts_, text_dictionary_, "text", "SELECT number, place, size FROM texts ORDER BY number",
        "UPDATE texts SET place = ? WHERE number = ?");
  learn(records_, record_dictionary_, "record",
        "SELECT number, place, size FROM contents ORDER BY number",
        "UPDATE contents SET place = ? WHERE number = ?");
}

}  // namespace secondsource::library
