// The values of the project as JSON (docs/json.md): one line each, spans in code points, times in
// RFC 3339 (UTC), null for what is absent, keys always in the same order.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "secondsource/article.h"
#include "secondsource/change.h"
#include "secondsource/fact.h"
#include "secondsource/family.h"
#include "secondsource/library.h"
#include "secondsource/mention.h"
#include "secondsource/passage.h"
#include "secondsource/report.h"
#include "secondsource/statement.h"
#include "secondsource/time.h"

namespace secondsource::report {

// What spans and mentions need of their article.  Views: they live as long as the article does.
struct Source {
  std::string_view input, title, text;
};
inline Source source_of(const Article& article) {
  return {article.input, article.title, article.text};
}

// The article of an id.  The views must stay valid until the call it is given to returns.  For an
// unknown id it gives empty texts; every span in those is shown as [0,0].
using Sources = std::function<Source(const std::string& article)>;

std::string to_json(const Article& article);
std::string to_json(const Mention& mention, const Source& source);
// Those of one article, a line each: linear in the length of its text.
std::string to_json_lines(std::span<const Mention> mentions, const Source& source);
std::string to_json(const Fact& fact, const Source& source);
std::string to_json(const Passage& passage, const Source& a, const Source& b);
std::string to_json(const Family& family);
std::string to_json(const FamilyChange& change);
std::string to_json(const Story& story, const Sources& sources);
std::string to_json(const Statement& statement, const Sources& sources);

// `article`: the one that brought the change.
std::string to_json(const Change& change, const ArticleSummary& article, const Sources& sources);

// "2026-11-03T14:05:00Z"
std::string rfc3339(Time time);

}  // namespace secondsource::report
