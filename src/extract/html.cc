// HTML → Tree: the tokenizer and the tree builder.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

#include "extract/tree.h"

namespace secondsource::extract {
namespace {

enum Kind : std::uint16_t {
  kVoid = 1,          // has no content
  kRawText = 2,       // content is text up to its end tag, without references
  kReferences = 4,    // the same, with references
  kClosesP = 8,       // its start tag ends an open <p>
  kScope = 16,        // ends the search for an open element
  kSpecial = 32,      // an end tag of another element does not reach over it, if that is no block
  kHeadContent = 64,  // may stand in <head>
  kList = 128,        // ends the search for an open <li>
};

constexpr std::array<std::uint16_t, static_cast<std::size_t>(Tag::kCount)> make_kinds() {
  std::array<std::uint16_t, static_cast<std::size_t>(Tag::kCount)> kinds{};
  const auto mark = [&](std::initializer_list<Tag> tags, unsigned kind) {
    for (const Tag tag : tags)
      kinds[static_cast<std::size_t>(tag)] |= static_cast<std::uint16_t>(kind);
  };
  using enum Tag;
  mark({kArea, kBase, kBr, kCol, kEmbed, kFrame, kHr, kImg, kInput, kLink, kMeta, kParam, kSource,
        kTrack, kWbr},
       kVoid);
  mark({kIframe, kNoembed, kNoframes, kNoscript, kScript, kStyle, kXmp}, kRawText);
  mark({kTitle, kTextarea}, kReferences);
  mark({kAddress, kArticle, kAside,   kBlockquote, kCenter,   kDd,         kDetails, kDialog,
        kDir,     kDiv,     kDl,      kDt,         kFieldset, kFigcaption, kFigure,  kFooter,
        kForm,    kH1,      kH2,      kH3,         kH4,       kH5,         kH6,      kHeader,
        kHgroup,  kHr,      kLi,      kMain,       kMenu,     kNav,        kOl,      kP,
        kPre,     kSearch,  kSection, kSummary,    kTable,    kUl,         kXmp},
       kClosesP);
  mark({kDocument, kHtml, kTable, kTd, kTh, kCaption, kMarquee, kObject, kTemplate, kSvg, kMath},
       kScope);
  mark({kAddress,    kArticle, kAside,   kBlockquote, kBody,   kButton,   kCaption,  kCenter,
        kDd,         kDetails, kDir,     kDiv,        kDl,     kDocument, kDt,       kFieldset,
        kFigcaption, kFigure,  kFooter,  kForm,       kH1,     kH2,       kH3,       kH4,
        kH5,         kH6,      kHead,    kHeader,     kHgroup, kHtml,     kLi,       kMain,
        kMarquee,    kMenu,    kNav,     kObject,     kOl,     kP,        kPre,      kSearch,
        kSection,    kSelect,  kSummary, kTable,      kTbody,  kTd,       kTemplate, kTfoot,
        kTh,         kThead,   kTr,      kUl},
       kSpecial);
  mark({kBase, kLink, kMeta, kNoscript, kScript, kStyle, kTemplate, kTitle}, kHeadContent);
  mark({kUl, kOl, kMenu, kDir, kDl}, kList);
  return kinds;
}
constexpr auto kKinds = make_kinds();

bool is(Tag tag, unsigned kind) { return (kKinds[static_cast<std::size_t>(tag)] & kind) != 0; }

bool heading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH6; }

bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool starts_with_name(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (lower(text[i]) != lower_case[i]) return false;
  }
  return true;
}

Name name_of(std::string_view name) {
  using enum Name;
  struct Row {
    std::string_view text;
    Name name;
  };
  static constexpr Row kRows[] = {{"aria-hidden", kAriaHidden},
                                  {"class", kClass},
                                  {"content", kContent},
                                  {"datetime", kDatetime},
                                  {"hidden", kHidden},
                                  {"href", kHref},
                                  {"id", kId},
                                  {"itemprop", kItemprop},
                                  {"itemtype", kItemtype},
                                  {"lang", kLang},
                                  {"name", kName},
                                  {"property", kProperty},
                                  {"rel", kRel},
                                  {"role", kRole},
                                  {"style", kStyle},
                                  {"title", kTitle},
                                  {"type", kType}};
  for (const Row& row : kRows) {
    if (row.text.size() == name.size() && starts_with_name(name, row.text)) return row.name;
  }
  return kNone;
}

