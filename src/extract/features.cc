#include "extract/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace secondsource::extract {
namespace {

// A block that by itself looks like running text.
float good_size(const Block& block, std::uint32_t above) {
  if (above & (kHintFooter | kHintSubscribe)) return 0;
  if (block.inside & (kInsideNav | kInsideFooter | kInsideForm)) return 0;
  if (block.size < 60 || block.link_density() > 0.4f) return 0;
  if (!block.ends_sentence && block.size < 140) return 0;
  return block.size * (1 - block.link_density());
}

// Letters and digits of `text`, folded so far that markup and typography cannot tell two apart.
void fold(std::string_view text, std::string& out) {
  out.clear();
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')) {
      out += static_cast<char>(byte | 0x20);
    } else if (byte >= 0x80 && byte != 0xC2 && byte != 0xE2) {
      out += c;
    }
  }
}

// Hashes of runs of kRun bytes, a fixed quarter of them, chosen by their own value: two texts that
// share a run choose it in both.
class Runs {
 public:
  static constexpr std::size_t kRun = 16;

  template <class Visit>
  static void each(std::string_view folded, Visit visit) {
    constexpr std::uint64_t kBase = 0x100000001b3;
    std::uint64_t power = 1;
    for (std::size_t i = 1; i < kRun; ++i) power *= kBase;
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < folded.size(); ++i) {
      if (i >= kRun) hash -= power * static_cast<unsigned char>(folded[i - kRun]);
      hash = hash * kBase + static_cast<unsigned char>(folded[i]);
      if (i + 1 < kRun) continue;
      const std::uint64_t mixed = (hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15ull;
      if ((mixed >> 62) == 0) visit(mixed);
    }
  }

  void add(std::string_view text) {
    std::string folded;
    fold(text, folded);
    each(folded, [&](std::uint64_t hash) { hashes_.insert(hash); });
  }

  bool empty() const { return hashes_.empty(); }

  // The share of the chosen runs of `text` that were added; -1 where that tells nothing.
  float share(std::string_view text, std::string& folded) const {
    if (hashes_.empty()) return -1;
    fold(text, folded);
    float all = 0, found = 0;
    each(folded, [&](std::uint64_t hash) {
      ++all;
      if (hashes_.contains(hash)) ++found;
    });
    return all > 0 ? found / all : -1;
  }

 private:
  std::unordered_set<std::uint64_t> hashes_;
};

// Sums over elements.
struct Mass {
  float size = 0, in_links = 0;
  float good = 0;      // of all blocks below
  float own_good = 0;  // of blocks whose element is a child of this one, or this one
};

class Features {
 public:
  Features(const Tree& tree, const Blocks& blocks, const Page& page, const Phrases& phrases,
           std::vector<float>& out)
      : tree_(tree), blocks_(blocks), page_(page), phrases_(phrases), out_(out) {}

