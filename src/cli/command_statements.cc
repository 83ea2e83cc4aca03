// secondsource statements: what was said, in how many outlets, from how many origins.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
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
#include "report/view.h"
#include "report/wording.h"

namespace secondsource::cli {
namespace {

using Style = report::Piece::Style;

// A report of nothing but the statement, so that it is shown as in one.
Report report_of(const Statement& statement, Shelf& shelf) {
  Report report;
  report.statements = {statement};
  std::set<std::string> ids(statement.silent.begin(), statement.silent.end());
  ids.insert(statement.cannot_tell.begin(), statement.cannot_tell.end());
  for (const Mention& mention : statement.possible) ids.insert(mention.article);
  for (const Variant& variant : statement.variants) {
    for (const Mention& mention : variant.mentions) ids.insert(mention.article);
  }
  for (const Origin& origin : statement.origins) {
    for (const Evidence& evidence : origin.evidence) {
      for (const Place& place : evidence.at) ids.insert(place.article);
    }
  }
  for (const std::string& id : ids) report.articles.push_back(shelf.article(id));
  return report;
}

void describe(const report::View& view, report::Page& page) {
  if (view.statements().empty()) return;
  const report::StatementView& statement = view.statements().front();
  const std::string words = report::plain(statement.wording->text);
  page.paragraph(statement.quoted ? fmt::format("“{}”", words) : words, 0, Style::kStrong);
  page.paragraph("— " + report::speaker_of(statement), 2, Style::kSpeaker);
  page.paragraph(report::origins_line(statement), 2, Style::kMark);
  const ArticleSummary& first = view.article(statement.articles.front());
  std::string where =
      fmt::format("{} in {}, first {}, {}", report::counted(statement.articles.size(), "article"),
                  report::counted(statement.outlets.size(), "outlet"), report::outlet_of(first),
                  report::when(first.published, first.published_precision));
  const std::size_t variants = statement.statement->variants.size();
  if (variants > 1) where += fmt::format("; {} wordings", variants);
  if (!statement.statement->silent.empty()) {
    where += fmt::format("; {} on the story silent",
                         report::counted(statement.statement->silent.size(), "article"));
  }
  page.paragraph(where, 2, Style::kQuiet);
  page.paragraph(report::plain(statement.statement->id), 2, Style::kQuiet);
  page.blank();
}

std::string json(const Statement& statement, Shelf& shelf) {
  return report::to_json(statement, [&](const std::string& id) { return shelf.source(id); });
}

void show(const Statement& statement, bool whole, Shelf& shelf, report::Page& page) {
  const Report report = report_of(statement, shelf);
  const report::View view(report);
  whole ? report::write_statement(view, 0, page) : describe(view, page);
}

}  // namespace

void add_statements(CLI::App& app, Session& session) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command =
      app.add_subcommand("statements", "Show what was said, and from how many origins it comes");
  command->add_option("ID", options->id,
                      "Show this one with all its evidence: its id, or how it begins");
  add_filter_options(*command, options->filter, {.speaker = true});
  session.share(*command, true);
  command->footer("Example:\n  secondsource statements --speaker Olsen --since 2026-11-01");
  command->callback([&session, options] {
    session.command = [&session, options] {
      return list<Statement>(session, *options, /*statements=*/true,
                             {&Snapshot::statements, "statement", "No statements.", json, show});
    };
  });
}

}  // namespace secondsource::cli
