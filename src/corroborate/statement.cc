#include "corroborate/statement.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>
#include <tuple>
#include <utility>

#include "corroborate/content.h"
#include "corroborate/fold.h"
#include "corroborate/meaning.h"
#include "corroborate/overlap.h"
#include "corroborate/shared.h"
#include "corroborate/speakers.h"
#include "corroborate/translation.h"
#include "text/name_suffix.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr float kContentWeight = 3;  // of a word that is more than grammar, in bits,
constexpr float kSourceWeight = 2;   // and of one that says who speaks: "officials"

// How much two mentions must share, in bits of word weight: a stock phrase of some ten common words
// ("we will not comment on an ongoing investigation") weighs 15 to 25.
constexpr double kNear = 12;         // one speaker, related articles
constexpr double kSameDays = 27;     // one speaker, any articles of the same days
constexpr double kSameDay = 22;      // the same, of one day, the whole of it
constexpr double kMeaning = 17;      // one speaker, related articles, other words of one language
constexpr double kPart = 38;         // a speaker is not named, half of the shorter one
constexpr double kFar = 45;          // one speaker, any articles
constexpr double kNearUnnamed = 20;  // a speaker is not named, related articles
constexpr double kFarUnnamed = 60;   // a speaker is not named, articles of one subject at any time
constexpr double kNearOther = 28;    // two speakers, related articles
constexpr double kPieceOther = 24;   // the same, words without a gap in both

// And how many words without a gap.
constexpr std::size_t kRunUnnamed = 5;
constexpr std::size_t kRunOther = 6;
constexpr std::size_t kInHeadline = 4;  // that a headline shares with its text, in order
constexpr double kOfLonger = 0.5;       // share of the longer of two that retell
constexpr std::size_t kRunOverlap = 8;  // of two pieces of one speech,
constexpr std::size_t kRunSame = 10;    // a sentence that two are said to have said
constexpr std::size_t kRunPart = 4;     // which have a third of the shorter one in common,
constexpr std::size_t kRunRare = 3;     // fewer where they are rare

// Articles are related when they are of one subject in the same days: less than one story.
constexpr double kRelated = 0.06;  // cosine of their profiles
constexpr double kRelatedOther =
    0.2;  // where the speakers differ: a proverb is said on any subject
constexpr auto kRelatedWindow = std::chrono::days(7);

constexpr std::size_t kWordKeys = 12;
constexpr std::size_t kFewKeys = 2;  // a content with no more of them is short
constexpr std::size_t kMeaningKeys = 5;
constexpr std::size_t kSpeakerRunKeys = 2;
constexpr std::size_t kRunKeys = 1;
constexpr std::size_t kKeyWindow = 3;  // of this many runs of neighbouring words one makes a key

// By what stands around the words in question, which would make articles that share nothing else
// look alike.
bool of_one_subject(const StoryProfile& a, const StoryProfile& b, const MentionProfile& said,
                    double related) {
  if (a.article == b.article) return true;
  double product = 0;
  each_shared(
      a.terms, b.terms,
      [&](std::size_t i, std::size_t j) {
        const auto word = static_cast<std::uint32_t>(a.terms[i].key);
        if (std::ranges::binary_search(said.bag, word)) return;
        product += static_cast<double>(a.terms[i].weight) * b.terms[j].weight;
      },
      &StoryProfile::Term::key);
  return product >= related;
}

bool in_the_same_days(std::optional<Time> a, std::optional<Time> b, std::chrono::days window) {
  return !a || !b || std::chrono::abs(*a - *b) <= window;
}

// Whether a few words were picked from all over a long speech, where most others could be too.
bool scattered(const Words& words, const MentionProfile& a, const MentionProfile& b) {
  const auto [shorter, longer] = std::minmax({a.words.size(), b.words.size()});
  return words.weight < kFar && longer > 4 * shorter && words.run_weight < 0.7 * words.weight;
}

// Whether two people are quoted with the same words, but for a few.
bool whole_in_another(const Words& words) {
  return words.of_shorter >= 0.85 && words.run >= kRunOther && words.weight >= kNearOther;
}

