#include "extract/feed.h"

#include <optional>
#include <vector>

#include "extract/clean.h"
#include "extract/record_writer.h"
#include "extract/tree.h"
#include "extract/xml.h"

namespace secondsource::extract {
namespace {

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// What the feed says of all its entries.
struct Channel {
  std::string title, link, language;
  std::vector<std::string> authors;
};

// "desk@ledger.example (Ann Lee)" → "Ann Lee".
std::string author_of(std::string text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (text.find('@') < open && open != std::string::npos && close != std::string::npos &&
      open < close) {
    return clean_line(std::string_view(text).substr(open + 1, close - open - 1));
  }
  text = clean_line(text);
  return text.find('@') != std::string::npos && text.find(' ') == std::string::npos ? "" : text;
}

class FeedReader {
 public:
  FeedReader(const std::string& url, const TakeRecord& take) : take_(take), url_(url) {}

  bool visit(const Xml& xml, std::uint32_t node) {
    if (xml.is(node, Space::kNone, "item")) {
      take_item(xml, node);
      return true;
    }
    if (xml.is(node, Space::kAtom, "entry")) {
      take_entry(xml, node);
      return true;
    }
    if (node == 0) return false;
    const std::uint32_t parent = xml.nodes[node].parent;
    if (xml.is(parent, Space::kAtom, "feed")) {
      take_feed_field(xml, node);
    } else if (xml.is(parent, Space::kNone, "channel")) {
      take_channel_field(xml, node);
    }
    return false;
  }

 private:
  void take_channel_field(const Xml& xml, std::uint32_t node) {
    const auto set = [&](std::string& field) {
      if (field.empty()) field = clean_line(xml.text_of(node));
    };
    if (xml.is(node, Space::kNone, "title")) set(channel_.title);
    if (xml.is(node, Space::kNone, "link")) set(channel_.link);
    if (xml.is(node, Space::kNone, "language") || xml.is(node, Space::kDublinCore, "language")) {
      set(channel_.language);
    }
  }

  void take_feed_field(const Xml& xml, std::uint32_t node) {
    if (xml.is(node, Space::kAtom, "title") && channel_.title.empty()) {
      channel_.title = line_of(xml, node);
    } else if (xml.is(node, Space::kAtom, "link") && channel_.link.empty() &&
               alternate(xml, node)) {
      channel_.link = clean_url(xml.attribute(node, "href"), url_);
    } else if (xml.is(node, Space::kAtom, "author")) {
      const std::string name = atom_author(xml, node);
      if (!name.empty()) channel_.authors.push_back(name);
    }
    if (channel_.language.empty()) channel_.language = xml.language(node);
  }

  // A line of text that may be HTML, escaped or not.
  static std::string line_of(const Xml& xml, std::uint32_t node) {
    const std::string type(xml.attribute(node, "type"));
    const std::string text = xml.text_of(node);
    if (type != "html" && type != "text/html") return clean_line(text);
    std::string out;
    bool inside = false;
    for (const char c : text) {
      if (c == '<') inside = true;
      if (!inside) out += c;
      if (c == '>') inside = false;
    }
    std::string decoded;
    decode_references(out, false, decoded);
    return clean_line(decoded);
  }

  static bool alternate(const Xml& xml, std::uint32_t node) {
    const std::string_view rel = xml.attribute(node, "rel");
    return rel.empty() || rel == "alternate";
  }

  static std::string atom_author(const Xml& xml, std::uint32_t node) {
    const std::uint32_t name = xml.child(node, Space::kAtom, "name");
    return name == 0 ? std::string() : author_of(xml.text_of(name));
  }

  // The link of an entry in Atom's way.
  std::string atom_link(const Xml& xml, std::uint32_t node) const {
    for (const std::uint32_t link : xml.children(node, Space::kAtom, "link")) {
      if (!alternate(xml, link)) continue;
      const std::string found = clean_url(xml.attribute(link, "href"), base(xml, link));
      if (!found.empty()) return found;
    }
    return {};
  }

