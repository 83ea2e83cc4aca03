// A library as it is read: families, stories and statements as values, with or without one article
// that is not in it but is looked at as if it were.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "corroborate/origin.h"
#include "library/lineage.h"
#include "library/link.h"
#include "secondsource/data.h"
#include "secondsource/family.h"
#include "secondsource/report.h"
#include "secondsource/statement.h"

namespace secondsource::library {

// The guest's number; the numbers of articles in a library begin at 1.
inline constexpr Number kGuest = 0;

// The mentions of a statement.
struct Carried {
  std::vector<MentionNumber> own;
  std::vector<MentionNumber> also;  // own of another statement, and of this one beside
  std::vector<MentionNumber> all() const;
};

// The stories that a component of linked articles is divided into (see corroborate/division.h).
struct Division {
  std::vector<std::vector<Number>> stories;
  std::map<Number, std::vector<std::size_t>> places;  // of each article among them
};
using Divisions = std::map<Number, Division>;  // by the component's number

// Families, components of stories and statements are named by numbers of the catalogue, or, where
// the guest makes them, by kGuest or a negative one; a story by a number made of its component's
// and its place in that.  Values are computed once and kept.  Not thread safe.
class View {
 public:
  // `divisions`: of other views of what is settled, no article left out, to be kept there; where no
  // guest will be invited.  Must outlive this one.
  View(const Surface& surface, const Data& data, unsigned threads, Divisions* divisions = nullptr)
      : surface_(surface),
        data_(data),
        threads_(threads),
        aligner_(winnow_options(surface.documents.scope())),
        divisions_(divisions != nullptr ? *divisions : own_divisions_) {}
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  // Links the guest with what is there, as settling would.
  void invite(std::shared_ptr<const Document> guest, std::shared_ptr<const Profiles> profiles);

  std::shared_ptr<const Document> document(Number article);
  // Reads many at once, so that the calls that follow find them.
  void prefetch(const std::set<Number>& articles);

  std::optional<Number> family_of(Number article);
  const Family& family(Number family);
  // Members of a family that are in the library, with no more of each than its row says: id, outlet
  // and day.  Ten thousand cost less than reading a hundred articles.
  std::vector<ArticleSummary> members(Number family);

  std::vector<Number> stories_of(Number article);
  const std::vector<Number>& articles_of_story(Number story);
  const Story& story(Number story);

  // The statement whose own this mention is.
  Carried statement_of(MentionNumber mention);
  Statement weigh(const Carried& carried);
  // Those that the article carries, in order of appearance.
  std::vector<Statement> statements_in(Number article);

  // Whether `a` stands before `b` in the order of time and id.
  bool earlier(MentionNumber a, MentionNumber b);

 private:
  void invite_family();
  void invite_stories();
  void invite_statements();
  std::vector<Number> list(std::string_view sql, Number number);
  std::vector<FamilyMember> members_by_age(Number stored_family);
  std::optional<Number> stored_family(Number article);
  std::optional<Number> stored_story(Number article);
  std::vector<Number> story_components_of(Number article);
  std::vector<Number> articles_linked(Number component);
  const Division& division_of(Number component);
  Division divide(Number component);
  std::optional<Number> stored_statement(MentionNumber mention);
  // All mentions of its component, itself included: of one statement or of several that one long
  // quotation joins.
  std::vector<MentionNumber> linked_with(MentionNumber mention);
  // Looks in the other articles around a statement for what may be it in other words, or is akin.
  void look_around(const Carried& carried, const std::set<Number>& carriers,
                   const std::set<Number>& around, corroborate::Surroundings& surroundings);
  std::shared_ptr<const Profiles> profiles_of(Number article);
  std::span<const Passage> passages(const Document& a, const Document& b);

  Surface surface_;
  const Data& data_;
  unsigned threads_;
  std::shared_ptr<const Document> guest_;
  std::shared_ptr<const Profiles> guest_profiles_;
  std::map<Number, std::shared_ptr<const Document>> documents_;
  std::map<Number, Family> families_;
  std::map<Number, Story> stories_;
  reuse::Aligner aligner_;
  Divisions own_divisions_;
  Divisions& divisions_;
  std::map<std::pair<Number, Number>, std::vector<Passage>> passages_;

  // What the guest changes: settled components that are now another, articles of none that now are.
  std::map<Number, Number> family_now_, story_now_;   // component → component
  std::map<Number, Number> family_of_single_;         // article → component
  std::map<Number, std::set<Number>> guest_stories_;  // component → its articles
  std::vector<std::vector<MentionNumber>> guest_statements_;
  std::map<MentionNumber, std::size_t> statement_now_;  // which of those
  // Of the components of three mentions and more that were asked for.
  std::vector<Carried> pieces_;
  std::map<MentionNumber, std::size_t> piece_of_;  // whose own it is
  std::map<MentionNumber, std::vector<std::size_t>> also_of_;
};

}  // namespace secondsource::library
