#include "corroborate/correction.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "corroborate/order.h"
#include "text/language.h"

namespace secondsource::corroborate {
namespace {

constexpr std::size_t kParagraphs = 2;       // at the head and at the end, that may say it
constexpr std::size_t kBySelf = 3;           // words of a phrase that needs no mark beside it
constexpr std::size_t kLongestNotice = 100;  // words
constexpr std::size_t kAround = 2;           // words beside a change that tell where it stands

using Words = std::vector<std::uint64_t>;

// The phrases that a language has for one kind of notice, as hashes of their words.
struct Phrases {
  Correction::Kind kind = Correction::Kind::kCorrection;
  std::string_view told;  // what a feed's warning says of it
  std::vector<Words> phrases;
};

// Those of all languages, folded once for a Data.
class Notices {
 public:
  explicit Notices(const Data& data) {
    for (const text::Language& language : data.languages().all()) {
      languages_.emplace(language.code(), kinds_of(language));
    }
  }
  const std::vector<Phrases>& of(const text::Language& language) const {
    const auto found = languages_.find(language.code());
    return found == languages_.end() ? none_ : found->second;
  }

 private:
  static std::vector<Phrases> kinds_of(const text::Language& language) {
    return {{Correction::Kind::kWithdrawal, "withdrawn by its agency",
             folded(language.section("withdrawals"))},
            {Correction::Kind::kCorrection, "a correction of an earlier version",
             folded(language.section("corrections"))}};
  }
  static std::vector<Words> folded(const std::vector<text::Language::Entry>& entries) {
    std::vector<Words> phrases;
    for (const text::Language::Entry& entry : entries) {
      Words& phrase = phrases.emplace_back();
      for (const std::string& word : entry) phrase.push_back(text::hash_of(text::fold(word)));
    }
    return phrases;
  }
  std::map<std::string, std::vector<Phrases>> languages_;
  std::vector<Phrases> none_ = kinds_of({"", ""});  // of a language without a file
};

// The one of `phrases` that begins at or right after `begin`, set off from what follows.
std::optional<ByteSpan> phrase_at(const text::Text& text, std::uint32_t begin,
                                  const std::vector<Words>& phrases) {
  const std::size_t first = text.word_at(begin);
  if (first >= text.words.size()) return std::nullopt;
  const std::string_view lead = text.source.substr(begin, text.words[first].span.begin - begin);
  if (lead.find('\n') != std::string_view::npos || lead.size() > 8) return std::nullopt;
  const bool bracket = lead.find_first_of("([*") != std::string_view::npos;
  for (const Words& entry : phrases) {
    if (first + entry.size() > text.words.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < entry.size() && same; ++i) {
      same = text.words[first + i].hash == entry[i];
    }
    if (!same) continue;
    const ByteSpan span{text.words[first].span.begin,
                        text.words[first + entry.size() - 1].span.end};
    std::string_view after = text.source.substr(span.end);
    const bool spaced = after.starts_with(' ');
    if (spaced) after.remove_prefix(1);
    const bool mark = after.empty() || after.starts_with('\n') || after.starts_with(':') ||
                      after.starts_with("–") || after.starts_with("—") ||
                      after.starts_with(spaced ? "- " : "-") ||
                      (!spaced && (after.starts_with('.') || after.starts_with('/') ||
                                   after.starts_with(')') || after.starts_with(']')));
    if (bracket || mark || entry.size() >= kBySelf) return span;
  }
  return std::nullopt;
}

// Where a notice may begin: the head of the text, behind its dateline, and its paragraphs.
std::vector<std::uint32_t> heads_of(const Article& article, const text::Text& body) {
  std::vector<std::uint32_t> heads;
  if (article.dateline) heads.push_back(article.dateline->span.end);
  const std::size_t count = body.paragraphs.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (i < kParagraphs || i + kParagraphs >= count) heads.push_back(body.paragraphs[i].begin);
  }
  return heads;
}

std::vector<std::size_t> places_of(const Words& words, const text::Text& text) {
  std::vector<std::size_t> places;
  if (words.empty()) return places;
  for (std::size_t i = 0; i + words.size() <= text.words.size(); ++i) {
    bool same = true;
    for (std::size_t j = 0; j < words.size() && same; ++j) {
      same = text.words[i + j].hash == words[j];
    }
    if (same) places.push_back(i);
  }
  return places;
}

Words words_of(std::string_view phrase, const Article& article, const Data& data) {
  text::Text text;
  text::analyse(phrase, {}, data.languages().of(article.language), text);
  Words words;
  for (const text::Word& word : text.words) words.push_back(word.hash);
  return words;
}

// A change with the words beside it, as it stood and as it stands.
struct Change {
  Words before, after;
};

std::optional<Change> change_of(const Edit& edit, const FactsOf& parent, const FactsOf& child,
                                const Data& data) {
  const Words before = words_of(edit.before, *parent.article, data);
  const Words after = words_of(edit.after, *child.article, data);
  const text::Text& text = child.text->body;
  for (const std::size_t place : places_of(after, text)) {
    const std::size_t from = place - std::min(place, kAround);
    const std::size_t end = place + after.size();
    const std::size_t to = std::min(end + kAround, text.words.size());
    Change change;
    for (std::size_t i = from; i < place; ++i) change.before.push_back(text.words[i].hash);
    change.after = change.before;
    change.before.insert(change.before.end(), before.begin(), before.end());
    change.after.insert(change.after.end(), after.begin(), after.end());
    for (std::size_t i = end; i < to; ++i) {
      change.before.push_back(text.words[i].hash);
      change.after.push_back(text.words[i].hash);
    }
    if (!places_of(change.before, parent.text->body).empty()) return change;
  }
  return std::nullopt;
}

// "(Corrects paragraph 4 to read 261,000 crowns, not 861,000 crowns.)": of the numbers and names of
// a notice those that its text has no more, and the one that stands beside them.
std::optional<std::pair<Edit, Change>> change_named(const FactsOf& member, const Data& data) {
  const text::Text& text = member.text->body;
  std::optional<ByteSpan> notice;
  const text::Language& language = data.languages().of(member.article->language);
  for (const auto& [kind, told, entries] : data.derived<Notices>().of(language)) {
    if (kind != Correction::Kind::kCorrection) continue;
    for (const std::uint32_t head : heads_of(*member.article, text)) {
      if (!notice) notice = phrase_at(text, head, entries);
    }
  }
  const auto paragraph = std::ranges::find_if(
      text.paragraphs, [&](const ByteSpan& each) { return notice && each.contains(*notice); });
  if (paragraph == text.paragraphs.end()) return std::nullopt;
  const std::size_t first = text.word_at(notice->end);
  const std::size_t end = std::min(text.word_at(paragraph->end), first + kLongestNotice);
  struct Run {
    std::size_t first, end;
  };
  const auto words_in = [&](const Run& run) {
    Words words;
    for (std::size_t i = run.first; i < run.end; ++i) words.push_back(text.words[i].hash);
    return words;
  };
  std::vector<Run> gone, kept;
  for (std::size_t i = first; i < end;) {
    Run run{i, i + 1};
    const bool number = text.words[i].number;
    if (number) {  // "41,500" is two words
      while (run.end < end && text.words[run.end].number && text.words[run.end].joint != ' ')
        ++run.end;
    } else if (text.words[i].capitalised) {
      while (run.end < end && text.words[run.end].capitalised && text.words[run.end].joint == ' ')
        ++run.end;
    }
    i = run.end;
    if (!number && !text.words[run.first].capitalised) continue;
    const auto places = places_of(words_in(run), text);
    const bool stays = std::ranges::any_of(
        places, [&](std::size_t at) { return !paragraph->contains(text.words[at].span); });
    (stays ? kept : gone).push_back(run);
  }
  // The two that are most alike: "paragraph 4" is none of them.
  const auto bytes = [&](const Run& run) {
    return text.words[run.end - 1].span.end - text.words[run.first].span.begin;
  };
  const auto unlike = [&](const Run& was, const Run& is) {
    return std::pair(std::max(bytes(was), bytes(is)) - std::min(bytes(was), bytes(is)),
                     was.first < is.first ? is.first - was.end : was.first - is.end);
  };
  std::optional<std::pair<Run, Run>> best;
  for (const Run& was : gone) {
    for (const Run& is : kept) {
      if (text.words[was.first].number != text.words[is.first].number) continue;
      if (!best || unlike(was, is) < unlike(best->first, best->second)) best = {was, is};
    }
  }
  if (!best) return std::nullopt;
  const auto& [was, is] = *best;
  std::pair<Edit, Change> found;
  const auto slice = [&](const Run& run) {
    return std::string(
        text.slice({text.words[run.first].span.begin, text.words[run.end - 1].span.end}));
  };
  found.first = {slice(was), slice(is)};
  found.second = {words_in(was), words_in(is)};
  return found;
}

// Those that a notice of withdrawal names.
std::vector<Words> headlines_named(const Notice& notice, const FactsOf& member) {
  constexpr std::size_t kLeast = 3, kMost = 8;  // words, and headlines
  std::vector<Words> headlines;
  for (const auto& [text, first, end] : headlines_of(*member.text, notice)) {
    if (headlines.size() == kMost) break;
    const bool own = text == &member.text->title;
    if ((own && notice.at.field != Field::kTitle) || end < first + kLeast) continue;
    Words& words = headlines.emplace_back();
    for (std::size_t i = first; i < end; ++i) words.push_back(text->words[i].hash);
  }
  return headlines;
}

std::set<std::string_view> agencies_of(const Article& article) {
  std::set<std::string_view> agencies{article.outlet.name};
  for (const Credit& credit : article.credits) {
    if (credit.kind == Credit::Kind::kAgency && credit.certain) agencies.insert(credit.name);
  }
  agencies.erase("");
  return agencies;
}

std::string by_whom(const Article& article) {
  for (const Credit& credit : article.credits) {
    if (credit.kind == Credit::Kind::kAgency && credit.certain) return credit.name;
  }
  return article.outlet.name.empty() ? article.outlet.domain : article.outlet.name;
}

}  // namespace

