// The evidence for one statement: its origins, wordings, silence and discrepancies.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "report/difference.h"
#include "report/html.h"
#include "report/plain.h"
#include "report/wording.h"

namespace secondsource::report {
namespace {

// Longer lists are closed at first.
constexpr std::size_t kOpen = 12;
// A shared passage may be a whole article: so much of it is quoted.
constexpr std::size_t kWords = 360;

class Section {
 public:
  Section(const View& view, std::string& out) : view_(view), out_(out) {}

  template <typename... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void statement(std::size_t index, std::size_t speaker) {
    const StatementView& view = view_.statements()[index];
    const Statement& statement = *view.statement;
    const std::size_t n = index + 1;
    put("<section class=\"statement{1}\" id=\"s{0}\" aria-labelledby=\"s{0}-h\" tabindex=\"-1\">",
        n, speaker_class(speaker));
    put("<h3 id=\"s{0}-h\"><span class=\"n\">{0}</span> <span{1}>{2}{3}{4}</span></h3>", n,
        language_attributes(language(*view.wording)), view.quoted ? "“" : "",
        escaped(view.wording->text), view.quoted ? "”" : "");
    std::string where;
    if (statement.utterance) {
      where = fmt::format(", {}", occasion(statement.utterance->kind));
    }
    put("<p class=\"who\">— <bdi>{}</bdi>{}{}</p>", escaped(speaker_of(view)), where,
        view.here.empty() ? ""
                          : fmt::format(" <a class=\"back\" href=\"#t{}\">in the text<span "
                                        "aria-hidden=\"true\"> ↩</span></a>",
                                        n));
    put("<p class=\"origins-line\">{}</p>", escaped(origins_line(view)));
    put("<ol class=\"origins\">");
    for (std::size_t i = 0; i < view.origins.size(); ++i) origin(view.origins[i], i);
    put("</ol>");
    if (statement.utterance && !statement.utterance->evidence.empty()) {
      put("<details><summary>Said {}: the words for it</summary>",
          occasion(statement.utterance->kind));
      places(statement.utterance->evidence);
      put("</details>");
    }
    wordings(view);
    if (std::ranges::any_of(statement.discrepancies, [](const Discrepancy& discrepancy) {
          return discrepancy.kind != Discrepancy::Kind::kWords;
        })) {
      std::vector<Discrepancy> others;
      std::ranges::copy_if(statement.discrepancies, std::back_inserter(others),
                           [](const Discrepancy& discrepancy) {
                             return discrepancy.kind != Discrepancy::Kind::kWords;
                           });
      write_discrepancies(view_, others, 4, out_);
    }
    possible(view);
    absence("Silent", "On the story, later, complete, and without these words", statement.silent,
            [](const ArticleSummary&) { return ""; });
    absence("Cannot tell", "On the story, without these words, but not certainly silent",
            statement.cannot_tell,
            [&](const ArticleSummary& article) { return why_cannot_tell(view_, view, article); });
    put("</section>");
  }

  void discrepancies(const std::vector<Discrepancy>& all, int heading) {
    for (const Discrepancy& discrepancy : all) {
      put("<div class=\"discrepancy\"><h{0}>{1}</h{0}><div class=\"sides\">", heading,
          discrepancy_title(discrepancy.kind));
      for (const Discrepancy::Side& side : discrepancy.sides) {
        put("<div class=\"side\"><p class=\"value\" dir=\"auto\">{}</p>", escaped(side.text));
        places(side.at);
        put("</div>");
      }
      put("</div></div>");
    }
  }

 private:
  std::string language(const Variant& variant) const {
    return variant.mentions.empty() ? "" : view_.article(variant.mentions.front().article).language;
  }

