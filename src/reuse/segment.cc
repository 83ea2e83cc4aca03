// The format of a segment, version 1.  Numbers are little-endian; bits of a block are taken from
// the least significant bit of each byte upwards; checksums are XXH3-64 with seed 0.
//
//   segment = "SSegment"  block*  entry*  footer
//   entry   = first_key:u64  offset:u64  checksum:u64      one a block, in order
//   footer  = postings:u64  blocks:u64  index:u64  index_checksum:u64  footer_checksum:u64
//             "SSegm001"
//
// `offset` is where a block begins, counted from the first byte of the segment: the first block at
// 8, each other where the one before ends; the last ends at `index`, where the entries begin.  The
// entries end where the footer begins.  `checksum` is that of the block's bytes, `index_checksum`
// that of all entries, `footer_checksum` that of the 32 bytes before it.  Every byte of a segment
// is thus a constant, a checksum, or covered by one.
//
// The postings, ascending by (key, document, position) without repetition, are divided into blocks
// of 256; only the last may hold fewer.
//
//   block = min_document:u32  min_position:u32  key_shift:u8  document_bits:u8  delta_shift:u8
//           position_bits:u8  bits
//
// The bits hold, posting after posting and padded with zeros to a whole byte:
//
//   the first:   document  position                       its key is `first_key` of the entry
//   a new key:   1  Rice(key - key before - 1, key_shift)  document  position
//   the same:    0  Rice(document - document before, delta_shift)  position
//
// where `document` is its difference to min_document in document_bits bits, `position` that to
// min_position in position_bits bits, and Rice(n, shift) is n >> shift in unary (that many ones and
// a zero) and the low `shift` bits of n; where the unary part would be 40 ones or more it is 40
// ones without a zero, and n follows in 64 bits.
//
// Keys that are hashes differ by about 2^64 / postings, which Rice's code stores in that many bits
// and about one and a half more: a posting of 2^26 with 32 bits of key takes some 4 bytes.
#include "reuse/segment.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <string_view>
#include <utility>

namespace secondsource::reuse {
namespace {

constexpr std::string_view kMagic = "SSegment", kVersion = "SSegm001";
constexpr std::size_t kEntry = 24, kFooter = 48, kBlockHeader = 12;
constexpr unsigned kEscape = 40;

std::uint64_t load64(const std::byte* at) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) value |= std::to_integer<std::uint64_t>(at[i]) << (8 * i);
  return value;
}

std::uint32_t load32(const std::byte* at) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) value |= std::to_integer<std::uint32_t>(at[i]) << (8 * i);
  return value;
}

template <typename Number>
void append(std::vector<std::byte>& out, Number value) {
  for (unsigned i = 0; i < sizeof value; ++i) out.push_back(std::byte(value >> (8 * i)));
}

void append(std::vector<std::byte>& out, std::string_view text) {
  for (char c : text) out.push_back(std::byte(c));
}

