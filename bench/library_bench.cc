// What a library costs: adding and settling a generated body of news, looking at one article, disk.
//
//   library_bench --benchmark_filter=10000
//
// Beside each run: articles a second, bytes on disk for a byte of text (texts counted once), and
// the median and 99th percentile of gather() in milliseconds, for articles in the library and for
// others.

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "newsroom.h"
#include "secondsource/library.h"

namespace secondsource::bench {
namespace {

constexpr std::size_t kBatch = 512;

double bytes_below(const std::string& folder) {
  double bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  }
  return bytes;
}

double milliseconds(const Snapshot& snapshot, const Article& article) {
  const auto before = std::chrono::steady_clock::now();
  benchmark::DoNotOptimize(snapshot.gather(article));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
  return took.count();
}

double at(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void adding(benchmark::State& state) {
  const auto data = Data::load();
  if (!data) return state.SkipWithError(data.error().line().c_str());
  std::string temporary =
      (std::filesystem::temp_directory_path() / "library-bench-XXXXXX").string();
  if (::mkdtemp(temporary.data()) == nullptr) return state.SkipWithError("no folder");
  const std::string folder = temporary + "/library";
  const auto size = static_cast<std::size_t>(state.range(0));
  std::vector<Article> sample;
  double text = 0;
  for (auto _ : state) {
    auto library = Library::open(folder, *data);
    if (!library) return state.SkipWithError(library.error().line().c_str());
    Newsroom newsroom;
    std::unordered_set<std::string> texts;
    std::vector<Article> batch;
    for (std::size_t i = 0; i < size; ++i) {
      state.PauseTiming();
      batch.push_back(newsroom.next());
      if (texts.insert(batch.back().text).second)
        text += static_cast<double>(batch.back().text.size());
      if (i % (size / 100 + 1) == 0) sample.push_back(batch.back());
      state.ResumeTiming();
      if (batch.size() < kBatch && i + 1 < size) continue;
      if (auto added = library->add(batch); !added) {
        return state.SkipWithError(added.error().line().c_str());
      }
      batch.clear();
    }
    if (auto settled = library->settle(); !settled) {
      return state.SkipWithError(settled.error().line().c_str());
    }
  }
  state.counters["articles/s"] =
      benchmark::Counter(static_cast<double>(size), benchmark::Counter::kIsRate);
  state.counters["disk/text"] = bytes_below(folder) / text;
  {
    const auto library = Library::open(folder, *data, {true, true, 0});
    const auto snapshot = library->snapshot();
    std::vector<double> inside, outside;
    for (Article article : sample) {
      inside.push_back(milliseconds(*snapshot, article));
      article.id = std::string(32, 'f');
      outside.push_back(milliseconds(*snapshot, article));
    }
    state.counters["in_ms"] = at(inside, 0.5);
    state.counters["in_p99_ms"] = at(inside, 0.99);
    state.counters["out_ms"] = at(outside, 0.5);
    state.counters["out_p99_ms"] = at(outside, 0.99);
  }
  std::filesystem::remove_all(temporary);
}

BENCHMARK(adding)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

}  // namespace
}  // namespace secondsource::bench
