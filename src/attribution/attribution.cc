#include "attribution/attribution.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "attribution/clause.h"
#include "attribution/handover.h"
#include "attribution/headline.h"
#include "attribution/insertion.h"
#include "attribution/lexicon.h"
#include "attribution/listener.h"
#include "attribution/model.h"
#include "attribution/people.h"
#include "attribution/quotations.h"
#include "attribution/relation.h"
#include "attribution/scan.h"
#include "attribution/uncased.h"
#include "attribution/via.h"
#include "press/press.h"

namespace secondsource::attribution {
namespace {

// The bytes inside a quotation's marks, without the comma that only leads to the cue.
ByteSpan inside(const Scan& scan, std::uint32_t quotation) {
  ByteSpan span = scan.text->quotations[quotation].inner;
  const std::string_view text = scan.text->source;
  while (span.begin < span.end && (text[span.begin] == ' ' || text[span.begin] == '\n'))
    ++span.begin;
  while (span.begin < span.end &&
         (text[span.end - 1] == ' ' || text[span.end - 1] == ',' || text[span.end - 1] == '\n'))
    --span.end;
  // No-break spaces inside of French marks.
  while (span.size() >= 2 && text.substr(span.begin, 2) == "\xC2\xA0") span.begin += 2;
  while (span.size() >= 2 && text.substr(span.end - 2, 2) == "\xC2\xA0") span.end -= 2;
  while (span.size() >= 3 && text.substr(span.begin, 3) == "\xE2\x80\xAF") span.begin += 3;
  while (span.size() >= 3 && text.substr(span.end - 3, 3) == "\xE2\x80\xAF") span.end -= 3;
  return span;
}

// The bytes of words that are no whole quotation: with the marks of quotations they begin or end
// with.
ByteSpan around(const Scan& scan, Range words) {
  ByteSpan span = scan.dressed(words);
  const auto& quotations = scan.text->quotations;
  const auto widen = [&](std::uint32_t q) {
    if (q == Scan::kNone) return;
    const text::Quotation& quotation = quotations[q];
    const bool whole = words.contains(Range{quotation.first_word, quotation.end_word});
    if (whole && quotation.first_word == words.first) span.begin = quotation.outer.begin;
    if (whole && quotation.end_word == words.end)
      span.end = std::max(span.end, quotation.outer.end);
  };
  widen(scan.inner[words.first]);
  widen(scan.inner[words.end - 1]);
  widen(scan.quote[words.first]);
  widen(scan.quote[words.end - 1]);
  return span;
}

// The cue's words, or the colon between the speaker and the content: "Quill: The pier is safe".
std::optional<ByteSpan> cue_of(const Scan& scan, const Relation& relation, std::uint32_t content) {
  if (!relation.cue.empty()) return scan.bytes(relation.cue);
  constexpr std::uint32_t kBetween = 6;  // bytes: spaces and a mark
  const Range who = relation.source.empty() ? relation.who : relation.source;
  if (who.empty()) return std::nullopt;
  const std::uint32_t end = scan.dressed(who).end;
  if (end >= content || content - end > kBetween || scan.text->source[end] != ':')
    return std::nullopt;
  return ByteSpan{end, end + 1};
}

Mention::Kind kind_of(const Scan& scan, const Relation& relation) {
  bool direct = true, quoted = false;
  const std::uint32_t level = relation.cue.empty() ? Scan::kNone : scan.quote[relation.cue.first];
  for (const Piece& piece : relation.content) {
    if (piece.quotation != Scan::kNone || piece.spoken) {
      quoted = true;
      continue;
    }
    direct = false;
    for (std::uint32_t i = piece.words.first; i < piece.words.end && !quoted; ++i) {
      const std::uint32_t q = level == Scan::kNone ? scan.quote[i] : scan.inner[i];
      quoted = q != Scan::kNone &&
               scan.text->quotations[q].end_word - scan.text->quotations[q].first_word > 1;
    }
  }
  return direct   ? Mention::Kind::kDirect
         : quoted ? Mention::Kind::kMixed
                  : Mention::Kind::kIndirect;
}

// Of a content without marks: fewer are what was spoken of, "the mosque remarks", and not what was
// said.
constexpr std::uint32_t kLeastReported = 4;

std::uint32_t words_of(const Relation& relation) {
  std::uint32_t words = 0;
  for (const Piece& piece : relation.content) words += piece.words.size();
  return words;
}

class Attributor {
 public:
  Attributor(const Article& article, const Data& data) : article_(article), data_(data) {}

