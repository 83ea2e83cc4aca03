// Articles of a library as a command shows them, each fetched once.
#pragma once

#include <map>
#include <string>

#include "report/json.h"
#include "secondsource/library.h"
#include "secondsource/report.h"

namespace secondsource::cli {

class Shelf {
 public:
  explicit Shelf(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // Valid until trim().  An id that the library does not hold gives an article without words.
  const ArticleSummary& article(const std::string& id);
  report::Source source(const std::string& id);

  // Forgets articles once there are many: called between one value and the next, so that a list of
  // any length takes little memory.
  void trim();

 private:
  const Snapshot& snapshot_;
  std::map<std::string, ArticleSummary> articles_;
};

}  // namespace secondsource::cli
