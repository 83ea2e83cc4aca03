// Any bytes as a WARC file: fuzz/seeds/warc has whole ones.
#include "fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  secondsource::read_as_file(bytes, size);
  return 0;
}
