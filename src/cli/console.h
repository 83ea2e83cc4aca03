// What a command says: results on standard output, errors and progress on standard error.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "secondsource/error.h"
#include "secondsource/report.h"

namespace secondsource::cli {

class Console {
 public:
  Console();

  // Results.  Buffered until flush() or finish(); after a write has failed, the rest is dropped.
  void out(std::string_view text);
  void line(std::string_view text);
  void flush();
  // Whether results still reach anybody: loops stop when they do not.
  bool listening() const { return write_error_ == 0; }

  // "secondsource: INPUT: what is wrong", on one line whatever the names hold.
  void error(const Error& error) { this->error(error.line()); }
  void error(std::string_view message);
  void note(std::string_view message);

  // Shown in place on a terminal, a few times a second; nowhere else.
  void progress(std::string_view what, std::size_t done);

  // The exit status: `status`, or 1 with its reason when results could not be written.  A reader
  // that has seen enough and closed its pipe is told nothing, unless `closed_pipe_is_error`.
  int finish(int status);
  bool closed_pipe_is_error = false;

  // How reports are shown here: 80 columns or the narrower terminal, colour on a terminal only.
  TerminalOptions terminal() const;

 private:
  void clear_progress();

  std::string buffer_;
  int write_error_ = 0;  // errno
  bool out_is_terminal_ = false, error_is_terminal_ = false, showing_progress_ = false;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace secondsource::cli
