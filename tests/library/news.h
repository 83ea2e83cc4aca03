// A small generated body of news.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "library/support.h"

namespace secondsource::library {

class Newsroom {
 public:
  explicit Newsroom(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }

  std::string sentence(std::size_t words) {
    static const std::vector<std::string> kWords = {
        "harbor",  "council", "bridge", "storm",   "ferry",   "engineers", "closed", "morning",
        "traffic", "repair",  "budget", "voted",   "against", "plan",      "river",  "level",
        "rose",    "warned",  "people", "village", "school",  "market",    "opened", "again",
        "crews",   "worked",  "night",  "steel",   "cracks",  "inspector", "found",  "north"};
    std::string made = "The";
    for (std::size_t i = 0; i < words; ++i)
      made.append(1, ' ').append(kWords[below(kWords.size())]);
    return made + fmt::format(" in {} of {} towns.", below(90) + 1, below(900) + 100);
  }
  std::string quotation() {
    static const std::vector<std::string> kNames = {"Marta Quell", "Jonas Verbeek",
                                                    "Ada Lindqvist"};
    return fmt::format("“{}” {} said on Tuesday.", sentence(9), kNames[below(kNames.size())]);
  }
  std::string report() {
    std::string made = sentence(14);
    for (std::size_t i = 2 + below(4); i > 0; --i)
      made += fmt::format("\n{}", sentence(10 + below(12)));
    quotations_.push_back(quotation());
    return fmt::format("{}\n{}", made, quotations_.back());
  }
  // A sentence added, a paragraph lost, or a word changed.
  std::string edited(std::string text) {
    switch (below(3)) {
      case 0:
        return fmt::format("{}\n{}", text, sentence(12));
      case 1:
        return text.substr(0, text.rfind('\n'));
      default: {
        const std::size_t at = text.find(' ', text.size() / 2);
        return at == std::string::npos ? text : text.insert(at, " however");
      }
    }
  }
  std::vector<Article> news(std::size_t size) {
    static const std::vector<std::string> kOutlets = {"ledger.example", "tide.example",
                                                      "courier.example", "northpost.example"};
    std::vector<Article> all;
    std::vector<std::string> texts;
    for (unsigned n = 1; all.size() < size; ++n) {
      std::string text = report();
      if (!texts.empty() && chance(50)) {
        text = texts[below(texts.size())];
        for (std::size_t edits = below(3); edits > 0; --edits) text = edited(text);
      } else if (chance(40)) {
        text += fmt::format("\n{}", quotations_[below(quotations_.size())]);
      }
      texts.push_back(text);
      const std::string& outlet = kOutlets[below(kOutlets.size())];
      if (chance(30)) {
        text += fmt::format("\nSign up for the newsletter of {} and read it first.", outlet);
      }
      all.push_back(article(n, outlet, text));
      if (chance(10)) all.back().published.reset();
      if (chance(5)) all.back().form = Article::Form::kLive;
    }
    return all;
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::string> quotations_;
};

// Holds what families, stories and statements are made of: exact and edited copies, quotations in
// several articles, own reports, furniture, articles without a time.
inline std::vector<Article> generated_news(std::uint64_t seed, std::size_t size) {
  return Newsroom(seed).news(size);
}

}  // namespace secondsource::library
