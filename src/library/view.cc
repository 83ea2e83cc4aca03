#include "library/view.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <tuple>

#include "corroborate/discrepancy.h"
#include "corroborate/division.h"
#include "corroborate/pieces.h"
#include "corroborate/retelling.h"
#include "library/components.h"
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

// --- Statements -------------------------------------------------------------------------------

std::vector<MentionNumber> Carried::all() const {
  std::vector<MentionNumber> mentions = own;
  mentions.insert(mentions.end(), also.begin(), also.end());
  return mentions;
}

Carried View::statement_of(MentionNumber mention) {
  if (const auto found = piece_of_.find(mention); found != piece_of_.end()) {
    return pieces_[found->second];
  }
  const std::vector<MentionNumber> all = linked_with(mention);
  if (all.size() < 3) return {all, {}};
  std::vector<std::shared_ptr<const Profiles>> held;
  std::vector<const corroborate::MentionProfile*> profiles;
  for (const MentionNumber each : all) {
    held.push_back(profiles_of(each.article));
    if (held.back() == nullptr || each.mention >= held.back()->mentions.size()) return {all, {}};
    profiles.push_back(&held.back()->mentions[each.mention]);
  }
  const auto told = [&](std::size_t i) {
    return corroborate::Told{&held[i]->story, held[i]->mentions, all[i].mention};
  };
  const auto linked = [&](std::size_t i, std::size_t j) {
    return corroborate::one_statement(told(i), told(j));
  };
  for (const corroborate::Piece& piece : corroborate::pieces(profiles, linked)) {
    Carried& carried = pieces_.emplace_back();
    for (const std::size_t i : piece.own) {
      carried.own.push_back(all[i]);
      piece_of_[all[i]] = pieces_.size() - 1;
    }
    for (const std::size_t i : piece.also) {
      carried.also.push_back(all[i]);
      also_of_[all[i]].push_back(pieces_.size() - 1);
    }
  }
  return pieces_[piece_of_.at(mention)];
}

std::vector<MentionNumber> View::linked_with(MentionNumber mention) {
  if (const auto found = statement_now_.find(mention); found != statement_now_.end()) {
    return guest_statements_[found->second];
  }
  const auto stored = mention.article == kGuest ? std::nullopt : stored_statement(mention);
  if (!stored) return {mention};
  std::vector<MentionNumber> mentions;
  const std::scoped_lock held(surface_.lock);
  Query query = surface_.catalogue.database().query(
      "SELECT article, mention FROM statement_mentions WHERE statement = ?");
  query.bind(*stored);
  while (query.step()) {
    if (query.integer(0) == surface_.without) continue;
    mentions.push_back({query.integer(0), static_cast<std::uint32_t>(query.integer(1))});
  }
  return mentions;
}

void View::invite_statements() {
  Components components;
  std::map<Components::Node, MentionNumber> any;  // a mention for each node
  const auto node = [&](MentionNumber mention) {
    const auto stored = mention.article == kGuest ? std::nullopt : stored_statement(mention);
    const Components::Node of =
        stored ? -*stored : static_cast<Components::Node>(mention.article << 24 | mention.mention);
    any.try_emplace(of, mention);
    return of;
  };
  link_statements(
      surface_, kGuest, *guest_profiles_,
      statement_candidates(surface_, {mention_keys_of(*guest_profiles_)}, 1).front(),
      [&](std::vector<MentionPair>& pairs) {
        std::erase_if(pairs, [&](const MentionPair& pair) {
          return components.joined(node({kGuest, pair.own}), node(pair.other));
        });
      },
      [&](const MentionPair& pair) {
        components.join(node({kGuest, pair.own}), node(pair.other));
      });
  for (const auto& nodes : components.all()) {
    std::vector<MentionNumber> mentions;
    for (const Components::Node each : nodes) {
      const auto some = linked_with(any.at(each));
      mentions.insert(mentions.end(), some.begin(), some.end());
    }
    for (const MentionNumber mention : mentions) {
      statement_now_[mention] = guest_statements_.size();
    }
    guest_statements_.push_back(std::move(mentions));
  }
}

