#include "corroborate/lead.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "corroborate/shared.h"

namespace secondsource::corroborate {
namespace {

using Kind = LeadSentence::Kind;

// Chosen on one half of the events of bench/events.cc, with the table of weights and with one that
// knows none of their names, and on stories of bench/origins.py.
constexpr std::size_t kLeadWords = 100;
constexpr std::size_t kOpeningWords = 40;
constexpr std::size_t kLongestSentence = 60;
constexpr double kRareName = 9;        // weight of a name that is not in the news every day,
constexpr double kSaying = 2.5;        // of a word that is compared,
constexpr double kBetween = 1;         // and of one that parts two names
constexpr std::size_t kNames = 2;      // that two sentences share,
constexpr std::size_t kOthers = 3;     // words beside them,
constexpr double kShared = 0.45;       // and the part of the weight of both sentences
constexpr std::size_t kBeginning = 6;  // bytes of a word
constexpr std::size_t kMostKeys = 4;

std::uint32_t beginning(const text::Text& text, std::size_t i) {
  const std::string_view word = text.word(i);
  return static_cast<std::uint32_t>(
      word.size() <= kBeginning ? text.words[i].hash : text::hash_of(word.substr(0, kBeginning)));
}

// Sums up `sentence.words`.  Whether they could be shared.
bool finish(LeadSentence& sentence) {
  std::vector<LeadSentence::Word>& words = sentence.words;
  std::ranges::sort(words, [](const auto& a, const auto& b) {
    return std::tie(a.key, a.kind, b.weight) < std::tie(b.key, b.kind, a.weight);
  });
  const auto repeated = std::ranges::unique(words, {}, &LeadSentence::Word::key);
  words.erase(repeated.begin(), repeated.end());
  std::size_t names = 0, others = 0;
  for (const LeadSentence::Word& word : words) {
    sentence.weight += word.weight;
    others += word.kind == Kind::kWord ? 1 : 0;
    if (word.kind != Kind::kName) continue;
    sentence.names |= std::uint64_t{1} << (word.key % 64);
    ++names;
  }
  return names >= kNames && others >= kOthers;
}

bool tell_the_same(const LeadSentence& a, const LeadSentence& b) {
  if ((a.names & b.names) == 0 || !(a.opens || b.opens)) return false;
  std::size_t names = 0, others = 0;
  double weight = 0;
  const auto both = [](const LeadSentence::Word& x, const LeadSentence::Word& y, Kind kind) {
    return x.kind == kind && y.kind == kind ? std::size_t{1} : 0;
  };
  each_shared(
      a.words, b.words,
      [&](std::size_t i, std::size_t j) {
        const LeadSentence::Word &x = a.words[i], &y = b.words[j];
        weight += static_cast<double>(x.weight) + y.weight;
        names += both(x, y, Kind::kName);
        others += both(x, y, Kind::kWord);
      },
      &LeadSentence::Word::key);
  return names >= kNames && others >= kOthers &&
         weight >= kShared * (static_cast<double>(a.weight) + b.weight);
}

}  // namespace

std::vector<LeadSentence> lead_of(const Article& article, const text::Text& body,
                                  const text::Weights::Table& weights,
                                  const std::function<bool(std::size_t word)>& common) {
  std::vector<LeadSentence> lead;
  for (const text::Sentence& sentence : body.sentences) {
    if (sentence.first_word >= kLeadWords) break;
    if (sentence.end_word - sentence.first_word > kLongestSentence) continue;
    if (std::ranges::any_of(article.furniture, [&](const ByteSpan& furniture) {
          return furniture.contains(sentence.span);
        })) {
      continue;
    }
    LeadSentence told;
    told.opens = sentence.first_word < kOpeningWords;
    bool apart = true;  // from the name before
    for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
      const text::Word& word = body.words[i];
      const double weight = weights.of(word.hash);
      apart |= !word.capitalised && weight >= kBetween;
      if (weight < kSaying || (word.number && word.span.size() == 1) ||
          (article.dateline && article.dateline->span.contains(word.span))) {
        continue;
      }
      Kind kind = Kind::kWord;
      if (word.capitalised && !word.number && !common(i)) {
        kind = weight >= kRareName && apart ? Kind::kName : Kind::kOther;
        apart &= weight < kRareName;
      }
      told.words.push_back({beginning(body, i), static_cast<float>(weight), kind});
    }
    if (finish(told)) lead.push_back(std::move(told));
  }
  return lead;
}

bool tell_the_same(std::span<const LeadSentence> a, std::span<const LeadSentence> b) {
  return std::ranges::any_of(a, [&](const LeadSentence& x) {
    return std::ranges::any_of(b, [&](const LeadSentence& y) { return tell_the_same(x, y); });
  });
}

void keep_lead(Keys& keys, std::span<const LeadSentence> lead, Time published) {
  std::size_t left = kMostKeys;
  for (const LeadSentence& sentence : lead) {
    std::vector<std::uint32_t> names;
    for (const LeadSentence::Word& word : sentence.words) {
      if (word.kind == Kind::kName) names.push_back(word.key);
    }
    for (std::size_t i = 1; i < names.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (left-- == 0) return;
        keep_dated(keys, mix(names[j], names[i]), published, kAllMarks);
      }
    }
  }
}

}  // namespace secondsource::corroborate
