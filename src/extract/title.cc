#include <algorithm>

#include "extract/clean.h"
#include "extract/metadata.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kLongestTitle = 600;

// " | ", " - ", " – ", …: what sites put between a headline and their name.
constexpr std::string_view kSeparators[] = {" | ", " - ", " – ", " — ", " :: ", " » ",
                                            " « ", " · ", " • ", " ‹ ", " › ",  " // ",
                                            " < ", " > ", "| ",  " |"};

struct Part {
  std::size_t begin = 0, end = 0;
};

std::vector<Part> parts_of(std::string_view title) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < title.size();) {
    std::size_t size = 0;
    for (const std::string_view separator : kSeparators) {
      if (title.substr(i, separator.size()) == separator) size = std::max(size, separator.size());
    }
    if (size > 0 && i > begin) {
      parts.push_back({begin, i});
      begin = i + size;
    }
    i += std::max<std::size_t>(size, 1);
  }
  parts.push_back({begin, title.size()});
  return parts;
}

// Without the parts at either end that name the site or, when none does, without a short last part
// that no other title of the page has.
std::string without_site(const std::string& title, const Page& page, const std::string& site,
                         const std::vector<std::string>& others) {
  std::vector<Part> parts = parts_of(title);
  if (parts.size() < 2) return title;
  const std::string name = skeleton(site);
  std::string host(host_of(page.canonical.empty() ? page.meta({"og:url"}) : page.canonical));
  host = skeleton(host);
  const auto names_site = [&](const Part& part) {
    const std::string text = skeleton(title.substr(part.begin, part.end - part.begin));
    if (text.empty()) return true;
    if (!name.empty() &&
        (text == name || (text.size() >= 4 && name.find(text) != std::string::npos) ||
         (name.size() >= 4 && text.find(name) != std::string::npos))) {
      return true;
    }
    return text.size() >= 4 && host.find(text) != std::string::npos;
  };
  std::size_t first = 0, last = parts.size();
  while (last - first > 1 && names_site(parts[last - 1])) --last;
  while (last - first > 1 && names_site(parts[first])) ++first;
  if (first == 0 && last == parts.size()) {
    // Another title of the page tells how far the headline goes.
    for (std::size_t end = parts.size() - 1; end > 0; --end) {
      const std::string head = skeleton(title.substr(0, parts[end - 1].end));
      if (head.size() >= 8 && std::find(others.begin(), others.end(), head) != others.end()) {
        return title.substr(0, parts[end - 1].end);
      }
    }
  }
  return title.substr(parts[first].begin, parts[last - 1].end - parts[first].begin);
}

}  // namespace

std::string site_name(const Page& page) {
  std::string_view name =
      page.meta({"og:site_name", "application-name", "twitter:app:name:iphone"});
  if (!page.meta({"og:site_name"}).empty()) name = page.meta({"og:site_name"});
  std::string site = clean_line(name);
  if (site.empty()) site = clean_line(page.linked.publisher);
  if (site.empty()) site = clean_line(page.linked.site);
  return site;
}

