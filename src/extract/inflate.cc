#include "extract/inflate.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace secondsource::extract {
namespace {

constexpr std::size_t kChunk = 1u << 16;
constexpr std::size_t kAlways = 16u << 20;  // of output no expansion is asked of
constexpr std::size_t kMostDictionary = 64u << 20;

// One step of a decoder: takes from `in`, appends to `out`.
enum class Step : std::uint8_t { kMore, kEnd, kBroken };

class Decoder {
 public:
  Decoder() = default;
  virtual ~Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  // kEnd at the end of a member or frame; the next one may follow.
  virtual Step step(std::string_view& in, std::string& out) = 0;
};

class Zlib : public Decoder {
 public:
  // `window_bits`: see inflateInit2.
  explicit Zlib(int window_bits) {
    if (inflateInit2(&stream_, window_bits) != Z_OK) throw std::bad_alloc();
  }
  ~Zlib() override { inflateEnd(&stream_); }
  Step step(std::string_view& in, std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(in.size(), 1u << 30));
    const std::size_t had = stream_.avail_in;
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream_.avail_out = kChunk;
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    out.resize(before + kChunk - stream_.avail_out);
    in.remove_prefix(had - stream_.avail_in);
    if (code == Z_STREAM_END) {
      inflateReset(&stream_);
      return Step::kEnd;
    }
    return code == Z_OK || code == Z_BUF_ERROR ? Step::kMore : Step::kBroken;
  }

 private:
  z_stream stream_{};
};

class Zstd : public Decoder {
 public:
  explicit Zstd(std::string_view dictionary) : context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
    if (!dictionary.empty()) {
      ZSTD_DCtx_loadDictionary(context_, dictionary.data(), dictionary.size());
    }
  }
  ~Zstd() override { ZSTD_freeDCtx(context_); }
  Step step(std::string_view& in, std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data() + before, kChunk, 0};
    const std::size_t left = ZSTD_decompressStream(context_, &to, &from);
    out.resize(before + to.pos);
    in.remove_prefix(from.pos);
    if (ZSTD_isError(left)) return Step::kBroken;
    return left == 0 ? Step::kEnd : Step::kMore;
  }

 private:
  ZSTD_DCtx* context_;
};

class Brotli : public Decoder {
 public:
  Brotli() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  ~Brotli() override { BrotliDecoderDestroyInstance(state_); }
  Step step(std::string_view& in, std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    std::size_t available = in.size(), room = kChunk;
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    auto* next_out = reinterpret_cast<std::uint8_t*>(out.data() + before);
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state_, &available, &next_in, &room, &next_out, nullptr);
    out.resize(before + kChunk - room);
    in.remove_prefix(in.size() - available);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return Step::kEnd;
    return result == BROTLI_DECODER_RESULT_ERROR ? Step::kBroken : Step::kMore;
  }

 private:
  BrotliDecoderState* state_;
};

std::string_view name_of(Coding coding) {
  switch (coding) {
    case Coding::kGzip:
      return "gzip";
    case Coding::kDeflate:
      return "deflate";
    case Coding::kBrotli:
      return "br";
    case Coding::kZstd:
      return "zstd";
  }
  return "";
}

// "deflate" is zlib's format, and without its frame from some servers.
bool has_zlib_header(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(bytes[0]);
  const unsigned second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0F) == 8 && (first * 256 + second) % 31 == 0;
}

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t out = 0;
  for (std::size_t i = 4; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[i]);
  return out;
}

class Inflated : public Stream {
 public:
  Inflated(Input input, Coding coding, std::size_t expansion)
      : input_(std::move(input)), coding_(coding), expansion_(expansion) {}

  std::expected<bool, std::string> read(std::size_t size, std::string& out) override {
    if (!failed_.empty()) return std::unexpected(failed_);
    const std::size_t before = out.size();
    while (!ended_ && out.size() - before < size) {
      const auto bytes = input_.peek(1);
      if (!bytes) return std::unexpected(bytes.error());
      if (decoder_ == nullptr) {
        if (auto made = begin(); !made) return fail(made.error(), out.size() > before);
        continue;
      }
      std::string_view in = *bytes;
      const std::size_t had = out.size();
      const bool any = !in.empty();
      if (!any && between_) {
        ended_ = true;
        break;
      }
      const Step step = decoder_->step(in, out);
      const std::size_t used = bytes->size() - in.size(), made = out.size() - had;
      taken_ += used;
      made_ += made;
      input_.skip(used);
      if (made_ > kAlways && made_ / expansion_ > taken_) {
        return fail(fmt::format("unpacks to more than {} times its size (ReadLimits::expansion)",
                                expansion_),
                    false);
      }
      if (step == Step::kBroken) {
        // Zeros that fill the last block of a tape, and other rests, end it.
        if (between_ && taken_ > used) {
          ended_ = true;
          break;
        }
        return fail(fmt::format("broken {}", name_of(coding_)), out.size() > before);
      }
      if (step == Step::kMore && !any && made == 0) {
        return fail(fmt::format("cut off: the {} has no end", name_of(coding_)),
                    out.size() > before);
      }
      between_ = step == Step::kEnd;
      if (between_ && coding_ != Coding::kGzip && coding_ != Coding::kZstd) ended_ = true;
    }
    return out.size() > before;
  }

