#include "attribution/names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string_view>

#include "text/name_suffix.h"

namespace secondsource::attribution {

std::string printed(const Scan& scan, Range words) {
  std::string out;
  for (const char c : scan.source(scan.bytes(words))) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space) out.push_back(c);
    if (space && out.back() != ' ') out.push_back(' ');
  }
  // "U.S."
  const text::Word& last = scan.text->words[words.end - 1];
  const bool initials = words.size() > 1 && last.joint == '.' && last.span.size() == 1;
  if (initials && scan.text->source.substr(last.span.end).starts_with('.')) out.push_back('.');
  return out;
}

Range without_suffix(const Scan& scan, Range name) {
  if (name.size() > 1 && text::is_name_suffix(scan.word(name.end - 1))) --name.end;
  return name;
}

std::uint64_t name_key(const Scan& scan, std::uint32_t i) {
  constexpr std::size_t kShortest = 4;  // bytes that are left
  const std::string_view word = scan.word(i);
  for (const std::string& ending : scan.lexicon->name_endings()) {
    if (word.size() >= ending.size() + kShortest && word.ends_with(ending))
      return text::hash_of(word.substr(0, word.size() - ending.size()));
  }
  return scan.text->words[i].hash;
}

bool compatible(std::uint64_t a, std::uint64_t b) {
  const bool known = (a == kMale || a == kFemale) && (b == kMale || b == kFemale);
  return !known || a == b;
}

std::uint64_t gender_of(const Scan& scan, std::uint32_t i) {
  const std::uint64_t gender = scan.marks[i].flags & (kMale | kFemale);
  return gender == (kMale | kFemale) ? 0 : gender;
}

std::uint64_t rank_of(const Scan& scan, std::uint32_t i, std::uint32_t floor) {
  constexpr std::uint32_t kFar = 4;  // "former Deputy Foreign Affairs Minister"
  std::uint64_t rank = 0;
  for (std::uint32_t k = i; k > floor && i - k < kFar && !scan.gap(k, kBreak); --k) {
    if (scan.is(k - 1, kBeforeTitle)) {
      rank = rank * 31 + scan.text->words[k - 1].hash;
    } else if (scan.capital(k - 1) != scan.capital(i) ||
               scan.is(k - 1, kFunction | kRole | kTitle | kVerb)) {
      break;  // "met the minister", "Deputy Quill met Mayor Lind"
    }
  }
  return rank;
}

std::uint64_t given_name(const Scan& scan, std::uint32_t i) {
  if (scan.is(i, kGivenName)) return scan.marks[i].flags;
  const std::string_view word = scan.word(i);
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii || !scan.capital(i) || scan.marks[i].flags != 0 || word.size() > 64) return 0;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return 0;
  const icu::UnicodeString letters =
      decomposer->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                word.data(), static_cast<std::int32_t>(word.size()))),
                            error);
  icu::UnicodeString bare;
  for (std::int32_t k = 0; k < letters.length(); ++k) {
    if (u_charType(letters[k]) != U_NON_SPACING_MARK) bare.append(letters[k]);
  }
  std::string folded;
  bare.toUTF8String(folded);
  const std::uint64_t flags = scan.lexicon->flags(folded);
  return flags & kGivenName ? flags : 0;
}

bool opens_sentence(const Scan& scan, std::uint32_t i) {
  const Range run = scan.run_of(i);
  const auto& openers = scan.text->language->index("sentence openers");
  return i == run.first && openers.contains(scan.source(scan.bytes({i, i + 1}))) &&
         !(i + 1 < run.end && scan.capital(i + 1));
}

bool ends_as_role(const Scan& scan, std::uint32_t i) {
  const std::string_view word = scan.word(i);
  for (const auto& line : scan.text->language->section("role endings")) {
    for (const std::string& ending : line) {
      if (word.ends_with(ending)) return true;
    }
  }
  return false;
}

}  // namespace secondsource::attribution
