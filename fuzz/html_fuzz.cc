// Any bytes as a document: no crash, spans in bounds, valid text.
#include "fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace secondsource;
  static const std::shared_ptr<const Data> data = *Data::load();
  Reader::Document document;
  document.input = "fuzz";
  document.bytes.assign(reinterpret_cast<const char*>(bytes), size);
  const auto article = read_document(document, *data);
  if (article) check_article(*article);
  return 0;
}
