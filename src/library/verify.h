// Whether a library holds what its articles say it must.
#pragma once

#include <string>
#include <vector>

#include "library/writer.h"

namespace secondsource::library {

// Checks SQLite's pages, every checksum, every block of every segment; then adds all articles to a
// new library in the folder for temporary files and compares whatever is derived, article by
// article.  Costs the time of that adding.
std::vector<Damage> verify(const std::string& folder, std::shared_ptr<const Data> data,
                           unsigned threads);

}  // namespace secondsource::library
