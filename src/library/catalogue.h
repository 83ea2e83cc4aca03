// The catalogue: articles, what was derived from each, and what holds them together, in SQLite.
// docs/formats.md describes its tables.
//
// Every article has a number that is never given twice.  What is kept under a number never changes:
// an article that must be analysed anew (its outlet taught that a paragraph is furniture) gets a
// new one, so that the postings of old numbers are dead wherever they stand.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "library/packing.h"
#include "library/record.h"
#include "library/sqlite.h"
#include "library/tape.h"
#include "secondsource/article.h"
#include "secondsource/error.h"
#include "secondsource/fact.h"
#include "secondsource/mention.h"
#include "secondsource/read.h"

namespace secondsource::library {

// What an article was read from, packed.
struct Original {
  std::string packed;
  std::uint32_t sum = 0;
};

// The row of a Stored as it lies in the catalogue: cheap to read, so that threads which share a
// connection hold it for a moment only.
struct Row {
  Number number = 0, text = 0;
  std::uint64_t words = 0, fold = 0, text_hash = 0;
  bool loose = false;
  std::string id, domain, name, owner;
  Cut text_cut, record_cut;
  std::uint32_t head_sum = 0, derived_sum = 0;
};

// Not thread safe, but for decode(), decode_record() and pack().
class Catalogue {
 public:
  enum class Access { kRead, kWrite, kCreate };
  // kCreate makes the tables in an empty folder.  An Error for what is no library, or a newer one.
  static std::expected<std::unique_ptr<Catalogue>, Error> open(const std::string& folder,
                                                               Access access);

  Database& database() { return database_; }
  const std::string& folder() const { return folder_; }

  std::optional<std::string> meta(std::string_view name);
  void set_meta(std::string_view name, std::string_view value);

  // Throws a Failure that names the article when the row does not decode to what was stored.
  // `derived`: with furniture and mentions.
  Stored decode(const Row& row, bool derived = true) const;
  std::optional<Row> row(Number number);
  // The same without the text, which is most of what is read: `article` has none, nor an outlet.
  Stored decode_record(const Row& row, bool derived = true) const;
  std::optional<Row> record(Number number);
  std::optional<Stored> read(Number number);

  // The article that is shown under `id`, or, if `waiting`, the one that waits to be.
  std::optional<Number> number_of(std::string_view id, bool waiting);

  // A text that a live article has: its number.
  std::optional<Number> text_of(std::string_view text);
  Number insert_text(const Stored& stored);
  // Stores all of `stored` but its number and its text, which stands under stored.text.
  Number insert(const Stored& stored, const Record& record, bool waiting);
  // Takes the article out, and its text if nothing else has it.
  void erase(Number number);
  // Takes out the texts that no article and no revision has.
  void erase_unused_texts();
  // Writes what the tapes hold in memory.  To be called before a transaction is committed.
  void finish();
  // Keeps what stands under `number` as an old version of its id.  The article stays.
  void keep_revision(const Stored& stored);

  bool revision_is_whole(Number number);

  // What the article of this id was read from, where that is kept.
  Original pack(const Reader::Document& document, std::string_view article) const;
  void keep_original(std::string_view article, const Original& original);
  void drop_original(std::string_view article);
  // Throws a Failure that names the article when it is damaged.
  std::optional<Reader::Document> original(std::string_view article);
  // The ids of all articles that have one, in their order as bytes.
  std::vector<std::string> originals();
  // The ids of those that are damaged, or whose article is not here, each with what is wrong.
  std::vector<std::pair<std::string, std::string>> damaged_originals();

  // Gives back to the disk what lies free, where it is much.  Outside of a transaction.
  void shrink();

  // Trains dictionaries once there is enough to train them on, and packs anew what came before.
  void train();

  static constexpr std::size_t kLargestText = std::size_t{1} << 30;
  static constexpr std::size_t kLargestOriginal = std::size_t{1} << 31;
  static constexpr std::int64_t kNowhere = -1;  // where what was damaged lies on a tape

 private:
  Catalogue(const std::string& folder, Database::Mode mode);
  std::expected<void, Error> prepare(Access access);
  void convert(std::int64_t format);  // from an older one
  void pack_dictionaries();
  void load_dictionaries(bool packed);
  void put_record(Number number, const Record& record);
  void take_off_text(const Query& found);  // of place, size and hash
  void take_off_record(Number number);
  Number outlet(const Outlet& outlet);

  std::string folder_;
  Database database_;
  Dictionaries dictionaries_;
  std::int64_t text_dictionary_ = 0, record_dictionary_ = 0;
  Tape texts_, records_;
};

// Hash of all that align() and link() see of an article.
std::uint64_t fold_of(const Article& article);

// Under which articles of an input of this name are looked up.
std::int64_t input_key(std::string_view name);

}  // namespace secondsource::library
