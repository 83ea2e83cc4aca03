// The report on one article, and the ways to show it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/family.h"
#include "secondsource/statement.h"

namespace secondsource {

// An article as a report names it.
struct ArticleSummary {
  std::string id;
  std::string url;
  std::string input;
  Outlet outlet;
  std::string title;
  std::optional<Time> published;
  Precision published_precision = Precision::kSecond;
  std::string language;
  std::vector<Credit> credits;
  std::string text;  // so that every place in the report can be shown
  std::vector<ByteSpan> paragraphs;
  std::vector<ByteSpan> furniture;
  Article::Form form = Article::Form::kArticle;
  bool complete = true;
};

inline ArticleSummary summary_of(const Article& article) {
  return {.id = article.id,
          .url = article.url,
          .input = article.input,
          .outlet = article.outlet,
          .title = article.title,
          .published = article.published,
          .published_precision = article.published_precision,
          .language = article.language,
          .credits = article.credits,
          .text = article.text,
          .paragraphs = article.paragraphs,
          .furniture = article.furniture,
          .form = article.form,
          .complete = article.complete};
}

// Everything that is shown about one article; a value that refers to nothing outside of itself.
// Made by check() (secondsource/library.h).
struct Report {
  std::string summary;  // one sentence that can be quoted
  Article article;
  bool in_library = false;
  std::optional<Family> family;
  std::vector<Statement> statements;       // those the article carries, in order of appearance
  std::vector<Discrepancy> discrepancies;  // inside the article and between it and its stories
  std::vector<Story> stories;              // those the article belongs to
  std::vector<Correction> corrections;     // of them, those that the article makes or is named in
  std::vector<ArticleSummary> articles;    // every other article named above, sorted by id
  struct Coverage {                        // where the library's knowledge ends
    std::size_t articles = 0, outlets = 0;
    std::optional<Time> first, last;
  } library;
  std::string version;
};

// The sentence that answers first: "3 of 7 quotations have a second origin; 4 rest on one agency
// alone, in 11 outlets".  Reads everything of `report` but its summary.
std::string summarise(const Report& report);

struct TerminalOptions {
  int columns = 80;
  bool colour = false;
};

std::string to_terminal(const Report& report, const TerminalOptions& options = {});
std::string to_html(
    const Report& report);  // one file without requests, scripts of pages or colour alone
std::string to_json(const Report& report);  // one line; DESIGN's shapes, spans in code points

}  // namespace secondsource
