#include "extract/linked_data.h"

#include <simdjson.h>

#include <algorithm>
#include <map>

#include "extract/tree.h"

namespace secondsource::extract {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// What Python's and people's templates get wrong, made right: control characters inside strings,
// commas before a closing bracket, comments and CDATA marks around the whole.
std::string repaired(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
      continue;
    }
    if (in_string && c == '\\' && i + 1 < json.size()) {
      const bool known =
          std::string_view("\"\\/bfnrtu").find(json[i + 1]) != std::string_view::npos;
      if (known) {
        out += c;
        out += json[++i];
      }
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (!in_string && (c == '}' || c == ']')) {
      std::size_t end = out.size();
      while (end > 0 && out[end - 1] == ' ') --end;
      if (end > 0 && out[end - 1] == ',') out.resize(end - 1);
    }
    out += c;
  }
  return out;
}

std::string_view without_wrapping(std::string_view json) {
  const std::size_t first = json.find_first_of("{[");
  const std::size_t last = json.find_last_of("}]");
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) return {};
  return json.substr(first, last - first + 1);
}

std::string plain(std::string_view text) {
  std::string decoded;
  decode_references(text, false, decoded);
  return decoded;
}

std::string_view string_of(const element& value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

// The first string among: the value, the first of an array.
std::string first_string(const element& value) {
  if (value.is_array()) {
    for (const element& item : simdjson::dom::array(value)) {
      if (item.is_string()) return plain(string_of(item));
    }
    return {};
  }
  return plain(string_of(value));
}

std::string string_at(const object& node, std::string_view key) {
  element value;
  if (node[key].get(value) != simdjson::SUCCESS) return {};
  return first_string(value);
}

bool has_type(const object& node, const auto& accepts) {
  element type;
  if (node["@type"].get(type) != simdjson::SUCCESS) return false;
  if (type.is_string()) return accepts(string_of(type));
  if (type.is_array()) {
    for (const element& item : simdjson::dom::array(type)) {
      if (item.is_string() && accepts(string_of(item))) return true;
    }
  }
  return false;
}

bool article_type(std::string_view type) {
  if (const std::size_t slash = type.rfind('/'); slash != std::string_view::npos) {
    type.remove_prefix(slash + 1);
  }
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type == "SocialMediaPosting" || type == "OpinionNewsArticle";
}

// Every object of all scripts, in order, found without recursion; and those with an "@id", by it.
struct Graph {
  std::vector<object> nodes;
  std::map<std::string, object, std::less<>> by_id;

  void add(const element& root) {
    std::vector<element> open{root};
    while (!open.empty()) {
      const element value = open.back();
      open.pop_back();
      const std::size_t first = open.size();
      if (value.is_array()) {
        for (const element& item : simdjson::dom::array(value)) {
          if (item.is_object() || item.is_array()) open.push_back(item);
        }
      } else if (value.is_object()) {
        const object node = value;
        nodes.push_back(node);
        bool more = false;
        std::string_view id;
        for (const auto& [key, item] : node) {
          if (key == "@id") {
            id = string_of(item);
          } else {
            more = true;
          }
          // What an article refers to is no article of this page.
          const bool other = key == "itemReviewed" || key == "hasPart" || key == "isPartOf" ||
                             key == "comment" || key == "relatedLink" || key == "citation" ||
                             key == "liveBlogUpdate" || key == "itemListElement";
          if (!other && (item.is_object() || item.is_array())) open.push_back(item);
        }
        if (!id.empty() && more) by_id.try_emplace(std::string(id), node);
      }
      std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
    }
  }

  object resolve(const object& node) const {
    std::string_view id;
    if (node["@id"].get(id) != simdjson::SUCCESS || node.size() > 2) return node;
    const auto found = by_id.find(id);
    return found == by_id.end() ? node : found->second;
  }
};

// Names of a person, an organisation or several of them.  `depth`: references may run in circles.
void names_of(const element& value, const Graph& graph, std::vector<std::string>& out,
              int depth = 4) {
  if (depth == 0) return;
  if (value.is_array()) {
    for (const element& item : simdjson::dom::array(value)) {
      if (!item.is_array()) names_of(item, graph, out, depth - 1);
    }
    return;
  }
  std::string name;
  if (value.is_string()) {
    name = plain(string_of(value));
  } else if (value.is_object()) {
    const object node = graph.resolve(object(value));
    element inner;
    if (node["name"].get(inner) == simdjson::SUCCESS) {
      if (inner.is_array()) {
        names_of(inner, graph, out, depth - 1);
        return;
      }
      name = first_string(inner);
    }
    if (name.empty()) {
      name = string_at(node, "givenName");
      const std::string family = string_at(node, "familyName");
      if (!name.empty() && !family.empty()) name += ' ';
      name += family;
    }
  }
  if (!name.empty()) out.push_back(std::move(name));
}

std::string name_at(const object& node, std::string_view key, const Graph& graph) {
  element value;
  if (node[key].get(value) != simdjson::SUCCESS) return {};
  std::vector<std::string> names;
  names_of(value, graph, names);
  return names.empty() ? std::string{} : std::move(names.front());
}

void fill(const object& node, const Graph& graph, LinkedData& out) {
  has_type(node, [&](std::string_view type) {
    if (type.ends_with("LiveBlogPosting")) out.live = true;
    if (!article_type(type)) return false;
    out.type = type;
    return out.live;
  });
  out.headline = string_at(node, "headline");
  if (out.headline.empty()) out.headline = string_at(node, "name");
  out.body = string_at(node, "articleBody");
  out.url = string_at(node, "url");
  element main;
  if (out.url.empty() && node["mainEntityOfPage"].get(main) == simdjson::SUCCESS) {
    out.url = main.is_object() ? string_at(main, "@id") : first_string(main);
  }
  out.published = string_at(node, "datePublished");
  if (out.published.empty()) out.published = string_at(node, "dateCreated");
  out.modified = string_at(node, "dateModified");
  out.section = string_at(node, "articleSection");
  out.language = string_at(node, "inLanguage");
  element value;
  if (node["author"].get(value) == simdjson::SUCCESS) names_of(value, graph, out.authors);
  if (out.authors.empty() && node["creator"].get(value) == simdjson::SUCCESS) {
    names_of(value, graph, out.authors);
  }
  out.publisher = name_at(node, "publisher", graph);
  out.copyright_holder = name_at(node, "copyrightHolder", graph);
  out.source_organisation = name_at(node, "sourceOrganization", graph);
  if (out.source_organisation.empty()) {
    out.source_organisation = name_at(node, "provider", graph);
  }
  if (node["isAccessibleForFree"].get(value) == simdjson::SUCCESS) {
    if (value.is_bool()) {
      out.free = bool(value);
    } else if (value.is_string()) {
      const std::string_view text = string_of(value);
      if (text == "True" || text == "true") out.free = true;
      if (text == "False" || text == "false") out.free = false;
    }
  }
}

}  // namespace

