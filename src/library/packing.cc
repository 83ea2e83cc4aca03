#include "library/packing.h"

#include <zdict.h>

namespace secondsource::library {

namespace {

// Texts are packed once and unpacked often; above 6 a level gains 1 % of size and doubles the time.
constexpr int kLevel = 6;

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

std::string Dictionaries::pack(std::string_view bytes, std::int64_t dictionary) const {
  ZSTD_CCtx* context = compression_context();
  const auto found = dictionaries_.find(dictionary);
  const bool with = found != dictionaries_.end();
  std::string packed(1, static_cast<char>(with ? dictionary : 1));
  packed.resize(1 + ZSTD_compressBound(bytes.size()));
  ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_refCDict(context, with ? found->second.compression.get() : nullptr);
  const std::size_t size =
      ZSTD_compress2(context, packed.data() + 1, packed.size() - 1, bytes.data(), bytes.size());
  if (ZSTD_isError(size) || size >= bytes.size()) {
    packed.assign(1, '\0');
    packed += bytes;
    return packed;
  }
  packed.resize(1 + size);
  return packed;
}

std::optional<std::string> Dictionaries::unpack(std::string_view packed, std::size_t limit) const {
  if (packed.empty()) return std::nullopt;
  const auto dictionary = static_cast<unsigned char>(packed.front());
  packed.remove_prefix(1);
  if (dictionary == 0) return std::string(packed);
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > limit) {
    return std::nullopt;
  }
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
  if (ZSTD_isError(got) || got != size) return std::nullopt;
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
