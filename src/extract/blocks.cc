#include "extract/blocks.h"

#include <array>

namespace secondsource::extract {
namespace {

using enum Tag;

enum Layout : std::uint8_t { kInline, kBlockLayout, kUnseen };

constexpr std::array<std::uint8_t, static_cast<std::size_t>(kCount)> make_layouts() {
  std::array<std::uint8_t, static_cast<std::size_t>(kCount)> layouts{};
  for (const Tag tag :
       {kDocument, kCustom,     kAddress, kArticle, kAside,  kBlockquote, kBody, kCaption,
        kCenter,   kDd,         kDetails, kDialog,  kDir,    kDiv,        kDl,   kDt,
        kFieldset, kFigcaption, kFigure,  kFooter,  kForm,   kH1,         kH2,   kH3,
        kH4,       kH5,         kH6,      kHeader,  kHgroup, kHr,         kHtml, kLegend,
        kLi,       kMain,       kMenu,    kNav,     kOl,     kP,          kPre,  kSearch,
        kSection,  kSummary,    kTable,   kTbody,   kTd,     kTfoot,      kTh,   kThead,
        kTr,       kUl}) {
    layouts[static_cast<std::size_t>(tag)] = kBlockLayout;
  }
  for (const Tag tag :
       {kAmpAd,  kAudio,  kButton,  kCanvas,   kDatalist, kEmbed,    kFrameset, kHead,  kIframe,
        kInput,  kMath,   kNoembed, kNoframes, kNoscript, kObject,   kOption,   kRp,    kRt,
        kScript, kSelect, kStyle,   kSvg,      kTemplate, kTextarea, kTitle,    kVideo, kXmp}) {
    layouts[static_cast<std::size_t>(tag)] = kUnseen;
  }
  return layouts;
}
constexpr auto kLayouts = make_layouts();

Layout layout(Tag tag) { return static_cast<Layout>(kLayouts[static_cast<std::size_t>(tag)]); }

std::uint32_t inside_of(Tag tag) {
  switch (tag) {
    case kA:
      return kInsideLink;
    case kH1:
    case kH2:
    case kH3:
    case kH4:
    case kH5:
    case kH6:
      return kInsideHeading;
    case kLi:
    case kDd:
    case kDt:
      return kInsideList;
    case kTable:
      return kInsideTable;
    case kBlockquote:
      return kInsideBlockquote;
    case kFigure:
    case kPicture:
      return kInsideFigure;
    case kFigcaption:
    case kCaption:
      return kInsideCaption;
    case kAside:
      return kInsideAside;
    case kNav:
    case kMenu:
      return kInsideNav;
    case kFooter:
      return kInsideFooter;
    case kHeader:
      return kInsideHeader;
    case kArticle:
      return kInsideArticle;
    case kMain:
      return kInsideMain;
    case kForm:
    case kFieldset:
    case kLabel:
      return kInsideForm;
    case kP:
      return kInsideParagraph;
    case kB:
    case kStrong:
    case kI:
    case kEm:
      return kInsideEmphasis;
    default:
      return 0;
  }
}

std::uint32_t inside_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar") return kInsideNav;
  if (role == "main") return kInsideMain;
  if (role == "article") return kInsideArticle;
  if (role == "complementary") return kInsideAside;
  if (role == "contentinfo") return kInsideFooter;
  if (role == "banner") return kInsideHeader;
  if (role == "search" || role == "form" || role == "dialog") return kInsideForm;
  return 0;
}

bool hides(std::string_view style) {
  std::size_t at = style.find("display");
  while (at != std::string_view::npos) {
    at += 7;
    while (at < style.size() && (style[at] == ' ' || style[at] == ':')) ++at;
    if (style.substr(at, 4) == "none") return true;
    at = style.find("display", at);
  }
  return false;
}

void inherit(const Tree& tree, const Markup& markup, std::vector<State>& states) {
  states.assign(tree.nodes.size(), State{});
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    State& state = states[i];
    const State& parent = states[node.parent];
    if (i > 0) {
      state.above = parent.above;
      state.inside = parent.inside;
      state.block = parent.block;
      state.depth = parent.depth + 1;
    }
    if (node.tag == kText) continue;
    state.inside |= inside_of(node.tag);
    const Layout kind = layout(node.tag);
    if (kind == kUnseen) state.inside |= kInsideNothing;
    if (kind == kBlockLayout) state.block = i;
    const bool page = node.tag == kBody || node.tag == kHtml;
    for (std::uint32_t a = node.first; a < node.first + node.attributes; ++a) {
      const Attribute& attribute = tree.attributes[a];
      switch (attribute.name) {
        case Name::kClass:
        case Name::kId:
        case Name::kItemprop:
          if (!page) state.own |= markup.hints_of(attribute.value);
          break;
        case Name::kRole:
          state.inside |= inside_of_role(attribute.value);
          break;
        case Name::kStyle:
          if (hides(attribute.value)) state.own |= kHintHidden;
          break;
        case Name::kHidden:
          state.own |= kHintHidden;
          break;
        case Name::kAriaHidden:
          if (attribute.value == "true") state.own |= kHintHidden;
          break;
        default:
          break;
      }
    }
    state.above |= state.own;
  }
}