std::optional<Notice> notice_of(const Article& article, const text::ArticleText& text,
                                const Data& data) {
  const text::Language& language = data.languages().of(article.language);
  for (const auto& [kind, told, entries] : data.derived<Notices>().of(language)) {
    if (const auto span = phrase_at(text.title, 0, entries)) {
      return Notice{kind, {article.id, Field::kTitle, *span}};
    }
    for (const std::uint32_t head : heads_of(article, text.body)) {
      if (const auto span = phrase_at(text.body, head, entries)) {
        return Notice{kind, {article.id, Field::kText, *span}};
      }
    }
    if (std::find(article.warnings.begin(), article.warnings.end(), told) !=
        article.warnings.end()) {
      return Notice{kind, {article.id, Field::kText, {}}};
    }
  }
  return std::nullopt;
}

std::vector<Headline> headlines_of(const text::ArticleText& text,
                                   const std::optional<Notice>& notice) {
  const bool in_title = notice && notice->at.field == Field::kTitle;
  std::vector<Headline> headlines{{&text.title,
                                   in_title ? text.title.word_at(notice->at.span.end) : 0,
                                   text.title.words.size()}};
  if (!notice) return headlines;
  for (const text::Quotation& quotation : text.body.quotations)
    headlines.push_back({&text.body, quotation.first_word, quotation.end_word});
  return headlines;
}

