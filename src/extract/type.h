// What bytes are, told from the bytes alone: the one place that does.
#pragma once

#include <cstdint>
#include <string_view>

namespace secondsource::extract {

enum class Type : std::uint8_t {
  kHtml,
  kJson,
  kJsonFeed,
  kFeed,    // RSS, Atom
  kNewsml,  // NewsML-G2, NITF
  kXml,     // of another kind
  kWarc,
  kGzip,
  kZstd,
  kText,
  kBinary,  // nothing that is read
};

// Of a document or of its first 4 KiB.
Type type_of(std::string_view bytes);

// "HTML", "a feed", … for people.
std::string_view name_of(Type type);

}  // namespace secondsource::extract
