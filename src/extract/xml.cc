#include "extract/xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "extract/tree.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kMostNodes = 2'000'000;  // at a time: 150 MB

Space space_of(std::string_view uri) {
  struct Row {
    std::string_view uri;
    Space space;
  };
  static constexpr Row kRows[] = {
      {"", Space::kNone},
      {"http://purl.org/rss/1.0/", Space::kNone},
      {"http://my.netscape.com/rdf/simple/0.9/", Space::kNone},
      {"http://channel.netscape.com/rdf/simple/0.9/", Space::kNone},
      {"http://backend.userland.com/rss2", Space::kNone},
      {"http://backend.userland.com/RSS2", Space::kNone},
      {"http://blogs.law.harvard.edu/tech/rss", Space::kNone},
      {"http://www.w3.org/2005/Atom", Space::kAtom},
      {"http://purl.org/atom/ns#", Space::kAtom},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", Space::kRdf},
      {"http://purl.org/rss/1.0/modules/content/", Space::kContent},
      {"http://purl.org/dc/elements/1.1/", Space::kDublinCore},
      {"http://purl.org/dc/elements/1.0/", Space::kDublinCore},
      {"http://purl.org/dc/terms/", Space::kDublinCore},
      {"http://www.itunes.com/dtds/podcast-1.0.dtd", Space::kItunes},
      {"http://rssnamespace.org/feedburner/ext/1.0", Space::kFeedburner},
      {"http://www.w3.org/1999/xhtml", Space::kXhtml},
      {"http://iptc.org/std/nar/2006-10-01/", Space::kNewsml},
      {"http://iptc.org/std/NITF/2006-10-18/", Space::kNitf},
      {"http://www.w3.org/XML/1998/namespace", Space::kXml}};
  for (const Row& row : kRows) {
    if (row.uri == uri) return row.space;
  }
  return Space::kOther;
}

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// "&#38;" names a character that XML may hold.
bool valid_number(std::string_view reference) {
  const bool hexadecimal = reference.size() > 2 && (reference[2] | 0x20) == 'x';
  if (hexadecimal && reference[2] == 'X') return false;  // XML knows no other than "x"
  std::uint32_t value = 0;
  std::size_t digits = 0;
  for (const char c : reference.substr(hexadecimal ? 3 : 2)) {
    if (c == ';') break;
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    if (digit < 0 || digit >= (hexadecimal ? 16 : 10) || value > 0x10FFFF) return false;
    value = value * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit);
    ++digits;
  }
  if (digits == 0) return false;
  return value == 9 || value == 10 || value == 13 || (value >= 0x20 && value < 0xD800) ||
         (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value <= 0x10FFFF);
}

// See the top of xml.h.
std::string tidied(std::string_view text) {
  constexpr std::size_t kLongest = 40;  // of a reference
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  std::size_t literal_until = 0;  // the end of a CDATA section
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '<' && i >= literal_until && text.substr(i).starts_with("<![CDATA[")) {
      const std::size_t end = text.find("]]>", i);
      literal_until = end == std::string_view::npos ? text.size() : end + 3;
    }
    if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') {
      out += ' ';
      ++i;
    } else if (byte == 0xEF && (text.substr(i).starts_with("\xEF\xBF\xBE") ||
                                text.substr(i).starts_with("\xEF\xBF\xBF"))) {
      i += 3;  // no characters
    } else if (c == '&' && i >= literal_until) {
      std::size_t end = i + 1;
      if (end < text.size() && text[end] == '#') ++end;
      while (end < text.size() && end - i < kLongest && name_character(text[end])) ++end;
      const bool closed = end < text.size() && text[end] == ';' && end > i + 1;
      const std::string_view reference = text.substr(i, closed ? end + 1 - i : 1);
      if (!closed) {
        out += "&amp;";
      } else if (reference[1] == '#'
                     ? valid_number(reference)
                     : reference == "&amp;" || reference == "&lt;" || reference == "&gt;" ||
                           reference == "&quot;" || reference == "&apos;") {
        out += reference;
      } else {
        std::string decoded;
        if (reference[1] != '#') decode_references(reference, false, decoded);
        if (reference[1] != '#' &&
            (decoded == reference || decoded.find_first_of("<&") != std::string::npos)) {
          out += "&amp;";
          out += reference.substr(1);
        } else {
          out += decoded;
        }
      }
      i += reference.size();
    } else {
      out += c;
      ++i;
    }
  }
  return out;
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// "uri\nlocal" of expat.
void take_name(std::string_view name, Space& space, std::string& local) {
  const std::size_t at = name.find('\n');
  space = at == std::string_view::npos ? Space::kNone : space_of(name.substr(0, at));
  local = name.substr(at == std::string_view::npos ? 0 : at + 1);
}

