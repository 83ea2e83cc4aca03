#include "extract/dates.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <span>

namespace secondsource::extract {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) {
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

std::string lower_case(std::string_view text) {
  icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  folded.toLower(icu::Locale::getRoot());
  std::string out;
  folded.toUTF8String(out);
  return out;
}

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {
    {"z", 0},      {"gmt", 0},    {"utc", 0},    {"ut", 0},     {"wet", 0},     {"est", -300},
    {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360},  {"pst", -480},
    {"pdt", -420}, {"bst", 60},   {"cet", 60},   {"cest", 120}, {"mez", 60},    {"mesz", 120},
    {"eet", 120},  {"eest", 180}, {"msk", 180},  {"ist", 330},  {"jst", 540},   {"kst", 540},
    {"hkt", 480},  {"sgt", 480},  {"pkt", 300},  {"aest", 600}, {"aedt", 660},  {"nzst", 720},
    {"nzdt", 780}, {"sast", 120}, {"wat", 60},   {"eat", 180},  {"akst", -540}, {"akdt", -480},
    {"hst", -600}, {"brt", -180}, {"art", -180}, {"wib", 420}};
// Without a letter for summer: from the second Sunday of March to the first of November, nearly.
constexpr Zone kAmericanZones[] = {{"et", -300}, {"ct", -360}, {"mt", -420}, {"pt", -480}};

struct Number {
  int value = -1;
  std::size_t digits = 0;
};

// A cursor over one text.
class Scanner {
 public:
  Scanner(std::string_view text, const Months& months, const DateStyle& style, bool any_year)
      : text_(text), months_(months), style_(style), any_year_(any_year) {}

  std::optional<Moment> find(std::size_t from) {
    for (std::size_t i = from; i < text_.size();) {
      if (digit(text_[i])) {
        const std::size_t end = end_of_digits(i);
        if (auto moment = at_number(i, end)) return moment;
        i = end;
      } else if (letter(text_[i])) {
        const std::size_t end = end_of_word(i);
        if (auto moment = at_word(i, end)) return moment;
        i = end;
      } else {
        ++i;
      }
    }
    return std::nullopt;
  }

 private:
  std::size_t end_of_digits(std::size_t i) const {
    while (i < text_.size() && digit(text_[i])) ++i;
    return i;
  }
  std::size_t end_of_word(std::size_t i) const {
    while (i < text_.size() && letter(text_[i])) ++i;
    return i;
  }
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  Number number(std::size_t begin, std::size_t end) const {
    if (end - begin > 4) return {};
    Number n{0, end - begin};
    for (std::size_t i = begin; i < end; ++i) n.value = n.value * 10 + (text_[i] - '0');
    return n;
  }

  bool year_ok(int year) const { return any_year_ || (year >= 1400 && year <= 2200); }

  // 年, 月, 日, 년, 월, 일 and what stands between the parts of a numeric date.
  std::size_t past(std::size_t i, std::initializer_list<std::string_view> marks) const {
    for (const std::string_view mark : marks) {
      if (text_.substr(i, mark.size()) == mark) return i + mark.size();
    }
    return i;
  }

  std::size_t past_spaces(std::size_t i) const {
    while (i < text_.size()) {
      const std::size_t next = past_blank(i);
      if (next == i && text_[i] != ',') break;
      i = std::max(next, i + 1);
    }
    return i;
  }

  // One white space of any width.
  std::size_t past_blank(std::size_t i) const {
    if (const char c = at(i); c == ' ' || c == '\n' || c == '\t' || c == '\r') return i + 1;
    if (text_.substr(i, 2) == "\xE2\x80") {  // U+2000 to U+200A, U+202F
      const auto c = static_cast<unsigned char>(at(i + 2));
      return (c >= 0x80 && c <= 0x8A) || c == 0xAF ? i + 3 : i;
    }
    return past(i, {"\xC2\xA0", "\xE3\x80\x80"});
  }
  std::size_t past_blanks(std::size_t i) const {
    for (std::size_t next = past_blank(i); next != i; next = past_blank(i)) i = next;
    return i;
  }

