#include "extract/clean.h"

#include <gtest/gtest.h>

namespace secondsource::extract {
namespace {

TEST(CleanUrl, ControlCharactersOfTheBaseAreLeftOut) {
  EXPECT_EQ(clean_url("b",
                      "https://ledger.example/\x1F"
                      "a/c"),
            "https://ledger.example/+a/b");
}

TEST(CleanUrl, AnAddressTooLongIsNone) {
  EXPECT_EQ(clean_url("b", "https://ledger.example/" + std::string(5'000, 'a') + "/"), "");
}

}  // namespace
}  // namespace secondsource::extract
