// The opening "PLACE, date (AGENCY) —" of a text, in the styles of the agencies.
#pragma once

#include <optional>
#include <string_view>

#include "extract/dates.h"
#include "press/press.h"
#include "secondsource/article.h"

namespace secondsource::extract {

// Of a paragraph that stands at `offset` of Article::text.  Styles:
//
//   LONDON (Reuters) - …            Berlin (dpa/lno) – …         PARIS, 19 nov 2026 (AFP) - …
//   BEIJING, Nov. 19 (Xinhua) -- …  MOSCOW, November 19. /TASS/. …   (ANSA) - ROMA, 19 NOV - …
//   Madrid, 19 nov (EFE).- …        МОСКВА, 19 ноя - РИА Новости. …  NEW YORK — …   東京 (共同) ―
//
// Without an agency the place must be in capitals or be followed by a date.  O(1): only the first
// 160 bytes are looked at.
std::optional<Dateline> find_dateline(std::string_view paragraph, std::uint32_t offset,
                                      const press::Press& press, const Months& months,
                                      const DateStyle& style);

}  // namespace secondsource::extract
