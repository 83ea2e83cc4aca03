#include "report/difference.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace secondsource::report {
namespace {

std::string shown(const Difference& difference) {
  std::string out;
  for (const Edit& edit : difference.edits) {
    switch (edit.kind) {
      case Edit::Kind::kSame:
        out += edit.words;
        break;
      case Edit::Kind::kRemoved:
        out.append("[-").append(edit.words).append("]");
        break;
      case Edit::Kind::kAdded:
        out.append("[+").append(edit.words).append("]");
        break;
    }
  }
  return out;
}

TEST(Difference, AChangedWordIsRemovedAndAdded) {
  EXPECT_EQ(shown(compare_words("it stays closed today", "it stays shut today")),
            "it stays [-closed ][+shut ]today");
}

TEST(Difference, CaseAndPunctuationAreNoDifference) {
  EXPECT_EQ(shown(compare_words("It stays, closed.", "it stays closed")), "it stays closed");
}

TEST(Difference, NothingInCommonKeepsNothing) {
  EXPECT_EQ(compare_words("a b c", "d e f").kept, 0);
  EXPECT_EQ(compare_words("", "").kept, 1);
}

TEST(Difference, BothTextsCanBeReadOffTheEdits) {
  std::mt19937_64 random(9);
  const auto words = [&] {
    std::string out;
    for (std::size_t n = random() % 12; n > 0; --n) {
      if (!out.empty()) out += ' ';
      out += static_cast<char>('a' + random() % 4);
    }
    return out;
  };
  const auto letters = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  for (int round = 0; round < 5000; ++round) {
    const std::string before = words(), after = words();
    std::string old_text, new_text;
    for (const Edit& edit : compare_words(before, after).edits) {
      if (edit.kind != Edit::Kind::kAdded) old_text += edit.words;
      if (edit.kind != Edit::Kind::kRemoved) new_text += edit.words;
    }
    ASSERT_EQ(letters(old_text), letters(before));
    ASSERT_EQ(letters(new_text), letters(after));
  }
}

TEST(Difference, LongTextsAreComparedAtTheirEndsOnly) {
  std::string before = "start ", after = "start ";
  for (int i = 0; i < 5000; ++i) {
    before.append("x").append(std::to_string(i)).append(" ");
    after.append("y").append(std::to_string(i)).append(" ");
  }
  const Difference difference = compare_words(before + "end", after + "end");
  ASSERT_EQ(difference.edits.size(), 4u);
  EXPECT_EQ(difference.edits.back().words, "end");
}

}  // namespace
}  // namespace secondsource::report
