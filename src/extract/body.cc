#include "extract/body.h"

#include <algorithm>
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

// Most of an article stands in one element.  What was taken from behind that element, and is little
// beside it, is what pages print below and beside articles: comments, teasers, offers.
void drop_what_follows(const Tree& tree, const Blocks& blocks, std::vector<std::uint32_t>& chosen) {
  constexpr float kMost = 0.75f, kLittle = 0.25f;
  std::vector<std::uint32_t> at;  // text nodes, rising
  std::vector<float> before{0};   // characters of the blocks before
  for (const std::uint32_t i : chosen) {
    at.push_back(blocks.blocks[i].first);
    before.push_back(before.back() + blocks.blocks[i].size);
  }
  const float total = before.back();
  if (chosen.size() < 3 || total <= 0) return;
  const auto index = [&](std::uint32_t node) {
    return static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), node) - at.begin());
  };
  const std::size_t middle = static_cast<std::size_t>(
      std::lower_bound(before.begin() + 1, before.end(), total / 2) - before.begin() - 1);
  std::uint32_t node = at[std::min(middle, at.size() - 1)];
  while (node != 0 &&
         before[index(tree.nodes[node].end)] - before[index(node)] < kMost * total) {
    node = tree.nodes[node].parent;
  }
  const std::size_t end = index(tree.nodes[node].end);
  if (total - before[end] < kLittle * total) chosen.resize(end);
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
  std::vector<std::uint32_t> chosen = choose_blocks(blocks, features, scores);
  drop_what_follows(tree, blocks, chosen);
  return chosen;
}

}  // namespace secondsource::extract
