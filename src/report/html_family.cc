// The family as a tree over time, and the same as a table.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "report/html.h"
#include "report/plain.h"
#include "report/tree.h"
#include "report/wording.h"

namespace secondsource::report {
namespace {

constexpr std::size_t kDrawn = 40;     // members; the table has all
constexpr std::size_t kMostShown = 3;  // edits of a row of the table

// The rows to draw: the article's ancestors and it, and the first of the others.
std::vector<TreeRow> drawn_rows(const std::vector<TreeRow>& rows, const std::string& checked) {
  std::vector<bool> keep(rows.size());
  std::size_t kept = 0;
  const auto take = [&](std::size_t i) {
    if (!keep[i]) ++kept;
    keep[i] = true;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id != checked) continue;
    std::size_t up = i;
    for (std::size_t steps = 0; up != TreeRow::kNone && steps < kDrawn; ++steps) {
      take(up);
      up = rows[up].parent;
    }
  }
  for (std::size_t i = 0; i < rows.size() && kept < kDrawn; ++i) take(i);
  std::vector<TreeRow> out;
  std::vector<std::size_t> place(rows.size(), TreeRow::kNone);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!keep[i]) continue;
    place[i] = out.size();
    out.push_back(rows[i]);
    if (rows[i].parent != TreeRow::kNone) out.back().parent = place[rows[i].parent];
  }
  return out;
}

std::string share(const TreeRow& row) {
  if (row.edge == nullptr || !row.edge->from) return "";
  return fmt::format("{:.0f} % taken over", row.edge->reuse * 100);
}

// "−120 +31 words · “closed” for “shut down”": short enough to stand on an edge.
std::string edge_label(const TreeRow& row, std::size_t most) {
  if (row.edge == nullptr || !row.edge->from) return "";
  const LineageEdge& edge = *row.edge;
  std::string out;
  if (edge.cut > 0) out += fmt::format("−{}", edge.cut);
  if (edge.added > 0) out += fmt::format("{}+{}", out.empty() ? "" : " ", edge.added);
  if (!out.empty()) out += edge.cut + edge.added == 1 ? " word" : " words";
  if (!edge.edits.empty()) {
    const Edit& edit = edge.edits.front();
    const std::string words =
        "“" + shortened(edit.after, 24) + "” for “" + shortened(edit.before, 24) + "”";
    if (out.size() + words.size() < most) out += (out.empty() ? "" : " · ") + words;
  }
  return out;
}

class Drawing {
 public:
  Drawing(const View& view, std::vector<TreeRow> rows) : view_(view), rows_(std::move(rows)) {
    for (const TreeRow& row : rows_) {
      const auto& published = view_.article(row.id).published;
      if (!published) continue;
      first_ = first_ ? std::min(*first_, *published) : *published;
      last_ = last_ ? std::max(*last_, *published) : *published;
    }
  }

  // Wide: names beside the tree.  Narrow: names above each line.
  std::string svg(bool wide) {
    wide_ = wide;
    width_ = wide ? 760 : 340;
    left_ = wide ? 300 : 12;
    right_ = width_ - (wide ? 16 : 12);
    row_ = wide ? 44 : 66;
    place();
    const std::size_t height = kTop + row_ * rows_.size() + 8;
    std::string out = fmt::format(
        "<svg class=\"{}\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">\n",
        wide ? "wide" : "narrow", width_, height);
    axis(out, height);
    for (std::size_t i = 0; i < rows_.size(); ++i) edge(out, i);
    for (std::size_t i = 0; i < rows_.size(); ++i) node(out, i);
    for (std::size_t i = 0; i < rows_.size(); ++i) label(out, i);
    return out + "</svg>\n";
  }

 private:
  static constexpr std::size_t kTop = 28;

  // Where each row stands: by its time, or a step behind its parent where it has none.
  void place() {
    const double begin = left_ + 7, end = right_ - 7;
    const auto seconds = [](auto duration) { return static_cast<double>(duration.count()); };
    const bool spread = first_ && *first_ != *last_;
    x_.clear();
    for (const TreeRow& row : rows_) {
      const auto& published = view_.article(row.id).published;
      if (published && spread) {
        const double share = seconds(*published - *first_) / seconds(*last_ - *first_);
        x_.push_back(begin + (end - begin) * share);
      } else {
        x_.push_back(row.parent == TreeRow::kNone ? begin : std::min(end, x_[row.parent] + 28));
      }
    }
  }
  double x(std::size_t i) const { return x_[i]; }
  double y(std::size_t i) const { return static_cast<double>(kTop + row_ * i) + (wide_ ? 22 : 40); }

  void axis(std::string& out, std::size_t height) const {
    if (!first_ || *first_ == *last_) return;
    for (const bool end : {false, true}) {
      fmt::format_to(std::back_inserter(out),
                     "<line class=\"tick\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"20\" y2=\"{1}\"/>"
                     "<text class=\"small\" x=\"{2}\" y=\"14\"{3}>{4}</text>\n",
                     end ? right_ - 7 : left_ + 7, height - 4, end ? right_ : left_,
                     end ? " text-anchor=\"end\"" : "",
                     when(end ? last_ : first_, Precision::kMinute));
    }
  }

