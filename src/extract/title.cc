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

std::string find_title(const View& view) {
  const Page& page = view.page;
  const std::string site = site_name(page);
  std::vector<std::string> heads;  // visible first headings, in order
  for (const std::uint32_t node : page.headings) {
    if (view.blocks.states[node].inside & kInsideNothing) continue;
    std::string text = clean_line(view.tree.text_of(node));
    if (text.size() > 1 && text.size() <= kLongestTitle) heads.push_back(std::move(text));
  }
  std::vector<std::string> declared;
  for (const std::string_view candidate :
       {std::string_view(page.linked.headline), page.meta({"og:title"}),
        page.meta({"twitter:title", "dc.title", "sailthru.title", "parsely-title", "title"}),
        std::string_view(page.title)}) {
    std::string text = clean_line(candidate);
    if (!text.empty() && text.size() <= kLongestTitle) declared.push_back(std::move(text));
  }
  std::vector<std::string> others;
  for (const std::string& text : heads) others.push_back(skeleton(text));
  for (const std::string& text : declared) others.push_back(skeleton(text));
  // A heading that the page also declares, or the other way round, is the headline.
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const std::string& head = others[i];
    if (head.size() < 4 || head == skeleton(site)) continue;
    for (std::size_t j = heads.size(); j < others.size(); ++j) {
      if (others[j].find(head) != std::string::npos) return heads[i];
    }
  }
  for (const std::string& text : declared) {
    const std::string title = without_site(text, page, site, others);
    if (skeleton(title) != skeleton(site)) return title;
  }
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (others[i] != skeleton(site)) return heads[i];
  }
  return declared.empty() ? std::string{} : declared.front();
}

}  // namespace secondsource::extract
