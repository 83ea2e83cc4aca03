#include "report/difference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "text/language.h"
#include "text/text.h"

namespace secondsource::report {
namespace {

constexpr std::size_t kTable = 1'000'000;  // cells of the dynamic programme

using Words = std::vector<text::Word>;

// For each word of `a` and `b`: is it part of the common subsequence?
struct Common {
  std::vector<bool> of_a, of_b;
  std::size_t words = 0;
};

void longest_common_subsequence(const Words& a, const Words& b, std::size_t begin,
                                std::size_t end_a, std::size_t end_b, Common& common) {
  const std::size_t rows = end_a - begin, columns = end_b - begin;
  if (rows == 0 || columns == 0 || rows * columns > kTable) return;
  // length[i][j]: of the suffixes that begin at i and j.
  std::vector<std::uint32_t> length((rows + 1) * (columns + 1));
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return length[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) = a[begin + i].hash == b[begin + j].hash ? at(i + 1, j + 1) + 1
                                                        : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (a[begin + i].hash == b[begin + j].hash) {
      common.of_a[begin + i++] = common.of_b[begin + j++] = true;
      ++common.words;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
}

Common common_words(const Words& a, const Words& b) {
  Common common{std::vector<bool>(a.size()), std::vector<bool>(b.size()), 0};
  std::size_t begin = 0, end_a = a.size(), end_b = b.size();
  const auto take = [&](std::size_t i, std::size_t j) {
    common.of_a[i] = common.of_b[j] = true;
    ++common.words;
  };
  while (begin < end_a && begin < end_b && a[begin].hash == b[begin].hash) {
    take(begin, begin);
    ++begin;
  }
  while (end_a > begin && end_b > begin && a[end_a - 1].hash == b[end_b - 1].hash) {
    take(--end_a, --end_b);
  }
  longest_common_subsequence(a, b, begin, end_a, end_b, common);
  return common;
}

}  // namespace

Difference compare_words(std::string_view before, std::string_view after) {
  const text::Language none("", "");
  text::Text a, b;
  text::analyse(before, {}, none, a);
  text::analyse(after, {}, none, b);
  const Common common = common_words(a.words, b.words);

  Difference out;
  const std::size_t longer = std::max(a.words.size(), b.words.size());
  out.kept = longer == 0 ? 1 : static_cast<double>(common.words) / static_cast<double>(longer);
  // What stands behind a word up to the next belongs to the word: its space, its comma.
  const auto put = [&](Edit::Kind kind, const text::Text& of, std::size_t word) {
    const std::uint32_t begin = word == 0 ? 0 : of.words[word].span.begin;
    const std::uint32_t end = word + 1 < of.words.size()
                                  ? of.words[word + 1].span.begin
                                  : static_cast<std::uint32_t>(of.source.size());
    if (out.edits.empty() || out.edits.back().kind != kind) out.edits.push_back({kind, {}});
    out.edits.back().words += of.slice({begin, end});
  };
  std::size_t i = 0, j = 0;
  while (i < a.words.size() || j < b.words.size()) {
    if (i < a.words.size() && !common.of_a[i]) {
      put(Edit::Kind::kRemoved, a, i++);
    } else if (j < b.words.size() && !common.of_b[j]) {
      put(Edit::Kind::kAdded, b, j++);
    } else {
      put(Edit::Kind::kSame, b, j);
      ++i;
      ++j;
    }
  }
  return out;
}

}  // namespace secondsource::report
