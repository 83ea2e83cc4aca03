#include "corroborate/discrepancy.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "corroborate/context.h"
#include "corroborate/dissent.h"
#include "corroborate/fold.h"
#include "corroborate/keys.h"
#include "corroborate/order.h"
#include "corroborate/sets.h"
#include "corroborate/shared.h"
#include "corroborate/values.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kSharedWords = 3;     // telling words two contexts share to be of one thing
constexpr std::size_t kSharedInClause = 2;  // words that two clauses of one thing share,
constexpr double kSharedWeight = 7;         // their weight,
constexpr double kSharedClause = 0.5;       // and its share of both clauses
constexpr std::size_t kMostAlike =
    200;                               // facts of other values or words: beyond, a key says nothing
constexpr std::size_t kMostSides = 5;  // what each article gives another value is not one thing

// What the words of two clauses have in common.
struct Likeness {
  double weight = 0, of_both = 0;
  std::size_t words = 0, names = 0;
};

Likeness likeness(const std::vector<Weighed>& a, const std::vector<Weighed>& b) {
  Likeness like;
  for (const auto* words : {&a, &b}) {
    for (const Weighed& word : *words) like.of_both += word.weight;
  }
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->meaning == j->meaning) {
      like.weight += std::min(i->weight, j->weight);
      like.names += i->name && j->name;
      ++like.words, ++i, ++j;
    } else if (i->meaning < j->meaning) {
      ++i;
    } else {
      ++j;
    }
  }
  return like;
}

bool names_any(const std::vector<Weighed>& clause) {
  return std::any_of(clause.begin(), clause.end(), [](const Weighed& word) { return word.name; });
}

// Two clauses that name others are of two things: "the meeting in Hest", "the meeting in Quillon".
bool name_others(const Likeness& like, const Seen& a, const Seen& b) {
  return like.names == 0 && names_any(a.clause) && names_any(b.clause);
}

// Two clauses of one thing in other words or in another order: "the program will cost", "over three
// years the cost of the program is"; with more in common than names; where something stands
// right before both of two dates, with some of that.
bool retell(const Likeness& like, const Seen& a, const Seen& b) {
  if (like.words < kSharedInClause || like.words == like.names) return false;
  if (like.weight < kSharedWeight || 2 * like.weight < kSharedClause * like.of_both) return false;
  return a.fact->kind != Fact::Kind::kDate || a.subject.empty() || b.subject.empty() ||
         shared(a.subject, b.subject) > 0;
}

// A number of what is not said.
bool counts_nothing(const Fact& fact) {
  return fact.kind == Fact::Kind::kNumber && fact.unit.empty() && fact.what.empty();
}

// Whether two facts in sentences that were worded freely are of one thing.
bool one_thing_retold(const Seen& a, const Seen& b, const Told& told) {
  const bool number = a.fact->kind == Fact::Kind::kNumber;
  if (number && (a.what != b.what || !of_one_size(*a.fact, *b.fact))) return false;
  // Percent of what is not said are many things of one sentence and of one day.
  if (number && a.what == 0 && a.fact->unit == "%") return false;
  const Likeness like = likeness(a.clause, b.clause);
  if (name_others(like, a, b)) return false;
  // "57 were injured": of few things does news count people twice in a story.
  const bool one_toll = a.toll && comparable(*a.fact, *b.fact);
  return (one_toll || retell(like, a, b)) &&
         (a.fact->kind == Fact::Kind::kDate || !told.by_one(a, b));
}

// Whether two facts are of one thing, as far as the words around them tell.
bool one_thing(const Seen& a, const Seen& b, const Told& told) {
  if (a.article->language != b.article->language || a.fact->unit != b.fact->unit) return false;
  if (same_place(a, b) || one_thing_retold(a, b, told)) return true;
  if (a.fact->kind == Fact::Kind::kPlace) return false;
  if (a.what == 0 || a.what != b.what) return false;
  // What is dated stands right before the date, with its subject: "the talks resume on".
  if (a.fact->kind == Fact::Kind::kDate && shared(a.subject, b.subject) >= 2) return true;
  return shared(a.telling, b.telling) >= kSharedWords - (comparable(*a.fact, *b.fact) ? 1 : 0);
}

