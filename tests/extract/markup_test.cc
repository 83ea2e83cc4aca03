// What words of markup tell.
#include "extract/markup.h"

#include <gtest/gtest.h>

#include "extract/reading.h"

namespace secondsource::extract {
namespace {

const Markup& markup() { return data()->derived<Markup>(); }

TEST(Markup, WordsAreFoundInsideNames) {
  EXPECT_EQ(markup().hints_of("x-comments"), kHintComment);
  EXPECT_EQ(markup().hints_of("userComment"), kHintComment);
  EXPECT_EQ(markup().hints_of("uncommented"), 0u);
  EXPECT_EQ(markup().hints_of(std::string(5000, 'a') + " comment"), kHintComment);
}

TEST(Markup, TwoWordsForContentNameTheBody) {
  EXPECT_EQ(markup().hints_of("content"), kHintContent);
  EXPECT_EQ(markup().hints_of("articleBody"), kHintContent | kHintBody);
  EXPECT_EQ(markup().hints_of("content article"), kHintContent);
}

TEST(Markup, AddressesBelowAFolderOfAuthorsLeadToOne) {
  EXPECT_TRUE(markup().leads_to_author("/author/ann-lee"));
  EXPECT_TRUE(markup().leads_to_author("https://harbor.example/autoren/ann-lee"));
  EXPECT_FALSE(markup().leads_to_author("https://harbor.example/authors/"));
  EXPECT_FALSE(markup().leads_to_author("https://author/"));
}

}  // namespace
}  // namespace secondsource::extract
