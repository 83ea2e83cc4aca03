// Commands that list one kind of a library's values, or show one of them whole.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

#include "cli/filter.h"
#include "cli/session.h"
#include "cli/shelf.h"
#include "report/page.h"

namespace secondsource::cli {

struct ListOptions {
  FilterOptions filter;
  std::string id;  // of the one to show whole, or how it begins; empty: all are listed
};

template <typename Value>
struct Listed {
  void (Snapshot::*each)(const Filter&, const std::function<bool(const Value&)>&) const;
  std::string_view noun;  // "story"
  std::string_view none;  // said where there is nothing
  std::string (*json)(const Value&, Shelf&);
  void (*show)(const Value&, bool whole, Shelf&, report::Page&);
};

// The exit status.  An id that nothing has is an error; an empty list is none.  `statements`: the
// library must keep them.
template <typename Value>
int list(Session& session, const ListOptions& options, bool statements,
         const Listed<Value>& listed) {
  const auto filter = filter_of(options.filter);
  if (!filter) {
    session.console.error(filter.error());
    return 2;
  }
  auto library = session.read_library();
  if (!library) return session.fail(library.error());
  const Snapshot& snapshot = library->snapshot;
  if (statements && !snapshot.scope().statements) return session.fail(without_statements());
  Console& console = session.console;
  Shelf shelf(snapshot);
  bool found = false;
  (snapshot.*listed.each)(*filter, [&](const Value& value) {
    if (!value.id.starts_with(options.id)) return console.listening();
    found = true;
    if (session.shared.json) {
      console.line(listed.json(value, shelf));
    } else {
      std::string out;
      report::Page page(out, console.terminal());
      listed.show(value, !options.id.empty(), shelf, page);
      console.out(out);
    }
    shelf.trim();
    return console.listening();
  });
  if (found) return 0;
  if (!options.id.empty()) {
    return session.fail({options.id, fmt::format("no {} has this id", listed.noun)});
  }
  if (!session.shared.json) console.line(std::string(listed.none));
  return 0;
}

}  // namespace secondsource::cli
