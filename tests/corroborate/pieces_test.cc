#include "corroborate/pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "corroborate/newsroom.h"

namespace secondsource::corroborate {
namespace {

using testing::ElementsAre;

const std::string kKeys = "My grandmother kept the harbour keys in a biscuit tin under the stairs";
const std::string kCrane = "The first crane came over the Lene bridge on a raft of empty barrels";
const std::string kPages = "There are forty pages in that drawer which no inspector has opened";

const Linked kNoneLinked = [](std::size_t, std::size_t) { return false; };

struct Said {
  std::string outlet, words;
};

std::vector<std::vector<std::size_t>> own(const std::vector<Piece>& pieces) {
  std::vector<std::vector<std::size_t>> own;
  for (const Piece& piece : pieces) own.push_back(piece.own);
  return own;
}

// The statements of what articles quote, one mention each where the outlets differ.
std::vector<Piece> pieces_of(const std::vector<Said>& all, const Linked& linked = kNoneLinked) {
  Newsroom room;
  std::vector<MentionProfile> profiles;
  const Article* article = nullptr;
  for (const Said& said : all) {
    if (article == nullptr || article->outlet.name != said.outlet) {
      std::string text;
      for (const Said& each : all) {
        if (each.outlet == said.outlet) text += "\"" + each.words + "\", Anna Holt said.\n";
      }
      article = &room.add({said.outlet, "", text});
    }
    profiles.push_back(room.profile(room.quote(*article, said.words, "Anna Holt")));
  }
  std::vector<const MentionProfile*> pointers;
  for (const MentionProfile& profile : profiles) pointers.push_back(&profile);
  return pieces(pointers, linked);
}

std::vector<std::vector<std::size_t>> groups(const std::vector<Said>& all) {
  return own(pieces_of(all));
}

TEST(Pieces, TwoSentencesAreTwoStatementsThoughALongQuotationHoldsBoth) {
  EXPECT_THAT(groups({{"Coastline Daily", kKeys + ". " + kCrane + ". " + kPages + "."},
                      {"Vessen Standard", kKeys},
                      {"Harbor Ledger", kPages},
                      {"Tarn Courier", kPages}}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3)));
}

TEST(Pieces, ALongQuotationCarriesTheOtherSentencesThatItHoldsToo) {
  const std::vector<Said> all = {{"Coastline Daily", kKeys + ". " + kCrane + ". " + kPages + "."},
                                 {"Vessen Standard", kKeys},
                                 {"Harbor Ledger", kPages},
                                 {"Tarn Courier", kPages + " yet"}};
  const std::vector<Piece> found =
      pieces_of(all, [](std::size_t a, std::size_t b) { return a == 0 || b == 0 || a + b == 5; });
  EXPECT_THAT(own(found), ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3)));
  EXPECT_THAT(found[0].also, ElementsAre());
  EXPECT_THAT(found[1].also, ElementsAre(0));
}

TEST(Pieces, ALongQuotationCarriesASentenceThatItHoldsAllOfHoweverManyRetellIt) {
  const std::vector<Said> all = {{"Coastline Daily", kKeys + ". " + kCrane + ". " + kPages + "."},
                                 {"Vessen Standard", kKeys},
                                 {"Harbor Ledger", kPages},
                                 {"Tarn Courier", kPages + " yet"}};
  const auto also = [&](std::size_t linked) {
    return pieces_of(all,
                     [&](std::size_t a, std::size_t b) {
                       return a + b == 1 || (a == 0 && b == linked) || (b == 0 && a == linked) ||
                              a + b == 5;
                     })[1]
        .also;
  };
  EXPECT_THAT(also(2), ElementsAre(0));
  // Of two wordings one is not enough.
  EXPECT_THAT(also(3), ElementsAre());
}

