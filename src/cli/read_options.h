// The options of commands that read inputs.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <vector>

#include "fetch/fetch.h"
#include "secondsource/read.h"

namespace secondsource::cli {

struct InputOptions {
  std::vector<std::string> inputs;
  ReadOptions read;
  unsigned seconds = 10;        // for one document
  unsigned fetch_seconds = 30;  // for one address
  bool allow_private = false;

  ReadOptions read_options() const;
  fetch::Options fetch_options() const;
};

// INPUT… and the limits on one document.
CLI::Option* add_inputs(CLI::App& command, InputOptions& options, const std::string& what);
// The limits alone.
void add_read_options(CLI::App& command, InputOptions& options);

}  // namespace secondsource::cli
