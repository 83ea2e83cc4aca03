#include "secondsource/library.h"

#include <filesystem>
#include <tuple>

#include "library/state.h"
#include "library/verify.h"

namespace secondsource {

using library::Failure;

namespace {

// Articles that may wait before add() settles them by itself, so that what one transaction settles,
// and what is lost of it by a kill, stays bounded.
constexpr std::int64_t kWaiting = 16'384;

// Makes the folder of a new library; refuses one that holds something else.
std::expected<void, Error> find_folder(const std::string& folder, const LibraryOptions& options) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (folder.empty()) return std::unexpected(Error{folder, "no folder was named for the library"});
  const fs::file_status status = fs::status(folder, error);
  const bool create = options.create && !options.read_only;
  if (!fs::exists(status)) {
    if (!create) return std::unexpected(Error{folder, "there is no library here"});
    return library::make_folder(folder);
  }
  if (!fs::is_directory(status)) {
    return std::unexpected(Error{folder, "is a file; a library is a folder"});
  }
  if (fs::exists(folder + "/catalogue.sqlite", error)) return {};
  const fs::directory_iterator entries(folder, error);
  if (error) return std::unexpected(Error{folder, "cannot read the folder: " + error.message()});
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name == "writer.lock" || name == "segments") continue;  // a library that was being made
    return std::unexpected(Error{folder, "is no library, and not empty: it holds " + name});
  }
  if (!create) return std::unexpected(Error{folder, "there is no library here"});
  return {};
}

// Runs `change` in a transaction; after a failure all that was open is opened anew.  `state`: a
// Library::State.
template <typename State, typename Change>
auto changing(State& state, const Change& change)
    -> std::expected<decltype(change(std::declval<library::Writer&>())), Error> {
  if (state.options.read_only) {
    return std::unexpected(Error{state.folder, "the library was opened for reading only"});
  }
  try {
    library::Writer writer(state.opened, *state.data, state.options.threads);
    library::Database& database = state.opened.catalogue->database();
    library::Transaction transaction(database);
    auto result = change(writer);
    state.opened.catalogue->finish();
    transaction.commit();
    library::Index::sweep(state.folder, database);
    return result;
  } catch (const Failure& failure) {
    const Error error{state.folder, failure.what()};
    auto again = library::open_all(state.folder, library::Catalogue::Access::kWrite, *state.data);
    if (again) state.opened = std::move(*again);
    return std::unexpected(error);
  }
}

// What is derived is brought up to date before anything is changed; but nothing is given up here.
void freshen(library::Opened& opened, const Data& data, library::Writer& writer) {
  if (opened.index && opened.catalogue->meta("analysis") == library::analysis_of(data)) return;
  const std::vector<Damage> lost = writer.rebuild();
  if (!lost.empty()) throw Failure(0, lost.front().message + "; run `verify --repair`");
}

}  // namespace

Library::Library(std::unique_ptr<State> state) : state_(std::move(state)) {}
Library::Library(Library&&) noexcept = default;

Library& Library::operator=(Library&& other) noexcept {
  std::swap(state_, other.state_);  // what was open here is settled with `other`
  return *this;
}

Library::~Library() {
  if (state_ != nullptr && !state_->options.read_only) std::ignore = settle();
}

std::expected<Library, Error> Library::open(const std::string& folder,
                                            std::shared_ptr<const Data> data,
                                            const LibraryOptions& options) {
  if (auto found = find_folder(folder, options); !found) return std::unexpected(found.error());
  auto state = std::make_unique<State>();
  state->folder = folder;
  state->data = std::move(data);
  state->options = options;
  auto access = library::Catalogue::Access::kRead;
  if (!options.read_only) {
    auto lock = library::WriterLock::take(folder);
    if (!lock) return std::unexpected(lock.error());
    state->lock = std::move(*lock);
    access =
        options.create ? library::Catalogue::Access::kCreate : library::Catalogue::Access::kWrite;
  }
  auto opened = library::open_all(folder, access, *state->data, options.scope);
  if (!opened) return std::unexpected(opened.error());
  state->opened = std::move(*opened);
  if (!options.read_only) {
    try {
      library::Catalogue& catalogue = *state->opened.catalogue;
      if (!catalogue.meta("analysis")) {
        catalogue.set_meta("analysis", library::analysis_of(*state->data));
      }
      library::Index::sweep(folder, catalogue.database());
    } catch (const Failure& failure) {
      return std::unexpected(Error{folder, failure.what()});
    }
  }
  return Library(std::move(state));
}

