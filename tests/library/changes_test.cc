// What a batch changed, told from the library before and after it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "library/support.h"
#include "secondsource/change.h"

namespace secondsource::library {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kWords =
    "“The bridge has to stay closed; nobody is to cross it before the spring,” Mayor Mara Olsen "
    "said.";

std::string ledger(const std::string& words = kWords) {
  return "The Arden Bridge was closed to all traffic on Tuesday after inspectors found cracks in "
         "two of its main girders, the city of Port Linden said.\n" +
         words +
         "\nThe bridge, which was opened in 1931, carries some 22,000 vehicles a day; the nearest "
         "other crossing is forty minutes away by car.";
}
std::string times() {
  return "Shopkeepers on the east bank were counting their losses last night, hours after barriers "
         "went up at both ends of Arden Bridge in Port Linden.\n" +
         kWords +
         "\nFerries will run every half hour from Monday, and the school buses of Hillmere are to "
         "take the coast road until the girders are replaced.";
}

// Adds a batch and says what changed: kinds, articles.
std::vector<Change> after_adding(Library& library, const std::vector<Article>& batch) {
  const Snapshot before = library.snapshot().value();
  const auto added = library.add(batch).value();
  EXPECT_TRUE(library.settle().has_value());
  return changes(before, library.snapshot().value(), added);
}

class Changes : public testing::Test {
 protected:
  Folder folder_;
  Library library_ = Library::open(folder_.path(), data()).value();
};

TEST_F(Changes, AFirstReportIsNone) {
  EXPECT_THAT(after_adding(library_, {article(1, "ledger.example", ledger())}), IsEmpty());
}

TEST_F(Changes, ASecondOriginIsToldWhetherItComesLaterOrAtOnce) {
  const std::vector<Article> both = {article(1, "ledger.example", ledger()),
                                     article(2, "times.example", times())};
  Folder other;
  Library at_once = Library::open(other.path(), data()).value();
  after_adding(library_, {both[0]});
  for (const auto& found : {after_adding(library_, {both[1]}), after_adding(at_once, both)}) {
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, Change::Kind::kOrigin);
    EXPECT_EQ(found[0].now, 2u);
    EXPECT_EQ(found[0].statement.speaker, "Mara Olsen");
  }
}

TEST_F(Changes, AddingTheSameAgainChangesNothing) {
  const std::vector<Article> both = {article(1, "ledger.example", ledger()),
                                     article(2, "times.example", times())};
  after_adding(library_, both);
  EXPECT_THAT(after_adding(library_, both), IsEmpty());
}

TEST_F(Changes, ARevisionOfOneOriginOfTwoIsNoNewOne) {
  after_adding(library_,
               {article(1, "ledger.example", ledger()), article(2, "times.example", times())});
  EXPECT_THAT(after_adding(library_, {article(2, "times.example", times() + "\nNo one was hurt.")}),
              IsEmpty());
}

TEST_F(Changes, ADroppedStatementIsToldUnlessTheTextIsCut) {
  after_adding(library_, {article(1, "ledger.example", ledger())});
  Article cut = article(1, "ledger.example", ledger("The mayor said nothing."));
  cut.complete = false;
  EXPECT_THAT(after_adding(library_, {cut}), IsEmpty());
  after_adding(library_, {article(1, "ledger.example", ledger())});
  const auto found =
      after_adding(library_, {article(1, "ledger.example", ledger("She had no comment."))});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Change::Kind::kDropped);
  EXPECT_TRUE(found[0].revised);
  EXPECT_EQ(found[0].article, article(1, "", "").id);
}

TEST_F(Changes, NotesStayUntilTheyAreTakenOut) {
  EXPECT_TRUE(library_.note({{"feed a", "x\ny"}, {"feed b", std::string("\0z", 2)}}).has_value());
  EXPECT_TRUE(library_.note({{"feed a", ""}}).has_value());
  EXPECT_THAT(library_.notes().value(),
              ElementsAre(std::pair<const std::string, std::string>("feed b", {"\0z", 2})));
  EXPECT_THAT(library_.verify().value(), IsEmpty());
}

}  // namespace
}  // namespace secondsource::library
