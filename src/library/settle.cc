#include "library/settle.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "library/components.h"
#include "library/encoding.h"
#include "library/lineage.h"
#include "library/schema.h"

namespace secondsource::library {

namespace {

// Nodes of Components: an article or a mention by its number, a settled component by minus its own.
Components::Node node_of(MentionNumber mention) { return mention.article << 24 | mention.mention; }
MentionNumber mention_of(Components::Node node) {
  return {node >> 24, static_cast<std::uint32_t>(node & 0xffffff)};
}
static_assert(corroborate::kMostMentions <= 0x1000000);

// `others`: the families that it was, or that it is now.
void note(Database& database, FamilyChange::Kind kind, const std::string& subject,
          const std::set<std::string>& others) {
  std::string detail;
  for (const std::string& other : others) detail += (detail.empty() ? "" : " ") + other;
  database.query("INSERT INTO changes(kind, subject, detail) VALUES(?, ?, ?)")
      .text(kChangeKinds[static_cast<std::size_t>(kind)])
      .text(subject)
      .text(detail)
      .run();
}

// Takes out of `others` what is joined with `self`; `node` gives the node of an article.
template <typename NodeOf>
void drop_joined(std::vector<Number>& others, Number self, Components& components,
                 const NodeOf& node) {
  const Components::Node own = components.root_of(node(self));
  std::erase_if(others, [&](Number other) { return components.root_of(node(other)) == own; });
}

// Articles whose candidates are looked up together, at most: each look reads much of an index.
constexpr std::size_t kBatch = 16'384;
constexpr std::size_t kSmall = 64;  // articles of a family whose lineage takes one thread

class Settling {
 public:
  Settling(const Surface& surface, const Data& data, unsigned threads)
      : surface_(surface),
        data_(data),
        threads_(threads),
        database_(surface.catalogue.database()) {}

  void families(const Unsettled& unsettled, const std::unordered_map<Number, Traits>& traits);
  void lineages();
  void stories(const std::set<Number>& numbers);
  void statements(const std::set<Number>& numbers, std::unordered_map<Number, Traits>& traits);

 private:
  // Calls use(number, profiles, candidates) for each of `numbers` that is there, side by side;
  // `candidates` is what look_up(numbers, profiles) gave for it.
  template <typename LookUp, typename Use>
  void with_candidates(const std::set<Number>& numbers, const LookUp& look_up, const Use& use) {
    const std::vector<Number> work(numbers.begin(), numbers.end());
    for (std::size_t begin = 0; begin < work.size(); begin += kBatch) {
      std::vector<std::shared_ptr<const Profiles>> profiles(std::min(kBatch, work.size() - begin));
      in_parallel(profiles.size(), threads_, [&](std::size_t i, unsigned) {
        profiles[i] = surface_.documents.profiles(work[begin + i]);
      });
      const auto candidates = look_up(std::span(work).subspan(begin, profiles.size()),
                                      std::span(std::as_const(profiles)));
      in_parallel(profiles.size(), threads_, [&](std::size_t i, unsigned) {
        if (profiles[i] != nullptr) use(work[begin + i], *profiles[i], candidates[i]);
      });
    }
  }
  std::optional<Number> column(std::string_view sql, Number number) {
    Query query = database_.query(sql);
    if (!query.bind(number).step()) return std::nullopt;
    return query.maybe(0);
  }
  std::vector<Number> list(std::string_view sql, Number number) {
    std::vector<Number> numbers;
    Query query = database_.query(sql);
    query.bind(number);
    while (query.step()) numbers.push_back(query.integer(0));
    return numbers;
  }
  // The node that stands for an article: its component where it has one.
  Components::Node family_node(Number number) {
    const auto family = column("SELECT family FROM articles WHERE number = ?", number);
    return family ? -*family : number;
  }
  Components::Node story_node(Number number) {
    const auto story = column("SELECT story FROM articles WHERE number = ?", number);
    return story ? -*story : number;
  }
  Components::Node statement_node(MentionNumber mention) {
    Query query = database_.query(
        "SELECT statement FROM statement_mentions WHERE article = ? AND mention = ?");
    query.bind(mention.article).bind(std::int64_t{mention.mention});
    return query.step() ? -query.integer(0) : node_of(mention);
  }
  // Of several settled components that became one, the number of the largest stays.
  std::optional<Number> largest(std::span<const Components::Node> nodes, std::string_view count) {
    std::optional<Number> best;
    std::int64_t most = -1;
    for (const Components::Node node : nodes) {
      if (node >= 0) continue;
      const std::int64_t size = column(count, -node).value_or(0);
      if (size > most) {
        most = size;
        best = -node;
      }
    }
    return best;
  }
  void write_family(std::span<const Components::Node> nodes);
  std::string name_family(Number family);
  void note_divisions(const Unsettled& unsettled);
  void write_story(std::span<const Components::Node> nodes, const std::set<Number>& guests);
  void write_statement(std::span<const Components::Node> nodes);