  std::optional<Moment> make(int year, int month, int day, std::size_t begin,
                             std::size_t end) const {
    using namespace std::chrono;
    // Thai pages count from 543 BC; Persian ones have other months as well.
    if (style_.language == "th" && year > 2400 && year < 2800) year -= 543;
    if (style_.language == "fa" && year < 1500) return std::nullopt;
    if (!year_ok(year) || month < 1 || month > 12) return std::nullopt;
    const year_month_day date{std::chrono::year{year},
                              std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    Moment moment;
    moment.time = sys_days{date};
    moment.begin = begin;
    moment.end = end;
    time_of_day(moment, month);
    return moment;
  }

  std::optional<Moment> at_number(std::size_t begin, std::size_t end) const {
    // Two elements printed without a space between them: "am09.02.2022".
    const bool glued = begin > 0 && letter(text_[begin - 1]) && text_[begin - 1] > 0;
    if (glued && (end - begin > 2 || at(end) != '.')) return std::nullopt;
    const Number first = number(begin, end);
    if (first.value < 0) {
      // 20261119, perhaps with T101500 behind it.
      if (end - begin != 8 && end - begin != 14) return std::nullopt;
      const int year = number(begin, begin + 4).value;
      if (year < 1900 || year > 2200) return std::nullopt;
      return make(year, number(begin + 4, begin + 6).value, number(begin + 6, begin + 8).value,
                  begin, begin + 8);
    }
    if (first.digits == 4) return year_first(first.value, begin, end);
    if (first.digits > 2) return std::nullopt;
    if (auto moment = numeric(first, begin, end)) return moment;
    return day_then_name(first.value, begin, end);
  }

  // 2026. november 19., 2026 m. lapkričio 19 d., 2026. gada 19. novembris, 2026 Nov 19
  std::optional<Moment> year_then_name(int year, std::size_t begin, std::size_t end) const {
    constexpr std::size_t kUnit = 4;  // bytes of a word for "year"
    std::size_t i = past_spaces(past(end, {"."}));
    if (i == end) return std::nullopt;
    int month = 0;
    Number day;
    std::size_t stop = i;
    for (int words = 0; words < 3 && (month == 0 || day.digits == 0); ++words) {
      i = past_spaces(past(stop, {"."}));
      if (digit(at(i))) {
        stop = end_of_digits(i);
        if (day.digits > 0) return std::nullopt;
        day = number(i, stop);
        if (day.digits == 0 || day.digits > 2) return std::nullopt;
        continue;
      }
      stop = end_of_word(i);
      if (stop == i || stop - i > 40) return std::nullopt;
      const int named = months_.month(lower_case(text_.substr(i, stop - i)), style_.language);
      if (named == 0 && (words > 0 || stop - i > kUnit)) return std::nullopt;
      if (named != 0) month = named;
    }
    // "in 2025. May 3, 2026": the day is the next year's.
    const std::size_t next = past_spaces(past(stop, {".", "st", "nd", "rd", "th"}));
    if (const std::size_t digits = end_of_digits(next) - next; digits == 4) return std::nullopt;
    return day.digits > 0 ? make(year, month, day.value, begin, stop) : std::nullopt;
  }

  // 2026-11-19, 2026/11/19, 2026.11.19., 2026年11月19日, 2026. 11. 19.
  std::optional<Moment> year_first(int year, std::size_t begin, std::size_t end) const {
    if (auto moment = year_then_name(year, begin, end)) return moment;
    std::size_t i = past(end, {"-", "/", ".", "年", "년", "_"});
    if (i == end) return std::nullopt;
    i = past_spaces(i);
    std::size_t stop = end_of_digits(i);
    const Number month = number(i, stop);
    if (month.digits == 0 || month.digits > 2) return std::nullopt;
    i = past(stop, {"-", "/", ".", "月", "월", "_"});
    if (i == stop) return std::nullopt;
    i = past_spaces(i);
    stop = end_of_digits(i);
    const Number day = number(i, stop);
    if (day.digits == 0 || day.digits > 2) return std::nullopt;
    return make(year, month.value, day.value, begin, past(stop, {"日", "일"}));
  }

  // 19.11.2026, 11/19/2026, 19-11-2026, 19.11.26, 19 | 11 | 2026
  std::optional<Moment> numeric(const Number& first, std::size_t begin, std::size_t end) const {
    const std::size_t mark = past_blanks(end);
    const char separator = at(mark);
    const bool spaced = separator == '/' || separator == '|';
    if (!spaced && (mark != end || (separator != '.' && separator != '-'))) return std::nullopt;
    std::size_t i = past_spaces(mark + 1);
    std::size_t stop = end_of_digits(i);
    const Number second = number(i, stop);
    if (second.digits == 0 || second.digits > 2) return std::nullopt;
    if (spaced) stop = past_blanks(stop);
    if (at(stop) != separator) return std::nullopt;
    i = past_spaces(stop + 1);
    stop = end_of_digits(i);
    Number year = number(i, stop);
    if (year.digits == 2 && (separator == '.' || separator == '/')) {
      year.value = of_two_digits(year.value);
    } else if (year.digits != 4) {
      return std::nullopt;
    }
    bool month_first = separator == '/' && style_.month_first;
    if (first.value > 12) month_first = false;
    if (second.value > 12) month_first = true;
    return make(year.value, month_first ? first.value : second.value,
                month_first ? second.value : first.value, begin, stop);
  }

  // 19 November 2026, 19. November 2026, 19th of November, 2026, 19 de noviembre de 2026
  std::optional<Moment> day_then_name(int day, std::size_t begin, std::size_t end) const {
    std::size_t i = past(end, {".", "st", "nd", "rd", "th", "er", "º", "°", "-", "ª"});
    for (int words = 0; words < 2; ++words) {
      i = past_spaces(i);
      const std::size_t stop = end_of_word(i);
      if (stop == i || stop - i > 40) return std::nullopt;
      const int month = months_.month(lower_case(text_.substr(i, stop - i)), style_.language);
      if (month == 0) {
        i = stop;
        continue;
      }
      return year_after(month, day, begin, past(stop, {".", "-"}));
    }
    return std::nullopt;
  }

  static int of_two_digits(int year) { return year + (year < 70 ? 2000 : 1900); }

  // A year, perhaps behind "de", "of" or a comma; one of two digits behind an apostrophe or at the
  // end.
  std::optional<Moment> year_after(int month, int day, std::size_t begin, std::size_t i) const {
    for (int words = 0; words < 2; ++words) {
      i = past_spaces(i);
      const std::size_t cut = past(i, {"'", "’"});
      if (digit(at(cut))) {
        const std::size_t stop = end_of_digits(cut);
        const Number year = number(cut, stop);
        if (year.digits == 4) return make(year.value, month, day, begin, stop);
        const std::size_t next = past_blanks(stop);
        const bool ends = next == text_.size() || at(next) == ')' || at(next) == ']';
        if (year.digits != 2 || (cut == i && !ends)) return std::nullopt;
        return make(of_two_digits(year.value), month, day, begin, stop);
      }
      const std::size_t stop = end_of_word(i);
      if (stop == i || stop - i > 4) return std::nullopt;
      i = past(stop, {"."});
    }
    return std::nullopt;
  }

  // November 19, 2026; Nov. 19th 2026; Nov 19 10:20:30 +0100 2026; Nov 192026 of a calendar leaf
  std::optional<Moment> at_word(std::size_t begin, std::size_t end) const {
    if (end - begin > 40 || end - begin < 2) return std::nullopt;
    std::size_t i = past_spaces(past(end, {"."}));
    if (!digit(at(i))) return std::nullopt;
    std::size_t stop = end_of_digits(i);
    if (const std::size_t digits = stop - i; digits == 5 || digits == 6) {
      if (const int year = number(stop - 4, stop).value; year < 1900 || year > 2200)
        return std::nullopt;
      stop -= 4;
    }
    const Number day = number(i, stop);
    if (day.digits == 0 || day.digits > 2) return std::nullopt;
    const int month = months_.month(lower_case(text_.substr(begin, end - begin)), style_.language);
    if (month == 0) return std::nullopt;
    i = past(stop, {"st", "nd", "rd", "th", "."});
    i = past_spaces(i);
    std::size_t year_end = end_of_digits(i);
    if (const Number year = number(i, year_end); year.digits == 4) {
      return make(year.value, month, day.value, begin, year_end);
    }
    if (at(year_end) != ':') return std::nullopt;
    // The time of day stands before the year.
    const std::size_t clock = i;
    for (int parts = 0; parts < 2 && at(year_end) == ':'; ++parts) {
      year_end = end_of_digits(year_end + 1);
    }
    i = past_blanks(year_end);
    if (at(i) == '+' || at(i) == '-') i = past_blanks(end_of_digits(i + 1));
    year_end = end_of_digits(i);
    const Number year = number(i, year_end);
    if (year.digits != 4) return std::nullopt;
    auto moment = make(year.value, month, day.value, begin, year_end);
    if (!moment || moment->precision != Precision::kDay) return moment;
    moment->end = clock;
    time_of_day(*moment, month);
    moment->end = year_end;
    return moment;
  }

  // Adds "T10:20:30+01:00", " at 10.20 am ET", " um 10:20 Uhr", " - 10h20", … behind the date.
  void time_of_day(Moment& moment, int month) const {
    std::size_t i = moment.end;
    if (at(i) == 'T' || at(i) == 't') ++i;
    for (int steps = 0; steps < 4 && !digit(at(i)); ++steps) {
      i = past_spaces(i);
      i = past(i, {"-",    "–",   "—",  "|",   "•",     "·",  "/",       "@", "(", "um", "at", "à",
                   "alle", "ore", "kl", "klo", "a las", "às", "klockan", "o", "о", "в",  "."});
    }
    std::size_t stop = end_of_digits(i);
    Number hour = number(i, stop);
    int minute = 0, second = 0;
    bool seconds_known = false;
    if (hour.digits == 4 && (digit(at(i - 1)) || at(i - 1) == 'T')) {  // basic format
      minute = hour.value % 100;
      hour.value /= 100;
    } else if (stop - i == 6 && at(i - 1) == 'T') {
      hour = number(i, i + 2);
      minute = number(i + 2, i + 4).value;
      second = number(i + 4, i + 6).value;
      seconds_known = true;
    } else {
      if (hour.digits == 0 || hour.digits > 2) return;
      const char mark = at(stop);
      const bool marked = mark == ':' || mark == 'h' || mark == 'H' || mark == '.';
      if (marked && digit(at(stop + 1)) && digit(at(stop + 2)) && !digit(at(stop + 3))) {
        minute = number(stop + 1, stop + 3).value;
        stop += 3;
        if (at(stop) == ':' && digit(at(stop + 1)) && digit(at(stop + 2))) {
          second = number(stop + 1, stop + 3).value;
          seconds_known = true;
          stop += 3;
          if (at(stop) == '.' && digit(at(stop + 1))) stop = end_of_digits(stop + 1);
        }
      } else {
        const std::size_t half = past_spaces(stop);
        const char c = static_cast<char>(at(half) | 0x20);
        if ((c != 'a' && c != 'p') || (at(half + 1) | 0x20) != 'm') return;
      }
    }
    const std::size_t half = past_spaces(stop);
    const char c = static_cast<char>(at(half) | 0x20);
    const std::size_t after = at(half + 1) == '.' ? half + 2 : half + 1;
    if ((c == 'a' || c == 'p') && (at(after) | 0x20) == 'm' && !letter(at(after + 1))) {
      if (hour.value == 12) hour.value = 0;
      if (c == 'p') hour.value += 12;
      stop = past(after + 1, {"."});
    }
    if (hour.value > 24 || minute > 59 || second > 60) return;
    moment.time += hours(hour.value) + minutes(minute) + seconds(second);
    moment.precision = seconds_known ? Precision::kSecond : Precision::kMinute;
    moment.end = stop;
    zone(moment, stop, month);
  }

  void zone(Moment& moment, std::size_t i, int month) const {
    i = past_spaces(i);
    if (at(i) == '(') ++i;
    if (at(i) == '+' || (at(i) == '-' && digit(at(i + 1)))) {
      apply_offset(moment, i);
      return;
    }
    const std::size_t end = end_of_word(i);
    if (end == i || end - i > 4) return;
    const std::string name = lower_case(text_.substr(i, end - i));
    if (name == "uhr" && end < text_.size()) return zone(moment, end, month);
    for (const Zone& zone : kZones) {
      if (zone.name != name) continue;
      moment.zoned = true;
      moment.end = end;
      if (zone.minutes == 0 && name != "z" && (at(end) == '+' || at(end) == '-') &&
          digit(at(end + 1))) {
        apply_offset(moment, end);
      } else {
        moment.offset = zone.minutes;
        moment.time -= minutes(zone.minutes);
      }
      return;
    }
    for (const Zone& zone : kAmericanZones) {
      if (zone.name != name) continue;
      const bool summer = month > 3 && month < 11;
      moment.offset = zone.minutes + (summer ? 60 : 0);
      moment.time -= minutes(moment.offset);
      moment.zoned = true;
      moment.end = end;
      return;
    }
  }

  void apply_offset(Moment& moment, std::size_t i) const {
    const int sign = at(i) == '-' ? -1 : 1;
    std::size_t stop = end_of_digits(i + 1);
    Number first = number(i + 1, stop);
    int offset = 0;
    if (first.digits == 4) {
      offset = first.value / 100 * 60 + first.value % 100;
    } else if (first.digits == 1 || first.digits == 2) {
      offset = first.value * 60;
      if (at(stop) == ':' && digit(at(stop + 1)) && digit(at(stop + 2))) {
        offset += number(stop + 1, stop + 3).value;
        stop += 3;
      }
    } else {
      return;
    }
    if (offset > 15 * 60) return;
    moment.offset = sign * offset;
    moment.time -= minutes(moment.offset);
    moment.zoned = true;
    moment.end = stop;
  }

  std::string_view text_;
  const Months& months_;
  const DateStyle& style_;
  bool any_year_;
};

}  // namespace

Months::Months(const Data&) {
  constexpr const char* kLanguages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk",
                                        "cs", "sk", "sl", "hr", "sr", "bg", "mk", "ro", "hu", "fi",
                                        "sv", "nb", "da", "is", "et", "lv", "lt", "el", "tr", "az",
                                        "ca", "gl", "eu", "id", "ms", "vi", "ar", "fa", "he", "hi",
                                        "bn", "th", "ka", "hy", "sq", "bs", "cy", "ga", "af", "sw"};
  for (const char* language : kLanguages) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(language), status);
    if (U_FAILURE(status)) continue;
    std::int32_t days = 0;
    const icu::UnicodeString* first_day = symbols.getWeekdays(days);
    const std::span<const icu::UnicodeString> weekdays(first_day, static_cast<std::size_t>(days));
    for (std::int32_t d = 1; d < days; ++d) {
      std::string folded;
      icu::UnicodeString(weekdays[static_cast<std::size_t>(d)])
          .toLower(icu::Locale(language))
          .toUTF8String(folded);
      weekdays_.insert(std::move(folded));
    }
    for (const auto context :
         {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* first = symbols.getMonths(count, context, width);
        const std::span<const icu::UnicodeString> months(first, static_cast<std::size_t>(count));
        for (std::int32_t m = 0; m < count && m < 12; ++m) {
          icu::UnicodeString name = months[m];
          name.toLower(icu::Locale(language));
          std::string folded;
          name.toUTF8String(folded);
          while (folded.ends_with('.')) folded.pop_back();
          if (folded.empty() || digit(folded.front())) continue;
          std::vector<Named>& named = names_[folded];
          const bool known = std::any_of(named.begin(), named.end(), [&](const Named& n) {
            return n.language == language && n.month == m + 1;
          });
          if (!known) named.push_back({language, m + 1});
        }
      }
    }
  }
  // The first three letters, where they tell, in texts of that language only: "3 ноя".
  std::map<std::pair<std::string, std::string>, int> starts;
  for (const auto& [name, list] : names_) {
    std::int32_t end = 0;
    U8_FWD_N(name.data(), end, static_cast<std::int32_t>(name.size()), 3);
    if (static_cast<std::size_t>(end) >= name.size()) continue;
    for (const Named& named : list) {
      int& month = starts[{name.substr(0, static_cast<std::size_t>(end)), named.language}];
      month = month == 0 || month == named.month ? named.month : -1;
    }
  }
  for (const auto& [start, month] : starts) {
    if (month > 0) names_[start.first].push_back({start.second, month, true});
  }
  names_["sept"].push_back({"en", 9});
  names_["märz"].push_back({"de", 3});
}

