// secondsource search: full text.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/shelf.h"
#include "report/json_values.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/wording.h"

namespace secondsource::cli {
namespace {

using Style = report::Piece::Style;

struct SearchOptions {
  std::vector<std::string> query;
  std::size_t limit = 20;
};

// A snippet whose found words stand between U+0002 and U+0003.
report::Pieces pieces_of(std::string_view snippet) {
  report::Pieces pieces;
  const auto put = [&](std::string_view words, Style style) {
    if (words.empty()) return;
    const std::string safe = report::plain(words);
    const auto space = [](char c) { return c == ' ' || c == '\n'; };
    pieces.push_back({fmt::format("{}{}{}", space(words.front()) ? " " : "", safe,
                                  space(words.back()) && !safe.empty() ? " " : ""),
                      style});
  };
  while (!snippet.empty()) {
    const std::size_t begin = std::min(snippet.find('\x02'), snippet.size());
    put(snippet.substr(0, begin), Style::kPlain);
    snippet.remove_prefix(std::min(begin + 1, snippet.size()));
    const std::size_t end = std::min(snippet.find('\x03'), snippet.size());
    put(snippet.substr(0, end), Style::kMark);
    snippet.remove_prefix(std::min(end + 1, snippet.size()));
  }
  return pieces;
}

std::string without_marks(std::string snippet) {
  std::erase_if(snippet, [](char c) { return c == '\x02' || c == '\x03'; });
  return snippet;
}

void print(Session& session, const Snapshot::Hit& hit, Shelf& shelf) {
  const ArticleSummary& article = shelf.article(hit.article);
  std::string out;
  if (session.shared.json) {
    report::JsonValues values(out, [](const std::string&) { return report::Source{}; });
    report::JsonWriter& json = values.json();
    json.begin_object().field("article", article.id).field("input", article.input);
    json.field("url", article.url).key("outlet");
    values.outlet(article.outlet);
    json.field("title", article.title).key("published");
    values.time(article.published);
    json.field("snippet", without_marks(hit.snippet)).end_object();
    session.console.line(out);
    return;
  }
  report::Page page(out, session.console.terminal());
  page.paragraph(article.title.empty() ? "(no headline)" : report::plain(article.title), 0,
                 Style::kStrong);
  page.paragraph(
      fmt::format("{} · {} · {}", report::outlet_of(article),
                  report::when(article.published, article.published_precision), article.id),
      2, Style::kQuiet);
  page.paragraph(pieces_of(hit.snippet), 2, 2);
  page.blank();
  session.console.out(out);
}

int search(Session& session, const SearchOptions& options) {
  auto library = session.read_library();
  if (!library) return session.fail(library.error());
  std::string query;
  for (const std::string& word : options.query) query += (query.empty() ? "" : " ") + word;
  const auto hits = library->snapshot.search(query, options.limit);
  if (!hits) return session.fail(hits.error());
  Shelf shelf(library->snapshot);
  for (const Snapshot::Hit& hit : *hits) {
    print(session, hit, shelf);
    if (!session.console.listening()) break;
  }
  if (hits->empty() && !session.shared.json) session.console.line("Nothing found.");
  return 0;
}

}  // namespace

void add_search(CLI::App& app, Session& session) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand("search", "Find articles by their words");
  command->add_option("QUERY", options->query, "Words that must all occur; \"phrases\" in quotes")
      ->required();
  command->add_option("--limit", options->limit, "At most this many")
      ->capture_default_str()
      ->type_name("N");
  session.share(*command, true);
  command->footer("Example:\n  secondsource search 'bridge \"before spring\"'");
  command->callback([&session, options] {
    session.command = [&session, options] { return search(session, *options); };
  });
}

}  // namespace secondsource::cli
