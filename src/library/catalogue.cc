#include "library/catalogue.h"

#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "library/encoding.h"
#include "library/files.h"
#include "library/schema.h"

namespace secondsource::library {

namespace {

std::uint32_t sum_of(std::string_view id, std::string_view bytes) {
  return static_cast<std::uint32_t>(hash_of(bytes, hash_of(id)));
}

// What is derived is one blob: the furniture and the mentions, each after its size.  Facts are
// found again faster than they are read.
std::string join(const Stored& stored) {
  std::string joined;
  const auto part = [&joined](const std::string& bytes) {
    std::uint64_t size = bytes.size();
    for (; size >= 0x80; size >>= 7) joined += static_cast<char>(size | 0x80);
    joined += static_cast<char>(size);
    joined += bytes;
  };
  part(encode_spans(stored.article.furniture));
  part(encode_mentions(stored.mentions));
  return joined;
}

bool split(std::string_view joined, Stored& out) {
  std::array<std::string_view, 2> parts;
  for (std::string_view& part : parts) {
    std::uint64_t size = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (joined.empty()) return false;
      const auto byte = static_cast<unsigned char>(joined.front());
      joined.remove_prefix(1);
      size |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) break;
    }
    if (size > joined.size()) return false;
    part = joined.substr(0, size);
    joined.remove_prefix(size);
  }
  const std::string& id = out.article.id;
  return joined.empty() && decode_spans(parts[0], out.article.furniture) &&
         decode_mentions(parts[1], id, out.mentions);
}

[[noreturn]] void damaged(const std::string& what, const Stored& stored) {
  throw Failure(0,
                what + " of article " + stored.article.id + " is damaged; run `verify --repair`");
}

}  // namespace

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint64_t fold_of(const Article& article) {
  std::uint64_t hash = hash_of(article.language);
  hash = hash_of(encode_spans(article.paragraphs), hash);
  hash = hash_of(encode_spans(article.furniture), hash);
  return hash_of(article.text, hash);
}

Catalogue::Catalogue(const std::string& folder, Database::Mode mode)
    : folder_(folder), database_(folder + "/catalogue.sqlite", mode) {}

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
    database_.execute(
        "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;");
    Transaction transaction(database_);
    database_.execute(kSchema);
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
    if (format == 1) database_.execute(kFromFormat1);
    database_.execute(kOriginals);
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
  Query dictionaries =
      database_.query("SELECT number, use, bytes FROM dictionaries ORDER BY number");
  while (dictionaries.step()) {
    const std::int64_t number = dictionaries.integer(0);
    const std::string_view use = dictionaries.bytes(1);
    (use == "text"   ? text_dictionary_
     : use == "head" ? head_dictionary_
                     : derived_dictionary_) = number;
    dictionaries_.add(number, dictionaries.bytes(2));
  }
  return {};
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
      "SELECT a.id, a.text, a.fold, a.loose, o.domain, o.name, o.owner, t.hash, t.words, t.packed,"
      " c.head, c.head_sum, c.derived, c.derived_sum"
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
  row.packed_text = query.bytes(9);
  row.head = query.bytes(10);
  row.head_sum = static_cast<std::uint32_t>(query.integer(11));
  row.derived = query.bytes(12);
  row.derived_sum = static_cast<std::uint32_t>(query.integer(13));
  return row;
}

std::optional<Row> Catalogue::record(Number number) {
  Query query = database_.query(
      "SELECT a.id, c.head, c.head_sum, c.derived, c.derived_sum"
      " FROM articles a JOIN contents c ON c.number = a.number WHERE a.number = ?");
  if (!query.bind(number).step()) return std::nullopt;
  Row row;
  row.number = number;
  row.id = query.bytes(0);
  row.head = query.bytes(1);
  row.head_sum = static_cast<std::uint32_t>(query.integer(2));
  row.derived = query.bytes(3);
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
  const auto head = dictionaries_.unpack(row.head, kLargestText);
  if (!head || sum_of(row.id, *head) != row.head_sum || !decode_head(*head, stored.article)) {
    damaged("the record", stored);
  }
  if (!derived) return stored;
  const auto joined = dictionaries_.unpack(row.derived, kLargestText);
  if (!joined || sum_of(row.id, *joined) != row.derived_sum || !split(*joined, stored)) {
    damaged("what was derived", stored);
  }
  return stored;
}

Stored Catalogue::decode(const Row& row, bool derived) const {
  Stored stored = decode_record(row, derived);
  stored.article.outlet = {row.domain, row.name, row.owner};
  auto text = dictionaries_.unpack(row.packed_text, kLargestText);
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
      "SELECT number, packed FROM texts t WHERE hash = ?"
      " AND EXISTS (SELECT 1 FROM articles a WHERE a.text = t.number)");
  query.bind(static_cast<std::int64_t>(hash_of(text)));
  while (query.step()) {
    const auto stored = dictionaries_.unpack(query.bytes(1), kLargestText);
    if (stored && *stored == text) return query.integer(0);
  }
  return std::nullopt;
}

Packed Catalogue::pack(const Stored& stored) const {
  const std::string id = pack_id(stored.article.id);
  const std::string head = encode_head(stored.article);
  const std::string derived = join(stored);
  return {dictionaries_.pack(stored.article.text, text_dictionary_),
          dictionaries_.pack(head, head_dictionary_),
          dictionaries_.pack(derived, derived_dictionary_), sum_of(id, head), sum_of(id, derived)};
}

