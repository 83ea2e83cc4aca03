#include "attribution/source_choice.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace secondsource::attribution {
namespace {

constexpr std::size_t kMostStretches = 8;
constexpr float kLeast = 0.02F;  // probability of a stretch to choose from

// By halves of the odds, 0 … 15.
std::uint64_t degree(float probability) {
  std::uint64_t out = 0;
  for (float odds = 1.0F / 32; out < 15 && probability / (1.0001F - probability) > odds; odds *= 2)
    ++out;
  return out;
}

class Writer {
 public:
  Writer(const Scan& scan, const View& view, Range cue, const Relation* rule,
         const std::vector<Node>& nodes, SourceChoice& out)
      : scan_(scan),
        view_(view),
        cue_(cue),
        rule_(rule),
        nodes_(nodes),
        out_(out),
        head_(cue_head(scan, cue)) {}

  void stretch(std::size_t number) {
    const Stretch& stretch = out_.stretches[number];
    const Range words{nodes_[stretch.first].words.first, nodes_[stretch.end - 1].words.end};
    const std::uint64_t sure = degree(stretch.probability), size = bucket(words.size());
    const std::uint64_t first = kind(words.first), last = kind(words.end - 1);
    const std::uint64_t before = words.first == 0 ? 60 : kind(words.first - 1);
    const std::uint64_t after = kind(words.end);
    const std::uint64_t gap_before = view_.gap[words.first], gap_after = view_.gap[words.end];
    const bool left = words.first < cue_.first;
    const std::uint64_t side = left ? 1 : 2;
    const std::uint32_t far = left ? cue_.first - std::min(words.end, cue_.first)
                                   : words.first - std::min(cue_.end, words.first);
    const std::uint64_t place = side << 4 | bucket(far);
    std::uint64_t commas = 0, verbs = 0, capitals = 0;
    for (std::uint32_t i = words.first; i < words.end; ++i) {
      commas += i > words.first && view_.gap[i] != 0 && view_.gap[i] != kJointGap;
      verbs += verb_kind(view_.kind[i]) || view_.word[i].finite;
      capitals += scan_.capital(i);
    }
    const std::uint64_t inside = std::min<std::uint64_t>(commas, 3) << 4 |
                                 std::min<std::uint64_t>(verbs, 2) << 2 |
                                 std::min<std::uint64_t>(capitals, 3);
    FeatureWriter add(out_.features, FeatureWriter::kMost, 200);
    add(sure);
    add(number);
    add(sure, number);
    add(ruled(words), sure);
    add(ruled(words), inside);
    add(size, sure);
    add(size, first << 8 | last);
    add(hash(words.first));
    add(hash(words.end - 1));
    add(words.first == 0 ? 1 : hash(words.first - 1), side);
    add(hash(words.end), side);
    add(first << 16 | before << 8 | gap_before);
    add(last << 16 | after << 8 | gap_after);
    add(gap_after << 8 | inside, side);
    add(gap_before << 8 | inside, side);
    add(place, gap_after << 8 | gap_before);
    add(place, inside);
    add(place, cue_kind());
    add(text_hash(head_), place);
    add(text_hash(head_), first << 8 | size);
    add(inside << 8 | size, first);
    add(before << 8 | after, side);
    add(view_.word[words.end - 1].coarse, view_.word[words.first].coarse << 8 | 1);
    add(view_.word[words.end - 1].noun, after << 8 | gap_after);
    std::uint64_t kinds = 0;
    for (std::uint32_t i = words.first; i < std::min(words.end, words.first + 8); ++i)
      kinds = kinds * 67 + view_.kind[i] * 17 + view_.gap[i] * (i > words.first);
    add(kinds, size);
    // By what it differs from the likeliest.
    if (number > 0) {
      const Stretch& best = out_.stretches.front();
      const Range theirs{nodes_[best.first].words.first, nodes_[best.end - 1].words.end};
      const std::uint64_t begins = compare(words.first, theirs.first),
                          ends = compare(words.end, theirs.end);
      const bool apart = words.end <= theirs.first || theirs.end <= words.first;
      const std::uint64_t how = apart ? 9 : begins << 2 | ends;
      const std::uint32_t end = std::min(words.end, theirs.end),
                          begin = std::max(words.first, theirs.first);
      add(how, sure);
      add(how, degree(best.probability) << 4 | sure);
      add(how, size << 8 | bucket(theirs.size()));
      if (!apart) {
        add(how, std::uint64_t{view_.gap[end]} << 16 | kind(end) << 8 | kind(end - 1));
        add(how << 8 | 1, hash(end));
        add(how << 8 | 2, std::uint64_t{view_.gap[begin]} << 8 | kind(begin));
        add(how << 8 | 3, hash(begin));
        add(how << 8 | 4, inside << 8 | size);
      } else {
        add(how, place << 8 | (theirs.first < cue_.first ? 1 : 2));
      }
    }
    close(add);
  }

