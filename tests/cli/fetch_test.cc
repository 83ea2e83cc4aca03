// Addresses as inputs of the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/shell.h"
#include "fetch/server.h"

namespace secondsource::cli {
namespace {

using fetch::answer;
using fetch::path_of;
using testing::HasSubstr;

class FetchedInput : public ProgramTest {
 protected:
  FetchedInput()
      : server_([](const std::string& head) {
          const std::string path = path_of(head);
          if (path == "/page") {
            return answer("200 OK",
                          page("harborledger.example", "Arden Bridge closed", bridge_body()));
          }
          if (path == "/feed") {
            return answer("200 OK",
                          "<rss><channel><title>T</title><item><title>A</title><link>/a</link>"
                          "<description>About it.</description></item></channel></rss>");
          }
          return answer("404 Not Found", "");
        }) {}
  fetch::Server server_;
};

TEST_F(FetchedInput, APageOfAServerIsReadAndAdded) {
  const Ran read = run("$P read --json --allow-private " + server_.url("/page"));
  EXPECT_EQ(read.status, 0) << read.error;
  EXPECT_THAT(read.out, HasSubstr("\"input\":\"" + server_.url("/page") + "\""));
  EXPECT_THAT(read.out, HasSubstr("Arden Bridge closed"));
  EXPECT_EQ(run("$P add --allow-private " + server_.url("/page")).out,
            "added 1, unchanged 0, revised 0, failed 0\n");
}

TEST_F(FetchedInput, AFeedOfAServerGivesItsEntriesWithTheirAddresses) {
  const Ran read = run("$P read --json --allow-private " + server_.url("/feed"));
  EXPECT_EQ(read.status, 0) << read.error;
  EXPECT_THAT(read.out, HasSubstr("\"url\":\"" + server_.url("/a") + "\""));
  EXPECT_THAT(read.out, HasSubstr("\"form\":\"summary\""));
}

TEST_F(FetchedInput, OnesOwnNetworkIsNotAskedUnlessOneSaysSo) {
  const Ran read = run("$P read " + server_.url("/page"));
  EXPECT_EQ(read.status, 1);
  EXPECT_EQ(read.error,
            "secondsource: " + server_.url("/page") +
                ": 127.0.0.1 is no public address; --allow-private fetches from such\n");
  EXPECT_TRUE(server_.requests().empty());
}

TEST_F(FetchedInput, AnAddressThatGivesNothingIsOneLineAndTheOthersAreRead) {
  const Ran read =
      run("$P read --json --allow-private " + server_.url("/gone") + " " + server_.url("/page"));
  EXPECT_EQ(read.status, 1);
  EXPECT_EQ(read.error, "secondsource: " + server_.url("/gone") + ": answered 404\n");
  EXPECT_THAT(read.out, HasSubstr("Arden Bridge closed"));
}

}  // namespace
}  // namespace secondsource::cli
