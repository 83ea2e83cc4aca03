#include "corroborate/meaning.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include "corroborate/fold.h"
#include "data/files.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kLeastStem = 3;         // letters an ending leaves
constexpr std::size_t kMostOthers = 24;       // meanings of a word beside the first
constexpr std::size_t kLeastVerb = 4;         // letters behind the mark of a participle
constexpr std::size_t kLongestCompound = 64;  // bytes

// Sections of words that hold a sentence together.
constexpr auto kGrammar = {
    "auxiliaries",     "determiners",    "pronouns m",          "pronouns f",    "pronouns plural",
    "pronouns first",  "pronouns other", "prepositions",        "subordinators", "relatives",
    "complementisers", "negations",      "linking prepositions"};

// A stemmer of this thread's: they keep what they work on.
sb_stemmer* stemmer_of(const std::string& algorithm) {
  struct Delete {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  thread_local std::map<std::string, std::unique_ptr<sb_stemmer, Delete>> stemmers;
  auto& stemmer = stemmers[algorithm];
  if (!stemmer) stemmer.reset(sb_stemmer_new(algorithm.c_str(), nullptr));
  return stemmer.get();
}

std::vector<std::string> words_of(const text::Language& file, std::string_view section) {
  std::vector<std::string> words;
  for (const auto& entry : file.section(section))
    words.insert(words.end(), entry.begin(), entry.end());
  return words;
}

// Those of meanings/CODE.tsv that have two columns.
std::vector<std::vector<std::string>> rows_of(const std::string& table, const std::string& code) {
  auto parsed = data::parse_table(table, "meanings/" + code + ".tsv");
  if (!parsed) throw std::runtime_error(parsed.error().line());
  std::erase_if(parsed->rows, [](const auto& row) { return row.size() < 2; });
  return std::move(parsed->rows);
}

// Those that blanks part.
template <typename Use>
void each_word(std::string_view words, const Use& use) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) use(words.substr(0, end));
    words.remove_prefix(std::min(words.size(), end + 1));
  }
}

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

std::string Meanings::Language::root(std::string_view folded_word) const {
  if (stemmer.empty()) return {};
  sb_stemmer* const snowball = stemmer_of(stemmer);
  const auto* const letters =
      sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(folded_word.data()),
                      static_cast<int>(folded_word.size()));
  if (letters == nullptr) return {};
  const std::string_view root(reinterpret_cast<const char*>(letters),
                              static_cast<std::size_t>(sb_stemmer_length(snowball)));
  return std::string("=").append(without_marks(root));
}

std::string Meanings::Language::form(std::string_view folded_word) const {
  std::string form = stem(folded_word);
  if (stemmer.empty() || meanings.contains(form) || grammar.contains(folded_word)) return form;
  if (std::string other = root(folded_word); meanings.contains(other)) return other;
  // "zurück|ge|bremst" has the root of "zurückbremsen".
  const auto without_mark = [&](std::string_view prefix) {
    std::string_view rest = folded_word;
    if (!rest.starts_with(prefix)) return std::string();
    rest.remove_prefix(prefix.size());
    const auto mark = std::ranges::find_if(marks, [&](const std::string& each) {
      return rest.starts_with(each) && rest.size() >= each.size() + kLeastVerb;
    });
    if (mark == marks.end()) return std::string();
    std::string verb = std::string(prefix).append(rest.substr(mark->size()));
    for (std::size_t i = 1; i < participles.size(); ++i) {
      if (!verb.ends_with(participles[i])) continue;
      verb.resize(verb.size() - participles[i].size());
      return root(verb + participles.front());
    }
    return root(verb);
  };
  if (std::string other = without_mark(""); meanings.contains(other)) return other;
  for (const std::string& prefix : prefixes) {
    if (std::string other = without_mark(prefix); meanings.contains(other)) return other;
  }
  return form;
}

void Meanings::Language::give(const std::string& form, Meaning meaning) {
  const auto [first, added] = meanings.try_emplace(form, meaning);
  if (added || first->second.key == meaning.key || meaning.weight < 0) return;
  std::vector<Meaning>& more = others[form];
  const auto same = [&](const Meaning& other) { return other.key == meaning.key; };
  if (more.size() < kMostOthers && std::ranges::none_of(more, same)) more.push_back(meaning);
}

std::vector<Meanings::Meaning> Meanings::Language::all(std::string_view folded_word) const {
  std::vector<Meaning> found;
  auto first = meanings.find(stem(folded_word));
  if (first == meanings.end()) first = meanings.find(root(folded_word));
  if (first == meanings.end() || first->second.weight == 0) return found;
  found.push_back(first->second);
  if (const auto more = others.find(first->first); more != others.end()) {
    found.insert(found.end(), more->second.begin(), more->second.end());
  }
  return found;
}

