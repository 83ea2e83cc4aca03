#include "extract/credits.h"

#include <algorithm>

#include "extract/clean.h"
#include "extract/dateline.h"

namespace secondsource::extract {
namespace {

using press::Named;

Credit::Kind kind_of(Named::Kind kind) {
  return kind == Named::Kind::kAgency ? Credit::Kind::kAgency : Credit::Kind::kOutlet;
}

class Finder {
 public:
  Finder(const Article& article, const CreditSources& sources, const Phrases& phrases,
         const press::Press& press)
      : article_(article), sources_(sources), phrases_(phrases), press_(press) {}

  std::vector<Credit> run() {
    if (article_.dateline && !article_.dateline->agency.empty()) dateline(*article_.dateline);
    bylines();
    for (std::size_t i = 0; i < article_.paragraphs.size(); ++i) paragraph(i);
    for (const std::string& note : sources_.notes) outside(note);
    for (const std::string& source : sources_.syndication) syndication(source);
    canonical();
    std::stable_sort(credits_.begin(), credits_.end(), [](const Credit& a, const Credit& b) {
      if (a.span && b.span) return a.span->begin < b.span->begin;
      return a.span.has_value() && !b.span.has_value();
    });
    return std::move(credits_);
  }

 private:
  bool own(std::string_view name) const {
    const std::string bare = skeleton(name);
    if (bare == skeleton(article_.outlet.name)) return true;
    if (article_.outlet.domain.empty()) return false;
    const press::Outlet* outlet = press_.outlet(name);
    const press::Outlet* mine = press_.outlet(article_.outlet.domain);
    if (outlet != nullptr && outlet == mine) return true;
    const press::Agency* agency = press_.agency(name);
    return agency != nullptr && agency == press_.agency(article_.outlet.domain);
  }

  void add(Credit::Kind kind, std::string name, Credit::Evidence evidence,
           std::optional<ByteSpan> span, bool certain = true) {
    if (name.empty() || own(name)) return;
    for (const Credit& credit : credits_) {
      if (credit.name == name && credit.evidence == evidence) return;
    }
    credits_.push_back({kind, std::move(name), evidence, span, certain});
  }

  ByteSpan at(std::size_t paragraph, std::size_t begin, std::size_t end) const {
    const std::uint32_t base = article_.paragraphs[paragraph].begin;
    return {base + static_cast<std::uint32_t>(begin), base + static_cast<std::uint32_t>(end)};
  }

  // "Castellan", "Corvid Press Service": not a writer's name, by its shape.
  bool no_writer(std::string_view name) const {
    const std::string folded = lower_case(name);
    const auto one_of = [&](std::string_view word) {
      return phrases_.is(Phrases::Kind::kAgency, word);
    };
    const std::size_t first = folded.find(' '), last = folded.rfind(' ');
    if (!press_.find(name).empty()) return false;  // "ANN LEE Associated Press"
    return first == std::string::npos || one_of(folded.substr(0, first)) ||
           one_of(folded.substr(last + 1));
  }

  // "Reuters", "AP", "dpa/AFP", "Castellan und dpa"; "Ann Lee, Associated Press".
  void agencies(std::string_view words, Credit::Evidence evidence, std::optional<ByteSpan> span) {
    std::string list;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      list += phrases_.is(Phrases::Kind::kAnd, words.substr(0, end)) ? "," : words.substr(0, end);
      list += ' ';
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    // A byline of several may list rubrics, towns, "Von".
    const bool byline = evidence == Credit::Evidence::kByline;
    const std::string alone = byline && article_.authors.size() <= 1 ? clean_line(list) : "";
    bool any_known = false;
    for (NamedAgency& each : agencies_in(list, press_)) {
      any_known |= each.known;
      const bool may_be =
          byline ? each.name == alone && no_writer(each.name) : !any_known || no_writer(each.name);
      if (each.known || may_be) {
        add(Credit::Kind::kAgency, std::move(each.name), evidence, span, each.known);
      }
    }
  }

