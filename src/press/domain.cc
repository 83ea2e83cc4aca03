#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <memory>

#include "press/press.h"

namespace secondsource::press {
namespace {

constexpr std::size_t kLongestHost = 1024;  // 253 when encoded; room for escapes and Unicode

// The host of a URL, or of a bare "host/path"; "" when there is none.
std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos && url.find_first_of("/?#") == scheme + 1) {
    url.remove_prefix(scheme + 3);
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
  }
  url = url.substr(0, url.find_first_of("/?#\\"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  if (url.starts_with('[')) return {};  // an IPv6 address
  url = url.substr(0, url.find(':'));
  while (url.ends_with('.')) url.remove_suffix(1);
  return url;
}

// As browsers read "0x7f.1" too: a host whose last label is a number is an address.
bool is_address(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  if (last.starts_with("0x")) return true;
  return !last.empty() &&
         std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Lower-case ASCII; "" when a label is not one.
std::string ascii_host(std::string_view host) {
  const bool ascii = std::all_of(host.begin(), host.end(), [](char c) { return (c & 0x80) == 0; });
  std::string name(host);
  if (!ascii) {
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(
        uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &failed), uidna_close);
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    std::string encoded(kLongestHost, '\0');
    const std::int32_t size = uidna_nameToASCII_UTF8(
        idna.get(), host.data(), static_cast<std::int32_t>(host.size()), encoded.data(),
        static_cast<std::int32_t>(encoded.size()), &info, &failed);
    if (U_FAILURE(failed) || info.errors != 0) return {};
    encoded.resize(static_cast<std::size_t>(size));
    name = encoded;
  }
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool legal =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (!legal) return {};
  }
  if (name.starts_with('.') || name.find("..") != std::string::npos) return {};
  return name;
}

}  // namespace

std::vector<std::string> domains_of(std::string_view url) {
  constexpr std::size_t kMost = 4;  // labels before the registrable domain that are told apart
  const std::string_view host = host_of(url);
  if (host.empty() || host.size() > kLongestHost) return {};
  const std::string name = ascii_host(host);
  if (name.empty() || name.size() > 253 || is_address(name)) return {};
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  if (domain == nullptr) return {};
  std::vector<std::string> domains{domain};
  for (std::size_t begin = name.size() - domains.front().size();
       begin > 1 && domains.size() <= kMost;) {
    const std::size_t dot = name.rfind('.', begin - 2);
    begin = dot == std::string::npos ? 0 : dot + 1;
    domains.push_back(name.substr(begin));
  }
  std::ranges::reverse(domains);
  return domains;
}

std::string registrable_domain(std::string_view url) {
  const std::vector<std::string> domains = domains_of(url);
  return domains.empty() ? std::string() : domains.back();
}

}  // namespace secondsource::press
