#include "extract/dateline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "extract/clean.h"
#include "text/characters.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kReach = 160;

std::size_t past_spaces(std::string_view text, std::size_t i) {
  while (i < text.size()) {
    if (text[i] == ' ') {
      ++i;
    } else if (text.substr(i, 2) == "\xC2\xA0") {
      i += 2;
    } else {
      break;
    }
  }
  return i;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with(',')) text.remove_suffix(1);
  return text;
}

// The length of the dash, colon or ".-" that ends a dateline, with the space behind it; 0 for none.
std::size_t ending(std::string_view text, bool after_agency) {
  for (const std::string_view mark :
       {".-", ". -", ".—", ". —", ".–", ". –", "--", "—", "–", "―", "-", "ー"}) {
    if (!text.starts_with(mark)) continue;
    const std::size_t end = past_spaces(text, mark.size());
    const bool spaced = end > mark.size();
    if (!spaced && mark == "-") return 0;
    return end;
  }
  if (after_agency) {
    for (const std::string_view mark : {":", ".", ","}) {
      if (text.starts_with(mark)) return past_spaces(text, mark.size());
    }
  }
  return 0;
}

struct Brackets {
  std::string_view open, close;
};
constexpr Brackets kBrackets[] = {{"(", ")"},   {"/", "/"},   {"[", "]"},
                                  {"（", "）"}, {"【", "】"}, {"［", "］"}};

// "(Reuters)", "/TASS/", "(dpa/lno)", "(Castellan)": its length, and the first agency in it.
struct Bracketed {
  std::size_t size = 0;
  std::string agency;
  bool known = false;  // by data/
};

Bracketed bracketed(std::string_view text, const press::Press& press) {
  constexpr std::size_t kLongest = 50;
  for (const Brackets& brackets : kBrackets) {
    if (!text.starts_with(brackets.open)) continue;
    const std::size_t close = text.find(brackets.close, brackets.open.size());
    if (close == std::string_view::npos || close > kLongest) return {};
    const std::string_view inner = text.substr(brackets.open.size(), close - brackets.open.size());
    const std::vector<NamedAgency> names = agencies_in(inner, press);
    if (names.empty()) return {close + brackets.close.size(), "", false};
    return {close + brackets.close.size(), names[0].name, names[0].known};
  }
  return {};
}

// One to four words of letters, each with a capital first.
bool shaped_as_name(std::string_view part) {
  constexpr std::size_t kLeast = 3, kLongest = 40, kMostWords = 4;
  if (part.size() < kLeast || part.size() > kLongest) return false;
  std::size_t words = 1;
  bool first = true;
  for (std::size_t i = 0; i < part.size();) {
    const text::Decoded next = text::decode(part, i);
    const auto c = static_cast<UChar32>(next.c);
    i += next.size;
    if (c == ' ') {
      ++words;
      first = true;
      continue;
    }
    if (!u_isalpha(c) && (first || c != '-')) return false;
    if (first && !u_isupper(c)) return false;
    first = false;
  }
  return words <= kMostWords;
}

// A place: capitalised words, with particles in lower case between them ("Rio de Janeiro"), commas
// before further ones ("Ankara, Turkey").  Its length; whether all letters are capitals, before a
// comma ("VALMOIRE, Mo.").
struct Place {
  std::size_t size = 0;
  bool shouted = true;
  bool dense = false;  // of a script without capitals
};

