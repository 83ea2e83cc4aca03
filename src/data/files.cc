#include "data/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "data/embedded.h"

namespace secondsource::data {
namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{64} << 20;

std::expected<std::string, Error> read_file(const std::filesystem::path& path,
                                            std::uintmax_t size) {
  if (size > kLargestFile) {
    return std::unexpected(Error{path.string(), "larger than 64 MiB, the limit of a data file"});
  }
  std::string contents(size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in || !in.read(contents.data(), static_cast<std::streamsize>(size))) {
    return std::unexpected(Error{path.string(), "cannot be read"});
  }
  return contents;
}

// Hidden files and READMEs are no data: the same rule as for the files carried inside the program.
bool is_data(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return !name.starts_with('.') && !name.starts_with("README");
}

std::expected<void, Error> load_folder(const std::string& folder, Files& files) {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::vector<std::pair<std::string, fs::path>> found;
  fs::recursive_directory_iterator walk(folder, failed);
  for (; !failed && walk != fs::recursive_directory_iterator(); walk.increment(failed)) {
    const fs::directory_entry& entry = *walk;
    if (!is_data(entry.path())) {
      if (entry.is_directory(failed)) walk.disable_recursion_pending();
      continue;
    }
    if (entry.is_regular_file(failed)) {
      found.emplace_back(entry.path().lexically_relative(folder).generic_string(), entry.path());
    }
  }
  if (failed) return std::unexpected(Error{folder, "cannot be read: " + failed.message()});
  std::sort(found.begin(), found.end());
  for (const auto& [name, path] : found) {
    const std::uintmax_t size = fs::file_size(path, failed);
    if (failed) return std::unexpected(Error{path.string(), failed.message()});
    std::expected<std::string, Error> contents = read_file(path, size);
    if (!contents) return std::unexpected(contents.error());
    files[name].push_back(std::move(*contents));
  }
  return {};
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    std::string_view cell = line.substr(0, tab);
    while (cell.starts_with(' ')) cell.remove_prefix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    cells.emplace_back(cell);
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace

std::expected<Files, Error> load_files(std::span<const std::string> folders) {
  Files files;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const EmbeddedFile& file = kEmbedded[i];
    files[std::string(file.path)].emplace_back(file.bytes.begin, file.bytes.end);
  }
  for (const std::string& folder : folders) {
    if (auto loaded = load_folder(folder, files); !loaded) return std::unexpected(loaded.error());
  }
  return files;
}

std::expected<Table, Error> parse_table(const std::string& contents, const std::string& path) {
  Table table;
  std::string_view rest = contents;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t newline = rest.find('\n');
    std::string_view line = rest.substr(0, newline);
    rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string> cells = cells_of(line);
    if (table.columns.empty()) {
      table.columns = std::move(cells);
      continue;
    }
    if (cells.size() != table.columns.size()) {
      return std::unexpected(Error{
          path, fmt::format("line {} has {} cells, the header has {}; separate cells by one tab",
                            number, cells.size(), table.columns.size())});
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace secondsource::data