  // What relative links of the node are relative to.
  std::string base(const Xml& xml, std::uint32_t node) const {
    std::string out = channel_.link.empty() ? url_ : channel_.link;
    std::vector<std::string_view> bases;
    for (std::uint32_t i = node;; i = xml.nodes[i].parent) {
      const std::string_view own = xml.attribute(i, "base", Space::kXml);
      if (!own.empty()) bases.push_back(own);
      if (i == 0 || bases.size() > 8) break;
    }
    for (std::size_t i = bases.size(); i-- > 0;) {
      if (std::string resolved = clean_url(bases[i], out); !resolved.empty()) out = resolved;
    }
    return out;
  }

  static std::string first_text(const Xml& xml, std::uint32_t node, Space space,
                                std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      const std::uint32_t found = xml.child(node, space, name);
      if (found == 0) continue;
      std::string text = xml.text_of(found);
      if (!blank(text)) return text;
    }
    return {};
  }

  void add_common(RecordWriter& record) const {
    record.field("feed", channel_.title).field("published_evidence", "feed");
  }

  void take_item(const Xml& xml, std::uint32_t node) {
    using enum Space;
    RecordWriter record;
    std::string guid = first_text(xml, node, kNone, {"guid"});
    const std::uint32_t guid_node = xml.child(node, kNone, "guid");
    const bool guid_is_link = guid_node != 0 && xml.attribute(guid_node, "isPermaLink") != "false";
    std::string link =
        clean_url(clean_line(first_text(xml, node, kFeedburner, {"origLink"})), url_);
    if (link.empty()) {
      link = clean_url(clean_line(first_text(xml, node, kNone, {"link"})), base(xml, node));
    }
    if (link.empty()) link = atom_link(xml, node);
    if (link.empty() && guid_is_link) link = clean_url(clean_line(guid));
    const std::string title = first_text(xml, node, kNone, {"title"});
    std::string published = first_text(xml, node, kNone, {"pubDate"});
    if (published.empty()) {
      published = first_text(xml, node, kDublinCore, {"date", "issued", "created", "available"});
    }
    if (published.empty()) published = first_text(xml, node, kAtom, {"published", "issued"});
    std::string modified = first_text(xml, node, kAtom, {"updated", "modified"});
    if (modified.empty()) modified = first_text(xml, node, kDublinCore, {"modified"});
    std::vector<std::string> authors;
    for (const auto& [space, name] : {std::pair(kDublinCore, "creator"), std::pair(kNone, "author"),
                                      std::pair(kItunes, "author")}) {
      for (const std::uint32_t each : xml.children(node, space, name)) {
        if (std::string author = author_of(xml.text_of(each)); !author.empty()) {
          authors.push_back(std::move(author));
        }
      }
      if (!authors.empty()) break;
    }
    for (const std::uint32_t each : xml.children(node, kAtom, "author")) {
      if (std::string author = atom_author(xml, each); authors.empty() && !author.empty()) {
        authors.push_back(std::move(author));
      }
    }
    std::string language = first_text(xml, node, kDublinCore, {"language"});
    if (language.empty()) language = channel_.language;

    std::string content = first_text(xml, node, kContent, {"encoded"});
    if (content.empty()) {
      if (const std::uint32_t body = xml.child(node, kXhtml, "body")) content = xml.html_of(body);
    }
    if (content.empty()) content = atom_text(xml, node, "content");
    const std::string description = first_text(xml, node, kNone, {"description"});
    record.field("id", clean_line(guid)).field("url", link).field("title", html_line(title));
    record.field("published", published).field("modified", modified);
    record.field("authors", authors).field("language", language);
    if (const std::uint32_t source = xml.child(node, kNone, "source")) {
      const std::string from[] = {clean_line(xml.text_of(source)),
                                  std::string(xml.attribute(source, "url"))};
      record.field("syndicated_from", from);
    }
    if (content.empty() && link.empty()) content = description;  // complete in itself: RSS 2.0
    add_text(record, content, description.empty() ? atom_text(xml, node, "summary") : description,
             title);
    add_common(record);
    take_(std::move(record).finish());
  }