  void none(float never) {
    const std::uint64_t sure = degree(never), passive = view_.kind[cue_.first];
    const std::uint64_t best =
        out_.stretches.empty() ? 16 : degree(out_.stretches.front().probability);
    const std::uint64_t seen = rule_ == nullptr ? 0 : rule_->source.empty() ? 1 : 2;
    FeatureWriter add(out_.features, FeatureWriter::kMost, 300);
    add(sure);
    add(sure, best);
    add(sure, seen << 8 | best);
    add(best, 1);
    add(seen, cue_kind());
    add(text_hash(head_), 2);
    add(text_hash(cue_.first), 3);
    add(text_hash(cue_.end - 1), 4);
    add(passive, std::min<std::uint64_t>(cue_.size(), 4));
    add(view_.sure[cue_.first], 5);
    add(cue_.first == 0 ? 60 : kind(cue_.first - 1), std::uint64_t{view_.gap[cue_.first]} << 8 | 6);
    add(kind(cue_.end), std::uint64_t{view_.gap[cue_.end]} << 8 | 7);
    close(add);
  }

 private:
  void close(FeatureWriter& features) {
    features.close();
    out_.ends.push_back(static_cast<std::uint32_t>(out_.features.size()));
  }

  std::uint64_t kind(std::uint32_t i) const { return i < view_.kind.size() ? view_.kind[i] : 61; }
  std::uint64_t text_hash(std::uint32_t i) const { return scan_.text->words[i].hash; }
  std::uint64_t hash(std::uint32_t i) const { return i < scan_.count() ? text_hash(i) : 2; }
  std::uint64_t cue_kind() const {
    return std::uint64_t{view_.kind[head_]} << 8 | std::min<std::uint32_t>(cue_.size(), 3);
  }
  static std::uint64_t compare(std::uint32_t a, std::uint32_t b) {
    return a < b ? 0 : a == b ? 1 : 2;
  }
  // How the rules' source stands to it.
  std::uint64_t ruled(Range words) const {
    if (rule_ == nullptr) return 0;
    const Range theirs = rule_->source;
    if (theirs.empty()) return 1;
    if (theirs == words) return 2;
    if (theirs.end <= words.first || words.end <= theirs.first) return 3;
    return 4 + compare(words.first, theirs.first) * 3 + compare(words.end, theirs.end);
  }

  const Scan& scan_;
  const View& view_;
  Range cue_;
  const Relation* rule_;
  const std::vector<Node>& nodes_;
  SourceChoice& out_;
  std::uint32_t head_;
};

}  // namespace

void source_choice(const Scan& scan, const View& view, Range cue, const Relation* rule,
                   const std::vector<Node>& nodes, const Posterior& posterior, SourceChoice& out) {
  out.features.clear();
  out.ends.clear();
  posterior.likeliest(kSourceWord, kLeast, kMostStretches, out.stretches);
  Writer writer(scan, view, cue, rule, nodes, out);
  for (std::size_t k = 0; k < out.stretches.size(); ++k) writer.stretch(k);
  writer.none(posterior.never(kSourceWord));
}

bool SourceWeights::take(std::string_view& bytes, SourceWeights& out) {
  constexpr std::size_t kHeader = 8;
  if (bytes.size() < kHeader) return false;
  std::memcpy(&out.slots_, bytes.data(), 4);
  std::memcpy(&out.scale_, bytes.data() + 4, 4);
  if (!std::has_single_bit(out.slots_) || bytes.size() - kHeader < out.slots_) return false;
  out.weights_ = reinterpret_cast<const std::int8_t*>(bytes.data() + kHeader);
  bytes.remove_prefix(kHeader + out.slots_);
  return true;
}

std::size_t SourceWeights::best(const SourceChoice& choice, float for_none) const {
  std::size_t best = choice.none(), at = 0;
  float most = -1e30F;
  for (std::size_t k = 0; k < choice.ends.size(); ++k) {
    std::int32_t sum = 0;
    for (; at < choice.ends[k]; ++at) sum += weights_[choice.features[at] & (slots_ - 1)];
    const float score = scale_ * static_cast<float>(sum) + (k == choice.none() ? for_none : 0);
    if (score > most) {
      most = score;
      best = k;
    }
  }
  return best;
}

}  // namespace secondsource::attribution
