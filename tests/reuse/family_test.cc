#include "reuse/family.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>

#include "reuse/words.h"

namespace secondsource::reuse {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const press::Press& press() {
  static const press::Press known(
      {press::Agency{"Meridian", {"MER"}, {"Meridian News"}, {"meridian.example"}, "en", "XX"}},
      {});
  return known;
}

struct Given {
  Article article;
  text::Text text;
};

// Articles, which stay where they are.
class News {
 public:
  Article& add(const std::string& id, const std::string& outlet, minutes published,
               std::string source) {
    given_.push_back(std::make_unique<Given>());
    Given& given = *given_.back();
    given.article.id = id;
    given.article.outlet.name = outlet;
    given.article.published = Time(std::chrono::days(20000)) + published;
    given.article.text = std::move(source);
    given.text = words_of(given.article.text);
    return given.article;
  }
  Side side(std::size_t i) const { return {&given_[i]->article, &given_[i]->text}; }
  std::vector<Side> sides() const {
    std::vector<Side> out;
    for (std::size_t i = 0; i < given_.size(); ++i) out.push_back(side(i));
    return out;
  }
  std::optional<Link> link_of(std::size_t i, std::size_t j) const {
    return link(side(i), side(j), align(side(i), side(j)));
  }
  std::vector<Passage> passages() const {
    std::vector<Passage> out;
    for (std::size_t i = 0; i < given_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        for (Passage& passage : align(side(i), side(j))) out.push_back(std::move(passage));
      }
    }
    return out;
  }
  void credit_all(const std::string& agency) {
    for (const auto& given : given_) {
      given->article.credits.push_back(
          {Credit::Kind::kAgency, agency, Credit::Evidence::kDateline, {}});
    }
  }
  Family family() const { return lineage(sides(), passages(), press()); }

 private:
  std::vector<std::unique_ptr<Given>> given_;
};

const LineageEdge& edge_to(const Family& family, const std::string& id) {
  return *std::ranges::find(family.edges, id, &LineageEdge::to);
}
std::string parent_of(const Family& family, const std::string& id) {
  return edge_to(family, id).from.value_or("none");
}

struct Prose {
  std::mt19937_64 random;
  explicit Prose(std::uint64_t seed) : random(seed) {}
  std::string operator()(std::size_t words) { return prose(random, words, 100000); }
  // `count` words of `text` changed.
  std::string edited(const std::string& text, int count) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    for (int i = 0; i < count; ++i) words[random() % words.size()] = word('x', random());
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
  }
};

TEST(Link, ACopyIsLinked) {
  Prose p(1);
  News news;
  const std::string text = p(200);
  news.add("a", "Harbor Ledger", minutes(0), text);
  news.add("b", "Valley Post", minutes(9), p.edited(text, 20));
  const auto link = news.link_of(0, 1);
  ASSERT_TRUE(link);
  EXPECT_GT(link->of_a, 0.85);
  EXPECT_GT(link->of_b, 0.85);
}

TEST(Link, IdenticalTextsAreLinkedWhole) {
  News news;
  news.add("a", "Harbor Ledger", minutes(0), "“all of it is said”");
  news.add("b", "Valley Post", minutes(9), "all of it is said");
  EXPECT_EQ(news.link_of(0, 1)->of_a, 1);
}

TEST(Link, ABriefThatStandsWholeInALongArticleIsLinked) {
  Prose p(2);
  News news;
  const std::string brief = p(40);
  news.add("a", "Harbor Ledger", minutes(0), p(300) + "\n" + brief + "\n" + p(300));
  news.add("b", "Valley Post", minutes(9), brief);
  const auto link = news.link_of(0, 1);
  ASSERT_TRUE(link);
  EXPECT_GT(link->of_b, 0.99);
  EXPECT_LT(link->of_a, 0.1);
}

TEST(Link, OneParagraphOfBackgroundIsNone) {
  Prose p(3);
  News news;
  const std::string background = p(50);
  news.add("a", "Harbor Ledger", minutes(0), p(150) + "\n" + background);
  news.add("b", "Valley Post", minutes(9), p(100) + "\n" + background + "\n" + p(60));
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Link, TwoReportersWhoPrintTheSameQuotationsAreNotLinked) {
  Prose p(4);
  News news;
  const std::string one = " “" + p(30) + "” ", two = " “" + p(25) + "” ";
  news.add("a", "Harbor Ledger", minutes(0), p(40) + one + p(20) + two + p(20));
  news.add("b", "Valley Post", minutes(9), p(30) + one + p(15) + two + p(30));
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Link, AStatementPrintedWithoutItsMarksIsNotNarrative) {
  Prose p(5);
  News news;
  const std::string said = p(60);
  news.add("a", "Harbor Ledger", minutes(0), p(40) + " “" + said + "” " + p(20));
  news.add("b", "Ministry", minutes(9), said);
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Link, AParagraphOfBackgroundInABriefIsNoneThoughItIsMostOfTheBrief) {
  Prose p(41);
  News news;
  const std::string background = p(60);
  news.add("a", "Harbor Ledger", minutes(0), p(40) + "\n" + background + "\n" + p(9) + "\n" + p(5));
  news.add("b", "Valley Post", minutes(9), p(50) + "\n" + p(70) + "\n" + background + "\n" + p(60));
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Link, ATranscriptPrintedAgainIsLinkedThoughItIsAllQuotation) {
  Prose p(42);
  News news;
  const std::string said = p(300);
  news.add("a", "Harbor Ledger", minutes(0), p(9) + " “" + said + "”");
  news.add("b", "Valley Post", minutes(9), p(9) + " “" + p.edited(said, 12) + "”");
  EXPECT_TRUE(news.link_of(0, 1));
}

