// Completion scripts for shells, made from the command line itself, so that they never lag behind
// it.
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace secondsource::cli {

std::string bash_completion(const CLI::App& app);
std::string zsh_completion(const CLI::App& app);
std::string fish_completion(const CLI::App& app);

}  // namespace secondsource::cli
