#include "cli/read_options.h"

#include <CLI/CLI.hpp>
#include <chrono>

namespace secondsource::cli {

ReadOptions InputOptions::read_options() const {
  ReadOptions options = read;
  options.limits.document_time = std::chrono::seconds(seconds);
  return options;
}

fetch::Options InputOptions::fetch_options() const {
  return {.max_bytes = read.limits.document_bytes,
          .time = std::chrono::seconds(fetch_seconds),
          .allow_private = allow_private};
}

CLI::Option* add_inputs(CLI::App& command, InputOptions& options, const std::string& what) {
  CLI::Option* inputs = command.add_option("INPUT", options.inputs, what)->required();
  add_read_options(command, options);
  return inputs;
}

void add_read_options(CLI::App& command, InputOptions& options) {
  command.add_option("--url", options.read.url, "The address of a page that names none itself");
  command
      .add_option("--max-bytes", options.read.limits.document_bytes,
                  "Largest document to read, in bytes; archives may be larger (67108864)")
      ->type_name("N");
  command
      .add_option("--max-expansion", options.read.limits.expansion,
                  "How many times its size something compressed may unpack to")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1'000'000u))
      ->type_name("N");
  command.add_option("--max-nesting", options.read.limits.nesting, "Deepest nesting to read")
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--max-seconds", options.seconds, "Longest time for one document")
      ->capture_default_str()
      ->type_name("N");
  command
      .add_option("--max-fetch-seconds", options.fetch_seconds, "Longest time to fetch an address")
      ->capture_default_str()
      ->type_name("N");
  command.add_flag("--allow-private", options.allow_private,
                   "Fetch from addresses that are not public, too: one's own network");
}

}  // namespace secondsource::cli
