#include "corroborate/story.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "corroborate/correction.h"
#include "corroborate/fold.h"
#include "corroborate/keys.h"
#include "corroborate/order.h"
#include "corroborate/quoted.h"
#include "corroborate/shared.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

// Chosen on one half of 52 events told by three outlets each, among 11,700 other articles
// (bench/events.cc), and on half of 392 articles of nine outlets with those likest to each
// (bench/stories.py); the other halves were kept for measuring.
constexpr double kLeastWeight = 1.4;     // of a word that says anything of an event, in bits
constexpr double kMostWeight = 9;        // more than this tells of rare words, not of rare events
constexpr double kMostPairWeight = 12;   // of two capitalised words that stand together,
constexpr double kPairFactor = 1.5;      // which name more than each of them
constexpr double kNumberFactor = 0.3;    // tables are full of numbers
constexpr float kTitleCount = 2;         // a word of the title counts so often
constexpr std::size_t kHeadlines = 4;    // that a notice names
constexpr float kLeadCount = 1.5;        // and so one of the lead,
constexpr std::size_t kLeadWords = 100;  // which is this long
constexpr std::size_t kEarlyWords = 40;  // of a body, beside its headline
// Log odds of one event, learnt as a logistic model:
constexpr double kBias = -1.6;
constexpr double kAll = 2.3;         // times the cosine of the profiles, less its largest part,
constexpr double kEarly = 6.2;       // that of what stands early in both,
constexpr double kPlain = 16.3;      // and what words that are no names give of the first;
constexpr double kMostPlain = 0.12;  // at most so much of it, for tables are full of it;
constexpr double kDay = -0.54;       // for each day between them; two of an event are of one day
constexpr double kScant = -8.4;      // in proportion to what a profile lacks of being full
constexpr double kMostScant =
    0.2;  // of which more is a table's mark where no times tell them apart;
constexpr double kOneOutlet = -3.0;  // an outlet repeats its own phrases from day to day
constexpr double kUndated = -2.2;    // where a time of publication is missing
// And beside that:
constexpr double kSameNames = 0.15;     // cosine of their names alone
constexpr double kSameForeign = 0.22;   // the same between two languages, less its largest part
constexpr std::size_t kLeastTerms = 6;  // terms shared,
constexpr std::size_t kLeastNames = 4;  // and names between languages
constexpr auto kLeadWindow =
    std::chrono::days(2);              // between two leads that tell one fact, or two quotes
constexpr std::size_t kDatedKeys = 8;  // the heaviest terms, each with its days
constexpr auto kTellingWindow = std::chrono::days(6);  // between two prints of one text
constexpr std::size_t kUndatedKeys = 4;                // the heaviest terms, in pairs

struct Counted {
  std::uint64_t hash = 0;
  float count = 0;
  std::uint32_t upper = 0, lower = 0;  // capitalised where nothing else calls for it, or not
  bool number = false;
  bool early = false;
  std::size_t first = 0;  // where it stands, to read it again
  const text::Text* text = nullptr;
};

bool in_furniture(const Article& article, ByteSpan span) {
  const auto after = std::upper_bound(
      article.furniture.begin(), article.furniture.end(), span.begin,
      [](std::uint32_t byte, const ByteSpan& furniture) { return byte < furniture.begin; });
  return after != article.furniture.begin() && std::prev(after)->contains(span);
}

// The words of an article, each once.
class Counts {
 public:
  explicit Counts(std::size_t words) : slots_(std::bit_ceil(2 * words + 2), kNone) {
    words_.reserve(words / 2 + 16);
  }
  Counted& of(const text::Text& text, std::size_t at) {
    const std::uint64_t hash = text.words[at].hash;
    std::size_t i = hash & (slots_.size() - 1);
    while (slots_[i] != kNone && words_[slots_[i]].hash != hash) i = (i + 1) & (slots_.size() - 1);
    if (slots_[i] == kNone) {
      slots_[i] = static_cast<std::uint32_t>(words_.size());
      words_.push_back({hash, 0, 0, 0, text.words[at].number, false, at, &text});
    }
    return words_[slots_[i]];
  }
  const std::vector<Counted>& all() const { return words_; }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  std::vector<std::uint32_t> slots_;  // of words_, a power of two
  std::vector<Counted> words_;
};

void count_title(const text::Text& title, Counts& counts) {
  for (std::size_t i = 0; i < title.words.size(); ++i) {
    Counted& counted = counts.of(title, i);
    counted.count += kTitleCount;
    counted.early = true;
  }
}

