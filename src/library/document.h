// An article in memory with all that is derived from it alone, and the keys it is found by.
#pragma once

#include <cstdint>
#include <functional>
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

  // Found when they are first asked for: few articles are.
  const std::vector<Fact>& facts(const Data& data) const;
  const std::vector<std::uint64_t>& told(const Data& data) const;  // corroborate::told_by()

 private:
  mutable std::once_flag facts_asked_, told_asked_;
  mutable std::vector<Fact> facts_;
  mutable std::vector<std::uint64_t> told_;
};

// Fills `out` from `article`; `furniture` says which of its furniture its outlet has taught. Linear
// in the size of the article.
using FurnitureOf = std::function<std::vector<ByteSpan>(const Article&, const text::Text& body)>;
std::shared_ptr<const Profiles> derive(const Article& article, const FurnitureOf& furniture,
                                       const Data& data, const Scope& scope, Document& out);
// The same from what the catalogue holds: mentions are not looked for again.
void restore(Stored stored, const Data& data, Document& out);

// What of a document decides what it may be linked with, and which furniture it may have.
struct Traits {
  reuse::Prints prints;
  std::vector<std::uint64_t> paragraphs;    // keys of those that are long enough to be furniture
  bool furnished = false;                   // it is stored with furniture
  std::vector<corroborate::Keys> mentions;  // of those that are compared
};
// Without those of mentions.
Traits traits_of(const Document& document, const Scope& scope);
// Of the mentions of one page a key has so many, the first: on a page that says hundreds of things
// in one form each would be compared with each of every other such page.
inline constexpr std::size_t kMostHolders = 32;
std::vector<corroborate::Keys> mention_keys_of(const Profiles& profiles);

// What a document is kept under.
struct DocumentKeys {
  Traits traits;
  std::vector<std::uint64_t> stories;
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

// The values used last, by number: `most` of them, or half as many.
template <typename Value>
class Recent {
 public:
  explicit Recent(std::size_t most) : half_(most / 2) {}
  std::shared_ptr<const Value> find(Number number) {
    if (const auto found = young_.find(number); found != young_.end()) return found->second;
    const auto found = old_.find(number);
    if (found == old_.end()) return nullptr;
    auto value = std::move(found->second);
    old_.erase(found);
    put(number, value);
    return value;
  }
  void put(Number number, const std::shared_ptr<const Value>& value) {
    if (young_.size() >= half_) {  // what was not used since the last time goes
      old_ = std::move(young_);
      young_.clear();
    }
    young_.try_emplace(number, value);
  }

 private:
  std::size_t half_;
  std::unordered_map<Number, std::shared_ptr<const Value>> young_, old_;
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
  // The same of each where they are in memory, else null.
  std::vector<std::shared_ptr<const Profiles>> kept_profiles(std::span<const Number> numbers);
  // Of each mention who is said to speak: read without text and analysis, which takes a tenth of
  // the time of profiles().  Empty when there is no such article.
  std::vector<corroborate::SpeakerProfile> speakers(Number number);
  // What was just derived need not be read again.
  void put(const std::shared_ptr<const Document>& document,
           const std::shared_ptr<const Profiles>& profiles);

 private:
  Catalogue& catalogue_;
  const Data& data_;
  const Scope scope_;
  std::mutex& lock_;
  std::mutex kept_;  // guards what follows; never held while the catalogue's is waited for
  Recent<Document> documents_{8'000};
  Recent<Profiles> profiles_{120'000};  // more than the articles of 18 days and a batch
};

}  // namespace secondsource::library
