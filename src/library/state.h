// What stands behind Snapshot and Library.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "library/files.h"
#include "library/view.h"
#include "library/writer.h"
#include "secondsource/library.h"

namespace secondsource {

namespace library {
Report::Coverage coverage_of(Database& database);
}

// One read transaction, in a connection of its own.
struct Snapshot::State {
  std::string folder;
  std::shared_ptr<const Data> data;
  unsigned threads = 0;
  library::Opened opened;
  std::optional<Report::Coverage> coverage;  // once it was asked for
  mutable library::Divisions divisions;      // of stories that were asked for

  // `without`: an article that counts as not there.
  library::Surface surface(library::Number without = 0) const {
    return {*opened.catalogue, *opened.lock, *opened.index, *opened.documents, without};
  }
  library::Database& database() const { return opened.catalogue->database(); }
  library::View view() const { return {surface(), *data, threads, &divisions}; }
};

struct Library::State {
  std::string folder;
  std::shared_ptr<const Data> data;
  LibraryOptions options;
  std::optional<library::WriterLock> lock;  // of a library that may be written to
  library::Opened opened;
};

}  // namespace secondsource
