// A rich, fictional report: a bridge is closed, one agency and one reporter were there.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "secondsource/report.h"

// What a value leaves out is empty.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace secondsource::fixture {

inline Time at(int day_of_november, int hour, int minute) {
  using namespace std::chrono;
  return sys_days(2026y / November / day(static_cast<unsigned>(day_of_november))) + hours(hour) +
         minutes(minute);
}

// Where `words` stand in `text`.
inline ByteSpan span_of(std::string_view text, std::string_view words, std::size_t from = 0) {
  const std::size_t at = text.find(words, from);
  if (at == std::string_view::npos)
    throw std::logic_error("not in the text: " + std::string(words));
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

inline std::vector<ByteSpan> lines_of(std::string_view text) {
  std::vector<ByteSpan> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) {
      lines.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
    at = end + 1;
  }
  return lines;
}

inline std::string id_of(int n) {
  const std::string digits = std::to_string(n);
  return std::string(32 - digits.size(), '0') + digits;
}

class Maker {
 public:
  Report report;

  ArticleSummary& article(int n, std::string domain, std::string name, Time published,
                          std::string title, std::string text, std::string language = "en") {
    ArticleSummary made{.id = id_of(n),
                        .url = "https://" + domain + "/" + std::to_string(n),
                        .input = domain + "-" + std::to_string(n) + ".html",
                        .outlet = {domain, std::move(name), ""},
                        .title = std::move(title),
                        .published = published,
                        .language = std::move(language),
                        .text = std::move(text)};
    made.paragraphs = lines_of(made.text);
    articles_.push_back(std::move(made));
    return articles_.back();
  }

  Mention mention(int article, int n, std::string_view content, std::string_view cue,
                  std::string_view speaker, std::string name = "Mara Olsen",
                  std::string role = "mayor", Mention::Kind kind = Mention::Kind::kDirect,
                  Field field = Field::kText) const {
    const ArticleSummary& of = get(article);
    const std::string& text = field == Field::kTitle ? of.title : of.text;
    Mention made{
        .id = of.id + ":" + std::to_string(n), .article = of.id, .field = field, .kind = kind};
    made.content = {span_of(text, content)};
    if (!cue.empty()) made.cue = span_of(text, cue);
    made.speaker = Speaker{.span = span_of(text, speaker),
                           .name = std::move(name),
                           .role = std::move(role),
                           .kind = Speaker::Kind::kPerson};
    return made;
  }

  Place place(int article, std::string_view words) const {
    return {id_of(article), Field::kText, span_of(get(article).text, words)};
  }

  const ArticleSummary& get(int n) const {
    return *std::ranges::find(articles_, id_of(n), &ArticleSummary::id);
  }

  // The report on article `checked`, once everything is in it.
  Report made(int checked) {
    const ArticleSummary& of = get(checked);
    Article& article = report.article;
    article.id = of.id;
    article.input = of.input;
    article.sha256 = std::string(64, 'a');
    article.extractor = "secondsource 0.1.0";
    article.url = of.url;
    article.outlet = of.outlet;
    article.title = of.title;
    article.authors = {"Meridian staff"};
    article.published = of.published;
    article.published_evidence = "json-ld";
    article.language = of.language;
    article.credits = of.credits;
    article.text = of.text;
    article.paragraphs = of.paragraphs;
    article.furniture = of.furniture;
    for (const ArticleSummary& other : articles_) {
      if (other.id != of.id) report.articles.push_back(other);
    }
    std::ranges::sort(report.articles, {}, &ArticleSummary::id);
    report.in_library = true;
    report.version = "0.1.0";
    report.summary = summarise(report);
    return report;
  }

 private:
  std::vector<ArticleSummary> articles_;
};

