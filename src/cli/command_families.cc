// secondsource families: texts and what was made from them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>

#include "cli/commands.h"
#include "cli/filter.h"
#include "cli/listing.h"
#include "cli/session.h"
#include "cli/shelf.h"
#include "report/json.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/terminal.h"
#include "report/wording.h"

namespace secondsource::cli {
namespace {

using Style = report::Piece::Style;

struct FamiliesOptions : ListOptions {
  bool changes = false;
};

// Share of the copies' narrative that was taken over, on average.
std::optional<double> mean_reuse(const Family& family) {
  double sum = 0;
  std::size_t edges = 0;
  for (const LineageEdge& edge : family.edges) {
    if (!edge.from) continue;
    sum += edge.reuse;
    ++edges;
  }
  if (edges == 0) return {};
  return sum / static_cast<double>(edges);
}

void describe(const Family& family, Shelf& shelf, report::Page& page) {
  std::set<std::string> keys, names;
  const ArticleSummary* last = nullptr;
  for (const std::string& id : family.members) {
    const ArticleSummary& article = shelf.article(id);
    keys.insert(article.outlet.key());
    names.insert(report::outlet_of(article));
    if (article.published && (last == nullptr || last->published < article.published))
      last = &article;
  }
  const ArticleSummary& first = shelf.article(family.members.front());
  page.paragraph(report::Pieces{{report::counted(family.members.size(), "article") + " in " +
                                     report::counted(keys.size(), "outlet"),
                                 Style::kHeading},
                                {"  " + family.id, Style::kQuiet}},
                 0, 2);
  if (!first.title.empty())
    page.paragraph(fmt::format("“{}”", report::shortened(first.title, 74)), 2);
  std::string times = "first: " + report::outlet_of(first) + ", " +
                      report::when(first.published, first.published_precision);
  if (last != nullptr && last != &first) {
    times += "; last: " + report::when(last->published, last->published_precision);
  }
  page.paragraph(times, 2, Style::kQuiet);
  if (family.root && *family.root != first.id) {
    const ArticleSummary& root = shelf.article(*family.root);
    page.paragraph(fmt::format("goes back to: {}, {}", report::outlet_of(root),
                               report::when(root.published, root.published_precision)),
                   2, Style::kQuiet);
  }
  std::string made =
      family.agency.empty() ? "" : "credited to " + report::plain(family.agency) + "; ";
  if (const auto reuse = mean_reuse(family)) {
    made += fmt::format("{:.0f} % of a copy's own text taken over, on average", *reuse * 100);
  }
  if (!made.empty()) page.paragraph(made, 2, Style::kQuiet);
  std::string outlets;
  std::size_t shown = 0;
  for (const std::string& name : names) {
    if (shown == 8) {
      outlets += fmt::format(" and {} more", names.size() - shown);
      break;
    }
    outlets += (shown++ == 0 ? "" : ", ") + name;
  }
  page.paragraph(outlets, 2);
  page.blank();
}

void draw(const Family& family, Shelf& shelf, report::Page& page) {
  describe(family, shelf, page);
  report::write_tree(
      family, [&](const std::string& id) -> const ArticleSummary& { return shelf.article(id); }, "",
      page);
  page.heading("WHY");
  for (const LineageEdge& edge : family.edges) {
    std::string why;
    for (const std::string& reason : edge.evidence) why += (why.empty() ? "" : "; ") + reason;
    if (why.empty()) continue;
    page.paragraph(
        report::Pieces{{report::outlet_of(shelf.article(edge.to)) + ": ", Style::kStrong},
                       {report::plain(why), Style::kPlain}},
        2, 4);
  }
}

std::string told(const FamilyChange& change) {
  const std::string others = fmt::format("{}", fmt::join(change.others, ", "));
  switch (change.kind) {
    case FamilyChange::Kind::kMerged:
      return others + " became one: " + change.family;
    case FamilyChange::Kind::kSplit:
      return change.family + " came apart: " + others;
    case FamilyChange::Kind::kRenamed:
      return others + " is now " + change.family;
    case FamilyChange::Kind::kGone:
      return change.family + " is gone";
  }
  return "";
}

int changes(Session& session) {
  auto library = session.read_library();
  if (!library) return session.fail(library.error());
  Console& console = session.console;
  bool any = false;
  library->snapshot.family_changes([&](const FamilyChange& change) {
    any = true;
    console.line(session.shared.json ? report::to_json(change) : told(change));
    return console.listening();
  });
  if (!any && !session.shared.json) console.line("No family has merged, split or gone.");
  return 0;
}

std::string json(const Family& family, Shelf&) { return report::to_json(family); }

void show(const Family& family, bool whole, Shelf& shelf, report::Page& page) {
  whole ? draw(family, shelf, page) : describe(family, shelf, page);
}

}  // namespace

void add_families(CLI::App& app, Session& session) {
  auto options = std::make_shared<FamiliesOptions>();
  CLI::App* command =
      app.add_subcommand("families", "Show which articles are one text and what was made from it");
  command->add_option("ID", options->id, "Draw this one as a tree: its id, or how it begins");
  command->add_flag("--changes", options->changes,
                    "Tell which families merged, split or went as articles came and went");
  add_filter_options(*command, options->filter);
  session.share(*command, true);
  command->footer("Example:\n  secondsource families --outlet harborledger.example");
  command->callback([&session, options] {
    session.command = [&session, options] {
      if (options->changes) return changes(session);
      return list<Family>(session, *options, /*statements=*/false,
                          {&Snapshot::families, "family",
                           "No families: no two articles share text here.", json, show});
    };
  });
}

}  // namespace secondsource::cli