class Builder {
 public:
  Builder(std::size_t nesting, const XmlVisitor& visit) : nesting_(nesting), visit_(visit) {}

  std::expected<void, std::string> parse(std::string_view text) {
    parser_.reset(XML_ParserCreateNS("UTF-8", '\n'));
    XML_Parser parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<Builder*>(self)->begin(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<Builder*>(self)->end(); });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* data, int size) {
      static_cast<Builder*>(self)->characters({data, static_cast<std::size_t>(size)});
    });
    // expat counts in int; it takes a longer text in pieces.
    constexpr std::size_t kPiece = 1u << 30;
    while (true) {
      const std::string_view piece = text.substr(0, kPiece);
      text.remove_prefix(piece.size());
      const XML_Status status =
          XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), text.empty());
      if (!stopped_.empty()) return std::unexpected(stopped_);
      if (status == XML_STATUS_ERROR) {
        return std::unexpected(fmt::format("not well-formed XML: line {}: {}",
                                           XML_GetCurrentLineNumber(parser),
                                           XML_ErrorString(XML_GetErrorCode(parser))));
      }
      if (text.empty()) return {};
    }
  }

 private:
  void stop(std::string why) {
    if (stopped_.empty()) stopped_ = std::move(why);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void begin(const XML_Char* name, const XML_Char** attributes) {
    if (!stopped_.empty()) return;
    if (open_.size() >= nesting_) {
      return stop(fmt::format("elements nest deeper than {} (ReadLimits::nesting)", nesting_));
    }
    if (xml_.nodes.size() >= kMostNodes || xml_.attributes.size() >= kMostNodes) {
      return stop(fmt::format("more than {} elements in one entry", kMostNodes));
    }
    XmlNode node;
    node.parent = open_.empty() ? 0 : open_.back();
    node.first = static_cast<std::uint32_t>(xml_.attributes.size());
    take_name(name, node.space, node.name);
    for (; *attributes != nullptr && xml_.attributes.size() < kMostNodes; attributes += 2) {
      XmlAttribute attribute;
      take_name(attributes[0], attribute.space, attribute.name);
      attribute.value = attributes[1];
      xml_.attributes.push_back(std::move(attribute));
    }
    node.size = static_cast<std::uint32_t>(xml_.attributes.size()) - node.first;
    open_.push_back(static_cast<std::uint32_t>(xml_.nodes.size()));
    xml_.nodes.push_back(std::move(node));
  }

  void characters(std::string_view data) {
    if (!stopped_.empty() || open_.empty()) return;
    XmlNode& last = xml_.nodes.back();
    if (last.name.empty() && last.parent == open_.back()) {
      last.size += static_cast<std::uint32_t>(data.size());
    } else {
      if (xml_.nodes.size() >= kMostNodes) return;
      XmlNode node;
      node.parent = open_.back();
      node.end = static_cast<std::uint32_t>(xml_.nodes.size() + 1);
      node.first = static_cast<std::uint32_t>(xml_.text.size());
      node.size = static_cast<std::uint32_t>(data.size());
      xml_.nodes.push_back(std::move(node));
    }
    xml_.text += data;
  }

  void end() {
    if (!stopped_.empty() || open_.empty()) return;
    constexpr std::size_t kDepth = 3;
    const std::uint32_t at = open_.back();
    xml_.nodes[at].end = static_cast<std::uint32_t>(xml_.nodes.size());
    if (open_.size() <= kDepth && visit_(xml_, at)) forget(at);
    open_.pop_back();
  }

  void forget(std::uint32_t at) {
    std::size_t text = xml_.text.size();
    for (std::uint32_t i = at; i < xml_.nodes.size(); ++i) {
      if (!xml_.nodes[i].name.empty()) continue;
      text = xml_.nodes[i].first;
      break;
    }
    xml_.text.resize(text);
    xml_.attributes.resize(xml_.nodes[at].first);
    xml_.nodes.resize(at);
    if (xml_.nodes.empty()) xml_.nodes.emplace_back();  // the root itself: nothing follows
  }

  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  std::size_t nesting_;
  const XmlVisitor& visit_;
  Xml xml_;
  std::vector<std::uint32_t> open_;
  std::string stopped_;
};

