// What a library says of statements: which mentions are of one, and what may be.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corroborate/statement.h"
#include "library/news.h"
#include "library/support.h"

namespace secondsource::library {
namespace {

// Of what is not in memory only the speakers are read, where those decide.
TEST(Statements, WhatWasSaidAYearAgoByTheSameSpeakerIsOneStatementAndByAnotherIsNot) {
  const Folder folder;
  const std::string words =
      "The eastern pylon carries nine thousand lorries daily without a single inspection since "
      "nineteen ninety";
  const auto said = [&](unsigned day, const std::string& outlet, const std::string& who) {
    return article(24 * day, outlet,
                   fmt::format("The harbor council met about the eastern pylon.\n"
                               "“{},” {} said.",
                               words, who));
  };
  const std::vector<Article> all = {said(0, "tide.example", "Marta Quell"),
                                    said(400, "ledger.example", "Marta Quell"),
                                    said(800, "courier.example", "Jonas Verbeek")};
  for (const Article& each : all) {
    Library library = opened(folder.path());  // with nothing in memory
    put(library, {each});
  }
  Library library = opened(folder.path());
  const auto snapshot = library.snapshot();
  ASSERT_TRUE(snapshot);
  const auto mentions = [&](const Article& of) {
    std::size_t count = 0;
    for (const Statement& statement : snapshot->statements_of(of.id)) {
      for (const Variant& variant : statement.variants) count += variant.mentions.size();
    }
    return count;
  };
  EXPECT_EQ(mentions(all[0]), 2);
  EXPECT_EQ(mentions(all[1]), 2);
  EXPECT_EQ(mentions(all[2]), 1);
}

// A page of thousands of quotations costs no more than one of five hundred.
TEST(Statements, OnlyTheFirstMentionsOfAPageOfHundredsAreCompared) {
  const std::string first =
      "“The eastern pylon carries nine thousand lorries daily without an inspection,” Marta Quell "
      "said.\n";
  const std::string last =
      "“Our ferry will run through every frosty night until the masons have gone,” Jonas Verbeek "
      "said.\n";
  std::string page = "The harbor council met about the eastern pylon and the ferry.\n" + first;
  for (std::size_t i = 0; i < corroborate::kMostMentions; ++i) {
    page +=
        fmt::format("“Plot {0} of meadow {0} belongs to family {0} for good,” said Ida Holm.\n", i);
  }
  page += last;
  const Folder folder;
  Library library = opened(folder.path());
  const Article list = article(1, "tide.example", page);
  const Article report =
      article(2, "ledger.example",
              "The harbor council met about the eastern pylon and the ferry.\n" + first + last);
  put(library, {list, report});
  std::vector<std::size_t> mentions;
  for (const Statement& statement : library.snapshot()->statements_of(report.id)) {
    for (const Variant& variant : statement.variants) mentions.push_back(variant.mentions.size());
  }
  EXPECT_EQ(mentions, (std::vector<std::size_t>{2, 1}));
}

// Each of two sentences is quoted by others; one article has both, and carries two statements.
TEST(Statements, AQuotationOfTwoSentencesThatOthersQuoteIsAMentionOfBothStatements) {
  const std::string keys =
      "My grandmother kept the harbour keys in a rusty biscuit tin under the cellar stairs";
  const std::string crane =
      "The first crane came over the eastern pylon on a raft of seventeen empty barrels";
  const auto said = [](unsigned hour, const std::string& outlet, const std::string& words) {
    return article(hour, outlet,
                   fmt::format("The harbor council met about the eastern pylon.\n"
                               "“{},” Marta Quell said.",
                               words));
  };
  const std::vector<Article> all = {
      said(0, "tide.example", fmt::format("{}. {}", keys, crane)), said(1, "ledger.example", keys),
      said(2, "courier.example", crane), said(3, "northpost.example", crane)};
  const Folder folder;
  Library library = opened(folder.path());
  put(library, all);
  const auto snapshot = library.snapshot();
  ASSERT_TRUE(snapshot);
  std::map<std::string, std::set<std::string>> carriers;  // articles by the statement's id
  const auto note = [&](const Statement& statement) {
    EXPECT_TRUE(statement.possible.empty()) << "what is another statement is not perhaps this one";
    for (const Variant& variant : statement.variants) {
      for (const Mention& mention : variant.mentions) {
        carriers[statement.id].insert(mention.article);
      }
    }
    return true;
  };
  for (const Statement& statement : snapshot->statements_of(all[0].id)) note(statement);
  std::set<std::set<std::string>> found;
  for (const auto& [id, articles] : carriers) found.insert(articles);
  EXPECT_EQ(found, (std::set<std::set<std::string>>{{all[0].id, all[1].id},
                                                    {all[0].id, all[2].id, all[3].id}}));
  const auto of_one = carriers;
  carriers.clear();
  snapshot->statements({}, note);
  EXPECT_EQ(carriers, of_one);
}

// They share common words, and no key, but other mentions of the two reports do.
TEST(Statements, SpeechesThatOverlapInCommonWordsAreOneStatementInReportsOfOneEvent) {
  const std::string shared =
      "It has always been for both of us alike, and we are to keep it as it is";
  const Article one = article(
      0, "tide.example",
      fmt::format("Divers found a crack in the second pier of the Lene bridge at Hest Ferry, and "
                  "engineer Ingrid Solheim of Kessel Marine closed it to all traffic.\n"
                  "“The crack in the pier is wider than a hand,” Solheim said.\n"
                  "“Granaries burn at dusk,” Solheim said. “Nobody counts the lanterns,” Solheim "
                  "said. “Winter takes the willows,” Solheim said.\n"
                  "“Ferrymen and pilots and anglers wanted it. {}. Customs officers dislike tolls, "
                  "and harbour guilds abhor quarrels,” Solheim added.\n"
                  "Kvasirholm council met. Kvasirholm is poor, Kvasirholm is old.",
                  shared));
  const Article other = article(
      1, "ledger.example",
      fmt::format("The Lene bridge at Hest Ferry stays shut: the crack in its second pier, found "
                  "by divers of Kessel Marine, is wider than engineer Ingrid Solheim feared.\n"
                  "“The crack in the pier is wider than a hand,” Solheim said.\n"
                  "“Oxen sleep in chapels,” Solheim said. “Every baker owns a clock,” Solheim "
                  "said. “Salt ruins the copper,” Solheim said.\n"
                  "“A toll destroys the agreement of Kessel. {}. Bishop Rurik blessed its granite "
                  "pillars,” Solheim said on Tuesday.\n"
                  "The Ostrava guild met in Ostrava. Ostrava is rich.",
                  shared));
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {one, other});
  const std::vector<Statement> statements = library.snapshot()->statements_of(one.id);
  EXPECT_EQ(std::ranges::count(statements, 2u,
                               [](const Statement& each) { return each.variants.size(); }),
            1);
}

// Reports of one event in which a mayor says one thing in two ways.
std::vector<Article> two_tellings() {
  return {
      article(0, "tide.example",
              "Divers found a crack in the second pier of the Lene bridge at Hest Ferry, and "
              "engineer Ingrid Solheim of Kessel Marine closed it to all traffic.\n"
              "Solheim said that the inspectors had been extremely careless with the divers' "
              "first warning, and nobody had read it."),
      article(3, "ledger.example",
              "The Lene bridge at Hest Ferry stays shut: the crack in its second pier, found "
              "by divers of Kessel Marine, is wider than engineer Ingrid Solheim feared.\n"
              "Solheim said that the handling of that first warning was extremely careless, "
              "though no engineer ought to lose a licence over it."),
      article(6, "post.example",
              "The crack in the second pier of the Lene bridge at Hest Ferry was found by divers "
              "of Kessel Marine, whose engineer Ingrid Solheim closed it to all traffic.\n"
              "Ferries run every hour.")};
}

TEST(Statements, WhatMayBeOneInOtherWordsIsShownNotCountedAndNotSilent) {
  const std::vector<Article> news = two_tellings();
  const Folder folder;
  Library library = opened(folder.path());
  put(library, {news[1], news[2]});
  const auto check = [&](const std::vector<Statement>& statements, const Article& other) {
    const auto careless = std::ranges::find_if(statements, [](const Statement& each) {
      return each.variants.front().text.find("careless") != std::string::npos;
    });
    ASSERT_NE(careless, statements.end());
    EXPECT_EQ(careless->origins.size(), 1u);
    ASSERT_EQ(careless->possible.size(), 1u);
    EXPECT_EQ(careless->possible.front().article, other.id);
    EXPECT_THAT(careless->silent, testing::ElementsAre(news[2].id));
    EXPECT_THAT(careless->cannot_tell, testing::ElementsAre(other.id));
  };
  check(library.snapshot()->gather(news[0]).statements, news[1]);
  put(library, {news[0]});
  check(library.snapshot()->statements_of(news[0].id), news[1]);
}

}  // namespace
}  // namespace secondsource::library
