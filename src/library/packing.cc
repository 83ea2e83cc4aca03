#include "library/packing.h"

#include <zdict.h>

#include <algorithm>

namespace secondsource::library {

namespace {

// Texts are packed once and unpacked often; above 6 a level gains 1 % of size and doubles the time.
constexpr int kLevel = 6;
constexpr int kWindow = 16;  // bits: of what fill() packs

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// A context costs a megabyte to make: one a thread is kept.
ZSTD_CCtx* compression_context() {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  return context.get();
}

ZSTD_DCtx* decompression_context() {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  return context.get();
}

}  // namespace

void Dictionaries::add(std::int64_t number, std::string_view bytes) {
  Pair& pair = dictionaries_[number];
  pair.compression.reset(ZSTD_createCDict(bytes.data(), bytes.size(), kLevel));
  pair.decompression.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
}

ZSTD_CCtx* Dictionaries::begin(std::int64_t dictionary, std::string& packed) const {
  ZSTD_CCtx* context = compression_context();
  const auto found = dictionaries_.find(dictionary);
  const bool with = found != dictionaries_.end();
  packed.assign(1, static_cast<char>(with ? dictionary : 1));
  ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_refCDict(context, with ? found->second.compression.get() : nullptr);
  return context;
}

std::string Dictionaries::plain(std::string_view bytes) {
  std::string packed(1, '\0');
  packed += bytes;
  return packed;
}

std::string Dictionaries::pack(std::string_view bytes, std::int64_t dictionary) const {
  std::string packed;
  ZSTD_CCtx* context = begin(dictionary, packed);
  packed.resize(1 + ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress2(context, packed.data() + 1, packed.size() - 1, bytes.data(), bytes.size());
  if (ZSTD_isError(size) || size >= bytes.size()) return plain(bytes);
  packed.resize(1 + size);
  return packed;
}

// Piece after piece is packed and flushed, each as long as should fit into what is left by the rate
// of those before; what then goes beyond is cut off, and the frame ended by a block of nothing.
std::size_t Dictionaries::fill(std::string_view bytes, std::int64_t dictionary, std::size_t largest,
                               std::string& packed) const {
  constexpr std::string_view kEnd("\1\0\0", 3);
  constexpr std::size_t kLeastPiece = 200;
  constexpr double kSafely = 0.8;
  bytes = bytes.substr(0, kLargestFill);
  ZSTD_CCtx* context = begin(dictionary, packed);
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, kWindow);
  packed.resize(largest + ZSTD_compressBound(kLargestFill));
  ZSTD_outBuffer out{packed.data(), packed.size(), 1};
  std::size_t taken = 0;
  double rate = 1;  // bytes of a blob for a byte of content
  while (taken < bytes.size()) {
    const std::size_t left = largest - kEnd.size() - out.pos;
    auto piece = static_cast<std::size_t>(static_cast<double>(left) / rate * kSafely);
    if (taken == 0) piece = largest / 2;
    piece = std::min(piece, bytes.size() - taken);
    if (taken > 0 && piece < std::min(kLeastPiece, bytes.size() - taken)) break;
    ZSTD_inBuffer in{bytes.data() + taken, piece, 0};
    const std::size_t before = out.pos;
    std::size_t open = 0;  // bytes that wait to be flushed
    do {
      open = ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush);
    } while (!ZSTD_isError(open) && open > 0 && out.pos < out.size);
    if (open != 0 || out.pos + kEnd.size() > largest) {
      out.pos = before;
      break;
    }
    taken += piece;
    rate = static_cast<double>(out.pos) / static_cast<double>(taken);
  }
  if (taken == 0 || out.pos + kEnd.size() > taken) {  // what does not get smaller stays as it is
    taken = std::min(largest - 1, bytes.size());
    packed = plain(bytes.substr(0, taken));
    return taken;
  }
  packed.resize(out.pos);
  packed += kEnd;
  return taken;
}

std::optional<std::string> Dictionaries::unpack(std::string_view packed, std::size_t limit) const {
  if (packed.empty()) return std::nullopt;
  const auto dictionary = static_cast<unsigned char>(packed.front());
  packed.remove_prefix(1);
  if (dictionary == 0) return std::string(packed);
  unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  const bool said = size != ZSTD_CONTENTSIZE_UNKNOWN;
  if (!said) size = std::min(limit, kLargestFill);
  if (size == ZSTD_CONTENTSIZE_ERROR || size > limit) return std::nullopt;
  ZSTD_DCtx* context = decompression_context();
  ZSTD_DCtx_reset(context, ZSTD_reset_session_and_parameters);
  if (dictionary >= kFirst) {
    const auto found = dictionaries_.find(dictionary);
    if (found == dictionaries_.end()) return std::nullopt;
    ZSTD_DCtx_refDDict(context, found->second.decompression.get());
  }
  std::string bytes(size, '\0');
  const std::size_t got =
      ZSTD_decompressDCtx(context, bytes.data(), bytes.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) || (said && got != size)) return std::nullopt;
  bytes.resize(got);
  return bytes;
}

std::string train_dictionary(std::span<const std::string> samples, std::size_t size) {
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(size, '\0');
  const std::size_t got = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(),
                                                sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(got)) return {};
  dictionary.resize(got);
  return dictionary;
}

}  // namespace secondsource::library
