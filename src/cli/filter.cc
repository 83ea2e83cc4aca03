#include "cli/filter.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>

namespace secondsource::cli {

void add_filter_options(CLI::App& command, FilterOptions& options, FilterChoice choice) {
  command.add_option("--outlet", options.outlet, "Only this outlet's: its domain or name")
      ->type_name("NAME");
  if (choice.speaker) {
    command.add_option("--speaker", options.speaker, "Only speakers whose name holds this")
        ->type_name("NAME");
  }
  command.add_option("--since", options.since, "Only what was published then or later (UTC)")
      ->type_name("DATE");
  command.add_option("--until", options.until, "Only what was published before (UTC)")
      ->type_name("DATE");
  if (choice.min_words) {
    command
        .add_option("--min-words", options.min_words, "Only passages of this many words or more")
        ->type_name("N");
  }
}

std::optional<Time> parse_time(const std::string& words) {
  // "YYYY-MM-DD", then "THH:MM", then ":SS", then "Z": each only after the one before.
  std::string_view rest = words;
  if (rest.ends_with('Z') || rest.ends_with('z')) {
    if (rest.size() < 16) return {};
    rest.remove_suffix(1);
  }
  if (rest.size() != 10 && rest.size() != 16 && rest.size() != 19) return {};
  static constexpr std::string_view kShape = "0000-00-00T00:00:00";
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool digit = rest[i] >= '0' && rest[i] <= '9';
    const bool same =
        kShape[i] == '0' ? digit : rest[i] == kShape[i] || (i == 10 && rest[i] == ' ');
    if (!same) return {};
  }
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    if (at < rest.size()) std::from_chars(rest.data() + at, rest.data() + at + size, value);
    return value;
  };
  using namespace std::chrono;
  const year_month_day date{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                            std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60) return {};
  return sys_days(date) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2));
}

std::expected<Filter, Error> filter_of(const FilterOptions& options) {
  Filter filter;
  filter.outlet = options.outlet;
  filter.speaker = options.speaker;
  filter.min_words = options.min_words;
  for (const auto& [name, words, time] : {std::tuple("--since", &options.since, &filter.since),
                                          std::tuple("--until", &options.until, &filter.until)}) {
    if (words->empty()) continue;
    *time = parse_time(*words);
    if (!*time) {
      return std::unexpected(
          Error{name, fmt::format("{} is no date: write 2026-11-03 or 2026-11-03T14:05Z", *words)});
    }
  }
  return filter;
}

}  // namespace secondsource::cli
