#include "reuse/edits.h"

#include <gtest/gtest.h>

#include "reuse/words.h"

namespace secondsource::reuse {
namespace {

Grams grams(const std::string& source, std::vector<ByteSpan> furniture = {}) {
  Article article;
  article.furniture = std::move(furniture);
  const text::Text text = words_of(source);
  const Side side{&article, &text};
  std::vector<WordKind> kinds;
  word_kinds(side, kinds);
  return grams_of(side, kinds);
}

TEST(Edits, AChangedWordIsThreeGrams) {
  EXPECT_EQ(written(grams("a b c d e f g h"), grams("a b c d x f g h")), 3u);
}

TEST(Edits, WhatIsCutIsNotWritten) {
  EXPECT_EQ(written(grams("a b c d e f g h"), grams("a b c d")), 0u);
  EXPECT_EQ(written(grams("a b c d"), grams("a b c d e f g h")), 4u);
}

TEST(Edits, AMovedParagraphIsNextToNothing) {
  EXPECT_EQ(written(grams("a b c d e f g h i j"), grams("f g h i j a b c d e")), 2u);
}

TEST(Edits, FurnitureIsLeftOut) { EXPECT_EQ(grams("a b c d e f", {{6, 11}}).words, 3u); }

TEST(Edits, InheritedIsWhatTheParentHasAndTheOneBeforeItLacks) {
  const Grams before = grams("a b c d e f g h i j k l m n o p");
  const Grams parent = grams("a b c x e f g h i j k y m n o p");
  EXPECT_EQ(inherited(before, parent, grams("a b c x e f g h i j k y m n o z")), 2u);
  EXPECT_EQ(inherited(before, parent, grams("a b c d e f g h i j k l m n o z")), 0u);
}

Difference difference_of(const std::string& parent, const std::string& child) {
  Article article;
  const text::Text before = words_of(parent), after = words_of(child);
  const Side from{&article, &before}, to{&article, &after};
  std::vector<WordKind> from_kinds, to_kinds;
  word_kinds(from, from_kinds);
  word_kinds(to, to_kinds);
  return difference(from, from_kinds, to, to_kinds);
}

TEST(Difference, CountsWordsCutAndAddedAndTellsWhichStandForWhich) {
  const Difference changed =
      difference_of("the bridge was shut down on monday after cracks were found by divers",
                    "the bridge was closed on monday after cracks were found in its pillars today");
  EXPECT_EQ(changed.cut, 4u);
  EXPECT_EQ(changed.added, 5u);
  ASSERT_EQ(changed.edits.size(), 1u);
  EXPECT_EQ(changed.edits[0].before, "shut down");
  EXPECT_EQ(changed.edits[0].after, "closed");
}

TEST(Difference, WhatIsMovedIsNeitherCutNorAdded) {
  const Difference moved = difference_of("a b c d e f g h i j", "f g h i j a b c d e");
  EXPECT_EQ(moved.cut + moved.added, 0u);
}

}  // namespace
}  // namespace secondsource::reuse
