#include "press/press.h"

#include <algorithm>
#include <utility>

#include "text/characters.h"
#include "text/text.h"

namespace secondsource::press {
namespace {

constexpr std::size_t kShortest = 5;  // of a name that matches in any case, in bytes

bool is_word(char32_t c) { return (text::Characters::get()[c] & text::Characters::kWord) != 0; }
bool is_ascii_word(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool is_dense(char32_t c) { return (text::Characters::get()[c] & text::Characters::kDense) != 0; }

// The end of the run of word characters that begins at `at`; in a script without spaces, where a
// name may begin anywhere, of a single one.
std::size_t word_end(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] & 0x80) != 0) {
    const text::Decoded first = text::decode(text, at);
    if (is_dense(first.c)) return at + first.size;
  }
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (!is_ascii_word(byte)) break;
      ++at;
      continue;
    }
    const text::Decoded next = text::decode(text, at);
    if (!is_word(next.c) || is_dense(next.c)) break;
    at += next.size;
  }
  return at;
}

std::size_t first_two(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::size_t>(static_cast<unsigned char>(text[i])) : 0;
  };
  return byte(0) << 8 | byte(1);
}

bool is_capital(char32_t c) { return (text::Characters::get()[c] & text::Characters::kUpper) != 0; }

// Whether a capitalised word stands beside [begin, end), one space away.
bool beside_capitalised(std::string_view text, std::size_t begin, std::size_t end) {
  if (end + 1 < text.size() && text[end] == ' ' && is_capital(text::decode(text, end + 1).c)) {
    return true;
  }
  if (begin < 2 || text[begin - 1] != ' ') return false;
  std::size_t at = begin - 1;
  while (at > 0 && begin - at < 64 && is_word(text::decode_before(text, at).c)) {
    at -= text::decode_before(text, at).size;
  }
  return at < begin - 1 && is_capital(text::decode(text, at).c);
}

// A name without its mark.
struct Marked {
  std::string name;
  bool searched = true;
  bool alone = false;
};
Marked unmark(const std::string& name) {
  if (name.starts_with('(') && name.ends_with(')')) {
    return {name.substr(1, name.size() - 2), false, false};
  }
  if (name.ends_with('*')) return {name.substr(0, name.size() - 1), true, true};
  return {name, true, false};
}

}  // namespace

Press::Press(std::vector<Agency> agencies, std::vector<Outlet> outlets)
    : agencies_(std::move(agencies)), outlets_(std::move(outlets)), begins_(0x10000) {
  const auto know = [](Numbers& numbers, const std::string& name, std::size_t number) {
    numbers.emplace(name, number);
    if (name.size() >= kShortest) numbers.emplace(text::fold(name), number);
  };
  const auto read = [&](std::vector<std::string>& names, Numbers& numbers, Named::Kind kind,
                        std::size_t number) {
    for (std::string& name : names) {
      const Marked marked = unmark(name);
      name = marked.name;
      know(numbers, name, number);
      if (marked.searched) spell(name, kind, number, marked.alone);
    }
  };
  for (std::size_t i = 0; i < agencies_.size(); ++i) {
    Agency& agency = agencies_[i];
    know(agency_of_, agency.name, i);
    const bool searched = std::find(agency.cited_as.begin(), agency.cited_as.end(),
                                    "(" + agency.name + ")") == agency.cited_as.end();
    if (searched) spell(agency.name, Named::Kind::kAgency, i, false);
    read(agency.abbreviations, agency_of_, Named::Kind::kAgency, i);
    read(agency.cited_as, agency_of_, Named::Kind::kAgency, i);
    for (const std::string& domain : agency.domains) agency_of_.emplace(domain, i);
  }
  for (std::size_t i = 0; i < outlets_.size(); ++i) {
    Outlet& outlet = outlets_[i];
    know(outlet_of_, outlet.name, i);
    read(outlet.cited_as, outlet_of_, Named::Kind::kOutlet, i);
    for (const std::string& domain : outlet.domains) outlet_of_.emplace(domain, i);
  }
  for (auto& [first, names] : names_) {
    std::stable_sort(names.begin(), names.end(), [](const Spelled& a, const Spelled& b) {
      return a.spelling.size() > b.spelling.size();
    });
  }
}

