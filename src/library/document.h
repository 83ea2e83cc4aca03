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
#include "library/parallel.h"
#include "reuse/candidates.h"
#include "secondsource/data.h"
#include "secondsource/library.h"
#include "text/text.h"

namespace secondsource::library {

// What of an article decides about pairs of articles and of mentions.
struct Profiles {
  corroborate::StoryProfile story;
  std::vector<corroborate::MentionProfile> mentions;  // of Stored::mentions, in their order
};

// Refers to itself: made in place, never moved.
struct Document {
  Document() = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Stored stored;
  text::ArticleText text;  // of stored.article
};

// Fills `out` from `article`; `furniture` says which of its furniture its outlet has taught. Linear
// in the size of the article.
using FurnitureOf = std::function<std::vector<ByteSpan>(const Article&, const text::Text& body)>;
std::shared_ptr<const Profiles> derive(const Article& article, const FurnitureOf& furniture,
                                       const Data& data, const Scope& scope, Document& out);
// The same from what the catalogue holds: mentions are not looked for again.
void restore(Stored stored, const Data& data, const Scope& scope, Document& out);

// What of a document decides which families and which furniture it may be part of.
struct Traits {
  reuse::Prints prints;
  std::vector<std::uint64_t> paragraphs;  // keys of those that are long enough to be furniture
  bool furnished = false;                 // it is stored with furniture
};
Traits traits_of(const Document& document, const Scope& scope);

// What a document is kept under.
struct DocumentKeys {
  Traits traits;
  std::vector<std::uint64_t> stories;
  std::vector<std::vector<std::uint64_t>> mentions;
};
DocumentKeys keys_of(const Document& document, const Profiles& profiles, const Scope& scope);
std::vector<std::uint64_t> fingerprints_of(const Document& document, const Scope& scope);
inline reuse::Side side_of(const Document& document) {
  return {&document.stored.article, &document.text.body};
}
reuse::WinnowOptions winnow_options(const Scope& scope);

// A word as full text search knows it: folded, without marks.
std::string search_word(std::string_view folded);
// The words under which full text search finds an article.
std::string search_words(const Document& document);

// The values used last, by number.
template <typename Value>
class Recent {
 public:
  explicit Recent(std::size_t most) : most_(most) {}
  std::shared_ptr<const Value> find(Number number) {
    const auto found = at_.find(number);
    if (found == at_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->second;
  }
  void put(Number number, std::shared_ptr<const Value> value) {
    if (at_.contains(number)) return;
    order_.emplace_front(number, std::move(value));
    at_[number] = order_.begin();
    if (order_.size() <= most_) return;
    at_.erase(order_.back().first);
    order_.pop_back();
  }

 private:
  using Order = std::list<std::pair<Number, std::shared_ptr<const Value>>>;
  std::size_t most_;
  Order order_;  // the last used first
  std::unordered_map<Number, typename Order::iterator> at_;
};

// Documents and profiles by number, those used last kept in memory: a document takes some 30 KiB,
// its profiles some 5.  Any number of threads at once, as long as all of them share `lock` for
// whatever else they do with the catalogue.
class Documents {
 public:
  Documents(Catalogue& catalogue, const Data& data, const Scope& scope, std::mutex& lock)
      : catalogue_(catalogue), data_(data), scope_(scope), lock_(lock) {}
  const Scope& scope() const { return scope_; }
  // Null when there is no such article.
  std::shared_ptr<const Document> get(Number number);
  std::shared_ptr<const Profiles> profiles(Number number);
  // What was just derived need not be read again.
  void put(std::shared_ptr<const Document> document, std::shared_ptr<const Profiles> profiles);

 private:
  Catalogue& catalogue_;
  const Data& data_;
  const Scope scope_;
  std::mutex& lock_;
  std::mutex kept_;  // guards what follows; never held while the catalogue's is waited for
  Recent<Document> documents_{5'000};
  Recent<Profiles> profiles_{40'000};
};

}  // namespace secondsource::library