std::uint64_t checksum(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

bool is(std::span<const std::byte> bytes, std::string_view text) {
  return bytes.size() == text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

std::unexpected<Error> damaged(std::string_view what) {
  return std::unexpected(Error{"", fmt::format("damaged segment: {}", what)});
}

std::uint64_t low(unsigned bits) { return bits >= 64 ? ~0ULL : (1ULL << bits) - 1; }

class BitWriter {
 public:
  explicit BitWriter(std::vector<std::byte>& out) : out_(out) {}
  void put(std::uint64_t value, unsigned bits) {
    while (bits > 0) {
      const unsigned now = std::min(bits, 64 - used_);
      word_ |= (value & low(now)) << used_;
      value = now == 64 ? 0 : value >> now;
      bits -= now;
      if ((used_ += now) == 64) flush();
    }
  }
  void rice(std::uint64_t n, unsigned shift) {
    if (n >> shift >= kEscape) {
      put(low(kEscape), kEscape);
      put(n, 64);
    } else {
      const unsigned ones = unsigned(n >> shift);
      put(low(ones), ones + 1);
      put(n, shift);
    }
  }
  void flush() {
    for (unsigned i = 0; i < (used_ + 7) / 8; ++i) out_.push_back(std::byte(word_ >> (8 * i)));
    word_ = used_ = 0;
  }

 private:
  std::vector<std::byte>& out_;
  std::uint64_t word_ = 0;
  unsigned used_ = 0;
};

// Beyond the end of its bytes it reads zeros, and says so afterwards.
class BitReader {
 public:
  explicit BitReader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::uint64_t get(unsigned bits) {
    if (bits > 56) {
      const std::uint64_t first = get(32);
      return first | get(bits - 32) << 32;
    }
    const std::uint64_t value = peek() & low(bits);
    at_ += bits;
    return value;
  }
  std::uint64_t rice(unsigned shift) {
    const unsigned ones = unsigned(std::countr_one(peek() & low(kEscape)));
    if (ones == kEscape) {
      at_ += kEscape;
      return get(64);
    }
    at_ += ones + 1;
    return (std::uint64_t(ones) << shift) | get(shift);
  }
  bool beyond() const { return at_ > 8 * bytes_.size(); }
  void skip(unsigned bits) { at_ += bits; }
  static constexpr unsigned kPeek = 57;  // bits at least
  std::uint64_t peek() const {
    const std::size_t byte = at_ / 8;
    if (byte + 8 <= bytes_.size()) [[likely]]
      return load64(&bytes_[byte]) >> (at_ % 8);
    std::uint64_t value = 0;
    for (std::size_t i = byte; i < bytes_.size(); ++i)
      value |= std::to_integer<std::uint64_t>(bytes_[i]) << (8 * (i - byte));
    return value >> (at_ % 8);
  }

 private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

// The shift at which Rice's code of numbers with this sum is about shortest.
unsigned rice_shift(std::uint64_t sum, std::uint64_t count) {
  const std::uint64_t mean = count == 0 ? 0 : sum / count;
  return mean == 0 ? 0 : unsigned(std::bit_width(mean)) - 1;
}

void encode(std::span<const Posting> block, std::vector<std::byte>& out) {
  Posting least = block[0], most = block[0];
  std::uint64_t keys = 0, repeated = 0, deltas = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    least.document = std::min(least.document, block[i].document);
    least.position = std::min(least.position, block[i].position);
    most.document = std::max(most.document, block[i].document);
    most.position = std::max(most.position, block[i].position);
    if (i == 0) continue;
    if (block[i].key == block[i - 1].key) {
      ++repeated;
      deltas += block[i].document - block[i - 1].document;
    } else {
      ++keys;
    }
  }
  const unsigned key_shift = rice_shift(block.back().key - block.front().key, keys);
  const unsigned delta_shift = rice_shift(deltas, repeated);
  const unsigned document_bits = unsigned(std::bit_width(most.document - least.document));
  const unsigned position_bits = unsigned(std::bit_width(most.position - least.position));
  append(out, least.document);
  append(out, least.position);
  for (unsigned field : {key_shift, document_bits, delta_shift, position_bits})
    out.push_back(std::byte(field));
  BitWriter bits(out);
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool same = i > 0 && block[i].key == block[i - 1].key;
    if (i > 0) bits.put(same ? 0 : 1, 1);
    if (same) {
      bits.rice(block[i].document - block[i - 1].document, delta_shift);
    } else {
      if (i > 0) bits.rice(block[i].key - block[i - 1].key - 1, key_shift);
      bits.put(block[i].document - least.document, document_bits);
    }
    bits.put(block[i].position - least.position, position_bits);
  }
  bits.flush();
}

// Fills out[0, count); false when the bytes are no such block.
bool decode(std::span<const std::byte> bytes, std::uint64_t first_key, std::size_t count,
            SegmentBlock& out) {
  if (bytes.size() < kBlockHeader) return false;
  const std::uint32_t min_document = load32(&bytes[0]), min_position = load32(&bytes[4]);
  const auto field = [&](std::size_t i) { return std::to_integer<unsigned>(bytes[i]); };
  const unsigned key_shift = field(8), document_bits = field(9), delta_shift = field(10),
                 position_bits = field(11);
  if (key_shift > 63 || document_bits > 32 || delta_shift > 32 || position_bits > 32) return false;
  BitReader bits(bytes.subspan(kBlockHeader));
  std::uint64_t key = first_key, document = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t position = 0;
    const std::uint64_t all = bits.peek();
    const bool fresh = (all & 1) != 0;
    const unsigned ones = unsigned(std::countr_one(all >> 1)),
                   shift = fresh ? key_shift : delta_shift, own = fresh ? document_bits : 0,
                   size = 2 + ones + shift + own + position_bits;
    // As nearly all are: read at once.
    if (i > 0 && ones < kEscape && size <= BitReader::kPeek) {
      std::uint64_t rest = all >> (ones + 2);
      const std::uint64_t step = (std::uint64_t(ones) << shift) | (rest & low(shift));
      rest >>= shift;
      key += fresh ? step + 1 : 0;
      document = fresh ? min_document + (rest & low(document_bits)) : document + step;
      position = min_position + ((rest >> own) & low(position_bits));
      bits.skip(size);
    } else {
      if (i > 0 && bits.get(1) == 0) {
        document += bits.rice(delta_shift);
      } else {
        if (i > 0) key += bits.rice(key_shift) + 1;
        document = min_document + bits.get(document_bits);
      }
      position = min_position + bits.get(position_bits);
    }
    if (document > UINT32_MAX || position > UINT32_MAX) return false;
    out[i] = {key, std::uint32_t(document), std::uint32_t(position)};
    if (i > 0 && out[i] <= out[i - 1]) return false;
  }
  return !bits.beyond();
}

}  // namespace