Place place_at(std::string_view text) {
  Place place;
  int words = 0, lower_words = 0;
  bool further = false;
  std::size_t i = 0;
  while (i < text.size() && words < 8) {
    const text::Decoded first = text::decode(text, i);
    const auto c = static_cast<UChar32>(first.c);
    const bool other = u_charType(c) == U_OTHER_LETTER;
    if (!u_isalpha(c)) break;
    std::size_t end = i;
    bool has_lower = false;
    while (end < text.size()) {
      const text::Decoded next = text::decode(text, end);
      const auto n = static_cast<UChar32>(next.c);
      const bool joins = next.c == '.' || next.c == '\'' || next.c == 0x2019 || next.c == '-';
      if (!u_isalpha(n) && u_charType(n) != U_NON_SPACING_MARK && !joins) break;
      if (joins && (next.c == '-' || next.c == '.')) {
        // "Port-au-Prince", "St. Paul", "D.C." go on; "Berlin - " and "BERLIN." do not.
        const std::size_t after = end + next.size;
        if (after >= text.size()) break;
        const auto following = static_cast<UChar32>(text::decode(text, after).c);
        const bool short_form = next.c == '.' && end - i <= 5;
        if (!u_isalpha(following) && !short_form) break;
      }
      has_lower = has_lower || u_islower(n);
      end += next.size;
    }
    if (!u_isupper(c) && !other) {
      if (words == 0 || end - i > 4 || ++lower_words > 2) break;
    } else {
      lower_words = 0;
      if (has_lower && !further) place.shouted = false;
    }
    if (other) place.dense = true;
    ++words;
    if (u_isupper(c) || other) place.size = end;
    i = end;
    if (text.substr(i, 2) == ", ") {
      i += 2;
      further = true;
    } else {
      const std::size_t next = past_spaces(text, i);
      if (next == i) break;
      i = next;
    }
  }
  return place;
}

// "19 Nov", "Nov. 19", "November 19, 2026", "19.11.", "19 de noviembre", "2026. november 19.,
// csütörtök": the length, 0 for none.
std::size_t date_at(std::string_view text, const Months& months, const DateStyle& style) {
  std::size_t i = 0, last = 0;
  bool month = false, day = false;
  for (int parts = 0; parts < 6 && i < text.size(); ++parts) {
    std::size_t end = i;
    if (text[i] >= '0' && text[i] <= '9') {
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
      if (end - i > 4) break;
      if (end - i == 4 && !(month && day) && parts > 0) break;
      if (end - i <= 2) {
        if (day && !(text.substr(end, 1) == ".")) break;
        day = true;
      }
      // 19.11. and 19.11.2026
      if (text.substr(end, 1) == "." && end + 1 < text.size() && text[end + 1] >= '0' &&
          text[end + 1] <= '9') {
        month = true;
      }
      last = end;
    } else {
      while (end < text.size()) {
        const text::Decoded next = text::decode(text, end);
        if (!u_isalpha(static_cast<UChar32>(next.c))) break;
        end += next.size;
      }
      if (end == i) break;
      const std::string word = lower_case(text.substr(i, end - i));
      if (months.month(word, style.language) != 0) {
        month = true;
        last = end;
      } else if (months.weekday(word)) {
        if (month && day) last = end;
      } else if (end - i > 3 && !(parts == 0 && end - i < 14)) {
        break;
      }
    }
    i = end;
    while (i < text.size() && (text[i] == ' ' || text[i] == ',' || text[i] == '.')) ++i;
  }
  return month && day ? last : 0;
}

