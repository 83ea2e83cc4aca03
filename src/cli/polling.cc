#include "cli/polling.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "extract/clean.h"
#include "extract/opml.h"
#include "extract/type.h"

namespace secondsource::cli {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kDay = 86'400;               // seconds
constexpr std::int64_t kLeastBackOff = 60;          // seconds after a failure
constexpr std::int64_t kMostRetryAfter = 7 * kDay;  // that a server is obeyed for

std::int64_t now() {
  return std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool asks_for_peace(const fetch::Failure& failure) {
  return failure.status == 429 || failure.status == 503;
}

}  // namespace

// A line a field: its letter and its value.
std::string Visit::written() const {
  std::string out = fmt::format("n{}\nd{}\n", next, delay);
  if (!validators.etag.empty()) out += "e" + validators.etag + "\n";
  if (!validators.last_modified.empty()) out += "m" + validators.last_modified + "\n";
  if (!entry.empty()) out += "s" + entry + "\n";
  if (published) out += fmt::format("t{}\n", *published);
  for (const std::string& page : pages) out += "p" + page + "\n";
  return out;
}

Visit Visit::read(const std::string& written) {
  Visit visit;
  for (std::string_view rest = written; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) continue;
    const std::string_view value = line.substr(1);
    switch (line.front()) {
      case 'n':
        visit.next = number(value);
        break;
      case 'd':
        visit.delay = number(value);
        break;
      case 'e':
        visit.validators.etag = value;
        break;
      case 'm':
        visit.validators.last_modified = value;
        break;
      case 's':
        visit.entry = value;
        break;
      case 't':
        visit.published = number(value);
        break;
      case 'p':
        visit.pages.emplace_back(value);
        break;
      default:  // of a later version
        break;
    }
  }
  return visit;
}

Poller::Poller(const PollingOptions& options, std::shared_ptr<const Data> data, Console& console,
               Sleep sleep)
    : options_(options),
      data_(std::move(data)),
      console_(console),
      sleep_(std::move(sleep)),
      fetcher_(options.fetch) {}

std::optional<Visit> Poller::visit_of(const std::string& kind, const std::string& url) const {
  const auto found = notes_.find(kind + url);
  return found == notes_.end() ? std::nullopt : std::optional(Visit::read(found->second));
}

void Poller::note(const std::string& kind, const std::string& url, const Visit& visit) {
  changed_[kind + url] = notes_[kind + url] = visit.written();
}

void Poller::forget(const std::string& kind, const std::string& url) {
  if (notes_.erase(kind + url) != 0) changed_[kind + url] = "";
}

bool Poller::closed(const std::string& url) const {
  const auto host = visit_of("host ", std::string(extract::host_of(url)));
  return host && host->next > now();
}

std::expected<fetch::Response, fetch::Failure> Poller::get(const std::string& url,
                                                           const fetch::Validators& validators) {
  const std::string host(extract::host_of(url));
  if (const auto before = asked_.find(host); before != asked_.end()) {
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - before->second);
    if (since < options_.pause) sleep_(options_.pause - since);
  }
  auto response = fetcher_.get(url, validators);
  asked_[host] = Clock::now();
  return response;
}

// The next time is further off each time; a server that says when is obeyed.
void Poller::fail(const std::string& url, Visit& visit, const fetch::Failure& failure,
                  Round& round) {
  console_.error(Error{url, failure.message});
  ++round.failed;
  const auto back_off = [&](Visit& of) {
    of.delay = std::clamp(2 * of.delay, kLeastBackOff, kDay);
    if (failure.retry_after) {
      of.delay = std::clamp(std::int64_t{failure.retry_after->count()}, of.delay, kMostRetryAfter);
    }
    of.next = now() + of.delay;
  };
  back_off(visit);
  if (!asks_for_peace(failure)) return;
  const std::string host(extract::host_of(url));
  Visit whole = visit_of("host ", host).value_or(Visit{});
  back_off(whole);
  note("host ", host, whole);
}

std::vector<Article> Poller::entries(const std::string& feed, fetch::Response&& response,
                                     Round& round) {
  std::vector<Article> found;
  Reader reader(Reader::Document{feed, std::move(response.bytes), response.retrieved,
                                 std::move(response.url), std::move(response.charset)},
                data_, options_.read);
  while (found.size() < options_.most_entries) {
    auto next = reader.next();
    if (!next) break;
    if (*next) {
      found.push_back(std::move(**next));
    } else {
      console_.error(next->error());
      ++round.failed;
    }
  }
  return found;
}

