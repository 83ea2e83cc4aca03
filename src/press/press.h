// Agencies and outlets, as data/agencies.tsv and data/outlets.tsv have them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/language.h"

namespace secondsource::press {

// Names as the tables mark them: "NAME" is found in running words; "NAME*" only where no other
// capitalised word stands beside it; "(NAME)" stands for other things too, and is not searched for,
// but known to agency() and outlet().  Press takes the marks off.
struct Agency {
  std::string name;                        // canonical; searched for unless cited_as has "(name)"
  std::vector<std::string> abbreviations;  // "AP", "dpa"
  std::vector<std::string> cited_as;  // other names: "Associated Press", "Deutsche Presse-Agentur"
  std::vector<std::string> domains;
  std::string language, country;
};

struct Outlet {
  std::string name;  // canonical; may be a common word ("Time"), so not searched for
  std::vector<std::string> cited_as;  // names that are safe to search for in running words
  std::vector<std::string> domains;
  std::string owner;
  std::string newsroom;  // outlets of one newsroom are one origin; outlets of one owner need not be
  std::string language, country;
};

// A name found in running words.
struct Named {
  enum class Kind : std::uint8_t { kAgency, kOutlet };
  Kind kind = Kind::kAgency;
  std::string_view name;             // canonical; lives as long as the Press
  std::uint32_t begin = 0, end = 0;  // bytes of the text searched
};

// Immutable once built; safe from any number of threads.
class Press {
 public:
  Press(std::vector<Agency> agencies, std::vector<Outlet> outlets);

  const std::vector<Agency>& agencies() const { return agencies_; }
  const std::vector<Outlet>& outlets() const { return outlets_; }

  // By any of its names, abbreviations or domains (or a URL of one); nullptr when unknown.  Names
  // of five letters or more match in any case: bylines shout.  O(length).
  const Agency* agency(std::string_view name_or_domain) const;
  const Outlet* outlet(std::string_view name_or_domain) const;

  // Whose address a URL or a bare host is: the domain in data/ that its host is or belongs to, the
  // longest of several ("abcnews.go.com"), else its registrable domain; "" when there is none.
  std::string domain(std::string_view url) const;

  // The longest name of an agency or outlet that `text` begins with, as find() has them; none when
  // it begins otherwise.  O(its length).
  std::optional<Named> begins(std::string_view text) const;

  // Names of agencies and outlets in `text`, longest first at each place, left to right, not
  // overlapping, on word boundaries, with their case.  Linear.
  std::vector<Named> find(std::string_view text) const;

 private:
  struct Spelled {
    std::string spelling;
    Named::Kind kind = Named::Kind::kAgency;
    std::size_t number = 0;  // in agencies_ or outlets_
    bool alone = false;      // not beside another capitalised word
  };
  using Numbers = std::unordered_map<std::string, std::size_t, text::StringHash, std::equal_to<>>;

  void spell(const std::string& spelling, Named::Kind kind, std::size_t number, bool alone);
  const Spelled* name_at(std::string_view text, std::size_t at, std::size_t word_end) const;
  Named named(const Spelled& name, std::size_t at) const;

  std::vector<Agency> agencies_;
  std::vector<Outlet> outlets_;
  Numbers agency_of_, outlet_of_;
  // First word of every name → the names that begin with it, longest first.
  std::unordered_map<std::string, std::vector<Spelled>, text::StringHash, std::equal_to<>> names_;
  // By the first two bytes: whether a name begins so.  Spares nearly all words of a text a look-up.
  std::vector<bool> begins_;
};

// The domains a URL's host belongs to, the longest first, down to the registrable one: of
// "https://a.news.harbor.co.uk" a.news.harbor.co.uk, news.harbor.co.uk, harbor.co.uk.  Few; none
// where registrable_domain() has none.
std::vector<std::string> domains_of(std::string_view url);

// "https://news.harbor.co.uk/x" → "harbor.co.uk" (public suffix list), lower case, in ASCII
// (punycode); "" when there is none: an IP address, a bare suffix, not a URL.  A bare host will do.
std::string registrable_domain(std::string_view url);

}  // namespace secondsource::press
