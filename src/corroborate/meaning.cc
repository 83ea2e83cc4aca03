#include "corroborate/meaning.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "corroborate/fold.h"
#include "data/files.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kLeastStem = 3;   // letters an ending leaves
constexpr std::size_t kMostOthers = 3;  // meanings of a word beside the first

}  // namespace

std::string Meanings::Language::stem(std::string_view folded_word) const {
  std::string word = without_marks(folded_word);
  for (const std::string& ending : endings) {
    if (word.size() >= ending.size() + kLeastStem && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  }
  // "stopp(ed)" and "stop": an ending may have doubled the letter before it.
  if (word.size() > kLeastStem && word.back() == word[word.size() - 2]) word.pop_back();
  return word;
}

void Meanings::Language::give(std::string_view word, Meaning meaning) {
  const std::string form = stem(text::fold(word));
  const auto [first, added] = meanings.try_emplace(form, meaning);
  if (added || first->second.key == meaning.key || meaning.weight < 0) return;
  std::vector<Meaning>& more = others[form];
  const auto same = [&](const Meaning& other) { return other.key == meaning.key; };
  if (more.size() < kMostOthers && std::ranges::none_of(more, same)) more.push_back(meaning);
}

Meanings::Meanings(const Data& data) : data_(data) {
  for (const text::Language& file : data.languages().all()) {
    Language& language = languages_[file.code()];
    for (const auto& entry : file.section("endings")) {
      for (const std::string& ending : entry) language.endings.push_back(without_marks(ending));
    }
    std::sort(language.endings.begin(), language.endings.end(),
              [](const std::string& a, const std::string& b) {
                return a.size() != b.size() ? a.size() > b.size() : a < b;
              });
    for (const auto& entry : file.section("meanings")) {
      const std::uint64_t meaning = text::hash_of("meaning:" + entry.front());
      for (std::size_t i = 1; i < entry.size(); ++i) language.give(entry[i], {meaning});
    }
  }
  for (auto& [code, language] : languages_) {
    if (code != "en") language.table = data.file("meanings/" + code + ".tsv");
  }
}

void Meanings::read_table(const std::string& code, Language& into) const {
  const auto table = data::parse_table(*into.table, "meanings/" + code + ".tsv");
  if (!table) throw std::runtime_error(table.error().line());
  for (const std::vector<std::string>& row : table->rows) {
    if (row.size() < 2) continue;
    const std::string english = text::fold(row[0]);
    const Meaning meaning{of("en", english),
                          static_cast<float>(data_.weights().of("en", text::hash_of(english)))};
    std::istringstream words(row[1]);
    for (std::string word; words >> word;) into.give(word, meaning);
  }
}

const Meanings::Language* Meanings::language(std::string_view code) const {
  const auto found = languages_.find(code);
  if (found == languages_.end()) return nullptr;
  Language& language = found->second;
  if (language.table != nullptr) {
    std::call_once(language.once, [&] { read_table(found->first, language); });
  }
  return &language;
}

Meanings::Meaning Meanings::meaning(std::string_view code, std::string_view folded_word,
                                    std::vector<Meaning>* others) const {
  if (others != nullptr) others->clear();
  const Language* known = language(code);
  if (known == nullptr) return {text::hash_of(without_marks(folded_word))};
  const std::string stem = known->stem(folded_word);
  const auto found = known->meanings.find(stem);
  if (found == known->meanings.end()) return {text::hash_of(stem)};
  if (others != nullptr && !known->others.empty()) {
    const auto more = known->others.find(stem);
    if (more != known->others.end()) *others = more->second;
  }
  return found->second;
}

bool Meanings::across_languages(std::string_view code) const {
  const Language* known = language(code);
  return known != nullptr && !known->meanings.empty();
}

}  // namespace secondsource::corroborate
