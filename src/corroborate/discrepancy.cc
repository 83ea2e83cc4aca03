#include "corroborate/discrepancy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "corroborate/fold.h"
#include "corroborate/order.h"
#include "corroborate/sets.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {
namespace {

constexpr std::uint32_t kContextBytes = 160;  // before and after a fact
constexpr std::size_t kContextWords = 12;     // of them
constexpr double kTelling = 3.5;         // weight of a word that tells what a sentence is about
constexpr std::size_t kSharedWords = 3;  // telling words two contexts share to be of one thing
constexpr double kCounted = 10;          // beyond this, counts of one magnitude are telling too
constexpr std::size_t kSubject = 5;      // words before a date that tell what is dated
constexpr std::size_t kFrame = 3;        // words on either side that are equal around a fact
constexpr std::size_t kMostSides = 5;    // what each article gives another value is not one thing
constexpr double kRounding = 0.05;       // a number within this of a rounder one is the same
constexpr double kAbout = 0.15;          // and within this of one that is "about" it

// A fact in its place.
struct Seen {
  const Article* article = nullptr;
  const Fact* fact = nullptr;
  std::vector<std::uint64_t> before, after;  // words around it, nearest first
  std::set<std::uint64_t> telling;           // those of them that are rare
  Place place() const { return {article->id, fact->field, fact->span}; }
};

std::uint32_t boundary(std::string_view text, std::uint32_t byte) {
  while (byte > 0 && byte < text.size() &&
         (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) {
    --byte;
  }
  return byte;
}

class Contexts {
 public:
  explicit Contexts(const Data& data) : data_(data) {}

  void read(Seen& seen) {
    const std::string_view whole =
        seen.fact->field == Field::kTitle ? seen.article->title : seen.article->text;
    const ByteSpan span = seen.fact->span;
    if (span.end > whole.size() || span.empty()) return;
    const std::uint32_t from =
        boundary(whole, span.begin > kContextBytes ? span.begin - kContextBytes : 0);
    const std::uint32_t to = boundary(whole, static_cast<std::uint32_t>(std::min<std::size_t>(
                                                 whole.size(), span.end + kContextBytes)));
    // Within the paragraph.
    const std::size_t line = whole.substr(from, span.begin - from).rfind('\n');
    const std::string_view head =
        whole.substr(line == std::string_view::npos ? from : from + line + 1,
                     span.begin - (line == std::string_view::npos ? from : from + line + 1));
    std::string_view tail = whole.substr(span.end, to - span.end);
    tail = tail.substr(0, tail.find('\n'));
    words_of(head, seen);
    for (auto word = words_.words.rbegin();
         word != words_.words.rend() && seen.before.size() < kContextWords; ++word) {
      take(*word, seen.before, seen);
    }
    words_of(tail, seen);
    for (auto word = words_.words.begin();
         word != words_.words.end() && seen.after.size() < kContextWords; ++word) {
      take(*word, seen.after, seen);
    }
  }

 private:
  void words_of(std::string_view text, const Seen& seen) {
    text::analyse(text, {}, data_.languages().of(seen.article->language), words_);
  }
  void take(const text::Word& word, std::vector<std::uint64_t>& words, Seen& seen) {
    words.push_back(word.hash);
    if (!word.number && data_.weights().of(seen.article->language, word.hash) >= kTelling) {
      seen.telling.insert(word.hash);
    }
  }

  const Data& data_;
  text::Text words_;
};

std::size_t shared(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](std::uint64_t word) { return b.contains(word); }));
}

// The words on both sides; on one side alone where a paragraph begins or ends.  Empty when they are
// too few to tell.
std::vector<std::uint64_t> frame_of(const Seen& seen) {
  const bool begins = seen.before.size() < kFrame, ends = seen.after.size() < kFrame;
  const std::size_t before = ends ? 2 * kFrame : begins ? 0 : kFrame;
  const std::size_t after = begins ? 2 * kFrame : ends ? 0 : kFrame;
  if ((begins && ends) || seen.before.size() < before || seen.after.size() < after) return {};
  std::vector<std::uint64_t> frame{before};
  frame.insert(frame.end(), seen.before.begin(),
               seen.before.begin() + static_cast<std::ptrdiff_t>(before));
  frame.insert(frame.end(), seen.after.begin(),
               seen.after.begin() + static_cast<std::ptrdiff_t>(after));
  return frame;
}

bool same_frame(const Seen& a, const Seen& b) {
  const std::vector<std::uint64_t> frame = frame_of(a);
  return !frame.empty() && frame == frame_of(b);
}

std::optional<double> number_of(const Fact& fact) {
  double number = 0;
  const char* end = fact.value.data() + fact.value.size();
  const auto [at, error] = std::from_chars(fact.value.data(), end, number);
  return error == std::errc() && at == end ? std::optional(number) : std::nullopt;
}