bool View::earlier(MentionNumber a, MentionNumber b) {
  if (a.article == b.article) return a.mention < b.mention;
  return reuse::earlier(document(a.article)->stored.article, document(b.article)->stored.article);
}

std::span<const Passage> View::passages(const Document& a, const Document& b) {
  const auto key = std::minmax(a.stored.number, b.stored.number);
  const auto [found, fresh] = passages_.try_emplace(key);
  if (fresh) {
    found->second =
        aligner_.align({&a.stored.article, &a.text.body}, {&b.stored.article, &b.text.body});
  }
  return found->second;
}

std::vector<Statement> View::statements_in(Number article) {
  std::vector<Statement> statements;
  std::set<MentionNumber> done;  // the first of the own mentions of each
  const auto tell = [&](const Carried& carried) {
    if (done.insert(carried.own.front()).second) statements.push_back(weigh(carried));
  };
  const std::vector<Mention>& mentions = document(article)->stored.mentions;
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    if (!mentions[i].speech) continue;
    tell(statement_of({article, i}));
    const auto also = also_of_.find({article, i});
    if (also == also_of_.end()) continue;
    for (const std::size_t piece : also->second) tell(pieces_[piece]);
  }
  return statements;
}

Statement View::weigh(const Carried& carried) {
  const std::vector<MentionNumber> mentions = carried.all();
  std::set<Number> carriers, around, families, stories;
  for (const MentionNumber mention : mentions) carriers.insert(mention.article);
  prefetch(carriers);
  around = carriers;
  for (const Number carrier : carriers) {
    for (const Number each : stories_of(carrier)) {
      if (!stories.insert(each).second) continue;
      const auto members = articles_of_story(each);
      around.insert(members.begin(), members.end());
    }
  }
  prefetch(around);
  corroborate::Surroundings surroundings;
  std::map<Number, std::vector<Number>> carriers_of_family;
  for (const Number each : around) {
    const auto shared = document(each);
    surroundings.articles[shared->stored.article.id] = {
        &shared->stored.article, &shared->text, shared->stored.mentions,
        carriers.contains(each) ? std::span<const std::uint64_t>() : shared->told(data_)};
    if (const auto of = family_of(each)) {
      families.insert(*of);
      if (carriers.contains(each)) carriers_of_family[*of].push_back(each);
    }
  }
  for (const Number of : families) surroundings.families.push_back(&family(of));
  for (const Number of : stories) {
    std::vector<std::string>& ids = surroundings.stories.emplace_back();
    for (const Number each : articles_of_story(of))
      ids.push_back(document(each)->stored.article.id);
  }
  // Passages with the parent and with the earliest that carries the statement: linear in carriers.
  std::set<std::pair<Number, Number>> pairs;
  for (auto& [of, members] : carriers_of_family) {
    std::map<std::string_view, Number> number_of;
    for (const Number member : members) {
      number_of[document(member)->stored.article.id] = member;
    }
    const Number first = *std::ranges::min_element(
        members, [this](Number x, Number y) { return earlier({x, 0}, {y, 0}); });
    for (const Number member : members) {
      if (member != first) pairs.insert(std::minmax(member, first));
    }
    for (const LineageEdge& edge : family(of).edges) {
      if (!edge.from) continue;
      const auto from = number_of.find(*edge.from), to = number_of.find(edge.to);
      if (from != number_of.end() && to != number_of.end()) {
        pairs.insert(std::minmax(from->second, to->second));
      }
    }
  }
  for (const auto& [x, y] : pairs) {
    std::ranges::copy(passages(*document(x), *document(y)),
                      std::back_inserter(surroundings.passages));
  }
  look_around(carried, carriers, around, surroundings);
  std::vector<Mention> all, own;
  for (const MentionNumber mention : mentions) {
    all.push_back(document(mention.article)->stored.mentions.at(mention.mention));
    if (all.size() <= carried.own.size()) own.push_back(all.back());
  }
  Statement statement = corroborate::weigh(all, surroundings, data_);
  statement.id = corroborate::statement_id(own, surroundings);
  return statement;
}