  // "MENAR (Reuters, AFP) —" credits both.
  void dateline(const Dateline& line) {
    const std::string_view words =
        std::string_view(article_.text).substr(line.span.begin, line.span.size());
    const std::size_t begin = words.find('('), end = words.find(')');
    if (begin < end && end < words.size()) {
      agencies(words.substr(begin + 1, end - begin - 1), Credit::Evidence::kDateline, line.span);
    }
    if (press_.agency(line.agency) != nullptr) {
      add(Credit::Kind::kAgency, line.agency, Credit::Evidence::kDateline, line.span);
    }
  }

  void bylines() {
    for (const std::string& line : sources_.bylines) {
      agencies(line, Credit::Evidence::kByline, std::nullopt);
      for (const Named& named : press_.find(line)) {
        if (named.kind == Named::Kind::kAgency) {
          add(Credit::Kind::kAgency, std::string(named.name), Credit::Evidence::kByline,
              std::nullopt);
        }
      }
    }
  }

  // Names that follow `from` at once, joined by commas and "and"; how many there were.
  int names_after(const std::vector<Named>& names, std::string_view text, std::size_t from,
                  Credit::Evidence evidence, std::size_t begin,
                  const std::optional<std::size_t>& paragraph) {
    constexpr std::size_t kGap = 12;
    int found = 0;
    for (const Named& named : names) {
      if (named.begin < from) continue;
      const std::string_view between = text.substr(from, named.begin - from);
      if (between.size() > kGap || between.find_first_of(".!?") != std::string_view::npos) break;
      add(kind_of(named.kind), std::string(named.name), evidence,
          paragraph ? std::optional(at(*paragraph, begin, named.end)) : std::nullopt);
      from = named.end;
      ++found;
    }
    return found;
  }

  // What follows a phrase up to the end of the sentence, as printed.
  std::string printed_after(std::string_view text, std::size_t from) const {
    std::size_t end = from;
    while (end < text.size() && end - from < 80) {
      const char c = text[end];
      const bool stop = c == '.' && (end + 1 == text.size() || text[end + 1] == ' ');
      if (stop || c == ',' || c == ';' || c == '(' || c == ')' || c == '\n' || c == '|') break;
      ++end;
    }
    std::string name = clean_line(text.substr(from, end - from));
    for (const std::string_view article : {"the ", "The ", "der ", "die ", "das ", "dem ", "den ",
                                           "la ", "le ", "l’", "el ", "los ", "il ", ": "}) {
      if (name.starts_with(article) && name.size() > article.size() + 2)
        name.erase(0, article.size());
    }
    const std::size_t words =
        static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
    const bool capital = !name.empty() && !(name[0] >= 'a' && name[0] <= 'z');
    return capital && words <= 6 ? name : std::string{};
  }

  // Whether nothing but a mark stands behind: "Quelle: Castellan" is a line of its own.
  static bool ends_with_name(std::string_view text, std::size_t end) {
    return end >= text.size() || text.find_first_not_of(" .)]", end) == std::string_view::npos;
  }

  void phrase(Phrases::Kind kind, Credit::Evidence evidence, std::string_view text,
              std::string_view folded, const std::vector<Named>& names,
              std::optional<std::size_t> paragraph) {
    std::size_t from = 0;
    for (int times = 0; times < 4; ++times) {
      const ByteSpan found = phrases_.find(kind, folded, from);
      if (found.empty()) return;
      from = found.end;
      if (names_after(names, text, found.end, evidence, found.begin, paragraph) > 0) continue;
      std::string name = printed_after(text, found.end);
      if (name.empty()) continue;
      // "Bron: ANP": letters that name an agency only where a credit is.
      const bool published = evidence == Credit::Evidence::kFirstPublished;
      const std::size_t end = std::min(text.find(name, found.end), text.size()) + name.size();
      const std::optional<ByteSpan> span = paragraph && end <= text.size()
                                               ? std::optional(at(*paragraph, found.begin, end))
                                               : std::nullopt;
      const press::Agency* agency = press_.agency(name);
      if (agency != nullptr || (!published && ends_with_name(text, end))) {
        agencies(name, evidence, span);
        continue;
      }
      if (!published) continue;
      add(Credit::Kind::kOutlet, std::move(name), evidence,
          paragraph ? std::optional(at(*paragraph, found.begin, found.end)) : std::nullopt);
    }
  }