  std::vector<Mention> run(const text::ArticleText& text) {
    const Lexicons& lexicons = data_.derived<Lexicons>();
    std::vector<ByteSpan> skipped = article_.furniture;
    if (article_.dateline) skipped.push_back(article_.dateline->span);
    std::ranges::sort(skipped, {}, &ByteSpan::begin);
    const Scan body = scan(text.body, lexicons.of(text.body.language), skipped);
    std::vector<Relation> relations = relations_of(body);
    drop_credits(body, data_.press(), relations);
    drop_listeners(body, relations);
    hand_over(body, data_.press(), relations);
    attach_quotations(body, relations);
    People people(body, relations);
    std::optional<UncasedPeople> uncased;
    if (body.order().no_capitals) uncased.emplace(body, relations);

    const Scan title = scan(text.title, lexicons.of(text.title.language), {});
    if (title.count() > 0) {
      std::vector<Relation> headline = find_headline(title, people);
      if (headline.empty()) {
        headline = relations_of(title);
        drop_listeners(title, headline);
        attach_quotations(title, headline);
      }
      for (const Relation& relation : headline) {
        std::optional<Speaker> speaker;
        if (!relation.who.empty()) {
          speaker = people.find(title, relation.who);
          if (!speaker)
            speaker = Speaker{{},
                              "",
                              std::string(title.source(title.bytes(relation.who))),
                              Speaker::Kind::kUnnamed};
          speaker->span = title.dressed(relation.source.empty() ? relation.who : relation.source);
        }
        make(title, relation, Field::kTitle, speaker);
      }
      nest(0);
    }
    const std::size_t first = out_.size();
    for (const Relation& relation : relations) {
      std::optional<Speaker> speaker;
      if (!relation.who.empty() || relation.dropped)
        speaker = uncased ? uncased->resolve(relation) : people.resolve(relation);
      make(body, relation, Field::kText, speaker);
    }
    nest(first);
    published(body, first);
    return std::move(out_);
  }

 private:
  // "Quill's remarks were first reported by the Harbor Ledger.", wherever that stands: all that
  // Quill says in this text, and is nobody else's, is from there.
  void published(const Scan& scan, std::size_t first) {
    const auto last_name = [](const Mention& mention) {
      const std::string_view name = mention.speaker ? mention.speaker->name : std::string_view();
      return name.substr(name.rfind(' ') + 1);
    };
    std::map<std::string_view, Via> outlet_of;  // by a name in such a sentence, the first
    for (const Unit& unit : scan.units) {
      const std::optional<Via> outlet = published_by(scan, unit.words, data_.press());
      if (!outlet) continue;
      for (std::uint32_t i = unit.words.first; i < unit.words.end; ++i) {
        const ByteSpan word = scan.bytes({i, i + 1});
        if (scan.capital(i) && !outlet->span.contains(word)) {
          outlet_of.emplace(scan.source(word), *outlet);
        }
      }
    }
    for (std::size_t m = first; m < out_.size(); ++m) {
      Mention& mention = out_[m];
      if (!mention.via.empty() || !mention.speech) continue;
      const auto outlet = outlet_of.find(last_name(mention));
      if (outlet != outlet_of.end()) mention.via = {outlet->second};
    }
  }

  std::vector<Relation> relations_of(const Scan& scan) const {
    if (scan.order().no_capitals) return find_relations_uncased(scan);
    std::vector<Relation> rules = find_relations(scan);
    const Model* model = data_.derived<Models>().of(scan.text->language);
    return model == nullptr ? rules : find_relations(scan, *model, std::move(rules));
  }