// Counts of one magnitude: 14 and 19, not 14 and 1,900.
bool comparable(const Fact& a, const Fact& b) {
  if (a.kind != Fact::Kind::kNumber) return false;
  const double x = std::abs(number_of(a).value_or(0)), y = std::abs(number_of(b).value_or(0));
  return std::min(x, y) >= kCounted && std::max(x, y) <= 2 * std::min(x, y);
}

// What is dated stands right before the date, with its subject: "the talks resume on".
bool one_happening(const Seen& a, const Seen& b) {
  const auto subject = [](const Seen& seen) {
    const auto end =
        seen.before.begin() + static_cast<std::ptrdiff_t>(std::min(kSubject, seen.before.size()));
    std::set<std::uint64_t> words;
    std::copy_if(seen.before.begin(), end, std::inserter(words, words.end()),
                 [&](std::uint64_t word) { return seen.telling.contains(word); });
    return words;
  };
  return a.fact->kind == Fact::Kind::kDate && shared(subject(a), subject(b)) >= 2;
}

// Whether two facts with one key are of one thing, as far as the words around them tell.
bool one_thing(const Seen& a, const Seen& b) {
  if (a.article->language != b.article->language) return false;
  if (one_happening(a, b)) return true;
  const std::size_t needed = comparable(*a.fact, *b.fact) ? 1 : kSharedWords;
  return shared(a.telling, b.telling) >= needed || same_frame(a, b);
}

// What the last digit of a number that is printed as such counts: 10 of 1,140, 0.1 of 2.4.
double last_place(std::string_view value) {
  const std::size_t point = value.find('.');
  if (point != std::string_view::npos) {
    return std::pow(10.0, -static_cast<double>(value.size() - point - 1));
  }
  double place = 1;
  for (; value.size() > 1 && value.ends_with('0'); value.remove_suffix(1)) place *= 10;
  return place;
}

bool numbers_agree(const Fact& a, const Fact& b) {
  const std::optional<double> x = number_of(a), y = number_of(b);
  if (!x || !y || *x == *y) return true;
  const auto bounds = [](const Fact& one, double value, double other) {
    return (one.bound == Fact::Bound::kAtLeast && other >= value) ||
           (one.bound == Fact::Bound::kAtMost && other <= value);
  };
  if (bounds(a, *x, *y) || bounds(b, *y, *x)) return true;
  const double difference = std::abs(*x - *y) / std::max(std::abs(*x), std::abs(*y));
  if (a.bound == Fact::Bound::kAbout || b.bound == Fact::Bound::kAbout) return difference <= kAbout;
  // One is the other, rounded or cut to fewer digits.
  const double coarse = std::max(last_place(a.value), last_place(b.value));
  return difference <= kRounding && last_place(a.value) != last_place(b.value) &&
         std::abs(*x - *y) < coarse;
}

bool full_date(const Fact& fact) { return fact.value.size() == 10 && fact.value[4] == '-'; }

std::optional<std::chrono::sys_days> day_of(const Fact& fact) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (!full_date(fact)) return std::nullopt;
  const char* text = fact.value.data();
  std::from_chars(text, text + 4, year);
  std::from_chars(text + 5, text + 7, month);
  std::from_chars(text + 8, text + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

std::string_view slice(const Seen& seen) {
  const std::string_view whole =
      seen.fact->field == Field::kTitle ? seen.article->title : seen.article->text;
  return whole.substr(seen.fact->span.begin, seen.fact->span.size());
}

// "Monday" of two articles, which each took for another week's.
bool one_weekday(const Seen& a, const Seen& b) {
  const auto x = day_of(*a.fact), y = day_of(*b.fact);
  return x && y && (*x - *y).count() % 7 == 0 && slice(a) == slice(b);
}

bool facts_agree(const Fact& a, const Fact& b) {
  if (a.value == b.value) return true;
  switch (a.kind) {
    case Fact::Kind::kNumber:
      return numbers_agree(a, b);
    case Fact::Kind::kDate:
      return !full_date(a) || !full_date(b);
    case Fact::Kind::kPlace:
    case Fact::Kind::kName:
      break;
  }
  // One name may be part of the other: "Hest" and "Hest Ferry".
  const std::string x = letters_of(a.value), y = letters_of(b.value);
  return x.find(y) != std::string::npos || y.find(x) != std::string::npos;
}

// A toll that rose with time: all of the lower one stand before all of the higher one.
bool an_update(const std::vector<const Seen*>& a, const std::vector<const Seen*>& b) {
  if (a.front()->fact->kind != Fact::Kind::kNumber || a.front()->fact->unit != "people")
    return false;
  const auto value = [](const Seen* seen) { return number_of(*seen->fact).value_or(0); };
  const auto& lower = value(a.front()) < value(b.front()) ? a : b;
  const auto& higher = &lower == &a ? b : a;
  return std::all_of(lower.begin(), lower.end(), [&](const Seen* early) {
    return std::all_of(higher.begin(), higher.end(), [&](const Seen* late) {
      return certainly_before(*early->article, *late->article);
    });
  });
}

bool earlier(const Seen* a, const Seen* b) {
  if (a->article->id != b->article->id) return comes_before(*a->article, *b->article);
  return std::tie(b->fact->field, a->fact->span) < std::tie(a->fact->field, b->fact->span);
}

// As printed; a date with the words beside it, without which "Thursday" says little: "the night
// from Thursday to Friday".
std::string printed(const Seen& seen) {
  const std::string_view whole =
      seen.fact->field == Field::kTitle ? seen.article->title : seen.article->text;
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

// Whether the two sides can contradict each other: what one outlet prints in two articles is news
// of two hours or a table of two weeks; headline and text of one article can.
bool opposed(const std::vector<const Seen*>& a, const std::vector<const Seen*>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Seen* x) {
    return std::any_of(b.begin(), b.end(), [&](const Seen* y) {
      return x->article == y->article || x->article->outlet.key().empty() ||
             x->article->outlet.key() != y->article->outlet.key();
    });
  });
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
      return !facts_agree(*side.front()->fact, *other.second.front()->fact) &&
             !one_weekday(*side.front(), *other.second.front()) && !an_update(side, other.second) &&
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

// Facts with one key are taken apart by what their sentences are about, then compared.
void compare_group(std::vector<const Seen*> group, Discrepancy::Kind kind,
                   std::vector<Discrepancy>& found) {
  constexpr std::size_t kMost = 200;  // beyond that a key says nothing
  if (group.size() < 2 || group.size() > kMost) return;
  std::sort(group.begin(), group.end(), earlier);
  Sets sets(group.size());
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (one_thing(*group[i], *group[j])) sets.join(i, j);
    }
  }
  std::map<std::size_t, std::vector<const Seen*>> things;
  for (std::size_t i = 0; i < group.size(); ++i) things[sets.find(i)].push_back(group[i]);
  for (auto& [first, alike] : things) {
    const std::set<std::string_view> ambiguous = ambiguous_articles(alike);
    std::erase_if(alike, [&](const Seen* seen) { return ambiguous.contains(seen->article->id); });
    compare(alike, kind, found);
  }
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t up = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = up;
    }
  }
  return row[b.size()];
}

