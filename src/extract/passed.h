// What an input holds beside articles: how many of which kind.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace secondsource::extract {

using PassedOver = std::map<std::string, std::uint64_t>;

// "passed over 12 records: 7 request, 5 binary", most first; "" when none was.
std::string passed_over(const PassedOver& counts, std::string_view what);

}  // namespace secondsource::extract
