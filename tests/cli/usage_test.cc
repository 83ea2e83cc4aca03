#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/shell.h"

namespace secondsource::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Usage : public ProgramTest {};

TEST_F(Usage, VersionAndHelpAreNoErrors) {
  const Ran version = run("$P --version");
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, StartsWith("secondsource 0."));
  EXPECT_EQ(run("$P --help").status, 0);
}

TEST_F(Usage, EveryCommandHelpsWithAnExample) {
  for (const char* command : {"read", "mentions", "add", "remove", "check", "families", "passages",
                              "statements", "stories", "search", "watch", "verify", "completion"}) {
    const Ran help = run(std::string("$P ") + command + " --help");
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Example:")) << command;
    EXPECT_THAT(help.out,
                HasSubstr(std::string("secondsource ") +
                          (command[0] == 'c' && command[1] == 'o' ? "completion" : command)));
  }
}

TEST_F(Usage, WrongUsageIsStatusTwoAndSaysWhatIsWrong) {
  for (const char* line : {"$P", "$P unknown", "$P add", "$P check a b", "$P add --nonsense x",
                           "$P families --since yesterday", "$P passages one", "$P remove"}) {
    const Ran ran = run(line);
    EXPECT_EQ(ran.status, 2) << line << ran.error;
    EXPECT_THAT(ran.error, StartsWith("secondsource: ")) << line;
    EXPECT_EQ(ran.out, "") << line;
  }
}

TEST_F(Usage, ALibraryThatIsNotThereIsNamed) {
  for (const char* line :
       {"$P families", "$P statements", "$P search x", "$P verify", "$P remove x"}) {
    const Ran ran = run(line);
    EXPECT_EQ(ran.status, 1) << line;
    EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
    EXPECT_THAT(ran.error, HasSubstr("/library: ")) << line;
  }
}

TEST_F(Usage, CompletionIsValidAndKnowsEveryCommand) {
  const Ran bash = run("$P completion bash > c.bash && bash -n c.bash && cat c.bash");
  EXPECT_EQ(bash.status, 0) << bash.error;
  EXPECT_THAT(bash.out, HasSubstr("read mentions add remove check families"));
  EXPECT_EQ(run("$P completion zsh").status, 0);
  EXPECT_EQ(run("$P completion fish").status, 0);
  EXPECT_EQ(run("$P completion tcsh").status, 2);
  const Ran chosen = run(
      "source <($P completion bash); COMP_WORDS=(secondsource fam); COMP_CWORD=1; _secondsource; "
      "echo ${COMPREPLY[@]}");
  EXPECT_EQ(chosen.out, "families\n");
}

constexpr const char* kPage =
    "<html><head><title>Zibbelwatch: the harbour "
    "wall</title></head><body><article><h1>Zibbelwatch: "
    "the harbour wall</h1><p>The harbour wall gave way on Monday, and the boats were moved to the "
    "inner basin before the tide came in.</p><p>Nobody was hurt, the harbour office said, and the "
    "quay stays open to those who work on it.</p></article></body></html>";

TEST_F(Usage, DataOfAFolderAddsPhrasesToThoseOfTheProgram) {
  write("page.html", kPage);
  write("mine/phrases.tsv", "kind\tphrase\tlanguage\nroundup\tzibbelwatch\ten\n");
  EXPECT_THAT(run("$P read --json page.html").out, HasSubstr("\"form\":\"article\""));
  EXPECT_THAT(run("$P read --json --data mine page.html").out, HasSubstr("\"form\":\"roundup\""));
}

TEST_F(Usage, DataThatCannotBeUsedIsNamed) {
  write("page.html", kPage);
  write("mine/reader.tsv", "questions\tanswers\nnothing_known>1\t0.5 -0.5\n");
  const Ran ran = run("$P read --data mine page.html");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("reader.tsv"));
}

TEST_F(Usage, MarkupOfAnUnknownKindIsNamed) {
  write("page.html", kPage);
  write("mine/markup.tsv", "kind\twords\nzibbel\tcomment\n");
  const Ran ran = run("$P read --data mine page.html");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.error, HasSubstr("markup.tsv: an unknown kind: zibbel"));
}

TEST_F(Usage, DataOfAFolderThatIsNotThereIsNamed) {
  write("a.txt", "Some words.");
  const Ran ran = run("$P read --data nowhere a.txt");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.error, HasSubstr("nowhere"));
}

}  // namespace
}  // namespace secondsource::cli
