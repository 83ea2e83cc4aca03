#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "secondsource/change.h"
#include "text/text.h"

namespace secondsource {
namespace {

// The id under which a revision is looked at beside the version that it replaced.
constexpr const char* kRevision = "revision";

std::size_t known_origins(const Statement& statement) {
  return static_cast<std::size_t>(std::ranges::count_if(
      statement.origins, [](const Origin& one) { return one.kind != Origin::Kind::kUnknown; }));
}

template <typename Use>
void each_mention(const Statement& statement, const Use& use) {
  for (const Variant& variant : statement.variants) {
    for (const Mention& mention : variant.mentions) use(mention);
  }
}

// "ARTICLE:N" → ":N".
std::string number_of(const std::string& mention) { return mention.substr(mention.rfind(':')); }

class Comparison {
 public:
  Comparison(const Snapshot& before, const Snapshot& after, std::span<const Library::Added> added)
      : before_(before), after_(after), added_(added) {
    for (const Library::Added& one : added) {
      if (one.status != AddStatus::kUnchanged) status_[one.id] = one.status;
    }
  }

  std::vector<Change> run() {
    std::set<std::string> done;
    for (const Library::Added& one : added_) {
      if (one.status == AddStatus::kUnchanged || !done.insert(one.id).second) continue;
      if (one.status == AddStatus::kRevised) compare_versions(one.id);
      for (const Statement& statement : after_.statements_of(one.id)) {
        if (told_.insert(statement.id).second) compare(statement, one.id);
      }
    }
    return std::move(changes_);
  }

 private:
  // The statements that `mentions` were of before, each once.
  std::vector<const Statement*> as_it_was(const std::set<std::string>& mentions) {
    std::vector<const Statement*> found;
    std::set<std::string> covered;
    for (const std::string& id : mentions) {
      if (covered.contains(id)) continue;
      for (const Statement& statement : statements_before(id.substr(0, id.rfind(':')))) {
        bool holds = false;
        each_mention(statement, [&](const Mention& mention) { holds |= mention.id == id; });
        if (!holds) continue;
        each_mention(statement, [&](const Mention& mention) { covered.insert(mention.id); });
        found.push_back(&statement);
        break;
      }
    }
    return found;
  }

  const std::vector<Statement>& statements_before(const std::string& article) {
    const auto [at, fresh] = statements_.try_emplace(article);
    if (fresh) at->second = before_.statements_of(article);
    return at->second;
  }

  // Which mentions there were before, of those of a statement and those that stand for them in the
  // version that was replaced.
  std::set<std::string> known_mentions(const Statement& statement) {
    std::set<std::string> known;
    each_mention(statement, [&](const Mention& mention) {
      const auto status = status_.find(mention.article);
      if (status == status_.end()) {
        known.insert(mention.id);
      } else if (status->second == AddStatus::kRevised) {
        const auto& matched = versions(mention.article).matched;
        const auto at = matched.find(number_of(mention.id));
        if (at != matched.end()) known.insert(at->second.begin(), at->second.end());
      }
    });
    return known;
  }

  // A revision looked at as one more article beside all that there was, by the rules that link
  // articles: its mentions are of one statement with those of the earlier version that they repeat.
  struct Versions {
    std::vector<Statement> linked;                         // of the revision, with what was there
    std::map<std::string, std::set<std::string>> matched;  // ":N" of the revision → ids
    std::set<std::string> kept;                            // ids of all that was matched
    bool complete = true;                                  // the revision lacks nothing by a cut
  };
  const Versions& versions(const std::string& id) {
    const auto [at, fresh] = versions_.try_emplace(id);
    Versions& versions = at->second;
    if (!fresh) return versions;
    const auto old_article = before_.article(id);
    auto article = after_.article(id);
    if (!old_article || !article) return versions;
    versions.complete = article->complete || !old_article->complete;
    article->id = kRevision;
    versions.linked = before_.gather(*article).statements;
    for (const Statement& statement : versions.linked) {
      std::set<std::string> others, own;
      each_mention(statement, [&](const Mention& mention) {
        (mention.article == kRevision ? own : others).insert(mention.id);
      });
      for (const std::string& mention : own) versions.matched[number_of(mention)] = others;
      versions.kept.insert(others.begin(), others.end());
    }
    return versions;
  }

  void compare_versions(const std::string& id) {
    const Versions& both = versions(id);
    for (const Statement& statement : both.linked) {
      for (const Discrepancy& discrepancy : statement.discrepancies) {
        if (discrepancy.kind == Discrepancy::Kind::kWords) reworded(id, discrepancy);
      }
    }
    if (!both.complete) return;
    for (const Statement& statement : statements_before(id)) {
      bool kept = false;
      each_mention(statement,
                   [&](const Mention& mention) { kept |= both.kept.contains(mention.id); });
      if (kept) continue;
      Change& change = add(Change::Kind::kDropped, id);
      change.statement = statement;
    }
  }

