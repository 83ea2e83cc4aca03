#include "library/tape.h"

#include <algorithm>
#include <utility>

namespace secondsource::library {

namespace {

// What SQLite keeps beside a blob: of a page, and of each row.
constexpr std::size_t kPageHead = 8, kRowHead = 16, kLeastFree = 39;

// A place beyond is damaged: no disk holds as much.
constexpr std::int64_t kLongest = std::int64_t{1} << 60;

// A last block that is fuller than this is left as it is.
constexpr std::size_t full(std::size_t size) { return size - size / 16; }

}  // namespace

std::optional<std::string> join(const Cut& cut, const Dictionaries& dictionaries) {
  std::string joined;
  std::int64_t at = cut.place;
  std::int64_t end = 0;
  if (cut.size < 0 || at < 0 || __builtin_add_overflow(at, cut.size, &end)) return std::nullopt;
  for (const auto& [place, packed] : cut.blocks) {
    if (at == end) break;
    const auto bytes = dictionaries.unpack(packed, Tape::kLargestBlock);
    if (!bytes || place > at || at - place >= static_cast<std::int64_t>(bytes->size())) {
      return std::nullopt;
    }
    const std::string_view rest =
        std::string_view(*bytes).substr(static_cast<std::size_t>(at - place));
    const auto size = std::min(static_cast<std::size_t>(end - at), rest.size());
    joined += rest.substr(0, size);
    at += static_cast<std::int64_t>(size);
  }
  if (at != end) return std::nullopt;
  return joined;
}

Tape::Tape(Database& database, const Dictionaries& dictionaries, const std::string& table,
           std::size_t page, std::size_t share)
    : database_(database),
      dictionaries_(dictionaries),
      reading_("SELECT place, packed FROM " + table + " WHERE place >= (SELECT max(place) FROM " +
               table + " WHERE place <= ?) AND place < ? ORDER BY place"),
      holding_("SELECT place, packed FROM " + table +
               " WHERE place <= ? ORDER BY place DESC LIMIT 1"),
      last_("SELECT place, packed FROM " + table + " ORDER BY place DESC LIMIT 1"),
      after_("SELECT min(place) FROM " + table + " WHERE place > ?"),
      writing_("INSERT OR REPLACE INTO " + table + "(place, packed) VALUES(?, ?)"),
      dropping_("DELETE FROM " + table + " WHERE place = ?"),
      clearing_("DELETE FROM " + table),
      largest_(std::min((page - kPageHead) / share - kRowHead, page - kLeastFree)) {}

Tape::Block Tape::last() {
  Query query = database_.query(last_);
  if (!query.step()) return {};
  Block block{query.integer(0), {}};
  if (block.place < 0 || block.place > kLongest) {
    throw Failure(0, "a tape of the catalogue is damaged; run `verify --repair`");
  }
  const std::string_view packed = query.bytes(1);
  auto bytes = dictionaries_.unpack(packed, kLargestBlock);
  if (!bytes) {  // damaged: nothing can lie beyond this
    block.place += static_cast<std::int64_t>(kLargestBlock);
  } else if (packed.size() > full(largest_) || bytes->size() > full(kLargestBlock)) {
    block.place += static_cast<std::int64_t>(bytes->size());
  } else {
    block.bytes = std::move(*bytes);
  }
  return block;
}

std::int64_t Tape::put(std::string_view bytes) {
  if (!tail_) tail_ = last();
  const std::int64_t place = tail_->end();
  tail_->bytes += bytes;
  if (tail_->bytes.size() >= kAhead) pack_ahead();
  return place;
}

// Where a block ends is told by the kLargestFill bytes from its beginning: what is packed ahead
// stops where fewer follow, so that the blocks are those of a tape which is packed at once.
std::vector<Tape::Packed> Tape::pack(std::string_view bytes, std::size_t keep) const {
  std::vector<Packed> out;
  while (bytes.size() > keep) {
    Packed& block = out.emplace_back();
    block.size = dictionaries_.fill(bytes, dictionary_, largest_, block.blob);
    bytes.remove_prefix(block.size);
  }
  return out;
}

void Tape::pack_ahead() {
  collect();
  ahead_ = *std::exchange(tail_, Block{tail_->end(), {}});
  packing_ = std::async(std::launch::async, [this] { return pack(ahead_.bytes, kLargestBlock); });
}

// Waits for what is being packed, and puts what was left of it before the tail.
void Tape::collect() {
  if (!packing_.valid()) return;
  write(packing_.get(), ahead_);
  tail_->place = ahead_.place;
  tail_->bytes.insert(0, ahead_.bytes);
  ahead_ = {};
}

void Tape::write(const std::vector<Packed>& blocks, Block& from) {
  std::size_t written = 0;
  for (const auto& [blob, size] : blocks) {
    put_block(from.place, blob);
    from.place += static_cast<std::int64_t>(size);
    written += size;
  }
  from.bytes.erase(0, written);
}

void Tape::put_block(std::int64_t place, std::string_view packed) {
  database_.query(writing_).bind(place).blob(packed).run();
}

Cut Tape::cut(std::int64_t place, std::int64_t size) {
  Cut cut{place, size, {}};
  std::int64_t end = 0;
  if (place < 0 || size <= 0 || size > kLargest || __builtin_add_overflow(place, size, &end)) {
    return cut;
  }
  std::int64_t stored = end;
  if (tail_) stored = std::min(stored, packing_.valid() ? ahead_.place : tail_->place);
  if (place < stored) {
    Query query = database_.query(reading_);
    query.bind(place).bind(stored);
    while (query.step()) cut.blocks.emplace_back(query.integer(0), query.bytes(1));
  }
  const auto add = [&](const Block& block) {
    const std::int64_t from = std::max(place, block.place), to = std::min(end, block.end());
    if (from >= to) return;
    cut.blocks.emplace_back(
        from, Dictionaries::plain(std::string_view(block.bytes)
                                      .substr(static_cast<std::size_t>(from - block.place),
                                              static_cast<std::size_t>(to - from))));
  };
  add(ahead_);
  if (tail_) add(*tail_);
  return cut;
}

void Tape::take_off(std::int64_t place, std::int64_t size) {
  std::int64_t end = 0;
  if (place < 0 || size <= 0 || __builtin_add_overflow(place, size, &end)) return;
  gone_.emplace_back(place, end);
}

void Tape::clear() {
  if (packing_.valid()) packing_.wait();
  packing_ = {};
  ahead_ = {};
  database_.query(clearing_).run();
  tail_ = Block();
  gone_.clear();
}

void Tape::finish() {
  if (tail_) {
    collect();
    write(pack(tail_->bytes, /*keep=*/0), *tail_);
    tail_.reset();
  }
  overwrite();
}

void Tape::overwrite() {
  std::ranges::sort(gone_);
  Block block;  // the one that is being changed, if any
  const auto put_back = [&] {
    if (block.bytes.empty()) return;
    if (block.bytes.find_first_not_of(kGone) == std::string::npos) {
      database_.query(dropping_).bind(block.place).run();
    } else {
      put_block(block.place, dictionaries_.pack(block.bytes, dictionary_));
    }
    block = {};
  };
  const auto holds = [&](std::int64_t at) { return at >= block.place && at < block.end(); };
  for (const auto& [begin, end] : gone_) {
    for (std::int64_t at = begin; at < end;) {
      if (!holds(at)) {
        put_back();
        Query query = database_.query(holding_);
        if (query.bind(at).step()) {
          // One that is damaged holds nothing that could be read: it goes.
          block = {
              query.integer(0),
              dictionaries_.unpack(query.bytes(1), kLargestBlock).value_or(std::string(1, kGone))};
        }
      }
      if (holds(at)) {
        const std::int64_t stop = std::min(end, block.end());
        std::fill(block.bytes.begin() + (at - block.place),
                  block.bytes.begin() + (stop - block.place), kGone);
        at = stop;
      } else {
        Query query = database_.query(after_);
        const auto next = query.bind(at).step() ? query.maybe(0) : std::nullopt;
        at = next.value_or(end);
      }
    }
  }
  put_back();
  gone_.clear();
}

}  // namespace secondsource::library