bool earlier(const Seen* a, const Seen* b) {
  if (a->article->id != b->article->id) return comes_before(*a->article, *b->article);
  return std::tie(b->fact->field, a->fact->span) < std::tie(a->fact->field, b->fact->span);
}

// As printed; a date with the words beside it, without which "Thursday" says little: "the night
// from Thursday to Friday".
std::string printed(const Seen& seen) {
  const std::string_view whole = seen.whole();
  const ByteSpan span = seen.fact->span;
  std::size_t begin = span.begin, end = span.end;
  constexpr int kBeside = 2;  // words
  const auto ends = [](char c) { return c == '\n' || c == '.' || c == ',' || c == ';'; };
  for (int i = 0; seen.fact->kind == Fact::Kind::kDate && i < kBeside; ++i) {
    if (begin > 0 && whole[begin - 1] == ' ' && begin > 1 && !ends(whole[begin - 2])) {
      begin = whole.find_last_of(" \n", begin - 2);
      begin = begin == std::string_view::npos ? 0 : begin + 1;
    }
    if (end + 1 < whole.size() && whole[end] == ' ' && !ends(whole[end - 1])) {
      end = std::min(whole.find_first_of(" \n.,;", end + 1), whole.size());
    }
  }
  return std::string(whole.substr(begin, end - begin));
}

Discrepancy discrepancy_of(Discrepancy::Kind kind, std::vector<std::vector<const Seen*>> sides) {
  for (std::vector<const Seen*>& side : sides) std::sort(side.begin(), side.end(), earlier);
  std::sort(sides.begin(), sides.end(),
            [](const auto& a, const auto& b) { return earlier(a.front(), b.front()); });
  Discrepancy discrepancy;
  discrepancy.kind = kind;
  for (const std::vector<const Seen*>& side : sides) {
    Discrepancy::Side& shown = discrepancy.sides.emplace_back();
    shown.text = printed(*side.front());
    for (const Seen* seen : side) shown.at.push_back(seen->place());
  }
  return discrepancy;
}

// Facts that count, date or place one thing, by their values: the ones that disagree with another.
void compare(const std::vector<const Seen*>& alike, Discrepancy::Kind kind,
             std::vector<Discrepancy>& found) {
  std::map<std::string_view, std::vector<const Seen*>> values;
  for (const Seen* seen : alike) values[seen->fact->value].push_back(seen);
  if (values.size() < 2) return;
  std::vector<std::vector<const Seen*>> sides;
  for (const auto& [value, side] : values) {
    const bool disagrees = std::any_of(values.begin(), values.end(), [&](const auto& other) {
      return !values_agree(*side.front()->fact, *other.second.front()->fact) &&
             !in_one_word(*side.front(), *other.second.front()) && !an_update(side, other.second) &&
             opposed(side, other.second);
    });
    if (disagrees) sides.push_back(side);
  }
  if (sides.size() > 1 && sides.size() <= kMostSides) {
    found.push_back(discrepancy_of(kind, std::move(sides)));
  }
}

// An article that gives one thing several values ("three in the north, five in the south") does not
// tell which of them others mean; a headline against its body does.
std::set<std::string_view> ambiguous_articles(const std::vector<const Seen*>& alike) {
  std::map<std::tuple<std::string_view, Field>, std::string_view> value;
  std::set<std::string_view> ambiguous;
  for (const Seen* seen : alike) {
    const auto [at, added] =
        value.try_emplace({seen->article->id, seen->fact->field}, seen->fact->value);
    if (!added && at->second != seen->fact->value) ambiguous.insert(seen->article->id);
  }
  return ambiguous;
}