// Builds the tree.  Each open element knows the next open one outside of it that has its tag, that
// ends a scope and that is special, so that every question about the stack is answered at once.
class Builder {
 public:
  Builder(std::size_t nesting, Tree& tree) : nesting_(nesting), tree_(tree) {
    innermost_.fill(kNobody);
    push(Tag::kDocument);
  }

  bool too_deep() const { return too_deep_; }
  Tag current() const { return tree_.nodes[stack_.back().node].tag; }
  bool is_open(Tag tag) const { return innermost(tag) != kNobody; }
  // Inside <svg> or <math>, where "/>" ends an element and no content is raw.
  bool foreign() const { return is_open(Tag::kSvg) || is_open(Tag::kMath); }

  void start(Tag tag, std::uint32_t first_attribute, bool self_closing) {
    if (current() == Tag::kHead && !is(tag, kHeadContent)) pop();
    if (foreign() && (is(tag, kSpecial | kClosesP) || tag == Tag::kSpan || tag == Tag::kImg)) {
      pop_to(std::min(innermost(Tag::kSvg), innermost(Tag::kMath)));
    }
    imply_ends(tag);
    push(tag);
    Node& node = tree_.nodes.back();
    node.first = first_attribute;
    node.attributes = static_cast<std::uint16_t>(
        std::min<std::size_t>(tree_.attributes.size() - first_attribute, 0xFFFF));
    if (is(tag, kVoid) || (self_closing && foreign())) pop();
  }

  void end(Tag tag) {
    if (tag == Tag::kBody || tag == Tag::kHtml) return;  // what follows still belongs to the body
    if (heading(tag)) {
      close_heading();
      return;
    }
    const std::uint32_t at = innermost(tag);
    if (at == kNobody) return;
    const Open& top = stack_.back();
    const bool reaches = is(tag, kSpecial) || is(tag, kScope)
                             ? at >= top.scope || tag == Tag::kTable || is(tag, kScope)
                             : at >= top.special;
    if (reaches) pop_to(at);
  }

  void text(std::string_view text) {
    if (current() == Tag::kHead) {
      if (std::all_of(text.begin(), text.end(), space)) return;
      pop();
    }
    Node node;
    node.tag = Tag::kText;
    node.parent = stack_.back().node;
    node.first = static_cast<std::uint32_t>(tree_.texts.size());
    node.end = static_cast<std::uint32_t>(tree_.nodes.size() + 1);
    tree_.texts.push_back(text);
    tree_.nodes.push_back(node);
  }

  void finish() { pop_to(0); }

 private:
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;

  struct Open {
    std::uint32_t node = 0;
    std::uint32_t same = kNobody;  // on the stack: the next outer one with this tag
    std::uint32_t scope = 0;       // the innermost scope, this one included
    std::uint32_t special = 0;
    std::uint32_t list = 0;  // the innermost list or scope
  };

  std::uint32_t innermost(Tag tag) const { return innermost_[static_cast<std::size_t>(tag)]; }

  void push(Tag tag) {
    if (stack_.size() >= nesting_) too_deep_ = true;
    Open open;
    if (!stack_.empty()) open = stack_.back();
    const auto at = static_cast<std::uint32_t>(stack_.size());
    open.node = static_cast<std::uint32_t>(tree_.nodes.size());
    open.same = innermost(tag);
    if (is(tag, kScope)) open.scope = at;
    if (is(tag, kSpecial)) open.special = at;
    if (is(tag, kList | kScope)) open.list = at;
    innermost_[static_cast<std::size_t>(tag)] = at;
    Node node;
    node.tag = tag;
    node.parent = stack_.empty() ? 0 : stack_.back().node;
    tree_.nodes.push_back(node);
    stack_.push_back(open);
  }

  void pop() {
    const Open& top = stack_.back();
    Node& node = tree_.nodes[top.node];
    node.end = static_cast<std::uint32_t>(tree_.nodes.size());
    innermost_[static_cast<std::size_t>(node.tag)] = top.same;
    stack_.pop_back();
  }

