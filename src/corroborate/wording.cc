#include "corroborate/wording.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "corroborate/fold.h"
#include "corroborate/speakers.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kLongestChange = 6;  // words that stand for others
constexpr std::size_t kLongestLack = 3;    // words lacking without a mark
constexpr std::size_t kLongestAtEnd = 2;   // words that differ at an end: more are a cut
constexpr std::size_t kShownAround = 3;    // words beside a difference that its side shows
constexpr double kSameWording = 0.6;       // of the shorter wording's words shared
constexpr double kNearlyAll = 0.7;         // of the longer one's, where the ends differ
constexpr std::size_t kReferences = 4;     // wordings of a language that others are held against
constexpr std::ptrdiff_t kBeyond = 4;      // words that no other reference has make one

struct Range {
  std::size_t begin = 0, end = 0;  // of Carrier::words
  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  friend auto operator<=>(const Range&, const Range&) = default;
};

bool quoted(const Carrier& carrier) { return carrier.mention->kind != Mention::Kind::kIndirect; }

// With `seams`, where a new piece begins, too.
bool cut_in(const Carrier& carrier, Range range, bool seams) {
  // A cut before the word that follows counts too; the first word of all begins, it is not cut.
  for (std::size_t i = std::max<std::size_t>(range.begin, 1);
       i <= range.end && i < carrier.content.cut.size(); ++i) {
    if (carrier.content.cut[i] && (seams || !carrier.content.seam[i])) return true;
  }
  return false;
}

bool spoken_in(const Carrier& carrier, Range range) {
  const std::vector<bool>& spoken = carrier.content.spoken;
  // Where a word is lacking, those around it tell.
  const std::size_t begin = range.empty() && range.begin > 0 ? range.begin - 1 : range.begin;
  const std::size_t end = range.empty() ? std::min(range.end + 1, spoken.size()) : range.end;
  return std::all_of(spoken.begin() + static_cast<std::ptrdiff_t>(begin),
                     spoken.begin() + static_cast<std::ptrdiff_t>(end), std::identity());
}

std::string joined(const Carrier& carrier, Range range, std::string (*fold)(std::string_view)) {
  std::string all;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    all += fold(carrier.text().word(carrier.content.words[i]));
  }
  return all;
}

bool has_apostrophe(const Carrier& carrier, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (carrier.text().words[carrier.content.words[i]].joint == '\'') return true;
  }
  return false;
}

std::string consonants(std::string_view word) {
  std::string kept;
  for (const char c : spelling(word)) {
    if (std::string_view("aeiou").find(c) == std::string_view::npos) kept.push_back(c);
  }
  return kept;
}

// "organise" and "organize"; "don't" and "do not", "it's" and "it is".
bool spelled_alike(const Carrier& a, Range in_a, const Carrier& b, Range in_b) {
  const std::string x = joined(a, in_a, spelling), y = joined(b, in_b, spelling);
  if (x == y) return true;
  if (!has_apostrophe(a, in_a) && !has_apostrophe(b, in_b)) return false;
  return x.ends_with(y) || y.ends_with(x) ||
         joined(a, in_a, consonants) == joined(b, in_b, consonants);
}

// A place where two wordings part.
struct Difference {
  Range in_a, in_b;
};

struct Alignment {
  std::vector<Difference> differences;
  Range covered;  // of the second: what lies between the words that both have
};

Alignment align(const Carrier& a, const Carrier& b) {
  Alignment alignment;
  std::vector<Difference>& found = alignment.differences;
  const auto pairs = align_words(a.words, b.words);
  const std::size_t shorter = std::min(a.words.size(), b.words.size());
  if (pairs.empty() ||
      static_cast<double>(pairs.size()) < kSameWording * static_cast<double>(shorter)) {
    return alignment;
  }
  alignment.covered = {pairs.front().second, pairs.back().second + std::size_t{1}};
  const bool nearly_all =
      static_cast<double>(pairs.size()) >=
      kNearlyAll * static_cast<double>(std::max(a.words.size(), b.words.size()));
  std::size_t i = 0, j = 0;
  for (std::size_t n = 0; n <= pairs.size(); ++n) {
    const bool last = n == pairs.size();
    const Range in_a{i, last ? a.words.size() : pairs[n].first};
    const Range in_b{j, last ? b.words.size() : pairs[n].second};
    if (!last) i = pairs[n].first + 1, j = pairs[n].second + 1;
    if (in_a.empty() && in_b.empty()) continue;
    // Who cuts at "she said" leaves words out, and puts no other in the place of one.
    const bool seams = in_a.size() != in_b.size() || in_a.size() > kLongestAtEnd;
    if (cut_in(a, in_a, seams) || cut_in(b, in_b, seams)) continue;
    if (!spoken_in(a, in_a) || !spoken_in(b, in_b)) continue;
    const bool at_end = n == 0 || last;
    const std::size_t longer = std::max(in_a.size(), in_b.size());
    if (in_a.empty() || in_b.empty()) {
      if (!at_end && longer <= kLongestLack && !has_apostrophe(a, in_a) &&
          !has_apostrophe(b, in_b)) {
        found.push_back({in_a, in_b});
      }
    } else if ((at_end ? longer <= kLongestAtEnd && nearly_all : longer <= kLongestChange) &&
               !spelled_alike(a, in_a, b, in_b)) {
      found.push_back({in_a, in_b});
    }
  }
  return alignment;
}

