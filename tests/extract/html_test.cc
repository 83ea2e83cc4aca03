#include <gtest/gtest.h>

#include <random>
#include <string>

#include "extract/blocks.h"
#include "extract/reading.h"
#include "extract/tree.h"
#include "text/utf8.h"

namespace secondsource::extract {
namespace {

// The tree refers to `html`: a literal.
Tree parsed(std::string_view html) {
  Tree tree;
  EXPECT_TRUE(parse_html(html, 100'000, tree).has_value());
  return tree;
}

std::string text_of(std::string_view html) { return parsed(html).text_of(0); }

TEST(References, AreResolvedAsBrowsersDo) {
  const auto decode = [](std::string_view text, bool in_attribute = false) {
    std::string out;
    decode_references(text, in_attribute, out);
    return out;
  };
  EXPECT_EQ(decode("a &amp; b &lt;c&gt; &eacute;&#233;&#xE9;"), "a & b <c> ééé");
  EXPECT_EQ(decode("&#150;&#0;&#xD800;"), "–\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(decode("&copy2026 &notit; &unknown;"), "©2026 ¬it; &unknown;");
  EXPECT_EQ(decode("?a=1&copy=2&amp;b", true), "?a=1&copy=2&b");
  EXPECT_EQ(decode("&"), "&");
}

TEST(Tokenizer, ScriptsAreNoText) {
  const Tree tree = parsed("<p>A<script>if (a < b) document.write('<p>no</p>')</script>B</p>");
  Blocks blocks;
  find_blocks(tree, data()->derived<Markup>(), blocks);
  ASSERT_EQ(blocks.blocks.size(), 1u);
  EXPECT_EQ(blocks.of(blocks.blocks[0]), "AB");
}

TEST(Tokenizer, ACommentedScriptInsideAScriptDoesNotEndIt) {
  EXPECT_EQ(parsed("<script><!-- <script></script> x --></script><b>y</b>").nodes.back().tag,
            Tag::kText);
  const Tree tree = parsed("<script><!-- <script></script> x --></script><p>y</p>");
  Blocks blocks;
  find_blocks(tree, data()->derived<Markup>(), blocks);
  ASSERT_EQ(blocks.blocks.size(), 1u);
  EXPECT_EQ(blocks.of(blocks.blocks[0]), "y");
}

TEST(Tokenizer, CommentsEndWhereBrowsersEndThem) {
  EXPECT_EQ(text_of("a<!-->b<!--->c<!-- - -- > --!>d<!-- open"), "abcd");
}

TEST(Tokenizer, AttributesMayLackQuotes) {
  const Tree tree = parsed("<a href=/x?a=1&amp;b class='c d' disabled>t</a>");
  ASSERT_GE(tree.nodes.size(), 2u);
  EXPECT_EQ(tree.attribute(tree.nodes[1], Name::kHref), "/x?a=1&b");
  EXPECT_EQ(tree.attribute(tree.nodes[1], Name::kClass), "c d");
}

TEST(Builder, ParagraphsEndBeforeBlocks) {
  const Tree tree = parsed("<p>one<p>two<div>three</div>");
  Blocks blocks;
  find_blocks(tree, data()->derived<Markup>(), blocks);
  ASSERT_EQ(blocks.blocks.size(), 3u);
  EXPECT_EQ(blocks.of(blocks.blocks[2]), "three");
}

TEST(Builder, AnEndTagDoesNotReachOverATable) {
  const Tree tree = parsed("<div><table><td>a</div>b</td></table>c</div>");
  Blocks blocks;
  find_blocks(tree, data()->derived<Markup>(), blocks);
  ASSERT_EQ(blocks.blocks.size(), 2u);
  EXPECT_EQ(blocks.of(blocks.blocks[0]), "ab");
}

TEST(Builder, NestingBeyondTheLimitIsAnError) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  Tree tree;
  EXPECT_FALSE(parse_html(deep, 100'000, tree).has_value());
}

// Every node lies inside its parent, which stands before it; all text is valid where the page was.
TEST(Builder, TreesAreNestedWhateverThePage) {
  std::mt19937_64 random(7);
  const char* pieces[] = {
      "<div>",    "</div>",    "<p>",     "</p>",     "<table>", "<tr>",  "<td>",  "</table>",
      "<a>",      "</a>",      "<li>",    "</ul>",    "<ul>",    "text ", "<svg>", "</svg>",
      "<!--",     "-->",       "<br>",    "</h2>",    "<h1>",    "&amp;", "<",     "é",
      "<script>", "</script>", "<title>", "</title>", "<b",      ">",     "=\"",   "'"};
  Tree tree;
  Blocks blocks;
  for (int round = 0; round < 5000; ++round) {
    std::string html;
    for (int i = 0; i < 40; ++i) html += pieces[random() % std::size(pieces)];
    ASSERT_TRUE(parse_html(html, 1000, tree).has_value());
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
      const Node& node = tree.nodes[i];
      ASSERT_LE(node.parent, i);
      ASSERT_GT(node.end, i);
      ASSERT_LE(node.end, tree.nodes[node.parent].end);
    }
    find_blocks(tree, data()->derived<Markup>(), blocks);
    std::uint32_t last = 0;
    for (const Block& block : blocks.blocks) {
      ASSERT_GE(block.text.begin, last);
      ASSERT_FALSE(block.text.empty());
      last = block.text.end;
    }
    ASSERT_TRUE(text::valid_utf8(blocks.text));
  }
}

}  // namespace
}  // namespace secondsource::extract
