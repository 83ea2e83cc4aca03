// Any bytes as an answer of HTTP: codings are undone within bounds.
#include <cassert>
#include <cstdint>

#include "extract/http.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace secondsource::extract;
  const std::string_view message(reinterpret_cast<const char*>(bytes), size);
  constexpr std::size_t kLimit = 1u << 20;
  const auto answer = read_http(message, 200, kLimit);
  assert(!answer || answer->body.size() <= kLimit + size);
  return 0;
}
