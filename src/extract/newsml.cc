#include "extract/newsml.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "extract/clean.h"
#include "extract/record_writer.h"
#include "extract/xml.h"

namespace secondsource::extract {
namespace {

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// "stat:canceled" → "canceled".
std::string code_of(std::string_view qcode) {
  const std::size_t colon = qcode.rfind(':');
  return lower_case(qcode.substr(colon == std::string_view::npos ? 0 : colon + 1));
}

// NITF is sent with and without its namespace.
class Nitf {
 public:
  Nitf(const Xml& xml, std::uint32_t node)
      : xml_(xml), node_(node), space_(xml.nodes[node].space) {}

  std::string text(std::string_view path) const {
    const std::uint32_t found = find(path);
    return found == 0 ? std::string() : clean_line(xml_.text_of(found));
  }
  std::string attribute(std::string_view path, std::string_view name) const {
    const std::uint32_t found = find(path);
    return found == 0 ? std::string() : std::string(xml_.attribute(found, name));
  }
  // The text as HTML, its dateline before the first paragraph, as it is printed.
  std::string html() const {
    const std::uint32_t content = find("body/body.content");
    if (content == 0) return {};
    std::string out = xml_.html_of(content);
    const std::string dateline = text("body/body.head/dateline");
    const std::size_t paragraph = out.find("<p>");
    if (dateline.empty() || paragraph == std::string::npos) return out;
    if (clean_line(out.substr(paragraph + 3, dateline.size() + 40)).starts_with(dateline)) {
      return out;
    }
    std::string escaped;
    for (const char c : dateline) {
      if (c == '<') {
        escaped += "&lt;";
      } else if (c == '&') {
        escaped += "&amp;";
      } else {
        escaped += c;
      }
    }
    const bool dashed =
        dateline.ends_with('-') || dateline.ends_with("—") || dateline.ends_with("–");
    return out.insert(paragraph + 3, escaped + (dashed ? " " : " — "));
  }

 private:
  std::uint32_t find(std::string_view path) const { return xml_.child(node_, space_, path); }

  const Xml& xml_;
  std::uint32_t node_;
  Space space_;
};

// What is known of an item; written as a record once all of it is.
struct Item {
  std::string id, title, published, modified, language, outlet, byline, credit, copyright, text,
      html;
  std::vector<std::string> authors, notices;

  std::string record() const {
    RecordWriter record;
    record.field("id", id).field("title", title).field("published", published);
    record.field("modified", modified).field("authors", authors).field("byline", byline);
    record.field("language", language).field("outlet", outlet).field("credit", credit);
    record.field("copyright", copyright);
    record.field("notices", notices);
    record.field("text", text).field("content_html", html);
    return std::move(record).finish();
  }
};

void take_nitf(const Nitf& nitf, Item& item) {
  const auto fill = [](std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
  };
  fill(item.title, nitf.text("body/body.head/hedline/hl1"));
  fill(item.title, nitf.text("head/title"));
  fill(item.byline, nitf.text("body/body.head/byline"));
  fill(item.outlet, nitf.text("body/body.head/distributor"));
  fill(item.copyright, nitf.attribute("head/docdata/doc.copyright", "holder"));
  fill(item.published, nitf.attribute("head/docdata/date.release", "norm"));
  fill(item.published, nitf.attribute("head/docdata/date.issue", "norm"));
  fill(item.published, nitf.attribute("head/pubdata", "date.publication"));
  fill(item.id, nitf.attribute("head/docdata/doc-id", "id-string"));
  fill(item.html, nitf.html());
}

class NewsmlReader {
 public:
  NewsmlReader(const TakeRecord& take, PassedOver& passed) : take_(take), passed_(passed) {}

  bool visit(const Xml& xml, std::uint32_t node) {
    const std::string& name = xml.nodes[node].name;
    if (name == "nitf" && node == 0) {
      Item item;
      take_nitf(Nitf(xml, node), item);
      item.language = xml.language(node);
      give(item, "without text");
      return true;
    }
    if (xml.nodes[node].space != Space::kNewsml) return false;
    if (name == "newsItem") {
      take_item(xml, node);
      return true;
    }
    if (name == "packageItem" || name == "conceptItem" || name == "knowledgeItem" ||
        name == "planningItem" || name == "catalogItem") {
      ++passed_[name];
      return true;
    }
    return false;
  }

 private:
  void give(const Item& item, const std::string& otherwise) {
    if (blank(item.text) && blank(item.html)) {
      ++passed_[otherwise];
    } else {
      take_(item.record());
    }
  }

  // "<provider literal=… qcode=…><name>…</name></provider>"
  static std::string party(const Xml& xml, std::uint32_t node) {
    if (node == 0) return {};
    if (const std::uint32_t name = xml.child(node, Space::kNewsml, "name")) {
      return clean_line(xml.text_of(name));
    }
    if (const std::string_view literal = xml.attribute(node, "literal"); !literal.empty()) {
      return clean_line(literal);
    }
    const std::string_view qcode = xml.attribute(node, "qcode");
    if (const std::size_t colon = qcode.find(':'); colon != std::string_view::npos) {
      return clean_line(qcode.substr(colon + 1));
    }
    return clean_line(xml.text_of(node));
  }

