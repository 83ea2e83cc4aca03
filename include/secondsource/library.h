// A library: a folder on disk that holds articles and what was derived from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/error.h"
#include "secondsource/fact.h"
#include "secondsource/family.h"
#include "secondsource/mention.h"
#include "secondsource/passage.h"
#include "secondsource/read.h"
#include "secondsource/report.h"
#include "secondsource/statement.h"

namespace secondsource {

enum class AddStatus : std::uint8_t { kAdded, kUnchanged, kRevised };

// What a library is made for: chosen when it is made, and kept.
struct Scope {
  bool statements = true;  // mentions, facts, stories, statements; without: only what copies tell
  bool search = true;      // full text
  // A run of this many shared words is always found; 6 to 64.  Fewer words cost space and time.
  std::uint32_t promise = 12;

  friend bool operator==(const Scope&, const Scope&) = default;
};

struct LibraryOptions {
  bool create = true;            // make the folder where there is none
  bool read_only = false;        // never write; several readers beside one writer, in any processes
  unsigned threads = 0;          // of analysis; 0 for one a core
  std::optional<Scope> scope{};  // an Error where the library was made with another; none: as it is
};

// Which of the things a library holds.  An empty filter lets all pass.
struct Filter {
  std::string outlet;                // domain or name
  std::string speaker;               // part of a name, case and marks folded
  std::optional<Time> since, until;  // [since, until) of publication
  std::string article;               // Article::id, or the input or URL it came from
  std::uint32_t min_words = 0;       // of passages
};

// What became of a family when articles came or went.  Families are named by their ids.
struct FamilyChange {
  enum class Kind : std::uint8_t {
    kMerged,   // `others`, more than one, became `family`
    kSplit,    // `family` became `others`
    kRenamed,  // `family` was called `others`: an earlier article came, or its earliest went
    kGone,     // nothing of `family` is left that two articles share
  };
  Kind kind = Kind::kMerged;
  std::string family;
  std::vector<std::string> others;
};

// What `verify` found.  Empty when all is well.
struct Damage {
  std::string what;  // table, segment or article
  std::string message;
  bool repairable = true;
};

// A state of the library that does not change while it is held, whatever a writer does meanwhile.
// Not thread safe; take one a thread.
class Snapshot {
 public:
  ~Snapshot();
  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(Snapshot&&) noexcept;

  Report::Coverage coverage() const;
  const Scope& scope() const;

  // Calls `each` for what passes the filter, ordered by time and id (articles), or by id; stops
  // when it returns false.
  void articles(const Filter&, const std::function<bool(const Article&)>& each) const;
  void mentions(const Filter&,
                const std::function<bool(const Article&, const Mention&)>& each) const;
  void families(const Filter&, const std::function<bool(const Family&)>& each) const;
  // The log of changes, the oldest first: history, which depends on the order of adding.
  void family_changes(const std::function<bool(const FamilyChange&)>& each) const;
  void passages(const Filter&, const std::function<bool(const Passage&)>& each) const;
  void statements(const Filter&, const std::function<bool(const Statement&)>& each) const;
  void stories(const Filter&, const std::function<bool(const Story&)>& each) const;

  std::optional<Article> article(const std::string& id_or_input_or_url) const;
  std::vector<Mention> mentions_of(const std::string& article) const;
  std::vector<Fact> facts_of(const std::string& article) const;
  // Those that have a mention in the article, in order of their first one there.
  std::vector<Statement> statements_of(const std::string& article) const;

  struct Hit {
    std::string article;
    std::string snippet;  // with the words found between U+0002 and U+0003
  };
  // Full text.  `query`: words that must all occur, "phrases" in double quotes; at most `limit`
  // hits, best first.
  std::expected<std::vector<Hit>, Error> search(const std::string& query, std::size_t limit) const;

  // Everything a report on `article` may say, but its summary.  The article need not be in the
  // library.
  Report gather(const Article& article) const;

 private:
  friend class Library;
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// One writer at a time, across processes; a second one gets an Error.  Not thread safe.
class Library {
 public:
  static std::expected<Library, Error> open(const std::string& folder,
                                            std::shared_ptr<const Data> data,
                                            const LibraryOptions& options = {});
  ~Library();
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;

  struct Added {
    std::string id;
    std::string input;
    AddStatus status = AddStatus::kAdded;
  };
  // Adds a batch in one transaction: when this returns, all of it is safe on disk; on an Error,
  // none of it.  Identical articles are left as they are; the same id with another text is a
  // revision; but what was read from the same bytes (Article::sha256) takes its place.
  // `originals`: none, or the one that each article was read from: it is kept, until the article
  // goes or a revision comes without one, so that a better reader can read it again.
  std::expected<std::vector<Added>, Error> add(std::span<const Article> articles,
                                               std::span<const Reader::Document> originals = {});

  // The ids of articles whose originals are kept, and one of these; nothing where there is none.
  std::expected<std::vector<std::string>, Error> originals() const;
  std::expected<std::optional<Reader::Document>, Error> original(const std::string& id) const;

  // Settles families, stories and statements that earlier calls of add() and remove() touched.
  // Called by the destructor too; snapshots taken before it do not show what was added.
  std::expected<void, Error> settle();

  // Takes articles out, with everything that rested on them.  Returns how many there were.
  std::expected<std::size_t, Error> remove(std::span<const std::string> ids);
  std::expected<std::size_t, Error> remove_outlet(const std::string& outlet);

  // Checks every checksum and every derived table against the articles.
  std::expected<std::vector<Damage>, Error> verify() const;
  // Rebuilds what is damaged from the articles; returns what could not be rebuilt.
  std::expected<std::vector<Damage>, Error> repair();

  std::expected<Snapshot, Error> snapshot() const;

  const Scope& scope() const;

  // Small values that a program keeps beside the articles, by name: how far it has read a feed.
  // Nothing that is derived depends on them.
  using Notes = std::map<std::string, std::string>;
  std::expected<Notes, Error> notes() const;
  // In one transaction; an empty value takes the note out.
  std::expected<void, Error> note(const Notes& changed);

 private:
  struct State;
  explicit Library(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The report on one article: gather() with its summary.
Report check(const Snapshot& snapshot, const Article& article);

}  // namespace secondsource
