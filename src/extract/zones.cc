#include "extract/zones.h"

#include <stdexcept>

#include "data/files.h"
#include "secondsource/data.h"

namespace secondsource::extract {

Zones::Zones(const Data& data) {
  for (const std::string& file : data.files("zones.tsv")) {
    const auto table = data::parse_table(file, "zones.tsv");
    if (!table) throw std::runtime_error(table.error().line());
    for (const std::vector<std::string>& row : table->rows) {
      if (row.size() < 2) throw std::runtime_error("zones.tsv: a line without a zone: " + row[0]);
      std::unique_ptr<const icu::TimeZone> zone(
          icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(row[1])));
      if (*zone == icu::TimeZone::getUnknown()) {
        throw std::runtime_error("zones.tsv: an unknown zone: " + row[1]);
      }
      zones_[row[0]] = std::move(zone);
    }
  }
}

std::optional<int> Zones::offset(std::string_view country, Time instant) const {
  const auto zone = zones_.find(std::string(country));
  if (zone == zones_.end()) return std::nullopt;
  constexpr std::int32_t kMinute = 60'000;
  const auto since = static_cast<double>(instant.time_since_epoch().count()) * 1000;
  std::int32_t standard = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->second->getOffset(since, false, standard, summer, status);
  if (U_FAILURE(status)) return std::nullopt;
  return (standard + summer) / kMinute;
}

}  // namespace secondsource::extract
