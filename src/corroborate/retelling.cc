#include "corroborate/retelling.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "corroborate/content.h"
#include "corroborate/overlap.h"
#include "corroborate/shared.h"
#include "corroborate/speakers.h"

namespace secondsource::corroborate {
namespace {

// Below this a pair is not looked at.
constexpr std::size_t kLeastShared = 2;    // words of one meaning, or numbers
constexpr double kLeastWeight = 8;         // of them, in bits,
constexpr double kNumberWeight = 6;        // so many for a number, or
constexpr std::size_t kInOrder = 8;        // words that two quotations share in one order
constexpr std::size_t kLeastRun = 3;       // words in a row that both quote, of one subject and day
constexpr double kLeastRunWeight = 6;      // of them, in bits
constexpr std::size_t kSharedUnnamed = 3;  // where one names nobody, and of one subject and day, or
constexpr double kUnnamedPart = 0.66;      // so much of the lighter one's weight

// A logistic model of Likeness::features(), learnt from judged pairs of real articles by
// bench/retellings.
constexpr std::array<double, Likeness::kFeatures> kFactors = {
    1.87, 2.64, -0.643, 1.29, -0.283, -0.0133, -0.07, 0.177, 1.16, -1.48, 1.5, -0.255, 0.691};
constexpr double kBias = -2.9;
constexpr double kThreshold = 2;     // log odds that are enough
constexpr double kPossible = -1;     // that are worth a reader's look
constexpr double kAkin = 5;          // bits of what one speaker says twice of one thing
constexpr double kUnlikely = -1.5;   // so few that a few words in common are chance
constexpr double kStockWeight = 22;  // bits of a quotation that may be a stock phrase,
constexpr double kStockShare = 0.9;  // of which both are nearly all,
constexpr double kStockEvent = -3;   // and log odds of one event that it needs
constexpr auto kWindow = std::chrono::days(7);

double weight_of(const std::vector<float>& weights) {
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

struct Run {
  std::size_t words = 0;
  double weight = 0;
};

// The heaviest run of words that is quoted in both.
Run quoted_run(const MentionProfile& a, const MentionProfile& b) {
  const std::size_t n = std::min(a.words.size(), kAlignedWords);
  const std::size_t m = std::min(b.words.size(), kAlignedWords);
  std::vector<Run> before(m + 1), now(m + 1);
  Run heaviest;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j) {
      const bool same = a.spoken[i] && b.spoken[j] && a.words[i] == b.words[j];
      now[j + 1] = same ? Run{before[j].words + 1, before[j].weight + a.weights[i]} : Run();
      if (now[j + 1].weight > heaviest.weight) heaviest = now[j + 1];
    }
    std::swap(before, now);
  }
  return heaviest;
}

double quoted_weight(const MentionProfile& mention) {
  double weight = 0;
  for (std::size_t i = 0; i < mention.words.size(); ++i) {
    if (mention.spoken[i]) weight += mention.weights[i];
  }
  return weight;
}

// How many of the mentions of an article have a meaning.
std::size_t with(std::uint64_t meaning, const Told& among) {
  const auto some = among.mentions.first(std::min(among.mentions.size(), kMostTold));
  return static_cast<std::size_t>(std::ranges::count_if(some, [&](const MentionProfile& mention) {
    return std::ranges::binary_search(mention.meaning, meaning);
  }));
}

// The one that says less first.
std::tuple<double, double, const std::vector<std::uint64_t>&, const std::string&> order(
    const MentionProfile& mention) {
  return {weight_of(mention.meaning_weights), weight_of(mention.weights), mention.words,
          mention.mention};
}

// Whether one of them, whose speaker nobody names, tells of the other's speaker by name: then it is
// not he who says it.
bool tells_of_speaker(const MentionProfile& a, const MentionProfile& b) {
  const auto tells_of = [](const MentionProfile& unnamed, const SpeakerProfile& speaker) {
    return unnamed.speaker.words.empty() && speaker.surname != 0 &&
           std::ranges::binary_search(unnamed.bag, speaker.surname);
  };
  return tells_of(a, b.speaker) || tells_of(b, a.speaker);
}

// Two outlets in so many days: an outlet tells the next event in the words of the one before.
bool within(const StoryProfile& a, const StoryProfile& b, std::chrono::days window) {
  return a.article != b.article && (a.outlet == 0 || a.outlet != b.outlet) && a.published &&
         b.published && std::chrono::abs(*a.published - *b.published) <= window;
}

}  // namespace

