// A JSON record → Article, under the names that trafilatura, newspaper, news-please, Media Cloud,
// schema.org and IPTC ninjs give the fields.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <span>

#include "extract/clean.h"
#include "extract/credits.h"
#include "extract/dates.h"
#include "extract/document.h"
#include "extract/fragment.h"
#include "extract/metadata.h"
#include "extract/newsml.h"
#include "extract/own_record.h"
#include "text/utf8.h"

namespace secondsource::extract {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

using Names = std::span<const std::string_view>;

// A string, a number as printed, the "name" or "@id" of an object, or the first of an array of
// them.
std::string text_of(const element& value) {
  if (value.is_string()) return std::string(std::string_view(value));
  if (value.is_int64()) return fmt::format("{}", std::int64_t(value));
  if (value.is_uint64()) return fmt::format("{}", std::uint64_t(value));
  if (value.is_double()) return fmt::format("{:.0f}", double(value));
  element inner;
  if (value.is_object()) {
    for (const char* key : {"name", "title", "domain", "url", "@id"}) {
      if (value[key].get(inner) == simdjson::SUCCESS && inner.is_string()) return text_of(inner);
    }
  } else if (value.is_array()) {
    const simdjson::dom::array array = value;
    if (array.size() > 0 && !array.at(0).is_array()) return text_of(array.at(0).value());
  }
  return {};
}

std::string first(const object& record, Names names) {
  for (const std::string_view name : names) {
    element value;
    if (record[name].get(value) != simdjson::SUCCESS) continue;
    std::string text = text_of(value);
    if (!text.empty()) return text;
  }
  return {};
}

std::vector<std::string> strings(const object& record, std::string_view name) {
  std::vector<std::string> out;
  simdjson::dom::array values;
  if (record[name].get(values) != simdjson::SUCCESS) return out;
  for (const element& value : values) {
    if (std::string text = clean_line(text_of(value)); !text.empty())
      out.push_back(std::move(text));
  }
  return out;
}

std::vector<std::string> list(const object& record, Names names, const Phrases& phrases,
                              const Months& months) {
  constexpr std::size_t kMost = 1000;  // no article has more authors
  std::vector<std::string> out;
  for (const std::string_view name : names) {
    element value;
    if (record[name].get(value) != simdjson::SUCCESS) continue;
    const auto add = [&](const element& item) {
      if (out.size() >= kMost) return;
      for (std::string& author : names_in_byline(text_of(item), phrases, months)) {
        if (std::find(out.begin(), out.end(), author) == out.end())
          out.push_back(std::move(author));
      }
    };
    if (value.is_array()) {
      for (const element& item : simdjson::dom::array(value)) {
        if (!item.is_array()) add(item);
      }
    } else {
      add(value);
    }
    if (!out.empty()) return out;
  }
  return out;
}

// Names that trafilatura, newspaper, news-please, fundus, Media Cloud and schema.org have for a
// field; the first that holds something counts.
constexpr std::string_view kText[] = {
    "text",      "body",         "content",      "maintext",     "articleBody", "plain_text",
    "plaintext", "body_text",    "article_text", "text_content", "story_text",  "raw_text",
    "full_text", "content_text", "cleaned_text", "story",        "article"};
constexpr std::string_view kHtml[] = {"html", "raw_html", "raw_content", "page"};
constexpr std::string_view kFragment[] = {"content_html", "body_html", "body_xhtml"};
constexpr std::string_view kForm[] = {"form"};
constexpr std::string_view kEvidence[] = {"published_evidence"};
constexpr std::string_view kCopyright[] = {"copyright"};
constexpr std::string_view kNotices = "notices";
constexpr std::string_view kSyndicated = "syndicated_from";
constexpr std::string_view kRetrieved[] = {"retrieved", "date_download", "download_date",
                                           "filedate", "crawl_date"};
constexpr std::string_view kUrl[] = {"canonical_url", "canonical",     "canonical_link", "url",
                                     "link",          "original_url",  "final_url",      "uri",
                                     "source_url",    "requested_url", "permalink",      "source"};
constexpr std::string_view kTitle[] = {"title", "headline", "article_title", "title_page", "name"};
constexpr std::string_view kPublished[] = {
    "published",       "date",        "date_publish",  "publish_date",   "publication_date",
    "publishing_date", "pubDate",     "datePublished", "date_published", "published_date",
    "published_at",    "publishedAt", "pub_date",      "firstcreated",   "versioncreated",
    "publishDate",     "parsed_date", "timestamp",     "created_at",     "time"};
constexpr std::string_view kModified[] = {"modified",   "date_modify",   "dateModified", "updated",
                                          "updated_at", "date_modified", "last_modified"};
constexpr std::string_view kAuthors[] = {"authors", "author", "byline", "creator", "writer"};
constexpr std::string_view kOutlet[] = {"outlet",     "publisher", "sitename",    "site_name",
                                        "media_name", "source",    "source_name", "provider",
                                        "hostname",   "site",      "feed"};
constexpr std::string_view kDomain[] = {"source_domain",   "domain",   "canonical_domain",
                                        "source-hostname", "hostname", "media_url",
                                        "outlet_domain"};
constexpr std::string_view kLanguage[] = {"language", "lang", "inLanguage", "language_code"};
constexpr std::string_view kId[] = {"id", "uid", "_id", "guid", "article_id", "stories_id", "uuid"};

constexpr std::string_view kSection[] = {"section", "articleSection", "category", "categories"};
constexpr std::string_view kByline[] = {"byline", "author"};
constexpr std::string_view kCredit[] = {"credit", "agency", "wire"};

void set_outlet(const object& record, const press::Press& press, Article& article) {
  std::string name = clean_line(first(record, kOutlet));
  std::string domain = press.domain(article.url);
  element outlet;
  if (record["outlet"].get(outlet) == simdjson::SUCCESS && outlet.is_object() && domain.empty()) {
    domain = press.domain(first(object(outlet), kDomain));
  }
  if (domain.empty()) domain = press.domain(first(record, kDomain));
  if (const std::string as_domain = press.domain(name);
      !as_domain.empty() && name.find(' ') == std::string::npos) {
    if (domain.empty()) domain = as_domain;
    name.clear();
  }
  const press::Outlet* known = domain.empty() ? press.outlet(name) : press.outlet(domain);
  const press::Agency* agency = domain.empty() ? nullptr : press.agency(domain);
  article.outlet.domain = domain;
  article.outlet.name = known != nullptr    ? known->name
                        : agency != nullptr ? agency->name
                        : name.empty()      ? domain
                                            : name;
  if (known != nullptr) article.outlet.owner = known->owner;
}

std::expected<void, std::string> set_times(const object& record, const Months& months,
                                           const DateStyle& style, Article& article) {
  const std::string printed = clean_line(first(record, kPublished));
  if (!printed.empty()) {
    const auto moment = parse_date(printed, months, style, true);
    if (!moment) {
      article.warnings.push_back(
          fmt::format("date of publication not understood: {}", printed.substr(0, 40)));
      text::repair_utf8(article.warnings.back());
    } else if (!acceptable(moment->time)) {
      return std::unexpected(
          fmt::format("published \"{}\": years 1400 to 2200 are accepted", printed));
    } else {
      article.published = moment->time;
      article.published_precision = moment->precision;
      const std::string evidence = clean_line(first(record, kEvidence)).substr(0, 20);
      article.published_evidence = evidence.empty() ? "record" : evidence;
      if (moment->zoned) article.published_zone = moment->offset;
      take_own_times(record, article);
      if (!article.published_zone && article.published_precision != Precision::kDay) {
        article.warnings.push_back("time of publication without a time zone, taken as UTC");
      }
    }
  }
  const auto moment_of = [&](Names names) -> std::optional<Time> {
    const auto moment = parse_date(clean_line(first(record, names)), months, style);
    return moment && acceptable(moment->time) ? std::optional(moment->time) : std::nullopt;
  };
  article.modified = moment_of(kModified);
  article.retrieved = moment_of(kRetrieved);
  return {};
}

// Escapes of half a character ("\uD800"), which other tools write and JSON parsers refuse,
// replaced.
std::string without_lone_surrogates(std::string_view json, std::size_t& count) {
  const auto unit_at = [&](std::size_t at) -> int {  // of "\uXXXX", -1 when it is none
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = static_cast<char>(json[i] | 0x20);
      const bool digit = json[i] >= '0' && json[i] <= '9';
      if (!digit && (c < 'a' || c > 'f')) return -1;
      unit = unit * 16 + (digit ? json[i] - '0' : c - 'a' + 10);
    }
    return unit;
  };
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    const int unit = unit_at(i);
    if (unit >= 0xD800 && unit < 0xDC00) {
      const int next = unit_at(i + 6);
      if (next >= 0xDC00 && next < 0xE000) {
        out += json.substr(i, 12);
        i += 12;
        continue;
      }
    }
    if (unit >= 0xD800 && unit < 0xE000) {
      out += "\\uFFFD";
      i += 6;
      ++count;
      continue;
    }
    const std::size_t step = json[i] == '\\' ? 2 : 1;
    out += json.substr(i, step);
    i += step;
  }
  return out;
}