Place place_of(const Carrier& carrier, Range range) {
  const text::Text& text = carrier.text();
  return {carrier.article().id, carrier.mention->field,
          ByteSpan{text.words[carrier.content.words[range.begin]].span.begin,
                   text.words[carrier.content.words[range.end - 1]].span.end}};
}

Discrepancy::Side side_of(const std::vector<std::size_t>& wording,
                          std::span<const Carrier> carriers, Range range) {
  Discrepancy::Side side;
  for (const std::size_t i : wording) side.at.push_back(place_of(carriers[i], range));
  // The words around it make a side that can be read by itself.
  const Carrier& first = carriers[wording.front()];
  const Range shown{range.begin - std::min(range.begin, kShownAround),
                    std::min(range.end + kShownAround, first.content.words.size())};
  side.text = first.text().slice(place_of(first, shown).span);
  return side;
}

// The quotation in the text under a quoted headline; null when there is none.
const Carrier* under(const Carrier& headline, std::span<const Carrier> carriers) {
  if (headline.mention->field != Field::kTitle || !quoted(headline)) return nullptr;
  const auto body = std::find_if(carriers.begin(), carriers.end(), [&](const Carrier& carrier) {
    return carrier.mention->article == headline.mention->article &&
           carrier.mention->field == Field::kText && quoted(carrier);
  });
  return body == carriers.end() ? nullptr : &*body;
}

// A headline that puts words into a quotation which the text below it does not have: both in whole.
// Leaving words out is what headlines do.
void compare_headlines(std::span<const Carrier> carriers, std::vector<Discrepancy>& found) {
  for (const Carrier& headline : carriers) {
    const Carrier* body = under(headline, carriers);
    if (body == nullptr || align_words(headline.words, body->words).size() == headline.words.size())
      continue;
    Discrepancy& discrepancy = found.emplace_back();
    discrepancy.kind = Discrepancy::Kind::kWords;
    for (const Carrier* side : {&headline, body}) {
      discrepancy.sides.push_back({wording_of(side->text(), *side->mention), {side->place()}});
    }
  }
}

// A side, and the first carrier that prints it.
using Sided = std::pair<std::size_t, Discrepancy::Side>;

std::vector<Discrepancy::Side> in_order(std::vector<Sided> sides) {
  std::sort(sides.begin(), sides.end(), [](const Sided& a, const Sided& b) {
    return std::tie(a.first, a.second.text) < std::tie(b.first, b.second.text);
  });
  std::vector<Discrepancy::Side> ordered;
  for (Sided& side : sides) ordered.push_back(std::move(side.second));
  return ordered;
}

}  // namespace

Wordings wordings_of(std::span<const Carrier> carriers) {
  std::map<std::vector<std::uint64_t>, std::vector<std::size_t>> by_words;
  for (std::size_t i = 0; i < carriers.size(); ++i) by_words[carriers[i].words].push_back(i);
  Wordings wordings;
  for (auto& [words, members] : by_words) wordings.push_back(std::move(members));
  std::sort(wordings.begin(), wordings.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
  });
  return wordings;
}

std::vector<Discrepancy> word_discrepancies(const Wordings& wordings,
                                            std::span<const Carrier> carriers) {
  // Every quoted wording is held against the most frequent one of its language; where that one is
  // cut short, against the most frequent ones that are not.
  std::map<std::string_view, std::vector<const std::vector<std::size_t>*>> references_of;
  std::map<std::tuple<std::size_t, Range>,
           std::vector<std::pair<const std::vector<std::size_t>*, Range>>>
      places;
  for (const std::vector<std::size_t>& wording : wordings) {
    const auto first = std::find_if(wording.begin(), wording.end(), [&](std::size_t i) {
      return quoted(carriers[i]) && under(carriers[i], carriers) == nullptr;
    });
    if (first == wording.end()) continue;
    const Carrier& carrier = carriers[*first];
    auto& references = references_of[carrier.article().language];
    std::vector<bool> covered(carrier.words.size());
    for (const std::vector<std::size_t>* reference : references) {
      const Alignment alignment = align(carriers[reference->front()], carrier);
      for (const Difference& difference : alignment.differences) {
        Range in_a = difference.in_a, in_b = difference.in_b;
        if (in_a.empty() || in_b.empty()) {  // shown with the words around it
          --in_a.begin, --in_b.begin, ++in_a.end, ++in_b.end;
        }
        if (covered[in_b.begin]) continue;
        places[{reference->front(), in_a}].emplace_back(&wording, in_b);
      }
      const auto at = covered.begin() + static_cast<std::ptrdiff_t>(alignment.covered.begin);
      std::fill_n(at, alignment.covered.size(), true);
    }
    if (references.size() < kReferences &&
        (references.empty() || std::ranges::count(covered, false) >= kBeyond)) {
      references.push_back(&wording);
    }
  }
  std::vector<Discrepancy> found;
  for (const auto& [place, others] : places) {
    const auto& [reference, range] = place;
    const auto base = std::find_if(
        wordings.begin(), wordings.end(),
        [&, first = reference](const auto& wording) { return wording.front() == first; });
    std::vector<Sided> sides{{reference, side_of(*base, carriers, range)}};
    std::map<std::string, std::size_t> by_letters;
    for (const auto& [wording, in_other] : others) {
      const std::string letters = joined(carriers[wording->front()], in_other, without_marks);
      const auto [at, added] = by_letters.try_emplace(letters, sides.size());
      Discrepancy::Side side = side_of(*wording, carriers, in_other);
      if (added) {
        sides.emplace_back(wording->front(), std::move(side));
      } else {
        Sided& known = sides[at->second];
        known.first = std::min(known.first, wording->front());
        known.second.at.insert(known.second.at.end(), side.at.begin(), side.at.end());
      }
    }
    found.push_back({Discrepancy::Kind::kWords, in_order(std::move(sides))});
  }
  compare_headlines(carriers, found);
  return found;
}