  void paragraph(std::size_t i) {
    const ByteSpan span = article_.paragraphs[i];
    const std::string_view text = std::string_view(article_.text).substr(span.begin, span.size());
    // Notes stand at either end; a long paragraph in the middle only tells the story.
    constexpr std::size_t kEdge = 4, kNote = 400, kLongest = 1u << 16;
    const std::size_t n = article_.paragraphs.size();
    const bool edge = i < kEdge || i + kEdge >= n;
    if (text.size() > (edge ? kLongest : kNote)) return;
    const std::string folded = lower_case(text);
    if (folded.size() != text.size()) return;  // spans would not fit
    const std::vector<Named> names = press_.find(text);
    if (i + 2 >= n) marked_tail(text, i);
    using enum Phrases::Kind;
    const auto none = [&](Phrases::Kind kind) { return phrases_.find(kind, folded).empty(); };
    if (names.empty() && phrases_.prefix(kCopyright, folded) == 0 && none(kFirstPublished) &&
        none(kSource) && none(kContribution)) {
      return;
    }
    phrase(kContribution, Credit::Evidence::kContribution, text, folded, names, i);
    phrase(kFirstPublished, Credit::Evidence::kFirstPublished, text, folded, names, i);
    phrase(kSyndication, Credit::Evidence::kSyndication, text, folded, names, i);
    phrase(kSource, Credit::Evidence::kSource, text, folded, names, i);
    if (edge) copyright(text, folded, names, i);
    contributed(folded, names, i);
    if (i + 2 >= n) tail(text, names, i);
    if (i == 0) opening_byline(text, folded, names);
  }

  // "© 2026 The Associated Press. All rights reserved.", "Copyright 2026 AP"
  void copyright(std::string_view text, std::string_view folded, const std::vector<Named>& names,
                 std::optional<std::size_t> paragraph) {
    const ByteSpan mark = phrases_.find(Phrases::Kind::kCopyright, folded);
    if (mark.empty()) return;
    for (const Named& named : names) {
      if (named.begin < mark.end || named.begin - mark.end > 24) continue;
      add(kind_of(named.kind), std::string(named.name), Credit::Evidence::kCopyright,
          paragraph ? std::optional(at(*paragraph, mark.begin, named.end)) : std::nullopt);
      return;
    }
    // "© Castellan", and nothing else.
    if (!paragraph || mark.begin > 0) return;
    const std::size_t name = text.find_first_not_of(" 0123456789", mark.end);
    if (name != std::string_view::npos) {
      agencies(text.substr(name), Credit::Evidence::kCopyright, at(*paragraph, 0, text.size()));
    }
  }

  // "Associated Press writer Bo Chan contributed to this report."
  void contributed(std::string_view folded, const std::vector<Named>& names, std::size_t i) {
    const ByteSpan phrase = phrases_.find(Phrases::Kind::kContributed, folded);
    if (phrase.empty()) return;
    for (const Named& named : names) {
      if (named.end <= phrase.begin && phrase.begin - named.end < 120) {
        add(kind_of(named.kind), std::string(named.name), Credit::Evidence::kContribution,
            at(i, named.begin, phrase.end));
      }
    }
  }

  // The text ends in "(Reuters)", "– dpa", "AFP/abc", "(dpa/lno)", or in a line of agencies' names.
  void tail(std::string_view text, const std::vector<Named>& names, std::size_t i) {
    constexpr std::size_t kBehind = 12, kBetween = 6, kShortLine = 60;
    const auto only_agency = [](const Named& named) { return named.kind == Named::Kind::kAgency; };
    std::size_t first = names.size();
    std::size_t end = text.size();
    while (first > 0 && only_agency(names[first - 1])) {
      const Named& named = names[first - 1];
      const std::string_view behind = text.substr(named.end, end - named.end);
      const bool last = first == names.size();
      if (behind.size() > (last ? kBehind : kBetween)) break;
      const bool short_line = named.begin == 0 || text.size() <= kShortLine;
      if (last && !short_line &&
          !(behind.find_first_not_of(" .)]") == std::string_view::npos || behind.starts_with('/') ||
            behind.starts_with(')'))) {
        break;
      }
      end = named.begin;
      --first;
    }
    if (first == names.size()) return;
    const std::string_view before = text.substr(0, names[first].begin);
    const bool apart = before.empty() || before.ends_with("(") || before.ends_with("[") ||
                       before.ends_with("/") || before.ends_with("- ") || before.ends_with("– ") ||
                       before.ends_with("— ") || before.ends_with(". ");
    if (!apart) return;
    for (std::size_t n = first; n < names.size(); ++n) {
      add(Credit::Kind::kAgency, std::string(names[n].name), Credit::Evidence::kSource,
          at(i, names[n].begin, names[n].end));
    }
  }

