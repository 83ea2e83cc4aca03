// A report seen by its articles, mentions and statements: what both ways of showing it ask of it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "secondsource/report.h"

namespace secondsource::report {

// One statement from where the article stands.
struct StatementView {
  const Statement* statement = nullptr;
  std::vector<const Mention*> here{};   // the article's own mentions, in order of appearance
  std::string speaker{};                // as the article names who said it, else as others do
  std::string printed_speaker{};        // the words beside the cue of the first of those
  const Variant* wording = nullptr;     // the article's own, else the first; never null
  std::vector<std::string> articles{};  // of all mentions, earliest first
  std::vector<std::string> outlets{};   // keys of those, sorted
  std::vector<Place> possible{};        // of what may be it in other words, earliest first
  bool quoted = true;                   // the wording is in quotation marks wherever it stands
  // The statement's; those that articles credit together are one, under all of their names.
  std::vector<Origin> origins{};
  std::size_t named = 0;       // of known kind; the words need Statement::independent
  std::size_t unseen = 0;      // of those: named only, nothing of them in the library
  std::size_t own_access = 0;  // of those: with own access
};

// Refers to the report, which must outlive it.
class View {
 public:
  explicit View(const Report& report);

  const Report& report() const { return report_; }
  const std::vector<StatementView>& statements() const { return statements_; }

  // Never fails: an article the report does not hold is shown by its id.
  const ArticleSummary& article(const std::string& id) const;
  bool is_checked(const std::string& id) const { return id == report_.article.id; }
  // Null when the report holds no such mention.
  const Mention* mention(const std::string& id) const;

  // Every other article of the stories of the report, and those that carry two of its statements,
  // earliest first; no article twice.
  const std::vector<std::string>& coverage() const { return coverage_; }

  // `ids` by time of publication, undated last, then by outlet and id.
  std::vector<std::string> by_time(std::vector<std::string> ids) const;

  // The words at a place; empty where it stands for the whole article.
  std::string_view words(const Place& place) const;

 private:
  const Report& report_;
  ArticleSummary checked_;
  std::map<std::string, const ArticleSummary*, std::less<>> articles_;
  mutable std::map<std::string, ArticleSummary> unknown_;
  std::map<std::string, const Mention*, std::less<>> mentions_;
  std::vector<StatementView> statements_;
  std::vector<std::string> coverage_;
};

// A span of a text with the words around it, cut at spaces.
struct Excerpt {
  std::string before, words, after;  // plain(), with "…" where cut
};
Excerpt excerpt(std::string_view text, ByteSpan span, std::size_t context);

}  // namespace secondsource::report
