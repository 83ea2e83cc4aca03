// Hands files to a fuzzer as libFuzzer would: PROGRAM FOLDER, whose files are read in turn.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: NAME_replay FOLDER\n", stderr);
    return 2;
  }
  int read = 0;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1], none)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::printf("%s\n", entry.path().c_str());
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++read;
  }
  if (read == 0) std::fprintf(stderr, "%s: no files\n", argv[1]);
  return read == 0;
}
