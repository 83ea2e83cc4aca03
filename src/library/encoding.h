// How the values of an article are kept in the catalogue's blobs.
//
// A number is a varint: seven bits a byte, the lowest first, the high bit set on all but the last.
// A signed one is folded first (0, -1, 1, -2, …).  A text is its size and its bytes.  An optional
// value is 0, or 1 and the value.  A list is its size and its values.  Spans of a list are each
// (begin - end of the one before, signed; size), so that neighbours cost two bytes.  Ids of
// articles are 16 bytes, or a text where they are not 32 hexadecimal digits.  The fields stand in
// the order of the structs in include/secondsource; what a reader can tell from elsewhere is left
// out.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/fact.h"
#include "secondsource/family.h"
#include "secondsource/mention.h"
#include "secondsource/read.h"

namespace secondsource::library {

// A number; and bytes after their size.  Taking cuts them off the front of `bytes`: nothing when
// they are not whole.
void put_number(std::string& out, std::uint64_t value);
std::optional<std::uint64_t> take_number(std::string_view& bytes);
void put_part(std::string& out, std::string_view part);
std::optional<std::string_view> take_part(std::string_view& bytes);

// An article without its id, text and furniture.
std::string encode_head(const Article& article);
// Fills all of `out` but those.  False when `bytes` are not a head: `out` is then unspecified.
bool decode_head(std::string_view bytes, Article& out);

std::string encode_spans(std::span<const ByteSpan> spans);
bool decode_spans(std::string_view bytes, std::vector<ByteSpan>& out);

// Mentions of one article in their order; ids are told from `article` and their number.
std::string encode_mentions(std::span<const Mention> mentions);
bool decode_mentions(std::string_view bytes, const std::string& article, std::vector<Mention>& out);

std::string encode_document(const Reader::Document& document);
bool decode_document(std::string_view bytes, Reader::Document& out);

std::string encode_family(const Family& family);
bool decode_family(std::string_view bytes, Family& out);

// 32 hexadecimal digits ↔ 16 bytes.  Another id is kept as it is, with a zero byte before it.
std::string pack_id(std::string_view id);
std::string unpack_id(std::string_view bytes);

}  // namespace secondsource::library
