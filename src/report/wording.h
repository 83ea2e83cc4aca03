// The plain words of a report, the same on a terminal and in HTML.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "report/view.h"
#include "secondsource/report.h"

namespace secondsource::report {

// "1 origin", "2 origins", "no origin".  Plural: `one` + "s", or `many` where it is given.
std::string counted(std::size_t n, std::string_view one, std::string_view many = {});

std::string when(const std::optional<Time>& time,
                 Precision precision);  // "3 Nov 2026, 14:05", "undated"
std::string day(Time time);             // "3 Nov 2026"

std::string outlet_of(const ArticleSummary& article);  // never empty
std::string speaker_of(const StatementView& view);     // "Mara Olsen, mayor", "an unnamed source"
std::string_view occasion(Occasion::Kind kind);        // "in a speech"

std::string origin_name(const Origin& origin);       // "Meridian", "origin unknown"
std::string_view origin_kind(const Origin& origin);  // "news agency", "own report of the outlet"
std::string_view own_access(const Origin& origin);   // "own access", "no own access", …

// "AFP", "AFP, dpa or Reuters".
std::string any_of(const std::vector<std::string>& names);

// "2 origins, 1 with own access — separate as far as this library shows"
std::string origins_line(const StatementView& view);

// "2 origins, 1 with own access", "1 origin: Meridian", "1 origin: Meridian, perhaps more", where
// others may tell it in other words, "origin unknown"
std::string short_origins(const StatementView& view);

std::string_view rule_name(Rule rule);              // "copied"
std::string_view rule_meaning(Rule rule);           // one sentence
std::string_view mention_kind(Mention::Kind kind);  // "quoted", "reported", "partly quoted"
std::string_view discrepancy_title(Discrepancy::Kind kind);

// "Meridian corrected its text: “14” for “41”", "Meridian withdrew its text"
std::string correction_line(const Correction& correction);

// How much the library holds: "52 articles of 17 outlets, 1 Nov 2026 to 6 Nov 2026".
std::string extent(const Report::Coverage& coverage);

// Why an article of the story that carries no mention of a statement is not called silent: "same
// day or earlier", "undated".
std::string_view why_cannot_tell(const View& view, const StatementView& statement,
                                 const ArticleSummary& article);

// What a copy changed: "120 words cut, 31 added, “closed” for “shut down”"; "" for nothing.
std::string edits_line(const LineageEdge& edge, std::size_t most_edits = 1);

// Where an article's family goes back to, in one sentence.
std::string family_line(const View& view, const Family& family);

}  // namespace secondsource::report
