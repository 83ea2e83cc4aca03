#include "secondsource/data.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "data/files.h"
#include "press/press.h"
#include "text/language.h"
#include "text/weights.h"

namespace secondsource {

struct Data::Parts {
  text::Languages languages;
  text::Weights weights;
  press::Press press;
  std::string fingerprint;
  data::Files files;
};

namespace {

std::vector<std::string> items_of(std::string_view cell) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const std::size_t end = cell.find(';');
    std::string_view item = cell.substr(0, end);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!item.empty()) items.emplace_back(item);
  }
  return items;
}

// The rows of every file at `path`, by the names of its columns; a later row replaces an earlier
// one of the same name.
class Records {
 public:
  static std::expected<Records, Error> load(const data::Files& files, const std::string& path,
                                            const std::vector<std::string>& columns) {
    Records records;
    const auto found = files.find(path);
    if (found == files.end()) return records;
    for (const std::string& contents : found->second) {
      const std::expected<data::Table, Error> table = data::parse_table(contents, path);
      if (!table) return std::unexpected(table.error());
      std::vector<std::size_t> places;
      for (const std::string& column : columns) {
        const auto place = std::find(table->columns.begin(), table->columns.end(), column);
        if (place == table->columns.end()) {
          return std::unexpected(Error{path, fmt::format("has no column \"{}\"", column)});
        }
        places.push_back(static_cast<std::size_t>(place - table->columns.begin()));
      }
      for (const std::vector<std::string>& row : table->rows) {
        std::vector<std::string> cells;
        for (const std::size_t place : places) cells.push_back(row[place]);
        if (cells[0].empty()) return std::unexpected(Error{path, "has a row without a name"});
        records.rows_[cells[0]] = std::move(cells);
      }
    }
    return records;
  }

  const std::map<std::string, std::vector<std::string>>& rows() const { return rows_; }

 private:
  std::map<std::string, std::vector<std::string>> rows_;
};

std::expected<press::Press, Error> load_press(const data::Files& files) {
  const auto agencies =
      Records::load(files, "agencies.tsv",
                    {"name", "abbreviations", "cited_as", "domains", "language", "country"});
  if (!agencies) return std::unexpected(agencies.error());
  const auto outlets =
      Records::load(files, "outlets.tsv",
                    {"name", "cited_as", "domains", "owner", "newsroom", "language", "country"});
  if (!outlets) return std::unexpected(outlets.error());

  std::vector<press::Agency> agency_list;
  for (const auto& [name, cells] : agencies->rows()) {
    agency_list.push_back(
        {name, items_of(cells[1]), items_of(cells[2]), items_of(cells[3]), cells[4], cells[5]});
  }
  std::vector<press::Outlet> outlet_list;
  for (const auto& [name, cells] : outlets->rows()) {
    outlet_list.push_back(
        {name, items_of(cells[1]), items_of(cells[2]), cells[3], cells[4], cells[5], cells[6]});
  }
  return press::Press(std::move(agency_list), std::move(outlet_list));
}

// "languages/en.txt" → "en"; nullopt when `path` is not in that folder.
std::optional<std::string> code_of(std::string_view path, std::string_view folder,
                                   std::string_view extension) {
  if (!path.starts_with(folder) || !path.ends_with(extension)) return std::nullopt;
  return std::string(path.substr(folder.size(), path.size() - folder.size() - extension.size()));
}

text::Languages load_languages(const data::Files& files) {
  std::vector<text::Language> languages;
  for (const auto& [path, contents] : files) {
    if (const auto code = code_of(path, "languages/", ".txt")) {
      languages.emplace_back(*code, contents.back());
    }
  }
  return text::Languages(std::move(languages));
}

// Of a file words/CODE.tsv.
std::expected<text::Weights::Table, Error> weights_of(const std::string& contents,
                                                      const std::string& path) {
  const std::expected<data::Table, Error> table = data::parse_table(contents, path);
  if (!table) return std::unexpected(table.error());
  if (table->columns.size() != 2) {
    return std::unexpected(Error{path, "must have two columns: word, weight"});
  }
  text::Weights::Table weights;
  for (const std::vector<std::string>& row : table->rows) {
    double weight = 0;
    const char* end = row[1].data() + row[1].size();
    if (std::from_chars(row[1].data(), end, weight).ptr != end) {
      return std::unexpected(Error{path, fmt::format("the weight of \"{}\" is no number", row[0])});
    }
    weights.add(row[0], weight);
  }
  return weights;
}

// Each file is read when its language is first met; at once where it may be somebody's own, so that
// a mistake is told.
std::expected<text::Weights, Error> weights_in(const data::Files& files, bool at_once) {
  text::Weights weights;
  for (const auto& [path, contents] : files) {
    const auto code = code_of(path, "words/", ".tsv");
    if (!code) continue;
    if (at_once) {
      auto table = weights_of(contents.back(), path);
      if (!table) return std::unexpected(table.error());
      weights.add(*code, [table = *std::move(table)] { return table; });
      continue;
    }
    weights.add(*code, [&file = contents.back(), &path] {
      auto table = weights_of(file, path);
      if (!table) throw std::runtime_error(table.error().line());
      return *std::move(table);
    });
  }
  return weights;
}

std::string fingerprint_of(const data::Files& files) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  const auto update = [&](const std::string& bytes) {
    const std::uint64_t size = bytes.size();  // so that no two lists of files run together
    XXH3_128bits_update(state, &size, sizeof size);
    XXH3_128bits_update(state, bytes.data(), bytes.size());
  };
  for (const auto& [path, contents] : files) {
    for (const std::string& file : contents) {
      update(path);
      update(file);
    }
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

std::expected<std::shared_ptr<const Data>, Error> Data::load(std::span<const std::string> folders) {
  std::expected<data::Files, Error> files = data::load_files(folders);
  if (!files) return std::unexpected(files.error());
  std::expected<press::Press, Error> press = load_press(*files);
  if (!press) return std::unexpected(press.error());
  std::expected<text::Weights, Error> weights = weights_in(*files, !folders.empty());
  if (!weights) return std::unexpected(weights.error());
  return std::make_shared<const Data>(
      std::make_unique<Parts>(Parts{load_languages(*files), std::move(*weights), std::move(*press),
                                    fingerprint_of(*files), std::move(*files)}));
}

Data::Data(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Data::~Data() = default;

const text::Languages& Data::languages() const { return parts_->languages; }
const text::Weights& Data::weights() const { return parts_->weights; }
const press::Press& Data::press() const { return parts_->press; }
const std::string* Data::file(const std::string& path) const {
  const auto found = parts_->files.find(path);
  return found == parts_->files.end() || found->second.empty() ? nullptr : &found->second.back();
}
std::span<const std::string> Data::files(const std::string& path) const {
  const auto found = parts_->files.find(path);
  return found == parts_->files.end() ? std::span<const std::string>() : found->second;
}
const std::string& Data::fingerprint() const { return parts_->fingerprint; }

}  // namespace secondsource