  void make(const Scan& scan, const Relation& relation, Field field,
            std::optional<Speaker> speaker) {
    Mention mention;
    mention.id = fmt::format("{}:{}", article_.id, out_.size() + 1);
    mention.article = article_.id;
    mention.field = field;
    mention.kind = kind_of(scan, relation);
    for (const Piece& piece : relation.content) {
      const ByteSpan span = piece.quotation == Scan::kNone ? around(scan, piece.words)
                                                           : inside(scan, piece.quotation);
      if (span.empty()) continue;
      if (!mention.content.empty() && mention.content.back().overlaps(span)) continue;
      mention.content.push_back(span);
      find_insertions(scan, span, data_.press(), mention.insertions);
    }
    if (mention.content.empty()) return;
    mention.cue = cue_of(scan, relation, mention.content.front().begin);
    mention.speaker = std::move(speaker);
    mention.via = find_via(scan, relation, data_.press(), article_.outlet.name,
                           outlet_ ? &*outlet_ : nullptr);
    for (const Via& via : mention.via) {
      if (via.manner != Via::Manner::kOwn && !via.name.empty()) outlet_ = via;
    }
    // An outlet that speaks has the name it is cited by.
    if (mention.speaker && mention.speaker->kind == Speaker::Kind::kOrganisation) {
      for (const Via& via : mention.via) {
        if (via.certain && mention.speaker->span.contains(via.span) && !via.name.empty())
          mention.speaker->name = via.name;
      }
    }
    mention.occasion = find_occasion(scan, relation);
    if (field == Field::kText) go_on(scan, relation, mention);
    mention.speech = relation.speech &&
                     (mention.kind != Mention::Kind::kIndirect ||
                      (words_of(relation) >= kLeastReported && !nobodys(scan, relation, mention)));
    out_.push_back(std::move(mention));
  }

  // "There has been no claim of responsibility", "the Harbor Ledger has asked the mayor for
  // comment" in the Harbor Ledger: nobody said that, or who writes.
  bool nobodys(const Scan& scan, const Relation& relation, const Mention& mention) const {
    if (!mention.speaker) {
      for (std::uint32_t i = relation.cue.first; i < relation.cue.end; ++i) {
        if (scan.is(i, kNegation)) return true;
      }
      return false;
    }
    return std::ranges::any_of(mention.via, [&](const Via& via) {
      const std::string_view name = via.name, own = article_.outlet.name;
      return mention.speaker->span.contains(via.span) && !own.empty() && name.ends_with(own) &&
             name.size() <= own.size() + 4;  // "The "
    });
  }

  // "Quill told the Harbor Ledger that … .  “…,” she said.": what the same speaker goes on to say,
  // in that paragraph or the next and with nothing beside it that tells of another time, listener
  // or occasion, was said there, too.
  void go_on(const Scan& scan, const Relation& relation, Mention& mention) {
    const std::uint32_t at =
        relation.cue.empty() ? relation.content.front().words.first : relation.cue.first;
    if (scan.quote[at] != Scan::kNone) return;  // within somebody's words
    const std::uint32_t paragraph = scan.units[scan.unit[at]].paragraph;
    if (!mention.via.empty() || mention.occasion || !mention.speaker) {
      talk_ = {mention.speaker.value_or(Speaker()), mention.via, paragraph};
      return;
    }
    const bool same = mention.speaker->name.empty()
                          ? talk_.speaker.name.empty() && paragraph == talk_.paragraph &&
                                unnamed_alike(scan, *mention.speaker, talk_.speaker)
                          : mention.speaker->name == talk_.speaker.name;
    if ((same || means_another(scan, relation)) && paragraph - talk_.paragraph <= 1 &&
        says_no_more(scan, relation, at)) {
      mention.via = talk_.via;
      talk_.paragraph = paragraph;
    } else {
      talk_ = {};
    }
  }