// Of one language; of two, see translates().
bool same_meaning(const MentionProfile& a, const MentionProfile& b, const Words& words,
                  const Meaning& meaning) {
  if (numbers_disagree(a, b)) return false;
  if (meaning.shared < 3 || meaning.weight < kMeaning) return false;
  const int retold = (a.kind == Mention::Kind::kIndirect) + (b.kind == Mention::Kind::kIndirect);
  // A sentence that retells part of a long quotation, in whole or in part in other words.
  const bool told = a.kind != Mention::Kind::kDirect || b.kind != Mention::Kind::kDirect;
  if (told && retold < 2 && meaning.weight >= kNearUnnamed && meaning.of_shorter >= 0.6 &&
      2 * meaning.of_longer <= meaning.of_shorter &&
      (meaning.of_longer >= 0.2 || words.of_shorter >= 0.5)) {
    return true;
  }
  // A headline that the text goes on from.
  if (retold == 2 && meaning.shared >= 4 && meaning.of_shorter >= 0.8) return true;
  return meaning.of_shorter >= (retold == 2 ? 0.7 : 0.6) &&
         meaning.of_longer >= (retold == 2 ? 0.55 : 0.42);
}

// The numbers of a content: digits alone, so that "1,200" and "1.200" are one.
std::vector<std::uint64_t> numbers_of(const text::Text& text, const Content& content) {
  std::vector<std::uint64_t> numbers;
  std::string digits;
  const auto finish_number = [&] {
    if (!digits.empty()) numbers.push_back(text::hash_of(digits));
    digits.clear();
  };
  for (const std::uint32_t i : content.words) {
    const text::Word& word = text.words[i];
    if (!word.number || (word.joint != ',' && word.joint != '.')) finish_number();
    if (!word.number) continue;
    for (const char c : text.word(i)) {
      if (c >= '0' && c <= '9') digits.push_back(c);
    }
  }
  finish_number();
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

// Keys of runs of so many neighbouring words that are more than grammar: of every kKeyWindow the
// rarest, and of those the rarest `most`.
std::vector<std::uint64_t> rarest_runs(const MentionProfile& mention,
                                       const std::vector<std::uint32_t>& content, std::size_t words,
                                       std::size_t most) {
  using Run = std::pair<float, std::uint64_t>;  // how common it is, its key
  std::vector<Run> runs, rarest;
  if (content.size() < words) return {};
  runs.reserve(content.size() + 1 - words);
  rarest.reserve(runs.capacity());
  for (std::size_t i = 0; i + words <= content.size(); ++i) {
    Run run(0, words);
    for (const std::uint32_t at : std::span(content).subspan(i, words)) {
      run = {run.first - mention.weights[at], mix(run.second, mention.words[at])};
    }
    runs.push_back(run);
  }
  for (std::size_t i = 0; i < runs.size() && (i == 0 || i + kKeyWindow <= runs.size()); ++i) {
    const std::span window = std::span(runs).subspan(i, std::min(kKeyWindow, runs.size() - i));
    const Run& least = *std::ranges::min_element(window);
    if (rarest.empty() || rarest.back() != least) rarest.push_back(least);
  }
  std::ranges::sort(rarest);
  const auto repeated = std::ranges::unique(rarest);
  rarest.erase(repeated.begin(), repeated.end());
  if (rarest.size() > most) rarest.resize(most);
  std::vector<std::uint64_t> keys;
  for (const auto& [commonness, key] : rarest) keys.push_back(key);
  return keys;
}

}  // namespace

SpeakerProfile speaker_profile(const Mention& mention, std::string_view language,
                               const Data& data) {
  SpeakerProfile profile;
  const bool table = data.weights().table(language).weighs();
  if (mention.speaker && !speaker_is_source(mention) &&
      !(table && names_nobody(*mention.speaker, language, data.weights()))) {
    profile.kind = mention.speaker->kind;
    profile.words = speaker_words(mention.speaker->name, profile.initial);
    if (profile.kind == Speaker::Kind::kPerson) {
      profile.letters = surname_of(mention.speaker->name);
      profile.surname = static_cast<std::uint32_t>(text::hash_of(profile.letters));
    }
  }
  return profile;
}

