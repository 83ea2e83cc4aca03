#include "corroborate/keys.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace secondsource::corroborate {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9E3779B97F4A7C15u + b + 0x632BE59BD9B4E019u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

namespace {
std::uint64_t marked(std::uint64_t key, Marks marks) { return (key & ~kAllMarks) | marks; }
}  // namespace

void keep(Keys& keys, std::uint64_t key, Marks marks) { keys.kept.push_back(marked(key, marks)); }

void keep_dated(Keys& keys, std::uint64_t key, Time time, Marks marks, std::chrono::days window) {
  const std::int64_t day = std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
  const std::int64_t days = window.count();
  const std::int64_t stretch = (day - ((day % days) + days) % days) / days;
  for (const std::int64_t beside : {stretch - 1, stretch, stretch + 1}) {
    keys.sought.push_back(marked(mix(key, static_cast<std::uint64_t>(beside)), marks));
  }
  keep(keys, mix(key, static_cast<std::uint64_t>(stretch)), marks);
}

void finish(Keys& keys) {
  keys.sought.insert(keys.sought.end(), keys.kept.begin(), keys.kept.end());
  for (std::vector<std::uint64_t>* list : {&keys.kept, &keys.sought}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
}

std::string derived_id(std::string_view kind, std::string_view id) {
  const std::string whole = fmt::format("{}:{}", kind, id);
  const XXH128_hash_t hash = XXH3_128bits(whole.data(), whole.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace secondsource::corroborate
