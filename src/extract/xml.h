// XML as feeds and news agencies send it: elements with their namespaces, attributes and text.
//
// No DTD is read, no entity is defined and nothing outside of the document is looked at: before
// expat sees the bytes every reference that is not one of XML's own is replaced by what HTML means
// by it, or taken as it is printed.  So entity bombs have nothing to expand, and feeds with
// "&nbsp;" or a bare "&" are read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::extract {

// Namespaces that are told apart.
enum class Space : std::uint8_t {
  kNone,  // none, and RSS 0.90, 1.0 and the namespaces people gave RSS 2.0
  kAtom,  // 1.0 and 0.3
  kRdf,
  kContent,     // content:encoded
  kDublinCore,  // elements and terms
  kItunes,
  kFeedburner,
  kXhtml,
  kNewsml,  // NewsML-G2
  kNitf,
  kXml,
  kOther,
};

struct XmlAttribute {
  Space space = Space::kNone;
  std::string name, value;
};

struct XmlNode {
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  // nodes [self, end) are the subtree
  std::uint32_t first =
      0;                   // elements: first of Xml::attributes; text: where it begins in Xml::text
  std::uint32_t size = 0;  // elements: how many attributes; text: bytes
  Space space = Space::kNone;
  std::string name;  // local; "" of a text
};

// Elements in document order; nodes[0] is the root element.
struct Xml {
  std::vector<XmlNode> nodes;
  std::vector<XmlAttribute> attributes;
  std::string text;

  bool is(std::uint32_t node, Space space, std::string_view name) const;
  // The value, "" when there is none.
  std::string_view attribute(std::uint32_t node, std::string_view name,
                             Space space = Space::kNone) const;
  // The first child of that name, or below the first children along `path` ("a/b/c"), all of
  // `space`; 0 when there is none.
  std::uint32_t child(std::uint32_t node, Space space, std::string_view path) const;
  std::vector<std::uint32_t> children(std::uint32_t node, Space space, std::string_view name) const;
  // All text below.
  std::string text_of(std::uint32_t node) const;
  // What is below, as HTML: local names, attributes that HTML knows, escaped text.
  std::string html_of(std::uint32_t node) const;
  // xml:lang of the node or of what is around it.
  std::string_view language(std::uint32_t node) const;
};

// Called when an element of depth 1 to 3 (the root is 1) ends; where it returns true the element is
// forgotten, which keeps memory to one entry of a feed.
using XmlVisitor = std::function<bool(const Xml&, std::uint32_t node)>;

// `text` is valid UTF-8.  Linear.  An error for what is no well-formed XML, or nests deeper than
// `nesting`; `visit` has then seen what stands before.
std::expected<void, std::string> read_xml(std::string_view text, std::size_t nesting,
                                          const XmlVisitor& visit);

}  // namespace secondsource::extract
