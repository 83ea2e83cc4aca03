#include "extract/body.h"

#include <algorithm>
#include <bit>
#include <map>
#include <string_view>
#include <unordered_set>

#include "extract/clean.h"
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
  // A teaser begins with a link, or with a linked line above it, and breaks off.
  if (is(kEndsDots) && (is(kStartsLinked) || is(kLinkedTitle))) return true;
  const bool leads_elsewhere = row[kLinkDensity] > 0.8f && row[kSize] < 300;
  return leads_elsewhere;
}

// Whether the block stands in an element named after what is printed beside a text, a caption or an
// offer, nearer to it than any named after the text itself.
bool stands_beside(const Tree& tree, const Blocks& blocks, const Block& block, const float* row) {
  constexpr int kLevels = 3;
  constexpr float kCaption = 160, kOffer = 300;  // characters
  constexpr float kOften = 0.08f;  // of the page's text in blocks of its kind: then it is the text
  std::uint32_t node = block.node;
  for (int level = 0; level < kLevels && node != 0; ++level, node = tree.nodes[node].parent) {
    const std::uint32_t own = blocks.states[node].own;
    if (own & kHintBody) return false;
    if ((own & kHintSubscribe) && block.size < kOffer) return true;
    const bool beside_picture = row[kSignatureShare] < kOften || row[kPictures] > 0;
    if ((own & kHintCaption) && block.size < kCaption && beside_picture) return true;
  }
  return false;
}

// A pull quote says again what stands in the text: in an element named so, or set apart in marks.
void drop_pull_quotes(const Blocks& blocks, const std::vector<float>& features,
                      std::vector<std::uint32_t>& chosen) {
  constexpr std::size_t kSize = 300;  // bytes
  // Bounds of what hostile pages cost: quotes looked for, bytes of text looked through.
  constexpr std::size_t kQuotes = 64, kBytes = 32u << 20;
  const std::size_t most = std::min(kQuotes, kBytes / std::max<std::size_t>(blocks.text.size(), 1));
  std::size_t looked = 0;
  std::erase_if(chosen, [&](std::uint32_t i) {
    const float* row = &features[std::size_t{i} * kFeatures];
    const bool apart = row[kInAside] > 0 || row[kInBlockquote] > 0 || row[kInFigure] > 0 ||
                       row[kHintNear + std::countr_zero(std::uint32_t{kHintQuote})] > 0;
    const std::string_view words = blocks.of(blocks.blocks[i]);
    if (!apart || words.size() > kSize || words.size() < 20 || looked++ >= most) return false;
    const std::size_t here = blocks.blocks[i].text.begin;
    const std::size_t first = blocks.text.find(words);
    return first < here || blocks.text.find(words, here + words.size()) != std::string::npos;
  });
}

// A block that says most of the article over again, for search engines or for a voice, is none of
// its paragraphs.
void drop_echo(const Blocks& blocks, std::vector<std::uint32_t>& chosen) {
  // Bounds of what hostile pages cost: blocks looked for, bytes of a block, bytes compared.
  constexpr std::size_t kMost = 64, kLongest = 1u << 16, kStart = 64;
  constexpr float kLarge = 0.3f, kSaid = 0.7f;  // of all that was taken, of the other blocks
  if (chosen.size() < 4) return;
  float total = 0;
  for (const std::uint32_t i : chosen) total += blocks.blocks[i].size;
  const std::size_t step = chosen.size() / kMost + 1;
  const auto is_echo = [&](std::uint32_t large) {
    const std::string_view all = blocks.of(blocks.blocks[large]);
    if (blocks.blocks[large].size < kLarge * total || all.size() > kLongest) return false;
    float others = 0, said = 0;
    for (std::size_t i = 0; i < chosen.size(); i += step) {
      const Block& block = blocks.blocks[chosen[i]];
      if (chosen[i] == large || block.size <= 20) continue;
      others += block.size;
      if (all.contains(blocks.of(block).substr(0, kStart))) said += block.size;
    }
    return said > kSaid * others;
  };
  const auto echo = std::ranges::find_if(chosen, is_echo);
  if (echo != chosen.end()) chosen.erase(echo);
}

