// Any bytes as an address, and as one relative to another: cleaning ends, gives UTF-8 without
// control characters, and changes nothing the second time.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "extract/clean.h"
#include "extract/dates.h"
#include "press/press.h"

using namespace secondsource;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  const std::size_t line = std::min(all.find('\n'), all.size());
  const std::string_view base = all.substr(0, line);
  const std::string_view url = all.substr(std::min(line + 1, all.size()));
  for (const std::string& clean :
       {extract::clean_url(base), extract::clean_url(url, base),
        extract::clean_url(url, "https://ledger.example/news/today/?page=2")}) {
    for (const char c : clean) assert(static_cast<unsigned char>(c) >= 0x20);
    assert(clean.empty() || extract::clean_url(clean) == clean);
    extract::host_of(clean);
    extract::date_in_url(clean);
    press::registrable_domain(clean);
  }
  extract::host_of(all);
  extract::date_in_url(all);
  press::registrable_domain(all);
  return 0;
}
