#include "corroborate/sources.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corroborate/fold.h"

namespace secondsource::corroborate {
namespace {

// Articles that names of outlets begin with, and that those who cite them leave out.
constexpr std::array<std::string_view, 16> kArticles = {"the", "le",  "la",  "les", "l",  "der",
                                                        "die", "das", "dem", "den", "el", "il",
                                                        "lo",  "o",   "de",  "het"};

std::vector<std::string> key_words(std::string_view name) {
  std::vector<std::string> words = name_words(name);
  if (words.size() > 1 &&
      std::find(kArticles.begin(), kArticles.end(), words[0]) != kArticles.end()) {
    words.erase(words.begin());
  }
  return words;
}

std::string key_letters(std::string_view name) {
  std::string letters;
  for (const std::string& word : key_words(name)) letters += word;
  return letters;
}

// "harbor-ledger.co.uk" → "harborledger": a domain read as words.
std::string domain_letters(std::string_view domain) {
  return letters_of(domain.substr(0, domain.find('.')));
}

}  // namespace

Sources::Sources(const Surroundings& surroundings, const Data& data) : press_(data.press()) {
  for (const auto& [id, around] : surroundings.articles) {
    publishers_[id] = of_outlet(around.article->outlet);
  }
}

Sources::Number Sources::add(Origin::Kind kind, std::string name) {
  sources_.push_back({kind, std::move(name)});
  return sources_.size() - 1;
}

Sources::Number Sources::by_key(const std::string& key, Origin::Kind kind,
                                const std::string& name) {
  const auto [place, added] = keys_.try_emplace(key, sources_.size());
  if (added) add(kind, name);
  return place->second;
}

void Sources::call(Number number, const std::string& letters, std::string_view name) {
  letters_.try_emplace(letters, number);
  std::vector<std::string> words = name_words(name);
  std::string tail;
  while (words.size() > 1) {
    tail.insert(0, words.back());
    words.pop_back();
    tails_[tail].insert(number);
  }
}

std::optional<Sources::Number> Sources::listed(const Outlet& outlet) {
  for (const std::string& name : {outlet.domain, outlet.name}) {
    if (name.empty()) continue;
    if (const press::Agency* agency = press_.agency(name)) return of(*agency);
    if (const press::Outlet* known = press_.outlet(name)) return of(*known);
  }
  return std::nullopt;
}

Sources::Number Sources::of_outlet(const Outlet& outlet) {
  std::optional<Number> number = listed(outlet);
  if (!number && outlet.key().empty()) return unknown();
  if (!number) {
    number = by_key("key:" + outlet.key(), Origin::Kind::kOutlet,
                    outlet.name.empty() ? outlet.domain : outlet.name);
  }
  if (const std::string letters = key_letters(outlet.name); letters.size() >= 2) {
    call(*number, letters, outlet.name);
  }
  if (const std::string letters = domain_letters(outlet.domain); letters.size() >= 3) {
    letters_.try_emplace(letters, *number);
  }
  return *number;
}

Sources::Number Sources::of(const press::Agency& agency) {
  return by_key("agency:" + agency.name, Origin::Kind::kAgency, agency.name);
}

Sources::Number Sources::of(const press::Outlet& outlet) {
  return by_key(outlet.newsroom.empty() ? "outlet:" + outlet.name : "newsroom:" + outlet.newsroom,
                Origin::Kind::kOutlet, outlet.name);
}

std::optional<Sources::Number> Sources::known(std::string_view name) const {
  const std::string letters = key_letters(name);
  if (const auto found = letters_.find(letters); found != letters_.end()) return found->second;
  // "the Ledger", but not "India" of the Times of India.
  const std::vector<std::string> words = name_words(name);
  if (words.size() != 2 || std::ranges::find(kArticles, words[0]) == kArticles.end()) {
    return std::nullopt;
  }
  return by_tail(words[1]);
}

std::optional<Sources::Number> Sources::by_tail(const std::string& letters) const {
  const auto found = tails_.find(letters);
  if (found == tails_.end() || found->second.size() != 1) return std::nullopt;
  return *found->second.begin();
}

Sources::Number Sources::named(Origin::Kind kind, std::string_view name) {
  const press::Agency* agency = press_.agency(name);
  const press::Outlet* outlet = press_.outlet(name);
  if (agency && (kind == Origin::Kind::kAgency || !outlet)) return of(*agency);
  if (outlet) return of(*outlet);
  const std::string letters = key_letters(name);
  if (letters.empty()) return unknown();
  auto found = letters_.find(letters);
  if (found == letters_.end() && name.find('.') != name.npos) {
    found = letters_.find(domain_letters(press::registrable_domain(name)));
  }
  // An agency goes by the beginning of its name: "Meridian" and "Meridian News Agency".
  if (found == letters_.end() && kind == Origin::Kind::kAgency) {
    found = std::find_if(letters_.begin(), letters_.end(), [&](const auto& known) {
      const auto& [shorter, longer] =
          std::minmax(known.first, letters, [](auto& a, auto& b) { return a.size() < b.size(); });
      return sources_[known.second].kind == Origin::Kind::kAgency && shorter.size() >= 3 &&
             longer.starts_with(shorter);
    });
  }
  // "the Weekly News": what is left of "the Ossley Weekly News".
  std::optional<Number> short_for;
  if (found == letters_.end() && key_words(name).size() >= 2) short_for = by_tail(letters);
  const Number number = found != letters_.end() ? found->second
                        : short_for             ? *short_for
                                                : add(kind, std::string(name));
  call(number, letters, name);
  if (kind == Origin::Kind::kAgency) sources_[number].kind = kind;
  return number;
}

Sources::Number Sources::unknown() { return add(Origin::Kind::kUnknown, ""); }

}  // namespace secondsource::corroborate
