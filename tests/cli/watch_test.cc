// Feeds of a server, watched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "cli/shell.h"
#include "fetch/server.h"

namespace secondsource::cli {
namespace {

using fetch::answer;
using fetch::path_of;
using testing::HasSubstr;
using testing::Not;

std::string paragraphs(std::initializer_list<std::string> all) {
  std::string out;
  for (const std::string& one : all) out += "<p>" + one + "</p>";
  return out;
}

const std::string kQuotation =
    "“The bridge has to stay closed; nobody is to cross it before the spring,” Mayor Mara Olsen "
    "said.";

// Two reports that share nothing but the words of the mayor.
std::string ledger_page(const std::string& quotation = kQuotation) {
  return page("harborledger.example", "Arden Bridge closed to all traffic",
              paragraphs({"The Arden Bridge was closed to all traffic on Tuesday after inspectors "
                          "found cracks in two of its main girders, the city of Port Linden said.",
                          quotation,
                          "The bridge, which was opened in 1931, carries some 22,000 vehicles a "
                          "day; the nearest other crossing is forty minutes away by car."}));
}
std::string times_page() {
  return page("kestreltimes.example", "Port Linden loses its bridge for the winter",
              paragraphs({"PORT LINDEN — Shopkeepers on the east bank were counting their losses "
                          "last night, hours after barriers went up at both ends of Arden Bridge.",
                          kQuotation + " She spoke to this newspaper in her office.",
                          "Ferries will run every half hour from Monday, and the school buses of "
                          "Hillmere are to take the coast road until the girders are replaced."}));
}

class Watched : public ProgramTest {
 protected:
  Watched()
      : server_([this](const std::string& head) {
          const std::scoped_lock held(lock_);
          const auto found = answers_.find(path_of(head));
          if (found == answers_.end()) return answer("404 Not Found", "");
          const auto& [body, etag] = found->second;
          if (body.starts_with("HTTP/")) return body;
          if (!etag.empty() && head.find("If-None-Match: " + etag + "\r\n") != std::string::npos) {
            return answer("304 Not Modified", "", "ETag: " + etag + "\r\n");
          }
          return answer("200 OK", body, etag.empty() ? "" : "ETag: " + etag + "\r\n");
        }) {}

  void serve(const std::string& path, const std::string& body, const std::string& etag = "") {
    const std::scoped_lock held(lock_);
    answers_[path] = {body, etag};
  }
  // A feed that names pages and carries nothing of them.
  void serve_feed(const std::vector<std::string>& pages, const std::string& etag = "") {
    std::string feed = "<rss version=\"2.0\"><channel><title>News</title>";
    for (const std::string& path : pages) {
      feed += "<item><title>News of " + path + "</title><link>" + server_.url(path) +
              "</link><description>In short.</description></item>";
    }
    serve("/feed", feed + "</channel></rss>", etag);
  }
  Ran watch(const std::string& more = "") const {
    return run("$P watch --once --every 0 --pause 0 --allow-private " + more + " " +
               server_.url("/feed"));
  }

  std::mutex lock_;
  std::map<std::string, std::pair<std::string, std::string>> answers_;
  fetch::Server server_;
};

TEST_F(Watched, TheArticlesOfAFeedAreReadWholeAndAdded) {
  serve_feed({"/a", "/b"});
  serve("/a", ledger_page());
  serve("/b", times_page());
  const Ran ran = watch();
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("added 2, revised 0"));
  EXPECT_THAT(run("$P search girders").out, HasSubstr("Port Linden loses its bridge"));
  EXPECT_THAT(run("$P read --json --allow-private " + server_.url("/feed")).out,
              Not(HasSubstr("girders")));
}

TEST_F(Watched, WhatHasNotChangedIsAskedForByItsValidatorsAndToldOnce) {
  serve_feed({"/a", "/b"}, "\"f1\"");
  serve("/a", ledger_page(), "\"a1\"");
  serve("/b", times_page(), "\"b1\"");
  EXPECT_THAT(watch().out, HasSubstr("origin: "));
  const std::size_t before = server_.requests().size();
  const Ran again = watch();
  EXPECT_EQ(again.status, 0) << again.error;
  EXPECT_EQ(again.out, "");
  EXPECT_EQ(again.error, "");
  const auto requests = server_.requests();
  for (std::size_t i = before; i < requests.size(); ++i) {
    if (path_of(requests[i]) == "/robots.txt") continue;
    EXPECT_THAT(requests[i], HasSubstr("If-None-Match: "));
  }
  EXPECT_EQ(server_.asked("/feed"), 2u);
}

TEST_F(Watched, APageIsNotAskedAgainBeforeItsTime) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  const std::string hourly = "$P watch --once --every 1h --pause 0 --allow-private ";
  EXPECT_EQ(run(hourly + server_.url("/feed")).status, 0);
  EXPECT_EQ(run(hourly + server_.url("/feed")).status, 0);
  EXPECT_EQ(server_.asked("/feed"), 1u);
  EXPECT_EQ(server_.asked("/a"), 1u);
}

TEST_F(Watched, AnIndependentOriginMoreIsTold) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  EXPECT_EQ(watch().out, "");
  serve_feed({"/b", "/a"});
  serve("/b", times_page());
  const Ran ran = watch();
  ASSERT_EQ(lines(ran.out).size(), 1u) << ran.out << ran.error;
  EXPECT_THAT(ran.out, HasSubstr("origin: “The bridge has to stay closed; nobody is to cross it"));
  EXPECT_THAT(ran.out, HasSubstr("— Mara Olsen: 2 origins, before 1; new: kestreltimes.example"));
  EXPECT_THAT(ran.out, HasSubstr(server_.url("/b") + "]\n"));
}

