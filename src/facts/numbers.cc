#include "facts/numbers.h"

#include <algorithm>

#include "facts/numerals.h"

namespace secondsource::facts {
namespace {

constexpr std::size_t kLongestCount = 3;   // words of what is counted
constexpr std::size_t kFarthestState = 4;  // words between it and what happened to it

// What a number counts or measures.
struct Counted {
  std::string unit, what;
  bool people = false, state = false;
};

struct Money {
  std::string_view sign, unit;
};
constexpr Money kMoney[] = {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"},
                            {"¥", "JPY"}, {"₹", "INR"}, {"₽", "RUB"}};

class Finder {
 public:
  Finder(Page& page, std::vector<Fact>& out)
      : page_(page), words_(page.text.words), lexicon_(page.lexicon), out_(out) {}

  void run() {
    for (const text::Sentence& sentence : page_.text.sentences) {
      if (is_furniture(page_, sentence.span)) continue;
      first_ = sentence.first_word;
      end_ = sentence.end_word;
      for (std::size_t i = first_; i < end_;) i = at(i);
    }
  }

 private:
  // Looks at word i; returns where to go on.
  std::size_t at(std::size_t i) {
    if (page_.taken[i]) return i + 1;
    if (!words_[i].number && !may_be_number_word(i)) return i + 1;
    std::size_t next = i + 1;
    const auto numeral = numeral_at(page_, i, end_, next);
    if (!numeral) return next;
    if (is_label(i)) return numeral->end;
    std::size_t range_next = numeral->end;
    if (const auto upper = upper_end(*numeral, range_next)) {
      range(*numeral, *upper);
      return range_next;
    }
    if (goes_on(*numeral)) return skip_joined(numeral->end);
    const std::string unit = unit_of(*numeral, next = numeral->end);
    if (unit == "?") return numeral->end;
    Counted counted = counted_of(*numeral, unit, next);
    if (counted.unit.empty() && counted.what.empty()) return numeral->end;
    emit(*numeral, counted, bound_of(*numeral), next_of(*numeral, next));
    return std::max(numeral->end, next);
  }

  bool may_be_number_word(std::size_t i) const {
    const std::string_view word = page_.text.word(i);
    if (word[0] >= '0' && word[0] <= '9') return false;  // a footnote's "₄"
    if (lexicon_.numbers.contains(word)) return true;
    return lexicon_.nouns_capitalised && word.size() >= 8;
  }

  char joint(std::size_t i) const { return i < end_ ? words_[i].joint : ' '; }

  // "Flight 370", "covid-19", "No. 5", "10:30", "'90s", "1." at the head of a line.
  bool is_label(std::size_t i) const {
    if (i == first_) {
      const std::uint32_t behind = words_[i].span.end;
      return words_[i].number && behind < page_.text.source.size() &&
             (page_.text.source[behind] == '.' || page_.text.source[behind] == ')') &&
             joint(i + 1) == ' ';
    }
    const char before = words_[i].joint;
    if (before != ' ') return true;
    const std::string_view gap = page_.gap(i);
    if (gap.find('#') != std::string_view::npos || gap.find("§") != std::string_view::npos) {
      return true;
    }
    if (gap == ". ") return page_.slice(i - 1).size() <= 3;  // "No. 5"
    if (page_.has(lexicon_.labels, i - 1) && gap.size() <= 3) return true;
    if (page_.field == Field::kTitle || !words_[i].number || gap != " ") return false;
    if (!words_[i - 1].capitalised || lexicon_.nouns_capitalised) return false;
    if (lexicon_.weekdays.contains(page_.slice(i - 1))) return false;
    // "In Solvang 62 houses were flooded.", perhaps behind a dateline.
    if (i >= first_ + 2 && words_[i - 2].capitalised && page_.has(lexicon_.before_places, i - 2) &&
        i + 1 < end_ && !words_[i + 1].number && !words_[i + 1].capitalised) {
      return false;
    }
    return !(i - 1 == first_ && (lexicon_.openers.contains(page_.slice(i - 1)) ||
                                 page_.has(lexicon_.states, i - 1) || is_bound_word(i - 1)));
  }

  bool is_bound_word(std::size_t i) const {
    for (const auto* entries : {&lexicon_.at_least, &lexicon_.at_most, &lexicon_.about}) {
      for (const auto& entry : *entries) {
        if (entry.back() == page_.text.word(i)) return true;
      }
    }
    return false;
  }

  // Something is joined to the number that makes another thing of it: "14-year-old", "3-2",
  // "10:30".
  bool goes_on(const Numeral& numeral) const {
    if (numeral.end >= end_) return false;
    const char after = words_[numeral.end].joint;
    if (after == ' ') {
      const std::string_view gap = page_.gap(numeral.end);
      return (gap == "–" || gap == "—") && words_[numeral.end].number;
    }
    return after != '-' || unit_named(page_.text.word(numeral.end)).empty();
  }

  std::size_t skip_joined(std::size_t i) const {
    while (i < end_ && words_[i].joint != ' ') ++i;
    return i;
  }

