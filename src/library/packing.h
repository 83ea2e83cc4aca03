// Compressed blobs: zstd, with a dictionary trained on what a library holds once it holds enough.
//
// A packed blob is the byte D and a payload: for D = 0 the bytes as they are, for D = 1 a zstd
// frame, for D ≥ 2 a zstd frame made with dictionary D of the catalogue.  A frame need not say how
// large its content is where that is 64 KiB or less.  What a blob holds is checked by the sums of
// the catalogue.
#pragma once

#include <zstd.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::library {

// Dictionaries once loaded; safe from several threads as long as none is added meanwhile.
class Dictionaries {
 public:
  static constexpr std::int64_t kFirst = 2;
  void add(std::int64_t number, std::string_view bytes);

  std::string pack(std::string_view bytes, std::int64_t dictionary) const;
  // Packs as long a beginning of `bytes` as fits into `largest` bytes (64 and more), or nearly so,
  // and is no longer than kLargestFill; returns how many that are, at least one.
  static constexpr std::size_t kLargestFill = 65'536;
  std::size_t fill(std::string_view bytes, std::int64_t dictionary, std::size_t largest,
                   std::string& packed) const;
  // A blob of bytes as they are.
  static std::string plain(std::string_view bytes);
  // Nothing when `packed` is damaged, or grows beyond `limit` bytes; or beyond kLargestFill where
  // the frame does not say its size.
  std::optional<std::string> unpack(std::string_view packed, std::size_t limit) const;

 private:
  // A context for a blob with this dictionary, whose first byte is put into `packed`.
  ZSTD_CCtx* begin(std::int64_t dictionary, std::string& packed) const;
  struct FreeCompression {
    void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
  };
  struct FreeDecompression {
    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
  };
  struct Pair {
    std::unique_ptr<ZSTD_CDict, FreeCompression> compression;
    std::unique_ptr<ZSTD_DDict, FreeDecompression> decompression;
  };
  std::map<std::int64_t, Pair> dictionaries_;
};

// A dictionary of at most `size` bytes for blobs like `samples`; "" when they are too few.
std::string train_dictionary(std::span<const std::string> samples, std::size_t size);

}  // namespace secondsource::library