  // "According to the Harbor Ledger the harvest was poor.  “…,” she said.": she is not the outlet,
  // but whom it has this from.
  bool means_another(const Scan& scan, const Relation& relation) const {
    if (talk_.speaker.kind != Speaker::Kind::kOrganisation || relation.source.size() != 1 ||
        !scan.is(relation.source.first, kPronounM | kPronounF)) {
      return false;
    }
    return std::ranges::any_of(talk_.via, [&](const Via& via) {
      return via.manner == Via::Manner::kCited && via.span.overlaps(talk_.speaker.span);
    });
  }

  // "two sources", "one of the sources", but not "a police source" and "a government source"
  static bool unnamed_alike(const Scan& scan, const Speaker& a, const Speaker& b) {
    const auto words = [&](const Speaker& speaker) {
      std::set<std::uint64_t> telling;
      const std::size_t end = scan.text->word_at(speaker.span.end);
      for (std::size_t i = scan.text->word_at(speaker.span.begin); i < end; ++i) {
        if (!scan.is(static_cast<std::uint32_t>(i), kDeterminer | kPreposition)) {
          telling.insert(scan.text->words[i].hash);
        }
      }
      return telling;
    };
    const std::set<std::uint64_t> of_a = words(a);
    return !of_a.empty() && of_a == words(b);
  }

  // Whether around the cue at word `at` the sentence has nothing but who says what: not "told
  // police", "said outside court", "in her book".
  static bool says_no_more(const Scan& scan, const Relation& relation, std::uint32_t at) {
    constexpr std::uint32_t kMost = 1;  // an adverb
    if (scan.is(relation.verb, kTellingVerb)) return false;
    const Range clause = scan.clause(at);
    std::uint32_t more = 0;
    for (std::uint32_t i = clause.first; i < clause.end && more <= kMost; ++i) {
      if (scan.quote[i] != Scan::kNone || relation.says(i)) continue;
      if (scan.is(i, kDay)) return false;
      more +=
          !relation.cue.contains(i) && !relation.source.contains(i) && !scan.is(i, kComplementiser);
    }
    return more <= kMost;
  }

  // Sets `outer` of the mentions from `first` on, which are in order of appearance.
  void nest(std::size_t first) {
    constexpr std::size_t kDeepest = 8;
    struct Open {
      ByteSpan span;
      std::size_t mention;
    };
    // Pieces of content by where they begin, longest first.
    std::vector<Open> pieces;
    for (std::size_t m = first; m < out_.size(); ++m) {
      for (const ByteSpan& span : out_[m].content) pieces.push_back({span, m});
    }
    std::sort(pieces.begin(), pieces.end(), [](const Open& a, const Open& b) {
      if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
      if (a.span.end != b.span.end) return a.span.end > b.span.end;
      return a.mention < b.mention;
    });
    std::vector<Open> open;
    for (const Open& piece : pieces) {
      while (!open.empty() && open.back().span.end <= piece.span.begin) open.pop_back();
      Mention& mention = out_[piece.mention];
      const ByteSpan whole{mention.cue ? std::min(mention.cue->begin, mention.content.front().begin)
                                       : mention.content.front().begin,
                           mention.cue ? std::max(mention.cue->end, mention.content.back().end)
                                       : mention.content.back().end};
      for (std::size_t k = 0; k < std::min(kDeepest, open.size()) && !mention.outer; ++k) {
        const Open& outer = open[open.size() - 1 - k];
        if (outer.mention != piece.mention && outer.span.contains(whole) && outer.span != whole) {
          mention.outer = out_[outer.mention].id;
          // Whom the outer speaker told has both.
          if (mention.via.empty()) mention.via = out_[outer.mention].via;
        }
      }
      if (open.empty() || open.back().span.contains(piece.span)) open.push_back(piece);
    }
  }

  const Article& article_;
  const Data& data_;
  std::vector<Mention> out_;
  std::optional<Via> outlet_;  // named last
  struct Talk {
    Speaker speaker;
    std::vector<Via> via;
    std::uint32_t paragraph = 0;
  };
  Talk talk_;  // what the mention before is of
};

}  // namespace

std::vector<Mention> attribute(const Article& article, const text::ArticleText& text,
                               const Data& data) {
  return Attributor(article, data).run(text);
}

}  // namespace secondsource::attribution