namespace {

constexpr std::uint32_t kNotAbove = kHintComment | kHintRelated | kHintSidebar;

// A heading without what is printed inside it beside the headline: a kicker, a section, words for
// screen readers; all of it where nothing else would be left.
std::string heading_text(const View& view, std::uint32_t heading) {
  constexpr std::uint32_t kMostNodes = 400;
  const Tree& tree = view.tree;
  std::string text;
  bool left_out = false;
  const std::uint32_t end = std::min(tree.nodes[heading].end, heading + kMostNodes);
  for (std::uint32_t i = heading + 1; i < end;) {
    const State& state = view.blocks.states[i];
    const bool beside =
        (state.own & (kHintLead | kHintMeta | kHintHidden)) != 0 && (state.own & kHintTitle) == 0;
    if (tree.nodes[i].tag != Tag::kText && (beside || (state.inside & kInsideNothing) != 0)) {
      left_out = true;
      i = std::max(tree.nodes[i].end, i + 1);
      continue;
    }
    if (tree.nodes[i].tag == Tag::kText) {
      text += tree.texts[tree.nodes[i].first];
    } else if (tree.nodes[i].tag == Tag::kBr || view.blocks.states[i].block == i) {
      text += ' ';
    }
    ++i;
  }
  text = clean_line(text);
  return left_out && skeleton(text).size() < 4 ? clean_line(tree.text_of(heading)) : text;
}

// "/", "https://harbor.example": the front page of a site.
bool leads_home(std::string_view href) {
  const std::size_t scheme = href.find("://");
  if (scheme != std::string_view::npos)
    href.remove_prefix(std::min(href.find('/', scheme + 3), href.size()));
  return scheme != std::string_view::npos ? href.size() <= 1 : href == "/";
}

// Whether all of a heading is a link to the front page: the name of the site.
bool is_link_home(const Tree& tree, std::uint32_t heading) {
  constexpr std::uint32_t kReach = 64;  // nodes
  const std::uint32_t end = std::min(tree.nodes[heading].end, heading + kReach);
  for (std::uint32_t i = heading + 1; i < end; ++i) {
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::kText && !clean_line(tree.texts[node.first]).empty()) return false;
    if (node.tag == Tag::kA) return leads_home(tree.attribute(node, Name::kHref));
  }
  return false;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    std::string word = skeleton(text.substr(begin, end - begin));
    if (!word.empty()) words.push_back(std::move(word));
    begin = end + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}

struct Title {
  std::string text, bare;
};

constexpr float kExactly = 5;

// How far a heading is what the page declares as its title: 0 to kExactly.
float agreement(const Title& heading, const std::vector<Title>& declared) {
  float best = 0;
  const std::vector<std::string> words = words_of(heading.text);
  for (const Title& title : declared) {
    const auto mine = static_cast<float>(heading.bare.size());
    const auto theirs = static_cast<float>(title.bare.size());
    if (mine == 0 || theirs == 0) continue;
    float value = 0;
    if (heading.bare == title.bare) {
      value = kExactly;
    } else if (mine >= 4 && title.bare.find(heading.bare) != std::string::npos) {
      value = 1 + 3 * mine / theirs;
    } else if (theirs >= 8 && heading.bare.find(title.bare) != std::string::npos) {
      value = 2 + 2 * theirs / mine;
    } else if (words.size() >= 2) {
      const std::vector<std::string> other = words_of(title.text);
      std::vector<std::string> both;
      std::set_intersection(words.begin(), words.end(), other.begin(), other.end(),
                            std::back_inserter(both));
      const auto share = static_cast<float>(both.size()) /
                         static_cast<float>(std::max(words.size(), other.size()));
      value = 3 * share;
    }
    best = std::max(best, value);
  }
  return best;
}

}  // namespace

