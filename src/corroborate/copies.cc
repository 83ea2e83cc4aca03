#include "corroborate/copies.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "corroborate/sets.h"
#include "reuse/family.h"
#include "reuse/winnow.h"

namespace secondsource::corroborate {
namespace {

constexpr std::uint32_t kLeastOverlap = 20;  // bytes of a passage beside a mention: some four words
constexpr std::uint32_t kRun = 5;            // words of narrative that two have in one run,
constexpr std::size_t kTelling = 18;         // and in all, beside a mention: not by chance
constexpr double kSameWords = 0.8;           // of two quotations in articles that are one text

bool same_words(const Carrier& a, const Carrier& b) {
  const std::size_t longer = std::max(a.words.size(), b.words.size());
  return longer > 0 && static_cast<double>(align_words(a.words, b.words).size()) >=
                           kSameWords * static_cast<double>(longer);
}

// From the sentence before the content to the one after it.
ByteSpan beside(const Carrier& carrier) {
  const text::Text& text = carrier.text();
  if (carrier.content.words.empty() || text.sentences.empty()) {
    return whole_content(*carrier.mention);
  }
  const std::size_t first = text.sentence_of(carrier.content.words.front());
  const std::size_t last = text.sentence_of(carrier.content.words.back());
  return {text.sentences[first == 0 ? 0 : first - 1].span.begin,
          text.sentences[std::min(last + 1, text.sentences.size() - 1)].span.end};
}

bool touches(ByteSpan passage, ByteSpan beside) {
  const std::uint32_t begin = std::max(passage.begin, beside.begin);
  const std::uint32_t end = std::min(passage.end, beside.end);
  return begin < end && (end - begin >= kLeastOverlap || beside.contains(passage));
}

Copy::Kind kind_of(const Passage& passage) {
  return passage.kind == Passage::Kind::kIdentical ? Copy::Kind::kIdentical
                                                   : Copy::Kind::kNarrative;
}

Copy copy_of(std::size_t i, std::size_t j, Copy::Kind kind, std::size_t words, const Place& at_i,
             const Place& at_j) {
  return i < j ? Copy{i, j, kind, words, at_i, at_j} : Copy{j, i, kind, words, at_j, at_i};
}

// The words of narrative that two articles of a family share, where these are so many that one was
// made from the other, with its quotations; else none.
std::size_t in_one_text(const Carrier& a, const Carrier& b,
                        std::span<const Passage* const> between) {
  std::vector<Passage> passages;
  for (const Passage* passage : between) passages.push_back(*passage);
  const auto link = reuse::link({&a.article(), &a.text()}, {&b.article(), &b.text()}, passages);
  return link ? link->words : 0;
}

// A run of kRun words of narrative beside a mention or in it.
struct Run {
  std::uint64_t hash = 0;
  std::size_t carrier = 0;
  std::uint32_t first = 0;  // word
  auto operator<=>(const Run&) const = default;
};

// `quoted`: some carrier quotes the statement; indirect speech may then be in the speaker's words.
void add_runs(const Carrier& carrier, std::size_t number, ByteSpan beside, bool quoted,
              std::vector<Run>& runs) {
  const text::Text& text = carrier.text();
  const ByteSpan content = quoted ? whole_content(*carrier.mention) : ByteSpan();
  auto quotation = text.quotations.begin();
  std::vector<std::uint64_t> words, grams;  // since the last quotation
  std::uint32_t first = 0;                  // of them
  const auto end = [&] {
    reuse::hash_grams(words, kRun, grams);
    for (const std::uint64_t gram : grams) runs.push_back({gram, number, first++});
    words.clear();
  };
  for (auto i = static_cast<std::uint32_t>(text.word_at(beside.begin));
       i < text.words.size() && text.words[i].span.end <= beside.end; ++i) {
    while (quotation != text.quotations.end() && quotation->outer.end <= text.words[i].span.begin) {
      ++quotation;
    }
    if (content.contains(text.words[i].span) ||
        (quotation != text.quotations.end() &&
         quotation->outer.begin <= text.words[i].span.begin)) {
      end();
      continue;
    }
    if (words.empty()) first = i;
    words.push_back(text.words[i].hash);
  }
  end();
}

// Joins carriers in whose sentences beside the mention the reporters have kTelling words in common
// with those of the first that has each run of them.
void share_tellings(std::span<const Carrier> carriers, const std::vector<ByteSpan>& sides,
                    Sets& sets, std::vector<Copy>& copies) {
  const bool quoted = std::ranges::any_of(carriers, [](const Carrier& carrier) {
    return carrier.mention->kind == Mention::Kind::kDirect;
  });
  std::vector<Run> runs;
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    if (carriers[i].mention->field == Field::kText)
      add_runs(carriers[i], i, sides[i], quoted, runs);
  }
  std::sort(runs.begin(), runs.end());
  // Of a later carrier and an earlier one: where the words stand in each.
  std::map<std::pair<std::size_t, std::size_t>, std::array<std::set<std::uint32_t>, 2>> common;
  for (auto first = runs.begin(), each = runs.begin(); each != runs.end(); ++each) {
    if (each->hash != first->hash) first = each;
    // What one outlet prints twice is no sign of another's text.
    if (carriers[each->carrier].publisher == carriers[first->carrier].publisher) continue;
    auto& words = common[{each->carrier, first->carrier}];
    for (std::uint32_t i = 0; i < kRun; ++i) {
      words[0].insert(each->first + i);
      words[1].insert(first->first + i);
    }
  }
  const auto place = [&](std::size_t i, const std::set<std::uint32_t>& words) {
    const text::Text& text = carriers[i].text();
    return Place{carriers[i].mention->article,
                 Field::kText,
                 {text.words[*words.begin()].span.begin, text.words[*words.rbegin()].span.end}};
  };
  for (const auto& [pair, words] : common) {
    if (words[0].size() < kTelling || !sets.join(pair.first, pair.second)) continue;
    copies.push_back(copy_of(pair.first, pair.second, Copy::Kind::kNarrative, words[0].size(),
                             place(pair.first, words[0]), place(pair.second, words[1])));
  }
}

}  // namespace

