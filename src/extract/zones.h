// What clocks show where an outlet is: data/zones.tsv.
#pragma once

#include <unicode/timezone.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "secondsource/time.h"

namespace secondsource {
class Data;
}

namespace secondsource::extract {

// Immutable once built.
class Zones {
 public:
  explicit Zones(const Data& data);

  // Minutes east of UTC at `instant` in a country (ISO 3166, lower case, or the end of its
  // domains); nothing where the table has no zone for it.
  std::optional<int> offset(std::string_view country, Time instant) const;

 private:
  std::unordered_map<std::string, std::unique_ptr<const icu::TimeZone>> zones_;
};

}  // namespace secondsource::extract
