#include "text/weights.h"

#include <algorithm>

namespace secondsource::text {

double Weights::of(std::string_view language, std::uint64_t word_hash) const {
  const auto table = languages_.find(language);
  if (table == languages_.end()) return kRarest / 2;
  const auto found = table->second.find(word_hash);
  return found == table->second.end() ? kRarest : static_cast<double>(found->second);
}

void Weights::add(std::string_view language, std::uint64_t word_hash, double weight) {
  languages_[std::string(language)][word_hash] =
      static_cast<float>(std::clamp(weight, 0.0, kRarest));
}

}  // namespace secondsource::text
