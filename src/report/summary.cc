// The sentence that answers first.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "report/view.h"
#include "report/wording.h"
#include "secondsource/report.h"

namespace secondsource {
namespace {

using report::counted;

// Statements that rest on the same kind of ground.
struct Ground {
  std::size_t statements = 0;
  std::set<std::string> outlets, names;

  void add(const report::StatementView& view) {
    ++statements;
    outlets.insert(view.outlets.begin(), view.outlets.end());
    for (const Origin& origin : view.statement->origins) {
      if (origin.kind != Origin::Kind::kUnknown) names.insert(origin.name);
    }
  }
};

// "3 rest", "1 rests", or of the only one "it rests".
std::string stands(std::size_t n, std::size_t all, std::string_view verb_one,
                   std::string_view verb_many) {
  if (all == 1) return fmt::format("it {}", verb_one);
  return fmt::format("{} {}", n, n == 1 ? verb_one : verb_many);
}

std::string second_origins(std::size_t second, std::size_t all, std::string_view noun) {
  if (all == 1) {
    return fmt::format("The one {} {} a second origin", noun,
                       second == 1 ? "has" : "does not have");
  }
  if (second == 0) return fmt::format("None of {} {}s has a second origin", all, noun);
  if (second == all) return fmt::format("All {} {}s have a second origin", all, noun);
  return fmt::format("{} of {} {}s {} a second origin", second, all, noun,
                     second == 1 ? "has" : "have");
}

// ", though this library …": what else it holds on the event, so that silence and ignorance differ.
std::string coverage_words(const report::View& view) {
  const std::size_t others = view.coverage().size();
  if (others == 0) {
    const bool shared = std::ranges::any_of(
        view.statements(), [](const auto& statement) { return statement.outlets.size() > 1; });
    return shared ? "" : ", and this library holds no other article on the story";
  }
  std::set<std::string> outlets;
  for (const std::string& id : view.coverage()) outlets.insert(view.article(id).outlet.key());
  return fmt::format(", though this library holds {} on the story, from {}",
                     counted(others, "other article"), counted(outlets.size(), "outlet"));
}

std::string without_statements(const report::View& view) {
  std::string out = "No statement of a speaker was found in this article";
  const auto& family = view.report().family;
  if (family) {
    std::set<std::string> outlets;
    for (const std::string& id : family->members) outlets.insert(view.article(id).outlet.key());
    out +=
        fmt::format("; its text is shared by {} in {}", counted(family->members.size(), "article"),
                    counted(outlets.size(), "outlet"));
    if (!family->agency.empty()) out += " and credited to " + family->agency;
  }
  return out + ".";
}

}  // namespace

std::string summarise(const Report& report) {
  const report::View view(report);
  if (view.statements().empty()) return without_statements(view);

  std::size_t second = 0, unknown = 0, possible = 0;
  Ground agency, outlet, alone;
  bool quoted = true;
  for (const report::StatementView& statement : view.statements()) {
    for (const Mention* mention : statement.here) {
      quoted = quoted && mention->kind != Mention::Kind::kIndirect;
    }
    const auto& origins = statement.statement->origins;
    const auto known = std::ranges::find_if(
        origins, [](const Origin& origin) { return origin.kind != Origin::Kind::kUnknown; });
    if (statement.statement->independent >= 2) {
      ++second;
      continue;
    }
    if (!statement.possible.empty()) ++possible;
    if (known != origins.end() && known->kind == Origin::Kind::kAgency) {
      agency.add(statement);
    } else if (statement.outlets.size() == 1) {
      alone.add(statement);
    } else if (known != origins.end()) {
      outlet.add(statement);
    } else {
      ++unknown;
    }
  }

  const std::size_t all = view.statements().size();
  std::vector<std::string> clauses = {
      second_origins(second, all, quoted ? "quotation" : "statement")};
  if (agency.statements > 0) {
    const std::string agencies =
        agency.names.size() == 1 ? *agency.names.begin() + " alone" : "one agency alone";
    clauses.push_back(fmt::format("{} on {}, in {}",
                                  stands(agency.statements, all, "rests", "rest"), agencies,
                                  counted(agency.outlets.size(), "outlet")));
  }
  if (outlet.statements > 0) {
    const std::string outlets =
        outlet.names.size() == 1 ? *outlet.names.begin() + " alone" : "one outlet alone";
    clauses.push_back(fmt::format("{} to {}, in {}",
                                  stands(outlet.statements, all, "goes back", "go back"), outlets,
                                  counted(outlet.outlets.size(), "outlet")));
  }
  if (alone.statements > 0) {
    clauses.push_back(fmt::format("{} in no other outlet{}",
                                  stands(alone.statements, all, "stands", "stand"),
                                  coverage_words(view)));
  }
  if (unknown > 0) {
    clauses.push_back(
        fmt::format("where {} from cannot be told", stands(unknown, all, "comes", "come")));
  }
  if (possible > 0) {
    clauses.push_back(
        fmt::format("{} told elsewhere in other words", stands(possible, all, "may be", "may be")));
  }
  return fmt::format("{}.", fmt::join(clauses, "; "));
}

}  // namespace secondsource
