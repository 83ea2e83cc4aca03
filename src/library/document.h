// An article in memory with all that is derived from it alone, and the keys it is found by.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "corroborate/statement.h"
#include "corroborate/story.h"
#include "library/catalogue.h"
#include "library/index.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace secondsource::library {

// Refers to itself: made in place, never moved.
struct Document {
  Document() = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Stored stored;
  text::ArticleText text;                              // of stored.article
  corroborate::StoryProfile profile;
  std::vector<corroborate::MentionProfile> mentions;   // of stored.mentions, in their order
};

// Fills `out` from `article` and its furniture.  Pure, linear in the size of the article.
void derive(const Article& article, const Data& data, Document& out);
// The same from what the catalogue holds: mentions and facts are not looked for again.
void restore(Stored stored, const Data& data, Document& out);

// What a document is kept under: in the order of Kind.  Paragraphs are the extractor's (furniture.h).
struct DocumentKeys {
  std::vector<std::uint64_t> fingerprints, stories, paragraphs;
  std::vector<std::vector<std::uint64_t>> mentions;
};
DocumentKeys keys_of(const Document& document);
std::vector<std::uint64_t> fingerprints_of(const Document& document);

// A word as full text search knows it: folded, without marks.
std::string search_word(std::string_view folded);
// The words under which full text search finds an article.
std::string search_words(const Document& document);

// Documents by number, the last ones used kept in memory.  Any number of threads at once, as long as
// all of them share `lock` for whatever else they do with the catalogue.
class Documents {
 public:
  Documents(Catalogue& catalogue, const Data& data, std::mutex& lock, std::size_t keep = 4'000)
      : catalogue_(catalogue), data_(data), lock_(lock), keep_(keep) {}
  // Null when there is no such article.
  std::shared_ptr<const Document> get(Number number);

 private:
  struct Entry {
    Number number;
    std::shared_ptr<const Document> document;
  };
  Catalogue& catalogue_;
  const Data& data_;
  std::mutex& lock_;
  std::size_t keep_;
  std::list<Entry> recent_;  // the last used first
  std::unordered_map<Number, std::list<Entry>::iterator> at_;
};

// Calls work(i, worker) for all i < n on `threads` threads (0: one a core); the first exception is
// thrown again here.
void in_parallel(std::size_t n, unsigned threads,
                 const std::function<void(std::size_t i, unsigned worker)>& work);
unsigned workers(unsigned threads);

}  // namespace secondsource::library
