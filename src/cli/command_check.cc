// secondsource check: the report on one article.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/read_options.h"
#include "cli/session.h"
#include "cli/write_file.h"
#include "secondsource/library.h"
#include "secondsource/report.h"

namespace secondsource::cli {
namespace {

struct CheckOptions {
  std::string input, html;
  InputOptions reading;
};

// The file of that name, else the article that the library knows under it.
std::expected<Article, Error> find(Session& session, const Snapshot& snapshot,
                                   const CheckOptions& options) {
  std::error_code ignored;
  if (options.input != "-" && !std::filesystem::exists(options.input, ignored)) {
    if (auto article = snapshot.article(options.input)) return std::move(*article);
  }
  const auto data = session.data();
  if (!data) return std::unexpected(data.error());
  return read_one(options.input, options.reading, *data);
}

int check(Session& session, const CheckOptions& options) {
  auto library = session.read_library();
  if (!library) return session.fail(library.error());
  const auto article = find(session, library->snapshot, options);
  if (!article) return session.fail(article.error());
  session.console.progress("checking", 0);
  const Report report = secondsource::check(library->snapshot, *article);
  session.console.out(session.shared.json ? to_json(report) + "\n"
                                          : to_terminal(report, session.console.terminal()));
  if (options.html.empty()) return 0;
  const auto written = write_file(options.html, to_html(report));
  return written ? 0 : session.fail(written.error());
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "Report how many independent origins stand behind an article's statements");
  command
      ->add_option("INPUT", options->input,
                   "A file, or - for standard input; or the id or URL of an article of the library")
      ->required();
  command
      ->add_option("--html", options->html, "Write the report as a page to keep and send on, too")
      ->type_name("FILE");
  add_read_options(*command, options->reading);
  session.share(*command, true);
  command->footer(
      "The article need not be in the library.\n"
      "\nExample:\n  secondsource check article.html --html report.html");
  command->callback([&session, options] {
    session.command = [&session, options] { return check(session, *options); };
  });
}

}  // namespace secondsource::cli
