#include "text/text.h"

#include <algorithm>

#include "text/language.h"
#include "text/quotations.h"
#include "text/sentences.h"
#include "text/words.h"

namespace secondsource::text {
namespace {

void lines_of(std::string_view source, std::vector<ByteSpan>& out) {
  std::size_t begin = 0;
  while (begin < source.size()) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    if (source.substr(begin, end - begin).find_first_not_of(" \t\r") != std::string_view::npos) {
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    begin = end + 1;
  }
}

// Paragraphs come from outside (a page, a stored article): put in bounds and order.
void given_paragraphs(std::string_view source, std::span<const ByteSpan> given,
                      std::vector<ByteSpan>& out) {
  std::uint32_t from = 0;
  const auto size = static_cast<std::uint32_t>(source.size());
  for (ByteSpan paragraph : given) {
    paragraph.begin = std::clamp(paragraph.begin, from, size);
    paragraph.end = std::clamp(paragraph.end, paragraph.begin, size);
    out.push_back(paragraph);
    from = paragraph.end;
  }
}

}  // namespace

std::size_t Text::word_at(std::uint32_t byte) const {
  return static_cast<std::size_t>(
      std::lower_bound(words.begin(), words.end(), byte,
                       [](const Word& word, std::uint32_t at) { return word.span.begin < at; }) -
      words.begin());
}

std::size_t Text::sentence_of(std::size_t i) const {
  return static_cast<std::size_t>(std::upper_bound(sentences.begin(), sentences.end(), i,
                                                   [](std::size_t word, const Sentence& sentence) {
                                                     return word < sentence.end_word;
                                                   }) -
                                  sentences.begin());
}

void analyse(std::string_view source, std::span<const ByteSpan> paragraphs,
             const Language& language, Text& out) {
  out.source = source;
  out.language = &language;
  out.paragraphs.clear();
  if (paragraphs.empty()) {
    lines_of(source, out.paragraphs);
  } else {
    given_paragraphs(source, paragraphs, out.paragraphs);
  }
  find_words(out);
  find_sentences(out);
  find_quotations(out);
}

void analyse(const Article& article, const Languages& languages, ArticleText& out) {
  const Language& language = languages.of(article.language);
  analyse(article.title, {}, language, out.title);
  analyse(article.text, article.paragraphs, language, out.body);
}

}  // namespace secondsource::text