void count_body(const Article& article, const text::Text& body, Counts& counts) {
  std::size_t seen = 0;
  for (const text::Sentence& sentence : body.sentences) {
    for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
      const text::Word& word = body.words[i];
      if (!article.furniture.empty() && in_furniture(article, word.span)) continue;
      Counted& counted = counts.of(body, i);
      if (seen < kEarlyWords) counted.early = true;
      counted.count += seen++ < kLeadWords ? kLeadCount : 1;
      if (!word.capitalised) {
        ++counted.lower;
      } else if (i > sentence.first_word) {
        ++counted.upper;
      }
    }
  }
}

// Of a word without its marks, so that "São" is "Sao".
std::uint64_t plain_hash(const text::Text& text, std::size_t i) {
  const std::string_view folded = text.word(i);
  const bool ascii =
      std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? text.words[i].hash : text::hash_of(without_marks(folded));
}

// Names of two words: the first and last name of a person, a place, a law.
void add_pairs(const Article& article, const text::Text& body, const Data& data,
               std::vector<StoryProfile::Term>& terms) {
  struct Pair {
    float count = 0;
    double weight = 0;
    bool early = false;
  };
  std::unordered_map<std::uint64_t, Pair> pairs;
  const text::Weights::Table& weights = data.weights().table(article.language);
  std::size_t early = kEarlyWords;  // words outside of furniture to come
  for (std::size_t i = 1; i < body.words.size(); ++i) {
    const text::Word& first = body.words[i - 1];
    const text::Word& second = body.words[i];
    if (early > 0 && (article.furniture.empty() || !in_furniture(article, first.span))) --early;
    if (!first.capitalised || !second.capitalised || second.span.begin != first.span.end + 1 ||
        (second.joint != ' ' && second.joint != '-')) {
      continue;
    }
    if (!article.furniture.empty() && in_furniture(article, second.span)) continue;
    const double a = weights.of(first.hash);
    const double b = weights.of(second.hash);
    if (a < 1 || b < 1) continue;  // grammar at the head of a sentence
    Pair& pair = pairs[mix(plain_hash(body, i - 1), plain_hash(body, i))];
    ++pair.count;
    pair.weight = std::min(kMostPairWeight, a + b);
    if (early > 0) pair.early = true;
  }
  for (const auto& [key, pair] : pairs) {
    terms.push_back({key, static_cast<float>(kPairFactor * std::sqrt(pair.count) * pair.weight),
                     true, pair.early});
  }
}

// Its own headline, and those that a notice withdraws or corrects.
std::vector<std::uint64_t> headlines(const Article& article, const text::ArticleText& text,
                                     const text::Weights::Table& weights, const Data& data) {
  std::vector<std::uint64_t> keys;
  for (const auto& [of, first, end] : headlines_of(text, notice_of(article, text, data))) {
    if (keys.size() > kHeadlines) break;
    keys.push_back(headline_key(*of, first, end, weights));
  }
  std::erase(keys, 0);
  std::ranges::sort(keys);
  return keys;
}

// Whether the leads tell the same, or the same is quoted or stands above them, to readers of two
// outlets.
bool tell_alike(const StoryProfile& a, const StoryProfile& b) {
  return a.outlet != 0 && b.outlet != 0 && a.outlet != b.outlet && a.published && b.published &&
         std::chrono::abs(*a.published - *b.published) <= kLeadWindow &&
         (tell_the_same(a.lead, b.lead) || shared(a.quoted, b.quoted) > 0 ||
          shared(a.headlines, b.headlines) > 0);
}

bool heavier(const StoryProfile::Term& a, const StoryProfile::Term& b) {
  return std::tie(b.weight, a.key) < std::tie(a.weight, b.key);
}

template <typename Counts>
double length_of(const std::vector<StoryProfile::Term>& terms, const Counts& counts) {
  double sum = 0;
  for (const StoryProfile::Term& term : terms) {
    if (counts(term)) sum += static_cast<double>(term.weight) * term.weight;
  }
  return std::sqrt(sum);
}

struct Likeness {
  double all = 0, names = 0;  // cosines
  double other_names = 0;     // `names` without the name that gives most
  double largest = 0;         // part of `all`: what one name gives
  double plain = 0;           // and what words that are no names do
  double early = 0;           // cosine of what stands early in both
  std::size_t terms = 0, shared_names = 0;
};

