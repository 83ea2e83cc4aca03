#include "extract/zones.h"

#include <gtest/gtest.h>

#include "reading.h"

namespace secondsource::extract {
namespace {

using namespace std::chrono;

TEST(Zones, FollowTheClocksOfACountryThroughTheYear) {
  const Zones zones(*data());
  EXPECT_EQ(zones.offset("fi", sys_days{2026y / 1 / 15}), 120);
  EXPECT_EQ(zones.offset("fi", sys_days{2026y / 7 / 15}), 180);
  EXPECT_EQ(zones.offset("in", sys_days{2026y / 7 / 15}), 330);
  EXPECT_EQ(zones.offset("uk", sys_days{2026y / 7 / 15}), 60);
}

TEST(Zones, AreUnknownOfCountriesWithSeveralAndOfNames) {
  const Zones zones(*data());
  EXPECT_FALSE(zones.offset("us", sys_days{2026y / 1 / 15}).has_value());
  EXPECT_FALSE(zones.offset("example", sys_days{2026y / 1 / 15}).has_value());
  EXPECT_FALSE(zones.offset("", sys_days{2026y / 1 / 15}).has_value());
}

}  // namespace
}  // namespace secondsource::extract
