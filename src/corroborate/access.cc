#include "corroborate/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "corroborate/fold.h"
#include "corroborate/keys.h"
#include "corroborate/order.h"
#include "corroborate/speakers.h"
#include "press/press.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kNewWords = 5;    // running words nobody printed earlier
constexpr std::size_t kGram = 3;        // a word in such a run of another article is not new
constexpr std::size_t kNeighbours = 3;  // mentions before and after that may be of one utterance
constexpr double kAligned = 0.6;        // of the words others printed: else it is another wording

using Grams = std::unordered_set<std::uint64_t>;

std::uint64_t gram(std::uint64_t a, std::uint64_t b, std::uint64_t c) { return mix(mix(a, b), c); }

// Adds those of the `wanted` runs of three words that stand in `text`.
void find_grams(const text::Text& text, const Grams& wanted, Grams& found) {
  const std::vector<text::Word>& words = text.words;
  for (std::size_t i = 0; i + kGram <= words.size(); ++i) {
    const std::uint64_t hash = gram(words[i].hash, words[i + 1].hash, words[i + 2].hash);
    if (wanted.contains(hash)) found.insert(hash);
  }
}

std::vector<std::uint64_t> words_of(const text::Text& text, const Content& content) {
  std::vector<std::uint64_t> words;
  for (const std::uint32_t word : content.words) words.push_back(text.words[word].hash);
  return words;
}

bool quoted(const Mention& mention) { return mention.kind != Mention::Kind::kIndirect; }

// Mentions of the same speaker around a carrier, so near that they are of one utterance; itself
// among them.
std::vector<const Mention*> utterance_of(const Carrier& carrier) {
  std::vector<const Mention*> utterance{carrier.mention};
  const std::span<const Mention> all = carrier.around->mentions;
  const auto self = std::find_if(all.begin(), all.end(), [&](const Mention& mention) {
    return mention.id == carrier.mention->id;
  });
  if (self == all.end() || !self->speaker || self->speaker->name.empty()) return utterance;
  const text::Text& text = carrier.text();
  const auto paragraph = [&](const Mention& mention) -> std::ptrdiff_t {
    const std::size_t word = text.word_at(whole_content(mention).begin);
    return word >= text.words.size() ? 0 : text.sentences[text.sentence_of(word)].paragraph;
  };
  const auto joins = [&](const Mention& mention, const Mention& before) {
    return mention.field == before.field && mention.speech && mention.speaker &&
           mention.speaker->name == self->speaker->name && mention.via.empty() &&
           !mention.content.empty() && std::abs(paragraph(mention) - paragraph(before)) <= 1;
  };
  const std::ptrdiff_t at = self - all.begin();
  for (const std::ptrdiff_t step : {std::ptrdiff_t{-1}, std::ptrdiff_t{1}}) {
    for (std::ptrdiff_t i = at + step;
         i >= 0 && i < std::ssize(all) && std::abs(i - at) <= std::ptrdiff_t{kNeighbours};
         i += step) {
      if (!joins(all[static_cast<std::size_t>(i)], all[static_cast<std::size_t>(i - step)])) break;
      if (quoted(all[static_cast<std::size_t>(i)])) {
        utterance.push_back(&all[static_cast<std::size_t>(i)]);
      }
    }
  }
  return utterance;
}

// The first run of kNewWords words of `mention` of which none stands in a known gram.
std::optional<ByteSpan> new_words(const text::Text& text, const Mention& mention,
                                  const Grams& known) {
  const Content content = content_of(text, mention);
  const std::vector<std::uint64_t> words = words_of(text, content);
  std::vector<bool> seen(words.size(), false);
  for (std::size_t i = 0; i + kGram <= words.size(); ++i) {
    if (!known.contains(gram(words[i], words[i + 1], words[i + 2]))) continue;
    std::fill_n(seen.begin() + static_cast<std::ptrdiff_t>(i), kGram, true);
  }
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    while (end < words.size() && !seen[end] && content.spoken[end] &&
           (end == begin || !content.cut[end])) {
      ++end;
    }
    if (end - begin >= kNewWords) {
      return ByteSpan{text.words[content.words[begin]].span.begin,
                      text.words[content.words[end - 1]].span.end};
    }
    begin = std::max(end, begin + 1);
  }
  return std::nullopt;
}

// Whether `carrier` says what `other` does in the same words, so that more words are more, and not
// another translation.
bool same_wording(const Carrier& carrier, const Carrier& other) {
  if (!quoted(*other.mention)) return true;
  const std::size_t shared = align_words(carrier.words, other.words).size();
  return static_cast<double>(shared) >=
         kAligned * static_cast<double>(std::min(carrier.words.size(), other.words.size()));
}

