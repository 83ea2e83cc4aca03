#include "attribution/classes.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "text/text.h"

namespace secondsource::attribution {
namespace {

std::string_view field(std::string_view& line) {
  const std::size_t tab = std::min(line.find('\t'), line.size());
  const std::string_view out = line.substr(0, tab);
  line.remove_prefix(std::min(tab + 1, line.size()));
  return out;
}

std::size_t lines_of(std::string_view file) {
  return static_cast<std::size_t>(std::count(file.begin(), file.end(), '\n'));
}

// Takes a line from the front of the file, its end left out.
std::string_view line_of(std::string_view& file) {
  const std::size_t end = std::min(file.find('\n'), file.size());
  const std::string_view line = file.substr(0, end);
  file.remove_prefix(std::min(end + 1, file.size()));
  return line;
}

std::uint8_t number(std::string_view digits) {
  std::uint8_t out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

}  // namespace

WordClasses::WordClasses(std::string_view file, std::string_view forms) {
  const std::size_t lines = lines_of(file) + lines_of(forms);
  if (lines == 0) return;
  slots_.resize(std::bit_ceil(lines * 2));
  while (!file.empty()) {
    std::string_view line = line_of(file);
    if (line.empty() || line.starts_with("# ")) continue;
    WordClass entry;
    entry.key = text::hash_of(field(line));
    if (const std::string_view lemma = field(line); !lemma.empty())
      entry.lemma = static_cast<std::uint32_t>(text::hash_of(lemma));
    if (const std::string_view tag = field(line); !tag.empty()) {
      entry.tag = static_cast<std::uint8_t>(text::hash_of(tag) >> 56);
      entry.finite = tag == "MD" || (tag.starts_with("VB") && tag != "VBG");
    }
    entry.verb = number(field(line));
    entry.says = number(field(line));
    entry.noun = number(field(line));
    entry.fine = number(field(line));
    entry.coarse = number(field(line));
    slot(entry.key) = entry;
  }
  for (std::uint32_t vector = 0; !forms.empty(); ++vector) {
    WordClass& entry = slot(text::hash_of(line_of(forms)));
    if (entry.vector == kNoVector) entry.vector = vector;
  }
}

WordClass& WordClasses::slot(std::uint64_t key) {
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  slots_[at].key = key;
  return slots_[at];
}

WordClass WordClasses::of(std::uint64_t hash) const {
  if (slots_.empty()) return {};
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].key != 0;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].key == hash) return slots_[at];
  }
  return {};
}

}  // namespace secondsource::attribution
