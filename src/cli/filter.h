// The options that choose which of a library's values a command shows.
#pragma once

#include <CLI/App.hpp>
#include <expected>
#include <string>

#include "secondsource/error.h"
#include "secondsource/library.h"

namespace secondsource::cli {

struct FilterOptions {
  std::string outlet, speaker, since, until;
  std::uint32_t min_words = 0;
};

struct FilterChoice {
  bool speaker = false, min_words = false;  // whether the command takes these too
};
void add_filter_options(CLI::App& command, FilterOptions& options, FilterChoice choice = {});

// An Error names the option whose value is no date.
std::expected<Filter, Error> filter_of(const FilterOptions& options);

// "2026-11-03", "2026-11-03T14:05" or "2026-11-03T14:05:00Z", all UTC.
std::optional<Time> parse_time(const std::string& words);

}  // namespace secondsource::cli
