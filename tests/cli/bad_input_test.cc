// Bad input at the command line: one line on stderr that names it, the right exit status,
// everything else still done, nothing half stored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/shell.h"

namespace secondsource::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class BadInput : public ProgramTest {
 protected:
  BadInput() {
    write("good.html", page("harborledger.example", "Arden Bridge closed", bridge_body()));
  }

  // `bad` beside a good input, after which the good one is there and the library is whole.
  void one_line_and_the_rest_is_done(const std::string& bad, const std::string& prepare = "true") {
    const Ran ran = run(prepare + "; $P add --max-seconds 20 " + bad + " good.html");
    EXPECT_EQ(ran.status, 1) << bad << "\n" << ran.error;
    EXPECT_EQ(ran.error_lines(), 1u) << ran.error.substr(0, 2000);
    EXPECT_THAT(ran.error, StartsWith("secondsource: " + bad)) << ran.error.substr(0, 2000);
    EXPECT_EQ(ran.out, "added 1, unchanged 0, revised 0, failed 1\n");
    EXPECT_THAT(run("$P verify").out, HasSubstr("all is well: 1 article "));
  }
};

TEST_F(BadInput, AFileThatIsNotThere) { one_line_and_the_rest_is_done("missing.html"); }

TEST_F(BadInput, ADanglingLink) {
  one_line_and_the_rest_is_done("link.html", "ln -s nowhere link.html");
}

TEST_F(BadInput, ADanglingLinkInAFolderIsNamedByItsPath) {
  const Ran ran = run("mkdir f; cp good.html f/b.html; ln -s nowhere f/a.html; $P add f");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, StartsWith("secondsource: f/a.html: "));
  EXPECT_EQ(ran.out, "added 1, unchanged 0, revised 0, failed 1\n");
}

TEST_F(BadInput, AFileThatVanishesBeforeItsTurn) {
  // The program waits for the pipe, and the file goes meanwhile.
  const Ran ran =
      run("mkfifo pipe; cp good.html gone.html; $P add pipe gone.html good.html & sleep 0.3; "
          "rm gone.html; echo 'A text that came through a pipe, of some words.' > pipe; wait $!");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, StartsWith("secondsource: gone.html: "));
  EXPECT_EQ(ran.out, "added 2, unchanged 0, revised 0, failed 1\n");
}

TEST_F(BadInput, AFileOfTwoHundredMegabytes) {
  one_line_and_the_rest_is_done("big.html", "truncate -s 200M big.html");
}

TEST_F(BadInput, JsonThatIsNoObject) {
  const Ran ran =
      run("printf '%s\\n' '{\"text\":\"A first text of some words.\"}' '17' '\"words\"' "
          "'{\"text\":\"A second text of some words.\"}' > a.jsonl; $P add a.jsonl");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 2u) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("secondsource: a.jsonl#2: "));
  EXPECT_THAT(ran.error, HasSubstr("secondsource: a.jsonl#3: "));
  EXPECT_EQ(ran.out, "added 2, unchanged 0, revised 0, failed 2\n");
}

TEST_F(BadInput, AnEmptyFile) { one_line_and_the_rest_is_done("empty.html", "touch empty.html"); }

TEST_F(BadInput, AnEmptyName) {
  const Ran ran = run("$P add '' good.html");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error, "secondsource: the name of an input is empty\n");
  EXPECT_EQ(ran.out, "added 1, unchanged 0, revised 0, failed 1\n");
}

TEST_F(BadInput, MarksWithoutAWord) {
  one_line_and_the_rest_is_done("marks.txt", "yes '[[\" — ' | head -n 9999 > marks.txt");
}

TEST_F(BadInput, APageWithNoArticle) {
  one_line_and_the_rest_is_done("nav.html",
                                "echo '<html><nav><a href=/>Home</a></nav></html>' > nav.html");
}

TEST_F(BadInput, AHundredThousandNestedTagsEndInTime) {
  const Ran ran = run(
      "{ yes '<div>' | head -n 100000; echo '<p>An article deep inside of it, of some words.'; } > "
      "deep.html; $P add deep.html good.html");
  EXPECT_LE(ran.error_lines(), 1u);
  EXPECT_THAT(ran.out, HasSubstr("unchanged 0, revised 0"));
  EXPECT_THAT(run("$P verify").out, HasSubstr("all is well"));
}

TEST_F(BadInput, AnUnreadableFile) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  one_line_and_the_rest_is_done("closed.html", "touch closed.html; chmod 000 closed.html");
}

TEST_F(BadInput, ANameThatHoldsControlCharactersStaysOnItsLine) {
  const Ran ran = run("$P read $'evil\\n\\x1b[31mname'");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u);
  EXPECT_EQ(ran.error.find('\x1b'), std::string::npos);
}

