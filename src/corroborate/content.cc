#include "corroborate/content.h"

#include <algorithm>

namespace secondsource::corroborate {
namespace {

bool inside(std::span<const ByteSpan> spans, ByteSpan span) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const ByteSpan& insertion) { return insertion.overlaps(span); });
}

// Whether a word stands in quotation marks that lie inside the content.
bool in_quotation(const text::Text& text, const Mention& mention, std::uint32_t word) {
  auto after =
      std::upper_bound(text.quotations.begin(), text.quotations.end(), text.words[word].span.begin,
                       [](std::uint32_t byte, const text::Quotation& quotation) {
                         return byte < quotation.outer.begin;
                       });
  for (int nested = 0; after != text.quotations.begin() && nested < 4; ++nested) {
    --after;
    if (!after->inner.contains(text.words[word].span)) continue;
    // Indirect speech is quoted where marks stand in it, not where it stands in marks.
    return mention.kind == Mention::Kind::kIndirect
               ? after->inner.begin >= mention.content.front().begin &&
                     after->inner.end <= mention.content.back().end
               : after->outer.end > mention.content.front().begin &&
                     after->outer.begin < mention.content.back().end;
  }
  return false;
}

bool has_ellipsis(std::string_view between) {
  return between.find("…") != between.npos || between.find("..") != between.npos ||
         between.find(". .") != between.npos;
}

}  // namespace

Content content_of(const text::Text& text, const Mention& mention) {
  Content content;
  for (const ByteSpan& piece : mention.content) {
    bool cut = true, seam = true;
    std::uint32_t before = piece.begin;
    for (std::size_t i = text.word_at(piece.begin);
         i < text.words.size() && text.words[i].span.end <= piece.end; ++i) {
      const ByteSpan word = text.words[i].span;
      if (inside(mention.insertions, word)) {
        cut = true;
        seam = false;
      } else {
        const bool ellipsis = has_ellipsis(text.slice({before, word.begin}));
        cut = cut || ellipsis;
        content.seam.push_back(seam && !ellipsis);
        content.words.push_back(static_cast<std::uint32_t>(i));
        content.cut.push_back(cut);
        content.spoken.push_back(mention.kind == Mention::Kind::kDirect ||
                                 in_quotation(text, mention, content.words.back()));
        cut = seam = false;
      }
      before = word.end;
    }
  }
  return content;
}

std::string wording_of(const text::Text& text, const Mention& mention) {
  std::string wording;
  const auto append = [&](ByteSpan span) {
    bool space = !wording.empty();
    for (const char c : text.slice(span)) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        space = space || !wording.empty();
      } else {
        if (space && !wording.empty() && !wording.ends_with(' ')) wording.push_back(' ');
        space = false;
        wording.push_back(c);
      }
    }
  };
  for (const ByteSpan& piece : mention.content) {
    std::uint32_t from = piece.begin;
    for (const ByteSpan& insertion : mention.insertions) {
      if (!piece.contains(insertion) || insertion.begin < from) continue;
      append({from, insertion.begin});
      from = insertion.end;
    }
    append({from, piece.end});
  }
  return wording;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> align_words(std::span<const std::uint64_t> a,
                                                                 std::span<const std::uint64_t> b) {
  a = a.first(std::min(a.size(), kAlignedWords));
  b = b.first(std::min(b.size(), kAlignedWords));
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
    ++tail;
  }
  const std::size_t n = a.size() - head - tail;
  const std::size_t m = b.size() - head - tail;
  // longest[i][j]: of what follows a[head + i] and b[head + j].
  std::vector<std::uint16_t> longest((n + 1) * (m + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
    return longest[i * (m + 1) + j];
  };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      at(i, j) = a[head + i] == b[head + j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                            : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  const auto pair = [&](std::size_t i, std::size_t j) {
    pairs.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j));
  };
  for (std::size_t i = 0; i < head; ++i) pair(i, i);
  for (std::size_t i = 0, j = 0; i < n && j < m;) {
    if (a[head + i] == b[head + j]) {
      pair(head + i, head + j);
      ++i, ++j;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  for (std::size_t i = tail; i-- > 0;) pair(a.size() - 1 - i, b.size() - 1 - i);
  return pairs;
}

}  // namespace secondsource::corroborate
