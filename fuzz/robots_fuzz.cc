// Any bytes as a robots.txt, asked about a path.
#include <cstdint>
#include <string_view>

#include "fetch/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace secondsource::fetch;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t path = size / 4;
  const Robots robots = Robots::parse(text.substr(path), "secondsource");
  static_cast<void>(robots.allows(text.substr(0, path)));
  return 0;
}
