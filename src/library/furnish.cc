#include "library/furnish.h"

namespace secondsource::library {

Article Furnisher::furnished(const Article& article) const { return article; }

std::vector<Number> Furnisher::changed(std::span<const std::string>) const { return {}; }

}  // namespace secondsource::library
