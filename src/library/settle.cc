#include "library/settle.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "library/components.h"
#include "library/encoding.h"
#include "library/lineage.h"

namespace secondsource::library {

namespace {

// Nodes of Components: an article or a mention by its number, a settled component by minus its own.
Components::Node node_of(MentionNumber mention) { return mention.article << 24 | mention.mention; }
MentionNumber mention_of(Components::Node node) {
  return {node >> 24, static_cast<std::uint32_t>(node & 0xffffff)};
}
constexpr std::uint32_t kMostMentions = 1 << 24;

void note(Database& database, std::string_view kind, const std::string& subject,
          const std::string& detail) {
  database.query("INSERT INTO changes(kind, subject, detail) VALUES(?, ?, ?)")
      .text(kind)
      .text(subject)
      .text(detail)
      .run();
}

// Articles whose candidates are looked up together, at most: each look reads much of an index.
constexpr std::size_t kDocuments = 256;  // in memory with their texts
constexpr std::size_t kProfiles = 1024;  // with their profiles alone

class Settling {
 public:
  Settling(const Surface& surface, const Data& data, unsigned threads)
      : surface_(surface),
        data_(data),
        threads_(threads),
        database_(surface.catalogue.database()) {}

  void families(const std::set<Number>& numbers);
  void stories(const std::set<Number>& numbers);
  void statements(const std::set<Number>& numbers);

