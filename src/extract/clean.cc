#include "extract/clean.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/characters.h"

namespace secondsource::extract {
namespace {

bool removed(char32_t c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x00AD || c == 0xFEFF ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool blank(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool tracking(std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return name.starts_with("utm_") || name == "fbclid" || name == "gclid" || name == "mc_cid" ||
         name == "mc_eid" || name == "igshid";
}

std::string without_tracking(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || tracking(parameter)) continue;
    out += out.empty() ? '?' : '&';
    out += parameter;
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

// The part of `base` that a relative URL goes behind.
std::string resolved(std::string_view url, std::string_view base) {
  const std::size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return {};
  if (url.starts_with("//")) return std::string(base.substr(0, scheme + 1)).append(url);
  const std::size_t path = std::min(base.find_first_of("/?#", scheme + 3), base.size());
  if (url.starts_with('/')) return std::string(base.substr(0, path)).append(url);
  const std::string_view whole = base.substr(0, std::min(base.find_first_of("?#"), base.size()));
  const std::size_t slash = whole.rfind('/');
  const std::string folder = slash < path || slash == std::string_view::npos
                                 ? std::string(base.substr(0, path)) + "/"
                                 : std::string(whole.substr(0, slash + 1));
  return folder + std::string(url);
}

}  // namespace

std::string clean_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] > ' ' && text[i] < 0x7F) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += text[i++];
      continue;
    }
    const text::Decoded decoded = text::decode(text, i);
    i += decoded.size;
    if (removed(decoded.c)) continue;
    if (blank(decoded.c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    text::encode(decoded.c, out);
  }
  return out;
}

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos)
    url.remove_prefix(at + 1);
  return url.substr(0, url.find(':'));
}

std::string clean_url(std::string_view url, std::string_view base) {
  constexpr std::size_t kLongest = 4096;
  const std::string line = clean_line(url);
  if (line.empty() || line.size() > kLongest) return {};
  const std::size_t colon = line.find(':');
  const bool relative = colon == std::string::npos || line.find_first_of("/?#") < colon;
  std::string absolute = relative ? resolved(line, clean_line(base)) : line;
  if (absolute.size() > kLongest) return {};
  const std::string start = ascii_lower(std::string_view(absolute).substr(0, 8));
  if (!start.starts_with("http://") && !start.starts_with("https://")) return {};
  absolute.resize(std::min(absolute.find('#'), absolute.size()));
  std::replace(absolute.begin(), absolute.end(), ' ', '+');
  const std::string_view host = host_of(absolute);
  if (host.empty() || host.find_first_of("<>\"'\\") != std::string_view::npos) return {};
  const std::size_t path =
      std::min(absolute.find_first_of("/?", start.starts_with("https") ? 8 : 7), absolute.size());
  const std::size_t query = std::min(absolute.find('?'), absolute.size());
  std::string out = ascii_lower(std::string_view(absolute).substr(0, path));
  out += std::string_view(absolute).substr(path, query - path);
  if (query < absolute.size())
    out += without_tracking(std::string_view(absolute).substr(query + 1));
  return out;
}

std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (const char c = text[i]; (c & 0x80) == 0) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      ++i;
      continue;
    }
    const text::Decoded decoded = text::decode(text, i);
    i += decoded.size;
    text::encode(static_cast<char32_t>(u_tolower(static_cast<UChar32>(decoded.c))), out);
  }
  return out;
}

std::string skeleton(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const char c = text[i]; (c & 0x80) == 0) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) out += lower;
      ++i;
      continue;
    }
    const text::Decoded decoded = text::decode(text, i);
    i += decoded.size;
    const auto c = static_cast<UChar32>(decoded.c);
    if (u_isalnum(c)) text::encode(static_cast<char32_t>(u_tolower(c)), out);
  }
  return out;
}

}  // namespace secondsource::extract
