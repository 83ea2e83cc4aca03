// Reading a library: what passes a filter, in the order of time and id.

#include <algorithm>
#include <set>
#include <unordered_map>

#include "corroborate/fold.h"
#include "library/encoding.h"
#include "library/schema.h"
#include "library/state.h"
#include "text/text.h"

namespace secondsource {

using library::MentionNumber;
using library::Number;

namespace {

// Words without case and marks, for names that are looked for.
std::string plain(std::string_view name) { return corroborate::without_marks(text::fold(name)); }

// A filter made ready for one snapshot.
class Sieve {
 public:
  Sieve(const Filter& filter, const Snapshot& snapshot) : filter_(filter) {
    outlet_ = plain(filter.outlet);
    speaker_ = plain(filter.speaker);
    if (filter.article.empty()) return;
    const auto article = snapshot.article(filter.article);
    article_ = article ? article->id : filter.article;
  }

  bool passes(const Article& article) const {
    if (!article_.empty() && article.id != article_) return false;
    if (!outlet_.empty() && plain(article.outlet.domain) != outlet_ &&
        plain(article.outlet.name) != outlet_) {
      return false;
    }
    if ((filter_.since || filter_.until) && !article.published) return false;
    return !(filter_.since && *article.published < *filter_.since) &&
           !(filter_.until && *article.published >= *filter_.until);
  }
  bool passes(const Mention& mention) const {
    return speaker_.empty() ||
           (mention.speaker && plain(mention.speaker->name).find(speaker_) != std::string::npos);
  }
  bool passes(const Passage& passage) const { return passage.words >= filter_.min_words; }
  const std::string& article() const { return article_; }

 private:
  const Filter& filter_;
  std::string outlet_, speaker_, article_;
};

// All articles that are shown, in the order of reuse::earlier().
std::vector<Number> in_order(library::Database& database) {
  std::vector<Number> numbers;
  library::Query query = database.query(
      "SELECT number FROM articles WHERE waiting = 0 ORDER BY published IS NULL, published, id");
  while (query.step()) numbers.push_back(query.integer(0));
  return numbers;
}

std::vector<Number> column_of_all(library::Database& database, std::string_view sql,
                                  Number number) {
  std::vector<Number> numbers;
  library::Query query = database.query(sql);
  query.bind(number);
  while (query.step()) numbers.push_back(query.integer(0));
  return numbers;
}

}  // namespace

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::~Snapshot() = default;
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;

const Scope& Snapshot::scope() const { return state_->opened.scope; }

Report::Coverage Snapshot::coverage() const {
  std::optional<Report::Coverage>& known = state_->coverage;
  if (!known) known = library::coverage_of(state_->database());
  return *known;
}

Report::Coverage library::coverage_of(library::Database& database) {
  Report::Coverage coverage;
  library::Query query = database.query(
      "SELECT (SELECT count(*) FROM articles WHERE waiting = 0),"
      " (SELECT count(DISTINCT CASE domain WHEN '' THEN name ELSE domain END) FROM outlets o"
      "  WHERE EXISTS (SELECT 1 FROM articles WHERE outlet = o.number AND waiting = 0)),"
      " (SELECT min(published) FROM articles WHERE waiting = 0),"
      " (SELECT max(published) FROM articles WHERE waiting = 0)");
  if (!query.step()) return coverage;
  coverage.articles = static_cast<std::size_t>(query.integer(0));
  coverage.outlets = static_cast<std::size_t>(query.integer(1));
  coverage.first = query.time(2);
  coverage.last = query.time(3);
  return coverage;
}

void Snapshot::articles(const Filter& filter,
                        const std::function<bool(const Article&)>& each) const {
  const Sieve sieve(filter, *this);
  for (const Number number : in_order(state_->database())) {
    const auto stored = state_->opened.catalogue->read(number);
    if (stored && sieve.passes(stored->article) && !each(stored->article)) return;
  }
}

void Snapshot::mentions(const Filter& filter,
                        const std::function<bool(const Article&, const Mention&)>& each) const {
  const Sieve sieve(filter, *this);
  for (const Number number : in_order(state_->database())) {
    const auto stored = state_->opened.catalogue->read(number);
    if (!stored || !sieve.passes(stored->article)) continue;
    for (const Mention& mention : stored->mentions) {
      if (sieve.passes(mention) && !each(stored->article, mention)) return;
    }
  }
}

void Snapshot::families(const Filter& filter,
                        const std::function<bool(const Family&)>& each) const {
  const Sieve sieve(filter, *this);
  library::View view = state_->view();
  std::set<Number> done;
  for (const Number number : in_order(state_->database())) {
    const auto family = view.family_of(number);
    if (!family || !done.insert(*family).second) continue;
    const std::vector<Number> members =
        column_of_all(state_->database(), "SELECT number FROM articles WHERE family = ?", *family);
    const bool passes = std::ranges::any_of(members, [&](Number member) {
      return sieve.passes(state_->opened.catalogue->read(member)->article);
    });
    if (passes && !each(view.family(*family))) return;
  }
}

void Snapshot::family_changes(const std::function<bool(const FamilyChange&)>& each) const {
  library::Query query =
      state_->database().query("SELECT kind, subject, detail FROM changes ORDER BY number");
  while (query.step()) {
    const auto kind = std::ranges::find(library::kChangeKinds, query.bytes(0));
    if (kind == library::kChangeKinds.end()) continue;
    FamilyChange change{static_cast<FamilyChange::Kind>(kind - library::kChangeKinds.begin()),
                        std::string(query.bytes(1)),
                        {}};
    std::string_view rest = query.bytes(2);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      change.others.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!each(change)) return;
  }
}

