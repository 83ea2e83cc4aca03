// Any bytes as what news agencies send: NewsML-G2, NITF, ninjs.
#include "fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  secondsource::read_as_file(bytes, size);
  return 0;
}
