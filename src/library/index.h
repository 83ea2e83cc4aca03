// The indexes of a library: segments on disk that the catalogue lists (see reuse/segment.h).
//
// Four kinds of keys share one mechanism: fingerprints of texts, keys of stories, keys of mentions,
// and paragraphs of outlets.  A batch becomes one segment of each kind; segments of like size are
// merged four at a time (a log-structured merge), so that n batches leave about 3 log4 n segments
// and every posting is written about log4 n times.
//
// Keys are hashes; their upper 32 bits are kept.  Two keys that agree in them, two in a hundred
// among a hundred million postings, cost a look that finds nothing.
//
// A segment is a file of its own, complete and synced before the transaction that lists it commits.
// One that is not listed is of no account, and is deleted by the next writer.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "library/files.h"
#include "library/sqlite.h"
#include "reuse/segment.h"

namespace secondsource::library {

enum class Kind : std::uint8_t { kFingerprints, kStories, kMentions, kParagraphs };
inline constexpr std::array<Kind, 4> kKinds = {Kind::kFingerprints, Kind::kStories, Kind::kMentions,
                                               Kind::kParagraphs};
std::string_view name_of(Kind kind);

using Postings = std::vector<reuse::Posting>;

class Index {
 public:
  // The segments that `database` lists.  An Error names one that is missing or damaged.
  static std::expected<Index, Error> open(const std::string& folder, Database& database);

  // The postings of `key`, in no order; clears `out`.  Any number of threads at once.
  void find(Kind kind, std::uint64_t key, Postings& out) const;

  // What is kept under each asker's keys: each document and position once, in order, that is under
  // two of them or under one with all marks (see corroborate/keys.h; positions are as marked()
  // makes them).  One pass over the segments for all askers, which is what makes large batches
  // cheap.  Any number of threads, of its own too.
  using Hit = reuse::Place;
  std::vector<std::vector<Hit>> find_all(
      Kind kind, std::span<const std::span<const std::uint64_t>> keys_of_askers,
      unsigned threads) const;

  // The position of a posting with the marks of its key.
  static std::size_t marked(std::size_t position, std::uint64_t key);

  // The postings of each of `keys` (ascending, each once): the first `most` or so of each segment.
  // Any number of threads, of its own too.
  struct Lists {
    std::vector<std::size_t> begins;  // of each key's in `hits`, and the end
    std::vector<Hit> hits;
    std::span<const Hit> of(std::size_t key) const {
      return std::span(hits).subspan(begins[key], begins[key + 1] - begins[key]);
    }
  };
  Lists lists(Kind kind, std::span<const std::uint64_t> keys, std::size_t most,
              unsigned threads) const;

  // Calls `use` for every posting of every segment that can be read; of the key what is kept.
  void each(Kind kind, const std::function<void(const reuse::Posting&)>& use) const;

  // The rest is for the writer, inside a transaction of `database`.
  // Adds a segment of each kind's postings, which are sorted here, and merges where there are
  // enough, the kinds side by side.  `alive` says which documents still are; asked when merging
  // only, by any of the threads.  `lock`: of the database.
  void add(Database& database, std::mutex& lock, std::array<Postings, kKinds.size()> postings,
           const std::function<bool(Kind, std::uint32_t)>& alive, unsigned threads);

  // Whether all blocks of all segments are whole: the names of those that are not, with the reason.
  std::vector<std::pair<std::string, std::string>> damaged() const;

  // Deletes what lies in the folder of segments and is not listed.
  static void sweep(const std::string& folder, Database& database);

 private:
  struct Live {
    std::int64_t number = 0;
    std::string name;
    std::uint64_t postings = 0;
    std::shared_ptr<const Mapping> mapping;
    reuse::Segment segment;
  };
  // After a pass in the order of keys has read about as much as may stay in memory.
  void forget(Kind kind) const {
    for (const Live& live : live_[static_cast<std::size_t>(kind)]) live.mapping->forget();
  }
  explicit Index(std::string folder) : folder_(std::move(folder)) {}
  std::expected<void, Error> load(Kind kind, std::int64_t number, std::int64_t postings);
  // `postings`: sorted.
  void add(Database& database, std::mutex& lock, Kind kind, Postings postings,
           const std::function<bool(Kind, std::uint32_t)>& alive);
  void write(
      Database& database, std::mutex& lock, Kind kind,
      const std::function<std::expected<std::uint64_t, Error>(const reuse::SegmentSink&)>& fill);

  std::string folder_;
  std::int64_t last_ = 0;  // number of a segment that ever was, when the index was opened
  std::array<std::int64_t, kKinds.size()> written_{};  // segments of each kind since
  std::array<std::vector<Live>, kKinds.size()> live_;
};

}  // namespace secondsource::library
