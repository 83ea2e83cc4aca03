// secondsource read: inputs → articles.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/read_options.h"
#include "cli/session.h"
#include "extract/furniture.h"
#include "fetch/fetch.h"
#include "report/json.h"
#include "report/names.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/view.h"
#include "report/wording.h"
#include "text/text.h"

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
    if (std::ranges::find(article.furniture, paragraph) != article.furniture.end()) continue;
    page.blank();
    page.paragraph(
        report::plain(std::string_view(article.text).substr(paragraph.begin, paragraph.size())));
  }
  page.blank();
  return out;
}

struct ReadCommand {
  InputOptions input;
  bool outlet = false;  // learn furniture first
};

// What is read once: a pass over it would leave nothing for the next one.
std::string read_once(const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) {
    std::error_code ignored;
    const auto type = std::filesystem::status(input, ignored).type();
    if (input == "-" || fetch::is_url(input) || type == std::filesystem::file_type::fifo ||
        type == std::filesystem::file_type::character) {
      return input;
    }
  }
  return {};
}

// The first of two passes.
extract::OutletFurniture learn(Session& session, const InputOptions& options,
                               const std::shared_ptr<const Data>& data, const BatchLimits& limits) {
  extract::OutletFurniture furniture;
  text::ArticleText text;
  std::size_t done = 0;
  read_batches(options, data, session.threads(), limits, nullptr, [&](Batch&& batch) {
    for (const ReadArticle& article : batch.articles) {
      if (!article) continue;
      text::analyse(*article, data->languages(), text);
      furniture.learn(*article, text.body);
    }
    session.console.progress("learning", done += batch.articles.size());
    return session.console.listening();
  });
  return furniture;
}

int read(Session& session, const ReadCommand& command) {
  const InputOptions& options = command.input;
  const auto data = session.data();
  if (!data) return session.fail(data.error());
  Console& console = session.console;
  std::size_t failed = 0, done = 0;
  const BatchLimits limits{.documents = 8 * std::size_t{session.threads()}, .bytes = 8u << 20};
  extract::OutletFurniture furniture;
  if (command.outlet) furniture = learn(session, options, *data, limits);
  text::ArticleText text;
  read_batches(options, *data, session.threads(), limits, &console, [&](Batch&& batch) {
    for (ReadArticle& article : batch.articles) {
      if (article && command.outlet) {
        text::analyse(*article, (*data)->languages(), text);
        article->furniture = furniture.furniture(*article, text.body);
      }
      if (!article) {
        console.error(article.error());
        ++failed;
      } else if (session.shared.json) {
        console.line(report::to_json(*article));
      } else {
        console.line(shown(*article, console.terminal()));
      }
    }
    console.progress("reading", done += batch.articles.size());
    return console.listening();
  });
  return failed == 0 ? 0 : 1;
}

}  // namespace

void add_read(CLI::App& app, Session& session) {
  auto options = std::make_shared<ReadCommand>();
  CLI::App* command = app.add_subcommand("read", "Read articles from pages and files; no library");
  add_inputs(*command, options->input,
             "Files, folders, addresses (http, https), or - for standard input");
  command->add_flag("--outlet", options->outlet,
                    "Learn first what each outlet prints under or between many of its articles, "
                    "and leave it out (--json: mark it); reads the inputs twice");
  session.share(*command, false);
  command->footer(
      "Reads HTML, WARC, RSS, Atom, JSON Feed, NewsML-G2, ninjs, JSON and JSON Lines of other\n"
      "tools, and plain text, told apart by their bytes, compressed with gzip or zstd or not.\n"
      "\nExample:\n  secondsource read --json --outlet pages/ archive.warc.gz > articles.jsonl");
  command->callback([&session, options] {
    if (const std::string once = read_once(options->input.inputs);
        options->outlet && !once.empty()) {
      throw CLI::ValidationError(
          "--outlet", "reads its inputs twice, which " + once + " cannot be: save it first");
    }
    session.command = [&session, options] { return read(session, *options); };
  });
}

}  // namespace secondsource::cli
