#include "reuse/comparison.h"

#include <algorithm>
#include <cstddef>

namespace secondsource::reuse {
namespace {

// Shares of one article's narrative that make a link.  docs/reuse.md says what each wins and loses.
constexpr double kShare = 0.5;                    // of one, and
constexpr double kOtherShare = 0.3;               // of the other as well
constexpr double kBriefShare = 0.7;               // of one alone
constexpr double kOpeningShare = 0.4;             // where the opening is reused too
constexpr double kOpeningReused = 0.7;            // of the first narrative words
constexpr double kParagraphWords = 5;             // reused, in a paragraph that counts
constexpr std::uint32_t kParagraphs = 3;          // of an article that is told in several
constexpr double kAll = 0.8;                      // of both articles, quotations and all
constexpr double kWords = 20;                     // narrative words aligned, at least
constexpr double kWhole = 0.9, kWholeWords = 12;  // fewer do where they are nearly all there is

struct Words {
  std::size_t first = 0, end = 0;
  std::uint32_t size() const { return std::uint32_t(end - first); }
};

Words words_in(const text::Text& text, ByteSpan span) {
  const auto begins = [](const text::Word& word) { return word.span.begin; };
  const auto first = std::ranges::lower_bound(text.words, span.begin, {}, begins);
  const auto end = std::ranges::lower_bound(text.words, span.end, {}, begins);
  return {std::size_t(first - text.words.begin()), std::size_t(end - text.words.begin())};
}

std::uint32_t narrative_of(std::span<const WordKind> kinds, Words words) {
  return std::uint32_t(
      std::ranges::count(kinds.subspan(words.first, words.size()), WordKind::kNarrative));
}

// How far each narrative word is aligned to narrative of the other side: 0 to 1.
struct Cover {
  std::vector<float> narrative, all;

  explicit Cover(std::size_t words) : narrative(words, 0.0F), all(words, 0.0F) {}

  void add(std::span<const WordKind> kinds, Words words, double matched, std::uint32_t ours,
           std::uint32_t theirs) {
    const double share = std::min(1.0, matched / words.size());
    // Where the other side has fewer narrative words there, the rest of ours are quoted by it.
    const double told = ours == 0 ? 0 : share * std::min(ours, theirs) / ours;
    for (std::size_t i = words.first; i < words.end; ++i) {
      if (kinds[i] == WordKind::kNarrative) narrative[i] = std::max(narrative[i], float(told));
      if (kinds[i] != WordKind::kFurniture) all[i] = std::max(all[i], float(share));
    }
  }

  Portion portion(const text::Text& text, std::span<const WordKind> kinds) const {
    Portion out;
    double opening = 0, told = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      told += kinds[i] != WordKind::kFurniture;
      out.all += double(all[i]);
      if (kinds[i] != WordKind::kNarrative) continue;
      if (out.narrative++ < kOpening) opening += double(narrative[i]);
      out.reused += double(narrative[i]);
    }
    for (const ByteSpan& paragraph : text.paragraphs) {
      const Words words = words_in(text, paragraph);
      double reused = 0;
      for (std::size_t i = words.first; i < words.end; ++i) reused += double(narrative[i]);
      out.paragraphs += narrative_of(kinds, words) > 0;
      out.reused_paragraphs += reused >= kParagraphWords;
    }
    if (told > 0) out.all /= told;
    if (out.narrative > 0) out.opening = opening / std::min(out.narrative, kOpening);
    return out;
  }
};

}  // namespace

Comparison compare(const Side& a, std::span<const WordKind> a_kinds, const Side& b,
                   std::span<const WordKind> b_kinds, std::span<const Passage> passages) {
  Cover of_a(a_kinds.size()), of_b(b_kinds.size());
  for (const Passage& passage : passages) {
    if (passage.boilerplate) continue;
    const bool same = passage.a == a.article->id;
    const Words in_a = words_in(*a.text, same ? passage.a_span : passage.b_span);
    const Words in_b = words_in(*b.text, same ? passage.b_span : passage.a_span);
    if (in_a.size() == 0 || in_b.size() == 0) continue;
    const double matched = passage.identity * std::max(in_a.size(), in_b.size());
    const std::uint32_t told_a = narrative_of(a_kinds, in_a), told_b = narrative_of(b_kinds, in_b);
    of_a.add(a_kinds, in_a, matched, told_a, told_b);
    of_b.add(b_kinds, in_b, matched, told_b, told_a);
  }
  return {of_a.portion(*a.text, a_kinds), of_b.portion(*b.text, b_kinds)};
}

bool linked(const Article& a, const Article& b, const Comparison& pair) {
  // A transcript has next to no narrative; two that are one word for word are no two reports.
  if (std::min(pair.a.all, pair.b.all) >= kAll) return true;
  const double words = std::min(pair.a.reused, pair.b.reused);
  const double share = std::max(pair.a.share(), pair.b.share());
  if (words < kWords && !(words >= kWholeWords && share >= kWhole)) return false;
  const bool opening = std::max(pair.a.opening, pair.b.opening) >= kOpeningReused;
  // What articles of one outlet share beside their openings is mostly what it prints under all of
  // them.
  const bool same_outlet = !a.outlet.key().empty() && a.outlet.key() == b.outlet.key();
  // A paragraph of background is one paragraph in both.
  const bool one_paragraph = std::max(pair.a.reused_paragraphs, pair.b.reused_paragraphs) <= 1 &&
                             std::min(pair.a.paragraphs, pair.b.paragraphs) >= kParagraphs;
  if (one_paragraph && !opening) return share >= kWhole;
  const double other = std::min(pair.a.share(), pair.b.share());
  return share >= (opening                              ? kOpeningShare
                   : same_outlet || other < kOtherShare ? kBriefShare
                                                        : kShare);
}

}  // namespace secondsource::reuse