// fundus: {"body":{"summary":[…],"sections":[{"headline":[…],"paragraphs":[…]},…]}}, a line each.
std::string sections_of(const object& record) {
  std::string out;
  const auto add = [&](const object& from, std::string_view name) {
    for (const std::string& line : strings(from, name)) {
      if (!out.empty()) out += '\n';
      out += line;
    }
  };
  object body;
  simdjson::dom::array sections;
  if (record["body"].get(body) != simdjson::SUCCESS) return out;
  add(body, "summary");
  if (body["sections"].get(sections) != simdjson::SUCCESS) return out;
  for (const element& each : sections) {
    object section;
    if (each.get(section) != simdjson::SUCCESS) continue;
    add(section, "headline");
    add(section, "paragraphs");
  }
  return out;
}

void set_form(const object& record, Article& article) {
  const std::string form = first(record, kForm);
  if (form == "live") article.form = Article::Form::kLive;
  if (form == "roundup") article.form = Article::Form::kRoundup;
  if (form != "summary") return;
  article.form = Article::Form::kSummary;
  article.complete = false;
  article.warnings.push_back("a summary: the text itself is not there");
}

// "14:05", "9.30 a.m.": what an entry of a live page begins with.
bool begins_with_clock(std::string_view paragraph) {
  const auto digit = [&](std::size_t i) {
    return i < paragraph.size() && paragraph[i] >= '0' && paragraph[i] <= '9';
  };
  const std::size_t at = digit(1) ? 2 : 1;
  return digit(0) && at < paragraph.size() &&
         std::string_view(":.h").find(paragraph[at]) != std::string_view::npos && digit(at + 1) &&
         digit(at + 2) && !digit(at + 3);
}