  const Surface& surface_;
  const Data& data_;
  unsigned threads_;
  Database& database_;
  std::vector<Number> touched_families_;
};

void Settling::families(const Unsettled& unsettled,
                        const std::unordered_map<Number, Traits>& known_traits) {
  // Articles of one fold link alike: one of them is looked at.
  std::map<std::pair<Number, std::uint64_t>, Number> folds;
  for (const Number number : unsettled.families) {
    Query query = database_.query("SELECT text, fold FROM articles WHERE number = ?");
    if (!query.bind(number).step()) continue;
    folds.try_emplace({query.integer(0), static_cast<std::uint64_t>(query.integer(1))}, number);
  }
  const std::vector<std::pair<std::pair<Number, std::uint64_t>, Number>> work(folds.begin(),
                                                                              folds.end());
  // What ten thousand copies of a story share is looked up once.
  Surface surface = surface_;
  std::unordered_map<Number, Folds> looked_up;
  surface.folds = &looked_up;
  Components components;
  std::mutex lock;  // of both; taken before the catalogue's
  std::unordered_map<Number, Components::Node> nodes;
  const auto node = [&](Number of) {
    const auto [found, fresh] = nodes.try_emplace(of);
    if (fresh) {
      const std::scoped_lock held(surface_.lock);
      found->second = family_node(of);
    }
    return found->second;
  };
  std::vector<reuse::Aligner> aligners;
  for (unsigned i = 0; i < workers(threads_); ++i) {
    aligners.emplace_back(winnow_options(surface_.documents.scope()));
  }
  const auto link = [&](std::size_t at, const reuse::Prints& prints,
                        std::span<const reuse::Candidate> candidates, reuse::Aligner& aligner) {
    const auto& [fold, number] = work[at];
    const auto document = [&] { return surface_.documents.get(number); };
    const std::vector<Number> copies = articles_of(surface_, fold.first, fold.second);
    bool connected = false;
    if (copies.size() > 1) {
      const auto own = document();
      connected = own != nullptr && links_to_itself(*own, aligner);
    }
    link_family(
        surface, {fold.second, &prints, document}, candidates, aligner,
        [&](std::vector<Number>& others) {
          const std::scoped_lock held(lock);
          drop_joined(others, number, components, node);
        },
        [&](Number other) {
          connected = true;
          std::vector<Number> others = {other};
          if (const auto same = surface_.documents.get(other)) {
            others = articles_of(surface_, same->stored.text, same->stored.fold);
          }
          const std::scoped_lock held(lock);
          for (const Number each : others) components.join(node(number), node(each));
        });
    if (!connected) return;
    const std::scoped_lock held(lock);
    for (const Number copy : copies) components.join(node(number), node(copy));
  };
  for (std::size_t begin = 0; begin < work.size(); begin += kBatch) {
    const std::size_t size = std::min(kBatch, work.size() - begin);
    std::vector<const reuse::Prints*> prints(size);
    std::vector<reuse::Prints> read(size);
    in_parallel(size, threads_, [&](std::size_t i, unsigned) {
      const Number number = work[begin + i].second;
      const auto known = known_traits.find(number);
      if (known == known_traits.end()) {
        if (const auto document = surface_.documents.get(number)) {
          read[i] =
              reuse::prints_of(side_of(*document), winnow_options(surface_.documents.scope()));
        }
      }
      prints[i] = known == known_traits.end() ? &read[i] : &known->second.prints;
    });
    const FamilyCandidates candidates = family_candidates(surface_, prints, threads_);
    in_parallel(size, threads_, [&](std::size_t i, unsigned worker) {
      link(begin + i, *prints[i], candidates.of(i), aligners[worker]);
    });
  }
  for (const auto& each : components.all()) write_family(each);
  note_divisions(unsettled);
}

std::string Settling::name_family(Number family) {
  Query query = database_.query(
      "SELECT id FROM articles WHERE family = ? ORDER BY published IS NULL, published, id LIMIT 1");
  if (!query.bind(family).step()) return {};
  std::string name(query.bytes(0));
  database_.query("UPDATE families SET lineage = x'', name = ? WHERE number = ?")
      .blob(name)
      .bind(family)
      .run();
  return unpack_id(name);
}

void Settling::write_family(std::span<const Components::Node> nodes) {
  if (nodes.size() < 2 && nodes.front() >= 0) return;
  std::optional<Number> family = largest(nodes, "SELECT count(*) FROM articles WHERE family = ?");
  const bool fresh = !family;
  if (fresh) {
    database_.query("INSERT INTO families(lineage) VALUES(x'')").run();
    family = database_.last_row();
  }
  std::set<std::string> before;  // names
  for (const Components::Node node : nodes) {
    if (node >= 0) {
      database_.query("UPDATE articles SET family = ? WHERE number = ?")
          .bind(*family)
          .bind(node)
          .run();
      continue;
    }
    {
      Query query = database_.query("SELECT name FROM families WHERE number = ?");
      if (query.bind(-node).step()) before.insert(unpack_id(query.bytes(0)));
    }
    if (-node == *family) continue;
    database_.query("UPDATE articles SET family = ? WHERE family = ?")
        .bind(*family)
        .bind(-node)
        .run();
    database_.query("DELETE FROM families WHERE number = ?").bind(-node).run();
  }
  const std::string name = name_family(*family);
  touched_families_.push_back(*family);
  if (before.size() > 1) note(database_, FamilyChange::Kind::kMerged, name, before);
  if (before.size() == 1 && *before.begin() != name)
    note(database_, FamilyChange::Kind::kRenamed, name, before);
}

// What became of the families that were taken apart.
void Settling::note_divisions(const Unsettled& unsettled) {
  for (const auto& [name, members] : unsettled.dissolved) {
    std::set<std::string> now;
    for (const std::string& member : members) {
      Query query = database_.query(
          "SELECT f.name FROM articles a JOIN families f ON f.number = a.family"
          " WHERE a.id = ? AND a.waiting = 0");
      if (query.blob(member).step()) now.insert(unpack_id(query.bytes(0)));
    }
    if (now.empty()) {
      note(database_, FamilyChange::Kind::kGone, name, now);
    } else if (now.size() > 1) {
      note(database_, FamilyChange::Kind::kSplit, name, now);
    } else if (*now.begin() != name) {
      note(database_, FamilyChange::Kind::kRenamed, *now.begin(), {name});
    }
  }
}

void Settling::lineages() {
  std::vector<Number> stale;
  {
    Query query = database_.query("SELECT number FROM families WHERE lineage = x''");
    while (query.step()) stale.push_back(query.integer(0));
  }
  std::vector<std::vector<Number>> members(stale.size());
  std::vector<std::size_t> small, large;
  for (std::size_t i = 0; i < stale.size(); ++i) {
    members[i] = list("SELECT number FROM articles WHERE family = ? ORDER BY number", stale[i]);
    (members[i].size() <= kSmall ? small : large).push_back(i);
  }
  const auto write = [&](std::size_t i, const std::string& encoded) {
    database_.query("UPDATE families SET lineage = ? WHERE number = ?")
        .blob(encoded)
        .bind(stale[i])
        .run();
  };
  std::vector<std::string> encoded(small.size());
  in_parallel(small.size(), threads_, [&](std::size_t i, unsigned) {
    encoded[i] = encode_family(lineage_of(surface_, data_, 1, members[small[i]]));
  });
  for (std::size_t i = 0; i < small.size(); ++i) write(small[i], encoded[i]);
  for (const std::size_t i : large) {
    write(i, encode_family(lineage_of(surface_, data_, threads_, members[i])));
  }
}

void Settling::stories(const std::set<Number>& numbers) {
  Surface surface = surface_;
  const Pass pass(numbers);
  surface.pass = &pass;
  std::unordered_map<Number, Standing> standings;
  surface.standings = &standings;
  Components components;
  std::vector<std::pair<Number, Number>> attached;  // loose, member
  std::mutex lock;                                  // of all three; taken before the catalogue's
  std::unordered_map<Number, Components::Node> nodes;
  const auto node = [&](Number of) {
    const auto [found, fresh] = nodes.try_emplace(of);
    if (fresh) {
      const std::scoped_lock held(surface_.lock);
      found->second = story_node(of);
    }
    return found->second;
  };
  // The joining members of a family are of one story, those of one telling.
  for (const Number family : touched_families_) {
    std::vector<Number> members;
    std::vector<std::optional<Time>> published;
    {
      Query query =
          database_.query("SELECT number, published FROM articles WHERE family = ? AND loose = 0");
      for (query.bind(family); query.step();) {
        members.push_back(query.integer(0));
        published.push_back(query.time(1));
      }
    }
    const std::vector<std::size_t> tellings = corroborate::tellings(published);
    std::map<std::size_t, Number> firsts;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const Number first = firsts.try_emplace(tellings[i], members[i]).first->second;
      components.join(node(first), node(members[i]));
    }
  }
  with_candidates(
      numbers,
      [&](std::span<const Number>, const auto& profiles) {
        return story_candidates(surface_, profiles, threads_);
      },
      [&](Number self, const Profiles& profiles, const Hits& candidates) {
        link_story(
            surface, self, profiles, candidates,
            [&](std::vector<Number>& others) {
              const std::scoped_lock held(lock);
              drop_joined(others, self, components, node);
            },
            [&](Number other) {
              const std::scoped_lock held(lock);
              components.join(node(self), node(other));
            },
            [&](Number loose, Number member) {
              const std::scoped_lock held(lock);
              components.insert(node(member));
              attached.emplace_back(loose, member);
            });
      });
  std::map<Components::Node, std::set<Number>> guests;
  for (const auto& [loose, member] : attached) guests[node(member)].insert(loose);
  for (const auto& component : components.all()) {
    std::set<Number> all;
    for (const Components::Node each : component) {
      if (const auto found = guests.find(each); found != guests.end()) {
        all.insert(found->second.begin(), found->second.end());
      }
    }
    write_story(component, all);
  }
}

void Settling::write_story(std::span<const Components::Node> nodes,
                           const std::set<Number>& guests) {
  if (nodes.size() < 2 && nodes.front() >= 0 && guests.empty()) return;
  std::optional<Number> story = largest(nodes, "SELECT count(*) FROM articles WHERE story = ?");
  const bool fresh = !story;
  if (fresh) {
    database_.query("INSERT INTO stories DEFAULT VALUES").run();
    story = database_.last_row();
  }
  for (const Components::Node node : nodes) {
    if (node >= 0) {
      database_.query("UPDATE articles SET story = ? WHERE number = ?")
          .bind(*story)
          .bind(node)
          .run();
    } else if (-node != *story) {
      database_.query("UPDATE articles SET story = ? WHERE story = ?")
          .bind(*story)
          .bind(-node)
          .run();
      database_.query("UPDATE OR IGNORE guests SET story = ? WHERE story = ?")
          .bind(*story)
          .bind(-node)
          .run();
      database_.query("DELETE FROM guests WHERE story = ?").bind(-node).run();
      database_.query("DELETE FROM stories WHERE number = ?").bind(-node).run();
    }
  }
  for (const Number guest : guests) {
    database_.query("INSERT OR IGNORE INTO guests VALUES(?, ?)").bind(*story).bind(guest).run();
  }
}

void Settling::statements(const std::set<Number>& numbers,
                          std::unordered_map<Number, Traits>& traits) {
  Surface surface = surface_;
  const Pass pass(numbers);
  surface.pass = &pass;
  std::unordered_map<Number, Standing> standings;
  surface.standings = &standings;
  Components components;
  std::mutex lock;  // of both; taken before the catalogue's
  std::unordered_map<Components::Node, Components::Node> nodes;
  const auto node = [&](MentionNumber of) {
    const auto [found, fresh] = nodes.try_emplace(node_of(of));
    if (fresh) {
      const std::scoped_lock held(surface_.lock);
      found->second = statement_node(of);
    }
    return found->second;
  };
  with_candidates(
      numbers,
      [&](std::span<const Number> asked, const auto& profiles) {
        std::vector<std::vector<corroborate::Keys>> keys(asked.size());
        in_parallel(asked.size(), threads_, [&](std::size_t i, unsigned) {
          const auto known = traits.find(asked[i]);
          if (known != traits.end()) {
            keys[i] = std::move(known->second.mentions);
          } else if (profiles[i] != nullptr) {
            keys[i] = mention_keys_of(*profiles[i]);
          }
        });
        return statement_candidates(surface_, std::move(keys), threads_);
      },
      [&](Number self, const Profiles& profiles, std::span<const MentionCandidates> candidates) {
        link_statements(
            surface, self, profiles, candidates,
            [&](std::vector<MentionPair>& pairs) {
              const std::scoped_lock held(lock);
              std::erase_if(pairs, [&](const MentionPair& pair) {
                return components.joined(node({self, pair.own}), node(pair.other));
              });
            },
            [&](const MentionPair& pair) {
              const std::scoped_lock held(lock);
              components.join(node({self, pair.own}), node(pair.other));
            });
      });
  for (const auto& component : components.all()) write_statement(component);
}

void Settling::write_statement(std::span<const Components::Node> nodes) {
  if (nodes.size() < 2) return;
  std::optional<Number> statement =
      largest(nodes, "SELECT count(*) FROM statement_mentions WHERE statement = ?");
  if (!statement) {
    database_.query("INSERT INTO statements DEFAULT VALUES").run();
    statement = database_.last_row();
  }
  for (const Components::Node node : nodes) {
    if (node >= 0) {
      const MentionNumber mention = mention_of(node);
      database_.query("INSERT INTO statement_mentions VALUES(?, ?, ?)")
          .bind(mention.article)
          .bind(std::int64_t{mention.mention})
          .bind(*statement)
          .run();
    } else if (-node != *statement) {
      database_.query("UPDATE statement_mentions SET statement = ? WHERE statement = ?")
          .bind(*statement)
          .bind(-node)
          .run();
      database_.query("DELETE FROM statements WHERE number = ?").bind(-node).run();
    }
  }
}

}  // namespace

