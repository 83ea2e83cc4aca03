#include "report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <span>

#include "report/plain.h"

namespace secondsource::report {

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  const std::string number = n == 0 ? "no" : fmt::format("{}", n);
  if (n == 1) return fmt::format("{} {}", number, one);
  return many.empty() ? fmt::format("{} {}s", number, one) : fmt::format("{} {}", number, many);
}

std::string day(Time time) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

std::string when(const std::optional<Time>& time, Precision precision) {
  if (!time) return "undated";
  if (precision == Precision::kDay) return day(*time);
  const std::chrono::hh_mm_ss clock(*time - std::chrono::floor<std::chrono::days>(*time));
  return fmt::format("{}, {:02}:{:02}", day(*time), clock.hours().count(), clock.minutes().count());
}

std::string outlet_of(const ArticleSummary& article) {
  for (const std::string* name :
       {&article.outlet.name, &article.outlet.domain, &article.input, &article.id}) {
    if (!name->empty()) return shortened(*name, 60);
  }
  return "unnamed";
}

std::string speaker_of(const StatementView& view) {
  std::string name = view.speaker;
  std::string role;
  const auto take_role = [&](const Mention& mention) {
    if (role.empty() && mention.speaker) role = mention.speaker->role;
  };
  for (const Mention* mention : view.here) take_role(*mention);
  for (const Variant& variant : view.statement->variants) {
    for (const Mention& mention : variant.mentions) take_role(mention);
  }
  // "The company" as the article writes it, where all that is known of it is "company".
  const auto as_printed = [&](const std::string& known) {
    const std::string& printed = view.printed_speaker;
    if (known.empty() || printed.size() <= known.size() || !printed.ends_with(known)) return known;
    std::string out = printed;
    if (out.front() >= 'A' && out.front() <= 'Z') out.front() += 'a' - 'A';
    return out;
  };
  if (name.empty()) {
    if (!role.empty()) return plain(as_printed(role));
    return view.printed_speaker.empty() ? "an unnamed source"
                                        : fmt::format("“{}”", plain(view.printed_speaker));
  }
  const bool lower = std::ranges::none_of(
      name, [](char c) { return (c >= 'A' && c <= 'Z') || (c & '\x80') != 0; });
  if (lower) name = as_printed(name);
  // A role that repeats the name, or that the name holds, says nothing.
  if (role.empty() || name.find(role) != std::string::npos) return plain(name);
  return plain(name + ", " + role);
}

std::string_view occasion(Occasion::Kind kind) {
  switch (kind) {
    case Occasion::Kind::kSpeech:
      return "in a speech";
    case Occasion::Kind::kPost:
      return "in a post";
    case Occasion::Kind::kPressRelease:
      return "in a press release";
    case Occasion::Kind::kPressConference:
      return "at a press conference";
    case Occasion::Kind::kInterview:
      return "in an interview";
    case Occasion::Kind::kFiling:
      return "in a filing";
    case Occasion::Kind::kLetter:
      return "in a letter";
  }
  return "";
}

std::string origin_name(const Origin& origin) {
  if (origin.kind == Origin::Kind::kUnknown || origin.name.empty()) return "Origin unknown";
  return plain(origin.name);
}

