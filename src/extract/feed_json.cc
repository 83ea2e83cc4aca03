// JSON Feed → records.
#include <simdjson.h>

#include "extract/clean.h"
#include "extract/feed.h"
#include "extract/record_writer.h"

namespace secondsource::extract {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string string_of(const object& from, std::string_view name) {
  std::string_view text;
  if (from[name].get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;  // ids, against the specification
  if (from[name].get(number) == simdjson::SUCCESS) return std::to_string(number);
  return {};
}

std::vector<std::string> authors_of(const object& from) {
  std::vector<std::string> out;
  const auto add = [&](const element& author) {
    if (!author.is_object()) return;
    if (std::string name = clean_line(string_of(object(author), "name")); !name.empty()) {
      out.push_back(std::move(name));
    }
  };
  simdjson::dom::array authors;
  if (from["authors"].get(authors) == simdjson::SUCCESS) {
    for (const element& author : authors) add(author);
  }
  element author;
  if (out.empty() && from["author"].get(author) == simdjson::SUCCESS) add(author);  // 1.0
  return out;
}

std::string either(const std::string& a, const std::string& b) { return a.empty() ? b : a; }

}  // namespace

std::expected<void, std::string> read_json_feed(std::string_view json, const std::string& url,
                                                std::size_t nesting, const TakeRecord& take) {
  simdjson::dom::parser parser;
  if (parser.allocate(json.size(), std::min<std::size_t>(nesting, 1024)) != simdjson::SUCCESS) {
    return std::unexpected("JSON too large to parse");
  }
  object feed;
  const simdjson::padded_string padded(json);
  if (const auto error = parser.parse(padded).get(feed); error != simdjson::SUCCESS) {
    return std::unexpected(std::string("not valid JSON: ") + simdjson::error_message(error));
  }
  simdjson::dom::array items;
  if (feed["items"].get(items) != simdjson::SUCCESS) return std::unexpected("a feed without items");
  const std::string base = clean_url(either(string_of(feed, "home_page_url"), url));
  const std::string title = clean_line(string_of(feed, "title"));
  const std::string language = string_of(feed, "language");
  const std::vector<std::string> authors = authors_of(feed);
  for (const element& each : items) {
    object item;
    if (each.get(item) != simdjson::SUCCESS) {
      take("null");  // an entry that is none is one error
      continue;
    }
    RecordWriter record;
    const std::string id = string_of(item, "id");
    std::string link = clean_url(string_of(item, "url"), base);
    if (link.empty()) link = clean_url(string_of(item, "external_url"), base);
    if (link.empty()) link = clean_url(id);
    std::vector<std::string> own = authors_of(item);
    record.field("id", id).field("url", link);
    record.field("title", clean_line(string_of(item, "title")));
    record.field("published", string_of(item, "date_published"));
    record.field("modified", string_of(item, "date_modified"));
    record.field("authors", own.empty() ? authors : own);
    record.field("language", either(string_of(item, "language"), language));
    const std::string html = string_of(item, "content_html");
    const std::string text = string_of(item, "content_text");
    if (!clean_line(html).empty()) {
      record.field("content_html", html);
    } else if (!clean_line(text).empty()) {
      record.field("text", text);
    } else {
      record.field("form", "summary");
      record.field("text", either(string_of(item, "summary"), string_of(item, "title")));
    }
    record.field("feed", title).field("published_evidence", "feed");
    take(std::move(record).finish());
  }
  return {};
}

}  // namespace secondsource::extract
