// Texts for the tests of reuse: words are what stands between spaces.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace secondsource::reuse {

inline std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a, stirred
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9;
}

// Words, one paragraph a line, and quotations between “ and ” where there are any.
inline text::Text words_of(std::string_view source) {
  text::Text text;
  text.source = source;
  std::uint32_t line = 0, paragraph = 0;
  bool open = false;
  text::Quotation quotation;
  const std::string_view opening = "“", closing = "”";
  const auto end_line = [&](std::uint32_t end) {
    text.paragraphs.push_back({line, end});
    line = end + 1;
    ++paragraph;
  };
  for (std::uint32_t i = 0; i < source.size();) {
    const std::string_view rest = source.substr(i);
    if (rest.starts_with(opening)) {
      i += std::uint32_t(opening.size());
      quotation = {{i - std::uint32_t(opening.size()), 0},
                   {i, 0},
                   std::uint32_t(text.words.size()),
                   0,
                   paragraph,
                   0,
                   true,
                   false};
      open = true;
    } else if (rest.starts_with(closing)) {
      quotation.inner.end = i;
      i += std::uint32_t(closing.size());
      quotation.outer.end = i;
      quotation.end_word = std::uint32_t(text.words.size());
      if (open) text.quotations.push_back(quotation);
      open = false;
    } else if (source[i] == ' ' || source[i] == '.' || source[i] == ',') {
      ++i;
    } else if (source[i] == '\n') {
      end_line(i++);
    } else {
      std::uint32_t end = i;
      while (end < source.size() &&
             std::string_view(" .,\n").find(source[end]) == std::string_view::npos &&
             !source.substr(end).starts_with(opening) && !source.substr(end).starts_with(closing)) {
        ++end;
      }
      text::Word word;
      word.span = {i, end};
      word.hash = hash_of(source.substr(i, end - i));
      text.words.push_back(word);
      i = end;
    }
  }
  end_line(std::uint32_t(source.size()));
  return text;
}

// "w17": a word, of no language.
inline std::string word(char kind, std::uint64_t number) {
  std::string out(1, kind);
  out += std::to_string(number);
  return out;
}

// `count` words of a vocabulary of `kinds`, separated by spaces.
inline std::string prose(std::mt19937_64& random, std::size_t count, std::uint64_t kinds) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    out += word('w', random() % kinds);
  }
  return out;
}

}  // namespace secondsource::reuse
