#include "attribution/headline.h"

#include <algorithm>

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kLongestSource = 7;
constexpr std::uint32_t kShortestContent = 3;
constexpr std::uint64_t kPartOfSource = kRole | kTitle | kGivenName | kOrganisation |
                                        kUnnamedSource | kDeterminer | kLinkingPreposition |
                                        kSubordinator | kClitic;

// Whether a folded word stands in the speaker's name.
bool names(const Speaker& speaker, std::string_view word) {
  const std::string name = text::fold(speaker.name);
  for (std::size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

std::vector<Relation> find_headline(const Scan& title, const People& people) {
  std::vector<Relation> out;
  const std::uint32_t count = title.count();
  // Somebody, and nothing said of them: "Court Papers Released" is no speaker.
  const auto source = [&](Range words) {
    if (words.empty() || words.size() > kLongestSource) return false;
    const std::optional<Speaker> speaker = people.find(title, words);
    if (!speaker) return false;
    for (std::uint32_t i = words.first; i < words.end; ++i) {
      if (title.quote[i] != Scan::kNone) return false;
      const bool of_somebody =
          title.is(i, kPartOfSource) || title.gap(i, kJoint) ||
          (speaker->kind == Speaker::Kind::kPerson && names(*speaker, title.word(i))) ||
          people.find(title, {i, i + 1}).has_value();
      if (!of_somebody) return false;
    }
    return true;
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
