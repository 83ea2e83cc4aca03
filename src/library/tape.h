// A tape: byte strings one after another, packed in blocks that fill the catalogue's pages.
//
// A block is a row of the tape's table: `place`, where on the tape its first byte lies, and
// `packed`, a blob (packing.h) of at most kLargestBlock bytes.  A string is found by its place and
// its size; it lies in one block or goes on in the next.  Blocks end where they are full and not
// where a string ends: a row as large as a page, or as a half or a quarter of it, leaves nothing of
// the page empty, where blocks of whole strings would leave a fifth.  The last block is filled
// further by what is put on the tape later.  Bytes that are taken off are overwritten with kGone,
// and a block that holds nothing else is deleted.
//
// Packing takes longer than what else is done to store a string: another thread packs while more is
// put on the tape.
#pragma once

#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "library/packing.h"
#include "library/sqlite.h"

namespace secondsource::library {

// A string of a tape as it was read: cheap to read, so that threads which share a connection hold
// it for a moment only.
struct Cut {
  std::int64_t place = 0, size = 0;
  std::vector<std::pair<std::int64_t, std::string>> blocks;  // places, and blobs, in their order
};

// Nothing when the blocks are damaged, or do not hold all of it.  Takes the memory of what the
// blocks do hold, whatever `cut` says.
std::optional<std::string> join(const Cut& cut, const Dictionaries& dictionaries);

// Changes stand in memory, where cut() finds them, until finish().  Not thread safe.
class Tape {
 public:
  static constexpr std::size_t kLargestBlock = Dictionaries::kLargestFill;
  static constexpr std::int64_t kLargest = std::int64_t{1} << 31;  // string
  static constexpr char kGone = '\xff';                            // stands in no UTF-8
  static constexpr std::size_t kAhead = 4 * kLargestBlock;         // packed at a time

  // `page`: that of the catalogue, of which a row of `table` fills one in `share`.
  Tape(Database& database, const Dictionaries& dictionaries, const std::string& table,
       std::size_t page, std::size_t share);
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  // Blocks that are packed from now on use this dictionary.  None is to be added to `dictionaries`
  // between a put() and the finish() or clear() after it.
  void use(std::int64_t dictionary) { dictionary_ = dictionary; }

  std::int64_t put(std::string_view bytes);  // where they lie
  Cut cut(std::int64_t place, std::int64_t size);
  void take_off(std::int64_t place, std::int64_t size);
  void clear();
  // Writes what stands in memory.  To be called before a transaction is committed.
  void finish();

 private:
  struct Block {
    std::int64_t place = 0;
    std::string bytes;
    std::int64_t end() const { return place + static_cast<std::int64_t>(bytes.size()); }
  };
  struct Packed {
    std::string blob;
    std::size_t size = 0;  // of what it holds
  };
  Block last();
  // The beginning of `bytes` in blocks, but for `keep` of them or fewer.
  std::vector<Packed> pack(std::string_view bytes, std::size_t keep) const;
  void pack_ahead();
  void write(const std::vector<Packed>& blocks, Block& from);
  void collect();
  void put_block(std::int64_t place, std::string_view packed);
  void overwrite();

  Database& database_;
  const Dictionaries& dictionaries_;
  // Queries, which stay where they are: the connection keeps what it prepared under their address.
  const std::string reading_, holding_, last_, after_, writing_, dropping_, clearing_;
  const std::size_t largest_;  // blob
  std::int64_t dictionary_ = 0;
  std::optional<Block> tail_;  // the end of the tape, once something was put there
  Block ahead_;                // what lies before the tail, while it is being packed
  std::future<std::vector<Packed>> packing_;
  std::vector<std::pair<std::int64_t, std::int64_t>> gone_;  // begins and ends
};

}  // namespace secondsource::library