void Poller::ask_page(const std::string& page, const Article* entry, Round& round) {
  Visit visit = visit_of("page ", page).value_or(Visit{});
  const bool renewed = entry != nullptr && visit.entry != entry->sha256;
  if (closed(page) || (!renewed && visit.next > now())) return;
  auto response = get(page, visit.validators);
  if (!response) {
    fail(page, visit, response.error(), round);
    note("page ", page, visit);
    return;
  }
  if (entry != nullptr) {
    visit.entry = entry->sha256;
    if (entry->published) visit.published = entry->published->time_since_epoch().count();
  }
  visit.validators = std::move(response->validators);
  visit.delay = std::clamp(2 * visit.delay, std::int64_t{options_.every.count()}, kDay);
  visit.next = now() + visit.delay;
  if (!response->unchanged) {
    Reader::Document document{page, std::move(response->bytes), response->retrieved,
                              std::move(response->url), std::move(response->charset)};
    auto article = read_document(document, *data_, options_.read);
    if (article) {
      if (!article->published && visit.published) {
        article->published = Time(seconds(*visit.published));
        article->published_precision = Precision::kSecond;
        article->published_evidence = "feed";
      }
      round.articles.push_back(std::move(*article));
    } else {
      console_.error(article.error());
      ++round.failed;
    }
  }
  note("page ", page, visit);
}

Poller::Round Poller::ask(const std::string& feed) {
  Round round;
  Visit visit = visit_of("feed ", feed).value_or(Visit{});
  if (visit.next > now() || closed(feed)) return round;
  auto response = get(feed, visit.validators);
  if (!response) {
    fail(feed, visit, response.error(), round);
    note("feed ", feed, visit);
    return round;
  }
  visit.delay = options_.every.count();
  visit.next = now() + visit.delay;
  std::vector<Article> found;
  if (!response->unchanged) {
    const extract::Type type = extract::type_of(response->bytes);
    if (type != extract::Type::kFeed && type != extract::Type::kJsonFeed) {
      fail(feed, visit,
           {fmt::format("is {}, and no feed", extract::name_of(type)), 200, std::nullopt}, round);
      note("feed ", feed, visit);
      return round;
    }
    visit.validators = response->validators;
    found = entries(feed, std::move(*response), round);
    const std::vector<std::string> before = std::exchange(visit.pages, {});
    std::set<std::string> known;
    for (const Article& entry : found) {
      if (entry.form != Article::Form::kSummary || entry.url.empty()) continue;
      if (known.insert(entry.url).second) visit.pages.push_back(entry.url);
    }
    for (const std::string& page : before) {
      if (!known.contains(page)) forget("page ", page);
    }
  }
  std::map<std::string, const Article*> entry_of;
  for (Article& entry : found) {
    if (entry.form != Article::Form::kSummary) {
      round.articles.push_back(std::move(entry));
    } else if (!entry.url.empty()) {
      entry_of.try_emplace(entry.url, &entry);
    }
  }
  for (const std::string& page : visit.pages) {
    if (!sleep_(std::chrono::milliseconds(0))) {
      round.whole = false;  // the feed is asked again: what was read of it is known then
      return round;
    }
    const auto entry = entry_of.find(page);
    ask_page(page, entry == entry_of.end() ? nullptr : entry->second, round);
  }
  note("feed ", feed, visit);
  return round;
}

Library::Notes Poller::take_changed() {
  safe_ = notes_;
  return std::exchange(changed_, {});
}

void Poller::undo(const std::string& feed) {
  notes_ = safe_;
  changed_.clear();
  Visit visit = visit_of("feed ", feed).value_or(Visit{});
  visit.next = now() + std::max(std::int64_t{options_.every.count()}, kLeastBackOff);
  notes_["feed " + feed] = visit.written();
}

void Poller::settled(const Library::Added& added) {
  if (added.status == AddStatus::kUnchanged) return;
  auto visit = visit_of("page ", added.input);
  if (!visit) return;
  visit->delay = options_.every.count();
  visit->next = now() + visit->delay;
  note("page ", added.input, *visit);
}

seconds Poller::until_due(const std::vector<std::string>& feeds) const {
  std::int64_t first = now() + options_.every.count();
  for (const std::string& feed : feeds) {
    const auto visit = visit_of("feed ", feed);
    const auto host = visit_of("host ", std::string(extract::host_of(feed)));
    first = std::min(first, std::max(visit ? visit->next : 0, host ? host->next : 0));
  }
  return seconds(std::max<std::int64_t>(0, first - now()));
}

std::expected<std::vector<std::string>, Error> feeds_of(const std::vector<std::string>& inputs) {
  constexpr std::size_t kNesting = 1'000;
  std::vector<std::string> feeds;
  std::set<std::string> known;
  const auto add = [&](std::string feed) {
    if (known.insert(feed).second) feeds.push_back(std::move(feed));
  };
  for (const std::string& input : inputs) {
    if (fetch::is_url(input)) {
      add(input);
      continue;
    }
    std::ifstream file(input, std::ios::binary);
    if (!file) return std::unexpected(Error{input, "cannot be read"});
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto listed = extract::read_opml(bytes, kNesting);
    if (!listed) return std::unexpected(Error{input, std::move(listed.error())});
    for (std::string& feed : *listed) add(std::move(feed));
  }
  return feeds;
}

}  // namespace secondsource::cli
