#include "extract/body.h"

#include "extract/features.h"

namespace secondsource::extract {

std::vector<std::uint32_t> choose_blocks(const Blocks& blocks, const std::vector<float>& features,
                                         const std::vector<float>& scores) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < blocks.blocks.size(); ++i) {
    const float* row = &features[std::size_t{i} * kFeatures];
    if (row[kIsTitle] > 0 && row[kInHeading] > 0) continue;
    if (scores[i] > 0) chosen.push_back(i);
  }
  return chosen;
}

std::vector<std::uint32_t> choose_body(const Tree& tree, const Blocks& blocks, const Page& page,
                                       const BlockModel& model, std::vector<float>& features) {
  find_features(tree, blocks, page, features);
  std::vector<float> scores(blocks.blocks.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = model.score(&features[i * kFeatures]);
  return choose_blocks(blocks, features, scores);
}

}  // namespace secondsource::extract
