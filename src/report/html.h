// The parts of the HTML report.
//
// One file: no script, no request, every string of an article escaped and its direction isolated.
// What can be opened and closed is <details>; whose statements are shown is chosen by radio buttons
// (html_speakers.cc); what jumps is a link to a place of the page:
//   #tN  statement N in the text of the article        #sN  the evidence for statement N
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
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

// The speakers that a reader can choose among, most statements first, and each statement's: from 1,
// 0 where it is not among them.
inline constexpr std::size_t kSpeakers = 12;  // as many as the style sheet has rules for
struct SpeakerChoice {
  std::vector<std::pair<std::string, std::size_t>> speakers;  // name, statements
  std::vector<std::size_t> of_statement;
};
SpeakerChoice speakers_of(const View& view);
// The classes, after a space, of what belongs to a speaker.
std::string speaker_class(std::size_t speaker);
void write_speakers(const SpeakerChoice& choice, std::string& out);

std::string_view stylesheet();

void write_article(const View& view, const SpeakerChoice& choice, std::string& out);
void write_statement(const View& view, std::size_t index, std::size_t speaker, std::string& out);
void write_discrepancies(const View& view, const std::vector<Discrepancy>& all, int heading,
                         std::string& out);
void write_family(const View& view, const Family& family, std::string& out);
void write_coverage(const View& view, std::string& out);

}  // namespace secondsource::report
