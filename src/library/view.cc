#include "library/view.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "corroborate/division.h"
#include "library/encoding.h"
#include "reuse/family.h"

namespace secondsource::library {

std::vector<Number> View::list(std::string_view sql, Number number) {
  const std::scoped_lock held(surface_.lock);
  std::vector<Number> numbers;
  Query query = surface_.catalogue.database().query(sql);
  query.bind(number);
  while (query.step()) {
    const auto value = query.maybe(0);
    if (value && *value != surface_.without) numbers.push_back(*value);
  }
  return numbers;
}

std::shared_ptr<const Document> View::document(Number article) {
  if (article == kGuest) return guest_;
  auto& kept = documents_[article];
  if (kept == nullptr) kept = surface_.documents.get(article);
  if (kept == nullptr)
    throw Failure(0,
                  "the catalogue names an article that it does not hold; run "
                  "`verify --repair`");
  return kept;
}

void View::prefetch(const std::set<Number>& articles) {
  std::vector<Number> missing;
  for (const Number article : articles) {
    if (article != kGuest && !documents_.contains(article)) missing.push_back(article);
  }
  std::vector<std::shared_ptr<const Document>> read(missing.size());
  in_parallel(missing.size(), threads_,
              [&](std::size_t i, unsigned) { read[i] = surface_.documents.get(missing[i]); });
  for (std::size_t i = 0; i < missing.size(); ++i) documents_[missing[i]] = std::move(read[i]);
}

std::optional<Number> View::stored_family(Number article) {
  const auto found = list("SELECT family FROM articles WHERE number = ?", article);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<Number> View::stored_story(Number article) {
  const auto found = list("SELECT story FROM articles WHERE number = ?", article);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<Number> View::stored_statement(MentionNumber mention) {
  const std::scoped_lock held(surface_.lock);
  Query query = surface_.catalogue.database().query(
      "SELECT statement FROM statement_mentions WHERE article = ? AND mention = ?");
  if (!query.bind(mention.article).bind(std::int64_t{mention.mention}).step()) return std::nullopt;
  return query.integer(0);
}

// --- Families ---------------------------------------------------------------------------------

std::optional<Number> View::family_of(Number article) {
  if (const auto found = family_of_single_.find(article); found != family_of_single_.end()) {
    return found->second;
  }
  if (article == kGuest) return std::nullopt;
  const auto stored = stored_family(article);
  if (!stored) return std::nullopt;
  const auto now = family_now_.find(*stored);
  return now == family_now_.end() ? *stored : now->second;
}

const Family& View::family(Number family) {
  const auto [found, fresh] = families_.try_emplace(family);
  if (fresh) {
    std::string lineage;
    bool there = false;
    {
      const std::scoped_lock held(surface_.lock);
      Query query =
          surface_.catalogue.database().query("SELECT lineage FROM families WHERE number = ?");
      there = query.bind(family).step();
      if (there) lineage = query.bytes(0);
    }
    if (there && lineage.empty()) {
      found->second =
          lineage_of(surface_, data_, threads_,
                     list("SELECT number FROM articles WHERE family = ? ORDER BY number", family));
    } else if (!decode_family(lineage, found->second)) {
      throw Failure(0, "a family is damaged; run `verify --repair`");
    }
  }
  return found->second;
}

std::vector<FamilyMember> View::members_by_age(Number stored_family) {
  const std::scoped_lock held(surface_.lock);
  std::vector<FamilyMember> members;
  Query query = surface_.catalogue.database().query(
      "SELECT number, text, published, id FROM articles WHERE family = ?");
  for (query.bind(stored_family); query.step();) {
    FamilyMember& member = members.emplace_back();
    member.number = query.integer(0);
    member.text = query.integer(1);
    member.published = query.time(2);
    member.id = unpack_id(query.bytes(3));
    if (member.number == surface_.without) members.pop_back();
  }
  std::ranges::sort(members, {}, [](const FamilyMember& member) {
    return std::tuple(!member.published, member.published, std::string_view(member.id));
  });
  return members;
}

std::vector<ArticleSummary> View::members(Number family) {
  std::vector<Number> stored{family};
  for (const auto& [before, now] : family_now_) {
    if (now == family) stored.push_back(before);
  }
  std::vector<ArticleSummary> members;
  const std::scoped_lock held(surface_.lock);
  for (const Number each : stored) {
    Query query = surface_.catalogue.database().query(
        "SELECT a.number, a.id, a.published, o.domain, o.name, o.owner FROM articles a"
        " JOIN outlets o ON o.number = a.outlet WHERE a.family = ?");
    for (query.bind(each); query.step();) {
      if (query.integer(0) == surface_.without) continue;
      ArticleSummary& member = members.emplace_back();
      member.id = unpack_id(query.bytes(1));
      member.published = query.time(2);
      member.published_precision = Precision::kDay;
      member.outlet = {std::string(query.bytes(3)), std::string(query.bytes(4)),
                       std::string(query.bytes(5))};
    }
  }
  return members;
}

void View::invite_family() {
  std::optional<Number> text;
  {
    const std::scoped_lock held(surface_.lock);
    text = surface_.catalogue.text_of(guest_->stored.article.text);
  }
  std::set<Number> families, singles;
  const auto take = [&](Number article) {
    const auto stored = stored_family(article);
    if (stored) {
      families.insert(*stored);
    } else {
      singles.insert(article);
    }
  };
  std::vector<Number> copies;
  if (text) copies = articles_of(surface_, *text, guest_->stored.fold);
  bool connected = !copies.empty() && links_to_itself(*guest_, aligner_);
  const reuse::Prints prints =
      reuse::prints_of(side_of(*guest_), winnow_options(surface_.documents.scope()));
  const reuse::Prints* const asker = &prints;
  link_family(
      surface_, {guest_->stored.fold, &prints, [this] { return guest_; }},
      family_candidates(surface_, {&asker, 1}, 1).of(0), aligner_,
      [&](std::vector<Number>& others) {
        std::erase_if(others, [&](Number other) {
          const auto stored = stored_family(other);
          return stored ? families.contains(*stored) : singles.contains(other);
        });
      },
      [&](Number other) {
        connected = true;
        const auto same = document(other);
        for (const Number each : articles_of(surface_, same->stored.text, same->stored.fold)) {
          take(each);
        }
      });
  if (!connected) return;
  for (const Number copy : copies) take(copy);
  std::set<Number> members = singles;
  for (const Number family : families) {
    family_now_[family] = kGuest;
    for (const Number member : list("SELECT number FROM articles WHERE family = ?", family)) {
      members.insert(member);
    }
  }
  for (const Number single : singles) family_of_single_[single] = kGuest;
  family_of_single_[kGuest] = kGuest;
  if (families.size() == 1 && singles.empty() && members.size() > kWholeTree) {
    family(*families.begin());
    Family tree = std::move(families_.extract(*families.begin()).mapped());
    const std::vector<FamilyMember> by_age = members_by_age(*families.begin());
    if (by_age.size() == tree.members.size()) {
      if (auto with = lineage_with(surface_, data_, threads_, std::move(tree), by_age, guest_)) {
        families_[kGuest] = std::move(*with);
        return;
      }
    }
  }
  const std::vector<Number> numbers(members.begin(), members.end());
  families_[kGuest] = lineage_of(surface_, data_, threads_, numbers, guest_);
}

// --- Stories ----------------------------------------------------------------------------------

// A story is named by its component and its place among the stories of that.
constexpr Number kPlaces = Number{1} << 24;

std::vector<Number> View::story_components_of(Number article) {
  std::set<Number> components;
  for (const auto& [component, articles] : guest_stories_) {
    if (articles.contains(article)) components.insert(component);
  }
  if (article != kGuest) {
    const auto add = [&](Number stored) {
      const auto now = story_now_.find(stored);
      components.insert(now == story_now_.end() ? stored : now->second);
    };
    if (const auto stored = stored_story(article)) add(*stored);
    for (const Number stored : list("SELECT story FROM guests WHERE article = ?", article)) {
      add(stored);
    }
  }
  return {components.begin(), components.end()};
}

std::vector<Number> View::articles_linked(Number component) {
  if (const auto found = guest_stories_.find(component); found != guest_stories_.end()) {
    return {found->second.begin(), found->second.end()};
  }
  std::vector<Number> articles = list("SELECT number FROM articles WHERE story = ?", component);
  for (const Number guest : list("SELECT article FROM guests WHERE story = ?", component)) {
    articles.push_back(guest);
  }
  return articles;
}

const Division& View::division_of(Number component) {
  auto found = divisions_.find(component);
  if (found == divisions_.end()) {
    Division division = divide(component);
    for (std::size_t i = 0; i < division.stories.size(); ++i) {
      for (const Number article : division.stories[i]) division.places[article].push_back(i);
    }
    found = divisions_.emplace(component, std::move(division)).first;
  }
  return found->second;
}

Division View::divide(Number component) {
  Division division;
  const std::vector<Number> articles = articles_linked(component);
  if (articles.size() == 2 && surface_.without == 0) division.stories.push_back(articles);
  if (articles.size() <= 2 && surface_.without == 0) return division;
  std::vector<std::shared_ptr<const Profiles>> profiles(articles.size());
  in_parallel(articles.size(), threads_, [&](std::size_t i, unsigned) {
    profiles[i] =
        articles[i] == kGuest ? guest_profiles_ : surface_.documents.profiles(articles[i]);
  });
  std::vector<Number> there;
  std::vector<const corroborate::StoryProfile*> stories;
  std::vector<std::optional<Number>> families;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (profiles[i] == nullptr) continue;
    there.push_back(articles[i]);
    stories.push_back(&profiles[i]->story);
    families.push_back(family_of(articles[i]));
  }
  for (const std::vector<std::size_t>& group : corroborate::divided(stories, families)) {
    if (group.size() < 2) continue;
    std::vector<Number>& story = division.stories.emplace_back();
    for (const std::size_t i : group) story.push_back(there[i]);
  }
  return division;
}

std::vector<Number> View::stories_of(Number article) {
  std::vector<Number> all;
  for (const Number component : story_components_of(article)) {
    const Division& division = division_of(component);
    const auto places = division.places.find(article);
    if (places == division.places.end()) continue;
    for (const std::size_t place : places->second) {
      all.push_back(component * kPlaces + static_cast<Number>(place));
    }
  }
  return all;
}

const std::vector<Number>& View::articles_of_story(Number story) {
  const Number place = story & (kPlaces - 1);
  return division_of((story - place) / kPlaces).stories[static_cast<std::size_t>(place)];
}

const Story& View::story(Number story) {
  const auto [found, fresh] = stories_.try_emplace(story);
  if (fresh) {
    const std::vector<Number> articles = articles_of_story(story);
    prefetch({articles.begin(), articles.end()});
    std::vector<corroborate::FactsOf> members;
    std::set<Number> families;
    for (const Number article : articles) {
      const auto shared = document(article);
      members.push_back({&shared->stored.article, shared->facts(data_), &shared->text});
      if (const auto of = family_of(article)) families.insert(*of);
    }
    std::vector<const Family*> all;
    for (const Number of : families) all.push_back(&family(of));
    found->second = corroborate::make_story(members, all, data_);
  }
  return found->second;
}

void View::invite_stories() {
  const bool joins = guest_profiles_->story.joins();
  std::set<Number> stories, singles, loose;     // that the guest joins, and what attaches to it
  std::set<Number> host_stories, host_singles;  // that it attaches to
  const auto take = [this](Number article, std::set<Number>& all, std::set<Number>& alone) {
    if (const auto stored = stored_story(article)) {
      all.insert(*stored);
    } else {
      alone.insert(article);
    }
  };
  if (joins && family_of(kGuest)) {
    std::vector<Number> members{kGuest};
    std::vector<std::optional<Time>> published{guest_->stored.article.published};
    for (const std::string& id : family(kGuest).members) {
      std::optional<Number> number;
      {
        const std::scoped_lock held(surface_.lock);
        number = surface_.catalogue.number_of(id, /*waiting=*/false);
      }
      if (!number || *number == surface_.without) continue;
      const Stored& stored = document(*number)->stored;
      if (stored.loose) continue;
      members.push_back(*number);
      published.push_back(stored.article.published);
    }
    const std::vector<std::size_t> tellings = corroborate::tellings(published);
    for (std::size_t i = 1; i < members.size(); ++i) {
      if (tellings[i] == tellings[0]) take(members[i], stories, singles);
    }
  }
  link_story(
      surface_, kGuest, *guest_profiles_,
      story_candidates(surface_, {&guest_profiles_, 1}, 1).front(),
      [&](std::vector<Number>& others) {
        std::erase_if(others, [&](Number other) {
          const auto stored = stored_story(other);
          return stored ? stories.contains(*stored) : singles.contains(other);
        });
      },
      [&](Number other) { take(other, stories, singles); },
      [&](Number guest, Number member) {
        if (guest == kGuest) {
          take(member, host_stories, host_singles);
        } else {
          loose.insert(guest);
        }
      });
  if (joins) {
    std::set<Number> articles = singles;
    articles.insert(loose.begin(), loose.end());
    for (const Number story : stories) {
      const auto members = articles_linked(story);
      articles.insert(members.begin(), members.end());
    }
    if (articles.empty()) return;
    articles.insert(kGuest);
    guest_stories_[kGuest] = std::move(articles);
    for (const Number story : stories) story_now_[story] = kGuest;
    return;
  }
  for (const Number story : host_stories) {
    const auto members = articles_linked(story);
    guest_stories_[story] = {members.begin(), members.end()};
    guest_stories_[story].insert(kGuest);
  }
  for (const Number single : host_singles) guest_stories_[-single] = {single, kGuest};
}

void View::invite(std::shared_ptr<const Document> guest, std::shared_ptr<const Profiles> profiles) {
  guest_ = std::move(guest);
  guest_profiles_ = std::move(profiles);
  invite_family();
  if (!surface_.documents.scope().statements) return;
  invite_stories();
  invite_statements();
}

}  // namespace secondsource::library
