#include "reuse/align.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "reuse/chain.h"
#include "reuse/lcs.h"
#include "reuse/narrative.h"
#include "reuse/runs.h"

namespace secondsource::reuse {
namespace {

constexpr std::size_t kCompared = 256;  // passages that a later one may lie inside of

// A stretch of an alignment, in words of `a`, counted from where the box begins.
struct Piece {
  std::uint32_t begin = 0, end = 0;
  std::array<std::uint32_t, 3> of_kind = {};  // words of each WordKind
  bool enough = false;                        // would be a passage on its own

  WordKind kind() const { return WordKind(std::ranges::max_element(of_kind) - of_kind.begin()); }
};

}  // namespace

bool earlier(const Article& x, const Article& y) {
  if (x.published.has_value() != y.published.has_value()) return x.published.has_value();
  if (x.published != y.published) return *x.published < *y.published;
  return x.id < y.id;
}

struct Aligner::State {
  explicit State(const WinnowOptions& winnow)
      : options{.promise = winnow.promise}, finder(winnow), chainer(options) {}

  std::vector<Passage> align(const Side& one, const Side& other);
  void index(const Side& one);
  void passages_of(const Side& a, const Side& b, const Alignment& alignment,
                   std::vector<Passage>& out);
  void map_words(const Alignment& alignment);
  void cut(const Alignment& alignment);
  bool enough(const Alignment& alignment, const Piece& piece) const;
  std::uint32_t b_begin(const Box& box, std::uint32_t a) const;
  double identity(const Box& box, std::uint32_t begin, std::uint32_t end);