  // A title of RSS is text, and often HTML nevertheless.
  static std::string html_line(const std::string& text) {
    if (text.find('&') == std::string::npos) return clean_line(text);
    std::string decoded;
    decode_references(text, false, decoded);
    return clean_line(decoded);
  }

  static void add_text(RecordWriter& record, const std::string& content, const std::string& summary,
                       const std::string& title) {
    if (!blank(content)) {
      record.field("content_html", content);
      return;
    }
    record.field("form", "summary");
    record.field("content_html", blank(summary) ? title : summary);
  }

  // "content" or "summary" of Atom as HTML; "" when it is none, or elsewhere.
  static std::string atom_text(const Xml& xml, std::uint32_t entry, std::string_view name) {
    for (const std::uint32_t node : xml.children(entry, Space::kAtom, name)) {
      const std::string type = lower_case(xml.attribute(node, "type"));
      const std::string_view mode = xml.attribute(node, "mode");  // Atom 0.3
      if (!xml.attribute(node, "src").empty() || mode == "base64") continue;
      std::string out;
      if (type == "xhtml" || type == "application/xhtml+xml" || mode == "xml") {
        out = xml.html_of(node);
      } else if (type == "html" || type == "text/html" || mode == "escaped") {
        out = xml.text_of(node);
      } else if (type.empty() || type == "text" || type == "text/plain") {
        out = escaped_text(xml.text_of(node));
      }
      if (!blank(out)) return out;
    }
    return {};
  }

  // Plain text as HTML: its lines are paragraphs.
  static std::string escaped_text(const std::string& text) {
    std::string out = "<p>";
    for (const char c : text) {
      if (c == '<') {
        out += "&lt;";
      } else if (c == '&') {
        out += "&amp;";
      } else if (c == '\n') {
        out += "</p><p>";
      } else {
        out += c;
      }
    }
    return blank(text) ? std::string() : out;
  }

  void take_entry(const Xml& xml, std::uint32_t node) {
    using enum Space;
    RecordWriter record;
    std::string published = first_text(xml, node, kAtom, {"published", "issued", "created"});
    const std::string updated = first_text(xml, node, kAtom, {"updated", "modified"});
    if (published.empty()) published = updated;
    std::vector<std::string> authors;
    for (const std::uint32_t each : xml.children(node, kAtom, "author")) {
      if (std::string author = atom_author(xml, each); !author.empty()) {
        authors.push_back(std::move(author));
      }
    }
    if (authors.empty()) authors = channel_.authors;
    const std::uint32_t title_node = xml.child(node, kAtom, "title");
    const std::string title = title_node == 0 ? std::string() : line_of(xml, title_node);
    std::string_view language = xml.language(node);
    if (language.empty()) language = channel_.language;
    record.field("id", clean_line(first_text(xml, node, kAtom, {"id"})));
    std::string link =
        clean_url(clean_line(first_text(xml, node, kFeedburner, {"origLink"})), url_);
    if (link.empty()) link = atom_link(xml, node);
    record.field("url", link).field("title", title);
    record.field("published", published).field("modified", updated);
    record.field("authors", authors).field("language", language);
    if (const std::uint32_t source = xml.child(node, kAtom, "source")) {
      const std::string from[] = {clean_line(first_text(xml, source, kAtom, {"title"})),
                                  atom_link(xml, source)};
      record.field("syndicated_from", from);
    }
    add_text(record, atom_text(xml, node, "content"), atom_text(xml, node, "summary"), title);
    add_common(record);
    take_(std::move(record).finish());
  }

  const TakeRecord& take_;
  std::string url_;
  Channel channel_;
};

}  // namespace

std::expected<void, std::string> read_feed(std::string_view text, const std::string& url,
                                           std::size_t nesting, const TakeRecord& take) {
  FeedReader reader(clean_url(url), take);
  return read_xml(text, nesting,
                  [&](const Xml& xml, std::uint32_t node) { return reader.visit(xml, node); });
}

}  // namespace secondsource::extract
