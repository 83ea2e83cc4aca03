// secondsource watch: polls feeds, adds what is new, tells what that changed.
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/polling.h"
#include "cli/read_options.h"
#include "cli/session.h"
#include "cli/shelf.h"
#include "report/json.h"
#include "report/plain.h"
#include "report/wording.h"
#include "secondsource/change.h"

namespace secondsource::cli {
namespace {

// SIGINT and SIGTERM are taken where the program waits, so that a batch is never cut.
class Stop {
 public:
  Stop() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  }
  ~Stop() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  // Waits, but not once the program is to end.  Whether it goes on.
  bool sleep(std::chrono::milliseconds time) {
    if (asked_) return false;
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    timespec wait{};
    wait.tv_sec = static_cast<std::time_t>(whole.count());
    wait.tv_nsec = static_cast<long>(std::chrono::nanoseconds(time - whole).count());
    asked_ = sigtimedwait(&signals_, nullptr, &wait) > 0;
    return !asked_;
  }

 private:
  sigset_t signals_{}, before_{};
  bool asked_ = false;
};

struct WatchOptions {
  InputOptions inputs;
  std::uint64_t every = 900;  // seconds
  double pause = 1;
  std::size_t most_entries = 200;
  bool once = false;
};

std::string quoted(const Change& change) {
  const std::string& text = change.statement.variants.front().text;
  return fmt::format("“{}”", report::shortened(text, 120));
}

std::string speaker(const Change& change) {
  return change.statement.speaker.empty() ? "an unnamed source"
                                          : report::plain(change.statement.speaker);
}

std::string told(const Change& change, const ArticleSummary& article) {
  std::string where = report::plain(article.url.empty() ? article.input : article.url);
  if (!article.outlet.key().empty()) where = report::outlet_of(article) + ", " + where;
  switch (change.kind) {
    case Change::Kind::kOrigin: {
      std::string gained;
      for (const Origin& origin : change.gained) {
        gained += (gained.empty() ? "" : ", ") + report::origin_name(origin);
        if (origin.own_access.value_or(false)) gained += " (own access)";
      }
      return fmt::format("origin: {} — {}: {}, before {}{}{} [{}]", quoted(change), speaker(change),
                         report::counted(change.now, "origin"), change.before,
                         gained.empty() ? "" : "; new: ", gained, where);
    }
    case Change::Kind::kWords: {
      std::string sides;
      for (const Discrepancy::Side& side : change.words.sides) {
        sides +=
            fmt::format("{}“{}”", sides.empty() ? "" : " | ", report::shortened(side.text, 80));
      }
      return fmt::format("words: {} — {}{} [{}]", sides, speaker(change),
                         change.revised ? ", in a revision" : "", where);
    }
    case Change::Kind::kDropped:
      return fmt::format("dropped: {} — {}, by a revision [{}]", quoted(change), speaker(change),
                         where);
  }
  return "";
}

class Watching {
 public:
  Watching(Session& session, const WatchOptions& options, std::vector<std::string> feeds,
           std::shared_ptr<const Data> data)
      : session_(session),
        options_(options),
        feeds_(std::move(feeds)),
        poller_(polling(options), std::move(data), session.console,
                [this](std::chrono::milliseconds time) { return stop_.sleep(time); }) {}

  int run() {
    if (!start()) return 1;
    while (round() && !options_.once && session_.console.listening()) {
      const auto rest = std::max(poller_.until_due(feeds_), std::chrono::seconds(1));
      if (!stop_.sleep(rest)) break;
    }
    return failed_ && options_.once ? 1 : 0;
  }

 private:
  static PollingOptions polling(const WatchOptions& options) {
    return {.read = options.inputs.read_options(),
            .fetch = options.inputs.fetch_options(),
            .every = std::chrono::seconds(options.every),
            .pause = std::chrono::milliseconds(static_cast<std::int64_t>(1000 * options.pause)),
            .most_entries = options.most_entries};
  }

  bool start() {
    const auto library = session_.open({});
    if (!library) return fail(library.error());
    if (!library->scope().statements) return fail(without_statements());
    const auto notes = library->notes();
    if (!notes) return fail(notes.error());
    poller_.remember(*notes);
    return true;
  }

