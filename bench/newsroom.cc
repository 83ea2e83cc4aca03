#include "bench/newsroom.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "data/files.h"

namespace secondsource::bench {
namespace {

constexpr std::uint32_t kFollowers = 6;

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 31;
  x *= 0x9e3779b97f4a7c15u;
  x ^= x >> 29;
  x *= 0xbf58476d1ce4e5b9u;
  return x ^ (x >> 32);
}

std::string capitalised(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
  return word;
}

constexpr const char* kRoles[] = {"mayor",    "minister",  "spokesman", "spokeswoman", "director",
                                  "engineer", "professor", "captain",   "chairman",    "senator"};
constexpr const char* kCues[] = {"said", "said", "said", "told reporters", "added", "announced"};

}  // namespace

Newsroom::Newsroom(const NewsroomOptions& options) : options_(options), random_(options.seed) {
  const auto files = data::load_files({});
  const auto found = files ? files->find("words/en.tsv") : decltype(files->find("")){};
  if (!files || found == files->end()) std::abort();  // the program carries it
  const auto table = data::parse_table(found->second.front(), "words/en.tsv");
  if (!table) std::abort();
  double sum = 0;
  for (const auto& row : table->rows) {
    const double share = std::exp2(-std::strtod(row[1].c_str(), nullptr));
    // Poisson: a word of frequency p stands in 1 - exp(-p * length) of the articles.
    sum += -std::log1p(-std::min(share, 0.999));
    words_.push_back(row[0]);
    cumulative_.push_back(sum);
  }
  for (std::size_t i = 0; i < options_.outlets; ++i)
    furniture_.push_back(uniform() < options_.furniture ? capitalised(clause(nullptr, 30)) + "."
                                                        : "");
  for (int i = 0; i < 24; ++i) begin_event();
}

double Newsroom::uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
std::size_t Newsroom::below(std::size_t n) { return random_() % n; }

std::string Newsroom::name() {
  static constexpr const char* kOnsets[] = {"b", "br", "d", "f",  "g", "h",  "k", "l", "m", "n",
                                            "p", "r",  "s", "st", "t", "tr", "v", "w", "z"};
  static constexpr const char* kRimes[] = {"a", "an", "ar", "e",  "el", "en",
                                           "i", "in", "o",  "on", "or", "u"};
  std::string out;
  for (std::size_t n = 2 + below(2); n > 0; --n) {
    out += kOnsets[below(std::size(kOnsets))];
    out += kRimes[below(std::size(kRimes))];
  }
  return capitalised(out);
}

std::uint32_t Newsroom::next_word(std::uint32_t previous, const Event* event) {
  if (event && uniform() < 0.06) return event->topic[below(event->topic.size())];
  const auto drawn = [&](double u) {
    const auto at =
        std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
    return static_cast<std::uint32_t>(
        std::min<std::size_t>(at - cumulative_.begin(), words_.size() - 1));
  };
  if (uniform() < options_.follow) {
    // Followers are drawn by frequency too, but the same ones each time; the first is the
    // likeliest.
    const auto rank = static_cast<std::uint64_t>(kFollowers * uniform() * uniform());
    return drawn(static_cast<double>(mix(previous * 64ull + rank + 1) >> 11) * 0x1p-53);
  }
  return drawn(uniform());
}

std::string Newsroom::clause(const Event* event, std::size_t words) {
  std::string out;
  auto word = static_cast<std::uint32_t>(below(words_.size()));
  for (std::size_t i = 0; i < words; ++i) {
    word = next_word(word, event);
    if (i) out += i % 9 == 8 ? ", " : " ";
    out += words_[word];
  }
  return out;
}

void Newsroom::begin_event() {
  Event event;
  event.place = name();
  event.body = name() + " " + capitalised(words_[below(words_.size())]);
  for (int i = 0; i < 5; ++i) {
    Person person;
    person.surname = name();
    person.name = name() + " " + person.surname;
    person.role = kRoles[below(std::size(kRoles))];
    event.people.push_back(person);
  }
  for (int i = 0; i < 40; ++i)
    event.topic.push_back(static_cast<std::uint32_t>(below(words_.size())));
  for (int i = 0; i < 10; ++i)
    event.quotations.push_back(capitalised(clause(&event, 8 + below(18))));
  event.begins = 1'750'000'000 + static_cast<std::int64_t>(made_) * 40;
  open_.push_back(std::move(event));
}

