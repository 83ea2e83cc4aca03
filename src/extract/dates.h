// Dates and times as pages print them, in the languages ICU knows the months of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "secondsource/time.h"

namespace secondsource {
class Data;
}

namespace secondsource::extract {

struct Moment {
  Time time;
  Precision precision = Precision::kDay;
  bool zoned = false;              // false: no time zone was given, the time is taken as UTC
  int offset = 0;                  // of that zone, minutes east of UTC
  std::size_t begin = 0, end = 0;  // bytes of the text searched
};

// What numbers alone do not tell.
struct DateStyle {
  std::string language;      // primary subtag; "" when unknown
  bool month_first = false;  // 11/19/2026 and 11/12/2026
};

// Names of months.  Immutable once built.
class Months {
 public:
  explicit Months(const Data& data);
  // 1 to 12; 0 when `folded` (lower case) names no month, or different ones in languages other than
  // `language`.
  int month(const std::string& folded, const std::string& language) const;
  // Whether `folded` is the name of a day of the week in any language.
  bool weekday(const std::string& folded) const { return weekdays_.contains(folded); }

 private:
  struct Named {
    std::string language;
    int month = 0;
    bool start = false;  // the first three letters of it
  };
  std::unordered_map<std::string, std::vector<Named>> names_;
  std::unordered_set<std::string> weekdays_;
};

// The first date in `text` at or after `from`, with the time of day that follows it, if one does.
// Dates without a year are none.  Years outside 1400 to 2200 give a date only if `any_year`, and
// then with time_since_epoch() as far as a Time reaches.  O(length).
std::optional<Moment> find_date(std::string_view text, const Months& months, const DateStyle& style,
                                std::size_t from = 0, bool any_year = false);

// Of a value that is a date and nothing else: one of the above, or seconds or milliseconds since
// 1970.
std::optional<Moment> parse_date(std::string_view value, const Months& months,
                                 const DateStyle& style, bool any_year = false);

// Of ".../2026/11/19/...", ".../2026-11-19-...", ".../20261119-..." or ".../2026/1119/...".
std::optional<Moment> date_in_url(std::string_view url);

bool acceptable(Time time);  // the years 1400 to 2200

}  // namespace secondsource::extract
