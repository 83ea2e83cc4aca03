// The report on a terminal: the answer first, then each statement with its evidence.
#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "report/difference.h"
#include "report/page.h"
#include "report/plain.h"
#include "report/view.h"
#include "report/wording.h"
#include "secondsource/report.h"

namespace secondsource {
namespace report {
namespace {

using Style = Piece::Style;

// Lists longer than these are cut, and say so: a wire has thousands of copies.
constexpr std::size_t kArticles = 8, kEvidence = 3, kVariants = 5, kPossible = 3, kNames = 6;

std::string rest_of(std::size_t all, std::size_t shown) {
  return fmt::format("… and {} more", all - shown);
}

class Writer {
 public:
  Writer(const View& view, const Page& page) : view_(view), page_(page) {}

  void write() {
    opening();
    glance();
    for (const std::vector<std::size_t>& alike : by_evidence()) statements(alike);
    const Report& report = view_.report();
    if (!report.discrepancies.empty()) {
      page_.heading("WHAT DOES NOT AGREE");
      discrepancies(report.discrepancies, 2);
    }
    corrections();
    if (report.family) family(*report.family);
    story();
    limits();
  }

  // Statements that rest on the same evidence: their words, and then what holds for all of them.
  void statements(const std::vector<std::size_t>& alike) {
    page_.blank();
    for (const std::size_t index : alike) words(index);
    const StatementView& view = view_.statements()[alike.front()];
    const Statement& statement = *view.statement;
    page_.paragraph(Pieces{{origins_line(view), Style::kMark}}, 3, 3);
    for (std::size_t i = 0; i < view.origins.size(); ++i) origin(alike.front(), i);
    variants(view);
    discrepancies(statement.discrepancies, 3);
    possible(view);
    absent("Silent", "on the story, without these words", statement.silent, view);
    for (const auto& [why, ids] : unclear(view)) {
      absent("Cannot tell", why, ids, view);
    }
  }

 private:
  static std::string words_of(const StatementView& view) {
    const std::string words = plain(view.wording->text);
    return view.quoted ? fmt::format("“{}”", words) : words;
  }

  void words(std::size_t index) {
    const StatementView& view = view_.statements()[index];
    const std::string number = fmt::format("{}  ", index + 1);
    page_.paragraph(Pieces{{number, Style::kHeading}, {words_of(view), Style::kStrong}}, 0,
                    number.size());
    std::string who = fmt::format("— {}", speaker_of(view));
    if (view.statement->utterance) {
      who += ", ";
      who += occasion(view.statement->utterance->kind);
    }
    page_.paragraph(who, 3, Style::kSpeaker);
  }

  // The statements in order, those together that stand in one wording in the same articles, on the
  // same grounds, and are lacking in the same: most of an article's words are in no other.
  std::vector<std::vector<std::size_t>> by_evidence() const {
    std::vector<std::vector<std::size_t>> out;
    std::map<std::string, std::size_t> groups;
    for (std::size_t i = 0; i < view_.statements().size(); ++i) {
      const Statement& statement = *view_.statements()[i].statement;
      if (statement.variants.size() == 1 && statement.discrepancies.empty()) {
        std::string key;
        for (const Origin& origin : statement.origins) {
          key += fmt::format("{}:{};", ground_of(origin, articles_of(origin)), own_access(origin));
        }
        if (!statement.possible.empty()) key += fmt::format("{};", i);
        key += fmt::format("{};{}", fmt::join(statement.silent, " "),
                           fmt::join(statement.cannot_tell, " "));
        const auto [group, first] = groups.emplace(std::move(key), out.size());
        if (!first) {
          out[group->second].push_back(i);
          continue;
        }
      }
      out.push_back({i});
    }
    return out;
  }

  std::vector<std::string> articles_of(const Origin& origin) const {
    std::set<std::string> ids;
    for (const std::string& id : origin.mentions) {
      if (const Mention* mention = view_.mention(id)) ids.insert(mention->article);
    }
    return view_.by_time({ids.begin(), ids.end()});
  }

  // What one wire carries has one ground.
  static std::string ground_of(const Origin& origin, const std::vector<std::string>& articles) {
    std::string ground = fmt::format("{} {}", origin.name, fmt::join(articles, " "));
    for (const Evidence& evidence : origin.evidence) {
      ground += rule_name(evidence.rule);
      // Who was cited or told for one statement says nothing of another's.
      if (evidence.rule != Rule::kCited && evidence.rule != Rule::kOwnAccess) continue;
      for (const Place& place : evidence.at) {
        ground += fmt::format(" {} {}", place.article, place.span.begin);
      }
    }
    return ground;
  }