// Where the record does not tell: its title does, and a live page is made of entries.
Article::Form form_by_words(const Article& article, const Phrases& phrases) {
  constexpr std::ptrdiff_t kEntries = 3;
  const std::string title = lower_case(article.title);
  if (!phrases.find(Phrases::Kind::kRoundup, title).empty()) return Article::Form::kRoundup;
  if (phrases.find(Phrases::Kind::kLive, title).empty()) return Article::Form::kArticle;
  const auto entries = std::ranges::count_if(article.paragraphs, [&](ByteSpan paragraph) {
    return begins_with_clock(
        std::string_view(article.text).substr(paragraph.begin, paragraph.size()));
  });
  return entries >= kEntries ? Article::Form::kLive : Article::Form::kArticle;
}

}  // namespace

std::expected<Article, std::string> article_of_record(std::string_view json, const Data& data,
                                                      const ReadOptions& options,
                                                      const Deadline& deadline, std::string& id) {
  simdjson::dom::parser parser;
  if (parser.allocate(json.size(), std::min<std::size_t>(options.limits.nesting, 1024)) !=
      simdjson::SUCCESS) {
    return std::unexpected("JSON too large to parse");
  }
  element root;
  auto error = parser.parse(simdjson::padded_string(json)).get(root);
  std::size_t surrogates = 0;
  if (error == simdjson::STRING_ERROR) {
    const std::string whole = without_lone_surrogates(json, surrogates);
    if (surrogates > 0) error = parser.parse(simdjson::padded_string(whole)).get(root);
  }
  if (error != simdjson::SUCCESS) {
    return std::unexpected(fmt::format("not valid JSON: {}", simdjson::error_message(error)));
  }
  if (!root.is_object()) return std::unexpected("JSON that is not an object");
  const object record = root;
  if (record["uri"].error() == simdjson::SUCCESS) {
    const std::string agency = record_of_ninjs(json, options.limits.nesting);
    if (!agency.empty()) return article_of_record(agency, data, options, deadline, id);
  }

  Article article;
  if (surrogates > 0) article.warnings.push_back("lone surrogates in its JSON were replaced");
  id = first(record, kId);
  article.url = clean_url(first(record, kUrl));
  if (article.url.empty()) article.url = clean_url(options.url);
  article.title = clean_line(first(record, kTitle));
  article.authors = list(record, kAuthors, data.derived<Phrases>(), data.derived<Months>());
  const std::string declared = clean_line(first(record, kLanguage));
  std::string text = first(record, kText);
  if (text.empty()) text = sections_of(record);
  const bool blank = text.find_first_not_of(" \t\r\n") == std::string::npos;
  const std::string html = blank ? first(record, kHtml) : std::string{};
  set_outlet(record, data.press(), article);
  const std::string hint = language_of({}, declared);
  const DateStyle style{hint, month_first(hint, declared, article.outlet.domain)};
  if (auto times = set_times(record, data.derived<Months>(), style, article); !times) {
    return std::unexpected(times.error());
  }
  set_form(record, article);
  if (const std::string section = clean_line(first(record, kSection)); section.size() <= 100) {
    article.section = section;
  }
  if (bool complete = true; record["complete"].get(complete) == simdjson::SUCCESS && !complete) {
    article.complete = false;
  }
  if (!html.empty()) {
    Given given;
    given.url = article.url;
    given.article = std::move(article);
    given.article.language = hint;
    return article_of_page(html, std::move(given), data, options.limits, deadline);
  }
  const std::string fragment = blank ? first(record, kFragment) : std::string{};
  if (!fragment.empty()) {
    if (auto taken = take_fragment(fragment, options.limits.nesting, data, article); !taken) {
      return std::unexpected(taken.error());
    }
  } else {
    article.text = std::move(text);
    article.paragraphs = paragraphs_of(article.text);
  }
  if (article.paragraphs.empty()) return std::unexpected("the record has no text");
  article.language = hint.empty() ? language_of(article.text, declared) : hint;
  if (article.form == Article::Form::kArticle) {
    article.form = form_by_words(article, data.derived<Phrases>());
  }
  finish_text(article, data);
  CreditSources sources;
  sources.bylines = {first(record, kByline), first(record, kCredit)};
  for (const std::string& author : article.authors) sources.bylines.push_back(author);
  sources.syndication = strings(record, kSyndicated);
  if (std::string line = clean_line(first(record, kCopyright)); !line.empty()) {
    sources.notes.push_back(line.find("©") == std::string::npos ? "© " + line : std::move(line));
  }
  for (const std::string& notice : strings(record, kNotices)) {
    article.warnings.push_back(notice.substr(0, 300));
    text::repair_utf8(article.warnings.back());
  }
  article.credits = find_credits(article, sources, data.derived<Phrases>(), data.press());
  take_own_credits(record, article);
  return article;
}

}  // namespace secondsource::extract