// East Asian wires: place, day and agency stand in one bracket, in either order, "電" or "电"
// behind them: "【北水共同】", "[北水 3日 ロイター] - ", "(물레마을=연합뉴스) … 기자 = ",
// "新华社北磨11月3日电 ".
std::optional<Dateline> wire_head(std::string_view text, const press::Press& press) {
  constexpr std::size_t kLongest = 72;
  std::size_t begin = 0, end = 0, past = 0;
  for (const Brackets& brackets : kBrackets) {
    if (brackets.open == "/" || !text.starts_with(brackets.open)) continue;
    begin = brackets.open.size();
    end = text.find(brackets.close, begin);
    past = end == std::string_view::npos ? end : end + brackets.close.size();
  }
  for (const std::string_view wired : {"电", "電"}) {
    if (begin > 0) break;
    end = text.find(wired);
    past = end == std::string_view::npos ? end : end + wired.size();
    if (end != std::string_view::npos) break;
  }
  if (end == std::string_view::npos || end > kLongest || end <= begin) return std::nullopt;
  std::string_view inner = text.substr(begin, end - begin);
  for (const std::string_view wired : {"电", "電"}) {
    if (inner.ends_with(wired)) inner.remove_suffix(wired.size());
  }
  const bool dense = std::any_of(inner.begin(), inner.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xED;
  });
  if (!dense) return std::nullopt;
  // The longest agency at its end, else at its start.
  Dateline line;
  std::string_view rest;
  const auto boundary = [&](std::size_t i) {
    return i == inner.size() || (static_cast<unsigned char>(inner[i]) & 0xC0) != 0x80;
  };
  for (std::size_t i = 0; i < inner.size() && line.agency.empty(); ++i) {
    if (!boundary(i)) continue;
    if (const press::Agency* agency = press.agency(clean_line(inner.substr(i)))) {
      line.agency = agency->name;
      rest = inner.substr(0, i);
    }
  }
  for (std::size_t i = inner.size(); i > 0 && line.agency.empty(); --i) {
    if (!boundary(i)) continue;
    if (const press::Agency* agency = press.agency(clean_line(inner.substr(0, i)))) {
      line.agency = agency->name;
      rest = inner.substr(i);
    }
  }
  if (line.agency.empty()) return std::nullopt;
  // "北磨11月3日", "北水　３日": digits begin the day.
  std::size_t digits = 0;
  while (digits < rest.size()) {
    const text::Decoded next = text::decode(rest, digits);
    if (u_isdigit(static_cast<UChar32>(next.c))) break;
    digits += next.size;
  }
  line.date = clean_line(rest.substr(digits));
  line.place = clean_line(rest.substr(0, digits));
  while (line.place.ends_with('=') || line.place.ends_with(',')) line.place.pop_back();
  past = past_spaces(text, past);
  // "… 기자 = ": who wrote it.
  constexpr std::size_t kName = 48;
  const std::size_t equals = text.find(" = ", past);
  if (equals != std::string_view::npos && equals - past < kName) past = equals + 3;
  past += ending(text.substr(past), false);
  line.span = {0, static_cast<std::uint32_t>(past)};
  return line;
}

}  // namespace