// Blocks that stand side by side in elements of one kind are one list: where most of it was not
// taken, none of it is.
void drop_odd_ones(const Tree& tree, const Blocks& blocks, std::vector<std::uint32_t>& chosen) {
  struct List {
    float all = 0, taken = 0;
    std::size_t blocks = 0;
  };
  std::map<std::pair<std::uint32_t, Tag>, List> lists;
  const auto list_of = [&](const Block& block) -> List& {
    const Node& node = tree.nodes[block.node];
    return lists[{node.parent, node.tag}];
  };
  for (const Block& block : blocks.blocks) {
    List& list = list_of(block);
    list.all += block.size;
    ++list.blocks;
  }
  for (const std::uint32_t i : chosen) list_of(blocks.blocks[i]).taken += blocks.blocks[i].size;
  std::erase_if(chosen, [&](std::uint32_t i) {
    const List& list = list_of(blocks.blocks[i]);
    return list.blocks >= 3 && list.taken < 0.5f * list.all;
  });
}

// Behind the last element that is named the text of an article, where most of what was taken stands
// in such, nothing is.
void drop_what_follows_the_body(const Blocks& blocks, std::vector<std::uint32_t>& chosen) {
  const auto in_body = [&](std::uint32_t i) {
    return (blocks.states[blocks.blocks[i].node].above & kHintBody) != 0;
  };
  float all = 0, inside = 0;
  for (const std::uint32_t i : chosen) {
    all += blocks.blocks[i].size;
    if (in_body(i)) inside += blocks.blocks[i].size;
  }
  if (inside < 0.6f * all) return;
  while (!chosen.empty() && !in_body(chosen.back())) chosen.pop_back();
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
  while (node != 0 && before[index(tree.nodes[node].end)] - before[index(node)] < kMost * total) {
    node = tree.nodes[node].parent;
  }
  std::size_t end = index(tree.nodes[node].end);
  // A rule across the page ends an article, too.
  for (std::uint32_t rule = at[std::min(middle, at.size() - 1)]; rule < tree.nodes[node].end;
       ++rule) {
    if (tree.nodes[rule].tag == Tag::kHr && before[index(rule)] >= kMost * total) {
      end = index(rule);
      break;
    }
  }
  if (total - before[end] < kLittle * total) chosen.resize(end);
}

// The headings (<h1> to <h3>) that blocks of a page stand in.
struct Headings {
  std::uint32_t title = 0;  // the element of the first that the page declares as its title; or 0
  std::vector<std::pair<std::uint32_t, std::uint32_t>> first_rank;  // <h1>: block, element
};

Headings headings_of(const Tree& tree, const Blocks& blocks, const std::vector<float>& features) {
  Headings headings;
  std::vector<std::uint32_t> open;
  std::uint32_t node = 0;
  for (std::uint32_t i = 0; i < blocks.blocks.size() && headings.title == 0; ++i) {
    const std::uint32_t first = blocks.blocks[i].first;
    for (; node < first; ++node) {
      const Tag tag = tree.nodes[node].tag;
      if (tag >= Tag::kH1 && tag <= Tag::kH3) open.push_back(node);
    }
    while (!open.empty() && tree.nodes[open.back()].end <= first) open.pop_back();
    const float* row = &features[std::size_t{i} * kFeatures];
    if (open.empty() || row[kInHeading] == 0) continue;
    if (row[kIsTitle] > 0) headings.title = open.back();
    if (tree.nodes[open.back()].tag == Tag::kH1) headings.first_rank.emplace_back(i, open.back());
  }
  return headings;
}

// The element of the headline of a text that begins in a block: the heading that is the page's
// title, else the last of the first rank above the text; 0 when there is none.
std::uint32_t headline_of(const Headings& headings, std::uint32_t front) {
  if (headings.title != 0) return headings.title;
  const auto behind = std::ranges::upper_bound(headings.first_rank, front, {},
                                               [](const auto& heading) { return heading.first; });
  return behind == headings.first_rank.begin() ? 0 : std::prev(behind)->second;
}

// The element around all buttons by which a reader answers a comment; 0 where there are not two.
std::uint32_t thread_of(const Tree& tree, const Blocks& blocks, const Phrases& phrases,
                        const std::vector<float>& features) {
  constexpr float kButton = 30;  // characters
  std::uint32_t first = 0, last = 0;
  for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
    const Block& block = blocks.blocks[i];
    if (block.size > kButton || features[i * kFeatures + kRepeated] < 2) continue;
    if (phrases.find(Phrases::Kind::kReply, lower_case(blocks.of(block))).empty()) continue;
    if (first == 0) first = block.first;
    last = block.first;
  }
  if (first == last) return 0;
  while (tree.nodes[first].end <= last) first = tree.nodes[first].parent;
  return first;
}

