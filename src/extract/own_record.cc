// What `read --json` writes of an article beyond what records of other tools have, read back.
#include "extract/own_record.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/clean.h"

namespace secondsource::extract {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string_view string(const object& record, std::string_view name) {
  std::string_view value;
  return record[name].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

// "+01:00" in minutes.
std::optional<int> offset_of(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  if (!digit(1) || !digit(2) || !digit(4) || !digit(5)) return std::nullopt;
  const int minutes =
      ((text[1] - '0') * 10 + text[2] - '0') * 60 + (text[4] - '0') * 10 + text[5] - '0';
  if (minutes > 15 * 60) return std::nullopt;
  return text[0] == '-' ? -minutes : minutes;
}

// As report/names.h names them.
std::optional<Credit::Evidence> evidence_of(std::string_view name) {
  using enum Credit::Evidence;
  constexpr std::pair<std::string_view, Credit::Evidence> kNames[] = {
      {"byline", kByline},          {"source", kSource},       {"contribution", kContribution},
      {"copyright", kCopyright},    {"canonical", kCanonical}, {"first-published", kFirstPublished},
      {"syndication", kSyndication}};
  for (const auto& [known, evidence] : kNames) {
    if (known == name) return evidence;
  }
  return std::nullopt;
}

}  // namespace

void take_own_times(const object& record, Article& article) {
  if (!article.published) return;
  const std::string_view precision = string(record, "published_precision");
  if (precision.empty()) return;
  // Our times are all in UTC: the zone stands beside them.
  article.published_zone = offset_of(string(record, "published_zone"));
  if (precision == "day") article.published_precision = Precision::kDay;
  if (precision == "minute") article.published_precision = Precision::kMinute;
  if (article.published_precision == Precision::kDay) article.published_zone.reset();
}

void take_own_credits(const object& record, Article& article) {
  constexpr std::size_t kMost = 64;
  simdjson::dom::array credits;
  if (record["credits"].get(credits) != simdjson::SUCCESS) return;
  std::size_t taken = 0;
  for (const element& each : credits) {
    object credit;
    if (each.get(credit) != simdjson::SUCCESS || taken++ >= kMost) continue;
    element span;
    if (credit["span"].get(span) == simdjson::SUCCESS && !span.is_null()) continue;
    const auto evidence = evidence_of(string(credit, "evidence"));
    const std::string_view agency = string(credit, "agency");
    std::string name = clean_line(agency.empty() ? string(credit, "outlet") : agency);
    if (!evidence || name.empty()) continue;
    bool said = true;
    const bool certain = credit["certain"].get(said) != simdjson::SUCCESS || said;
    const auto kind = agency.empty() ? Credit::Kind::kOutlet : Credit::Kind::kAgency;
    const bool known = std::any_of(
        article.credits.begin(), article.credits.end(),
        [&](const Credit& have) { return have.name == name && have.evidence == *evidence; });
    if (!known)
      article.credits.push_back({kind, std::move(name), *evidence, std::nullopt, certain});
  }
}

}  // namespace secondsource::extract