  void pop_to(std::uint32_t at) {
    while (stack_.size() > at) pop();
  }

  // Ends the innermost open `tag` unless a scope lies between.
  void close(Tag tag) {
    const std::uint32_t at = innermost(tag);
    if (at != kNobody && at >= stack_.back().scope) pop_to(at);
  }

  void close_heading() {
    std::uint32_t at = kNobody;
    for (Tag tag : {Tag::kH1, Tag::kH2, Tag::kH3, Tag::kH4, Tag::kH5, Tag::kH6}) {
      const std::uint32_t open = innermost(tag);
      if (open != kNobody && (at == kNobody || open > at)) at = open;
    }
    if (at != kNobody && at >= stack_.back().scope) pop_to(at);
  }

  void imply_ends(Tag tag) {
    using enum Tag;
    if (is(tag, kClosesP)) close(kP);
    if (heading(tag) && heading(current())) pop();
    switch (tag) {
      case kLi: {
        const std::uint32_t at = innermost(kLi);
        if (at != kNobody && at >= stack_.back().list) pop_to(at);
        break;
      }
      case kDd:
      case kDt:
        for (Tag item : {kDd, kDt}) {
          const std::uint32_t at = innermost(item);
          if (at != kNobody && at >= stack_.back().list) pop_to(at);
        }
        break;
      case kOption:
      case kOptgroup:
        if (current() == kOption) pop();
        break;
      case kA: {
        const std::uint32_t at = innermost(kA);
        if (at != kNobody && at >= stack_.back().scope) pop_to(at);
        break;
      }
      case kTd:
      case kTh:
        close_in_table({kTd, kTh});
        break;
      case kTr:
        close_in_table({kTr});
        break;
      case kTbody:
      case kThead:
      case kTfoot:
        close_in_table({kTbody, kThead, kTfoot});
        break;
      case kBody:
        if (is_open(kHead)) pop_to(innermost(kHead));
        break;
      default:
        break;
    }
  }

  // Cells end scopes themselves, so the search goes up to the innermost table.
  void close_in_table(std::initializer_list<Tag> tags) {
    const std::uint32_t table = innermost(Tag::kTable);
    for (const Tag tag : tags) {
      const std::uint32_t at = innermost(tag);
      if (at != kNobody && (table == kNobody || at > table)) pop_to(at);
    }
  }

  std::size_t nesting_;
  Tree& tree_;
  std::vector<Open> stack_;
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::kCount)> innermost_{};
  bool too_deep_ = false;
};

// A node takes up to eighty bytes in what follows: memory stays in proportion to real pages, of
// which large ones have some ten thousand.
constexpr std::size_t kMostNodes = 4'000'000;

class Tokenizer {
 public:
  Tokenizer(std::string_view source, std::size_t nesting, Tree& tree)
      : source_(source), tree_(tree), builder_(nesting, tree) {}

  bool run() {
    while (at_ < source_.size() && !builder_.too_deep() && tree_.nodes.size() <= kMostNodes) {
      const std::size_t open = find_markup();
      if (open > at_) text(source_.substr(at_, open - at_));
      at_ = open;
      if (at_ < source_.size()) markup();
    }
    builder_.finish();
    return !builder_.too_deep();
  }

 private:
  // Where the next "<" stands that begins a tag, a comment or a declaration.
  std::size_t find_markup() const {
    std::size_t i = at_;
    while (true) {
      const void* found = std::memchr(source_.data() + i, '<', source_.size() - i);
      if (found == nullptr) return source_.size();
      i = static_cast<std::size_t>(static_cast<const char*>(found) - source_.data());
      if (i + 1 < source_.size()) {
        const char next = source_[i + 1];
        if (letter(next) || next == '/' || next == '!' || next == '?') return i;
      }
      if (++i >= source_.size()) return source_.size();
    }
  }

  std::string_view decoded(std::string_view raw, bool in_attribute) {
    if (std::memchr(raw.data(), '&', raw.size()) == nullptr) return raw;
    const std::size_t begin = tree_.decoded.size();
    decode_references(raw, in_attribute, tree_.decoded);
    assert(tree_.decoded.size() <= tree_.decoded.capacity());
    return std::string_view(tree_.decoded).substr(begin);
  }