void Press::spell(const std::string& spelling, Named::Kind kind, std::size_t number, bool alone) {
  const std::size_t end = word_end(spelling, 0);
  if (end == 0) return;
  std::vector<Spelled>& names = names_[spelling.substr(0, end)];
  const bool known = std::any_of(names.begin(), names.end(),
                                 [&](const Spelled& name) { return name.spelling == spelling; });
  if (known) return;  // an agency goes before an outlet of the same name
  names.push_back({spelling, kind, number, alone});
  begins_[first_two(spelling.substr(0, end))] = true;
}

namespace {

template <typename Record, typename Numbers>
const Record* look_up(const std::vector<Record>& records, const Numbers& numbers,
                      std::string_view name) {
  auto found = numbers.find(name);
  if (found == numbers.end() && name.size() >= kShortest) found = numbers.find(text::fold(name));
  if (found == numbers.end() && name.find('.') != std::string_view::npos &&
      name.find(' ') == std::string_view::npos) {
    for (const std::string& domain : domains_of(name)) {
      if (found = numbers.find(domain); found != numbers.end()) break;
    }
  }
  return found == numbers.end() ? nullptr : &records[found->second];
}

}  // namespace

const Agency* Press::agency(std::string_view name_or_domain) const {
  return look_up(agencies_, agency_of_, name_or_domain);
}

const Outlet* Press::outlet(std::string_view name_or_domain) const {
  return look_up(outlets_, outlet_of_, name_or_domain);
}

std::string Press::domain(std::string_view url) const {
  const std::vector<std::string> domains = domains_of(url);
  const auto known = std::ranges::find_if(domains, [&](const std::string& domain) {
    return outlet_of_.contains(domain) || agency_of_.contains(domain);
  });
  return known != domains.end() ? *known : domains.empty() ? std::string() : domains.back();
}

const Press::Spelled* Press::name_at(std::string_view text, std::size_t at, std::size_t end) const {
  const std::string_view first = text.substr(at, end - at);
  if (!begins_[first_two(first)]) return nullptr;
  const auto names = names_.find(first);
  if (names == names_.end()) return nullptr;
  for (const Spelled& name : names->second) {
    const std::size_t behind = at + name.spelling.size();
    if (!text.substr(at).starts_with(name.spelling)) continue;
    const bool spaced = !is_dense(text::decode_before(name.spelling, name.spelling.size()).c);
    if (spaced && behind < text.size() && is_word(text::decode(text, behind).c)) continue;
    if (name.alone && beside_capitalised(text, at, behind)) continue;
    return &name;
  }
  return nullptr;
}

Named Press::named(const Spelled& name, std::size_t at) const {
  return {
      name.kind,
      name.kind == Named::Kind::kAgency ? agencies_[name.number].name : outlets_[name.number].name,
      static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.spelling.size())};
}

std::optional<Named> Press::begins(std::string_view text) const {
  const std::size_t end = word_end(text, 0);
  if (end == 0) return std::nullopt;
  const Spelled* name = name_at(text, 0, end);
  return name == nullptr ? std::nullopt : std::optional(named(*name, 0));
}

std::vector<Named> Press::find(std::string_view text) const {
  std::vector<Named> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = word_end(text, at);
    if (end == at) {
      at += text::decode(text, at).size;
      continue;
    }
    const Spelled* name = name_at(text, at, end);
    if (name == nullptr) {
      at = end;
      continue;
    }
    found.push_back(named(*name, at));
    at = found.back().end;
  }
  return found;
}

}  // namespace secondsource::press
