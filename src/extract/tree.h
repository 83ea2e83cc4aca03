// A page as a flat tree: its nodes in document order, each with its parent and the end of its
// subtree.
//
// The tokenizer follows the WHATWG rules for tags, attributes, character references, comments and
// raw text.  Tree construction follows them where text moves (implied end tags, scopes, void
// elements) and leaves out what moves none of it: foster parenting, the adoption agency, the
// reconstruction of formatting elements.  A parent stands before its children, so that whatever is
// inherited is computed in one pass, without recursion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::extract {

// Elements that reading tells apart; kCustom are those with a hyphen.  kTagNames in tags.cc has the
// same order.
enum class Tag : std::uint8_t {
  kDocument,
  kText,
  kUnknown,
  kCustom,
  kA,
  kAbbr,
  kAddress,
  kAmpAd,
  kArea,
  kArticle,
  kAside,
  kAudio,
  kB,
  kBase,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCanvas,
  kCaption,
  kCenter,
  kCite,
  kCode,
  kCol,
  kColgroup,
  kDatalist,
  kDd,
  kDel,
  kDetails,
  kDialog,
  kDir,
  kDiv,
  kDl,
  kDt,
  kEm,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFont,
  kFooter,
  kForm,
  kFrame,
  kFrameset,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHgroup,
  kHr,
  kHtml,
  kI,
  kIframe,
  kImg,
  kInput,
  kIns,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kMain,
  kMarquee,
  kMath,
  kMenu,
  kMeta,
  kNav,
  kNobr,
  kNoembed,
  kNoframes,
  kNoscript,
  kObject,
  kOl,
  kOptgroup,
  kOption,
  kP,
  kParam,
  kPicture,
  kPre,
  kQ,
  kRp,
  kRt,
  kS,
  kSamp,
  kScript,
  kSearch,
  kSection,
  kSelect,
  kSlot,
  kSmall,
  kSource,
  kSpan,
  kStrike,
  kStrong,
  kStyle,
  kSub,
  kSummary,
  kSup,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kTrack,
  kTt,
  kU,
  kUl,
  kVideo,
  kWbr,
  kXmp,
  kCount
};

// `name` in any case.
Tag tag_of(std::string_view name);

// Attributes that are kept; the others are dropped while they are read.
enum class Name : std::uint8_t {
  kNone,
  kAriaHidden,
  kClass,
  kContent,
  kDatetime,
  kHidden,
  kHref,
  kId,
  kItemprop,
  kItemtype,
  kLang,
  kName,
  kProperty,
  kRel,
  kRole,
  kStyle,
  kTitle,
  kType,
  kCount
};

struct Attribute {
  Name name = Name::kNone;
  std::string_view value;  // of the source, or of Tree::decoded
};

struct Node {
  std::uint32_t parent = 0;
  std::uint32_t end = 0;    // nodes [self, end) are the subtree
  std::uint32_t first = 0;  // elements: first of Tree::attributes; text: index into Tree::texts
  std::uint16_t attributes = 0;
  Tag tag = Tag::kUnknown;
};

// Reusable: parse() clears and refills it, so a caller with a loop allocates once.
struct Tree {
  std::vector<Node> nodes;  // nodes[0] is the document
  std::vector<Attribute> attributes;
  std::vector<std::string_view> texts;  // of the source, or of `decoded`; not normalised

  // The value, "" when there is none.
  std::string_view attribute(const Node& node, Name name) const;
  bool has(const Node& node, Name name) const;
  // The text below node `i`, white space folded: of headlines, bylines and dates, so that it ends
  // after 16 Ki nodes or bytes and a page full of marked elements stays linear.
  std::string text_of(std::uint32_t i) const;

  // Runs that differ from the source, their references resolved.  Reserved before it is filled, so
  // that it never moves: no reference grows by more than a fifth.
  std::string decoded;
};

// `source` must outlive the tree.  Linear in its size; an error when elements nest deeper than
// `nesting`, or there are more nodes than pages have (four million).
std::expected<void, std::string> parse_html(std::string_view source, std::size_t nesting,
                                            Tree& out);

// `text` with character references resolved; a reference in an attribute without ";" before a
// letter, digit or "=" is left alone, as in browsers.  Appended to `out`.
void decode_references(std::string_view text, bool in_attribute, std::string& out);

}  // namespace secondsource::extract
