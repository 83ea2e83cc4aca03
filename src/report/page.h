// A page of a terminal: wrapped lines of words in a few styles.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/report.h"

namespace secondsource::report {

// Words in one style.  Colour only repeats what the words and signs say without it.
struct Piece {
  enum class Style : unsigned char {
    kPlain,
    kStrong,
    kQuiet,
    kHeading,
    kMark,
    kCue,
    kSpeaker,
    kRemoved,
    kAdded
  };
  std::string words;  // plain() or our own: written as they are
  Style style = Style::kPlain;
};
using Pieces = std::vector<Piece>;

class Page {
 public:
  Page(std::string& out, const TerminalOptions& options) : out_(out), options_(options) {}

  int columns() const { return options_.columns; }

  // One paragraph, filled to the width of the page: the first line `indent` columns in, the others
  // `hanging`.  Breaks at spaces, between wide characters, and within words longer than a line.
  void paragraph(std::span<const Piece> pieces, std::size_t indent, std::size_t hanging);
  void paragraph(std::string_view words, std::size_t indent = 0,
                 Piece::Style style = Piece::Style::kPlain);

  // Two columns: `left` as it is, cut to `width`, and `right` wrapped beside it.
  void row(std::size_t indent, const Piece& left, std::size_t width, std::span<const Piece> right);

  // Two texts side by side, each wrapped to half of the page.
  void beside(std::span<const Piece> left, std::span<const Piece> right);

  void blank() { out_ += '\n'; }
  void heading(std::string_view words);  // after a blank line

 private:
  void put(std::string_view words, Piece::Style style);

  std::string& out_;
  TerminalOptions options_;
};

}  // namespace secondsource::report