  void run() {
    weigh();
    out_.assign(blocks_.blocks.size() * kFeatures, 0.0f);
    Runs body, description;
    if (page_.linked.body.size() > 200) body.add(page_.linked.body);
    description.add(page_.meta({"og:description", "description", "twitter:description"}));
    fold(page_.linked.headline.empty() ? page_.meta({"og:title"}) : page_.linked.headline, title_);
    fold(page_.title, page_title_);
    std::unordered_map<std::string_view, int> copies;
    for (const Block& block : blocks_.blocks) ++copies[blocks_.of(block)];

    std::string folded;
    find_title(folded);
    sign();
    count_elements();
    find_elements();
    measure_sections();
    std::unordered_map<std::uint64_t, int> alike;
    std::vector<std::uint64_t> starts;
    for (const Block& block : blocks_.blocks) {
      starts.push_back(start_of(block, folded));
      ++alike[starts.back()];
    }
    bool after_title = false;
    float before = 0;
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      const Block& block = blocks_.blocks[i];
      float* row = &out_[i * kFeatures];
      own_form(block, row);
      words(block, row);
      place(block, row);
      neighbours(i, row);
      containers(block, row);
      row[kPosition] = blocks_.text.empty() ? 0
                                            : static_cast<float>(block.text.begin) /
                                                  static_cast<float>(blocks_.text.size());
      row[kBlocksBefore] = static_cast<float>(i);
      row[kGoodBefore] = total_ > 0 ? before / total_ : 0;
      row[kGoodAfter] = total_ > 0 ? (total_ - before - good_[i]) / total_ : 0;
      before += good_[i];
      row[kPageGood] = total_;
      row[kBodyShare] = body.share(blocks_.of(block), folded);
      row[kInDescription] = description.share(blocks_.of(block), folded);
      const bool title = is_title_[i] != 0;
      row[kIsTitle] = title;
      after_title = after_title || title;
      title_steps(block, row);
      const auto signature = signature_good_.find(signature_[i]);
      row[kSignatureShare] =
          total_ > 0 && signature != signature_good_.end() ? signature->second / total_ : 0;
      row[kRunShare] = total_ > 0 ? run_good_[i] / total_ : 0;
      row[kSameAsBefore] = i > 0 && signature_[i] == signature_[i - 1];
      row[kAfterTitle] = after_title;
      beside(block, i, row);
      const int same = alike[starts[i]];
      row[kAlike] = static_cast<float>(std::min(same, 8));
      const int copied = copies[blocks_.of(block)];
      row[kAlikeOnes] = static_cast<float>(std::min(same - copied, 8));
      row[kRepeated] = static_cast<float>(std::min(copied, 8));
    }
  }

 private:
  void weigh() {
    const std::size_t n = blocks_.blocks.size();
    mass_.assign(tree_.nodes.size(), Mass{});
    good_.assign(n, 0);
    total_ = max_size_ = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const Block& block = blocks_.blocks[i];
      good_[i] = good_size(block, blocks_.states[block.first].above);
      Mass& mass = mass_[block.node];
      mass.size += block.size;
      mass.in_links += block.in_links;
      mass.good += good_[i];
      mass.own_good += good_[i];
      mass_[tree_.nodes[block.node].parent].own_good += good_[i];
      total_ += good_[i];
      max_size_ = std::max(max_size_, block.size);
    }
    container_ = 0;
    for (std::size_t i = tree_.nodes.size(); i-- > 1;) {
      Mass& parent = mass_[tree_.nodes[i].parent];
      parent.size += mass_[i].size;
      parent.in_links += mass_[i].in_links;
      parent.good += mass_[i].good;
      // Equal masses: the inner one, which stands later.
      if (mass_[i].own_good > mass_[container_].own_good) {
        container_ = static_cast<std::uint32_t>(i);
      }
    }
    to_good_before_.assign(n, 0);
    to_good_after_.assign(n, 0);
    float distance = 50;
    for (std::size_t i = 0; i < n; ++i) {
      to_good_before_[i] = distance;
      distance = good_[i] > 0 ? 1 : std::min(distance + 1, 50.0f);
    }
    distance = 50;
    for (std::size_t i = n; i-- > 0;) {
      to_good_after_[i] = distance;
      distance = good_[i] > 0 ? 1 : std::min(distance + 1, 50.0f);
    }
  }

  static void own_form(const Block& block, float* row) {
    const float size = std::max(block.size, 1.0f);
    row[kSize] = block.size;
    row[kWords] = block.words;
    row[kLinkDensity] = block.link_density();
    row[kLinks] = block.links;
    row[kDigits] = block.digits / size;
    row[kUpper] = block.upper / size;
    row[kSentences] = block.sentences;
    row[kCommas] = block.commas;
    row[kEmphasis] = block.emphasised / size;
    row[kEndsSentence] = block.ends_sentence;
    row[kWordLength] = size / std::max(block.words, 1.0f);
  }

  void place(const Block& block, float* row) const {
    const auto in = [&](std::uint32_t bit) { return (block.inside & bit) ? 1.0f : 0.0f; };
    row[kTag] = tag_class(tree_.nodes[block.node].tag);
    row[kDepth] = static_cast<float>(std::min(blocks_.states[block.node].depth, 60u));
    row[kInList] = in(kInsideList);
    row[kInTable] = in(kInsideTable);
    row[kInBlockquote] = in(kInsideBlockquote);
    row[kInFigure] = in(kInsideFigure);
    row[kInCaption] = in(kInsideCaption);
    row[kInAside] = in(kInsideAside);
    row[kInNav] = in(kInsideNav);
    row[kInFooter] = in(kInsideFooter);
    row[kInHeader] = in(kInsideHeader);
    row[kInArticle] = in(kInsideArticle);
    row[kInMain] = in(kInsideMain);
    row[kInForm] = in(kInsideForm);
    row[kInParagraph] = in(kInsideParagraph);
    row[kInHeading] = in(kInsideHeading);
    row[kIsLink] = in(kInsideLink);
    const std::uint32_t above = blocks_.states[block.first].above;
    std::uint32_t near = 0;
    std::uint32_t node = block.node;
    for (int i = 0; i < 3 && node != 0; ++i, node = tree_.nodes[node].parent) {
      near |= blocks_.states[node].own;
    }
    for (int i = 0; i < kHints; ++i) {
      row[kHintAbove + i] = (above >> i) & 1u ? 1.0f : 0.0f;
      row[kHintNear + i] = (near >> i) & 1u ? 1.0f : 0.0f;
    }
  }

  static float tag_class(Tag tag) {
    switch (tag) {
      case Tag::kP:
        return 1;
      case Tag::kDiv:
      case Tag::kSection:
      case Tag::kArticle:
      case Tag::kMain:
        return 2;
      case Tag::kLi:
      case Tag::kDd:
      case Tag::kDt:
        return 3;
      case Tag::kBlockquote:
        return 4;
      case Tag::kPre:
        return 5;
      case Tag::kH2:
      case Tag::kH3:
        return 6;
      case Tag::kH4:
      case Tag::kH5:
      case Tag::kH6:
        return 7;
      case Tag::kTd:
      case Tag::kTh:
        return 8;
      case Tag::kH1:
        return 9;
      default:
        return 10;
    }
  }

  void neighbours(std::size_t i, float* row) const {
    const auto at = [&](std::size_t j) -> const Block* {
      return j < blocks_.blocks.size() ? &blocks_.blocks[j] : nullptr;
    };
    if (const Block* b = at(i - 1)) {
      row[kSizeBefore] = b->size;
      row[kHeadingBefore] = (b->inside & kInsideHeading) != 0;
      row[kDensityBefore] = b->link_density();
    }
    if (const Block* b = at(i - 2)) row[kSizeBefore2] = b->size;
    if (const Block* b = at(i + 1)) {
      row[kSizeAfter] = b->size;
      row[kHeadingAfter] = (b->inside & kInsideHeading) != 0;
      row[kDensityAfter] = b->link_density();
    }
    if (const Block* b = at(i + 2)) row[kSizeAfter2] = b->size;
    row[kToGoodBefore] = to_good_before_[i];
    row[kToGoodAfter] = to_good_after_[i];
  }

  void containers(const Block& block, float* row) const {
    const auto share = [&](float part) { return total_ > 0 ? part / total_ : 0; };
    const std::uint32_t parent = tree_.nodes[block.node].parent;
    const std::uint32_t grand = tree_.nodes[parent].parent;
    const std::uint32_t great = tree_.nodes[grand].parent;
    row[kParentShare] = share(mass_[parent].good);
    row[kParentShare2] = share(mass_[grand].good);
    row[kParentShare3] = share(mass_[great].good);
    const float own = std::max(mass_[block.node].own_good, mass_[parent].own_good);
    row[kSiblingShare] = mass_[container_].own_good > 0 ? own / mass_[container_].own_good : 0;
    const auto within = [&](std::uint32_t outer) {
      return outer <= block.node && block.node < tree_.nodes[outer].end;
    };
    row[kInContainer] = within(container_);
    // How far out of the container one must go to meet the block; how deep it lies inside.
    std::uint32_t around = container_;
    float distance = 0;
    while (!within(around) && distance < 12) {
      around = tree_.nodes[around].parent;
      ++distance;
    }
    row[kContainerDistance] = distance;
    const float depth = static_cast<float>(blocks_.states[block.node].depth) -
                        static_cast<float>(blocks_.states[around].depth);
    row[kContainerParent] = std::min(depth, 20.0f);
    const auto density = [&](std::uint32_t node) {
      return mass_[node].size > 0 ? mass_[node].in_links / mass_[node].size : 0;
    };
    row[kParentDensity] = density(parent);
    row[kParentDensity2] = density(grand);
    row[kSameSiblings] = mass_[parent].size > 0 ? block.size / mass_[parent].size : 1;
    row[kOwnSize] = mass_[block.node].size;
    row[kMaxSize] = max_size_ > 0 ? block.size / max_size_ : 0;
  }

  // Prefix sums over the nodes, so that what a subtree holds is a difference.
  void count_elements() {
    const std::size_t n = tree_.nodes.size();
    pictures_.assign(n + 1, 0);
    controls_.assign(n + 1, 0);
    links_.assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const Tag tag = tree_.nodes[i].tag;
      pictures_[i + 1] =
          pictures_[i] + (tag == Tag::kImg || tag == Tag::kVideo || tag == Tag::kPicture);
      controls_[i + 1] = controls_[i] + (tag == Tag::kInput || tag == Tag::kButton ||
                                         tag == Tag::kIframe || tag == Tag::kSvg);
      links_[i + 1] = links_[i] + (tag == Tag::kA);
    }
    // Children of one parent that are made alike: tag and hints.  Of a parent's first kinds only.
    kin_.assign(n, 1);
    constexpr std::size_t kKinds = 12;
    struct Kin {
      Tag tag;
      std::uint32_t own, count;
    };
    std::array<Kin, kKinds> kinds;
    for (std::uint32_t parent = 0; parent < n; ++parent) {
      if (tree_.nodes[parent].tag == Tag::kText || mass_[parent].size <= 0) continue;
      std::size_t known = 0;
      const auto find = [&](std::uint32_t i) {
        std::size_t k = 0;
        while (k < known &&
               !(kinds[k].tag == tree_.nodes[i].tag && kinds[k].own == blocks_.states[i].own)) {
          ++k;
        }
        return k;
      };
      const std::uint32_t end = tree_.nodes[parent].end;
      for (std::uint32_t i = parent + 1; i < end; i = next_of(i)) {
        if (tree_.nodes[i].tag == Tag::kText) continue;
        const std::size_t k = find(i);
        if (k == kKinds) continue;
        if (k == known) kinds[known++] = {tree_.nodes[i].tag, blocks_.states[i].own, 0};
        ++kinds[k].count;
      }
      for (std::uint32_t i = parent + 1; i < end; i = next_of(i)) {
        if (tree_.nodes[i].tag == Tag::kText) continue;
        if (const std::size_t k = find(i); k < known) kin_[i] = kinds[k].count;
      }
    }
  }

  std::uint32_t next_of(std::uint32_t i) const { return std::max(tree_.nodes[i].end, i + 1); }

  // Of the elements named the text of an article, of <article> and of <main>, those that hold most.
  void find_elements() {
    body_element_ = article_element_ = main_element_ = 0;
    float body = 0, article = 0, main = 0;
    for (std::uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      const float good = mass_[i].good;
      if (good <= 0) continue;
      if ((blocks_.states[i].own & kHintBody) && good >= body) {
        body = good;
        body_element_ = i;
      }
      if (tree_.nodes[i].tag == Tag::kArticle && good >= article) {
        article = good;
        article_element_ = i;
      }
      if (tree_.nodes[i].tag == Tag::kMain && good >= main) {
        main = good;
        main_element_ = i;
      }
    }
  }

  // From one heading to the next.
  void measure_sections() {
    const std::size_t n = blocks_.blocks.size();
    section_density_.assign(n, 0);
    section_good_.assign(n, 0);
    for (std::size_t begin = 0; begin < n;) {
      float size = 0, in_links = 0, good = 0;
      std::size_t end = begin;
      do {
        size += blocks_.blocks[end].size;
        in_links += blocks_.blocks[end].in_links;
        good += good_[end];
        ++end;
      } while (end < n && !(blocks_.blocks[end].inside & kInsideHeading));
      for (std::size_t i = begin; i < end; ++i) {
        section_density_[i] = size > 0 ? in_links / size : 0;
        section_good_[i] = total_ > 0 ? good / total_ : 0;
      }
      begin = end;
    }
  }

  std::uint64_t start_of(const Block& block, std::string& folded) const {
    constexpr std::size_t kStart = 24;
    fold(blocks_.of(block).substr(0, 2 * kStart), folded);
    std::uint64_t hash = folded.size() < kStart ? folded.size() : 0;
    for (std::size_t i = 0; i < std::min(folded.size(), kStart); ++i) {
      hash = (hash ^ static_cast<unsigned char>(folded[i])) * 0x100000001b3;
    }
    return hash;
  }

  float within(std::uint32_t outer, const Block& block) const {
    if (outer == 0) return -1;
    return outer <= block.node && block.node < tree_.nodes[outer].end ? 1 : 0;
  }

  void beside(const Block& block, std::size_t i, float* row) const {
    constexpr float kFar = 30;
    // The nearest byline and time before and behind, in nodes.
    const auto distance = [&](float nodes) { return std::min(std::sqrt(nodes), kFar); };
    const auto nearest = [&](const auto& sorted, auto node_of, float& before, float& after) {
      const auto next = std::partition_point(sorted.begin(), sorted.end(), [&](const auto& each) {
        return node_of(each) <= block.first;
      });
      if (next != sorted.begin()) {
        before = static_cast<float>(block.first - node_of(*std::prev(next)));
      }
      if (next != sorted.end()) after = static_cast<float>(node_of(*next) - block.first);
    };
    float byline_before = kFar * kFar, byline_after = kFar * kFar;
    nearest(
        page_.bylines, [](const auto& byline) { return byline.node; }, byline_before, byline_after);
    float time_before = kFar * kFar, time_after = kFar * kFar;
    nearest(page_.times, [](std::uint32_t node) { return node; }, time_before, time_after);
    row[kBylineBefore] = distance(byline_before);
    row[kBylineAfter] = distance(byline_after);
    row[kTimeBefore] = distance(time_before);
    row[kTimeAfter] = distance(time_after);
    // The widest element around the block that holds little text besides it.
    std::uint32_t node = block.node;
    std::uint32_t cards = kin_[node], card = node;
    for (int level = 0; level < 6; ++level) {
      const std::uint32_t parent = tree_.nodes[node].parent;
      if (parent == 0 || mass_[parent].size > 1.5f * block.size + 40) break;
      node = parent;
    }
    const auto in = [&](const std::vector<std::uint32_t>& sums, std::uint32_t at) {
      return static_cast<float>(std::min(sums[tree_.nodes[at].end] - sums[at], 20u));
    };
    row[kPictures] = in(pictures_, node);
    row[kControls] = in(controls_, node);
    row[kOwnLinks] = in(links_, node);
    const std::uint32_t parent = tree_.nodes[node].parent;
    row[kPicturesMore] = in(pictures_, parent);
    row[kControlsMore] = in(controls_, parent);
    std::uint32_t up = block.node;
    for (int level = 0; level < 5 && up != 0; ++level, up = tree_.nodes[up].parent) {
      if (tree_.nodes[up].tag == Tag::kBody) break;
      if (level > 0 && kin_[up] > cards) {
        cards = kin_[up];
        card = up;
      }
    }
    row[kCards] = static_cast<float>(std::min(cards, 20u));
    row[kCardLinks] = in(links_, card);
    row[kListDensity] =
        mass_[tree_.nodes[card].parent].size > 0
            ? mass_[tree_.nodes[card].parent].in_links / mass_[tree_.nodes[card].parent].size
            : 0;
    row[kStartsLinked] = (blocks_.states[block.first].inside & kInsideLink) != 0;
    // A teaser: an element that holds little but this block and a linked line in front of it.
    const auto steps = [&](std::size_t j) -> float {
      if (j >= blocks_.blocks.size()) return 12;
      const std::uint32_t other = blocks_.blocks[j].node;
      std::uint32_t around = block.node;
      float count = 0;
      while (count < 12 && !(around <= other && other < tree_.nodes[around].end)) {
        around = tree_.nodes[around].parent;
        ++count;
      }
      return count;
    };
    row[kBeforeSteps] = steps(i - 1);
    row[kAfterSteps] = steps(i + 1);
    if (i > 0) {
      const Block& front = blocks_.blocks[i - 1];
      std::uint32_t around = block.node;
      for (int level = 0; level < 3 && around != 0; ++level) {
        if (around <= front.node && front.node < tree_.nodes[around].end) {
          row[kLinkedTitle] = front.link_density() > 0.8f && front.size > 15 &&
                              mass_[around].size < block.size + front.size + 120;
          break;
        }
        around = tree_.nodes[around].parent;
      }
    }
    row[kBodyElement] = within(body_element_, block);
    row[kArticleElement] = within(article_element_, block);
    row[kMainElement] = within(main_element_, block);
    row[kSectionDensity] = section_density_[i];
    row[kSectionGood] = section_good_[i];
    if (const auto kind = signature_mass_.find(signature_[i]); kind != signature_mass_.end()) {
      const Kind& k = kind->second;
      row[kSignatureDensity] = k.size > 0 ? k.in_links / k.size : 0;
      row[kSignatureSize] = k.size / std::max(k.count, 1.0f);
      row[kSignatureCount] = std::min(k.count, 50.0f);
    }
  }

  // What the words of a short block are about: newsletters, cookies, shares.
  void words(const Block& block, float* row) const {
    constexpr std::size_t kReach = 800;
    const std::string_view text = blocks_.of(block).substr(0, kReach);
    const auto first = static_cast<unsigned char>(text.front());
    row[kStartsLower] = first >= 'a' && first <= 'z';
    row[kStartsDigit] = first >= '0' && first <= '9';
    row[kHasAddress] = text.find("://") != std::string_view::npos ||
                       text.find("www.") != std::string_view::npos ||
                       text.find('@') != std::string_view::npos;
    const std::string_view whole = blocks_.of(block);
    const auto starts = [&](std::initializer_list<std::string_view> marks) {
      return std::any_of(marks.begin(), marks.end(),
                         [&](std::string_view mark) { return whole.starts_with(mark); });
    };
    row[kStartsQuote] = starts({"\"", "“", "„", "«", "»", "「", "‘", "'"});
    row[kStartsMark] =
        starts({"•", "*", "-", "–", "—", "›", ">", "▶", "►", "·", "→", "|", "#", "[", "("});
    row[kEndsColon] = whole.ends_with(":") || whole.ends_with("：");
    row[kEndsDots] = whole.ends_with("...") || whole.ends_with("…") || whole.ends_with("[…]") ||
                     whole.ends_with("[...]");
    row[kHasBar] = text.find('|') != std::string_view::npos ||
                   text.find("»") != std::string_view::npos ||
                   text.find("›") != std::string_view::npos;
    row[kHasCopyright] = text.find("©") != std::string_view::npos;
    row[kPunctuation] = (block.commas + block.sentences) / std::max(block.words, 1.0f);
    char word[32];
    std::size_t size = 0;
    float found = 0, all = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ' ';
      const bool letter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80) != 0;
      if (letter) {
        if (size < sizeof word) word[size] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        ++size;
        continue;
      }
      if (size >= 2 && size <= sizeof word) {
        ++all;
        if (phrases_.furniture({word, size})) ++found;
      }
      size = 0;
    }
    row[kFurnitureWords] = found;
    row[kFurnitureShare] = all > 0 ? found / all : 0;
  }

  void find_title(std::string& folded) {
    is_title_.assign(blocks_.blocks.size(), 0);
    title_node_ = 0;
    bool heading = false;
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      const Block& block = blocks_.blocks[i];
      if (!is_title(block, folded)) continue;
      is_title_[i] = 1;
      const bool here = (block.inside & kInsideHeading) != 0;
      if (title_node_ == 0 || (here && !heading)) {
        title_node_ = block.node;
        heading = here;
      }
    }
    container_steps_ = title_node_ == 0 ? 0 : steps_to_title(container_);
  }

  // How far out of `node` the headline stands.
  float steps_to_title(std::uint32_t node) const {
    float steps = 0;
    while (steps < 16 && !(node <= title_node_ && title_node_ < tree_.nodes[node].end)) {
      node = tree_.nodes[node].parent;
      ++steps;
    }
    return steps;
  }

  void title_steps(const Block& block, float* row) const {
    if (title_node_ == 0) {
      row[kTitleSteps] = row[kTitleStepsMore] = -20;
      return;
    }
    row[kTitleSteps] = steps_to_title(block.node);
    row[kTitleStepsMore] = row[kTitleSteps] - container_steps_;
  }

  // Blocks made alike (tag, class, depth) carry the text together; and runs of good blocks with at
  // most two others between them.
  void sign() {
    const std::size_t n = blocks_.blocks.size();
    signature_.assign(n, 0);
    signature_good_.clear();
    signature_mass_.clear();
    run_good_.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t node = blocks_.blocks[i].node;
      std::uint64_t hash = static_cast<std::uint64_t>(tree_.nodes[node].tag);
      hash = hash * 0x9E3779B97F4A7C15ull + blocks_.states[node].depth;
      hash = hash * 0x9E3779B97F4A7C15ull + blocks_.states[node].own;
      hash = hash * 0x9E3779B97F4A7C15ull + blocks_.states[node].above;
      signature_[i] = hash;
      if (good_[i] > 0) signature_good_[hash] += good_[i];
      Kind& kind = signature_mass_[hash];
      kind.size += blocks_.blocks[i].size;
      kind.in_links += blocks_.blocks[i].in_links;
      kind.count += 1;
    }
    constexpr std::size_t kGap = 3;
    for (std::size_t begin = 0; begin < n;) {
      if (good_[begin] == 0) {
        ++begin;
        continue;
      }
      float sum = 0;
      std::size_t last = begin;
      for (std::size_t i = begin; i < n && i - last <= kGap; ++i) {
        if (good_[i] == 0) continue;
        sum += good_[i];
        last = i;
      }
      for (std::size_t i = begin; i <= last; ++i) run_good_[i] = sum;
      begin = last + 1;
    }
  }

  bool is_title(const Block& block, std::string& folded) const {
    if (block.size > 400) return false;
    fold(blocks_.of(block), folded);
    if (folded.size() < 8) return false;
    return folded == title_ || page_title_.starts_with(folded) ||
           (title_.size() >= 8 && folded.starts_with(title_) && folded.size() < title_.size() + 8);
  }

  const Tree& tree_;
  const Blocks& blocks_;
  const Page& page_;
  const Phrases& phrases_;
  std::vector<float>& out_;
  std::vector<Mass> mass_;
  std::vector<float> good_, to_good_before_, to_good_after_;
  std::vector<float> run_good_;
  std::vector<std::uint64_t> signature_;
  std::unordered_map<std::uint64_t, float> signature_good_;
  struct Kind {
    float size = 0, in_links = 0, count = 0;
  };
  std::unordered_map<std::uint64_t, Kind> signature_mass_;
  std::vector<std::uint32_t> pictures_, controls_, links_, kin_;
  std::vector<float> section_density_, section_good_;
  std::uint32_t body_element_ = 0, article_element_ = 0, main_element_ = 0;
  std::vector<char> is_title_;
  std::string title_, page_title_;
  std::uint32_t title_node_ = 0;
  float container_steps_ = 0;
  float total_ = 0, max_size_ = 0;
  std::uint32_t container_ = 0;
};

}  // namespace

