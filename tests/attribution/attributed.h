// An article made of a literal, and what attribution makes of it, in words a test can compare.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attribution/attribution.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace secondsource::attribution {

inline const Data& data() {
  static const std::shared_ptr<const Data> loaded = *Data::load();
  return *loaded;
}

struct Attributed {
  Article article;
  std::vector<Mention> mentions;

  explicit Attributed(const std::string& body, const std::string& language = "en",
                      const std::string& title = "", const std::string& outlet = "") {
    article.outlet.name = outlet;
    article.id = std::string(1, 'a');
    article.language = language;
    article.text = body;
    article.title = title;
    read();
  }
  // The body is one paragraph, whatever newlines it has.
  static Attributed paragraph(const std::string& body) {
    Attributed made("");
    made.article.text = body;
    made.article.paragraphs = {{0, static_cast<std::uint32_t>(body.size())}};
    made.read();
    return made;
  }
  void read() {
    text::ArticleText text;
    text::analyse(article, data().languages(), text);
    mentions = attribute(article, text, data());
  }

  std::size_t size() const { return mentions.size(); }
  const std::string& source(const Mention& m) const {
    return m.field == Field::kTitle ? article.title : article.text;
  }
  std::string at(const Mention& m, ByteSpan span) const {
    return source(m).substr(span.begin, span.size());
  }
  // Pieces joined by " | ".
  std::string content(std::size_t i) const {
    std::string out;
    if (i >= size()) return "(no such mention)";
    for (const ByteSpan& span : mentions[i].content) {
      if (!out.empty()) out.append(" | ");
      out.append(at(mentions[i], span));
    }
    return out;
  }
  std::string cue(std::size_t i) const {
    return i < size() && mentions[i].cue ? at(mentions[i], *mentions[i].cue) : "";
  }
  std::string name(std::size_t i) const {
    return i < size() && mentions[i].speaker ? mentions[i].speaker->name : "";
  }
  std::string role(std::size_t i) const {
    return i < size() && mentions[i].speaker ? mentions[i].speaker->role : "";
  }
  std::string beside(std::size_t i) const {
    return i < size() && mentions[i].speaker ? at(mentions[i], mentions[i].speaker->span) : "";
  }
  // "told:Reuters cited:TASS own: told?:Goalmouth"
  std::string via(std::size_t i) const {
    std::string out;
    if (i >= size()) return out;
    for (const Via& via : mentions[i].via) {
      out += out.empty() ? "" : " ";
      out += via.manner == Via::Manner::kTold  ? "told"
             : via.manner == Via::Manner::kOwn ? "own"
                                               : "cited";
      out += (via.certain ? ":" : "?:") + via.name;
    }
    return out;
  }
  std::string insertions(std::size_t i) const {
    std::string out;
    if (i >= size()) return out;
    for (const ByteSpan& span : mentions[i].insertions) {
      if (!out.empty()) out.append(" | ");
      out.append(at(mentions[i], span));
    }
    return out;
  }
  // The mention whose content holds these words; size() when none does.
  std::size_t saying(const std::string& words) const {
    for (std::size_t i = 0; i < size(); ++i) {
      if (content(i).find(words) != std::string::npos) return i;
    }
    return size();
  }
};

}  // namespace secondsource::attribution