  // A line or two for each statement, before the evidence for any.
  void glance() {
    if (view_.statements().size() < 2) return;
    page_.blank();
    for (std::size_t i = 0; i < view_.statements().size(); ++i) {
      const StatementView& view = view_.statements()[i];
      const Pieces right{{fmt::format("{}  ", short_origins(view)), Style::kMark},
                         {shortened(words_of(view), 90), Style::kPlain},
                         {fmt::format(" — {}", shortened(speaker_of(view), 40)), Style::kQuiet}};
      page_.row(0, {fmt::format("{:>2}", i + 1), Style::kHeading}, 2, right);
    }
  }

  void opening() {
    const Report& report = view_.report();
    const ArticleSummary& article = view_.article(report.article.id);
    page_.paragraph(plain(report.summary), 0, Style::kStrong);
    page_.blank();
    if (!article.title.empty()) page_.paragraph(fmt::format("“{}”", plain(article.title)), 2);
    page_.paragraph(fmt::format("{} · {}", outlet_of(article),
                                when(article.published, article.published_precision)),
                    2, Style::kQuiet);
    if (!report.in_library)
      page_.paragraph("(this article is not in the library)", 2, Style::kQuiet);
    page_.paragraph(fmt::format("Checked against {}. Times are UTC.", extent(report.library)), 2,
                    Style::kQuiet);
  }

  void origin(std::size_t of_statement, std::size_t index) {
    const Origin& origin = view_.statements()[of_statement].origins[index];
    const char letter = static_cast<char>('A' + index % 26);
    page_.paragraph(
        Pieces{{fmt::format("{}  {}", letter, origin_name(origin)), Style::kStrong},
               {fmt::format(" · {} · {}", origin_kind(origin), own_access(origin)), Style::kPlain}},
        3, 6);
    const std::vector<std::string> articles = articles_of(origin);
    const auto [seen, fresh] = grounds_.emplace(ground_of(origin, articles), of_statement);
    if (!fresh) {
      page_.paragraph(fmt::format("{}, on the same grounds as under {}",
                                  articles.size() == 1 ? "the same article" : "the same articles",
                                  seen->second + 1),
                      6, Style::kQuiet);
      return;
    }
    for (std::size_t i = 0; i < std::min(articles.size(), kArticles); ++i) {
      const ArticleSummary& article = view_.article(articles[i]);
      const Piece right{
          outlet_of(article) + (view_.is_checked(article.id) ? "  ← this article" : ""),
          Style::kPlain};
      page_.row(6, {when(article.published, article.published_precision), Style::kQuiet}, 18,
                {&right, 1});
    }
    if (articles.size() > kArticles) page_.paragraph(rest_of(articles.size(), kArticles), 6);
    for (std::size_t i = 0; i < std::min(origin.evidence.size(), kEvidence); ++i) {
      evidence(origin.evidence[i]);
    }
    if (origin.evidence.size() > kEvidence) {
      page_.paragraph(rest_of(origin.evidence.size(), kEvidence) + " of the kind", 6,
                      Style::kQuiet);
    }
  }

  void evidence(const Evidence& evidence) {
    page_.paragraph(Pieces{{fmt::format("{}: ", rule_name(evidence.rule)), Style::kCue},
                           {plain(evidence.text), Style::kPlain}},
                    6, 8);
    if (!evidence.at.empty()) quote(evidence.at.front(), evidence.text, 8);
  }

  // The words at a place, with a little of what stands around them; their outlet too, unless the
  // line `after` which they stand has named it.
  void quote(const Place& place, std::string_view after, std::size_t indent) {
    const ArticleSummary& article = view_.article(place.article);
    const std::string outlet = outlet_of(article);
    const std::string label = after.starts_with(outlet) ? "" : fmt::format("{}: ", outlet);
    if (view_.words(place).empty()) {
      page_.paragraph(label + "the page itself (its credits, links or time)", indent,
                      Style::kQuiet);
      return;
    }
    Excerpt found =
        excerpt(place.field == Field::kTitle ? article.title : article.text, place.span, 30);
    if (columns_of(found.words) > 100) {
      found.words = shortened(found.words, 100);
      found.after.clear();
    }
    page_.paragraph(Pieces{{label, Style::kQuiet},
                           {found.before, Style::kQuiet},
                           {fmt::format("»{}«", found.words), Style::kPlain},
                           {found.after, Style::kQuiet}},
                    indent, indent + 2);
  }

