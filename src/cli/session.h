// What all commands share: their common options, the console, and the things these options name.
#pragma once

#include <CLI/App.hpp>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/console.h"
#include "secondsource/data.h"
#include "secondsource/error.h"
#include "secondsource/library.h"

namespace secondsource::cli {

struct SharedOptions {
  std::string library;            // folder; resolved by library_folder()
  std::vector<std::string> data;  // folders that add to data/ or override it
  unsigned threads = 0;           // 0: one a core
  bool json = false;
};

// --library, then $SECONDSOURCE_LIBRARY, then the user's data folder.
std::string library_folder(const std::string& given);

// A library open for reading, as it was at that moment.
struct OpenLibrary {
  Library library;
  Snapshot snapshot;
};

// Of a library that was made to trace copies only.
Error without_statements();

struct Session {
  Console console;
  SharedOptions shared;
  std::function<int()> command;  // the one that was asked for; returns the exit status

  unsigned threads() const;
  std::expected<std::shared_ptr<const Data>, Error> data() const;
  std::expected<Library, Error> open(const LibraryOptions& options) const;
  std::expected<OpenLibrary, Error> read_library() const;

  // Prints the error and gives the exit status.
  int fail(const Error& error);

  // A command's options that all have.  `uses_library`: it takes --library too.
  void share(CLI::App& to, bool uses_library);
};

}  // namespace secondsource::cli
