// The blocks of a page: maximal runs of text that no block element, and no line break after a whole
// sentence, interrupts; each with what can be seen of it without knowing the page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/markup.h"
#include "extract/tree.h"
#include "secondsource/span.h"

namespace secondsource::extract {

// Where an element stands: bits of State::inside.
enum Inside : std::uint32_t {
  kInsideLink = 1u << 0,
  kInsideHeading = 1u << 1,
  kInsideList = 1u << 2,
  kInsideTable = 1u << 3,
  kInsideBlockquote = 1u << 4,
  kInsideFigure = 1u << 5,
  kInsideAside = 1u << 6,
  kInsideNav = 1u << 7,
  kInsideFooter = 1u << 8,
  kInsideHeader = 1u << 9,
  kInsideArticle = 1u << 10,
  kInsideMain = 1u << 11,
  kInsideForm = 1u << 12,
  kInsideParagraph = 1u << 13,
  kInsideEmphasis = 1u << 14,
  kInsideCaption = 1u << 15,
  kInsideNothing = 1u << 31,  // what a reader never sees: scripts, styles, controls
};

// What an element inherits; one for each node.
struct State {
  std::uint32_t own = 0;     // Hint of the element itself
  std::uint32_t above = 0;   // Hint of all elements around it and its own
  std::uint32_t inside = 0;  // Inside, its own tag included
  std::uint32_t block = 0;   // the innermost block element: itself or around it
  std::uint32_t depth = 0;
};

struct Block {
  ByteSpan text;             // of Blocks::text
  std::uint32_t node = 0;    // the innermost block element
  std::uint32_t first = 0;   // its first text node
  std::uint32_t inside = 0;  // of all its text nodes: what they have in common
  // Characters, those of scripts without spaces double; how many of them stand in links, are
  // digits, are upper case.
  float size = 0, in_links = 0, digits = 0, upper = 0;
  float words = 0, links = 0, sentences = 0, commas = 0;
  float emphasised = 0;  // characters in <b>, <strong>, <i>, <em>
  bool ends_sentence = false;

  float link_density() const { return size > 0 ? in_links / size : 0; }
};

// Reusable.
struct Blocks {
  std::vector<State> states;  // as many as nodes
  std::vector<Block> blocks;  // in order of the page, none without a letter or digit
  std::string text;           // of all blocks, white space folded
  std::string_view of(const Block& block) const {
    return std::string_view(text).substr(block.text.begin, block.text.size());
  }
};

// Linear in the size of the tree and its text.
void find_blocks(const Tree& tree, const Markup& markup, Blocks& out);

}  // namespace secondsource::extract
