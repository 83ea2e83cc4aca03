// The commands.  Each function adds one to the command line: its options, its help with an example,
// and what it does when it is chosen.  One file a command: command_NAME.cc.
#pragma once

#include <CLI/App.hpp>

namespace secondsource::cli {

struct Session;

void add_read(CLI::App& app, Session& session);
void add_mentions(CLI::App& app, Session& session);
void add_add(CLI::App& app, Session& session);
void add_remove(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_families(CLI::App& app, Session& session);
void add_passages(CLI::App& app, Session& session);
void add_statements(CLI::App& app, Session& session);
void add_stories(CLI::App& app, Session& session);
void add_search(CLI::App& app, Session& session);
void add_watch(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_completion(CLI::App& app, Session& session);

}  // namespace secondsource::cli
