#include "text/weights.h"

#include <algorithm>
#include <utility>

#include "text/text.h"

namespace secondsource::text {

double Weights::Table::of(std::uint64_t word_hash) const {
  if (slots_.empty()) return static_cast<double>(others_);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = word_hash & mask; slots_[i].weight >= 0; i = (i + 1) & mask) {
    if (slots_[i].word == word_hash) return static_cast<double>(slots_[i].weight);
  }
  return static_cast<double>(others_);
}

void Weights::Table::set(std::uint64_t word_hash, float weight) {
  if (2 * (full_ + 1) > slots_.size()) {
    std::vector<Slot> before(std::max<std::size_t>(64, 2 * slots_.size()));
    std::swap(before, slots_);
    full_ = 0;
    for (const Slot& slot : before) {
      if (slot.weight >= 0) set(slot.word, slot.weight);
    }
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = word_hash & mask;
  while (slots_[i].weight >= 0 && slots_[i].word != word_hash) i = (i + 1) & mask;
  if (slots_[i].weight < 0) ++full_;
  slots_[i] = {word_hash, weight};
}

const Weights::Table& Weights::table(std::string_view language) const {
  static const Table kUnknown = [] {
    Table table;
    table.others_ = static_cast<float>(kRarest / 2);
    return table;
  }();
  const auto found = languages_.find(language);
  if (found == languages_.end()) return kUnknown;
  Lazy& lazy = *found->second;
  std::call_once(lazy.once, [&] { lazy.table = lazy.load(); });
  return lazy.table;
}

void Weights::add(const std::string& language, std::function<Table()> load) {
  auto& lazy = languages_[language];
  lazy = std::make_unique<Lazy>();
  lazy->load = std::move(load);
}

void Weights::Table::add(std::string_view word, double weight) {
  const auto bounded = static_cast<float>(std::clamp(weight, 0.0, kRarest));
  if (word == "*") {
    others_ = bounded;
  } else {
    set(hash_of(word), bounded);
  }
}

}  // namespace secondsource::text