  void take_item(const Xml& xml, std::uint32_t node) {
    Item item;
    const auto at = [&](std::string_view path) { return xml.child(node, Space::kNewsml, path); };
    const auto text = [&](std::string_view path) {
      const std::uint32_t found = at(path);
      return found == 0 ? std::string() : clean_line(xml.text_of(found));
    };
    item.id = clean_line(xml.attribute(node, "guid"));
    const std::uint32_t meta = at("itemMeta"), content = at("contentMeta");
    item.published = text("itemMeta/firstCreated");
    item.modified = text("itemMeta/versionCreated");
    if (item.published.empty()) item.published = std::exchange(item.modified, {});
    item.outlet = party(xml, at("itemMeta/provider"));
    if (const std::uint32_t language = at("contentMeta/language")) {
      item.language = xml.attribute(language, "tag");
    }
    if (item.language.empty()) item.language = xml.language(node);
    if (content != 0) {
      for (const std::uint32_t headline : xml.children(content, Space::kNewsml, "headline")) {
        const std::string role = code_of(xml.attribute(headline, "role"));
        if (item.title.empty() || role == "main") item.title = clean_line(xml.text_of(headline));
      }
      for (const std::uint32_t creator : xml.children(content, Space::kNewsml, "creator")) {
        const std::uint32_t name = xml.child(creator, Space::kNewsml, "name");
        if (name != 0) item.authors.push_back(clean_line(xml.text_of(name)));
      }
    }
    if (item.title.empty()) item.title = text("itemMeta/title");
    item.byline = text("contentMeta/by");
    if (!item.byline.empty()) item.authors = {item.byline};
    item.credit = text("contentMeta/creditline");
    if (item.credit.empty()) item.credit = party(xml, at("contentMeta/infoSource"));
    item.copyright = text("rightsInfo/copyrightNotice");
    if (item.copyright.empty()) item.copyright = party(xml, at("rightsInfo/copyrightHolder"));
    if (meta != 0) take_notices(xml, meta, item);
    const bool remote = take_content(xml, at("contentSet"), item);
    give(item, remote ? "remote content" : "without text");
  }

  static void take_notices(const Xml& xml, std::uint32_t meta, Item& item) {
    const auto status = xml.child(meta, Space::kNewsml, "pubStatus");
    const std::string code = status == 0 ? "" : code_of(xml.attribute(status, "qcode"));
    if (code == "canceled") item.notices.emplace_back("withdrawn by its agency");
    if (code == "withheld") item.notices.emplace_back("withheld by its agency");
    for (const std::uint32_t signal : xml.children(meta, Space::kNewsml, "signal")) {
      const std::string what = code_of(xml.attribute(signal, "qcode"));
      if (what == "correction") item.notices.emplace_back("a correction of an earlier version");
      if (what == "kill") item.notices.emplace_back("withdrawn by its agency");
    }
    for (const auto& [name, before] :
         {std::pair("embargoed", "embargoed until "), std::pair("edNote", "note to editors: ")}) {
      for (const std::uint32_t note : xml.children(meta, Space::kNewsml, name)) {
        const std::string words = clean_line(xml.text_of(note));
        if (!words.empty()) item.notices.push_back(before + words);
      }
    }
  }

  // Whether some of the content is elsewhere.
  static bool take_content(const Xml& xml, std::uint32_t set, Item& item) {
    if (set == 0) return false;
    for (std::uint32_t i = set + 1; i < xml.nodes[set].end; i = xml.nodes[i].end) {
      const std::string type = lower_case(xml.attribute(i, "contenttype"));
      if (xml.is(i, Space::kNewsml, "inlineXML")) {
        std::uint32_t root = i + 1;
        while (root < xml.nodes[i].end && xml.nodes[root].name.empty()) ++root;
        if (root >= xml.nodes[i].end) continue;
        if (xml.nodes[root].name == "nitf") {
          take_nitf(Nitf(xml, root), item);
        } else if (item.html.empty()) {
          const std::uint32_t body = xml.child(root, xml.nodes[root].space, "body");
          item.html = xml.html_of(body == 0 ? i : body);
        }
      } else if (xml.is(i, Space::kNewsml, "inlineData")) {
        std::string data = xml.text_of(i);
        if (!xml.attribute(i, "encoding").empty() || blank(data)) continue;
        if (type.find("html") != std::string::npos) {
          if (item.html.empty()) item.html = std::move(data);
        } else if (item.text.empty() && (type.empty() || type.starts_with("text/plain"))) {
          item.text = std::move(data);
        }
      }
    }
    // Of a text and its HTML the latter knows where paragraphs end.
    if (!blank(item.html)) item.text.clear();
    return xml.child(set, Space::kNewsml, "remoteContent") != 0;
  }

  const TakeRecord& take_;
  PassedOver& passed_;
};

}  // namespace

std::expected<void, std::string> read_newsml(std::string_view text, std::size_t nesting,
                                             const TakeRecord& take, PassedOver& passed) {
  NewsmlReader reader(take, passed);
  return read_xml(text, nesting,
                  [&](const Xml& xml, std::uint32_t node) { return reader.visit(xml, node); });
}

}  // namespace secondsource::extract
