// A generated body of news, for measuring cost at sizes that no shared data set has.
//
// Words and their frequencies are those of data/words/en.tsv; each word prefers a few followers, so
// that phrases repeat and text compresses as prose does.  Events have people, places and
// quotations; outlets report them on their own, reprint an agency, or edit what they reprint, and
// put their furniture below.  `bench/corpus` prints the rates of all that beside those of real
// articles.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "secondsource/article.h"

namespace secondsource::bench {

struct NewsroomOptions {
  std::uint64_t seed = 1;
  double words = 400;              // mean length of an article
  double exact_copies = 0.015;     // share of articles that reprint another word for word
  double edited_copies = 0.03;     // share that reprint it with changes
  double furniture = 0.035;        // share of outlets that print a block under every article
  double quoted_sentences = 0.12;  // share of sentences with a direct quotation
  double indirect_sentences = 0.28;
  double follow = 0.66;  // chance that a word is one of the followers of the word before
  std::size_t articles_an_event = 8;
  std::size_t outlets = 400;
};

// Endless; the same articles for the same options.
class Newsroom {
 public:
  explicit Newsroom(const NewsroomOptions& options = {});

  Article next();
  // An edited copy of one story, the same for so many calls and then another; some are made from
  // other copies.
  Article next_copy(std::size_t of_one_story);

 private:
  struct Person {
    std::string name, surname, role;
  };
  struct Event {
    std::string place, body;  // where, and the organisation concerned
    std::vector<Person> people;
    std::vector<std::string> quotations;  // each with its speaker: index modulo people
    std::vector<std::uint32_t> topic;     // words the event is about
    std::vector<std::string> articles;    // texts so far, own reports and copies
    std::int64_t begins = 0;              // seconds since 1970
  };

  double uniform();
  std::size_t below(std::size_t n);
  std::string name();
  std::uint32_t next_word(std::uint32_t previous, const Event* event);
  std::string clause(const Event* event, std::size_t words);
  std::string sentence(Event& event);
  std::string report(Event& event);
  std::string edited(std::string text);
  void begin_event();
  Article published(std::string text, Event& event, std::size_t outlet);

  NewsroomOptions options_;
  std::mt19937_64 random_;
  std::vector<std::string> words_;
  std::vector<double> cumulative_;      // of the words' frequencies
  std::vector<std::string> furniture_;  // by outlet, "" for none
  std::vector<Event> open_;             // the events being reported
  std::size_t made_ = 0;
  std::vector<std::string> copies_;  // of the story being copied
  Event copied_;
  std::size_t copied_times_ = 0;
};

// As a line of JSON Lines that Reader reads.
std::string to_json_line(const Article& article);

}  // namespace secondsource::bench