  void text(std::string_view raw) { builder_.text(raw.empty() ? raw : decoded(raw, false)); }

  void markup() {
    const char next = source_[at_ + 1];
    if (letter(next)) {
      start_tag();
    } else if (next == '/') {
      if (at_ + 2 < source_.size() && letter(source_[at_ + 2])) {
        end_tag();
      } else {
        skip_past('>');
      }
    } else if (source_.substr(at_, 4) == "<!--") {
      comment();
    } else {
      skip_past('>');
    }
  }

  void skip_past(char c) {
    const std::size_t end = source_.find(c, at_);
    at_ = end == std::string_view::npos ? source_.size() : end + 1;
  }

  void comment() {
    std::size_t i = at_ + 4;
    if (source_.substr(i, 1) == ">" || source_.substr(i, 2) == "->") {
      skip_past('>');
      return;
    }
    while ((i = source_.find("--", i)) != std::string_view::npos) {
      if (source_.substr(i + 2, 1) == ">") {
        at_ = i + 3;
        return;
      }
      if (source_.substr(i + 2, 2) == "!>") {
        at_ = i + 4;
        return;
      }
      ++i;
    }
    at_ = source_.size();
  }

  std::string_view tag_name(std::size_t begin) {
    std::size_t i = begin;
    while (i < source_.size() && !space(source_[i]) && source_[i] != '/' && source_[i] != '>') ++i;
    at_ = i;
    return source_.substr(begin, i - begin);
  }

  void start_tag() {
    const Tag tag = tag_of(tag_name(at_ + 1));
    const auto first = static_cast<std::uint32_t>(tree_.attributes.size());
    const bool self_closing = attributes(true);
    builder_.start(tag, first, self_closing);
    if (builder_.foreign()) return;
    if (is(tag, kRawText | kReferences)) raw_text(tag);
  }

  void end_tag() {
    const Tag tag = tag_of(tag_name(at_ + 2));
    attributes(false);
    if (tag == Tag::kBr) {
      builder_.start(tag, static_cast<std::uint32_t>(tree_.attributes.size()), false);
    } else {
      builder_.end(tag);
    }
  }

  // Reads up to and past ">".  True when the tag ends in "/>".
  bool attributes(bool keep) {
    bool slash = false;
    while (at_ < source_.size()) {
      const char c = source_[at_];
      if (c == '>') {
        ++at_;
        return slash;
      }
      if (space(c)) {
        ++at_;
        continue;
      }
      if (c == '/') {
        slash = true;
        ++at_;
        continue;
      }
      slash = false;
      attribute(keep);
    }
    return slash;
  }

  void attribute(bool keep) {
    const std::size_t begin = at_;
    if (source_[at_] == '=') ++at_;
    while (at_ < source_.size() && !space(source_[at_]) && source_[at_] != '/' &&
           source_[at_] != '>' && source_[at_] != '=') {
      ++at_;
    }
    const Name name = keep ? name_of(source_.substr(begin, at_ - begin)) : Name::kNone;
    std::size_t i = at_;
    while (i < source_.size() && space(source_[i])) ++i;
    std::string_view value;
    if (i < source_.size() && source_[i] == '=') {
      ++i;
      while (i < source_.size() && space(source_[i])) ++i;
      at_ = i;
      value = attribute_value();
    }
    if (name == Name::kNone) return;
    tree_.attributes.push_back({name, value.empty() ? value : decoded(value, true)});
  }