 private:
  // Errors come after what was read before them.
  std::expected<bool, std::string> fail(std::string why, bool after_bytes) {
    failed_ = std::move(why);
    if (after_bytes) return true;
    return std::unexpected(failed_);
  }

  std::expected<void, std::string> begin() {
    constexpr int kFormatGzip = 16 + MAX_WBITS;
    switch (coding_) {
      case Coding::kGzip:
        decoder_ = std::make_unique<Zlib>(kFormatGzip);
        break;
      case Coding::kDeflate:
        decoder_ = std::make_unique<Zlib>(has_zlib_header(input_.ahead()) ? MAX_WBITS : -MAX_WBITS);
        break;
      case Coding::kBrotli:
        decoder_ = std::make_unique<Brotli>();
        break;
      case Coding::kZstd: {
        auto found = dictionary();
        if (!found) return std::unexpected(found.error());
        decoder_ = std::make_unique<Zstd>(*found);
        break;
      }
    }
    return {};
  }

  // Of the skippable frame 0x184D2A5D at the begin: as it is, or a zstd frame itself.
  std::expected<std::string, std::string> dictionary() {
    constexpr std::size_t kHeader = 8;
    auto bytes = input_.peek(kHeader);
    if (!bytes) return std::unexpected(bytes.error());
    if (bytes->size() < kHeader || !bytes->starts_with("\x5D\x2A\x4D\x18")) return std::string();
    const std::size_t size = little_endian(bytes->substr(4));
    if (size > kMostDictionary) return std::unexpected("a zstd dictionary larger than 64 MiB");
    bytes = input_.peek(kHeader + size);
    if (!bytes) return std::unexpected(bytes.error());
    if (bytes->size() < kHeader + size) {
      return std::unexpected("cut off in its zstd dictionary");
    }
    const std::string_view frame = bytes->substr(kHeader, size);
    std::expected<std::string, std::string> out(std::string{frame});
    if (frame.starts_with("\x28\xB5\x2F\xFD")) {
      out = inflate(frame, Coding::kZstd, expansion_, kMostDictionary);
    }
    input_.skip(kHeader + size);
    taken_ += kHeader + size;
    return out;
  }

  Input input_;
  Coding coding_;
  std::size_t expansion_;
  std::unique_ptr<Decoder> decoder_;
  std::size_t taken_ = 0, made_ = 0;
  bool between_ = true;  // members
  bool ended_ = false;
  std::string failed_;
};

// A view as a stream.
class Viewed : public Stream {
 public:
  explicit Viewed(std::string_view bytes) : bytes_(bytes) {}
  std::expected<bool, std::string> read(std::size_t size, std::string& out) override {
    const std::string_view now = bytes_.substr(0, size);
    bytes_.remove_prefix(now.size());
    out += now;
    return !now.empty();
  }

 private:
  std::string_view bytes_;
};

}  // namespace

std::unique_ptr<Stream> inflated(std::unique_ptr<Stream> source, Coding coding,
                                 std::size_t expansion) {
  return std::make_unique<Inflated>(Input(std::move(source)), coding,
                                    std::max<std::size_t>(expansion, 1));
}

std::expected<std::string, std::string> inflate(std::string_view bytes, Coding coding,
                                                std::size_t expansion, std::size_t limit) {
  Inflated stream(Input(std::make_unique<Viewed>(bytes)), coding,
                  std::max<std::size_t>(expansion, 1));
  std::string out;
  while (out.size() <= limit) {
    auto more = stream.read(kChunk, out);
    if (!more) return std::unexpected(more.error());
    if (!*more) return out;
  }
  return std::unexpected(fmt::format("larger than {} bytes (ReadLimits::document_bytes)", limit));
}

}  // namespace secondsource::extract
