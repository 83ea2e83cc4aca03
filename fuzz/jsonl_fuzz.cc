// Any bytes as a file of records: every record gives an article or one error, and reading ends.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cassert>
#include <cstdint>
#include <memory>
#include <string>

#include "secondsource/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace secondsource;
  static const std::shared_ptr<const Data> data = *Data::load();
  static const int file = ::memfd_create("records", 0);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, bytes, size, 0) < 0) return 0;
  Reader reader(fmt::format("/proc/self/fd/{}", file), data);
  std::size_t documents = 0;
  while (reader.next()) {
    ++documents;
    assert(documents <= size + 1);
  }
  return 0;
}