void dissolve(Catalogue& catalogue, std::span<const Number> numbers, Unsettled& unsettled) {
  Database& database = catalogue.database();
  const std::set<Number> gone(numbers.begin(), numbers.end());
  const auto each = [&database](std::string_view sql, Number number, const auto& use) {
    Query query = database.query(sql);
    query.bind(number);
    while (query.step()) {
      if (const auto value = query.maybe(0)) use(*value);
    }
  };
  std::set<Number> families, stories, statements;
  const auto stories_of = [&](Number number) {
    each("SELECT story FROM articles WHERE number = ?", number,
         [&](Number story) { stories.insert(story); });
    each("SELECT story FROM guests WHERE article = ?", number,
         [&](Number story) { stories.insert(story); });
  };
  for (const Number number : gone) {
    each("SELECT family FROM articles WHERE number = ?", number,
         [&](Number family) { families.insert(family); });
    each("SELECT statement FROM statement_mentions WHERE article = ?", number,
         [&](Number statement) { statements.insert(statement); });
    stories_of(number);
  }
  for (const Number family : families) {
    each("SELECT number FROM articles WHERE family = ?", family, [&](Number member) {
      unsettled.families.insert(member);
      stories_of(member);  // a family is what holds its articles in one story
    });
    {
      Query query = database.query("SELECT name FROM families WHERE number = ?");
      if (query.bind(family).step()) {
        std::vector<std::string>& members = unsettled.dissolved[unpack_id(query.bytes(0))];
        Query ids = database.query("SELECT id FROM articles WHERE family = ?");
        for (ids.bind(family); ids.step();) members.emplace_back(ids.bytes(0));
      }
    }
    database.query("UPDATE articles SET family = NULL WHERE family = ?").bind(family).run();
    database.query("DELETE FROM families WHERE number = ?").bind(family).run();
  }
  for (const Number story : stories) {
    each("SELECT number FROM articles WHERE story = ?", story,
         [&](Number member) { unsettled.stories.insert(member); });
    each("SELECT article FROM guests WHERE story = ?", story,
         [&](Number guest) { unsettled.stories.insert(guest); });
    database.query("UPDATE articles SET story = NULL WHERE story = ?").bind(story).run();
    database.query("DELETE FROM guests WHERE story = ?").bind(story).run();
    database.query("DELETE FROM stories WHERE number = ?").bind(story).run();
  }
  for (const Number statement : statements) {
    each("SELECT article FROM statement_mentions WHERE statement = ?", statement,
         [&](Number article) { unsettled.statements.insert(article); });
    database.query("DELETE FROM statement_mentions WHERE statement = ?").bind(statement).run();
    database.query("DELETE FROM statements WHERE number = ?").bind(statement).run();
  }
  for (const Number number : gone) {
    unsettled.families.erase(number);
    unsettled.stories.erase(number);
    unsettled.statements.erase(number);
  }
}

void settle(const Surface& surface, const Data& data, unsigned threads, const Unsettled& unsettled,
            std::unordered_map<Number, Traits>& traits, bool whole) {
  Settling settling(surface, data, threads);
  settling.families(unsettled, traits);
  if (surface.documents.scope().statements) {
    settling.stories(unsettled.stories);
    settling.statements(unsettled.statements, traits);
  }
  if (whole) settling.lineages();
}

}  // namespace secondsource::library
