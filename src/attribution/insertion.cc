#include "attribution/insertion.h"

#include <algorithm>
#include <string_view>

namespace secondsource::attribution {
namespace {

// Longer ones are the speaker's own parentheses, or a bracket that was never closed.
constexpr std::size_t kLongest = 300;

// Whether what stands in parentheses says that it is somebody else's: it ends in a dash and a name,
// names an agency, or is a note.
bool foreign(const Scan& scan, ByteSpan inside, const press::Press& press) {
  const std::string_view text = scan.source(inside);
  const auto first = static_cast<std::uint32_t>(scan.text->word_at(inside.begin));
  std::uint32_t words = 0, dash = Scan::kNone;
  bool capitals = true;
  for (std::uint32_t i = first; i < scan.count() && scan.text->words[i].span.end <= inside.end;
       ++i) {
    if (i > first && scan.gap(i, kDash)) {
      dash = i;
      capitals = true;
    }
    if (scan.mark(i).begins(kNote) && i == first) return true;
    if (!scan.capital(i)) capitals = false;
    ++words;
  }
  if (words == 0) return true;
  if (dash != Scan::kNone && capitals && first + words - dash <= 4) return true;
  for (const press::Named& named : press.find(text)) {
    if (named.kind == press::Named::Kind::kAgency && (named.end == text.size() || words <= 3))
      return true;
  }
  return false;
}

}  // namespace

void find_insertions(const Scan& scan, ByteSpan content, const press::Press& press,
                     std::vector<ByteSpan>& out) {
  const std::string_view text = scan.source(content);
  for (std::size_t i = 0; i < text.size();) {
    const auto at = static_cast<std::uint32_t>(content.begin + i);
    if (text[i] == '[' || text[i] == '(') {
      const char close = text[i] == '[' ? ']' : ')';
      const std::size_t end =
          text.substr(0, std::min(text.size(), i + kLongest)).find(close, i + 1);
      const bool ours =
          end != std::string_view::npos &&
          (text[i] == '[' ||
           foreign(scan, {at + 1, static_cast<std::uint32_t>(content.begin + end)}, press));
      if (ours) {
        out.push_back({at, static_cast<std::uint32_t>(content.begin + end + 1)});
        i = end + 1;
        continue;
      }
    } else if (text.substr(i).starts_with("...") || text.substr(i).starts_with(". . .")) {
      std::size_t end = i;
      while (end < text.size() && (text[end] == '.' || (text[end] == ' ' && end + 1 < text.size() &&
                                                        text[end + 1] == '.')))
        ++end;
      out.push_back({at, static_cast<std::uint32_t>(content.begin + end)});
      i = end;
      continue;
    } else if (text.substr(i).starts_with("\xE2\x80\xA6")) {
      out.push_back({at, at + 3});
      i += 3;
      continue;
    }
    ++i;
  }
}

}  // namespace secondsource::attribution
