#include <algorithm>
#include <cctype>

#include "extract/clean.h"
#include "extract/metadata.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kLongestName = 60;

constexpr std::uint32_t kElsewhere = kHintComment | kHintRelated | kHintSidebar;

bool word_byte(char c) {
  return (c & 0x80) != 0 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

void trim(std::string& text) {
  const auto strip = [&](std::string_view mark, bool front) {
    if (front ? text.starts_with(mark) : text.ends_with(mark)) {
      front ? text.erase(0, mark.size()) : text.erase(text.size() - mark.size());
      return true;
    }
    return false;
  };
  bool again = true;
  while (again && !text.empty()) {
    again = false;
    for (const std::string_view mark : {" ", ",", ";", ":", "|", "/", "-", "–", "—", "•", "·", "*",
                                        "\"", "'", "(", "[", ">", "@", "»"}) {
      again = strip(mark, true) || again;
    }
    for (const std::string_view mark : {" ", ",", ";", ":", "|", "/", "-", "–", "—", "•", "·", "*",
                                        "\"", "'", ")", "]", "<", "«", "("}) {
      again = strip(mark, false) || again;
    }
  }
  // A full stop ends a sentence, not "Jr.".
  if (text.ends_with('.') && text.size() > 4 && text.rfind(' ') + 5 < text.size()) text.pop_back();
}

// The byline without "By" in any language, however often it stands there.
std::string without_prefix(std::string text, const Phrases& phrases) {
  for (int i = 0; i < 3; ++i) {
    trim(text);
    const std::string folded = lower_case(text);
    const std::size_t size = phrases.prefix(Phrases::Kind::kByline, folded);
    if (size == 0 || size >= text.size() || word_byte(text[size])) break;
    // "Di Canio", "Von Trapp": a name goes on in the same breath only in lower case.
    const char first = text.front();
    const bool particle = size <= 3 && first >= 'A' && first <= 'Z' && i > 0;
    if (particle) break;
    text.erase(0, size);
  }
  trim(text);
  return text;
}

// "Ann Lee on Tuesday" → "Ann Lee".
void cut_day(std::string& text, const Phrases& phrases, const Months& months) {
  for (int words = 0; words < 4; ++words) {
    trim(text);
    const std::size_t space = text.rfind(' ');
    const std::size_t begin = space == std::string::npos ? 0 : space + 1;
    const std::string last = lower_case(std::string_view(text).substr(begin));
    const bool day =
        months.weekday(last) || (begin > 0 && (phrases.is(Phrases::Kind::kDay, last) ||
                                               phrases.is(Phrases::Kind::kDated, last) ||
                                               phrases.is(Phrases::Kind::kModified, last)));
    if (!day) return;
    text.resize(begin);
  }
}

// Where the names end: an address, a date, a number, a bar.
void cut_tail(std::string& text, const Phrases& phrases, const Months& months) {
  if (const auto date = find_date(text, months, {})) text.resize(date->begin);
  cut_day(text, phrases, months);
  // "Ann Lee Posted:"
  if (const std::size_t colon = text.find(':', 1); colon != std::string::npos) {
    const std::size_t space = text.rfind(' ', colon);
    if (space != std::string::npos && space > 0) text.resize(space);
  }
  for (const std::string_view mark :
       {" | ", " • ", " · ", " – ", " — ", " - ", "\n", "http", " @"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string::npos && at > 0) text.resize(at);
  }
  // A number ends the names; one inside a word belongs to the name people gave themselves.
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9' || word_byte(text[i - 1])) continue;
    text.resize(i);
    break;
  }
  const std::size_t address = text.find('@');
  if (address != std::string::npos) {
    const std::size_t space = text.rfind(' ', address);
    text.resize(space == std::string::npos ? 0 : space);
  }
}

bool looks_like_name(const std::string& name, const Phrases& phrases) {
  const std::string folded = lower_case(name);
  for (const Phrases::Kind kind : {Phrases::Kind::kByline, Phrases::Kind::kDated,
                                   Phrases::Kind::kModified, Phrases::Kind::kNobody}) {
    if (phrases.is(kind, folded)) return false;
  }
  if (name.find("[at]") != std::string::npos) return false;
  if (name.find_first_of("<>=:{}") != std::string::npos) return false;
  if (name.size() < 2 || name.size() > kLongestName) return false;
  if (name.find("://") != std::string::npos || name.find("www.") != std::string::npos) return false;
  if (std::count(name.begin(), name.end(), ' ') > 5) return false;
  return std::any_of(name.begin(), name.end(), [](char c) {
    return (c & 0x80) != 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  });
}

