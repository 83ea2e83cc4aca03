#include "extract/page.h"

#include <algorithm>

namespace secondsource::extract {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

bool has_word(std::string_view list, std::string_view word) {
  std::size_t at = list.find(word);
  while (at != std::string_view::npos) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || list[at - 1] == ' ';
    if (begins && (end == list.size() || list[end] == ' ')) return true;
    at = list.find(word, end);
  }
  return false;
}

// Of an itemprop or a property: "datePublished", "schema:dateCreated", "dc:date".
bool names_date(std::string_view names) {
  return names.contains("datePublished") || names.contains("dateModified") ||
         names.contains("dateCreated") || names.starts_with("dc:date");
}

// <time>, what microdata or RDFa name a date, and the hAtom pattern <abbr class=published title=…>.
bool dates(const Tree& tree, const Node& node, std::string_view itemprop) {
  return node.tag == Tag::kTime || names_date(itemprop) ||
         names_date(tree.attribute(node, Name::kProperty)) ||
         (node.tag == Tag::kAbbr && has_word(tree.attribute(node, Name::kClass), "published"));
}

}  // namespace

std::string_view Page::meta(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const Meta& meta : metas) {
      if (meta.name == name &&
          meta.content.find_first_not_of(" \t\r\n") != std::string_view::npos) {
        return meta.content;
      }
    }
  }
  return {};
}

Page read_page(const Tree& tree, const Markup& markup) {
  constexpr std::size_t kMost = 512;  // of each kind: no page that has more means them
  Page page;
  std::vector<std::string_view> scripts;
  std::uint32_t unseen_until = 0;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::kText) continue;
    if (i < unseen_until && node.tag != Tag::kScript) continue;
    switch (node.tag) {
      case Tag::kTitle:
        if (page.title.empty()) page.title = tree.text_of(i);
        continue;
      case Tag::kMeta: {
        std::string_view name = tree.attribute(node, Name::kProperty);
        if (name.empty()) name = tree.attribute(node, Name::kName);
        if (name.empty()) name = tree.attribute(node, Name::kItemprop);
        if (!name.empty() && page.metas.size() < kMost) {
          page.metas.push_back({lower(name), tree.attribute(node, Name::kContent)});
        }
        continue;
      }
      case Tag::kLink:
        if (page.canonical.empty() && lower(tree.attribute(node, Name::kRel)) == "canonical") {
          page.canonical = tree.attribute(node, Name::kHref);
        }
        continue;
      case Tag::kScript:
        if (i + 1 < node.end &&
            lower(tree.attribute(node, Name::kType)).find("ld+json") != std::string::npos) {
          scripts.push_back(tree.texts[tree.nodes[i + 1].first]);
        }
        continue;
      case Tag::kHtml:
        if (page.language.empty()) page.language = tree.attribute(node, Name::kLang);
        continue;
      case Tag::kSvg:
      case Tag::kTemplate:
        unseen_until = std::max(unseen_until, node.end);
        continue;
      case Tag::kH1:
      case Tag::kH2:
      case Tag::kH3:
        if (page.headings.size() < kMost) page.headings.push_back(i);
        break;
      default:
        break;
    }
    if (node.attributes == 0 && node.tag != Tag::kTime) continue;
    const std::string_view itemprop = tree.attribute(node, Name::kItemprop);
    if (itemprop == "headline" && page.headings.size() < kMost &&
        (page.headings.empty() || page.headings.back() != i)) {
      page.headings.push_back(i);
    }
    if (page.times.size() < kMost && dates(tree, node, itemprop)) page.times.push_back(i);
    if (page.bylines.size() >= kMost) continue;
    if (has_word(tree.attribute(node, Name::kRel), "author") || has_word(itemprop, "author") ||
        markup.names_author(tree.attribute(node, Name::kClass)) ||
        markup.names_author(tree.attribute(node, Name::kId))) {
      page.bylines.push_back({i, false});
    } else if (node.tag == Tag::kA && markup.leads_to_author(tree.attribute(node, Name::kHref))) {
      page.bylines.push_back({i, true});
    }
  }
  page.linked = read_linked_data(scripts);
  return page;
}

}  // namespace secondsource::extract