  void variants(const StatementView& view) {
    const auto& all = view.statement->variants;
    if (all.size() < 2) return;
    page_.paragraph(
        Pieces{{"Wordings", Style::kStrong},
               {", against this article's: [was → is], [− left out], [+ put in]", Style::kQuiet}},
        3, 5);
    const std::string language = view_.article(view.wording->mentions.front().article).language;
    std::size_t shown = 0;
    for (const Variant& variant : all) {
      if (&variant == view.wording || variant.mentions.empty()) continue;
      if (shown++ == kVariants) {
        page_.paragraph(rest_of(all.size(), kVariants + 1) + " wordings", 5);
        break;
      }
      const ArticleSummary& first = view_.article(variant.mentions.front().article);
      std::set<std::string> outlets;
      for (const Mention& mention : variant.mentions) {
        outlets.insert(outlet_of(view_.article(mention.article)));
      }
      std::string where = *outlets.begin();
      if (outlets.size() > 1)
        where = outlet_of(first) + fmt::format(" and {}", counted(outlets.size() - 1, "other"));
      Pieces pieces{{where + ": ", Style::kQuiet}};
      const Difference difference = compare_words(view.wording->text, variant.text);
      if (first.language != language || difference.kept < 0.4) {
        if (first.language != language && !first.language.empty()) {
          pieces.push_back({fmt::format("({}) ", plain(first.language)), Style::kQuiet});
        }
        pieces.push_back({plain(variant.text), Style::kPlain});
      } else {
        append_difference(difference, pieces);
      }
      page_.paragraph(pieces, 5, 7);
    }
  }

  void possible(const StatementView& view) {
    if (view.possible.empty()) return;
    page_.paragraph(Pieces{{"Perhaps in other words", Style::kStrong},
                           {", for a reader to judge; not counted:", Style::kQuiet}},
                    3, 5);
    for (std::size_t i = 0; i < std::min(view.possible.size(), kPossible); ++i) {
      quote(view.possible[i], "", 5);
    }
    if (view.possible.size() > kPossible) {
      page_.paragraph(rest_of(view.possible.size(), kPossible), 5, Style::kQuiet);
    }
  }

  void discrepancies(const std::vector<Discrepancy>& all, std::size_t indent) {
    for (const Discrepancy& discrepancy : all) {
      // The words are compared above.
      if (discrepancy.kind == Discrepancy::Kind::kWords && indent > 2) continue;
      page_.paragraph(std::string(discrepancy_title(discrepancy.kind)), indent, Style::kStrong);
      for (const Discrepancy::Side& side : discrepancy.sides) {
        std::set<std::string> outlets;
        for (const Place& place : side.at) outlets.insert(outlet_of(view_.article(place.article)));
        page_.paragraph(Pieces{{plain(side.text), Style::kPlain},
                               {fmt::format(": {}", list(outlets)), Style::kQuiet}},
                        indent + 2, indent + 4);
      }
    }
  }

  void corrections() {
    if (view_.report().corrections.empty()) return;
    page_.heading("WHAT WAS TAKEN BACK");
    for (const Correction& correction : view_.report().corrections) {
      page_.paragraph(Pieces{{plain(correction_line(correction)), Style::kStrong}}, 2, 4);
      for (const auto& [title, ids] : {std::pair("Still so in ", &correction.still),
                                       std::pair("Corrected in ", &correction.corrected)}) {
        if (ids->empty()) continue;
        std::set<std::string> outlets;
        for (const std::string& id : *ids) outlets.insert(outlet_of(view_.article(id)));
        page_.paragraph(Pieces{{title + counted(ids->size(), "article") + ": ", Style::kPlain},
                               {list(outlets), Style::kQuiet}},
                        4, 6);
      }
    }
  }

  static std::string list(const std::set<std::string>& names) {
    std::string out;
    std::size_t shown = 0;
    for (const std::string& name : names) {
      if (shown == kNames) return out + fmt::format(" and {} more", names.size() - kNames);
      if (shown++ > 0) out += ", ";
      out += name;
    }
    return out;
  }

  // Articles without the statement.  An outlet that carries it in another article is not named.
  std::map<std::string_view, std::vector<std::string>> unclear(const StatementView& view) const {
    std::map<std::string_view, std::vector<std::string>> reasons;
    for (const std::string& id : view.statement->cannot_tell) {
      reasons[why_cannot_tell(view_, view, view_.article(id))].push_back(id);
    }
    return reasons;
  }

  void absent(std::string_view title, std::string_view what, const std::vector<std::string>& ids,
              const StatementView& statement) {
    if (ids.empty()) return;
    std::set<std::string> outlets;
    for (const std::string& id : ids) {
      const ArticleSummary& article = view_.article(id);
      if (!std::ranges::binary_search(statement.outlets, article.outlet.key())) {
        outlets.insert(outlet_of(article));
      }
    }
    page_.paragraph(
        Pieces{{fmt::format("{}: ", title), Style::kStrong},
               {fmt::format("{}, {}", counted(ids.size(), "article"), what), Style::kPlain},
               {outlets.empty() ? "" : fmt::format(": {}", list(outlets)), Style::kQuiet}},
        3, 5);
  }

