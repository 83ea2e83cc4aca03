// Stories: which articles are about one event, whether or not they share text.
//
// Articles are linked in pairs, for which same_story() holds or which one family holds; both are
// decided by the pair alone.  A connected component of such links is one story, or several that
// follow from each other: it is divided (see division.h).  So the same articles give the same
// stories in whatever order they came.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corroborate/discrepancy.h"
#include "corroborate/keys.h"
#include "corroborate/lead.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "secondsource/family.h"
#include "secondsource/statement.h"
#include "text/text.h"

namespace secondsource::corroborate {

// What of an article decides which event it is about.  A plain value of bounded size.
struct StoryProfile {
  struct Term {
    std::uint64_t key = 0;  // of a folded name, pair of names, number or rare word
    float weight = 0;
    bool name = false;   // a name, place or number: the same in other languages
    bool early = false;  // it stands in the headline or right behind it
  };
  static constexpr std::size_t kTerms = 64;

  std::string article;
  std::string language;
  std::uint64_t outlet = 0;  // hash of Outlet::key(), 0 when there is none
  std::optional<Time> published;
  Article::Form form = Article::Form::kArticle;  // as extract found it
  std::vector<Term>
      terms;         // the heaviest ones, at most kTerms, sorted by key; of length 1 together
  double names = 0;  // the length of those that are names,
  double early = 0;  // and of the early ones
  std::vector<LeadSentence> lead;
  std::vector<std::uint64_t> quoted;     // runs of words, see quoted.h
  std::vector<std::uint64_t> headlines;  // its own, and those that a notice names

  // A live page or a roundup belongs to several stories and joins none.
  bool joins() const { return form != Article::Form::kLive && form != Article::Form::kRoundup; }
};

StoryProfile story_profile(const Article& article, const text::ArticleText& text,
                           std::span<const Fact> facts, const Data& data);

Keys story_keys(const StoryProfile& profile);

// In which stories the articles of one family are, by their times in any order: equal numbers for
// those of one story.  A text that is printed again a week later tells of another event: a weekly
// survey, a piece out of the archive.  What has no time may be of any, and is of all.
std::vector<std::size_t> tellings(std::span<const std::optional<Time>> published);

// How surely two articles are of one event: log odds.  Symmetric.
double story_odds(const StoryProfile& a, const StoryProfile& b);

// Whether two articles are linked to one story: they are of one event rather than not.  Symmetric;
// false when one of them joins none.
bool same_story(const StoryProfile& a, const StoryProfile& b);

// Whether an article that joins none belongs to the story of `member`, which does.
bool attaches(const StoryProfile& loose, const StoryProfile& member);

// The story of `members`: articles with their facts, those that attach to it included.  `families`:
// any; those without a member among the articles are left out.  The same for any order.
Story make_story(std::span<const FactsOf> members, std::span<const Family* const> families,
                 const Data& data);

}  // namespace secondsource::corroborate
