// Files of data/: those carried inside the program, then those of folders that add or override.
#pragma once

#include <expected>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "secondsource/error.h"

namespace secondsource::data {

// Path below data/ ("languages/en.txt") → the contents, the program's own first, then each folder's
// that has the file.  An Error for a folder that cannot be read or a file over 64 MiB.
using Files = std::map<std::string, std::vector<std::string>>;
std::expected<Files, Error> load_files(std::span<const std::string> folders);

// A table: lines of tab-separated cells under a header line; '#' begins a comment line.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells as columns
};
// An Error names `path` and the line.
std::expected<Table, Error> parse_table(const std::string& contents, const std::string& path);

}  // namespace secondsource::data
