// Who covered the story, and which statements each article carries.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "report/html.h"
#include "report/plain.h"
#include "report/wording.h"

namespace secondsource::report {
namespace {

constexpr std::size_t kColumns = 14, kRows = 200;

// What an article is to a statement: the letter of its origin, or why there is none.
std::map<std::string, std::string> cells_of(const View& view, const StatementView& statement) {
  std::map<std::string, std::string> cells;
  const auto& origins = statement.origins;
  for (std::size_t o = 0; o < origins.size(); ++o) {
    for (const std::string& id : origins[o].mentions) {
      const Mention* mention = view.mention(id);
      if (mention == nullptr) continue;
      const bool unknown = origins[o].kind == Origin::Kind::kUnknown;
      cells.emplace(mention->article,
                    fmt::format("<span class=\"origin{}{}\"><span class=\"hidden\">carried, origin "
                                "</span>{}</span>",
                                unknown ? " unknown" : "",
                                origins[o].own_access.value_or(false) ? " own" : "", letter(o)));
    }
  }
  for (const Place& place : statement.possible) {
    cells.emplace(place.article,
                  "<span class=\"silent\" aria-hidden=\"true\">≈</span><span "
                  "class=\"hidden\">perhaps in other words</span>");
  }
  for (const std::string& id : statement.statement->silent) {
    cells.emplace(id,
                  "<span class=\"silent\" aria-hidden=\"true\">–</span><span "
                  "class=\"hidden\">silent</span>");
  }
  for (const std::string& id : statement.statement->cannot_tell) {
    cells.emplace(id,
                  "<span class=\"silent\" aria-hidden=\"true\">?</span><span "
                  "class=\"hidden\">cannot tell</span>");
  }
  return cells;
}

}  // namespace

void write_coverage(const View& view, std::string& out) {
  if (view.coverage().empty()) return;
  std::vector<std::string> rows = view.coverage();
  rows.push_back(view.report().article.id);
  rows = view.by_time(std::move(rows));
  std::set<std::string> outlets;
  for (const std::string& id : view.coverage()) outlets.insert(view.article(id).outlet.key());
  const std::size_t columns = std::min(view.statements().size(), kColumns);

  const auto put = [&]<typename... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
    out += '\n';
  };
  const bool one = view.coverage().size() == 1;
  put("<section id=\"story\" aria-labelledby=\"story-h\"><h2 id=\"story-h\">Who covers the "
      "story</h2>\n"
      "<p class=\"lead\">{} in {} in this library {} the same event, or {} several of its "
      "statements. A letter is the origin of the words in that article; ≈ has them perhaps in "
      "other words; – is silent; ? cannot be told.{}</p>",
      counted(view.coverage().size(), "other article"), counted(outlets.size(), "outlet"),
      one ? "covers" : "cover", one ? "carries" : "carry",
      columns < view.statements().size() ? fmt::format(" The first {} of {} statements are shown.",
                                                       columns, view.statements().size())
                                         : "");
  put("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Coverage of the "
      "story\"><table "
      "class=\"coverage\"><thead><tr><th scope=\"col\">Article</th>");
  std::vector<std::map<std::string, std::string>> cells;
  for (std::size_t i = 0; i < columns; ++i) {
    put("<th scope=\"col\"><a href=\"#s{0}\"><span class=\"hidden\">Statement </span>{0}</a></th>",
        i + 1);
    cells.push_back(cells_of(view, view.statements()[i]));
  }
  put("</tr></thead><tbody>");
  for (std::size_t i = 0; i < std::min(rows.size(), kRows); ++i) {
    const ArticleSummary& article = view.article(rows[i]);
    put("<tr{}><th scope=\"row\">{}{} <span class=\"when\">{}</span><span "
        "class=\"title\"{}>{}</span></th>",
        view.is_checked(rows[i]) ? " class=\"here\"" : "", outlet_link(view, rows[i]),
        view.is_checked(rows[i]) ? " (this article)" : "", time_tag(article),
        language_attributes(article.language), escaped(shortened(article.title, 90)));
    for (const auto& column : cells) {
      const auto found = column.find(rows[i]);
      put("<td class=\"cell\">{}</td>",
          found == column.end() ? "<span class=\"hidden\">not compared</span>" : found->second);
    }
    put("</tr>");
  }
  put("</tbody></table></div>");
  if (rows.size() > kRows)
    put("<p class=\"quiet\">and {} more.</p>", counted(rows.size() - kRows, "article"));
  put("</section>");
}

}  // namespace secondsource::report