std::shared_ptr<const Profiles> View::profiles_of(Number article) {
  return article == kGuest ? guest_profiles_ : surface_.documents.profiles(article);
}

void View::look_around(const Carried& carried, const std::set<Number>& carriers,
                       const std::set<Number>& around, corroborate::Surroundings& surroundings) {
  constexpr std::size_t kAsked = 256;     // mentions of the statement, its earliest,
  constexpr std::size_t kWordings = 16;   // and of these
  constexpr std::size_t kPairs = 16'384;  // that are compared, those nearest in time
  struct Wording {
    std::shared_ptr<const Profiles> profiles;
    corroborate::Told told;
  };
  // What is linked with it and was put into another statement is that one's.
  std::vector<MentionNumber> linked = linked_with(carried.own.front());
  std::ranges::sort(linked);
  std::vector<MentionNumber> asked = carried.own;
  const auto end = asked.begin() + static_cast<std::ptrdiff_t>(std::min(kAsked, asked.size()));
  std::ranges::partial_sort(asked, end,
                            [this](MentionNumber a, MentionNumber b) { return earlier(a, b); });
  asked.erase(end, asked.end());
  std::vector<Wording> wordings;
  std::set<std::vector<std::uint64_t>> seen;
  for (const MentionNumber mention : asked) {
    if (wordings.size() == kWordings) break;
    auto of = profiles_of(mention.article);
    if (of == nullptr || mention.mention >= of->mentions.size()) continue;
    if (!seen.insert(of->mentions[mention.mention].words).second) continue;
    const corroborate::Told told{&of->story, of->mentions, mention.mention};
    wordings.push_back({std::move(of), told});
  }
  if (wordings.empty() || !wordings.front().told.story->published) return;

  const Time first = *wordings.front().told.story->published;
  std::vector<std::tuple<Time::duration, std::string_view, Number>> others;
  for (const Number article : around) {
    const Article& other = document(article)->stored.article;
    if (carriers.contains(article) || !other.published) continue;
    others.emplace_back(std::chrono::abs(*other.published - first), other.id, article);
  }
  std::ranges::sort(others);
  std::size_t compared = 0;
  for (const auto& [distance, id, article] : others) {
    const auto of = profiles_of(article);
    if (of == nullptr || of->mentions.empty()) continue;
    const auto told =
        static_cast<std::uint32_t>(std::min(of->mentions.size(), corroborate::kMostTold));
    compared += wordings.size() * told;
    if (compared > kPairs) {  // nobody has looked whether it tells it
      surroundings.akin.emplace_back(id);
      continue;
    }
    const std::vector<Mention>& all = document(article)->stored.mentions;
    std::vector<bool> near;
    for (const Wording& wording : wordings) {
      near.push_back(corroborate::may_retell(*wording.told.story, of->story));
    }
    bool akin = false;
    for (std::uint32_t i = 0; i < told; ++i) {
      if (std::ranges::binary_search(linked, MentionNumber{article, i})) continue;
      bool possible = false;
      for (std::size_t j = 0; j < wordings.size() && !possible; ++j) {
        const corroborate::Told& own = wordings[j].told;
        possible = corroborate::may_be_one(own, {&of->story, of->mentions, i}, near[j]);
        akin = akin || corroborate::akin(own.mention(), of->mentions[i]);
      }
      if (possible) surroundings.possible.push_back(all.at(i));
    }
    if (akin) surroundings.akin.emplace_back(id);
  }
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