bool may_retell(const StoryProfile& a, const StoryProfile& b) {
  return within(a, b, kStoryWindow) && related(a, b);
}

std::array<double, Likeness::kFeatures> Likeness::features() const {
  return {quoted * quoted,
          std::log1p(words),
          std::log1p(weight),
          std::log1p(own),
          std::log1p(missing),
          longer,
          shorter,
          event,
          number ? 1.0 : 0.0,
          unnamed ? 1.0 : 0.0,
          same_source ? 1.0 : 0.0,
          other_source ? 1.0 : 0.0,
          static_cast<double>(headlines)};
}

double Likeness::odds() const {
  const std::array<double, kFeatures> values = features();
  return std::inner_product(values.begin(), values.end(), kFactors.begin(), kBias);
}

namespace {

// All of it but `event`.
Likeness likeness_of_words(const Told& a, const Told& b) {
  const MentionProfile& shorter = a.mention();
  const MentionProfile& longer = b.mention();
  if (order(longer) < order(shorter)) return likeness_of_words(b, a);
  Likeness result;
  const double quoted = std::min(quoted_weight(shorter), quoted_weight(longer));
  result.quoted = quoted > 0 ? quoted_run(shorter, longer).weight / quoted : 0;
  result.words =
      std::min(Likeness::kWords, static_cast<double>(compare_words(shorter, longer).shared));
  each_shared(shorter.meaning, longer.meaning, [&](std::size_t i, std::size_t j) {
    const double weight = std::min(shorter.meaning_weights[i], longer.meaning_weights[j]);
    const std::size_t holders = with(shorter.meaning[i], a) + with(shorter.meaning[i], b);
    result.weight += weight;
    result.own += weight * 2 / static_cast<double>(std::max<std::size_t>(2, holders));
  });
  result.missing = weight_of(shorter.meaning_weights) - result.weight;
  result.longer = weight_of(longer.meaning_weights);
  result.shorter = static_cast<double>(shorter.words.size());
  result.number = shared(shorter.numbers, longer.numbers) > 0;
  result.unnamed = compare_speakers(shorter, longer) == Agreement::kUnknown;
  if (result.unnamed && shorter.language == longer.language) {
    result.same_source = shared(shorter.source, longer.source) > 0;
    result.other_source = !result.same_source && !shorter.source.empty() && !longer.source.empty();
  }
  result.headlines = static_cast<std::size_t>(shorter.field == Field::kTitle) +
                     static_cast<std::size_t>(longer.field == Field::kTitle);
  return result;
}

double event_of(const Told& a, const Told& b) {
  return std::clamp(story_odds(*a.story, *b.story), -Likeness::kMostEvent, Likeness::kMostEvent);
}

// Whether the odds are so many: how surely the articles are of one event costs more to know than
// all else, and seldom decides.
bool likely(const Told& a, const Told& b, double odds) {
  static_assert(kFactors[Likeness::kEvent] > 0);
  Likeness like = likeness_of_words(a, b);
  like.event = Likeness::kMostEvent;
  if (like.odds() < odds) return false;
  like.event = -Likeness::kMostEvent;
  if (like.odds() >= odds) return true;
  like.event = event_of(a, b);
  return like.odds() >= odds;
}

// Half of what one speaker is quoted with, in one order, as two translators leave common words:
// "to work two weeks more a year for the same pay".
bool in_one_order(const MentionProfile& a, const MentionProfile& b) {
  const std::size_t longer = std::max(a.words.size(), b.words.size());
  const auto enough = [&](std::size_t words) { return words >= kInOrder && 2 * words >= longer; };
  return a.kind != Mention::Kind::kIndirect && b.kind != Mention::Kind::kIndirect &&
         enough(shared(a.bag, b.bag)) && compare_speakers(a, b) == Agreement::kAgree &&
         enough(compare_words(a, b).shared);
}

}  // namespace