LinkedData read_linked_data(const std::vector<std::string_view>& scripts) {
  LinkedData out;
  if (scripts.empty()) return out;
  // A parser owns the document it made last, so each script that parses keeps its own.
  constexpr std::size_t kMostScripts = 64;
  std::vector<simdjson::dom::parser> parsers(std::min(scripts.size(), kMostScripts));
  Graph graph;
  for (std::size_t i = 0; i < parsers.size(); ++i) {
    const std::string_view json = without_wrapping(scripts[i]);
    if (json.empty()) continue;
    element root;
    if (parsers[i].parse(simdjson::padded_string(json)).get(root) != simdjson::SUCCESS &&
        parsers[i].parse(simdjson::padded_string(repaired(json))).get(root) != simdjson::SUCCESS) {
      continue;
    }
    graph.add(root);
  }
  const object* best = nullptr;
  int best_score = 0;
  for (const object& node : graph.nodes) {
    if (out.site.empty() &&
        has_type(node, [](std::string_view t) { return t.ends_with("WebSite"); })) {
      out.site = string_at(node, "name");
    }
    if (!has_type(node, article_type)) continue;
    int score = 1;
    for (const std::string_view key : {"articleBody", "datePublished", "author", "headline"}) {
      if (node[key].error() == simdjson::SUCCESS) ++score;
    }
    if (score > best_score) {
      best = &node;
      best_score = score;
    }
  }
  if (best != nullptr) {
    fill(*best, graph, out);
    return out;
  }
  // A page without an article node may still date and name itself.
  for (const object& node : graph.nodes) {
    if (!has_type(node, [](std::string_view t) { return t.ends_with("WebPage"); })) continue;
    fill(node, graph, out);
    out.headline.clear();
    break;
  }
  return out;
}

}  // namespace secondsource::extract