inline Report bridge() {
  Maker make;
  const std::string wire_opening =
      "PORT LINDEN, Nov 3 (Meridian) — The Arden Bridge was closed to all traffic on Tuesday after "
      "inspectors found cracks in two of its main girders, the city said.\n";
  const std::string wire_speech =
      "“The bridge has to stay closed; nobody is to cross it before spring,” Mayor Mara Olsen told "
      "the city council. “We would rather be late than sorry,” she added.\n";
  const std::string wire_detail =
      "At least 14 families who live on the island were moved to hotels, according to Tomas Berg, "
      "who heads the harbour office. “They will be home by Christmas,” Berg said.\n";
  const std::string wire_end =
      "The bridge, opened in 1931, carries some 22,000 vehicles a day. An engineer who asked not "
      "to "
      "be named said the cracks had been known since the summer.\n";
  const std::string boilerplate = "Sign up for our newsletter and never miss a story.";

  auto& ledger = make.article(1, "harborledger.example", "Harbor Ledger", at(3, 15, 10),
                              "Arden Bridge closed until spring",
                              wire_opening + wire_speech + wire_detail + wire_end + boilerplate);
  ledger.credits = {{Credit::Kind::kAgency, "Meridian", Credit::Evidence::kDateline,
                     span_of(ledger.text, "(Meridian)")}};
  ledger.furniture = {span_of(ledger.text, boilerplate)};
  make.article(2, "meridian.example", "Meridian", at(3, 14, 5),
               "Cracks close Arden Bridge in Port Linden",
               wire_opening + wire_speech + wire_detail + wire_end);
  make.article(3, "dailypost.example", "The Daily Post", at(3, 15, 30),
               "Bridge shut, island cut off",
               wire_opening +
                   "“The bridge has to stay shut; nobody is to cross it before spring,” Mayor Mara "
                   "Olsen told the city council.\n" +
                   wire_detail);
  make.article(
      4, "kestreltimes.example", "Kestrel Times", at(3, 18, 45),
      "“I will not gamble with lives”: inside the bridge vote",
      "By Ines Falk in Port Linden\n"
      "“The bridge has to stay closed, nobody is to cross it before spring, and I will not "
      "gamble with lives,” Mayor Mara Olsen said in her speech to a packed council chamber "
      "on Tuesday night, her voice hoarse.\n"
      "Some 20 families were moved, a clerk told the Kestrel Times.\n",
      "en");
  make.article(5, "nordblatt.example", "Nordblatt", at(4, 6, 0), "Brücke bis zum Frühjahr zu",
               "„Die Brücke muss geschlossen bleiben, niemand darf sie vor dem Frühjahr "
               "überqueren“, sagte Bürgermeisterin Mara Olsen dem Stadtrat, wie Meridian meldet.\n",
               "de");
  make.article(
      6, "islandradio.example", "Island Radio", at(4, 7, 20),
      "Council debates ferry after bridge closure",
      "The council met again on Wednesday to discuss an emergency ferry. No date was set.\n"
      "Mayor Olsen said that being late was better than being sorry.\n");
  make.article(7, "cityweek.example", "City Week", at(4, 9, 0), "What we know about the bridge",
               "Subscribe to read the full story.\n");
  make.article(8, "portnews.example", "Port News", at(3, 16, 20), "Arden Bridge closed",
               wire_opening + wire_speech);
  make.article(9, "coastherald.example", "Coast Herald", at(3, 17, 0), "Bridge shut until spring",
               wire_opening +
                   "“The bridge has to stay shut; nobody is to cross it before spring,” Mayor Mara "
                   "Olsen told the city council.\n");

  Statement closed{.id = id_of(2) + ":1", .speaker = "Mara Olsen"};
  closed.utterance = Utterance{Occasion::Kind::kSpeech,
                               {make.place(4, "in her speech to a packed council chamber")}};
  const std::string_view said =
      "The bridge has to stay closed; nobody is to cross it before spring";
  const std::string_view shut = "The bridge has to stay shut; nobody is to cross it before spring";
  const std::string_view more =
      "The bridge has to stay closed, nobody is to cross it before spring, and I will not gamble "
      "with "
      "lives";
  const std::string_view german =
      "Die Brücke muss geschlossen bleiben, niemand darf sie vor dem Frühjahr überqueren";
  closed.variants = {
      {std::string(said),
       {make.mention(2, 1, said, "told", "Mayor Mara Olsen"),
        make.mention(1, 1, said, "told", "Mayor Mara Olsen"),
        make.mention(8, 1, said, "told", "Mayor Mara Olsen")}},
      {std::string(shut),
       {make.mention(3, 1, shut, "told", "Mayor Mara Olsen"),
        make.mention(9, 1, shut, "told", "Mayor Mara Olsen")}},
      {std::string(more), {make.mention(4, 2, more, "said", "Mayor Mara Olsen")}},
      {std::string(german), {make.mention(5, 1, german, "sagte", "Bürgermeisterin Mara Olsen")}}};
  Origin meridian{.name = "Meridian", .kind = Origin::Kind::kAgency};
  meridian.mentions = {id_of(2) + ":1", id_of(1) + ":1", id_of(8) + ":1",
                       id_of(3) + ":1", id_of(9) + ":1", id_of(5) + ":1"};
  meridian.evidence = {
      {Rule::kCredited,
       {make.place(1, "(Meridian)"), make.place(3, "(Meridian)"), make.place(8, "(Meridian)")},
       "credit Meridian in their datelines"},
      {Rule::kCopied,
       {make.place(9, "inspectors found cracks in two of its main girders, the city said"),
        make.place(3, "inspectors found cracks in two of its main girders, the city said")},
       "Coast Herald shares the sentence before the quotation with The Daily Post"},
      {Rule::kCited,
       {make.place(5, "wie Meridian meldet")},
       "Nordblatt names Meridian as its source"}};
  Origin kestrel{.name = "Kestrel Times", .kind = Origin::Kind::kOutlet, .own_access = true};
  kestrel.mentions = {id_of(4) + ":2"};
  kestrel.evidence = {
      {Rule::kSameOutlet,
       {make.place(4, "and I will not gamble with lives"),
        make.place(4, "By Ines Falk in Port Linden")},
       "prints eight words of the same speech that no other origin had printed before, "
       "under a byline at the place"}};
  closed.origins = {meridian, kestrel};
  closed.independent = 2;
  closed.silent = {id_of(6)};
  closed.cannot_tell = {id_of(7)};
  closed.discrepancies = {
      {Discrepancy::Kind::kWords,
       {{"closed", {make.place(2, "closed; nobody"), make.place(1, "closed; nobody")}},
        {"shut", {make.place(3, "shut; nobody"), make.place(9, "shut; nobody")}}}}};

  Statement sorry{.id = id_of(2) + ":2", .speaker = "Mara Olsen"};
  const std::string_view late = "We would rather be late than sorry";
  sorry.variants = {
      {std::string(late),
       {make.mention(2, 2, late, "added", "she"), make.mention(1, 2, late, "added", "she"),
        make.mention(8, 2, late, "added", "she")}}};
  meridian.mentions = {id_of(2) + ":2", id_of(1) + ":2", id_of(8) + ":2"};
  meridian.evidence.resize(1);
  meridian.evidence[0].at.erase(meridian.evidence[0].at.begin() + 1);
  sorry.origins = {meridian};
  sorry.independent = 1;
  sorry.possible = {make.mention(6, 1, "that being late was better than being sorry", "said",
                                 "Mayor Olsen", "Olsen", "mayor", Mention::Kind::kIndirect)};
  sorry.silent = {id_of(3), id_of(4), id_of(9)};
  sorry.cannot_tell = {id_of(6), id_of(7)};

  Statement home{.id = id_of(2) + ":3", .speaker = "Tomas Berg"};
  const std::string_view christmas = "They will be home by Christmas";
  home.variants = {
      {std::string(christmas),
       {make.mention(2, 3, christmas, "said.", "Berg", "Tomas Berg", "head of the harbour office"),
        make.mention(1, 3, christmas, "said.", "Berg", "Tomas Berg", "head of the harbour office"),
        make.mention(3, 2, christmas, "said.", "Berg", "Tomas Berg",
                     "head of the harbour office")}}};
  meridian.mentions = {id_of(2) + ":3", id_of(1) + ":3", id_of(3) + ":2"};
  home.origins = {meridian};
  home.independent = 1;
  home.silent = {id_of(4), id_of(6)};
  home.cannot_tell = {id_of(7)};

  Statement known{.id = id_of(2) + ":4"};
  const std::string_view summer = "the cracks had been known since the summer";
  known.variants = {
      {std::string(summer),
       {make.mention(2, 4, summer, "said the", "An engineer who asked not to be named", "",
                     "engineer", Mention::Kind::kIndirect),
        make.mention(1, 4, summer, "said the", "An engineer who asked not to be named", "",
                     "engineer", Mention::Kind::kIndirect)}}};
  meridian.mentions = {id_of(2) + ":4", id_of(1) + ":4"};
  known.origins = {meridian};
  known.independent = 1;
  known.silent = {id_of(3), id_of(4), id_of(6), id_of(8), id_of(9)};
  known.cannot_tell = {id_of(7)};

  make.report.statements = {closed, sorry, home, known};
  make.report.discrepancies = {
      {Discrepancy::Kind::kNumber,
       {{"at least 14 families",
         {make.place(2, "At least 14 families"), make.place(1, "At least 14 families"),
          make.place(3, "At least 14 families")}},
        {"some 20 families", {make.place(4, "Some 20 families")}}}}};
  make.report.family = Family{
      .id = id_of(2),
      .members = {id_of(2), id_of(1), id_of(3), id_of(8), id_of(9)},
      .root = id_of(2),
      .agency = "Meridian",
      .edges = {{std::nullopt, id_of(2), 0, {}},
                {id_of(2), id_of(1), 1.0, {"published 65 minutes later", "credits Meridian"}},
                {id_of(2), id_of(3), 0.93, {"published 85 minutes later"}},
                {id_of(2), id_of(8), 0.97, {"published 135 minutes later"}},
                {id_of(3),
                 id_of(9),
                 0.96,
                 {"published 90 minutes later", "shares “shut” with The Daily Post only"}}}};
  make.report.stories = {
      Story{.id = id_of(2),
            .articles = {id_of(2), id_of(1), id_of(3), id_of(8), id_of(9), id_of(4), id_of(5),
                         id_of(6), id_of(7)},
            .families = {id_of(2)},
            .outlets = {"cityweek.example", "coastherald.example", "dailypost.example",
                        "harborledger.example", "islandradio.example", "kestreltimes.example",
                        "meridian.example", "nordblatt.example", "portnews.example"},
            .first = at(3, 14, 5),
            .last = at(4, 9, 0)}};
  make.report.library = {.articles = 52, .outlets = 17, .first = at(1, 6, 0), .last = at(6, 21, 0)};
  return make.made(1);
}

}  // namespace secondsource::fixture
