// Names of elements → Tag.
#include <array>

#include "extract/tree.h"

namespace secondsource::extract {
namespace {

constexpr std::string_view kTagNames[] = {
    "",           "",         "",           "",         "a",        "abbr",    "address",
    "amp-ad",     "area",     "article",    "aside",    "audio",    "b",       "base",
    "blockquote", "body",     "br",         "button",   "canvas",   "caption", "center",
    "cite",       "code",     "col",        "colgroup", "datalist", "dd",      "del",
    "details",    "dialog",   "dir",        "div",      "dl",       "dt",      "em",
    "embed",      "fieldset", "figcaption", "figure",   "font",     "footer",  "form",
    "frame",      "frameset", "h1",         "h2",       "h3",       "h4",      "h5",
    "h6",         "head",     "header",     "hgroup",   "hr",       "html",    "i",
    "iframe",     "img",      "input",      "ins",      "label",    "legend",  "li",
    "link",       "main",     "marquee",    "math",     "menu",     "meta",    "nav",
    "nobr",       "noembed",  "noframes",   "noscript", "object",   "ol",      "optgroup",
    "option",     "p",        "param",      "picture",  "pre",      "q",       "rp",
    "rt",         "s",        "samp",       "script",   "search",   "section", "select",
    "slot",       "small",    "source",     "span",     "strike",   "strong",  "style",
    "sub",        "summary",  "sup",        "svg",      "table",    "tbody",   "td",
    "template",   "textarea", "tfoot",      "th",       "thead",    "time",    "title",
    "tr",         "track",    "tt",         "u",        "ul",       "video",   "wbr",
    "xmp"};
static_assert(std::size(kTagNames) == static_cast<std::size_t>(Tag::kCount));

constexpr std::size_t kLongest = 10;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

constexpr std::uint32_t hash(std::string_view name) {
  std::uint32_t h = 2166136261u;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(lower(c))) * 16777619u;
  return h ^ (h >> 15);
}

constexpr std::size_t kSlots = 512;

// Open addressing; 0 is an empty slot.
constexpr std::array<std::uint8_t, kSlots> make_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  for (std::size_t tag = static_cast<std::size_t>(Tag::kA); tag < std::size(kTagNames); ++tag) {
    std::size_t slot = hash(kTagNames[tag]) % kSlots;
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint8_t>(tag);
  }
  return slots;
}
constexpr std::array<std::uint8_t, kSlots> kSlotOf = make_slots();

bool equal(std::string_view name, std::string_view lower_case) {
  if (name.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (lower(name[i]) != lower_case[i]) return false;
  }
  return true;
}

}  // namespace

Tag tag_of(std::string_view name) {
  const Tag unknown = name.find('-') == std::string_view::npos ? Tag::kUnknown : Tag::kCustom;
  if (name.empty() || name.size() > kLongest) return unknown;
  for (std::size_t slot = hash(name) % kSlots; kSlotOf[slot] != 0; slot = (slot + 1) % kSlots) {
    if (equal(name, kTagNames[kSlotOf[slot]])) return static_cast<Tag>(kSlotOf[slot]);
  }
  return unknown;
}

}  // namespace secondsource::extract
