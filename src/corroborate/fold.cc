#include "corroborate/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/characters.h"
#include "text/text.h"

namespace secondsource::corroborate {
namespace {

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Letters whose mark is part of them, which normalisation does not take apart.
constexpr std::array<std::pair<char32_t, std::string_view>, 8> kBarred = {{
    {U'ł', "l"},
    {U'ø', "o"},
    {U'đ', "d"},
    {U'ð', "d"},
    {U'þ', "th"},
    {U'æ', "ae"},
    {U'œ', "oe"},
    {U'ı', "i"},
}};

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (std::size_t at = word.find(from); at != std::string::npos;
       at = word.find(from, at + to.size())) {
    word.replace(at, from.size(), to);
  }
}

// "renner" → "rener"
void fold_repeats(std::string& word) {
  word.erase(
      std::unique(word.begin(), word.end(),
                  [](char a, char b) { return a == b && static_cast<unsigned char>(a) < 0x80; }),
      word.end());
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t up = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = up;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string without_marks(std::string_view folded_word) {
  if (ascii(folded_word)) return std::string(folded_word);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return std::string(folded_word);
  const icu::UnicodeString apart =
      nfd->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                         folded_word.data(), static_cast<int32_t>(folded_word.size()))),
                     status);
  if (U_FAILURE(status)) return std::string(folded_word);
  std::string plain;
  icu::UnicodeString kept;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const auto barred = std::find_if(kBarred.begin(), kBarred.end(), [&](const auto& letter) {
      return letter.first == static_cast<char32_t>(c);
    });
    if (barred == kBarred.end()) {
      kept.append(c);
    } else {
      kept.append(icu::UnicodeString::fromUTF8(
          icu::StringPiece(barred->second.data(), static_cast<int32_t>(barred->second.size()))));
    }
  }
  kept.toUTF8String(plain);
  return plain;
}

std::string skeleton(std::string_view folded_word) {
  std::string word = without_marks(folded_word);
  if (!ascii(word)) return word;
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"ae", "a"},
                                 {"oe", "o"},
                                 {"ue", "u"},
                                 {"ou", "u"},
                                 {"oo", "u"},
                                 {"kh", "h"},
                                 {"ph", "f"},
                                 {"ks", "x"},
                                 {"ck", "k"},
                                 {"dzh", "j"},
                                 {"zh", "j"}}) {
    replace_all(word, from, to);
  }
  for (char& c : word) {
    if (c == 'y' || c == 'j') c = 'i';
    if (c == 'w') c = 'v';
  }
  fold_repeats(word);
  replace_all(word, "ei", "i");
  return word;
}

std::string spelling(std::string_view folded_word) {
  std::string word = without_marks(folded_word);
  replace_all(word, "ou", "o");
  std::replace(word.begin(), word.end(), 'z', 's');
  fold_repeats(word);
  if (word.size() > 4 && word.ends_with("re")) {
    word.replace(word.size() - 2, 2, "er");
  }
  return word;
}

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  const std::string folded = text::fold(name);
  const text::Characters& characters = text::Characters::get();
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= folded.size();) {
    const bool end = at == folded.size();
    const text::Decoded c = end ? text::Decoded{0, 1} : text::decode(folded, at);
    if (end || (characters[c.c] & text::Characters::kWord) == 0) {
      if (at > begin) {
        words.push_back(without_marks(std::string_view(folded).substr(begin, at - begin)));
      }
      begin = at + c.size;
    }
    at += c.size;
  }
  return words;
}

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const std::string& word : name_words(name)) letters += word;
  return letters;
}

bool misspelt(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < 4 || a.starts_with(b) || b.starts_with(a)) return false;
  // "America" and "American" are forms of one word, "labour" and "labor" spellings; but a letter
  // that is doubled makes another name: "Philip" and "Phillip".
  std::string x(a), y(b);
  fold_repeats(x);
  fold_repeats(y);
  if (x != y && spelling(a) == spelling(b)) return false;
  return edit_distance(a, b) <= (shorter >= 7 ? 2u : 1u);
}

}  // namespace secondsource::corroborate
