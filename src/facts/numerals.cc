#include "facts/numerals.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace secondsource::facts {
namespace {

constexpr std::size_t kMostDigits = 15;

std::size_t digits_of(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  return digits;
}

double number_of(const text::Language::Entry& entry) {
  double value = 0;
  std::from_chars(entry[0].data(), entry[0].data() + entry[0].size(), value);
  return value;
}

std::optional<double> look_up(const Lexicon::Index& index, const Lexicon::Entries& entries,
                              std::string_view word) {
  const auto found = index.find(word);
  if (found == index.end()) return std::nullopt;
  return number_of(entries[found->second]);
}

// German writes numbers in one word: "vierundzwanzig", "zweihundert", "dreitausend".
std::optional<double> compound(const Lexicon& lexicon, std::string_view word) {
  if (!lexicon.nouns_capitalised || word.size() < 8 || word.size() > 40) return std::nullopt;
  const auto number = [&](std::string_view part) {
    return look_up(lexicon.numbers, lexicon.number_entries, part);
  };
  for (const auto& [mark, factor] : {std::pair<std::string_view, double>{"tausend", 1000},
                                     std::pair<std::string_view, double>{"hundert", 100}}) {
    if (!word.ends_with(mark)) continue;
    const auto count = number(word.substr(0, word.size() - mark.size()));
    if (count) return *count * factor;
  }
  const std::size_t joint = word.find("und", 3);
  if (joint == std::string_view::npos) return std::nullopt;
  const auto unit = number(word.substr(0, joint));
  const auto ten = number(word.substr(joint + 3));
  return unit && ten && *unit < 10 && *ten >= 20 && *ten < 100 ? std::optional(*unit + *ten)
                                                               : std::nullopt;
}

class Reader {
 public:
  Reader(const Page& page, std::size_t i, std::size_t end) : page_(page), i_(i), end_(end) {
    numeral_.begin = i;
  }

  std::optional<Numeral> read(std::size_t& malformed_end) {
    const bool found = page_.text.words[i_].number ? digits() : in_words();
    malformed_end = std::max(i_, numeral_.begin + 1);
    if (!found) return std::nullopt;
    multiply();
    numeral_.end = i_;
    return numeral_;
  }

 private:
  // What stands between digits and more digits: the mark, ' ' for a space, '\0' for anything else.
  char mark_before(std::size_t i) const {
    if (i >= end_ || !page_.text.words[i].number) return '\0';
    const char joint = page_.text.words[i].joint;
    if (joint == '.' || joint == ',') return joint;
    const std::string_view gap = page_.gap(i);
    const bool space = gap == " " || gap == "\u00A0" || gap == "\u202F" || gap == "\u2009";
    return space ? ' ' : gap == "'" || gap == "’" ? '\'' : '\0';
  }

  bool digits() {
    const std::string_view first = page_.slice(i_);
    std::size_t size = digits_of(first);
    if (size == 0) return false;  // digits of another script
    std::string value(first.substr(0, size));
    bool fraction = false, marked = false, malformed = size > kMostDigits;
    std::string_view rest = first.substr(size);
    ++i_;
    while (rest.empty()) {
      const char mark = mark_before(i_);
      if (mark == '\0') break;
      const std::string_view next = page_.slice(i_);
      size = digits_of(next);
      const bool thousands = !fraction && size == 3 && value.size() <= kMostDigits - 3 &&
                             (marked || value.size() <= 3) && value[0] != '0' &&
                             page_.lexicon.thousands.find(mark) != std::string_view::npos;
      if (mark == ' ' && !thousands) break;
      if (thousands) {
        value += next.substr(0, 3);
        marked = true;
      } else if (mark == page_.lexicon.decimal && !fraction) {
        value += '.';
        value += next.substr(0, size);
        fraction = true;
      } else {
        malformed = true;
      }
      rest = next.substr(size);
      ++i_;
    }
    if (malformed || value.size() > kMostDigits + 4) return false;
    std::from_chars(value.data(), value.data() + value.size(), numeral_.value);
    numeral_.digits = true;
    numeral_.bare = !marked && !fraction;
    numeral_.year_like = !marked && !fraction && value.size() == 4 && numeral_.value >= 1500 &&
                         numeral_.value <= 2100;
    numeral_.suffix = rest;
    return rest.size() <= 8;
  }