TEST(Link, FurnitureIsNone) {
  Prose p(6);
  News news;
  const std::string disclaimer = p(80);
  for (const char* id : {"a", "b"}) {
    Article& article = news.add(id, "Harbor Ledger", minutes(0), p(60) + "\n" + disclaimer);
    const auto begin = std::uint32_t(article.text.find('\n') + 1);
    article.furniture = {{begin, std::uint32_t(article.text.size())}};
  }
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Link, ADisclaimerNotYetKnownAsFurnitureIsNone) {
  Prose p(7);
  News news;
  const std::string disclaimer = p(80);
  news.add("a", "Harbor Ledger", minutes(0), p(60) + "\n" + disclaimer);
  news.add("b", "Harbor Ledger", minutes(9), p(50) + "\n" + disclaimer);
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Link, AProverbIsNone) {
  News news;
  const std::string proverb = "you can lead a horse to water but you cannot make it drink";
  Prose p(8);
  news.add("a", "Harbor Ledger", minutes(0), proverb + " " + p(15));
  news.add("b", "Valley Post", minutes(9), p(30) + " " + proverb);
  EXPECT_FALSE(news.link_of(0, 1));
}

TEST(Lineage, ACopyOfACopyHangsOnWhatItInheritsEditsFrom) {
  Prose p(11);
  News news;
  const std::string original = p(200), copy = p.edited(original, 6);
  news.add("a", "Meridian", minutes(0), original);
  news.add("b", "Harbor Ledger", minutes(30), copy);
  news.add("c", "Valley Post", minutes(60), p.edited(copy, 5));
  news.add("d", "Coast Times", minutes(90), p.edited(original, 4));
  const Family family = news.family();
  EXPECT_EQ(family.id, "a");
  EXPECT_EQ(family.root, "a");
  EXPECT_EQ(family.agency, "Meridian");
  EXPECT_EQ(family.members, (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(parent_of(family, "a"), "none");
  EXPECT_EQ(parent_of(family, "b"), "a");
  EXPECT_EQ(parent_of(family, "c"), "b");
  EXPECT_EQ(parent_of(family, "d"), "a");
  EXPECT_EQ(edge_to(family, "a").evidence,
            (std::vector<std::string>{"the own version of Meridian",
                                      "no version in the library is dated earlier"}));
  EXPECT_EQ(edge_to(family, "c").evidence,
            (std::vector<std::string>{"published 30 minutes later",
                                      "97 % of its narrative stands in Harbor Ledger's text",
                                      "shares 6 edits with it that Meridian does not have"}));
}

TEST(Lineage, OfTwoParentsThatExplainACopyEquallyWellTheOneThatLacksWhatItLacksIsItsSource) {
  Prose p(17);
  News news;
  const std::string first = p(100), second = p(100), third = p(60);
  const std::string brief = first + " " + second;
  news.add("a", "Meridian", minutes(0), first + " " + second + " " + third);
  news.add("b", "Harbor Ledger", minutes(30), brief);
  news.add("c", "Valley Post", minutes(60), p.edited(brief, 5));
  news.add("d", "Coast Times", minutes(90), p.edited(first, 4) + " " + second + " " + third);
  const Family family = news.family();
  EXPECT_EQ(parent_of(family, "b"), "a");
  EXPECT_EQ(parent_of(family, "c"), "b");
  EXPECT_EQ(parent_of(family, "d"), "a");
}

TEST(Lineage, ABackdatedCopyIsOutvotedAndSaidSo) {
  Prose p(12);
  News news;
  const std::string original = p(200), copy = p.edited(original, 12);
  news.add("a", "Meridian", minutes(600), original);
  news.add("b", "Harbor Ledger", minutes(630), copy);
  news.add("c", "Valley Post", minutes(0), p.edited(copy, 10));
  news.add("d", "Coast Times", minutes(690), p.edited(original, 8));
  const Family family = news.family();
  EXPECT_EQ(family.root, "a");
  EXPECT_EQ(parent_of(family, "c"), "b");
  EXPECT_EQ(edge_to(family, "c").evidence[0],
            "dated 10 hours before its source, which the texts outweigh");
  EXPECT_EQ(edge_to(family, "a").evidence[1], "what Valley Post dates earlier was made from it");
}

TEST(Lineage, IdenticalCopiesHangOnTheEarliestOfThem) {
  Prose p(13);
  News news;
  const std::string text = p(100);
  for (int i = 0; i < 20; ++i)
    news.add(word('m', std::uint64_t(10 + i)), "Outlet", minutes(i), text);
  news.add("z", "Valley Post", minutes(99), p.edited(text, 3));
  const Family family = news.family();
  EXPECT_EQ(family.root, "m10");
  for (int i = 1; i < 20; ++i)
    EXPECT_EQ(parent_of(family, word('m', std::uint64_t(10 + i))), "m10");
  EXPECT_EQ(parent_of(family, "z"), "m10");
  EXPECT_EQ(edge_to(family, "m15").evidence[1], "identical word for word");
}

TEST(Lineage, CopiesOfAnAgencyThatIsNotInTheLibraryHaveNoParent) {
  Prose p(14);
  News news;
  const std::string text = p(200);
  for (const char* id : {"a", "b", "c"}) {
    Article& article = news.add(id, std::string("Outlet ") + id, minutes(id[0]), p.edited(text, 6));
    article.credits.push_back({Credit::Kind::kAgency, "Meridian", Credit::Evidence::kByline, {}});
  }
  const Family family = news.family();
  EXPECT_FALSE(family.root);
  EXPECT_EQ(family.agency, "Meridian");
  for (const LineageEdge& edge : family.edges) {
    EXPECT_FALSE(edge.from);
    EXPECT_EQ(edge.evidence[0], "credits Meridian, whose own version is not in the library");
  }
}

TEST(Lineage, ACreditThatAllCopiesKeptDoesNotHideWhomTheyWereMadeFrom) {
  Prose p(17);
  News news;
  const std::string original = p(200);
  news.add("a", "Valley Post", minutes(0), original);
  news.add("b", "Harbor Ledger", minutes(30), p.edited(original, 6));
  news.add("c", "Coast Times", minutes(60), p.edited(original, 5));
  news.credit_all("Meridian");
  const Family family = news.family();
  EXPECT_EQ(family.agency, "Meridian");
  EXPECT_EQ(parent_of(family, "a"), "none");
  EXPECT_EQ(parent_of(family, "b"), "a");
  EXPECT_EQ(parent_of(family, "c"), "a");
}

TEST(Lineage, AnArticleThatNamesItsSourceHangsOnIt) {
  Prose p(15);
  News news;
  const std::string text = p(200);
  news.add("a", "Meridian", minutes(0), text);
  news.add("b", "Harbor Ledger", minutes(10), p.edited(text, 2));
  Article& article = news.add("c", "Valley Post", minutes(20), p.edited(text, 3));
  article.credits.push_back(
      {Credit::Kind::kOutlet, "Harbor Ledger", Credit::Evidence::kFirstPublished, {}});
  const Family family = news.family();
  EXPECT_EQ(parent_of(family, "c"), "b");
  EXPECT_EQ(edge_to(family, "c").evidence.back(), "credits Harbor Ledger");
}

TEST(Lineage, IsTheSameForAnyOrderOfMembersAndPassages) {
  std::mt19937_64 random(16);
  for (int round = 0; round < 60; ++round) {
    Prose p(std::uint64_t(round) + 100);
    News news;
    std::vector<std::string> texts = {p(120)};
    for (int i = 0; i < 12; ++i) {
      texts.push_back(i % 5 == 4 ? texts.back()
                                 : p.edited(texts[random() % texts.size()], int(random() % 9)));
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Article& article = news.add(word('i', i), word('O', i), minutes(random() % 5 * 10), texts[i]);
      if (random() % 4 == 0) {
        article.credits.push_back(
            {Credit::Kind::kAgency, "Meridian", Credit::Evidence::kByline, {}});
      }
      if (random() % 6 == 0) article.published.reset();
    }
    std::vector<Side> sides = news.sides();
    std::vector<Passage> passages = news.passages();
    const Family first = lineage(sides, passages, press());
    ASSERT_EQ(first.members.size(), texts.size());
    ASSERT_EQ(first.edges.size(), texts.size());
    for (int order = 0; order < 3; ++order) {
      std::ranges::shuffle(sides, random);
      std::ranges::shuffle(passages, random);
      const Family again = lineage(sides, passages, press());
      ASSERT_EQ(again.members, first.members);
      ASSERT_EQ(again.root, first.root);
      for (std::size_t i = 0; i < first.edges.size(); ++i) {
        ASSERT_EQ(again.edges[i].from, first.edges[i].from);
        ASSERT_EQ(again.edges[i].reuse, first.edges[i].reuse);
        ASSERT_EQ(again.edges[i].evidence, first.edges[i].evidence);
      }
    }
  }
}

}  // namespace
}  // namespace secondsource::reuse
