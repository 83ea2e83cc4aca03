// secondsource mentions: inputs → who said what.
#include <CLI/CLI.hpp>
#include <memory>

#include "attribution/attribution.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/read_options.h"
#include "cli/session.h"
#include "report/json.h"
#include "report/mentions.h"
#include "text/text.h"

namespace secondsource::cli {
namespace {

struct MentionsOptions {
  InputOptions input;
  std::string speaker;
};

int mentions(Session& session, const MentionsOptions& options) {
  const auto data = session.data();
  if (!data) return session.fail(data.error());
  Console& console = session.console;
  std::size_t failed = 0, done = 0;
  text::ArticleText text;
  const auto show = [&](const Article& article) {
    text::analyse(article, (*data)->languages(), text);
    std::vector<Mention> found = attribution::attribute(article, text, **data);
    if (!options.speaker.empty()) {
      std::erase_if(found, [&](const Mention& mention) {
        return !mention.speaker || !report::holds_name(mention.speaker->name, options.speaker);
      });
    }
    if (!session.shared.json) {
      console.line(report::mentions_to_terminal(article, found, console.terminal()));
      return;
    }
    console.out(report::to_json_lines(found, report::source_of(article)));
  };
  const BatchLimits limits{.documents = 8 * std::size_t{session.threads()}, .bytes = 8u << 20};
  read_batches(options.input, *data, session.threads(), limits, &console, [&](Batch&& batch) {
    for (const ReadArticle& article : batch.articles) {
      if (article) {
        show(*article);
      } else {
        console.error(article.error());
        ++failed;
      }
    }
    console.progress("reading", done += batch.articles.size());
    return console.listening();
  });
  return failed == 0 ? 0 : 1;
}

}  // namespace

void add_mentions(CLI::App& app, Session& session) {
  auto options = std::make_shared<MentionsOptions>();
  CLI::App* command = app.add_subcommand("mentions", "Show who says what in articles; no library");
  add_inputs(*command, options->input,
             "Files, folders, addresses (http, https), or - for standard input");
  command->add_option("--speaker", options->speaker, "Only speakers whose name holds this")
      ->type_name("NAME");
  session.share(*command, false);
  command->footer("Example:\n  secondsource mentions article.html");
  command->callback([&session, options] {
    session.command = [&session, options] { return mentions(session, *options); };
  });
}

}  // namespace secondsource::cli
