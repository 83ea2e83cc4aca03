// All that a snapshot or a report says, as one text.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "secondsource/library.h"

namespace secondsource::library {

class Printer {
 public:
  template <typename... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    out_ += '\n';
  }
  void print(const Article& article) {
    line("article {} {} {} {} {}", article.id, article.input, article.outlet.key(), article.title,
         article.text);
    print("furniture", article.furniture);
  }
  void print(std::string_view name, const std::vector<ByteSpan>& spans) {
    for (const ByteSpan& span : spans) line("  {} {}-{}", name, span.begin, span.end);
  }
  void print(const Mention& mention) {
    line("mention {} {} {}", mention.id, static_cast<int>(mention.kind),
         mention.speaker ? mention.speaker->name : "-");
    print("content", mention.content);
  }
  void print(const Family& family) {
    line("family {} root {} agency {}", family.id, family.root.value_or("-"), family.agency);
    for (const std::string& member : family.members) line("  member {}", member);
    for (const LineageEdge& edge : family.edges) {
      line("  {} <- {} {:.6f}", edge.to, edge.from.value_or("-"), edge.reuse);
      for (const std::string& evidence : edge.evidence) line("    {}", evidence);
    }
  }
  void print(const Passage& passage) {
    line("passage {} {}-{} {} {}-{} {} {} {:.6f} {}", passage.a, passage.a_span.begin,
         passage.a_span.end, passage.b, passage.b_span.begin, passage.b_span.end,
         static_cast<int>(passage.kind), passage.words, passage.identity, passage.boilerplate);
  }
  void print(const std::vector<Discrepancy>& discrepancies) {
    for (const Discrepancy& discrepancy : discrepancies) {
      line("  discrepancy {}", static_cast<int>(discrepancy.kind));
      for (const Discrepancy::Side& side : discrepancy.sides) {
        line("    side {}", side.text);
        print(side.at);
      }
    }
  }
  void print(const std::vector<Place>& places) {
    for (const Place& place : places) {
      line("      at {} {} {}-{}", place.article, static_cast<int>(place.field), place.span.begin,
           place.span.end);
    }
  }
  void print(const Story& story) {
    line("story {}", story.id);
    for (const std::string& each : story.articles) line("  article {}", each);
    for (const std::string& each : story.families) line("  family {}", each);
    for (const std::string& each : story.outlets) line("  outlet {}", each);
    print(story.discrepancies);
  }
  void print(const Statement& statement) {
    line("statement {} by {}", statement.id, statement.speaker);
    for (const Variant& variant : statement.variants) {
      line("  variant {}", variant.text);
      for (const Mention& mention : variant.mentions) print(mention);
    }
    for (const Origin& origin : statement.origins) {
      line("  origin {} {} {} {}", origin.name, static_cast<int>(origin.kind), origin.seen,
           origin.own_access ? (*origin.own_access ? "own" : "not own") : "unknown");
      for (const std::string& mention : origin.mentions) line("    {}", mention);
      for (const Evidence& evidence : origin.evidence) {
        line("    {} {}", static_cast<int>(evidence.rule), evidence.text);
        print(evidence.at);
      }
    }
    for (const Mention& each : statement.possible) line("  possible {}", each.id);
    for (const std::string& each : statement.silent) line("  silent {}", each);
    for (const std::string& each : statement.cannot_tell) line("  cannot tell {}", each);
    print(statement.discrepancies);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// In the order in which the snapshot says it.
inline std::string all_of(const Snapshot& snapshot) {
  Printer printer;
  const Report::Coverage coverage = snapshot.coverage();
  printer.line("{} articles, {} outlets", coverage.articles, coverage.outlets);
  const auto print = [&printer](const auto& value) {
    printer.print(value);
    return true;
  };
  std::vector<std::string> ids;
  snapshot.articles({}, [&](const Article& each) {
    ids.push_back(each.id);
    return print(each);
  });
  snapshot.mentions({}, [&](const Article&, const Mention& mention) { return print(mention); });
  for (const std::string& id : ids) {
    for (const Fact& fact : snapshot.facts_of(id)) printer.line("fact {} {}", id, fact.value);
  }
  snapshot.families({}, print);
  snapshot.passages({}, print);
  snapshot.stories({}, print);
  snapshot.statements({}, print);
  if (const auto hits = snapshot.search("bridge", 10)) {
    for (const Snapshot::Hit& hit : *hits) printer.line("hit {} {}", hit.article, hit.snippet);
  }
  return printer.take();
}

inline std::string text_of(const Report& report) {
  Printer printer;
  printer.print(report.article);
  if (report.family) printer.print(*report.family);
  for (const Statement& statement : report.statements) printer.print(statement);
  printer.print(report.discrepancies);
  for (const Story& story : report.stories) printer.print(story);
  for (const ArticleSummary& other : report.articles) printer.line("names {}", other.id);
  return printer.take();
}

}  // namespace secondsource::library
