// Bytes from files, standard input and memory, read once, from begin to end.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace secondsource::extract {

class Stream {
 public:
  Stream() = default;
  virtual ~Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Appends at least one and about `size` bytes to `out`; false at the end, with none.
  virtual std::expected<bool, std::string> read(std::size_t size, std::string& out) = 0;
};

// `path`: "-" for standard input.  An error for what cannot be read as a file.
std::expected<std::unique_ptr<Stream>, std::string> open_file(const std::string& path);
std::unique_ptr<Stream> stream_of(std::string bytes);

// A stream of which the next bytes can be looked at before they are taken.
class Input {
 public:
  explicit Input(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}

  // At least `size` of the next bytes, fewer at the end and before an error, which comes once all
  // bytes before it are taken.  Valid until the next call.
  std::expected<std::string_view, std::string> peek(std::size_t size);
  // All that was read and not yet taken.
  std::string_view ahead() const { return std::string_view(buffer_).substr(at_); }
  // The error behind the bytes that are left, "" when none is known.
  const std::string& failed() const { return failed_; }
  // Takes as many of the bytes that were looked at.
  void skip(std::size_t size) { at_ += size; }

 private:
  std::unique_ptr<Stream> stream_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::string failed_;
};

// The rest of an input, as a stream again.
std::unique_ptr<Stream> stream_of(Input input);

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
