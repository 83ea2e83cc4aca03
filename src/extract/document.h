// The two kinds of document that hold more than a text: pages and JSON records.
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/read.h"

namespace secondsource::extract {

// When a document has had its time.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds time)
      : time_(time), end_(std::chrono::steady_clock::now() + time) {}
  // An error once the time is over.
  std::expected<void, std::string> check() const;

 private:
  std::chrono::milliseconds time_;
  std::chrono::steady_clock::time_point end_;
};

// What a page or a record around the page says.  `html` is valid UTF-8.
struct Given {
  std::string url;
  Article article;  // what is set here outranks the page
};

std::expected<Article, std::string> article_of_page(std::string_view html, Given given,
                                                    const Data& data, const ReadLimits& limits,
                                                    const Deadline& deadline);

// Of a JSON object with a text or a page, under any of the names that other tools use.  `json` is
// valid UTF-8.  `id` is set to the record's own id, if it has one.
std::expected<Article, std::string> article_of_record(std::string_view json, const Data& data,
                                                      const ReadOptions& options,
                                                      const Deadline& deadline, std::string& id);

// Fills what follows from the text: language, dateline, credits, completeness.
void finish_text(Article& article, const Data& data);

// Paragraphs of a text that is kept as it is: its lines, or, where its lines are wrapped, what
// blank lines and indentation part.
std::vector<ByteSpan> paragraphs_of(std::string_view text);

// The primary subtag of the language `text` is in; `declared` where the text tells nothing.
std::string language_of(std::string_view text, std::string_view declared);

// "11/12/2026" is November in some countries only.
bool month_first(std::string_view language, std::string_view declared, std::string_view domain);

}  // namespace secondsource::extract
