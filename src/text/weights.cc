#include "text/weights.h"

#include <algorithm>

#include "text/text.h"

namespace secondsource::text {

double Weights::of(std::string_view language, std::uint64_t word_hash) const {
  const auto table = languages_.find(language);
  if (table == languages_.end()) return kRarest / 2;
  const auto found = table->second.words.find(word_hash);
  return static_cast<double>(found == table->second.words.end() ? table->second.others
                                                                : found->second);
}

void Weights::add(std::string_view language, std::string_view word, double weight) {
  Table& table = languages_[std::string(language)];
  const auto bounded = static_cast<float>(std::clamp(weight, 0.0, kRarest));
  if (word == "*") {
    table.others = bounded;
  } else {
    table.words[hash_of(word)] = bounded;
  }
}

}  // namespace secondsource::text
