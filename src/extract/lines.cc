#include "extract/lines.h"

namespace secondsource::extract {

std::expected<std::optional<Lines::Line>, std::string> Lines::next(std::size_t limit) {
  Line line;
  std::size_t searched = 0;
  while (true) {
    const auto bytes = input_.peek(searched + 1);
    if (!bytes) return std::unexpected(bytes.error());
    const std::size_t newline = bytes->find('\n', searched);
    const bool ended = bytes->size() == searched;
    if (ended && !input_.failed().empty()) {  // what there is of the line is not all of it
      input_.skip(searched);
      return std::unexpected(input_.failed());
    }
    if (newline != std::string_view::npos || ended) {
      const std::size_t size = std::min(newline, bytes->size());
      if (ended && size == 0 && !line.too_long) return std::nullopt;
      line.too_long = line.too_long || size > limit;
      if (!line.too_long) line.text = bytes->substr(0, size);
      input_.skip(std::min(size + 1, bytes->size()));
      return line;
    }
    searched = bytes->size();
    if (searched > limit) {
      line.too_long = true;
      input_.skip(searched);
      searched = 0;
    }
  }
}

std::expected<bool, std::string> Lines::nothing_follows() {
  while (true) {
    const auto bytes = input_.peek(1);
    if (!bytes) return std::unexpected(bytes.error());
    if (bytes->empty()) return true;
    if (bytes->find_first_not_of(" \t\r\n\f") != std::string_view::npos) return false;
    input_.skip(bytes->size());
  }
}

}  // namespace secondsource::extract
