#include "report/json_values.h"
#include "report/view.h"
#include "secondsource/report.h"

namespace secondsource {

std::string to_json(const Report& report) {
  const report::View view(report);
  const auto sources = [&](const std::string& id) {
    const ArticleSummary& of = view.article(id);
    return report::Source{of.input, of.title, of.text};
  };
  std::string out;
  report::JsonValues values(out, sources);
  report::JsonWriter& json = values.json();
  json.begin_object().field("summary", report.summary).key("article");
  values.article(report.article);
  json.key("family");
  if (report.family) {
    values.family(*report.family);
  } else {
    json.null();
  }
  json.key("statements").begin_array();
  for (const Statement& statement : report.statements) values.statement(statement);
  json.end_array().key("discrepancies");
  values.discrepancies(report.discrepancies);
  json.key("stories").begin_array();
  for (const Story& story : report.stories) {
    json.begin_object().field("id", story.id).key("articles");
    values.strings(story.articles);
    json.key("outlets");
    values.strings(story.outlets);
    json.key("families");
    values.strings(story.families);
    json.end_object();
  }
  json.end_array().key("library").begin_object();
  json.key("articles").integer(report.library.articles);
  json.key("outlets").integer(report.library.outlets).key("first");
  values.time(report.library.first);
  json.key("last");
  values.time(report.library.last);
  json.end_object().field("version", report.version);
  json.key("in_library").boolean(report.in_library).key("articles").begin_array();
  for (const ArticleSummary& article : report.articles) {
    json.begin_object().field("id", article.id).field("input", article.input);
    json.field("url", article.url).key("outlet");
    values.outlet(article.outlet);
    json.field("title", article.title).key("published");
    values.time(article.published);
    json.field("language", article.language).end_object();
  }
  json.end_array().key("corrections");
  values.corrections(report.corrections);
  json.end_object();
  return out;
}

}  // namespace secondsource
