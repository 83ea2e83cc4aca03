// ninjs, IPTC's news in JSON → a record.  The three versions differ in names: version 1 has
// patterns (body_html, headline_main), version 2 lists with roles (bodies, headlines), version 3
// the same in camelCase.
#include <fmt/format.h>
#include <simdjson.h>

#include <string>
#include <utility>
#include <vector>

#include "extract/clean.h"
#include "extract/newsml.h"
#include "extract/record_writer.h"

namespace secondsource::extract {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// The name as versions 1 and 2 write it matches that of version 3.
bool named(std::string_view key, std::string_view lower) {
  if (key.size() != lower.size()) return false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != lower[i]) return false;
  }
  return true;
}

std::string string_of(const object& from, std::string_view name) {
  for (const auto field : from) {
    if (!named(field.key, name)) continue;
    if (field.value.is_string()) return std::string(std::string_view(field.value));
  }
  return {};
}

bool has(const object& from, std::string_view name) {
  for (const auto field : from) {
    if (named(field.key, name)) return true;
  }
  return false;
}

struct Valued {
  std::string role, type, value;
};

// A list of values with roles; or, in version 1, the values of "NAME" and "NAME_ROLE".
std::vector<Valued> values_of(const object& from, std::string_view name, std::string_view list) {
  std::vector<Valued> out;
  for (const auto field : from) {
    if (named(field.key, list) && field.value.is_array()) {
      for (const element& each : simdjson::dom::array(field.value)) {
        if (!each.is_object()) continue;
        const object one = each;
        out.push_back({string_of(one, "role"), lower_case(string_of(one, "contenttype")),
                       string_of(one, "value")});
      }
    } else if (field.value.is_string() && (field.key == name || (field.key.starts_with(name) &&
                                                                 field.key[name.size()] == '_'))) {
      const std::string_view role =
          field.key.size() > name.size() ? field.key.substr(name.size() + 1) : "";
      out.push_back({std::string(role), "", std::string(std::string_view(field.value))});
    }
  }
  std::erase_if(out, [](const Valued& each) {
    return each.value.find_first_not_of(" \t\r\n") == std::string::npos;
  });
  return out;
}

bool marked_up(const Valued& body) {
  if (body.type.find("html") != std::string::npos) return true;
  if (!body.type.empty()) return false;
  if (body.role.find("html") != std::string::npos) return true;
  const std::size_t open = body.value.find('<');
  return open != std::string::npos && body.value.find("</", open) != std::string::npos;
}

// "name" of an object, or of the first of a list of them.
std::string party(const object& from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const auto field : from) {
      if (!named(field.key, name)) continue;
      element value = field.value;
      if (value.is_array()) {
        const simdjson::dom::array list = value;
        if (list.size() == 0) continue;
        value = list.at(0).value();
      }
      if (value.is_object()) {
        if (std::string text = string_of(object(value), "name"); !text.empty()) return text;
      } else if (value.is_string()) {
        return std::string(std::string_view(value));
      }
    }
  }
  return {};
}

bool is_ninjs(const object& record) {
  if (!has(record, "uri")) return false;
  int signs = 0;
  for (const std::string_view name :
       {"versioncreated", "pubstatus", "representationtype", "headlines", "bodies", "standard",
        "copyrightholder", "urgency", "firstcreated", "infosource", "infosources", "body_html",
        "body_text", "body_xhtml"}) {
    signs += has(record, name) ? 1 : 0;
  }
  return signs >= 2;
}

std::vector<std::string> notices_of(const object& record) {
  std::vector<std::string> out;
  const std::string status = lower_case(string_of(record, "pubstatus"));
  if (status == "canceled" || status == "cancelled") out.emplace_back("withdrawn by its agency");
  if (status == "withheld") out.emplace_back("withheld by its agency");
  if (lower_case(string_of(record, "signal")).find("correction") != std::string::npos) {
    out.emplace_back("a correction of an earlier version");
  }
  if (const std::string until = clean_line(string_of(record, "embargoed")); !until.empty()) {
    out.push_back("embargoed until " + until);
  }
  if (const std::string note = clean_line(string_of(record, "ednote")); !note.empty()) {
    out.push_back("note to editors: " + note);
  }
  return out;
}

}  // namespace

std::string record_of_ninjs(std::string_view json, std::size_t nesting) {
  simdjson::dom::parser parser;
  if (parser.allocate(json.size(), std::min<std::size_t>(nesting, 1024)) != simdjson::SUCCESS) {
    return {};
  }
  object record;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get(record) != simdjson::SUCCESS || !is_ninjs(record)) return {};

  RecordWriter out;
  const std::string uri = string_of(record, "uri");
  out.field("id", uri).field("url", clean_url(uri));
  std::string title;
  for (const Valued& headline : values_of(record, "headline", "headlines")) {
    if (title.empty() || headline.role == "main") title = headline.value;
  }
  if (title.empty()) title = string_of(record, "title");
  out.field("title", title);
  std::string published = string_of(record, "firstcreated");
  std::string modified = string_of(record, "versioncreated");
  if (published.empty()) published = std::exchange(modified, {});
  out.field("published", published).field("modified", modified);
  std::string byline = string_of(record, "byline");
  if (byline.empty()) byline = string_of(record, "by");
  out.field("byline", byline).field("language", string_of(record, "language"));
  const std::string holder = string_of(record, "copyrightholder");
  std::string provider = party(record, {"provider", "providers", "publisher"});
  out.field("outlet", provider.empty() ? holder : provider);
  out.field("credit", party(record, {"infosource", "infosources"}));
  const std::string notice = string_of(record, "copyrightnotice");
  out.field("copyright", notice.empty() ? holder : notice);
  out.field("notices", notices_of(record));
  const Valued* best = nullptr;
  const std::vector<Valued> bodies = values_of(record, "body", "bodies");
  for (const Valued& body : bodies) {
    if (body.type.find("nitf") != std::string::npos) continue;
    if (best == nullptr || (marked_up(body) && !marked_up(*best))) best = &body;
  }
  if (best != nullptr) out.field(marked_up(*best) ? "content_html" : "text", best->value);
  return std::move(out).finish();
}

}  // namespace secondsource::extract