void escape(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

// NITF's names of what HTML has too.
std::string_view html_name(const XmlNode& node) {
  if (node.name == "hl1") return "h1";
  if (node.name == "hl2") return "h2";
  if (node.name == "media") return "figure";
  if (node.name == "media-caption") return "figcaption";
  return node.name;
}

}  // namespace

bool Xml::is(std::uint32_t node, Space space, std::string_view name) const {
  return nodes[node].space == space && nodes[node].name == name;
}

std::string_view Xml::attribute(std::uint32_t node, std::string_view name, Space space) const {
  const XmlNode& element = nodes[node];
  if (element.name.empty()) return {};
  for (std::uint32_t i = element.first; i < element.first + element.size; ++i) {
    if (attributes[i].space == space && attributes[i].name == name) return attributes[i].value;
  }
  return {};
}

std::uint32_t Xml::child(std::uint32_t node, Space space, std::string_view path) const {
  while (true) {
    const std::string_view name = path.substr(0, path.find('/'));
    std::uint32_t found = 0;
    for (std::uint32_t i = node + 1; i < nodes[node].end && found == 0; i = nodes[i].end) {
      if (is(i, space, name)) found = i;
    }
    if (found == 0 || name.size() == path.size()) return found;
    path.remove_prefix(name.size() + 1);
    node = found;
  }
}

std::vector<std::uint32_t> Xml::children(std::uint32_t node, Space space,
                                         std::string_view name) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = node + 1; i < nodes[node].end; i = nodes[i].end) {
    if (is(i, space, name)) out.push_back(i);
  }
  return out;
}

std::string Xml::text_of(std::uint32_t node) const {
  std::string out;
  for (std::uint32_t i = node; i < nodes[node].end; ++i) {
    if (nodes[i].name.empty()) out.append(text, nodes[i].first, nodes[i].size);
  }
  return out;
}

std::string Xml::html_of(std::uint32_t node) const {
  std::string out;
  std::vector<std::uint32_t> open;
  const auto close_until = [&](std::uint32_t at) {
    while (!open.empty() && nodes[open.back()].end <= at) {
      out += "</";
      out += html_name(nodes[open.back()]);
      out += '>';
      open.pop_back();
    }
  };
  for (std::uint32_t i = node + 1; i < nodes[node].end; ++i) {
    close_until(i);
    if (nodes[i].name.empty()) {
      escape(std::string_view(text).substr(nodes[i].first, nodes[i].size), out);
      continue;
    }
    out += '<';
    out += html_name(nodes[i]);
    for (const std::string_view name : {"href", "class", "id", "datetime", "rel"}) {
      const std::string_view value = attribute(i, name);
      if (value.empty()) continue;
      out += ' ';
      out += name;
      out += "=\"";
      escape(value, out);
      out += '"';
    }
    out += '>';
    open.push_back(i);
  }
  close_until(nodes[node].end);
  return out;
}

std::string_view Xml::language(std::uint32_t node) const {
  while (true) {
    if (const std::string_view found = attribute(node, "lang", Space::kXml); !found.empty()) {
      return found;
    }
    if (node == 0) return {};
    node = nodes[node].parent;
  }
}

std::expected<void, std::string> read_xml(std::string_view text, std::size_t nesting,
                                          const XmlVisitor& visit) {
  return Builder(nesting, visit).parse(tidied(text));
}

}  // namespace secondsource::extract