bool sentence_end(std::string_view text) {
  while (!text.empty()) {
    for (const std::string_view closing : {"\"", "'", ")", "]", "”", "’", "»", "“", "」", "』"}) {
      if (text.ends_with(closing)) {
        text.remove_suffix(closing.size());
        goto again;
      }
    }
    break;
  again:;
  }
  for (const std::string_view end :
       {".", "!", "?", ":", "…", "。", "！", "？", "؟", "।", "۔", ";"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const Tree& tree, Blocks& out) : tree_(tree), out_(out) {}

  void run() {
    const std::vector<State>& states = out_.states;
    std::uint32_t block = 0;
    std::uint32_t i = 0;
    while (i < tree_.nodes.size()) {
      const Node& node = tree_.nodes[i];
      if (states[i].inside & kInsideNothing) {
        if (node.tag == kBr) finish();
        i = node.end > i ? node.end : i + 1;
        continue;
      }
      if (states[i].block != block) {
        finish();
        block = states[i].block;
      }
      if (node.tag == kText) {
        text(i);
      } else if (node.tag == kBr) {
        line_break();
      } else if (node.tag == kA) {
        current_.links += 1;
      }
      ++i;
    }
    finish();
  }

 private:
  void line_break() {
    if (empty()) return;
    if (broken_ || sentence_end(current_text())) {
      finish();
    } else {
      broken_ = true;
      gap_ = true;
    }
  }

  std::string_view current_text() const {
    return std::string_view(out_.text).substr(current_.text.begin);
  }
  bool empty() const { return out_.text.size() == current_.text.begin; }

  void text(std::uint32_t i) {
    const std::string_view text = tree_.texts[tree_.nodes[i].first];
    const State& state = out_.states[i];
    const float before = current_.size;
    bool any = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      // U+00A0, U+200B, U+FEFF fold like spaces.
      if (c <= ' ') {
        gap_ = true;
        continue;
      }
      if (c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xA0) {
        gap_ = true;
        ++at;
        continue;
      }
      if ((c == 0xE2 && text.substr(at, 3) == "\xE2\x80\x8B") ||
          (c == 0xEF && text.substr(at, 3) == "\xEF\xBB\xBF")) {
        at += 2;
        continue;
      }
      if (c == 0x7F) continue;
      if (gap_) {
        if (!empty()) {
          out_.text += ' ';
          current_.size += 1;
        }
        gap_ = false;
        in_word_ = false;
      }
      if (empty()) {
        current_.first = i;
        current_.node = state.block;
        current_.inside = state.inside;
      }
      any = true;
      out_.text += static_cast<char>(c);
      count(c);
    }
    if (!any) return;
    broken_ = false;
    current_.inside &= state.inside;
    const float grown = current_.size - before;
    if (state.inside & kInsideLink) current_.in_links += grown;
    if (state.inside & kInsideEmphasis) current_.emphasised += grown;
  }

  void count(unsigned char c) {
    if (c < 0x80) {
      current_.size += 1;
      if (c >= '0' && c <= '9') current_.digits += 1;
      if (c >= 'A' && c <= 'Z') current_.upper += 1;
      if (c == '.' || c == '!' || c == '?') current_.sentences += 1;
      if (c == ',' || c == ';') current_.commas += 1;
      const bool alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      if (alphanumeric) word();
    } else if (c >= 0xE0 && c <= 0xEF) {
      const bool wide = c >= 0xE3;  // from U+3000: scripts without spaces
      current_.size += wide ? 2.0f : 1.0f;
      if (wide) {
        current_.words += 0.5f;
      } else if (c != 0xE2) {
        word();
      }
    } else if (c >= 0xC0) {
      current_.size += 1;
      word();
    }
  }

  void word() {
    if (!in_word_) current_.words += 1;
    in_word_ = true;
  }

  void finish() {
    if (!empty() && (current_.words > 0)) {
      if (out_.text.back() == ' ') out_.text.pop_back();
      current_.text.end = static_cast<std::uint32_t>(out_.text.size());
      current_.ends_sentence = sentence_end(current_text());
      out_.blocks.push_back(current_);
      out_.text += '\n';
    } else {
      out_.text.resize(current_.text.begin);
    }
    current_ = Block{};
    current_.text.begin = static_cast<std::uint32_t>(out_.text.size());
    gap_ = broken_ = in_word_ = false;
  }

  const Tree& tree_;
  Blocks& out_;
  Block current_;
  bool gap_ = false, broken_ = false, in_word_ = false;
};

}  // namespace

void find_blocks(const Tree& tree, const Markup& markup, Blocks& out) {
  out.blocks.clear();
  out.text.clear();
  inherit(tree, markup, out.states);
  Finder(tree, out).run();
}

}  // namespace secondsource::extract