 private:
  // Calls use(at, worker, found, i) for all at < n, batches side by side on all threads: `found` is
  // what look_up(first, size) made for its batch, in which it is the i-th.
  template <typename LookUp, typename Use>
  void in_batches(std::size_t n, std::size_t most, const LookUp& look_up, const Use& use) {
    most = std::clamp<std::size_t>(n / (std::size_t{4} * workers(threads_)), 1, most);
    in_parallel((n + most - 1) / most, threads_, [&](std::size_t batch, unsigned worker) {
      const std::size_t first = batch * most, size = std::min(most, n - first);
      const auto found = look_up(first, size);
      for (std::size_t i = 0; i < size; ++i) use(first + i, worker, found, i);
    });
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
  void write_story(std::span<const Components::Node> nodes, const std::set<Number>& guests);
  void write_statement(std::span<const Components::Node> nodes);

  const Surface& surface_;
  const Data& data_;
  unsigned threads_;
  Database& database_;
  std::vector<Number> touched_families_;
};

void Settling::families(const std::set<Number>& numbers) {
  // Articles of one fold link alike: one of them is looked at.
  std::map<std::pair<Number, std::uint64_t>, Number> folds;
  for (const Number number : numbers) {
    Query query = database_.query("SELECT text, fold FROM articles WHERE number = ?");
    if (!query.bind(number).step()) continue;
    folds.try_emplace({query.integer(0), static_cast<std::uint64_t>(query.integer(1))}, number);
  }
  std::vector<std::pair<std::pair<Number, std::uint64_t>, Number>> work(folds.begin(), folds.end());
  Components components;
  std::mutex lock;  // of `components`; taken before the catalogue's
  std::vector<reuse::Aligner> aligners(workers(threads_));
  struct Found {
    std::vector<std::shared_ptr<const Document>> documents;
    std::vector<Hits> candidates;
  };
  const auto look_up = [&](std::size_t first, std::size_t size) {
    Found found;
    for (std::size_t i = first; i < first + size; ++i) {
      found.documents.push_back(surface_.documents.get(work[i].second));
    }
    found.candidates = family_candidates(surface_, found.documents);
    return found;
  };
  in_batches(work.size(), kDocuments, look_up,
             [&](std::size_t at, unsigned worker, const Found& found, std::size_t i) {
               const auto& [fold, number] = work[at];
               const auto& document = found.documents[i];
               if (document == nullptr) return;
               const std::vector<Number> copies = articles_of(surface_, fold.first, fold.second);
               const auto node = [this](Number of) {
                 const std::scoped_lock held(surface_.lock);
                 return family_node(of);
               };
               bool connected = copies.size() > 1 && links_to_itself(*document, aligners[worker]);
               link_family(
                   surface_, *document, found.candidates[i], aligners[worker],
                   [&](Number other) {
                     const std::scoped_lock held(lock);
                     return components.joined(number, node(other));
                   },
                   [&](Number other) {
                     connected = true;
                     std::vector<Number> others = {other};
                     const auto same = surface_.documents.get(other);
                     if (same != nullptr && node(other) >= 0) {
                       others = articles_of(surface_, same->stored.text, same->stored.fold);
                     }
                     const std::scoped_lock held(lock);
                     for (const Number each : others) components.join(number, node(each));
                   });
               if (!connected) return;
               const std::scoped_lock held(lock);
               for (const Number copy : copies) components.join(number, node(copy));
             });
  for (const auto& nodes : components.all()) write_family(nodes);
}

void Settling::write_family(std::span<const Components::Node> nodes) {
  if (nodes.size() < 2 && nodes.front() >= 0) return;
  std::optional<Number> family = largest(nodes, "SELECT count(*) FROM articles WHERE family = ?");
  const bool fresh = !family;
  if (fresh) {
    database_.query("INSERT INTO families(lineage) VALUES(x'')").run();
    family = database_.last_row();
  }
  bool merged = false;
  for (const Components::Node node : nodes) {
    if (node >= 0) {
      database_.query("UPDATE articles SET family = ? WHERE number = ?")
          .bind(*family)
          .bind(node)
          .run();
    } else if (-node != *family) {
      merged = true;
      database_.query("UPDATE articles SET family = ? WHERE family = ?")
          .bind(*family)
          .bind(-node)
          .run();
      database_.query("DELETE FROM families WHERE number = ?").bind(-node).run();
    }
  }
  const std::vector<Number> members =
      list("SELECT number FROM articles WHERE family = ? ORDER BY number", *family);
  const Family lineage = lineage_of(surface_, data_, threads_, members);
  const std::string encoded = encode_family(lineage);
  database_.query("UPDATE families SET lineage = ? WHERE number = ?")
      .blob(encoded)
      .bind(*family)
      .run();
  touched_families_.push_back(*family);
  if (fresh || merged) {
    note(database_, fresh ? "family found" : "families merged", lineage.id,
         std::to_string(members.size()) + " articles");
  }
}

void Settling::stories(const std::set<Number>& numbers) {
  std::vector<Number> work(numbers.begin(), numbers.end());
  Surface surface = surface_;
  surface.pass = &numbers;
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
  // The joining members of a family are of one story.
  for (const Number family : touched_families_) {
    std::optional<Number> first;
    for (const Number member :
         list("SELECT number FROM articles WHERE family = ? AND loose = 0", family)) {
      components.join(node(first.value_or(member)), node(member));
      first = first.value_or(member);
    }
  }
  struct Found {
    std::vector<std::shared_ptr<const Profiles>> profiles;
    std::vector<Hits> candidates;
  };
  const auto look_up = [&](std::size_t first, std::size_t size) {
    Found found;
    for (std::size_t i = first; i < first + size; ++i) {
      found.profiles.push_back(surface_.documents.profiles(work[i]));
    }
    found.candidates = story_candidates(surface_, found.profiles);
    return found;
  };
  in_batches(work.size(), kProfiles, look_up,
             [&](std::size_t at, unsigned, const Found& found, std::size_t i) {
               const auto& profiles = found.profiles[i];
               if (profiles == nullptr) return;
               const Number self = work[at];
               link_story(
                   surface, self, *profiles, found.candidates[i],
                   [&](Number other) {
                     const std::scoped_lock held(lock);
                     return components.joined(node(self), node(other));
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

void Settling::statements(const std::set<Number>& numbers) {
  std::vector<Number> work(numbers.begin(), numbers.end());
  Surface surface = surface_;
  surface.pass = &numbers;
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
  struct Found {
    std::vector<std::shared_ptr<const Profiles>> profiles;
    std::vector<std::vector<Hits>> candidates;
  };
  const auto look_up = [&](std::size_t first, std::size_t size) {
    Found found;
    for (std::size_t i = first; i < first + size; ++i) {
      found.profiles.push_back(surface_.documents.profiles(work[i]));
    }
    found.candidates = statement_candidates(surface_, found.profiles);
    return found;
  };
  in_batches(work.size(), kProfiles, look_up,
             [&](std::size_t at, unsigned, const Found& found, std::size_t i) {
               const auto& profiles = found.profiles[i];
               if (profiles == nullptr || profiles->mentions.size() >= kMostMentions) return;
               link_statements(
                   surface, work[at], *profiles, found.candidates[i],
                   [&](MentionNumber a, MentionNumber b) {
                     const std::scoped_lock held(lock);
                     return components.joined(node(a), node(b));
                   },
                   [&](MentionNumber a, MentionNumber b) {
                     const std::scoped_lock held(lock);
                     components.join(node(a), node(b));
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
    database.query("UPDATE articles SET family = NULL WHERE family = ?").bind(family).run();
    database.query("DELETE FROM families WHERE number = ?").bind(family).run();
    note(database, "family dissolved", std::to_string(family), "to be settled anew");
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

void settle(const Surface& surface, const Data& data, unsigned threads,
            const Unsettled& unsettled) {
  Settling settling(surface, data, threads);
  settling.families(unsettled.families);
  settling.stories(unsettled.stories);
  settling.statements(unsettled.statements);
}

}  // namespace secondsource::library
