// A newsroom for tests: articles, and mentions found by their words.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corroborate/origin.h"
#include "corroborate/silence.h"
#include "corroborate/statement.h"
#include "corroborate/story.h"
#include "secondsource/data.h"

namespace secondsource::corroborate {

// Two articles of one event, to stand around quotations.
inline const std::string kBridge =
    "Divers found a crack in the second pier of the Lene bridge at Hest Ferry, and engineer Ingrid "
    "Solheim of Kessel Marine closed it to all traffic.\n";
inline const std::string kBridgeToo =
    "The Lene bridge at Hest Ferry stays shut: the crack in its second pier, found by divers of "
    "Kessel Marine, is wider than engineer Ingrid Solheim feared.\n";

inline const Data& test_data() {
  static const std::shared_ptr<const Data> data = [] {
    auto loaded = Data::load();
    if (!loaded) {
      ADD_FAILURE() << loaded.error().line();
      std::abort();
    }
    return *loaded;
  }();
  return *data;
}

inline Time hours(int count) {
  return Time(std::chrono::sys_days(std::chrono::year(2031) / 5 / 12)) + std::chrono::hours(count);
}

class Newsroom {
 public:
  struct Draft {
    std::string outlet, title, text;
    int hour = 9;
    std::string language = "en";
    std::vector<Credit> credits = {};
    std::vector<std::string> authors = {};
    Article::Form form = Article::Form::kArticle;
  };

  // The id is the outlet's name and a number.
  Article& add(Draft draft) {
    Article& article = articles_.emplace_back();
    article.id = draft.outlet + "-" + std::to_string(articles_.size());
    article.outlet.name = draft.outlet;
    article.title = std::move(draft.title);
    article.text = std::move(draft.text);
    article.published = hours(draft.hour);
    article.language = draft.language;
    article.credits = std::move(draft.credits);
    article.authors = std::move(draft.authors);
    article.form = draft.form;
    return article;
  }

  static ByteSpan find(std::string_view text, std::string_view words) {
    const std::size_t at = text.find(words);
    if (at == std::string_view::npos) {
      ADD_FAILURE() << "no \"" << words << "\" in: " << text;
      return {};
    }
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }

  // A direct quotation of `speaker`.
  Mention& quote(const Article& article, std::string_view words, std::string_view speaker,
                 Field field = Field::kText) {
    std::deque<Mention>& list = mentions_[article.id];
    Mention& mention = list.emplace_back();
    mention.id = article.id + ":" + std::to_string(list.size());
    mention.article = article.id;
    mention.field = field;
    mention.content = {find(field == Field::kTitle ? article.title : article.text, words)};
    if (!speaker.empty()) {
      mention.speaker = Speaker{{}, std::string(speaker), "", Speaker::Kind::kPerson};
    }
    return mention;
  }

  // Says that words of `article` name where they are from.
  static Via via(const Article& article, std::string_view words, std::string_view name,
                 Via::Manner manner = Via::Manner::kCited, Via::Kind kind = Via::Kind::kAgency) {
    return {kind, manner, std::string(name), find(article.text, words)};
  }

  static Credit credit(std::string_view agency,
                       Credit::Evidence evidence = Credit::Evidence::kByline) {
    return {Credit::Kind::kAgency, std::string(agency), evidence, std::nullopt};
  }

  // A family of articles, the first of them its root, and `words` shared narrative between the
  // first and each other.
  void family(const std::vector<const Article*>& members, std::string_view words) {
    Family& family = families_.emplace_back();
    for (const Article* member : members) family.members.push_back(member->id);
    family.id = "family-" + family.members.front();
    family.root = family.members.front();
    for (std::size_t i = 1; i < members.size(); ++i) {
      passages_.push_back({members[0]->id, members[i]->id, find(members[0]->text, words),
                           find(members[i]->text, words), Passage::Kind::kNarrative, 20, 1.0,
                           false});
    }
  }
  Family& last_family() { return families_.back(); }

  Passage& last_passage() { return passages_.back(); }

  void story(const std::vector<const Article*>& members) {
    Story& story = stories_.emplace_back();
    story.id = "story-" + members.front()->id;
    for (const Article* member : members) story.articles.push_back(member->id);
  }
  // All articles are one story.
  void story() {
    Story& story = stories_.emplace_back();
    story.id = "story";
    for (const Article& article : articles_) story.articles.push_back(article.id);
  }

  const text::ArticleText& text(const Article& article) {
    auto& text = texts_[article.id];
    if (!text) {
      text = std::make_unique<text::ArticleText>();
      text::analyse(article, test_data().languages(), *text);
    }
    return *text;
  }

  Surroundings surroundings() {
    Surroundings around;
    for (const Article& article : articles_) {
      std::vector<Mention>& flat = flat_[article.id];
      flat.assign(mentions_[article.id].begin(), mentions_[article.id].end());
      told_[article.id] = told_by(text(article).body, article.language, test_data());
      around.articles[article.id] = {&article, &text(article), flat, told_[article.id]};
    }
    for (const Family& family : families_) around.families.push_back(&family);
    for (const Story& story : stories_) around.stories.push_back(story.articles);
    around.passages.assign(passages_.begin(), passages_.end());
    return around;
  }

  std::vector<Mention> all_mentions() const {
    std::vector<Mention> all;
    for (const auto& [id, list] : mentions_) all.insert(all.end(), list.begin(), list.end());
    return all;
  }

  // What all mentions together say.
  Statement weigh_all() {
    const Surroundings around = surroundings();
    return weigh(all_mentions(), around, test_data());
  }

  // What one mention alone says.
  Statement weigh_one(const Mention& mention) {
    const Surroundings around = surroundings();
    return weigh({&mention, 1}, around, test_data());
  }

  StoryProfile profile(const Article& article) {
    return story_profile(article, text(article), {}, test_data());
  }
  MentionProfile profile(const Mention& mention) {
    for (const Article& article : articles_) {
      if (article.id == mention.article) {
        return mention_profile(article, text(article), mention, test_data());
      }
    }
    ADD_FAILURE() << "no article " << mention.article;
    return {};
  }
  bool same(const Mention& a, const Mention& b) {
    const auto of = [&](const Mention& mention) {
      for (const Article& article : articles_) {
        if (article.id == mention.article) return profile(article);
      }
      return StoryProfile{};
    };
    const StoryProfile x = of(a), y = of(b);
    const MentionProfile p = profile(a), q = profile(b);
    const bool same = same_statement(p, x, q, y);
    EXPECT_EQ(same, same_statement(q, y, p, x)) << "not symmetric";
    return same;
  }

  std::deque<Article>& articles() { return articles_; }

 private:
  std::deque<Article> articles_;
  std::map<std::string, std::deque<Mention>> mentions_;
  std::map<std::string, std::vector<Mention>> flat_;
  std::map<std::string, std::vector<std::uint64_t>> told_;
  std::deque<Family> families_;
  std::deque<Story> stories_;
  std::vector<Passage> passages_;
  std::map<std::string, std::unique_ptr<text::ArticleText>> texts_;
};

inline const Origin* origin_named(const Statement& statement, std::string_view name) {
  for (const Origin& origin : statement.origins) {
    if (origin.name == name) return &origin;
  }
  return nullptr;
}

}  // namespace secondsource::corroborate
