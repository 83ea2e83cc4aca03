#include "text/words.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <xxhash.h>

#include <memory>

#include "text/characters.h"

namespace secondsource::text {
namespace {

constexpr std::size_t kLongestWord = 1024;      // bytes of the source
constexpr std::size_t kLongestDenseRun = 4096;  // bytes given to ICU's dictionary at once

void append_utf8(std::string& out, std::uint32_t c) {  // c < U+10000
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xE0 | c >> 12));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

// Appends the normal form of any text.
void append_normalised(std::string_view text, std::string& out) {
  UErrorCode failed = U_ZERO_ERROR;
  const icu::Normalizer2* normaliser = icu::Normalizer2::getNFKCCasefoldInstance(failed);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  normaliser->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                            sink, nullptr, failed);
  out += normal;
}

// What a single character between two words joins them by; ' ' when it does not.
char joint_of(char32_t c) {
  switch (c) {
    case '\'': case 0x2019: case 0x2018: case 0x02BC: case 0xFF07:
      return '\'';
    case '-': case 0x2010: case 0x2011:
      return '-';
    case '.': case ',': case '/': case '&': case ':':
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
    for (std::size_t c = 0; c < 0x80; ++c) {
      const std::uint32_t flags = characters_[static_cast<char32_t>(c)];
      ascii_[c] = (flags & Characters::kWord) != 0 ? static_cast<char>(flags & 0x7F) : '\0';
    }
  }

  void run() {
    std::size_t at = 0;
    while (at < source_.size()) {
      const auto byte = static_cast<unsigned char>(source_[at]);
      if (byte < 0x80) {
        if (ascii_[byte] == 0) {
          ++at;
          continue;
        }
        at = word(at);
        continue;
      }
      const Decoded next = decode(source_, at);
      const std::uint32_t flags = characters_[next.c];
      if ((flags & Characters::kWord) == 0) {
        at += next.size;
      } else if ((flags & Characters::kDense) != 0) {
        at = dense_run(at);
      } else {
        at = word(at);
      }
    }
  }

 private:
  // The word that begins at `begin`; returns its end.
  std::size_t word(std::size_t begin) {
    join(begin);
    const std::size_t folded = out_.folded.size();
    const std::size_t limit = std::min(source_.size(), begin + kLongestWord);
    std::size_t end = begin;
    while (end < limit) {
      const auto byte = static_cast<unsigned char>(source_[end]);
      if (byte >= 0x80 || ascii_[byte] == 0) break;
      ascii_word_[end - begin] = ascii_[byte];
      ++end;
    }
    out_.folded.append(ascii_word_, end - begin);
    if (end < limit && static_cast<unsigned char>(source_[end]) >= 0x80) {
      end = rest_of_word(begin, end, folded);
    }
    emit(begin, end, folded);
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
      } else if (!hard) {
        append_utf8(out_.folded, flags & 0xFFFF);
      }
      at += next.size;
      end = at;
    }
    if (hard) {
      out_.folded.resize(folded);
      append_normalised(source_.substr(begin, end - begin), out_.folded);
    }
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
    dictionary.cut(source_.substr(begin, end - begin), [&](std::size_t from, std::size_t to) {
      join(begin + from);
      const std::size_t folded = out_.folded.size();
      bool hard = false;
      for (std::size_t at = begin + from; at < begin + to && !hard;) {
        const Decoded next = decode(source_, at);
        const std::uint32_t flags = characters_[next.c];
        hard = (flags & Characters::kHard) != 0;
        if (!hard) append_utf8(out_.folded, flags & 0xFFFF);
        at += next.size;
      }
      if (hard) {
        out_.folded.resize(folded);
        append_normalised(source_.substr(begin + from, to - from), out_.folded);
      }
      emit(begin + from, begin + to, folded);
    });
    return end;
  }

  // Decides the joint of the word that begins at `begin`, and writes it.
  void join(std::size_t begin) {
    joint_ = ' ';
    if (!out_.words.empty()) {
      const std::size_t before = out_.words.back().span.end;
      if (before == begin) {
        joint_ = '\0';
      } else if (begin - before <= 3) {
        const Decoded between = decode(source_, before);
        if (before + between.size == begin) joint_ = joint_of(between.c);
      }
      if (joint_ != '\0') out_.folded.push_back(joint_);
    }
  }

  void emit(std::size_t begin, std::size_t end, std::size_t folded) {
    const std::size_t size = out_.folded.size() - folded;
    const std::uint32_t first = characters_[decode(source_, begin).c];
    Word& word = out_.words.emplace_back();
    word.hash = XXH3_64bits(out_.folded.data() + folded, size);
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    word.folded = static_cast<std::uint32_t>(folded);
    word.folded_size = static_cast<std::uint16_t>(size);
    word.capitalised = (first & Characters::kUpper) != 0;
    word.number = (first & Characters::kDigit) != 0;
    word.joint = joint_;
  }

  Text& out_;
  std::string_view source_;
  const Characters& characters_;
  char ascii_[0x80];  // the normal form of an ASCII letter or digit, 0 for the others
  char ascii_word_[kLongestWord];
  char joint_ = ' ';
};

}  // namespace

void find_words(Text& out) {
  out.words.clear();
  out.folded.clear();
  Finder(out).run();
}

std::string fold(std::string_view word) {
  std::string folded;
  append_normalised(word, folded);
  return folded;
}

std::uint64_t hash_of(std::string_view folded_word) {
  return XXH3_64bits(folded_word.data(), folded_word.size());
}

}  // namespace secondsource::text
