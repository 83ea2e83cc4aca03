#include "extract/type.h"

#include <algorithm>
#include <string>

#include "extract/encoding.h"
#include "extract/tree.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kHead = 4096;

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> lower_case) {
  for (const std::string_view start : lower_case) {
    if (text.size() < start.size()) continue;
    bool equal = true;
    for (std::size_t i = 0; i < start.size() && equal; ++i) {
      const char c = text[i];
      equal = (c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) == start[i];
    }
    if (equal) return true;
  }
  return false;
}

// Past an XML declaration, comments, white space and, for XML, a document type.
std::string_view past_prologue(std::string_view text, bool& declared) {
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n\f");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    std::string_view close;
    if (text.starts_with("<?")) {
      declared = declared || text.starts_with("<?xml");
      close = ">";
    } else if (text.starts_with("<!--")) {
      close = "-->";
    } else if (starts_with_any(text, {"<!doctype rss", "<!doctype rdf", "<!doctype feed",
                                      "<!doctype nitf", "<!doctype newsml"})) {
      // Its internal subset stands in brackets.
      const std::size_t open = text.find('['), end = text.find('>');
      close = open < end ? "]>" : ">";
    } else {
      return text;
    }
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos) return text;
    text.remove_prefix(end + close.size());
  }
}

Type type_of_json(std::string_view text) {
  // "[Editor's note] …" is a text.
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  if (next == std::string_view::npos) return Type::kText;
  const char c = text[next];
  const bool object = text.front() == '{' && (c == '"' || c == '}');
  const bool array = text.front() == '[' && (c == '{' || c == '"' || c == '[' || c == ']' ||
                                             c == '-' || (c >= '0' && c <= '9'));
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (!object && !(array && (text[last] == ']' || c == '{'))) return Type::kText;
  const std::string_view head = text.substr(0, kHead);
  if (object && (head.find("//jsonfeed.org/version") != std::string_view::npos ||
                 head.find("\\/\\/jsonfeed.org\\/version") != std::string_view::npos)) {
    return Type::kJsonFeed;
  }
  return Type::kJson;
}

// Of the root element of a document, which begins with "<" and a letter.
Type type_of_root(std::string_view root, bool declared) {
  std::size_t end = 1;
  while (end < root.size() && root[end] != ' ' && root[end] != '>' && root[end] != '/' &&
         root[end] != '\n' && root[end] != '\t' && root[end] != '\r') {
    ++end;
  }
  const std::string_view whole = root.substr(1, end - 1);
  const std::string_view name = whole.substr(whole.find(':') + 1);  // npos + 1 is 0
  const std::string_view head = root.substr(0, kHead);
  if (name == "rss" || name == "RDF" || name == "feed") return Type::kFeed;
  if (name == "newsItem" || name == "newsMessage" || name == "packageItem" || name == "nitf") {
    return Type::kNewsml;
  }
  if (starts_with_any(name, {"opml", "urlset", "sitemapindex", "svg"})) return Type::kXml;
  if (declared && (tag_of(name) == Tag::kUnknown || tag_of(name) == Tag::kCustom) &&
      head.find("http://www.w3.org/1999/xhtml") == std::string_view::npos) {
    return Type::kXml;
  }
  return Type::kHtml;
}

}  // namespace

Type type_of(std::string_view bytes) {
  if (bytes.starts_with("\x1F\x8B")) return Type::kGzip;
  // A frame, or a skippable one.
  if (bytes.starts_with("\x28\xB5\x2F\xFD") ||
      (bytes.size() >= 4 && (bytes[0] & 0xF0) == 0x50 && bytes.substr(1, 3) == "\x2A\x4D\x18")) {
    return Type::kZstd;
  }
  if (bytes.starts_with("WARC/")) return Type::kWarc;
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) {
    const std::string head = decode_text(bytes.substr(0, kHead)).text;
    return head.empty() ? Type::kText : type_of(head);
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.substr(0, kHead).find('\0') != std::string_view::npos) return Type::kBinary;
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n\f");
  if (begin == std::string_view::npos) return Type::kText;
  const std::string_view text = bytes.substr(begin);
  if (text.front() == '{' || text.front() == '[') return type_of_json(text);
  bool declared = false;
  const std::string_view root = past_prologue(text, declared);
  if (root.size() > 1 && root[0] == '<') {
    const char c = root[1];
    if (c == '!') return Type::kHtml;
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return type_of_root(root, declared);
  }
  const std::string_view head = text.substr(0, kHead);
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    if (starts_with_any(head.substr(at), {"<html", "<!doctype html", "<body", "<head>"})) {
      return Type::kHtml;
    }
  }
  return Type::kText;
}

std::string_view name_of(Type type) {
  switch (type) {
    case Type::kHtml:
      return "HTML";
    case Type::kJson:
      return "JSON";
    case Type::kJsonFeed:
    case Type::kFeed:
      return "a feed";
    case Type::kNewsml:
      return "NewsML";
    case Type::kXml:
      return "XML";
    case Type::kWarc:
      return "WARC";
    case Type::kGzip:
      return "gzip";
    case Type::kZstd:
      return "zstd";
    case Type::kText:
      return "text";
    case Type::kBinary:
      break;
  }
  return "binary";
}

}  // namespace secondsource::extract