  void origin(const Origin& origin, std::size_t index) {
    const bool unknown = origin.kind == Origin::Kind::kUnknown;
    put("<li class=\"card\"><div class=\"card-h\"><span class=\"origin{}{}\"><span "
        "class=\"hidden\">Origin </span>{}</span><div><h4><bdi>{}</bdi></h4><p class=\"kind\">{} · "
        "<span "
        "class=\"access\">{}</span></p></div></div>",
        unknown ? " unknown" : "", origin.own_access.value_or(false) ? " own" : "", letter(index),
        escaped(origin_name(origin)), origin_kind(origin), own_access(origin));
    std::vector<std::string> ids;
    std::map<std::string, const Mention*> mention_of;
    for (const std::string& id : origin.mentions) {
      const Mention* mention = view_.mention(id);
      if (mention != nullptr && mention_of.emplace(mention->article, mention).second) {
        ids.push_back(mention->article);
      }
    }
    ids = view_.by_time(std::move(ids));
    const auto list = [&](std::size_t begin, std::size_t end) {
      put("<ul class=\"articles\">");
      for (std::size_t i = begin; i < end; ++i) {
        const ArticleSummary& article = view_.article(ids[i]);
        put("<li><span class=\"when\">{}</span> <span class=\"outlet\">{}</span> <span "
            "class=\"kind\">{}{}</span></li>",
            time_tag(article), outlet_link(view_, ids[i]), mention_kind(mention_of[ids[i]]->kind),
            view_.is_checked(ids[i]) ? " · <strong>this article</strong>" : "");
      }
      put("</ul>");
    };
    list(0, std::min(ids.size(), kOpen));
    if (ids.size() > kOpen) {
      put("<details><summary>and {} more</summary>", counted(ids.size() - kOpen, "article"));
      list(kOpen, ids.size());
      put("</details>");
    }
    if (!origin.evidence.empty()) {
      put("<details{}><summary>{}</summary><ul class=\"evidence\">",
          origin.evidence.size() <= 4 ? " open" : "",
          origin.mentions.size() > 1 ? "Why this is one origin" : "How this is known");
      for (const Evidence& evidence : origin.evidence) {
        put("<li><p><span class=\"rule\">{}</span> <span>{}</span></p>", rule_name(evidence.rule),
            escaped(evidence.text));
        places(evidence.at);
        put("</li>");
      }
      put("</ul></details>");
    }
    put("</li>");
  }

  // The words at each place, with what stands around them.
  void places(const std::vector<Place>& all) {
    if (all.empty()) return;
    const auto list = [&](std::size_t begin, std::size_t end) {
      put("<ul class=\"places\">");
      for (std::size_t i = begin; i < end; ++i) place(all[i]);
      put("</ul>");
    };
    constexpr std::size_t kPlaces = 4;
    list(0, std::min(all.size(), kPlaces));
    if (all.size() > kPlaces) {
      put("<details><summary>and {} more</summary>", counted(all.size() - kPlaces, "place"));
      list(kPlaces, all.size());
      put("</details>");
    }
  }

  void place(const Place& place) {
    const ArticleSummary& article = view_.article(place.article);
    put("<li><cite>{}, {}{}</cite>", outlet_link(view_, place.article), time_tag(article),
        place.field == Field::kTitle ? ", headline" : "");
    if (view_.words(place).empty()) {
      put("<span class=\"quiet\">the page itself (its credits, links or time)</span></li>");
      return;
    }
    Excerpt found =
        excerpt(place.field == Field::kTitle ? article.title : article.text, place.span, 60);
    if (columns_of(found.words) > kWords) {
      found.words = shortened(found.words, kWords);
      found.after.clear();
    }
    put("<q{}>{}{}<mark>{}</mark>{}{}</q></li>", language_attributes(article.language),
        escaped(found.before), found.before.ends_with(' ') ? " " : "", escaped(found.words),
        found.after.starts_with(' ') ? " " : "", escaped(found.after));
  }