  // A discrepancy of words, told when one side is the earlier version and another the revision.
  void reworded(const std::string& id, const Discrepancy& discrepancy) {
    const auto stands_in = [](const Discrepancy::Side& side, const std::string& article) {
      return std::ranges::any_of(side.at,
                                 [&](const Place& place) { return place.article == article; });
    };
    const bool was = std::ranges::any_of(discrepancy.sides, [&](const auto& side) {
      return stands_in(side, id) && !stands_in(side, kRevision);
    });
    const auto now = std::ranges::find_if(discrepancy.sides, [&](const auto& side) {
      return stands_in(side, kRevision) && !stands_in(side, id);
    });
    if (!was || now == discrepancy.sides.end()) return;
    const auto at = std::ranges::find(now->at, std::string(kRevision), &Place::article);
    // The statement that the revision's own mention is of now.
    for (const Statement& current : after_.statements_of(id)) {
      bool holds = false;
      each_mention(current, [&](const Mention& mention) {
        holds |= mention.article == id && mention.field == at->field &&
                 std::ranges::any_of(mention.content, [&](ByteSpan span) {
                   return span.begin < at->span.end && at->span.begin < span.end;
                 });
      });
      if (!holds) continue;
      Change& change = add(Change::Kind::kWords, id);
      change.statement = current;
      change.words = discrepancy;
      for (Discrepancy::Side& side : change.words.sides) {
        for (Place& place : side.at) {
          if (place.article == id) place.span = {};
          if (place.article == kRevision) place.article = id;
        }
      }
      reworded_.insert({id, current.id});
      return;
    }
  }

  void compare(const Statement& statement, const std::string& article) {
    const std::set<std::string> known = known_mentions(statement);
    const std::vector<const Statement*> was = as_it_was(known);
    std::size_t before = 0;
    for (const Statement* one : was) before = std::max(before, known_origins(*one));
    const std::size_t now = known_origins(statement);
    if (now > before && now >= 2) {
      Change& change = add(Change::Kind::kOrigin, article);
      change.statement = statement;
      change.before = before;
      change.now = now;
      change.gained = gained(statement, known);
    }
    if (reworded_.contains({article, statement.id})) return;
    for (const Discrepancy& discrepancy : statement.discrepancies) {
      if (discrepancy.kind != Discrepancy::Kind::kWords || was_told(discrepancy, was)) continue;
      const std::string by = newest(discrepancy);
      if (by.empty()) continue;
      Change& change = add(Change::Kind::kWords, by);
      change.statement = statement;
      change.words = discrepancy;
    }
  }

  // Origins none of whose mentions was there before.
  std::vector<Origin> gained(const Statement& statement, const std::set<std::string>& known) {
    std::vector<Origin> out;
    for (const Origin& origin : statement.origins) {
      const bool old = std::ranges::any_of(origin.mentions, [&](const std::string& mention) {
        if (known.contains(mention)) return true;
        const auto status = status_.find(mention.substr(0, mention.rfind(':')));
        return status != status_.end() && status->second == AddStatus::kRevised &&
               versions(status->first).matched.contains(number_of(mention));
      });
      if (!old && origin.kind != Origin::Kind::kUnknown) out.push_back(origin);
    }
    return out;
  }

  static bool was_told(const Discrepancy& discrepancy, std::span<const Statement* const> was) {
    return std::ranges::all_of(discrepancy.sides, [&](const Discrepancy::Side& side) {
      return std::ranges::any_of(was, [&](const Statement* statement) {
        return std::ranges::any_of(statement->discrepancies, [&](const Discrepancy& other) {
          return other.kind == Discrepancy::Kind::kWords &&
                 std::ranges::find(other.sides, side.text, &Discrepancy::Side::text) !=
                     other.sides.end();
        });
      });
    });
  }

  // Of the articles that a discrepancy names, one that came or was revised; "" when none was.
  std::string newest(const Discrepancy& discrepancy) const {
    std::string found;
    for (const Discrepancy::Side& side : discrepancy.sides) {
      for (const Place& place : side.at) {
        if (status_.contains(place.article)) found = place.article;
      }
    }
    return found;
  }

  Change& add(Change::Kind kind, const std::string& article) {
    Change& change = changes_.emplace_back();
    change.kind = kind;
    change.article = article;
    change.revised = status_.at(article) == AddStatus::kRevised;
    return change;
  }

  const Snapshot& before_;
  const Snapshot& after_;
  std::span<const Library::Added> added_;
  std::map<std::string, AddStatus> status_;  // of what came or was revised
  std::map<std::string, std::vector<Statement>> statements_;
  std::map<std::string, Versions> versions_;
  std::set<std::string> told_;
  std::set<std::pair<std::string, std::string>> reworded_;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> changes(const Snapshot& before, const Snapshot& after,
                            std::span<const Library::Added> added) {
  return Comparison(before, after, added).run();
}

}  // namespace secondsource
