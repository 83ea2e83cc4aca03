// The lines of an input, one after another, in the memory of one.
#pragma once

#include <algorithm>
#include <expected>
#include <optional>
#include <string>

#include "extract/source.h"

namespace secondsource::extract {

class Lines {
 public:
  explicit Lines(Input input) : input_(std::move(input)) {}

  struct Line {
    std::string text;
    bool too_long = false;  // then without text
  };

  // Nothing at the end.  A line longer than `limit` is passed over.
  std::expected<std::optional<Line>, std::string> next(std::size_t limit);

  // Whether nothing but white space follows.  Reads on only as far as that.
  std::expected<bool, std::string> nothing_follows();

 private:
  Input input_;
};

}  // namespace secondsource::extract