MentionProfile mention_profile(const Article& article, const text::ArticleText& article_text,
                               const Mention& mention, const Data& data) {
  MentionProfile profile;
  profile.mention = mention.id;
  profile.article = article.id;
  profile.language = article.language;
  profile.kind = mention.kind;
  profile.speech = mention.speech;
  if (!mention.speech) return profile;
  const text::Weights::Table& weights = data.weights().table(article.language);
  const bool table = weights.weighs();
  profile.speaker = speaker_profile(mention, article.language, data);

  const text::Text& text = field_of(article_text, mention.field);
  const Content content = content_of(text, mention);
  const Meanings& meanings = data.derived<Meanings>();
  std::vector<std::pair<std::uint64_t, float>> meaning;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> others;  // of which
  std::vector<Meanings::Meaning> more;
  profile.words.reserve(content.words.size());
  profile.weights.reserve(content.words.size());
  profile.spoken.reserve(content.words.size());
  meaning.reserve(content.words.size());
  for (std::size_t at = 0; at < content.words.size(); ++at) {
    const std::uint32_t i = content.words[at];
    const text::Word& word = text.words[i];
    // "the harbour's" and "the harbours'".
    if (word.joint == '\'' && text.word(i) == "s") continue;
    // Without a table of words the short ones are taken for grammar.
    const auto weight =
        !table && word.folded_size < 4 ? 1.0f : static_cast<float>(weights.of(word.hash));
    profile.words.push_back(word.hash);
    profile.weights.push_back(weight);
    profile.spoken.push_back(content.spoken[at]);
    if (weight >= kContentWeight && !word.number) {
      const Meanings::Meaning means = meanings.meaning(article.language, text.word(i), &more);
      if (means.weight == 0) continue;
      const float rarity = means.weight > 0 ? (means.weight + weight) / 2 : weight;
      if (rarity < kContentWeight) continue;
      meaning.emplace_back(means.key, rarity);
      for (const Meanings::Meaning& other : more) others.emplace_back(other.key, means.key);
    }
  }
  profile.bag.reserve(profile.words.size());
  for (const std::uint64_t word : profile.words) {
    profile.bag.push_back(static_cast<std::uint32_t>(word));
  }
  std::sort(profile.bag.begin(), profile.bag.end());
  // Of forms of one meaning the commonest says how rare it is.
  std::sort(meaning.begin(), meaning.end());
  profile.meaning.reserve(meaning.size());
  profile.meaning_weights.reserve(meaning.size());
  for (const auto& [key, weight] : meaning) {
    if (!profile.meaning.empty() && profile.meaning.back() == key) continue;
    profile.meaning.push_back(key);
    profile.meaning_weights.push_back(weight);
  }
  std::ranges::sort(others);
  others.erase(std::unique(others.begin(), others.end()), others.end());
  for (const auto& [other, key] : others) {
    const auto at = std::ranges::lower_bound(profile.meaning, key) - profile.meaning.begin();
    profile.other_meanings.emplace_back(other, static_cast<std::uint32_t>(at));
  }
  if (mention.speaker && table) {
    const ByteSpan source = mention.speaker->span;
    for (std::size_t i = text.word_at(source.begin);
         i < text.words.size() && text.words[i].span.end <= source.end; ++i) {
      if (weights.of(text.words[i].hash) >= kSourceWeight)
        profile.source.push_back(meanings.of(article.language, text.word(i)));
    }
    std::ranges::sort(profile.source);
    const auto repeated = std::ranges::unique(profile.source);
    profile.source.erase(repeated.begin(), repeated.end());
  }
  profile.numbers = numbers_of(text, content);
  profile.field = mention.field;
  if (!mention.content.empty()) {
    profile.extent = {mention.content.front().begin, mention.content.back().end};
  }
  return profile;
}

