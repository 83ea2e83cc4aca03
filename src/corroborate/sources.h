// Agencies and outlets by whatever name they go: their own, the one others cite them by, a domain.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corroborate/origin.h"
#include "press/press.h"
#include "secondsource/article.h"
#include "secondsource/data.h"

namespace secondsource::corroborate {

// An agency, or the outlets of one newsroom: where words may come from.
struct Source {
  Origin::Kind kind = Origin::Kind::kOutlet;
  std::string name;
};

// Numbers sources as it meets them, so that one source has one number.
class Sources {
 public:
  using Number = std::size_t;

  // Knows the outlets of all articles around, in order of their ids.
  Sources(const Surroundings& surroundings, const Data& data);

  // Who published an article: an agency where the outlet is one.
  Number publisher(const Article& article) const { return publishers_.at(article.id); }
  // Who goes by a name.
  Number named(Origin::Kind kind, std::string_view name);
  // Whose name it is of the outlets around and of those named before; a last word behind its
  // article will do ("the Ledger") where one alone has it.  None when it is nobody's.
  std::optional<Number> known(std::string_view name) const;
  // Nobody known.
  Number unknown();

  const Source& operator[](Number number) const { return sources_[number]; }
  std::size_t size() const { return sources_.size(); }

 private:
  Number add(Origin::Kind kind, std::string name);
  Number of_outlet(const Outlet& outlet);
  Number of(const press::Agency& agency);
  Number of(const press::Outlet& outlet);
  std::optional<Number> listed(const Outlet& outlet);  // in data/
  // The only one whose name ends so.
  std::optional<Number> by_tail(const std::string& letters) const;
  // By a name, and its letters.
  void call(Number number, const std::string& letters, std::string_view name);
  // By key; a new source when there is none.
  Number by_key(const std::string& key, Origin::Kind kind, const std::string& name);

  const press::Press& press_;
  std::vector<Source> sources_;
  std::map<std::string, Number, std::less<>> keys_;  // of agencies, newsrooms and outlets of data/
  std::map<std::string, Number, std::less<>> letters_;  // of names and domains read as words
  std::map<std::string, std::set<Number>, std::less<>> tails_;  // of names: their last words
  std::map<std::string, Number, std::less<>> publishers_;
};

}  // namespace secondsource::corroborate
