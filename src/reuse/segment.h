// Segments: immutable, sorted, compressed, checksummed postings, read in place from a memory map.
// The format stands at the top of segment.cc.
//
// A segment knows nothing of files or of what its keys mean: fingerprints of texts, keys of stories
// and of mentions are all kept in it.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <vector>

#include "secondsource/error.h"

namespace secondsource::reuse {

// `document` has `key`, at `position` of whatever it is counted in (word, mention, nothing: 0).
// The order of a segment.
struct Posting {
  std::uint64_t key = 0;
  std::uint32_t document = 0;
  std::uint32_t position = 0;
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

// A posting without its key.
struct Place {
  std::uint32_t document = 0, position = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Where the bytes of a new segment go, in order.
using SegmentSink = std::function<std::expected<void, Error>(std::span<const std::byte>)>;

inline constexpr std::size_t kSegmentBlock = 256;  // postings
using SegmentBlock = std::array<Posting, kSegmentBlock>;

// Writes one segment; holds one block of it, and 24 bytes a block written, in memory.
class SegmentBuilder {
 public:
  explicit SegmentBuilder(SegmentSink sink);

  // Postings in ascending order; one equal to the one before is left out.  The errors are the
  // sink's.
  std::expected<void, Error> add(const Posting& posting);
  // Writes the rest; nothing may be added afterwards.  Returns the number of postings.
  std::expected<std::uint64_t, Error> finish();

 private:
  struct Entry {
    std::uint64_t first_key, offset, checksum;
  };
  std::expected<void, Error> write_block();

  SegmentSink sink_;
  std::vector<Posting> block_;
  std::vector<std::byte> bytes_;
  std::vector<Entry> index_;
  std::uint64_t offset_ = 0, postings_ = 0;
};

// A view of a segment's bytes, which must outlive it; cheap to copy, safe from any number of
// threads. Whatever the bytes hold, reading ends, stays inside of them and allocates no more than
// it returns: damage is an Error.  Each block is checked against its checksum whenever it is read.
class Segment {
 public:
  // Checks all but the blocks: the cost is that of reading the index.
  static std::expected<Segment, Error> open(std::span<const std::byte> bytes);

  std::uint64_t size() const { return postings_; }  // postings
  std::size_t bytes() const { return bytes_.size(); }

  // Appends the postings of `key` to `out`, in order.
  std::expected<void, Error> find(std::uint64_t key, std::vector<Posting>& out) const;

  // How many postings `key` has; reads two blocks, however many there are.
  std::expected<std::uint64_t, Error> count(std::uint64_t key) const;

  // Reads every block: an Error names the first one that is damaged.
  std::expected<void, Error> verify() const;

 private:
  friend class SegmentCursor;
  // Returns how many postings the block holds: none for a block beyond the end.
  std::expected<std::size_t, Error> read_block(std::size_t block, SegmentBlock& out) const;
  std::uint64_t entry(std::size_t block, std::size_t field) const;
  std::size_t block_of(std::uint64_t key) const;  // the first that may hold it

  std::span<const std::byte> bytes_;
  std::uint64_t postings_ = 0, index_ = 0;
  std::size_t blocks_ = 0;
};

// Goes through a segment in order.  Not thread safe.
//
//   SegmentCursor at(segment);
//   for (; at.valid(); at.next()) use(at.posting());
//   if (at.error()) …
class SegmentCursor {
 public:
  explicit SegmentCursor(const Segment& segment);

  bool valid() const { return at_ < size_; }  // false at the end and after an error
  const Posting& posting() const { return block_[at_]; }
  void next();
  // Goes forward to the first posting whose key is not less than `key`.
  void seek(std::uint64_t key);
  const Error* error() const { return failed_ ? &error_ : nullptr; }

 private:
  void load(std::size_t block);

  Segment segment_;
  SegmentBlock block_{};
  std::size_t number_ = 0, at_ = 0, size_ = 0;
  bool failed_ = false;
  Error error_;
};

// Writes one segment that holds the postings of all of `segments` whose document `keep` keeps.
// Bounded memory: a block of each.  Returns the number of postings.
std::expected<std::uint64_t, Error> merge(std::span<const Segment> segments,
                                          const std::function<bool(std::uint32_t document)>& keep,
                                          const SegmentSink& sink);

}  // namespace secondsource::reuse
