#include "secondsource/data.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "press/press.h"
#include "text/language.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource {
namespace {

// A folder laid out like data/, gone at the end.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::path(testing::TempDir()) / ("secondsource_data_" + name)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& file, const std::string& contents) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file) << contents;
  }
  std::vector<std::string> list() const { return {path_.string()}; }

 private:
  std::filesystem::path path_;
};

constexpr const char* kAgencies = "name\tabbreviations\tcited_as\tdomains\tlanguage\tcountry\n";

TEST(Data, TheProgramCarriesItsOwn) {
  const auto data = Data::load();
  ASSERT_TRUE(data) << data.error().line();
  EXPECT_NE((*data)->press().agency("Reuters"), nullptr);
  EXPECT_EQ((*data)->languages().of("de-AT").code(), "de");
  EXPECT_EQ((*data)->languages().of("tlh").code(), "");
  EXPECT_EQ((*data)->fingerprint().size(), 32u);
  EXPECT_EQ((*data)->fingerprint(), (*Data::load())->fingerprint());
}

TEST(Data, AFolderAddsRecordsAndReplacesThoseOfTheSameName) {
  const Folder folder("records");
  folder.write("agencies.tsv", std::string(kAgencies) +
                                   "Meridian Press\tMRP\t\tmeridian.example\ten\tXX\n"
                                   "Reuters\tRTRS\t\treuters.example\ten\tXX\n");
  const auto data = Data::load(folder.list());
  ASSERT_TRUE(data) << data.error().line();
  const press::Press& press = (*data)->press();
  EXPECT_EQ(press.agency("MRP")->name, "Meridian Press");
  EXPECT_EQ(press.agency("RTRS")->name, "Reuters");
  EXPECT_EQ(press.agency("reuters.com"), nullptr);
  EXPECT_NE(press.agency("AFP"), nullptr);
  EXPECT_NE((*data)->fingerprint(), (*Data::load())->fingerprint());
}

TEST(Data, AFolderReplacesALanguageWhole) {
  const Folder folder("language");
  folder.write("languages/en.txt", "[quotation marks]\n< >\n");
  const auto data = Data::load(folder.list());
  ASSERT_TRUE(data);
  EXPECT_TRUE((*data)->languages().of("en").section("months").empty());
  EXPECT_EQ((*data)->languages().of("en").section("quotation marks").size(), 1u);
}

TEST(Data, AWordMayBeWeighed) {
  const Folder folder("words");
  folder.write("words/tlh.tsv", "word\tweight\nqapla\t3.5\n");
  const auto data = Data::load(folder.list());
  ASSERT_TRUE(data);
  const text::Weights& weights = (*data)->weights();
  EXPECT_DOUBLE_EQ(weights.of("tlh", text::hash_of("qapla")), 3.5);
  EXPECT_DOUBLE_EQ(weights.of("tlh", text::hash_of("nuqneh")), text::Weights::kRarest);
  EXPECT_LT(weights.of("en", text::hash_of("the")), 2);
  EXPECT_DOUBLE_EQ(weights.of("xx", text::hash_of("qapla")), text::Weights::kRarest / 2);
}

TEST(Data, ATableMaySayWhatAllOtherWordsWeigh) {
  const Folder folder("others");
  folder.write("words/tlh.tsv", "word\tweight\n*\t9\nqapla\t3.5\n");
  const auto data = Data::load(folder.list());
  ASSERT_TRUE(data);
  EXPECT_DOUBLE_EQ((*data)->weights().of("tlh", text::hash_of("nuqneh")), 9);
}

TEST(Data, AMistakeIsNamedWithItsFile) {
  const Folder folder("mistakes");
  EXPECT_FALSE(Data::load(std::vector<std::string>{"/nowhere/at/all"}));
  folder.write("agencies.tsv", "name\tabbreviations\nA\tB\n");
  EXPECT_EQ(Data::load(folder.list()).error().line(), "agencies.tsv: has no column \"cited_as\"");
  folder.write("agencies.tsv", std::string(kAgencies) + "# a comment\nA\tB\n");
  EXPECT_EQ(Data::load(folder.list()).error().line(),
            "agencies.tsv: line 3 has 2 cells, the header has 6; separate cells by one tab");
  folder.write("agencies.tsv", kAgencies);
  folder.write("words/en.tsv", "word\tweight\nx\tmany\n");
  EXPECT_EQ(Data::load(folder.list()).error().line(),
            "words/en.tsv: the weight of \"x\" is no number");
}

}  // namespace
}  // namespace secondsource