  void family(const Family& family) {
    page_.heading("THE FAMILY OF THIS TEXT");
    page_.paragraph(family_line(view_, family), 2);
    write_tree(
        family, [&](const std::string& id) -> const ArticleSummary& { return view_.article(id); },
        view_.report().article.id, page_);
  }

  void story() {
    if (view_.coverage().empty()) return;
    std::set<std::string> carrying, outlets;
    for (const StatementView& statement : view_.statements()) {
      carrying.insert(statement.articles.begin(), statement.articles.end());
      for (const Place& place : statement.possible) carrying.insert(place.article);
    }
    std::set<std::string> without;
    for (const std::string& id : view_.coverage()) {
      outlets.insert(view_.article(id).outlet.key());
      if (!carrying.contains(id)) without.insert(outlet_of(view_.article(id)));
    }
    page_.heading("THE STORY");
    page_.paragraph(fmt::format("{} in {} {} the same event, or {} several of its statements.",
                                counted(view_.coverage().size(), "other article"),
                                counted(outlets.size(), "outlet"),
                                view_.coverage().size() == 1 ? "covers" : "cover",
                                view_.coverage().size() == 1 ? "carries" : "carry"),
                    2);
    if (!without.empty() && !view_.statements().empty()) {
      page_.paragraph("Without any of the statements above: " + list(without), 2);
    }
  }

  void limits() {
    page_.heading("WHERE THIS LIBRARY ENDS");
    page_.paragraph(
        fmt::format(
            "It holds {}. Origins are separate as far as these articles show: a copy that it does "
            "not hold, or an agency nobody credits, cannot be seen. This is evidence about where "
            "words come from, not about whether they are true.",
            extent(view_.report().library)),
        2);
  }

  const View& view_;
  Page page_;
  std::map<std::string, std::size_t> grounds_;  // of origins → the statement they were shown under
};

}  // namespace

void write_statement(const View& view, std::size_t index, Page& page) {
  Writer(view, page).statements({index});
}

void append_difference(const Difference& difference, Pieces& pieces) {
  const auto& edits = difference.edits;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const std::string words = plain(edits[i].words);
    switch (edits[i].kind) {
      case Edit::Kind::kSame:
        pieces.push_back({words + " ", Style::kPlain});
        break;
      case Edit::Kind::kAdded:
        pieces.push_back({fmt::format("[+ {}] ", words), Style::kAdded});
        break;
      case Edit::Kind::kRemoved:
        if (i + 1 < edits.size() && edits[i + 1].kind == Edit::Kind::kAdded) {
          pieces.push_back({fmt::format("[{}", words), Style::kRemoved});
          pieces.push_back({" → ", Style::kPlain});
          pieces.push_back({fmt::format("{}] ", plain(edits[++i].words)), Style::kAdded});
        } else {
          pieces.push_back({fmt::format("[− {}] ", words), Style::kRemoved});
        }
    }
  }
}

void write_tree(const Family& family, const ArticleOf& article, const std::string& marked,
                Page& page) {
  for (const TreeRow& row : tree_of(family)) {
    const ArticleSummary& of = article(row.id);
    std::string branch;
    for (const bool open : row.open) branch += open ? "│  " : "   ";
    if (row.depth > 0) branch += row.last ? "└─ " : "├─ ";
    std::string words = outlet_of(of);
    if (row.edge != nullptr && row.edge->from) {
      words += fmt::format(" · {:.0f} % taken over", row.edge->reuse * 100);
      if (const std::string edits = edits_line(*row.edge); !edits.empty()) words += " · " + edits;
      const auto& parent = article(*row.edge->from).published;
      if (of.published && parent && *of.published < *parent) words += ", though dated earlier";
    } else if (row.depth > 0 || row.id != family.root) {
      words += " · made from what the library does not hold";
    }
    if (row.id == marked) words += "  ← this article";
    const Piece right{branch + words, row.id == marked ? Style::kStrong : Style::kPlain};
    page.row(2, {when(of.published, of.published_precision), Style::kQuiet}, 18, {&right, 1});
  }
}

}  // namespace report

std::string to_terminal(const Report& report, const TerminalOptions& options) {
  std::string out;
  const report::View view(report);
  report::Writer(view, report::Page(out, options)).write();
  return out;
}

}  // namespace secondsource