  std::string_view attribute_value() {
    if (at_ >= source_.size()) return {};
    const char quote = source_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t begin = at_ + 1;
      const std::size_t end = std::min(source_.find(quote, begin), source_.size());
      at_ = std::min(end + 1, source_.size());
      return source_.substr(begin, end - begin);
    }
    const std::size_t begin = at_;
    while (at_ < source_.size() && !space(source_[at_]) && source_[at_] != '>') ++at_;
    return source_.substr(begin, at_ - begin);
  }

  // The content of a <script>, <title>, … up to its end tag, which is read too.
  void raw_text(Tag tag) {
    const std::size_t begin = at_;
    const std::size_t end = raw_text_end(tag, begin);
    const std::string_view content = source_.substr(begin, end - begin);
    if (!content.empty()) {
      builder_.text(is(tag, kReferences) ? decoded(content, false) : content);
    }
    at_ = end;
    builder_.end(tag);
    if (at_ < source_.size()) {
      tag_name(at_ + 2);
      attributes(false);
    }
  }

  // Inside "<!-- … <script" of a script an end tag closes only the inner one.
  std::size_t raw_text_end(Tag tag, std::size_t i) const {
    bool escaped = false, twice = false;
    while (true) {
      const void* found =
          i < source_.size() ? std::memchr(source_.data() + i, '<', source_.size() - i) : nullptr;
      if (found == nullptr) return source_.size();
      i = static_cast<std::size_t>(static_cast<const char*>(found) - source_.data());
      const std::string_view rest = source_.substr(i, 16);
      if (rest.size() > 2 && rest[1] == '/' && letter(rest[2])) {
        std::size_t end = i + 2;
        while (end < source_.size() && end < i + 14 && letter(source_[end])) ++end;
        const bool ends = end >= source_.size() || space(source_[end]) || source_[end] == '/' ||
                          source_[end] == '>';
        if (ends && tag_of(source_.substr(i + 2, end - i - 2)) == tag) {
          if (!twice || !still_escaped(i)) return i;
          twice = false;
        }
      } else if (tag == Tag::kScript) {
        if (rest.starts_with("<!--")) {
          escaped = true;
          escape_ = i;
        } else if (escaped && still_escaped(i) && starts_with_name(rest, "<script")) {
          twice = true;
        }
      }
      ++i;
    }
  }

  // Whether the comment that began at `escape_` is still open at `i`.
  bool still_escaped(std::size_t i) const {
    if (escape_end_for_ != escape_) {
      escape_end_for_ = escape_;
      escape_end_ = source_.find("-->", escape_ + 2);
    }
    return escape_end_ >= i;
  }

  std::string_view source_;
  Tree& tree_;
  Builder builder_;
  std::size_t at_ = 0;
  mutable std::size_t escape_ = 0, escape_end_ = 0, escape_end_for_ = std::string_view::npos;
};

}  // namespace

std::string_view Tree::attribute(const Node& node, Name name) const {
  for (std::size_t i = node.first; i < node.first + node.attributes; ++i) {
    if (attributes[i].name == name) return attributes[i].value;
  }
  return {};
}

bool Tree::has(const Node& node, Name name) const {
  for (std::size_t i = node.first; i < node.first + node.attributes; ++i) {
    if (attributes[i].name == name) return true;
  }
  return false;
}

std::string Tree::text_of(std::uint32_t i) const {
  constexpr std::uint32_t kReach = 1u << 14;
  std::string out;
  bool gap = false;
  const std::uint32_t end = std::min(nodes[i].end, i + kReach);
  for (std::uint32_t n = i; n < end && out.size() < kReach; ++n) {
    if (nodes[n].tag != Tag::kText) {
      gap = gap || is(nodes[n].tag, kClosesP | kVoid);
      continue;
    }
    const std::string_view text = texts[nodes[n].first];
    if (text.size() > kReach) break;
    for (const char c : text) {
      if (space(c)) {
        gap = true;
        continue;
      }
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += c;
    }
  }
  return out;
}

std::expected<void, std::string> parse_html(std::string_view source, std::size_t nesting,
                                            Tree& out) {
  out.nodes.clear();
  out.attributes.clear();
  out.texts.clear();
  out.decoded.clear();
  out.decoded.reserve(source.size() + source.size() / 4 + 64);
  if (!Tokenizer(source, nesting, out).run()) {
    return std::unexpected(
        fmt::format("elements nest deeper than {} levels (ReadLimits::nesting)", nesting));
  }
  if (out.nodes.size() > kMostNodes) {
    return std::unexpected(fmt::format("more than {} elements and texts on one page", kMostNodes));
  }
  return {};
}

}  // namespace secondsource::extract