// Readers' comments, in an element named so or around the buttons to answer them that does not hold
// the headline as well.
void drop_comments(const Tree& tree, const Blocks& blocks, const Phrases& phrases,
                   const Headings& headings, const std::vector<float>& features,
                   std::vector<std::uint32_t>& chosen) {
  if (chosen.empty()) return;
  const std::uint32_t headline = headline_of(headings, chosen.front());
  if (headline == 0) return;
  const auto holds = [&](std::uint32_t element, std::uint32_t node) {
    return element <= node && node < tree.nodes[element].end;
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> threads;  // nodes, in order, none in another
  const auto add = [&](std::uint32_t element) {
    if (!holds(element, headline)) threads.emplace_back(element, tree.nodes[element].end);
  };
  const std::uint32_t answered = thread_of(tree, blocks, phrases, features);
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    if (!threads.empty() && i < threads.back().second) continue;
    if (i == answered || (blocks.states[i].own & kHintComment) != 0) add(i);
  }
  const auto is_comment = [&](std::uint32_t i) {
    const std::uint32_t node = blocks.blocks[i].first;
    const auto behind =
        std::ranges::upper_bound(threads, node, {}, [](const auto& t) { return t.first; });
    return behind != threads.begin() && node < std::prev(behind)->second;
  };
  // Where nothing else is left, the page is about them.
  if (std::ranges::all_of(chosen, is_comment)) return;
  std::erase_if(chosen, is_comment);
}

// A page may go on with further articles as far as one scrolls.  Each begins as the first does:
// with a heading marked up as the headline is, in another element of the same kind, and has a
// byline or a time of its own.
void drop_further_articles(const Tree& tree, const Blocks& blocks, const Headings& headings,
                           std::vector<std::uint32_t>& chosen) {
  if (chosen.empty()) return;
  const std::uint32_t headline = headline_of(headings, chosen.front());
  if (headline == 0) return;
  const auto alike = [&](std::uint32_t a, std::uint32_t b) {
    const Node &one = tree.nodes[a], &other = tree.nodes[b];
    return one.tag == other.tag &&
           tree.attribute(one, Name::kClass) == tree.attribute(other, Name::kClass);
  };
  const std::uint32_t parent = tree.nodes[headline].parent;
  std::uint32_t second = 0;  // the headline of the article that follows
  bool signed_first = false, signed_second = false;
  for (std::uint32_t i = headline + 1; i < tree.nodes.size() && !signed_second; ++i) {
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::kText) continue;
    if (node.tag == Tag::kTime || (blocks.states[i].own & kHintMeta) != 0) {
      (second == 0 ? signed_first : signed_second) = true;
    } else if (second == 0 && alike(i, headline) && node.parent != parent &&
               alike(node.parent, parent)) {
      if (!signed_first) return;
      second = i;
    }
  }
  if (!signed_second) return;
  std::uint32_t start = second;
  while (tree.nodes[start].parent > headline ||
         tree.nodes[tree.nodes[start].parent].end <= headline)
    start = tree.nodes[start].parent;
  const auto behind = std::find_if(chosen.begin(), chosen.end(), [&](std::uint32_t i) {
    return blocks.blocks[i].first >= start;
  });
  if (behind == chosen.begin()) return;
  chosen.erase(behind, chosen.end());
}

}  // namespace

std::vector<std::uint32_t> choose_blocks(const Tree& tree, const Blocks& blocks,
                                         const Phrases& phrases, const std::vector<float>& features,
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
  std::erase_if(chosen, [&](std::uint32_t i) {
    return stands_beside(tree, blocks, blocks.blocks[i], &features[std::size_t{i} * kFeatures]);
  });
  const Headings headings = headings_of(tree, blocks, features);
  drop_comments(tree, blocks, phrases, headings, features, chosen);
  drop_further_articles(tree, blocks, headings, chosen);
  drop_echo(blocks, chosen);
  drop_pull_quotes(blocks, features, chosen);
  drop_odd_ones(tree, blocks, chosen);
  drop_what_follows_the_body(blocks, chosen);
  for (std::size_t before = 0; before != chosen.size();) {  // what is left may end earlier still
    before = chosen.size();
    drop_what_follows(tree, blocks, chosen);
  }
  return chosen;
}

std::vector<std::uint32_t> choose_body(const Tree& tree, const Blocks& blocks, const Page& page,
                                       const BlockModel& model, const Phrases& phrases,
                                       std::vector<float>& features) {
  find_features(tree, blocks, page, phrases, features);
  std::vector<float> scores(blocks.blocks.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const float* row = &features[i * kFeatures];
    scores[i] = ruled_out(row) ? -1 : model.score(row);  // most blocks of a page are lists of links
  }
  return choose_blocks(tree, blocks, phrases, features, scores);
}

}  // namespace secondsource::extract