void find_features(const Tree& tree, const Blocks& blocks, const Page& page, const Phrases& phrases,
                   std::vector<float>& out) {
  Features(tree, blocks, page, phrases, out).run();
}

std::string feature_name(int feature) {
  static constexpr const char* kNames[] = {"size",
                                           "words",
                                           "link_density",
                                           "links",
                                           "digits",
                                           "upper",
                                           "sentences",
                                           "commas",
                                           "emphasis",
                                           "ends_sentence",
                                           "word_length",
                                           "tag",
                                           "depth",
                                           "in_list",
                                           "in_table",
                                           "in_blockquote",
                                           "in_figure",
                                           "in_caption",
                                           "in_aside",
                                           "in_nav",
                                           "in_footer",
                                           "in_header",
                                           "in_article",
                                           "in_main",
                                           "in_form",
                                           "in_paragraph",
                                           "in_heading",
                                           "is_link",
                                           "position",
                                           "blocks_before",
                                           "size_before",
                                           "size_before2",
                                           "size_after",
                                           "size_after2",
                                           "density_before",
                                           "density_after",
                                           "good_before",
                                           "good_after",
                                           "to_good_before",
                                           "to_good_after",
                                           "parent_share",
                                           "parent_share2",
                                           "parent_share3",
                                           "sibling_share",
                                           "in_container",
                                           "container_distance",
                                           "container_parent",
                                           "parent_density",
                                           "parent_density2",
                                           "same_siblings",
                                           "page_good",
                                           "body_share",
                                           "is_title",
                                           "after_title",
                                           "in_description",
                                           "repeated",
                                           "own_size",
                                           "max_size",
                                           "furniture_words",
                                           "furniture_share",
                                           "title_steps",
                                           "title_steps_more",
                                           "signature_share",
                                           "run_share",
                                           "starts_lower",
                                           "starts_digit",
                                           "has_address",
                                           "heading_before",
                                           "heading_after",
                                           "same_as_before",
                                           "byline_before",
                                           "byline_after",
                                           "time_before",
                                           "time_after",
                                           "alike",
                                           "alike_ones",
                                           "pictures",
                                           "pictures_more",
                                           "controls",
                                           "controls_more",
                                           "cards",
                                           "card_links",
                                           "body_element",
                                           "article_element",
                                           "main_element",
                                           "section_density",
                                           "section_good",
                                           "signature_density",
                                           "signature_size",
                                           "signature_count",
                                           "starts_mark",
                                           "starts_quote",
                                           "ends_colon",
                                           "has_bar",
                                           "has_copyright",
                                           "punctuation",
                                           "own_links",
                                           "list_density",
                                           "starts_linked",
                                           "ends_dots",
                                           "linked_title",
                                           "before_steps",
                                           "after_steps"};
  static_assert(std::size(kNames) == kHintAbove);
  if (feature < kHintAbove) return kNames[feature];
  const std::string where = feature < kHintNear ? "above:" : "near:";
  return where + std::string(hint_name((feature - kHintAbove) % kHints));
}

}  // namespace secondsource::extract
