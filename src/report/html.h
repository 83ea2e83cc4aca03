// The parts of the HTML report.
//
// One file: no script, no request, every string of an article escaped and its direction isolated.
// What can be opened and closed is <details>; what jumps is a link to a place of the page:
//   #tN  statement N in the text of the article        #sN  the evidence for statement N
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/view.h"

namespace secondsource::report {

// plain(), with &, <, >, " and ' as references: safe between tags and in a quoted attribute.
std::string escaped(std::string_view words);

// ` lang="de" dir="auto"` for an element that holds words of an article.
std::string language_attributes(std::string_view language);

// The outlet of an article, linked to it where its address is one of the web.
std::string outlet_link(const View& view, const std::string& article);
std::string time_tag(const ArticleSummary& article);

// "A", "B", … of an origin of a statement.
std::string letter(std::size_t origin);

// Spans of one text that lie apart, each with the innermost statement that covers it.
struct Marked {
  ByteSpan span;
  std::size_t statement = 0;
};
std::vector<Marked> flatten(std::vector<Marked> spans);

std::string_view stylesheet();

void write_article(const View& view, std::string& out);
void write_statement(const View& view, std::size_t index, std::string& out);
void write_discrepancies(const View& view, const std::vector<Discrepancy>& all, int heading,
                         std::string& out);
void write_family(const View& view, const Family& family, std::string& out);
void write_coverage(const View& view, std::string& out);

}  // namespace secondsource::report
