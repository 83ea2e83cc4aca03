#include "fetch/fetch.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

#include "fetch/address.h"
#include "fetch/robots.h"
#include "fetch/server.h"

namespace secondsource::fetch {
namespace {

using testing::HasSubstr;

const Options kHere{.allow_private = true};

// Serves "hello" everywhere, and no robots.txt.
std::string hello(const std::string& head) {
  if (path_of(head) == "/robots.txt") return answer("404 Not Found", "");
  return answer("200 OK", "hello", "Content-Type: text/html; charset=\"ISO-8859-1\"\r\n");
}

bool is_public_text(const char* text) {
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &v6->sin6_addr), 1) << text;
    storage.ss_family = AF_INET6;
  }
  return is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(Address, OnesOwnNetworkIsNotPublic) {
  for (const char* text : {"127.0.0.1",
                           "127.255.0.9",
                           "0.0.0.0",
                           "10.1.2.3",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "169.254.169.254",
                           "100.64.0.1",
                           "198.18.0.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::1",
                           "::",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::a00:1",
                           "2002:7f00:1::",
                           "2001:db8::1",
                           "2001::1",
                           "::127.0.0.1"}) {
    EXPECT_FALSE(is_public_text(text)) << text;
  }
  for (const char* text :
       {"1.1.1.1", "172.32.0.1", "172.15.255.255", "192.167.255.255", "100.128.0.1",
        "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"}) {
    EXPECT_TRUE(is_public_text(text)) << text;
  }
}

TEST(RobotsFile, TheGroupThatNamesUsOutranksTheOneForAll) {
  const char* text =
      "User-agent: *\nDisallow: /\n\nUser-Agent: Other\nUser-agent: SecondSource/2.0\n"
      "Disallow: /private # not this\nAllow: /private/open\n";
  EXPECT_FALSE(Robots::parse(text, "somebody").allows("/x"));
  const Robots ours = Robots::parse(text, "secondsource");
  EXPECT_TRUE(ours.allows("/x"));
  EXPECT_FALSE(ours.allows("/private/x"));
  EXPECT_TRUE(ours.allows("/private/open/x"));
}

TEST(RobotsFile, StarsAndDollarsStandForWhatRfc9309Says) {
  const Robots robots = Robots::parse(
      "user-agent: *\rdisallow: /*.pdf$\rdisallow: /a*b*c\rdisallow:\rdisallow: /same\r"
      "allow: /same\r",
      "secondsource");
  EXPECT_FALSE(robots.allows("/x/y.pdf"));
  EXPECT_TRUE(robots.allows("/x/y.pdf?download"));
  EXPECT_FALSE(robots.allows("/axxbxxcxx"));
  EXPECT_TRUE(robots.allows("/axxcxxb"));
  EXPECT_TRUE(robots.allows("/same"));
  EXPECT_TRUE(robots.allows("/"));
}

TEST(RobotsFile, ManyStarsDoNotTakeForever) {
  std::string pattern = "/";
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  const Robots robots = Robots::parse("User-agent: *\nDisallow: " + pattern + "b$\n", "x");
  EXPECT_TRUE(robots.allows("/" + std::string(5000, 'a')));
}

TEST(Fetch, APageComesWithWhatItsServerSaysOfIt) {
  Server server(hello);
  Fetcher fetcher(kHere);
  const auto page = fetcher.get(server.url("/a#part"));
  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->bytes, "hello");
  EXPECT_EQ(page->charset, "ISO-8859-1");
  EXPECT_EQ(page->url, server.url("/a"));
}

TEST(Fetch, APrivateAddressIsRefusedBeforeItIsAsked) {
  Server server(hello);
  Fetcher fetcher;
  for (std::string url :
       {server.url("/a"), std::string("http://[::ffff:127.0.0.1]:1/"),
        std::string("http://2130706433:1/"), std::string("http://localhost:1/")}) {
    const auto page = fetcher.get(url);
    ASSERT_FALSE(page.has_value()) << url;
    EXPECT_THAT(page.error().message, HasSubstr("no public address")) << url;
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetch, OnlyHttpIsFetched) {
  Server server([](const std::string& head) {
    if (path_of(head) == "/robots.txt") return answer("404 Not Found", "");
    return answer("302 Found", "", "Location: file:///etc/passwd\r\n");
  });
  Fetcher fetcher(kHere);
  EXPECT_THAT(fetcher.get("ftp://a.example/x").error().message, HasSubstr("only http and https"));
  EXPECT_THAT(fetcher.get(server.url("/a")).error().message, HasSubstr("only http and https"));
  EXPECT_FALSE(fetcher.get("http://").has_value());
}

TEST(Fetch, RedirectsAreFollowedToAnEnd) {
  Server server([](const std::string& head) {
    const std::string path = path_of(head);
    if (path == "/robots.txt") return answer("404 Not Found", "");
    if (path == "/a") return answer("301 Moved", "", "Location: b?x=1\r\n");
    if (path == "/b?x=1") return answer("200 OK", "here");
    return answer("302 Found", "", "Location: /loop\r\n");
  });
  Fetcher fetcher(kHere);
  const auto page = fetcher.get(server.url("/a"));
  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->bytes, "here");
  EXPECT_EQ(page->url, server.url("/b?x=1"));
  EXPECT_EQ(fetcher.get(server.url("/loop")).error().message, "more than 10 redirects");
}

