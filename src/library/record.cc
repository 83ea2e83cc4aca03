#include "library/record.h"

#include <xxhash.h>

#include "library/encoding.h"

namespace secondsource::library {

namespace {

std::string encode_derived(const Stored& stored) {
  std::string bytes;
  put_part(bytes, encode_spans(stored.article.furniture));
  put_part(bytes, encode_mentions(stored.mentions));
  return bytes;
}

}  // namespace

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint32_t sum_of(std::string_view packed_id, std::string_view bytes) {
  return static_cast<std::uint32_t>(hash_of(bytes, hash_of(packed_id)));
}

std::uint32_t derived_sum_of(std::string_view packed_id, std::string_view bytes) {
  static const std::string nothing = encode_derived(Stored());
  return bytes == nothing ? 0 : sum_of(packed_id, bytes);
}

Record encode_record(const Stored& stored) {
  return encode_record(pack_id(stored.article.id), encode_head(stored.article),
                       encode_derived(stored));
}

Record encode_record(std::string_view packed_id, std::string_view head, std::string_view derived) {
  Record record{{}, sum_of(packed_id, head), derived_sum_of(packed_id, derived)};
  put_part(record.bytes, head);
  record.bytes += derived;
  return record;
}

std::optional<RecordParts> split_record(std::string_view bytes) {
  const auto head = take_part(bytes);
  if (!head) return std::nullopt;
  return RecordParts{*head, bytes};
}

bool decode_derived(std::string_view bytes, Stored& out) {
  const auto furniture = take_part(bytes);
  const auto mentions = furniture ? take_part(bytes) : std::nullopt;
  return mentions && bytes.empty() && decode_spans(*furniture, out.article.furniture) &&
         decode_mentions(*mentions, out.article.id, out.mentions);
}

}  // namespace secondsource::library
