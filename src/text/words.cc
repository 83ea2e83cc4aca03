#include "text/words.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#define XXH_INLINE_ALL  // words are short: a call would cost as much as the hash
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "text/characters.h"

namespace secondsource::text {
namespace {

constexpr std::size_t kLongestWord = 1024;      // bytes of the source
constexpr std::size_t kLongestDenseRun = 4096;  // bytes given to ICU's dictionary at once

std::string normalised(std::string_view text) {
  UErrorCode failed = U_ZERO_ERROR;
  const icu::Normalizer2* normaliser = icu::Normalizer2::getNFKCCasefoldInstance(failed);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  normaliser->normalizeUTF8(0,
                            icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                            sink, nullptr, failed);
  return normal;
}

// What a single character between two words joins them by; ' ' when it does not.
char joint_of(char32_t c) {
  switch (c) {
    case '\'':
    case 0x2019:
    case 0x2018:
    case 0x02BC:
    case 0xFF07:
      return '\'';
    case '-':
    case 0x2010:
    case 0x2011:
      return '-';
    case '.':
    case ',':
    case '/':
    case '&':
    case ':':
      return static_cast<char>(c);
    default:
      return ' ';
  }
}

// Cuts runs of scripts without spaces by ICU's dictionaries.  Making an iterator costs more than an
// article, so each thread keeps one.
class Dictionary {
 public:
  Dictionary() {
    UErrorCode failed = U_ZERO_ERROR;
    words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), failed));
  }
  ~Dictionary() { utext_close(text_); }
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  template <typename Word>
  void cut(std::string_view run, Word&& word) {
    UErrorCode failed = U_ZERO_ERROR;
    text_ = utext_openUTF8(text_, run.data(), static_cast<std::int64_t>(run.size()), &failed);
    words_->setText(text_, failed);
    std::int32_t begin = words_->first();
    for (std::int32_t end = words_->next(); end != icu::BreakIterator::DONE; end = words_->next()) {
      word(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
      begin = end;
    }
  }

 private:
  std::unique_ptr<icu::BreakIterator> words_;
  UText* text_ = nullptr;
};

class Finder {
 public:
  explicit Finder(Text& out) : out_(out), source_(out.source), characters_(Characters::get()) {
    for (std::size_t c = 0; c < ascii_.size(); ++c)
      ascii_[c] = characters_[static_cast<char32_t>(c)];
    out_.words.clear();
    out_.words.reserve(source_.size() / 6);
    out_.folded.resize(source_.size() + kRoom);
  }

  void run() {
    std::size_t at = 0;
    while (at < source_.size()) {
      const auto byte = static_cast<unsigned char>(source_[at]);
      if (byte < 0x80) {
        if ((ascii_[byte] & Characters::kWord) == 0) {
          ++at;
        } else {
          at = word(at, ascii_[byte]);
        }
        continue;
      }
      const Decoded next = decode(source_, at);
      const std::uint32_t flags = characters_[next.c];
      if ((flags & Characters::kWord) == 0) {
        at += next.size;
      } else if ((flags & Characters::kDense) != 0) {
        at = dense_run(at);
      } else {
        at = word(at, flags);
      }
    }
    out_.folded.resize(size_);
  }

 private:
  // The word that begins at `begin` with a character of these flags; returns its end.
  std::size_t word(std::size_t begin, std::uint32_t flags) {
    join(begin);
    make_room(2 * kLongestWord);
    const std::size_t folded = size_;
    const std::size_t limit = std::min(source_.size(), begin + kLongestWord);
    std::size_t end = begin;
    char* to = out_.folded.data() + size_;
    while (end < limit) {
      const auto byte = static_cast<unsigned char>(source_[end]);
      if (byte >= 0x80 || (ascii_[byte] & Characters::kWord) == 0) break;
      *to++ = static_cast<char>(ascii_[byte] & 0x7F);
      ++end;
    }
    size_ += end - begin;
    if (end < limit && static_cast<unsigned char>(source_[end]) >= 0x80) {
      end = rest_of_word(begin, end, folded);
    }
    emit(begin, end, folded, flags);
    return end;
  }

  // Goes on with any characters from `at`; the normal form of [begin, at) is in place.
  std::size_t rest_of_word(std::size_t begin, std::size_t at, std::size_t folded) {
    bool hard = false;
    std::size_t end = at;
    while (at < source_.size() && at - begin < kLongestWord) {
      const Decoded next = decode(source_, at);
      const std::uint32_t flags = characters_[next.c];
      if ((flags & Characters::kIgnored) != 0) {
        at += next.size;
        hard = true;
        continue;
      }
      if ((flags & Characters::kWord) == 0 || (flags & Characters::kDense) != 0) break;
      if ((flags & Characters::kHard) != 0) {
        hard = true;
      } else {
        append(flags & 0xFFFF);
      }
      at += next.size;
      end = at;
    }
    if (hard) normalise(begin, end, folded);
    return end;
  }

