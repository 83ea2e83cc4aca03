#include "facts/names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace secondsource::facts {
namespace {

constexpr std::size_t kLongestName = 6;  // words
constexpr double kRareNoun = 5;          // weight of a German word that may be part of a name

// Capitalised words that stand together: [begin, end).
struct Run {
  std::size_t begin = 0, end = 0;
  bool opens = false;  // stands first in a sentence, where a capital letter says nothing
  bool place = false;  // "in PLACE"
  std::size_t size() const { return end - begin; }
};

class Finder {
 public:
  Finder(Page& title, Page& body, const text::Weights& weights, std::vector<Fact>& out)
      : title_(title),
        body_(body),
        weights_(weights.table(body.text.language->code())),
        lexicon_(body.lexicon),
        out_(out) {}

  void run() {
    read_runs();
    learn();
    for (const Run& run : runs_) emit(run);
    if (body_.article.dateline) dateline();
    in_title();
  }

 private:
  const text::Text& text() const { return body_.text; }
  const text::Word& word(std::size_t i) const { return text().words[i]; }
  std::string_view folded(std::size_t i) const { return text().word(i); }

  std::string_view printed(std::size_t begin, std::size_t end) const {
    return text().slice({word(begin).span.begin, word(end - 1).span.end});
  }

  // May stand in a name: capitalised, and no day, month or the like.
  bool capital(std::size_t i) const {
    if (!word(i).capitalised || word(i).number) return false;
    if (body_.taken[i] || lexicon_.months.contains(body_.slice(i)) ||
        lexicon_.weekdays.contains(body_.slice(i))) {
      return false;
    }
    return !lexicon_.not_names.contains(folded(i)) && !lexicon_.not_names.contains(body_.slice(i));
  }

  bool title_word(std::size_t i) const {
    for (const auto* index : {&lexicon_.titles, &lexicon_.titles_m, &lexicon_.titles_f,
                              &lexicon_.roles, &lexicon_.roles_m, &lexicon_.roles_f}) {
      if (index->contains(folded(i))) return true;
    }
    return false;
  }

  // A single capital letter before ". ", as in "George W. Bush".
  bool after_initial(std::size_t i) const {
    return word(i - 1).folded_size <= 2 && body_.slice(i - 1).size() <= 2 && body_.gap(i) == ". ";
  }

  bool continues(std::size_t i) const { return body_.adjoins(i) || after_initial(i); }

  void read_runs() {
    for (const text::Sentence& sentence : text().sentences) {
      if (is_furniture(body_, sentence.span) || is_headline(sentence)) continue;
      std::size_t i = sentence.first_word;
      while (i < sentence.end_word) {
        if (!capital(i)) {
          ++i;
          continue;
        }
        const std::size_t end = run_end(i, sentence.end_word);
        add(i, end, sentence.first_word, sentence.end_word);
        i = end;
      }
    }
  }

  // A headline that stands in the text, where capital letters say nothing: only its short words
  // begin with a small one, and no full stop ends it.
  bool is_headline(const text::Sentence& sentence) const {
    if (lexicon_.nouns_capitalised || text().source[sentence.span.end - 1] == '.') return false;
    std::size_t capitals = 0;
    for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
      if (word(i).capitalised) {
        ++capitals;
      } else if (word(i).span.size() >= 3 && !word(i).number &&
                 !lexicon_.ends.contains(folded(i))) {
        return false;
      }
    }
    return capitals >= 4;
  }

  std::size_t run_end(std::size_t begin, std::size_t limit) const {
    std::size_t end = begin + 1;
    while (end < limit && end - begin < kLongestName && continues(end)) {
      if (capital(end)) {
        ++end;
        continue;
      }
      std::size_t next = end;
      if (end - begin == 1 && lexicon_.name_links.contains(folded(end)) && body_.adjoins(end))
        ++next;
      while (next < limit && next - end < 3 && lexicon_.particles.contains(folded(next)) &&
             body_.adjoins(next)) {
        ++next;
      }
      if (next == end || next >= limit || !capital(next) || !body_.adjoins(next)) break;
      end = next + 1;
    }
    return end;
  }