Likeness likeness(const Told& a, const Told& b) {
  Likeness like = likeness_of_words(a, b);
  like.event = event_of(a, b);
  return like;
}

bool worth_comparing(const Told& a, const Told& b, bool near) {
  const MentionProfile& one = a.mention();
  const MentionProfile& other = b.mention();
  if (std::max(a.at, b.at) >= kMostTold || !within(*a.story, *b.story, kWindow)) return false;
  if (!one.speech || !other.speech || numbers_disagree(one, other)) return false;
  const Agreement speakers = compare_speakers(one, other);
  if (speakers == Agreement::kDiffer || tells_of_speaker(one, other)) return false;
  const Meaning meaning = compare_meaning(one, other);
  const std::size_t numbers = shared(one.numbers, other.numbers);
  const double weight = meaning.weight + kNumberWeight * static_cast<double>(numbers);
  if (meaning.shared + numbers < kLeastShared || weight < kLeastWeight) {
    // A few plain words that somebody is quoted with.
    const auto quoted = [](const MentionProfile& mention) {
      return mention.kind != Mention::Kind::kIndirect;
    };
    if (!quoted(one) || !quoted(other) || shared(one.bag, other.bag) < kLeastRun || !near) {
      return false;
    }
    const Run run = quoted_run(one, other);
    if ((run.words < kLeastRun || run.weight < kLeastRunWeight) && !in_one_order(one, other)) {
      return false;
    }
  }
  return speakers != Agreement::kUnknown || meaning.of_shorter >= kUnnamedPart ||
         (meaning.shared >= kSharedUnnamed && near);
}

bool retells(const Told& a, const Told& b, bool near) {
  return worth_comparing(a, b, near) &&
         ((near && in_one_order(a.mention(), b.mention())) || likely(a, b, kThreshold));
}

bool may_be_one(const Told& a, const Told& b, bool near) {
  return worth_comparing(a, b, near) && likely(a, b, kPossible);
}

bool akin(const MentionProfile& a, const MentionProfile& b) {
  return a.speech && b.speech && compare_speakers(a, b) == Agreement::kAgree &&
         (in_two_languages(a, b) || compare_meaning(a, b).weight >= kAkin);
}

namespace {

// Whether two short quotations are the same words, as stock phrases are ("we will not comment on
// ongoing investigations"), of which only their articles tell what they are about.
bool stock_phrase(const Told& a, const Told& b) {
  const MentionProfile& one = a.mention();
  const MentionProfile& other = b.mention();
  if (one.article == other.article || one.language != other.language ||
      one.kind == Mention::Kind::kIndirect || other.kind == Mention::Kind::kIndirect ||
      std::min(weight_of(one.weights), weight_of(other.weights)) >= kStockWeight) {
    return false;
  }
  return compare_words(one, other).of_longer >= kStockShare;
}

// One statement as far as the two wordings tell.
bool alike(const Told& a, const Told& b, std::optional<bool> near) {
  const MentionProfile& one = a.mention();
  const MentionProfile& other = b.mention();
  if (!same_statement(one, *a.story, other, *b.story)) {
    return retells(a, b, near ? *near : may_retell(*a.story, *b.story));
  }
  return one.words == other.words || one.language != other.language ||
         !within(*a.story, *b.story, kWindow) || likely(a, b, kUnlikely);
}

}  // namespace

bool one_statement(const Told& a, const Told& b, std::optional<bool> near) {
  return alike(a, b, near) && !(stock_phrase(a, b) && event_of(a, b) < kStockEvent);
}

}  // namespace secondsource::corroborate
