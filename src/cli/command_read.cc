// secondsource read: inputs → articles.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/read_options.h"
#include "cli/session.h"
#include "report/json.h"
#include "report/names.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/view.h"
#include "report/wording.h"

namespace secondsource::cli {
namespace {

using Style = report::Piece::Style;

std::string shown(const Article& article, const TerminalOptions& options) {
  const ArticleSummary summary = summary_of(article);
  std::string out;
  report::Page page(out, options);
  page.paragraph(article.title.empty() ? "(no headline)" : report::plain(article.title), 0,
                 Style::kHeading);
  std::string about = fmt::format("{} · {}", report::outlet_of(summary),
                                  report::when(article.published, article.published_precision));
  if (!article.authors.empty()) {
    about += report::plain(fmt::format(" · {}", fmt::join(article.authors, ", ")));
  }
  if (!article.language.empty()) about += report::plain(" · " + article.language);
  page.paragraph(about, 0, Style::kQuiet);
  page.paragraph(report::plain(article.url.empty() ? article.input : article.url), 0,
                 Style::kQuiet);
  for (const Credit& credit : article.credits) {
    page.paragraph(report::plain(fmt::format("credits {} ({})", credit.name,
                                             report::name_of(credit.evidence))),
                   0, Style::kCue);
  }
  for (const std::string& warning : article.warnings) {
    page.paragraph(report::plain("note: " + warning), 0, Style::kMark);
  }
  for (const ByteSpan paragraph : article.paragraphs) {
    page.blank();
    page.paragraph(
        report::plain(std::string_view(article.text).substr(paragraph.begin, paragraph.size())));
  }
  page.blank();
  return out;
}

int read(Session& session, const InputOptions& options) {
  const auto data = session.data();
  if (!data) return session.fail(data.error());
  Console& console = session.console;
  std::size_t failed = 0, done = 0;
  const BatchLimits limits{.documents = 8 * std::size_t{session.threads()}, .bytes = 8u << 20};
  read_batches(options, *data, session.threads(), limits, console,
               [&](std::vector<ReadArticle>&& articles) {
                 for (const ReadArticle& article : articles) {
                   if (!article) {
                     console.error(article.error());
                     ++failed;
                   } else if (session.shared.json) {
                     console.line(report::to_json(*article));
                   } else {
                     console.line(shown(*article, console.terminal()));
                   }
                 }
                 console.progress("reading", done += articles.size());
                 return console.listening();
               });
  return failed == 0 ? 0 : 1;
}

}  // namespace

void add_read(CLI::App& app, Session& session) {
  auto options = std::make_shared<InputOptions>();
  CLI::App* command = app.add_subcommand("read", "Read articles from pages and files; no library");
  add_inputs(*command, *options,
             "Files, folders, addresses (http, https), or - for standard input");
  session.share(*command, false);
  command->footer("Example:\n  secondsource read --json pages/ > articles.jsonl");
  command->callback([&session, options] {
    session.command = [&session, options] { return read(session, *options); };
  });
}

}  // namespace secondsource::cli