std::vector<NamedAgency> agencies_in(std::string_view words, const press::Press& press) {
  if (const press::Agency* agency = press.agency(clean_line(words))) return {{agency->name, true}};
  constexpr std::size_t kMost = 8;
  std::vector<NamedAgency> names;
  while (!words.empty() && names.size() < kMost) {
    const std::size_t end = std::min(words.find_first_of("/,;-|()&+"), words.size());
    std::string part = clean_line(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
    if (const press::Agency* agency = press.agency(part)) {
      names.push_back({agency->name, true});
    } else if (shaped_as_name(part)) {
      names.push_back({std::move(part), false});
    }
  }
  std::ranges::stable_partition(names, &NamedAgency::known);
  return names;
}

std::optional<Dateline> find_dateline(std::string_view paragraph, std::uint32_t offset,
                                      const press::Press& press, const Months& months,
                                      const DateStyle& style) {
  std::size_t reach = std::min(paragraph.size(), kReach);
  while (reach > 0 && reach < paragraph.size() && (paragraph[reach] & 0xC0) == 0x80) --reach;
  const std::string_view text = paragraph.substr(0, reach);
  Dateline line;
  std::size_t i = 0;
  const auto done = [&](std::size_t end) {
    line.span = {offset, offset + static_cast<std::uint32_t>(end)};
    return line;
  };
  if (auto wire = wire_head(text, press)) {
    wire->span = {offset, offset + wire->span.end};
    return wire;
  }
  // "(ANSA) - ROMA, 19 NOV - …"
  Bracketed agency = bracketed(text, press);
  const bool agency_first = agency.size > 0, known_first = agency_first && agency.known;
  if (agency_first) {
    line.agency = agency.agency;
    i = past_spaces(text, agency.size);
    const std::size_t dash = ending(text.substr(i), agency.known);
    if (dash == 0 && !agency.known) return std::nullopt;
    i += dash;
  }
  const Place place = place_at(text.substr(i));
  if (place.size == 0) {
    if (known_first) return done(i);
    return std::nullopt;
  }
  line.place = std::string(trimmed(text.substr(i, place.size)));
  std::size_t at = i + place.size;
  // A date behind a comma, or at once.
  std::size_t next = past_spaces(text, at);
  if (text.substr(next, 1) == "," || text.substr(next, 1) == ".")
    next = past_spaces(text, next + 1);
  if (const std::size_t size = date_at(text.substr(next), months, style)) {
    line.date = std::string(trimmed(text.substr(next, size)));
    at = next + size;
    if (text.substr(at, 1) == "." && text.substr(at, 2) != ".-") ++at;
  } else if (!place.dense) {
    // The month may have been taken for a part of the place: "LONDON, Nov 19".
    for (std::size_t comma = line.place.rfind(", "); comma != std::string::npos && comma > 0;
         comma = line.place.rfind(", ", comma - 1)) {
      const std::size_t begin = i + comma + 2;
      const std::size_t found = date_at(text.substr(begin), months, style);
      if (found == 0) continue;
      line.place.resize(comma);
      line.date = std::string(trimmed(text.substr(begin, found)));
      at = begin + found;
      if (text.substr(at, 1) == "." && text.substr(at, 2) != ".-") ++at;
      break;
    }
  }
  next = past_spaces(text, at);
  bool named = known_first;
  if (!agency_first) {
    agency = bracketed(text.substr(next), press);
    if (agency.size > 0) {
      const std::size_t after = past_spaces(text, next + agency.size);
      const std::size_t end = ending(text.substr(after), agency.known);
      const bool slashed = text.substr(next, 1) == "/";
      if (end == 0 && !agency.known) return std::nullopt;
      if (end == 0 && !slashed && text.substr(next, 1) != "【") return std::nullopt;
      // "PARIS (Monday) —" names nobody.
      const std::string word = lower_case(agency.agency);
      if (agency.known || (months.month(word, style.language) == 0 && !months.weekday(word))) {
        line.agency = agency.agency;
      }
      return done(after + end);
    }
  }
  // "Москва. 19 ноября. ИНТЕРФАКС - …"
  if (!agency_first && !line.date.empty()) {
    constexpr std::size_t kName = 48;
    const std::size_t space = text.substr(0, next + kName).find(' ', next);
    const std::size_t name = std::min(space, text.size()) - next;
    const std::size_t dash = ending(text.substr(past_spaces(text, next + name)), false);
    const press::Agency* found = press.agency(clean_line(text.substr(next, name)));
    if (found != nullptr && dash > 0) {
      line.agency = found->name;
      return done(past_spaces(text, next + name) + dash);
    }
  }
  const std::size_t letters = skeleton(line.place.substr(0, line.place.find(','))).size();
  const bool shouted = place.shouted && !place.dense && letters >= 4;
  // "VESSEN. Die Brücke …": German papers close the place of their own reporter so.
  const bool closed = shouted && style.language == "de" && text.substr(next, 2) == ". ";
  const std::size_t end = ending(text.substr(next), named || closed);
  if (end == 0) {
    if (known_first) {
      line.place.clear();
      line.date.clear();
      return done(i);
    }
    return std::nullopt;
  }
  std::size_t begin = next + end;
  // "МОСКВА, 19 ноя - РИА Новости. …", "LONDON - Reuters - "
  if (!agency_first) {
    const std::size_t stop = text.find_first_of(".-:", begin);
    if (stop != std::string_view::npos && stop - begin < 40) {
      if (const press::Agency* found = press.agency(clean_line(text.substr(begin, stop - begin)))) {
        line.agency = found->name;
        named = true;
        begin = past_spaces(text, stop + 1);
      }
    }
  }
  if (!named && line.date.empty() && !shouted) return std::nullopt;
  if (begin >= paragraph.size()) return std::nullopt;
  return done(begin);
}

}  // namespace secondsource::extract
