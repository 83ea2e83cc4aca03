// Any bytes as a segment of postings, as they are and with checksums that hold: reading ends, stays
// inside of them, and is the same whichever way it goes.
#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "reuse/segment.h"

using namespace secondsource;
using namespace secondsource::reuse;

namespace {

void append64(std::string& out, std::uint64_t value) {
  for (unsigned i = 0; i < 8; ++i) out += static_cast<char>(value >> (8 * i));
}

std::uint64_t sum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// A segment of one or two blocks of `bytes`, whose checksums hold.
std::string wrapped(std::string_view bytes) {
  if (bytes.size() < 4) return {};
  const std::size_t first = static_cast<unsigned char>(bytes[0]);
  std::uint64_t postings =
      static_cast<unsigned char>(bytes[1]) + 256u * static_cast<unsigned char>(bytes[2]) % 600;
  bytes.remove_prefix(3);
  std::vector<std::string_view> blocks = {bytes};
  if (first != 0 && first < bytes.size()) {
    blocks = {bytes.substr(0, first), bytes.substr(first)};
    postings = 257 + postings % 256;
  }
  std::string segment = "SSegment";
  std::string index;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    append64(index, 1000 * i);
    append64(index, segment.size());
    append64(index, sum(blocks[i]));
    segment += blocks[i];
  }
  const std::uint64_t at = segment.size();
  segment += index;
  std::string footer;
  append64(footer, postings);
  append64(footer, blocks.size());
  append64(footer, at);
  append64(footer, sum(index));
  append64(footer, sum(footer));
  return segment + footer + "SSegm001";
}

void read(std::string_view bytes) {
  const auto opened = Segment::open(std::as_bytes(std::span(bytes)));
  if (!opened) return;
  const Segment& segment = *opened;
  const bool whole = segment.verify().has_value();
  std::vector<Posting> all;
  SegmentCursor at(segment);
  for (; at.valid(); at.next()) all.push_back(at.posting());
  assert(all.size() <= segment.size());
  assert(whole == (at.error() == nullptr));
  std::vector<Posting> found;
  const std::size_t step = std::max<std::size_t>(1, all.size() / 16);
  for (std::size_t i = 0; i < all.size(); i += step) {
    found.clear();
    const auto done = segment.find(all[i].key, found);
    const auto count = segment.count(all[i].key);
    if (!whole || !std::ranges::is_sorted(all)) continue;
    assert(done && std::ranges::count(all, all[i].key, &Posting::key) == std::ssize(found));
    assert(count && *count == found.size());
  }
  const std::vector<Segment> both = {segment, segment};
  std::uint64_t written = 0;
  const auto merged = merge(
      both, [](std::uint32_t document) { return document % 3 != 0; },
      [&](std::span<const std::byte> part) -> std::expected<void, Error> {
        written += part.size();
        return {};
      });
  assert(!merged || *merged <= 2 * segment.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  read(all);
  read(wrapped(all));
  return 0;
}