Likeness likeness(const StoryProfile& a, const StoryProfile& b) {
  Likeness like;
  double largest_name = 0;
  each_shared(
      a.terms, b.terms,
      [&](std::size_t i, std::size_t j) {
        const double product = static_cast<double>(a.terms[i].weight) * b.terms[j].weight;
        like.all += product;
        like.largest = std::max(like.largest, product);
        ++like.terms;
        if (a.terms[i].early && b.terms[j].early) like.early += product;
        if (a.terms[i].name && b.terms[j].name) {
          like.names += product;
          largest_name = std::max(largest_name, product);
          ++like.shared_names;
        } else {
          like.plain += product;
        }
      },
      &StoryProfile::Term::key);
  const double names = a.names * b.names;
  like.other_names = names > 0 ? (like.names - largest_name) / names : 0;
  like.names = names > 0 ? like.names / names : 0;
  like.early = a.early * b.early > 0 ? like.early / (a.early * b.early) : 0;
  return like;
}

}  // namespace

double story_odds(const StoryProfile& a, const StoryProfile& b) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  using Days = std::chrono::duration<double, std::chrono::days::period>;
  std::optional<Days> between;
  if (a.published && b.published) between = std::chrono::abs(*a.published - *b.published);
  if (between && *between > kStoryWindow) return kNever;
  const Likeness like = likeness(a, b);
  if (!a.language.empty() && !b.language.empty() && a.language != b.language) {
    return like.other_names >= kSameForeign && like.shared_names >= kLeastNames ? 0 : kNever;
  }
  if (like.names < kSameNames || like.terms < kLeastTerms) return tell_alike(a, b) ? 0 : kNever;
  const double full = static_cast<double>(std::min(a.terms.size(), b.terms.size())) /
                      static_cast<double>(StoryProfile::kTerms);
  const bool one_outlet = a.outlet != 0 && a.outlet == b.outlet;
  // One name they share, however rare, is no event.
  const double odds = kBias + kAll * (like.all - like.largest) + kEarly * like.early +
                      kPlain * std::min(like.plain, kMostPlain) +
                      kScant * (between ? std::min(1 - full, kMostScant) : 1 - full) +
                      (one_outlet ? kOneOutlet : 0) +
                      (between ? kDay * between->count() : kUndated);
  return odds < 0 && tell_alike(a, b) ? 0 : odds;
}

StoryProfile story_profile(const Article& article, const text::ArticleText& text,
                           std::span<const Fact> facts, const Data& data) {
  StoryProfile profile;
  profile.article = article.id;
  profile.language = article.language;
  if (!article.outlet.key().empty()) profile.outlet = text::hash_of(article.outlet.key());
  profile.published = article.published;
  profile.form = article.form;

  Counts counts(text.title.words.size() + text.body.words.size());
  count_title(text.title, counts);
  count_body(article, text.body, counts);

  // A language without a table of words gives all of them one weight: then only names and numbers
  // tell an event.
  const text::Weights::Table& weights = data.weights().table(article.language);
  const bool table = weights.of(0) > text::Weights::kRarest / 2;
  std::vector<StoryProfile::Term> terms;
  terms.reserve(counts.all().size());
  for (const Counted& word : counts.all()) {
    const double weight = weights.of(word.hash);
    const bool name = word.number || word.upper > word.lower;
    if (weight < kLeastWeight || !(table || name)) continue;
    terms.push_back({name ? plain_hash(*word.text, word.first) : word.hash,
                     static_cast<float>(std::sqrt(word.count) * std::min(weight, kMostWeight) *
                                        (word.number ? kNumberFactor : 1)),
                     name, word.early});
  }
  add_pairs(article, text.body, data, terms);
  // Dates as facts are the same in all languages.
  for (const Fact& fact : facts) {
    if (fact.kind != Fact::Kind::kDate || fact.value.size() != 10) continue;
    terms.push_back({text::hash_of("date:" + fact.value),
                     static_cast<float>(kMostWeight * kNumberFactor), true, false});
  }
  std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
    return std::tie(a.key, b.weight) < std::tie(b.key, a.weight);
  });
  for (std::size_t i = terms.size(); i-- > 1;) {
    if (terms[i - 1].key == terms[i].key) terms[i - 1].early |= terms[i].early;
  }
  terms.erase(std::unique(terms.begin(), terms.end(),
                          [](const auto& a, const auto& b) { return a.key == b.key; }),
              terms.end());
  if (terms.size() > StoryProfile::kTerms) {
    const auto end = terms.begin() + StoryProfile::kTerms;
    std::nth_element(terms.begin(), end, terms.end(), heavier);
    terms.erase(end, terms.end());
    std::sort(terms.begin(), terms.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
  }
  const double length = length_of(terms, [](const StoryProfile::Term&) { return true; });
  for (StoryProfile::Term& term : terms) {
    term.weight = static_cast<float>(term.weight / length);
  }
  profile.names = length_of(terms, [](const StoryProfile::Term& term) { return term.name; });
  profile.early = length_of(terms, [](const StoryProfile::Term& term) { return term.early; });
  profile.terms = std::move(terms);
  if (table && profile.outlet != 0 && profile.published) {
    profile.lead = lead_of(article, text.body, weights,
                           [&](std::size_t i) { return counts.of(text.body, i).lower > 0; });
    profile.quoted = quoted_runs(article, text.body, weights);
    profile.headlines = headlines(article, text, weights, data);
  }
  return profile;
}