  void edge(std::string& out, std::size_t i) const {
    if (rows_[i].parent == TreeRow::kNone) {
      if (rows_[i].edge != nullptr && i > 0) {
        fmt::format_to(std::back_inserter(out),
                       "<path class=\"edge unknown\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", left_, y(i),
                       x(i));
      }
      return;
    }
    const double from = x(rows_[i].parent), to = x(i), bend = std::min(8.0, std::abs(to - from));
    fmt::format_to(std::back_inserter(out),
                   "<path class=\"edge\" d=\"M{0:.1f} {1:.1f}V{2:.1f}Q{0:.1f} {3:.1f} {4:.1f} "
                   "{3:.1f}H{5:.1f}\"/>\n",
                   from, y(rows_[i].parent), y(i) - 8, y(i), to >= from ? from + bend : from - bend,
                   to);
  }

  // What the copy changed, on the edge that leads to it, on the side where there is room.
  void label(std::string& out, std::size_t i) const {
    const std::string words = edge_label(rows_[i], wide_ ? 72 : 44);
    if (words.empty() || rows_[i].parent == TreeRow::kNone) return;
    const bool before = x(i) > (left_ + right_) / 2;
    fmt::format_to(std::back_inserter(out),
                   "<text class=\"edit\" x=\"{:.1f}\" y=\"{:.1f}\"{}>{}</text>\n",
                   before ? x(i) - 12 : x(i) + 12, wide_ ? y(i) - 6 : y(i) + 15,
                   before ? " text-anchor=\"end\"" : "", escaped(words));
  }

  void node(std::string& out, std::size_t i) const {
    const ArticleSummary& article = view_.article(rows_[i].id);
    const bool here = view_.is_checked(article.id);
    fmt::format_to(std::back_inserter(out),
                   "<circle class=\"node{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>\n",
                   here                ? " here"
                   : article.published ? ""
                                       : " undated",
                   x(i), y(i), here ? 7 : 5.5);
    const double base = static_cast<double>(kTop + row_ * i);
    const std::string name = escaped(shortened(outlet_of(article), wide_ ? 28 : 22));
    std::string details = when(article.published, article.published_precision);
    if (const std::string taken = share(rows_[i]); !taken.empty() && wide_)
      details += " · " + taken;
    fmt::format_to(std::back_inserter(out),
                   "<text class=\"name{}\" x=\"{}\" y=\"{:.1f}\">{}</text>"
                   "<text class=\"small\" x=\"{}\" y=\"{:.1f}\"{}>{}</text>\n",
                   here ? " here" : "", wide_ ? 0 : 4, base + (wide_ ? 19 : 20),
                   name + (here ? " (this article)" : ""), wide_ ? 0.0 : width_,
                   base + (wide_ ? 36 : 20), wide_ ? "" : " text-anchor=\"end\"", details);
  }

  const View& view_;
  std::vector<TreeRow> rows_;
  std::vector<double> x_;
  std::optional<Time> first_, last_;
  bool wide_ = true;
  double width_ = 0, left_ = 0, right_ = 0;
  std::size_t row_ = 0;
};

void write_table(const View& view, const std::vector<TreeRow>& rows, std::string& out) {
  out +=
      "<details><summary>The same as a table, with the evidence</summary><div class=\"scroll\" "
      "tabindex=\"0\" role=\"region\" aria-label=\"Members of the family\"><table><thead><tr>"
      "<th scope=\"col\">Published</th><th scope=\"col\">Outlet</th><th scope=\"col\">Made "
      "from</th>"
      "<th scope=\"col\">Taken over</th><th scope=\"col\">Changed</th><th scope=\"col\">Why</th>"
      "</tr></thead><tbody>\n";
  for (const TreeRow& row : rows) {
    std::string from = "not in this library", why;
    if (row.parent != TreeRow::kNone) {
      from = outlet_link(view, rows[row.parent].id);
    } else if (view.report().family->root == row.id) {
      from = "the version the others go back to";
    }
    if (row.edge != nullptr) {
      for (const std::string& reason : row.edge->evidence) {
        why += (why.empty() ? "" : "; ") + escaped(reason);
      }
    }
    fmt::format_to(
        std::back_inserter(out),
        "<tr><td>{}</td><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "</tr>\n",
        time_tag(view.article(row.id)), outlet_link(view, row.id),
        view.is_checked(row.id) ? " (this article)" : "", from,
        row.parent == TreeRow::kNone ? "" : fmt::format("{:.0f} %", row.edge->reuse * 100),
        row.parent == TreeRow::kNone ? "" : escaped(edits_line(*row.edge, kMostShown)), why);
  }
  out += "</tbody></table></div></details>\n";
}

}  // namespace

void write_family(const View& view, const Family& family, std::string& out) {
  const std::vector<TreeRow> rows = tree_of(family);
  out +=
      "<section id=\"family\" aria-labelledby=\"family-h\"><h2 id=\"family-h\">One text and what "
      "was "
      "made from it</h2>\n<p class=\"lead\">" +
      escaped(family_line(view, family)) + "</p>\n<figure class=\"tree\">\n";
  Drawing drawing(view, drawn_rows(rows, view.report().article.id));
  out += drawing.svg(true) + drawing.svg(false);
  out +=
      "<figcaption>Each line is an article; further right is later. A branch leads from a version "
      "to what was made from it, and says how many words were cut (−) and added (+).";
  if (rows.size() > kDrawn) {
    out += fmt::format(" {} of {} are drawn; the table has all.", kDrawn, rows.size());
  }
  out += "</figcaption></figure>\n";
  write_table(view, rows, out);
  out += "</section>\n";
}

}  // namespace secondsource::report