SegmentBuilder::SegmentBuilder(SegmentSink sink) : sink_(std::move(sink)) {
  block_.reserve(kSegmentBlock + 1);
  append(bytes_, kMagic);
}

std::expected<void, Error> SegmentBuilder::add(const Posting& posting) {
  assert(block_.empty() || block_.back() <= posting);
  if (!block_.empty() && block_.back() == posting) return {};
  // A full block is kept until the next posting comes, so that its last can be compared.
  if (block_.size() == kSegmentBlock) {
    if (auto written = write_block(); !written) return written;
  }
  block_.push_back(posting);
  ++postings_;
  return {};
}

std::expected<void, Error> SegmentBuilder::write_block() {
  const std::size_t before = bytes_.size();  // of the magic, in front of the first block
  encode(block_, bytes_);
  index_.push_back(
      {block_.front().key, offset_ + before, checksum(std::span(bytes_).subspan(before))});
  block_.clear();
  offset_ += bytes_.size();
  auto written = sink_(bytes_);
  bytes_.clear();
  return written;
}

std::expected<std::uint64_t, Error> SegmentBuilder::finish() {
  if (!block_.empty()) {
    if (auto written = write_block(); !written) return std::unexpected(written.error());
  }
  const std::uint64_t index = offset_ + bytes_.size();
  std::size_t begin = bytes_.size();
  for (const Entry& entry : index_) {
    append(bytes_, entry.first_key);
    append(bytes_, entry.offset);
    append(bytes_, entry.checksum);
  }
  const std::uint64_t index_checksum = checksum(std::span(bytes_).subspan(begin));
  begin = bytes_.size();
  append(bytes_, postings_);
  append(bytes_, std::uint64_t(index_.size()));
  append(bytes_, index);
  append(bytes_, index_checksum);
  append(bytes_, checksum(std::span(bytes_).subspan(begin)));
  append(bytes_, kVersion);
  if (auto written = sink_(bytes_); !written) return std::unexpected(written.error());
  return postings_;
}