  // The other end of "10-15 people", "10 to 15 people".
  std::optional<Numeral> upper_end(const Numeral& low, std::size_t& next) const {
    if (!low.digits || low.year_like || !low.suffix.empty() || low.end >= end_) return std::nullopt;
    const std::string_view gap = page_.gap(low.end);
    std::size_t i = low.end;
    if (!words_[i].number) {
      const bool joins =
          page_.text.word(i) == "to" || page_.text.word(i) == "bis" || page_.text.word(i) == "à";
      if (!joins || gap != " " || i + 1 >= end_ || !words_[i + 1].number) return std::nullopt;
      if (low.begin > first_ && page_.text.word(low.begin - 1) == "from") return std::nullopt;
      ++i;
    } else if (gap != "-" && gap != "–") {
      return std::nullopt;
    }
    std::size_t ignored = i;
    auto high = numeral_at(page_, i, end_, ignored);
    if (!high || high->value <= low.value || goes_on(*high)) return std::nullopt;
    next = high->end;
    return high;
  }

  void range(const Numeral& low, const Numeral& high) {
    std::size_t next = high.end;
    const std::string unit = unit_of(high, next);
    if (unit == "?") return;
    const Counted counted = counted_of(high, unit, next);
    if (counted.unit.empty()) return;  // "555-1234 now"
    emit(low, counted, Fact::Bound::kAtLeast, low.end);
    emit(high, counted, Fact::Bound::kAtMost, high.end);
  }

  // The unit beside a number, and in `next` the word behind it; "?" when the number is no count.
  std::string unit_of(const Numeral& numeral, std::size_t& next) const {
    const std::string_view source = page_.text.source;
    const std::size_t behind = words_[numeral.end - 1].span.end;
    const std::string_view money = money_beside(numeral);
    if (!money.empty()) return std::string(money);
    if (!numeral.suffix.empty()) {
      const std::string_view unit = unit_named(numeral.suffix);
      return std::string(unit.empty() ? "?" : unit);
    }
    for (const std::string_view sign : {"%", " %", "\u00A0%", "\u202F%"}) {
      if (source.substr(behind).starts_with(sign)) return "%";
    }
    if (next >= end_ || !page_.adjoins(next)) return "";
    if (page_.has(lexicon_.times, next) || page_.has(lexicon_.others, next)) return "?";
    const std::string_view unit = unit_named(page_.text.word(next));
    if (!unit.empty()) ++next;
    return std::string(unit);
  }

  // By one of the words behind the unit's name in its line: "m" itself may be a million.
  std::string_view unit_named(std::string_view word) const {
    const auto found = lexicon_.units.find(word);
    if (found == lexicon_.units.end()) return {};
    const auto& entry = lexicon_.unit_entries[found->second];
    const bool listed = std::find(entry.begin() + 1, entry.end(), word) != entry.end();
    return listed ? std::string_view(entry[0]) : std::string_view();
  }

  // The currency whose sign stands beside a number.
  std::string_view money_beside(const Numeral& numeral) const {
    const std::string_view before = page_.text.source.substr(0, words_[numeral.begin].span.begin);
    const std::string_view after = page_.text.source.substr(words_[numeral.end - 1].span.end);
    for (const Money& money : kMoney) {
      if (before.ends_with(money.sign)) {
        if (money.sign != "$" || before.size() < 2) return money.unit;
        const char letter = before[before.size() - 2];
        return letter == 'A' ? "AUD" : letter == 'C' ? "CAD" : money.unit;
      }
      for (const std::string_view space : {"", " ", "\u00A0", "\u202F"}) {
        if (after.starts_with(space) && after.substr(space.size()).starts_with(money.sign)) {
          return money.unit;
        }
      }
    }
    return {};
  }

  bool at_end(std::size_t i) const {
    return i >= end_ || !page_.adjoins(i) || words_[i].joint == '\'' ||
           page_.has(lexicon_.ends, i) || words_[i].number || page_.taken[i] ||
           page_.text.word(i).size() < 2;
  }

  std::string_view state_at(std::size_t i) const {
    const auto found = lexicon_.states.find(page_.text.word(i));
    return found == lexicon_.states.end() ? std::string_view()
                                          : lexicon_.state_entries[found->second][0];
  }