TEST_F(BadInput, AFullDiskUnderStandardOutput) {
  const Ran ran = run("$P read --json good.html > /dev/full");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error, "secondsource: standard output: No space left on device\n");
}

TEST_F(BadInput, AReaderThatLeavesEarlyIsNoReasonToShout) {
  const Ran ran = run("$P read --json good.html | true; exit ${PIPESTATUS[0]}");
  EXPECT_LE(ran.status, 1);
  EXPECT_EQ(ran.error, "");
}

TEST_F(BadInput, AddGoesOnWhenNobodyReadsWhatItSays) {
  const Ran ran =
      run("cp good.html other.html; sed -i s/harborledger/other/ other.html; "
          "(sleep 0.2; exec $P add --json good.html other.html) | true; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error, "secondsource: standard output: Broken pipe\n");
  EXPECT_THAT(run("$P verify").out, HasSubstr("all is well: 2 articles"));
}

TEST_F(BadInput, AFullDiskUnderTheLibraryStoresNothingHalf) {
  ASSERT_EQ(run("$P add good.html").status, 0);
  const Ran ran =
      run("for i in $(seq 400); do echo \"{\\\"text\\\":\\\"Text $i of many. $(seq $i $((i + 300)) "
          "| tr "
          "'\\n' ' ')\\\"}\"; done > many.jsonl; (ulimit -f 300; $P add many.jsonl)");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("library"));
  EXPECT_THAT(run("$P verify").out, HasSubstr("all is well"));
  EXPECT_EQ(run("$P add good.html").out, "added 0, unchanged 1, revised 0, failed 0\n");
}

TEST_F(BadInput, AReportThatCannotBeWrittenLeavesTheOldOne) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += std::to_string(i) + " is a line of a long text.\n";
  write("long.txt", text);
  ASSERT_EQ(run("$P add long.txt").status, 0);
  write("report.html", "the old one");
  const Ran ran = run("(ulimit -f 100; $P check long.txt --html report.html)");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error, "secondsource: report.html: cannot be written: File too large\n");
  EXPECT_EQ(read("report.html"), "the old one");
  EXPECT_EQ(run("ls | grep -c part || true").out, "0\n");
  const Ran nowhere = run("$P check long.txt --html no/such/folder.html");
  EXPECT_EQ(nowhere.status, 1);
  EXPECT_EQ(nowhere.error_lines(), 1u);
}

TEST_F(BadInput, ALibraryThatCannotBeWritten) {
  ASSERT_EQ(run("$P add good.html").status, 0);
  const std::string as_other =
      geteuid() == 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : "";
  const Ran ran =
      run("cp good.html new.html; sed -i s/harborledger/new/ new.html; chmod -R a+rX .; "
          "chmod a-w library library/*; " +
          as_other + "$P add new.html");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("library"));
  const Ran reading = run(as_other + "$P check good.html | head -n 1");
  EXPECT_EQ(reading.error, "");
  EXPECT_NE(reading.out, "");
}

TEST_F(BadInput, ASecondWriterIsToldSo) {
  const Ran ran =
      run("mkfifo pipe; $P add pipe & exec 9> pipe; for i in $(seq 500); do "
          "$P add good.html > second 2> refused; status=$?; [ $status = 0 ] || break; sleep 0.02; "
          "done; "
          "cat refused >&2; echo 'The first writer had all the time.' >&9; exec 9>&-; "
          "wait $! || exit 9; exit $status");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("library"));
  EXPECT_EQ(ran.out, "added 1, unchanged 0, revised 0, failed 0\n");
}

TEST_F(BadInput, WhatWasToldBeforeAKillIsThere) {
  const Ran ran = run(
      "for i in $(seq 4000); do echo \"{\\\"id\\\":\\\"$i\\\",\\\"text\\\":\\\"Text number $i "
      "of very "
      "many texts.\\\"}\"; done > many.jsonl; $P add --json many.jsonl > told & "
      // Killed as soon as it told something; a last line without its end was not told.
      "while kill -0 $! && ! grep -q '}$' told; do sleep 0.01; done 2> /dev/null; "
      "kill -9 $! 2> /dev/null; "
      "wait; $P verify > /dev/null || exit 5; $P add --json many.jsonl > again; "
      "grep '}$' told | grep -o '\"id\":\"[^\"]*' | sort > a; grep '\"unchanged\"' again | grep -o "
      "'\"id\":\"[^\"]*' | sort > b; comm -23 a b");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_EQ(ran.out, "") << "told and lost";
}

}  // namespace
}  // namespace secondsource::cli
