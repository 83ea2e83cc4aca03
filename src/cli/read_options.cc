#include "cli/read_options.h"

#include <CLI/CLI.hpp>
#include <chrono>

namespace secondsource::cli {

ReadOptions InputOptions::read_options() const {
  ReadOptions options = read;
  options.limits.document_time = std::chrono::seconds(seconds);
  return options;
}

void add_inputs(CLI::App& command, InputOptions& options, const std::string& what) {
  command.add_option("INPUT", options.inputs, what)->required();
  add_read_options(command, options);
}

void add_read_options(CLI::App& command, InputOptions& options) {
  command.add_option("--url", options.read.url, "The address of a page that names none itself");
  command.add_option("--max-bytes", options.read.limits.document_bytes, "Largest document to read")
      ->type_name("N");
  command.add_option("--max-nesting", options.read.limits.nesting, "Deepest nesting to read")
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--max-seconds", options.seconds, "Longest time for one document")
      ->capture_default_str()
      ->type_name("N");
}

}  // namespace secondsource::cli