std::vector<Correction> corrections(std::span<const FactsOf> story,
                                    std::span<const Family* const> families, const Data& data) {
  std::map<std::string_view, const FactsOf*> members;
  std::map<std::string_view, Notice> notices;
  for (const FactsOf& member : story) {
    if (member.text == nullptr) continue;
    members[member.article->id] = &member;
    if (auto notice = notice_of(*member.article, *member.text, data)) {
      notices[member.article->id] = std::move(*notice);
    }
  }
  std::map<std::string_view, const Family*> family_of;
  for (const Family* family : families) {
    for (const std::string& member : family->members) family_of[member] = family;
  }
  std::vector<const FactsOf*> ordered;
  for (const auto& [id, member] : members) ordered.push_back(member);
  std::sort(ordered.begin(), ordered.end(), [](const FactsOf* a, const FactsOf* b) {
    return comes_before(*a->article, *b->article);
  });

  std::vector<Correction> found;
  for (const FactsOf* member : ordered) {
    const Article& article = *member->article;
    const auto notice = notices.find(article.id);
    if (notice == notices.end()) continue;
    const auto family = family_of.find(article.id);
    const LineageEdge* edge = nullptr;
    if (family != family_of.end()) {
      for (const LineageEdge& each : family->second->edges) {
        if (each.to == article.id && each.from) edge = &each;
      }
    }
    auto parent = edge ? members.find(*edge->from) : members.end();
    if (parent != members.end()) {
      const auto earlier = notices.find(*edge->from);
      if (earlier != notices.end() && earlier->second.kind == notice->second.kind) continue;
    }
    std::vector<Edit> edits;
    if (edge) edits = edge->edits;
    // An agency's own version is taken for what others were made from, though what it corrects is
    // not here: then what was printed before it says what stood there.
    if (parent == members.end() && family != family_of.end()) {
      for (const LineageEdge& each : family->second->edges) {
        const auto child = members.find(each.to);
        if (each.from != article.id || each.edits.empty() || child == members.end() ||
            notices.contains(each.to) || !certainly_before(*child->second->article, article)) {
          continue;
        }
        parent = child;
        for (const Edit& edit : each.edits) edits.push_back({edit.after, edit.before});
        break;
      }
    }
    Correction& correction = found.emplace_back();
    correction.kind = notice->second.kind;
    correction.by = by_whom(article);
    correction.at = notice->second.at;
    std::vector<Change> changes;
    if (correction.kind == Correction::Kind::kCorrection && parent != members.end()) {
      for (const Edit& edit : edits) {
        auto change = change_of(edit, *parent->second, *member, data);
        if (!change) continue;
        correction.edits.push_back(edit);
        changes.push_back(std::move(*change));
      }
    }
    // What nobody of the family tells: the notice itself may.
    bool of_family_alone = false;
    if (correction.kind == Correction::Kind::kCorrection && changes.empty()) {
      if (auto named = change_named(*member, data)) {
        correction.edits.push_back(std::move(named->first));
        changes.push_back(std::move(named->second));
        of_family_alone = true;
      }
    }
    const std::set<std::string_view> agencies = agencies_of(article);
    std::set<const Family*> of_its_text;
    if (family != family_of.end()) of_its_text.insert(family->second);
    if (correction.kind == Correction::Kind::kWithdrawal) {
      for (const Words& headline : headlines_named(notice->second, *member)) {
        for (const FactsOf* other : ordered) {
          const auto in = family_of.find(other->article->id);
          if (in == family_of.end() || !certainly_before(*other->article, article)) continue;
          const text::Text& title = other->text->title;
          if (title.words.size() == headline.size() && !places_of(headline, title).empty())
            of_its_text.insert(in->second);
        }
      }
    }
    const auto is_copy = [&](const Article& its) {
      const auto in = family_of.find(its.id);
      const auto credits = agencies_of(its);
      return (in != family_of.end() &&
              (of_its_text.contains(in->second) || agencies.contains(in->second->agency))) ||
             std::ranges::any_of(credits,
                                 [&](const auto& name) { return agencies.contains(name); });
    };
    for (const FactsOf* other : ordered) {
      const Article& its = *other->article;
      // Its own earlier text is what the notice replaces.
      if (its.outlet.key() == article.outlet.key() || notices.contains(its.id)) continue;
      if (correction.kind == Correction::Kind::kWithdrawal) {
        if (is_copy(its)) correction.still.push_back(its.id);
        continue;
      }
      if (of_family_alone && !is_copy(its)) continue;
      const auto holds = [&](Words Change::* wording) {
        return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
          return !places_of(change.*wording, other->text->body).empty();
        });
      };
      if (holds(&Change::before)) {
        correction.still.push_back(its.id);
      } else if (holds(&Change::after)) {
        correction.corrected.push_back(its.id);
      }
    }
  }
  return found;
}

}  // namespace secondsource::corroborate
