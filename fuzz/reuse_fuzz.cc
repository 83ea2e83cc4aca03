// Any two texts: alignment ends, is the same either way round, and its passages are in bounds.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "press/press.h"
#include "reuse/align.h"
#include "reuse/family.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "text/text.h"
#include "text/utf8.h"

using namespace secondsource;

namespace {

bool on_boundary(const std::string& text, std::uint32_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

void check(const std::string& text, ByteSpan span) {
  assert(span.begin < span.end && on_boundary(text, span.begin) && on_boundary(text, span.end));
}

Article article_of(std::string id, std::string text) {
  Article article;
  article.id = std::move(id);
  article.language = "en";
  article.text = std::move(text);
  text::repair_utf8(article.text);
  return article;
}

}  // namespace

// The texts stand before and after the first zero byte; without one, the second half is a text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::shared_ptr<const Data> data = *Data::load();
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  const std::size_t zero = all.find('\0');
  const std::size_t cut = zero == std::string_view::npos ? size / 2 : zero;
  const Article a = article_of("a", std::string(all.substr(0, cut)));
  const Article b = article_of("b", std::string(all.substr(std::min(cut + 1, size))));
  text::ArticleText a_text, b_text;
  text::analyse(a, data->languages(), a_text);
  text::analyse(b, data->languages(), b_text);
  const reuse::Side one{&a, &a_text.body}, other{&b, &b_text.body};
  const std::vector<Passage> passages = reuse::align(one, other);
  const std::vector<Passage> turned = reuse::align(other, one);
  assert(passages.size() == turned.size());
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    assert(passage.a == "a" && passage.b == "b");
    check(a.text, passage.a_span);
    check(b.text, passage.b_span);
    assert(passage.a_span == turned[i].a_span && passage.b_span == turned[i].b_span);
    assert(passage.identity >= 0 && passage.identity <= 1);
  }
  if (!reuse::link(one, other, passages)) return 0;
  const Family family = reuse::lineage(std::vector{one, other}, passages, data->press());
  assert(family.members.size() == 2 && family.edges.size() == 2);
  return 0;
}
