#include "cli/write_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace secondsource::cli {
namespace {

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::unexpected<Error> failure(const std::string& path) {
  return std::unexpected(Error{path, fmt::format("cannot be written: {}", std::strerror(errno))});
}

}  // namespace

std::expected<void, Error> write_file(const std::string& path, std::string_view bytes) {
  struct stat status{};
  const bool exists = stat(path.c_str(), &status) == 0;
  const bool replace = !exists || S_ISREG(status.st_mode);
  const std::string name = replace ? fmt::format("{}.{}.part", path, getpid()) : path;
  const int flags = O_WRONLY | O_CLOEXEC | (replace ? O_CREAT | O_TRUNC : 0);
  const int file = ::open(name.c_str(), flags, 0666);
  if (file < 0) return failure(path);
  const bool written = write_all(file, bytes) && (!replace || fsync(file) == 0);
  const int error = errno;
  const bool closed = ::close(file) == 0;
  if (!written) errno = error;
  if (written && closed && (!replace || std::rename(name.c_str(), path.c_str()) == 0)) return {};
  const auto failed = failure(path);
  if (replace) ::unlink(name.c_str());
  return failed;
}

}  // namespace secondsource::cli
