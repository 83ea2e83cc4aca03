#include "corroborate/context.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <tuple>

#include "corroborate/keys.h"
#include "facts/facts.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kContextWords = 12;  // on either side
constexpr double kTelling = 3.5;           // weight of a word that tells what a sentence is about
constexpr std::size_t kSubject = 5;        // words before a date that tell what is dated
constexpr std::size_t kSaid = 3;        // words between a day and the verb of what was said on it
constexpr std::size_t kFrame = 3;       // words on either side that are equal around a fact,
constexpr std::size_t kWide = 6;        // or nearly all of so many
constexpr std::size_t kWideShared = 9;  // of both sides,
constexpr std::size_t kWideSide = 3;    // and so many of each
constexpr std::size_t kLongestClause = 60;
constexpr std::size_t kFramed = 4;          // other words of a sentence that frame a fact,
constexpr std::size_t kFramedTelling = 2;   // and of them telling ones
constexpr std::size_t kSeveral = SIZE_MAX;  // sentences
constexpr double kWorthAWord = 1.8;  // weight of a word that counts when clauses are compared,
constexpr double kHeaviest = 8;      // and what a word that no table knows counts there

constexpr std::string_view kParting[] = {",",      ";",      ":",      "(",      ")",      "\u2013",
                                         "\u2014", "\"",     "\u201C", "\u201D", "\u201E", "\u00AB",
                                         "\u00BB", "\u060C", "\u3001", "\uFF0C"};

void order(std::vector<std::uint64_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

void order(std::vector<Weighed>& words) {
  std::sort(words.begin(), words.end(), [](const Weighed& a, const Weighed& b) {
    return std::tie(a.meaning, a.weight, a.name) < std::tie(b.meaning, b.weight, b.name);
  });
  const auto same = [](const Weighed& a, const Weighed& b) { return a.meaning == b.meaning; };
  words.erase(std::unique(words.begin(), words.end(), same), words.end());
}

// Whether a comma, a dash, a bracket or a quotation mark stands before a word.
bool parted(const text::Text& text, std::size_t word) {
  if (text.words[word].joint != ' ') return false;  // "1,140"
  const std::uint32_t end = text.words[word - 1].span.end;
  const std::string_view gap = text.slice({end, text.words[word].span.begin});
  return std::any_of(std::begin(kParting), std::end(kParting), [&](std::string_view mark) {
    return gap.find(mark) != std::string_view::npos;
  });
}

// Words that two short runs share in order.
std::size_t in_order(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::array<std::size_t, kWide + 1> row{};
  const std::size_t rows = std::min(kWide, a.size()), columns = std::min(kWide, b.size());
  for (std::size_t i = 0; i < rows; ++i) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      const std::size_t up = row[j + 1];
      row[j + 1] = a[i] == b[j] ? diagonal + 1 : std::max(row[j], up);
      diagonal = up;
    }
  }
  return row[columns];
}

}  // namespace

bool to_come(const Article& article, const Fact& fact) {
  if (fact.kind != Fact::Kind::kDate || !article.published) return false;
  return fact.value > facts::value_of(std::chrono::floor<std::chrono::days>(*article.published));
}

std::uint64_t kind_of_place(const Fact& fact, const text::Language& language) {
  if (fact.kind != Fact::Kind::kPlace && fact.kind != Fact::Kind::kName) return 0;
  const std::size_t space = fact.value.rfind(' ');
  if (space == std::string::npos) return 0;
  const std::string last = text::fold(fact.value.substr(space + 1));
  return language.index("kinds of places").contains(last) ? text::hash_of(last) : 0;
}

bool same_words(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
                std::size_t count) {
  const auto size = static_cast<std::ptrdiff_t>(count);
  return a.size() >= count && b.size() >= count &&
         std::equal(a.begin(), a.begin() + size, b.begin());
}

LoneWords::LoneWords(const text::Text& text, const Data& data, const std::string& language) {
  const text::Weights::Table& weights = data.weights().table(language);
  const auto& meanings = data.derived<Meanings>();
  for (std::size_t sentence = 0; sentence < text.sentences.size(); ++sentence) {
    for (std::size_t i = text.sentences[sentence].first_word; i < text.sentences[sentence].end_word;
         ++i) {
      if (text.words[i].number || weights.of(text.words[i].hash) < kTelling) continue;
      const auto [at, added] =
          sentences_.try_emplace(meanings.of(language, text.word(i)), sentence);
      if (at->second != sentence) at->second = kSeveral;
    }
  }
}

bool LoneWords::contains(std::uint64_t meaning) const {
  const auto found = sentences_.find(meaning);
  return found != sentences_.end() && found->second != kSeveral;
}