  // "… no result. (TT)", "/ritzau/": letters in brackets that name an agency only there.
  void marked_tail(std::string_view text, std::size_t i) {
    constexpr std::size_t kLongest = 40, kInitials = 2;
    const std::size_t last = text.find_last_not_of(". ");
    if (last == std::string_view::npos || last == 0) return;
    const char close = text[last];
    const char open = close == ')' ? '(' : close == ']' ? '[' : close == '/' ? '/' : '\0';
    const std::size_t begin = open == '\0' ? std::string_view::npos : text.rfind(open, last - 1);
    if (begin == std::string_view::npos || last - begin > kLongest) return;
    const std::string_view name = text.substr(begin + 1, last - begin - 1);
    // Two small letters are a writer's.
    if (name.size() <= kInitials && name == lower_case(name)) return;
    agencies(name, Credit::Evidence::kSource, at(i, begin + 1, last));
  }

  // "By ANN LEE, Associated Press" as the first line of the text.
  void opening_byline(std::string_view text, std::string_view folded,
                      const std::vector<Named>& names) {
    constexpr std::size_t kLongest = 120;
    if (text.size() > kLongest || phrases_.prefix(Phrases::Kind::kByline, folded) == 0) return;
    for (const Named& named : names) {
      if (named.kind == Named::Kind::kAgency) {
        add(Credit::Kind::kAgency, std::string(named.name), Credit::Evidence::kByline,
            at(0, named.begin, named.end));
      }
    }
  }

  void outside(const std::string& note) {
    const std::string folded = lower_case(note);
    if (folded.size() != note.size()) return;
    const std::vector<Named> names = press_.find(note);
    using enum Phrases::Kind;
    phrase(kContribution, Credit::Evidence::kContribution, note, folded, names, std::nullopt);
    phrase(kFirstPublished, Credit::Evidence::kFirstPublished, note, folded, names, std::nullopt);
    phrase(kSyndication, Credit::Evidence::kSyndication, note, folded, names, std::nullopt);
    phrase(kSource, Credit::Evidence::kSource, note, folded, names, std::nullopt);
    copyright(note, folded, names, std::nullopt);
  }

  void syndication(const std::string& source) {
    if (const press::Agency* agency = press_.agency(source)) {
      add(Credit::Kind::kAgency, agency->name, Credit::Evidence::kSyndication, std::nullopt);
      return;
    }
    if (press_.domain(source) == article_.outlet.domain) return;
    if (const press::Outlet* outlet = press_.outlet(source)) {
      add(Credit::Kind::kOutlet, outlet->name, Credit::Evidence::kSyndication, std::nullopt);
    } else if (const std::string domain = press_.domain(source); !domain.empty()) {
      add(Credit::Kind::kOutlet, domain, Credit::Evidence::kSyndication, std::nullopt);
    }
  }

  void canonical() {
    const std::string domain = press_.domain(sources_.canonical);
    if (domain.empty() || domain == article_.outlet.domain) return;
    if (const press::Agency* agency = press_.agency(domain)) {
      add(Credit::Kind::kAgency, agency->name, Credit::Evidence::kCanonical, std::nullopt);
    } else if (const press::Outlet* outlet = press_.outlet(domain)) {
      add(Credit::Kind::kOutlet, outlet->name, Credit::Evidence::kCanonical, std::nullopt);
    } else {
      add(Credit::Kind::kOutlet, domain, Credit::Evidence::kCanonical, std::nullopt);
    }
  }

  const Article& article_;
  const CreditSources& sources_;
  const Phrases& phrases_;
  const press::Press& press_;
  std::vector<Credit> credits_;
};

}  // namespace

std::vector<Credit> find_credits(const Article& article, const CreditSources& sources,
                                 const Phrases& phrases, const press::Press& press) {
  return Finder(article, sources, phrases, press).run();
}

}  // namespace secondsource::extract