Keys mention_keys(const MentionProfile& mention, const StoryProfile& story) {
  Keys keys;
  if (!mention.speech || mention.words.size() < 2) return keys;
  std::vector<std::uint32_t> content;  // words that are more than grammar
  for (std::size_t i = 0; i < mention.words.size(); ++i) {
    if (mention.weights[i] >= kContentWeight) content.push_back(static_cast<std::uint32_t>(i));
  }

  // Neighbouring words that are more than grammar, winnowed: in the same days a shared run of four
  // such words leaves a shared key, at any time one of five does where one speaker said it, and one
  // of seven in any case.  Of each window the rarest are kept, for common ones stand in more
  // mentions the more there are.  Two words of a longer content are shared by chance mostly.
  const std::vector<std::uint64_t> pairs = rarest_runs(mention, content, 2, kWordKeys);
  const bool is_short = pairs.size() <= kFewKeys;
  // A short sentence that is quoted stands in another's mouth, too.
  const bool another =
      is_short && mention.kind == Mention::Kind::kDirect && mention.words.size() >= kRunOther;
  const Marks marks = (is_short ? kShort : kNoMark) |
                      (mention.speaker.words.empty() || another ? kUnnamed : kNoMark);
  for (const std::uint64_t key : pairs) {
    if (story.published) {
      keep_dated(keys, key, *story.published, marks);
    } else {
      keep(keys, key, marks);
    }
  }
  for (const std::uint64_t key : rarest_runs(mention, content, 3, kSpeakerRunKeys)) {
    if (!mention.speaker.words.empty())
      keep(keys, mix(mention.speaker.words.back(), key), kAllMarks);
    // The words of one, in the mouth of another.
    if ((marks & kShort) != 0 && story.published) {
      keep_dated(keys, key, *story.published, kAllMarks);
    }
  }
  for (const std::uint64_t key : rarest_runs(mention, content, 5, kRunKeys)) {
    keep(keys, key, kAllMarks);
  }

  // One speaker in the same days, of the same things: what is said, and the story it is said in.
  if (!mention.speaker.words.empty() && story.published) {
    const std::uint64_t speaker = mention.speaker.words.back();
    const StoryProfile::Term* heaviest = nullptr;  // but for the speaker's own name
    for (const StoryProfile::Term& term : story.terms) {
      const bool own = std::find(mention.speaker.words.begin(), mention.speaker.words.end(),
                                 term.key) != mention.speaker.words.end();
      if (!own && (heaviest == nullptr || heaviest->weight < term.weight)) heaviest = &term;
    }
    if (heaviest != nullptr) {
      keep_dated(keys, mix(speaker, heaviest->key), *story.published, kNoMark);
    }
    std::vector<std::pair<float, std::uint64_t>> rarest;
    for (std::size_t i = 0; i < mention.meaning.size(); ++i) {
      rarest.emplace_back(-mention.meaning_weights[i], mention.meaning[i]);
    }
    const std::size_t count = std::min(kMeaningKeys, rarest.size());
    std::partial_sort(rarest.begin(), rarest.begin() + static_cast<std::ptrdiff_t>(count),
                      rarest.end());
    for (std::size_t i = 0; i < count; ++i) {
      keep_dated(keys, mix(~speaker, rarest[i].second), *story.published,
                 (marks & kShort) | kUnnamed, kRelatedWindow);
    }
  }
  finish(keys);
  return keys;
}

bool related(const StoryProfile& a, const StoryProfile& b) {
  return of_one_subject(a, b, {}, kRelated);
}

bool far_apart(std::optional<Time> a, std::optional<Time> b) {
  return !in_the_same_days(a, b, kRelatedWindow);
}

