// secondsource verify: checks the library, and rebuilds what is damaged.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "cli/commands.h"
#include "cli/session.h"
#include "report/json_writer.h"
#include "report/wording.h"

namespace secondsource::cli {
namespace {

struct VerifyOptions {
  bool repair = false;
};

void tell(Session& session, const std::vector<Damage>& damages) {
  for (const Damage& damage : damages) {
    if (session.shared.json) {
      std::string line;
      report::JsonWriter json(line);
      json.begin_object().field("what", damage.what).field("message", damage.message);
      json.key("repairable").boolean(damage.repairable).end_object();
      session.console.line(line);
    } else {
      session.console.error({damage.what, damage.message});
    }
  }
}

int verify(Session& session, const VerifyOptions& options) {
  auto library = session.open({.create = false, .read_only = !options.repair});
  if (!library) return session.fail(library.error());
  session.console.progress(options.repair ? "repairing" : "verifying", 0);
  const auto damages = options.repair ? library->repair() : library->verify();
  if (!damages) return session.fail(damages.error());
  tell(session, *damages);
  if (!damages->empty()) return 1;
  const auto snapshot = library->snapshot();
  if (!snapshot) return session.fail(snapshot.error());
  if (!session.shared.json) {
    session.console.line(fmt::format("all is well: {}", report::extent(snapshot->coverage())));
  }
  return 0;
}

}  // namespace

void add_verify(CLI::App& app, Session& session) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command =
      app.add_subcommand("verify", "Check every checksum and every derived table of the library");
  command->add_flag("--repair", options->repair, "Rebuild what is damaged from the articles");
  session.share(*command, true);
  command->footer("Example:\n  secondsource verify --repair");
  command->callback([&session, options] {
    session.command = [&session, options] { return verify(session, *options); };
  });
}

}  // namespace secondsource::cli