std::optional<Evidence> by_new_words(const Group& group, std::span<const Group> groups,
                                     std::span<const Carrier> carriers,
                                     const Surroundings& surroundings, const Sources& sources) {
  std::set<std::string_view> own_articles;
  for (const std::size_t i : group.carriers) own_articles.insert(carriers[i].mention->article);
  const Article& first = carriers[group.carriers.front()].article();
  std::vector<const Carrier*> earlier;  // of other origins
  for (const Group& other : groups) {
    if (&other == &group) continue;
    for (const std::size_t i : other.carriers) {
      if (certainly_before(carriers[i].article(), first)) earlier.push_back(&carriers[i]);
    }
  }
  for (const std::size_t i : group.own) {
    const Carrier& carrier = carriers[i];
    if (!quoted(*carrier.mention) ||
        std::none_of(earlier.begin(), earlier.end(), [&](const Carrier* other) {
          return other->article().language == carrier.article().language &&
                 same_wording(carrier, *other);
        })) {
      continue;
    }
    // A copy's other words may be its outlet's own.
    const std::vector<const Mention*> utterance =
        carrier.claims.empty() ? utterance_of(carrier) : std::vector{carrier.mention};
    Grams wanted, known;
    for (const Mention* mention : utterance) {
      const text::Text& text = field_of(*carrier.around->text, mention->field);
      const std::vector<std::uint64_t> words = words_of(text, content_of(text, *mention));
      for (std::size_t k = 0; k + kGram <= words.size(); ++k) {
        wanted.insert(gram(words[k], words[k + 1], words[k + 2]));
      }
    }
    for (const auto& [id, around] : surroundings.articles) {
      if (own_articles.contains(id) || certainly_before(carrier.article(), *around.article))
        continue;
      find_grams(around.text->title, wanted, known);
      find_grams(around.text->body, wanted, known);
    }
    for (const Mention* mention : utterance) {
      const text::Text& text = field_of(*carrier.around->text, mention->field);
      const std::optional<ByteSpan> words = new_words(text, *mention, known);
      if (!words) continue;
      return Evidence{Rule::kOwnAccess,
                      {Place{carrier.article().id, mention->field, *words}},
                      fmt::format("{} prints “{}”, which no other origin printed earlier",
                                  sources[group.source].name, text.slice(*words))};
    }
  }
  return std::nullopt;
}

std::optional<Evidence> by_telling(const Group& group, std::span<const Carrier> carriers,
                                   const Sources& sources) {
  const std::string& name = sources[group.source].name;
  for (const std::size_t i : group.carriers) {
    const Carrier& carrier = carriers[i];
    if (carrier.own_words && carrier.claims.empty() && carrier.publisher == group.source) {
      return Evidence{Rule::kOwnAccess,
                      {*carrier.own_words},
                      fmt::format("{} says that the words were spoken to it", name)};
    }
    for (const Claim& claim : carrier.claims) {
      if (!claim.told || claim.source != group.source || carrier.claims.size() > 1) continue;
      return Evidence{Rule::kOwnAccess,
                      {claim.place},
                      fmt::format("the words were spoken to {}, as the report says", name)};
    }
  }
  for (const std::size_t i : group.own) {
    const Carrier& carrier = carriers[i];
    const std::optional<Occasion>& occasion = carrier.mention->occasion;
    if (!occasion || occasion->kind != Occasion::Kind::kInterview || carrier.credits_others() ||
        carrier.told_another || !carrier.claims.empty()) {
      continue;
    }
    return Evidence{
        Rule::kOwnAccess,
        {Place{carrier.article().id, carrier.mention->field, occasion->span}},
        fmt::format("{} has the words from an interview and names nobody else for it", name)};
  }
  return std::nullopt;
}

// Names a person, and neither an agency nor an outlet.
bool own_byline(const Article& article, const press::Press& press) {
  return std::any_of(
      article.authors.begin(), article.authors.end(), [&](const std::string& author) {
        return name_words(author).size() >= 2 && !press.agency(author) && !press.outlet(author) &&
               letters_of(author) != letters_of(article.outlet.name);
      });
}

bool names_place(const text::Text& text, std::span<const std::uint64_t> place) {
  for (std::size_t i = 0; i + place.size() <= text.words.size(); ++i) {
    std::size_t n = 0;
    while (n < place.size() && text.words[i + n].hash == place[n]) ++n;
    if (n == place.size()) return true;
  }
  return false;
}