  ChainOptions options;
  RunFinder finder;
  Chainer chainer;
  CommonSubsequence common;
  std::vector<std::uint64_t> words_of_one, words_of_other;
  bool indexed = false;
  std::span<const std::uint64_t> a_words, b_words;
  std::vector<Run> runs;
  std::vector<Alignment> alignments;
  std::vector<WordKind> a_kinds, b_kinds;
  std::vector<std::uint32_t> to_b;  // of each word of `a` in the box: the word of `b` beside it
  std::vector<Piece> pieces;
  std::vector<Box> taken;  // boxes of the passages found so far
};

void Aligner::State::index(const Side& one) {
  const auto& words = one.text->words;
  if (indexed && std::ranges::equal(words, words_of_one, {}, &text::Word::hash)) return;
  hashes(words, words_of_one);
  finder.index(words_of_one);
  indexed = true;
}

// Fills to_b: equal words stand beside each other, what is between them follows the one before.
void Aligner::State::map_words(const Alignment& alignment) {
  const Box& box = alignment.box;
  const std::uint32_t a_size = box.a_end - box.a_begin, b_size = box.b_end - box.b_begin;
  to_b.resize(a_size);
  if (alignment.runs.empty()) {  // nothing is known but the box
    for (std::uint32_t i = 0; i < a_size; ++i) {
      to_b[i] = box.b_begin + std::uint32_t(std::uint64_t(i) * b_size / a_size);
    }
    return;
  }
  std::uint32_t a = box.a_begin, b = box.b_begin;
  const auto skip = [&](std::uint32_t a_end, std::uint32_t b_end) {
    for (; a < a_end; ++a) to_b[a - box.a_begin] = b < b_end ? b++ : b_end;
    b = b_end;
  };
  for (const Run& run : alignment.runs) {
    skip(run.a, run.b);
    for (; a < run.a_end(); ++a, ++b) to_b[a - box.a_begin] = b;
  }
  skip(box.a_end, box.b_end);
}

// Whether what the piece holds of the runs is a passage by the promise or by its identity.
bool Aligner::State::enough(const Alignment& alignment, const Piece& piece) const {
  if (alignment.runs.empty()) return true;
  const std::uint32_t begin = alignment.box.a_begin + piece.begin;
  const std::uint32_t end = alignment.box.a_begin + piece.end;
  std::uint32_t words = 0, longest = 0, stretch = 0, a_end = 0, b_end = 0;
  auto run = std::ranges::upper_bound(alignment.runs, begin, {}, &Run::a_end);
  for (; run != alignment.runs.end() && run->a < end; ++run) {
    const std::uint32_t length = std::min(run->a_end(), end) - std::max(run->a, begin);
    stretch = run->a == a_end && run->b == b_end ? stretch + length : length;
    a_end = run->a_end();
    b_end = run->b_end();
    words += length;
    longest = std::max(longest, stretch);
  }
  const Box& box = alignment.box;
  const std::uint32_t b_size = b_begin(box, piece.end) - b_begin(box, piece.begin);
  return longest >= options.promise ||
         (words >= options.words &&
          words >= options.identity * std::max(piece.end - piece.begin, b_size));
}

// Where the words of `b` beside those of `a` from the a-th of the box begin.
std::uint32_t Aligner::State::b_begin(const Box& box, std::uint32_t a) const {
  return a == 0 ? box.b_begin : a == to_b.size() ? box.b_end : to_b[a];
}

// Divides the alignment where narrative, quotation and furniture meet.  What would be no passage on
// its own stays with its neighbour, and the piece is of the kind that has most words in it.
void Aligner::State::cut(const Alignment& alignment) {
  const Box& box = alignment.box;
  pieces.clear();
  const auto join = [&](const Piece& piece) {
    Piece& last = pieces.back();
    last.end = piece.end;
    for (std::size_t kind = 0; kind < last.of_kind.size(); ++kind) {
      last.of_kind[kind] += piece.of_kind[kind];
    }
    last.enough = enough(alignment, last);
  };
  for (std::uint32_t begin = 0, end = 0; begin < to_b.size(); begin = end) {
    const auto kind_of = [&](std::uint32_t i) {
      return both(a_kinds[box.a_begin + i], b_kinds[std::min(to_b[i], box.b_end - 1)]);
    };
    const WordKind kind = kind_of(begin);
    for (end = begin + 1; end < to_b.size() && kind_of(end) == kind;) ++end;
    Piece piece{begin, end, {}, false};
    piece.of_kind[std::size_t(kind)] = end - begin;
    piece.enough = enough(alignment, piece);
    if (!pieces.empty() && (!pieces.back().enough || pieces.back().kind() == kind)) {
      join(piece);
    } else {
      pieces.push_back(piece);
    }
  }
  if (pieces.size() > 1 && !pieces.back().enough) {
    const Piece last = pieces.back();
    pieces.pop_back();
    join(last);
  }
}

// The longest common subsequence over the longer side.  Longer sides than CommonSubsequence takes
// are cut at words that stand beside each other, and the sum is taken.
double Aligner::State::identity(const Box& box, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t equal = 0;
  for (std::uint32_t at = begin; at < end;) {
    const std::uint32_t next = std::min(end, at + CommonSubsequence::kLongest);
    const std::uint32_t b_at = b_begin(box, at), b_next = b_begin(box, next);
    equal += common.length(a_words.subspan(box.a_begin + at, next - at),
                           b_words.subspan(b_at, b_next - b_at));
    at = next;
  }
  return double(equal) / std::max(end - begin, b_begin(box, end) - b_begin(box, begin));
}

void Aligner::State::passages_of(const Side& a, const Side& b, const Alignment& alignment,
                                 std::vector<Passage>& out) {
  const Box& box = alignment.box;
  map_words(alignment);
  cut(alignment);
  const auto span = [](const Side& side, std::uint32_t first, std::uint32_t last) {
    return ByteSpan{side.text->words[first].span.begin, side.text->words[last - 1].span.end};
  };
  for (const Piece& piece : pieces) {
    const std::uint32_t b_first = b_begin(box, piece.begin), b_last = b_begin(box, piece.end);
    if (b_first >= b_last) continue;
    taken.push_back({box.a_begin + piece.begin, box.a_begin + piece.end, b_first, b_last});
    Passage passage;
    passage.a = a.article->id;
    passage.b = b.article->id;
    passage.a_span = span(a, box.a_begin + piece.begin, box.a_begin + piece.end);
    passage.b_span = span(b, b_first, b_last);
    passage.kind = piece.kind() == WordKind::kQuotation ? Passage::Kind::kQuotation
                                                        : Passage::Kind::kNarrative;
    passage.boilerplate = piece.kind() == WordKind::kFurniture;
    passage.words = piece.end - piece.begin;
    passage.identity = identity(box, piece.begin, piece.end);
    out.push_back(std::move(passage));
  }
}

std::vector<Passage> Aligner::State::align(const Side& one, const Side& other) {
  std::vector<Passage> out;
  index(one);
  hashes(other.text->words, words_of_other);
  const bool in_order = earlier(*one.article, *other.article);
  const Side& a = in_order ? one : other;
  const Side& b = in_order ? other : one;
  a_words = in_order ? words_of_one : words_of_other;
  b_words = in_order ? words_of_other : words_of_one;
  if (a_words.empty() || b_words.empty()) return out;
  if (words_of_one == words_of_other) {
    Passage whole;
    whole.a = a.article->id;
    whole.b = b.article->id;
    whole.a_span = {a.text->words.front().span.begin, a.text->words.back().span.end};
    whole.b_span = {b.text->words.front().span.begin, b.text->words.back().span.end};
    whole.kind = Passage::Kind::kIdentical;
    whole.words = std::uint32_t(a_words.size());
    whole.identity = 1;
    out.push_back(std::move(whole));
    return out;
  }
  Box repeated;
  finder.find(words_of_other, runs, repeated);
  if (runs.empty() && repeated.empty()) return out;
  if (!in_order) {
    for (Run& run : runs) std::swap(run.a, run.b);
    std::swap(repeated.a_begin, repeated.b_begin);
    std::swap(repeated.a_end, repeated.b_end);
  }
  chainer.chain(a_words, b_words, runs, alignments);
  if (!repeated.empty()) alignments.push_back({repeated, repeated, {}, options.promise});
  if (alignments.empty()) return out;
  word_kinds(a, a_kinds);
  word_kinds(b, b_kinds);
  taken.clear();
  for (const Alignment& alignment : alignments) {
    // What a text repeats is shared many times over, and mostly inside of what is shared anyway.
    if (std::ranges::none_of(std::span(taken).first(std::min(taken.size(), kCompared)),
                             [&](const Box& box) { return box.contains(alignment.core); })) {
      passages_of(a, b, alignment, out);
    }
  }
  std::ranges::sort(out, [](const Passage& x, const Passage& y) {
    return std::tie(x.a_span, x.b_span) < std::tie(y.a_span, y.b_span);
  });
  return out;
}

Aligner::Aligner(const WinnowOptions& options) : state_(std::make_unique<State>(options)) {}
Aligner::~Aligner() = default;
Aligner::Aligner(Aligner&&) noexcept = default;
Aligner& Aligner::operator=(Aligner&&) noexcept = default;

std::vector<Passage> Aligner::align(const Side& one, const Side& other) {
  return state_->align(one, other);
}

std::vector<Passage> align(const Side& one, const Side& other, const WinnowOptions& options) {
  return Aligner(options).align(one, other);
}

}  // namespace secondsource::reuse