void Snapshot::stories(const Filter& filter, const std::function<bool(const Story&)>& each) const {
  const Sieve sieve(filter, *this);
  std::set<Number> done;
  for (const Number number : in_order(state_->database())) {
    library::View view = state_->view();
    for (const Number story : view.stories_of(number)) {
      if (!done.insert(story).second) continue;
      const std::vector<Number> articles = view.articles_of_story(story);
      const bool passes = std::ranges::any_of(articles, [&](Number article) {
        return sieve.passes(view.document(article)->stored.article);
      });
      if (passes && !each(view.story(story))) return;
    }
  }
}

void Snapshot::statements(const Filter& filter,
                          const std::function<bool(const Statement&)>& each) const {
  const Sieve sieve(filter, *this);
  std::set<MentionNumber> done;  // those to come that an earlier one stood for
  for (const Number number : in_order(state_->database())) {
    const auto stored = state_->opened.catalogue->read(number);
    if (!stored) continue;
    library::View view = state_->view();
    for (std::uint32_t i = 0; i < stored->mentions.size(); ++i) {
      if (!stored->mentions[i].speech || done.erase({number, i}) != 0) continue;
      const library::Carried carried = view.statement_of({number, i});
      for (const MentionNumber mention : carried.own) {
        if (mention != MentionNumber{number, i}) done.insert(mention);
      }
      const bool passes = std::ranges::any_of(carried.all(), [&](MentionNumber mention) {
        const library::Stored& other = view.document(mention.article)->stored;
        return sieve.passes(other.article) && sieve.passes(other.mentions.at(mention.mention));
      });
      if (passes && !each(view.weigh(carried))) return;
    }
  }
}