TEST_F(Watched, ACopyIsNoOrigin) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  EXPECT_EQ(watch().out, "");
  std::string copy = ledger_page();
  for (std::size_t at; (at = copy.find("harborledger")) != std::string::npos;) {
    copy.replace(at, 12, "portnews");
  }
  serve_feed({"/b", "/a"});
  serve("/b", copy);
  const Ran ran = watch();
  EXPECT_THAT(ran.error, HasSubstr("added 1"));
  EXPECT_EQ(ran.out, "");
}

TEST_F(Watched, OtherWordsOfARevisionAreTold) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  EXPECT_EQ(watch().out, "");
  serve("/a", ledger_page("“The bridge has to stay open; nobody is to cross it before the "
                          "spring,” Mayor Mara Olsen said."));
  const Ran ran = watch("--json");
  ASSERT_EQ(lines(ran.out).size(), 1u) << ran.out << ran.error;
  EXPECT_THAT(ran.out, HasSubstr(R"({"event":"words","statement":")"));
  EXPECT_THAT(ran.out, HasSubstr(R"("revised":true)"));
  EXPECT_THAT(ran.out, HasSubstr("closed"));
  EXPECT_THAT(ran.out, HasSubstr("open"));
}

TEST_F(Watched, OtherWordsOfAnotherOutletAreTold) {
  serve_feed({"/a"});
  serve("/a", ledger_page("“The bridge has to stay open; nobody is to cross it before the "
                          "spring,” Mayor Mara Olsen said."));
  EXPECT_EQ(watch().out, "");
  serve_feed({"/a", "/b"});
  serve("/b", times_page());
  const Ran ran = watch();
  EXPECT_THAT(ran.out, HasSubstr("words: “"));
  EXPECT_THAT(ran.out, HasSubstr("kestreltimes.example"));
  EXPECT_EQ(watch().out, "");
}

TEST_F(Watched, AStatementThatARevisionDropsIsTold) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  EXPECT_EQ(watch().out, "");
  serve("/a", ledger_page("The mayor did not want to say when it will be open again."));
  const Ran ran = watch();
  EXPECT_THAT(ran.error, HasSubstr("revised 1"));
  ASSERT_EQ(lines(ran.out).size(), 1u) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("dropped: “The bridge has to stay closed"));
  EXPECT_THAT(ran.out, HasSubstr(server_.url("/a") + "]\n"));
}

TEST_F(Watched, ARevisionThatKeepsItsWordsTellsNothing) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  EXPECT_EQ(watch().out, "");
  serve("/a", ledger_page("Ferries run from Monday.</p><p>" + kQuotation));
  const Ran ran = watch();
  EXPECT_THAT(ran.error, HasSubstr("revised 1"));
  EXPECT_EQ(ran.out, "");
}

TEST_F(Watched, AServerThatWantsPeaceGetsIt) {
  serve("/feed", answer("429 Too Many Requests", "", "Retry-After: 3600\r\n"));
  const Ran first = watch();
  EXPECT_EQ(first.status, 1);
  EXPECT_EQ(first.error, "secondsource: " + server_.url("/feed") + ": answered 429\n");
  EXPECT_EQ(watch().status, 0);
  EXPECT_EQ(server_.asked("/feed"), 1u);
}

TEST_F(Watched, WhatTheSiteDoesNotAllowIsNotAsked) {
  serve_feed({"/closed/a", "/b"});
  serve("/robots.txt", "User-agent: *\nDisallow: /closed/\n");
  serve("/b", times_page());
  const Ran ran = watch();
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.error, HasSubstr("robots.txt does not allow it"));
  EXPECT_THAT(ran.error, HasSubstr("added 1"));
  EXPECT_EQ(server_.asked("/closed/a"), 0u);
}

TEST_F(Watched, APageThatIsNoFeedIsAnError) {
  serve("/feed", ledger_page());
  const Ran ran = watch();
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.error, HasSubstr("and no feed"));
  EXPECT_EQ(run("$P search girders").out, "Nothing found.\n");
}

TEST_F(Watched, AListOfFeedsInOpmlIsWatched) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  write("feeds.opml",
        "<opml version=\"2.0\"><head/><body><outline text=\"Press\"><outline "
        "type=\"rss\" xmlUrl=\"" +
            server_.url("/feed") + "\"/></outline></body></opml>");
  const Ran ran = run("$P watch --once --pause 0 --allow-private feeds.opml");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(ran.error, HasSubstr("added 1"));
  write("page.html", ledger_page());
  EXPECT_EQ(run("$P watch --once page.html").status, 1);
  EXPECT_EQ(run("$P watch --once none.opml").error, "secondsource: none.opml: cannot be read\n");
}

TEST_F(Watched, AnInterruptEndsItWithEverythingSafe) {
  serve_feed({"/a"});
  serve("/a", ledger_page());
  const Ran ran = run("$P watch --pause 0 --allow-private " + server_.url("/feed") +
                      " 2>told & watching=$!\n"
                      "until grep -q added told; do :; done\n"
                      "kill -INT $watching; wait $watching");
  EXPECT_EQ(ran.status, 0) << ran.error;
  EXPECT_THAT(run("$P search girders").out, HasSubstr("Arden Bridge"));
  EXPECT_EQ(run("$P verify --json").out, "");
}

}  // namespace
}  // namespace secondsource::cli