std::expected<std::vector<Library::Added>, Error> Library::add(
    std::span<const Article> articles, std::span<const Reader::Document> originals) {
  if (!originals.empty() && originals.size() != articles.size()) {
    return std::unexpected(Error{state_->folder, "there is not one original for each article"});
  }
  auto added = changing(*state_, [&](library::Writer& writer) {
    freshen(state_->opened, *state_->data, writer);
    return writer.add(articles, originals);
  });
  if (!added) return added;
  const auto waiting = state_->opened.catalogue->database().number(
      "SELECT count(*) FROM articles WHERE waiting = 1");
  if (waiting >= kWaiting) {
    const auto settled = changing(*state_, [&](library::Writer& writer) {
      writer.settle(/*whole=*/false);
      return true;
    });
    if (!settled) return std::unexpected(settled.error());
  }
  return added;
}

std::expected<void, Error> Library::settle() {
  auto settled = changing(*state_, [&](library::Writer& writer) {
    freshen(state_->opened, *state_->data, writer);
    writer.settle(/*whole=*/true);
    return true;
  });
  if (!settled) return std::unexpected(settled.error());
  try {
    state_->opened.catalogue->shrink();
  } catch (const Failure& failure) {
    return std::unexpected(Error{state_->folder, failure.what()});
  }
  return {};
}

const Scope& Library::scope() const { return state_->opened.scope; }

std::expected<std::vector<std::string>, Error> Library::originals() const {
  try {
    return state_->opened.catalogue->originals();
  } catch (const Failure& failure) {
    return std::unexpected(Error{state_->folder, failure.what()});
  }
}

std::expected<std::optional<Reader::Document>, Error> Library::original(
    const std::string& id) const {
  try {
    return state_->opened.catalogue->original(id);
  } catch (const Failure& failure) {
    return std::unexpected(Error{state_->folder, failure.what()});
  }
}

std::expected<std::size_t, Error> Library::remove(std::span<const std::string> ids) {
  return changing(*state_, [&](library::Writer& writer) {
    freshen(state_->opened, *state_->data, writer);
    return writer.remove(ids);
  });
}

std::expected<std::size_t, Error> Library::remove_outlet(const std::string& outlet) {
  return changing(*state_, [&](library::Writer& writer) {
    freshen(state_->opened, *state_->data, writer);
    return writer.remove(writer.articles_of_outlet(outlet));
  });
}

std::expected<Library::Notes, Error> Library::notes() const {
  try {
    Notes notes;
    library::Query query = state_->opened.catalogue->database().query(
        "SELECT substr(name, 6), value FROM meta WHERE name GLOB 'note:*'");
    while (query.step()) notes.emplace(query.bytes(0), query.bytes(1));
    return notes;
  } catch (const Failure& failure) {
    return std::unexpected(Error{state_->folder, failure.what()});
  }
}

std::expected<void, Error> Library::note(const Notes& changed) {
  const auto done = changing(*state_, [&](library::Writer&) {
    library::Catalogue& catalogue = *state_->opened.catalogue;
    for (const auto& [name, value] : changed) {
      if (value.empty()) {
        catalogue.database().query("DELETE FROM meta WHERE name = ?").text("note:" + name).run();
      } else {
        catalogue.set_meta("note:" + name, value);
      }
    }
    return true;
  });
  if (!done) return std::unexpected(done.error());
  return {};
}

std::expected<std::vector<Damage>, Error> Library::verify() const {
  try {
    return library::verify(state_->folder, state_->data, state_->options.threads);
  } catch (const Failure& failure) {
    return std::vector<Damage>{{"catalogue", failure.what(), false}};
  }
}

std::expected<std::vector<Damage>, Error> Library::repair() {
  return changing(*state_, [&](library::Writer& writer) {
    std::vector<Damage> lost = writer.rebuild();
    writer.settle(/*whole=*/true);
    return lost;
  });
}

std::expected<Snapshot, Error> Library::snapshot() const {
  Error last{state_->folder, "cannot be read"};
  // A writer may merge segments between the reading of their list and their opening.
  for (int attempt = 0; attempt < 5; ++attempt) {
    try {
      auto state = std::make_unique<Snapshot::State>();
      state->folder = state_->folder;
      state->data = state_->data;
      state->threads = state_->options.threads;
      auto catalogue = library::Catalogue::open(state_->folder, library::Catalogue::Access::kRead);
      if (!catalogue) return std::unexpected(catalogue.error());
      library::Opened& opened = state->opened;
      opened.catalogue = std::move(*catalogue);
      opened.scope = state_->opened.scope;
      opened.catalogue->database().execute("BEGIN");
      auto index = library::Index::open(state_->folder, opened.catalogue->database());
      if (!index) {
        last = {state_->folder, index.error().line() + "; run `verify --repair`"};
        continue;
      }
      opened.index = std::move(*index);
      opened.documents = std::make_unique<library::Documents>(*opened.catalogue, *state->data,
                                                              opened.scope, *opened.lock);
      return Snapshot(std::move(state));
    } catch (const Failure& failure) {
      return std::unexpected(Error{state_->folder, failure.what()});
    }
  }
  return std::unexpected(last);
}

}  // namespace secondsource
