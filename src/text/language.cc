#include "text/language.h"

#include <algorithm>
#include <utility>

namespace secondsource::text {
namespace {

std::string_view trim(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = line.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kSpace) - begin + 1);
}

Language::Entry words_of(std::string_view line) {
  Language::Entry words;
  while (!(line = trim(line)).empty()) {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    words.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return words;
}

}  // namespace

Language::Language(std::string code, std::string_view file) : code_(std::move(code)) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  Section* section = &sections_[""];
  while (!file.empty()) {
    const std::size_t newline = file.find('\n');
    const std::string_view line = trim(file.substr(0, newline));
    file.remove_prefix(newline == std::string_view::npos ? file.size() : newline + 1);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[') && line.ends_with(']')) {
      section = &sections_[std::string(trim(line.substr(1, line.size() - 2)))];
      continue;
    }
    const auto number = static_cast<std::uint32_t>(section->entries.size());
    section->entries.push_back(words_of(line));
    for (const std::string& word : section->entries.back()) section->index.add(word, number);
  }
}

const Language::Section& Language::find(std::string_view name) const {
  const auto found = sections_.find(name);
  return found == sections_.end() ? none_ : found->second;
}

const std::vector<Language::Entry>& Language::section(std::string_view name) const {
  return find(name).entries;
}

const Language::Index& Language::index(std::string_view section) const {
  return find(section).index;
}

Languages::Languages(std::vector<Language> languages)
    : languages_(std::move(languages)), none_(std::make_unique<Language>("", "")) {
  std::sort(languages_.begin(), languages_.end(),
            [](const Language& a, const Language& b) { return a.code() < b.code(); });
}

const Language& Languages::of(std::string_view tag) const {
  std::string code(tag.substr(0, tag.find_first_of("-_")));
  for (char& c : code) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto found =
      std::lower_bound(languages_.begin(), languages_.end(), code,
                       [](const Language& a, const std::string& b) { return a.code() < b; });
  return found != languages_.end() && found->code() == code ? *found : *none_;
}

}  // namespace secondsource::text
