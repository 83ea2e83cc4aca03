#include "extract/fragment.h"

#include <vector>

#include "extract/blocks.h"
#include "extract/clean.h"
#include "extract/phrases.h"
#include "extract/tree.h"

namespace secondsource::extract {

std::expected<void, std::string> take_fragment(std::string_view html, std::size_t nesting,
                                               const Data& data, Article& article) {
  constexpr float kLinked = 0.8f, kShort = 300;  // characters
  constexpr std::uint32_t kOutside = kInsideFigure | kInsideCaption | kInsideNav | kInsideForm;
  Tree tree;
  if (auto parsed = parse_html(html, nesting, tree); !parsed) {
    return std::unexpected(parsed.error());
  }
  Blocks blocks;
  find_blocks(tree, data.derived<Markup>(), blocks);
  const Phrases& phrases = data.derived<Phrases>();
  std::vector<std::string_view> kept;
  const std::string title = skeleton(article.title);
  for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
    const Block& block = blocks.blocks[i];
    const std::string_view words = blocks.of(block);
    const bool small = block.size < kShort;
    const bool leads_elsewhere = small && block.link_density() > kLinked;
    const bool names_itself = small && i > 0 && i + 1 == blocks.blocks.size() &&
                              block.in_links > 0 && !title.empty() &&
                              skeleton(words).find(title) != std::string::npos;
    if ((block.inside & kOutside) == 0 && !leads_elsewhere && !names_itself) {
      kept.push_back(words);
    } else if (small && article.complete &&
               !phrases.find(Phrases::Kind::kContinues, lower_case(words)).empty()) {
      article.complete = false;
      article.warnings.push_back("the page offers the rest of the text elsewhere");
    }
  }
  for (const std::string_view words : kept) {
    if (!article.text.empty()) article.text += '\n';
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += words;
    article.paragraphs.push_back({begin, static_cast<std::uint32_t>(article.text.size())});
  }
  return {};
}

}  // namespace secondsource::extract
