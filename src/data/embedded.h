// The files of data/, carried inside the program.  Defined by what cmake/embed.cmake writes.
#pragma once

#include <cstddef>
#include <string_view>

namespace secondsource::data {

struct EmbeddedFile {
  std::string_view path;  // below data/: "languages/en.txt"
  struct Bytes {
    const char* begin;
    const char* end;
  } bytes;
};

extern const EmbeddedFile kEmbedded[];
extern const std::size_t kEmbeddedCount;

}  // namespace secondsource::data
