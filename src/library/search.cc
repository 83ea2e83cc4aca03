// Full text search: the index says which articles hold all words, their texts say the rest.

#include <algorithm>
#include <cmath>
#include <map>

#include "library/document.h"
#include "library/state.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource {

namespace {

// Of more articles than this, the newest are ranked.
constexpr std::int64_t kRanked = 1'000;

struct Terms {
  std::vector<std::vector<std::string>> phrases;  // each of one word or more
};

std::vector<std::string> words_of(std::string_view source, const text::Language& language) {
  text::Text text;
  text::analyse(source, {}, language, text);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.words.size(); ++i)
    words.push_back(library::search_word(text.word(i)));
  return words;
}

std::expected<Terms, Error> parse(const std::string& query, const text::Language& language) {
  Terms terms;
  std::size_t at = 0;
  while (at < query.size()) {
    const std::size_t mark = std::min(query.find('"', at), query.size());
    for (std::string& word : words_of(std::string_view(query).substr(at, mark - at), language)) {
      terms.phrases.push_back({std::move(word)});
    }
    if (mark == query.size()) break;
    const std::size_t close = query.find('"', mark + 1);
    if (close == std::string::npos) {
      return std::unexpected(Error{query, "a quotation mark is not closed"});
    }
    auto phrase = words_of(std::string_view(query).substr(mark + 1, close - mark - 1), language);
    if (!phrase.empty()) terms.phrases.push_back(std::move(phrase));
    at = close + 1;
  }
  if (terms.phrases.empty()) return std::unexpected(Error{query, "names no word to look for"});
  return terms;
}

// Where the phrases stand in a text: [first, end) of its words, in order.
using Places = std::vector<std::pair<std::size_t, std::size_t>>;
bool find(const Terms& terms, const std::vector<std::string>& words, std::vector<Places>& out) {
  bool all = true;
  for (std::size_t p = 0; p < terms.phrases.size(); ++p) {
    const std::vector<std::string>& phrase = terms.phrases[p];
    for (std::size_t i = 0; i + phrase.size() <= words.size(); ++i) {
      if (std::equal(phrase.begin(), phrase.end(),
                     words.begin() + static_cast<std::ptrdiff_t>(i))) {
        out[p].emplace_back(i, i + phrase.size());
      }
    }
    all = all && !out[p].empty();
  }
  return all;
}

// About two dozen words around the first place, what was found marked.
std::string snippet(const text::Text& text, Places places) {
  constexpr std::size_t kBefore = 8, kAfter = 16;
  if (text.words.empty()) return {};
  std::ranges::sort(places);
  const std::size_t middle = places.empty() ? 0 : places.front().first;
  const std::size_t first = middle < kBefore ? 0 : middle - kBefore;
  const std::size_t end = std::min(text.words.size(), middle + kAfter);
  std::uint32_t at = text.words[first].span.begin;
  std::string out = first > 0 ? "… " : "";
  const auto copy = [&](std::uint32_t to) {
    for (; at < to; ++at) {
      const char c = text.source[at];
      // The marks are ours, and a snippet is a line.
      if (c == '\2' || c == '\3') continue;
      out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
  };
  std::size_t marked = 0;  // words before this are copied
  for (const auto& [begin, stop] : places) {
    if (begin < marked || stop > end) continue;
    copy(text.words[begin].span.begin);
    out += '\2';
    copy(text.words[stop - 1].span.end);
    out += '\3';
    marked = stop;
  }
  copy(text.words[end - 1].span.end);
  if (end < text.words.size()) out += " …";
  return out;
}

}  // namespace

std::expected<std::vector<Snapshot::Hit>, Error> Snapshot::search(const std::string& query,
                                                                  std::size_t limit) const {
  if (!scope().search) {
    return std::unexpected(Error{state_->folder, "was made without full text search"});
  }
  const text::Language& language = state_->data->languages().of("");
  const auto terms = parse(query, language);
  if (!terms) return std::unexpected(terms.error());

  std::string match;  // words are letters and digits: in marks they cannot be operators
  for (const auto& phrase : terms->phrases) {
    for (const std::string& word : phrase) match += "\"" + word + "\" ";
  }
  library::Database& database = state_->database();
  std::vector<library::Number> numbers;
  {
    library::Query rows = database.query(
        "SELECT a.number FROM articles a WHERE a.waiting = 0"
        " AND a.number IN (SELECT rowid FROM search WHERE search MATCH ?)"
        " ORDER BY a.published DESC, a.id LIMIT ?");
    rows.text(match).bind(kRanked);
    while (rows.step()) numbers.push_back(rows.integer(0));
  }

  // BM25 with the number of articles left out: all that are ranked hold all of the words.
  struct Ranked {
    double score;
    Hit hit;
  };
  std::vector<Ranked> ranked;
  for (const library::Number number : numbers) {
    const auto stored = state_->opened.catalogue->read(number);
    if (!stored) continue;
    text::ArticleText texts;
    text::analyse(stored->article, state_->data->languages(), texts);
    std::vector<Places> title(terms->phrases.size()), body(terms->phrases.size());
    const auto words = [](const text::Text& text) {
      std::vector<std::string> all;
      for (std::size_t i = 0; i < text.words.size(); ++i)
        all.push_back(library::search_word(text.word(i)));
      return all;
    };
    find(*terms, words(texts.title), title);
    find(*terms, words(texts.body), body);
    constexpr double kTitle = 8, kSaturation = 1.2, kTypical = 400;
    const double length = 0.25 + 0.75 * static_cast<double>(texts.body.words.size()) / kTypical;
    double score = 0;
    bool all = true;
    Places places;
    for (std::size_t p = 0; p < terms->phrases.size(); ++p) {
      const double count =
          kTitle * static_cast<double>(title[p].size()) + static_cast<double>(body[p].size());
      all = all && count > 0;
      score += count / (count + kSaturation * length);
      places.insert(places.end(), body[p].begin(), body[p].end());
    }
    if (!all) continue;
    ranked.push_back({score, {stored->article.id, snippet(texts.body, std::move(places))}});
  }
  // Ties stay in the order of the query: the newest first.
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &Ranked::score);
  std::vector<Hit> hits;
  for (Ranked& each : ranked) {
    if (hits.size() == limit) break;
    hits.push_back(std::move(each.hit));
  }
  return hits;
}

}  // namespace secondsource
