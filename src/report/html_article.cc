// The article with its statements marked in the text.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "report/html.h"
#include "report/plain.h"

namespace secondsource::report {
namespace {

std::vector<Marked> marks_of(const View& view, Field field) {
  std::vector<Marked> marks;
  for (std::size_t i = 0; i < view.statements().size(); ++i) {
    for (const Mention* mention : view.statements()[i].here) {
      if (mention->field != field) continue;
      for (const ByteSpan span : mention->content) marks.push_back({span, i});
    }
  }
  return flatten(std::move(marks));
}

// Writes texts whose marks are links; the first of each statement is where "in the text" jumps to.
class MarkedText {
 public:
  MarkedText(const SpeakerChoice& choice, std::string& out) : choice_(choice), out_(out) {}

  // `text` between `begin` and `end`; `marks` lie apart and in order, `next` is the first of them
  // that may reach into it.
  void write(std::string_view text, ByteSpan part, const std::vector<Marked>& marks,
             std::size_t& next) {
    std::uint32_t at = part.begin;
    while (next < marks.size() && marks[next].span.end <= part.begin) ++next;
    for (std::size_t i = next; i < marks.size() && marks[i].span.begin < part.end; ++i) {
      const std::uint32_t begin = std::max(marks[i].span.begin, part.begin);
      const std::uint32_t end = std::min(marks[i].span.end, part.end);
      plain_text(text, {at, begin});
      mark(text, {begin, end}, marks[i].statement);
      at = end;
    }
    plain_text(text, {at, part.end});
  }

 private:
  // plain() trims; the spaces at both ends matter between a mark and what is beside it.
  static std::string words(std::string_view text, ByteSpan span) {
    if (span.empty()) return {};
    const std::string_view slice = text.substr(span.begin, span.size());
    const auto space = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
    const std::string escaped_words = escaped(slice);
    if (escaped_words.empty()) return " ";
    return fmt::format("{}{}{}", space(slice.front()) ? " " : "", escaped_words,
                       space(slice.back()) ? " " : "");
  }

  void plain_text(std::string_view text, ByteSpan span) { out_ += words(text, span); }

  void mark(std::string_view text, ByteSpan span, std::size_t statement) {
    const bool first = seen_.insert(statement).second;
    const std::string number = std::to_string(statement + 1);
    const std::size_t speaker = choice_.of_statement[statement];
    const std::string who = speaker == 0 ? "" : fmt::format(" by{}", speaker);
    if (first) {
      out_ += fmt::format(
          "<a class=\"said{1}\" href=\"#s{0}\" id=\"t{0}\"><span class=\"n\"><span "
          "class=\"hidden\">Statement </span>{0}<span class=\"hidden\">: "
          "</span></span>",
          number, who);
    } else {
      out_ += fmt::format("<a class=\"said{1}\" href=\"#s{0}\" tabindex=\"-1\">", number, who);
    }
    out_ += words(text, span);
    out_ += "</a>";
  }

  const SpeakerChoice& choice_;
  std::string& out_;
  std::set<std::size_t> seen_;
};

}  // namespace

std::vector<Marked> flatten(std::vector<Marked> spans) {
  std::erase_if(spans, [](const Marked& mark) { return mark.span.empty(); });
  struct Edge {
    std::uint32_t at;
    bool begins;
    std::size_t span;
  };
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    edges.push_back({spans[i].span.begin, true, i});
    edges.push_back({spans[i].span.end, false, i});
  }
  std::ranges::sort(edges, {},
                    [](const Edge& edge) { return std::tuple(edge.at, edge.begins, edge.span); });
  std::vector<Marked> out;
  std::set<std::pair<std::uint32_t, std::size_t>> active;  // size, index: the innermost first
  std::uint32_t from = 0;
  for (const Edge& edge : edges) {
    if (!active.empty() && edge.at > from) {
      const std::size_t statement = spans[active.begin()->second].statement;
      if (!out.empty() && out.back().span.end == from && out.back().statement == statement) {
        out.back().span.end = edge.at;
      } else {
        out.push_back({{from, edge.at}, statement});
      }
    }
    from = edge.at;
    const std::pair key(spans[edge.span].span.size(), edge.span);
    if (edge.begins) {
      active.insert(key);
    } else {
      active.erase(key);
    }
  }
  return out;
}

void write_article(const View& view, const SpeakerChoice& choice, std::string& out) {
  const Article& article = view.report().article;
  const auto size = static_cast<std::uint32_t>(article.text.size());
  const std::string language = language_attributes(article.language);
  out +=
      "<article id=\"article\" aria-labelledby=\"article-h\">"
      "<h2 id=\"article-h\">The article</h2>\n<div class=\"text\">\n";
  MarkedText text(choice, out);
  if (const auto marks = marks_of(view, Field::kTitle); !marks.empty()) {
    std::size_t next = 0;
    out += fmt::format("<p class=\"headline\"{}>", language);
    text.write(article.title, {0, static_cast<std::uint32_t>(article.title.size())}, marks, next);
    out += "</p>\n";
  }
  const std::vector<Marked> marks = marks_of(view, Field::kText);
  std::vector<ByteSpan> paragraphs = article.paragraphs;
  if (paragraphs.empty() && size > 0) paragraphs = {{0, size}};
  std::size_t next = 0;
  for (const ByteSpan paragraph : paragraphs) {
    if (paragraph.end > size || paragraph.empty()) continue;
    const bool furniture = std::ranges::any_of(
        article.furniture, [&](ByteSpan span) { return span.contains(paragraph); });
    out += fmt::format("<p{}{}>", furniture ? " class=\"furniture\"" : "", language);
    if (furniture) {
      out += "<span class=\"hidden\">Printed under many articles of this outlet: </span>";
    }
    text.write(article.text, paragraph, marks, next);
    out += "</p>\n";
  }
  if (article.text.empty()) out += "<p class=\"quiet\">The article has no text.</p>\n";
  if (!article.complete) {
    out += "<p class=\"quiet\">The page shows that text of the article is missing.</p>\n";
  }
  out += "</div></article>\n";
}

}  // namespace secondsource::report
