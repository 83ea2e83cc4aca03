#include "fetch/fetch.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "fetch/address.h"
#include "fetch/robots.h"

namespace secondsource::fetch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kAgent = "secondsource";
constexpr const char* kUserAgent = "secondsource/0.1.0";
constexpr std::size_t kMostRobots = 500u << 10;

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

// Of an absolute URL, or of one that is relative to `base`.
std::expected<Url, std::string> parse(const std::string& text, const Url* base = nullptr) {
  Url url(base != nullptr ? curl_url_dup(base->get()) : curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return std::unexpected("not an address that can be fetched");
  }
  const std::string scheme = part(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") {
    return std::unexpected(fmt::format("only http and https are fetched, not {}", scheme));
  }
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  return url;
}

std::string whole(const Url& url) { return part(url, CURLUPART_URL); }

std::string site_of(const Url& url) {
  return fmt::format("{}://{}:{}", part(url, CURLUPART_SCHEME), part(url, CURLUPART_HOST),
                     part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT));
}

std::string path_of(const Url& url) {
  std::string path = part(url, CURLUPART_PATH);
  if (const std::string query = part(url, CURLUPART_QUERY); !query.empty()) path += "?" + query;
  return path;
}

// "text/html; charset=utf-8" → "utf-8".
std::string charset_of(std::string_view type) {
  for (std::size_t at = 0; at + 8 < type.size(); ++at) {
    if (strncasecmp(type.data() + at, "charset=", 8) != 0) continue;
    std::string_view name = type.substr(at + 8);
    while (name.starts_with('"') || name.starts_with('\'')) name.remove_prefix(1);
    return std::string(name.substr(0, name.find_first_of("\"'; \t")));
  }
  return {};
}

// One request and its answer.
struct Exchange {
  std::size_t max_bytes = 0;
  bool allow_private = false;

  long status = 0;
  std::string bytes, content_type, location;
  Validators validators;
  std::optional<std::chrono::seconds> retry_after;
  bool too_large = false;
  std::string refused;  // the address that is not public
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* to) {
  Exchange& exchange = *static_cast<Exchange*>(to);
  if (size > exchange.max_bytes - exchange.bytes.size()) {
    exchange.too_large = true;
    return 0;
  }
  exchange.bytes.append(data, size);
  return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* to) {
  Exchange& exchange = *static_cast<Exchange*>(to);
  const std::string_view line(data, size);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  const std::string_view value = line.substr(colon + 1);
  const std::size_t begin = value.find_first_not_of(" \t\r\n");
  const std::string text(begin == std::string_view::npos
                             ? std::string_view{}
                             : value.substr(begin, value.find_last_not_of(" \t\r\n") + 1 - begin));
  const auto is = [&](std::string_view name) {
    return std::ranges::equal(name, line.substr(0, colon), {}, {}, [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
  };
  if (is("etag")) exchange.validators.etag = text;
  if (is("last-modified")) exchange.validators.last_modified = text;
  if (is("content-type")) exchange.content_type = text;
  if (is("location")) exchange.location = text;
  return size;
}

curl_socket_t open_socket(void* from, curlsocktype, curl_sockaddr* address) {
  Exchange& exchange = *static_cast<Exchange*>(from);
  if (!exchange.allow_private && !is_public(address->addr)) {
    exchange.refused = name_of(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

void start_once() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(started);
}

std::string seconds_of(std::chrono::milliseconds time) {
  return fmt::format("{} s", static_cast<double>(time.count()) / 1000);
}

}  // namespace

bool is_url(const std::string& input) {
  return strncasecmp(input.c_str(), "http://", 7) == 0 ||
         strncasecmp(input.c_str(), "https://", 8) == 0;
}

struct Fetcher::State {
  // What a site lets us fetch, or why nothing.
  struct Site {
    Robots robots;
    std::string closed;
    Clock::time_point until;
  };

  Options options;
  std::unique_ptr<CURL, FreeHandle> handle;
  std::map<std::string, Site> sites;
  Clock::time_point end;  // of the address at hand

  // One request, no redirects.
  std::expected<Exchange, Failure> ask(const Url& url, const Validators& validators,
                                       std::size_t max_bytes);
  // The same with redirects; `allowed` judges each hop.
  template <typename Allowed>
  std::expected<std::pair<Exchange, Url>, Failure> follow(Url url, const Validators& validators,
                                                          std::size_t max_bytes, int redirects,
                                                          const Allowed& allowed);
  std::expected<void, Failure> obey_robots(const Url& url);
};

std::expected<Exchange, Failure> Fetcher::State::ask(const Url& url, const Validators& validators,
                                                     std::size_t max_bytes) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  const std::string too_slow =
      fmt::format("no answer within {} (fetch::Options::time)", seconds_of(options.time));
  if (left.count() <= 0) return std::unexpected(Failure{too_slow, 0, {}});
  Exchange exchange;
  exchange.max_bytes = max_bytes;
  exchange.allow_private = options.allow_private;
  CURL* curl = handle.get();
  curl_easy_reset(curl);  // keeps connections
  std::unique_ptr<curl_slist, FreeList> headers;
  const auto header = [&](const std::string& line) {
    curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
    if (headers == nullptr) headers.reset(longer);  // the list keeps its first
  };
  if (!validators.etag.empty()) header("If-None-Match: " + validators.etag);
  if (!validators.last_modified.empty()) header("If-Modified-Since: " + validators.last_modified);
  header(
      "Accept: text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
      "application/feed+json, */*;q=0.5");
  char reason[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_CURLU, url.get());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, kUserAgent);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  const CURLcode code = curl_easy_perform(curl);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &exchange.status);
  curl_off_t wait = 0;
  if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0) {
    exchange.retry_after = std::chrono::seconds(wait);
  }
  if (code == CURLE_OK || exchange.too_large) return exchange;
  if (!exchange.refused.empty()) {
    return std::unexpected(Failure{
        fmt::format("{} is no public address; --allow-private fetches from such", exchange.refused),
        0,
        {}});
  }
  if (code == CURLE_OPERATION_TIMEDOUT) return std::unexpected(Failure{too_slow, 0, {}});
  return std::unexpected(Failure{
      fmt::format("cannot be fetched: {}", *reason ? reason : curl_easy_strerror(code)), 0, {}});
}