  bool in_words() {
    double total = 0, current = 0;
    bool any = false;
    while (i_ < end_) {
      if (any && !page_.adjoins(i_)) break;
      std::size_t next = i_;
      // "two hundred and five", "vingt et un"
      if (any && next + 1 < end_ && page_.adjoins(next + 1)) {
        const std::string_view joint = page_.text.word(next);
        if ((joint == "and" && current >= 100 && std::fmod(current, 100) == 0) ||
            (joint == "et" && current >= 20 && current < 80)) {
          ++next;
        }
      }
      const auto value = value_at(next);
      if (value) {
        const bool joined = next > 0 && page_.text.words[next].joint == '-';
        if (any && joined && current == 4 && *value == 20) {  // quatre-vingt
          current = 80;
        } else if (any && !adds(current, *value, joined || next != i_)) {
          break;
        } else {
          current += *value;
        }
      } else {
        const auto factor = factor_at(next);
        if (!factor || next != i_ || !any || *factor < 100 || *factor > 1000) break;
        if (*factor == 100) {
          if (current < 1 || current > 99) break;
          current *= 100;
        } else {
          if (total != 0 || current < 1) break;
          total = current * 1000;
          current = 0;
        }
      }
      any = true;
      i_ = next + 1;
    }
    numeral_.value = total + current;
    return any;
  }

  // "twenty" and "four" are 24, "four" and "twenty" two numbers; joined, "dix-sept" is 17, and
  // "quatre-vingt-dix-sept" 97.
  static bool adds(double current, double value, bool joined) {
    if (value <= 0 || current < 10) return false;
    if (std::fmod(current, 100) == 0) return value < 100;
    if (std::fmod(current, 10) == 0 && value < 10) return joined || current >= 20;
    return joined && std::fmod(current, 20) == 0 && value < 20;
  }

  std::optional<double> value_at(std::size_t i) const {
    const std::string_view word = page_.text.word(i);
    const auto value = look_up(page_.lexicon.numbers, page_.lexicon.number_entries, word);
    return value ? value : compound(page_.lexicon, word);
  }

  std::optional<double> factor_at(std::size_t i) const {
    return look_up(page_.lexicon.multipliers, page_.lexicon.multiplier_entries, page_.text.word(i));
  }

  // "1.2 million", "two dozen"; single letters multiply money only, and where they touch it.
  void multiply() {
    while (i_ < end_ && numeral_.suffix.empty() && page_.adjoins(i_) &&
           page_.text.words[i_].folded_size > 2) {
      const auto factor = factor_at(i_);
      if (!factor) return;
      numeral_.value *= *factor;
      numeral_.rounded = numeral_.rounded || *factor == 12;
      numeral_.year_like = numeral_.bare = false;
      ++i_;
    }
  }

  const Page& page_;
  std::size_t i_, end_;
  Numeral numeral_;
};

}  // namespace

std::optional<Numeral> numeral_at(const Page& page, std::size_t i, std::size_t end,
                                  std::size_t& malformed_end) {
  return Reader(page, i, end).read(malformed_end);
}

std::string decimal(double value) {
  // Seven places carry every number that news prints, and hide what 1.1 × 10⁶ adds to it.
  value = std::round(value * 1e7) / 1e7;
  if (value == std::floor(value) && std::abs(value) < 1e17) {
    return fmt::format("{}", static_cast<std::int64_t>(value));
  }
  return fmt::format("{:.12g}", value);
}

}  // namespace secondsource::facts
