#include "report/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "report/plain.h"
#include "report/wording.h"

namespace secondsource::report {
namespace {

// "(AFP, dpa, Reuters)": what stands under each of them and under nothing else is shown once.
std::vector<Origin> listed(const Statement& statement) {
  std::vector<Origin> origins;
  std::vector<std::vector<std::string>> names;
  for (const Origin& origin : statement.origins) {
    const auto same = std::ranges::find_if(origins, [&](const Origin& other) {
      return other.kind != Origin::Kind::kUnknown && origin.kind != Origin::Kind::kUnknown &&
             !origin.mentions.empty() && other.mentions == origin.mentions &&
             !other.own_access.value_or(false) && !origin.own_access.value_or(false);
    });
    if (same == origins.end()) {
      origins.push_back(origin);
      names.push_back({origin.name});
      continue;
    }
    same->seen = same->seen || origin.seen;
    same->evidence.insert(same->evidence.end(), origin.evidence.begin(), origin.evidence.end());
    names[static_cast<std::size_t>(same - origins.begin())].push_back(origin.name);
  }
  for (std::size_t i = 0; i < origins.size(); ++i) origins[i].name = any_of(names[i]);
  return origins;
}

}  // namespace

View::View(const Report& report) : report_(report), checked_(summary_of(report.article)) {
  for (const ArticleSummary& article : report.articles) articles_[article.id] = &article;
  articles_[checked_.id] = &checked_;
  for (const Statement& statement : report.statements) {
    for (const Variant& variant : statement.variants) {
      for (const Mention& mention : variant.mentions) mentions_[mention.id] = &mention;
    }
  }
  for (const Statement& statement : report.statements) {
    if (statement.variants.empty()) continue;
    StatementView view{.statement = &statement, .wording = nullptr};
    std::set<std::string> ids, outlets;
    for (const Variant& variant : statement.variants) {
      for (const Mention& mention : variant.mentions) {
        if (ids.insert(mention.article).second) {
          outlets.insert(article(mention.article).outlet.key());
        }
        if (!is_checked(mention.article)) continue;
        view.here.push_back(&mention);
        if (view.wording == nullptr || mention.field == Field::kText) view.wording = &variant;
      }
    }
    if (view.wording == nullptr) view.wording = &statement.variants.front();
    view.quoted = std::ranges::all_of(view.wording->mentions, [](const Mention& mention) {
      return mention.kind == Mention::Kind::kDirect;
    });
    std::ranges::sort(view.here, {}, [](const Mention* mention) {
      return std::tuple(mention->field == Field::kText,
                        mention->content.empty() ? 0 : mention->content.front().begin, mention->id);
    });
    if (!view.here.empty() && view.here.front()->speaker) {
      const Mention& first = *view.here.front();
      view.printed_speaker = words({first.article, first.field, first.speaker->span});
    }
    for (const Mention* mention : view.here) {
      if (mention->speaker && mention->speaker->name.size() > view.speaker.size()) {
        view.speaker = mention->speaker->name;
      }
    }
    if (view.speaker.empty()) view.speaker = statement.speaker;
    view.articles = by_time({ids.begin(), ids.end()});
    view.outlets.assign(outlets.begin(), outlets.end());
    for (const Mention& mention : statement.possible) {
      if (mention.content.empty()) continue;
      view.possible.push_back({mention.article,
                               mention.field,
                               {mention.content.front().begin, mention.content.back().end}});
    }
    view.origins = listed(statement);
    for (const Origin& origin : view.origins) {
      if (origin.kind == Origin::Kind::kUnknown) continue;
      ++view.named;
      if (!origin.seen) ++view.unseen;
      if (origin.own_access.value_or(false)) ++view.own_access;
    }
    statements_.push_back(std::move(view));
  }
  std::set<std::string> covering;
  for (const Story& story : report.stories) {
    for (const std::string& id : story.articles) {
      if (!is_checked(id)) covering.insert(id);
    }
  }
  std::map<std::string, std::size_t> shared;
  for (const StatementView& view : statements_) {
    for (const std::string& id : view.articles) {
      if (++shared[id] == 2 && !is_checked(id)) covering.insert(id);
    }
  }
  coverage_ = by_time({covering.begin(), covering.end()});
}

const ArticleSummary& View::article(const std::string& id) const {
  const auto found = articles_.find(id);
  if (found != articles_.end()) return *found->second;
  ArticleSummary& unknown = unknown_[id];
  unknown.id = unknown.input = id;
  return unknown;
}

const Mention* View::mention(const std::string& id) const {
  const auto found = mentions_.find(id);
  return found == mentions_.end() ? nullptr : found->second;
}

std::vector<std::string> View::by_time(std::vector<std::string> ids) const {
  std::ranges::sort(ids, {}, [&](const std::string& id) {
    const ArticleSummary& of = article(id);
    return std::tuple(!of.published.has_value(), of.published.value_or(Time{}), of.outlet.key(),
                      id);
  });
  return ids;
}

std::string_view View::words(const Place& place) const {
  const ArticleSummary& of = article(place.article);
  const std::string_view text = place.field == Field::kTitle ? of.title : of.text;
  if (place.span.empty() || place.span.end > text.size()) return {};
  return text.substr(place.span.begin, place.span.size());
}

Excerpt excerpt(std::string_view text, ByteSpan span, std::size_t context) {
  const std::size_t begin = code_point_boundary(text, span.begin);
  const std::size_t end = code_point_boundary(text, std::max(span.begin, span.end));
  std::size_t from = begin > context ? code_point_boundary(text, begin - context) : 0;
  std::size_t to = code_point_boundary(text, end + context);
  // Stay inside the paragraph, and cut at a space if there is one.
  if (const auto line = text.substr(from, begin - from).rfind('\n'); line != text.npos) {
    from += line + 1;
  } else if (from > 0) {
    if (const auto space = text.substr(from, begin - from).find(' '); space != text.npos) {
      from += space + 1;
    }
  }
  if (const auto line = text.substr(end, to - end).find('\n'); line != text.npos) {
    to = end + line;
  } else if (to < text.size()) {
    if (const auto space = text.substr(end, to - end).rfind(' '); space != text.npos) {
      to = end + space;
    }
  }
  const bool cut_before = from > 0 && text[from - 1] != '\n';
  const bool cut_after = to < text.size() && text[to] != '\n';
  const auto spaced = [](const std::string& words, bool in_front, bool behind) {
    return fmt::format("{}{}{}", in_front ? " " : "", words, behind ? " " : "");
  };
  const auto space_at = [&](std::size_t at) { return at < text.size() && text[at] == ' '; };
  Excerpt out;
  const std::string before = plain(text.substr(from, begin - from));
  const std::string after = plain(text.substr(end, to - end));
  out.words = plain(text.substr(begin, end - begin));
  if (!before.empty()) out.before = spaced(before, false, begin > 0 && space_at(begin - 1));
  if (cut_before) out.before = fmt::format("… {}", out.before);
  if (!after.empty()) out.after = spaced(after, space_at(end), false);
  if (cut_after) out.after += " …";
  return out;
}

}  // namespace secondsource::report