  std::size_t dense_run(std::size_t begin) {
    std::size_t end = begin;
    while (end < source_.size() && end - begin < kLongestDenseRun) {
      const Decoded next = decode(source_, end);
      const std::uint32_t flags = characters_[next.c];
      const bool mark = (flags & (Characters::kLetter | Characters::kDigit)) == 0;
      if ((flags & Characters::kWord) == 0 || ((flags & Characters::kDense) == 0 && !mark)) break;
      end += next.size;
    }
    thread_local Dictionary dictionary;
    dictionary.cut(source_.substr(begin, end - begin),
                   [&](std::size_t from, std::size_t to) { dense_word(begin + from, begin + to); });
    return end;
  }

  void dense_word(std::size_t begin, std::size_t end) {
    join(begin);
    make_room(2 * (end - begin));
    const std::size_t folded = size_;
    bool hard = false;
    for (std::size_t at = begin; at < end;) {
      const Decoded next = decode(source_, at);
      const std::uint32_t flags = characters_[next.c];
      hard = hard || (flags & Characters::kHard) != 0;
      append(flags & 0xFFFF);
      at += next.size;
    }
    if (hard) normalise(begin, end, folded);
    emit(begin, end, folded, characters_[decode(source_, begin).c]);
  }

  // Decides the joint of the word that begins at `begin`, and writes it.
  void join(std::size_t begin) {
    joint_ = ' ';
    if (out_.words.empty()) return;
    const std::size_t before = out_.words.back().span.end;
    if (before == begin) {
      joint_ = '\0';
      return;
    }
    if (begin - before <= 3) {
      const Decoded between = decode(source_, before);
      if (before + between.size == begin) joint_ = joint_of(between.c);
    }
    make_room(1);
    out_.folded[size_++] = joint_;
  }

  void make_room(std::size_t bytes) {
    if (out_.folded.size() - size_ < bytes) {
      out_.folded.resize(std::max(out_.folded.size() * 2, size_ + bytes));
    }
  }

  void append(std::uint32_t c) {  // c < U+10000; there is room
    char* to = out_.folded.data() + size_;
    if (c < 0x80) {
      *to = static_cast<char>(c);
      size_ += 1;
    } else if (c < 0x800) {
      to[0] = static_cast<char>(0xC0 | c >> 6);
      to[1] = static_cast<char>(0x80 | (c & 0x3F));
      size_ += 2;
    } else {
      to[0] = static_cast<char>(0xE0 | c >> 12);
      to[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
      to[2] = static_cast<char>(0x80 | (c & 0x3F));
      size_ += 3;
    }
  }

  // Writes the normal form of [begin, end) at `folded`, over what is there.
  void normalise(std::size_t begin, std::size_t end, std::size_t folded) {
    const std::string normal = normalised(source_.substr(begin, end - begin));
    size_ = folded;
    make_room(normal.size());
    std::memcpy(out_.folded.data() + size_, normal.data(), normal.size());
    size_ += normal.size();
  }

  void emit(std::size_t begin, std::size_t end, std::size_t folded, std::uint32_t first) {
    Word& word = out_.words.emplace_back();
    word.hash = XXH3_64bits(out_.folded.data() + folded, size_ - folded);
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    word.folded = static_cast<std::uint32_t>(folded);
    word.folded_size = static_cast<std::uint16_t>(size_ - folded);
    word.capitalised = (first & Characters::kUpper) != 0;
    word.number = (first & Characters::kDigit) != 0;
    word.joint = joint_;
  }

  static constexpr std::size_t kRoom = 2 * kLongestWord + 64;

  Text& out_;
  std::string_view source_;
  const Characters& characters_;
  std::array<std::uint32_t, 0x80> ascii_;
  std::size_t size_ = 0;  // of the normal forms so far; out_.folded is longer until the end
  char joint_ = ' ';
};

}  // namespace

void find_words(Text& out) { Finder(out).run(); }

std::string fold(std::string_view word) { return normalised(word); }

std::uint64_t hash_of(std::string_view folded_word) {
  return XXH3_64bits(folded_word.data(), folded_word.size());
}

}  // namespace secondsource::text
