#include "report/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "report/json_values.h"
#include "report/json_writer.h"
#include "report/names.h"
#include "text/utf8.h"

namespace secondsource::report {

std::string rfc3339(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

// Minutes east of UTC as RFC 3339 writes them: "+05:30".
static std::string offset(int minutes) {
  const int size = std::abs(minutes);
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

// One article's two texts, each with its place in the pass from bytes to code points.
struct JsonValues::Texts {
  Source source;
  text::CodePoints title, body;
  explicit Texts(const Source& of) : source(of), title(of.title), body(of.text) {}
};

JsonValues::JsonValues(std::string& out, Sources sources)
    : json_(out), sources_(std::move(sources)) {}
JsonValues::~JsonValues() = default;

JsonValues::Texts& JsonValues::texts(const std::string& article) {
  auto& found = texts_[article];
  if (!found) found = std::make_unique<Texts>(sources_(article));
  return *found;
}

void JsonValues::mention_lines(std::span<const Mention> mentions) {
  for (const Mention& one : mentions) {
    mention(one);
    json_.end_line();
  }
}

void JsonValues::span(const std::string& article, Field field, ByteSpan bytes) {
  Texts& of = texts(article);
  const auto size = static_cast<std::uint32_t>(
      (field == Field::kTitle ? of.source.title : of.source.text).size());
  const ByteSpan inside{std::min(bytes.begin, size),
                        std::min(std::max(bytes.begin, bytes.end), size)};
  const CodePointSpan points = (field == Field::kTitle ? of.title : of.body).span(inside);
  json_.begin_array().integer(points.begin).integer(points.end).end_array();
}

void JsonValues::spans(const std::string& article, Field field, std::span<const ByteSpan> all) {
  json_.begin_array();
  for (const ByteSpan one : all) span(article, field, one);
  json_.end_array();
}

void JsonValues::time(const std::optional<Time>& time) {
  if (time) {
    json_.string(rfc3339(*time));
  } else {
    json_.null();
  }
}

void JsonValues::strings(std::span<const std::string> all) {
  json_.begin_array();
  for (const std::string& one : all) json_.string(one);
  json_.end_array();
}

void JsonValues::outlet(const Outlet& outlet) {
  json_.begin_object().field("domain", outlet.domain).field("name", outlet.name);
  json_.field("owner", outlet.owner).end_object();
}

void JsonValues::article(const Article& article) {
  const std::string& id = article.id;
  json_.begin_object().field("id", id).field("input", article.input);
  json_.field("sha256", article.sha256).key("retrieved");
  time(article.retrieved);
  json_.field("extractor", article.extractor).field("url", article.url).key("outlet");
  outlet(article.outlet);
  json_.field("title", article.title).key("authors");
  strings(article.authors);
  json_.key("published");
  time(article.published);
  json_.field("published_precision",
              article.published ? name_of(article.published_precision) : std::string_view());
  json_.field("published_evidence", article.published ? article.published_evidence : "");
  json_.field("published_zone",
              article.published && article.published_zone ? offset(*article.published_zone) : "");
  json_.key("modified");
  time(article.modified);
  json_.field("section", article.section);
  json_.field("language", article.language).key("dateline");
  if (article.dateline) {
    json_.begin_object().field("place", article.dateline->place);
    json_.field("date", article.dateline->date).field("agency", article.dateline->agency);
    json_.key("span");
    span(id, Field::kText, article.dateline->span);
    json_.end_object();
  } else {
    json_.null();
  }
  json_.key("credits").begin_array();
  for (const Credit& credit : article.credits) {
    json_.begin_object();
    json_.field(credit.kind == Credit::Kind::kAgency ? "agency" : "outlet", credit.name);
    json_.field("evidence", name_of(credit.evidence)).key("span");
    if (credit.span) {
      span(id, Field::kText, *credit.span);
    } else {
      json_.null();
    }
    json_.key("certain").boolean(credit.certain).end_object();
  }
  json_.end_array();
  json_.key("text").string(article.text).key("paragraphs");
  spans(id, Field::kText, article.paragraphs);
  json_.key("furniture");
  spans(id, Field::kText, article.furniture);
  json_.key("warnings");
  strings(article.warnings);
  json_.field("form", name_of(article.form)).key("complete").boolean(article.complete);
  json_.end_object();
}

void JsonValues::mention(const Mention& mention) {
  const std::string& id = mention.article;
  const Field field = mention.field;
  json_.begin_object().field("id", mention.id).field("article", id);
  json_.field("input", texts(id).source.input).field("field", name_of(field));
  json_.field("kind", name_of(mention.kind)).key("content");
  spans(id, field, mention.content);
  json_.key("cue");
  if (mention.cue) {
    span(id, field, *mention.cue);
  } else {
    json_.null();
  }
  json_.key("speaker");
  if (mention.speaker) {
    json_.begin_object().key("span");
    span(id, field, mention.speaker->span);
    json_.field("name", mention.speaker->name).field("role", mention.speaker->role);
    json_.field("kind", name_of(mention.speaker->kind)).end_object();
  } else {
    json_.null();
  }
  json_.key("via").begin_array();
  for (const Via& via : mention.via) {
    if (!via.certain) continue;
    json_.begin_object();
    json_.field(via.kind == Via::Kind::kAgency ? "agency" : "outlet", via.name).key("span");
    span(id, field, via.span);
    json_.field("manner", name_of(via.manner)).end_object();
  }
  json_.end_array().key("occasion");
  if (mention.occasion) {
    json_.begin_object().field("kind", name_of(mention.occasion->kind)).key("span");
    span(id, field, mention.occasion->span);
    json_.end_object();
  } else {
    json_.null();
  }
  json_.key("insertions");
  spans(id, field, mention.insertions);
  json_.field("outer", mention.outer.value_or("")).key("speech").boolean(mention.speech);
  json_.end_object();
}

void JsonValues::fact(const Fact& fact) {
  json_.begin_object().field("article", fact.article).field("field", name_of(fact.field));
  json_.key("span");
  span(fact.article, fact.field, fact.span);
  json_.field("kind", name_of(fact.kind)).field("value", fact.value).field("unit", fact.unit);
  json_.field("what", fact.what).field("bound", name_of(fact.bound)).end_object();
}

void JsonValues::passage(const Passage& passage) {
  json_.begin_object().field("a", passage.a).field("b", passage.b).key("a_span");
  span(passage.a, Field::kText, passage.a_span);
  json_.key("b_span");
  span(passage.b, Field::kText, passage.b_span);
  json_.field("kind", name_of(passage.kind)).key("words").integer(passage.words);
  json_.key("identity").number(passage.identity);
  json_.key("boilerplate").boolean(passage.boilerplate).end_object();
}

void JsonValues::family(const Family& family) {
  json_.begin_object().field("id", family.id).key("members");
  strings(family.members);
  json_.key("root").begin_object().field("article", family.root.value_or(""));
  json_.field("agency", family.agency).end_object();
  json_.key("edges").begin_array();
  for (const LineageEdge& edge : family.edges) {
    json_.begin_object().field("from", edge.from.value_or("")).field("to", edge.to);
    json_.key("reuse").number(edge.reuse).key("evidence");
    strings(edge.evidence);
    json_.key("cut").integer(edge.cut).key("added").integer(edge.added);
    json_.key("edits");
    edits(edge.edits);
    json_.end_object();
  }
  json_.end_array().end_object();
}

void JsonValues::family_change(const FamilyChange& change) {
  json_.begin_object().field("change", name_of(change.kind)).field("family", change.family);
  json_.key("others");
  strings(change.others);
  json_.end_object();
}

void JsonValues::edits(std::span<const Edit> all) {
  json_.begin_array();
  for (const Edit& edit : all) {
    json_.begin_object().field("before", edit.before).field("after", edit.after).end_object();
  }
  json_.end_array();
}

void JsonValues::places(std::span<const Place> places) {
  json_.begin_array();
  for (const Place& place : places) {
    json_.begin_object().field("article", place.article).field("field", name_of(place.field));
    json_.key("span");
    if (place.span.empty()) {
      json_.null();  // the whole article
    } else {
      span(place.article, place.field, place.span);
    }
    json_.end_object();
  }
  json_.end_array();
}

void JsonValues::discrepancies(std::span<const Discrepancy> all) {
  json_.begin_array();
  for (const Discrepancy& discrepancy : all) {
    json_.begin_object().field("kind", name_of(discrepancy.kind)).key("sides");
    sides(discrepancy.sides);
    json_.end_object();
  }
  json_.end_array();
}

void JsonValues::sides(std::span<const Discrepancy::Side> all) {
  json_.begin_array();
  for (const Discrepancy::Side& side : all) {
    json_.begin_object().field("text", side.text).key("at");
    places(side.at);
    json_.end_object();
  }
  json_.end_array();
}

void JsonValues::corrections(std::span<const Correction> all) {
  json_.begin_array();
  for (const Correction& correction : all) {
    json_.begin_object().field("article", correction.at.article);
    json_.field("kind", name_of(correction.kind)).field("by", correction.by).key("at");
    places({&correction.at, 1});
    json_.key("edits");
    edits(correction.edits);
    json_.key("still");
    strings(correction.still);
    json_.key("corrected");
    strings(correction.corrected);
    json_.end_object();
  }
  json_.end_array();
}

void JsonValues::story(const Story& story) {
  json_.begin_object().field("id", story.id).key("articles");
  strings(story.articles);
  json_.key("families");
  strings(story.families);
  json_.key("outlets");
  strings(story.outlets);
  json_.key("first");
  time(story.first);
  json_.key("last");
  time(story.last);
  json_.key("discrepancies");
  discrepancies(story.discrepancies);
  json_.key("corrections");
  corrections(story.corrections);
  json_.end_object();
}

void JsonValues::statement(const Statement& statement) {
  json_.begin_object().field("id", statement.id).field("speaker", statement.speaker);
  json_.key("utterance");
  if (statement.utterance) {
    json_.begin_object().field("kind", name_of(statement.utterance->kind)).key("evidence");
    places(statement.utterance->evidence);
    json_.end_object();
  } else {
    json_.null();
  }
  json_.key("variants").begin_array();
  for (const Variant& variant : statement.variants) {
    json_.begin_object().field("text", variant.text).key("mentions").begin_array();
    for (const Mention& one : variant.mentions) mention(one);
    json_.end_array().end_object();
  }
  json_.end_array().key("origins").begin_array();
  for (const Origin& one : statement.origins) origin(one);
  json_.end_array().key("independent").integer(statement.independent);
  json_.key("possible").begin_array();
  for (const Mention& one : statement.possible) mention(one);
  json_.end_array().key("silent");
  strings(statement.silent);
  json_.key("cannot_tell");
  strings(statement.cannot_tell);
  json_.key("discrepancies");
  discrepancies(statement.discrepancies);
  json_.end_object();
}

void JsonValues::change(const Change& change, const ArticleSummary& article) {
  json_.begin_object().field("event", name_of(change.kind)).field("statement", change.statement.id);
  json_.field("speaker", change.statement.speaker);
  json_.field("text", change.statement.variants.empty() ? std::string_view{}
                                                        : change.statement.variants.front().text);
  json_.field("article", change.article).field("input", article.input).field("url", article.url);
  json_.key("outlet");
  outlet(article.outlet);
  json_.key("revised").boolean(change.revised);
  if (change.kind == Change::Kind::kOrigin) {
    json_.key("before").integer(change.before).key("now").integer(change.now);
    json_.key("gained").begin_array();
    for (const Origin& one : change.gained) origin(one);
    json_.end_array();
  } else if (change.kind == Change::Kind::kWords) {
    json_.key("words");
    sides(change.words.sides);
  }
  json_.end_object();
}

void JsonValues::origin(const Origin& origin) {
  json_.begin_object().field("name", origin.name).field("kind", name_of(origin.kind));
  json_.key("own_access");
  if (origin.own_access) {
    json_.boolean(*origin.own_access);
  } else {
    json_.null();
  }
  json_.key("mentions");
  strings(origin.mentions);
  json_.key("evidence").begin_array();
  for (const Evidence& evidence : origin.evidence) {
    json_.begin_object().field("rule", name_of(evidence.rule)).key("at");
    places(evidence.at);
    json_.field("text", evidence.text).end_object();
  }
  json_.end_array().key("seen").boolean(origin.seen).end_object();
}

namespace {

// One value written by `write`, whose articles are those of `sources`.
template <typename Write>
std::string written(Sources sources, Write write) {
  std::string out;
  JsonValues values(out, std::move(sources));
  write(values);
  return out;
}

Sources always(const Source& source) {
  return [source](const std::string&) { return source; };
}

}  // namespace

std::string to_json(const Article& article) {
  return written(always(source_of(article)), [&](JsonValues& to) { to.article(article); });
}
std::string to_json(const Mention& mention, const Source& source) {
  return written(always(source), [&](JsonValues& to) { to.mention(mention); });
}
std::string to_json_lines(std::span<const Mention> mentions, const Source& source) {
  return written(always(source), [&](JsonValues& to) { to.mention_lines(mentions); });
}
std::string to_json(const Fact& fact, const Source& source) {
  return written(always(source), [&](JsonValues& to) { to.fact(fact); });
}
std::string to_json(const Passage& passage, const Source& a, const Source& b) {
  const auto sources = [&](const std::string& id) { return id == passage.a ? a : b; };
  return written(sources, [&](JsonValues& to) { to.passage(passage); });
}
std::string to_json(const Family& family) {
  return written(always({}), [&](JsonValues& to) { to.family(family); });
}
std::string to_json(const FamilyChange& change) {
  return written(always({}), [&](JsonValues& to) { to.family_change(change); });
}
std::string to_json(const Story& story, const Sources& sources) {
  return written(sources, [&](JsonValues& to) { to.story(story); });
}
std::string to_json(const Statement& statement, const Sources& sources) {
  return written(sources, [&](JsonValues& to) { to.statement(statement); });
}
std::string to_json(const Change& change, const ArticleSummary& article, const Sources& sources) {
  return written(sources, [&](JsonValues& to) { to.change(change, article); });
}

}  // namespace secondsource::report
