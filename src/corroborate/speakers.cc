#include "corroborate/speakers.h"

#include <algorithm>
#include <string>

#include "corroborate/fold.h"
#include "text/name_suffix.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {

Agreement compare(const SpeakerName& a, const SpeakerName& b) {
  if (a.words.empty() || b.words.empty()) return Agreement::kUnknown;
  if (a.kind != b.kind) {
    return std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end())
               ? Agreement::kAgree
               : Agreement::kUnknown;
  }
  if (a.kind == Speaker::Kind::kOrganisation) {
    const auto& fewer = a.words.size() < b.words.size() ? a.words : b.words;
    const auto& more = a.words.size() < b.words.size() ? b.words : a.words;
    const bool part = std::all_of(fewer.begin(), fewer.end(), [&](std::uint64_t word) {
      return std::find(more.begin(), more.end(), word) != more.end();
    });
    return part ? Agreement::kAgree : Agreement::kDiffer;
  }
  if (a.words.back() != b.words.back()) {
    const bool one = a.words.size() > 1 && a.words.size() == b.words.size() &&
                     std::equal(a.words.begin(), a.words.end() - 1, b.words.begin()) &&
                     misspelt(a.surname, b.surname);
    return one ? Agreement::kAgree : Agreement::kDiffer;
  }
  const auto& shorter = a.words.size() < b.words.size() ? a.words : b.words;
  const auto& longer = a.words.size() < b.words.size() ? b.words : a.words;
  if (std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return Agreement::kAgree;
  return a.words.front() == b.words.front() || a.initial == b.initial ? Agreement::kAgree
                                                                      : Agreement::kDiffer;
}

std::string surname_of(std::string_view name) {
  std::string surname;
  for (std::string& word : name_words(name)) {
    if (!text::is_name_suffix(word)) surname = std::move(word);
  }
  return surname;
}

std::vector<std::uint64_t> speaker_words(std::string_view name, std::uint32_t& initial) {
  std::vector<std::uint64_t> hashes;
  initial = 0;
  for (const std::string& word : name_words(name)) {
    // One paper prints "Jr." and the next does not.
    if (!hashes.empty() && text::is_name_suffix(word)) continue;
    if (hashes.empty()) initial = static_cast<unsigned char>(word.front());
    hashes.push_back(text::hash_of(skeleton(word)));
  }
  return hashes;
}

bool names_nobody(const Speaker& speaker, std::string_view language, const text::Weights& weights) {
  constexpr double kCommon = 7;  // bits: of a word that names nobody by itself
  if (speaker.kind != Speaker::Kind::kOrganisation) return false;
  const std::size_t space = std::min(speaker.name.find(' '), speaker.name.size());
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || (c & '\x80') != 0; };
  if (std::any_of(speaker.name.begin() + static_cast<std::ptrdiff_t>(space), speaker.name.end(),
                  capital)) {
    return false;
  }
  const std::vector<std::string> words = name_words(speaker.name);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return weights.of(language, text::hash_of(word)) < kCommon;
  });
}

bool prints_name(const Mention& mention, std::string_view text_of_field) {
  if (!mention.speaker || mention.speaker->span.end > text_of_field.size()) return false;
  const std::vector<std::string> name = name_words(mention.speaker->name);
  const ByteSpan span = mention.speaker->span;
  if (span.empty()) return true;
  // "le directeur du musée, Florent Quillan": the office is the speaker's words, the name behind
  // it.
  if (text_of_field.substr(span.end).starts_with(", " + mention.speaker->name)) return true;
  const std::vector<std::string> printed =
      name_words(text_of_field.substr(span.begin, span.size()));
  return std::any_of(printed.begin(), printed.end(), [&](const std::string& word) {
    return std::find(name.begin(), name.end(), word) != name.end();
  });
}

bool speaker_is_source(const Mention& mention) {
  return mention.speaker &&
         std::any_of(mention.via.begin(), mention.via.end(), [&](const Via& via) {
           return via.manner == Via::Manner::kCited &&
                  (via.span.contains(mention.speaker->span) ||
                   letters_of(via.name) == letters_of(mention.speaker->name));
         });
}

}  // namespace secondsource::corroborate
