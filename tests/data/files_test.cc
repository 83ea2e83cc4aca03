#include "data/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace secondsource::data {
namespace {

using testing::ElementsAre;

TEST(Table, HasItsColumnsAndRowsWithoutCommentsAndBlankLines) {
  const auto table = parse_table("# who\nname\tage\r\n\n#x\nAda \t 36\nBo\t\n", "t.tsv");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->columns, ElementsAre("name", "age"));
  EXPECT_THAT(table->rows, ElementsAre(ElementsAre("Ada", "36"), ElementsAre("Bo", "")));
}

TEST(Table, NamesTheLineThatHasTooManyCells) {
  const auto table = parse_table("a\tb\n1\t2\n1\t2\t3\n", "t.tsv");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().line(),
            "t.tsv: line 3 has 3 cells, the header has 2; separate cells by one tab");
}

TEST(Table, MayBeEmpty) {
  EXPECT_TRUE(parse_table("", "t.tsv")->rows.empty());
  EXPECT_TRUE(parse_table("# nothing\n", "t.tsv")->rows.empty());
}

TEST(Files, AFoldersFilesComeAfterTheProgramsOwn) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "secondsource_files_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "languages");
  std::ofstream(folder / "languages" / "en.txt") << "mine";
  std::ofstream(folder / "languages" / "README.md") << "not data";
  std::ofstream(folder / ".hidden") << "not data";
  const auto files = load_files(std::vector<std::string>{folder.string()});
  ASSERT_TRUE(files) << files.error().line();
  EXPECT_EQ(files->at("languages/en.txt").size(), 2u);
  EXPECT_EQ(files->at("languages/en.txt").back(), "mine");
  EXPECT_FALSE(files->contains("languages/README.md"));
  EXPECT_FALSE(files->contains(".hidden"));
  std::filesystem::remove_all(folder);
}

TEST(Files, AFolderThatIsNotThereIsAnError) {
  const auto files = load_files(std::vector<std::string>{"/no/such/folder"});
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().input, "/no/such/folder");
}

}  // namespace
}  // namespace secondsource::data
