#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/shell.h"

namespace secondsource::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Commands : public ProgramTest {
 protected:
  void write_pages() const {
    write("pages/a.html", page("harborledger.example", "Arden Bridge closed", bridge_body()));
    write("pages/b.html", page("portnews.example", "Bridge shut until spring", bridge_body()));
    write("pages/c.html",
          page("inland.example", "Council votes on park",
               "<p>The council of Hillmere voted on Monday to plant two hundred trees "
               "along the ring road, and to pay for them out of next year's "
               "budget.</p>"));
  }
};

TEST_F(Commands, APlainTextIsReadUnchanged) {
  write("a.txt", "“We close it,” she said.\n\nNo more.");
  const Ran ran = run("$P read --json a.txt");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_EQ(ran.error, "");
  EXPECT_THAT(ran.out, HasSubstr(R"("text":"“We close it,” she said.\n\nNo more.")"));
  EXPECT_EQ(lines(ran.out).size(), 1u);
}

TEST_F(Commands, StandardInputIsRead) {
  const Ran ran = run("printf 'A short text of a few words.' | $P read --json -");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(ran.out, HasSubstr("A short text of a few words."));
}

TEST_F(Commands, MentionsNameTheSpeaker) {
  write("a.txt", "“We close the bridge until spring,” Mayor Mara Olsen said on Tuesday.\n");
  const Ran shown = run("$P mentions a.txt");
  EXPECT_EQ(shown.status, 0) << shown.error;
  EXPECT_THAT(shown.out, HasSubstr("[1 We close the bridge until spring"));
  EXPECT_THAT(shown.out, HasSubstr("WHO SAYS HOW MUCH"));
  EXPECT_THAT(run("$P mentions --json a.txt").out, HasSubstr(R"("name":"Mara Olsen")"));
  EXPECT_EQ(run("$P mentions --json --speaker Nobody a.txt").out, "");
}

TEST_F(Commands, AddingCountsAndASecondTimeChangesNothing) {
  write_pages();
  const Ran first = run("$P add pages");
  EXPECT_EQ(first.status, 0) << first.error;
  EXPECT_EQ(first.out, "added 3, unchanged 0, revised 0, failed 0\n");
  EXPECT_EQ(run("$P add pages").out, "added 0, unchanged 3, revised 0, failed 0\n");
}

TEST_F(Commands, OriginalsAreReadAgainWithoutTheirFiles) {
  write_pages();
  const Ran none = run("$P add --again");
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.error, HasSubstr("no library"));
  write("records.jsonl", R"({"id":"7","text":"The ferry will run through the night until May."})"
                         "\n");
  EXPECT_EQ(run("$P add --keep-originals pages records.jsonl").out,
            "added 4, unchanged 0, revised 0, failed 0\n");
  ASSERT_EQ(run("rm -r pages records.jsonl").status, 0);
  EXPECT_EQ(run("$P add --again").out, "added 0, unchanged 4, revised 0, failed 0\n");
  EXPECT_EQ(run("$P verify").status, 0);
  EXPECT_EQ(run("$P add").status, 2);
  EXPECT_EQ(run("$P add --again pages").status, 2);
}

TEST_F(Commands, AnOriginalThatTurnsOutToBeAnotherArticleTakesThePlaceOfIt) {
  write("a.html",
        "<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed"
        "</h1>" +
            bridge_body() + "</article></body></html>");
  ASSERT_EQ(run("$P add --keep-originals a.html").status, 0);
  const Ran again = run("$P add --again --url https://harborledger.example/bridge");
  EXPECT_EQ(again.out, "added 1, unchanged 0, revised 0, failed 0\n") << again.error;
  EXPECT_EQ(lines(run("$P search --json bridge").out).size(), 1u);
  EXPECT_EQ(run("$P add --again").out, "added 0, unchanged 1, revised 0, failed 0\n");
}

TEST_F(Commands, AddTellsEachArticleInTheOrderOfTheInputs) {
  write_pages();
  const Ran ran = run("$P add --json pages/c.html pages/a.html pages/b.html");
  const auto told = lines(ran.out);
  ASSERT_EQ(told.size(), 3u) << ran.error;
  EXPECT_THAT(told[0], StartsWith(R"({"input":"pages/c.html","id":")"));
  EXPECT_THAT(told[0], HasSubstr(R"("status":"added"})"));
  EXPECT_THAT(told[1], HasSubstr("pages/a.html"));
  EXPECT_THAT(told[2], HasSubstr("pages/b.html"));
}

TEST_F(Commands, ACheckedArticleGetsItsReportInThreeForms) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  const Ran ran = run("$P check pages/a.html --html report.html");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(ran.out, HasSubstr("WHERE THIS LIBRARY ENDS"));
  EXPECT_THAT(read("report.html"), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(read("report.html"), testing::EndsWith("</html>\n"));
  const Ran json = run("$P check --json pages/a.html");
  EXPECT_THAT(json.out, StartsWith(R"({"summary":")"));
  EXPECT_EQ(lines(json.out).size(), 1u);
}

TEST_F(Commands, AnArticleOfTheLibraryIsCheckedByItsAddress) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  const Ran ran = run("$P check https://harborledger.example/bridge");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(ran.out, HasSubstr("Arden Bridge closed"));
}

TEST_F(Commands, AFamilyIsListedAndDrawn) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  const Ran list = run("$P families");
  EXPECT_THAT(list.out, HasSubstr("2 articles in 2 outlets"));
  const Ran drawn =
      run("$P families $($P families --json | sed 's/.*\"id\":\"\\([0-9a-f]*\\).*/\\1/')");
  EXPECT_EQ(drawn.status, 0) << drawn.error;
  EXPECT_THAT(drawn.out, HasSubstr("└─ "));
  EXPECT_EQ(run("$P families nosuchid").status, 1);
}

