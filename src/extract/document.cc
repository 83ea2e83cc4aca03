#include "extract/document.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <xxhash.h>

#include <algorithm>

#include "extract/clean.h"
#include "extract/credits.h"
#include "extract/encoding.h"
#include "extract/metadata.h"

namespace secondsource {
namespace extract {
namespace {

constexpr const char* kExtractor = "secondsource 0.1.0";

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> lower_case) {
  for (const std::string_view start : lower_case) {
    if (text.size() < start.size()) continue;
    bool equal = true;
    for (std::size_t i = 0; i < start.size() && equal; ++i) {
      const char c = text[i];
      equal = (c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) == start[i];
    }
    if (equal) return true;
  }
  return false;
}

// Past an XML declaration, comments and white space.
std::string_view past_prologue(std::string_view text) {
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n\f");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    std::string_view close;
    if (text.starts_with("<?")) {
      close = ">";
    } else if (text.starts_with("<!--")) {
      close = "-->";
    } else {
      return text;
    }
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos) return text;
    text.remove_prefix(end + close.size());
  }
}

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

std::expected<Article, std::string> article_of_text(Decoded decoded, const Data& data,
                                                    const ReadOptions& options) {
  Article article;
  article.text = std::move(decoded.text);
  if (!decoded.warning.empty()) article.warnings.push_back(decoded.warning);
  article.paragraphs = paragraphs_of(article.text);
  if (article.paragraphs.empty()) return std::unexpected("empty: no text in it");
  article.url = clean_url(options.url);
  article.outlet.domain = press::registrable_domain(article.url);
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

std::expected<Article, std::string> article_of(std::string_view bytes, const Data& data,
                                               const ReadOptions& options, std::string& given_id) {
  if (bytes.size() > options.limits.document_bytes) {
    return std::unexpected(fmt::format("larger than {} bytes (ReadLimits::document_bytes)",
                                       options.limits.document_bytes));
  }
  const Deadline deadline(options.limits.document_time);
  switch (type_of(bytes)) {
    case Type::kBinary:
      return std::unexpected("neither a page nor JSON nor text");
    case Type::kFeed:
      return std::unexpected("a feed, not an article");
    case Type::kJson: {
      const Decoded decoded = decode_utf8(bytes);
      auto article = article_of_record(decoded.text, data, options, deadline, given_id);
      if (article && !decoded.warning.empty()) article->warnings.push_back(decoded.warning);
      return article;
    }
    case Type::kHtml: {
      const Decoded decoded = decode_page(bytes);
      if (auto time = deadline.check(); !time) return std::unexpected(time.error());
      Given given;
      given.url = options.url;
      auto article =
          article_of_page(decoded.text, std::move(given), data, options.limits, deadline);
      if (article && !decoded.warning.empty()) article->warnings.push_back(decoded.warning);
      return article;
    }
    case Type::kText:
      break;
  }
  return article_of_text(decode_text(bytes), data, options);
}

}  // namespace

Type type_of(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) {
    const std::string head = decode_text(bytes.substr(0, kHead)).text;
    return head.empty() ? Type::kText : type_of(head);
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.substr(0, kHead).find('\0') != std::string_view::npos) return Type::kBinary;
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n\f");
  if (begin == std::string_view::npos) return Type::kText;
  const std::string_view text = bytes.substr(begin);
  if (text.front() == '{' || text.front() == '[') {
    // "[Editor's note] …" is a text.
    const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
    if (next == std::string_view::npos) return Type::kText;
    const char c = text[next];
    const bool object = text.front() == '{' && (c == '"' || c == '}');
    const bool array = text.front() == '[' && (c == '{' || c == '"' || c == '[' || c == ']' ||
                                               c == '-' || (c >= '0' && c <= '9'));
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    if (object || (array && (text[last] == ']' || c == '{'))) return Type::kJson;
    return Type::kText;
  }
  const std::string_view root = past_prologue(text);
  if (starts_with_any(root, {"<rss", "<feed", "<rdf:rdf", "<opml", "<urlset", "<sitemapindex"})) {
    return Type::kFeed;
  }
  if (root.size() > 1 && root[0] == '<') {
    const char c = root[1];
    if (c == '!' || c == '/' || (c | 0x20) >= 'a') {
      if ((c | 0x20) <= 'z' || c == '!') return Type::kHtml;
    }
  }
  const std::string_view head = text.substr(0, kHead);
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    if (starts_with_any(head.substr(at), {"<html", "<!doctype html", "<body", "<head>"})) {
      return Type::kHtml;
    }
  }
  return Type::kText;
}

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
  auto article = extract::article_of(document.bytes, data, options, given_id);
  if (!article) return std::unexpected(Error{document.input, std::move(article.error())});
  article->input = document.input;
  article->sha256 = extract::sha256(document.bytes);
  article->extractor = extract::kExtractor;
  article->retrieved = document.retrieved;
  constexpr std::size_t kVeryShort = 200;
  if (article->text.size() < kVeryShort) article->warnings.push_back("very short");
  article->id = article_id(article->url, given_id, document.input, article->text);
  return std::move(*article);
}

}  // namespace secondsource