void read_context(const text::Text& text, const Data& data, const LoneWords& lone, Seen& seen) {
  const ByteSpan span = seen.fact->span;
  const std::size_t first = text.word_at(span.begin), end = text.word_at(span.end);
  if (first >= text.words.size() || first >= end || text.sentences.empty()) return;
  const std::size_t number = text.sentence_of(first);
  const text::Sentence& sentence = text.sentences[number];
  seen.sentence_number = static_cast<std::uint32_t>(number);
  std::size_t from = number, to = number;  // sentences of its paragraph that are near
  while (from > 0 && text.sentences[from - 1].paragraph == sentence.paragraph &&
         text.sentences[from].first_word + kContextWords > first) {
    --from;
  }
  while (to + 1 < text.sentences.size() && text.sentences[to + 1].paragraph == sentence.paragraph &&
         text.sentences[to].end_word < end + kContextWords) {
    ++to;
  }
  const auto& meanings = data.derived<Meanings>();
  const std::string& language = seen.article->language;
  const text::Weights::Table& weights = data.weights().table(language);
  const auto take = [&](std::size_t i, std::vector<std::uint64_t>& into) {
    const text::Word& word = text.words[i];
    if (word.number || weights.of(word.hash) < kTelling) return;
    into.push_back(meanings.of(language, text.word(i)));
  };
  for (std::size_t i = first; i > text.sentences[from].first_word; --i) {
    if (seen.before.size() == kContextWords) break;
    if (seen.before.size() < kSubject) take(i - 1, seen.subject);
    seen.before.push_back(text.words[i - 1].hash);
    take(i - 1, seen.telling);
  }
  for (std::size_t i = end; i < text.sentences[to].end_word; ++i) {
    if (seen.after.size() == kContextWords) break;
    seen.after.push_back(text.words[i].hash);
    take(i, seen.telling);
  }
  if (seen.fact->kind == Fact::Kind::kNumber && end < sentence.end_word &&
      weights.of(text.words[end].hash) >= kWorthAWord && !text.words[end].number) {
    seen.counted = meanings.of(language, text.word(end));
  }
  if (seen.fact->kind == Fact::Kind::kDate) {
    const text::Language::Index& verbs = text.language->index("speech verbs");
    const std::size_t from_word =
        first > sentence.first_word + kSaid ? first - kSaid : sentence.first_word;
    const std::size_t to_word = std::min<std::size_t>(end + kSaid, sentence.end_word);
    for (std::size_t i = from_word; i < to_word; ++i) {
      seen.of_saying |= (i < first || i >= end) && verbs.contains(text.word(i));
    }
  }
  for (auto* words : {&seen.telling, &seen.subject}) order(*words);
  const Fact& fact = *seen.fact;
  for (std::string_view rest = fact.what; !rest.empty();) {
    const std::size_t length = std::min(rest.find(' '), rest.size());
    seen.what = mix(seen.what, meanings.of(language, rest.substr(0, length)));
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  std::size_t framed = 0, framed_telling = 0;
  std::uint64_t frame = 1;
  const bool short_enough = sentence.end_word - sentence.first_word <= kLongestClause;
  for (std::size_t i = sentence.first_word; short_enough && i < sentence.end_word; ++i) {
    if (i == first) frame = mix(frame, 2);
    if (i >= first && i < end) continue;
    frame = mix(frame, text.words[i].hash);
    ++framed;
    framed_telling += weights.of(text.words[i].hash) >= kTelling;
  }
  if (framed >= kFramed && framed_telling >= kFramedTelling) seen.frame = frame;
  seen.to_come = to_come(*seen.article, fact);
  if (fact.kind == Fact::Kind::kNumber && !seen.only_copied) {
    const std::string_view last =
        std::string_view(fact.what).substr(fact.what.find_last_of(' ') + 1);
    seen.toll = fact.unit == "people" && text.language->index("counted states").contains(last);
  }
  std::size_t clause = first, clause_end = end;
  const auto longest = [&] { return clause_end - clause > kLongestClause; };
  while (clause > sentence.first_word && !parted(text, clause) && !longest()) --clause;
  while (clause_end < sentence.end_word && !parted(text, clause_end) && !longest()) ++clause_end;
  if (longest()) return;
  const auto counts = [&](std::size_t i) {
    const text::Word& word = text.words[i];
    return (i < first || i >= end) && !word.number && weights.of(word.hash) >= kWorthAWord;
  };
  // "On 6 March, with the tide, tugs will try again": a day to come goes with its sentence.  What
  // happened on days that are past is too much to tell apart by that.
  std::size_t telling = 0;
  for (std::size_t i = clause; i < clause_end; ++i) telling += counts(i);
  if (telling == 0 && short_enough && seen.to_come) {
    clause = sentence.first_word;
    clause_end = sentence.end_word;
  }
  // Headlines capitalise what they like, German all nouns.
  const bool names_are_capitalised =
      fact.field == Field::kText && text.language->section("nouns are capitalised").empty();
  for (std::size_t i = clause; i < clause_end; ++i) {
    const text::Word& word = text.words[i];
    const double weight = std::min(weights.of(word.hash), kHeaviest);
    if (!counts(i)) continue;
    const bool name = word.capitalised && i > sentence.first_word && names_are_capitalised;
    seen.clause.push_back({meanings.of(language, text.word(i)), weight, name});
  }
  order(seen.clause);
  for (const Weighed& word : seen.clause) {
    if (!word.name && lone.contains(word.meaning)) seen.lone.push_back(word.meaning);
  }
  if (seen.only_copied) seen.clause.clear();
}

void find_figures(const Article& article, const text::Text& text, Field field,
                  std::vector<Fact>& facts) {
  std::vector<ByteSpan> taken;
  for (const Fact& fact : facts) {
    if (fact.field == field) taken.push_back(fact.span);
  }
  for (const ByteSpan& furniture : article.furniture) {
    if (field == Field::kText) taken.push_back(furniture);
  }
  std::sort(taken.begin(), taken.end());
  auto next = taken.begin();
  for (std::size_t i = 0; i < text.words.size();) {
    const std::size_t first = i++;
    if (!text.words[first].number) continue;
    while (i < text.words.size() && text.words[i].number && text.words[i].joint != ' ') ++i;
    const ByteSpan span{text.words[first].span.begin, text.words[i - 1].span.end};
    while (next != taken.end() && next->end <= span.begin) ++next;
    if (next != taken.end() && next->begin < span.end) continue;
    std::string value;
    for (const char c : text.slice(span)) {
      if (c != ',') value.push_back(c);
    }
    if (value.find_first_not_of("0123456789.") != std::string::npos) continue;
    Fact& fact = facts.emplace_back();
    fact.article = article.id;
    fact.field = field;
    fact.span = span;
    fact.value = std::move(value);
  }
}

void find_places(const Article& article, const text::Text& text, Field field,
                 std::vector<Fact>& facts) {
  constexpr std::size_t kLongestPlace = 3;
  const text::Language::Index& before = text.language->index("before places in copies");
  if (before.empty()) return;
  const text::Language::Index& months = text.language->index("months");
  std::vector<ByteSpan> taken;
  std::set<std::string, std::less<>> people;  // last words of names
  for (const Fact& fact : facts) {
    if (fact.kind != Fact::Kind::kName) {
      if (fact.field == field) taken.push_back(fact.span);
    } else if (const std::size_t last = fact.value.rfind(' '); last != std::string::npos) {
      people.insert(fact.value.substr(last + 1));
    }
  }
  std::sort(taken.begin(), taken.end());
  const auto capital = [&](std::size_t i) {
    return text.words[i].capitalised && !text.words[i].number;
  };
  for (std::size_t i = 1; i < text.words.size(); ++i) {
    if (!capital(i) || text.words[i].joint != ' ' || parted(text, i)) continue;
    if (!before.contains(text.word(i - 1)) || text.sentence_of(i) != text.sentence_of(i - 1))
      continue;
    if (months.contains(text.slice(text.words[i].span))) continue;
    std::size_t end = i + 1;
    while (end < text.words.size() && end - i <= kLongestPlace && capital(end) &&
           text.words[end].joint != '\'' && !parted(text, end) &&
           text.sentence_of(end) == text.sentence_of(i)) {
      ++end;
    }
    const ByteSpan span{text.words[i].span.begin, text.words[end - 1].span.end};
    const auto next = std::ranges::lower_bound(taken, span.begin, std::less(),
                                               [](ByteSpan each) { return each.end - 1; });
    if (end - i > kLongestPlace || (next != taken.end() && next->begin < span.end) ||
        people.contains(text.slice(text.words[end - 1].span))) {
      continue;
    }
    Fact& fact = facts.emplace_back();
    fact.article = article.id;
    fact.kind = Fact::Kind::kPlace;
    fact.field = field;
    fact.span = span;
    fact.value = std::string(text.slice(span));
  }
}

bool same_place(const Seen& a, const Seen& b) {
  if (a.frame != 0 && a.frame == b.frame) return true;
  // What may be no place asks for the whole sentence.
  if (a.fact->kind == Fact::Kind::kPlace && (a.only_copied || b.only_copied)) return false;
  const bool begins = a.before.size() < kFrame && b.before.size() < kFrame;
  const bool ends = a.after.size() < kFrame && b.after.size() < kFrame;
  if (begins || ends) {
    return begins != ends && (begins ? same_words(a.after, b.after, kWide) && a.before == b.before
                                     : same_words(a.before, b.before, kWide) && a.after == b.after);
  }
  if (same_words(a.before, b.before, kFrame) && same_words(a.after, b.after, kFrame)) return true;
  const std::size_t before = in_order(a.before, b.before), after = in_order(a.after, b.after);
  return before >= kWideSide && after >= kWideSide && before + after >= kWideShared;
}

std::vector<std::uint64_t> place_keys(const Seen& seen) {
  const auto word = [](const std::vector<std::uint64_t>& words, std::size_t i) {
    return i < words.size() ? words[i] : 0;
  };
  // One edit beside a fact spoils two of them at most.
  std::vector<std::uint64_t> keys = {mix(mix(1, word(seen.before, 0)), word(seen.before, 1)),
                                     mix(mix(2, word(seen.after, 0)), word(seen.after, 1)),
                                     mix(mix(3, word(seen.before, 0)), word(seen.after, 0)),
                                     mix(mix(4, word(seen.before, 1)), word(seen.after, 1))};
  if (seen.frame != 0) keys.push_back(mix(6, seen.frame));
  return keys;
}

}  // namespace secondsource::corroborate