// Under which a fact is held against others.
std::vector<std::uint64_t> keys_of(const Seen& seen) {
  const Fact& fact = *seen.fact;
  std::vector<std::uint64_t> keys = place_keys(seen);
  if (fact.kind != Fact::Kind::kPlace && seen.what != 0) {
    keys.push_back(mix(seen.what, text::hash_of(fact.unit)));
  }
  // Of the words that two clauses share the heaviest is one of these.
  for (const Weighed& word : seen.clause) {
    if (word.weight < kSharedWeight / kSharedInClause) continue;
    keys.push_back(mix(mix(5, word.meaning), text::hash_of(fact.unit)));
  }
  return keys;
}

// The facts of one kind, taken apart by what they are of, then compared.
void compare_all(std::vector<const Seen*> facts, Discrepancy::Kind kind, const Told& told,
                 std::vector<Discrepancy>& found) {
  std::sort(facts.begin(), facts.end(), earlier);
  Sets sets(facts.size());
  // Copies of one sentence are folded first.
  std::map<std::tuple<std::string_view, std::string_view, std::string_view,
                      std::vector<std::uint64_t>, std::vector<std::uint64_t>>,
           std::size_t>
      copies;
  std::vector<std::pair<std::uint64_t, std::size_t>> by_key;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Seen& seen = *facts[i];
    const auto [first, added] = copies.try_emplace(
        {seen.article->language, seen.fact->value, seen.fact->unit, seen.before, seen.after}, i);
    if (!added && same_place(seen, *facts[first->second])) {
      sets.join(first->second, i);
      continue;
    }
    for (const std::uint64_t key : keys_of(seen)) by_key.emplace_back(key, i);
  }
  std::sort(by_key.begin(), by_key.end());
  for (auto begin = by_key.begin(); begin != by_key.end();) {
    const auto end = std::find_if(begin, by_key.end(),
                                  [&](const auto& entry) { return entry.first != begin->first; });
    const bool telling = static_cast<std::size_t>(end - begin) <= kMostAlike;
    for (auto i = begin; telling && i != end; ++i) {
      for (auto j = begin; j != i; ++j) {
        if (sets.find(i->second) == sets.find(j->second)) continue;
        if (one_thing(*facts[i->second], *facts[j->second], told)) sets.join(i->second, j->second);
      }
    }
    begin = end;
  }
  for (const auto& [i, j] : dissents(facts, told)) sets.join(i, j);
  for (const auto& [i, j] : headlines(facts)) sets.join(i, j);
  std::map<std::size_t, std::vector<const Seen*>> things;
  for (std::size_t i = 0; i < facts.size(); ++i) things[sets.find(i)].push_back(facts[i]);
  for (auto& [first, alike] : things) {
    const std::set<std::string_view> ambiguous = ambiguous_articles(alike);
    std::erase_if(alike, [&](const Seen* seen) { return ambiguous.contains(seen->article->id); });
    compare(alike, kind, found);
  }
}

// Names of two words or more that share all but one, which is spelt alike.
void compare_names(const std::vector<Seen>& facts, std::vector<Discrepancy>& found) {
  std::map<std::vector<std::string>, std::vector<const Seen*>> names;
  for (const Seen& seen : facts) {
    if (seen.fact->kind != Fact::Kind::kName) continue;
    std::vector<std::string> words = name_words(seen.fact->value);
    if (words.size() >= 2 && words.size() <= 4) names[std::move(words)].push_back(&seen);
  }
  // Under each name with one of its words left out.
  std::map<std::pair<std::size_t, std::vector<std::string>>,
           std::vector<const std::vector<std::string>*>>
      but_one;
  for (const auto& [words, seen] : names) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::vector<std::string> rest = words;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      but_one[{i, std::move(rest)}].push_back(&words);
    }
  }
  for (const auto& [key, spellings] : but_one) {
    if (spellings.size() != 2) continue;  // three or more are a family of names
    const std::vector<std::string>& a = *spellings[0];
    const std::vector<std::string>& b = *spellings[1];
    if (!misspelt(a[key.first], b[key.first])) continue;
    // Who prints both means two people.
    const bool both = std::any_of(names[a].begin(), names[a].end(), [&](const Seen* x) {
      return std::any_of(names[b].begin(), names[b].end(), [&](const Seen* y) {
        return x->article->id == y->article->id && x->fact->field == y->fact->field;
      });
    });
    if (!both) found.push_back(discrepancy_of(Discrepancy::Kind::kName, {names[a], names[b]}));
  }
}

