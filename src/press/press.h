// Agencies and outlets, as data/agencies.tsv and data/outlets.tsv have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace secondsource::press {

struct Agency {
  std::string name;                        // canonical
  std::vector<std::string> abbreviations;  // matched with their case: "AP", "dpa"
  std::vector<std::string> cited_as;       // other names: "Associated Press", "Deutsche Presse-Agentur"
  std::vector<std::string> domains;
  std::string language, country;
};

struct Outlet {
  std::string name;
  std::vector<std::string> cited_as;
  std::vector<std::string> domains;
  std::string owner;
  std::string newsroom;  // outlets of one newsroom are one origin; outlets of one owner need not be
  std::string language, country;
};

// A name found in running words.
struct Named {
  enum class Kind : std::uint8_t { kAgency, kOutlet };
  Kind kind = Kind::kAgency;
  std::string_view name;  // canonical; lives as long as the Press
  std::uint32_t begin = 0, end = 0;  // bytes of the text searched
};

// Immutable once built; safe from any number of threads.
class Press {
 public:
  Press(std::vector<Agency> agencies, std::vector<Outlet> outlets);

  const std::vector<Agency>& agencies() const { return agencies_; }
  const std::vector<Outlet>& outlets() const { return outlets_; }

  // By any of its names, abbreviations or a domain; nullptr when unknown.  O(length).
  const Agency* agency(std::string_view name_or_domain) const;
  const Outlet* outlet(std::string_view name_or_domain) const;

  // Names of agencies and outlets in `text`, longest first at each place, left to right, not
  // overlapping, on word boundaries, with their case.  Linear.
  std::vector<Named> find(std::string_view text) const;

 private:
  std::vector<Agency> agencies_;
  std::vector<Outlet> outlets_;
  std::unordered_map<std::string, std::size_t> agency_of_, outlet_of_;
  // First word of every name → the names that begin with it, longest first.
  std::unordered_map<std::string, std::vector<Named>> names_;
  std::unordered_map<std::string, std::vector<std::string>> spelled_;
};

// "https://news.harbor.co.uk/x" → "harbor.co.uk" (public suffix list); "" when there is none.
std::string registrable_domain(std::string_view url);

}  // namespace secondsource::press
