#include "facts/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "facts/facts.h"

namespace secondsource::facts {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

// Of a date half a year away nobody can tell whether it is past or to come.
constexpr days kNear{150};
constexpr std::size_t kShortestWeekday = 5;  // bytes; "Sat" and "So" are other words, too

// The number that a word begins with, when it is of at most `most` digits: "3", "3rd", "1er".
std::optional<int> leading_number(std::string_view word, std::size_t most) {
  std::size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  if (digits == 0 || digits > most || word.size() - digits > 2) return std::nullopt;
  const std::string_view number = word.substr(0, digits);
  int value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return value;
}

class Finder {
 public:
  Finder(Page& page, std::vector<Fact>& out) : page_(page), words_(page.text.words), out_(out) {
    if (page.article.published) {
      published_ = std::chrono::floor<days>(*page.article.published);
    }
  }

  void run() {
    for (const text::Sentence& sentence : page_.text.sentences) {
      if (is_furniture(page_, sentence.span)) continue;
      first_ = sentence.first_word;
      end_ = sentence.end_word;
      for (std::size_t i = first_; i < end_; ++i) {
        if (page_.taken[i]) continue;
        if (words_[i].number) {
          numeric(i);
        } else if (words_[i].capitalised || page_.lexicon.small_months) {
          const auto found = page_.lexicon.months.find(page_.slice(i));
          if (found != page_.lexicon.months.end()) with_month(i, month(found->second + 1));
        }
      }
      for (std::size_t i = first_; i < end_; ++i) {
        if (!page_.taken[i] && (words_[i].capitalised || page_.lexicon.small_months)) weekday(i);
      }
    }
  }

 private:
  // 1 to 31; 0 when the word is no day of a month.
  int day_at(std::size_t i) const {
    const int number = leading_number(page_.slice(i), 2).value_or(0);
    return number <= 31 ? number : 0;
  }

  std::optional<int> year_at(std::size_t i) const {
    if (i >= end_ || page_.slice(i).size() != 4) return std::nullopt;
    const std::optional<int> number = leading_number(page_.slice(i), 4);
    if (!number || *number < 1400 || *number > 2200) return std::nullopt;
    const std::string_view gap = page_.gap(i);
    return gap == " " || gap == ", " || gap == "\u00A0" ? number : std::nullopt;
  }

  bool spaced(std::size_t i) const {  // "Nov. 3", "3. November"
    const std::string_view gap = page_.gap(i);
    return gap == " " || gap == ". " || gap == "\u00A0" || gap == "\n";
  }

  // The number goes on, "May 3,000" or "3.5": no day.
  bool goes_on(std::size_t i) const {
    return i + 1 < end_ && words_[i + 1].number &&
           (words_[i + 1].joint == ',' || words_[i + 1].joint == '.');
  }

  void with_month(std::size_t i, month in) {
    std::size_t begin = i, end = i + 1;
    int on = 0;
    if (i > first_ && spaced(i) && !page_.taken[i - 1] && words_[i - 1].joint != ',' &&
        words_[i - 1].joint != '.') {
      on = day_at(i - 1);
      if (on != 0) begin = i - 1;
      // "the 3rd of November", "3 de noviembre"
      if (on == 0 && i > first_ + 1 && spaced(i - 1) &&
          (page_.text.word(i - 1) == "de" ||
           (page_.text.word(i - 1) == "of" && page_.slice(i - 2).size() > 2))) {
        on = day_at(i - 2);
        if (on != 0) begin = i - 2;
      }
    }
    if (on == 0 && end < end_ && spaced(end) && !goes_on(end)) {
      on = day_at(end);
      if (on != 0) ++end;
    }
    // "de 2026"
    const std::size_t link =
        end + 1 < end_ && page_.text.word(end) == "de" && page_.gap(end) == " " ? 1 : 0;
    const std::optional<int> in_year = year_at(end + link);
    if (in_year) {
      end += link + 1;
      page_.taken[end - 1] = true;
    }
    if (on == 0) {
      if (in_year) page_.taken[i] = true;
      return;
    }
    add(begin, end, in_year, in, day(static_cast<unsigned>(on)));
  }

  // 2026-11-03, 3.11.2026, 3/11/2026.
  void numeric(std::size_t i) {
    if (i + 2 >= end_ || !words_[i + 1].number || !words_[i + 2].number) return;
    const char joint = words_[i + 1].joint;
    if (joint != words_[i + 2].joint || (joint != '-' && joint != '.' && joint != '/')) return;
    std::array<std::optional<int>, 3> parts;
    for (std::size_t k = 0; k < 3; ++k) parts[k] = leading_number(page_.slice(i + k), 4);
    if (!parts[0] || !parts[1] || !parts[2]) return;
    const bool year_first = page_.slice(i).size() == 4;
    if (!year_first && page_.slice(i + 2).size() != 4) return;
    int in_year = year_first ? *parts[0] : *parts[2];
    int in_month = *parts[1];
    int on = year_first ? *parts[2] : *parts[0];
    // English prints "3/11" for either day; only one order may make sense.
    const bool unclear = joint == '/' && !year_first && page_.text.language->code() == "en";
    if (unclear && in_month <= 12 && on <= 12) return mark(i, i + 3);
    if (unclear && in_month > 12) std::swap(in_month, on);
    if (in_month < 1 || in_month > 12 || on < 1 || on > 31) return;
    add(i, i + 3, in_year, month(static_cast<unsigned>(in_month)), day(static_cast<unsigned>(on)));
  }