  void add(std::size_t begin, std::size_t end, std::size_t first, std::size_t limit) {
    Run run{begin, end, begin == first || after_opening(begin), false};
    if (run.opens && lexicon_.openers.contains(body_.slice(begin))) {
      if (++run.begin == end) return;
      run.opens = false;
    }
    const bool titled = strip_titles(run);
    if (run.size() == 1 && (title_word(run.begin) || word(run.begin).folded_size < 3)) return;
    if (run.size() > 1 && shouted(run)) return;
    if (run.size() > 1 && word(run.begin).span.size() == 1 && word(run.begin + 1).joint == '-') {
      return;  // "R-TX"
    }
    run.place =
        !titled && !run.opens && run.begin == begin && run.begin > first && is_place(run, limit);
    if (lexicon_.nouns_capitalised && !(run.place ? proper(run) : find_person(run, titled))) return;
    runs_.push_back(run);
  }

  // Leaves the name: of "Vice President Anna Berg", "Secretary of State Berg", "Vermont Sen".
  bool strip_titles(Run& run) const {
    bool titled = false;
    std::size_t i = run.begin;
    while (i < run.end && lexicon_.before_titles.contains(folded(i))) ++i;
    while (i + 1 < run.end && title_word(i)) {
      titled = true;
      run.begin = ++i;
      if (i + 2 < run.end && lexicon_.name_links.contains(folded(i))) run.begin = i += 2;
    }
    while (run.size() > 1 && title_word(run.end - 1)) --run.end;
    return titled || title_word(run.begin);
  }

  // After an opening quotation mark a sentence begins, too.
  bool after_opening(std::size_t i) const {
    if (i == 0) return true;
    const std::string_view gap = body_.gap(i);
    return gap != " " && gap != "\n" && word(i).joint == ' ';
  }

  // Not all in capitals, as headings are.
  bool shouted(const Run& run) const {
    return std::all_of(run_words(run).begin(), run_words(run).end(),
                       [](const text::Word& w) { return w.span.size() > 1; }) &&
           printed(run.begin, run.end).find_first_of("abcdefghijklmnopqrstuvwxyz") ==
               std::string_view::npos;
  }
  std::span<const text::Word> run_words(const Run& run) const {
    return std::span(text().words).subspan(run.begin, run.size());
  }

  bool given_name(std::size_t i) const {
    return lexicon_.given_m.contains(folded(i)) || lexicon_.given_f.contains(folded(i));
  }

  // Where nouns are capitalised, only a given name or a title tells a person from two nouns.
  bool find_person(Run& run, bool titled) const {
    std::size_t given = run.begin;
    while (given + 1 < run.end && !given_name(given)) ++given;
    if (given + 1 < run.end) {
      run.begin = given;
    } else if (!titled) {
      return false;
    }
    return run.size() > 1 && run.size() <= 4;
  }

