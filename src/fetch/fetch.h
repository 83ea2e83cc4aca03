// Pages and feeds over HTTP and HTTPS.
//
// Only public addresses are asked unless allow_private says otherwise.  The address is checked
// where the connection is made, for every hop, so that neither a name that resolves to one's own
// network nor a redirect leads there.  For the same reason no proxy is used.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "secondsource/time.h"

namespace secondsource::fetch {

struct Options {
  std::size_t max_bytes = 64u << 20;       // of one body, once its compression is undone
  std::chrono::milliseconds time{30'000};  // for one address, its redirects and robots.txt included
  int redirects = 10;
  bool allow_private = false;
};

// What a server said about the version it sent: given back, it answers only when that has changed.
struct Validators {
  std::string etag, last_modified;  // as printed in the header; "" when there was none
};

struct Response {
  bool unchanged = false;  // 304: nothing new since `validators`; `bytes` is empty
  std::string url;         // where the bytes were, after redirects
  std::string bytes;
  std::string charset;  // of Content-Type, "" when it names none
  Validators validators;
  Time retrieved;
};

struct Failure {
  std::string message;                              // one line, for people
  long status = 0;                                  // of HTTP, 0 when there was no answer
  std::optional<std::chrono::seconds> retry_after;  // when the server names a time
};

// Whether an input is an address to fetch and no path: "http://…" or "https://…".
bool is_url(const std::string& input);

// Keeps connections and what the sites' robots.txt say (for a day).  Not thread safe.
class Fetcher {
 public:
  explicit Fetcher(const Options& options = {});
  ~Fetcher();
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;

  // Redirects are followed; each hop must be http or https, allowed by the robots.txt of its site
  // and at a public address.  Every other status than 2xx (and 304, given validators) is a Failure.
  std::expected<Response, Failure> get(const std::string& url, const Validators& validators = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace secondsource::fetch
