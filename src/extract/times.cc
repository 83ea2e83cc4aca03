#include <fmt/format.h>

#include <algorithm>

#include "extract/clean.h"
#include "extract/metadata.h"

namespace secondsource::extract {
namespace {

struct Evidence {
  std::string value;
  const char* name;
};

bool says_modified(std::string_view text) {
  const std::string folded = lower_case(text);
  for (const char* word :
       {"modif", "updat", "aktualisiert", "mis à jour", "mise à jour", "actualizad", "aggiornat",
        "atualizad", "bijgewerkt", "aktualizac", "обновлен"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

// <time> and microdata outside of comments and teasers, the one nearest before the body first.
void add_marked(const View& view, std::vector<Evidence>& published,
                std::vector<Evidence>& modified) {
  const Tree& tree = view.tree;
  const std::uint32_t body_begin =
      view.body.empty() ? 0xFFFFFFFF : view.blocks.blocks[view.body.front()].first;
  std::vector<Evidence> before, after;
  for (const std::uint32_t node : view.page.times) {
    const State& state = view.blocks.states[node];
    if (state.above & (kHintComment | kHintRelated)) continue;
    if (state.inside & (kInsideNav | kInsideAside | kInsideFooter)) continue;
    std::string_view value = tree.attribute(tree.nodes[node], Name::kDatetime);
    if (value.empty()) value = tree.attribute(tree.nodes[node], Name::kContent);
    if (value.empty()) value = tree.attribute(tree.nodes[node], Name::kTitle);
    std::string text = tree.text_of(node);
    const std::string_view itemprop = tree.attribute(tree.nodes[node], Name::kItemprop);
    const bool changed = says_modified(itemprop) || says_modified(text) ||
                         says_modified(tree.attribute(tree.nodes[node], Name::kClass));
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

// A short line with a date, near the body: before it rather than behind.
std::optional<Moment> visible(const View& view, const DateStyle& style) {
  if (view.body.empty()) return std::nullopt;
  constexpr std::uint32_t kNear = 14;
  const auto& blocks = view.blocks.blocks;
  const auto try_block = [&](std::uint32_t i) -> std::optional<Moment> {
    const Block& block = blocks[i];
    if (block.size > 160) return std::nullopt;
    if (view.blocks.states[block.first].above & (kHintComment | kHintRelated)) return std::nullopt;
    return find_date(view.blocks.of(block), view.months, style);
  };
  const std::uint32_t first = view.body.front(), last = view.body.back();
  for (std::uint32_t i = first + 1; i-- > 0 && first - i <= kNear;) {
    if (auto moment = try_block(i)) return moment;
  }
  for (std::uint32_t i = last; i < blocks.size() && i <= last + kNear / 2; ++i) {
    if (auto moment = try_block(i)) return moment;
  }
  return std::nullopt;
}

int year_of(Time time) {
  return static_cast<int>(
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
}

}  // namespace

std::expected<void, std::string> find_times(const View& view, const DateStyle& style,
                                            Article& article) {
  const Page& page = view.page;
  std::vector<Evidence> published, modified;
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
            "dc.date",
            "dcterms.created",
            "dcterms.date",
            "dc.date.created",
            "datecreated",
            "ptime",
            "citation_publication_date",
            "article:post_date",
            "rnews:datepublished",
            "date",
            "created",
            "originalpublicationdate",
            "displaydate",
            "timestamp"},
           published);
  add_meta({"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
            "dc.date.modified", "last-modified", "lastmod"},
           modified);
  add_marked(view, published, modified);

  std::optional<int> refused;
  const auto take = [&](const Evidence& evidence) -> std::optional<Moment> {
    auto moment = parse_date(evidence.value, view.months, style, true);
    if (!moment) return std::nullopt;
    if (acceptable(moment->time)) return moment;
    if (!refused) refused = year_of(moment->time);
    return std::nullopt;
  };
  std::optional<Moment> best;
  for (const Evidence& evidence : published) {
    if ((best = take(evidence))) {
      article.published_evidence = evidence.name;
      break;
    }
  }
  if (!best) {
    best = date_in_url(article.url);
    if (best) article.published_evidence = "url";
    // The page may tell the time of day as well.
    const auto shown = visible(view, style);
    if (shown && (!best || std::chrono::floor<std::chrono::days>(shown->time) == best->time)) {
      best = shown;
      article.published_evidence = "text";
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
  article.published = best->time;
  article.published_precision = best->precision;
  if (best->precision != Precision::kDay && !best->zoned) {
    article.warnings.push_back("time of publication without a time zone, taken as UTC");
  }
  return {};
}

}  // namespace secondsource::extract
