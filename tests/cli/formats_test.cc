// Files of every format at the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/shell.h"

namespace secondsource::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Formats : public ProgramTest {
 protected:
  // Pages of one outlet, each with a text of its own above one disclaimer.
  void write_outlet() const {
    const char* const towns[] = {"Hillmere", "Port Linden", "Saltmarsh", "Dunfield"};
    for (int i = 0; i < 4; ++i) {
      const std::string town = towns[i];
      write("pages/" + std::to_string(i) + ".html",
            page("harborledger.example", town + " votes",
                 "<p>The council of " + town +
                     " voted on Monday to plant two hundred trees along its ring road.</p><p>" +
                     "Nobody in " + town +
                     " had asked for them, the mayor said, and nobody will have to pay.</p>"
                     "<p>The Harbor Ledger has reported from this coast since 1902 and belongs to "
                     "its readers, who chose the people that write it.</p>"));
    }
  }

  void write_warc() const {
    std::string out;
    for (const char* name : {"a", "b"}) {
      const std::string body =
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" +
          page("harborledger.example", std::string("Bridge ") + name, bridge_body());
      out += "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harborledger.example/" +
             std::string(name) + "\r\nWARC-Date: 2026-11-04T10:00:00Z\r\nContent-Length: " +
             std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
    }
    out += "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 2\r\n\r\nGE\r\n\r\n";
    write("a.warc", out);
  }
};

TEST_F(Formats, AnArchiveNamesItsRecordsAndSaysInOneLineWhatItPassedOver) {
  write_warc();
  const Ran ran =
      run("gzip -k a.warc; zstd -q a.warc; for f in a.warc a.warc.gz a.warc.zst; do "
          "$P read --json < /dev/null $f; cat $f | $P read --json -; done");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_EQ(lines(ran.out).size(), 12u);
  EXPECT_EQ(ran.error_lines(), 6u);
  EXPECT_THAT(ran.error, HasSubstr("a.warc.zst: passed over 1 record: 1 request\n"));
  EXPECT_THAT(lines(ran.out)[1], AllOf(HasSubstr(R"("input":"a.warc#2")"),
                                       HasSubstr(R"("retrieved":"2026-11-04T10:00:00Z")")));
  const Ran one = run("$P add a.warc 2>&1 > /dev/null; $P check a.warc#2");
  EXPECT_EQ(one.status, 0) << one.error;
  EXPECT_THAT(run("$P check a.warc#3").error, HasSubstr("holds fewer records"));
}

TEST_F(Formats, ACutArchiveIsAddedAsFarAsItGoes) {
  write_warc();
  const Ran ran = run("head -c 1500 a.warc > cut.warc; $P add cut.warc");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out, "added 1, unchanged 0, revised 0, failed 1\n");
  EXPECT_EQ(ran.error_lines(), 1u) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("cut.warc: cut off in mid-record"));
}

TEST_F(Formats, AGzipBombIsOneLineAndTheRestIsDone) {
  write("good.html", page("harborledger.example", "Arden Bridge closed", bridge_body()));
  const Ran ran = run("head -c 300M /dev/zero | gzip > bomb.gz; $P add bomb.gz good.html");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.error,
            "secondsource: bomb.gz: unpacks to more than 200 times its size "
            "(ReadLimits::expansion)\n");
  EXPECT_EQ(ran.out, "added 1, unchanged 0, revised 0, failed 1\n");
  EXPECT_THAT(run("$P read --max-expansion 5000 --max-bytes 1000000 bomb.gz").error,
              HasSubstr("ReadLimits::"));
}

TEST_F(Formats, WhatAnOutletPrintsUnderItsArticlesIsLeftOut) {
  write_outlet();
  EXPECT_THAT(run("$P read pages").out, HasSubstr("since 1902"));
  const Ran shown = run("$P read --outlet pages");
  EXPECT_EQ(shown.status, 0) << shown.error;
  EXPECT_THAT(shown.out, AllOf(Not(HasSubstr("since 1902")), HasSubstr("Nobody in Saltmarsh")));
  const Ran json =
      run("$P read --json --outlet pages | grep -c '\"furniture\":\\[\\[[0-9]*,[0-9]*\\]\\]'");
  EXPECT_EQ(json.out, "4\n");
}

TEST_F(Formats, TheOrderAndTheThreadsOfAnOutletsPagesChangeNothing) {
  write_outlet();
  const Ran ran =
      run("$P read --json --outlet --threads 1 pages | sort | sha256sum; "
          "$P read --json --outlet --threads 3 pages/3.html pages/1.html pages/0.html "
          "pages/2.html | sort | sha256sum");
  const auto sums = lines(ran.out);
  ASSERT_EQ(sums.size(), 2u);
  EXPECT_EQ(sums[0], sums[1]);
}

TEST_F(Formats, WhatCanBeReadOnceTeachesNothing) {
  for (const char* input : {"-", "https://harborledger.example/", "pipe"}) {
    const Ran ran = run(std::string("mkfifo pipe 2>/dev/null; $P read --outlet ") + input);
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.error, HasSubstr("reads its inputs twice"));
  }
}

TEST_F(Formats, AFolderMayHoldEveryFormat) {
  write_warc();
  const Ran ran = run(
      "mkdir f; mv a.warc f; gzip f/a.warc; "
      "echo "
      "'<rss><channel><item><title>A</title><description>B</description></item></channel></rss>'"
      " > f/b; echo '{\"text\":\"A text of some words.\"}' | zstd > f/c; "
      "printf '[{\"text\":\"One.\"},{\"text\":\"Two.\"}]' > f/d; echo 'A plain text.' > f/e; "
      "$P read --json f | grep -o '\"input\":\"[^\"]*'");
  EXPECT_EQ(ran.out,
            "\"input\":\"f/a.warc.gz#1\n\"input\":\"f/a.warc.gz#2\n\"input\":\"f/b#1\n"
            "\"input\":\"f/c\n\"input\":\"f/d#1\n\"input\":\"f/d#2\n\"input\":\"f/e\n");
}

TEST_F(Formats, AHundredMegabytesOnOneLineAreOneErrorInLittleMemory) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer reserves more than is allowed here";
#endif
  const Ran ran =
      run("{ echo '{\"text\":\"A first text.\"}'; printf '{\"text\":\"'; head -c 100M /dev/zero | "
          "tr '\\0' x; "
          "printf '\"}\\n'; echo '{\"text\":\"A last text.\"}'; } > long.jsonl; "
          "(ulimit -v 1000000; $P read --json long.jsonl)");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(lines(ran.out).size(), 2u);
  EXPECT_EQ(ran.error,
            "secondsource: long.jsonl#2: larger than 67108864 bytes "
            "(ReadLimits::document_bytes)\n");
}

}  // namespace
}  // namespace secondsource::cli