std::string find_title(const View& view) {
  const Page& page = view.page;
  std::string site = site_name(page);
  for (const std::uint32_t node : page.headings) {
    if (site.empty() && is_link_home(view.tree, node)) site = heading_text(view, node);
  }
  const std::string bare_site = skeleton(site);
  const std::string host(
      press::registrable_domain(page.canonical.empty() ? page.meta({"og:url"}) : page.canonical));
  const std::string bare_host = skeleton(host);
  const auto names_site = [&](const std::string& bare) {
    return bare.empty() || bare == bare_site || bare == bare_host ||
           (bare.size() >= 3 && bare_host.starts_with(bare) && bare_host.size() - bare.size() <= 4);
  };
  std::vector<Title> headings;
  std::vector<std::uint32_t> nodes;
  std::vector<std::string> others;
  for (const std::uint32_t node : page.headings) {
    const State& state = view.blocks.states[node];
    if (state.inside & kInsideNothing) continue;
    std::string text = heading_text(view, node);
    if (text.size() <= 1 || text.size() > kLongestTitle) continue;
    if (is_link_home(view.tree, node)) continue;
    others.push_back(skeleton(text));
    headings.push_back({std::move(text), others.back()});
    nodes.push_back(node);
  }
  std::vector<std::string> raw;
  for (const std::string_view candidate :
       {std::string_view(page.linked.headline), page.meta({"og:title"}),
        page.meta({"twitter:title", "dc.title", "sailthru.title", "parsely-title", "title"}),
        std::string_view(page.title)}) {
    std::string text = clean_line(candidate);
    if (text.empty() || text.size() > kLongestTitle) continue;
    others.push_back(skeleton(text));
    raw.push_back(std::move(text));
  }
  std::vector<Title> declared;
  for (const std::string& text : raw) {
    std::string title = without_site(text, page, site, others);
    std::string bare = skeleton(title);
    if (!names_site(bare)) declared.push_back({std::move(title), std::move(bare)});
  }

  // The heading that is likeliest the headline: of a high level, declared as the title, above the
  // text, and not the name of the site.
  const std::uint32_t body =
      view.body.empty() ? 0xFFFFFFFF : view.blocks.blocks[view.body.front()].first;
  const std::uint32_t usual = view.body.empty() ? 0 : view.blocks.states[body].above & kNotAbove;
  const auto first_headings = std::count_if(nodes.begin(), nodes.end(), [&](std::uint32_t node) {
    return view.tree.nodes[node].tag == Tag::kH1;
  });
  std::size_t best = headings.size();
  float best_score = 0;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const std::uint32_t node = nodes[i];
    const State& state = view.blocks.states[node];
    const Tag tag = view.tree.nodes[node].tag;
    float score = agreement(headings[i], declared);
    const bool agrees = score >= 2;
    score += tag == Tag::kH1   ? (first_headings > 2 ? 2.0f : 3.0f)
             : tag == Tag::kH2 ? 1.5f
             : tag == Tag::kH3 ? 1.0f
                               : 2.5f;
    if (state.own & kHintTitle) score += 0.5f;
    if (!agrees && tag != Tag::kH1) score -= 1;
    if (names_site(headings[i].bare)) score -= 8;
    // What is declared word for word may stand for screen readers only.
    const bool declared_first = tag == Tag::kH1 && score >= kExactly + 3;
    if (!declared_first) {
      if (state.inside & (kInsideNav | kInsideAside | kInsideFooter)) score -= 3;
      if (state.above & kHintHidden) score -= 1;
    }
    if (state.above & kNotAbove & ~usual) score -= 2;
    if (node < body) {
      score += 1;
      // The last heading before the text.
      if (i + 1 == headings.size() || nodes[i + 1] >= body) score += 0.5f;
    } else if (!agrees) {
      score -= 2;
    }
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  constexpr float kSure = 3;
  if (best_score >= kSure) {
    // "Section Headline", and "Headline Summary" in pieces: the page declares the headline alone.
    // What is left of its <title>, the last, counts only where nothing else declares it all.
    const Title& heading = headings[best];
    const bool whole = std::ranges::find(declared, heading.bare, &Title::bare) != declared.end();
    const Node& node = view.tree.nodes[nodes[best]];
    const bool pieces = node.end > nodes[best] + 2;
    for (std::size_t i = 0; i < declared.size(); ++i) {
      const Title& title = declared[i];
      const std::size_t size = title.bare.size();
      if (size < 8 || 5 * size < 2 * heading.bare.size() || size == heading.bare.size()) continue;
      if ((heading.bare.ends_with(title.bare) && !(whole && i + 1 == declared.size())) ||
          (heading.bare.starts_with(title.bare) && pieces && !whole)) {
        return title.text;
      }
    }
    return heading.text;
  }
  if (!declared.empty()) return declared.front().text;
  if (best < headings.size()) return headings[best].text;
  return raw.empty() ? std::string{} : raw.front();
}

}  // namespace secondsource::extract
