// secondsource passages: what two articles share, side by side; or all that the library shares.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/filter.h"
#include "cli/inputs.h"
#include "cli/session.h"
#include "cli/shelf.h"
#include "report/json.h"
#include "report/names.h"
#include "report/page.h"
#include "report/passages.h"
#include "report/plain.h"
#include "report/view.h"
#include "report/wording.h"
#include "reuse/align.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource::cli {
namespace {

using Style = report::Piece::Style;

struct PassagesOptions {
  FilterOptions filter;
  std::vector<std::string> pair;
  std::string article;
};

// The article that the library knows by this name, else the one of that file.
std::expected<Article, Error> find(const std::string& name,
                                   const std::optional<OpenLibrary>& library,
                                   const std::shared_ptr<const Data>& data) {
  if (library) {
    if (auto article = library->snapshot.article(name)) return std::move(*article);
  }
  auto article = read_one(name, {}, data);
  if (!article && library) {
    return std::unexpected(
        Error{name, "neither an article of the library nor a file that holds one"});
  }
  return article;
}

int compare(Session& session, const PassagesOptions& options) {
  const auto data = session.data();
  if (!data) return session.fail(data.error());
  std::optional<OpenLibrary> library;
  if (auto opened = session.read_library()) library = std::move(*opened);
  std::vector<Article> articles;
  for (const std::string& name : options.pair) {
    auto article = find(name, library, *data);
    if (!article) return session.fail(article.error());
    articles.push_back(std::move(*article));
  }
  text::Text texts[2];
  for (std::size_t i = 0; i < 2; ++i) {
    const Article& article = articles[i];
    text::analyse(article.text, article.paragraphs, (*data)->languages().of(article.language),
                  texts[i]);
  }
  std::vector<Passage> passages =
      reuse::align({&articles[0], &texts[0]}, {&articles[1], &texts[1]});
  std::erase_if(passages,
                [&](const Passage& passage) { return passage.words < options.filter.min_words; });
  const bool turned = !passages.empty() && passages.front().a != articles[0].id;
  const Article& a = articles[turned ? 1 : 0];
  const Article& b = articles[turned ? 0 : 1];
  if (!session.shared.json) {
    session.console.out(report::passages_to_terminal(a, b, passages, session.console.terminal()));
    return 0;
  }
  for (const Passage& passage : passages) {
    session.console.line(report::to_json(passage, report::source_of(a), report::source_of(b)));
  }
  return 0;
}

void describe(const Passage& passage, Shelf& shelf, report::Page& page) {
  const ArticleSummary& a = shelf.article(passage.a);
  const ArticleSummary& b = shelf.article(passage.b);
  page.paragraph(
      report::Pieces{{std::string(report::name_of(passage.kind)), Style::kStrong},
                     {fmt::format(", {}, {:.0f} % the same{}: ",
                                  report::counted(passage.words, "word"), passage.identity * 100,
                                  passage.boilerplate ? ", printed under many articles" : ""),
                      Style::kPlain},
                     {report::outlet_of(a) + " → " + report::outlet_of(b), Style::kSpeaker}},
      0, 2);
  const std::string_view words =
      passage.a_span.end <= a.text.size()
          ? std::string_view(a.text).substr(passage.a_span.begin, passage.a_span.size())
          : std::string_view();
  page.paragraph(report::shortened(words, 150), 2, Style::kQuiet);
  page.paragraph(fmt::format("{} {}", passage.a, passage.b), 2, Style::kQuiet);
  page.blank();
}

int list(Session& session, const PassagesOptions& options) {
  auto filter = filter_of(options.filter);
  if (!filter) {
    session.console.error(filter.error());
    return 2;
  }
  auto library = session.read_library();
  if (!library) return session.fail(library.error());
  if (!options.article.empty()) {
    const auto article = library->snapshot.article(options.article);
    if (!article) return session.fail({options.article, "not in the library"});
    filter->article = article->id;
  }
  Console& console = session.console;
  Shelf shelf(library->snapshot);
  std::size_t found = 0;
  library->snapshot.passages(*filter, [&](const Passage& passage) {
    ++found;
    if (session.shared.json) {
      console.line(report::to_json(passage, shelf.source(passage.a), shelf.source(passage.b)));
    } else {
      std::string out;
      report::Page page(out, console.terminal());
      describe(passage, shelf, page);
      console.out(out);
    }
    console.progress("passages", found);
    shelf.trim();
    return console.listening();
  });
  if (found == 0 && !session.shared.json) console.line("No passages.");
  return 0;
}

int passages(Session& session, const PassagesOptions& options) {
  if (options.pair.size() == 2) return compare(session, options);
  if (options.pair.empty()) return list(session, options);
  session.console.error("passages: name two articles, or one with --article");
  return 2;
}

}  // namespace

void add_passages(CLI::App& app, Session& session) {
  auto options = std::make_shared<PassagesOptions>();
  CLI::App* command = app.add_subcommand("passages", "Show text that articles share");
  command
      ->add_option("ARTICLES", options->pair,
                   "Two articles to show side by side: ids, URLs or files")
      ->type_name("A B")
      ->expected(0, 2);
  command
      ->add_option("--article", options->article, "All passages of this article: id, input or URL")
      ->type_name("ID");
  add_filter_options(*command, options->filter, {.min_words = true});
  session.share(*command, true);
  command->footer("Example:\n  secondsource passages one.html other.html");
  command->callback([&session, options] {
    session.command = [&session, options] { return passages(session, *options); };
  });
}

}  // namespace secondsource::cli
