// Compressed bytes, undone as they are read.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "extract/source.h"

namespace secondsource::extract {

enum class Coding : std::uint8_t { kGzip, kDeflate, kBrotli, kZstd };

// What `source` holds, in any number of gzip members or zstd frames one after another.  A zstd file
// may begin with a dictionary in a skippable frame, as WARC files in zstd do
// (https://iipc.github.io/warc-specifications/specifications/warc-zstd/).  What unpacks to more
// than `expansion` times its size (and 16 MiB) ends in an error that says so.
std::unique_ptr<Stream> inflated(std::unique_ptr<Stream> source, Coding coding,
                                 std::size_t expansion);

// The same of bytes at hand, at most `limit` of them; nullopt where they are not of that coding.
std::expected<std::string, std::string> inflate(std::string_view bytes, Coding coding,
                                                std::size_t expansion, std::size_t limit);

}  // namespace secondsource::extract
