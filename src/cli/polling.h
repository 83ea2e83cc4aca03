// Asking feeds, and the pages that their entries name, no more often than is polite.
//
// What was learnt of each address is kept as a note of the library, so that a later run goes on
// where this one ended: validators for conditional requests, when it may be asked again, and, of a
// page, which entry it was read for.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "fetch/fetch.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/library.h"
#include "secondsource/read.h"

namespace secondsource::cli {

struct PollingOptions {
  ReadOptions read;
  fetch::Options fetch;
  std::chrono::seconds every{15 * 60};     // between two requests of one feed
  std::chrono::milliseconds pause{1'000};  // between two requests of one host
  std::size_t most_entries = 200;          // of a feed that are looked at, from its top
};

// What is known of an address that was asked.
struct Visit {
  fetch::Validators validators;
  std::string entry;                      // page: sha256 of the feed's entry it was read for
  std::int64_t next = 0;                  // seconds since 1970: not to be asked earlier
  std::int64_t delay = 0;                 // seconds: what it waited for last; doubled each time
  std::optional<std::int64_t> published;  // page: as the feed says
  std::vector<std::string> pages;         // feed: the pages of its entries

  std::string written() const;
  static Visit read(const std::string& written);
};

// Not thread safe.
class Poller {
 public:
  // `sleep` waits, and returns false when the program is to end; time and sleep are the caller's,
  // so that a test needs neither.
  using Sleep = std::function<bool(std::chrono::milliseconds)>;
  Poller(const PollingOptions& options, std::shared_ptr<const Data> data, Console& console,
         Sleep sleep);

  // What an earlier run noted, and what is to be noted once articles are safe.
  void remember(const Library::Notes& notes) { notes_ = safe_ = notes; }
  Library::Notes take_changed();
  // What `feed` gave could not be kept: it is as if it had not been asked, but for the time.
  void undo(const std::string& feed);

  struct Round {
    std::vector<Article> articles;  // new, changed or asked anew
    std::size_t failed = 0;         // addresses; each was told on the console
    bool whole = true;              // false when the program is to end
  };
  // One feed, if it is due, and those of its pages that are.
  Round ask(const std::string& feed);

  // What became of an article that ask() gave: a page that has not changed is asked less often.
  void settled(const Library::Added& added);

  // When the first of `feeds` is due: seconds from now, 0 when one is.
  std::chrono::seconds until_due(const std::vector<std::string>& feeds) const;

 private:
  using Clock = std::chrono::steady_clock;
  std::expected<fetch::Response, fetch::Failure> get(const std::string& url,
                                                     const fetch::Validators& validators);
  std::vector<Article> entries(const std::string& feed, fetch::Response&& response, Round& round);
  void ask_page(const std::string& page, const Article* entry, Round& round);
  void fail(const std::string& url, Visit& visit, const fetch::Failure& failure, Round& round);
  bool closed(const std::string& url) const;

  std::optional<Visit> visit_of(const std::string& kind, const std::string& url) const;
  void note(const std::string& kind, const std::string& url, const Visit& visit);
  void forget(const std::string& kind, const std::string& url);

  PollingOptions options_;
  std::shared_ptr<const Data> data_;
  Console& console_;
  Sleep sleep_;
  fetch::Fetcher fetcher_;
  std::map<std::string, Clock::time_point> asked_;  // host → when
  Library::Notes notes_, safe_, changed_;
};

// The feeds of addresses and OPML files, each once, in order.  An Error names the file.
std::expected<std::vector<std::string>, Error> feeds_of(const std::vector<std::string>& inputs);

}  // namespace secondsource::cli