int Months::month(const std::string& folded, const std::string& language) const {
  const auto found = names_.find(folded);
  if (found == names_.end()) return 0;
  int month = 0;
  for (const Named& named : found->second) {
    if (named.language == language) return named.month;
    if (named.start) continue;
    if (month != 0 && month != named.month) month = -1;
    if (month == 0) month = named.month;
  }
  return std::max(month, 0);
}

std::optional<Moment> find_date(std::string_view text, const Months& months, const DateStyle& style,
                                std::size_t from, bool any_year) {
  return Scanner(text, months, style, any_year).find(from);
}

std::optional<Moment> parse_date(std::string_view value, const Months& months,
                                 const DateStyle& style, bool any_year) {
  constexpr std::size_t kLongest = 120;
  if (value.size() > kLongest) return std::nullopt;
  const bool number = !value.empty() && std::all_of(value.begin(), value.end(), digit);
  if (number && (value.size() == 10 || value.size() == 13)) {
    std::int64_t since = 0;
    std::from_chars(value.data(), value.data() + value.size(), since);
    Moment moment;
    moment.time = Time(seconds(value.size() == 13 ? since / 1000 : since));
    moment.precision = Precision::kSecond;
    moment.zoned = true;
    moment.end = value.size();
    return moment;
  }
  return find_date(value, months, style, 0, any_year);
}

