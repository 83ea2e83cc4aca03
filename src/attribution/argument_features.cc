#include <algorithm>
#include <array>

#include "attribution/features.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kSide = 70;  // positions of a chain before its cue, and after

}  // namespace

void argument_nodes(const Scan& scan, Range cue, std::vector<Node>& out) {
  out.clear();
  const Range clause = scan.clause(cue.first);
  const bool inside = scan.quote[cue.first] != Scan::kNone;
  const auto quotation = [&](std::uint32_t i) { return inside ? scan.inner[i] : scan.quote[i]; };
  const std::uint32_t own = quotation(cue.first);
  const auto folds = [&](std::uint32_t i) {
    return quotation(i) != Scan::kNone && quotation(i) != own;
  };
  // To the left, nearest first.
  std::uint32_t i = cue.first;
  while (out.size() < kSide) {
    if (i == clause.first) {
      // A sentence before that is a quotation alone: “Really?” He laughed.
      const bool more =
          !inside && i > 0 && scan.quote[i - 1] != Scan::kNone && own == Scan::kNone &&
          scan.units[scan.unit[i - 1]].paragraph == scan.units[scan.unit[cue.first]].paragraph &&
          scan.text->quotations[scan.quote[i - 1]].end_word == i &&
          (out.empty() || out.back().quotation == Scan::kNone);
      if (more) {
        const text::Quotation& q = scan.text->quotations[scan.quote[i - 1]];
        out.push_back({{q.first_word, q.end_word}, scan.quote[i - 1]});
      }
      break;
    }
    if (folds(i - 1)) {
      const std::uint32_t q = quotation(i - 1);
      const std::uint32_t first = std::max(clause.first, scan.text->quotations[q].first_word);
      out.push_back({{first, i}, q});
      i = first;
    } else {
      out.push_back({{i - 1, i}, Scan::kNone});
      --i;
    }
  }
  std::reverse(out.begin(), out.end());
  for (i = cue.first; i < cue.end; ++i) out.push_back({{i, i + 1}, Scan::kNone});
  for (std::uint32_t side = 0; side < kSide && i < clause.end; ++side) {
    if (folds(i)) {
      const std::uint32_t q = quotation(i);
      const std::uint32_t end =
          std::max(i + 1, std::min(clause.end, scan.text->quotations[q].end_word));
      out.push_back({{i, end}, q});
      i = end;
    } else {
      out.push_back({{i, i + 1}, Scan::kNone});
      ++i;
    }
  }
}

