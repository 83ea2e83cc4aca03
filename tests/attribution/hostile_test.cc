// Texts nobody wrote in good faith: every one ends, and what is found lies inside of it.
#include <cstdint>
#include <random>
#include <set>
#include <string>

#include "attributed.h"

namespace secondsource::attribution {
namespace {

void expect_sound(const Attributed& a) {
  std::set<std::string> ids;
  const auto inside = [](const std::string& text, ByteSpan span) {
    const auto boundary = [&](std::uint32_t at) {
      return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    };
    return span.begin < span.end && span.end <= text.size() && boundary(span.begin) &&
           boundary(span.end);
  };
  for (const Mention& m : a.mentions) {
    const std::string& text = a.source(m);
    ASSERT_TRUE(ids.insert(m.id).second);
    ASSERT_FALSE(m.content.empty());
    std::uint32_t end = 0;
    for (const ByteSpan span : m.content) {
      ASSERT_TRUE(inside(text, span));
      ASSERT_LE(end, span.begin);
      end = span.end;
    }
    ASSERT_TRUE(!m.cue || inside(text, *m.cue));
    ASSERT_TRUE(!m.speaker || m.speaker->span.empty() || inside(text, m.speaker->span));
    for (const Via& via : m.via) ASSERT_TRUE(inside(text, via.span));
    for (const ByteSpan span : m.insertions) ASSERT_TRUE(inside(text, span));
    ASSERT_TRUE(!m.outer || *m.outer != m.id);
  }
}

std::string repeated(const std::string& part, std::size_t size) {
  std::string out;
  while (out.size() < size) out += part;
  return out;
}

TEST(Hostile, RepeatedMarksCuesAndNamesEnd) {
  for (const char* part :
       {"\"", "“", "„", "“a ", "he said ", "“A,” he said. ", "Quill said that ", "said, ",
        "Marta Quill, the ", "according to ", "(a – ", "[a ", "said\n", "Mr. ", "of the "}) {
    for (const char* language : {"en", "de", "es", "pl", "tr", "zh", "ja", "ar", ""}) {
      expect_sound(Attributed(repeated(part, 60'000), language, repeated(part, 500)));
    }
  }
}

TEST(Hostile, AnyMixtureOfWordsAndMarksIsSound) {
  const std::vector<std::string> parts = {"“",
                                          "”",
                                          "\"",
                                          "‘",
                                          "’",
                                          "'",
                                          "„",
                                          "«",
                                          "»",
                                          "‹",
                                          "said",
                                          "says",
                                          "that",
                                          "Marta",
                                          "Quill",
                                          "Mr.",
                                          "the",
                                          "minister",
                                          "he",
                                          "she",
                                          "they",
                                          ",",
                                          ".",
                                          ":",
                                          "—",
                                          " - ",
                                          "\n",
                                          "\n\n",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          "…",
                                          "...",
                                          "told",
                                          "Reuters",
                                          "according to",
                                          "Harbor Ledger",
                                          "who",
                                          "and",
                                          "sagte",
                                          "teilte",
                                          "mit",
                                          "laut",
                                          "a",
                                          "déclaré",
                                          "selon",
                                          "-t-il",
                                          "d'",
                                          "15",
                                          "%",
                                          "$",
                                          "\u202E",
                                          "e\u0301",
                                          "中文",
                                          "「",
                                          "」",
                                          "は",
                                          "と述べた",
                                          "王",
                                          "说",
                                          "：",
                                          "据",
                                          "قال",
                                          "إن",
                                          "سامر",
                                          "сказала",
                                          "Марта",
                                          "что",
                                          "– ",
                                          "dijo",
                                          "que",
                                          "según",
                                          "dedi",
                                          "diye",
                                          "citing",
                                          "in a statement",
                                          "?",
                                          "!",
                                          "It"};
  std::mt19937_64 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text, title;
    const std::size_t size = random() % 80;
    for (std::size_t i = 0; i < size; ++i) {
      text.append(parts[random() % parts.size()]);
      if (random() % 4) text.append(1, ' ');
    }
    for (std::size_t i = 0; i < random() % 10; ++i)
      title.append(parts[random() % parts.size()]).append(1, ' ');
    const std::string languages[] = {"en", "de", "fr", "es", "pl", "ru",
                                     "tr", "zh", "ja", "ar", ""};
    expect_sound(Attributed(text, languages[random() % 11], title));
    if (HasFatalFailure()) FAIL() << text;
  }
}

// Sizes at which anything that is not linear would not end.
TEST(Hostile, AMillionUnclosedQuotationsEnd) {
  expect_sound(Attributed(repeated("“a ", 5'000'000)));
  expect_sound(Attributed(repeated("«а ", 4'000'000), "ru"));
  expect_sound(Attributed(repeated("“", 3'000'000)));
  expect_sound(Attributed(repeated("„”\"«»‘’'「」", 3'000'000), "de"));
}

TEST(Hostile, OneSentenceOfTenMegabytesEnds) {
  expect_sound(Attributed(repeated("the pier and the harbour ", 10'000'000)));
}

TEST(Hostile, CuesWithoutAnEndAreLinear) {
  for (const auto& [language, part] : std::vector<std::pair<const char*, const char*>>{
           {"en", "Quill said the pier and "},
           {"en", "said an official who asked not to be named "},
           {"de", "laut Quill, der "},
           {"fr", "selon Quéral, qui cite "},
           {"es", "dijo Vidal a Reuters, según informó "},
           {"ru", "«Мы, — сказал он. — "},
           {"ru", "— Мы, — сказал Золотов.\n"},
           {"tr", "Tarhan, “a” dedi. "},
           {"zh", "王说：“"},
           {"zh", "据王说，"},
           {"ja", "田中は「」と述べた"},
           {"ja", "田中は"},
           {"ar", "قال سامر إن «"}}) {
    expect_sound(Attributed(repeated(part, 500'000), language));
  }
}

TEST(Hostile, MarksThatTurnOrCombineTouchNoOrder) {
  const std::string turned = "\u202E“The pier is \u2066closed”, Marta Quill said.\u202C";
  const Attributed a(turned);
  expect_sound(a);
  ASSERT_EQ(a.size(), 1u);
  EXPECT_EQ(a.content(0), "The pier is \u2066closed");
  EXPECT_EQ(a.name(0), "Marta Quill");
  expect_sound(Attributed(repeated("\u202E“a\u202C” he said ", 200'000)));
  expect_sound(Attributed(repeated("e\u0301\u0300\u0302", 1'000'000)));
  expect_sound(Attributed("“" + repeated("a\u0301", 100'000) + "”, she said."));
}

TEST(Hostile, AnUnknownLanguageStillGetsItsQuotations) {
  const Attributed a("Foo bar: “Lorem ipsum dolor sit amet consectetur.” Baz.", "xx");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.content(0), "Lorem ipsum dolor sit amet consectetur.");
}

TEST(Hostile, FurnitureIsSkipped) {
  const std::string body =
      "“We lost the boat,” Marta Quill said.\n“Join our club today,” said Owen Tarrant.";
  Attributed a(body);
  ASSERT_EQ(a.size(), 2);
  const auto line = static_cast<std::uint32_t>(body.find('\n'));
  a.article.furniture.push_back({line + 1, static_cast<std::uint32_t>(body.size())});
  text::ArticleText text;
  text::analyse(a.article, data().languages(), text);
  EXPECT_EQ(attribute(a.article, text, data()).size(), 1);
}

}  // namespace
}  // namespace secondsource::attribution
