// Whose copy an article says it is, and whose it is.
#pragma once

#include <set>
#include <string>

#include "press/press.h"
#include "secondsource/article.h"

namespace secondsource::reuse {

// One name for an agency or outlet, however it is written.
std::string canonical(const press::Press& press, const std::string& name_or_domain);

// The agency that published the article itself, "" when none did.
std::string own_agency(const press::Press& press, const Article& article);

struct Credited {
  std::set<std::string> agencies, outlets;  // canonical; that the whole text is credited to
  bool any() const { return !agencies.empty() || !outlets.empty(); }
};

// Credits of the whole text to others than its own outlet.
Credited credited(const press::Press& press, const Article& article);

}  // namespace secondsource::reuse
