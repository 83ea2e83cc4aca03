// Errors of attribution by kind, beside the gold of an article.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "gold.h"
#include "secondsource/span.h"

namespace secondsource::bench {

using Kinds = std::map<std::string, std::size_t>;

// What was found, in the gold's habits.
struct FoundRelation {
  ByteSpan source, cue;  // empty where there is none
  std::vector<ByteSpan> content;
};

// Adds the errors of one article to `kinds`.  `of_speech`: whether a cue holds a word of speech;
// `seen`: called with each error's kind and where it is.
template <typename OfSpeech, typename Seen>
void count_kinds(const std::string& text, const std::vector<FoundRelation>& found,
                 const std::vector<GoldRelation>& gold, const OfSpeech& of_speech, const Seen& seen,
                 Kinds& kinds) {
  const auto count = [&](const std::string& kind, ByteSpan span) {
    ++kinds[kind];
    seen(kind, span);
  };
  const auto has = [](const std::vector<ByteSpan>& spans, ByteSpan span) {
    return std::find(spans.begin(), spans.end(), span) != spans.end();
  };
  const auto touches = [](const std::vector<ByteSpan>& spans, ByteSpan span) {
    return std::any_of(spans.begin(), spans.end(),
                       [&](const ByteSpan& s) { return s.overlaps(span); });
  };
  const auto size_of = [&](ByteSpan cue) {
    const std::string_view words = std::string_view(text).substr(cue.begin, cue.size());
    if (words == ":") return ": a colon alone";
    return words.find(' ') == std::string_view::npos ? ", one word" : ", several words";
  };
  const auto kind_of = [&](ByteSpan cue) {
    return (of_speech(cue) ? std::string("of speech") : std::string("another")) + size_of(cue);
  };
  const auto source_of = [&](const GoldRelation& r) {
    return r.source.empty() ? ByteSpan{} : r.source.front();
  };
  for (const FoundRelation& f : found) {
    if (f.cue.empty()) continue;
    const auto exact = std::find_if(gold.begin(), gold.end(),
                                    [&](const GoldRelation& r) { return has(r.cue, f.cue); });
    const auto near = std::find_if(gold.begin(), gold.end(),
                                   [&](const GoldRelation& r) { return touches(r.cue, f.cue); });
    if (near == gold.end()) {
      count("cue not in the gold: " + kind_of(f.cue), f.cue);
      continue;
    }
    if (exact == gold.end()) {
      count("cue with other limits", f.cue);
    } else {
      for (const ByteSpan& span : f.content) {
        if (!has(exact->content, span)) {
          count(touches(exact->content, span) ? "content with other limits" : "another content",
                span);
        }
      }
    }
    const GoldRelation& r = exact == gold.end() ? *near : *exact;
    const std::string tail = of_speech(f.cue) ? " (speech)" : "";
    const ByteSpan theirs = source_of(r);
    if (f.source == theirs || has(r.source, f.source)) continue;
    if (theirs.empty()) {
      count("source where the gold has none" + tail, f.source);
    } else if (f.source.empty()) {
      count("source not found beside its cue" + tail, theirs);
    } else if (!touches(r.source, f.source)) {
      count("another source" + tail, f.source);
    } else {
      std::string how;
      if (f.source.begin < theirs.begin) how += ", begins too early";
      if (f.source.begin > theirs.begin) how += ", begins too late";
      if (f.source.end < theirs.end) how += ", ends too early";
      if (f.source.end > theirs.end) how += ", ends too late";
      count("source limits" + how + tail, f.source);
    }
  }
  for (const GoldRelation& r : gold) {
    for (const ByteSpan& cue : r.cue) {
      const bool near = std::any_of(found.begin(), found.end(), [&](const FoundRelation& f) {
        return !f.cue.empty() && f.cue.overlaps(cue);
      });
      if (!near) count("cue missed: " + kind_of(cue), cue);
    }
  }
}

}  // namespace secondsource::bench