  void mark(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) page_.taken[i] = true;
  }

  void add(std::size_t begin, std::size_t end, std::optional<int> in_year, month in, day on) {
    std::string value;
    if (in_year) {
      const year_month_day date(year(*in_year), in, on);
      if (!date.ok()) return;
      value = value_of(date);
    } else if (!std::chrono::month_day(in, on).ok()) {
      return;
    } else if (const auto date = nearest(in, on)) {
      value = value_of(*date);
    } else {
      value = fmt::format("--{:02}-{:02}", static_cast<unsigned>(in), static_cast<unsigned>(on));
    }
    mark(begin, end);
    emit(begin, end, std::move(value));
  }

  // Without a year a date is the one nearest to the day of publication, if one is near.
  std::optional<year_month_day> nearest(month in, day on) const {
    if (!published_) return std::nullopt;
    for (const int offset : {0, -1, 1}) {
      const year_month_day date(year_month_day(*published_).year() + std::chrono::years(offset), in,
                                on);
      if (date.ok() && std::chrono::abs(sys_days(date) - *published_) <= kNear) return date;
    }
    return std::nullopt;
  }

  void weekday(std::size_t i) {
    ByteSpan span = words_[i].span;  // with "-feira" behind it
    if (i + 1 < end_ && words_[i + 1].joint == '-') span.end = words_[i + 1].span.end;
    auto found = page_.lexicon.weekdays.find(page_.text.slice(span));
    if (found == page_.lexicon.weekdays.end()) found = page_.lexicon.weekdays.find(page_.slice(i));
    if (found == page_.lexicon.weekdays.end() || span.size() < kShortestWeekday) return;
    // "Black Friday", "Sunday Times": part of a name.  "Tuesday, Nov. 3": the date says more.
    if (i > first_ && !page_.lexicon.nouns_capitalised && page_.gap(i) == " " &&
        words_[i - 1].capitalised && i - 1 > first_) {
      return;
    }
    mark(i, i + 1);
    if (i + 1 < end_ && page_.taken[i + 1]) return;
    if (i + 2 < end_ && page_.taken[i + 2] && !words_[i + 1].capitalised) return;
    if (i > first_ && page_.taken[i - 1] && !words_[i - 1].number) return;
    const auto number = static_cast<unsigned>(found->second + 1);
    const bool other_week = (i > first_ && page_.has(page_.lexicon.other_weeks, i - 1)) ||
                            (i + 1 < end_ && page_.has(page_.lexicon.other_weeks, i + 1));
    if (!published_ || other_week) return emit(i, i + 1, fmt::format("weekday:{}", number));
    bool ahead = false;
    for (std::size_t k = first_; k < end_ && !ahead; ++k) {
      ahead = page_.has(page_.lexicon.future, k) ||
              (k + 1 < end_ && page_.lexicon.future.contains(fmt::format(
                                   "{}_{}", page_.text.word(k), page_.text.word(k + 1))));
    }
    const std::chrono::weekday wanted(number % 7);
    const std::chrono::weekday today(*published_);
    emit(i, i + 1,
         value_of(ahead ? *published_ + (wanted - today) : *published_ - (today - wanted)));
  }

  void emit(std::size_t begin, std::size_t end, std::string value) {
    const ByteSpan span{words_[begin].span.begin, words_[end - 1].span.end};
    Fact fact = page_.fact(Fact::Kind::kDate, span);
    fact.value = std::move(value);
    fact.what = dated(begin);
    out_.push_back(std::move(fact));
  }

  // "The bridge collapsed late on Tuesday": what stands before the words that lead to the date.
  std::string dated(std::size_t begin) const {
    std::size_t i = begin;
    // "on Thursday, November 13": the weekday is the date's own.
    if (i > first_ && page_.lexicon.weekdays.contains(page_.slice(i - 1))) --i;
    while (i > first_ && page_.adjoins(i) && page_.has(page_.lexicon.before_dates, i - 1)) --i;
    if (page_.lexicon.before_dates.empty() || i == first_ || !page_.adjoins(i)) return {};
    const std::string_view verb = page_.text.word(i - 1);
    if (words_[i - 1].capitalised || page_.has(page_.lexicon.speech, i - 1)) return {};
    return happened(verb) ? std::string(verb) : std::string();
  }

  bool happened(std::string_view verb) const {
    if (page_.lexicon.happenings.contains(verb)) return true;
    if (verb.size() < 5) return false;
    for (const auto& endings : page_.lexicon.happening_endings) {
      for (const std::string& ending : endings) {
        if (verb.ends_with(ending)) return true;
      }
    }
    return false;
  }

  Page& page_;
  const std::vector<text::Word>& words_;
  std::vector<Fact>& out_;
  std::optional<sys_days> published_;
  std::size_t first_ = 0, end_ = 0;  // words of the sentence
};

}  // namespace

void find_dates(Page& page, std::vector<Fact>& out) { Finder(page, out).run(); }

}  // namespace secondsource::facts