TEST(Pieces, WhatIsRetoldIsOneWithItsOriginalWhateverWordsTheyShare) {
  Newsroom room;
  std::vector<MentionProfile> profiles;
  for (const std::string& words : {kKeys, kKeys + " of Hest", kCrane}) {
    const std::string outlet = "Outlet " + std::to_string(profiles.size());
    const Article& article = room.add({outlet, "", "\"" + words + "\", Anna Holt said.\n"});
    profiles.push_back(room.profile(room.quote(article, words, "Anna Holt")));
  }
  const std::vector<const MentionProfile*> all = {&profiles[0], &profiles[1], &profiles[2]};
  EXPECT_THAT(own(pieces(all, kNoneLinked)), ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  EXPECT_THAT(own(pieces(all, [](std::size_t a, std::size_t b) { return a == 2 || b == 2; })),
              ElementsAre(ElementsAre(0, 1, 2)));
}

TEST(Pieces, AHeadlineGoesWithWhatItSumsUpInItsArticle) {
  Newsroom room;
  std::vector<MentionProfile> profiles;
  const auto linked_to = [&](bool headline_linked) {
    std::vector<const MentionProfile*> all;
    for (const MentionProfile& profile : profiles) all.push_back(&profile);
    return own(pieces(all, [&](std::size_t a, std::size_t b) {
      return a + b == 3 || (headline_linked && a + b == 1);
    }));
  };
  const std::string title = "Keys kept at home";
  const Article& daily =
      room.add({"Coastline Daily", title, "\"" + kKeys + "\", Anna Holt said.\n"});
  profiles.push_back(room.profile(room.quote(daily, title, "Anna Holt", Field::kTitle)));
  profiles.push_back(room.profile(room.quote(daily, kKeys, "Anna Holt")));
  const Article& standard =
      room.add({"Vessen Standard", "", "\"" + kKeys + " of Hest\", Anna Holt said.\n"});
  profiles.push_back(room.profile(room.quote(standard, kKeys + " of Hest", "Anna Holt")));
  EXPECT_THAT(linked_to(true), ElementsAre(ElementsAre(0, 1, 2)));
  EXPECT_THAT(linked_to(false), ElementsAre(ElementsAre(0), ElementsAre(1, 2)));
}

TEST(Pieces, WhatOneArticleCutsInTwoIsOneStatementWithTheWhole) {
  EXPECT_THAT(groups({{"Coastline Daily", kKeys + ". " + kCrane + "."},
                      {"Vessen Standard", kKeys},
                      {"Vessen Standard", kCrane}}),
              ElementsAre(ElementsAre(0, 1, 2)));
}

TEST(Pieces, ButNotWhereAThirdQuotesOneOfTheTwoAlone) {
  const std::string rest = kCrane + ". " + kPages + ".";
  EXPECT_THAT(groups({{"Coastline Daily", kKeys + ". " + rest},
                      {"Vessen Standard", kKeys},
                      {"Vessen Standard", rest},
                      {"Harbor Ledger", "kept the harbour keys in a biscuit tin"}}),
              ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3)));
}

TEST(Pieces, WordingsOfOneSentenceStayTogether) {
  EXPECT_THAT(groups({{"Coastline Daily", kKeys},
                      {"Vessen Standard", "kept the harbour keys in a biscuit tin"},
                      {"Harbor Ledger", "My grandmother had the keys of the harbour in a tin"},
                      {"Tarn Courier", kKeys + ", and " + kCrane}}),
              ElementsAre(ElementsAre(0, 1, 2, 3)));
}

TEST(Pieces, TwoLinkedWordingsAreNeverTakenApart) {
  EXPECT_THAT(groups({{"Coastline Daily", kKeys}, {"Vessen Standard", kCrane}}),
              ElementsAre(ElementsAre(0, 1)));
}

// Mentions of pieces of one long speech.
std::vector<MentionProfile> speech(std::size_t mentions, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<MentionProfile> profiles;
  for (std::size_t i = 0; i < mentions; ++i) {
    MentionProfile& profile = profiles.emplace_back();
    profile.article = std::to_string(random() % (mentions / 2 + 1));
    const std::uint64_t begin = random() % 300;
    for (std::uint64_t word = begin; word < begin + 4 + random() % 30; ++word) {
      profile.words.push_back(word);
      profile.weights.push_back(5);
      profile.meaning.push_back(word);
      profile.meaning_weights.push_back(5);
    }
  }
  return profiles;
}

TEST(Pieces, AreTheSameForAnyOrder) {
  std::mt19937_64 random(5);
  for (unsigned round = 0; round < 60; ++round) {
    const std::vector<MentionProfile> profiles = speech(3 + random() % 90, round);
    std::vector<const MentionProfile*> order;
    for (const MentionProfile& profile : profiles) order.push_back(&profile);
    const auto named = [](const auto& found, const auto& all) {
      std::vector<std::vector<const MentionProfile*>> groups;
      for (const Piece& piece : found) {
        for (const auto* part : {&piece.own, &piece.also}) {
          auto& names = groups.emplace_back();
          for (const std::size_t i : *part) names.push_back(all[i]);
          std::ranges::sort(names);
        }
      }
      std::ranges::sort(groups);
      return groups;
    };
    const auto linked = [&](std::size_t a, std::size_t b) {
      const auto [least, most] = std::minmax(order[a]->words.front(), order[b]->words.front());
      return most - least < 30;
    };
    const auto expected = named(pieces(order, linked), order);
    std::ranges::shuffle(order, random);
    EXPECT_EQ(named(pieces(order, linked), order), expected) << round;
  }
}

TEST(Pieces, TheirTimeGrowsWithTheWordingsNotWithTheirPairs) {
  const auto seconds = [](std::size_t mentions) {
    const std::vector<MentionProfile> profiles = speech(mentions, 9);
    std::vector<const MentionProfile*> all;
    for (const MentionProfile& profile : profiles) all.push_back(&profile);
    const std::clock_t begin = std::clock();  // of this process alone
    const auto found = pieces(all, kNoneLinked);
    EXPECT_FALSE(found.empty());
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  EXPECT_LE(seconds(10000), 40 * seconds(1000) + 0.05);
}

}  // namespace
}  // namespace secondsource::corroborate
