#include "report/page.h"

#include <algorithm>

#include "report/plain.h"

namespace secondsource::report {
namespace {

// SGR parameters; "" for plain words.
std::string_view colour_of(Piece::Style style) {
  switch (style) {
    case Piece::Style::kPlain:
      return "";
    case Piece::Style::kStrong:
      return "1";
    case Piece::Style::kQuiet:
      return "2";
    case Piece::Style::kHeading:
      return "1;36";
    case Piece::Style::kMark:
      return "1;33";
    case Piece::Style::kCue:
      return "32";
    case Piece::Style::kSpeaker:
      return "1;35";
    case Piece::Style::kRemoved:
      return "31;9";
    case Piece::Style::kAdded:
      return "32;4";
  }
  return "";
}

// A code point with the marks on it.
struct Cell {
  std::string_view bytes;
  std::size_t columns;
  Piece::Style style;
  bool space() const { return bytes == " "; }
};

std::vector<Cell> cells_of(std::span<const Piece> pieces) {
  std::vector<Cell> cells;
  for (const Piece& piece : pieces) {
    for (std::size_t at = 0; at < piece.words.size();) {
      const std::size_t begin = at;
      const std::size_t columns = columns_of(next_code_point(piece.words, at));
      cells.push_back(
          {std::string_view(piece.words).substr(begin, at - begin), columns, piece.style});
    }
  }
  return cells;
}

std::string without_colour(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const std::size_t begin = std::min(line.find('\x1b'), line.size());
    out += line.substr(0, begin);
    const std::size_t end = std::min(line.find('m', begin), line.size());
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return out;
}

}  // namespace

void Page::put(std::string_view words, Piece::Style style) {
  const std::string_view colour = options_.colour ? colour_of(style) : "";
  if (!colour.empty()) out_.append("\x1b[").append(colour).append("m");
  out_ += words;
  if (!colour.empty()) out_ += "\x1b[0m";
}

void Page::paragraph(std::span<const Piece> pieces, std::size_t indent, std::size_t hanging) {
  const std::vector<Cell> cells = cells_of(pieces);
  const std::size_t page = static_cast<std::size_t>(std::max(options_.columns, 20));
  std::size_t begin = 0;
  for (bool first = true; first || begin < cells.size(); first = false) {
    const std::size_t margin = std::min(first ? indent : hanging, page / 2);
    const std::size_t room = page - margin;
    std::size_t end = begin, used = 0, stop = begin;  // stop: where the line may end
    while (end < cells.size() && used + cells[end].columns <= room) {
      used += cells[end].columns;
      if (cells[end].space() || cells[end].columns == 2) stop = end + 1;
      ++end;
    }
    if (end < cells.size() && !cells[end].space()) {
      if (stop > begin) {
        end = stop;
      } else {
        while (end < cells.size() && cells[end].columns == 0) ++end;
        end = std::max(end, begin + 1);
      }
    }
    std::size_t last = end;
    while (last > begin && cells[last - 1].space()) --last;
    if (last > begin) out_.append(margin, ' ');
    for (std::size_t i = begin; i < last;) {
      std::size_t same = i;
      std::string words;
      while (same < last && cells[same].style == cells[i].style) words += cells[same++].bytes;
      put(words, cells[i].style);
      i = same;
    }
    out_ += '\n';
    begin = end;
    while (begin < cells.size() && cells[begin].space()) ++begin;
  }
}

void Page::paragraph(std::string_view words, std::size_t indent, Piece::Style style) {
  const Piece piece{std::string(words), style};
  paragraph({&piece, 1}, indent, indent);
}

void Page::row(std::size_t indent, const Piece& left, std::size_t width,
               std::span<const Piece> right) {
  std::string words = columns_of(left.words) <= width ? left.words : shortened(left.words, width);
  const std::size_t margin = indent + width + 2;
  out_.append(indent, ' ');
  if (margin > static_cast<std::size_t>(std::max(options_.columns, 20)) / 2) {  // a narrow page
    put(words, left.style);
    out_ += '\n';
    paragraph(right, indent + 2, indent + 2);
    return;
  }
  words.append(width - columns_of(words) + 2, ' ');
  put(words, left.style);
  // The right side wraps under itself: its first margin is what the left side took.
  std::string rest;
  Page(rest, options_).paragraph(right, margin, margin);
  out_ += std::string_view(rest).substr(std::min(margin, rest.find_first_not_of(' ')));
}

void Page::beside(std::span<const Piece> left, std::span<const Piece> right) {
  const int half = std::max((options_.columns - 3) / 2, 20);
  const auto lines_of = [&](std::span<const Piece> pieces) {
    std::string text;
    Page(text, {.columns = half, .colour = options_.colour}).paragraph(pieces, 0, 0);
    return text;
  };
  const std::string texts[2] = {lines_of(left), lines_of(right)};
  std::string_view rest[2] = {texts[0], texts[1]};
  while (!rest[0].empty() || !rest[1].empty()) {
    std::string_view line[2];
    for (int side : {0, 1}) {
      const std::size_t end = std::min(rest[side].find('\n'), rest[side].size());
      line[side] = rest[side].substr(0, end);
      rest[side].remove_prefix(std::min(end + 1, rest[side].size()));
    }
    const std::size_t used = columns_of(without_colour(line[0]));
    out_.append(line[0]).append(static_cast<std::size_t>(half) - std::min<std::size_t>(used, half),
                                ' ');
    out_.append(" │ ").append(line[1]).append("\n");
  }
}

void Page::heading(std::string_view words) {
  out_ += '\n';
  put(words, Piece::Style::kHeading);
  out_ += '\n';
}

}  // namespace secondsource::report