std::vector<Meanings::Meaning> Meanings::Language::of_parts(std::string_view folded_word) const {
  if (least_part == 0 || folded_word.size() > kLongestCompound) return {};
  // The longest last part that is known, for it says what the thing is.
  for (std::size_t at = least_part; at + least_part <= folded_word.size(); ++at) {
    const std::string_view last = folded_word.substr(at);
    if ((static_cast<unsigned char>(last.front()) & 0xC0) == 0x80) continue;  // within a letter
    std::vector<Meaning> found = all(last);
    if (found.empty()) continue;
    const std::vector<Meaning> first = all(folded_word.substr(0, at));
    if (first.empty()) continue;
    found.insert(found.end(), first.begin(), first.end());
    return found;
  }
  return {};
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
      for (std::size_t i = 1; i < entry.size(); ++i) {
        language.give(language.stem(text::fold(entry[i])), {meaning});
      }
    }
    language.marks = words_of(file, "participle marks");
    language.prefixes = words_of(file, "separable prefixes");
    language.participles = words_of(file, "participle endings");
    for (const std::string& letters : words_of(file, "compounds")) {
      language.least_part = static_cast<std::size_t>(std::max(0, std::atoi(letters.c_str())));
    }
    for (const std::string& algorithm : words_of(file, "stemmer")) {
      if (stemmer_of(algorithm) == nullptr) {
        throw std::runtime_error("languages/" + file.code() + ".txt: no stemmer \"" + algorithm +
                                 "\"");
      }
      language.stemmer = algorithm;
      for (const char* section : kGrammar) {
        for (const std::string& word : words_of(file, section))
          language.grammar.insert(text::fold(word));
      }
    }
  }
  for (auto& [code, language] : languages_) {
    if (code != "en") language.table = data.file("meanings/" + code + ".tsv");
  }
  others_of_english_ = data.file("meanings/en.tsv");
}

std::vector<Meanings::Meaning> Meanings::meanings_of_english(const std::string& folded_word) const {
  std::call_once(once_, [&] {
    if (others_of_english_ == nullptr) return;
    for (const std::vector<std::string>& row : rows_of(*others_of_english_, "en")) {
      std::vector<std::string>& others = others_[text::fold(row[0])];
      each_word(row[1], [&](std::string_view word) { others.push_back(text::fold(word)); });
    }
  });
  const text::Weights::Table& weights = data_.weights().table("en");
  const auto meaning = [&](const std::string& word) {
    return Meaning{of("en", word), static_cast<float>(weights.of(text::hash_of(word)))};
  };
  std::vector<Meaning> found{meaning(folded_word)};
  if (const auto others = others_.find(folded_word); others != others_.end()) {
    for (const std::string& word : others->second) found.push_back(meaning(word));
  }
  return found;
}

void Meanings::read_table(const std::string& code, Language& into) const {
  const std::vector<std::vector<std::string>> rows = rows_of(*into.table, code);
  // A word stands in several lines, as an English one does.
  std::unordered_map<std::string_view, std::array<std::string, 2>> forms;
  std::unordered_map<std::string_view, std::vector<Meaning>> english;
  // The first words of all lines come before those that may stand for them.
  std::vector<std::pair<const std::string*, std::span<const Meaning>>> further;
  for (const std::vector<std::string>& row : rows) {
    std::vector<Meaning>& found = english[row[0]];
    if (found.empty()) found = meanings_of_english(text::fold(row[0]));
    each_word(row[1], [&](std::string_view word) {
      const auto [of_word, added] = forms.try_emplace(word);
      if (added) {
        const std::string folded = text::fold(word);
        of_word->second = {into.stem(folded), into.root(folded)};
      }
      for (const std::string& form : of_word->second) {
        if (form.empty()) continue;
        into.give(form, found.front());
        if (found.size() > 1) further.emplace_back(&form, std::span(found).subspan(1));
      }
    });
  }
  for (const auto& [form, meanings] : further) {
    for (const Meaning& meaning : meanings) into.give(*form, meaning);
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
  const std::string form = known->form(folded_word);
  if (known->grammar.contains(folded_word)) return {text::hash_of(form), 0};
  const auto found = known->meanings.find(form);
  if (found == known->meanings.end()) {
    if (others != nullptr) *others = known->of_parts(folded_word);
    return {text::hash_of(form)};
  }
  if (others != nullptr && !known->others.empty()) {
    const auto more = known->others.find(form);
    if (more != known->others.end()) *others = more->second;
  }
  return found->second;
}

bool Meanings::across_languages(std::string_view code) const {
  const Language* known = language(code);
  return known != nullptr && !known->meanings.empty();
}

}  // namespace secondsource::corroborate
