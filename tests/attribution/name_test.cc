// Names that words of another meaning stand in or before.
#include "attributed.h"

namespace secondsource::attribution {
namespace {

struct Case {
  const char *text, *name, *role;
};

void expect_each(std::initializer_list<Case> cases) {
  for (const Case& each : cases) {
    const Attributed a(each.text);
    ASSERT_GE(a.size(), 1) << each.text;
    EXPECT_EQ(a.name(0), each.name) << each.text;
    EXPECT_EQ(a.role(0), each.role) << each.text;
  }
}

TEST(Names, InCapitalsAreNoPronouns) {
  expect_each({
      {"US President Owen Tarrant said that the pier was safe.", "Owen Tarrant", "US President"},
      {"The US Department of Piers said that the pier was safe.", "US Department of Piers", ""},
      {"The U.S. Central Command said that the pier was safe.", "U.S. Central Command", ""},
      {"The U.S. and other countries said that the pier was safe.", "U.S.", ""},
  });
}

TEST(Names, MayBeMonths) {
  const Attributed a(
      "Theresa May, the harbour master, said that the pier was safe. It was closed on May 3, and "
      "in May it opens. Mrs May said that nobody would be let in. May told reporters that she was "
      "glad.");
  ASSERT_EQ(a.size(), 3);
  for (const std::size_t i : {0, 1, 2}) EXPECT_EQ(a.name(i), "Theresa May");
  const Attributed b("Marta May 3 times asked, and Theresa Quill said that the pier was safe.");
  ASSERT_EQ(b.size(), 1);
  EXPECT_EQ(b.name(0), "Theresa Quill");
}

TEST(Names, ThatAreMonthsSpeakWithoutAGivenName) {
  const Attributed a("In the letter, May warned that the pier would be closed. It opens in May.");
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "May");
}

TEST(Names, StandBehindTheWordsOfAnOffice) {
  expect_each({
      {"Valmoiran First Minister Marta Quill said that the pier was safe.", "Marta Quill",
       "Valmoiran First Minister"},
      {"Secretary of Harbours Marta Quill said that the pier was safe.", "Marta Quill",
       "Secretary of Harbours"},
      {"Ambassador to the League Marta Quill said that the pier was safe.", "Marta Quill",
       "Ambassador to the League"},
      {"The ambassador to the League, Marta Quill, said that the pier was safe.", "Marta Quill",
       "ambassador to the League"},
      {"University of Vessen professor Marta Quill said that the pier was safe.", "Marta Quill",
       "Vessen professor"},
      {"Vessen state police chief Marta Quill said that the pier was safe.", "Marta Quill",
       "police chief"},
      {"Former justice minister and attorney general Marta Quill said that the pier was safe.",
       "Marta Quill", "attorney general"},
  });
}

TEST(Names, HaveTheRoleOfAnOfficeNamedInRunningText) {
  const Attributed a(
      "Owen Tarrant met Russian ambassador to the U.S. Marta Quill in Hest. “It is safe,” Quill "
      "said. The president told reporters that the pier was old.");
  EXPECT_EQ(a.name(a.saying("It is safe")), "Marta Quill");
  EXPECT_EQ(a.role(a.saying("It is safe")), "Russian ambassador to the U.S.");
  EXPECT_NE(a.name(a.saying("was old")), "Marta Quill");
}

TEST(Names, OfAnotherStandThereToo) {
  for (const char* text : {"Lawyers for Senator Owen Tarrant said that the pier was safe.",
                           "Spokesman for Vessen Mayor Owen Tarrant said that the pier was safe.",
                           "The mother of 12-year-old Owen Tarrant said that the pier was safe.",
                           "A top aide to President Owen Tarrant said that the pier was safe.",
                           "A spokesman for Minister Owen Tarrant said that the pier was safe.",
                           "A report commissioned by Mayor Owen Tarrant said that the pier was "
                           "safe."}) {
    const Attributed a(text);
    ASSERT_GE(a.size(), 1) << text;
    EXPECT_NE(a.name(0), "Owen Tarrant") << text;
  }
}

TEST(Names, StandBeforeWhoGoesBackToThem) {
  for (const char* text :
       {"The town praised Marta Quill, who announced that the pier was safe.",
        "Nobody met Marta Quill, a baker of Hest who announced that the pier was safe.",
        "The harbour belongs to Marta Quill who announced that the pier was safe."}) {
    const Attributed a(text);
    const std::size_t at = a.saying("the pier was safe");
    ASSERT_LT(at, a.size()) << text;
    EXPECT_EQ(a.name(at), "Marta Quill") << text;
  }
}

TEST(Names, OfAVicePresidentAreNotThePresidents) {
  const Attributed a(
      "President Marta Quill met Vice President Owen Tarrant and former President Jonas Lind. The "
      "president said that the pier was safe. The vice president said that it was old.");
  EXPECT_EQ(a.name(a.saying("was safe")), "Marta Quill");
  EXPECT_EQ(a.name(a.saying("was old")), "Owen Tarrant");
  const Attributed c(
      "Deputy Harbour Minister Owen Tarrant met Minister Marta Quill. The deputy minister said "
      "that the pier was safe.");
  EXPECT_EQ(c.name(c.saying("was safe")), "Owen Tarrant");
  const Attributed b(
      "Deputy mayor Owen Tarrant came to the pier. The mayor said that the pier was safe.");
  EXPECT_EQ(b.name(b.saying("was safe")), "Owen Tarrant");
}

TEST(Names, InWhatHeSaysAreNotHis) {
  const Attributed a(
      "Owen Tarrant met the harbour master, Jonas Lind. He said that Lind had closed the pier.");
  const std::size_t at = a.saying("closed the pier");
  ASSERT_LT(at, a.size());
  EXPECT_EQ(a.name(at), "Owen Tarrant");
}

TEST(Names, HaveArticlesWithAHyphen) {
  const Attributed a(
      "Opposition negotiator Naser al-Harin said that the pier was safe. Harin said it again, and "
      "that nobody was hurt.");
  ASSERT_EQ(a.size(), 2);
  EXPECT_EQ(a.name(0), "Naser al-Harin");
  EXPECT_EQ(a.name(1), "Naser al-Harin");
}

TEST(Names, AreNoWordsThatOnlyBeginASentence) {
  for (const char* text : {"One of the nation’s oldest groups said that the pier was safe.",
                           "You might say that the pier is safe enough for everybody here.",
                           "A further ten shops said that the pier was safe."}) {
    const Attributed a(text);
    ASSERT_GE(a.size(), 1) << text;
    EXPECT_EQ(a.name(0), "") << text;
  }
}

TEST(Names, BeginBehindTheDateline) {
  Attributed a("");
  a.article.text = "FERNHOLM, Mo. — Attorney General Owen Tarrant said that the pier was safe.";
  a.article.dateline = Dateline{"FERNHOLM, Mo.", "", "", {0, 18}};
  a.read();
  ASSERT_EQ(a.size(), 1);
  EXPECT_EQ(a.name(0), "Owen Tarrant");
  EXPECT_EQ(a.beside(0), "Attorney General Owen Tarrant");
}

}  // namespace
}  // namespace secondsource::attribution
