// Values by hashed keys, in parts that are of like size, for work side by side.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "library/parallel.h"

namespace secondsource::library {

// Parts hold values whose keys have the same highest bits, and come in the order of these.
template <typename Value>
struct Parted {
  std::vector<Value> values;
  std::vector<std::size_t> ends;

  std::size_t parts() const { return ends.size(); }
  std::span<Value> part(std::size_t i) {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::span(values).subspan(begin, ends[i] - begin);
  }
};

// `each(use)` calls use(value) for all `count` values, the same whenever it is called; keys
// (Value::key) are hashes of `bits` bits.
template <typename Value, typename Each>
Parted<Value> in_parts(std::size_t count, unsigned bits, const Each& each) {
  constexpr std::size_t kPart = 32'768;
  const auto highest = static_cast<unsigned>(std::bit_width(count / kPart));
  const auto part_of = [&](const Value& value) {
    return highest == 0 ? 0 : static_cast<std::size_t>(value.key >> (bits - highest));
  };
  Parted<Value> out;
  out.ends.resize(std::size_t{1} << highest);
  each([&](const Value& value) { ++out.ends[part_of(value)]; });
  std::vector<std::size_t> next(out.ends.size());
  for (std::size_t part = 1; part < next.size(); ++part) {
    next[part] = out.ends[part - 1];
    out.ends[part] += next[part];
  }
  out.values.resize(count);
  each([&](const Value& value) { out.values[next[part_of(value)]++] = value; });
  return out;
}

// Then the values are sorted: first by their keys.
template <typename Value>
void sort_parts(std::span<Parted<Value>> all, unsigned threads) {
  std::vector<std::span<Value>> parts;
  for (Parted<Value>& each : all) {
    for (std::size_t i = 0; i < each.parts(); ++i) parts.push_back(each.part(i));
  }
  in_parallel(parts.size(), threads, [&](std::size_t i, unsigned) { std::ranges::sort(parts[i]); });
}

}  // namespace secondsource::library