std::vector<Copy> copies_of(std::span<const Carrier> carriers, const Surroundings& surroundings) {
  std::map<std::string_view, std::size_t> family_of;
  for (std::size_t i = 0; i < surroundings.families.size(); ++i) {
    for (const std::string& member : surroundings.families[i]->members) {
      family_of.try_emplace(member, i);
    }
  }
  std::map<std::string_view, std::vector<std::size_t>> in_text;
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    if (carriers[i].mention->field == Field::kText) {
      in_text[carriers[i].mention->article].push_back(i);
    }
  }

  // Of each pair of a family, narrative first, the longest before others.
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const Passage*>> between;
  for (const Passage& passage : surroundings.passages) {
    const auto a = family_of.find(passage.a), b = family_of.find(passage.b);
    if (passage.boilerplate || a == family_of.end() || b == family_of.end() ||
        a->second != b->second || !in_text.contains(passage.a) || !in_text.contains(passage.b)) {
      continue;
    }
    between[{passage.a, passage.b}].push_back(&passage);
  }
  std::vector<const Passage*> passages;
  for (auto& [pair, shared] : between) {
    std::ranges::sort(shared, {}, [](const Passage* passage) {
      return std::tuple(passage->kind == Passage::Kind::kQuotation, ~passage->words,
                        passage->a_span, passage->b_span);
    });
    std::ranges::copy_if(shared, std::back_inserter(passages), [](const Passage* passage) {
      return passage->kind != Passage::Kind::kQuotation;
    });
  }
  std::ranges::stable_sort(passages, std::greater(), &Passage::words);

  std::vector<ByteSpan> sides;
  for (const Carrier& carrier : carriers) sides.push_back(beside(carrier));
  Sets sets(carriers.size());
  std::vector<Copy> copies;
  for (const Passage* passage : passages) {
    const bool identical = passage->kind == Passage::Kind::kIdentical;
    for (const std::size_t i : in_text[passage->a]) {
      if (!identical && !touches(passage->a_span, sides[i])) continue;
      for (const std::size_t j : in_text[passage->b]) {
        if (!identical && !touches(passage->b_span, sides[j])) continue;
        if (!sets.join(i, j)) continue;
        const Place at_i{passage->a, Field::kText, passage->a_span};
        const Place at_j{passage->b, Field::kText, passage->b_span};
        copies.push_back(copy_of(i, j, kind_of(*passage), passage->words, at_i, at_j));
      }
    }
  }
  share_tellings(carriers, sides, sets, copies);
  // Where the words beside a quotation were edited or cut, and the text is the other's.
  for (const auto& [pair, shared] : between) {
    std::optional<std::size_t> words;
    for (const std::size_t i : in_text[pair.first]) {
      for (const std::size_t j : in_text[pair.second]) {
        if (sets.find(i) == sets.find(j) || !same_words(carriers[i], carriers[j])) continue;
        if (!words) words = in_one_text(carriers[i], carriers[j], shared);
        if (*words == 0 || !sets.join(i, j)) continue;
        const Passage& longest = *shared.front();
        copies.push_back(copy_of(i, j, Copy::Kind::kText, *words,
                                 {longest.a, Field::kText, longest.a_span},
                                 {longest.b, Field::kText, longest.b_span}));
      }
    }
  }
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    if (carriers[i].mention->field != Field::kTitle || !carriers[i].mention->via.empty()) continue;
    const auto text = in_text.find(carriers[i].mention->article);
    if (text == in_text.end() || !sets.join(i, text->second.front())) continue;
    const std::size_t j = text->second.front();
    copies.push_back(
        copy_of(i, j, Copy::Kind::kHeadline, 0, carriers[i].place(), carriers[j].place()));
  }
  std::sort(copies.begin(), copies.end(), [](const Copy& x, const Copy& y) {
    return std::tie(x.earlier, x.later) < std::tie(y.earlier, y.later);
  });
  return copies;
}

}  // namespace secondsource::corroborate
