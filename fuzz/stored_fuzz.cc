// Any bytes as a blob of a catalogue: what decodes is encoded and decoded to the same again.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "library/encoding.h"
#include "library/packing.h"
#include "library/record.h"
#include "library/tape.h"

using namespace secondsource;
using namespace secondsource::library;

// The first byte says which kind of blob the rest is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view blob(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const auto same = [](const auto& value, const auto& encode, const auto& decode) {
    auto again = value;
    const std::string once = encode(value);
    assert(decode(once, again));
    assert(encode(again) == once);
  };
  const std::string id = "0d7c1fb2a5e84e7a9b8f3c6d2e1a0b45";
  switch (bytes[0] % 9) {
    case 0: {
      Article article;
      if (decode_head(blob, article)) same(article, encode_head, decode_head);
      break;
    }
    case 1: {
      std::vector<ByteSpan> spans;
      if (decode_spans(blob, spans)) same(spans, encode_spans, decode_spans);
      break;
    }
    case 2: {
      std::vector<Mention> mentions;
      const auto decode = [&](std::string_view from, std::vector<Mention>& to) {
        return decode_mentions(from, id, to);
      };
      if (decode(blob, mentions)) same(mentions, encode_mentions, decode);
      break;
    }
    case 3: {
      Reader::Document document;
      if (decode_document(blob, document)) same(document, encode_document, decode_document);
      break;
    }
    case 4: {
      Family family;
      if (decode_family(blob, family)) same(family, encode_family, decode_family);
      break;
    }
    case 5: {
      constexpr std::size_t kLimit = 1u << 20;
      const Dictionaries none;
      const auto unpacked = none.unpack(blob, kLimit);
      if (!unpacked) break;
      assert(unpacked->size() <= std::max(kLimit, blob.size()));
      assert(none.unpack(none.pack(*unpacked, 1), unpacked->size()) == unpacked);
      break;
    }
    case 6: {  // a string of a tape, in blocks of up to 255 bytes, each after its size
      Cut cut;
      std::size_t at = 0;
      const auto next = [&] {
        return at < blob.size() ? static_cast<unsigned char>(blob[at++]) : 0u;
      };
      cut.place = static_cast<std::int8_t>(next());
      cut.size = static_cast<std::int64_t>(next()) << next() % 64;
      std::int64_t place = 0;
      while (at < blob.size()) {
        place += next();
        const std::string_view block = blob.substr(at, next());
        at = std::min(blob.size(), at + block.size());
        cut.blocks.emplace_back(place, block);
      }
      const auto joined = join(cut, Dictionaries());
      assert(!joined || static_cast<std::int64_t>(joined->size()) == cut.size);
      break;
    }
    case 7: {
      if (blob.empty()) break;
      const Dictionaries none;
      std::string packed;
      const std::size_t taken = none.fill(blob, 0, 64, packed);
      assert(taken > 0 && taken <= blob.size() && packed.size() <= 64);
      assert(none.unpack(packed, blob.size()) == blob.substr(0, taken));
      const auto record = split_record(blob);
      Stored stored;
      stored.article.id = id;
      if (record && decode_derived(record->derived, stored)) encode_record(stored);
      break;
    }
    default:
      assert(unpack_id(pack_id(blob)) == blob);
      unpack_id(blob);
  }
  return 0;
}
