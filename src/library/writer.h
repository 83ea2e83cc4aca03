// Changing a library: every function here is one transaction's worth of changes, made inside a
// transaction of the caller's.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "library/catalogue.h"
#include "library/document.h"
#include "library/index.h"
#include "library/settle.h"
#include "secondsource/data.h"
#include "secondsource/library.h"

namespace secondsource::library {

// What this process added and has not settled: postings that stand in no segment yet, and traits
// by article.  Articles that another process left waiting are not in it.
struct Pending {
  std::array<Postings, kKinds.size()> postings;
  std::unordered_map<Number, Traits> traits;
  std::set<std::uint64_t> furniture;  // paragraphs that are known to be, as settled last
};

// What a process that writes has open.  Made anew after a transaction failed: what is in memory may
// then speak of rows that are not there.
struct Opened {
  std::unique_ptr<Catalogue> catalogue;
  Scope scope;
  Pending pending;
  std::optional<Index> index;  // none when a segment is missing or damaged
  Error index_error;
  std::unique_ptr<std::mutex> lock = std::make_unique<std::mutex>();
  std::unique_ptr<Documents> documents;
};
std::expected<Opened, Error> open_all(const std::string& folder, Catalogue::Access access,
                                      const Data& data, const std::optional<Scope>& scope = {});

// The scope of a library, given to it now where it has none.  An Error where it has another than
// `wanted`.
std::expected<Scope, Error> scope_of(Catalogue& catalogue, Catalogue::Access access,
                                     const std::optional<Scope>& wanted);

class Writer {
 public:
  Writer(Opened& opened, const Data& data, unsigned threads)
      : opened_(opened), data_(data), threads_(threads) {}

  // `originals`: none, or that of each article, to be kept.
  std::vector<Library::Added> add(std::span<const Article> articles,
                                  std::span<const Reader::Document> originals);
  // Shows what waits.  `whole`: the lineage of every family that was touched since it last was.
  void settle(bool whole);
  // Every article under these ids, with its revisions.
  std::size_t remove(std::span<const std::string> ids);
  // The ids of an outlet's articles, by its domain or its name in any case.
  std::vector<std::string> articles_of_outlet(const std::string& outlet);
  // Makes everything that is derived anew; returns the articles that were too damaged to keep.
  std::vector<Damage> rebuild();

 private:
  // An article that is about to be stored.
  struct Derived {
    std::shared_ptr<Document> document;
    std::shared_ptr<const Profiles> profiles;
    DocumentKeys keys;
    Record record;
    std::string search;  // the words
    std::optional<Original> original;
  };
  Derived derived(const Article& article, const FurnitureOf& furniture) const;
  // Stores it with its postings, which write_postings() puts into segments.
  Number insert(Derived& derived, bool waiting);
  void erase(std::span<const Number> numbers);
  void post(Number number, Number text, bool fresh_text, const DocumentKeys& keys);
  // Postings of articles that waited when this process began.
  void recover(std::span<const Number> waiting);
  void write_postings(std::size_t at_least = 1);
  // Paragraphs of these articles that may be furniture.
  struct Paragraphs {
    std::vector<std::uint64_t> keys;
    std::set<Number> furnished;  // articles that are stored with furniture
  };
  Paragraphs paragraphs_of(std::span<const Number> numbers);
  // Gives the articles that hold these paragraphs the furniture that they have by now, after
  // `arrived` came.
  void furnish(const Paragraphs& paragraphs, const std::set<Number>& arrived, Unsettled& unsettled);
  void link(Unsettled& unsettled, bool whole);
  Surface surface() const;
  Database& database() const { return opened_.catalogue->database(); }

  Opened& opened_;
  const Data& data_;
  unsigned threads_;
  std::optional<std::set<Number>> posted_;  // texts, while everything is posted anew
};

// The version of what is derived: another one, or other data files, and a library is rebuilt.
std::string analysis_of(const Data& data);

}  // namespace secondsource::library