// When and where it was written is not what it tells.
bool in_dateline(const Article& article, const Fact& fact) {
  return article.dateline && fact.field == Field::kText &&
         article.dateline->span.contains(fact.span);
}

// A sentence of two facts of one sort does not tell which of them its words are about.
void forget_shared_clauses(std::vector<Seen>& facts) {
  std::map<std::tuple<std::string_view, Field, std::uint32_t, Fact::Kind, std::string_view>,
           std::vector<Seen*>>
      sentences;
  for (Seen& seen : facts) {
    if (seen.fact->kind == Fact::Kind::kName || seen.only_copied) continue;
    sentences[{seen.article->id, seen.fact->field, seen.sentence_number, seen.fact->kind,
               seen.fact->unit}]
        .push_back(&seen);
  }
  for (const auto& [sentence, alike] : sentences) {
    if (alike.size() < 2) continue;
    for (Seen* seen : alike) seen->clause.clear();
  }
}

}  // namespace

std::vector<Discrepancy> discrepancies(std::span<const FactsOf> story, const Data& data) {
  std::vector<std::vector<Fact>> held;  // of each article, with what says nothing by itself
  std::vector<Seen> facts;
  for (const FactsOf& of : story) {
    std::vector<Fact>& all = held.emplace_back(of.facts.begin(), of.facts.end());
    if (of.text == nullptr) continue;
    for (const auto& find : {find_figures, find_places}) {
      find(*of.article, of.text->title, Field::kTitle, all);
      find(*of.article, of.text->body, Field::kText, all);
    }
    const std::string& language = of.article->language;
    const LoneWords of_title(of.text->title, data, language),
        of_body(of.text->body, data, language);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Fact& fact = all[i];
      if (in_dateline(*of.article, fact)) continue;
      Seen seen;
      seen.article = of.article;
      seen.fact = &fact;
      seen.only_copied = i >= of.facts.size() || counts_nothing(fact);
      seen.kind_of_place = kind_of_place(fact, *of.text->body.language);
      if (fact.kind != Fact::Kind::kName) {
        const bool title = fact.field == Field::kTitle;
        read_context(title ? of.text->title : of.text->body, data, title ? of_title : of_body,
                     seen);
      }
      facts.push_back(std::move(seen));
    }
  }
  forget_shared_clauses(facts);
  const Told told(facts);
  std::vector<const Seen*> numbers, dates, places;
  for (const Seen& seen : facts) {
    switch (seen.fact->kind) {
      case Fact::Kind::kNumber:
        numbers.push_back(&seen);
        break;
      case Fact::Kind::kDate:
        if (full_date(*seen.fact)) dates.push_back(&seen);
        break;
      case Fact::Kind::kPlace:
        places.push_back(&seen);
        break;
      case Fact::Kind::kName:
        if (seen.kind_of_place != 0) places.push_back(&seen);
        break;
    }
  }
  std::vector<Discrepancy> found;
  compare_all(std::move(numbers), Discrepancy::Kind::kNumber, told, found);
  compare_all(std::move(dates), Discrepancy::Kind::kDate, told, found);
  compare_all(std::move(places), Discrepancy::Kind::kPlace, told, found);
  compare_names(facts, found);
  std::sort(found.begin(), found.end(), [](const Discrepancy& a, const Discrepancy& b) {
    return std::tie(a.kind, a.sides.front().at, a.sides.back().at) <
           std::tie(b.kind, b.sides.front().at, b.sides.back().at);
  });
  return found;
}

}  // namespace secondsource::corroborate