  void wordings(const StatementView& view) {
    const auto& all = view.statement->variants;
    if (all.size() < 2) return;
    put("<div class=\"wordings\"><h4>Wordings</h4><p class=\"quiet\">Compared word by word with "
        "this "
        "article’s: <del><span class=\"hidden\">left out: </span>left out</del>, <ins><span "
        "class=\"hidden\">put in: </span>put in</ins>.</p><ul>");
    wording(view, *view.wording);
    for (const Variant& variant : all) {
      if (&variant != view.wording) wording(view, variant);
    }
    put("</ul></div>");
  }

  void wording(const StatementView& view, const Variant& variant) {
    if (variant.mentions.empty()) return;
    std::set<std::string> ids;
    for (const Mention& mention : variant.mentions) ids.insert(mention.article);
    const std::vector<std::string> articles = view_.by_time({ids.begin(), ids.end()});
    std::string outlets;
    for (std::size_t i = 0; i < std::min<std::size_t>(articles.size(), 4); ++i) {
      if (i > 0) outlets += ", ";
      outlets += outlet_link(view_, articles[i]);
    }
    if (articles.size() > 4) outlets += fmt::format(" and {} more", articles.size() - 4);
    const bool own = &variant == view.wording;
    put("<li><p class=\"outlets\">{}{}</p>", outlets, own ? " · this article’s wording" : "");
    const std::string language_here = language(variant);
    const bool translated = language_here != language(*view.wording);
    const Difference difference =
        own || translated ? Difference{} : compare_words(view.wording->text, variant.text);
    put("<p class=\"wording\"{}>", language_attributes(language_here));
    if (own || translated || difference.kept < 0.4) {
      put("{}", escaped(variant.text));
    } else {
      for (const Edit& edit : difference.edits) {
        switch (edit.kind) {
          case Edit::Kind::kSame:
            put("{} ", escaped(edit.words));
            break;
          case Edit::Kind::kRemoved:
            put("<del><span class=\"hidden\">[left out: </span>{}<span "
                "class=\"hidden\">]</span></del> ",
                escaped(edit.words));
            break;
          case Edit::Kind::kAdded:
            put("<ins><span class=\"hidden\">[put in: </span>{}<span "
                "class=\"hidden\">]</span></ins> ",
                escaped(edit.words));
        }
      }
    }
    put("</p></li>");
  }

  void possible(const StatementView& view) {
    if (view.possible.empty()) return;
    std::set<std::string_view> articles;
    for (const Place& place : view.possible) articles.insert(place.article);
    put("<details class=\"absence\"><summary>Perhaps in other words: {}</summary><p "
        "class=\"quiet\">Much alike, in the same days, and by the same speaker or one whom nobody "
        "names. A reader has to judge; it is not counted:</p>",
        counted(articles.size(), "article"));
    places(view.possible);
    put("</details>");
  }

  template <typename Why>
  void absence(std::string_view title, std::string_view what, const std::vector<std::string>& ids,
               Why why) {
    if (ids.empty()) return;
    put("<details class=\"absence\"><summary>{}: {}</summary><p class=\"quiet\">{}:</p><ul "
        "class=\"articles\">",
        title, counted(ids.size(), "article"), what);
    for (const std::string& id : view_.by_time(ids)) {
      const std::string_view reason = why(view_.article(id));
      put("<li><span class=\"when\">{}</span> <span class=\"outlet\">{}</span>{}</li>",
          time_tag(view_.article(id)), outlet_link(view_, id),
          reason.empty() ? "" : fmt::format(" <span class=\"kind\">{}</span>", reason));
    }
    put("</ul></details>");
  }

  const View& view_;
  std::string& out_;
};

}  // namespace

void write_statement(const View& view, std::size_t index, std::size_t speaker, std::string& out) {
  Section(view, out).statement(index, speaker);
}

void write_discrepancies(const View& view, const std::vector<Discrepancy>& all, int heading,
                         std::string& out) {
  Section(view, out).discrepancies(all, heading);
}

}  // namespace secondsource::report
