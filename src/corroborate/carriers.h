// What carries a statement: its mentions, each with its words and with whom it names for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "corroborate/content.h"
#include "corroborate/origin.h"
#include "corroborate/sources.h"

namespace secondsource::corroborate {

// Whom a mention has its words from, by what it or its article says.
struct Claim {
  Sources::Number source = 0;
  Rule rule = Rule::kCited;
  bool told = false;  // the speaker spoke to that source
  std::optional<Credit::Evidence> credit;
  Place place;
};

struct Carrier {
  const Mention* mention = nullptr;
  const Surroundings::Around* around = nullptr;
  Sources::Number publisher = 0;
  Content content;
  std::vector<std::uint64_t> words;  // of the content
  // The most specific ones: of the sentence, else of the article.  Several that differ ("Reuters,
  // AFP") bridge nothing.
  std::vector<Claim> claims;
  // Whose text the article says it prints again, whatever the sentence names.
  std::optional<Claim> reprint;
  // The speaker spoke to the outlet that prints it ("told this newspaper"): where it says so.
  std::optional<Place> own_words;
  bool told_another = false;  // the speaker spoke to somebody else, whoever that is
  // Whom the article credits, but for its publisher: for all of it, and for a part ("with material
  // from").
  std::vector<Sources::Number> credited;
  std::vector<Claim> material;

  bool credits_others() const { return !credited.empty() || !material.empty(); }

  const Article& article() const { return *around->article; }
  const text::Text& text() const { return field_of(*around->text, mention->field); }
  Place place() const;  // of the content
};

// The order of mentions: of their articles, in one article that of appearance.
bool comes_before(const Mention& a, const Article& article_of_a, const Mention& b,
                  const Article& article_of_b);

// In that order, without repetitions.
std::vector<Carrier> carriers_of(std::span<const Mention> mentions,
                                 const Surroundings& surroundings, Sources& sources);

// Places of an article from first to last byte of what `mention` says.
ByteSpan whole_content(const Mention& mention);

}  // namespace secondsource::corroborate
