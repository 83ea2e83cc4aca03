#include "corroborate/meaning.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "corroborate/fold.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kLeastStem = 3;  // letters an ending leaves

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
  meanings.try_emplace(stem(text::fold(word)), meaning);
}

Meanings::Meanings(const Data& data) {
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
    const std::string* table = data.file("meanings/" + code + ".tsv");
    if (table == nullptr || code == "en") continue;
    std::istringstream lines(*table);
    bool columns = true;  // the first line names them
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("#") || std::exchange(columns, false)) continue;
      std::istringstream words(line);
      std::string english, word;
      words >> english;
      english = text::fold(english);
      const Meaning meaning{of("en", english),
                            static_cast<float>(data.weights().of("en", text::hash_of(english)))};
      while (words >> word) language.give(word, meaning);
    }
  }
}

Meanings::Meaning Meanings::meaning(std::string_view language, std::string_view folded_word) const {
  const auto found = languages_.find(language);
  if (found == languages_.end()) return {text::hash_of(without_marks(folded_word))};
  const std::string stem = found->second.stem(folded_word);
  const auto known = found->second.meanings.find(stem);
  return known == found->second.meanings.end() ? Meaning{text::hash_of(stem)} : known->second;
}

bool Meanings::across_languages(std::string_view language) const {
  const auto found = languages_.find(language);
  return found != languages_.end() && !found->second.meanings.empty();
}

}  // namespace secondsource::corroborate
