#include "secondsource/library.h"
#include "secondsource/version.h"

namespace secondsource {

Report check(const Snapshot& snapshot, const Article& article) {
  Report report = snapshot.gather(article);
  if (report.version.empty()) report.version = kVersion;
  report.summary = summarise(report);
  return report;
}

}  // namespace secondsource
