#include "cli/session.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

namespace secondsource::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// "A:B" as in PATH; empty parts are left out.
std::vector<std::string> folders(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(':'), list.size());
    if (end > 0) out.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

}  // namespace

std::string library_folder(const std::string& given) {
  if (!given.empty()) return given;
  if (std::string folder = environment("SECONDSOURCE_LIBRARY"); !folder.empty()) return folder;
  return environment("HOME") + "/.local/share/secondsource";
}

Error without_statements() {
  return {"", "the library was made without statements; make another one to ask who says what"};
}

unsigned Session::threads() const {
  return shared.threads != 0 ? shared.threads : std::max(1u, std::thread::hardware_concurrency());
}

std::expected<std::shared_ptr<const Data>, Error> Session::data() const {
  const std::vector<std::string> all =
      shared.data.empty() ? folders(environment("SECONDSOURCE_DATA")) : shared.data;
  return Data::load(all);
}

std::expected<Library, Error> Session::open(const LibraryOptions& options) const {
  auto loaded = data();
  if (!loaded) return std::unexpected(loaded.error());
  LibraryOptions with_threads = options;
  with_threads.threads = shared.threads;
  return Library::open(library_folder(shared.library), *loaded, with_threads);
}

std::expected<OpenLibrary, Error> Session::read_library() const {
  auto library = open({.create = false, .read_only = true});
  if (!library) return std::unexpected(library.error());
  auto snapshot = library->snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  return OpenLibrary{std::move(*library), std::move(*snapshot)};
}

int Session::fail(const Error& error) {
  console.error(error);
  return 1;
}

void Session::share(CLI::App& to, bool uses_library) {
  if (uses_library) {
    to.add_option("--library", shared.library,
                  "The library's folder ($SECONDSOURCE_LIBRARY, else "
                  "~/.local/share/secondsource)")
        ->type_name("DIR");
  }
  to.add_option("--data", shared.data,
                "A folder laid out like data/ that adds to what is known of languages, "
                "agencies and outlets, or overrides it ($SECONDSOURCE_DATA)")
      ->type_name("DIR")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  to.add_option("--threads", shared.threads, "Threads to use (one a core)")->type_name("N");
  to.add_flag("--json", shared.json, "Print JSON for programs, a line a value");
}

}  // namespace secondsource::cli
