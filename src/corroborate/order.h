// The order of articles in time.
#pragma once

#include <chrono>
#include <tuple>

#include "secondsource/article.h"

namespace secondsource::corroborate {

// A total order that depends on the articles alone: by time, those without one last, then by id.
inline bool comes_before(const Article& a, const Article& b) {
  const bool undated_a = !a.published, undated_b = !b.published;
  return std::tie(undated_a, a.published, a.id) < std::tie(undated_b, b.published, b.id);
}

// Whether `a` was certainly published before `b`: equal and unknown times are not, nor is a day
// before an hour of that day.
inline bool certainly_before(const Article& a, const Article& b) {
  if (!a.published || !b.published) return false;
  const std::chrono::seconds width = a.published_precision == Precision::kDay ? std::chrono::days(1)
                                     : a.published_precision == Precision::kMinute
                                         ? std::chrono::minutes(1)
                                         : std::chrono::seconds(1);
  return *a.published + width <= *b.published;
}

}  // namespace secondsource::corroborate
