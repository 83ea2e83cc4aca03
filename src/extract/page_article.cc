// A page → Article.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "extract/body.h"
#include "extract/clean.h"
#include "extract/credits.h"
#include "extract/document.h"
#include "extract/fragment.h"
#include "extract/metadata.h"

namespace secondsource::extract {
namespace {

// Buffers a thread keeps from page to page; given back when a page was uncommonly large.
struct Workspace {
  Tree tree;
  Blocks blocks;
  std::vector<float> features;
};

class Lease {
 public:
  Lease() {
    if (!kept()) kept() = std::make_unique<Workspace>();
    workspace_ = std::move(kept());
  }
  ~Lease() {
    constexpr std::size_t kMostNodes = 1u << 20;
    if (workspace_->tree.nodes.capacity() <= kMostNodes) kept() = std::move(workspace_);
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  Workspace& operator*() { return *workspace_; }

 private:
  static std::unique_ptr<Workspace>& kept() {
    thread_local std::unique_ptr<Workspace> workspace;
    return workspace;
  }
  std::unique_ptr<Workspace> workspace_;
};

// The page's own URL, and a canonical one of another domain if it has one.
struct Urls {
  std::string own, foreign;
};

Urls urls_of(const Page& page, const std::string& given, const press::Press& press) {
  Urls urls;
  const std::string base = clean_url(given);
  const std::string canonical = clean_url(page.canonical, base);
  const std::string shared = clean_url(page.meta({"og:url", "twitter:url"}), base);
  const std::string linked = clean_url(page.linked.url, base);
  const auto domain = [&](const std::string& url) { return press.domain(url); };
  urls.own = !base.empty()        ? base
             : !shared.empty()    ? shared
             : !canonical.empty() ? canonical
                                  : linked;
  if (!canonical.empty()) {
    // A home page is no address of an article.
    const bool home = std::count(canonical.begin(), canonical.end(), '/') <= 3 &&
                      canonical.ends_with('/') && canonical.size() < urls.own.size();
    if (domain(canonical) == domain(urls.own)) {
      if (!home) urls.own = canonical;
    } else {
      urls.foreign = canonical;
    }
  }
  return urls;
}

Outlet outlet_of(const std::string& url, const std::string& site, const press::Press& press) {
  Outlet outlet;
  outlet.domain = press.domain(url);
  const press::Outlet* known = outlet.domain.empty() ? nullptr : press.outlet(outlet.domain);
  if (known == nullptr && outlet.domain.empty() && !site.empty()) known = press.outlet(site);
  if (known != nullptr) {
    outlet.name = known->name;
    outlet.owner = known->owner;
    return outlet;
  }
  if (const press::Agency* agency = outlet.domain.empty() ? nullptr : press.agency(outlet.domain)) {
    outlet.name = agency->name;
  } else {
    outlet.name = !site.empty() ? site : outlet.domain;
  }
  return outlet;
}

void take_text(const Blocks& blocks, const std::vector<std::uint32_t>& body, Article& article) {
  for (const std::uint32_t i : body) {
    if (!article.text.empty()) article.text += '\n';
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += blocks.of(blocks.blocks[i]);
    article.paragraphs.push_back({begin, static_cast<std::uint32_t>(article.text.size())});
  }
}

// The article of a page that shows none until a script has run: what its linked data hold of it, or
// its longest <noscript>; "" where they hold no more than a notice.
std::string unseen_text(const Tree& tree, const Page& page) {
  constexpr std::size_t kNotice = 600;  // bytes
  std::string_view text = page.linked.body;
  for (std::uint32_t i = 0; i + 1 < tree.nodes.size() && page.linked.body.empty(); ++i) {
    if (tree.nodes[i].tag != Tag::kNoscript || tree.nodes[i].end == i + 1) continue;
    const std::string_view inside = tree.texts[tree.nodes[i + 1].first];
    if (inside.find("<p") != std::string_view::npos && inside.size() > text.size()) text = inside;
  }
  if (text.size() < kNotice) return {};
  if (text.find("<p") != std::string_view::npos) return std::string(text);
  std::string lines;
  for (const char c : text) {
    if (c == '\n') {
      lines += "<p>";
    } else {
      lines += c;
    }
  }
  return lines;
}

// Short blocks beside the body that are no part of it: credits, notes of a paywall.
std::vector<std::string> notes_of(const View& view) {
  constexpr std::uint32_t kBefore = 6, kBehind = 8;
  constexpr float kLongest = 400;
  std::vector<std::string> notes;
  if (view.body.empty()) return notes;
  const auto& blocks = view.blocks.blocks;
  const std::uint32_t first = view.body.front(), last = view.body.back();
  std::size_t next = 0;
  for (std::uint32_t i = first > kBefore ? first - kBefore : 0;
       i < blocks.size() && i <= last + kBehind; ++i) {
    while (next < view.body.size() && view.body[next] < i) ++next;
    if (next < view.body.size() && view.body[next] == i) continue;
    if (blocks[i].size > kLongest) continue;
    if (view.blocks.states[blocks[i].first].above & kHintComment) continue;
    if (blocks[i].inside & (kInsideNav | kInsideAside)) continue;
    notes.emplace_back(view.blocks.of(blocks[i]));
  }
  return notes;
}

void judge_completeness(const View& view, const std::vector<std::string>& notes, Article& article) {
  constexpr std::size_t kShort = 1500;
  const bool paid = view.page.linked.free.has_value() && !*view.page.linked.free;
  if (paid && article.text.size() < kShort) {
    article.complete = false;
    article.warnings.push_back("only the free part of the page was there");
    return;
  }
  for (const std::string& note : notes) {
    if (!view.phrases.find(Phrases::Kind::kContinues, lower_case(note)).empty()) {
      article.complete = false;
      article.warnings.push_back("the page offers the rest of the text elsewhere");
      return;
    }
  }
}

Article::Form form_of(const View& view, const std::string& title) {
  if (view.page.linked.live) return Article::Form::kLive;
  const std::string folded = lower_case(title);
  constexpr std::size_t kEntries = 4;
  const auto in_body =
      std::count_if(view.page.times.begin(), view.page.times.end(), [&](std::uint32_t node) {
        return !view.body.empty() && node >= view.blocks.blocks[view.body.front()].first &&
               node <= view.blocks.blocks[view.body.back()].first;
      });
  const bool live = !view.phrases.find(Phrases::Kind::kLive, folded).empty();
  if (live && static_cast<std::size_t>(in_body) >= kEntries) return Article::Form::kLive;
  if (!view.phrases.find(Phrases::Kind::kRoundup, folded).empty()) return Article::Form::kRoundup;
  return Article::Form::kArticle;
}

std::vector<std::string> bylines_of(const View& view) {
  std::vector<std::string> out = view.page.linked.authors;
  if (!view.page.linked.source_organisation.empty()) {
    out.push_back(view.page.linked.source_organisation);
  }
  for (const Meta& meta : view.page.metas) {
    if (meta.name == "author" || meta.name == "article:author" || meta.name == "byl") {
      out.emplace_back(meta.content);
    }
  }
  for (std::string& line : printed_bylines(view)) out.push_back(std::move(line));
  return out;
}

}  // namespace

std::expected<Article, std::string> article_of_page(std::string_view html, Given given,
                                                    const Data& data, const ReadLimits& limits,
                                                    const Deadline& deadline) {
  Lease lease;
  Workspace& work = *lease;
  if (auto parsed = parse_html(html, limits.nesting, work.tree); !parsed) {
    return std::unexpected(parsed.error());
  }
  if (auto time = deadline.check(); !time) return std::unexpected(time.error());
  const Markup& markup = data.derived<Markup>();
  find_blocks(work.tree, markup, work.blocks);
  // What is known of a block takes half a kilobyte: memory stays in proportion to real pages.
  constexpr std::size_t kMostBlocks = 200'000;
  if (work.blocks.blocks.size() > kMostBlocks) {
    return std::unexpected(fmt::format("more than {} blocks of text on one page", kMostBlocks));
  }
  const Page page = read_page(work.tree, markup);
  if (auto time = deadline.check(); !time) return std::unexpected(time.error());
  const std::vector<std::uint32_t> body =
      choose_body(work.tree, work.blocks, page, data.derived<BlockModel>(), data.derived<Phrases>(),
                  work.features);
  if (auto time = deadline.check(); !time) return std::unexpected(time.error());
  std::string unseen;
  if (body.empty()) unseen = unseen_text(work.tree, page);
  if (body.empty() && unseen.empty()) return std::unexpected("no article found on the page");

  Article article = std::move(given.article);
  const View view{work.tree,
                  page,
                  work.blocks,
                  body,
                  markup,
                  data.derived<Phrases>(),
                  data.derived<Months>(),
                  data.derived<Zones>()};
  take_text(work.blocks, body, article);
  if (body.empty()) {
    if (auto text = take_fragment(unseen, limits.nesting, data, article); !text) {
      return std::unexpected(text.error());
    }
    if (article.text.empty()) return std::unexpected("no article found on the page");
  }
  const Urls urls = urls_of(page, given.url, data.press());
  if (article.url.empty()) article.url = urls.own;
  const std::string site = site_name(page);
  if (article.outlet.domain.empty() && article.outlet.name.empty()) {
    article.outlet = outlet_of(article.url, site, data.press());
  }
  std::string_view declared = page.language;
  if (declared.empty()) declared = page.meta({"og:locale", "language", "content-language"});
  if (declared.empty()) declared = page.linked.language;
  if (article.language.empty()) article.language = language_of(article.text, declared);
  if (article.title.empty()) article.title = find_title(view);
  if (article.authors.empty()) article.authors = find_authors(view, site, data.press());
  const DateStyle style{article.language,
                        month_first(article.language, declared, article.outlet.domain)};
  if (!article.published) {
    if (auto times = find_times(view, style, article); !times)
      return std::unexpected(times.error());
  }
  if (article.section.empty()) {
    article.section = clean_line(page.linked.section);
    if (article.section.empty()) {
      article.section = clean_line(
          page.meta({"article:section", "og:article:section", "parsely-section", "section",
                     "sailthru.section", "cxenseparse:section", "dcterms.subject"}));
    }
    constexpr std::size_t kLongest = 100;
    if (article.section.size() > kLongest) article.section.clear();
  }
  article.form = form_of(view, article.title);
  finish_text(article, data);
  CreditSources sources;
  sources.canonical = urls.foreign;
  sources.bylines = bylines_of(view);
  for (const std::string_view name :
       {"syndication-source", "original-source", "source", "article:source", "dc.source"}) {
    const std::string value = clean_line(page.meta({name}));
    if (!value.empty()) sources.syndication.push_back(value);
  }
  sources.notes = notes_of(view);
  judge_completeness(view, sources.notes, article);
  article.credits = find_credits(article, sources, data.derived<Phrases>(), data.press());
  return article;
}

}  // namespace secondsource::extract
