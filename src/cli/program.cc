#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <new>
#include <string>

#include "cli/commands.h"
#include "cli/session.h"
#include "secondsource/version.h"

namespace secondsource::cli {
namespace {

constexpr const char* kAbout =
    "How many independent sources stand behind this report, and how do you know?\n"
    "Reads news articles and shows which are copies, who is quoted saying what, and\n"
    "which statements more than one independent origin reports.";

constexpr const char* kFooter =
    "Example:\n"
    "  secondsource add pages/\n"
    "  secondsource check article.html --html report.html\n"
    "\n`secondsource COMMAND --help` says more about a command.";

void add_commands(CLI::App& app, Session& session) {
  add_read(app, session);
  add_mentions(app, session);
  add_add(app, session);
  add_remove(app, session);
  add_check(app, session);
  add_families(app, session);
  add_passages(app, session);
  add_statements(app, session);
  add_stories(app, session);
  add_search(app, session);
  add_watch(app, session);
  add_verify(app, session);
  add_completion(app, session);
}

// A write to a closed pipe or beyond the limit of a file's size is an error like others, not a
// death.
void take_write_errors_as_values() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

int run_command(Session& session) {
  try {
    return session.console.finish(session.command());
  } catch (const std::bad_alloc&) {
    session.console.error("out of memory");
  } catch (const std::exception& error) {
    session.console.error(error.what());
  }
  session.console.finish(1);
  return 1;
}

}  // namespace

int run(int argc, char** argv) {
  take_write_errors_as_values();
  Session session;
  CLI::App app(kAbout, "secondsource");
  app.set_version_flag("--version", "secondsource " + std::string(kVersion));
  app.require_subcommand(1);
  app.footer(kFooter);
  add_commands(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    return app.exit(wanted);
  } catch (const CLI::ParseError& wrong) {
    session.console.error(wrong.what());
    session.console.note("see `secondsource --help`, or `secondsource COMMAND --help`");
    return 2;
  }
  return run_command(session);
}

}  // namespace secondsource::cli