// What can be had from anywhere shows nothing of where a reporter was.
bool of_paper(const std::optional<Occasion>& occasion) {
  return occasion &&
         (occasion->kind == Occasion::Kind::kPost ||
          occasion->kind == Occasion::Kind::kPressRelease ||
          occasion->kind == Occasion::Kind::kFiling || occasion->kind == Occasion::Kind::kLetter);
}

// "Par Laure Prieur, envoyée spéciale à Vessen", at the head of a text: the words with the place.
std::optional<ByteSpan> reporter_sent(const Article& article, const text::Text& text,
                                      const Data& data) {
  constexpr std::size_t kHead = 20, kLongestPlace = 4;  // words
  const auto& phrases = data.languages().of(article.language).section("reporters sent");
  const std::size_t head = std::min(kHead, text.words.size());
  for (std::size_t i = 0; i < head; ++i) {
    for (const text::Language::Entry& phrase : phrases) {
      const std::size_t place = i + phrase.size();
      if (place >= head || !text.words[place].capitalised) continue;
      std::size_t same = 0;
      while (same < phrase.size() && text.word(i + same) == phrase[same]) ++same;
      if (same < phrase.size()) continue;
      std::size_t end = place + 1;
      while (end < text.words.size() && end - place < kLongestPlace &&
             text.words[end].capitalised &&
             text.words[end].span.begin == text.words[end - 1].span.end + 1) {
        ++end;
      }
      return ByteSpan{text.words[i].span.begin, text.words[end - 1].span.end};
    }
  }
  return std::nullopt;
}

std::optional<Evidence> by_reporter(const Group& group, std::span<const Carrier> carriers,
                                    const Sources& sources, const Data& data) {
  for (const std::size_t i : group.own) {
    const Carrier& carrier = carriers[i];
    if (!carrier.claims.empty() || carrier.credits_others() ||
        of_paper(carrier.mention->occasion)) {
      continue;
    }
    const text::Text& body = carrier.around->text->body;
    const std::optional<ByteSpan> sent = reporter_sent(carrier.article(), body, data);
    if (!sent) continue;
    return Evidence{Rule::kOwnAccess,
                    {Place{carrier.article().id, Field::kText, *sent}},
                    fmt::format("{} had its own reporter there: “{}”", sources[group.source].name,
                                body.slice(*sent))};
  }
  return std::nullopt;
}

std::optional<Evidence> by_dateline(const Group& group, std::span<const Carrier> carriers,
                                    const Surroundings& surroundings, const Sources& sources,
                                    const Data& data) {
  for (const std::size_t i : group.own) {
    const Carrier& carrier = carriers[i];
    const Article& article = carrier.article();
    if (!article.dateline || article.dateline->place.empty() || !carrier.claims.empty() ||
        carrier.credits_others() || of_paper(carrier.mention->occasion) ||
        !own_byline(article, data.press())) {
      continue;
    }
    std::vector<std::uint64_t> place;
    text::Text words;
    text::analyse(article.dateline->place, {}, data.languages().of(article.language), words);
    for (const text::Word& word : words.words) place.push_back(word.hash);
    if (place.empty()) continue;
    const bool named = std::any_of(
        surroundings.articles.begin(), surroundings.articles.end(), [&](const auto& other) {
          const Surroundings::Around& around = other.second;
          return around.article->outlet.key() != article.outlet.key() &&
                 (names_place(around.text->title, place) || names_place(around.text->body, place));
        });
    if (!named) continue;
    return Evidence{Rule::kOwnAccess,
                    {Place{article.id, Field::kText, article.dateline->span}},
                    fmt::format("{} has its own reporter at {}", sources[group.source].name,
                                article.dateline->place)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Evidence> access_evidence(std::size_t which, std::span<const Group> groups,
                                        std::span<const Carrier> carriers,
                                        const Surroundings& surroundings, const Sources& sources,
                                        const Data& data) {
  const Group& group = groups[which];
  if (sources[group.source].kind == Origin::Kind::kUnknown) return std::nullopt;
  if (auto evidence = by_telling(group, carriers, sources)) return evidence;
  if (auto evidence = by_reporter(group, carriers, sources, data)) return evidence;
  if (auto evidence = by_dateline(group, carriers, surroundings, sources, data)) return evidence;
  return by_new_words(group, groups, carriers, surroundings, sources);
}

}  // namespace secondsource::corroborate
