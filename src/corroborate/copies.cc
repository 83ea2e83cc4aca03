#include "corroborate/copies.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "corroborate/sets.h"

namespace secondsource::corroborate {
namespace {

constexpr std::uint32_t kLeastOverlap = 20;  // bytes of a passage beside a mention: some four words
constexpr double kOneText = 0.4;    // share of the shorter article that makes all of it a copy,
constexpr double kSameWords = 0.8;  // as far as its quotations have the words of the other's

// Of two articles the longest passage, and the words of all.
struct Shared {
  const Passage* longest = nullptr;
  std::size_t words = 0;
};

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

  std::vector<const Passage*> passages;
  for (const Passage& passage : surroundings.passages) {
    if (passage.boilerplate || passage.kind == Passage::Kind::kQuotation) continue;
    const auto a = family_of.find(passage.a), b = family_of.find(passage.b);
    if (a == family_of.end() || b == family_of.end() || a->second != b->second) continue;
    passages.push_back(&passage);
  }
  std::sort(passages.begin(), passages.end(), [](const Passage* x, const Passage* y) {
    return std::tie(y->words, x->a, x->b, x->a_span, x->b_span) <
           std::tie(x->words, y->a, y->b, y->a_span, y->b_span);
  });

  std::vector<ByteSpan> sides;
  for (const Carrier& carrier : carriers) sides.push_back(beside(carrier));
  Sets sets(carriers.size());
  std::vector<Copy> copies;
  std::map<std::pair<std::string_view, std::string_view>, Shared> shared_by;
  for (const Passage* passage : passages) {
    Shared& shared = shared_by[{passage->a, passage->b}];
    if (!shared.longest) shared.longest = passage;
    shared.words += passage->words;
    const auto a = in_text.find(passage->a), b = in_text.find(passage->b);
    if (a == in_text.end() || b == in_text.end()) continue;
    const bool identical = passage->kind == Passage::Kind::kIdentical;
    for (const std::size_t i : a->second) {
      if (!identical && !touches(passage->a_span, sides[i])) continue;
      for (const std::size_t j : b->second) {
        if (!identical && !touches(passage->b_span, sides[j])) continue;
        if (!sets.join(i, j)) continue;
        const Place at_i{passage->a, Field::kText, passage->a_span};
        const Place at_j{passage->b, Field::kText, passage->b_span};
        copies.push_back(i < j ? Copy{i, j, passage, at_i, at_j} : Copy{j, i, passage, at_j, at_i});
      }
    }
  }
  // Where the words beside a quotation were edited or cut, and most of the text is the other's.
  for (const auto& [pair, shared] : shared_by) {
    const auto a = in_text.find(pair.first), b = in_text.find(pair.second);
    if (a == in_text.end() || b == in_text.end()) continue;
    const std::size_t shorter = std::min(carriers[a->second.front()].text().words.size(),
                                         carriers[b->second.front()].text().words.size());
    if (static_cast<double>(shared.words) < kOneText * static_cast<double>(shorter)) continue;
    for (const std::size_t i : a->second) {
      for (const std::size_t j : b->second) {
        if (!same_words(carriers[i], carriers[j]) || !sets.join(i, j)) continue;
        const Place at_i{shared.longest->a, Field::kText, shared.longest->a_span};
        const Place at_j{shared.longest->b, Field::kText, shared.longest->b_span};
        copies.push_back(i < j ? Copy{i, j, shared.longest, at_i, at_j}
                               : Copy{j, i, shared.longest, at_j, at_i});
      }
    }
  }
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    if (carriers[i].mention->field != Field::kTitle || !carriers[i].mention->via.empty()) continue;
    const auto text = in_text.find(carriers[i].mention->article);
    if (text == in_text.end() || !sets.join(i, text->second.front())) continue;
    const std::size_t j = text->second.front();
    copies.push_back({std::min(i, j), std::max(i, j), nullptr, carriers[std::min(i, j)].place(),
                      carriers[std::max(i, j)].place()});
  }
  std::sort(copies.begin(), copies.end(), [](const Copy& x, const Copy& y) {
    return std::tie(x.earlier, x.later) < std::tie(y.earlier, y.later);
  });
  return copies;
}

}  // namespace secondsource::corroborate
