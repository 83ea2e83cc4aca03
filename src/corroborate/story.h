// Stories: articles about one event, whether or not they share text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/fact.h"
#include "secondsource/statement.h"
#include "text/text.h"

namespace secondsource::corroborate {

// What of an article decides which event it is about.
struct StoryProfile {
  struct Term {
    std::uint64_t key = 0;  // of a folded name, place, number or rare word
    float weight = 0;
  };
  std::string article;
  std::optional<Time> published;
  Article::Form form = Article::Form::kArticle;
  std::vector<Term> terms;  // the heaviest ones, at most kTerms, sorted by key; of length 1 together
  static constexpr std::size_t kTerms = 48;
};

StoryProfile story_profile(const Article& article, const text::ArticleText& text,
                           std::span<const Fact> facts, const Data& data);

// Keys under which a profile is indexed: profiles of one story share at least one.
std::vector<std::uint64_t> story_keys(const StoryProfile& profile);

// Decided by the pair alone.  A live page or a roundup may belong to a story, but joins none.
bool same_story(const StoryProfile& a, const StoryProfile& b);

}  // namespace secondsource::corroborate