Speakers speakers_of(std::span<const Carrier> carriers, const text::Weights& weights) {
  struct Named {
    std::vector<std::uint64_t> words;
    std::uint32_t initial = 0;
    std::string surname;
    Speaker::Kind kind = Speaker::Kind::kUnnamed;
    std::string name;  // the fullest
    Sided side;
    bool printed = false;
    SpeakerName compared() const { return {kind, words, initial, surname}; }
  };
  std::vector<Named> all;
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    const std::optional<Speaker>& speaker = carriers[i].mention->speaker;
    if (!speaker || speaker->name.empty() || speaker_is_source(*carriers[i].mention)) continue;
    if (names_nobody(*speaker, carriers[i].article().language, weights)) continue;
    Named named{{}, 0, surname_of(speaker->name), speaker->kind, speaker->name, {i, {}}};
    const Article& article = carriers[i].article();
    named.printed =
        prints_name(*carriers[i].mention,
                    carriers[i].mention->field == Field::kTitle ? article.title : article.text);
    named.words = speaker_words(speaker->name, named.initial);
    const Place place{carriers[i].article().id, carriers[i].mention->field, speaker->span};
    auto known = std::find_if(all.begin(), all.end(), [&](const Named& other) {
      return compare(other.compared(), named.compared()) == Agreement::kAgree;
    });
    if (known == all.end()) {
      named.side.second.at.push_back(place);
      all.push_back(std::move(named));
      continue;
    }
    known->side.second.at.push_back(place);
    known->printed = known->printed || named.printed;
    if (named.words.size() > known->words.size()) {
      known->words = named.words;
      known->initial = named.initial;
      known->surname = std::move(named.surname);
      known->name = named.name;
    }
  }
  Speakers speakers;
  if (all.empty()) {
    for (const Carrier& carrier : carriers) {
      if (speakers.name.empty() && carrier.mention->speaker) {
        speakers.name = carrier.mention->speaker->name;
      }
    }
    return speakers;
  }
  for (Named& named : all) named.side.second.text = named.name;
  const auto most = std::max_element(all.begin(), all.end(), [](const Named& a, const Named& b) {
    return a.side.second.at.size() < b.side.second.at.size();
  });
  speakers.name = most->name;
  // "Quist and Varga wrote": who names both knows that both have said it.
  std::vector<std::vector<std::uint64_t>> sources;
  for (const Carrier& carrier : carriers) {
    if (!carrier.mention->speaker) continue;
    if (carrier.mention->speaker->span.end > carrier.text().source.size()) continue;
    std::uint32_t initial = 0;
    sources.push_back(speaker_words(carrier.text().slice(carrier.mention->speaker->span), initial));
  }
  const auto both = [&](const Named& a, const Named& b) {
    return std::ranges::any_of(sources, [&](const std::vector<std::uint64_t>& words) {
      return std::ranges::find(words, a.words.back()) != words.end() &&
             std::ranges::find(words, b.words.back()) != words.end();
    });
  };
  std::vector<Sided> sides;
  for (const Named& named : all) {
    const bool differs = std::any_of(all.begin(), all.end(), [&](const Named& other) {
      return named.printed && other.printed &&
             compare(named.compared(), other.compared()) == Agreement::kDiffer &&
             !both(named, other);
    });
    if (differs) sides.push_back(named.side);
  }
  if (sides.size() > 1) {
    speakers.discrepancy = Discrepancy{Discrepancy::Kind::kSpeaker, in_order(std::move(sides))};
  }
  return speakers;
}

}  // namespace secondsource::corroborate
