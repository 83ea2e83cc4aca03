// Any bytes, repaired: analysis and facts keep their promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "facts/facts.h"
#include "press/press.h"
#include "secondsource/data.h"
#include "text/language.h"
#include "text/text.h"
#include "text/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool on_boundary(std::string_view text, std::uint32_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

void require_span(std::string_view text, secondsource::ByteSpan span) {
  require(span.begin <= span.end && on_boundary(text, span.begin) && on_boundary(text, span.end));
}

}  // namespace

// The first byte chooses the language; the rest is the text, its first line the title too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace secondsource;
  static const std::shared_ptr<const Data> data = Data::load().value();
  if (size == 0) return 0;
  const auto& languages = data->languages().all();

  Article article;
  article.language = languages[bytes[0] % languages.size()].code();
  article.text.assign(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  text::repair_utf8(article.text);
  require(text::valid_utf8(article.text));
  article.title = article.text.substr(0, article.text.find('\n'));
  article.published = Time(std::chrono::seconds(1'700'000'000));

  text::ArticleText text;
  text::analyse(article, data->languages(), text);
  std::size_t word = 0;
  for (const text::Word& one : text.body.words) require_span(article.text, one.span);
  for (const text::Sentence& sentence : text.body.sentences) {
    require_span(article.text, sentence.span);
    require(sentence.first_word == word && sentence.end_word > word);
    word = sentence.end_word;
  }
  require(word == text.body.words.size());
  for (const text::Quotation& quotation : text.body.quotations) {
    require_span(article.text, quotation.outer);
    require_span(article.text, quotation.inner);
    require(quotation.outer.contains(quotation.inner));
  }
  for (const Fact& fact : facts::find(article, text, *data)) {
    require_span(fact.field == Field::kTitle ? article.title : article.text, fact.span);
    require(!fact.value.empty());
  }
  for (const press::Named& named : data->press().find(article.text)) {
    require_span(article.text, {named.begin, named.end});
  }
  press::registrable_domain(article.text);
  return 0;
}