std::optional<Moment> date_in_url(std::string_view url) {
  const auto number = [&](std::size_t begin, std::size_t size) {
    int value = 0;
    for (std::size_t i = begin; i < begin + size; ++i) {
      if (i >= url.size() || !digit(url[i])) return -1;
      value = value * 10 + (url[i] - '0');
    }
    return value;
  };
  for (std::size_t i = 1; i + 8 <= url.size(); ++i) {
    if (digit(url[i - 1]) || !digit(url[i])) continue;
    const int year = number(i, 4);
    if (year < 1990 || year > 2200) continue;
    const auto is_mark = [&](std::size_t j) {
      return url[j] == '/' || url[j] == '-' || url[j] == '_' || url[j] == '.';
    };
    // A month or a day: two digits, or one between marks.
    std::size_t at = i + 4;
    const bool marked = is_mark(at);
    const auto part = [&](bool may_be_short) {
      int value = number(at, 2);
      std::size_t used = 2;
      if (value < 0 && may_be_short) {
        value = number(at, 1);
        used = 1;
      }
      at += used;
      return value;
    };
    if (marked) ++at;
    const int month = part(marked);
    if (month < 1 || at >= url.size()) continue;
    const bool again = is_mark(at);
    if (marked && again && url[at] != url[i + 4]) continue;
    if (again) ++at;
    const int day = part(marked && again);
    if (day < 1 || (at < url.size() && digit(url[at]))) continue;
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year},
                              std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) continue;
    Moment moment;
    moment.time = sys_days{date};
    moment.begin = i;
    moment.end = at;
    return moment;
  }
  return std::nullopt;
}

bool acceptable(Time time) {
  using namespace std::chrono;
  return time >= sys_days{year{1400} / 1 / 1} && time < sys_days{year{2201} / 1 / 1};
}

}  // namespace secondsource::extract