Number Catalogue::insert_text(const Stored& stored, const Packed& packed) {
  database_.query("INSERT INTO texts(hash, words, packed) VALUES(?, ?, ?)")
      .bind(static_cast<std::int64_t>(hash_of(stored.article.text)))
      .bind(static_cast<std::int64_t>(stored.words))
      .blob(packed.text)
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

Number Catalogue::insert(const Stored& stored, const Packed& packed, bool waiting) {
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
      .bind(static_cast<std::int64_t>(hash_of(article.input)))
      .bind(std::int64_t{stored.loose})
      .run();
  const Number number = database_.last_row();
  database_.query("INSERT INTO contents VALUES(?, ?, ?, ?, ?)")
      .bind(number)
      .blob(packed.head)
      .bind(std::int64_t{packed.head_sum})
      .blob(packed.derived)
      .bind(std::int64_t{packed.derived_sum})
      .run();
  return number;
}

void Catalogue::erase(Number number) {
  Query find = database_.query("SELECT text FROM articles WHERE number = ?");
  if (!find.bind(number).step()) return;
  const Number text = find.integer(0);
  database_.query("DELETE FROM articles WHERE number = ?").bind(number).run();
  database_.query("DELETE FROM contents WHERE number = ?").bind(number).run();
  database_
      .query(
          "DELETE FROM texts WHERE number = ?1"
          " AND NOT EXISTS (SELECT 1 FROM articles WHERE text = ?1)"
          " AND NOT EXISTS (SELECT 1 FROM revisions WHERE text = ?1)")
      .bind(text)
      .run();
}

void Catalogue::keep_revision(const Stored& stored) {
  const std::string id = pack_id(stored.article.id);
  const std::string head = encode_head(stored.article);
  const std::string packed = dictionaries_.pack(head, head_dictionary_);
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
      "SELECT r.id, r.head, r.head_sum, t.packed, t.hash FROM revisions r"
      " LEFT JOIN texts t ON t.number = r.text WHERE r.number = ?");
  if (!query.bind(number).step()) return false;
  const auto head = dictionaries_.unpack(query.bytes(1), kLargestText);
  const auto text = dictionaries_.unpack(query.bytes(3), kLargestText);
  return head && text &&
         sum_of(query.bytes(0), *head) == static_cast<std::uint32_t>(query.integer(2)) &&
         hash_of(*text) == static_cast<std::uint64_t>(query.integer(4));
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
  constexpr std::size_t kLearnt = 4'096;  // rows
  if (text_dictionary_ != 0 || database_.number("SELECT count(*) FROM (SELECT 1 FROM texts LIMIT "
                                                "1000)") < kEnough) {
    return;
  }
  // Everything is written again: rows that shrink where they are leave their pages half empty.
  struct Line {
    Number number;
    std::int64_t first, second;  // checksums or hashes
    std::vector<std::string> blobs;
  };
  const auto read = [&](std::string_view sql, int blobs) {
    std::vector<Line> rows;
    for (Query query = database_.query(sql); query.step();) {
      Line& row = rows.emplace_back(query.integer(0), query.integer(1), query.integer(2));
      for (int i = 0; i < blobs; ++i) row.blobs.emplace_back(query.bytes(3 + i));
    }
    return rows;
  };
  std::int64_t next = Dictionaries::kFirst;
  const auto pack = [&](std::vector<Line>& rows, std::size_t blob, std::string_view use,
                        std::int64_t& number) {
    std::vector<std::string> samples;
    for (const Line& row : std::span(rows).first(std::min(kLearnt, rows.size()))) {
      if (auto bytes = dictionaries_.unpack(row.blobs[blob], kLargestText)) {
        samples.push_back(std::move(*bytes));
      }
    }
    const std::string dictionary = train_dictionary(samples, kSize);
    if (dictionary.empty()) return;
    number = next++;
    dictionaries_.add(number, dictionary);
    database_.query("INSERT INTO dictionaries VALUES(?, ?, ?)")
        .bind(number)
        .text(use)
        .blob(dictionary)
        .run();
    for (Line& row : rows) {
      if (const auto bytes = dictionaries_.unpack(row.blobs[blob], kLargestText)) {
        row.blobs[blob] = dictionaries_.pack(*bytes, number);
      }
    }
  };
  const auto write = [&](std::string_view sql, const std::vector<Line>& rows) {
    for (const Line& row : rows) {
      Query query = database_.query(sql);
      query.bind(row.number).bind(row.first).bind(row.second);
      for (const std::string& blob : row.blobs) query.blob(blob);
      query.run();
    }
  };
  std::vector<Line> texts = read("SELECT number, hash, words, packed FROM texts", 1);
  pack(texts, 0, "text", text_dictionary_);
  database_.execute("DELETE FROM texts");
  write("INSERT INTO texts(number, hash, words, packed) VALUES(?, ?, ?, ?)", texts);
  std::vector<Line> contents =
      read("SELECT number, head_sum, derived_sum, head, derived FROM contents", 2);
  pack(contents, 0, "head", head_dictionary_);
  pack(contents, 1, "derived", derived_dictionary_);
  database_.execute("DELETE FROM contents");
  write("INSERT INTO contents(number, head_sum, derived_sum, head, derived) VALUES(?, ?, ?, ?, ?)",
        contents);
}

}  // namespace secondsource::library
