// Any bytes as a document: no crash, spans in bounds, valid text.
#include <cassert>
#include <cstdint>
#include <memory>
#include <string>

#include "secondsource/read.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace secondsource;
  static const std::shared_ptr<const Data> data = *Data::load();
  Reader::Document document;
  document.input = "fuzz";
  document.bytes.assign(reinterpret_cast<const char*>(bytes), size);
  const auto article = read_document(document, *data);
  if (!article) return 0;
  assert(text::valid_utf8(article->text));
  assert(text::valid_utf8(article->title));
  std::uint32_t last = 0;
  for (const ByteSpan span : article->paragraphs) {
    assert(span.begin >= last && span.begin < span.end && span.end <= article->text.size());
    last = span.end;
  }
  if (article->dateline) assert(article->dateline->span.end <= article->text.size());
  for (const Credit& credit : article->credits) {
    if (credit.span) assert(credit.span->begin <= credit.span->end);
    if (credit.span) assert(credit.span->end <= article->text.size());
  }
  return 0;
}