std::string Newsroom::sentence(Event& event) {
  const double kind = uniform();
  const std::size_t who = below(event.people.size());
  const Person& person = event.people[who];
  const std::string speaker =
      uniform() < 0.4 ? person.role + " " + person.name : (uniform() < 0.3 ? "he" : person.surname);
  const char* cue = kCues[below(std::size(kCues))];
  if (kind < options_.quoted_sentences) {
    const std::size_t which = below(event.quotations.size());
    const Person& said = event.people[which % event.people.size()];
    return fmt::format("\"{},\" {} {}.", event.quotations[which], said.name, cue);
  }
  if (kind < options_.quoted_sentences + options_.indirect_sentences)
    return fmt::format("{} {} that {}.", capitalised(speaker), cue, clause(&event, 10 + below(12)));
  std::string text = capitalised(clause(&event, 8 + below(14)));
  if (uniform() < 0.5) text += " in " + event.place;
  if (uniform() < 0.3) text += " by " + event.body;
  if (uniform() < 0.25)
    text += fmt::format(" after {} {}", 2 + below(900), words_[event.topic[below(8)]]);
  return text + ".";
}

std::string Newsroom::report(Event& event) {
  // Lengths vary as those of news do: about log-normal.
  const double length =
      options_.words * 0.88 * std::exp(0.5 * (uniform() + uniform() + uniform() - 1.5) * 2);
  std::string text;
  std::size_t words = 0;
  while (static_cast<double>(words) < length) {
    for (std::size_t n = 1 + below(3); n > 0; --n) {
      const std::string next = sentence(event);
      words += static_cast<std::size_t>(std::count(next.begin(), next.end(), ' ')) + 1;
      text += next;
      text += n > 1 ? " " : "";
    }
    text += '\n';
  }
  return text;
}

std::string Newsroom::edited(std::string text) {
  std::vector<std::string> paragraphs;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    paragraphs.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (paragraphs.size() > 4)
    paragraphs.resize(paragraphs.size() - below(paragraphs.size() / 2));  // cut
  for (auto& paragraph : paragraphs) {
    if (uniform() < 0.3) {  // one word changed
      const std::size_t space = paragraph.find(' ', below(paragraph.size()));
      if (space != std::string::npos) paragraph.insert(space, " " + words_[below(words_.size())]);
    }
  }
  if (uniform() < 0.4) paragraphs.push_back(capitalised(clause(nullptr, 25)) + ".");
  std::string out;
  for (const auto& paragraph : paragraphs) out += paragraph + '\n';
  return out;
}

Article Newsroom::published(std::string text, Event& event, std::size_t outlet) {
  Article article;
  article.text = std::move(text);
  article.title = capitalised(clause(&event, 8));
  article.outlet.name = fmt::format("Outlet {}", outlet);
  article.url = fmt::format("https://outlet{}.example/{}", outlet, made_);
  article.input = article.url;
  article.id = article_id(article.url, "", article.input, article.text);
  article.published =
      Time(std::chrono::seconds(event.begins + static_cast<std::int64_t>(below(86'400))));
  article.language = "en";
  ++made_;
  return article;
}

Article Newsroom::next() {
  const std::size_t which = below(open_.size());
  Event& event = open_[which];
  const std::size_t outlet = below(options_.outlets);
  const double kind = uniform();
  std::string text;
  if (!event.articles.empty() && kind < options_.exact_copies) {
    text = event.articles.front();
  } else if (!event.articles.empty() && kind < options_.exact_copies + options_.edited_copies) {
    text = edited(event.articles[below(event.articles.size())]);
  } else {
    text = report(event);
  }
  event.articles.push_back(text);
  if (!furniture_[outlet].empty() && kind >= options_.exact_copies)
    text += furniture_[outlet] + '\n';
  Article article = published(std::move(text), event, outlet);
  if (event.articles.size() >= options_.articles_an_event) {
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(which));
    begin_event();
  }
  return article;
}

Article Newsroom::next_copy(std::size_t of_one_story) {
  if (copied_times_++ % of_one_story == 0) {
    copied_ = open_.front();
    copies_ = {report(copied_)};
  }
  const bool again = uniform() < 0.3;
  std::string text = edited(copies_[again ? below(copies_.size()) : 0]);
  if (again && copies_.size() < 1'000) copies_.push_back(text);
  return published(std::move(text), copied_, options_.outlets + copied_times_);  // none has two
}

std::string to_json_line(const Article& article) {
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      if (c == '\n') {
        out += "\\n";
      } else {
        out += c;
      }
    }
    return out + '"';
  };
  return fmt::format(
      R"({{"url":{},"outlet":{},"title":{},"published":"{:%FT%TZ}","language":"en","text":{}}})"
      "\n",
      quoted(article.url), quoted(article.outlet.name), quoted(article.title), *article.published,
      quoted(article.text));
}

}  // namespace secondsource::bench
