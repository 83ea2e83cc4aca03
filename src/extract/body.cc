#include "extract/body.h"

#include <bit>
#include <string_view>
#include <unordered_set>

#include "extract/features.h"

namespace secondsource::extract {

namespace {

// What the markup says plainly is no running text, whatever it looks like: captions, the headline
// itself, navigation, readers' comments, lines that only lead elsewhere.
bool ruled_out(const float* row) {
  const auto is = [&](int feature) { return row[feature] > 0; };
  if (is(kInCaption) || is(kInNav)) return true;
  if (is(kIsTitle) && is(kInHeading)) return true;
  if (is(kHintAbove + std::countr_zero(std::uint32_t{kHintComment})) && !is(kInContainer))
    return true;
  // Named after what stands beside a text, and of its own kind on the page: a caption, an offer.
  const auto near = [&](std::uint32_t hint) { return is(kHintNear + std::countr_zero(hint)); };
  if (near(kHintCaption) && !near(kHintBody) && row[kSize] < 160 && row[kSignatureShare] < 0.08f)
    return true;
  if (near(kHintSubscribe) && !near(kHintBody) && row[kSize] < 300) return true;
  const bool leads_elsewhere = row[kLinkDensity] > 0.8f && row[kSize] < 300;
  return leads_elsewhere;
}

}  // namespace

std::vector<std::uint32_t> choose_blocks(const Blocks& blocks, const std::vector<float>& features,
                                         const std::vector<float>& scores) {
  // Captions of a gallery, a line for each width of screen: what a page prints three times is none
  // of its paragraphs, what it prints twice is one.
  constexpr float kLong = 60, kOften = 3;
  std::unordered_set<std::string_view> seen;
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < blocks.blocks.size(); ++i) {
    const float* row = &features[std::size_t{i} * kFeatures];
    if (scores[i] <= 0 || ruled_out(row)) continue;
    if (row[kSize] >= kLong) {
      if (row[kRepeated] >= kOften || !seen.insert(blocks.of(blocks.blocks[i])).second) continue;
    }
    chosen.push_back(i);
  }
  return chosen;
}

std::vector<std::uint32_t> choose_body(const Tree& tree, const Blocks& blocks, const Page& page,
                                       const BlockModel& model, const Phrases& phrases,
                                       std::vector<float>& features) {
  find_features(tree, blocks, page, phrases, features);
  std::vector<float> scores(blocks.blocks.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = model.score(&features[i * kFeatures]);
  return choose_blocks(blocks, features, scores);
}

}  // namespace secondsource::extract
