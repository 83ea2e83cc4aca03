// What a batch of articles changed in what a library shows of statements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "secondsource/library.h"
#include "secondsource/statement.h"

namespace secondsource {

struct Change {
  enum class Kind : std::uint8_t {
    kOrigin,   // the statement has an independent origin more, and two or more now
    kWords,    // its quoted words differ in a way they did not before
    kDropped,  // a revision of the article carries it no more
  };
  Kind kind = Kind::kOrigin;
  std::string article;   // Article::id of the article that brought it, new or revised
  bool revised = false;  // whether that is a revision
  Statement statement;   // as it is now; of kDropped as it was

  std::size_t before = 0, now = 0;  // kOrigin: origins of known kind
  std::vector<Origin> gained;       // kOrigin: those of which nothing was known before
  Discrepancy words;  // kWords; a side that only the earlier version had has an empty span
};

// What changed between two states of one library, in the order of `added` and, within an article,
// of its mentions: a function of the two states and of which articles came or were revised.  A
// statement that comes with two origins at once has gained one.  What a revision lacks is told only
// where its text is complete, or the earlier one's was not either.
std::vector<Change> changes(const Snapshot& before, const Snapshot& after,
                            std::span<const Library::Added> added);

}  // namespace secondsource
