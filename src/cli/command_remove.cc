// secondsource remove: takes articles out of the library.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/session.h"
#include "report/json_writer.h"

namespace secondsource::cli {
namespace {

struct RemoveOptions {
  std::vector<std::string> articles;
  std::string outlet;
};

int remove(Session& session, const RemoveOptions& options) {
  session.console.closed_pipe_is_error = true;
  if (options.articles.empty() == options.outlet.empty()) {
    session.console.error("remove: name articles, or an outlet with --outlet");
    return 2;
  }
  auto library = session.open({.create = false});
  if (!library) return session.fail(library.error());
  std::size_t failed = 0;
  std::vector<std::string> ids;
  if (!options.articles.empty()) {
    const auto snapshot = library->snapshot();
    if (!snapshot) return session.fail(snapshot.error());
    for (const std::string& name : options.articles) {
      if (const auto article = snapshot->article(name)) {
        ids.push_back(article->id);
      } else {
        session.console.error({name, "not in the library"});
        ++failed;
      }
    }
  }
  auto removed =
      options.outlet.empty() ? library->remove(ids) : library->remove_outlet(options.outlet);
  if (!removed) return session.fail(removed.error());
  if (const auto settled = library->settle(); !settled) return session.fail(settled.error());
  if (session.shared.json) {
    std::string line;
    report::JsonWriter(line).begin_object().key("removed").integer(*removed).end_object();
    session.console.line(line);
  } else {
    session.console.line(fmt::format("removed {}", *removed));
  }
  return failed == 0 ? 0 : 1;
}

}  // namespace

void add_remove(CLI::App& app, Session& session) {
  auto options = std::make_shared<RemoveOptions>();
  CLI::App* command =
      app.add_subcommand("remove", "Take articles out of the library, and what rested on them");
  command->add_option("ARTICLE", options->articles, "Articles: id, input or URL");
  command
      ->add_option("--outlet", options->outlet, "All articles of this outlet: its domain or name")
      ->type_name("NAME");
  session.share(*command, true);
  command->footer("Example:\n  secondsource remove https://example.org/wrong.html");
  command->callback([&session, options] {
    session.command = [&session, options] { return remove(session, *options); };
  });
}

}  // namespace secondsource::cli
