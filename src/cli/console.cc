#include "cli/console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "report/plain.h"

namespace secondsource::cli {
namespace {

constexpr std::size_t kBuffer = 1u << 16;

// Everything, or the errno of what stopped it.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Console::Console()
    : out_is_terminal_(isatty(STDOUT_FILENO) == 1),
      error_is_terminal_(isatty(STDERR_FILENO) == 1) {}

void Console::out(std::string_view text) {
  if (!listening()) return;
  buffer_ += text;
  if (buffer_.size() >= kBuffer) flush();
}

void Console::line(std::string_view text) {
  out(text);
  out("\n");
}

void Console::flush() {
  if (buffer_.empty()) return;
  if (out_is_terminal_) clear_progress();
  if (listening()) write_error_ = write_all(STDOUT_FILENO, buffer_);
  buffer_.clear();
}

void Console::error(std::string_view message) {
  clear_progress();
  write_all(STDERR_FILENO, fmt::format("secondsource: {}\n", report::plain(message)));
}

void Console::note(std::string_view message) {
  clear_progress();
  write_all(STDERR_FILENO, fmt::format("{}\n", report::plain(message)));
}

void Console::progress(std::string_view what, std::size_t done) {
  if (!error_is_terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (showing_progress_ && now - shown_ < std::chrono::milliseconds(200)) return;
  shown_ = now;
  showing_progress_ = true;
  write_all(STDERR_FILENO, done == 0 ? fmt::format("\r\x1b[K{} …", what)
                                     : fmt::format("\r\x1b[K{} … {}", what, done));
}

void Console::clear_progress() {
  if (!showing_progress_) return;
  write_all(STDERR_FILENO, "\r\x1b[K");
  showing_progress_ = false;
}

int Console::finish(int status) {
  flush();
  clear_progress();
  if (listening()) return status;
  if (write_error_ == EPIPE && !closed_pipe_is_error) return std::max(status, 1);
  error(fmt::format("standard output: {}", std::strerror(write_error_)));
  return std::max(status, 1);
}

TerminalOptions Console::terminal() const {
  TerminalOptions options;
  if (!out_is_terminal_) return options;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.columns = std::min<int>(options.columns, size.ws_col);
  }
  const char* kind = std::getenv("TERM");
  const char* refused = std::getenv("NO_COLOR");
  options.colour = (refused == nullptr || *refused == '\0') &&
                   (kind == nullptr || std::string_view(kind) != "dumb");
  return options;
}

}  // namespace secondsource::cli
