#include "extract/http.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/clean.h"
#include "extract/inflate.h"

namespace secondsource::extract {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// "5a3;name=value" → 0x5a3.
std::optional<std::size_t> chunk_size(std::string_view line) {
  line = trimmed(line.substr(0, line.find(';')));
  if (line.empty() || line.size() > 12) return {};
  std::size_t size = 0;
  for (const char c : line) {
    const int digit = c >= '0' && c <= '9'                 ? c - '0'
                      : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10
                                                           : -1;
    if (digit < 0) return {};
    size = size * 16 + static_cast<std::size_t>(digit);
  }
  return size;
}

// Nothing where the body is not chunked.
std::expected<std::optional<std::string>, std::string> joined_chunks(std::string_view body) {
  std::string out;
  for (bool first = true;; first = false) {
    const std::size_t end = body.find('\n');
    const auto size = chunk_size(body.substr(0, end));
    if (!size || end == std::string_view::npos) {
      if (first) return std::nullopt;
      return std::unexpected("the chunks of its body break off");
    }
    body.remove_prefix(end + 1);
    if (*size == 0) return out;
    if (*size > body.size()) return std::unexpected("the chunks of its body break off");
    out += body.substr(0, *size);
    body.remove_prefix(*size);
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (body.starts_with('\n')) body.remove_prefix(1);
  }
}

// Whether the bytes begin as the coding does.  "deflate" and "br" have no mark to tell by.
bool begins_as(Coding coding, std::string_view body) {
  if (coding == Coding::kGzip) return body.starts_with("\x1F\x8B");
  if (coding == Coding::kZstd) return body.starts_with("\x28\xB5\x2F\xFD");
  return true;
}

}  // namespace

std::optional<HeaderEnd> end_of_headers(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('\n', from); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    const std::string_view rest = text.substr(at + 1, 2);
    if (rest.starts_with('\n')) return HeaderEnd{at + 1, at + 2};
    if (rest == "\r\n") return HeaderEnd{at + 1, at + 3};
  }
  return {};
}

std::string_view header_of(std::string_view lines, std::string_view name) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (std::ranges::equal(trimmed(line.substr(0, colon)), name, {}, lower, lower)) {
      return trimmed(line.substr(colon + 1));
    }
  }
  return {};
}

std::string charset_of(std::string_view content_type) {
  const std::string folded = lower_case(content_type.substr(0, 1024));
  const std::size_t at = folded.find("charset");
  if (at == std::string::npos) return {};
  std::size_t begin = folded.find_first_not_of(" \t=\"'", at + 7);
  if (begin == std::string::npos) return {};
  return folded.substr(begin, folded.find_first_of("\"'; \t,", begin) - begin);
}

std::expected<HttpAnswer, std::string> read_http(std::string_view message, std::size_t expansion,
                                                 std::size_t limit) {
  constexpr std::size_t kMostHeaders = 1u << 20;
  if (!message.starts_with("HTTP/")) return std::unexpected("no answer of HTTP");
  const auto end = end_of_headers(message.substr(0, kMostHeaders));
  if (!end) return std::unexpected("the headers of HTTP have no end");
  const std::string_view headers = message.substr(0, end->end);
  const std::string_view body = message.substr(end->next);

  HttpAnswer answer;
  const std::size_t space = headers.find(' ');
  for (std::size_t i = space; i != std::string_view::npos && ++i < headers.size();) {
    if (headers[i] < '0' || headers[i] > '9' || answer.status > 999) break;
    answer.status = answer.status * 10 + (headers[i] - '0');
  }
  answer.charset = charset_of(header_of(headers, "content-type"));

  std::string plain(body);
  if (lower_case(header_of(headers, "transfer-encoding")).find("chunked") != std::string::npos) {
    auto chunks = joined_chunks(body);
    if (!chunks) return std::unexpected(chunks.error());
    if (*chunks) plain = std::move(**chunks);
  }
  // The last coding named was applied last.
  std::string codings = lower_case(header_of(headers, "content-encoding"));
  for (int most = 3; !codings.empty() && most > 0; --most) {
    const std::size_t comma = codings.rfind(',');
    const std::string_view last =
        trimmed(std::string_view(codings).substr(comma == std::string::npos ? 0 : comma + 1));
    std::optional<Coding> coding;
    if (last == "gzip" || last == "x-gzip") coding = Coding::kGzip;
    if (last == "deflate") coding = Coding::kDeflate;
    if (last == "br") coding = Coding::kBrotli;
    if (last == "zstd") coding = Coding::kZstd;
    if (coding && !plain.empty() && begins_as(*coding, plain)) {
      auto undone = inflate(plain, *coding, expansion, limit);
      if (undone) {
        plain = std::move(*undone);
      } else if (*coding == Coding::kGzip || *coding == Coding::kZstd ||
                 undone.error().find("ReadLimits") != std::string::npos) {
        return std::unexpected(undone.error());
      }
    }
    codings.resize(comma == std::string::npos ? 0 : comma);
  }
  answer.body = std::move(plain);
  return answer;
}

}  // namespace secondsource::extract