std::expected<Segment, Error> Segment::open(std::span<const std::byte> bytes) {
  if (bytes.size() < kMagic.size() + kFooter) return damaged("it is cut short");
  if (!is(bytes.first(kMagic.size()), kMagic))
    return damaged("its first bytes are not a segment's");
  if (!is(bytes.last(kVersion.size()), kVersion)) {
    return damaged("it is cut short, or of a version this program does not know");
  }
  const std::span<const std::byte> footer = bytes.last(kFooter);
  if (checksum(footer.first(32)) != load64(&footer[32]))
    return damaged("wrong checksum of its footer");
  const std::uint64_t postings = load64(&footer[0]), blocks = load64(&footer[8]),
                      index = load64(&footer[16]);
  const std::uint64_t entries_end = bytes.size() - kFooter;
  // Written without products and sums of what was read, so that nothing wraps around.
  if (index < kMagic.size() || index > entries_end || (entries_end - index) % kEntry != 0 ||
      (entries_end - index) / kEntry != blocks ||
      postings / kSegmentBlock + (postings % kSegmentBlock != 0) != blocks) {
    return damaged("its footer does not fit its size");
  }
  if (checksum(bytes.subspan(index, entries_end - index)) != load64(&footer[24])) {
    return damaged("wrong checksum of its index");
  }
  Segment segment;
  segment.bytes_ = bytes;
  segment.postings_ = postings;
  segment.blocks_ = blocks;
  segment.index_ = index;
  std::uint64_t key = 0, offset = kMagic.size();
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::uint64_t end = block + 1 < blocks ? segment.entry(block + 1, 1) : index;
    if (segment.entry(block, 0) < key || segment.entry(block, 1) != offset || end < offset ||
        end > index) {
      return damaged(fmt::format("its index is wrong at block {}", block));
    }
    key = segment.entry(block, 0);
    offset = end;
  }
  if (offset != index) return damaged("its blocks do not end where its index begins");
  return segment;
}

std::uint64_t Segment::entry(std::size_t block, std::size_t field) const {
  return load64(&bytes_[index_ + block * kEntry + 8 * field]);
}