  // What stands after the number (and its unit): a run of words up to one that ends a count, and
  // what happened to it; or what happened before it.
  Counted counted_of(const Numeral& numeral, const std::string& unit, std::size_t next) const {
    Counted counted;
    counted.unit = unit;
    std::string_view state;
    std::size_t i = next;
    std::size_t kept = 0;
    for (; !at_end(i) && i - next <= kLongestCount; ++i) {
      // A German count ends with its noun.
      if (lexicon_.nouns_capitalised && i > next && words_[i - 1].capitalised &&
          words_[i].joint != '-') {
        break;
      }
      if (state.empty() && !(state = state_at(i)).empty()) continue;
      if (page_.has(lexicon_.people, i)) {
        counted.people = true;
      } else if (!page_.has(lexicon_.between, i)) {
        if (kept++ != 0) counted.what += ' ';
        counted.what += page_.text.word(i);
      }
    }
    const bool endless = !lexicon_.nouns_capitalised && i - next > kLongestCount && !at_end(i);
    const bool any = i > next;
    if (state.empty() && any && unit.empty()) state = state_after(i);
    if (state.empty() && unit.empty()) state = state_before(numeral);
    counted.state = !state.empty();
    if (endless && !counted.state) counted.what.clear();
    if (numeral.year_like && unit.empty() && !counted.people) return {};
    // "One" is a pronoun, and in many languages an article, unless it counts people.
    if (numeral.value < 2 && !(numeral.digits && !unit.empty()) &&
        !(counted.people && counted.state)) {
      return {};
    }
    if (!unit.empty()) return counted;
    if (numeral.bare && numeral.value >= 10000 && !counted.people && !counted.state) {
      return {};  // a postcode, a telephone number
    }
    if (counted.people || (counted.state && counted.what.empty())) counted.unit = "people";
    if (counted.state) {
      if (!counted.what.empty()) counted.what += ' ';
      counted.what += state;
    }
    return counted;
  }

  // "14 people | were seriously injured"
  std::string_view state_after(std::size_t i) const {
    for (std::size_t steps = 0; steps < kFarthestState && i < end_ && page_.adjoins(i);
         ++steps, ++i) {
      const std::string_view state = state_at(i);
      if (!state.empty()) return state;
      if (!page_.has(lexicon_.between, i)) return {};
    }
    return {};
  }

  // "killing at least | 14"
  std::string_view state_before(const Numeral& numeral) const {
    std::size_t begin = numeral.begin;
    bound_of(numeral, &begin);
    if (begin == first_ || !page_.adjoins(numeral.begin) || !page_.adjoins(begin)) return {};
    return state_at(begin - 1);
  }

  Fact::Bound bound_of(const Numeral& numeral, std::size_t* begin = nullptr) const {
    const std::size_t first =
        std::max(first_, numeral.begin - std::min<std::size_t>(4, numeral.begin));
    const std::string_view before = page_.text.phrase(first, numeral.begin);
    const auto longest = [&](const Lexicon::Entries& entries) {
      std::size_t words = 0;
      for (const auto& entry : entries) {
        if (entry.size() > words && ends_with(before, entry)) words = entry.size();
      }
      return words;
    };
    const std::size_t least = longest(lexicon_.at_least), most = longest(lexicon_.at_most),
                      about = longest(lexicon_.about);
    const std::size_t words = std::max({least, most, about});
    if (begin != nullptr) *begin = numeral.begin - std::min(words, numeral.begin - first_);
    if (words == 0) return numeral.rounded ? Fact::Bound::kAbout : Fact::Bound::kExact;
    if (words == least) return Fact::Bound::kAtLeast;
    return words == most ? Fact::Bound::kAtMost : Fact::Bound::kAbout;
  }

  static bool ends_with(std::string_view phrase, const text::Language::Entry& entry) {
    for (std::size_t i = entry.size(); i-- > 0;) {
      if (!phrase.ends_with(entry[i])) return false;
      phrase.remove_suffix(entry[i].size());
      if (phrase.empty()) return i == 0;
      if (phrase.back() != ' ' && phrase.back() != '\'') return false;
      phrase.remove_suffix(1);
    }
    return true;
  }

  // The words of the fact: the number with its unit.
  std::size_t next_of(const Numeral& numeral, std::size_t next) const {
    return std::max(numeral.end, next);
  }

  void emit(const Numeral& numeral, const Counted& counted, Fact::Bound bound, std::size_t end) {
    ByteSpan span{words_[numeral.begin].span.begin, words_[end - 1].span.end};
    if (counted.unit == "%" && end == numeral.end) {
      const std::size_t sign = page_.text.source.find('%', span.end);
      if (sign != std::string_view::npos && sign - span.end <= 3) {
        span.end = static_cast<std::uint32_t>(sign + 1);
      }
    }
    Fact fact = page_.fact(Fact::Kind::kNumber, span);
    fact.value = decimal(numeral.value * money_factor(numeral, counted.unit));
    fact.unit = counted.unit;
    fact.what = counted.what;
    fact.bound = bound;
    out_.push_back(std::move(fact));
  }

  // "$3m", "€2.5bn": letters that touch money multiply it.
  double money_factor(const Numeral& numeral, const std::string& unit) const {
    if (numeral.suffix.empty() || unit.size() != 3) return 1;
    const auto found = lexicon_.multipliers.find(numeral.suffix);
    if (found == lexicon_.multipliers.end()) return 1;
    double factor = 1;
    const std::string& number = lexicon_.multiplier_entries[found->second][0];
    for (std::size_t i = 1; i < number.size(); ++i) factor *= 10;
    return factor;
  }

  Page& page_;
  const std::vector<text::Word>& words_;
  const Lexicon& lexicon_;
  std::vector<Fact>& out_;
  std::size_t first_ = 0, end_ = 0;  // words of the sentence
};

}  // namespace

void find_numbers(Page& page, std::vector<Fact>& out) { Finder(page, out).run(); }

}  // namespace secondsource::facts