  // And a place by being no noun, as far as endings and weights tell.
  bool proper(const Run& run) const {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (lexicon_.places.contains(body_.slice(i))) continue;
      if (run.size() > 1 && weights_.of(word(i).hash) < kRareNoun) {
        return false;
      }
      for (const auto& endings : lexicon_.noun_endings) {
        for (const std::string& ending : endings) {
          if (run.size() == 1 && folded(i).ends_with(ending)) return false;
        }
      }
    }
    return true;
  }

  bool is_place(const Run& run, std::size_t limit) const {
    if (!lexicon_.before_places.contains(folded(run.begin - 1)) || body_.gap(run.begin) != " ") {
      return false;
    }
    const std::string_view name = printed(run.begin, run.end);
    if (name.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos &&
        name.size() > 2 && static_cast<unsigned char>(name[0]) < 0x80) {
      return false;  // an acronym
    }
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (given_name(i) && run.size() > 1) return false;
    }
    if (run.end >= limit) return true;
    // "in Germany's capital", "in Republican circles": part of something else.
    if (word(run.end).joint != ' ') return false;
    return body_.gap(run.end) != " " || word(run.end).number || word(run.end).capitalised ||
           lexicon_.ends.contains(folded(run.end));
  }

  // Which full name a last word stands for, and which words are places.
  void learn() {
    for (const Run& run : runs_) {
      if (run.size() < 2) {
        if (!run.opens) singles_.insert(std::string(printed(run.begin, run.end)));
        continue;
      }
      const std::string name(printed(run.begin, run.end));
      std::string& full = full_names_[std::string(folded(run.end - 1))];
      if (full.empty() || name.ends_with(full)) {
        full = name;
      } else if (!full.ends_with(name)) {
        ambiguous_.insert(std::string(folded(run.end - 1)));
      }
    }
    for (const Run& run : runs_) {
      const bool person = run.size() == 1 && full_names_.contains(std::string(folded(run.begin)));
      if (run.place && !person) places_.insert(std::string(printed(run.begin, run.end)));
    }
  }

  std::string value_of(const Run& run) const {
    std::string name(printed(run.begin, run.end));
    const std::string last(folded(run.end - 1));
    const auto found = full_names_.find(last);
    if (found == full_names_.end() || ambiguous_.contains(last)) return name;
    return found->second.ends_with(name) ? found->second : name;
  }

  void emit(const Run& run) {
    const ByteSpan span{word(run.begin).span.begin, word(run.end - 1).span.end};
    const std::string name(printed(run.begin, run.end));
    if (run.place && places_.contains(name)) {
      add_fact(body_, Fact::Kind::kPlace, span, name);
      return;
    }
    if (places_.contains(name)) return;
    // A word that opens a sentence is a name when it is one elsewhere.
    if (run.opens && run.size() == 1 && !singles_.contains(name) &&
        !full_names_.contains(std::string(folded(run.begin)))) {
      return;
    }
    std::string value = value_of(run);
    if (named_.insert(value).second) add_fact(body_, Fact::Kind::kName, span, std::move(value));
  }

  void dateline() {
    const Dateline& line = *body_.article.dateline;
    if (line.place.empty() || line.span.end > text().source.size()) return;
    const std::size_t at = text().slice(line.span).find(line.place);
    if (at == std::string_view::npos) return;
    const auto begin = static_cast<std::uint32_t>(line.span.begin + at);
    const ByteSpan span{begin, static_cast<std::uint32_t>(begin + line.place.size())};
    const bool known = std::any_of(out_.begin(), out_.end(), [&](const Fact& fact) {
      return fact.kind == Fact::Kind::kPlace && fact.field == Field::kText && fact.span == span;
    });
    if (!known) add_fact(body_, Fact::Kind::kPlace, span, line.place);
  }

  // Names and places of the body that the title has, too.
  void in_title() {
    std::unordered_map<std::string, std::string> names;  // by the folded last word
    for (const std::string& name : named_) names.emplace(last_word(name), name);
    std::unordered_map<std::string, std::string> places;
    for (const std::string& place : places_) places.emplace(last_word(place), place);
    std::set<std::string> seen;
    const std::vector<text::Word>& words = title_.text.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].capitalised || title_.taken[i]) continue;
      const std::string key(title_.text.word(i));
      const auto place = places.find(key);
      const auto name = names.find(key);
      if (place != places.end()) {
        title_name(i, Fact::Kind::kPlace, place->second, seen);
      } else if (name != names.end() && !ambiguous_.contains(key)) {
        title_name(i, Fact::Kind::kName, name->second, seen);
      }
    }
  }

  void title_name(std::size_t i, Fact::Kind kind, const std::string& value,
                  std::set<std::string>& seen) {
    const std::uint32_t end = title_.text.words[i].span.end;
    const std::string_view before = title_.text.source.substr(0, end);
    const bool whole = before.ends_with(value);
    // A place of several words is that place only when all of them stand there.
    if (!whole && kind == Fact::Kind::kPlace) return;
    const std::uint32_t begin =
        whole ? end - static_cast<std::uint32_t>(value.size()) : title_.text.words[i].span.begin;
    if (kind == Fact::Kind::kName && !seen.insert(value).second) return;
    add_fact(title_, kind, {begin, end}, value);
  }

  static std::string last_word(const std::string& name) {
    return text::fold(name.substr(name.find_last_of(" -") + 1));
  }

  void add_fact(const Page& page, Fact::Kind kind, ByteSpan span, std::string value) {
    Fact fact = page.fact(kind, span);
    fact.value = std::move(value);
    out_.push_back(std::move(fact));
  }

  Page& title_;
  Page& body_;
  const text::Weights::Table& weights_;
  const Lexicon& lexicon_;
  std::vector<Fact>& out_;
  std::vector<Run> runs_;
  std::unordered_map<std::string, std::string> full_names_;  // last word, folded → longest name
  std::unordered_set<std::string> ambiguous_;                // last words of two people
  std::unordered_set<std::string> singles_;                  // names of one word inside sentences
  std::set<std::string> places_, named_;
};

}  // namespace

void find_names(Page& title, Page& body, const text::Weights& weights, std::vector<Fact>& out) {
  Finder(title, body, weights, out).run();
}

}  // namespace secondsource::facts
