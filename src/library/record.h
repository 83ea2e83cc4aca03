// An article with what was derived from it alone, and how that is written on the tape of records.
//
// A record is the head (encoding.h) after its size, and what is derived: the furniture and the
// mentions, each after its size.  Facts are found again faster than they are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/mention.h"

namespace secondsource::library {

using Number = std::int64_t;

struct Stored {
  Number number = 0;
  Number text = 0;          // articles with one text share it
  std::uint64_t words = 0;  // the hash of its words: equal for identical texts; 0 when it has none
  std::uint64_t fold = 0;   // of all that reuse sees of an article: equal ones link alike
  bool loose = false;       // belongs to several stories and joins none
  Article article;
  std::vector<Mention> mentions;
};

// All of a Stored but its text and what is looked up, with what it is checked by.
struct Record {
  std::string bytes;
  std::uint32_t head_sum = 0, derived_sum = 0;
};
Record encode_record(const Stored& stored);
// The same of a head and of derived bytes that are encoded already.
Record encode_record(std::string_view packed_id, std::string_view head, std::string_view derived);

struct RecordParts {
  std::string_view head, derived;
};
std::optional<RecordParts> split_record(std::string_view bytes);
// False when it is not what was derived from an article of the id that `out` has.
bool decode_derived(std::string_view bytes, Stored& out);

// 32 bits of a hash; of what is derived 0 where that is nothing, as of most articles in a library
// without statements.
std::uint32_t sum_of(std::string_view packed_id, std::string_view bytes);
std::uint32_t derived_sum_of(std::string_view packed_id, std::string_view bytes);

// 64-bit hash of bytes, the same everywhere and for ever: it is stored.
std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace secondsource::library
