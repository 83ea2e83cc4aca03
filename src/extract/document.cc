#include "extract/document.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <xxhash.h>

#include <algorithm>

#include "extract/clean.h"
#include "extract/credits.h"
#include "extract/encoding.h"
#include "extract/metadata.h"
#include "extract/type.h"
#include "text/characters.h"

namespace secondsource {
namespace extract {
namespace {

constexpr const char* kExtractor = "secondsource 0.1.0";

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
  return hexadecimal(digest, size);
}

std::string hash128(std::string_view text) {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, XXH3_128bits(text.data(), text.size()));
  return hexadecimal(bytes.digest, sizeof bytes.digest);
}

bool has_word(std::string_view text) {
  const text::Characters& characters = text::Characters::get();
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded next = text::decode(text, at);
    if ((characters[next.c] & text::Characters::kWord) != 0) return true;
    at += next.size;
  }
  return false;
}

std::expected<Article, std::string> article_of_text(Decoded decoded, const Data& data,
                                                    const ReadOptions& options) {
  Article article;
  article.text = std::move(decoded.text);
  if (!decoded.warning.empty()) article.warnings.push_back(decoded.warning);
  article.paragraphs = paragraphs_of(article.text);
  if (article.paragraphs.empty()) return std::unexpected("empty: no text in it");
  article.url = clean_url(options.url);
  article.outlet.domain = data.press().domain(article.url);
  if (!article.outlet.domain.empty()) {
    const press::Outlet* known = data.press().outlet(article.outlet.domain);
    article.outlet.name = known != nullptr ? known->name : article.outlet.domain;
    if (known != nullptr) article.outlet.owner = known->owner;
  }
  article.language = language_of(article.text, {});
  finish_text(article, data);
  article.credits = find_credits(article, CreditSources{}, data.derived<Phrases>(), data.press());
  return article;
}

std::expected<Article, std::string> article_of(const Reader::Document& document, const Data& data,
                                               const ReadOptions& options, std::string& given_id) {
  const std::string_view bytes = document.bytes;
  if (bytes.size() > options.limits.document_bytes) {
    return std::unexpected(fmt::format("larger than {} bytes (ReadLimits::document_bytes)",
                                       options.limits.document_bytes));
  }
  const Deadline deadline(options.limits.document_time);
  const Type type = type_of(bytes);
  switch (type) {
    case Type::kText:
      return article_of_text(decode_text(bytes), data, options);
    case Type::kJson: {
      const Decoded decoded = decode_utf8(bytes);
      auto article = article_of_record(decoded.text, data, options, deadline, given_id);
      if (article && !decoded.warning.empty()) article->warnings.push_back(decoded.warning);
      return article;
    }
    case Type::kHtml: {
      const Decoded decoded = decode_page(bytes, document.charset);
      if (auto time = deadline.check(); !time) return std::unexpected(time.error());
      Given given;
      given.url = document.url.empty() ? options.url : document.url;
      auto article =
          article_of_page(decoded.text, std::move(given), data, options.limits, deadline);
      if (article && !decoded.warning.empty()) article->warnings.push_back(decoded.warning);
      return article;
    }
    case Type::kBinary:
      return std::unexpected("neither a page nor a feed nor a record nor text");
    default:
      return std::unexpected(fmt::format("{}, not an article", name_of(type)));
  }
}

}  // namespace

std::expected<void, std::string> Deadline::check() const {
  if (std::chrono::steady_clock::now() <= end_) return {};
  return std::unexpected(
      fmt::format("took longer than {} ms (ReadLimits::document_time)", time_.count()));
}

}  // namespace extract

std::string article_id(const std::string& url, const std::string& given_id,
                       const std::string& input, const std::string& text) {
  if (!url.empty()) return extract::hash128("url\n" + url);
  if (!given_id.empty()) {
    // The record's number is left out: it changes when records are added before it.
    std::string file = input;
    const std::size_t number = file.rfind('#');
    if (number != std::string::npos && number + 1 < file.size() &&
        file.find_first_not_of("0123456789", number + 1) == std::string::npos) {
      file.resize(number);
    }
    return extract::hash128("id\n" + file + "\n" + given_id);
  }
  return extract::hash128("text\n" + text);
}

std::expected<Article, Error> read_document(const Reader::Document& document, const Data& data,
                                            const ReadOptions& options) {
  std::string given_id;
  auto article = extract::article_of(document, data, options, given_id);
  if (!article) return std::unexpected(Error{document.input, std::move(article.error())});
  if (!article->text.empty() && !extract::has_word(article->text)) {
    return std::unexpected(Error{document.input, "no word in it: only marks"});
  }
  article->input = document.input;
  article->sha256 = extract::sha256(document.bytes);
  article->extractor = extract::kExtractor;
  if (document.retrieved) article->retrieved = document.retrieved;
  constexpr std::size_t kVeryShort = 200;
  if (article->text.size() < kVeryShort) article->warnings.push_back("very short");
  article->id = article_id(article->url, given_id, document.input, article->text);
  return std::move(*article);
}

}  // namespace secondsource