template <typename Allowed>
std::expected<std::pair<Exchange, Url>, Failure> Fetcher::State::follow(
    Url url, const Validators& validators, std::size_t max_bytes, int redirects,
    const Allowed& allowed) {
  for (int hop = 0;; ++hop) {
    if (auto may = allowed(url); !may) return std::unexpected(std::move(may.error()));
    auto exchange = ask(url, validators, max_bytes);
    if (!exchange) return std::unexpected(std::move(exchange.error()));
    const bool moved = exchange->status >= 300 && exchange->status < 400 &&
                       exchange->status != 304 && !exchange->location.empty();
    if (!moved) return std::pair(std::move(*exchange), std::move(url));
    if (hop == redirects) {
      return std::unexpected(
          Failure{fmt::format("more than {} redirects", redirects), exchange->status, {}});
    }
    auto next = parse(exchange->location, &url);
    if (!next) {
      return std::unexpected(Failure{
          "leads to an address that is not fetched: " + next.error(), exchange->status, {}});
    }
    url = std::move(*next);
  }
}

std::expected<void, Failure> Fetcher::State::obey_robots(const Url& url) {
  constexpr int kRedirects = 5;
  const std::string name = site_of(url);
  auto [found, fresh] = sites.try_emplace(name);
  Site& site = found->second;
  if (fresh || Clock::now() > site.until) {
    site = {.robots = {}, .closed = "", .until = Clock::now() + std::chrono::hours(24)};
    Url robots(curl_url_dup(url.get()));
    curl_url_set(robots.get(), CURLUPART_PATH, "/robots.txt", 0);
    curl_url_set(robots.get(), CURLUPART_QUERY, nullptr, 0);
    const auto answer = follow(std::move(robots), {}, kMostRobots, kRedirects,
                               [](const Url&) { return std::expected<void, Failure>(); });
    if (!answer) {
      sites.erase(found);
      // A site that cannot be reached says so best itself; more redirects than that are no file.
      if (answer.error().status == 0) return std::unexpected(answer.error());
      return {};
    }
    const Exchange& exchange = answer->first;
    if (exchange.status >= 200 && exchange.status < 300) {
      site.robots = Robots::parse(exchange.bytes, kAgent);
    } else if (exchange.status >= 500) {
      const Failure failure{fmt::format("robots.txt cannot be read: answered {}", exchange.status),
                            exchange.status, exchange.retry_after};
      sites.erase(found);
      return std::unexpected(failure);
    }
  }
  if (!site.robots.allows(path_of(url))) {
    return std::unexpected(Failure{"the site's robots.txt does not allow it", 0, {}});
  }
  return {};
}

Fetcher::Fetcher(const Options& options) : state_(std::make_unique<State>()) {
  start_once();
  state_->options = options;
  state_->handle.reset(curl_easy_init());
}
Fetcher::~Fetcher() = default;
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher& Fetcher::operator=(Fetcher&&) noexcept = default;

std::expected<Response, Failure> Fetcher::get(const std::string& url,
                                              const Validators& validators) {
  auto parsed = parse(url);
  if (!parsed) return std::unexpected(Failure{parsed.error(), 0, {}});
  const Options& options = state_->options;
  state_->end = Clock::now() + options.time;
  auto answer = state_->follow(std::move(*parsed), validators, options.max_bytes, options.redirects,
                               [&](const Url& hop) { return state_->obey_robots(hop); });
  if (!answer) return std::unexpected(std::move(answer.error()));
  auto& [exchange, final_url] = *answer;
  if (exchange.status == 304 && !(validators.etag.empty() && validators.last_modified.empty())) {
    Response response;
    response.unchanged = true;
    response.url = whole(final_url);
    response.validators = validators;
    response.retrieved = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return response;
  }
  if (exchange.status < 200 || exchange.status >= 300) {
    return std::unexpected(Failure{fmt::format("answered {}", exchange.status), exchange.status,
                                   exchange.retry_after});
  }
  if (exchange.too_large) {
    return std::unexpected(
        Failure{fmt::format("larger than {} bytes (fetch::Options::max_bytes)", options.max_bytes),
                exchange.status,
                {}});
  }
  Response response;
  response.url = whole(final_url);
  response.bytes = std::move(exchange.bytes);
  response.charset = charset_of(exchange.content_type);
  response.validators = std::move(exchange.validators);
  response.retrieved = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return response;
}

}  // namespace secondsource::fetch