// Splits at commas, semicolons, slashes and words for "and".
std::vector<std::string> split(std::string_view text, const Phrases& phrases) {
  std::vector<std::string> parts(1);
  const std::string folded = lower_case(text);
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ',' || c == ';' || c == '/' || c == '|') {
      parts.emplace_back();
      ++i;
      continue;
    }
    if (c == ' ' && folded.size() == text.size()) {
      bool cut = false;
      for (const std::string& word : phrases.of(Phrases::Kind::kAnd)) {
        // One letter ("e", "y", "i", "a") counts only between two names of several words.
        const std::size_t end = i + 1 + word.size();
        if (folded.compare(i + 1, word.size(), word) != 0 || end >= text.size() ||
            text[end] != ' ') {
          continue;
        }
        if (text.substr(i + 1, word.size()) != word) continue;  // "E" is an initial
        parts.emplace_back();
        i = end + 1;
        cut = true;
        break;
      }
      if (cut) continue;
    }
    parts.back() += c;
    ++i;
  }
  return parts;
}

// "Staff Writer", "news service reports": beside names no name.
bool describes(const std::string& part, const Phrases& phrases) {
  const std::size_t space = part.rfind(' ');
  const std::string last =
      lower_case(std::string_view(part).substr(space == std::string::npos ? 0 : space + 1));
  if (phrases.is(Phrases::Kind::kRole, last)) return true;
  const std::size_t first = part.find(' ');
  return part.front() >= 'a' && part.front() <= 'z' && first != std::string::npos && first >= 4;
}

std::string title_case(const std::string& name) {
  const bool shouted = std::none_of(
      name.begin(), name.end(), [](char c) { return (c & 0x80) != 0 || (c >= 'a' && c <= 'z'); });
  if (!shouted || name.find(' ') == std::string::npos) return name;
  std::string out = name;
  bool begins = true;
  for (char& c : out) {
    const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (is_letter && !begins) c = static_cast<char>(c | 0x20);
    begins = !is_letter;
  }
  return out;
}

}  // namespace

std::vector<std::string> names_in_byline(std::string_view byline, const Phrases& phrases,
                                         const Months& months) {
  std::string text = clean_line(byline);
  if (text.size() > 300) return {};
  text = without_prefix(std::move(text), phrases);
  cut_tail(text, phrases, months);
  std::vector<std::string> names;
  for (std::string part : split(text, phrases)) {
    part = without_prefix(std::move(part), phrases);
    cut_day(part, phrases, months);
    if (!looks_like_name(part, phrases)) continue;
    if (!names.empty() && describes(part, phrases)) continue;
    names.push_back(title_case(part));
  }
  return names;
}

std::vector<std::string> printed_bylines(const View& view) {
  constexpr std::size_t kMost = 20, kLongest = 200;
  constexpr std::uint32_t kBefore = 14, kBehind = 6;
  std::vector<std::string> near, far, linked;
  const auto& states = view.blocks.states;
  const auto& blocks = view.blocks.blocks;
  std::uint32_t barred = kElsewhere, begin = 0, end = 0;  // nodes: where a byline is looked for
  if (!view.body.empty()) {
    const std::uint32_t first = view.body.front();
    barred &= ~states[blocks[first].first].above;
    begin = blocks[first > kBefore ? first - kBefore : 0].first;
    end = blocks[std::min<std::size_t>(first + 3, blocks.size() - 1)].first;
  }
  for (const Page::Byline& byline : view.page.bylines) {
    const std::uint32_t node = byline.node;
    if (near.size() + far.size() >= kMost) break;
    if ((states[node].above & barred) || (states[node].own & kHintComment)) continue;
    if (states[node].inside & (kInsideNothing | kInsideAside | kInsideNav | kInsideForm)) continue;
    std::string text = view.tree.text_of(node);
    if (text.empty()) text = view.tree.attribute(view.tree.nodes[node], Name::kContent);
    if (text.empty() || text.size() > kLongest) continue;
    const bool here = node >= begin && node < end;
    if (byline.only_linked) {
      if (here) linked.push_back(std::move(text));
    } else {
      (here ? near : far).push_back(std::move(text));
    }
  }
  std::vector<std::string> out = std::move(near);
  if (view.body.empty()) return out;
  const std::uint32_t first = view.body.front(), last = view.body.back();
  const auto try_block = [&](std::uint32_t i) {
    if (blocks[i].size > 120 || (states[blocks[i].first].above & barred)) return;
    std::string text(view.blocks.of(blocks[i]));
    const std::string folded = lower_case(text);
    const std::size_t size = view.phrases.prefix(Phrases::Kind::kByline, folded);
    if (size == 0 || text.ends_with('?')) return;
    if (size + 1 < text.size()) {
      out.push_back(std::move(text));
    } else if (text.ends_with(':') && i + 1 < blocks.size() &&
               blocks[i + 1].size <= 60) {  // "Author:", then the name
      out.emplace_back(view.blocks.of(blocks[i + 1]));
    }
  };
  for (std::uint32_t i = first > kBefore ? first - kBefore : 0; i < blocks.size() && i <= first + 1;
       ++i) {
    try_block(i);
  }
  out.insert(out.end(), linked.begin(), linked.end());
  out.insert(out.end(), far.begin(), far.end());
  for (std::uint32_t i = last; i < blocks.size() && i <= last + kBehind; ++i) try_block(i);
  return out;
}

