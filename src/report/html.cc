#include "report/html.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <iterator>
#include <set>

#include "report/json.h"
#include "report/plain.h"
#include "report/wording.h"

namespace secondsource {
namespace report {

std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : plain(words)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string language_attributes(std::string_view language) {
  const bool known = language.size() >= 2 && language.size() <= 8 &&
                     language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == language.npos;
  return known ? fmt::format(" lang=\"{}\" dir=\"auto\"", language) : " dir=\"auto\"";
}

std::string outlet_link(const View& view, const std::string& article) {
  const ArticleSummary& of = view.article(article);
  std::string name = fmt::format("<bdi>{}</bdi>", escaped(outlet_of(of)));
  const bool web = of.url.starts_with("https://") || of.url.starts_with("http://");
  if (!web) return name;
  return fmt::format("<a href=\"{}\" rel=\"noreferrer noopener\">{}</a>", escaped(of.url), name);
}

std::string time_tag(const ArticleSummary& article) {
  std::string words = when(article.published, article.published_precision);
  if (!article.published) return words;
  const std::string machine = rfc3339(*article.published);
  return fmt::format(
      "<time datetime=\"{}\">{}</time>",
      article.published_precision == Precision::kDay ? machine.substr(0, 10) : machine, words);
}

std::string letter(std::size_t origin) {
  const auto of = [](std::size_t i) { return static_cast<char>('A' + i); };
  if (origin < 26) return {of(origin)};
  return {of(origin / 26 % 26), of(origin % 26)};
}

namespace {

std::string content_security_policy() {
  const std::string_view style = stylesheet();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(style.data()), style.size(), hash.data());
  std::array<unsigned char, 64> base64{};
  EVP_EncodeBlock(base64.data(), hash.data(), static_cast<int>(hash.size()));
  return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
      reinterpret_cast<const char*>(base64.data()));
}

constexpr std::size_t kMostNamed = 12;  // articles of a list

class Document {
 public:
  Document(const View& view, std::string& out)
      : view_(view), out_(out), choice_(speakers_of(view)) {}

  void write() {
    head();
    masthead();
    put("<main id=\"main\">");
    glance();
    write_article(view_, choice_, out_);
    statements();
    disagreements();
    corrections();
    if (view_.report().family) write_family(view_, *view_.report().family, out_);
    write_coverage(view_, out_);
    limits();
    put("</main>");
    footer();
    put("</body></html>");
  }

 private:
  template <typename... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void head() {
    const Report& report = view_.report();
    put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    put("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", content_security_policy());
    put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    put("<meta name=\"referrer\" content=\"no-referrer\">");
    put("<meta name=\"color-scheme\" content=\"light dark\">");
    put("<meta name=\"generator\" content=\"Second Source {}\">", escaped(report.version));
    put("<title>{} – Second Source</title>",
        report.article.title.empty() ? "Report on an article" : escaped(report.article.title));
    put("<style>{}</style>\n</head>\n<body>", stylesheet());
    put("<a class=\"skip\" href=\"#glance\">Skip to the findings</a>");
  }

  void masthead() {
    const Report& report = view_.report();
    const ArticleSummary& article = view_.article(report.article.id);
    put("<header class=\"top\">");
    put("<p class=\"brand\"><span>Second Source</span> <span class=\"what\">Where the words of one "
        "article come from</span></p>");
    put("<h1{}>{}</h1>", language_attributes(article.language),
        article.title.empty() ? "Report on an article" : escaped(article.title));
    put("<p class=\"byline\">{} · {}{}</p>", outlet_link(view_, article.id), time_tag(article),
        report.in_library ? "" : " · not in the library");
    put("<p class=\"answer\">{}</p>", escaped(report.summary));
    put("<nav aria-label=\"Parts of this report\"><ul>");
    put("<li><a href=\"#article\">Article</a></li>");
    if (!view_.statements().empty()) put("<li><a href=\"#statements\">Evidence</a></li>");
    if (!report.discrepancies.empty())
      put("<li><a href=\"#disagree\">What does not agree</a></li>");
    if (report.family) put("<li><a href=\"#family\">Copies</a></li>");
    if (!view_.coverage().empty()) put("<li><a href=\"#story\">Coverage</a></li>");
    put("<li><a href=\"#library\">Limits</a></li></ul></nav>\n</header>");
  }

  void glance() {
    if (view_.statements().empty()) {
      put("<section id=\"glance\" tabindex=\"-1\" aria-label=\"At a glance\"></section>");
      return;
    }
    put("<section id=\"glance\" tabindex=\"-1\" aria-labelledby=\"glance-h\"><h2 "
        "id=\"glance-h\">At a "
        "glance</h2>");
    write_speakers(choice_, out_);
    put("<ol class=\"glance\">");
    for (std::size_t i = 0; i < view_.statements().size(); ++i) {
      const StatementView& view = view_.statements()[i];
      std::string badges;
      for (std::size_t o = 0; o < view.origins.size(); ++o) {
        const Origin& origin = view.origins[o];
        const bool unknown = origin.kind == Origin::Kind::kUnknown;
        badges += fmt::format(
            "<span class=\"origin{}{}\" aria-hidden=\"true\">{}</span>", unknown ? " unknown" : "",
            origin.own_access.value_or(false) ? " own" : "", unknown ? "?" : letter(o));
        if (o == 7 && view.origins.size() > 8) {
          badges += "…";
          break;
        }
      }
      put("<li class=\"{}\"><a href=\"#s{}\" data-n=\"{}\"><span class=\"words\"{}>{}</span><span "
          "class=\"who\">{}</span>"
          "<span class=\"count\">{} {}</span></a></li>",
          speaker_class(choice_.of_statement[i]).substr(1), i + 1, i + 1,
          language_attributes(view_.article(view_.report().article.id).language),
          escaped(view.quoted ? fmt::format("“{}”", shortened(view.wording->text, 110))
                              : shortened(view.wording->text, 110)),
          escaped(speaker_of(view)), badges, escaped(short_origins(view)));
    }
    put("</ol></section>");
  }