bool misspelt(const std::string& a, const std::string& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  // "America" and "American" are forms of one word, "labour" and "labor" spellings.
  if (shorter < 4 || a.starts_with(b) || b.starts_with(a) || spelling(a) == spelling(b)) {
    return false;
  }
  return edit_distance(a, b) <= (shorter >= 7 ? 2u : 1u);
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

}  // namespace

std::vector<Discrepancy> discrepancies(std::span<const FactsOf> story, const Data& data) {
  std::vector<Seen> facts;
  Contexts contexts(data);
  for (const FactsOf& of : story) {
    for (const Fact& fact : of.facts) {
      Seen seen{of.article, &fact, {}, {}, {}};
      if (fact.kind != Fact::Kind::kName) contexts.read(seen);
      facts.push_back(std::move(seen));
    }
  }
  std::map<std::tuple<std::string_view, std::string_view>, std::vector<const Seen*>> numbers;
  std::map<std::string_view, std::vector<const Seen*>> dates;
  // By the words on both sides, for what is not said in words to be counted or dated.
  using Frame = std::tuple<Fact::Kind, std::string_view, std::vector<std::uint64_t>>;
  std::map<Frame, std::vector<const Seen*>> framed;
  for (const Seen& seen : facts) {
    const Fact& fact = *seen.fact;
    if (fact.kind == Fact::Kind::kNumber && !fact.what.empty()) {
      numbers[{fact.unit, fact.what}].push_back(&seen);
    } else if (fact.kind == Fact::Kind::kDate && !fact.what.empty() && full_date(fact)) {
      dates[fact.what].push_back(&seen);
    } else if (fact.kind != Fact::Kind::kName &&
               (fact.kind != Fact::Kind::kDate || full_date(fact))) {
      std::vector<std::uint64_t> frame = frame_of(seen);
      if (!frame.empty()) framed[{fact.kind, fact.unit, std::move(frame)}].push_back(&seen);
    }
  }
  std::vector<Discrepancy> found;
  for (auto& [key, group] : numbers) compare_group(group, Discrepancy::Kind::kNumber, found);
  for (auto& [key, group] : dates) compare_group(group, Discrepancy::Kind::kDate, found);
  for (auto& [frame, group] : framed) {
    const Fact::Kind kind = std::get<Fact::Kind>(frame);
    compare_group(group,
                  kind == Fact::Kind::kNumber ? Discrepancy::Kind::kNumber
                  : kind == Fact::Kind::kDate ? Discrepancy::Kind::kDate
                                              : Discrepancy::Kind::kPlace,
                  found);
  }
  compare_names(facts, found);
  std::sort(found.begin(), found.end(), [](const Discrepancy& a, const Discrepancy& b) {
    return std::tie(a.kind, a.sides.front().at, a.sides.back().at) <
           std::tie(b.kind, b.sides.front().at, b.sides.back().at);
  });
  return found;
}

}  // namespace secondsource::corroborate
