// secondsource completion: scripts for shells.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/session.h"

namespace secondsource::cli {

void add_completion(CLI::App& app, Session& session) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("completion", "Print a shell's completion of this program");
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer("Example:\n  source <(secondsource completion bash)");
  command->callback([&app, &session, shell] {
    session.command = [&app, &session, shell] {
      session.console.out(*shell == "bash"  ? bash_completion(app)
                          : *shell == "zsh" ? zsh_completion(app)
                                            : fish_completion(app));
      return 0;
    };
  });
}

}  // namespace secondsource::cli
