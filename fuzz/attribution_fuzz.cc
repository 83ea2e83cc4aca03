// Any text: attribution ends, its spans are in bounds and in order, ids are its own.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include "attribution/attribution.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "text/text.h"
#include "text/utf8.h"

using namespace secondsource;

namespace {

bool boundary(const std::string& text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void check(const std::string& text, ByteSpan span) {
  assert(span.begin < span.end && span.end <= text.size());
  assert(boundary(text, span.begin) && boundary(text, span.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::shared_ptr<const Data> data = *Data::load();
  if (size < 2) return 0;
  constexpr const char* kLanguages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "pl",
                                        "ru", "uk", "tr", "ar", "zh", "ja", "",   "en"};
  Article article;
  article.id = "a";
  article.language = kLanguages[bytes[0] >> 4];
  article.text.assign(reinterpret_cast<const char*>(bytes + 2), size - 2);
  text::repair_utf8(article.text);
  if (bytes[0] & 4) {
    const std::size_t line = std::min(article.text.find('\n'), article.text.size());
    article.title = article.text.substr(0, line);
  }
  if (bytes[0] & 8) {
    std::uint32_t end =
        std::min<std::uint32_t>(bytes[1], static_cast<std::uint32_t>(article.text.size()));
    while (!boundary(article.text, end)) --end;
    if (end > 0) article.furniture.push_back({0, end});
  }
  text::ArticleText text;
  text::analyse(article, data->languages(), text);
  std::set<std::string> ids;
  for (const Mention& mention : attribution::attribute(article, text, *data)) {
    const std::string& source = mention.field == Field::kTitle ? article.title : article.text;
    assert(ids.insert(mention.id).second);
    assert(!mention.content.empty());
    for (std::size_t i = 0; i < mention.content.size(); ++i) {
      check(source, mention.content[i]);
      assert(i == 0 || mention.content[i - 1].end <= mention.content[i].begin);
    }
    if (mention.cue) check(source, *mention.cue);
    if (mention.speaker && !mention.speaker->span.empty()) check(source, mention.speaker->span);
    for (const Via& via : mention.via) check(source, via.span);
    if (mention.occasion) check(source, mention.occasion->span);
    for (const ByteSpan span : mention.insertions) check(source, span);
    assert(mention.outer != mention.id);
  }
  return 0;
}
