// secondsource stories: articles about one event.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/filter.h"
#include "cli/listing.h"
#include "cli/session.h"
#include "cli/shelf.h"
#include "report/json.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/wording.h"

namespace secondsource::cli {
namespace {

using Style = report::Piece::Style;

void describe(const Story& story, bool whole, Shelf& shelf, report::Page& page) {
  page.paragraph(
      report::Pieces{{fmt::format("{} in {}", report::counted(story.articles.size(), "article"),
                                  report::counted(story.outlets.size(), "outlet")),
                      Style::kHeading},
                     {"  " + story.id, Style::kQuiet}},
      0, 2);
  std::size_t shown = 0;
  for (const std::string& id : story.articles) {
    if (!whole && shown++ == 5) {
      page.paragraph(fmt::format("… and {} more", story.articles.size() - 5), 2, Style::kQuiet);
      break;
    }
    const ArticleSummary& article = shelf.article(id);
    const report::Pieces right{
        {report::outlet_of(article), Style::kPlain},
        {": " + report::shortened(article.title, whole ? 400 : 90), Style::kQuiet}};
    page.row(2, {report::when(article.published, article.published_precision), Style::kQuiet}, 18,
             right);
  }
  for (const Discrepancy& discrepancy : story.discrepancies) {
    std::string sides;
    for (const Discrepancy::Side& side : discrepancy.sides) {
      sides += (sides.empty() ? "" : " | ") + report::plain(side.text);
    }
    page.paragraph(fmt::format("{}: {}", report::discrepancy_title(discrepancy.kind), sides), 2,
                   Style::kMark);
  }
  page.blank();
}

std::string json(const Story& story, Shelf& shelf) {
  return report::to_json(story, [&](const std::string& id) { return shelf.source(id); });
}

}  // namespace

void add_stories(CLI::App& app, Session& session) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = app.add_subcommand("stories", "Show which articles are about one event");
  command->add_option("ID", options->id, "Show all articles of this one: its id, or how it begins");
  add_filter_options(*command, options->filter);
  session.share(*command, true);
  command->footer("Example:\n  secondsource stories --since 2026-11-03 --until 2026-11-05");
  command->callback([&session, options] {
    session.command = [&session, options] {
      return list<Story>(session, *options, /*statements=*/true,
                         {&Snapshot::stories, "story", "No stories.", json, describe});
    };
  });
}

}  // namespace secondsource::cli