std::string any_of(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string_view origin_kind(const Origin& origin) {
  switch (origin.kind) {
    case Origin::Kind::kAgency:
      return origin.seen ? "news agency"
                         : "news agency, only named: none of its articles here has the words";
    case Origin::Kind::kOutlet:
      return origin.seen ? "outlet" : "outlet, only named: none of its articles here has the words";
    case Origin::Kind::kUnknown:
      return "the words do not say where they come from";
  }
  return "";
}

std::string_view own_access(const Origin& origin) {
  if (!origin.own_access || origin.kind == Origin::Kind::kUnknown) {
    return "own access: cannot be told";
  }
  return *origin.own_access ? "own access shown" : "no own access";
}

namespace {

std::string names_of_one(const StatementView& view) {
  std::vector<std::string> names;
  for (const Origin& origin : view.origins) {
    if (origin.kind != Origin::Kind::kUnknown) names.push_back(origin_name(origin));
  }
  return any_of(names);
}

std::string known_origins(const StatementView& view) {
  const std::size_t independent = view.statement->independent;
  std::string line = counted(independent, "origin");
  if (independent == 1) line += fmt::format(": {}", names_of_one(view));
  if (view.own_access > 0) line += fmt::format(", {} with own access", view.own_access);
  return line;
}

}  // namespace

std::string short_origins(const StatementView& view) {
  if (view.named == 0) return "origin unknown";
  return known_origins(view) +
         (view.statement->independent == 1 && !view.possible.empty() ? ", perhaps more" : "");
}

std::string origins_line(const StatementView& view) {
  if (view.named == 0) {
    return "origin unknown: no article says or shows where it has the words from";
  }
  const std::size_t independent = view.statement->independent;
  std::string line = known_origins(view);
  if (independent == 1) line += fmt::format(", in {}", counted(view.outlets.size(), "outlet"));
  if (view.unseen > 0) line += fmt::format(", {} only named", view.unseen);
  const std::size_t unknown = view.origins.size() - view.named;
  if (unknown > 0) line += fmt::format(", and {} unknown", unknown);
  if (independent > 1 && independent < view.named) {
    line += fmt::format(", of {} named: what credits several counts once", view.named);
  }
  if (independent > 1) line += " — separate as far as this library shows";
  return line;
}

std::string_view rule_name(Rule rule) {
  switch (rule) {
    case Rule::kSameOutlet:
      return "same outlet";
    case Rule::kCopied:
      return "copied";
    case Rule::kCredited:
      return "credited";
    case Rule::kCited:
      return "cited";
    case Rule::kReprinted:
      return "reprinted";
    case Rule::kOwnAccess:
      return "own access";
  }
  return "";
}

std::string_view rule_meaning(Rule rule) {
  switch (rule) {
    case Rule::kSameOutlet:
      return "Own reports of one outlet, or of outlets that share a newsroom, count once.";
    case Rule::kCopied:
      return "The words stand in or beside text that one article took over from another.";
    case Rule::kCredited:
      return "The articles, or the sentences, credit one agency.";
    case Rule::kCited:
      return "An article names the outlet or agency it has the words from, or both name one third.";
    case Rule::kReprinted:
      return "A page says itself that it is a reprint: canonical link, “first published”, "
             "syndication mark.";
    case Rule::kOwnAccess:
      return "The outlet shows in words that it was there itself, or prints words that no other "
             "origin had printed.";
  }
  return "";
}

std::string_view mention_kind(Mention::Kind kind) {
  switch (kind) {
    case Mention::Kind::kDirect:
      return "quoted";
    case Mention::Kind::kIndirect:
      return "reported";
    case Mention::Kind::kMixed:
      return "partly quoted";
  }
  return "";
}

std::string correction_line(const Correction& correction) {
  if (correction.kind == Correction::Kind::kWithdrawal) {
    return fmt::format("{} withdrew its text", correction.by);
  }
  std::string line = fmt::format("{} corrected its text", correction.by);
  for (const Edit& edit : correction.edits) {
    line += fmt::format("{} “{}” for “{}”", &edit == &correction.edits.front() ? ":" : ",",
                        edit.after, edit.before);
  }
  return line;
}

std::string_view discrepancy_title(Discrepancy::Kind kind) {
  switch (kind) {
    case Discrepancy::Kind::kWords:
      return "The words differ";
    case Discrepancy::Kind::kSpeaker:
      return "The speaker differs";
    case Discrepancy::Kind::kNumber:
      return "A number differs";
    case Discrepancy::Kind::kDate:
      return "A date differs";
    case Discrepancy::Kind::kPlace:
      return "A place differs";
    case Discrepancy::Kind::kName:
      return "A name differs";
  }
  return "";
}

std::string_view why_cannot_tell(const View& view, const StatementView& statement,
                                 const ArticleSummary& article) {
  if (std::ranges::find(statement.possible, article.id, &Place::article) !=
      statement.possible.end()) {
    return "may tell it in other words";
  }
  if (!article.complete) return "cut off";
  switch (article.form) {
    case Article::Form::kArticle:
      break;
    case Article::Form::kLive:
      return "a live page";
    case Article::Form::kRoundup:
      return "a roundup";
    case Article::Form::kSummary:
      return "a summary only";
  }
  if (std::ranges::none_of(statement.articles, [&](const std::string& id) {
        return view.article(id).language == article.language;
      })) {
    return "in another language";
  }
  if (!article.published) return "undated";
  const auto& first = view.article(statement.articles.front());
  if (!first.published) return "the words are undated";
  const auto day_of = [](Time time) { return std::chrono::floor<std::chrono::days>(time); };
  if (day_of(*article.published) < day_of(*first.published)) return "published earlier";
  if (day_of(*article.published) == day_of(*first.published)) return "same day, or earlier";
  return "has words of it";
}

std::string extent(const Report::Coverage& coverage) {
  std::string out =
      counted(coverage.articles, "article") + " of " + counted(coverage.outlets, "outlet");
  if (coverage.first && coverage.last) {
    const std::string first = day(*coverage.first), last = day(*coverage.last);
    out += first == last ? ", all of " + first : ", " + first + " to " + last;
  }
  return out;
}

std::string edits_line(const LineageEdge& edge, std::size_t most_edits) {
  std::string out;
  const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  if (edge.cut > 0) add(counted(edge.cut, "word") + " cut");
  if (edge.added > 0) {
    add((edge.cut > 0 ? fmt::format("{}", edge.added) : counted(edge.added, "word")) + " added");
  }
  for (const Edit& edit : std::span(edge.edits).first(std::min(most_edits, edge.edits.size()))) {
    add("“" + plain(edit.after) + "” for “" + plain(edit.before) + "”");
  }
  return out;
}

std::string family_line(const View& view, const Family& family) {
  std::set<std::string> outlets;
  for (const std::string& id : family.members) outlets.insert(view.article(id).outlet.key());
  std::string out =
      fmt::format("{} in {} share this text", counted(family.members.size(), "article"),
                  counted(outlets.size(), "outlet"));
  if (!family.agency.empty()) {
    out += fmt::format("; it is credited to {}", plain(family.agency));
  }
  if (family.root) {
    const ArticleSummary& root = view.article(*family.root);
    out +=
        fmt::format("; the version the others go back to is {}{}",
                    view.is_checked(root.id) ? "this article, in " : "that of ", outlet_of(root));
  } else {
    out += "; the version they all go back to is not in this library";
  }
  return out + ".";
}

}  // namespace secondsource::report
