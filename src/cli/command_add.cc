// secondsource add: inputs → library.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/read_options.h"
#include "cli/session.h"
#include "report/json_writer.h"

namespace secondsource::cli {
namespace {

std::string_view status_name(AddStatus status) {
  switch (status) {
    case AddStatus::kAdded:
      return "added";
    case AddStatus::kUnchanged:
      return "unchanged";
    case AddStatus::kRevised:
      return "revised";
  }
  return "";
}

// What became of the inputs so far.
struct Counts {
  std::size_t added = 0, unchanged = 0, revised = 0, failed = 0;
  std::size_t all() const { return added + unchanged + revised + failed; }
};

class Adding {
 public:
  Adding(Session& session, Library& library) : session_(session), library_(library) {}

  // Puts a batch on disk and says so.  False when the library can take no more.
  bool take(Batch&& batch) {
    std::vector<Article> articles;
    std::vector<Reader::Document> originals;
    for (std::size_t i = 0; i < batch.articles.size(); ++i) {
      if (batch.articles[i]) {
        articles.push_back(std::move(*batch.articles[i]));
        if (!batch.documents.empty()) originals.push_back(std::move(*batch.documents[i]));
      } else {
        session_.console.error(batch.articles[i].error());
        ++counts.failed;
      }
    }
    const auto added = library_.add(articles, originals);
    if (!added) {
      error = added.error();
      counts.failed += articles.size();
      return false;
    }
    for (const Library::Added& one : *added) tell(one);
    session_.console.flush();
    session_.console.progress("adding", counts.all());
    return true;
  }

  Counts counts;
  std::optional<Error> error;

 private:
  void tell(const Library::Added& one) {
    switch (one.status) {
      case AddStatus::kAdded:
        ++counts.added;
        break;
      case AddStatus::kUnchanged:
        ++counts.unchanged;
        break;
      case AddStatus::kRevised:
        ++counts.revised;
        break;
    }
    if (!session_.shared.json) return;
    std::string line;
    report::JsonWriter json(line);
    json.begin_object().field("input", one.input).field("id", one.id);
    json.field("status", status_name(one.status)).end_object();
    session_.console.line(line);
  }

  Session& session_;
  Library& library_;
};

struct AddOptions {
  InputOptions inputs;
  std::uint32_t promise = 0;  // words; 0: not said
  bool no_statements = false, no_search = false;
  bool keep_originals = false, again = false;

  // Of a new library, where anything was said about it.
  std::optional<Scope> scope() const {
    if (promise == 0 && !no_statements && !no_search) return std::nullopt;
    Scope scope{.statements = !no_statements, .search = !no_search};
    if (promise != 0) scope.promise = promise;
    return scope;
  }
};

// Reads the originals that are kept once more.  Where a page turns out to be another article than
// before, that one goes.
void read_again(const AddOptions& options, const Data& data, Session& session, Library& library,
                Adding& adding) {
  const auto ids = library.originals();
  if (!ids) {
    adding.error = ids.error();
    return;
  }
  if (ids->empty()) {
    session.console.note("no originals are kept here: they are by add --keep-originals");
  }
  std::vector<std::string> gone;
  std::size_t opened = 0, read = 0;
  const auto next = [&]() -> std::optional<OpenedDocument> {
    if (opened == ids->size()) return std::nullopt;
    const std::string& id = (*ids)[opened++];
    auto original = library.original(id);
    if (!original) return std::unexpected(std::move(original.error()));
    if (!*original) return std::unexpected(Error{id, "its original is kept no more"});
    return std::move(**original);
  };
  read_batches(next, data, options.inputs.read_options(), session.threads(),
               {.keep_documents = true}, [&](Batch&& batch) {
                 for (const ReadArticle& article : batch.articles) {
                   const std::string& id = (*ids)[read++];
                   if (article && article->id != id) gone.push_back(id);
                 }
                 return adding.take(std::move(batch));
               });
  if (adding.error) return;
  if (gone.empty()) return;
  if (const auto removed = library.remove(gone); !removed) adding.error = removed.error();
}

int add(Session& session, const AddOptions& options) {
  session.console.closed_pipe_is_error = true;
  const auto data = session.data();
  if (!data) return session.fail(data.error());
  auto library = session.open({.create = !options.again, .scope = options.scope()});
  if (!library) return session.fail(library.error());
  Adding adding(session, *library);
  if (options.again) {
    read_again(options, **data, session, *library, adding);
  } else {
    read_batches(options.inputs, *data, session.threads(),
                 {.keep_documents = options.keep_originals}, &session.console,
                 [&](Batch&& batch) { return adding.take(std::move(batch)); });
  }
  if (!adding.error) {
    session.console.progress("settling families, stories and statements", 0);
    if (const auto settled = library->settle(); !settled) adding.error = settled.error();
  }
  const Counts& counts = adding.counts;
  if (!session.shared.json) {
    session.console.line(fmt::format("added {}, unchanged {}, revised {}, failed {}", counts.added,
                                     counts.unchanged, counts.revised, counts.failed));
  }
  if (adding.error) return session.fail(*adding.error);
  return counts.failed == 0 ? 0 : 1;
}

}  // namespace

void add_add(CLI::App& app, Session& session) {
  auto options = std::make_shared<AddOptions>();
  CLI::App* command = app.add_subcommand("add", "Add articles to the library");
  CLI::Option* inputs =
      add_inputs(*command, options->inputs,
                 "Files, folders, addresses (http, https), or - for standard input");
  command
      ->add_option("--promise", options->promise,
                   "A new library: shared runs of this many words are always found, 6 to 64 (12)")
      ->type_name("WORDS");
  command->add_flag("--no-statements", options->no_statements,
                    "A new library: trace copies only, not who says what");
  command->add_flag("--no-search", options->no_search, "A new library: no full text search");
  command->add_flag("--keep-originals", options->keep_originals,
                    "Store the bytes of each page or record too, compressed");
  command
      ->add_flag("--again", options->again,
                 "No INPUT: read the originals that are kept, with this version's reader")
      ->excludes(inputs->required(false));
  session.share(*command, true);
  command->footer(
      "Adding what is there already changes nothing.  With --json, a line is printed for each\n"
      "article once it is safe on disk.\n"
      "\nExample:\n  secondsource add pages/ more.jsonl");
  command->callback([&session, options] {
    if (options->inputs.inputs.empty() && !options->again) throw CLI::RequiredError("INPUT");
    session.command = [&session, options] { return add(session, *options); };
  });
}

}  // namespace secondsource::cli