std::size_t Segment::block_of(std::uint64_t key) const {
  std::size_t low_block = 0, count = blocks_;  // the first block whose first key is not less
  while (count > 0) {
    const std::size_t half = count / 2;
    if (entry(low_block + half, 0) < key) {
      low_block += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low_block == 0 ? 0 : low_block - 1;
}

std::expected<std::size_t, Error> Segment::read_block(std::size_t block, SegmentBlock& out) const {
  if (block >= blocks_) return 0;
  const std::uint64_t begin = entry(block, 1);
  const std::uint64_t end = block + 1 < blocks_ ? entry(block + 1, 1) : index_;
  const std::span<const std::byte> bytes = bytes_.subspan(begin, end - begin);
  const std::size_t count =
      std::min<std::uint64_t>(kSegmentBlock, postings_ - block * kSegmentBlock);
  if (checksum(bytes) != entry(block, 2)) {
    return damaged(fmt::format("wrong checksum of block {} at byte {}", block, begin));
  }
  if (!decode(bytes, entry(block, 0), count, out) ||
      (block + 1 < blocks_ && out[count - 1].key > entry(block + 1, 0))) {
    return damaged(fmt::format("block {} at byte {} cannot be read", block, begin));
  }
  return count;
}

std::expected<void, Error> Segment::find(std::uint64_t key, std::vector<Posting>& out) const {
  SegmentBlock block;
  for (std::size_t i = block_of(key); i < blocks_ && entry(i, 0) <= key; ++i) {
    const auto count = read_block(i, block);
    if (!count) return std::unexpected(count.error());
    const std::span<const Posting> postings(block.data(), *count);
    const auto [first, last] = std::ranges::equal_range(postings, key, {}, &Posting::key);
    out.insert(out.end(), first, last);
  }
  return {};
}

std::expected<std::uint64_t, Error> Segment::count(std::uint64_t key) const {
  SegmentBlock block;
  // The number of postings of the whole segment before the first one `after` (or at) the key.
  const auto rank = [&](std::size_t in, bool after) -> std::expected<std::uint64_t, Error> {
    const auto count = read_block(in, block);
    if (!count) return std::unexpected(count.error());
    const std::span<const Posting> postings(block.data(), *count);
    const auto at = after ? std::ranges::upper_bound(postings, key, {}, &Posting::key)
                          : std::ranges::lower_bound(postings, key, {}, &Posting::key);
    return in * kSegmentBlock + std::uint64_t(at - postings.begin());
  };
  const auto begin = rank(block_of(key), false);
  if (!begin) return begin;
  const auto end =
      rank(key == UINT64_MAX ? (blocks_ == 0 ? 0 : blocks_ - 1) : block_of(key + 1), true);
  if (!end) return end;
  return *end - *begin;
}

std::expected<void, Error> Segment::verify() const {
  SegmentCursor at(*this);
  while (at.valid()) at.next();
  if (at.error() != nullptr) return std::unexpected(*at.error());
  return {};
}

SegmentCursor::SegmentCursor(const Segment& segment) : segment_(segment) { load(0); }

void SegmentCursor::load(std::size_t number) {
  const bool follows = number == number_ + 1 && size_ > 0;
  const Posting before = follows ? block_[size_ - 1] : Posting{};
  auto count = segment_.read_block(number, block_);
  if (count && *count > 0 && follows && block_[0] <= before) {
    count = damaged(fmt::format("block {} does not follow the one before", number));
  }
  if (!count) {
    failed_ = true;
    error_ = std::move(count.error());
  }
  number_ = number;
  at_ = 0;
  size_ = failed_ ? 0 : *count;
}

void SegmentCursor::next() {
  if (++at_ >= size_) load(number_ + 1);
}

void SegmentCursor::seek(std::uint64_t key) {
  if (!valid() || posting().key >= key) return;
  if (block_[size_ - 1].key < key) {
    const std::size_t block = segment_.block_of(key);
    load(block > number_ ? block : number_ + 1);
  }
  while (valid() && posting().key < key) next();
}

std::expected<std::uint64_t, Error> merge(std::span<const Segment> segments,
                                          const std::function<bool(std::uint32_t document)>& keep,
                                          const SegmentSink& sink) {
  std::vector<SegmentCursor> cursors;
  cursors.reserve(segments.size());
  for (const Segment& segment : segments) cursors.emplace_back(segment);
  const auto later = [&](std::size_t x, std::size_t y) {
    return cursors[x].posting() > cursors[y].posting();
  };
  std::vector<std::size_t> heap;
  const auto push = [&](std::size_t i) -> std::expected<void, Error> {
    if (cursors[i].error() != nullptr) return std::unexpected(*cursors[i].error());
    if (!cursors[i].valid()) return {};
    heap.push_back(i);
    std::ranges::push_heap(heap, later);
    return {};
  };
  for (std::size_t i = 0; i < cursors.size(); ++i) {
    if (auto pushed = push(i); !pushed) return std::unexpected(pushed.error());
  }
  SegmentBuilder builder(sink);
  while (!heap.empty()) {
    std::ranges::pop_heap(heap, later);
    const std::size_t i = heap.back();
    heap.pop_back();
    if (keep(cursors[i].posting().document)) {
      if (auto added = builder.add(cursors[i].posting()); !added) {
        return std::unexpected(added.error());
      }
    }
    cursors[i].next();
    if (auto pushed = push(i); !pushed) return std::unexpected(pushed.error());
  }
  return builder.finish();
}

}  // namespace secondsource::reuse
