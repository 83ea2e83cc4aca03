#include <algorithm>
#include <cctype>

#include "extract/clean.h"
#include "extract/metadata.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kLongestName = 60;

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

// Where the names end: an address, a date, a number, a bar.
void cut_tail(std::string& text, const Months& months) {
  if (const auto date = find_date(text, months, {})) text.resize(date->begin);
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
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit != std::string::npos && digit > 0) text.resize(digit);
  const std::size_t address = text.find('@');
  if (address != std::string::npos) {
    const std::size_t space = text.rfind(' ', address);
    text.resize(space == std::string::npos ? 0 : space);
  }
}

bool looks_like_name(const std::string& name) {
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
  cut_tail(text, months);
  std::vector<std::string> names;
  for (std::string part : split(text, phrases)) {
    part = without_prefix(std::move(part), phrases);
    if (looks_like_name(part)) names.push_back(title_case(part));
  }
  return names;
}

std::vector<std::string> printed_bylines(const View& view) {
  constexpr std::size_t kMost = 20, kLongest = 200;
  constexpr std::uint32_t kBefore = 14;
  std::vector<std::string> out;
  const auto& states = view.blocks.states;
  for (const std::uint32_t node : view.page.bylines) {
    if (out.size() >= kMost) break;
    if (states[node].above & (kHintComment | kHintRelated | kHintSidebar)) continue;
    if (states[node].inside & (kInsideNothing | kInsideAside | kInsideNav)) continue;
    std::string text = view.tree.text_of(node);
    if (!text.empty() && text.size() <= kLongest) out.push_back(std::move(text));
  }
  if (view.body.empty()) return out;
  const std::uint32_t first = view.body.front();
  const auto& blocks = view.blocks.blocks;
  for (std::uint32_t i = first > kBefore ? first - kBefore : 0; i < blocks.size() && i <= first + 1;
       ++i) {
    if (blocks[i].size > 120) continue;
    if (states[blocks[i].first].above & (kHintComment | kHintRelated)) continue;
    std::string text(view.blocks.of(blocks[i]));
    const std::string folded = lower_case(text);
    const std::size_t size = view.phrases.prefix(Phrases::Kind::kByline, folded);
    if (size > 0 && size + 1 < text.size() && !text.ends_with('?')) out.push_back(std::move(text));
  }
  return out;
}

std::vector<std::string> find_authors(const View& view, const std::string& site,
                                      const press::Press& press) {
  const Page& page = view.page;
  std::vector<std::string> names;
  const auto add = [&](std::string_view text) {
    for (std::string& name : names_in_byline(text, view.phrases, view.months)) {
      const std::string bare = skeleton(name);
      const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& other) {
        return skeleton(other) == bare;
      });
      if (!known && !bare.empty() && names.size() < 20) names.push_back(std::move(name));
    }
  };
  const std::string bare_site = skeleton(site);
  const auto drop_site = [&] {
    std::erase_if(names, [&](const std::string& name) {
      return skeleton(name) == bare_site || press.agency(name) != nullptr || name.starts_with('#');
    });
  };
  for (const std::string& author : page.linked.authors) add(author);
  drop_site();
  if (!names.empty()) return names;
  for (const Meta& meta : page.metas) {
    for (const std::string_view key :
         {"author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
          "dc.creator", "dcterms.creator", "dc.contributor", "byl", "authors", "og:article:author",
          "citation_author", "cxenseparse:author"}) {
      if (meta.name == key && meta.content.find("://") == std::string_view::npos) add(meta.content);
    }
    if (!names.empty() && names.size() >= 8) break;
  }
  drop_site();
  if (!names.empty()) return names;
  for (const std::string& line : printed_bylines(view)) {
    add(line);
    drop_site();
    if (!names.empty()) return names;
  }
  return names;
}

}  // namespace secondsource::extract
