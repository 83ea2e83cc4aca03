// Everything a report on one article may say.

#include <algorithm>
#include <map>
#include <set>

#include "corroborate/discrepancy.h"
#include "library/furnish.h"
#include "library/state.h"

namespace secondsource {

using library::kGuest;
using library::Number;

namespace {

bool names(const Discrepancy& discrepancy, const std::string& article) {
  return std::ranges::any_of(discrepancy.sides, [&](const Discrepancy::Side& side) {
    return std::ranges::any_of(side.at,
                               [&](const Place& place) { return place.article == article; });
  });
}

// Every article that a report names and describes whole: of a large family those that the article
// comes from, and the earliest.
std::set<std::string> named(const Report& report) {
  std::set<std::string> ids;
  const auto add = [&ids](const std::vector<std::string>& some) {
    ids.insert(some.begin(), some.end());
  };
  const auto places = [&ids](const std::vector<Place>& at) {
    for (const Place& place : at) ids.insert(place.article);
  };
  const auto discrepancies = [&](const std::vector<Discrepancy>& all) {
    for (const Discrepancy& discrepancy : all) {
      for (const Discrepancy::Side& side : discrepancy.sides) places(side.at);
    }
  };
  if (report.family && report.family->members.size() <= library::kWholeTree) {
    add(report.family->members);
  } else if (report.family) {
    const Family& family = *report.family;
    ids.insert(family.members.begin(), family.members.begin() + library::kWholeTree);
    std::string at = report.article.id;
    for (std::size_t steps = 0; steps < library::kWholeTree; ++steps) {
      const auto edge = std::ranges::find(family.edges, at, &LineageEdge::to);
      if (edge == family.edges.end() || !edge->from) break;
      ids.insert(at = *edge->from);
    }
  }
  for (const Story& story : report.stories) {
    add(story.articles);
    discrepancies(story.discrepancies);
  }
  for (const Statement& statement : report.statements) {
    for (const Variant& variant : statement.variants) {
      for (const Mention& mention : variant.mentions) ids.insert(mention.article);
    }
    for (const Origin& origin : statement.origins) {
      for (const Evidence& evidence : origin.evidence) places(evidence.at);
    }
    if (statement.utterance) places(statement.utterance->evidence);
    for (const Mention& mention : statement.possible) ids.insert(mention.article);
    add(statement.silent);
    add(statement.cannot_tell);
    discrepancies(statement.discrepancies);
  }
  discrepancies(report.discrepancies);
  ids.erase(report.article.id);
  return ids;
}

}  // namespace

Report Snapshot::gather(const Article& article) const {
  Report report;
  report.library = coverage();

  // In the library: the same id with the same text.  Another text under its id would replace it.
  Number self = kGuest, without = 0;
  if (const auto number = state_->opened.catalogue->number_of(article.id, /*waiting=*/false)) {
    const auto stored = state_->opened.catalogue->read(*number);
    const bool same =
        stored && stored->article.text == article.text && stored->article.title == article.title;
    (same ? self : without) = *number;
  }
  report.in_library = self != kGuest;
  library::View view(state_->surface(without), *state_->data, state_->threads,
                     report.in_library ? &state_->divisions : nullptr);
  if (!report.in_library) {
    auto guest = std::make_shared<library::Document>();
    library::Furnisher furnisher(state_->surface(without));
    const auto furniture = [&](const Article& of, const text::Text& body) {
      return furnisher.furniture(of, body, /*guest=*/true);
    };
    auto profiles = library::derive(article, furniture, *state_->data, scope(), *guest);
    view.invite(std::move(guest), std::move(profiles));
  }
  const auto document = view.document(self);
  report.article = document->stored.article;
  if (const auto family = view.family_of(self)) report.family = view.family(*family);
  for (const Number story : view.stories_of(self)) report.stories.push_back(view.story(story));
  std::ranges::sort(report.stories, {}, &Story::id);

  report.statements = view.statements_in(self);

  if (scope().statements) {
    const corroborate::FactsOf own{&report.article, document->facts(*state_->data),
                                   &document->text};
    report.discrepancies = corroborate::discrepancies({&own, 1}, *state_->data);
  }
  for (const Story& story : report.stories) {
    std::ranges::copy_if(story.discrepancies, std::back_inserter(report.discrepancies),
                         [&](const Discrepancy& each) { return names(each, article.id); });
  }
  for (const Story& story : report.stories) {
    std::ranges::copy_if(
        story.corrections, std::back_inserter(report.corrections), [&](const Correction& each) {
          return each.at.article == article.id ||
                 std::ranges::find(each.still, article.id) != each.still.end() ||
                 std::ranges::find(each.corrected, article.id) != each.corrected.end();
        });
  }
  std::set<Number> numbers;
  for (const std::string& id : named(report)) {
    const auto number = state_->opened.catalogue->number_of(id, /*waiting=*/false);
    if (number) numbers.insert(*number);
  }
  view.prefetch(numbers);
  std::map<std::string, ArticleSummary> articles;
  for (const Number number : numbers) {
    const Article& named = view.document(number)->stored.article;
    articles.emplace(named.id, summary_of(named));
  }
  if (report.family && report.family->members.size() > library::kWholeTree) {
    for (ArticleSummary& member : view.members(*view.family_of(self))) {
      if (member.id != article.id) articles.emplace(member.id, std::move(member));
    }
  }
  for (auto& [id, summary] : articles) report.articles.push_back(std::move(summary));
  return report;
}

}  // namespace secondsource