Keys story_keys(const StoryProfile& profile) {
  std::vector<StoryProfile::Term> heaviest = profile.terms;
  const std::size_t count = std::min(kDatedKeys, heaviest.size());
  std::partial_sort(heaviest.begin(), heaviest.begin() + static_cast<std::ptrdiff_t>(count),
                    heaviest.end(), heavier);
  heaviest.resize(count);

  Keys keys;
  if (profile.published) {
    for (const StoryProfile::Term& term : heaviest) {
      keep_dated(keys, term.key, *profile.published, kAllMarks);
    }
    keep_lead(keys, profile.lead, *profile.published);
    keep_quoted(keys, profile.quoted, *profile.published);
    keep_quoted(keys, profile.headlines, *profile.published);
  }
  for (std::size_t i = 0; i < std::min(count, kUndatedKeys); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto [low, high] = std::minmax(heaviest[i].key, heaviest[j].key);
      keep(keys, mix(low, high), kAllMarks);
    }
  }
  finish(keys);
  return keys;
}

std::vector<std::size_t> tellings(std::span<const std::optional<Time>> published) {
  std::vector<std::size_t> order(published.size()), story(published.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::size_t i) { return published[i]; });
  if (order.empty() || !published[order.front()]) return story;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const bool later = *published[order[i]] - *published[order[i - 1]] > kTellingWindow;
    story[order[i]] = story[order[i - 1]] + (later ? 1 : 0);
  }
  return story;
}

bool same_story(const StoryProfile& a, const StoryProfile& b) {
  return a.joins() && b.joins() && story_odds(a, b) >= 0;
}

bool attaches(const StoryProfile& loose, const StoryProfile& member) {
  return !loose.joins() && member.joins() && story_odds(loose, member) >= 0;
}

Story make_story(std::span<const FactsOf> members, std::span<const Family* const> families,
                 const Data& data) {
  Story story;
  std::vector<const Article*> articles;
  for (const FactsOf& member : members) articles.push_back(member.article);
  std::sort(articles.begin(), articles.end(),
            [](const Article* a, const Article* b) { return comes_before(*a, *b); });
  std::vector<std::string> sorted;
  for (const Article* article : articles) {
    story.articles.push_back(article->id);
    sorted.push_back(article->id);
    if (!article->outlet.key().empty()) story.outlets.push_back(article->outlet.key());
    if (!article->published) continue;
    if (!story.first) story.first = article->published;
    story.last = article->published;
  }
  std::sort(sorted.begin(), sorted.end());
  for (const Family* family : families) {
    if (std::any_of(family->members.begin(), family->members.end(), [&](const std::string& id) {
          return std::binary_search(sorted.begin(), sorted.end(), id);
        })) {
      story.families.push_back(family->id);
    }
  }
  for (std::vector<std::string>* list : {&story.outlets, &story.families}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  // An article that joins no story cannot be the one that a story is named after.
  const auto named = std::find_if(articles.begin(), articles.end(), [](const Article* article) {
    return article->form == Article::Form::kArticle;
  });
  if (!articles.empty()) {
    story.id = derived_id("story", (named == articles.end() ? articles.front() : *named)->id);
  }
  story.discrepancies = discrepancies(members, data);
  story.corrections = corrections(members, families, data);
  return story;
}

}  // namespace secondsource::corroborate
