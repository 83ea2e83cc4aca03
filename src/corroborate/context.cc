#include "corroborate/context.h"

#include <algorithm>
#include <array>

#include "corroborate/keys.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kContextWords = 12;  // on either side
constexpr double kSaying = 2.5;            // weight of a word that says something
constexpr std::size_t kLeastWords = 3;     // of a meaning that two sentences share,
constexpr double kLeastWeight = 14;        // and of what weight together
constexpr std::size_t kSubject = 5;        // words before a date that tell what is dated
constexpr std::size_t kFrame = 3;          // words on either side that are equal around a fact,
constexpr std::size_t kWide = 6;           // or nearly all of so many
constexpr std::size_t kWideShared = 9;     // of both sides,
constexpr std::size_t kWideSide = 3;       // and so many of each
constexpr std::size_t kLongestSentence = 60;

void order(std::vector<std::uint64_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
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

bool same_words(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
                std::size_t count) {
  const auto size = static_cast<std::ptrdiff_t>(count);
  return a.size() >= count && b.size() >= count &&
         std::equal(a.begin(), a.begin() + size, b.begin());
}

}  // namespace

void read_context(const text::Text& text, const Data& data, Seen& seen) {
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
  const bool measured = seen.fact->kind == Fact::Kind::kNumber && !seen.fact->unit.empty();
  if ((seen.fact->kind == Fact::Kind::kDate || measured) &&
      sentence.end_word - sentence.first_word <= kLongestSentence) {
    for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
      if ((i >= first && i < end) || text.words[i].number) continue;
      const double weight = weights.of(text.words[i].hash);
      if (weight >= kSaying) seen.sentence.push_back({meanings.of(language, text.word(i)), weight});
    }
    const auto meaning = &Seen::Word::meaning;
    std::ranges::sort(seen.sentence, {},
                      [](const Seen::Word& word) { return std::pair(word.meaning, -word.weight); });
    const auto repeated = std::ranges::unique(seen.sentence, {}, meaning);
    seen.sentence.erase(repeated.begin(), repeated.end());
  }
  for (auto* words : {&seen.telling, &seen.subject}) order(*words);
  for (std::string_view rest = seen.fact->what; !rest.empty();) {
    const std::size_t length = std::min(rest.find(' '), rest.size());
    seen.what = mix(seen.what, meanings.of(language, rest.substr(0, length)));
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
}

double shared_sentence(const Seen& a, const Seen& b) {
  double both = 0, all = 0;
  std::size_t words = 0;
  for (const Seen::Word& word : a.sentence) all += word.weight;
  for (const Seen::Word& word : b.sentence) all += word.weight;
  for (auto i = a.sentence.begin(), j = b.sentence.begin();
       i != a.sentence.end() && j != b.sentence.end();) {
    if (i->meaning == j->meaning) {
      both += i->weight + j->weight;
      ++words, ++i, ++j;
    } else if (i->meaning < j->meaning) {
      ++i;
    } else {
      ++j;
    }
  }
  return words >= kLeastWords && both >= 2 * kLeastWeight ? both / all : 0;
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

bool same_place(const Seen& a, const Seen& b) {
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
  return {mix(mix(1, word(seen.before, 0)), word(seen.before, 1)),
          mix(mix(2, word(seen.after, 0)), word(seen.after, 1)),
          mix(mix(3, word(seen.before, 0)), word(seen.after, 0)),
          mix(mix(4, word(seen.before, 1)), word(seen.after, 1))};
}

}  // namespace secondsource::corroborate