  // Every feed once.  False when the program is to end.
  bool round() {
    for (const std::string& feed : feeds_) {
      if (!stop_.sleep(std::chrono::milliseconds(0))) return false;
      const Poller::Round asked = poller_.ask(feed);
      failed_ = failed_ || asked.failed != 0;
      if (!add(feed, asked.articles)) {
        poller_.undo(feed);
        failed_ = true;
      }
      if (!asked.whole) return false;
    }
    return true;
  }

  // The library is another's to write to between two feeds.
  bool add(const std::string& feed, const std::vector<Article>& articles) {
    auto library = session_.open({.create = false});
    if (!library) return fail(library.error());
    if (!articles.empty()) {
      const auto before = library->snapshot();
      if (!before) return fail(before.error());
      const auto added = library->add(articles);
      if (!added) return fail(added.error());
      if (const auto settled = library->settle(); !settled) return fail(settled.error());
      const auto after = library->snapshot();
      if (!after) return fail(after.error());
      tell(changes(*before, *after, *added), *before, *after);
      std::size_t fresh = 0, revised = 0;
      for (const Library::Added& one : *added) {
        poller_.settled(one);
        fresh += one.status == AddStatus::kAdded;
        revised += one.status == AddStatus::kRevised;
      }
      if (fresh + revised > 0) {
        session_.console.note(fmt::format("{}: added {}, revised {}", feed, fresh, revised));
      }
    }
    if (const auto noted = library->note(poller_.take_changed()); !noted) {
      return fail(noted.error());
    }
    return true;
  }

  void tell(const std::vector<Change>& all, const Snapshot& before, const Snapshot& after) {
    Shelf now(after), was(before);
    for (const Change& change : all) {
      Shelf& shelf = change.kind == Change::Kind::kDropped ? was : now;
      const ArticleSummary& article = shelf.article(change.article);
      session_.console.line(session_.shared.json ? report::to_json(change, article,
                                                                   [&](const std::string& id) {
                                                                     return shelf.source(id);
                                                                   })
                                                 : told(change, article));
    }
    session_.console.flush();
  }

  bool fail(const Error& error) {
    session_.fail(error);
    return false;
  }

  Stop stop_;
  Session& session_;
  const WatchOptions& options_;
  std::vector<std::string> feeds_;
  Poller poller_;
  bool failed_ = false;
};

int watch(Session& session, const WatchOptions& options) {
  auto data = session.data();
  if (!data) return session.fail(data.error());
  auto feeds = feeds_of(options.inputs.inputs);
  if (!feeds) return session.fail(feeds.error());
  return Watching(session, options, std::move(*feeds), std::move(*data)).run();
}

}  // namespace

void add_watch(CLI::App& app, Session& session) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* command =
      app.add_subcommand("watch", "Poll feeds, add what is new, and tell what that changed");
  command
      ->add_option("FEEDS", options->inputs.inputs,
                   "Addresses of feeds (RSS, Atom, JSON Feed), or OPML files that list some")
      ->required();
  command
      ->add_option("--every", options->every,
                   "How often a feed is asked: seconds, or 90s, 15m, 2h, 1d (15m)")
      ->transform(CLI::AsNumberWithUnit(
          std::map<std::string, std::uint64_t>{{"s", 1}, {"m", 60}, {"h", 3'600}, {"d", 86'400}}))
      ->type_name("DURATION");
  command->add_flag("--once", options->once, "Ask each feed that is due once, and end");
  command->add_option("--pause", options->pause, "Seconds between two requests of one host")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 3'600.0))
      ->type_name("SECONDS");
  command
      ->add_option("--max-entries", options->most_entries,
                   "How many entries of a feed are looked at, from its top")
      ->capture_default_str()
      ->type_name("N");
  add_read_options(*command, options->inputs);
  session.share(*command, true);
  command->footer(
      "A line is printed when a statement has an independent origin more, when its quoted words\n"
      "differ from those printed before, and when a revision drops it.  A feed that fails is\n"
      "asked less and less often, and no earlier than its server says.\n"
      "\nExample:\n  secondsource watch --every 10m https://harborledger.example/feed.xml");
  command->callback([&session, options] {
    session.command = [&session, options] { return watch(session, *options); };
  });
}

}  // namespace secondsource::cli