  void statements() {
    if (view_.statements().empty()) return;
    put("<section id=\"statements\" aria-labelledby=\"statements-h\">"
        "<h2 id=\"statements-h\">The evidence, statement by statement</h2>");
    for (std::size_t i = 0; i < view_.statements().size(); ++i) {
      write_statement(view_, i, choice_.of_statement[i], out_);
    }
    put("</section>");
  }

  void disagreements() {
    const auto& all = view_.report().discrepancies;
    if (all.empty()) return;
    put("<section id=\"disagree\" aria-labelledby=\"disagree-h\"><h2 id=\"disagree-h\">What does "
        "not "
        "agree</h2>\n<p class=\"lead\">Inside this article, or between it and others on the same "
        "story. Which side is right is not for this report to say.</p>");
    write_discrepancies(view_, all, 3, out_);
    put("</section>");
  }

  void corrections() {
    const auto& all = view_.report().corrections;
    if (all.empty()) return;
    put("<section id=\"corrections\" aria-labelledby=\"corrections-h\">"
        "<h2 id=\"corrections-h\">What was taken back</h2>\n<ul>");
    for (const Correction& correction : all) {
      put("<li>{} ({})", escaped(correction_line(correction)),
          outlet_link(view_, correction.at.article));
      for (const auto& [title, ids] : {std::pair("Still so in", &correction.still),
                                       std::pair("Corrected in", &correction.corrected)}) {
        if (ids->empty()) continue;
        put("<br>{} {}:", title, counted(ids->size(), "article"));
        std::size_t shown = 0;
        for (const std::string& id : *ids) {
          if (shown == kMostNamed) break;
          put("{}{}", shown++ == 0 ? "" : ", ", outlet_link(view_, id));
        }
        if (ids->size() > kMostNamed) put(" and {} more", ids->size() - kMostNamed);
      }
      put("</li>");
    }
    put("</ul></section>");
  }

  void limits() {
    const Report& report = view_.report();
    put("<section id=\"library\" aria-labelledby=\"library-h\"><h2 id=\"library-h\">Where this "
        "library "
        "ends</h2>");
    put("<p>The article was checked against {}. Times are UTC.</p>",
        escaped(extent(report.library)));
    put("<p>Origins are <em>separate as far as this library shows</em>: a copy that it does not "
        "hold, or "
        "an agency that nobody credits, cannot be seen. Being first in this library proves "
        "nothing. The "
        "report says where words come from and how it knows; it does not say whether they are "
        "true.</p>");
    std::set<Rule> rules;
    for (const Statement& statement : report.statements) {
      for (const Origin& origin : statement.origins) {
        for (const Evidence& evidence : origin.evidence) rules.insert(evidence.rule);
      }
    }
    put("<dl class=\"terms\">");
    put("<div><dt>origin</dt><dd>The place where reported words entered the news: an agency, an "
        "outlet "
        "with its own access, or unknown.</dd></div>");
    for (const Rule rule : rules) {
      put("<div><dt>{}</dt><dd>{}</dd></div>", rule_name(rule), escaped(rule_meaning(rule)));
    }
    put("<div><dt>perhaps in other words</dt><dd>What another article tells and may be the "
        "statement, retold. It is shown to be judged, and counts neither as an origin nor as "
        "silence.</dd></div>");
    put("<div><dt>silent</dt><dd>On the same story, published later, complete, and without the "
        "statement. That is no reproach: there may be good reasons.</dd></div>");
    put("<div><dt>cannot tell</dt><dd>On the same story, but undated, earlier, cut off, in a "
        "language "
        "whose words cannot be compared here, or with much of the words in one "
        "place.</dd></div>");
    put("</dl></section>");
  }

  void footer() {
    const Report& report = view_.report();
    put("<footer><p>Made by Second Source {} from <span class=\"break\">{}</span>{}.</p>",
        escaped(report.version), escaped(report.article.input),
        report.article.retrieved
            ? fmt::format(", retrieved {}", when(report.article.retrieved, Precision::kMinute))
            : "");
    put("<p class=\"break\">Article {}{}</p></footer>", escaped(report.article.id),
        report.article.sha256.empty() ? "" : " · SHA-256 " + escaped(report.article.sha256));
  }

  const View& view_;
  std::string& out_;
  SpeakerChoice choice_;
};

}  // namespace
}  // namespace report

std::string to_html(const Report& report) {
  std::string out;
  const report::View view(report);
  report::Document(view, out).write();
  return out;
}

}  // namespace secondsource