std::vector<std::string> find_authors(const View& view, const std::string& site,
                                      const press::Press& press) {
  const Page& page = view.page;
  const std::string domain(
      press.domain(page.canonical.empty() ? page.meta({"og:url"}) : page.canonical));
  std::vector<std::string> own;  // how the page calls its site
  for (const std::string_view name :
       {std::string_view(site), std::string_view(page.linked.publisher), std::string_view(domain),
        std::string_view(domain).substr(0, domain.find('.'))}) {
    if (std::string bare = skeleton(name); !bare.empty()) own.push_back(std::move(bare));
  }
  const auto is_site = [&](const std::string& name) {
    return std::find(own.begin(), own.end(), skeleton(name)) != own.end();
  };
  const auto initials = [](const std::string& name) {
    return name.size() <= 4 &&
           std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  // The names of the evidence at hand; what is no more than the site's name or initials waits for
  // better.
  std::vector<std::string> names, sites, short_names;
  const auto put = [](std::vector<std::string>& list, std::string name) {
    const std::string bare = skeleton(name);
    const bool known = std::any_of(list.begin(), list.end(), [&](const std::string& other) {
      return skeleton(other) == bare;
    });
    if (!known && !bare.empty() && list.size() < 20) list.push_back(std::move(name));
  };
  const auto add = [&](std::string_view text) {
    std::string line = clean_line(text);
    // "Harbor Ledger - Ann Lee"
    if (const std::size_t at = line.find(" - "); at != std::string::npos) {
      if (is_site(line.substr(0, at))) line.erase(0, at + 3);
    }
    std::vector<std::string> found = names_in_byline(line, view.phrases, view.months);
    if (!found.empty() && is_site(found.front())) {  // with its address behind
      put(sites, found.front());
      return;
    }
    for (std::string& name : found) {
      if (is_site(name)) {
        put(sites, std::move(name));
      } else if (initials(name)) {
        put(short_names, std::move(name));
      } else if (press.agency(name) == nullptr && !name.starts_with('#')) {
        put(names, std::move(name));
      }
    }
  };
  for (const std::string& author : page.linked.authors) add(author);
  if (!names.empty()) return names;
  for (const Meta& meta : page.metas) {
    for (const std::string_view key :
         {"author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
          "dc.creator", "dcterms.creator", "dc.contributor", "byl", "authors", "og:article:author",
          "citation_author", "cxenseparse:author"}) {
      if (meta.name == key && meta.content.find("://") == std::string_view::npos) add(meta.content);
    }
    if (names.size() >= 8) break;
  }
  if (!names.empty()) return names;
  // "Written by", with the name beside it.
  for (const auto& [label, data] : {std::pair{"twitter:label1", "twitter:data1"},
                                    std::pair{"twitter:label2", "twitter:data2"}}) {
    if (view.phrases.is(Phrases::Kind::kByline, lower_case(clean_line(page.meta({label}))))) {
      add(page.meta({data}));
    }
  }
  if (!names.empty()) return names;
  for (const std::string& line : printed_bylines(view)) {
    add(line);
    if (!names.empty()) return names;
  }
  return !short_names.empty() ? short_names : sites;
}

}  // namespace secondsource::extract
