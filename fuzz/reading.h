// Reads bytes as a file of any type and checks what holds of every article.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "secondsource/read.h"
#include "text/utf8.h"

namespace secondsource {

inline void check_article(const Article& article) {
  assert(text::valid_utf8(article.text));
  assert(text::valid_utf8(article.title));
  for (const std::string& author : article.authors) assert(text::valid_utf8(author));
  for (const std::string& warning : article.warnings) assert(text::valid_utf8(warning));
  std::uint32_t last = 0;
  for (const ByteSpan span : article.paragraphs) {
    assert(span.begin >= last && span.begin < span.end && span.end <= article.text.size());
    last = span.end;
  }
  if (article.dateline) assert(article.dateline->span.end <= article.text.size());
  for (const Credit& credit : article.credits) {
    if (!credit.span) continue;
    assert(credit.span->begin <= credit.span->end && credit.span->end <= article.text.size());
  }
}

// Every record gives an article or one error, and reading ends.
inline void read_as_file(const std::uint8_t* bytes, std::size_t size) {
  static const std::shared_ptr<const Data> data = *Data::load();
  Reader::Document document;
  document.input = "fuzz";
  document.bytes.assign(reinterpret_cast<const char*>(bytes), size);
  document.url = "https://ledger.example/feed";
  ReadOptions options;
  options.limits.document_bytes = 1u << 20;
  Reader reader(std::move(document), data, options);
  std::size_t most = 10 * size + (32u << 20);  // bytes that unpack to records
  while (auto next = reader.next()) {
    assert(most-- > 0);
    if (*next) check_article(**next);
    if (!*next) assert(next->error().message.find('\n') == std::string::npos);
  }
  reader.take_notes();
}

}  // namespace secondsource
