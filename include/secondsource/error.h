// Errors as values.
#pragma once

#include <string>

namespace secondsource {

// Why an input, a library or a request could not be served.
struct Error {
  std::string input;    // path, URL, "PATH#N" of a record, or library the error is about
  std::string message;  // what is wrong and what to do about it: one line, no full stop

  // "INPUT: MESSAGE", as printed after "secondsource: ".
  std::string line() const { return input.empty() ? message : input + ": " + message; }
};

}  // namespace secondsource
