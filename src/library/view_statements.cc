// The part of View that is about statements.

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <tuple>

#include "corroborate/origin.h"
#include "corroborate/pieces.h"
#include "corroborate/retelling.h"
#include "library/components.h"
#include "library/view.h"
#include "reuse/family.h"

namespace secondsource::library {

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
  std::vector<MentionNumber> asked = carried.own;
  const auto end = asked.begin() + static_cast<std::ptrdiff_t>(std::min(kAsked, asked.size()));
  std::ranges::partial_sort(asked, end,
                            [this](MentionNumber a, MentionNumber b) { return earlier(a, b); });
  asked.erase(end, asked.end());
  const std::optional<Time> first = document(asked.front().article)->stored.article.published;
  if (!first) return;
  std::vector<std::tuple<Time::duration, std::string_view, Number>> others;
  for (const Number article : around) {
    const Article& other = document(article)->stored.article;
    if (carriers.contains(article) || !other.published) continue;
    others.emplace_back(std::chrono::abs(*other.published - *first), other.id, article);
  }
  if (others.empty()) return;
  std::ranges::sort(others);

  // What is linked with it and was put into another statement is that one's.
  std::vector<MentionNumber> linked = linked_with(carried.own.front());
  std::ranges::sort(linked);
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
    // Wordings of its own language tell more of what it has than those of another.
    const auto of_its_language = [&](const Wording& wording) {
      return !in_two_languages(wording.told.mention(), of->mentions.front());
    };
    const bool same_language = std::ranges::any_of(wordings, of_its_language);
    bool akin = false;
    for (std::uint32_t i = 0; i < told; ++i) {
      if (std::ranges::binary_search(linked, MentionNumber{article, i})) continue;
      bool possible = false;
      for (std::size_t j = 0; j < wordings.size() && !possible; ++j) {
        const corroborate::Told& own = wordings[j].told;
        possible = corroborate::may_be_one(own, {&of->story, of->mentions, i}, near[j]);
        akin = akin || ((!same_language || of_its_language(wordings[j])) &&
                        corroborate::akin(own.mention(), of->mentions[i]));
      }
      if (possible) surroundings.possible.push_back(all.at(i));
    }
    if (akin) surroundings.akin.emplace_back(id);
  }
}

}  // namespace secondsource::library
