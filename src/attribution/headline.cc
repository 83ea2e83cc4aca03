#include "attribution/headline.h"

#include <algorithm>

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kLongestSource = 7;
constexpr std::uint32_t kShortestContent = 3;

}  // namespace

std::vector<Relation> find_headline(const Scan& title, const People& people) {
  std::vector<Relation> out;
  const std::uint32_t count = title.count();
  const auto source = [&](Range words) {
    if (words.empty() || words.size() > kLongestSource) return false;
    for (std::uint32_t i = words.first; i < words.end; ++i) {
      if (title.quote[i] != Scan::kNone) return false;
    }
    return people.find(title, words).has_value();
  };
  const auto add = [&](Range who, Range content) {
    if (content.size() < kShortestContent) return;
    Relation relation;
    relation.source = relation.who = who;
    // A content that is one quotation is direct.
    std::uint32_t quotation = title.quote[content.first];
    if (quotation != Scan::kNone) {
      const text::Quotation& q = title.text->quotations[quotation];
      if (q.first_word != content.first || q.end_word != content.end) quotation = Scan::kNone;
    }
    relation.content.push_back({content, quotation});
    out.push_back(std::move(relation));
  };
  std::uint32_t colon = Scan::kNone, dash = Scan::kNone;
  for (std::uint32_t i = 1; i < count; ++i) {
    if (title.gap(i, kColon) && colon == Scan::kNone) colon = i;
    if (title.gap(i, kDash)) dash = i;
  }
  if (colon != Scan::kNone && source({0, colon})) {
    add({0, colon}, {colon, count});
  } else if (colon != Scan::kNone && source({colon, count}) && title.quote[0] == Scan::kNone &&
             count - colon <= 4 && title.capital(colon)) {
    add({colon, count}, {0, colon});
  } else if (dash != Scan::kNone && source({dash, count})) {
    add({dash, count}, {0, dash});
  }
  return out;
}

}  // namespace secondsource::attribution