void Snapshot::passages(const Filter& filter,
                        const std::function<bool(const Passage&)>& each) const {
  const Sieve sieve(filter, *this);
  library::Database& database = state_->database();
  const std::vector<Number> order = in_order(database);
  // Of the articles of one word sequence the first stands for all in pairs with other texts.
  std::unordered_map<Number, std::size_t> place;       // article → place in the order
  std::unordered_map<std::uint64_t, Number> first_of;  // hash of words → article
  std::unordered_map<Number, std::uint64_t> words_of;  // text → hash of words
  std::unordered_map<std::uint64_t, std::vector<Number>> copies;
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    library::Query query = database.query(
        "SELECT t.number, t.words FROM articles a JOIN texts t ON t.number = a.text"
        " WHERE a.number = ?");
    if (!query.bind(order[i]).step()) continue;
    const auto words = static_cast<std::uint64_t>(query.integer(1));
    if (words == 0) continue;
    words_of[query.integer(0)] = words;
    if (!first_of.try_emplace(words, order[i]).second) copies[words].push_back(order[i]);
  }
  // With which articles one makes passages: the first of each word sequence that shares a
  // fingerprint, and its own copies; a copy only with the first.
  const auto partners = [&](const library::Document& document) {
    std::set<std::size_t> places;
    const auto first = first_of.find(document.stored.words);
    if (first == first_of.end()) return places;
    if (first->second != document.stored.number) return std::set{place.at(first->second)};
    library::Postings postings;
    for (const std::uint64_t key : library::fingerprints_of(document, scope())) {
      state_->opened.index->find(library::Kind::kFingerprints, key, postings);
      for (const reuse::Posting& posting : postings) {
        const auto words = words_of.find(posting.document);
        if (words != words_of.end()) places.insert(place.at(first_of.at(words->second)));
      }
    }
    for (const Number copy : copies[document.stored.words]) places.insert(place.at(copy));
    places.erase(place.at(document.stored.number));
    return places;
  };
  std::optional<Number> only;
  if (!sieve.article().empty()) {
    only = state_->opened.catalogue->number_of(sieve.article(), /*waiting=*/false);
    if (!only) return;
  }
  reuse::Aligner aligner(library::winnow_options(scope()));
  Filter rest = filter;
  rest.article.clear();
  const Sieve either(rest, *this);
  for (const Number number : only ? std::vector{*only} : order) {
    const auto document = state_->opened.documents->get(number);
    if (document == nullptr) continue;
    for (const std::size_t at : partners(*document)) {
      if (!only && at < place.at(number)) continue;  // each pair once, at the earlier
      const auto other = state_->opened.documents->get(order[at]);
      if (other == nullptr ||
          (!either.passes(document->stored.article) && !either.passes(other->stored.article))) {
        continue;
      }
      for (const Passage& passage : aligner.align({&document->stored.article, &document->text.body},
                                                  {&other->stored.article, &other->text.body})) {
        if (sieve.passes(passage) && !each(passage)) return;
      }
    }
  }
}

std::optional<Article> Snapshot::article(const std::string& id_or_input_or_url) const {
  library::Catalogue& catalogue = *state_->opened.catalogue;
  const auto read = [&](Number number) { return catalogue.read(number)->article; };
  if (const auto number = catalogue.number_of(id_or_input_or_url, /*waiting=*/false)) {
    return read(*number);
  }
  if (const auto number =
          catalogue.number_of(article_id(id_or_input_or_url, "", "", ""), /*waiting=*/false)) {
    Article article = read(*number);
    if (article.url == id_or_input_or_url) return article;
  }
  library::Query query = state_->database().query(
      "SELECT number FROM articles WHERE input = ? AND waiting = 0"
      " ORDER BY published IS NULL, published, id");
  query.bind(library::input_key(id_or_input_or_url));
  while (query.step()) {
    Article article = read(query.integer(0));
    if (article.input == id_or_input_or_url) return article;
  }
  return std::nullopt;
}

std::vector<Mention> Snapshot::mentions_of(const std::string& article) const {
  const auto number = state_->opened.catalogue->number_of(article, /*waiting=*/false);
  if (!number) return {};
  return state_->opened.catalogue->read(*number)->mentions;
}

std::vector<Statement> Snapshot::statements_of(const std::string& article) const {
  const auto number = state_->opened.catalogue->number_of(article, /*waiting=*/false);
  if (!number) return {};
  return state_->view().statements_in(*number);
}

std::vector<Fact> Snapshot::facts_of(const std::string& article) const {
  if (!scope().statements) return {};
  const auto number = state_->opened.catalogue->number_of(article, /*waiting=*/false);
  if (!number) return {};
  return state_->opened.documents->get(*number)->facts(*state_->data);
}

}  // namespace secondsource
