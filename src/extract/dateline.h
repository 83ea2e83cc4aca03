// The opening "PLACE, date (AGENCY) —" of a text, in the styles of the agencies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dates.h"
#include "press/press.h"
#include "secondsource/article.h"

namespace secondsource::extract {

// An agency where agencies are credited.
struct NamedAgency {
  std::string name;    // canonical where it is known, else as printed
  bool known = false;  // by data/
};

// Those in "Reuters", "dpa/lno", "Altanova/Transmar", those that data/ knows first, each in order.
// Others are names by their shape alone, one to four capitalised words: "Castellan", "Jane Doe".
// The first eight of all.  Linear.
std::vector<NamedAgency> agencies_in(std::string_view words, const press::Press& press);

// Of a paragraph that stands at `offset` of Article::text.  Styles:
//
//   LONDON (Reuters) - …            Berlin (dpa/lno) – …         PARIS, 19 nov 2026 (AFP) - …
//   BEIJING, Nov. 19 (Xinhua) -- …  MOSCOW, November 19. /TASS/. …   (ANSA) - ROMA, 19 NOV - …
//   Madrid, 19 nov (EFE).- …        МОСКВА, 19 ноя - РИА Новости. …  NEW YORK — …   東京 (共同) ―
//   BERLIN. … (of German alone)
//
// Without an agency the place must be in capitals or be followed by a date.  O(1): only the first
// 160 bytes are looked at.
std::optional<Dateline> find_dateline(std::string_view paragraph, std::uint32_t offset,
                                      const press::Press& press, const Months& months,
                                      const DateStyle& style);

}  // namespace secondsource::extract
