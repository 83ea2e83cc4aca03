// Bytes from files and standard input, and the records in them.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::extract {

// An open file, or standard input.  Read once, from begin to end.
class ByteSource {
 public:
  // `path`: "-" for standard input.  An error for what cannot be read as a file.
  static std::expected<ByteSource, std::string> open(const std::string& path);
  ~ByteSource();
  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;

  // Appends up to `size` bytes to `out`; false at the end.
  std::expected<bool, std::string> read(std::size_t size, std::string& out);

 private:
  explicit ByteSource(int file) : file_(file) {}
  int file_ = -1;
};

// The elements of a JSON array, each as it is printed there; what is no array gives nothing.
std::vector<std::string_view> elements_of(std::string_view array);

// The files of a folder and those below it, in order of their paths, hidden ones left out.  Errors
// stand in the place of what could not be read.
struct Listed {
  std::string path;
  std::string error;  // "" when it is a file
};
std::vector<Listed> files_of(const std::string& folder);

}  // namespace secondsource::extract
