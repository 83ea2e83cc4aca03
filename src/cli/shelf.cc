#include "cli/shelf.h"

#include "report/view.h"

namespace secondsource::cli {
namespace {
constexpr std::size_t kKept = 1024;
}

const ArticleSummary& Shelf::article(const std::string& id) {
  const auto [found, fresh] = articles_.try_emplace(id);
  if (fresh) {
    if (const auto article = snapshot_.article(id)) {
      found->second = summary_of(*article);
    } else {
      found->second.id = found->second.input = id;
    }
  }
  return found->second;
}

report::Source Shelf::source(const std::string& id) {
  const ArticleSummary& of = article(id);
  return {of.input, of.title, of.text};
}

void Shelf::trim() {
  if (articles_.size() > kKept) articles_.clear();
}

}  // namespace secondsource::cli