bool same_statement(const MentionProfile& a, const StoryProfile& story_of_a,
                    const MentionProfile& b, const StoryProfile& story_of_b) {
  // Several alignments of two wordings may be the longest: one order of the two chooses.
  if (std::tie(b.words, b.language) < std::tie(a.words, a.language)) {
    return same_statement(b, story_of_b, a, story_of_a);
  }
  if (!a.speech || !b.speech || a.words.empty() || b.words.empty()) return false;
  const bool retold = a.kind == Mention::Kind::kIndirect && b.kind == Mention::Kind::kIndirect;
  // "… forecast a shortage of around 800 million": the form is an agency's, the numbers are the
  // news.
  if (retold && numbers_disagree(a, b)) return false;
  const bool one_article = a.article == b.article;
  const Agreement speakers = compare_speakers(a, b);
  // What one quotes of another within one's own words is the other's.
  const bool nested = one_article && a.field == b.field && a.extent.overlaps(b.extent);
  const MentionProfile& outer = a.extent.size() < b.extent.size() ? b : a;
  if (nested && !outer.speaker.words.empty() && speakers != Agreement::kAgree) return false;
  if (speakers == Agreement::kDiffer && far_apart(story_of_a.published, story_of_b.published)) {
    return false;
  }
  const bool one_language = !in_two_languages(a, b);
  if (!one_language && in_the_same_days(story_of_a.published, story_of_b.published, kStoryWindow) &&
      translates(a, b) && of_one_subject(story_of_a, story_of_b, a, kRelated)) {
    return true;
  }
  // What each way of being one asks for at the least, before the words are aligned: no fewer are
  // shared in order.
  const std::size_t most = shared(a.bag, b.bag);
  const bool headline = one_article && a.field != b.field && speakers != Agreement::kDiffer;
  if (most < (speakers == Agreement::kDiffer ? kRunOther : kRunUnnamed) &&
      speakers != Agreement::kAgree && !(headline && most >= kInHeadline)) {
    return false;
  }
  const Words words = most < 2 ? Words{} : compare_words(a, b);
  const auto meaning = [&] { return compare_meaning(a, b); };  // dear, and seldom needed
  const bool quoted = a.kind != Mention::Kind::kIndirect && b.kind != Mention::Kind::kIndirect;
  // A headline quotes its own text in few words, and not always in all of them.
  if (headline && quoted && words.shared >= kInHeadline && words.of_shorter >= 0.75) return true;
  const auto one_subject = [&](double related) {
    const bool shorter = std::pair(a.words.size(), a.words) < std::pair(b.words.size(), b.words);
    return of_one_subject(story_of_a, story_of_b, shorter ? a : b, related);
  };
  const auto within = [&](std::chrono::days window) {
    return in_the_same_days(story_of_a.published, story_of_b.published, window);
  };
  const auto in_time = [&] {
    // A stance is told again and again, in words that are the reporter's; so is a phrase.
    const bool again = retold || words.weight < kNearUnnamed;
    return within(again ? kStoryWindow : kRelatedWindow);
  };
  const auto near = [&](double related = kRelated) { return in_time() && one_subject(related); };
  switch (speakers) {
    case Agreement::kAgree:
      if (one_article && words.of_shorter >= 1 && words.shared == b.words.size() &&
          words.shared == a.words.size()) {
        return true;
      }
      if (words.of_shorter >= 0.65 && words.shared >= 4 && words.weight >= kNear &&
          !(quoted && scattered(words, a, b)) && !(retold && meaning().shared < 2)) {
        if (words.weight >= kFar || near()) return true;
        // Most of what was said, in reports that have nothing else in common.
        return quoted && words.run >= kRunOther &&
               (words.weight >= kSameDays ? within(kRelatedWindow)
                                          : words.weight >= kSameDay && words.of_shorter >= 0.95 &&
                                                within(std::chrono::days(1)));
      }
      // Two pieces of one speech that overlap.
      if (quoted && words.run >= kRunOverlap && words.weight >= kNearUnnamed) return near();
      if (words.run >= kRunPart && words.run_weight >= kNear &&
          (quoted ? words.weight >= kMeaning && words.of_shorter >= 0.3 && !scattered(words, a, b)
                  : !retold && words.of_shorter >= 0.4)) {
        return near();
      }
      if (quoted && words.run >= kRunRare && words.run_weight >= kNearUnnamed &&
          words.of_shorter >= 0.3) {
        return near();
      }
      // A few words taken out of the whole.
      if (quoted && words.run >= 2 && words.of_shorter >= 0.95 && words.weight >= kNear &&
          !scattered(words, a, b)) {
        return near();
      }
      return one_language && in_time() && same_meaning(a, b, words, meaning()) &&
             one_subject(kRelated);
    case Agreement::kUnknown:
      if (quoted && words.run >= 2 * kRunOther && words.weight >= kFar) {
        // What somebody is known to have said, rather than a proverb that two leave to nobody.
        return near() ||
               (words.of_shorter >= 0.9 && a.speaker.words.empty() != b.speaker.words.empty() &&
                within(kRelatedWindow));
      }
      if (!retold && words.run >= kRunPart && words.weight >= (quoted ? kPart : kFar) &&
          words.of_shorter >= 0.5) {
        return near();
      }
      if (quoted && words.run >= kRunRare && words.weight >= kMeaning && words.of_shorter >= 0.9 &&
          near(kRelatedOther)) {
        return true;
      }
      if (quoted && words.run >= kRunOverlap && words.run_weight >= kNearUnnamed &&
          near(kRelatedOther)) {
        return true;
      }
      // A name with its title that two sentences share is no statement.
      if (retold && words.of_longer < kOfLonger) return false;
      if (one_language && in_time()) {
        const Meaning shared_meaning = meaning();
        if ((words.run >= kRunUnnamed || shared_meaning.weight >= kFar) &&
            same_meaning(a, b, words, shared_meaning) && one_subject(kRelated)) {
          return true;
        }
      }
      return words.of_shorter >= 0.75 && words.run >= kRunUnnamed &&
             words.weight >= (one_article ? kNear : kNearUnnamed) &&
             (words.weight >= kFarUnnamed ? one_subject(kRelated) : near());
    case Agreement::kDiffer:
      if (!quoted) return false;
      // A piece, or the whole, in reports of one event.
      if (((words.run >= kRunOverlap && words.run_weight >= kPieceOther) ||
           whole_in_another(words)) &&
          near(kRelatedOther)) {
        return true;
      }
      // Word for word, longer than a stock phrase is.
      if (words.run >= kRunSame && words.run == a.words.size() && words.run == b.words.size() &&
          within(std::chrono::days(1)) && one_subject(kRelatedOther)) {
        return true;
      }
      // The whole on one day; so many words in one week are no proverb, whatever the reports are
      // of.
      return whole_in_another(words) &&
             ((words.run >= kRunOverlap && within(std::chrono::days(1)) && one_subject(kRelated)) ||
              (words.weight >= kFarUnnamed && words.run >= 2 * kRunOther &&
               within(kRelatedWindow)));
  }
  return false;
}

}  // namespace secondsource::corroborate