TEST_F(Commands, ALibraryKeepsWhatItWasMadeFor) {
  write_pages();
  EXPECT_EQ(run("$P add --promise 5 pages").status, 1);
  ASSERT_EQ(run("$P add --no-statements --no-search --promise 8 pages").status, 0);
  EXPECT_EQ(run("$P add pages").out, "added 0, unchanged 3, revised 0, failed 0\n");
  const Ran other = run("$P add --promise 12 pages");
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.error, HasSubstr("cannot be changed"));
  EXPECT_THAT(run("$P families").out, HasSubstr("2 articles in 2 outlets"));
  EXPECT_THAT(run("$P statements").error, HasSubstr("without statements"));
  EXPECT_THAT(run("$P stories").error, HasSubstr("without statements"));
  EXPECT_THAT(run("$P search bridge").error, HasSubstr("without full text search"));
  EXPECT_EQ(run("$P check pages/a.html").status, 0);
}

TEST_F(Commands, WhatBecameOfFamiliesIsTold) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  EXPECT_EQ(run("$P families --changes").out, "No family has merged, split or gone.\n");
  ASSERT_EQ(run("$P remove https://portnews.example/bridge").status, 0);
  EXPECT_THAT(run("$P families --changes").out, HasSubstr(" is gone\n"));
  EXPECT_THAT(run("$P families --changes --json").out,
              StartsWith(R"({"change":"gone","family":")"));
}

TEST_F(Commands, PassagesAreShownSideBySideWithoutALibraryToo) {
  write_pages();
  const Ran ran = run("$P passages pages/a.html pages/b.html");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(ran.out, HasSubstr(" │ "));
  ASSERT_EQ(run("$P add pages").status, 0);
  EXPECT_NE(run("$P passages --json").out, "");
  EXPECT_EQ(run("$P passages --json --min-words 1000").out, "");
  EXPECT_NE(run("$P passages --json --article pages/a.html").out, "");
}

TEST_F(Commands, SearchFindsWordsAndPhrases) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  EXPECT_EQ(lines(run("$P search --json girders").out).size(), 2u);
  EXPECT_EQ(lines(run("$P search --json '\"two hundred trees\"'").out).size(), 1u);
  EXPECT_EQ(run("$P search nosuchword").out, "Nothing found.\n");
}

TEST_F(Commands, StatementsAreFilteredBySpeaker) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  EXPECT_THAT(run("$P statements --speaker olsen").out, HasSubstr("nobody is to cross it"));
  EXPECT_EQ(run("$P statements --json --speaker nobody").out, "");
}

TEST_F(Commands, OneOfAListIsShownByHowItsIdBegins) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  for (const std::string command : {"families", "stories", "statements"}) {
    const Ran all = run("$P " + command + " --json");
    ASSERT_FALSE(all.out.empty()) << command;
    const std::string begin = all.out.substr(all.out.find(R"("id":")") + 6, 12);
    const Ran one = run("$P " + command + " --json " + begin);
    EXPECT_EQ(one.status, 0) << command;
    EXPECT_THAT(all.out, HasSubstr(one.out));
    EXPECT_FALSE(one.out.empty()) << command;
    const Ran none = run("$P " + command + " nosuch");
    EXPECT_EQ(none.status, 1) << command;
    EXPECT_THAT(none.error, HasSubstr("nosuch: no ")) << command;
  }
}

TEST_F(Commands, RemovedArticlesAreGoneAndUnknownOnesAreNamed) {
  write_pages();
  ASSERT_EQ(run("$P add pages").status, 0);
  const Ran ran = run("$P remove https://portnews.example/bridge nosuch");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out, "removed 1\n");
  EXPECT_THAT(ran.error, HasSubstr("nosuch: "));
  EXPECT_EQ(lines(run("$P search --json girders").out).size(), 1u);
  EXPECT_EQ(run("$P remove --outlet inland.example").out, "removed 1\n");
  EXPECT_THAT(run("$P verify").out, HasSubstr("all is well"));
}

TEST_F(Commands, TheSameIsPrintedForAnyNumberOfThreads) {
  write_pages();
  for (int i = 0; i < 40; ++i) {
    write("more/" + std::to_string(i) + ".txt",
          "Article " + std::to_string(i) + " of many, said Olsen.");
  }
  const std::string one = run("$P read --json --threads 1 pages more").out;
  EXPECT_EQ(run("$P read --json --threads 4 pages more").out, one);
  const std::string added = run("$P add --json --library one --threads 1 pages more").out;
  EXPECT_EQ(run("$P add --json --library four --threads 4 pages more").out, added);
  EXPECT_EQ(run("$P check --json --library four pages/a.html").out,
            run("$P check --json --library one pages/a.html").out);
}

}  // namespace
}  // namespace secondsource::cli