TEST(Fetch, RobotsTxtIsAskedOnceAndObeyedAtEveryHop) {
  Server server([](const std::string& head) {
    const std::string path = path_of(head);
    if (path == "/robots.txt") return answer("200 OK", "User-agent: *\nDisallow: /no\n");
    if (path == "/a") return answer("302 Found", "", "Location: /no/b\r\n");
    return answer("200 OK", "page");
  });
  Fetcher fetcher(kHere);
  EXPECT_TRUE(fetcher.get(server.url("/yes")).has_value());
  EXPECT_THAT(fetcher.get(server.url("/no/c")).error().message, HasSubstr("robots.txt"));
  EXPECT_THAT(fetcher.get(server.url("/a")).error().message, HasSubstr("robots.txt"));
  EXPECT_EQ(server.asked("/robots.txt"), 1u);
  EXPECT_EQ(server.asked("/no/b") + server.asked("/no/c"), 0u);
}

TEST(Fetch, ASiteWhoseRobotsTxtIsBrokenIsLeftAlone) {
  Server server([](const std::string& head) {
    if (path_of(head) == "/robots.txt") return answer("503 Busy", "", "Retry-After: 120\r\n");
    return answer("200 OK", "page");
  });
  Fetcher fetcher(kHere);
  const auto page = fetcher.get(server.url("/a"));
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().status, 503);
  EXPECT_EQ(page.error().retry_after, std::chrono::seconds(120));
  EXPECT_EQ(server.asked("/a"), 0u);
}

TEST(Fetch, WhatHasNotChangedIsNotSentAgain) {
  Server server([](const std::string& head) {
    if (path_of(head) == "/robots.txt") return answer("404 Not Found", "");
    if (head.find("If-None-Match: \"v1\"") != std::string::npos &&
        head.find("If-Modified-Since: Tue, 03 Nov 2026 10:00:00 GMT") != std::string::npos) {
      return answer("304 Not Modified", "");
    }
    return answer("200 OK", "feed",
                  "ETag: \"v1\"\r\nLast-Modified: Tue, 03 Nov 2026 10:00:00 GMT\r\n");
  });
  Fetcher fetcher(kHere);
  const auto first = fetcher.get(server.url("/feed"));
  ASSERT_TRUE(first.has_value());
  EXPECT_FALSE(first->unchanged);
  const auto second = fetcher.get(server.url("/feed"), first->validators);
  ASSERT_TRUE(second.has_value()) << second.error().message;
  EXPECT_TRUE(second->unchanged);
  EXPECT_EQ(second->bytes, "");
  EXPECT_EQ(second->validators.etag, "\"v1\"");
}

TEST(Fetch, ABodyBeyondTheLimitIsAnErrorThatNamesIt) {
  Server server([](const std::string& head) {
    if (path_of(head) == "/robots.txt") return answer("404 Not Found", "");
    return answer("200 OK", std::string(100'000, 'x'));
  });
  Options options = kHere;
  options.max_bytes = 50'000;
  Fetcher fetcher(options);
  EXPECT_THAT(fetcher.get(server.url("/a")).error().message, HasSubstr("Options::max_bytes"));
}

TEST(Fetch, AServerThatNeverAnswersIsGivenUp) {
  const int silent = ::socket(AF_INET, SOCK_STREAM, 0);  // listens, never accepts
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::bind(silent, generic, size), 0);
  ASSERT_EQ(::listen(silent, 1), 0);
  ::getsockname(silent, generic, &size);
  Options options = kHere;
  options.time = std::chrono::milliseconds(200);
  Fetcher fetcher(options);
  const auto page =
      fetcher.get("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/");
  ASSERT_FALSE(page.has_value());
  EXPECT_THAT(page.error().message, HasSubstr("Options::time"));
  ::close(silent);
}

TEST(Fetch, AnErrorOfTheServerIsOneLineWithItsStatus) {
  Server server([](const std::string& head) {
    if (path_of(head) == "/robots.txt") return answer("404 Not Found", "");
    return answer("410 Gone", "sorry");
  });
  Fetcher fetcher(kHere);
  const auto page = fetcher.get(server.url("/a"));
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().message, "answered 410");
  EXPECT_EQ(page.error().status, 410);
}

}  // namespace
}  // namespace secondsource::fetch
