#include <fmt/format.h>
#include <unicode/locid.h>

#include <algorithm>
#include <cstdlib>

#include "extract/clean.h"
#include "extract/metadata.h"

namespace secondsource::extract {
namespace {

struct Evidence {
  std::string value;
  const char* name;
};

bool says(const View& view, Phrases::Kind kind, std::string_view text) {
  return !view.phrases.find(kind, lower_case(text)).empty();
}

// Where the article stands on the page: blocks.  `headline` is `first` where no headline is found.
struct Place {
  std::uint32_t headline = 0, first = 0, last = 0;
};

// Nothing where neither a body nor a headline is on the page.
std::optional<Place> place_of(const View& view, const std::string& title) {
  constexpr std::uint32_t kMost = 200;  // blocks between a headline and its text
  const std::string bare = skeleton(title);
  const auto& blocks = view.blocks.blocks;
  const auto is_headline = [&](const Block& block) {
    return skeleton(view.blocks.of(block)) == bare;
  };
  if (view.body.empty()) {  // the text came from a script
    const auto found = bare.empty() ? blocks.end() : std::ranges::find_if(blocks, is_headline);
    if (found == blocks.end()) return std::nullopt;
    const auto at = static_cast<std::uint32_t>(found - blocks.begin());
    return Place{at, at, at};
  }
  Place place{view.body.front(), view.body.front(), view.body.back()};
  for (std::uint32_t i = place.first; i-- > 0 && !bare.empty() && place.first - i < kMost;) {
    if (!is_headline(blocks[i])) continue;
    place.headline = i;
    break;
  }
  return place;
}

// Where comments, teasers and boxes stand, unless the article itself stands in elements named so.
std::uint32_t elsewhere(const View& view, const std::optional<Place>& place) {
  constexpr std::uint32_t kElsewhere = kHintComment | kHintRelated | kHintSidebar;
  if (!place) return kElsewhere;
  return kElsewhere & ~view.blocks.states[view.blocks.blocks[place->first].first].above;
}

// <time>, microdata and RDFa outside of comments and teasers; what is marked surer first, then what
// stands before the body.
void add_marked(const View& view, const std::optional<Place>& place,
                std::vector<Evidence>& published, std::vector<Evidence>& modified) {
  const Tree& tree = view.tree;
  const std::uint32_t body_begin = place ? view.blocks.blocks[place->first].first : 0xFFFFFFFF;
  const std::uint32_t barred = elsewhere(view, place);
  std::vector<Evidence> before, after;
  for (const std::uint32_t node : view.page.times) {
    const State& state = view.blocks.states[node];
    if (state.above & barred) continue;
    if (state.inside & (kInsideNav | kInsideAside | kInsideFooter)) continue;
    std::string_view value = tree.attribute(tree.nodes[node], Name::kDatetime);
    if (value.empty()) value = tree.attribute(tree.nodes[node], Name::kContent);
    if (value.empty()) value = tree.attribute(tree.nodes[node], Name::kTitle);
    std::string text = tree.text_of(node);
    std::string_view itemprop = tree.attribute(tree.nodes[node], Name::kItemprop);
    if (itemprop.empty()) itemprop = tree.attribute(tree.nodes[node], Name::kProperty);
    const bool changed =
        view.markup.marks_modified(itemprop) ||
        view.markup.marks_modified(tree.attribute(tree.nodes[node], Name::kClass)) ||
        says(view, Phrases::Kind::kModified, text);
    if (!value.empty()) text = value;
    if (text.empty() || text.size() > 120) continue;
    const char* name = itemprop.empty() ? "time" : "microdata";
    if (changed) {
      modified.push_back({std::move(text), name});
    } else {
      (node < body_begin ? before : after).push_back({std::move(text), name});
    }
  }
  // An itemprop is surer than a bare <time>.
  for (std::vector<Evidence>* list : {&before, &after}) {
    std::stable_sort(list->begin(), list->end(), [](const Evidence& a, const Evidence& b) {
      return std::string_view(a.name) < std::string_view(b.name);
    });
    published.insert(published.end(), list->begin(), list->end());
  }
}

enum class Told { kPublished, kChanged };
enum class Named { kMaybe, kSurely };

// The first date of a line: of a publication, one that no word for "updated" stands before, one
// behind a word for "published" before all others; of a change, one that such a word does stand
// before.  One that is surely named has such a word and nothing else before it.
std::optional<Moment> date_of_line(const View& view, std::string_view line, const DateStyle& style,
                                   Told told, Named named) {
  const Phrases::Kind kind =
      told == Told::kPublished ? Phrases::Kind::kDated : Phrases::Kind::kModified;
  std::optional<Moment> best;
  std::size_t from = 0;
  while (auto moment = find_date(line, view.months, style, from)) {
    const std::string_view lead = line.substr(from, moment->begin - from);
    from = std::max(moment->end, moment->begin + 1);
    const bool changed = says(view, Phrases::Kind::kModified, lead);
    if (!acceptable(moment->time) || changed != (told == Told::kChanged)) continue;
    if (named == Named::kSurely) {
      const std::string name = lower_case(clean_line(lead));
      constexpr std::size_t kMark = 2;  // ":", " -"
      if (const std::size_t size = view.phrases.prefix(kind, name);
          size > 0 && size + kMark >= name.size()) {
        return moment;
      }
      continue;
    }
    if (told == Told::kPublished && says(view, kind, lead)) return moment;
    if (!best) best = moment;
  }
  return best;
}

// A date printed near the headline or the body: short lines between the two first, then those
// above, then below the body, there also farther off where it is named.
std::optional<Moment> visible(const View& view, const DateStyle& style, const Place& place,
                              Told told) {
  constexpr std::uint32_t kNear = 14, kBehind = 8, kFar = 40;
  const auto& blocks = view.blocks.blocks;
  const std::uint32_t barred = elsewhere(view, place);
  const auto try_block = [&](std::uint32_t i, std::uint32_t not_in,
                             Named named = Named::kMaybe) -> std::optional<Moment> {
    const Block& block = blocks[i];
    if (block.size > 160 || (view.blocks.states[block.first].above & not_in)) return std::nullopt;
    return date_of_line(view, view.blocks.of(block), style, told, named);
  };
  constexpr std::uint32_t kBelow = 6;  // a line of names and dates may stand below a summary
  for (std::uint32_t i = place.headline; i <= place.first + kBelow && i < blocks.size(); ++i) {
    if (i > place.first + 2 && blocks[i].size > 60) continue;
    if (auto moment = try_block(i, barred & kHintComment)) return moment;
  }
  for (std::uint32_t i = place.headline; i-- > 0 && place.headline - i <= kNear;) {
    if (auto moment = try_block(i, place.headline - i <= 3 ? barred & kHintComment : barred)) {
      return moment;
    }
  }
  for (std::uint32_t i = place.last; i < blocks.size() && i <= place.last + kFar; ++i) {
    const Named named = i <= place.last + kBehind ? Named::kMaybe : Named::kSurely;
    if (named == Named::kSurely && blocks[i].link_density() > 0.5f) continue;
    if (auto moment = try_block(i, barred, named)) return moment;
  }
  if (told == Told::kChanged) return std::nullopt;
  // "27.1.2022 - The …", "Press release of 27 January 2022 | The …": the text begins with it.
  constexpr std::size_t kStart = 80;
  for (std::size_t i = 0; i < view.body.size() && i < 3; ++i) {
    const std::string_view line = view.blocks.of(blocks[view.body[i]]).substr(0, kStart);
    const auto moment = find_date(line, view.months, style);
    if (!moment || !acceptable(moment->time)) continue;
    const std::string_view lead = line.substr(0, moment->begin);
    if (lead.empty() || (lead.size() < kStart / 2 && says(view, Phrases::Kind::kDated, lead))) {
      return moment;
    }
  }
  return std::nullopt;
}

Time day_of(Time time) { return std::chrono::floor<std::chrono::days>(time); }

int year_of(Time time) {
  return static_cast<int>(
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
}

// Midnight where it was published is what programs write that know the day.
void day_at_midnight(Moment& moment) {
  const Time local = moment.time + std::chrono::minutes(moment.offset);
  if (moment.precision == Precision::kDay || local != day_of(local)) return;
  moment.time = local;
  moment.precision = Precision::kDay;
}

// Programs write UTC whatever the zone.  Another time on the page, written with its zone or as the
// clock showed it, tells how far that clock is from UTC; else the country of the outlet does, or of
// the language where only its clocks make the day the one in the page's URL.  0 when nothing does.
int local_zone(const View& view, const DateStyle& style, Time instant, const Article& article,
               const std::vector<Evidence>& published, const std::vector<Evidence>& modified) {
  constexpr int kMost = 14 * 60, kStep = 15;  // minutes
  for (const std::vector<Evidence>* list : {&published, &modified}) {
    for (const Evidence& evidence : *list) {
      const auto moment = parse_date(evidence.value, view.months, style);
      if (!moment || moment->precision == Precision::kDay) continue;
      if (moment->zoned && moment->offset != 0) return moment->offset;
      if (moment->zoned) continue;
      const auto apart = std::chrono::floor<std::chrono::minutes>(moment->time) -
                         std::chrono::floor<std::chrono::minutes>(instant);
      const auto minutes = static_cast<int>(apart.count());
      if (std::abs(minutes) <= kMost && minutes % kStep == 0) return minutes;
    }
  }
  const std::string& domain = article.outlet.domain;
  if (const auto offset = view.zones.offset(domain.substr(domain.rfind('.') + 1), instant)) {
    return *offset;
  }
  const auto url = date_in_url(article.url);
  if (!url || url->time == day_of(instant)) return 0;
  const icu::Locale likely = [&] {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale(article.language.c_str());
    locale.addLikelySubtags(status);
    return locale;
  }();
  const auto offset = view.zones.offset(lower_case(likely.getCountry()), instant);
  const bool explains =
      offset && day_of(instant + std::chrono::minutes(*offset)) == day_of(url->time);
  return explains ? *offset : 0;
}

}  // namespace

std::expected<void, std::string> find_times(const View& view, const DateStyle& style,
                                            Article& article) {
  const Page& page = view.page;
  std::vector<Evidence> published, modified, weak;
  const auto add_meta = [&](std::initializer_list<std::string_view> names,
                            std::vector<Evidence>& out) {
    for (const std::string_view name : names) {
      const std::string_view value = page.meta({name});
      if (!value.empty()) out.push_back({clean_line(value), "meta"});
    }
  };
  if (!page.linked.published.empty()) published.push_back({page.linked.published, "json-ld"});
  if (!page.linked.modified.empty()) modified.push_back({page.linked.modified, "json-ld"});
  add_meta({"article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "article:published",
            "parsely-pub-date",
            "sailthru.date",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "pubdate",
            "article_date_original",
            "cxenseparse:recs:publishtime",
            "dc.date.issued",
            "citation_publication_date",
            "article:post_date",
            "rnews:datepublished",
            "originalpublicationdate",
            "displaydate",
            "article.published",
            "og:pubdate",
            "bt:pubdate",
            "pub_date",
            "published_time",
            "published_date",
            "published-date",
            "publish_time",
            "date_published",
            "dateposted",
            "mediator_published_time",
            "shareaholic:article_published_time",
            "dcsext.articlefirstpublished",
            "dcterms.issued",
            "dc.date.published",
            "citation_online_date"},
           published);
  add_meta(
      {"article:modified_time", "og:updated_time", "og:article:modified_time", "article:modified",
       "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod"},
      modified);
  const std::optional<Place> place = place_of(view, article.title);
  add_marked(view, place, published, modified);
  // Names that also stand for the day the page was made or sent.
  add_meta({"dc.date", "dc:date.created", "dcterms.created", "dcterms.date", "dc.date.created",
            "datecreated", "ptime", "date", "created", "timestamp"},
           weak);

  std::optional<int> refused;
  const auto take = [&](const Evidence& evidence) -> std::optional<Moment> {
    auto moment = parse_date(evidence.value, view.months, style, true);
    if (!moment || moment->time == Time()) return std::nullopt;  // 1970: a program that knew none
    if (!acceptable(moment->time)) {
      if (!refused) refused = year_of(moment->time);
      return std::nullopt;
    }
    day_at_midnight(*moment);
    return moment;
  };
  std::optional<Moment> best;
  const auto first_of = [&](const std::vector<Evidence>& list) {
    for (const Evidence& evidence : list) {
      if (best) return;
      if ((best = take(evidence))) article.published_evidence = evidence.name;
    }
  };
  first_of(published);
  if (!best) {
    best = date_in_url(article.url);
    if (best) article.published_evidence = "url";
    // The page may tell the time of day as well.
    const auto shown =
        place ? visible(view, style, *place, Told::kPublished) : std::optional<Moment>();
    if (shown && (!best || day_of(shown->time) == best->time)) {
      best = shown;
      article.published_evidence = "text";
    }
  }
  first_of(weak);
  if (!best && modified.empty() && place) {
    best = visible(view, style, *place, Told::kChanged);
    if (best) {
      article.modified = best->time;
      article.published_evidence = "text";
      article.warnings.push_back("only the time of the last change is known");
    }
  }
  for (const Evidence& evidence : modified) {
    const auto moment = take(evidence);
    if (!moment) continue;
    article.modified = moment->time;
    if (!best) {
      best = moment;
      article.published_evidence = evidence.name;
      article.warnings.push_back("only the time of the last change is known");
    }
    break;
  }
  if (!best) {
    if (refused && *refused > 2200) {
      return std::unexpected(
          fmt::format("published in the year {}, which is beyond 2200", *refused));
    }
    return {};
  }
  if (best->precision != Precision::kDay && best->zoned && best->offset == 0) {
    best->offset = local_zone(view, style, best->time, article, published, modified);
    day_at_midnight(*best);
  }
  article.published = best->time;
  article.published_precision = best->precision;
  if (best->precision != Precision::kDay) {
    if (best->zoned) {
      article.published_zone = best->offset;
    } else {
      article.warnings.push_back("time of publication without a time zone, taken as UTC");
    }
  }
  return {};
}

}  // namespace secondsource::extract