void argument_lattice(const Scan& scan, const View& view, Range cue, const Relation* rule,
                      const std::vector<Node>& nodes, Lattice& out) {
  out.clear();
  const auto& text = scan.text->words;
  const std::size_t count = nodes.size();
  constexpr std::uint64_t kQuoteKind = 50;
  const auto word = [&](std::size_t n) -> std::uint64_t {
    if (n >= count) return 2;
    if (nodes[n].quotation != Scan::kNone)
      return 77 + std::min<std::uint32_t>(nodes[n].words.size(), 5);
    return text[nodes[n].words.first].hash;
  };
  const auto kind = [&](std::size_t n) -> std::uint64_t {
    if (n >= count) return 60;
    if (nodes[n].quotation != Scan::kNone)
      return kQuoteKind + (nodes[n].words.size() > 3) + 2 * view.titled[nodes[n].quotation];
    return view.kind[nodes[n].words.first];
  };
  const auto rule_label = [&](std::size_t n) -> std::uint64_t {
    if (rule == nullptr) return 3;
    if (n >= count) return 4;
    const std::uint32_t i = nodes[n].words.first;
    if (rule->source.contains(i)) return kSourceWord;
    for (const Piece& piece : rule->content) {
      if (piece.words.contains(i)) return kContentWord;
    }
    return kNeither;
  };
  const std::uint32_t head = cue_head(scan, cue);
  const std::uint64_t cue_word = text[head].hash, cue_kind = view.kind[head],
                      cue_last = text[cue.end - 1].hash;
  std::size_t first = 0;
  while (first < count && nodes[first].words.first < cue.first) ++first;
  const std::size_t last = first + cue.size();  // the position after the cue
  const std::uint64_t left =
      static_cast<std::uint64_t>(view.gap[cue.first]) << 8 | kind(first == 0 ? count : first - 1);
  const std::uint64_t right = static_cast<std::uint64_t>(view.gap[cue.end]) << 8 | kind(last);
  bool quotes_left = false, quotes_right = false;
  for (std::size_t n = 0; n < count; ++n) {
    if (nodes[n].quotation == Scan::kNone) continue;
    (n < first ? quotes_left : quotes_right) = true;
  }
  const std::uint64_t quotes =
      static_cast<std::uint64_t>(quotes_left) << 1 | static_cast<std::uint64_t>(quotes_right);

  static const WordClass kNothing;
  const auto at = [&](std::size_t n) -> const WordClass& {
    return n >= count || nodes[n].quotation != Scan::kNone ? kNothing
                                                           : view.word[nodes[n].words.first];
  };
  const WordClass& cue_class = view.word[head];
  out.about = cue_class.vector;

  // Commas, conjunctions and verbs between each position and the cue.
  struct Between {
    std::uint8_t commas = 0, conjunctions = 0, verbs = 0, cues = 0;
  };
  // Of the positions beside the cue, its own left out: at most one more than the words looked at.
  std::array<Between, 2 * kSide + 1> beside;
  const auto between = [&](std::size_t n) -> Between& {
    return beside[n < first ? n : n - cue.size()];
  };
  // CueLabel of another cue's words.
  const auto other = [&](std::size_t n) -> std::uint64_t {
    if (n >= count || cue.contains(nodes[n].words.first)) return 0;
    if (nodes[n].quotation != Scan::kNone) return 0;
    return view.cue[nodes[n].words.first];
  };
  const auto step = [&](Between from, std::size_t passed, std::uint8_t gap) {
    const std::uint64_t k = kind(passed);
    if (gap != 0 && gap != 6 && from.commas < 3) ++from.commas;
    if ((k == 12 || k == 1 || k == 6) && from.conjunctions < 2) ++from.conjunctions;
    if (((k >= 15 && k <= 20) || k == 10 || k == 9) && from.verbs < 2) ++from.verbs;
    if (other(passed) == kCueBegins && from.cues < 2) ++from.cues;
    return from;
  };
  for (std::size_t n = first; n-- > 0;) {
    between(n) = n + 1 == first ? step({}, count, view.gap[cue.first])
                                : step(between(n + 1), n + 1, view.gap[nodes[n + 1].words.first]);
  }
  for (std::size_t n = last; n < count; ++n) {
    between(n) = n == last ? step({}, count, view.gap[cue.end])
                           : step(between(n - 1), n - 1, view.gap[nodes[n].words.first]);
  }

  for (std::size_t n = 0; n < count; ++n) {
    const std::uint64_t side = n < first ? 0 : n < last ? 1 : 2;
    const std::uint64_t k = kind(n), gb = view.gap[nodes[n].words.first], own = other(n);
    const std::uint64_t label = rule_label(n);
    const auto distance = static_cast<std::uint32_t>(side == 0 ? first - n : n - last + 1);
    const std::uint64_t d = bucket(side == 1 ? 0 : distance);
    FeatureWriter add(out.emission, FeatureWriter::kMost, 100),
        pair(out.transition, FeatureWriter::kMostPairs, 100);
    const auto close = [&] {
      add.close();
      pair.close();
      out.close({at(n).vector, static_cast<std::uint8_t>(k),
                 static_cast<std::uint8_t>(gb | (own == kCueBegins ? 1u : 0u) << 4),
                 static_cast<std::uint8_t>(side == 1 ? 0 : 1 + ((side / 2) * 10 + d) * 4 + label)});
    };
    if (side == 1) {
      add(side);
      pair(side);
      close();
      continue;
    }
    const std::size_t previous = n == 0 ? count : n - 1;
    const std::uint64_t w = word(n), wb = n == 0 ? 1 : word(previous), wa = word(n + 1);
    const std::uint64_t kb = n == 0 ? 61 : kind(previous), ka = kind(n + 1);
    const std::uint64_t ga = view.gap[nodes[n].words.end];
    const Between& b = between(n);
    const std::uint64_t place = side << 6 | static_cast<std::uint64_t>(b.commas) << 4 |
                                static_cast<std::uint64_t>(b.conjunctions) << 2 | b.verbs;
    const std::uint64_t label_before = n == 0 ? 5 : rule_label(previous),
                        label_after = rule_label(n + 1);
    const std::uint64_t sk = side << 8 | k;
    add(1000 + side);
    add(side, w);
    add(sk);
    add(side, wb);
    add(side, wa);
    add(sk << 8 | kb);
    add(sk << 8 | ka);
    add(sk << 16 | kb << 8 | ka);
    add(sk << 8 | d);
    add(side << 8 | d, cue_word);
    add(place);
    add(place, cue_word);
    add(place << 8 | cue_kind, k);
    add(place, k << 8 | kb);
    add(side << 16 | right, b.commas);
    add(side << 16 | left, b.commas);
    add(side << 32 | left << 16 | right, static_cast<std::uint64_t>(b.commas) << 8 | quotes);
    add(side << 32 | left << 16 | right, d << 8 | cue_kind);
    add(label << 8 | side);
    add(label << 16 | label_before << 8 | label_after, side);
    add(label << 16 | place, cue_kind);
    add(label << 8 | k, side);
    add(side << 16 | gb << 8 | ga, k);
    add(side << 16 | right, cue_last + d);
    add(side << 8 | quotes, place);
    add(side << 8 | static_cast<std::uint64_t>(n == 0) << 1 |
            static_cast<std::uint64_t>(n + 1 == count),
        k);
    add(side << 8 | k, cue_word);
    add(side, w ^ cue_word * 3);
    add(sk << 16 | d << 8 | ga, cue_kind);
    // Other cues, which have arguments of their own.
    const std::uint64_t own_before = n == 0 ? 0 : other(previous);
    const std::uint64_t cues = side << 8 | own << 6 | own_before << 4 | other(n + 1) << 2 | b.cues;
    add(cues);
    add(cues, k);
    add(cues, label);
    add(cues, place);
    add(cues, gb << 8 | d);
    // How the cue begins and ends.
    const std::uint64_t begins = view.kind[cue.first] << 8 | std::min<std::uint32_t>(cue.size(), 4);
    add(side, begins);
    add(sk, begins);
    add(place, begins);
    add(side, text[cue.first].hash);
    add(side << 8 | d, cue_last);
    add(sk, cue_last);
    add(side << 32 | left << 16 | right, begins);
    add(side << 16 | begins, cue_word);
    // How sure the cue is.
    const std::uint64_t sure = view.sure[cue.first];
    add(side, sure << 8 | 1);
    add(sk, sure << 8 | 2);
    add(side << 8 | d, sure << 8 | 3);
    add(side << 16 | left, sure << 8 | 4);
    add(side << 16 | right, sure << 8 | 5);
    const WordClass& c = at(n);
    const WordClass& cb = n == 0 ? kNothing : at(previous);
    pair(cues);
    pair(cues, gb);
    pair(side << 8 | c.coarse, cb.coarse << 8 | gb);
    pair(side << 8 | gb, cue_class.lemma);
    pair(side << 8 | c.fine, gb);
    pair(side << 8 | cb.fine, gb);
    pair(place << 8 | k, gb << 8 | kb);
    pair(side);
    pair(side << 8 | gb);
    pair(side << 16 | gb << 8 | k);
    pair(side << 16 | kb << 8 | k);
    pair(side, w);
    pair(side, wb);
    pair(side << 16 | label_before << 8 | label, gb);
    pair(side << 8 | gb, cue_word);
    pair(
        side << 8 | static_cast<std::uint64_t>(n == last) << 1 | static_cast<std::uint64_t>(n == 0),
        cue_kind);
    pair(place, gb);
    pair(side << 16 | kb << 8 | k, gb);
    pair(side << 8 | gb, w);
    pair(side << 8 | gb, wb);
    close();
  }
}

}  // namespace secondsource::attribution
